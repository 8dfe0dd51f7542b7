"""What a Lambda trigger may change in tokens before they are made, and what stays as it is.

The table of claims stands in
https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
("Claims and scopes reference"). What it does not allow is passed over, and the token is made all
the same: that this is so, and no refusal, is unconfirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.tokens.claims import Claims, with_scopes
from cognito_lab.tokens.group_roles import GROUPS, PREFERRED_ROLE, ROLES, GroupConfiguration

FIXED = frozenset(
    "acr amr at_hash aud auth_time azp client_id cognito:username device_key event_id exp iat "
    "identities iss jti nbf nonce origin_jti sub token_use username version".split()
)
"""Claims that no trigger can add, change or suppress, in neither token."""

_COGNITOS = "cognito:"
_DEVELOPERS = "dev:"
_OF_GROUPS = (GROUPS, ROLES, PREFERRED_ROLE)
# "In the ID token, you can populate complex objects to the values of claims except for" these.
_PLAIN = frozenset(("phone_number_verified", "email_verified", "updated_at", "address"))


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """What becomes of the claims of one token: `add` also overrides, `suppress` comes last."""

    add: Mapping[str, Any] = field(default_factory=dict)
    suppress: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TokenCustomization:
    """What a trigger says of both tokens. `groups` is None where it leaves them as they are.

    `audience`: the access token gets an `aud`, which can only be the app client itself.
    """

    id_token: ClaimChanges = ClaimChanges()
    access_token: ClaimChanges = ClaimChanges()
    audience: bool = False
    scopes_to_add: tuple[str, ...] = ()
    scopes_to_suppress: frozenset[str] = frozenset()
    groups: GroupConfiguration | None = None


NO_CHANGES = TokenCustomization()


def customize_id_token(claims: Mapping[str, Any], wanted: TokenCustomization) -> Claims:
    """The claims of an ID token, as a trigger wants them."""
    changed = dict(claims)
    if wanted.groups is not None:
        changed = _without_groups(changed) | wanted.groups.id_token_claims()
    changed |= {
        name: value
        for name, value in wanted.id_token.add.items()
        if not (name in _PLAIN and isinstance(value, (dict, list)))
    }
    return _suppressed(changed, wanted.id_token)


def customize_access_token(claims: Mapping[str, Any], wanted: TokenCustomization) -> Claims:
    """The claims of an access token, as a trigger wants them."""
    changed = dict(claims)
    if wanted.groups is not None:
        changed = _without_groups(changed) | wanted.groups.access_token_claims()
    changed |= wanted.access_token.add
    if wanted.audience:
        changed["aud"] = claims["client_id"]
    scopes = [*str(claims.get("scope", "")).split(), *wanted.scopes_to_add]
    # "Suppressed" comes last also here: of claims it is documented, of scopes it is by analogy.
    kept = [scope for scope in scopes if scope not in wanted.scopes_to_suppress]
    return with_scopes(_suppressed(changed, wanted.access_token), kept)


def can_be_added(name: str) -> bool:
    """Whether `claimsToAddOrOverride` may have a claim of this name.

    "For group-related claims, use groupOverrideDetails instead"; of scopes there is `scopesToAdd`.
    A developer attribute can only be suppressed.
    """
    return not (name in FIXED or name == "scope" or name.startswith((_COGNITOS, _DEVELOPERS)))


def can_be_suppressed(name: str) -> bool:
    """Whether `claimsToSuppress` may name this claim.

    "To suppress the cognito:preferred_role and cognito:roles claims, add cognito:groups to
    claimsToSuppress": their own names do nothing.
    """
    if name == GROUPS:
        return True
    return not (name in FIXED or name == "scope" or name.startswith(_COGNITOS))


def _suppressed(claims: Claims, changes: ClaimChanges) -> Claims:
    """The claims without those to suppress.

    "If your function both suppresses and replaces a claim value, then Amazon Cognito suppresses
    the claim."
    """
    kept = {name: value for name, value in claims.items() if name not in changes.suppress}
    return _without_groups(kept) if GROUPS in changes.suppress else kept


def _without_groups(claims: Claims) -> Claims:
    return {name: value for name, value in claims.items() if name not in _OF_GROUPS}
