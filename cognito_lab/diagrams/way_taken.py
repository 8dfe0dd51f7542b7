"""Which rows of the table of a sign-in's steps were taken, by what was recorded.

Nothing is decided again: a call names the flow or the challenge, its answer the next one, and
the table says which row lies between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cognito_lab.flow import ApiCall
from cognito_lab.sign_in.auth_flows import canonical_flow
from cognito_lab.sign_in.challenges import TRANSITIONS, State, Transition, first_choice

_BEGIN = ("InitiateAuth", "AdminInitiateAuth")
_GO_ON = ("RespondToAuthChallenge", "AdminRespondToAuthChallenge")
# What a PREFERRED_CHALLENGE can come together with.
_AT_ONCE = {State.PASSWORD: "PASSWORD", State.PASSWORD_SRP: "SRP_A"}


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One call of a sign-in: its number in the trace, where the sign-in stood, and what came.

    `flow` is the AuthFlow that it began with, empty if that was not recorded. `rows` are those
    that were taken, one after the other; `refused` is the code of a refusal, or empty. With
    neither, the table has no such step.
    """

    number: int
    at: State
    flow: str
    rows: tuple[Transition, ...] = ()
    refused: str = ""


def flow_of(row: Transition) -> str:
    """The AuthFlow that a row of the start belongs to; empty where there is none."""
    return (row.choice or "").partition(" ")[0] if row.at is State.START else ""


FLOWS = tuple(dict.fromkeys(flow for row in TRANSITIONS if (flow := flow_of(row))))
"""The AuthFlows that the table knows, in its order."""


def steps_taken(calls: Sequence[ApiCall]) -> tuple[StepTaken, ...]:
    """The steps among some calls, in order. Calls that belong to no sign-in are passed over."""
    return tuple(_Reader().read(calls))


class _Reader:
    """Remembers which challenge was issued last under each name, and in which flow."""

    def __init__(self) -> None:
        self._issued: dict[str, tuple[State, str]] = {}

    def read(self, calls: Sequence[ApiCall]) -> Iterator[StepTaken]:
        for call in calls:
            if call.service != "cognito-idp" or not call.crossed_the_wire:
                continue
            if call.operation in _BEGIN:
                flow = canonical_flow(_text(call.parameters, "AuthFlow"))
                if flow in FLOWS:
                    yield self._step(call, State.START, flow, _first_choices(call, flow))
            elif call.operation in _GO_ON:
                name = _text(call.parameters, "ChallengeName")
                # A trace may begin in the middle of a sign-in: then the name alone must do.
                named = next(iter(_called(name)), None)
                at, flow = self._issued.get(name, (named, ""))
                if at is not None:
                    yield self._step(call, at, flow, _choices(call, flow))

    def _step(
        self, call: ApiCall, at: State, flow: str, choices: tuple[str | None, ...]
    ) -> StepTaken:
        if call.error is not None:
            return StepTaken(call.number, at, flow, refused=call.error.code)
        answer = call.response if isinstance(call.response, Mapping) else {}
        if answer.get("AuthenticationResult"):
            ends: tuple[State, ...] = (State.TOKENS,)
        else:
            ends = _called(_text(answer, "ChallengeName"))
        rows = _rows_between(at, choices, ends)
        if rows:
            self._issued[rows[-1].to.challenge_name] = rows[-1].to, flow
        return StepTaken(call.number, at, flow, rows)


def _first_choices(call: ApiCall, flow: str) -> tuple[str, ...]:
    """What the first call may have chosen: a preference is followed only if the user has it."""
    if flow != "USER_AUTH":
        return (flow,)
    given = call.parameters.get("AuthParameters")
    preferred = next((s for s in State if s == _text(given, "PREFERRED_CHALLENGE")), None)
    choices = [first_choice(preferred), first_choice(None)]
    if preferred in _AT_ONCE and _text(given, _AT_ONCE[preferred]):
        choices.insert(0, first_choice(preferred, at_once=True))
    return tuple(choices)


def _choices(call: ApiCall, flow: str) -> tuple[str | None, ...]:
    answer = _text(call.parameters.get("ChallengeResponses"), "ANSWER")
    return (answer, flow, None)


def _rows_between(
    at: State, choices: tuple[str | None, ...], ends: tuple[State, ...]
) -> tuple[Transition, ...]:
    """The rows from a state to one of these: one, or two if whoever it is became clear between."""
    for choice in choices:
        leaving = [row for row in TRANSITIONS if row.at is at and row.choice == choice]
        for row in leaving:
            if row.to in ends:
                return (row,)
        for row in leaving:
            if row.to is State.PROVED:
                for after in TRANSITIONS:
                    if after.at is State.PROVED and after.to in ends:
                        return (row, after)
    return ()


def _called(name: str) -> tuple[State, ...]:
    """The challenges of this name: EMAIL_OTP is a first factor and a second one."""
    return tuple(state for state in State if state.is_challenge and state.challenge_name == name)


def _text(members: Any, name: str) -> str:
    """A member of what was recorded; empty where it is none, or no text."""
    value = members.get(name) if isinstance(members, Mapping) else None
    return value if isinstance(value, str) else ""
