"""Which actions a statement names."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies import action_element
from cognito_lab.policies.action_element import ActionElement, ActionPattern
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.parse_statement import StatementReader
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.statement import Effect
from cognito_lab.policies.wildcards import WildcardPattern, split_wildcards
from tests.policies.cases.names import IAM
from tests.policies.rules_off.rule import Rule, Switch, wrapped
from tests.policies.rules_off.texts import (
    Match,
    first_only,
    negated_first_only,
    statement,
    wildcards,
    without,
)

ACTION = IAM + "reference_policies_elements_action.html"

NOT_ACTION = IAM + "reference_policies_elements_notaction.html"


def action(change: Match) -> Switch:
    """Another answer to whether an action in a policy is the request's; both in lower case."""

    class Changed(ActionPattern):
        __slots__ = ()

        def __init__(self, written: str) -> None:
            super().__init__(written)
            real = self.matches
            self.matches = lambda found: change(written.lower(), found, real(found))

    return lambda patch: patch.setattr(action_element, "ActionPattern", Changed)


def case_counts(*, service: bool, wildcards: bool) -> Switch:
    """The case of an action's service or of its name counts, with wildcards or without."""

    def off(patch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def init(real: Any) -> Any:
            def found(self: Any, request: Any, **more: Any) -> None:
                asked[:] = [request.action]
                real(self, request, **more)

            return found

        class Changed(ActionPattern):
            __slots__ = ()

            def __init__(self, written: str) -> None:
                super().__init__(written)
                real = self.matches
                if ("*" in written) is wildcards and ":" in written:
                    self.matches = lambda found: real(found) and self._same_case(asked[0])

            def _same_case(self, found: str) -> bool:
                part = 0 if service else 1
                own, others = self.written.split(":")[part], found.split(":")[part]
                return WildcardPattern(split_wildcards(own)).matches(others)

        wrapped(Facts, "__init__", init)(patch)
        patch.setattr(action_element, "ActionPattern", Changed)

    return off


def _name_of(text: str) -> str:
    return text.partition(":")[2]


def _any_ending(written: str, found: str, real: bool) -> bool:
    return real or (
        "*" in written and WildcardPattern(split_wildcards(written + "*")).matches(found)
    )


def _star_at(start: bool) -> Match:
    """A star at the start (or the end) of an action's name is a mere character."""

    def change(written: str, found: str, real: bool) -> bool:
        name = _name_of(written)
        literal = len(name) > 1 and (name.startswith("*") if start else name.endswith("*"))
        return written == found if literal else real

    return change


def any_action(effect: Effect, kind: PolicyKind) -> Switch:
    """A statement of this effect in a policy of this kind speaks of every action."""

    def wrap(real: Any) -> Any:
        def read(self: Any, *given: Any) -> Any:
            found = real(self, *given)
            if found is not None and self.kind is kind and found.effect is effect:
                found.actions = ActionElement(["*"], negated=False)
            return found

        return read

    return wrapped(StatementReader, "read", wrap)


ACTIONS = (
    *(
        Rule(
            f"In any {kind.value}, {effect} speaks of every action",
            ACTION,
            any_action(effect, kind),
        )
        for effect, kinds in (
            (Effect.ALLOW, set(PolicyKind) - {PolicyKind.RESOURCE_CONTROL}),
            (
                Effect.DENY,
                {
                    PolicyKind.IDENTITY,
                    PolicyKind.RESOURCE,
                    PolicyKind.SERVICE_CONTROL,
                    PolicyKind.RESOURCE_CONTROL,
                },
            ),
        )
        for kind in PolicyKind
        if kind in kinds
    ),
    *(
        Rule(
            f"The case of an action's {'service' if service else 'name'} counts"
            + (", beside a wildcard" if wildcards else ""),
            ACTION,
            case_counts(service=service, wildcards=wildcards),
        )
        for service, wildcards in ((True, False), (False, False), (False, True))
    ),
    Rule("Of several actions only the first counts", ACTION, first_only(ActionElement)),
    Rule(
        "An action stands for longer ones too",
        ACTION,
        action(lambda own, other, real: real or ("*" not in own and other.startswith(own))),
    ),
    Rule("A * at the end of an action is literal", ACTION, action(_star_at(False))),
    Rule("A * at the start of an action's name is literal", ACTION, action(_star_at(True))),
    Rule(
        "An action with a * is every action of its service",
        ACTION,
        action(
            lambda own, other, real: (
                real or (own.endswith("*") and own.split(":")[0] == other.split(":")[0])
            )
        ),
    ),
    Rule("A pattern of an action need not reach the action's end", ACTION, action(_any_ending)),
    Rule("A ? in an action is literal", ACTION, action(wildcards("?", r"\?"))),
    Rule("A ? in an action stands for several characters", ACTION, action(wildcards("?", ".+"))),
    Rule("A ? in an action stands for nothing too", ACTION, action(wildcards("?", ".?"))),
    Rule(
        "A service stands for those whose names begin the same",
        ACTION,
        action(
            lambda own, other, real: (
                real or (own.endswith(":*") and other.startswith(own.removesuffix(":*")))
            )
        ),
    ),
    Rule(
        "A bare * stands for S3's actions only",
        ACTION,
        action(lambda own, other, real: real and (own != "*" or other.startswith("s3"))),
    ),
)


NOT_ACTIONS = (
    Rule(
        "NotAction is an Action",
        NOT_ACTION,
        without(ActionElement, lambda self, _, found: found is not self.negated),
    ),
    Rule(
        "NotAction stands for the listed actions' service only",
        NOT_ACTION,
        without(
            ActionElement,
            lambda self, facts, found: (
                found
                and (
                    not self.negated
                    or any(facts.action.startswith(f"{p.service}:") for p in self.patterns)
                )
            ),
        ),
    ),
    Rule(
        "Of several actions of a NotAction only the first counts",
        NOT_ACTION,
        negated_first_only(ActionElement),
    ),
    Rule(
        "The Resource beside a NotAction is not compared",
        NOT_ACTION,
        statement(lambda self: self.actions.negated, resources=None),
    ),
)


RULES = ACTIONS + NOT_ACTIONS
