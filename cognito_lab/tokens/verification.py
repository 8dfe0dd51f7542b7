"""Why trust a token? Every check, each with what was expected and what was found.

The order is AWS's: the form, the signature, then the claims. All checks are run, whatever the
first one says, so that one can see everything that is wrong; but after a signature that does not
hold, the claims are only what somebody has written there, and are marked as untrusted.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from cognito_lab.evidence import Check, Verdict
from cognito_lab.tokens.anatomy import TokenAnatomy, decode_unverified
from cognito_lab.tokens.claim_checks import claim_checks
from cognito_lab.tokens.expected import Expected, TokenUse, make_expected
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, Gate
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.reading import read_token
from cognito_lab.tokens.reasons import SENTENCES, TokenReason
from cognito_lab.tokens.signature_checks import signature_checks
from cognito_lab.tokens.wording import verification_table


@dataclass(frozen=True, slots=True, repr=False)
class TokenVerification(Verdict):
    """The verdict on one token, with a row for each check. Ask `.accepted`.

    `left_out` are gates that a careless verifier does not ask (`careless.verify_without`): their
    rows are there, and have no say. `verify_token` leaves out none.
    """

    token: Any
    expected: Expected
    checks: tuple[Check, ...]
    untrusted_claims: Mapping[str, Any]
    left_out: frozenset[Gate] = frozenset()

    @property
    def accepted(self) -> bool:
        """Whether every check that is asked has passed."""
        left_out = self.left_out
        passed = all(check.passed or check.subject in left_out for check in self.checks)
        return passed and bool(self.checks)  # who has asked nothing has accepted nothing

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that did not pass, in their order; also those that are left out."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def claims_are_untrusted(self) -> bool:
        """Whether the claims may be anybody's: the form, the key or the signature did not hold."""
        return any(check.subject in BEFORE_THE_CLAIMS and not check.passed for check in self.checks)

    @property
    def claims(self) -> dict[str, Any]:
        """The claims, verified. Raises what `raise_for_failure` does if a check failed."""
        self.raise_for_failure()
        return dict(self.untrusted_claims)

    @property
    def anatomy(self) -> TokenAnatomy:
        """The token taken apart, with all that is wrong with its form."""
        return decode_unverified(self.token)

    def raise_for_failure(self) -> None:
        """Raise PyJWT's exception for the first check that failed; return if none has.

        All of them are `jwt.PyJWTError`. https://pyjwt.readthedocs.io/en/stable/api.html#exceptions
        """
        if not self.checks:
            raise jwt.InvalidTokenError("nothing was checked")
        for check in self.checks:
            if not check.passed and check.subject not in self.left_out:
                raise _exception(check)

    def __repr__(self) -> str:
        return verification_table(self)


def verify_token(
    token: Any,
    jwks: KeySet | Mapping[str, Any],
    *,
    issuer: str,
    audience: str | Collection[str],
    token_use: TokenUse,
    now: dt.datetime,
    scopes: Collection[str] = (),
    groups: Collection[str] = (),
    leeway: float = 0,
) -> TokenVerification:
    """Run every check on a token and return a row for each.

    `jwks` is the issuer's key set: `KeySet.read(document)` once, or the document each time.
    `audience` is the app client's id (of several, one suffices): it is looked for in `aud` of an ID
    token and in `client_id` of an access token. Of `scopes` and of `groups` the token has to have
    one, as aws-jwt-verify has it. `now` is an aware datetime; `leeway` are seconds by which
    clocks may differ.

    Never raises for what the token is. Raises ValueError or TypeError for a configuration that
    checks nothing (no issuer, no audience, a naive `now`), `KeySetError` for no key set.
    """
    expected = make_expected(
        issuer=issuer,
        audience=audience,
        token_use=token_use,
        now=now,
        scopes=scopes,
        groups=groups,
        leeway=leeway,
    )
    keys = jwks if isinstance(jwks, KeySet) else KeySet.read(jwks)
    read = read_token(token)
    checks = (
        read.shape,
        *signature_checks(read, keys),
        *claim_checks(read.payload, expected),
    )
    return TokenVerification(token, expected, checks, read.payload or {})


# ---------------------------------------------------------------- PyJWT's exceptions

_EXCEPTIONS: Mapping[Gate, type[jwt.PyJWTError]] = {
    Gate.SHAPE: jwt.DecodeError,
    Gate.ALGORITHM: jwt.InvalidAlgorithmError,
    Gate.KID: jwt.PyJWKClientError,
    Gate.KEY: jwt.InvalidKeyError,
    Gate.SIGNATURE: jwt.InvalidSignatureError,
    Gate.ISSUER: jwt.InvalidIssuerError,
    Gate.EXPIRY: jwt.ExpiredSignatureError,
    Gate.NOT_BEFORE: jwt.ImmatureSignatureError,
    Gate.AUDIENCE: jwt.InvalidAudienceError,
}
_CLAIMS = {Gate.ISSUER: "iss", Gate.EXPIRY: "exp"}


def _exception(check: Check) -> jwt.PyJWTError:
    """PyJWT's exception for a failed check; for what PyJWT does not know, its general one."""
    gate, reason = Gate(check.subject), TokenReason(check.reason)
    if reason is TokenReason.CLAIM_MISSING and gate in _CLAIMS:
        return jwt.MissingRequiredClaimError(_CLAIMS[gate])
    kind = _EXCEPTIONS.get(gate, jwt.InvalidTokenError)
    return kind(f"{gate}: {SENTENCES[reason]}")
