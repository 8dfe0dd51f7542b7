"""Logins: the tokens that an identity pool is shown, each held to what its provider says.

https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html

AWS documents that tokens are checked, and hardly one text of a refusal; the texts are those that
people report (https://github.com/amazon-archives/amazon-cognito-identity-js/issues/7, /40, /91).
In which order AWS asks is not documented: a token with one fault gets the fault's own text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Check, Verdict
from cognito_lab.exchange.identity_pool import USER_POOL_HOST, IdentityPool
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import INVALID_PARAMETER, NOT_AUTHORIZED, Refusal
from cognito_lab.exchange.token_signature import issuers_signature
from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.reading import read_token

MOST_LOGINS = 10
"""https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html (Logins)"""

_NO_GUESTS = "Unauthenticated access is not supported for this identity pool."
_UNSUPPORTED = "Token is not from a supported provider of this identity pool."
_INVALID = "Invalid login token. "
_NO_JWT = _INVALID + "Not a valid OpenId Connect identity token."
_MISSING = _INVALID + "Missing a required claim: {claim}"
_ISSUER = _INVALID + "Issuer doesn't match providerName"
_SIGNATURE = _INVALID + "Couldn't verify signed token."
_EXPIRED = _INVALID + "Token expired: {now} >= {exp}"
# https://github.com/aws/aws-sdk-net/issues/420
OWN_TOKEN = Refusal(NOT_AUTHORIZED, "Invalid login token. Can't pass in a Cognito token.")
"""What GetId and GetOpenIdToken say of a token of the identity pools' own."""
# No report has the words of the next three.
_NOT_YET = _INVALID + "Token is not valid yet."
_SIGNED_OUT = _INVALID + "Token has been revoked."
_OPAQUE = _INVALID + "The provider does not accept this token."
_AUTHENTICATED = "authenticated"
_TOO_MANY = (
    "1 validation error detected: Value at 'logins' failed to satisfy constraint: Member must have "
    "length less than or equal to 10"
)


@dataclass(frozen=True, slots=True)
class OpaqueLogin:
    """What a provider says of an access token that only it can read: whose, and for which app."""

    subject: str
    audience: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """A provider, as an identity pool asks it: its keys, or (`opaque`) what it says of a token.

    `issuers` are the values that `iss` may have; `audiences` the app clients of a provider that is
    registered with IAM, which knows them itself.
    """

    issuers: tuple[str, ...]
    keys: KeySet | None = None
    audiences: tuple[str, ...] = ()
    opaque: Callable[[str], OpaqueLogin | None] | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """Who somebody is, by a provider's word: its name, whom it means, for which app client."""

    provider: str
    subject: str
    audience: str
    claims: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """What an identity is recognized by: the same provider, the same person there."""
        return self.provider, self.subject

    @property
    def is_the_pools_own(self) -> bool:
        """Whether it is a token of the identity pool's own: its subject is the IdentityId."""
        return self.provider == IDENTITY_POOL_PROVIDER

    @property
    def methods(self) -> tuple[str, ...]:
        """How the person came in, for `amr`: the provider, and the person there.

        Of a user pool AWS's page says `…:CognitoSignIn:SUB`; of others it says nothing. A token of
        the pool's own has them in it.
        https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
        """
        if self.is_the_pools_own:
            return tuple(method for method in self.claims["amr"] if method != _AUTHENTICATED)
        is_user_pool = self.provider.startswith(USER_POOL_HOST)
        where = "CognitoSignIn" if is_user_pool else self.audience
        return self.provider, f"{self.provider}:{where}:{self.subject}"

    @property
    def mapping_key(self) -> str:
        """What a role mapping for this login is kept under: for a user pool,
        `cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi:app_client_id`.
        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
        """
        if self.provider.startswith(USER_POOL_HOST):
            return f"{self.provider}:{self.audience}"
        return self.provider


