"""PolicyExclusionList: what the answer would be if a policy were not attached.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.attached_policies import AttachedPolicy
from cognito_lab.aws.iam.policy_source import INVALID_INPUT
from cognito_lab.policies.arn import is_account_id, parse_arn

_OF_AWS = "aws"
_BOUNDARY = "permission-boundary"
_NAME_OF_A_POLICY = "policy/"
Test = Callable[[AttachedPolicy], bool]


class PolicyExclusions:
    """Which of the attached policies are left out.

    Raises AWS's InvalidInput for an identifier that is malformed; "syntactically valid identifiers
    that don't match any attached policy are ignored".
    """

    def __init__(self, identifiers: Sequence[Mapping[str, Any]]) -> None:
        self._tests = [_test(identifier) for identifier in identifiers]
        self.boundary = any(each.get("PolicyType") == _BOUNDARY for each in identifiers)
        """Whether the stored permissions boundary is left out."""

    def leave_out(self, policy: AttachedPolicy) -> bool:
        """Whether an attached policy is one of them."""
        return any(test(policy) for test in self._tests)


def _test(identifier: Mapping[str, Any]) -> Test:
    if len(identifier) != 1:
        raise _malformed("name exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier")
    if "PolicyType" in identifier:
        return _of_type(identifier["PolicyType"])
    if "PolicyArn" in identifier:
        return _of_arn(identifier["PolicyArn"])
    return _inline(identifier["InlinePolicyIdentifier"])


def _of_type(policy_type: str) -> Test:
    def test(policy: AttachedPolicy) -> bool:
        if policy.arn is None:
            return policy_type == "inline"
        arn = parse_arn(policy.arn)
        by_aws = arn is not None and arn.account == _OF_AWS
        return policy_type == ("aws-managed" if by_aws else "user-managed")

    return test


def _of_arn(written: str) -> Test:
    arn = parse_arn(written)
    fixed, name = written.rpartition("/")[0], written.rpartition("/")[2]
    if (
        arn is None
        or arn.service != "iam"
        or not (is_account_id(arn.account) or arn.account == _OF_AWS)
        or not arn.resource.startswith(_NAME_OF_A_POLICY)
        or "*" in fixed
        or "?" in fixed
    ):
        raise _malformed(f"{written} is no ARN of a managed policy")
    matches = _wildcards(name)
    return lambda policy: (
        policy.arn is not None
        and policy.arn.rpartition("/")[0] == fixed
        and matches(policy.arn.rpartition("/")[2])
    )


def _inline(identifier: Mapping[str, str]) -> Test:
    matches = _wildcards(identifier["AttachmentName"])
    return lambda policy: (
        policy.arn is None
        and policy.name == identifier["PolicyName"]
        and policy.owner_kind == identifier["AttachmentType"]
        and matches(policy.owner)
    )


def _wildcards(written: str) -> Callable[[str], bool]:
    """ "…use at most one * (matches any sequence of characters, including none), and any number of
    ? (each matches exactly one character)"."""
    if written.count("*") > 1:
        raise _malformed(f"{written} has more than one *")
    pattern = re.escape(written).replace(r"\*", ".*").replace(r"\?", ".")
    compiled = re.compile(pattern, re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None


def _malformed(why: str) -> AwsError:
    return AwsError(INVALID_INPUT, f"Invalid policy identifier: {why}.")
