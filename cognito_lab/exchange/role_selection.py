"""Which role? A custom one, the token's, a rule's, or the pool's own; and the way to it.

"Amazon Cognito identity pools assign your authenticated users a set of temporary,
limited-privilege credentials":
https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html
https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cognito_lab.evidence import Check, Verdict
from cognito_lab.exchange.logins import Login
from cognito_lab.exchange.reasons import ExchangeReason
from cognito_lab.exchange.refusal import INVALID_CONFIGURATION, NOT_AUTHORIZED, Refusal
from cognito_lab.tokens.group_roles import PREFERRED_ROLE, ROLES

MOST_RULES = 25
"""https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RulesConfigurationType.html"""

CHECK_ROLES = "Invalid identity pool configuration. Check assigned IAM roles for this pool."
# No report has the words of these two.
_NOT_NAMED = "Access to the requested role is not allowed for this identity."
_AMBIGUOUS = "The role for this identity is ambiguous, and the identity pool denies access then."

_MATCHES: Mapping[str, Callable[[str, str], bool]] = {
    "Equals": lambda claim, value: claim == value,
    "Contains": lambda claim, value: value in claim,
    "StartsWith": lambda claim, value: claim.startswith(value),
    "NotEqual": lambda claim, value: claim != value,
}
MATCH_TYPES = tuple(_MATCHES)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the claim, how its value is compared with `value`, and the role if that holds."""

    claim: str
    match_type: str
    value: str
    role_arn: str

    def holds(self, claims: Mapping[str, Any]) -> bool:
        """Whether the rule holds of a token's claims. One that is absent meets no rule.

        Of a list, one of its texts has to meet it; no document says how a list is compared.
        """
        claim = claims.get(self.claim)
        compares = _MATCHES[self.match_type]
        texts = claim if isinstance(claim, list) else [claim]
        return any(compares(text, self.value) for text in map(_text, texts) if text is not None)


@dataclass(frozen=True, slots=True)
class RoleMapping:
    """How the logins of one provider (and app client) get their role."""

    type: Literal["Token", "Rules"]
    ambiguous: Literal["AuthenticatedRole", "Deny"]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class PoolRoles:
    """What SetIdentityPoolRoles has set: ARNs, and mappings by provider."""

    authenticated: str | None = None
    unauthenticated: str | None = None
    mappings: Mapping[str, RoleMapping] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoleSelection(Verdict):
    """The role that was chosen, or why none was. Ask `.accepted`.

    `way` has the questions of the decision in the order in which they were asked, each with its
    answer; `reason` is that of the last.
    """

    role_arn: str | None
    reason: ExchangeReason
    way: tuple[Check, ...]
    refusal: Refusal | None

    @property
    def accepted(self) -> bool:
        """Whether there is a role."""
        return self.refusal is None

    @property
    def checks(self) -> tuple[Check, ...]:
        """The way, row by row."""
        return self.way


class Question:
    """The questions of the decision, as `subject` of the rows of a way."""

    GUEST = "a guest?"
    MAPPING = "a mapping for the login?"
    CUSTOM = "a custom role?"
    PREFERRED = "a preferred role in the token?"
    RULE = "rule"
    AMBIGUOUS = "and where it is ambiguous?"
    POOL_ROLE = "a role of the pool?"


def select_role(
    roles: PoolRoles, login: Login | None, custom_role_arn: str | None = None
) -> RoleSelection:
    """Choose the role for a login, or for a guest (None).

    Order: a custom role, then the mapping of the login's provider, then the pool's own roles.
    """
    way = _Way()
    way.ask(Question.GUEST, login is None)
    if login is None:
        if custom_role_arn is not None:
            return way.refuse(
                Question.CUSTOM,
                custom_role_arn,
                ExchangeReason.CUSTOM_FOR_A_GUEST,
                Refusal(NOT_AUTHORIZED, _NOT_NAMED),
            )
        return way.pool_role(roles.unauthenticated, ExchangeReason.GUEST_ROLE)
    mapping = roles.mappings.get(login.mapping_key)
    way.ask(Question.MAPPING, None if mapping is None else mapping.type)
    if custom_role_arn is not None:
        return _custom(way, mapping, login.claims, custom_role_arn)
    if mapping is None:
        return way.pool_role(roles.authenticated, ExchangeReason.DEFAULT_ROLE)
    if mapping.type == "Rules":
        return _by_rules(way, roles, mapping, login.claims)
    return _by_token(way, roles, mapping, login.claims)


