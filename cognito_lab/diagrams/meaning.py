"""A call in one sentence: what was asked, and what came of it.

    The administrator asks to enable a user again; the user may sign in.
    Your app asks to sign a new user up, and is refused: choose another user name, or sign in
    with this one.

The words come from `operation_meanings` and `error_meanings`. What has no entry there gets a
sentence made of what was recorded: who, what, which of the two questions, how it ended.
"""

from __future__ import annotations

from cognito_lab.diagrams.error_meanings import remedy_of
from cognito_lab.diagrams.operation_meanings import meaning_of_operation
from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.diagrams.wording import ANSWERED, FAILED, NOT_SENT, Message, message_of
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, ApiCall
from cognito_lab.flow.actors import ADMINISTRATOR

_MOST = 80

_QUESTIONS = {
    AUTHENTICATION: "which is about who somebody is",
    AUTHORIZATION: "which is about what somebody may do",
}


def meaning_of(call: ApiCall, message: Message | None = None) -> str:
    """One sentence on what a call means, for a reader who does not know the operation.

    `message` is the call in words, where that was made already. The sentence is on one line
    and free of control characters; it is text, not markup.
    """
    said = message or message_of(call)
    words = meaning_of_operation(call.service, call.operation)
    if words is None:
        asks = f"calls {shorten(said.operation, _MOST)} ({shorten(said.callee_label, _MOST)})"
        asks = f"{asks}, {_QUESTIONS.get(said.question, 'which belongs to the scene')}"
    else:
        asks = f"asks to {words.asks}"
    return f"{_caller(call, said)} {asks}{_end(call, said, words.brings if words else '')}."


def _caller(call: ApiCall, message: Message) -> str:
    label = shorten(message.caller_label, _MOST)
    return f"The {label.lower()}" if call.caller == ADMINISTRATOR.id else label


def _end(call: ApiCall, message: Message, brings: str) -> str:
    if message.ending == ANSWERED:
        return f"; {brings}" if brings else ", and is answered"
    ended = {FAILED: "and the service fails", NOT_SENT: "but the request is never sent"}.get(
        message.ending, "and is refused"
    )
    error = call.error
    if error is None:
        return f", {ended}"
    remedy = remedy_of(error.code, clean(error.message), call.operation, call.service)
    return f", {ended}: {remedy}" if remedy else f", {ended}"
