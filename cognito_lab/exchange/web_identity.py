"""A token for a role, at STS itself: AssumeRoleWithWebIdentity, gate by gate.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html

The codes are documented. Of the texts only people's reports tell (such as
https://github.com/aws-actions/configure-aws-credentials/issues/271 and /1072).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Check
from cognito_lab.exchange.identity_token import session_tags_of
from cognito_lab.exchange.logins import Issuer, OpaqueLogin
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import Refusal
from cognito_lab.exchange.role_session import RoleSession
from cognito_lab.exchange.session_limits import (
    PARAMETER,
    check_source_identity,
    check_tags,
    transitive_keys,
)
from cognito_lab.exchange.token_signature import issuers_signature
from cognito_lab.exchange.trust import BY_WEB_IDENTITY, ask_trust
from cognito_lab.exchange.whole_way import Gate, Role, Walk, WholeWay
from cognito_lab.policies.document import Policy
from cognito_lab.policies.request import ContextValue
from cognito_lab.tokens.reading import read_token

CLASSIC = "classic"
INVALID_TOKEN = "InvalidIdentityToken"
_GATES = (Gate.LOGIN, Gate.TRUST, Gate.SESSION)
_NO_JWT = (
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
)
_NO_PROVIDER = "No OpenIDConnect provider found in your account for {issuer}"
_NO_AUDIENCE = "Missing a required claim: {claim}"
_AUDIENCE = "Incorrect token audience"
_EXPIRED = "Token expired: current date/time {now} must be before the expiration date/time {exp}"
# No report has the words of these.
_SIGNATURE = "The signature of the token is not by a key of its issuer."
_NOT_YET = "The token is not valid yet."
_OPAQUE = "The identity provider does not accept this token."
# "You must pass a single value for each session tag."
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know
_ONE_VALUE = "A session tag has a single value, in a list: this one has not: {key}"
SOURCE_IDENTITY = "https://aws.amazon.com/source_identity"
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-assume-role-web-id"""
_GOOGLE = "accounts.google.com"
_APP_AND_PERSON = {"graph.facebook.com": ("app_id", "id"), "www.amazon.com": ("app_id", "user_id")}
"""How a provider's condition keys of the app and of the person end, if not with `aud`, `sub`."""
NOT_TRUSTED = Refusal("AccessDenied", f"Not authorized to perform {BY_WEB_IDENTITY}")
"""What STS says of a role that does not let the token in, or that is not there."""


@dataclass(frozen=True)
class WebIdentityProvider:
    """Who vouches: `named` is how trust policies name it (`cognito-identity.amazonaws.com`,
    `accounts.google.com`, the ARN of an IAM identity provider), `prefix` how its condition keys
    begin. Of `audiences` the token has to have one; None asks for none: the trust policy does.
    """

    named: str
    prefix: str
    issuer: Issuer
    audiences: tuple[str, ...] | None = None


@dataclass(frozen=True)
class SessionAsked:
    """The session that is asked for: its name, its end, its policies (None: none)."""

    name: str
    expires_at: dt.datetime
    policies: tuple[Policy, ...] | None = None


def issuer_named_in(token: Any) -> str | None:
    """Whom a token says it is from, before anything of it is believed; None if it says nothing."""
    issuer = (read_token(token).payload or {}).get("iss")
    return issuer if isinstance(issuer, str) else None


