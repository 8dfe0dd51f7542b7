"""Each check that aws-jwt-verify documents has its gate here. What it says itself:
`tests/clients/test_aws_jwt_verify.py`."""

import pytest

from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.verification import TokenVerification
from tests.tokens.aws_jwt_verify import (
    ACCEPTED,
    CHECKS,
    DIFFERENCES,
    NO_GATE,
    Case,
    Check,
    Difference,
)
from tests.tokens.practice import verified


def judged(case: Case) -> TokenVerification:
    return verified(case.token, case.use, jwks=case.jwks, **case.asked)


def named(case: Case) -> str:
    return case.what


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_a_check_of_theirs_is_a_gate_of_ours(check: Check) -> None:
    failed = {row.subject for row in judged(check).failed}
    assert check.gate in failed
    assert failed == {check.gate, *check.also}


def test_every_gate_answers_to_a_check_of_theirs_and_stops_a_token_alone() -> None:
    """Only a key that does not fit can be tried by nobody: there the signature fails too."""
    assert {check.gate for check in CHECKS} == set(Gate)
    alone = {check.gate for check in CHECKS if not check.also}
    assert alone == set(Gate) - {Gate.KID, Gate.KEY}
    assert all(check.source and check.error for check in CHECKS)


@pytest.mark.parametrize("case", ACCEPTED, ids=named)
def test_what_both_accept(case: Case) -> None:
    assert judged(case).accepted


@pytest.mark.parametrize("difference", DIFFERENCES, ids=named)
def test_where_the_two_differ_ours_says_so_for_a_reason(difference: Difference) -> None:
    assert judged(difference).accepted is difference.ours
    assert difference.why.endswith((".", ")"))


def test_what_they_document_and_is_no_check_has_its_explanation() -> None:
    assert len(NO_GATE) == 5
    names = [case.what for case in (*CHECKS, *ACCEPTED, *DIFFERENCES)]
    assert len(set(names)) == len(names)
