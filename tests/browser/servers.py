"""Servers that a test starts as a reader would, and ends."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)([^\s;]*)")
READY_WITHIN = 120  # seconds, on a machine that does other things too


@dataclass(frozen=True)
class Server:
    """A server that answers: `address` has no slash at its end, `url` is what it printed."""

    address: str
    url: str

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.address.rpartition(":")[2])


@contextmanager
def running(
    command: Sequence[str | Path],
    log: Path,
    *,
    ready: str,
    address: str = "",
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Start a command, and wait until its path `ready` is answered.

    Its address is the first one of this machine that it prints, if `address` does not say it.
    Raises AssertionError, with the end of the log, if it ends or does not answer in time.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment,
            start_new_session=True,  # so that its kernels end with it
        )
    try:
        yield _when_ready(process, log, ready, address)
    finally:
        _end(process)


def _when_ready(process: subprocess.Popen[bytes], log: Path, ready: str, address: str) -> Server:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        found = ADDRESS.search(address or log.read_text(errors="replace"))
        if found and _answers(found[1] + ready):
            return Server(found[1], found[0])
        time.sleep(0.1)
    ended = f"ended with {process.returncode}" if process.poll() is not None else "did not answer"
    raise AssertionError(f"the server {ended}:\n{log.read_text(errors='replace')[-3000:]}")


def _answers(url: str) -> bool:
    """Whether the server answers at all: a refusal for want of a token is an answer."""
    # No proxy of the machine's stands between.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5):
            return True
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return refusal.code < 500
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started, kernels that outlive it too."""
    with suppress(ProcessLookupError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