def web_identity_flow(
    token: str,
    provider: WebIdentityProvider | None,
    role_arn: str,
    role: Role | None,
    asked: SessionAsked,
    *,
    now: dt.datetime,
) -> WholeWay:
    """Walk AssumeRoleWithWebIdentity: the token, the trust policy, the session.

    `provider` is None where the account knows none for the token's issuer; `role` where there is
    no such role, which is told in the same words as one that does not trust.
    """
    walk = Walk(_GATES)
    claims, checks, refusal = _read(token, provider, now)
    brought = _brought(claims)
    if refusal is None and brought.refusal is not None:
        refusal, why = brought.refusal, ExchangeReason.NO_SESSION_HAS_IT
        row = Check("for the session", "what one can have", refusal.message, False, why)
        checks = (*checks, row)
    if not walk.add(Gate.LOGIN, checks, refusal) or provider is None:
        return walk.ended(WholeWay(CLASSIC, ()))
    context = _context(provider, claims)
    whole = WholeWay(CLASSIC, (), *_of_an_identity_pool(provider, claims))
    trust = ask_trust(
        role_arn,
        role.trust_policy if role else None,
        context={**context, "sts:RoleSessionName": asked.name},
        tags=brought.tags,
        provider=provider.named,
        transitive=brought.keys_of_chain,
        source_identity=brought.source_identity,
    )
    passed = walk.add(Gate.TRUST, trust.checks, None if trust.accepted else NOT_TRUSTED)
    if not passed or role is None:
        return walk.ended(whole, trust=trust)
    told = Check("session name", None, asked.name, True, ExchangeReason.PASSED)
    walk.add(Gate.SESSION, (told,), None)
    session = RoleSession(
        role_arn=role.arn,
        role_id=role.id,
        name=asked.name,
        issued_at=now,
        expires_at=asked.expires_at,
        session_policies=asked.policies,
        tags=brought.tags,
        transitive_tag_keys=brought.transitive,
        source_identity=brought.source_identity,
        federated_provider=provider.named,
        provider_keys=context,
    )
    return walk.ended(whole, trust=trust, session=session)


@dataclass(frozen=True)
class _Brought:
    """What a token asks for the session: tags, of which some go on (`keys_of_chain` as the token
    writes them, `transitive` as the tags do), and a source identity; or why none can have it."""

    tags: Mapping[str, str]
    keys_of_chain: tuple[str, ...]
    transitive: frozenset[str]
    source_identity: str | None
    refusal: Refusal | None


def _brought(claims: Mapping[str, Any]) -> _Brought:
    """Read them. AWS does not say when it does: here before the trust policy is asked of them."""
    named, keys_of_chain = session_tags_of(claims)
    source_identity = claims.get(SOURCE_IDENTITY)
    tags = {key: value for key, value in named.items() if value is not None}
    transitive, refusal = transitive_keys(keys_of_chain, tags, ())
    refusal = check_tags(list(tags.items()), {}) or refusal
    if len(tags) < len(named):
        key = next(key for key in named if key not in tags)
        refusal = Refusal(PARAMETER, _ONE_VALUE.format(key=key))
    if refusal is None and source_identity is not None:
        refusal = check_source_identity(source_identity)
    return _Brought(tags, keys_of_chain, transitive, source_identity, refusal)


def _of_an_identity_pool(
    provider: WebIdentityProvider, claims: Mapping[str, Any]
) -> tuple[str | None, str | None]:
    """The identity pool and the IdentityId that the token speaks of, if an identity pool does."""
    if provider.prefix != "cognito-identity.amazonaws.com":
        return None, None
    return str(claims["aud"]), str(claims["sub"])


def _context(provider: WebIdentityProvider, claims: Mapping[str, Any]) -> dict[str, ContextValue]:
    """The condition keys that the provider vouches for.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
    """
    app, person = _APP_AND_PERSON.get(provider.prefix, ("aud", "sub"))
    told = {app: claims.get("aud"), person: claims.get("sub")}
    if provider.prefix == _GOOGLE:
        # "`azp` when the `azp` field is set … `aud` … when the `azp` field is not set"
        told |= {"aud": claims.get("azp") or claims.get("aud"), "oaud": claims.get("aud")}
    keys: dict[str, ContextValue] = {
        f"{provider.prefix}:{key}": value for key, value in told.items() if isinstance(value, str)
    }
    amr = claims.get("amr")
    if isinstance(amr, list) and all(isinstance(item, str) for item in amr):
        keys[f"{provider.prefix}:amr"] = amr
    return keys


def subject_and_audience(
    provider: WebIdentityProvider, keys: Mapping[str, ContextValue]
) -> tuple[ContextValue | None, ContextValue | None]:
    """Whom the token means, and for which app it was made, by a session's condition keys."""
    app, person = _APP_AND_PERSON.get(provider.prefix, ("aud", "sub"))
    audience = keys.get(f"{provider.prefix}:oaud") or keys.get(f"{provider.prefix}:{app}")
    return keys.get(f"{provider.prefix}:{person}"), audience


