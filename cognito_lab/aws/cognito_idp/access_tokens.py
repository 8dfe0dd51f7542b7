"""Access tokens at Cognito's own operations: verified as any server would verify them.

And one thing more, which only the pool can know: whether the token was revoked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.core.responses import ActionResult

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import access_tokens as rows
from cognito_lab.aws.ledger_rows import sign_out as sign_out_rows
from cognito_lab.aws.world import current_world
from cognito_lab.tokens.claims import API_SCOPE
from cognito_lab.tokens.discovery import issuer_of_pool
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.reading import read_token
from cognito_lab.tokens.verification import verify_token

# Reported of a real pool in https://github.com/floci-io/floci/pull/1898.
NO_ACCESS_TOKEN = ("NotAuthorizedException", "Invalid Access Token")
# In many people's code, such as https://github.com/Skoda091/cognitex (lib/cognitex.ex)
BAD_SIGNATURE = ("NotAuthorizedException", "Could not verify signature for Access Token")
# https://github.com/aws-amplify/amplify-js/issues/974
EXPIRED = ("NotAuthorizedException", "Access Token has expired")
# https://github.com/aws-amplify/amplify-js/issues/5921
NO_SCOPE = ("NotAuthorizedException", "Access Token does not have required scopes")
# "Amazon Cognito returns an Access Token has been revoked error"
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html
REVOKED = ("NotAuthorizedException", "Access Token has been revoked")

_BY_GATE: tuple[tuple[frozenset[Gate], tuple[str, str], Callable[[Ledger], bool]], ...] = (
    (
        frozenset({Gate.SHAPE}),
        NO_ACCESS_TOKEN,
        lambda ledger: ledger.acts(rows.ACCESS_TOKEN_IS_VERIFIED),
    ),
    (
        frozenset({Gate.ALGORITHM, Gate.KID, Gate.KEY, Gate.SIGNATURE, Gate.ISSUER}),
        BAD_SIGNATURE,
        lambda ledger: ledger.acts(rows.ACCESS_TOKEN_IS_VERIFIED),
    ),
    # Cognito writes no `nbf`; one that is there counts, as for everybody else. The audience fails
    # where the app client was deleted: what its tokens still open is not documented.
    (
        frozenset({Gate.TOKEN_USE, Gate.AUDIENCE, Gate.NOT_BEFORE}),
        NO_ACCESS_TOKEN,
        lambda ledger: ledger.acts(rows.ACCESS_TOKEN_IS_VERIFIED),
    ),
    (
        frozenset({Gate.EXPIRY}),
        EXPIRED,
        lambda ledger: ledger.acts(rows.ACCESS_TOKEN_EXPIRES),
    ),
    (
        frozenset({Gate.SCOPE}),
        NO_SCOPE,
        lambda ledger: ledger.acts(rows.ACCESS_TOKEN_NEEDS_SCOPE),
    ),
)
"""What is said where one of these gates does not let a token through; the first one counts."""


class AccessTokenOperations(UserPoolOperations):
    """What holds for every operation that an access token opens."""

    def call_action(self) -> Any:
        """moto's call of an operation, unless its access token is refused."""
        if self._get_action() in sign_out_rows.WITH_AN_ACCESS_TOKEN:
            refusal = _refusal(self._text("AccessToken"))
            if refusal is not None:
                return self.serialized(ActionResult(AwsError(*refusal)))
        return super().call_action()


def _refusal(token: str) -> tuple[str, str] | None:
    """AWS's refusal of an access token, code and words; None for a good one, and for none."""
    if not token:
        return None
    ledger = current_world().ledger
    failed = _failed_gates(token)
    for gates, refusal, acts in _BY_GATE:
        if failed & gates and acts(ledger):
            return refusal
    pools = list(_pools())
    if any(token in pool.revoked_access_tokens for pool in pools):
        return REVOKED if ledger.acts(sign_out_rows.REVOKED_TOKEN_WORDS) else None
    if any(token in pool.access_tokens for pool in pools):
        return None
    # Signed by the pool, and not given out: only who has the pool's private key makes such a one.
    return NO_ACCESS_TOKEN if ledger.acts(rows.ACCESS_TOKEN_IS_VERIFIED) else None


def _failed_gates(token: str) -> frozenset[Gate]:
    """The gates that the token does not pass, of the pool that it says it is from."""
    claims = read_token(token).payload or {}
    pool = find_pool(str(claims.get("iss")).rpartition("/")[2])
    if not isinstance(pool, LabUserPool):
        return frozenset({Gate.SHAPE if not claims else Gate.ISSUER})
    verification = verify_token(
        token,
        pool.key_set,
        issuer=issuer_of_pool(pool.region, pool.id),
        audience=tuple(pool.clients) or (pool.id,),
        token_use="access",
        now=current_world().clock.now(),
        scopes=(API_SCOPE,),
    )
    failed = frozenset(Gate(check.subject) for check in verification.failed)
    # Of what is no good access token it is not said that it lacks a scope.
    return failed - {Gate.SCOPE} or failed


def _pools() -> Iterator[LabUserPool]:
    for _, _, backend in cognitoidp_backends.iter_backends():
        yield from backend.user_pools.values()  # type: ignore[attr-defined]
