"""What is known of a request: its context, and what follows from principal and resource."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cognito_lab.policies.facts import Facts
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    FEDERATED,
    OTHER,
    READ,
    ROLE,
    ROOT,
    SESSION,
    ask,
)

TOPIC = f"arn:aws:sns:us-east-1:{OTHER}:topic"


def facts(principal: str = ANA, **more: Any) -> Facts:
    return Facts(read_request_line(ask(principal, **more)).request, has_boundary=False)


def of_account(kind: str, arn: str) -> dict[str, tuple[str, ...]]:
    return {
        "aws:principaltype": (kind,),
        "aws:principalisawsservice": ("false",),
        "aws:principalaccount": (ACCOUNT,),
        "aws:principalarn": (arn,),
        "aws:resourceaccount": (ACCOUNT,),
    }


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (ANA, of_account("User", ANA) | {"aws:username": ("ana",)}),
        (ROOT, of_account("Account", ROOT) | {"aws:userid": (ACCOUNT,)}),
        (SESSION, of_account("AssumedRole", ROLE)),
        (ROLE, of_account("AssumedRole", ROLE)),
        (
            FEDERATED,
            of_account("FederatedUser", FEDERATED) | {"aws:userid": (f"{ACCOUNT}:ana",)},
        ),
        (
            "anonymous",
            {"aws:principaltype": ("Anonymous",), "aws:resourceaccount": (ACCOUNT,)},
        ),
        (
            "lambda.amazonaws.com",
            {
                "aws:principalisawsservice": ("true",),
                "aws:principalservicename": ("lambda.amazonaws.com",),
                "aws:resourceaccount": (ACCOUNT,),
            },
        ),
        (
            "accounts.google.com",
            {"aws:principalisawsservice": ("false",), "aws:resourceaccount": (ACCOUNT,)},
        ),
    ],
)
def test_what_follows_from_the_principal(principal: str, expected: dict[str, Any]) -> None:
    assert facts(principal).values == expected


def test_a_users_name_is_the_last_part_of_its_path() -> None:
    values = facts(f"arn:aws:iam::{ACCOUNT}:user/team/a/ana").values
    assert values["aws:username"] == ("ana",)


def test_the_resources_account_is_the_one_given_or_its_arns_or_unknown() -> None:
    assert facts(resource=TOPIC).values["aws:resourceaccount"] == (OTHER,)
    given = facts(resource=TOPIC, resourceAccount=ACCOUNT)
    assert given.values["aws:resourceaccount"] == (ACCOUNT,)
    for resource in ("*", "arn:aws:other:::x", "arn:aws:iam::aws:policy/ReadOnlyAccess"):
        assert "aws:resourceaccount" not in facts(resource=resource).values


def test_what_the_context_says_stands() -> None:
    context = {"AWS:UserName": "ben", "aws:ResourceAccount": [], "aws:PrincipalType": "x"}
    values = facts(context=context).values
    assert values["aws:username"] == ("ben",)
    assert values["aws:resourceaccount"] == ()
    assert values["aws:principaltype"] == ("x",)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("a", ("a",)),
        ("", ("",)),
        ([], ()),
        (["a", True, 1], ("a", "true", "1")),
        (("a",), ("a",)),
        (False, ("false",)),
        (0, ("0",)),
        (-12, ("-12",)),
        (1.50, ("1.5",)),
        (0.1, ("0.1",)),
        (-0.0, ("-0.0",)),
        (1e22, ("1e+22",)),
        (Decimal("1.50"), ("1.50",)),
        (10**40, ("1" + "0" * 40,)),
    ],
)
def test_a_value_of_the_context_as_its_texts(value: Any, texts: tuple[str, ...]) -> None:
    assert facts(context={"a:b": value}).values["a:b"] == texts


def test_a_variable_has_the_one_value_of_a_key_that_can_have_one_only() -> None:
    context = {"aws:TagKeys": "a", "a:two": ["a", "b"], "a:one": ["a"], "a:none": [], "a:No": ""}
    known = facts(context=context)
    for name in ("aws:tagkeys", "a:two", "a:none", "a:unknown"):
        assert known.variable(name) is None
    assert known.variable("a:one") == "a"
    assert known.variable("a:no") == ""


def test_an_action_is_compared_in_lower_case_and_a_resource_as_it_is() -> None:
    known = facts(action=READ.upper(), resource="arn:aws:s3:::B/K")
    assert (known.action, known.resource) == ("s3:getobject", "arn:aws:s3:::B/K")
