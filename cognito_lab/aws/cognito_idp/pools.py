"""A user pool of the lab: ids of AWS's shape, keys of its own; and the store of pools."""

from __future__ import annotations

import hmac
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from moto.cognitoidp.models import (
    CognitoIdpBackend,
    CognitoIdpUserPool,
    CognitoIdpUserPoolClient,
    cognitoidp_backends,
)

from cognito_lab.aws.cognito_idp.deleted_users import end_tokens_of
from cognito_lab.aws.cognito_idp.token_families import TokenFamilies
from cognito_lab.aws.cognito_idp.token_minting import TokenInTheMaking
from cognito_lab.aws.cognito_idp.users import LabUser, UserStore
from cognito_lab.aws.ledger_rows import attributes as attribute_rows
from cognito_lab.aws.ledger_rows import passwords as password_rows
from cognito_lab.aws.ledger_rows import sign_in_names as name_rows
from cognito_lab.aws.ledger_rows import sign_up as sign_up_rows
from cognito_lab.aws.ledger_rows import user_pools as rows
from cognito_lab.aws.randomness import LETTERS_AND_DIGITS, LOWER_AND_DIGITS
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.lockout import Lockout
from cognito_lab.sign_in.password_policy import check_password
from cognito_lab.sign_in.user_names import NameSettings, alias_keys, lookup_keys
from cognito_lab.tokens.key_set import KeySet
from cognito_lab.tokens.keys import PoolKeys

if TYPE_CHECKING:
    from cognito_lab.aws.cognito_idp.open_challenges import OpenChallenge

# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
POOL_ID_LENGTH = 9
APP_CLIENT_ID_LENGTH = 26
APP_CLIENT_SECRET_LENGTH = 51
_MOTOS_LONGEST = 98

# Of CreateUserPool, and not of UpdateUserPool:
# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
_FIXED = ("UsernameAttributes", "AliasAttributes", "UsernameConfiguration")