@dataclass(frozen=True, slots=True)
class LoginCheck(Verdict):
    """The verdict on all logins of a call. Ask `.accepted`; `refusal` is AWS's if it is not.

    No logins and no refusal: a guest. `checks` has the rows of every login, provider by provider;
    their subjects are `provider: what was looked at`.
    """

    logins: tuple[Login, ...]
    checks: tuple[Check, ...]
    refusal: Refusal | None

    @property
    def accepted(self) -> bool:
        """Whether the pool takes whoever comes for whom they say."""
        return self.refusal is None

    @property
    def is_guest(self) -> bool:
        """Whether nobody is named, and guests are allowed."""
        return self.accepted and not self.logins


def check_logins(
    pool: IdentityPool,
    logins: Mapping[str, str],
    *,
    issuers: Callable[[str], Issuer | None],
    now: dt.datetime,
    signed_out: Callable[[Login], bool] = lambda login: False,
) -> LoginCheck:
    """Hold every login to its provider. One that fails refuses the call: "each must validate".

    `issuers` finds a provider by its name; for the identity pools' own name it has their keys where
    their tokens are taken for logins. `signed_out` asks a user pool whether its user is, and is
    called only where the pool has `server_side_token_check`. Raises nothing for what the tokens
    are.
    """
    if not logins:
        return _guest(pool)
    if len(logins) > MOST_LOGINS:
        row = Check("logins", MOST_LOGINS, len(logins), False, ExchangeReason.TOO_MANY_LOGINS)
        return LoginCheck((), (row,), Refusal(INVALID_PARAMETER, _TOO_MANY))
    found: list[Login] = []
    checks: list[Check] = []
    for provider, token in logins.items():
        one = _OneLogin(pool, provider, token, issuers(provider), now, signed_out)
        checks += one.checks
        if one.refusal is not None or one.login is None:
            return LoginCheck((), tuple(checks), one.refusal)
        found.append(one.login)
    return LoginCheck(tuple(found), tuple(checks), None)


def _guest(pool: IdentityPool) -> LoginCheck:
    allowed = pool.allows_guests
    reason = ExchangeReason.GUESTS_ALLOWED if allowed else ExchangeReason.NO_GUESTS
    row = Check("guests", True, allowed, allowed, reason)
    refusal = None if allowed else Refusal(NOT_AUTHORIZED, _NO_GUESTS)
    return LoginCheck((), (row,), refusal)


