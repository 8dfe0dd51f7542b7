"""A glossary of all that stands in a token of Cognito's: look a name up with `entry_for`.

>>> entry_for("aud", "id").short
'which app client it is for'
>>> entry_for("custom:tenant", "id").set_by
'whoever the app client lets write the attribute: perhaps the user'
"""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.tokens.claim_entries import (
    CLAIM_ENTRIES,
    HEADER,
    HEADER_ENTRIES,
    ID,
    ID_PAGE,
    PROFILE_PAGE,
    TRIGGER_PAGE,
    ClaimEntry,
    Standard,
)

PROFILE: Mapping[str, str] = {
    "name": "the full name",
    "given_name": "the first name",
    "family_name": "the family name",
    "middle_name": "the middle name",
    "nickname": "the nickname",
    "preferred_username": "the name to be called by",
    "profile": "the address of a profile page",
    "picture": "the address of a picture",
    "website": "the address of a web site",
    "gender": "the gender",
    "birthdate": "the date of birth",
    "zoneinfo": "the time zone",
    "locale": "the language",
    "address": "the postal address",
    "updated_at": "when the profile was changed",
}
"""OpenID Connect's claims about a person, in a few words each. Cognito copies them from the user's
attributes, as far as the app client may read them."""

CUSTOM_PREFIX = "custom:"

_BY_NAME: dict[str, list[ClaimEntry]] = {}
for _entry in CLAIM_ENTRIES:
    _BY_NAME.setdefault(_entry.name, []).append(_entry)
_HEADERS = {entry.name: entry for entry in HEADER_ENTRIES}


def entry_for(name: str, token_use: str | None = None) -> ClaimEntry:
    """What a claim means in a token of this use (`"id"` or `"access"`), or in the `"header"`.

    Every name gets an entry. One that nobody has defined gets one that says so, with
    `Standard.NONE`. Where Cognito does not write the name into such a token, `places` lacks
    that use: a trigger may have added it, or somebody who is not Cognito.
    """
    if token_use == HEADER:
        return _HEADERS.get(name) or _unknown(name)
    found = _BY_NAME.get(name)
    if found:
        return next((entry for entry in found if token_use in entry.places), found[0])
    if name in PROFILE:
        return _profile_claim(name)
    if name.startswith(CUSTOM_PREFIX) and name != CUSTOM_PREFIX:
        return _custom_attribute(name)
    return _unknown(name)


def _profile_claim(name: str) -> ClaimEntry:
    return ClaimEntry(
        name,
        (ID,),
        PROFILE[name],
        f"Of the user's profile: {PROFILE[name]}.",
        "whoever the app client lets write the attribute: mostly the user",
        Standard.OPENID_CONNECT,
        "showing it, and greeting the user",
        "deciding anything: users write what they like",
        PROFILE_PAGE,
        is_time=name == "updated_at",
    )


def _custom_attribute(name: str) -> ClaimEntry:
    return ClaimEntry(
        name,
        (ID,),
        "an attribute that this pool has added",
        "An attribute that the pool's owner has defined. Its value is always a text.",
        "whoever the app client lets write the attribute: perhaps the user",
        Standard.COGNITO,
        "what its owner has defined it for",
        "permissions, unless no app client may write it: a user could make themselves an "
        "administrator",
        ID_PAGE,
    )


def _unknown(name: str) -> ClaimEntry:
    return ClaimEntry(
        name,
        (),
        "no name that is known here",
        "None of the standards that Cognito follows defines it. A pre token generation trigger can "
        "add claims of its own.",
        "a trigger of the pool's, if the token verifies; else anybody",
        Standard.NONE,
        "what whoever added it has agreed with the reader",
        "anything that was not agreed",
        TRIGGER_PAGE,
    )
