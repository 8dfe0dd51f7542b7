"""A token read for a verifier: what is no signed JWT is refused by its form."""

import base64
from typing import Any

import jwt
import pytest

from cognito_lab.tokens.anatomy import LONGEST
from cognito_lab.tokens.gates import Gate
from tests.tokens.practice import (
    ALWAYS,
    CLIENT,
    POOL,
    SECONDS,
    failing,
    header,
    row,
    sealed,
    verified,
    written,
)

MISSHAPEN: list[tuple[Any, str]] = [
    (None, "no-text"),
    (b"a.b.c", "no-text"),
    (12, "no-text"),
    ("", "segments"),
    ("a", "segments"),
    ("a.b", "segments"),
    (POOL.token() + ".", "segments"),
    (POOL.token() + ".a.b", "segments"),
    ("..", "empty-segment"),
    ("a" * (LONGEST + 1), "too-long"),
    ("." * LONGEST, "segments"),
    (POOL.token() + "=", "padded"),
    (POOL.token() + "==", "padded"),
    (POOL.token() + "\n", "not-base64url"),
    (" " + POOL.token(), "not-base64url"),
    ("Bearer " + POOL.token(), "not-base64url"),
    (POOL.token()[:-1], "cut-off"),
    (POOL.token()[:-1] + "R", "loose-bits"),
    (POOL.token() + "\ud800", "not-base64url"),
    ("\ud800.\ud800.\ud800", "not-base64url"),
    (sealed(b"\xff", {}), "not-utf8"),
    (sealed(header(), b"\xff"), "not-utf8"),
    (sealed(header(), "{"), "not-json"),
    (sealed("[]", {}), "no-object"),
    (sealed(header(), "null"), "no-object"),
    (sealed(header(), '{"a":NaN}'), "number-out-of-range"),
    (sealed(header(), '{"a":1e400}'), "number-out-of-range"),
    (sealed(header(), '{"a":"\\ud800"}'), "lone-surrogate"),
    (sealed(header(), '{"a":' + "[" * 100 + "]" * 100 + "}"), "too-deep"),
    (sealed(header(), '{"sub":"a","sub":"b"}'), "duplicate-name"),
    (sealed('{"alg":"RS256","alg":"none"}', {}), "duplicate-name"),
    (sealed(header(kid=["a"]), POOL.claims()), "wrong-type"),
    (sealed(header(alg=None, crit=["b64"], b64=False), POOL.claims()), "unknown-extension"),
    (sealed(header(), POOL.claims() | {"exp": str(SECONDS + 9)}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"exp": True}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"exp": 10**400}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"aud": [CLIENT, 1]}), "wrong-type"),
    (sealed(header(), POOL.claims() | {"cognito:groups": "admins"}), "wrong-type"),
]


@pytest.mark.parametrize(("token", "reason"), MISSHAPEN)
def test_a_token_of_another_form_is_refused_even_if_the_pool_has_signed_it(
    token: Any, reason: str
) -> None:
    found = verified(token)
    assert not found.accepted
    shape = row(found, Gate.SHAPE)
    assert (shape.passed, shape.reason) == (False, reason)
    assert shape.actual == str(found.anatomy.problems[0])
    assert [check.subject for check in found.checks] == ALWAYS
    assert found.claims_are_untrusted
    with pytest.raises(jwt.DecodeError, match=r"^shape: "):
        found.raise_for_failure()
    with pytest.raises(jwt.DecodeError):
        _ = found.claims


def test_the_shape_alone_can_be_what_is_wrong() -> None:
    twice = sealed(header(), '{"sub":"ben",' + written_claims()[1:])
    found = verified(twice)
    assert failing(found) == [("shape", "duplicate-name")]
    assert found.untrusted_claims == POOL.claims()  # as the last one says
    assert found.claims_are_untrusted


def written_claims() -> str:
    text = written(POOL.claims())
    return base64.urlsafe_b64decode(text + "==").decode()


def test_what_could_not_be_read_was_not_looked_at() -> None:
    found = verified("")
    assert failing(found) == [("shape", "segments"), *((gate, "unread") for gate in ALWAYS[1:])]
    assert {check.actual for check in found.checks[1:]} == {None}
    assert found.untrusted_claims == {}


def test_what_could_be_read_is_looked_at_all_the_same() -> None:
    head, _, signature = POOL.token().split(".")
    found = verified(f"{head}.!.{signature}")
    assert [check.subject for check in found.checks if check.passed] == ["algorithm", "kid", "key"]
    found = verified(f"!.{written(POOL.claims())}.{signature}")
    assert [check.subject for check in found.checks if check.passed] == ALWAYS[5:]


@pytest.mark.parametrize("token", ["a" * 1_000_000, f"{'a' * 999_998}.."])
def test_a_megabyte_is_refused_before_it_is_taken_apart(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("reading", "anatomy"):
        for reader in ("decode_segment", "parse_object"):
            monkeypatch.setattr(f"cognito_lab.tokens.{module}.{reader}", None)
    assert row(verified(token), Gate.SHAPE).reason == "too-long"


def test_the_longest_token_is_still_read() -> None:
    short = len(sealed(header(typ=""), POOL.claims() | {"custom:x": ""}))
    letters = (LONGEST - short) * 3 // 4
    tokens = {  # a segment has no length that leaves a letter over, so the header varies as well
        len(token): token
        for typ in ("", "JWT", "JWTs")
        for more in range(-20, 5)
        for token in [sealed(header(typ=typ), POOL.claims() | {"custom:x": "x" * (letters + more)})]
    }
    assert verified(tokens[LONGEST]).accepted
    assert failing(verified(tokens[LONGEST + 1]))[0] == ("shape", "too-long")
