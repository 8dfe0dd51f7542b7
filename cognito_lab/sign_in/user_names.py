"""Sign-in names: which names a user can have, and how a name finds its user.

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
("Customizing sign-in attributes") knows two kinds of pools. With UsernameAttributes an e-mail
address or a phone number *is* the user name; otherwise there is a user name of its own, and
AliasAttributes can stand in for it. AWS prints none of the words here: they are from reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cognito_lab.evidence import Verdict
from cognito_lab.sign_in.attributes import VERIFIED_FLAGS, is_email, is_phone_number

_FORMATS = {"email": is_email, "phone_number": is_phone_number}
_CALLED = {"email": "email", "phone_number": "phone number"}
_UNCONFIRMED = "UNCONFIRMED"


class NameKey(NamedTuple):
    """One name in the index of users: `kind` is `username`, `sub`, or the attribute's name.

    The kind is a part of the key so that nobody hides another's user name behind an alias.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class NameSettings:
    """What a pool says of sign-in names. A pool has at most one of the two kinds."""

    username_attributes: frozenset[str] = frozenset()
    alias_attributes: frozenset[str] = frozenset()
    case_sensitive: bool = True

    @classmethod
    def of_pool(cls, pool: Mapping[str, Any]) -> NameSettings:
        """From what CreateUserPool was given, or DescribeUserPool answers.

        Without UsernameConfiguration names are case sensitive: "This is the default value." Lists
        are taken for what AWS allows in them.
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UsernameConfigurationType.html
        """
        configuration = pool.get("UsernameConfiguration") or {}
        return cls(
            frozenset(pool.get("UsernameAttributes") or ()) & _FORMATS.keys(),
            frozenset(pool.get("AliasAttributes") or ()) & {*_FORMATS, "preferred_username"},
            bool(configuration.get("CaseSensitive", True)),
        )


@dataclass(frozen=True, slots=True)
class NameCheck(Verdict):
    """The verdict on a name: AWS's code and words of the refusal, or None.

    `attribute`: the one that an accepted user name is the value of, where the pool takes
    addresses for user names.
    """

    code: str | None = None
    message: str | None = None
    attribute: str | None = None

    @property
    def accepted(self) -> bool:
        """Whether the name may be used."""
        return self.code is None


def normalised_name(name: str, case_sensitive: bool) -> str:
    """A name as names are compared.

    "This option also enables both preferred_username and email alias to be case insensitive":
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UsernameConfigurationType.html
    How letters beyond ASCII are folded is not documented.
    """
    return name if case_sensitive else name.lower()


def check_sign_up_name(settings: NameSettings, username: str) -> NameCheck:
    """Whether a new user (SignUp, AdminCreateUser) may be given this user name.

    "If the username string format is not in email or phone number format, the SignUp API returns
    an exception"; in the other kind of pool, "If you select email address as an alias, Amazon
    Cognito doesn't accept a user name that matches a valid email address format" (and so for
    phone numbers). Both from the page named above.
    """
    if settings.username_attributes:
        for attribute in sorted(settings.username_attributes):
            if _FORMATS[attribute](username):
                return NameCheck(attribute=attribute)
        if len(settings.username_attributes) > 1:
            return _invalid("Username should be either an email or a phone number.")
        (only,) = settings.username_attributes
        article = "an" if only == "email" else "a"
        return _invalid(f"Username should be {article} {_CALLED[only]}.")
    for attribute in sorted(settings.alias_attributes & _FORMATS.keys()):
        if _FORMATS[attribute](username):
            called = _CALLED[attribute]
            # Reported whole for e-mail; for phone numbers the end is by analogy.
            return _invalid(
                f"Username cannot be of {called} format, since user pool is configured for "
                f"{called} alias."
            )
    return NameCheck()


def check_preferred_username(
    settings: NameSettings, attributes: Mapping[str, str], *, status: str
) -> NameCheck:
    """Whether these attributes may be written for a user of this status (UserStatus).

    "If you select preferred_username as an alias, your user can provide the value only when they
    confirm an account. They can't provide the value during registration" (the page named above).
    """
    aliased = "preferred_username" in settings.alias_attributes
    if aliased and status == _UNCONFIRMED and attributes.get("preferred_username"):
        return _invalid(
            "Preferred username cannot be provided for unconfirmed account, since user pool is "
            "configured for preferred username alias."
        )
    return NameCheck()


