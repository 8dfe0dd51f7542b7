"""The lab, its port, and their end.

The port is bound to 127.0.0.1 and to nothing else. Each request has a thread; the wire
answers them one at a time.
"""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from cognito_lab.aws.account import AccessKey
from cognito_lab.aws.lab import Lab, start_lab
from cognito_lab.aws.real_clock import RealClock
from cognito_lab.aws.wsgi import Application
from cognito_lab.server.bodies import whole_bodies
from cognito_lab.server.cross_origin import for_pages
from cognito_lab.server.doors import only_this_machine

LOOPBACK = "127.0.0.1"
LONGEST_TRACE = 10_000
"""How many calls the lab of a server remembers: it may run for days."""
_ENDS = (signal.SIGTERM, signal.SIGINT)


class QuietHandler(WSGIRequestHandler):
    """Says nothing of a request: the trace has it, and a log might hold a secret."""

    timeout = 60  # seconds in which a client that stopped in the middle is given up

    def log(self, type: str, message: str, *values: Any) -> None:
        """Nothing."""


def application_of(lab: Lab) -> Application:
    """The lab as a port of this machine answers: who may come in, pages, bodies, then the wire."""
    return only_this_machine(for_pages(whole_bodies(lab.wsgi_application())))


class PortTaken(OSError):
    """Another program has the port."""


@contextmanager
def served(port: int, *, seed: int | str | None, administrator: AccessKey) -> Iterator[Served]:
    """A lab on the machine's clock, at a port of 127.0.0.1 (0: any that is free).

    Raises PortTaken where another program has the port.
    """
    try:
        listening = socket.create_server((LOOPBACK, port))
    except OSError as problem:
        raise PortTaken(*problem.args) from None
    with (
        listening,
        start_lab(
            seed=seed,
            clock=RealClock(),
            administrator=administrator,
            longest_trace=LONGEST_TRACE,
        ) as lab,
    ):
        server = make_server(
            LOOPBACK,
            0,
            application_of(lab),
            threaded=True,
            request_handler=QuietHandler,
            fd=listening.fileno(),
        )
        try:
            yield Served(lab, server)
        finally:
            server.server_close()


class Served:
    """A lab and the server that is ready to answer from it."""

    def __init__(self, lab: Lab, server: BaseWSGIServer) -> None:
        self.lab = lab
        self._server = server

    @property
    def endpoint(self) -> str:
        """The address for `endpoint_url`."""
        return f"http://{LOOPBACK}:{self._server.port}"

    def answer_until_ended(self, ready: Callable[[], None]) -> None:
        """Answer until SIGTERM or SIGINT (Ctrl-C); `ready` is called when both are heard.

        For the main thread of a process: nobody else hears signals.
        """
        before = {number: signal.signal(number, self._end) for number in _ENDS}
        try:
            ready()
            self._server.serve_forever(poll_interval=0.1)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, *_: object) -> None:
        # A server waits for its own loop to end, so another thread has to ask it.
        threading.Thread(target=self._server.shutdown, daemon=True).start()
