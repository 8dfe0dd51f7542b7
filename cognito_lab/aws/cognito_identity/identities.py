"""The identities of one pool: each with the logins that are linked with it.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityDescription.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LoginKey = tuple[str, str]
"""A provider, and the person there."""


@dataclass
class Identity:
    """Somebody, as the pool knows them. `logins` are in the order in which they were linked."""

    id: str
    created_at: dt.datetime
    modified_at: dt.datetime
    logins: dict[LoginKey, None] = field(default_factory=dict)
    disabled: bool = False

    @property
    def keys(self) -> frozenset[LoginKey]:
        """Its logins; none for a guest's."""
        return frozenset(self.logins)

    @property
    def providers(self) -> tuple[str, ...]:
        """The providers of its logins, each once."""
        return tuple(dict.fromkeys(provider for provider, _ in self.logins))


class Identities:
    """Whom a pool knows, by id and by login; a login belongs to one identity."""

    def __init__(self) -> None:
        self._by_id: dict[str, Identity] = {}
        self._by_login: dict[LoginKey, str] = {}

    def __iter__(self) -> Iterator[Identity]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, identity_id: str) -> Identity | None:
        """The identity of this id, or None."""
        return self._by_id.get(identity_id)

    def of_logins(self, logins: Iterable[LoginKey]) -> list[Identity]:
        """The identities that these logins belong to, each once, in the order of the logins."""
        ids = dict.fromkeys(self._by_login[key] for key in logins if key in self._by_login)
        return [self._by_id[identity_id] for identity_id in ids]

    def add(self, identity_id: str, now: dt.datetime) -> Identity:
        """A new identity, without logins."""
        self._by_id[identity_id] = Identity(identity_id, now, now)
        return self._by_id[identity_id]

    def link(self, identity: Identity, logins: Iterable[LoginKey], now: dt.datetime) -> None:
        """Link logins with an identity; those that are linked already stay."""
        for key in logins:
            if key not in identity.logins:
                identity.logins[key] = None
                identity.modified_at = now
            self._by_login[key] = identity.id

    def unlink(self, identity: Identity, key: LoginKey, now: dt.datetime) -> None:
        """Take a login away; without any the identity is disabled.

        "…removing the last Login linked to an identity will make it inaccessible":
        https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html
        """
        identity.logins.pop(key, None)
        self._by_login.pop(key, None)
        identity.modified_at = now
        identity.disabled = not identity.logins

    def merge(self, source: Identity, into: Identity, now: dt.datetime) -> None:
        """All logins of one become the other's, and the one is disabled."""
        for key in list(source.logins):
            source.logins.pop(key)
            into.logins[key] = None
            self._by_login[key] = into.id
        source.disabled, source.modified_at, into.modified_at = True, now, now

    def delete(self, identity_id: str) -> bool:
        """Forget an identity; whether there was one."""
        gone = self._by_id.pop(identity_id, None)
        for key in gone.logins if gone else ():
            self._by_login.pop(key, None)
        return gone is not None
