"""One exchange: who comes with what, through which flow, to which pool, and what AWS gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

ENHANCED, CLASSIC, DIRECT = "enhanced", "classic", "direct"
"""GetCredentialsForIdentity; GetOpenIdToken and STS; a provider's token to STS itself."""
MEMBERS, GUESTS, EDITORS = "members", "guests", "editors"
"""Roles: for logins, for guests, and one that groups and rules can choose."""

GET_ID, GET_CREDENTIALS = "GetId", "GetCredentialsForIdentity"
GET_TOKEN, ASSUME = "GetOpenIdToken", "AssumeRoleWithWebIdentity"
NOT_AUTHORIZED = "NotAuthorizedException"
BAD_LOGIN = "Invalid login token. "


class Granted(NamedTuple):
    """The session that comes out: its role, its tags, its length in minutes, and whose identity it
    is: that of the same person's first sign-in, where that is what the case is about."""

    role: str
    tags: Mapping[str, str] = {}
    minutes: int = 60
    limited: bool = False


class Refused(NamedTuple):
    """The operation that refuses, its code, and its words: all of them, or a regular expression
    for those with a moment or an id in them. No document has the words of an empty one."""

    operation: str
    code: str
    words: str = ""


@dataclass(frozen=True)
class Exchange:
    """`who` names a person, `shows` what that person brings, `before` what happens meanwhile.

    `trust` replaces the trust policies of roles by other statements; `pool` and `mapping` are
    settings of the identity pool; `source` is the page that says what the answer has to be.
    """

    name: str
    who: str
    answer: Granted | Refused
    source: str
    flow: str = ENHANCED
    shows: str = "id token"
    identity: str = "own"
    before: tuple[str, ...] = ()
    pool: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, str | None] = field(default_factory=dict)
    trust: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    mapping: Mapping[str, Any] | None = None
    tag_map: Mapping[str, str] | None = None
    custom_role: str | None = None
    takes_on: str | None = None
    minutes: int | None = None
