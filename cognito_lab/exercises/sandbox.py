"""What the process of a check may not do: use much memory, print, use the network, start programs.

It keeps an honest mistake from doing harm: a loop that fills the memory, a client that was made
for the real AWS. It is no prison: code that means to break out of a Python process can.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from types import ModuleType
from typing import Any, BinaryIO

try:
    import _posixsubprocess
except ImportError:  # Windows
    _posixsubprocess = ModuleType("_posixsubprocess")

# Events of https://docs.python.org/3/library/audit_events.html
_NO_NETWORK = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
    "socket.sendmsg",
    "socket.sendto",
)
_NO_PROGRAMS = (
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",  # on Windows; elsewhere it is a fork
    "os.system",
    "subprocess.Popen",
)


def own_channel() -> BinaryIO:
    """Take standard output away from everybody else: what the check says goes out by this file.

    Whatever is printed to the three standard files of the process is lost from here on.
    """
    channel = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return channel


def limit_memory(size: int) -> None:
    """Let this process have `size` bytes of address space at most, where the system has a limit.

    Linux has one; macOS accepts it and does not hold to it. Raises nothing.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def limit_time(seconds: float) -> None:
    """End this process after that time, should nobody be there any more to end it.

    Raises nothing; a system without alarms has no such end.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds))


def confine() -> None:
    """From here on Python's own functions connect to nothing and start no process.

    They raise RuntimeError instead. It holds until the process ends: an audit hook (PEP 578)
    cannot be taken out. What calls the system without Python (ctypes) is not held.
    """
    sys.addaudithook(_refuse)
    if "fork_exec" in vars(_posixsubprocess):
        # multiprocessing starts its processes by this function, which raises no event.
        vars(_posixsubprocess)["fork_exec"] = _refuse_program


def _refuse(
    event: str,
    arguments: tuple[Any, ...],
    _network: frozenset[str] = frozenset(_NO_NETWORK),
    _programs: frozenset[str] = frozenset(_NO_PROGRAMS),
) -> None:
    if event in _network:
        raise RuntimeError("a check has no network: the lab answers in the process itself")
    if event in _programs:
        _refuse_program()


def _refuse_program(*_: object) -> None:
    raise RuntimeError("a check starts no other program or process")
