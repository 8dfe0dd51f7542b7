"""The edits around whole statements, policies and layers: one more, or one less.

"Every root, OU, and account must have at least one SCP attached", so the last one of a level is
never taken out. (Of resource control policies RCPFullAWSAccess is always left.)
https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cognito_lab.policies.document import CURRENT
from cognito_lab.policies.edit_candidates import Asked, may_lack
from cognito_lab.policies.edits import (
    LEVELLED,
    SINGLE,
    Change,
    EditKind,
    Place,
    document_at,
    statements_of,
    with_document,
)
from cognito_lab.policies.evaluation import Decision
from cognito_lab.policies.layers import Layer, PolicySet
from cognito_lab.policies.own_values import own_statements
from cognito_lab.policies.principal import PrincipalKind
from cognito_lab.policies.statement import Effect

_ALLOW_ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
_OWNERS = {
    Layer.IDENTITY: frozenset(
        {PrincipalKind.USER, PrincipalKind.ROLE_SESSION, PrincipalKind.FEDERATED_USER}
    ),
    Layer.BOUNDARY: frozenset({PrincipalKind.USER, PrincipalKind.ROLE_SESSION}),
    Layer.SESSION: frozenset({PrincipalKind.ROLE_SESSION, PrincipalKind.FEDERATED_USER}),
    Layer.SERVICE_CONTROL: frozenset(
        {
            PrincipalKind.ROOT,
            PrincipalKind.USER,
            PrincipalKind.ROLE_SESSION,
            PrincipalKind.FEDERATED_USER,
        }
    ),
}
"""Whom policies of a layer can be for; those of the others are the resource's."""

_NEVER_EMPTY = frozenset({Layer.SERVICE_CONTROL, Layer.SESSION})
"""Where a policy is always left: who passes no session policy has no such layer."""


def added_statements(asked: Asked) -> Iterator[Change]:
    """A policy with a statement about this request more."""
    for of in _sets_for_more(asked):
        for number, policy in enumerate(of.policies):
            place = Place(of.layer, of.level, number, len(policy.statements))
            document = document_at(asked.line, place)
            for entry in own_statements(
                asked.evaluation.request, of.layer, policy.version, asked.effect
            ):
                changed = {**document, "Statement": [*statements_of(document), entry]}
                where = place._replace(statement=None)
                sentence = f"Add {_words(entry)} to {where}."
                line = with_document(asked.line, place, changed)
                yield Change(EditKind.ADD_STATEMENT, place, sentence, line)


def added_policies(asked: Asked) -> Iterator[Change]:
    """A layer with a policy of such a statement more, where a layer has a list of them."""
    for of in _sets_for_more(asked):
        if of.layer in SINGLE:
            continue
        kind = asked.evaluation.request.principal.kind
        if of.layer.value not in asked.line and kind not in _OWNERS[of.layer]:
            continue
        place = Place(of.layer, of.level, len(of.policies))
        for entry in own_statements(asked.evaluation.request, of.layer, CURRENT, asked.effect):
            line = with_document(asked.line, place, _policy(entry))
            sentence = f"Add a policy, {place}, with {_words(entry)}."
            yield Change(EditKind.ADD_POLICY, place, sentence, line)


def _sets_for_more(asked: Asked) -> Iterator[PolicySet]:
    evaluation = asked.evaluation
    for of in evaluation.layers.sets():
        if asked.effect is Effect.DENY or (
            evaluation.decision is Decision.IMPLICIT_DENY
            and may_lack(evaluation, of.layer, of.level)
        ):
            yield of


def removed_policies(asked: Asked) -> Iterator[Change]:
    """A layer without one of its policies, where that policy has a statement that applies."""
    effect = Effect.ALLOW if asked.effect is Effect.DENY else Effect.DENY
    for verdict in asked.evaluation.verdicts:
        if verdict.layer in SINGLE:
            continue
        applying = {
            m.policy: None for m in verdict.matches if m.applies and m.statement.effect is effect
        }
        there = asked.line[verdict.layer.value] if applying else ()
        there = there if verdict.level is None or not applying else there[verdict.level]
        if verdict.layer in _NEVER_EMPTY and len(there) < 2:
            continue
        for number in applying:
            place = Place(verdict.layer, verdict.level, number)
            line = with_document(asked.line, place)
            yield Change(EditKind.REMOVE_POLICY, place, f"Remove the policy {place}.", line)


def changed_layers(asked: Asked) -> Iterator[Change]:
    """A layer more, or one less."""
    request = asked.evaluation.request
    for layer in Layer:
        if layer is Layer.IDENTITY:
            continue
        name = layer.value
        if name in asked.line:
            line = {key: given for key, given in asked.line.items() if key != name}
            sentence = f"Remove {name}, the whole layer."
            yield Change(EditKind.REMOVE_LAYER, Place(layer), sentence, line)
        elif layer not in _OWNERS or request.principal.kind in _OWNERS[layer]:
            for entry in own_statements(request, layer, CURRENT, asked.effect):
                given = _new_layer(layer, entry)
                if given is not None:
                    line = {**asked.line, name: given}
                    sentence = f"Create {name} with {_words(entry)}."
                    yield Change(EditKind.CREATE_LAYER, Place(layer), sentence, line)


def _new_layer(layer: Layer, entry: dict[str, Any]) -> Any:
    """A layer's policies with a statement: a Deny beside what allows everything else."""
    if entry["Effect"] == Effect.ALLOW:
        if layer is Layer.RESOURCE:
            return _policy(entry)
        return [_policy(entry)] if layer is Layer.SESSION else None
    if layer is Layer.RESOURCE:
        return _policy(entry)
    if layer is Layer.RESOURCE_CONTROL:
        return [[_policy({**_ALLOW_ALL, "Principal": "*"}), _policy(entry)]]
    policy = _policy(dict(_ALLOW_ALL), entry)
    if layer is Layer.BOUNDARY:
        return policy
    return [[policy]] if layer in LEVELLED else [policy]


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": CURRENT, "Statement": list(statements)}


def _words(entry: dict[str, Any]) -> str:
    article = "an" if entry["Effect"] == Effect.ALLOW else "a"
    words = f"{article} {entry['Effect']} of {entry['Action']}"
    if "Resource" in entry:
        words += f" on {entry['Resource']}"
    named = entry.get("Principal")
    if isinstance(named, dict):
        words += f" for {next(iter(named.values()))}"
    elif named is not None:
        words += " for everybody"
    return words
