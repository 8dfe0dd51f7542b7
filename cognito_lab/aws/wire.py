"""The one seam: every request to the mocked AWS passes here, and is answered here.

    refuse real hosts → record → authenticate and authorize → lab checks → moto or the lab answers

The lab's checks stand in the adapters of the services (`cognito_idp`, `sts`, `iam`), which moto
calls in the place of its own; what they did comes back through the ledger. Two thin
adapters lead here: `in_process` (boto3, requests, urllib) and `wsgi` (a real port).
"""

from __future__ import annotations

import re
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import is_hop_by_hop

from botocore.awsrequest import AWSPreparedRequest

from cognito_lab.aws import wall
from cognito_lab.aws.aws_hosts import is_aws_host
from cognito_lab.aws.boto3_calls import boto3_call_in_progress, no_boto3_call
from cognito_lab.aws.call_evidence import collecting_evidence
from cognito_lab.aws.caller_in_progress import answering
from cognito_lab.aws.errors import Answer, moto_broke, not_implemented
from cognito_lab.aws.guard.guard import Guard, region_of
from cognito_lab.aws.identify import Operation, identify, strange_headers
from cognito_lab.aws.lacking import what_moto_lacks
from cognito_lab.aws.ledger import watching_one_call
from cognito_lab.aws.ledger_rows import every_service as rows
from cognito_lab.aws.one_reading import answering_what_was_judged
from cognito_lab.aws.principals import caller_of
from cognito_lab.aws.recorder import Sent, record, record_never_sent
from cognito_lab.aws.world import World, current_world, current_world_or_none

Moto = Callable[[AWSPreparedRequest], Any]
"""moto's own answer to a request, or None for a host that it does not mock."""

VIA_BOTO3, VIA_HTTP = "boto3", "http"
_NOT_YET = "Not yet implemented"
_ANSWERERS = ("moto", __name__.partition(".")[0])


class Wire:
    """Answers requests for the world of the running lab, one at a time."""

    def __init__(self, moto: Moto) -> None:
        self._moto = moto
        self._one_at_a_time = threading.RLock()

    @property
    def _world(self) -> World:
        return current_world()

    def handle(self, request: AWSPreparedRequest) -> Answer | None:
        """The answer to a request, recorded; None for a host that is not AWS's.

        Raises RealAwsRefused for the address of the instance-metadata service, and where
        the lab was stopped while the request waited for its turn.
        """
        host = urlsplit(request.url).hostname or ""
        if not is_aws_host(host):
            wall.check_destination(host)  # moto would play the metadata service
            return None
        with self._one_at_a_time:
            if current_world_or_none() is None:
                wall.check_destination(host)
            return self._answer_and_record(request)

    @contextmanager
    def between_calls(self) -> Iterator[None]:
        """Wait for the call in progress in another thread, and hold back the next one."""
        with self._one_at_a_time:
            yield

    def never_sent(
        self, operation: Operation, code: str, message: str, as_administrator: bool
    ) -> None:
        """Record a call that the SDK refused before anything crossed the wire."""
        with self._one_at_a_time:
            world = current_world_or_none()
            if world is None:  # stopped in the meantime
                return
            record_never_sent(
                world.trace, world.clock.now(), operation, code, message, as_administrator
            )
            world.clock.tick()

    def handle_plain_http(self, request: AWSPreparedRequest) -> Answer | None:
        """The same for a request that is not boto3's, also where it is made inside a call."""
        with no_boto3_call():
            return self.handle(request)

    def _answer_and_record(self, request: AWSPreparedRequest) -> Answer:
        world = self._world
        boto3_call = boto3_call_in_progress()
        if boto3_call is not None:
            boto3_call.attempts += 1
        made = boto3_call.on_the_wire(request) if boto3_call else None
        on_the_wire = made or identify(request)
        sent = Sent(
            number=world.trace.next_number(),
            at=world.clock.now(),
            operation=boto3_call.operation if boto3_call else on_the_wire,
            request=request,
            caller=caller_of(request),
            via=VIA_BOTO3 if boto3_call else VIA_HTTP,
            attempt=boto3_call.attempts if boto3_call else 1,
        )
        with (
            watching_one_call() as behaviours,
            collecting_evidence() as evidence,
            answering(sent.caller),
            world.trace.notes_after_the_call(),
        ):
            answer = self._answer(sent, on_the_wire)
            record(world.trace, sent, answer, behaviours, evidence.left)
        world.clock.tick()
        return answer

    def _answer(self, sent: Sent, on_the_wire: Operation) -> Answer:
        request, operation = sent.request, sent.operation
        ledger = self._world.ledger
        passage = Guard(self._world).check(request, on_the_wire, sent.caller)
        if passage.answer is not None:
            return _bodiless(request, passage.answer)
        lacking = what_moto_lacks(on_the_wire)
        if lacking is not None and ledger.acts(rows.NOT_IMPLEMENTED):
            return _bodiless(request, not_implemented(operation, lacking))
        for name in strange_headers(passage.request):
            del passage.request.headers[name]
        try:
            with answering_what_was_judged(on_the_wire, region_of(request, sent.caller.proof)):
                answer = self._moto(passage.request)
        except Exception as problem:
            if _is_the_labs_own(problem) or not ledger.acts(rows.NOT_IMPLEMENTED):
                raise
            return _bodiless(request, _answer_to(problem, operation))
        if (answer is None or _is_not_yet(answer)) and ledger.acts(rows.NOT_IMPLEMENTED):
            return _bodiless(request, not_implemented(operation, ""))
        return passage.finish(_three(answer))