class LabUserPool(TokenFamilies, CognitoIdpUserPool):
    """moto's pool with the lab's id and keys."""

    def __init__(
        self, account_id: str, region: str, name: str, extended_config: dict[str, Any]
    ) -> None:
        super().__init__(account_id, region, name, extended_config)
        self.world = current_world()
        self.name_settings = NameSettings.of_pool(extended_config)
        self._keys_in_use: tuple[PoolKeys, KeySet] | None = None
        self._secret: bytes | None = None
        self._schema: list[dict[str, Any]] = []
        self.users: UserStore = UserStore(self._names_of)  # type: ignore[assignment]
        self.open_challenges: dict[str, OpenChallenge] = {}
        self.unknown_lockouts: dict[str, Lockout] = {}
        self.email_mfa_config: dict[str, Any] | None = None
        if self.world.ledger.acts(rows.USER_POOL_ID):
            moto_id = self.id
            unique = self.world.randomness.text("ids", POOL_ID_LENGTH, LETTERS_AND_DIGITS)
            self.id = f"{region}_{unique}"
            self.arn = self.arn.replace(moto_id, self.id)

    def update_extended_config(self, extended_config: dict[str, Any]) -> None:
        """Take over new settings (UpdateUserPool); how users are called stays as it was."""
        before = getattr(self, "extended_config", {})
        super().update_extended_config(extended_config)
        fixed = {
            name: before[name]
            for name in _FIXED
            if name in before and self.extended_config.get(name) != before[name]
        }
        if fixed and self.world.ledger.acts(name_rows.SIGN_IN_NAMES_STAY):
            self.extended_config.update(fixed)

    @property
    def schema(self) -> list[dict[str, Any]]:
        """The pool's SchemaAttributes. Written anew when one was added; none is ever taken away."""
        if len(self._schema) != len(self.schema_attributes):
            self._schema = [attribute.to_json() for attribute in self.schema_attributes.values()]
        return self._schema

    @property
    def password_policy(self) -> dict[str, Any]:
        """The pool's PasswordPolicy, with the members that were given."""
        return (self.extended_config.get("Policies") or {}).get("PasswordPolicy") or {}

    def derived(self, purpose: str, name: str, length: int) -> bytes:
        """`length` bytes that are always the same for a name in this pool, and tell nothing."""
        if self._secret is None:
            self._secret = self.world.randomness.stream("pool secrets").randbytes(32)
        message = f"{purpose}\0{name}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._secret, message, "sha256")[:length]

    def find_user(self, name: str) -> LabUser | None:
        """The user who is called so, by username or by what the pool accepts in its place."""
        settings, ledger = self.name_settings, self.world.ledger
        motos = next(iter(self.users.called(name)), None)
        if motos is not None and motos.username == name:  # letter by letter: no rule has a say
            return motos
        for key in lookup_keys(settings, name):
            user = next(iter(self.users.called(key)), None)
            if user is None:
                continue
            if user is motos:
                return user
            as_written = name == user.username or name == user.attribute_lookup.get(key.kind)
            if not as_written and not ledger.acts(name_rows.CASE_INSENSITIVE_NAMES):
                return motos
            is_alias = key.kind in settings.alias_attributes
            if is_alias and not ledger.acts(name_rows.ALIASES):
                return motos
            return user
        return motos

    def _get_user(self, username: str) -> LabUser:
        return self.find_user(username)  # type: ignore[return-value]  # moto's type hides None

    def _names_of(self, user: LabUser) -> tuple[Hashable, ...]:
        """The keys of a user, and the plain texts by which moto would find the user."""
        settings, attributes = self.name_settings, user.attribute_lookup
        others = [attributes.get(name) for name in sorted(settings.username_attributes)]
        keys = alias_keys(settings, user.username, user.id, attributes, user.status)
        return (user.username, *(name for name in others if name), *sorted(keys))

    @property
    def keys(self) -> PoolKeys:
        """The pool's two key pairs, taken from the store when they are first needed."""
        return self._with_key_set()[0]

    @property
    def key_set(self) -> KeySet:
        """The public keys as a verifier reads them."""
        return self._with_key_set()[1]

    def rotate_keys(self, *, forget_old: bool = False) -> None:
        """Sign with two new pairs from now on."""
        self._use(self.keys.replaced_by(self.world.keys.take(), forget_old=forget_old))

    def _with_key_set(self) -> tuple[PoolKeys, KeySet]:
        return self._keys_in_use or self._use(self.world.keys.take())

    def _use(self, keys: PoolKeys) -> tuple[PoolKeys, KeySet]:
        # Both at once: a call that only verifies leaves the pool as it was.
        self._keys_in_use = keys, KeySet.read(keys.jwks())
        return self._keys_in_use

    def create_jwt(
        self,
        client_id: str,
        username: str,
        token_use: str,
        expires_in: int = 60 * 60,
        extra_data: dict[str, Any] | None = None,
    ) -> tuple[str, int]:
        """A token: moto drafts its claims, `token_minting` says them as AWS does, `signing` signs.

        moto's draft has the name that was typed, as a sign-in by moto has.
        """
        token = TokenInTheMaking(
            self, self._get_user(username), client_id, token_use, (extra_data or {})["origin_jti"]
        )
        with token.in_the_making():
            return super().create_jwt(
                client_id,
                token.name_for_moto,
                token_use,
                token.lifetime(otherwise=expires_in),
                extra_data,
            )


