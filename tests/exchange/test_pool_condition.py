"""Trust policies that let identity pools in have to say which one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.exchange.pool_condition import lets_every_identity_pool_in
from tests.exchange.scene import trust

COGNITO = "cognito-identity.amazonaws.com"


def with_principal(principal: Any, effect: str = "Allow", condition: Any = None) -> str:
    statement = {"Effect": effect, "Principal": principal, "Action": "sts:*"}
    if condition is not None:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": statement})


@pytest.mark.parametrize(
    ("document", "every"),
    [
        (trust(), False),
        (trust(aud=None), True),
        (trust(aud=None, amr=None), True),
        (with_principal({"Federated": COGNITO}), True),
        (with_principal({"Federated": [COGNITO, "accounts.google.com"]}), True),
        (with_principal({"Federated": "accounts.google.com"}), False),
        (with_principal({"AWS": "123456789012"}), False),
        (with_principal("*"), False),
        (with_principal({"Federated": COGNITO}, "Deny"), False),
        (
            with_principal(
                {"Federated": COGNITO}, condition={"StringLike": {f"{COGNITO}:AUD": "x"}}
            ),
            False,
        ),
        (with_principal({"Federated": COGNITO}, condition={"StringEquals": []}), True),
        ("{", False),
        ("[]", False),
        ("null", False),
    ],
)
def test_whether_every_identity_pool_is_let_in(document: str, every: bool) -> None:
    assert lets_every_identity_pool_in(document) is every


@given(st.text(max_size=80))
def test_what_is_no_policy_lets_nobody_in(text: str) -> None:
    assert not lets_every_identity_pool_in(text)
