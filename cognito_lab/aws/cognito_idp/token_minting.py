"""Tokens as AWS makes them: moto drafts the claims, and AWS's take their place.

moto asks `LabUserPool.create_jwt` for each token, drafts its claims there, and hands them to
`signing`; which asks here for what they are to be. All of AWS's claims come from `tokens.claims`;
a row of the ledger that is off gives those that it is about back to moto.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cognito_lab.aws.ledger import Ledger
from cognito_lab.aws.ledger_rows import tokens as rows
from cognito_lab.aws.ledger_rows import user_pools as pool_rows
from cognito_lab.aws.world import current_world
from cognito_lab.flow.plain_values import well_formed
from cognito_lab.sign_in.attribute_access import readable
from cognito_lab.tokens.claims import (
    Claims,
    Issue,
    TokenOwner,
    access_token_claims,
    id_token_claims,
)
from cognito_lab.tokens.discovery import issuer_of_pool
from cognito_lab.tokens.group_roles import (
    GROUPS,
    PREFERRED_ROLE,
    ROLES,
    Group,
    GroupConfiguration,
)
from cognito_lab.tokens.lifetimes import TokenLifetimes
from cognito_lab.tokens.token_customization import (
    NO_CHANGES,
    TokenCustomization,
    customize_access_token,
    customize_id_token,
)

if TYPE_CHECKING:
    from cognito_lab.aws.cognito_idp.pools import LabUserPool
    from cognito_lab.aws.cognito_idp.users import LabUser

# Which row is about which claims. Whatever else differs from moto's is an attribute's.
_ROWS: tuple[tuple[frozenset[str], Callable[[Ledger], bool]], ...] = (
    (frozenset(("event_id",)), lambda ledger: ledger.acts(rows.EVENT_ID)),
    (frozenset(("auth_time",)), lambda ledger: ledger.acts(rows.AUTH_TIME_IS_KEPT)),
    (
        frozenset(("username", "cognito:username")),
        lambda ledger: ledger.acts(rows.USERNAME_IN_TOKENS),
    ),
    (frozenset(("jti", "origin_jti")), lambda ledger: ledger.acts(rows.REVOCATION_CLAIMS)),
    (frozenset((GROUPS,)), lambda ledger: ledger.acts(pool_rows.GROUPS_IN_ORDER)),
    (frozenset((ROLES, PREFERRED_ROLE)), lambda ledger: ledger.acts(rows.ROLES_IN_ID_TOKEN)),
)


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is known beside moto's own of the tokens that are being issued.

    `called` is the name that the client wrote at this sign-in; `wanted` what a trigger has said.
    """

    called: str = ""
    wanted: TokenCustomization = NO_CHANGES


_issuing: ContextVar[Issuing | None] = ContextVar("tokens that are being issued", default=None)


@contextmanager
def issuing(called: str, wanted: TokenCustomization) -> Iterator[None]:
    """Tokens that are made inside the block are made for this name, and as the trigger wants."""
    before = _issuing.set(Issuing(called, wanted))
    try:
        yield
    finally:
        _issuing.reset(before)


@dataclass(frozen=True, slots=True)
class TokenInTheMaking:
    """One token, from moto's draft to what is signed. `use` is `"id"` or `"access"`."""

    pool: LabUserPool
    user: LabUser
    app_client_id: str
    use: str
    origin_jti: str

    @contextmanager
    def in_the_making(self) -> Iterator[None]:
        """The block in which moto drafts this token."""
        before = _in_the_making.set(self)
        try:
            yield
        finally:
            _in_the_making.reset(before)

    @property
    def name_for_moto(self) -> str:
        """What moto would call the user: as the client did, if that still names the same one."""
        called, username = (_issuing.get() or Issuing()).called, self.user.username
        if called in ("", username):
            return username
        return called if self.pool.find_user(called) is self.user else username

    def lifetime(self, *, otherwise: int) -> int:
        """How long the token lives, in seconds; `otherwise` where the row is off."""
        seconds = TokenLifetimes.of_client(self._app_client).of_use(self.use)
        if seconds != otherwise and current_world().ledger.acts(rows.TOKEN_LIFETIMES):
            return seconds
        return otherwise

    def claims(self, drafted: Claims) -> Claims:
        """What the token says, in the place of moto's draft."""
        said = _as_the_rows_say(self._as_aws(drafted), drafted)
        wanted = (_issuing.get() or Issuing()).wanted
        if wanted is NO_CHANGES:
            return said
        return (customize_id_token if self.use == "id" else customize_access_token)(said, wanted)

    @property
    def _app_client(self) -> dict[str, Any]:
        client = self.pool.clients.get(self.app_client_id)
        return {} if client is None else client.extended_config

    def _as_aws(self, drafted: Claims) -> Claims:
        now, jti = drafted["iat"], drafted["jti"]
        issue = Issue(
            issuer_of_pool(self.pool.region, self.pool.id),
            self.pool.token_families[self.origin_jti],
            now,
            revocable=self._app_client.get("EnableTokenRevocation") is not False,
        )
        groups = groups_of(self.user)
        lifetime = drafted["exp"] - now
        if self.use == "access":
            owner = TokenOwner(self.user.id, self.user.username, {}, groups)
            return access_token_claims(owner, issue, lifetime=lifetime, jti=jti)
        owner = TokenOwner(self.user.id, self.user.username, self._readable(), groups)
        return id_token_claims(owner, issue, lifetime=lifetime, jti=jti)

    def _readable(self) -> dict[str, str]:
        # moto stores attributes that no schema has: one called `iss` must not become a claim.
        listed = self._app_client.get("ReadAttributes")
        values = readable(self.pool.schema, listed, self.user.attribute_lookup)
        # JSON can carry half of a surrogate pair, which no verifier takes in a token.
        return {name: well_formed(value) for name, value in values.items()}


_in_the_making: ContextVar[TokenInTheMaking | None] = ContextVar(
    "token that moto drafts", default=None
)


def token_in_the_making() -> TokenInTheMaking | None:
    """The token that moto is drafting, or None where moto signs for itself."""
    return _in_the_making.get()


def groups_of(user: LabUser) -> GroupConfiguration:
    """What the tokens of a user say of the groups."""
    return GroupConfiguration.of_groups(
        Group(group.group_name, group.precedence, group.role_arn) for group in user.groups
    )


def _as_the_rows_say(aws: Claims, drafted: Claims) -> Claims:
    """AWS's claims, and moto's where the row is off that is about them.

    A row is asked only where the two differ: it stands on a call that it has changed.
    """
    differing = {
        name
        for name in aws.keys() | drafted.keys()
        if name not in aws or name not in drafted or aws[name] != drafted[name]
    }
    ledger = current_world().ledger
    motos: set[str] = set()
    for names, acts in _ROWS:
        if differing & names and not acts(ledger):
            motos |= differing & names
        differing -= names
    if differing and not ledger.acts(rows.ATTRIBUTES_IN_ID_TOKEN):
        motos |= differing
    kept = {name: value for name, value in aws.items() if name not in motos}
    return kept | {name: drafted[name] for name in drafted if name in motos}
