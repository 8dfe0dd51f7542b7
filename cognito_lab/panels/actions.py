"""Actions: plain functions that a form is built from, and what happened when one ran.

A function's parameters become the fields, its docstring the sentence beside the button. To
run an action never raises: a refusal by AWS (or by the SDK, before sending) is an expected
result and shows its code and message; anything else becomes a sentence as well, and the
page lives on.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.flow import ApiCall, Recording, Trace
from cognito_lab.flow.questions import QUESTIONS

GOOD = "good"
REFUSED = "refused"
NOTE = "note"
BROKEN = "broken"
"""How an action ends: it went through, a service or the SDK refused, the action declined to
make a call that would show something false, or its own code has an error."""

_MOST_TEXT = 400
# Longer than any value of Cognito's may be, and short enough to be drawn at once.
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AttributeType.html
_LONGEST_VALUE = 2500


class Declined(Exception):
    """Raised by an action that makes no call; the text says why.

    For what the mock does not check yet: to make the call would show an answer that AWS
    would not give.
    """


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: a text, a tick box (`bool`) or a choice (`choices`)."""

    name: str
    default: str | bool
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name as words: `new_password` is `New password`."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done on the page.

    `question` is one of `flow.QUESTIONS`; `code` is the purpose of the messages whose code
    goes into this form (`"sign-up"`), `answers` the challenge that it answers
    (`"SOFTWARE_TOKEN_MFA"`), `unchecked` what the mock does not check yet, `then` the title of
    the action that usually follows.
    """

    title: str
    question: str
    run: Callable[..., object]
    fields: tuple[Field, ...]
    sentence: str
    unchecked: str = ""
    code: str = ""
    answers: str = ""
    then: str = ""


@runtime_checkable
class ShownPanel(Protocol):
    """A panel that an action shows, such as a `TokenInspector`."""

    @property
    def widget(self) -> Any:
        """What a page shows."""

    def refresh(self) -> None:
        """Show it as it is now: the clock may have moved."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an action ended (`kind`), in words, the calls that it made, and what it shows."""

    kind: str
    text: str
    calls: tuple[ApiCall, ...] = ()
    picture: Picture | None = None
    panel: ShownPanel | None = None


def action_of(
    function: Callable[..., object],
    title: str,
    *,
    question: str,
    unchecked: str = "",
    code: str = "",
    answers: str = "",
    then: str = "",
) -> Action:
    """The action that a function describes.

    Raises ValueError for a question that there is not, an empty title, or a `code` without a
    parameter called `code`, and TypeError for a parameter that no field can be made for.
    """
    if question not in QUESTIONS:
        raise ValueError(f"question={question!r}: choose one of {', '.join(QUESTIONS)}")
    if not title.strip():
        raise ValueError("an action needs a title, such as 'Sign up': it stands on its button")
    found = fields_of(function)
    if code and "code" not in {field.name for field in found}:
        raise ValueError(f"{title!r} is to take a {code} code, but has no parameter called code")
    sentence = (inspect.getdoc(function) or "").split("\n\n")[0]
    return Action(title, question, function, found, clean(sentence), unchecked, code, answers, then)


def fields_of(function: Callable[..., object]) -> tuple[Field, ...]:
    """A field for each parameter: `str`, `bool`, or `Literal["one", "other"]` for a choice.

    Raises TypeError for any other parameter, and for `*args` and `**kwargs`.
    """
    kinds = typing.get_type_hints(function)
    return tuple(
        _field(parameter, kinds.get(parameter.name))
        for parameter in inspect.signature(function).parameters.values()
    )


def _field(parameter: inspect.Parameter, kind: Any) -> Field:
    name = parameter.name
    default = "" if parameter.default is parameter.empty else parameter.default
    if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
        raise TypeError(f"{parameter} can be no field: name each parameter of an action")
    if typing.get_origin(kind) is Literal:
        choices = typing.get_args(kind)
        if all(isinstance(choice, str) for choice in choices):
            return Field(name, default if default in choices else choices[0], choices)
    elif kind is bool or isinstance(default, bool):
        return Field(name, bool(default))
    elif kind in (None, str) and isinstance(default, str):
        return Field(name, default)
    raise TypeError(f"{parameter} can be no field: give it a text, a bool or a Literal of texts")


def run_action(
    action: Action, values: Mapping[str, str | bool], trace: Trace, step: str
) -> Outcome:
    """Run an action with these values; its calls are the step `step` of the trace.

    A trace that cannot name steps (a finished one), or that has a step open already, is left
    as it is. Never raises an `Exception`.
    """
    for field in action.fields:
        length = len(str(values.get(field.name, "")))
        if length > _LONGEST_VALUE:
            return Outcome(
                NOTE,
                f"{field.label} has {length} characters, and this page sends at most "
                f"{_LONGEST_VALUE}. Nothing was sent.",
            )
    before = {call.number for call in trace}
    problem: BaseException | None = None
    said: object = None
    try:
        if isinstance(trace, Recording) and trace.current_step is None:
            with trace.step(step):
                said = action.run(**values)
        else:
            said = action.run(**values)
    except (Exception, SystemExit) as raised:
        problem = raised
    calls = tuple(call for call in trace if call.number not in before)
    if problem is None and isinstance(said, Picture):
        return Outcome(GOOD, said.title, calls, said)
    if problem is None and isinstance(said, ShownPanel):
        return Outcome(GOOD, "", calls, panel=said)
    if problem is None:
        return Outcome(GOOD, said if isinstance(said, str) else "", calls)
    if isinstance(problem, Declined):
        return Outcome(NOTE, str(problem), calls)
    if _is_refusal(problem):
        return Outcome(REFUSED, _refusal(problem, calls), calls)
    return Outcome(BROKEN, _what_broke(problem), calls)


# By name, for a panel knows nothing of boto3.
_REFUSALS = {"ClientError", "BotoCoreError"}


def _is_refusal(problem: BaseException) -> bool:
    return any(kind.__name__ in _REFUSALS for kind in type(problem).__mro__)


def _refusal(problem: BaseException, calls: tuple[ApiCall, ...]) -> str:
    """Code and message, as they were recorded: some of the mock's messages quote a token."""
    last = calls[-1].error if calls else None
    if last is not None:
        return f"{last.code}: {shorten(clean(last.message), _MOST_TEXT)}"
    return f"{type(problem).__name__}: {shorten(clean(str(problem)), _MOST_TEXT)}"


def _what_broke(problem: BaseException) -> str:
    said = shorten(clean(str(problem)), _MOST_TEXT)
    what = f"{type(problem).__name__}: {said}" if said else type(problem).__name__
    return f"This action's own code did not finish ({what}). The lab goes on; mend its cell."
