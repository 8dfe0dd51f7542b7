"""What do the claims say? A row for each that a verifier asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.evidence import Check
from cognito_lab.tokens.anatomy import LARGEST
from cognito_lab.tokens.expected import Expected
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.reasons import TokenReason

_PASSED = TokenReason.PASSED


def claim_checks(
    payload: Mapping[str, Any] | None, expected: Expected, *, any_use: bool = False
) -> tuple[Check, ...]:
    """The rows of the claims. A claim of another type than its standard's counts as missing.

    `any_use`: the verifier does not ask for what the token is, and so takes the app client from
    whichever claim has it.
    """
    if payload is None:
        return tuple(
            row._replace(passed=False, reason=TokenReason.UNREAD)
            for row in claim_checks({}, expected)
        )
    now, leeway = expected.now, expected.leeway
    exp, nbf = _number(payload, "exp"), _number(payload, "nbf")
    rows = [
        _equal(Gate.ISSUER, expected.issuer, payload.get("iss"), TokenReason.ISSUER_DIFFERS),
        # "on or after which the JWT MUST NOT be accepted"
        # https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
        # `leeway` goes to our side: to add it to a number of the token's could overflow.
        _row(Gate.EXPIRY, now, exp, exp is not None and now - leeway < exp, TokenReason.EXPIRED),
        # https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5
        Check(Gate.NOT_BEFORE, now, None, True, _PASSED)
        if "nbf" not in payload
        else _row(
            Gate.NOT_BEFORE,
            now,
            nbf,
            nbf is not None and nbf <= now + leeway,
            TokenReason.NOT_YET_VALID,
        ),
        _equal(
            Gate.TOKEN_USE, expected.token_use, payload.get("token_use"), TokenReason.USE_DIFFERS
        ),
        _audience(payload, expected, any_use),
    ]
    if expected.scopes:
        scope = payload.get("scope")
        found = scope.split(" ") if isinstance(scope, str) else None
        rows.append(_one_of(Gate.SCOPE, expected.scopes, found, TokenReason.SCOPE_LACKING))
    if expected.groups:
        groups = payload.get("cognito:groups")
        found = groups if isinstance(groups, list) else None
        rows.append(_one_of(Gate.GROUPS, expected.groups, found, TokenReason.GROUP_LACKING))
    return tuple(rows)


def _number(payload: Mapping[str, Any], claim: str) -> float | None:
    value = payload.get(claim)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    # One that is too large to be added to a leeway is no time, and its shape is wrong besides.
    return value if -LARGEST <= value <= LARGEST else None


def _row(gate: Gate, expected: Any, actual: Any, passed: bool, failing: TokenReason) -> Check:
    if passed:
        return Check(gate, expected, actual, True, _PASSED)
    reason = TokenReason.CLAIM_MISSING if actual is None else failing
    return Check(gate, expected, actual, False, reason)


def _equal(gate: Gate, expected: str, actual: Any, failing: TokenReason) -> Check:
    return _row(gate, expected, actual, actual == expected, failing)


def _audience(payload: Mapping[str, Any], expected: Expected, any_use: bool) -> Check:
    """An ID token's app client stands in `aud`, an access token's in `client_id`.

    AWS's page: "the aud claim in an ID token, or the client_id claim in an access token". Cognito
    writes one name. A list has to be of trusted ones: with "additional audiences not trusted by
    the Client" the token is refused.
    https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
    """
    claim = "aud" if expected.token_use == "id" else "client_id"
    found = payload.get(claim)
    if found is None and any_use:
        found = payload.get("client_id" if claim == "aud" else "aud")
    named = found if isinstance(found, list) else [found]
    passed = bool(named) and all(
        isinstance(name, str) and name in expected.audience for name in named
    )
    wanted = tuple(sorted(expected.audience)) if len(expected.audience) > 1 else None
    shown = wanted or next(iter(expected.audience))
    return _row(Gate.AUDIENCE, shown, found, passed, TokenReason.AUDIENCE_DIFFERS)


def _one_of(
    gate: Gate, wanted: frozenset[str], found: list[Any] | None, failing: TokenReason
) -> Check:
    passed = found is not None and any(isinstance(name, str) and name in wanted for name in found)
    return _row(gate, tuple(sorted(wanted)), found, passed, failing)
