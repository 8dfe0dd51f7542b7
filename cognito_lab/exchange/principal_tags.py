"""Attributes for access control: claims of a login that become tags of the role session.

https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Check
from cognito_lab.exchange.reasons import ExchangeReason

MOST_TAGS = 50
LONGEST_KEY, LONGEST_VALUE = 128, 256
"""https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html"""

DEFAULTS: Mapping[str, str] = {"username": "sub", "client": "aud"}
"""The tags and their claims where a provider "uses defaults": for a user pool's tokens.

https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html
"""

_CHARACTERS = re.compile(r"[\w\s.:/=+\-@]*\Z")


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
    return {
        tag: value
        for tag, claim in tag_map.claims_by_tag.items()
        if (value := _tag_value(claims.get(claim))) is not None
    }


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
    if not isinstance(claim, str) or len(claim) > LONGEST_VALUE or not _CHARACTERS.match(claim):
        return None
    return claim