def stored_username(settings: NameSettings, username: str, sub: str) -> str:
    """The name that a new user has in the pool, which never changes.

    Where addresses are user names, SignUp "generates a persistent UUID for your user, and uses it
    as the immutable username attribute internally. This UUID has the same value as the sub claim"
    (the page named above). Else it is the name as it was given, in its letters' case.
    """
    return sub if settings.username_attributes else username


def with_address_of_name(
    settings: NameSettings, username: str, attributes: Mapping[str, str]
) -> dict[str, str]:
    """A new user's attributes, with the address that the accepted user name is.

    "If the username string is in valid email format, the user pool automatically populates the
    email attribute of the user with the username value" (the page named above). What happens to
    another address given beside it is not documented: here the user name wins.
    """
    attribute = check_sign_up_name(settings, username).attribute
    return {**attributes, attribute: username} if attribute else dict(attributes)


def active_attributes(
    settings: NameSettings, attributes: Mapping[str, str], status: str
) -> tuple[str, ...]:
    """The attributes whose values now open as sign-in names of this user.

    As user names addresses need not be verified; as aliases "phone numbers and email addresses
    only become active [...] after your user verifies" them, and preferred_username when the user
    is confirmed (the page named above). AWS's `true` is a text, in any case.
    """
    active = [name for name in settings.username_attributes if attributes.get(name)]
    for name in settings.alias_attributes:
        flag = VERIFIED_FLAGS.get(name)
        is_open = attributes.get(flag, "").lower() == "true" if flag else status != _UNCONFIRMED
        if is_open and attributes.get(name):
            active.append(name)
    return tuple(sorted(active))


def alias_keys(
    settings: NameSettings, username: str, sub: str, attributes: Mapping[str, str], status: str
) -> frozenset[NameKey]:
    """Every key under which a user is found now; `username` is the stored one.

    By `sub` where addresses are user names: "If username isn't an alias attribute in your user
    pool, this value must be the sub of a local user or the username of a user from a third-party
    IdP". https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
    """
    keys = {_key(settings, "username", username)}
    if settings.username_attributes:
        keys.add(_key(settings, "sub", sub))
    keys |= {
        _key(settings, name, attributes[name])
        for name in active_attributes(settings, attributes, status)
    }
    return frozenset(keys)


def lookup_keys(settings: NameSettings, name: str) -> tuple[NameKey, ...]:
    """The keys to try for a name that somebody gave, the first that is in the index wins.

    A user's own name goes before another's alias. Which goes first is not documented.
    """
    kinds = ["username", *(["sub"] if settings.username_attributes else [])]
    kinds += sorted(settings.username_attributes | settings.alias_attributes)
    return tuple(_key(settings, kind, name) for kind in kinds)


def check_name_is_free(attribute: str | None, holder: str | None) -> NameCheck:
    """Whether a new user can have a name. `attribute` is the address that it is, or None.

    `holder` is the stored name of whoever has it, or None. "If the username string contains an
    email address or phone number that is already in use, the SignUp API returns an exception"
    (the page named above).
    """
    if holder is None:
        return NameCheck(attribute=attribute)
    if attribute is None:
        return NameCheck("UsernameExistsException", "User already exists")
    return NameCheck("UsernameExistsException", _in_use(attribute))


def check_alias_is_free(
    attribute: str, *, username: str, holder: str | None, force: bool = False
) -> NameCheck:
    """Whether an attribute may open as a sign-in name of `username` (the stored name).

    `holder` is the stored name of the user whom its value opens now, or None. `force`
    (ForceAliasCreation) "migrates the alias from an existing user to the new user":
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
    The words are reported for e-mail and UsernameExistsException; here by analogy.
    """
    if holder is None or holder == username or force:
        return NameCheck(attribute=attribute)
    return NameCheck("AliasExistsException", _in_use(attribute))


def _in_use(attribute: str) -> str:
    return f"An account with the given {attribute} already exists."


def _invalid(message: str) -> NameCheck:
    return NameCheck("InvalidParameterException", message)


def _key(settings: NameSettings, kind: str, name: str) -> NameKey:
    return NameKey(kind, normalised_name(name, settings.case_sensitive))