def _custom(
    way: _Way, mapping: RoleMapping | None, claims: Mapping[str, Any], asked_for: str
) -> RoleSelection:
    """ "When using tokens to assign roles, … Use the GetCredentialsForIdentity CustomRoleArn
    parameter if it is set and it matches a role in the cognito:roles claim"; with rules, one that
    holds has to name it. Without a mapping nothing does: to use a token's roles, "you must also
    set Choose role from token". That AWS refuses then, and does not pass over it, no page says.
    https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
    """
    refusal = Refusal(NOT_AUTHORIZED, _NOT_NAMED)
    if mapping is None:
        why = ExchangeReason.CUSTOM_WITHOUT_MAPPING
        return way.refuse(Question.CUSTOM, asked_for, why, refusal)
    named = set(_texts(claims.get(ROLES)))
    if mapping.type == "Rules":
        named = {rule.role_arn for rule in mapping.rules if rule.holds(claims)}
    if asked_for in named:
        return way.choose(Question.CUSTOM, asked_for, asked_for, ExchangeReason.CUSTOM_ROLE)
    return way.refuse(Question.CUSTOM, asked_for, ExchangeReason.CUSTOM_NOT_NAMED, refusal)


def _by_token(
    way: _Way, roles: PoolRoles, mapping: RoleMapping, claims: Mapping[str, Any]
) -> RoleSelection:
    """ "If the cognito:preferred_role claim is set, use that role"; ambiguous where there is none.

    AWS names the case of several roles without a preferred one. Of a token without any role no
    document speaks; it counts as ambiguous as well.
    """
    preferred = claims.get(PREFERRED_ROLE)
    if isinstance(preferred, str) and preferred:
        return way.choose(Question.PREFERRED, preferred, preferred, ExchangeReason.PREFERRED_ROLE)
    way.ask(Question.PREFERRED, None, ExchangeReason.NO_PREFERRED_ROLE)
    return _ambiguous(way, roles, mapping)


def _by_rules(
    way: _Way, roles: PoolRoles, mapping: RoleMapping, claims: Mapping[str, Any]
) -> RoleSelection:
    """ "Rules are evaluated in order … the first one to match specifies the role"."""
    for number, rule in enumerate(mapping.rules, 1):
        subject = f"{Question.RULE} {number}"
        wanted = f"{rule.claim} {rule.match_type} {rule.value}"
        found = claims.get(rule.claim)
        if rule.holds(claims):
            way.rows.append(Check(subject, wanted, found, True, ExchangeReason.RULE_HOLDS))
            return way.end(rule.role_arn, ExchangeReason.RULE_HOLDS)
        reason = ExchangeReason.CLAIM_ABSENT if found is None else ExchangeReason.RULE_FAILS
        way.rows.append(Check(subject, wanted, found, False, reason))
    return _ambiguous(way, roles, mapping)


def _ambiguous(way: _Way, roles: PoolRoles, mapping: RoleMapping) -> RoleSelection:
    """AmbiguousRoleResolution. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html"""
    if mapping.ambiguous == "Deny":
        return way.refuse(
            Question.AMBIGUOUS,
            mapping.ambiguous,
            ExchangeReason.AMBIGUOUS_DENIED,
            Refusal(NOT_AUTHORIZED, _AMBIGUOUS),
        )
    way.ask(Question.AMBIGUOUS, mapping.ambiguous)
    return way.pool_role(roles.authenticated, ExchangeReason.AMBIGUOUS_DEFAULT)


class _Way:
    """The questions that were asked so far."""

    def __init__(self) -> None:
        self.rows: list[Check] = []

    def ask(
        self, subject: str, answer: Any, reason: ExchangeReason = ExchangeReason.PASSED
    ) -> None:
        """Note a question and its answer: `passed` is whether there is one."""
        self.rows.append(Check(subject, None, answer, bool(answer), reason))

    def choose(
        self, subject: str, answer: Any, role_arn: str, reason: ExchangeReason
    ) -> RoleSelection:
        """End with a role."""
        self.ask(subject, answer, reason)
        return self.end(role_arn, reason)

    def end(self, role_arn: str, reason: ExchangeReason) -> RoleSelection:
        """End with a role that the last question has named."""
        return RoleSelection(role_arn, reason, tuple(self.rows), None)

    def pool_role(self, role_arn: str | None, reason: ExchangeReason) -> RoleSelection:
        """End with a role of the pool's own, if it was given one.

        https://repost.aws/knowledge-center/cognito-invalid-identity-pool-configuration
        """
        if role_arn is not None:
            return self.choose(Question.POOL_ROLE, role_arn, role_arn, reason)
        return self.refuse(
            Question.POOL_ROLE,
            None,
            ExchangeReason.NO_ROLE,
            Refusal(INVALID_CONFIGURATION, CHECK_ROLES),
        )

    def refuse(
        self, subject: str, answer: Any, reason: ExchangeReason, refusal: Refusal
    ) -> RoleSelection:
        """End without a role."""
        self.rows.append(Check(subject, None, answer, False, reason))
        return RoleSelection(None, reason, tuple(self.rows), refusal)


def _texts(claim: Any) -> tuple[str, ...]:
    if isinstance(claim, str):
        return (claim,)
    return tuple(item for item in claim if isinstance(item, str)) if isinstance(claim, list) else ()


def _text(value: Any) -> str | None:
    """A claim's value as a rule compares it: texts as they are, a boolean as JSON writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None
