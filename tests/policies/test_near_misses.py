"""Which statements nearly applied, and in which order they are told."""

from typing import Any

from hypothesis import given

from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.near_misses import near_misses
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import allow, deny, policy, statement
from tests.policies.cases.names import ANA, BEN, OBJECT, READ, ROLE, SESSION, WRITE, ZOE, ask
from tests.policies.small_lines import lines

ELSEWHERE = "arn:aws:s3:::invoices/*"
VPCE = {"StringEquals": {"aws:SourceVpce": "vpce-1", "aws:SourceVpc": "vpc-1"}}


def evaluation_of(line: dict[str, Any]) -> Evaluation:
    read = read_request_line(line)
    return evaluate(read.request, read.layers)


def told(line: dict[str, Any]) -> list[tuple[str, int | None, int, int, int]]:
    return [
        (
            near.layer.value,
            near.level,
            near.match.policy,
            near.match.statement.place,
            len(near.failing),
        )
        for near in near_misses(evaluation_of(line))
    ]


def test_of_a_denied_request_the_allows_are_told_that_fail_least_first() -> None:
    line = ask(
        ANA,
        identityPolicies=[
            policy(
                statement("Allow", WRITE, ELSEWHERE),
                statement("Deny", WRITE, OBJECT),
                statement("Allow", READ, OBJECT, Condition=VPCE),
            ),
            allow(READ, ELSEWHERE),
        ],
    )
    identity = "identityPolicies"
    assert told(line) == [
        (identity, None, 1, 0, 1),
        (identity, None, 0, 0, 2),
        (identity, None, 0, 2, 2),
    ]


def test_each_operator_and_key_of_a_condition_counts() -> None:
    line = ask(ANA, identityPolicies=[allow(READ, ELSEWHERE, Condition=VPCE)])
    (near,) = near_misses(evaluation_of(line))
    assert [element.name for element in near.failing] == [
        "Resource",
        "StringEquals aws:SourceVpce",
        "StringEquals aws:SourceVpc",
    ]


def test_a_layer_that_allows_has_no_near_misses() -> None:
    line = ask(
        ANA,
        identityPolicies=[policy(statement("Allow", READ, "*"), statement("Allow", WRITE, "*"))],
        permissionsBoundary=allow(WRITE),
    )
    assert told(line) == [("permissionsBoundary", None, 0, 0, 1)]


def test_the_resources_policy_could_have_been_enough_within_the_account() -> None:
    for_ben = allow(READ, Principal={"AWS": BEN})
    line = ask(ANA, identityPolicies=[allow(WRITE)], resourcePolicy=for_ben)
    assert told(line) == [
        ("resourcePolicy", None, 0, 0, 1),
        ("identityPolicies", None, 0, 0, 1),
    ]


def test_the_resources_policy_is_no_help_where_an_organization_does_not_allow() -> None:
    for_ben = allow(READ, Principal={"AWS": BEN})
    line = ask(
        ANA,
        identityPolicies=[allow()],
        resourcePolicy=for_ben,
        serviceControlPolicies=[[allow()], [allow(WRITE)]],
    )
    assert told(line) == [("serviceControlPolicies", 1, 0, 0, 1)]


def test_across_accounts_the_resources_policy_is_needed() -> None:
    for_ben = allow(READ, Principal={"AWS": BEN})
    line = ask(ZOE, identityPolicies=[allow()], resourcePolicy=for_ben)
    assert told(line) == [("resourcePolicy", None, 0, 0, 1)]


def test_what_a_resources_grant_makes_needless_is_not_told() -> None:
    line = ask(
        SESSION,
        identityPolicies=[allow(WRITE)],
        resourcePolicy=allow(READ, Principal={"AWS": ROLE}),
        sessionPolicies=[allow(WRITE)],
    )
    assert told(line) == [("sessionPolicies", None, 0, 0, 1)]
    granted = allow(READ, Principal={"AWS": SESSION})
    under = ask(
        SESSION,
        identityPolicies=[allow(WRITE)],
        resourcePolicy=granted,
        sessionPolicies=[allow(WRITE)],
        serviceControlPolicies=[[allow(WRITE)]],
    )
    assert told(under) == [("serviceControlPolicies", 0, 0, 0, 1)]


def test_policies_that_do_not_limit_the_caller_are_not_told() -> None:
    line = ask(
        "lambda.amazonaws.com",
        identityPolicies=[allow(WRITE)],
        resourcePolicy=allow(READ, Principal={"AWS": ANA}),
        serviceControlPolicies=[[allow(WRITE)]],
        resourceControlPolicies=[[allow(Principal="*")]],
    )
    assert told(line) == [("resourcePolicy", None, 0, 0, 1)]


def test_of_an_allowed_request_the_denies_are_told_in_any_layer() -> None:
    line = ask(
        SESSION,
        identityPolicies=[policy(statement("Allow", "*", "*"), statement("Deny", WRITE, "*"))],
        sessionPolicies=[allow(), deny(WRITE, ELSEWHERE)],
        serviceControlPolicies=[[allow(), deny(READ, ELSEWHERE)]],
    )
    assert told(line) == [
        ("serviceControlPolicies", 0, 1, 0, 1),
        ("identityPolicies", None, 0, 1, 1),
        ("sessionPolicies", None, 1, 0, 2),
    ]


def test_of_an_explicit_deny_what_is_still_missing_without_it_is_told() -> None:
    line = ask(ANA, identityPolicies=[deny(READ), deny(WRITE), allow(WRITE)])
    assert told(line) == [("identityPolicies", None, 2, 0, 1)]
    assert told(ask(ANA, identityPolicies=[deny(READ), allow(), allow(WRITE)])) == []


@given(lines())
def test_no_near_miss_applies_and_none_is_told_before_a_nearer_one(line: dict[str, Any]) -> None:
    evaluation = evaluation_of(line)
    found = near_misses(evaluation)
    counts = [len(near.failing) for near in found]
    assert counts == sorted(counts)
    assert 0 not in counts
    effect = "Deny" if evaluation.allowed else "Allow"
    assert {near.match.statement.effect for near in found} <= {effect}


@given(lines())
def test_an_implicit_deny_ends_at_a_layer_whose_allows_are_all_near_misses(
    line: dict[str, Any],
) -> None:
    evaluation = evaluation_of(line)
    if decide(evaluation.request, evaluation.layers) != "implicitDeny":
        return
    step = evaluation.deciding_step
    found = {id(near.match) for near in near_misses(evaluation)}
    for verdict in evaluation.verdicts:
        if (verdict.layer, verdict.level) == (step.layer, step.level):
            allows = [m for m in verdict.matches if m.statement.effect == "Allow"]
            assert {id(match) for match in allows} <= found
