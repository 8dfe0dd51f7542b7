"""The kinds of policies, and what the grammar of each has in common and apart.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
"""

from __future__ import annotations

import enum
from typing import NamedTuple


class PolicyKind(enum.Enum):
    """What a policy is attached to, in words."""

    IDENTITY = "identity policy"
    BOUNDARY = "permissions boundary"
    SESSION = "session policy"
    RESOURCE = "resource policy"
    TRUST = "trust policy"
    SERVICE_CONTROL = "service control policy"
    RESOURCE_CONTROL = "resource control policy"

    @property
    def one(self) -> str:
        """`an identity policy`, `a trust policy`."""
        return f"{'an' if self is PolicyKind.IDENTITY else 'a'} {self.value}"


class Grammar(NamedTuple):
    """Which elements a kind's statements have: True for needed, None for allowed, False for not."""

    principal: bool
    resource: bool | None
    not_principal: bool
    not_action: bool


GRAMMARS = {
    PolicyKind.IDENTITY: Grammar(False, True, False, True),
    PolicyKind.BOUNDARY: Grammar(False, True, False, True),
    PolicyKind.SESSION: Grammar(False, True, False, True),
    # Not every resource's policy has a Resource: a repository's, say, has none.
    PolicyKind.RESOURCE: Grammar(True, None, True, True),
    # IAM refuses a trust policy with a Resource: "Has prohibited field Resource" is its error. And
    # "You cannot use the NotPrincipal element in an IAM identity-based policy nor in an IAM role
    # trust policy."
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    PolicyKind.TRUST: Grammar(True, False, False, True),
    PolicyKind.SERVICE_CONTROL: Grammar(False, True, False, True),
    # https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
    PolicyKind.RESOURCE_CONTROL: Grammar(True, True, False, False),
}


class SizeLimit(NamedTuple):
    """How long a policy may be, in characters; `with_space` whether white space counts."""

    what: str
    characters: int
    with_space: bool


class Sizes:
    """AWS's limits. "IAM doesn't count white space when calculating the size of a policy against
    these limits."

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    """

    USER_INLINE = SizeLimit("a user's inline policies together", 2048, False)
    GROUP_INLINE = SizeLimit("a group's inline policies together", 5120, False)
    ROLE_INLINE = SizeLimit("a role's inline policies together", 10_240, False)
    MANAGED = SizeLimit("a managed policy", 6144, False)
    TRUST = SizeLimit("a role's trust policy", 2048, False)
    # "The plaintext that you use for both inline and managed session policies can't exceed 2,048
    # characters." https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    SESSION = SizeLimit("a session policy", 2048, True)
