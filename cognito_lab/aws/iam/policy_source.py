"""A policy of a simulation: its text, read once, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.statement_positions import Span, statement_positions
from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError

IAM_POLICY, RESOURCE_POLICY = "IAM Policy", "Resource Policy"
"""The types, as AWS's sample responses have them; its model lists others.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html#API_SimulatePrincipalPolicy_Examples
https://docs.aws.amazon.com/IAM/latest/APIReference/API_Statement.html"""

INVALID_INPUT = "InvalidInput"
POLICY_EVALUATION = "PolicyEvaluation"


@dataclass(frozen=True)
class PolicySource:
    """A policy and its SourcePolicyId, SourcePolicyType and text."""

    id: str
    type: str
    text: str
    policy: Policy
    positions: tuple[Span, ...] = field(repr=False)


def given_policy(
    name: str, text: str, kind: PolicyKind, policy_type: str = IAM_POLICY
) -> PolicySource:
    """A policy that the request brings. Raises AWS's InvalidInput for what is none."""
    return _source(name, text, kind, policy_type, INVALID_INPUT)


def stored_policy(name: str, text: str, kind: PolicyKind) -> PolicySource:
    """A policy that somebody has. Raises AWS's PolicyEvaluation for one that cannot be read."""
    return _source(name, text, kind, IAM_POLICY, POLICY_EVALUATION)


def _source(name: str, text: str, kind: PolicyKind, policy_type: str, code: str) -> PolicySource:
    try:
        policy = parse_policy(text, kind)
    except PolicySyntaxError as error:
        raise AwsError(code, f"The policy {name} is no {kind.value}: {error}") from None
    return PolicySource(name, policy_type, text, policy, statement_positions(text))


def given_policies(member: str, texts: list[str], kind: PolicyKind) -> tuple[PolicySource, ...]:
    """The policies of a list of the request, called `PolicyInputList.1` and so on."""
    return tuple(
        given_policy(f"{member}.{number}", text, kind) for number, text in enumerate(texts, start=1)
    )
