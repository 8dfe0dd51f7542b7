"""A user of the lab: moto's, with what the lab keeps of its sign-ins; and the store of users."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto.cognitoidp.models import CognitoIdpUser

from cognito_lab.sign_in.codes import CodePurpose, IssuedCode
from cognito_lab.sign_in.lockout import Lockout
from cognito_lab.sign_in.srp import PasswordVerifier

if TYPE_CHECKING:
    from cognito_lab.aws.cognito_idp.known_devices import Device


@dataclass(slots=True)
class SecondFactor:
    """An authenticator app: its secret (base32), and the last step that a code was taken of.

    `device_name` is the FriendlyDeviceName that came with it, or empty.
    """

    secret: str
    last_used_counter: int | None = None
    device_name: str = ""


@dataclass(slots=True)
class SignInState:
    """What the lab keeps of one user beside moto's own record.

    `codes`: the codes that were sent, by purpose (one that verifies an attribute, by that too).
    `new_addresses`: those that count only once they are verified, by attribute. `srp`: made from
    the password when it is first needed, with the password that it is of. `app`: the authenticator
    app that was verified; `pending_app_secret`: one that was not yet. `device_keys_given`: keys
    that came with tokens and were not confirmed; `devices`: what was, by key.
    """

    codes: dict[CodePurpose | tuple[CodePurpose, str], IssuedCode] = field(default_factory=dict)
    lockout: Lockout = field(default_factory=Lockout)
    srp: tuple[str, PasswordVerifier] | None = None
    app: SecondFactor | None = None
    pending_app_secret: str | None = None
    email_mfa_enabled: bool = False
    password_set_at: dt.datetime | None = None
    former_passwords: list[str] = field(default_factory=list)
    new_addresses: dict[str, str] = field(default_factory=dict)
    device_keys_given: dict[str, None] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)


class LabUser(CognitoIdpUser):
    """moto's user, who tells the store when a name changes under which it can be found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.sign_in = SignInState()
        self.on_change: Callable[[LabUser], None] = _nobody_listens
        super().__init__(*args, **kwargs)

    def update_attributes(self, new_attributes: list[dict[str, Any]]) -> None:
        """Set attributes (UpdateUserAttributes and its like)."""
        super().update_attributes(new_attributes)
        self.on_change(self)

    def delete_attributes(self, attrs_to_delete: list[str]) -> None:
        """Take attributes away (DeleteUserAttributes and its like)."""
        super().delete_attributes(attrs_to_delete)
        self.on_change(self)


def _nobody_listens(user: LabUser) -> None:
    """A user who is in no store yet."""


class UserStore(OrderedDict[str, LabUser]):
    """A pool's users by username, and by every name under which one can be found.

    `names_of` gives those names; a look-up costs the same however many users there are.
    """

    def __init__(self, names_of: Callable[[LabUser], Iterable[Hashable]]) -> None:
        super().__init__()
        self._names_of = names_of
        self._by_name: dict[Hashable, dict[str, None]] = {}
        self._names: dict[str, tuple[Hashable, ...]] = {}

    def __setitem__(self, username: str, user: LabUser) -> None:
        super().__setitem__(username, user)
        user.on_change = self._index
        self._index(user)

    def __delitem__(self, username: str) -> None:
        self[username].on_change = _nobody_listens
        self._forget(username)
        super().__delitem__(username)

    def called(self, name: Hashable) -> list[LabUser]:
        """The users who can be found under a name, those who came first in front."""
        return [self[username] for username in self._by_name.get(name, ())]

    def _index(self, user: LabUser) -> None:
        self._forget(user.username)
        names = tuple(self._names_of(user))
        self._names[user.username] = names
        for name in names:
            self._by_name.setdefault(name, {})[user.username] = None

    def _forget(self, username: str) -> None:
        for name in self._names.pop(username, ()):
            holders = self._by_name[name]
            del holders[username]
            if not holders:
                del self._by_name[name]
