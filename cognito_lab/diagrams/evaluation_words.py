"""What an evaluation says, in words: for its two pictures, their tables and the panel alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cognito_lab.diagrams.text_metrics import ELLIPSIS, clean, shorten
from cognito_lab.policies.evaluation import Decision, Evaluation, SetVerdict
from cognito_lab.policies.layers import ROOT, Layer
from cognito_lab.policies.matching import ElementMatch, Grant, StatementMatch, ValueMatch
from cognito_lab.policies.reasons import SENTENCES, MatchReason
from cognito_lab.policies.request import NO_RESOURCE

LAYER_NAMES: Mapping[Layer, str] = {
    Layer.RESOURCE_CONTROL: "resource control policies",
    Layer.SERVICE_CONTROL: "service control policies",
    Layer.RESOURCE: "resource policy",
    Layer.IDENTITY: "identity policies",
    Layer.BOUNDARY: "permissions boundary",
    Layer.SESSION: "session policies",
}
OF_ONE_POLICY = frozenset({Layer.RESOURCE, Layer.BOUNDARY})
"""The layers that are one policy. All others are lists: their policies are told by number."""

NO_VALUE, NOT_THERE = "no value", "not in the request"
_MOST_NAME, _MOST_VALUE, _MOST_KEPT, _MOST_LISTED = 60, 90, 200, 20

_GRANTS: Mapping[Grant, str] = {
    Grant.NOBODY: "allows nothing",
    Grant.ACCOUNT: "allows it to the caller's account",
    Grant.LIMITED: "allows it, within boundary and session policies",
    Grant.FULL: "allows it",
}


class Deciding(NamedTuple):
    """A statement that decided, with the set of policies that it stands in."""

    verdict: SetVerdict
    match: StatementMatch


def shown(value: object, most: int = _MOST_VALUE) -> str:
    """A text of anybody's as a picture can show it: cleaned, the middle of a long one left out."""
    text = str(value)
    if len(text) > 2 * _MOST_KEPT:
        text = text[:_MOST_KEPT] + ELLIPSIS + text[-_MOST_KEPT:]
    return shorten(clean(text), most)


def layer_words(layer: Layer, level: int | None) -> str:
    """`service control policies, level 1`; a level is an organization's, its root being 0."""
    if level is None:
        return LAYER_NAMES[layer]
    root = " (the organization's root)" if level == 0 else ""
    return f"{LAYER_NAMES[layer]}, level {level}{root}"


def statement_name(layer: Layer, match: StatementMatch) -> str:
    """`policy[1] Statement[0] "OwnFolder"`: the policy's number where a layer is a list."""
    policy = "" if layer in OF_ONE_POLICY else f"policy[{match.policy}] "
    return policy + shown(match.statement.name, _MOST_NAME)


def statement_place(verdict: SetVerdict, match: StatementMatch) -> str:
    """A statement's name with its layer: `permissions boundary: Statement[0]`."""
    layer = layer_words(verdict.layer, verdict.level)
    return f"{layer}: {statement_name(verdict.layer, match)}"


def deciding(evaluation: Evaluation) -> list[Deciding]:
    """The statements that decided, each with its place. None for an implicit deny."""
    step = evaluation.deciding_step
    decisive = {id(match) for match in evaluation.deciding_statements}
    return [
        Deciding(verdict, match)
        for verdict in evaluation.verdicts
        if step.level is None or verdict.level == step.level
        for match in verdict.matches
        if id(match) in decisive
    ]


def decision_words(evaluation: Evaluation) -> str:
    """`Allowed by the identity policies`, `Denied explicitly by …`, `Denied implicitly: …`."""
    if evaluation.decided_by == ROOT:
        if evaluation.allowed:
            return "Allowed: the root user of an account needs no policy"
        return "Denied implicitly: a root user cannot assume a role"
    layer = Layer(evaluation.decided_by)
    level = evaluation.deciding_step.level
    place = LAYER_NAMES[layer] if level is None else f"{LAYER_NAMES[layer]} of level {level}"
    if evaluation.allowed:
        return f"Allowed by the {place}"
    if evaluation.decision is Decision.EXPLICIT_DENY:
        return f"Denied explicitly by the {place}"
    return f"Denied implicitly: nothing in the {place} allows it"


def request_words(evaluation: Evaluation) -> str:
    """Who asks for what: `arn:aws:iam::111122223333:user/ana asks for s3:GetObject on …`."""
    request = evaluation.request
    on = "" if request.resource == NO_RESOURCE else f" on {shown(request.resource, 160)}"
    account = f" (account {request.resource_account})" if request.resource_account else ""
    return f"{shown(request.principal.name, 160)} asks for {shown(request.action)}{on}{account}"


def set_words(verdict: SetVerdict) -> str:
    """What one set of policies says of the request, in a few words."""
    said = "denies it" if verdict.denied else _GRANTS[verdict.grant]
    if verdict.layer is Layer.RESOURCE_CONTROL and not verdict.denied:
        said = "denies nothing"
    return said if verdict.matches else "has no statement"


def applies_words(match: StatementMatch) -> str:
    """`Allow, applies`, or `Deny, does not apply`."""
    return f"{match.statement.effect}, {'applies' if match.applies else 'does not apply'}"


def element_words(element: ElementMatch) -> str:
    """Why an element matches or does not; empty where its values say it all."""
    values = element.values
    if len(values) == 1 and element.reason in _SAID_BY_THE_VALUE:
        return ""
    if values and all(value.reason is element.reason for value in values):
        return ""
    return SENTENCES[element.reason]


_SAID_BY_THE_VALUE = (MatchReason.LISTED, MatchReason.NOT_LISTED)


def written_words(value: ValueMatch) -> str:
    """A value as the policy has it and, where that is another text, with its variables replaced."""
    if len(value.texts) == 1:
        return _text_words(*value.texts[0])
    words = [_text_words(*text) for text in value.texts[:_MOST_LISTED]]
    more = [ELLIPSIS] if len(value.texts) > _MOST_LISTED else []
    return "one of " + shown(", ".join(words + more))


def _text_words(written: str, resolved: str | None) -> str:
    if resolved == written:
        return shown(written)
    return f"{shown(written)} → {NO_VALUE if resolved is None else shown(resolved)}"


def found_words(value: ValueMatch) -> str:
    """What the request has there."""
    return NOT_THERE if value.found is None else _or_empty(shown(value.found))


def _or_empty(text: str) -> str:
    return text or "an empty text"


def why_words(value: ValueMatch) -> str:
    """`✓ It matches.`, or `✕ It is another.`: the mark and the reason of a value."""
    return f"{'✓' if value.passed else '✕'} {SENTENCES[value.reason]}"


def counted(number: int, what: str) -> str:
    """`1 statement`, `12 statements`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
