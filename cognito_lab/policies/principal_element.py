"""Principal and NotPrincipal: whom a resource policy speaks of.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cognito_lab.policies.arn import is_account_id, parse_arn
from cognito_lab.policies.matching import ElementMatch, Grant, ValueMatch
from cognito_lab.policies.principal import (
    IDENTITY_POOL_PROVIDER,
    Principal,
    PrincipalKind,
    parse_principal,
)
from cognito_lab.policies.reasons import MatchReason

if TYPE_CHECKING:
    from cognito_lab.policies.facts import Facts

EVERYBODY = "*"
KINDS = ("AWS", "Service", "Federated", "CanonicalUser")

_UNIQUE_ID = re.compile(r"A[A-Z0-9]{15,127}\Z")
_row = tuple.__new__


def principal_fault(kind: str, text: str) -> tuple[str, str] | None:
    """What is wrong with a principal of a policy, and what to do; None where nothing is."""
    if text == EVERYBODY:
        return None
    if "*" in text or "?" in text:
        # "You cannot use a wildcard to match part of a principal name or ARN."
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
        return "has a wildcard within a principal", "name the principal, or write `*` alone"
    if kind == "CanonicalUser":
        return None if text.isalnum() else ("is no canonical user id", "write its 64 characters")
    if kind == "AWS" and _UNIQUE_ID.match(text):
        return None
    try:
        principal = parse_principal(text)
    except ValueError:
        return "names no principal", _REMEDIES[kind]
    fits = {
        "AWS": principal.account is not None,
        "Service": principal.kind is PrincipalKind.SERVICE or text == IDENTITY_POOL_PROVIDER,
        "Federated": principal.kind is PrincipalKind.PROVIDER,
    }
    return None if fits[kind] else (f"is no principal of the kind {kind}", _REMEDIES[kind])


_REMEDIES = {
    "AWS": "write an account, or the ARN of a user, a role or a session of one",
    "Service": "write a service, such as lambda.amazonaws.com",
    "Federated": "write an identity provider, such as cognito-identity.amazonaws.com",
}


class NamedPrincipal(NamedTuple):
    """One principal of a policy: its kind as the policy writes it, and its name."""

    kind: str
    written: str

    @property
    def name(self) -> str:
        """The name, an account's bare number as the ARN that means the same."""
        if self.kind == "AWS" and is_account_id(self.written):
            return f"arn:aws:iam::{self.written}:root"
        return self.written


