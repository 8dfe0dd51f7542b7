"""What a check's process may not do is refused, function by function; in processes that end."""

from __future__ import annotations

import subprocess
import sys

import pytest

NETWORK = {
    "connect": "socket.socket().connect(('127.0.0.1', 9))",
    "getaddrinfo": "socket.getaddrinfo('localhost', 80)",
    "gethostbyname": "socket.gethostbyname('localhost')",
    "gethostbyname_ex": "socket.gethostbyname_ex('localhost')",
    "gethostbyaddr": "socket.gethostbyaddr('127.0.0.1')",
    "getnameinfo": "socket.getnameinfo(('127.0.0.1', 80), 0)",
    "sendto": "datagrams.sendto(b'x', ('127.0.0.1', 9))",
    "sendmsg": "datagrams.sendmsg([b'x'], [], 0, ('127.0.0.1', 9))",
}
PROGRAMS = {
    "run": "subprocess.run(['true'])",
    "system": "os.system('true')",
    "execv": "os.execv('/bin/sh', ['sh', '-c', 'true'])",
    "posix_spawn": "os.posix_spawn('/bin/sh', ['sh', '-c', 'true'], {})",
    "spawnv": "os.spawnv(os.P_WAIT, '/bin/sh', ['sh', '-c', 'true'])",
    "fork": "os.fork() or os._exit(0)",
    "forkpty": "pty.fork()[0] or os._exit(0)",
    "multiprocessing, spawn": "multiprocessing.get_context('spawn').Process(target=print).start()",
    "multiprocessing, fork": "multiprocessing.get_context('fork').Process(target=print).start()",
}
# Each is tried in a process of its own: one that gets through may replace it or start another.
TRIED = """
import multiprocessing, os, pty, socket, subprocess, sys
from cognito_lab.exercises.sandbox import confine
for name, source in {tries!r}.items():
    sys.stdout.flush()
    child = os.fork()
    if not child:
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        confine()
        try:
            exec(source)
            print(f"{{name}}: went through")
        except Exception as refusal:
            print(f"{{name}}: {{type(refusal).__name__}}: {{refusal}}")
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)
"""


def run(source: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """What became of each try."""
    lines = run(TRIED.format(tries=NETWORK | PROGRAMS)).splitlines()
    return dict(line.split(": ", 1) for line in lines)


@pytest.mark.parametrize("name", NETWORK)
def test_the_network_is_refused(said: dict[str, str], name: str) -> None:
    assert said.get(name, "").startswith("RuntimeError: a check has no network")


@pytest.mark.parametrize("name", PROGRAMS)
def test_another_program_or_process_is_refused(said: dict[str, str], name: str) -> None:
    assert said.get(name, "") == "RuntimeError: a check starts no other program or process"


def test_a_process_that_crashes_leaves_no_image_of_its_memory() -> None:
    source = (
        "import resource\nfrom cognito_lab.exercises.sandbox import limit_memory\n"
        "limit_memory(1 << 30)\nprint(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert run(source) == "(0, 0)\n"
