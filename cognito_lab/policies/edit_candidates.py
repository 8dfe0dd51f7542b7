"""Which edits can turn a decision at all, by its evidence. Whether one does is for a try to say.

One edit can allow what is explicitly denied only if a single Deny applies, and only there; what
is implicitly denied only in the layer that lacks an Allow, or in the resource's policy. It can
stop what is allowed by a Deny that fails in one element, or by the one Allow that a layer has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cognito_lab.policies.context_keys import is_multivalued_key
from cognito_lab.policies.edits import (
    Change,
    EditKind,
    Place,
    document_at,
    statements_of,
    with_statement,
)
from cognito_lab.policies.evaluation import Decision, Evaluation, SetVerdict
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.matching import ElementMatch, Grant, StatementMatch
from cognito_lab.policies.missing_keys import missing_keys
from cognito_lab.policies.sample_values import sample_values
from cognito_lab.policies.statement import Effect
from cognito_lab.policies.statement_edits import (
    StatementEdit,
    added_values,
    removed_condition,
    removed_values,
)

FOLLOWS = frozenset(
    {
        "aws:principaltype",
        "aws:principalisawsservice",
        "aws:principalservicename",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:username",
        "aws:userid",
        "aws:resourceaccount",
    }
)
"""Keys that follow from who asks and for what: no request can be given another value."""


class Asked(NamedTuple):
    """A line as it was evaluated, and what it is to become."""

    line: Mapping[str, Any]
    evaluation: Evaluation
    facts: Facts
    effect: Effect
    """Allow for a decision that is to become allowed, Deny for one that is not to be."""


class _Located(NamedTuple):
    place: Place
    match: StatementMatch
    elements: tuple[ElementMatch, ...]

    def entry(self, asked: Asked) -> Any:
        return statements_of(document_at(asked.line, self.place))[self.match.statement.place]

    def change(self, asked: Asked, edit: StatementEdit) -> Change:
        name = f' ("{self.match.statement.sid}")' if self.match.statement.sid else ""
        sentence = f"{edit.words} in {self.place}{name}."
        line = with_statement(asked.line, self.place, self.match.statement.place, edit.entry)
        return Change(edit.kind, self.place, sentence, line)


def _statements(asked: Asked) -> Iterator[_Located]:
    """The statements of which one edit can turn the decision, with the elements to edit."""
    evaluation = asked.evaluation
    if asked.effect is Effect.DENY:
        for verdict in evaluation.verdicts:
            yield from _to_stop(verdict)
        return
    if evaluation.decision is Decision.EXPLICIT_DENY:
        denies = [
            _located(verdict, match, match.elements)
            for verdict in evaluation.verdicts
            for match in verdict.matches
            if match.applies and match.statement.effect is Effect.DENY
        ]
        if len(denies) == 1:
            yield denies[0]
        return
    for verdict in evaluation.verdicts:
        if may_lack(evaluation, verdict.layer, verdict.level):
            yield from _to_allow(verdict)


def may_lack(evaluation: Evaluation, layer: Layer, level: int | None) -> bool:
    """Whether an Allow there could allow what is implicitly denied."""
    lacking = evaluation.deciding_step
    return layer is Layer.RESOURCE or (layer, level) == (lacking.layer, lacking.level)


def _to_allow(verdict: SetVerdict) -> Iterator[_Located]:
    for match in verdict.matches:
        if match.statement.effect is not Effect.ALLOW:
            continue
        if not match.applies:
            if len(match.failing) == 1:
                yield _located(verdict, match, match.failing)
        elif match.grant < Grant.FULL:
            # It names the account, or the role; by the caller's own name it would grant more.
            named = tuple(e for e in match.elements if e.element == "Principal")
            yield _located(verdict, match, named)


def _to_stop(verdict: SetVerdict) -> Iterator[_Located]:
    granting = [m for m in verdict.matches if m.applies and m.grant is verdict.grant]
    for match in verdict.matches:
        if match.statement.effect is Effect.DENY:
            if len(match.failing) == 1:
                yield _located(verdict, match, match.failing)
        elif granting == [match] and verdict.layer is not Layer.RESOURCE_CONTROL:
            yield _located(verdict, match, match.elements)


def _located(
    verdict: SetVerdict, match: StatementMatch, elements: tuple[ElementMatch, ...]
) -> _Located:
    place = Place(verdict.layer, verdict.level, match.policy, match.statement.place)
    return _Located(place, match, elements)


def value_edits(asked: Asked) -> Iterator[Change]:
    """A value more or less in an element of a statement."""
    versions: dict[tuple[Layer | None, int | None], list[str]] = {
        (of.layer, of.level): [policy.version for policy in of.policies]
        for of in asked.evaluation.layers.sets()
    }
    for located in _statements(asked):
        version = versions[located.place.layer, located.place.level][located.match.policy]
        entry = located.entry(asked)
        for element in located.elements:
            for edit in added_values(entry, element, asked.facts, version):
                yield located.change(asked, edit)
            for edit in removed_values(entry, element, asked.facts):
                yield located.change(asked, edit)


_WITHOUT_KEYS = frozenset({"Action", "NotAction", "Principal", "NotPrincipal"})
"""What no key has a part in: a statement that fails there fails with any key."""


def key_edits(asked: Asked) -> Iterator[Change]:
    """A value for a key that some statement asks for and the request has not."""
    about = {
        match.statement
        for match in asked.evaluation.matches
        if all(element.matched for element in match.elements if element.element in _WITHOUT_KEYS)
    }
    keys = [
        missing.key
        for missing in missing_keys(asked.evaluation)
        if any(asking.statement in about for asking in missing.asked_by)
    ]
    if not keys:
        return
    values = sample_values(asked.evaluation.layers, asked.facts)
    context = asked.line.get("context", {})
    for key in keys:
        if key.lower() in FOLLOWS:
            continue
        for value in values.get(key.lower(), ()):
            given = [value] if is_multivalued_key(key) else value
            line = {**asked.line, "context": {**context, key: given}}
            sentence = f"Let the request have {key}: {value}."
            yield Change(EditKind.GIVE_KEY, Place(), sentence, line)


def condition_edits(asked: Asked) -> Iterator[Change]:
    """A statement without one key of its conditions."""
    for located in _statements(asked):
        entry = located.entry(asked)
        for element in located.elements:
            for edit in removed_condition(entry, element):
                yield located.change(asked, edit)


def removed_statements(asked: Asked) -> Iterator[Change]:
    """A policy without one of its statements."""
    for located in _statements(asked):
        document = document_at(asked.line, located.place)
        if located.match.applies and len(statements_of(document)) > 1:
            statement = located.match.statement
            policy = located.place._replace(statement=None)
            words = f"Remove the {statement.effect} {statement.name} from {policy}."
            line = with_statement(asked.line, policy, statement.place)
            yield Change(EditKind.REMOVE_STATEMENT, located.place, words, line)
