"""The smallest changes turn the decision, and nothing that is listed does so for less."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings

from cognito_lab.policies.edits import COSTS, EditKind
from cognito_lab.policies.evaluate import decide
from cognito_lab.policies.layers import Layer
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.request_line import read_request_line
from cognito_lab.policies.smallest_change import MOST_TRIES, SmallestChanges, smallest_changes
from tests.policies.cases.case import Case, allow, deny, policy, statement
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    OBJECT,
    OTHER_ROOT,
    READ,
    ROLE,
    SESSION,
    WRITE,
    ZOE,
    ask,
)
from tests.policies.every_edit import every_edit
from tests.policies.small_lines import lines
from tests.policies.test_cases import CASES


def is_allowed(line: dict[str, Any]) -> bool:
    read = read_request_line(line)
    return decide(read.request, read.layers) == "allowed"


def is_turned(line: dict[str, Any], wanted: bool) -> bool:
    try:
        return is_allowed(line) is wanted
    except ValueError:
        return False


def essence(kind: EditKind, line: dict[str, Any]) -> str:
    """What an edit is compared by: the line; of a key that is given, its name."""
    if kind is EditKind.GIVE_KEY:
        return list(line["context"])[-1].lower()
    return json.dumps(line, sort_keys=True)


def assert_smallest(line: dict[str, Any]) -> SmallestChanges:
    before = json.dumps(line)
    found = smallest_changes(line)
    assert json.dumps(line) == before
    assert found.complete
    assert found.allowed is not is_allowed(line)
    for change in found.changes:
        assert is_allowed(change.line) is found.allowed
        assert change.cost == found.cost
    lines = [json.dumps(change.line, sort_keys=True) for change in found.changes]
    assert len(set(lines)) == len(lines)
    turning = [
        (kind, edited) for kind, edited in every_edit(line) if is_turned(edited, found.allowed)
    ]
    assert found.cost == min((COSTS[kind] for kind, _ in turning), default=None)
    assert {essence(change.kind, change.line) for change in found.changes} == {
        essence(kind, edited) for kind, edited in turning if COSTS[kind] == found.cost
    }
    return found


@given(lines())
@settings(max_examples=200)
def test_of_any_small_line_all_that_turn_it_for_the_least_are_found(line: dict[str, Any]) -> None:
    assert_smallest(line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_of_every_case_all_that_turn_it_for_the_least_are_found(case: Case) -> None:
    assert_smallest(copy.deepcopy(case.line))


def sentences(line: dict[str, Any], **goal: bool) -> list[str]:
    return [change.sentence for change in smallest_changes(line, **goal).changes]


ELSEWHERE = "arn:aws:s3:::invoices/*"
STAR = "arn:aws:s3:::orders/a*b${c}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            ask(ANA, identityPolicies=[allow(WRITE, Sid="Writes")]),
            ['Add s3:GetObject to Action in identityPolicies[0].Statement[0] ("Writes").'],
        ),
        (
            ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[allow(WRITE)]]),
            ["Add s3:GetObject to Action in serviceControlPolicies[0][0].Statement[0]."],
        ),
        (
            ask(ANA, identityPolicies=[allow(), deny([READ, WRITE])]),
            ["Remove s3:GetObject from Action in identityPolicies[1].Statement[0]."],
        ),
        (
            ask(
                ANA, identityPolicies=[policy(statement("Deny", READ, "*"), *allow()["Statement"])]
            ),
            ["Remove the Deny Statement[0] from identityPolicies[0]."],
        ),
        (
            ask(ANA, identityPolicies=[allow(), deny()]),
            ["Remove the policy identityPolicies[1]."],
        ),
        (
            ask(ANA, identityPolicies=[allow()], permissionsBoundary=deny()),
            ["Remove permissionsBoundary, the whole layer."],
        ),
        (
            ask(ANA, identityPolicies=[allow(WRITE, ELSEWHERE)]),
            [f"Add an Allow of {READ} on {OBJECT} to identityPolicies[0]."],
        ),
        (
            ask(ANA),
            [f"Add a policy, identityPolicies[0], with an Allow of {READ} on {OBJECT}."],
        ),
        (
            ask(ZOE, identityPolicies=[allow()]),
            [f"Create resourcePolicy with an Allow of {READ} on {OBJECT} for {ZOE}."],
        ),
        (
            ask(
                ANA,
                identityPolicies=[allow(Condition={"StringLike": {"s3:prefix": ["home/?*"]}})],
            ),
            ["Let the request have s3:prefix: home/a."],
        ),
        (
            ask(
                ANA,
                identityPolicies=[allow(Condition={"NumericLessThan": {"s3:max-keys": 10}})],
                context={"s3:max-keys": "10"},
            ),
            [
                "Remove the condition NumericLessThan s3:max-keys in "
                "identityPolicies[0].Statement[0]."
            ],
        ),
        (
            ask(SESSION, resourcePolicy=allow(READ, Principal={"AWS": ZOE}), sessionPolicies=[]),
            [f"Add AWS {SESSION} to Principal in resourcePolicy.Statement[0]."],
        ),
    ],
)
def test_the_least_change_is_said_in_words(line: dict[str, Any], expected: list[str]) -> None:
    assert sentences(line) == expected


def test_a_sessions_role_is_named_as_well_as_the_session() -> None:
    line = ask(SESSION, resourcePolicy=allow(READ, Principal={"AWS": ZOE}))
    assert sentences(line) == [
        f"Add AWS {name} to Principal in resourcePolicy.Statement[0]." for name in (SESSION, ROLE)
    ]


def test_what_is_added_stands_for_itself_alone() -> None:
    line = ask(ANA, resource=STAR, identityPolicies=[allow(READ, ELSEWHERE)])
    (change,) = smallest_changes(line).changes
    (added,) = change.line["identityPolicies"][0]["Statement"]
    assert added["Resource"] == [ELSEWHERE, "arn:aws:s3:::orders/a${*}b${$}{c}"]
    assert not is_allowed({**change.line, "resource": "arn:aws:s3:::orders/a-b${c}"})


def test_the_old_version_cannot_name_a_star_so_nothing_is_added_to_it() -> None:
    old = policy(statement("Allow", READ, ELSEWHERE), version="2008-10-17")
    found = smallest_changes(ask(ANA, resource=STAR, identityPolicies=[old]))
    assert [change.kind for change in found.changes] == [EditKind.ADD_POLICY]


def test_a_like_condition_is_given_the_value_literally() -> None:
    condition = {"StringLike": {"aws:UserAgent": "a"}}
    line = ask(ANA, identityPolicies=[allow(Condition=condition)], context={"aws:UserAgent": "*"})
    (change,) = smallest_changes(line).changes
    entry = change.line["identityPolicies"][0]["Statement"][0]
    assert entry["Condition"]["StringLike"]["aws:UserAgent"] == ["a", "${*}"]


def test_a_value_that_leaves_the_exception_open_is_removed() -> None:
    tagged = "arn:aws:s3:::orders/${aws:username}/*"
    entry = {"Effect": "Allow", "Action": READ, "NotResource": [ELSEWHERE, tagged]}
    line = ask(SESSION, identityPolicies=[policy(entry)])
    assert sentences(line) == [
        f"Remove {tagged} from NotResource in identityPolicies[0].Statement[0]."
    ]


def test_a_value_that_cannot_be_read_is_removed() -> None:
    condition = {"Bool": {"aws:SecureTransport": ["true", "${aws:username}"]}}
    line = ask(
        ANA,
        identityPolicies=[allow(Condition=condition)],
        context={"aws:SecureTransport": "true"},
    )
    assert sentences(line) == [
        "Remove ${aws:username} from Bool aws:SecureTransport in identityPolicies[0].Statement[0]."
    ]


def test_a_key_with_several_values_is_given_as_a_list() -> None:
    condition = {"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}}
    (change,) = smallest_changes(ask(ANA, identityPolicies=[allow(Condition=condition)])).changes
    assert change.line["context"] == {"aws:TagKeys": ["a"]}


def test_a_date_is_given_beside_the_limit() -> None:
    condition = {"DateGreaterThan": {"aws:CurrentTime": "2026-01-15T09:00:00Z"}}
    assert sentences(ask(ANA, identityPolicies=[allow(Condition=condition)])) == [
        "Let the request have aws:CurrentTime: 2026-01-15T09:00:01Z."
    ]


def test_a_date_that_no_calendar_has_is_given_as_it_is_written() -> None:
    condition = {"DateEquals": {"aws:TokenIssueTime": "99999999999999999999"}}
    assert sentences(ask(ANA, identityPolicies=[allow(Condition=condition)])) == [
        "Let the request have aws:TokenIssueTime: 99999999999999999999."
    ]


def test_a_change_whose_policy_would_be_refused_is_none() -> None:
    star, to_zoe = f"arn:aws:iam::{ACCOUNT}:user/*", allow(READ, Principal={"AWS": ZOE})
    line = ask(star, resourcePolicy=to_zoe, identityPolicies=[allow(WRITE)])
    assert [change.place.layer for change in smallest_changes(line).changes] == [Layer.IDENTITY]


def test_a_key_is_given_to_the_context() -> None:
    condition = {"StringEquals": {"aws:RequestTag/x": "a"}}
    (change,) = smallest_changes(ask(ANA, identityPolicies=[allow(Condition=condition)])).changes
    assert str(change.place) == "context"


def test_a_key_that_no_value_is_listed_for_is_given_any() -> None:
    condition = {"NumericEqualsIfExists": {"s3:max-keys": []}}
    assert sentences(ask(ANA, identityPolicies=[allow(Condition=condition)])) == [
        "Let the request have s3:max-keys: 1."
    ]


def test_policies_may_be_json_texts() -> None:
    text = json.dumps(allow(WRITE))
    line = ask(ANA, identityPolicies=[text], permissionsBoundary=json.dumps(allow()))
    found = smallest_changes(line)
    assert [change.kind for change in found.changes] == [EditKind.ADD_VALUE]
    assert is_allowed(found.changes[0].line)
    assert line["identityPolicies"] == [text]


def test_the_last_policy_of_a_level_stays() -> None:
    last = ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[deny()]])
    assert sentences(last) == ["Remove serviceControlPolicies, the whole layer."]
    one_of_two = ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[allow(), deny()]])
    assert sentences(one_of_two) == ["Remove the policy serviceControlPolicies[0][1]."]


def test_a_trust_policy_is_given_a_statement_without_a_resource() -> None:
    other = {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"AWS": ZOE}}
    line = {"principal": ANA, "action": "sts:AssumeRole", "resource": ROLE}
    line |= {"identityPolicies": [allow()], "resourcePolicy": policy(other)}
    assert sentences(line) == [f"Add an Allow of sts:AssumeRole for {ANA} to resourcePolicy."]


def test_what_is_so_already_needs_no_change() -> None:
    line = ask(ANA, identityPolicies=[allow()])
    found = smallest_changes(line, allowed=True)
    assert (found.changes, found.cost, found.complete) == ((), None, True)
    assert smallest_changes(line, allowed=False) == smallest_changes(line)


def test_no_request_is_given_another_caller() -> None:
    named = {"StringEquals": {"aws:PrincipalArn": ANA, "aws:PrincipalAccount": "111122223333"}}
    line = {"principal": "anonymous", "action": READ, "resource": OBJECT}
    line["resourcePolicy"] = allow(Principal="*", Condition=named)
    assert EditKind.GIVE_KEY not in {change.kind for change in assert_smallest(line).changes}


def test_an_account_is_added_only_to_who_is_left_out() -> None:
    everybody_else = policy(
        {"Effect": "Deny", "Action": "*", "Resource": "*", "NotPrincipal": {"AWS": [ZOE]}},
        {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": ZOE}},
    )
    line = ask(ZOE, identityPolicies=[allow()], resourcePolicy=everybody_else)
    assert sentences(line) == [
        f"Add AWS {OTHER_ROOT} to NotPrincipal in resourcePolicy.Statement[0]."
    ]


def test_of_a_thousand_statements_so_many_are_tried_and_the_result_says_so() -> None:
    near = [statement("Allow", f"s3:Put{number}", OBJECT) for number in range(1000)]
    found = smallest_changes(ask(ANA, identityPolicies=[policy(*near)]))
    assert len(found.changes) == MOST_TRIES
    assert not found.complete
    assert is_allowed(found.changes[-1].line)


@pytest.mark.parametrize(
    "policy_text", ['{"Statement": [], "Statement": []}', "{", '"x"', '{"Version": "2012-10-17"}']
)
def test_what_is_no_policy_is_refused_as_by_the_reader(policy_text: str) -> None:
    with pytest.raises(PolicySyntaxError, match="identityPolicies"):
        smallest_changes(ask(ANA, identityPolicies=[policy_text]))


@pytest.mark.parametrize("line", [[], {}, {"principal": ANA, "action": READ, "resource": "x"}])
def test_what_is_no_line_is_refused(line: Any) -> None:
    with pytest.raises(ValueError, match=r"line|resource"):
        smallest_changes(line)