class LabUserPoolBackend(CognitoIdpBackend):
    """moto's store of pools, with the codes that were sent to users."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self._signing_up = False

    @property
    def _url_module(self) -> Any:
        import moto.cognitoidp.urls

        return moto.cognitoidp.urls

    def create_user_pool(self, name: str, extended_config: dict[str, Any]) -> LabUserPool:
        """Make a pool (CreateUserPool)."""
        pool = LabUserPool(self.account_id, self.region_name, name, extended_config)
        self.user_pools[pool.id] = pool
        return pool

    def create_user_pool_client(
        self, user_pool_id: str, generate_secret: bool, extended_config: dict[str, str]
    ) -> CognitoIdpUserPoolClient:
        """Make an app client (CreateUserPoolClient)."""
        client = super().create_user_pool_client(user_pool_id, generate_secret, extended_config)
        world = current_world()
        if world.ledger.acts(rows.APP_CLIENT_ID):
            clients = self.user_pools[user_pool_id].clients
            del clients[client.id]
            client.id = world.randomness.text("ids", APP_CLIENT_ID_LENGTH, LOWER_AND_DIGITS)
            client.secret = world.randomness.text("ids", APP_CLIENT_SECRET_LENGTH, LOWER_AND_DIGITS)
            clients[client.id] = client
        return client

    def admin_add_user_to_group(self, user_pool_id: str, group_name: str, username: str) -> None:
        """Put a user into a group; the groups keep the order in which the user joined."""
        user: Any = self.admin_get_user(user_pool_id, username)
        unordered = not isinstance(user.groups, InOrderOfJoining)
        if unordered and current_world().ledger.acts(rows.GROUPS_IN_ORDER):
            user.groups = InOrderOfJoining.fromkeys(user.groups)
        super().admin_add_user_to_group(user_pool_id, group_name, username)

    def sign_up(
        self, client_id: str, username: str, password: str, attributes: list[dict[str, str]]
    ) -> tuple[Any, Any]:
        """Make a user (SignUp); whoever calls sends the code."""
        self._signing_up = True
        try:
            return super().sign_up(client_id, username, password, _with_values(attributes))
        finally:
            self._signing_up = False

    def admin_create_user(
        self,
        user_pool_id: str,
        username: str,
        message_action: str,
        temporary_password: str,
        attributes: list[dict[str, str]],
    ) -> LabUser:
        """Make a user (AdminCreateUser); whoever calls sends the invitation."""
        return super().admin_create_user(  # type: ignore[return-value]  # `patches` makes it so
            user_pool_id, username, message_action, temporary_password, _with_values(attributes)
        )

    def admin_delete_user(self, user_pool_id: str, username: str) -> None:
        """Delete a user (AdminDeleteUser, DeleteUser), whose tokens then open nothing."""
        user: Any = self.admin_get_user(user_pool_id, username)
        super().admin_delete_user(user_pool_id, username)
        end_tokens_of(self.user_pools[user_pool_id], user)

    def _validate_password(self, user_pool_id: str, password: str) -> None:
        """moto's look at a new password, but for its upper limit.

        https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html
        """
        if len(password) > _MOTOS_LONGEST:
            policy = self.user_pools[user_pool_id].password_policy  # type: ignore[attr-defined]
            allowed = check_password(policy, password).accepted
            if allowed and current_world().ledger.acts(password_rows.PASSWORDS_MAY_BE_LONG):
                return
        super()._validate_password(user_pool_id, password)

    def _get_code_delivery_details(
        self, recovery_settings: Any, user: Any, username: str
    ) -> dict[str, str]:
        # At sign-up the recovery settings have no say: moto would refuse it for `admin_only`,
        # and break off in the middle over an e-mail address without an @.
        if self._signing_up and current_world().ledger.acts(sign_up_rows.SIGN_UP_CODE_IS_SENT):
            return {}
        return super()._get_code_delivery_details(recovery_settings, user, username)


def _with_values(attributes: list[dict[str, str]] | None) -> list[dict[str, str]]:
    """Attributes as moto needs them: a Value may be missing in a request, and so may all.

    A blank one is none: that is documented of updates, and taken to hold for new users.
    """
    listed = [
        {"Name": entry["Name"], "Value": entry.get("Value") or ""} for entry in attributes or ()
    ]
    filled = [entry for entry in listed if entry["Value"]]
    if len(filled) < len(listed) and current_world().ledger.acts(
        attribute_rows.BLANK_VALUE_DELETES
    ):
        return filled
    return listed


class InOrderOfJoining(dict[Any, None]):
    """As much of a set as moto asks of a user's groups, in the order in which they joined."""

    def add(self, member: Any) -> None:
        """Join; a member stays in its place."""
        self[member] = None

    def remove(self, member: Any) -> None:
        """Leave. Raises KeyError for one who is no member."""
        del self[member]

    def discard(self, member: Any) -> None:
        """Leave, if a member."""
        self.pop(member, None)


def find_pool(user_pool_id: str) -> CognitoIdpUserPool | None:
    """The pool with this id, in whatever account and region, or None."""
    for _, _, backend in cognitoidp_backends.iter_backends():
        pool = backend.user_pools.get(user_pool_id)  # type: ignore[attr-defined]
        if pool is not None:
            return pool  # type: ignore[no-any-return]
    return None


def find_app_client(app_client_id: str) -> tuple[LabUserPoolBackend, LabUserPool] | None:
    """The backend and pool that an app client belongs to, or None."""
    for _, _, backend in cognitoidp_backends.iter_backends():
        for pool in backend.user_pools.values():  # type: ignore[attr-defined]
            if app_client_id in pool.clients:
                return backend, pool  # type: ignore[return-value]
    return None