def headers_to_send(method: str, answer: Answer) -> list[tuple[str, str]]:
    """The headers of an answer that is sent as bytes: one true length, none of a hop's own.

    The answer to HEAD has no body, and its length is that of the body GET would bring.
    """
    _, headers, body = answer
    length = len(body.encode() if isinstance(body, str) else body)
    kept = []
    for name, value in headers.items():
        if name.lower() == "content-length":
            length = int(value) if method == "HEAD" else length
        elif not is_hop_by_hop(name) and name.lower() != "status":
            kept.append((name, _header_text(value)))
    return [*kept, ("Content-Length", str(length))]


def _header_text(value: object) -> str:
    """A value that can stand in a header: one line, Latin-1 (RFC 9110, section 5.5)."""
    one_line = re.sub(r"[\r\n\0]+", " ", str(value))
    return one_line.encode("latin-1", "replace").decode("latin-1")


def _answer_to(problem: Exception, operation: Operation) -> Answer:
    """The answer where moto raised what it should not let escape."""
    if isinstance(problem, NotImplementedError):
        text = str(problem)
        says_more = text and not re.search("has not been implemented", text)
        return not_implemented(operation, f" ({text})" if says_more else "")
    if isinstance(problem, ImportError):
        detail = f" (moto's {operation.service} needs {problem.name}, not installed here)"
        return not_implemented(operation, detail)
    return moto_broke(operation, problem)


def _is_the_labs_own(problem: Exception) -> bool:
    """Whether the lab raised it, not moto: then it is a fault to be seen as it is."""
    if isinstance(problem, (NotImplementedError, ImportError)):
        return False
    frames = traceback.walk_tb(problem.__traceback__)
    modules = [str(frame.f_globals.get("__name__")).partition(".")[0] for frame, _ in frames]
    return next((name for name in reversed(modules) if name in _ANSWERERS), "") != "moto"


def _is_not_yet(answer: Any) -> bool:
    status, _, body = answer
    return bool(status == 404 and body == _NOT_YET)


def _three(answer: Any) -> Answer:
    status, headers, body = answer or (404, {}, _NOT_YET)
    if not isinstance(body, (str, bytes)):
        body = b"".join(body) if body is not None else b""
    return int(status), dict(headers), body


def _bodiless(request: AWSPreparedRequest, answer: Answer) -> Answer:
    """HEAD has no body in its answer; botocore would try to read one."""
    status, headers, body = answer
    return (status, headers, b"") if request.method == "HEAD" else (status, headers, body)
