"""Which keys the policies speak of and the request has not, and who asks for them."""

from typing import Any

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.missing_keys import MissingKey, missing_keys
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import allow, deny, policy, statement
from tests.policies.cases.names import ANA, READ, WRITE, ask


def missing(line: dict[str, Any]) -> tuple[MissingKey, ...]:
    read = read_request_line(line)
    return missing_keys(evaluate(read.request, read.layers))


def names(line: dict[str, Any]) -> list[str]:
    return [key.key for key in missing(line)]


def under(**operators: Any) -> dict[str, Any]:
    return allow(READ, Condition=operators)


def test_a_key_is_told_once_as_it_is_first_written_with_all_who_ask_for_it() -> None:
    line = ask(
        ANA,
        identityPolicies=[
            under(StringEquals={"aws:SourceVpce": "vpce-1"}),
            policy(
                statement("Allow", WRITE, "*"),
                statement("Deny", WRITE, "*", Condition={"Null": {"AWS:sourcevpce": "true"}}),
            ),
        ],
        serviceControlPolicies=[[under(Bool={"aws:SecureTransport": "true"})]],
    )
    transport, vpce = missing(line)
    assert (transport.key, vpce.key) == ("aws:SecureTransport", "aws:SourceVpce")
    assert [
        (a.layer.value, a.level, a.policy, a.statement.place, a.element, a.by_variable)
        for a in (*transport.asked_by, *vpce.asked_by)
    ] == [
        ("serviceControlPolicies", 0, 0, 0, "Bool aws:SecureTransport", False),
        ("identityPolicies", None, 0, 0, "StringEquals aws:SourceVpce", False),
        ("identityPolicies", None, 1, 1, "Null AWS:sourcevpce", False),
    ]


def test_a_key_that_the_request_has_is_not_told_whatever_its_case() -> None:
    policies = [under(StringEquals={"aws:SourceVpce": "vpce-1"})]
    assert names(ask(ANA, identityPolicies=policies, context={"AWS:SOURCEVPCE": "x"})) == []


def test_a_key_without_a_value_is_there() -> None:
    policies = [under(**{"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}})]
    assert names(ask(ANA, identityPolicies=policies)) == ["aws:TagKeys"]
    assert names(ask(ANA, identityPolicies=policies, context={"aws:TagKeys": []})) == []


def test_what_follows_from_the_caller_and_the_resource_is_not_missing() -> None:
    keys = {"aws:username": "ana", "aws:PrincipalArn": ANA, "aws:ResourceAccount": "1"}
    assert names(ask(ANA, identityPolicies=[under(StringEquals=keys)])) == []


def test_variables_ask_for_their_keys_in_resources_and_in_values() -> None:
    line = ask(
        ANA,
        identityPolicies=[
            allow(
                READ,
                "arn:aws:s3:::orders/${aws:PrincipalTag/team}/${aws:username}",
                Condition={"StringLike": {"s3:prefix": ["a", "${aws:PrincipalTag/year, '2024'}*"]}},
            )
        ],
        context={"s3:prefix": "a"},
    )
    team, year = missing(line)
    assert [(a.element, a.by_variable) for a in team.asked_by] == [("Resource", True)]
    assert [(a.element, a.by_variable) for a in year.asked_by] == [("StringLike s3:prefix", True)]


def test_characters_that_are_written_like_variables_are_no_keys() -> None:
    assert names(ask(ANA, identityPolicies=[allow(READ, "arn:aws:s3:::orders/${*}${$}")])) == []


def test_a_variable_of_the_old_version_is_plain_text() -> None:
    entry = statement("Allow", READ, "arn:aws:s3:::orders/${aws:PrincipalTag/team}")
    assert names(ask(ANA, identityPolicies=[policy(entry, version="2008-10-17")])) == []


def test_a_statement_about_something_else_asks_too() -> None:
    policies = [allow(READ), deny(WRITE, Condition={"Bool": {"aws:SecureTransport": "false"}})]
    assert names(ask(ANA, identityPolicies=policies)) == ["aws:SecureTransport"]
