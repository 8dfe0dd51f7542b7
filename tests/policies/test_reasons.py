"""Every reason has its sentence, and a request that brings it about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation, StepName, StepOutcome
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.reasons import SENTENCES, STEP_SENTENCES, MatchReason, StepReason
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Document, allow, deny, policy, statement
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    BEN,
    FEDERATED,
    OBJECT,
    OTHER,
    ROLE,
    ROOT,
    SESSION,
    WRITE,
    ZOE,
    ask,
)

SERVICE = "lambda.amazonaws.com"
LINKED = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/ec2.amazonaws.com/AWSServiceRoleForEC2"


def judged(line: Document) -> Evaluation:
    read = read_request_line(line)
    return evaluate(read.request, read.layers)


def without_resource(document: Document) -> Document:
    for entry in document["Statement"]:
        entry.pop("Resource")
    return document


def with_condition(operator: str, key: str, value: Any, context: Any = None) -> Document:
    layers = [allow(Condition={operator: {key: value}})]
    return ask(ANA, context=context or {}, identityPolicies=layers)


def named(name: Any, principal: str = ANA, **more: Any) -> Document:
    return ask(principal, resourcePolicy=allow(Principal={"AWS": name}), **more)


def excepted(resource: str, effect: str = "Allow") -> Document:
    entry = {"Effect": effect, "Action": "*", "NotResource": resource}
    return ask(ANA, identityPolicies=[policy(entry)])


def not_principal(*names: str, **more: Any) -> Document:
    entry = statement("Deny", "*", "*", NotPrincipal={"AWS": list(names)})
    return ask(ANA, resourcePolicy=policy(entry), **more)


CANONICAL = {"CanonicalUser": "79a59df900b949e5"}

OF_VALUES: Mapping[MatchReason, tuple[str, Document]] = {
    MatchReason.MATCHES: ("Action", ask(ANA, identityPolicies=[allow()])),
    MatchReason.DIFFERS: ("Action", ask(ANA, identityPolicies=[allow(WRITE)])),
    MatchReason.NO_VALUE: (
        "Resource",
        ask(ANA, identityPolicies=[allow(resource="arn:aws:s3:::${x:y}")]),
    ),
    MatchReason.NO_VALUE_MATCHES: (
        "Condition",
        with_condition("ForAnyValue:StringEquals", "aws:TagKeys", "c", {"aws:TagKeys": ["a", "b"]}),
    ),
    MatchReason.EVERYBODY: ("Principal", named("*")),
    MatchReason.THE_CALLER: ("Principal", named(ANA)),
    MatchReason.ROLE_OF_THE_SESSION: ("Principal", named(ROLE, SESSION)),
    MatchReason.USER_OF_THE_SESSION: ("Principal", named(BEN, FEDERATED, parentUser=BEN)),
    MatchReason.ACCOUNT_OF_THE_CALLER: ("Principal", named(ACCOUNT)),
    MatchReason.SOMEBODY_ELSE: ("Principal", named(BEN)),
    MatchReason.CANONICAL_USER_IN_ALLOW: (
        "Principal",
        ask(ANA, resourcePolicy=allow(Principal=CANONICAL)),
    ),
    MatchReason.CANONICAL_USER_IN_DENY: (
        "Principal",
        ask(ANA, resourcePolicy=deny(Principal=CANONICAL)),
    ),
    MatchReason.KEY_IS_THERE: ("Condition", with_condition("Null", "aws:username", "true")),
    MatchReason.KEY_IS_NOT_THERE: ("Condition", with_condition("Null", "aws:SourceIp", "true")),
}

OF_ELEMENTS: Mapping[MatchReason, tuple[str, bool, Document]] = {
    MatchReason.LISTED: ("Action", True, ask(ANA, identityPolicies=[allow()])),
    MatchReason.NOT_LISTED: ("Action", False, ask(ANA, identityPolicies=[allow(WRITE)])),
    MatchReason.EXCEPTED: ("NotResource", False, excepted(OBJECT)),
    MatchReason.NOT_EXCEPTED: ("NotResource", True, excepted(f"{OBJECT}s")),
    MatchReason.EXCEPTION_UNKNOWN: ("NotResource", False, excepted("arn:aws:s3:::${x:y}")),
    MatchReason.OWN_RESOURCE: (
        "Resource",
        True,
        ask(ANA, resourcePolicy=without_resource(allow(Principal="*"))),
    ),
    MatchReason.CONDITION_HOLDS: (
        "Condition",
        True,
        with_condition("StringLike", "aws:username", "a*"),
    ),
    MatchReason.CONDITION_FAILS: (
        "Condition",
        False,
        with_condition("StringLike", "aws:username", "b*"),
    ),
    MatchReason.KEY_MISSING: ("Condition", False, with_condition("StringLike", "aws:referer", "*")),
    MatchReason.MISSING_NEGATED: (
        "Condition",
        True,
        with_condition("StringNotLike", "aws:referer", "*"),
    ),
    MatchReason.MISSING_IF_EXISTS: (
        "Condition",
        True,
        with_condition("StringLikeIfExists", "aws:referer", "x"),
    ),
    MatchReason.MISSING_FOR_ALL: (
        "Condition",
        True,
        with_condition("ForAllValues:StringLike", "aws:TagKeys", "x"),
    ),
    MatchReason.MISSING_FOR_ANY: (
        "Condition",
        False,
        with_condition("ForAnyValue:StringNotLike", "aws:TagKeys", "x"),
    ),
    MatchReason.UNREADABLE_IN_ALLOW: (
        "Condition",
        False,
        with_condition("NumericEquals", "s3:max-keys", 1, {"s3:max-keys": "one"}),
    ),
    MatchReason.UNREADABLE_IN_DENY: (
        "Condition",
        True,
        ask(
            ANA,
            context={"s3:max-keys": "one"},
            identityPolicies=[deny(Condition={"NumericEquals": {"s3:max-keys": 1}})],
        ),
    ),
    MatchReason.KEY_IS_THERE: ("Condition", False, with_condition("Null", "aws:username", "true")),
    MatchReason.KEY_IS_NOT_THERE: (
        "Condition",
        True,
        with_condition("Null", "aws:SourceIp", "true"),
    ),
    MatchReason.NOT_PRINCIPAL_WITH_BOUNDARY: (
        "NotPrincipal",
        True,
        not_principal(ANA, ROOT, permissionsBoundary=allow()),
    ),
    MatchReason.PARTLY_EXCEPTED: ("NotPrincipal", True, not_principal(ANA)),
}


@pytest.mark.parametrize("reason", OF_VALUES, ids=str)
def test_a_request_brings_about_the_reason_of_a_value(reason: MatchReason) -> None:
    element, line = OF_VALUES[reason]
    matches = [m for match in judged(line).matches for m in match.elements if m.element == element]
    assert reason in {value.reason for match in matches for value in match.values}


@pytest.mark.parametrize("reason", OF_ELEMENTS, ids=str)
def test_a_request_brings_about_the_reason_of_an_element(reason: MatchReason) -> None:
    element, matched, line = OF_ELEMENTS[reason]
    found = [m for match in judged(line).matches for m in match.elements if m.reason is reason]
    assert (element, matched) in {(match.element, match.matched) for match in found}


def test_every_reason_of_a_match_is_brought_about_above() -> None:
    assert set(OF_VALUES) | set(OF_ELEMENTS) == set(MatchReason)


NOTHING: Document = {"Version": "2012-10-17", "Statement": deny("no:Such")["Statement"]}
ROLES_REQUEST = ask(ANA, "sts:AssumeRole", ROLE, identityPolicies=[allow()])
END = {"identityPolicies": [allow()]}

STEPS: Mapping[StepReason, tuple[StepName, str, Document]] = {
    StepReason.DENIED: (StepName.EXPLICIT_DENY, "denied", ask(ANA, identityPolicies=[deny()])),
    StepReason.NOT_DENIED: (StepName.EXPLICIT_DENY, "goes on", ask(ANA)),
    StepReason.NO_RESOURCE_CONTROL: (StepName.RESOURCE_CONTROL, "goes on", ask(ANA)),
    StepReason.RESOURCE_CONTROL_DENIES_NOTHING: (
        StepName.RESOURCE_CONTROL,
        "goes on",
        ask(ANA, resourceControlPolicies=[]),
    ),
    StepReason.NOT_UNDER_RESOURCE_CONTROL: (
        StepName.RESOURCE_CONTROL,
        "goes on",
        ask(LINKED, resourceControlPolicies=[[deny(Principal="*")]]),
    ),
    StepReason.ROOT_ASSUMES_NO_ROLE: (
        StepName.RESOURCE,
        "denied",
        ask(
            ROOT,
            "sts:AssumeRole",
            ROLE,
            resourcePolicy=policy(
                {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}
            ),
        ),
    ),
    StepReason.NO_SERVICE_CONTROL: (StepName.SERVICE_CONTROL, "goes on", ask(ANA)),
    StepReason.NOT_UNDER_SERVICE_CONTROL: (
        StepName.SERVICE_CONTROL,
        "goes on",
        ask(SERVICE, serviceControlPolicies=[[]]),
    ),
    StepReason.SERVICE_CONTROL_ALLOWS: (
        StepName.SERVICE_CONTROL,
        "goes on",
        ask(ANA, serviceControlPolicies=[[allow()], [NOTHING, allow()]]),
    ),
    StepReason.SERVICE_CONTROL_LACKS: (
        StepName.SERVICE_CONTROL,
        "denied",
        ask(ANA, serviceControlPolicies=[[allow()], [NOTHING]]),
    ),
    StepReason.NO_RESOURCE_POLICY: (StepName.RESOURCE, "goes on", ask(ANA)),
    StepReason.RESOURCE_GRANTS: (StepName.RESOURCE, "allowed", named(ANA)),
    StepReason.RESOURCE_GRANTS_WITHIN_LIMITS: (StepName.RESOURCE, "goes on", named("*")),
    StepReason.RESOURCE_DELEGATES: (StepName.RESOURCE, "goes on", named(ROOT)),
    StepReason.RESOURCE_SAYS_NOTHING: (StepName.RESOURCE, "goes on", named(BEN)),
    StepReason.OTHER_ACCOUNT_GRANTS: (StepName.RESOURCE, "goes on", named(OTHER, ZOE)),
    StepReason.OTHER_ACCOUNT_LACKS: (StepName.RESOURCE, "denied", ask(ZOE, **END)),
    StepReason.RESOURCE_MUST_GRANT: (StepName.RESOURCE, "denied", ROLES_REQUEST),
    StepReason.ONLY_A_RESOURCE_POLICY_COUNTS: (StepName.RESOURCE, "denied", ask(SERVICE)),
    StepReason.ROOT_NEEDS_NO_POLICY: (StepName.IDENTITY, "allowed", ask(ROOT)),
    StepReason.IDENTITY_NOT_NEEDED: (StepName.IDENTITY, "goes on", named("*")),
    StepReason.IDENTITY_ALLOWS: (StepName.IDENTITY, "goes on", ask(ANA, **END)),
    StepReason.IDENTITY_LACKS: (StepName.IDENTITY, "denied", ask(ANA)),
    StepReason.NO_BOUNDARY: (StepName.BOUNDARY, "goes on", ask(ANA, **END)),
    StepReason.BOUNDARY_ALLOWS: (
        StepName.BOUNDARY,
        "goes on",
        ask(ANA, permissionsBoundary=allow(), **END),
    ),
    StepReason.BOUNDARY_LACKS: (
        StepName.BOUNDARY,
        "denied",
        ask(ANA, permissionsBoundary=NOTHING, **END),
    ),
    StepReason.NO_SESSION_POLICIES: (StepName.SESSION, "allowed", ask(SESSION, **END)),
    StepReason.SESSION_ALLOWS: (
        StepName.SESSION,
        "allowed",
        ask(SESSION, sessionPolicies=[NOTHING, allow()], **END),
    ),
    StepReason.SESSION_LACKS: (
        StepName.SESSION,
        "denied",
        ask(SESSION, sessionPolicies=[NOTHING], **END),
    ),
    StepReason.FEDERATED_WITHOUT_POLICIES: (StepName.SESSION, "denied", ask(FEDERATED, **END)),
    StepReason.NOT_REACHED: (StepName.SESSION, "not reached", ask(ANA)),
}


@pytest.mark.parametrize("reason", StepReason, ids=str)
def test_a_request_brings_about_the_reason_of_a_step(reason: StepReason) -> None:
    name, outcome, line = STEPS[reason]
    steps = {step.name: step for step in judged(line).steps}
    assert tuple(steps) == tuple(StepName)
    assert (steps[name].reason, steps[name].outcome) == (reason, outcome)


def test_a_step_that_ends_the_way_says_which_layer_and_which_level() -> None:
    for level, layers in enumerate(([[NOTHING], [allow()]], [[allow()], [NOTHING]])):
        step = judged(ask(ANA, serviceControlPolicies=layers)).deciding_step
        assert (step.layer, step.level) == (Layer.SERVICE_CONTROL, level)
        layers = [[NOTHING, deny()] if NOTHING in policies else policies for policies in layers]
        step = judged(ask(ANA, serviceControlPolicies=layers)).deciding_step
        assert (step.name, step.layer) == (StepName.EXPLICIT_DENY, Layer.SERVICE_CONTROL)
        assert step.level == level
    step = judged(ask(ROOT)).deciding_step
    assert (step.layer, step.level, step.outcome) == (None, None, StepOutcome.ALLOWED)


@pytest.mark.parametrize(
    ("reasons", "sentences"), [(MatchReason, SENTENCES), (StepReason, STEP_SENTENCES)]
)
def test_every_reason_has_a_sentence_of_its_own(reasons: Any, sentences: Any) -> None:
    assert set(sentences) == set(reasons)
    assert len(set(sentences.values())) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences.values())
