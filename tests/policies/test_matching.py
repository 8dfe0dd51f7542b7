"""The evidence of a match: which rows there are, and what stands in them."""

from __future__ import annotations

from typing import Any

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.matching import ElementMatch, Grant, StatementMatch, ValueMatch
from cognito_lab.policies.reasons import MatchReason
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Document, allow, deny, policy, statement
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    BEN,
    OBJECT,
    READ,
    ROLE,
    ROOT,
    SESSION,
    WRITE,
    ask,
)


def matches(line: Document) -> tuple[StatementMatch, ...]:
    read = read_request_line(line)
    return tuple(evaluate(read.request, read.layers).matches)


def condition(operator: str, key: str, value: Any, given: Any = None, effect: str = "Allow") -> Any:
    """The evidence of one condition: the element, and its rows as plain tuples."""
    context = {} if given is None else {key: given}
    policies = [policy(statement(effect, "*", "*", Condition={operator: {key: value}}))]
    (match,) = matches(ask(ANA, context=context, identityPolicies=policies))
    *_, element = match.elements
    assert (element.element, element.operator, element.key) == ("Condition", operator, key)
    assert match.applies is element.matched
    return element.matched, element.reason, rows(element)


def rows(element: ElementMatch) -> list[tuple[Any, ...]]:
    return [tuple(value) for value in element.values]


TAG = "aws:RequestTag/x"
KEYS = "aws:TagKeys"


def test_every_action_of_a_statement_has_its_row_with_the_request_as_it_was_written() -> None:
    allowing = allow(["S3:get*", WRITE, "*"])
    ((action, _),) = (
        m.elements for m in matches(ask(ANA, "s3:GETobject", identityPolicies=[allowing]))
    )
    assert (action.name, action.operator, action.key) == ("Action", None, None)
    assert rows(action) == [
        ("S3:get*", "S3:get*", "s3:GETobject", True, "matches"),
        (WRITE, WRITE, "s3:GETobject", False, "differs"),
        ("*", "*", "s3:GETobject", True, "matches"),
    ]


def test_every_resource_has_its_row_with_its_variables_replaced() -> None:
    written = ["arn:aws:s3:::orders/${aws:username}/*", OBJECT, "arn:aws:s3:::${x:y}", "*"]
    ((_, resource),) = (
        m.elements for m in matches(ask(ANA, identityPolicies=[allow(READ, written)]))
    )
    assert rows(resource) == [
        (written[0], "arn:aws:s3:::orders/ana/*", OBJECT, False, "differs"),
        (OBJECT, OBJECT, OBJECT, True, "matches"),
        (written[2], None, OBJECT, False, "no-value"),
        ("*", "*", OBJECT, True, "matches"),
    ]


def test_what_a_statement_leaves_out_has_rows_too() -> None:
    entry = {
        "Effect": "Deny",
        "NotAction": ["s3:Put*", READ],
        "NotResource": ["arn:aws:s3:::a", "*"],
    }
    ((action, resource),) = (
        m.elements for m in matches(ask(ANA, identityPolicies=[policy(entry)]))
    )
    assert (action.name, action.matched, action.reason) == ("NotAction", False, "excepted")
    assert [row[3:] for row in rows(action)] == [(False, "differs"), (True, "matches")]
    assert (resource.name, resource.matched, resource.reason) == ("NotResource", False, "excepted")
    assert [row[3:] for row in rows(resource)] == [(False, "differs"), (True, "matches")]


def test_what_is_listed_is_left_out_even_where_another_entry_has_no_value() -> None:
    for effect in ("Allow", "Deny"):
        entry = {"Effect": effect, "Action": "*", "NotResource": ["arn:aws:s3:::${x:y}", OBJECT]}
        (match,) = matches(ask(ANA, identityPolicies=[policy(entry)]))
        assert (match.applies, match.elements[1].reason) == (False, "excepted")


def test_a_resource_without_a_value_is_none_in_a_deny_as_in_an_allow() -> None:
    for document in (deny(resource="arn:aws:s3:::${x:y}"), allow(resource="arn:aws:s3:::${x:y}")):
        (match,) = matches(ask(ANA, identityPolicies=[document]))
        assert (match.applies, match.elements[1].reason) == (False, "not-listed")


