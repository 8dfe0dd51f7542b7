"""A number that no float holds is a wrong claim, and makes no reader or verifier raise."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from cognito_lab.tokens.anatomy import decode_unverified
from cognito_lab.tokens.careless import verify_without
from cognito_lab.tokens.expected import make_expected
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.segment import encode_segment
from cognito_lab.tokens.verification import verify_token
from cognito_lab.tokens.wording import time_words

NOW = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)
EXPECTED = {"issuer": "i", "audience": "a", "token_use": "id", "now": NOW, "leeway": 0.5}


def token_with(claim: str, number: int) -> str:
    parts = ({"alg": "RS256", "kid": "k"}, {"iss": "i", claim: number})
    return ".".join(encode_segment(json.dumps(part).encode()) for part in parts) + "."


@pytest.mark.parametrize("claim", ["exp", "nbf", "iat", "auth_time"])
@pytest.mark.parametrize("number", [10**400, -(10**400)])
def test_a_time_that_no_float_holds_is_a_wrong_claim(claim: str, number: int) -> None:
    token = token_with(claim, number)
    (problem,) = decode_unverified(token).problems
    assert (problem.reason, problem.claim) == (TokenReason.WRONG_TYPE, claim)
    for verification in (
        verify_token(token, KeySet({}), **EXPECTED),  # type: ignore[arg-type]
        verify_without([Gate.SHAPE], token, KeySet({}), make_expected(**EXPECTED)),  # type: ignore[arg-type]
    ):
        assert not verification.accepted
        assert "✕ shape" in repr(verification) or "– shape" in repr(verification)


def test_a_time_that_no_calendar_has_is_told_briefly() -> None:
    assert time_words(10**400).endswith("000 (no date)")
    assert len(time_words(10**400)) < 110
    assert time_words(10**12) == "1000000000000 (no date)"
