"""The wall: nothing in this process reaches the real AWS unless it is asked for by name.

`raise_wall()` installs one audit hook (PEP 578). CPython calls it before every name look-up,
connection and datagram, whichever library asked for it, and in every thread. A destination
that is a host of AWS, or an address where AWS hands out credentials, raises
`RealAwsRefused`, so that not even the name is looked up. Everything else passes. An audit
hook cannot be taken out again: `release_network()` lowers the wall by a flag.

The wall sees what Python's own `socket` and `http.client` do. It does not see a library that
opens sockets in its own C code (awscrt, pycurl, grpc), one that talks to a proxy over a plain
socket (httpx and aiohttp, and only when they are told to use a proxy), or another program.
"""

from __future__ import annotations

import functools
import re
import socket
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError
from enum import Enum
from typing import Any

from cognito_lab.aws.aws_hosts import host_name, is_aws_name, is_metadata_name


class LabState(Enum):
    """Which advice a refusal gives: why, and what to do."""

    NOT_STARTED = (
        "no lab is running in this process",
        "Call start_lab(), and make the client after it. To reach the real AWS from this "
        "process on purpose, call release_network() from cognito_lab.aws.",
    )
    RUNNING = (
        "the running lab did not answer this call",
        "If the client or its boto3.Session was made before start_lab(), make both again. If "
        "they were made after, the lab does not have what stands behind this host.",
    )
    STOPPED = (
        "the lab was stopped",
        "Call start_lab() again, and make the client after it. To reach the real AWS from this "
        "process on purpose, call release_network() from cognito_lab.aws.",
    )


# botocore retries what it does not know, sleeping in between, and wraps it: only an OSError
# subclass or CancelledError comes through `botocore.httpsession` as it is, and an OSError is
# retried and wrapped by urllib3, requests and urllib. "Cancelled before it was sent" is true.
class RealAwsRefused(CancelledError, RuntimeError):
    """A call to the real AWS was stopped before anything left this machine.

    `host` is the destination. The message names it, why it is refused and what to do; it never
    holds a path, a query or a credential.
    """

    def __init__(self, message: str, host: str = "") -> None:
        super().__init__(message)
        self.host = host


class _State:
    up = False
    installed = False
    lab = LabState.NOT_STARTED


_state = _State()


def raise_wall() -> None:
    """Refuse AWS's hosts in this process from now on. Calling it again changes nothing.

    Raises RuntimeError if another audit hook of this process keeps the wall's hook out, which
    `sys.addaudithook` does without a word.
    """
    _state.up = True
    if _hook_answers():
        return
    sys.addaudithook(_hook)
    if not _hook_answers():
        _state.up = False
        raise RuntimeError(
            "the wall to the real AWS cannot be raised: an audit hook of this process accepts "
            "no further one. Start the lab in a fresh Python without that hook"
        )
    _guard_socket_methods()


def release_network() -> None:
    """Lower the wall: from now on this process may reach the real AWS.

    With real credentials in the environment the next boto3 call acts on a real account.
    `start_lab()` raises the wall again.
    """
    _state.up = False


def wall_is_up() -> bool:
    """Whether a call to the real AWS would be refused now."""
    return _state.up


def set_lab_state(state: LabState) -> None:
    """Tell the wall what the lab is doing, so that a refusal gives the right advice."""
    _state.lab = state


def check_destination(host: object) -> None:
    """Raise RealAwsRefused when `host` is AWS's; return for any other host and any non-host.

    It asks whether the wall would refuse `host`, up or not.
    """
    name = host_name(host)
    if name is None:
        return
    if is_aws_name(name):
        what = "a host of AWS"
    elif is_metadata_name(name):
        what = "an address where AWS hands out credentials (instance metadata)"
    else:
        return
    why, remedy = _state.lab.value
    raise RealAwsRefused(
        f"Refused, nothing was sent: {name} is {what}, and {why}. {remedy}", host=name
    )


# One function for each audit event; its parameters are the event's, all of them optional
# because sys.audit() may be called by anybody with anything. Each event and its arguments:
# https://docs.python.org/3/library/audit_events.html


def _on_name(host: object = None, *_: object) -> None:
    check_destination(host)


def _on_address(_socket: object = None, address: object = None, *_: object) -> None:
    # A path (AF_UNIX) is no tuple. Of a tuple (host, port, …) only the host matters.
    if isinstance(address, tuple) and address:
        check_destination(address[0])


def _on_socket_address(address: object = None, *_: object) -> None:
    _on_address(None, address)


def _on_http_connect(connection: object = None, host: object = None, *_: object) -> None:
    check_destination(getattr(connection, "_tunnel_host", None))
    check_destination(host)


_REQUEST_LINE = re.compile(rb"([A-Z]+) (?:https?://)?([^/?# \r\n]+)[^ \r\n]* HTTP/1\.[01]\r\n")


def _on_http_send(connection: object = None, data: object = None, *_: object) -> None:
    _on_http_connect(connection, getattr(connection, "host", None))
    # To a proxy the request line names the real host: "GET http://host/path HTTP/1.1". A body
    # comes by in an event of its own, so the method must be the one of the request under way.
    if isinstance(data, bytes) and (line := _REQUEST_LINE.match(data)):
        method, authority = line.groups()
        if getattr(connection, "_method", None) == method.decode("ascii"):
            check_destination(authority.rpartition(b"@")[2])


_ROLL_CALL = "cognito_lab.wall.roll_call"


def _on_roll_call(*_: object) -> None:
    _state.installed = True


def _hook_answers() -> bool:
    """Whether this process calls the hook."""
    sys.audit(_ROLL_CALL)
    return _state.installed


_WATCHED: dict[str, Callable[..., None]] = {
    _ROLL_CALL: _on_roll_call,
    "socket.getaddrinfo": _on_name,
    "socket.gethostbyname": _on_name,
    "socket.gethostbyaddr": _on_name,
    "socket.getnameinfo": _on_socket_address,
    "socket.connect": _on_address,
    "socket.sendto": _on_address,
    "socket.sendmsg": _on_address,
    "http.client.connect": _on_http_connect,
    "http.client.send": _on_http_send,
}


# Every import, open() and id() comes by here: one look-up for an event that is not watched.
# The defaults bind this module's own objects, so that a reload cannot lower the wall.
def _hook(
    event: str,
    args: tuple[object, ...],
    _watched: dict[str, Callable[..., None]] = _WATCHED,
    _state: _State = _state,
) -> None:
    if event in _watched and _state.up:
        _watched[event](*args)


def _guard_socket_methods() -> None:
    """Check the destination before `socket` resolves it.

    `sock.connect(("name", 443))` looks the name up first and raises its audit event
    afterwards (CPython, Modules/socketmodule.c, sock_connect: getsockaddrarg, then
    PySys_Audit), so the hook alone would let the look-up out.
    """
    for method, position in (
        ("connect", 0),
        ("connect_ex", 0),
        ("bind", 0),
        ("sendto", -1),
        ("sendmsg", 3),
    ):
        if hasattr(socket.socket, method):  # Windows has no sendmsg
            setattr(socket.socket, method, _guarded(getattr(socket.socket, method), position))


def _guarded(original: Callable[..., Any], position: int) -> Callable[..., Any]:
    state = _state

    @functools.wraps(original)
    def guarded(self: socket.socket, *args: Any) -> Any:
        if state.up and len(args) > position:
            _on_address(self, args[position])
        return original(self, *args)

    return guarded