_Read = tuple[Mapping[str, Any], tuple[Check, ...], Refusal | None]


def _read(token: str, provider: WebIdentityProvider | None, now: dt.datetime) -> _Read:
    """The token's claims, verified row by row up to the first that fails."""
    if provider is not None and provider.issuer.opaque is not None:
        return _asked_of_the_provider(provider, provider.issuer.opaque(token))
    read = read_token(token)
    claims = read.payload or {}
    rows: list[Check] = []

    def fails(what: str, expected: Any, actual: Any, passed: bool, reason: ExchangeReason) -> bool:
        why = ExchangeReason.PASSED if passed else reason
        rows.append(Check(what, expected, actual, passed, why))
        return not passed

    def refused(code: str, text: str) -> _Read:
        return {}, tuple(rows), Refusal(code, text)

    shape = read.shape
    if fails("form", shape.expected, shape.actual, shape.passed, ExchangeReason.NO_JWT):
        return refused(INVALID_TOKEN, _NO_JWT)
    issuer = claims.get("iss")
    known = provider is not None and issuer in provider.issuer.issuers
    if fails("iss", "a known provider", issuer, known, ExchangeReason.PROVIDER_UNKNOWN):
        return refused(INVALID_TOKEN, _NO_PROVIDER.format(issuer=issuer))
    assert provider is not None
    signed = issuers_signature(read, provider.issuer.keys)
    rows.append(signed)
    if not signed.passed:
        return refused(INVALID_TOKEN, _SIGNATURE)
    for claim, reason in (
        ("aud", ExchangeReason.NO_AUDIENCE),
        ("sub", ExchangeReason.NO_SUBJECT),
    ):
        value = claims.get(claim)
        if fails(claim, "a text", value, isinstance(value, str) and value != "", reason):
            return refused(INVALID_TOKEN, _NO_AUDIENCE.format(claim=claim))
    audiences = provider.audiences
    if audiences is not None and fails(
        "app client",
        ", ".join(audiences),
        claims["aud"],
        claims["aud"] in audiences,
        ExchangeReason.AUDIENCE_DIFFERS,
    ):
        return refused(INVALID_TOKEN, _AUDIENCE)
    return _timely(claims, now, rows)


def _timely(claims: Mapping[str, Any], now: dt.datetime, rows: list[Check]) -> _Read:
    seconds = int(now.timestamp())
    exp, nbf = claims.get("exp"), claims.get("nbf")
    is_number = isinstance(exp, (int, float)) and not isinstance(exp, bool)
    good = is_number and now.timestamp() < float(exp or 0)
    why = ExchangeReason.PASSED if good else ExchangeReason.EXPIRED
    rows.append(Check("exp", f"after {seconds}", exp, good, why))
    if not is_number:
        missing = _NO_AUDIENCE.format(claim="exp")
        return {}, tuple(rows), Refusal(INVALID_TOKEN, missing)
    if not good:
        text = _EXPIRED.format(now=seconds, exp=int(exp or 0))
        return {}, tuple(rows), Refusal("ExpiredTokenException", text)
    if nbf is not None:
        begun = isinstance(nbf, (int, float)) and nbf <= now.timestamp()
        why = ExchangeReason.PASSED if begun else ExchangeReason.NOT_YET_VALID
        rows.append(Check("nbf", f"{seconds} or before", nbf, begun, why))
        if not begun:
            return {}, tuple(rows), Refusal(INVALID_TOKEN, _NOT_YET)
    return claims, tuple(rows), None


def _asked_of_the_provider(provider: WebIdentityProvider, said: OpaqueLogin | None) -> _Read:
    """An access token that only its provider can read: Facebook's and Amazon's."""
    known = said is not None
    reason = ExchangeReason.PASSED if known else ExchangeReason.NOT_THE_PROVIDERS
    row = Check("access token", "one that the provider knows", provider.named, known, reason)
    if said is None:
        return {}, (row,), Refusal("IDPRejectedClaim", _OPAQUE)
    return {"sub": said.subject, "aud": said.audience}, (row,), None