class _OneLogin:
    """One login, asked row by row up to the first that fails."""

    def __init__(
        self,
        pool: IdentityPool,
        provider: str,
        token: str,
        issuer: Issuer | None,
        now: dt.datetime,
        signed_out: Callable[[Login], bool],
    ) -> None:
        self._pool, self._provider, self._token = pool, provider, token
        self._issuer, self._signed_out = issuer, signed_out
        self._is_own = provider == IDENTITY_POOL_PROVIDER
        self._now = now.timestamp()
        self.checks: list[Check] = []
        self.refusal: Refusal | None = None
        self.login: Login | None = None
        self._run()

    def _run(self) -> None:
        pool, provider, issuer = self._pool, self._provider, self._issuer
        # https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
        accepted = (self._is_own or pool.accepts(provider)) and issuer is not None
        self._row(
            "provider",
            "the pool itself" if self._is_own else "one that the pool names",
            provider,
            accepted,
            ExchangeReason.PROVIDER_UNKNOWN,
            OWN_TOKEN.message if self._is_own else _UNSUPPORTED,
        )
        if issuer is not None and not self._refused:
            if issuer.opaque is not None:
                self._ask_the_provider(issuer.opaque)
            else:
                self._read(issuer)
        if self.login is not None and pool.asks_the_user_pool(provider, self.login.audience):
            gone = self._signed_out(self.login)
            self._row(
                "user",
                "signed in",
                "signed out" if gone else "signed in",
                not gone,
                ExchangeReason.SIGNED_OUT,
                _SIGNED_OUT,
            )
        if self._refused:
            self.login = None

    @property
    def _refused(self) -> bool:
        return self.refusal is not None

    def _ask_the_provider(self, ask: Callable[[str], OpaqueLogin | None]) -> None:
        said = ask(self._token)
        known = said is not None and said.audience in self._pool.app_clients_of(self._provider)
        self._row(
            "access token",
            "one that the provider gave to this app",
            None if said is None else said.audience,
            known,
            ExchangeReason.NOT_THE_PROVIDERS,
            _OPAQUE,
        )
        if said is not None and known:
            claims = {"sub": said.subject, "aud": said.audience}
            self.login = Login(self._provider, said.subject, said.audience, claims)

    def _read(self, issuer: Issuer) -> None:
        """An ID token: https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation"""
        read = read_token(self._token)
        claims = read.payload or {}
        self._row(
            "form",
            read.shape.expected,
            read.shape.actual,
            read.shape.passed,
            ExchangeReason.NO_JWT,
            _NO_JWT,
        )
        audience, subject = claims.get("aud"), claims.get("sub")
        for claim, value, reason in (
            ("aud", audience, ExchangeReason.NO_AUDIENCE),
            ("sub", subject, ExchangeReason.NO_SUBJECT),
        ):
            there = isinstance(value, str) and value != ""
            text = _MISSING.format(claim=claim)
            self._row(claim, "a text", value if there else None, there, reason, text)
        self._row(
            "iss",
            issuer.issuers[0],
            claims.get("iss"),
            claims.get("iss") in issuer.issuers,
            ExchangeReason.ISSUER_DIFFERS,
            _ISSUER,
        )
        signed = issuers_signature(read, issuer.keys)
        self._row(
            signed.subject,
            signed.expected,
            signed.actual,
            signed.passed,
            ExchangeReason.SIGNATURE_DIFFERS,
            _SIGNATURE,
        )
        self._timely(claims)
        clients = self._pool.app_clients_of(self._provider) or issuer.audiences
        if self._is_own:
            clients = (self._pool.id,)
        self._row(
            "app client",
            ", ".join(clients) or "one that the pool names",
            audience,
            audience in clients,
            ExchangeReason.AUDIENCE_DIFFERS,
            _UNSUPPORTED,
        )
        if self._provider.startswith(USER_POOL_HOST):
            # https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
            use = claims.get("token_use")
            self._row("token_use", "id", use, use == "id", ExchangeReason.NOT_AN_ID_TOKEN, _NO_JWT)
        if self._is_own:
            # No document says that a guest's token is a login; it names none.
            amr = claims.get("amr")
            methods = [str(one) for one in amr] if isinstance(amr, list) else []
            of_a_login, reason = _AUTHENTICATED in methods, ExchangeReason.OF_A_GUEST
            found = ", ".join(methods)
            self._row("amr", _AUTHENTICATED, found, of_a_login, reason, _UNSUPPORTED)
        if not self._refused:
            self.login = Login(self._provider, str(subject), str(audience), dict(claims))

    def _timely(self, claims: Mapping[str, Any]) -> None:
        exp, nbf = _number(claims.get("exp")), claims.get("nbf")
        good = exp is not None and self._now < exp
        text = _MISSING.format(claim="exp")
        if exp is not None:
            text = _EXPIRED.format(now=int(self._now), exp=int(exp))
        self._row("exp", f"after {int(self._now)}", exp, good, ExchangeReason.EXPIRED, text)
        if nbf is not None:
            moment = _number(nbf)
            begun = moment is not None and moment <= self._now
            wanted = f"{int(self._now)} or before"
            self._row("nbf", wanted, nbf, begun, ExchangeReason.NOT_YET_VALID, _NOT_YET)

    def _row(
        self,
        what: str,
        expected: Any,
        actual: Any,
        passed: bool,
        reason: ExchangeReason,
        text: str,
    ) -> None:
        """Add a row; after one that failed the rest is not looked at."""
        subject = f"{self._provider}: {what}"
        if self._refused:
            self.checks.append(Check(subject, expected, None, False, ExchangeReason.NOT_LOOKED_AT))
            return
        why = ExchangeReason.PASSED if passed else reason
        self.checks.append(Check(subject, expected, actual, passed, why))
        if not passed:
            self.refusal = Refusal(NOT_AUTHORIZED, text)


def _number(value: Any) -> float | None:
    """A claim that is a number; read_token has seen to it that it is a finite one."""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