class PrincipalElement:
    """The Principal of a statement, or its NotPrincipal."""

    __slots__ = ("in_deny", "name", "named", "names_role_by_key", "negated")

    def __init__(
        self,
        named: Sequence[NamedPrincipal],
        *,
        negated: bool,
        in_deny: bool,
        names_role_by_key: bool,
    ) -> None:
        self.named = tuple(named)
        self.negated = negated
        self.in_deny = in_deny
        self.names_role_by_key = names_role_by_key
        """Whether the statement has a condition that needs a certain `aws:PrincipalArn`."""
        self.name = "NotPrincipal" if negated else "Principal"

    def match(self, facts: Facts, rows: list[ElementMatch] | None) -> Grant:
        """How the statement names the caller: `NOBODY` where it does not; with `rows`, also why.

        For a NotPrincipal, `FULL` where it does not leave out the caller.
        """
        principal = facts.request.principal
        grant, values = Grant.NOBODY, []
        exempted: set[MatchReason] = set()
        for named in self.named:
            found, reason = self._names(named, principal)
            if found:
                exempted.add(reason)
            grant = max(grant, found)
            if rows is not None:
                row = (named.written, named.name, principal.name, found > 0, reason)
                values.append(_row(ValueMatch, row))
        why = list_reason_of(grant)
        if self.negated:
            grant, why = self._spared(facts, exempted)
        if rows is not None:
            element = (self.name, None, None, grant > 0, why, tuple(values))
            rows.append(_row(ElementMatch, element))
        return grant

    def _names(self, named: NamedPrincipal, principal: Principal) -> tuple[Grant, MatchReason]:
        nobody = Grant.NOBODY, MatchReason.SOMEBODY_ELSE
        if named.kind == "CanonicalUser":
            if self.in_deny and not self.negated:
                return Grant.FULL, MatchReason.CANONICAL_USER_IN_DENY
            return Grant.NOBODY, MatchReason.CANONICAL_USER_IN_ALLOW
        if named.written == EVERYBODY:
            return self._everybody(named, principal)
        if named.kind != _KIND_OF.get(principal.kind, "AWS"):
            return nobody
        name = named.name
        if name == principal.name:
            # "Resource-based policies that grant permissions to an IAM role ARN are limited by an
            # implicit deny in a permissions boundary or session policy."
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
            limited = name == principal.role_arn
            return (Grant.LIMITED if limited else Grant.FULL), MatchReason.THE_CALLER
        if name == principal.role_arn:
            return Grant.LIMITED, MatchReason.ROLE_OF_THE_SESSION
        if name == principal.user_arn:
            # "…if a resource-based policy grants permission to the ARN of the IAM user who
            # federated, then requests made by the federated user during the session are limited".
            # (the same page)
            return Grant.LIMITED, MatchReason.USER_OF_THE_SESSION
        arn = parse_arn(name)
        if arn is not None and arn.resource == "root" and arn.account == principal.account:
            return Grant.ACCOUNT, MatchReason.ACCOUNT_OF_THE_CALLER
        return nobody

    def _everybody(self, named: NamedPrincipal, principal: Principal) -> tuple[Grant, MatchReason]:
        # "For anonymous users, the following elements are equivalent": "*" and {"AWS": "*"}. For
        # another kind a * is everybody of the kind.
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
        is_its_kind = named.kind == _KIND_OF.get(principal.kind, "AWS")
        if named.kind not in (EVERYBODY, "AWS") and not is_its_kind:
            return Grant.NOBODY, MatchReason.SOMEBODY_ELSE
        # "Permissions boundaries and session policies do not limit permissions granted using the
        # aws:PrincipalArn condition key with a wildcard(*) in the Principal element".
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
        has_policies = principal.account is not None and not self.names_role_by_key
        return (Grant.LIMITED if has_policies else Grant.FULL), MatchReason.EVERYBODY

    def _spared(self, facts: Facts, exempted: set[MatchReason]) -> tuple[Grant, MatchReason]:
        if facts.has_boundary:
            # "…will always deny any IAM principal that has a permissions boundary policy
            # attached, regardless of the values specified in the NotPrincipal element."
            # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
            return Grant.FULL, MatchReason.NOT_PRINCIPAL_WITH_BOUNDARY
        needed = _NEEDED_TO_SPARE.get(facts.request.principal.kind, {MatchReason.THE_CALLER})
        if MatchReason.EVERYBODY in exempted or needed <= exempted:
            return Grant.NOBODY, MatchReason.EXCEPTED
        if exempted:
            return Grant.FULL, MatchReason.PARTLY_EXCEPTED
        return Grant.FULL, MatchReason.NOT_EXCEPTED


def list_reason_of(grant: Grant) -> MatchReason:
    """The reason of a Principal as a whole."""
    return MatchReason.LISTED if grant else MatchReason.NOT_LISTED


_KIND_OF = {PrincipalKind.SERVICE: "Service", PrincipalKind.PROVIDER: "Federated"}
_NEEDED_TO_SPARE = {
    PrincipalKind.USER: {MatchReason.THE_CALLER, MatchReason.ACCOUNT_OF_THE_CALLER},
    PrincipalKind.FEDERATED_USER: {MatchReason.THE_CALLER, MatchReason.ACCOUNT_OF_THE_CALLER},
    PrincipalKind.ROLE_SESSION: {
        MatchReason.THE_CALLER,
        MatchReason.ROLE_OF_THE_SESSION,
        MatchReason.ACCOUNT_OF_THE_CALLER,
    },
}
"""Whom NotPrincipal has to list for a caller to be left out. "When you use NotPrincipal, you must
also specify the account ARN of the not-denied principal", and for a session its role.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html"""
