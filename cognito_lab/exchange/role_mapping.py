"""A role mapping as SetIdentityPoolRoles takes it: from JSON to the core's own type.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cognito_lab.exchange.role_selection import MATCH_TYPES, MOST_RULES, RoleMapping, Rule

TYPES = ("Token", "Rules")
AMBIGUOUS = ("AuthenticatedRole", "Deny")


class NoRoleMapping(ValueError):
    """It is no role mapping; the message says where it is none."""


def read_role_mapping(given: Any) -> RoleMapping:
    """The mapping that a document says. Raises NoRoleMapping for one that decides nothing."""
    mapping = _of_kind(given, Mapping, "the mapping", "an object")
    kind = _one_of(mapping.get("Type"), TYPES, "Type")
    ambiguous = _one_of(
        mapping.get("AmbiguousRoleResolution"), AMBIGUOUS, "AmbiguousRoleResolution"
    )
    rules: list[Rule] = []
    if kind == "Rules":
        told = _of_kind(
            mapping.get("RulesConfiguration"), Mapping, "RulesConfiguration", "an object"
        )
        listed = _of_kind(told.get("Rules"), list, "RulesConfiguration.Rules", "a list")
        if not 1 <= len(listed) <= MOST_RULES:
            raise NoRoleMapping(f"RulesConfiguration.Rules has to have 1 to {MOST_RULES} rules")
        rules = [_rule(one, f"Rules[{number}]") for number, one in enumerate(listed)]
    return RoleMapping(kind, ambiguous, tuple(rules))  # type: ignore[arg-type]


def written(mapping: RoleMapping) -> dict[str, Any]:
    """The document that says a mapping."""
    told: dict[str, Any] = {"Type": mapping.type, "AmbiguousRoleResolution": mapping.ambiguous}
    if mapping.type == "Rules":
        rules = [
            {
                "Claim": rule.claim,
                "MatchType": rule.match_type,
                "Value": rule.value,
                "RoleARN": rule.role_arn,
            }
            for rule in mapping.rules
        ]
        told["RulesConfiguration"] = {"Rules": rules}
    return told


def _rule(given: Any, place: str) -> Rule:
    rule = _of_kind(given, Mapping, place, "an object")
    texts = [
        _of_kind(rule.get(name), str, f"{place}.{name}", "a text")
        for name in ("Claim", "Value", "RoleARN")
    ]
    match_type = _one_of(rule.get("MatchType"), MATCH_TYPES, f"{place}.MatchType")
    return Rule(texts[0], match_type, texts[1], texts[2])


def _of_kind(value: Any, kind: type[Any], place: str, what: str) -> Any:
    if not isinstance(value, kind):
        raise NoRoleMapping(f"{place} has to be {what}")
    return value


def _one_of(value: Any, allowed: tuple[str, ...], place: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise NoRoleMapping(f"{place} has to be one of {', '.join(allowed)}")
    return value
