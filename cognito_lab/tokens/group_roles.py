"""What a user's groups put into tokens: their names, and in the ID token their IAM roles.

https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GroupType.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GROUPS = "cognito:groups"
ROLES = "cognito:roles"
PREFERRED_ROLE = "cognito:preferred_role"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a user pool: its name, its Precedence, and the ARN of its role; None for none."""

    name: str
    precedence: int | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GroupConfiguration:
    """What the tokens say of a user's groups; a Lambda trigger may set something else.

    `roles` are ARNs, each once; `preferred_role` is None where no group takes precedence.
    """

    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    preferred_role: str | None = None

    @classmethod
    def of_groups(cls, groups: Iterable[Group]) -> GroupConfiguration:
        """Of the groups that a user is in, in whatever order."""
        ordered = sorted(groups, key=_order)
        roles = dict.fromkeys(group.role for group in ordered if group.role)
        return cls(tuple(group.name for group in ordered), tuple(roles), _preferred(ordered))

    def access_token_claims(self) -> dict[str, list[str] | str]:
        """The claim of an access token; none of a user without groups."""
        return {GROUPS: list(self.groups)} if self.groups else {}

    def id_token_claims(self) -> dict[str, list[str] | str]:
        """The claims of an ID token: only "ID tokens contain `cognito:roles` and
        `cognito:preferred_role`" (the first page named above)."""
        claims = self.access_token_claims()
        if self.roles:
            claims[ROLES] = list(self.roles)
        if self.preferred_role:
            claims[PREFERRED_ROLE] = self.preferred_role
        return claims


NO_GROUPS = GroupConfiguration()


def _order(group: Group) -> tuple[bool, int, str]:
    """By Precedence: "Zero is the highest precedence value", no value is the lowest.

    In which order AWS lists groups is not documented; equal ones stand here by name.
    """
    return group.precedence is None, group.precedence or 0, group.name


def _preferred(ordered: list[Group]) -> str | None:
    """The role of the group that takes precedence.

    "If two groups with the same Precedence have the same role ARN, that role is used [...]. If the
    two groups have different role ARNs, the cognito:preferred_role claim isn't set." That a group
    without a role has no say, and that groups without a Precedence are equals, is unconfirmed.
    """
    with_role = [group for group in ordered if group.role]
    first = {group.role for group in with_role if group.precedence == with_role[0].precedence}
    return first.pop() if len(first) == 1 else None
