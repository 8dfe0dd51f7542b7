"""Attributes for access control: claims of a login that become tags of the role session.

https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Check
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import INVALID_PARAMETER, Refusal

MOST_TAGS = 50
LONGEST_KEY, LONGEST_VALUE = 128, 256
"""https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html"""

DEFAULTS: Mapping[str, str] = {"username": "sub", "client": "aud"}
"""The tags and their claims where a provider "uses defaults": for a user pool's tokens.

https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html
"""

_MARKS = "_.:/=+-@"
"""What may be in a tag beside letters, separators and numbers.
https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html"""


@dataclass(frozen=True, slots=True)
class TagMap:
    """What one provider's claims become: tag names with their claims, or the defaults."""

    uses_defaults: bool = True
    tags: Mapping[str, str] | None = None

    @property
    def claims_by_tag(self) -> Mapping[str, str]:
        """Tag names with the claims that give their values."""
        return DEFAULTS if self.uses_defaults else (self.tags or {})


def principal_tags(tag_map: TagMap | None, claims: Mapping[str, Any]) -> dict[str, str]:
    """The tags of a session; none without a map. A claim that is absent, or that no tag can be
    like, makes none (what AWS does with such a one is not documented)."""
    if tag_map is None:
        return {}
    made = {tag: _tag_value(claims.get(claim)) for tag, claim in tag_map.claims_by_tag.items()}
    return tags_that_can_be({tag: value for tag, value in made.items() if value is not None})


def tags_that_can_be(tags: Mapping[str, str]) -> dict[str, str]:
    """Those that a session can have: of keys that differ only in case, it has the first."""
    found: dict[str, str] = {}
    lower: set[str] = set()
    for key, value in tags.items():
        if check_session_tags({key: value}) is None and key.lower() not in lower:
            found[key] = value
            lower.add(key.lower())
    return found


def check_tag_keys(keys: Iterable[str]) -> Refusal | None:
    """Whether one session can have tags with all these keys.

    "…you cannot have separate Department and department tag keys", says STS. That an identity pool
    refuses at once what STS would refuse later, and in which words, no document says.
    https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_naming-conventions
    """
    seen: set[str] = set()
    for key in keys:
        if not 1 <= len(key) <= LONGEST_KEY or not can_be_in_a_tag(key):
            return Refusal(INVALID_PARAMETER, f"{key[:LONGEST_KEY]!r} is no key of a tag.")
        if key.lower().startswith("aws:"):
            return Refusal(INVALID_PARAMETER, "Tags whose key begins with aws: are reserved.")
        if key.lower() in seen:
            return Refusal(INVALID_PARAMETER, f"The tag {key} is there twice: case does not count.")
        seen.add(key.lower())
    if len(seen) > MOST_TAGS:
        return Refusal(INVALID_PARAMETER, f"A session takes at most {MOST_TAGS} tags.")
    return None


def check_session_tags(tags: Mapping[str, str]) -> Refusal | None:
    """Whether one session can have these tags: their keys (see above) and their values."""
    for key, value in tags.items():
        if _tag_value(value) is None:
            return Refusal(INVALID_PARAMETER, f"The value of {key[:LONGEST_KEY]!r} is no tag's.")
    return check_tag_keys(tags)


def tag_checks(tag_map: TagMap | None, claims: Mapping[str, Any]) -> tuple[Check, ...]:
    """A row for each tag of the map: the claim it comes from, and the value that it got."""
    if tag_map is None:
        return ()
    made = principal_tags(tag_map, claims)
    return tuple(
        Check(
            f"tag {tag}",
            claim,
            made.get(tag),
            tag in made,
            ExchangeReason.PASSED if tag in made else ExchangeReason.TAG_LEFT_OUT,
        )
        for tag, claim in tag_map.claims_by_tag.items()
    )


def _tag_value(claim: Any) -> str | None:
    if isinstance(claim, bool):
        return "true" if claim else "false"
    if isinstance(claim, str) and len(claim) <= LONGEST_VALUE and can_be_in_a_tag(claim):
        return claim
    return None


def can_be_in_a_tag(text: str) -> bool:
    """Whether a text has no character but those that a tag may have."""
    return all(char in _MARKS or unicodedata.category(char)[0] in "LZN" for char in text)