def test_an_exception_without_a_value_leaves_out_nothing_of_a_deny() -> None:
    entry = {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::${x:y}"}
    (match,) = matches(ask(ANA, identityPolicies=[policy(entry)]))
    assert (match.applies, match.elements[1].reason) == (True, "exception-unknown")


def test_every_principal_has_its_row_by_the_name_that_counts() -> None:
    names = {"AWS": [ACCOUNT, BEN], "Service": "lambda.amazonaws.com"}
    ((principal, *_),) = (
        m.elements for m in matches(ask(ANA, resourcePolicy=allow(Principal=names)))
    )
    assert (principal.name, principal.matched, principal.reason) == ("Principal", True, "listed")
    assert rows(principal) == [
        (ACCOUNT, ROOT, ANA, True, "account-of-the-caller"),
        (BEN, BEN, ANA, False, "somebody-else"),
        ("lambda.amazonaws.com", "lambda.amazonaws.com", ANA, False, "somebody-else"),
    ]


def test_one_value_of_the_request_has_a_row_for_every_value_of_the_policy() -> None:
    assert condition("StringLike", TAG, ["a*", "b", "${x:y}", "${aws:username}"], "ana") == (
        True,
        "condition-holds",
        [
            ("a*", "a*", "ana", True, "matches"),
            ("b", "b", "ana", False, "differs"),
            ("${x:y}", None, "ana", False, "no-value"),
            ("${aws:username}", "ana", "ana", True, "matches"),
        ],
    )
    assert condition("StringNotLike", TAG, ["b", "a*"], "ana")[:2] == (False, "condition-fails")


def test_each_of_several_values_of_the_request_has_one_row() -> None:
    assert condition("ForAllValues:StringEquals", KEYS, ["a", "b"], ["b", "c", "a"]) == (
        False,
        "condition-fails",
        [
            ("b", "b", "b", True, "matches"),
            (("a", "b"), ("a", "b"), "c", False, "no-value-matches"),
            ("a", "a", "a", True, "matches"),
        ],
    )


def test_the_row_for_all_values_of_the_policy_has_their_variables_replaced() -> None:
    written = ["${aws:username}", "b"]
    assert condition("ForAllValues:StringEquals", KEYS, written, ["ana", "c"])[2] == [
        ("${aws:username}", "ana", "ana", True, "matches"),
        (("${aws:username}", "b"), ("ana", "b"), "c", False, "no-value-matches"),
    ]


def test_a_row_has_its_texts_in_pairs_one_or_all() -> None:
    one = ValueMatch("${x:y}", None, "a", False, MatchReason.NO_VALUE)
    assert one.texts == (("${x:y}", None),)
    reason = MatchReason.NO_VALUE_MATCHES
    every = ValueMatch(("${x:y}", "b"), (None, "b"), "a", False, reason)
    assert every.texts == (("${x:y}", None), ("b", "b"))


def test_a_value_of_the_policy_that_has_no_value_is_none_of_several() -> None:
    written = ["${x:y}", "b"]
    assert condition("ForAnyValue:StringEquals", KEYS, written, ["a", "b"]) == (
        True,
        "condition-holds",
        [
            (("${x:y}", "b"), (None, "b"), "a", False, "no-value-matches"),
            ("b", "b", "b", True, "matches"),
        ],
    )


def test_a_key_without_a_value_has_a_row_for_every_value_of_the_policy() -> None:
    written = ["a", "${x:y}", "${aws:username}"]
    for given in (None, []):
        assert condition("StringNotEquals", KEYS, written, given) == (
            True,
            "missing-negated",
            [
                ("a", "a", None, True, "missing-negated"),
                ("${x:y}", None, None, True, "missing-negated"),
                ("${aws:username}", "ana", None, True, "missing-negated"),
            ],
        )


def test_what_cannot_be_read_is_in_every_row() -> None:
    for effect, holds, reason in (
        ("Allow", False, "unreadable-in-allow"),
        ("Deny", True, "unreadable-in-deny"),
    ):
        found = condition("NumericEquals", "s3:max-keys", ["1", "2"], ["one", "2"], effect)
        assert found == (
            holds,
            reason,
            [("1", "1", "one", holds, reason), ("2", "2", "one", holds, reason)],
        )
        found = condition("Bool", TAG, "${aws:username}", "true", effect)
        assert found == (holds, reason, [("${aws:username}", "ana", "true", holds, reason)])


def test_null_has_a_row_for_each_of_its_values() -> None:
    both = ["true", "FALSE"]
    assert condition("Null", TAG, both, "x") == (
        True,
        "key-is-there",
        [
            ("true", "true", "x", False, "key-is-there"),
            ("FALSE", "FALSE", "x", True, "key-is-there"),
        ],
    )
    for given in (None, []):
        assert condition("Null", TAG, "true", given) == (
            True,
            "key-is-not-there",
            [("true", "true", None, True, "key-is-not-there")],
        )
    assert condition("Null", TAG, "false", "")[:2] == (False, "key-is-not-there")
    assert condition("Null", TAG, "false", ["", ""])[:2] == (True, "key-is-there")
    assert condition("Null", TAG, [], "x") == (False, "key-is-there", [])


def holds(operator: str, policy: Any, given: Any) -> bool:
    return bool(condition(operator, KEYS, policy, given)[0])


def test_several_values_under_each_qualifier() -> None:
    answers = {
        # values of the request: of the list, mixed, none of it, nothing
        "StringEquals": (True, True, False, False),
        "StringNotEquals": (False, False, True, True),
        "ForAllValues:StringEquals": (True, False, False, True),
        "ForAllValues:StringNotEquals": (False, False, True, True),
        "ForAnyValue:StringEquals": (True, True, False, False),
        "ForAnyValue:StringNotEquals": (False, True, True, False),
        "StringEqualsIfExists": (True, True, False, True),
        "StringNotEqualsIfExists": (False, False, True, True),
        "ForAnyValue:StringEqualsIfExists": (True, True, False, True),
        "ForAllValues:StringNotEqualsIfExists": (False, False, True, True),
    }
    for operator, expected in answers.items():
        given = (["a", "b"], ["a", "c"], ["c", "d"], [])
        found = tuple(holds(operator, ["a", "b"], values) for values in given)
        assert found == expected, operator


def test_a_condition_without_values_is_one_that_nothing_matches() -> None:
    assert condition("StringEquals", TAG, [], "x") == (False, "condition-fails", [])
    assert condition("StringNotEquals", TAG, [], "x") == (True, "condition-holds", [])


def test_a_match_says_which_statement_of_which_policy_and_what_keeps_it_from_applying() -> None:
    first = policy(statement("Allow", READ, "*", Sid="Read"), statement("Deny", WRITE, "*"))
    found = matches(ask(ANA, identityPolicies=[first, deny(WRITE, "arn:aws:s3:::other")]))
    assert [(match.policy, match.statement.name) for match in found] == [
        (0, 'Statement[0] "Read"'),
        (0, "Statement[1]"),
        (1, "Statement[0]"),
    ]
    assert [match.grant for match in found] == [Grant.FULL, Grant.NOBODY, Grant.NOBODY]
    assert [[element.name for element in match.failing] for match in found] == [
        [],
        ["Action"],
        ["Action", "Resource"],
    ]


def test_a_condition_is_named_by_its_operator_and_its_key() -> None:
    condition = {"StringLike": {"aws:username": "b*"}, "Null": {TAG: "false"}}
    (match,) = matches(ask(ANA, identityPolicies=[allow(Condition=condition)]))
    assert [element.name for element in match.failing] == [
        "StringLike aws:username",
        f"Null {TAG}",
    ]


def test_a_statement_of_a_resource_says_how_it_names_the_caller() -> None:
    def grant(name: str, principal: str = SESSION, **more: Any) -> Grant:
        line = ask(principal, resourcePolicy=allow(Principal={"AWS": name}, **more))
        return matches(line)[0].grant

    by_key = {"ArnLike": {"aws:PrincipalArn": ROLE}}
    assert grant(SESSION) is Grant.FULL
    assert grant(ROLE) is Grant.LIMITED
    assert grant(ROLE, ROLE) is Grant.LIMITED
    assert grant(ROOT) is Grant.ACCOUNT
    assert grant(ROOT, ROOT) is Grant.FULL
    assert grant("*") is Grant.LIMITED
    assert grant("*", "anonymous") is Grant.FULL
    assert grant("*", Condition=by_key) is Grant.FULL
    assert grant("*", Condition={"Null": {"aws:PrincipalArn": "false"}}) is Grant.LIMITED
    assert grant("*", Condition={"ArnNotLike": {"aws:PrincipalArn": ANA}}) is Grant.LIMITED
    assert grant("*", Condition={"ArnLike": {"aws:PrincipalArn": ANA}}) is Grant.NOBODY
    assert grant(ANA) is Grant.NOBODY
