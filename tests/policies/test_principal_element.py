"""Whom a Principal or a NotPrincipal names, and the reason that it gives."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import policy, statement
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    BEN,
    FEDERATED,
    OTHER,
    ROLE,
    ROOT,
    SESSION,
    TUESDAY,
    ask,
)

COGNITO = "cognito-identity.amazonaws.com"
SERVICE = "lambda.amazonaws.com"
CANONICAL = {"CanonicalUser": "111122223333"}


def named(element: str, names: Any, principal: str, effect: str, **more: Any) -> tuple[Any, ...]:
    """Whether a statement names the caller, why, and the reason of each of its names."""
    entry = statement(effect, "*", "*", **{element: names})
    line = read_request_line(ask(principal, resourcePolicy=policy(entry), **more))
    (match,) = evaluate(line.request, line.layers).matches
    found = match.elements[0]
    return found.matched, found.reason, [value.reason for value in found.values]


@pytest.mark.parametrize(
    ("names", "principal", "expected"),
    [
        ("*", "anonymous", (True, "everybody")),
        ({"AWS": "*"}, "anonymous", (True, "everybody")),
        ({"AWS": "*"}, ANA, (True, "everybody")),
        ({"AWS": "*"}, SERVICE, (True, "everybody")),
        ({"Service": "*"}, SERVICE, (True, "everybody")),
        ({"Service": "*"}, ANA, (False, "somebody-else")),
        ({"Service": SERVICE}, SERVICE, (True, "the-caller")),
        ({"Service": SERVICE}, "sns.amazonaws.com", (False, "somebody-else")),
        ({"Federated": "*"}, COGNITO, (True, "everybody")),
        ({"Federated": COGNITO}, COGNITO, (True, "the-caller")),
        # An identity pool is a provider to a trust policy, though its name is a service's.
        ({"Service": COGNITO}, COGNITO, (False, "somebody-else")),
        ({"CanonicalUser": "*"}, ANA, (False, "canonical-user-in-allow")),
        ({"AWS": ROOT}, ROOT, (True, "the-caller")),
        ({"AWS": ACCOUNT}, ROOT, (True, "the-caller")),
        ({"AWS": ACCOUNT}, SESSION, (True, "account-of-the-caller")),
        ({"AWS": ACCOUNT}, FEDERATED, (True, "account-of-the-caller")),
        ({"AWS": OTHER}, ANA, (False, "somebody-else")),
        ({"AWS": ACCOUNT}, "anonymous", (False, "somebody-else")),
        ({"AWS": f"arn:aws:iam::{ACCOUNT}:user/root"}, ANA, (False, "somebody-else")),
        ({"AWS": ROLE}, ROLE, (True, "the-caller")),
        ({"AWS": ROLE}, SESSION, (True, "role-of-the-session")),
        ({"AWS": SESSION}, SESSION, (True, "the-caller")),
        ({"AWS": SESSION}, TUESDAY, (False, "somebody-else")),
        ({"AWS": SESSION}, ROLE, (False, "somebody-else")),
        ({"AWS": ANA}, FEDERATED, (False, "somebody-else")),
    ],
)
def test_whom_one_name_names(names: Any, principal: str, expected: tuple[bool, str]) -> None:
    matched, reason = expected
    why = "listed" if matched else "not-listed"
    assert named("Principal", names, principal, "Allow") == (matched, why, [reason])


def test_a_federated_session_is_named_by_its_user_where_that_is_known() -> None:
    found = named("Principal", {"AWS": [ANA, BEN]}, FEDERATED, "Allow", parentUser=ANA)
    assert found == (True, "listed", ["user-of-the-session", "somebody-else"])


def test_a_canonical_user_is_nobody_to_an_allow_everybody_to_a_deny_and_never_left_out() -> None:
    nobody, everybody = "canonical-user-in-allow", "canonical-user-in-deny"
    assert named("Principal", CANONICAL, ANA, "Allow") == (False, "not-listed", [nobody])
    assert named("Principal", CANONICAL, ANA, "Deny") == (True, "listed", [everybody])
    assert named("NotPrincipal", CANONICAL, ANA, "Deny") == (True, "not-excepted", [nobody])


def test_a_canonical_users_digits_are_no_account() -> None:
    entry = statement("Allow", "*", "*", Principal=CANONICAL)
    line = read_request_line(ask(ANA, resourcePolicy=policy(entry)))
    (match,) = evaluate(line.request, line.layers).matches
    assert match.elements[0].values[0].resolved == "111122223333"


EXCEPTED, PARTLY, NOT = "excepted", "partly-excepted", "not-excepted"


@pytest.mark.parametrize(
    ("principal", "names", "why"),
    [
        (ANA, [BEN], NOT),
        (ANA, [ANA], PARTLY),
        (ANA, [ROOT], PARTLY),
        (ANA, [BEN, ANA, ROOT], EXCEPTED),
        (ANA, ["*"], EXCEPTED),
        (ROOT, [ROOT], EXCEPTED),
        (ROOT, [OTHER], NOT),
        (SESSION, [SESSION, ROOT], PARTLY),
        (SESSION, [ROLE, ROOT], PARTLY),
        (SESSION, [SESSION, ROLE], PARTLY),
        (SESSION, [SESSION, ROLE, ACCOUNT], EXCEPTED),
        (SESSION, [TUESDAY, ROLE, ROOT], PARTLY),
        (FEDERATED, [FEDERATED], PARTLY),
        (FEDERATED, [FEDERATED, ROOT], EXCEPTED),
        ("anonymous", [ROOT], NOT),
        ("anonymous", ["*"], EXCEPTED),
        (SERVICE, ["*"], EXCEPTED),
    ],
)
def test_whom_a_list_leaves_out(principal: str, names: list[str], why: str) -> None:
    found = named("NotPrincipal", {"AWS": names}, principal, "Deny")
    assert found[:2] == (why is not EXCEPTED, why)


def test_a_service_is_left_out_by_its_name() -> None:
    found = named("NotPrincipal", {"Service": SERVICE}, SERVICE, "Deny")
    assert found == (False, EXCEPTED, ["the-caller"])


def test_under_a_boundary_nobody_is_left_out() -> None:
    boundary = policy(statement("Allow", "*", "*"))
    entry = statement("Deny", "*", "*", NotPrincipal={"AWS": [ANA, ROOT]})
    line = read_request_line(ask(ANA, resourcePolicy=policy(entry), permissionsBoundary=boundary))
    found = next(iter(evaluate(line.request, line.layers).matches)).elements[0]
    assert (found.matched, found.reason) == (True, "not-principal-with-boundary")
