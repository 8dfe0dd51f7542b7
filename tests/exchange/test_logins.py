"""Logins: what an identity pool takes for somebody's word, and each way in which it does not."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.exchange.identity_pool import CognitoProvider
from cognito_lab.exchange.logins import MOST_LOGINS, Login
from cognito_lab.exchange.reasons import SENTENCES, ExchangeReason
from tests.exchange.scene import FACEBOOK, GOOGLE, IDENTITY_POOL, OIDC, PROVIDER, checked
from tests.tokens.practice import LOOT, NOW, POOL

ANOTHER = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Another"
ID = POOL.token()
HEAD, BODY, SIGNATURE = ID.split(".")
INVALID = "Invalid login token. "
UNSUPPORTED = "Token is not from a supported provider of this identity pool."


def refusal(logins: dict[str, Any], **more: Any) -> tuple[str, str] | None:
    found = checked(logins, **more).refusal
    return None if found is None else (found.code, found.message)


def of_google(**claims: Any) -> str:
    return POOL.token(
        claims={"iss": f"https://{GOOGLE}", "aud": "web", "token_use": None, **claims}
    )


def of_oidc(**claims: Any) -> str:
    named = {"iss": f"https://{OIDC}", "aud": "registered", "token_use": None}
    return POOL.token(claims=named | claims)


def test_the_id_token_of_the_pools_app_client_is_a_login() -> None:
    found = checked({PROVIDER: ID})
    assert found.accepted
    assert not found.is_guest
    (login,) = found.logins
    claims = POOL.claims()
    assert login.key == (PROVIDER, claims["sub"])
    assert login.mapping_key == f"{PROVIDER}:{POOL.app_client_id}"
    assert login.methods == (PROVIDER, f"{PROVIDER}:CognitoSignIn:{claims['sub']}")
    assert all(check.passed for check in found.checks)


@pytest.mark.parametrize(
    ("provider", "token", "subject", "audience"),
    [
        (GOOGLE, of_google(), POOL.claims()["sub"], "web"),
        (GOOGLE, of_google(aud="phone", iss=GOOGLE), POOL.claims()["sub"], "phone"),
        (FACEBOOK, "of-ana", "7", "app"),
        (OIDC, of_oidc(), POOL.claims()["sub"], "registered"),
    ],
)
def test_other_providers_vouch_in_their_own_way(
    provider: str, token: str, subject: str, audience: str
) -> None:
    found = checked({provider: token})
    assert found.accepted, found.refusal
    (login,) = found.logins
    assert (login.subject, login.audience) == (subject, audience)
    assert login.mapping_key == provider
    assert login.methods == (provider, f"{provider}:{audience}:{subject}")


def claimed(**claims: Any) -> str:
    return POOL.token(claims=claims)


LATE = dt.timedelta(hours=1)
SECONDS = int(NOW.timestamp())

REFUSED = {
    "a provider that the pool does not name": ({ANOTHER: ID}, UNSUPPORTED),
    "a provider that nobody knows": ({"login.nowhere.example": ID}, UNSUPPORTED),
    "a token for another app client": ({PROVIDER: claimed(aud="another")}, UNSUPPORTED),
    "a Google token for another app": ({GOOGLE: of_google(aud="another")}, UNSUPPORTED),
    "a registered provider's token for another app": ({OIDC: of_oidc(aud="web")}, UNSUPPORTED),
    "an access token": (
        {PROVIDER: POOL.token("access")},
        INVALID + "Missing a required claim: aud",
    ),
    "nobody's token": ({PROVIDER: claimed(sub=None)}, INVALID + "Missing a required claim: sub"),
    "a token without an end": (
        {PROVIDER: claimed(exp=None)},
        INVALID + "Missing a required claim: exp",
    ),
    "a list of audiences": (
        {GOOGLE: of_google(aud=["web"])},
        INVALID + "Missing a required claim: aud",
    ),
    "another issuer": (
        {PROVIDER: claimed(iss="https://evil.example")},
        INVALID + "Issuer doesn't match providerName",
    ),
    "a user pool's token as Google's": (
        {GOOGLE: claimed(aud="web")},
        INVALID + "Issuer doesn't match providerName",
    ),
    "an expired token": (
        {PROVIDER: claimed(exp=SECONDS)},
        INVALID + f"Token expired: {SECONDS} >= {SECONDS}",
    ),
    "a token of tomorrow": (
        {PROVIDER: claimed(nbf=SECONDS + 1)},
        INVALID + "Token is not valid yet.",
    ),
    "no JWT": ({PROVIDER: "not a token"}, INVALID + "Not a valid OpenId Connect identity token."),
    "an empty text": ({PROVIDER: ""}, INVALID + "Not a valid OpenId Connect identity token."),
    "a token that is too long": (
        {PROVIDER: "a" * 200_000},
        INVALID + "Not a valid OpenId Connect identity token.",
    ),
    "a token for another use, with an audience": (
        {PROVIDER: claimed(token_use="access")},
        INVALID + "Not a valid OpenId Connect identity token.",
    ),
    "a changed signature": (
        {PROVIDER: f"{HEAD}.{BODY}.{SIGNATURE[:-4]}AAAA"},
        INVALID + "Couldn't verify signed token.",
    ),
    "another one's signature": (
        {PROVIDER: LOOT.own_key.sign(POOL.claims())},
        INVALID + "Couldn't verify signed token.",
    ),
    "an access token of another app, at Facebook": (
        {FACEBOOK: "of-another-app"},
        INVALID + "The provider does not accept this token.",
    ),
    "an access token that Facebook does not know": (
        {FACEBOOK: ID},
        INVALID + "The provider does not accept this token.",
    ),
    "a good login beside a bad one": (
        {GOOGLE: of_google(), PROVIDER: "not a token"},
        INVALID + "Not a valid OpenId Connect identity token.",
    ),
}


@pytest.mark.parametrize(("logins", "text"), REFUSED.values(), ids=REFUSED)
def test_a_login_with_one_fault_is_refused_for_that_fault(
    logins: dict[str, str], text: str
) -> None:
    found = checked(logins)
    assert not found.accepted
    assert not found.is_guest
    assert found.logins == ()
    assert found.refusal is not None
    assert (found.refusal.code, found.refusal.message) == ("NotAuthorizedException", text)
    failed = [row for row in found.checks if row.reason not in ("passed", "not-looked-at")]
    assert len(failed) == 1
    assert not failed[0].passed


@pytest.mark.parametrize(
    ("token", "found"),
    [
        (ID, "by a key of the issuer's"),
        (f"{HEAD}.{BODY}.{SIGNATURE[:-4]}AAAA", "signature: does not hold"),
        (LOOT.own_key.sign(POOL.claims()), f"kid: {LOOT.own_key.kid}"),
    ],
)
def test_the_row_of_the_signature_says_what_was_found(token: str, found: str) -> None:
    (row,) = [row for row in checked({PROVIDER: token}).checks if "signature" in row.subject]
    assert (row.expected, row.actual) == ("by a key of the issuer's", found)


def test_a_token_is_good_up_to_its_last_second() -> None:
    assert checked({PROVIDER: ID}, later=LATE - dt.timedelta(seconds=1)).accepted
    assert not checked({PROVIDER: ID}, later=LATE).accepted


def test_guests_come_where_the_pool_has_them() -> None:
    assert refusal({}) == (
        "NotAuthorizedException",
        "Unauthenticated access is not supported for this identity pool.",
    )
    guest = checked({}, replace(IDENTITY_POOL, allows_guests=True))
    assert guest.is_guest


def test_a_pool_with_guests_takes_no_bad_login_for_a_guest() -> None:
    pool = replace(IDENTITY_POOL, allows_guests=True)
    assert not checked({PROVIDER: "not a token"}, pool).accepted


def test_more_than_ten_logins_are_too_many() -> None:
    many = {f"provider-{n}": ID for n in range(MOST_LOGINS + 1)}
    found = refusal(many)
    assert found is not None
    assert found[0] == "InvalidParameterException"


def test_the_user_pool_is_asked_only_where_the_pool_says_so() -> None:
    asked: list[Login] = []

    def signed_out(login: Login) -> bool:
        asked.append(login)
        return True

    assert checked({PROVIDER: ID}, signed_out=signed_out).accepted
    assert not asked
    asks = CognitoProvider(PROVIDER, POOL.app_client_id, server_side_token_check=True)
    pool = replace(IDENTITY_POOL, cognito_providers=(asks,))
    assert refusal({PROVIDER: ID}, pool=pool, signed_out=signed_out) == (
        "NotAuthorizedException",
        INVALID + "Token has been revoked.",
    )
    assert len(asked) == 1
    assert checked({PROVIDER: ID}, pool).accepted


def test_a_forged_token_is_refused_before_the_user_pool_is_asked() -> None:
    asks = CognitoProvider(PROVIDER, POOL.app_client_id, server_side_token_check=True)
    pool = replace(IDENTITY_POOL, cognito_providers=(asks,))

    def never(login: Login) -> bool:
        raise AssertionError("the user pool was asked")

    assert not checked({PROVIDER: f"{HEAD}.{BODY}.AAAA"}, pool, signed_out=never).accepted


def test_a_saml_provider_is_named_and_not_read() -> None:
    """The lab has no SAML: its assertions are refused, not taken for anybody's word."""
    arn = "arn:aws:iam::123456789012:saml-provider/corp"
    pool = replace(IDENTITY_POOL, saml_provider_arns=(arn,))
    assert refusal({arn: "PHNhbWw+"}, pool=pool) == ("NotAuthorizedException", UNSUPPORTED)


@given(st.one_of(st.text(), st.text(alphabet='abc.=_-{}"', max_size=60)))
def test_no_text_is_taken_for_a_login(text: str) -> None:
    for provider in (PROVIDER, GOOGLE, OIDC):
        found = checked({provider: text})
        assert not found.accepted
        assert found.refusal is not None


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(["aud", "sub", "iss", "exp", "nbf", "token_use"]), VALUES)
def test_a_genuine_token_with_a_strange_claim_is_refused_or_says_who_it_is(
    claim: str, value: Any
) -> None:
    claims = {**POOL.claims(), claim: value}
    try:
        json.dumps(claims)
        token = POOL.keys.id_token.sign(claims)
    except (ValueError, OverflowError):
        return
    found = checked({PROVIDER: token})
    if found.accepted:
        (login,) = found.logins
        assert login.audience == POOL.app_client_id
        assert login.subject == claims["sub"]
        assert claims["iss"] == POOL.issuer
        assert claims["exp"] > SECONDS


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ExchangeReason)
    assert len(set(SENTENCES.values())) == len(SENTENCES)
