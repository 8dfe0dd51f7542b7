"""The session that a call to STS asks for: read, and held to the role's and AWS's limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from moto.iam.models import iam_backends

from cognito_lab.aws.account import ACCOUNT
from cognito_lab.aws.iam.attached_policies import default_version
from cognito_lab.aws.refusing import Refused, refuse
from cognito_lab.exchange.session_limits import DEFAULT, read_session_policies
from cognito_lab.policies.document import Policy

Given = Mapping[str, Any]
_USERS_DEFAULT, _LONGEST_OF_ROOT = 43_200, 3_600
"""Seconds. What a user may ask for at most is in AWS's model."""


def session_policies(given: Given) -> tuple[Policy, ...] | None:
    """The policies of `Policy` and `PolicyArns`; None where there are none."""
    arns = [str(one.get("arn")) for one in given.get("PolicyArns") or ()]
    policies, refusal = read_session_policies(given.get("Policy"), _documents(arns))
    refuse(refusal)
    return policies


def _documents(arns: Sequence[str]) -> list[str]:
    backend = iam_backends[ACCOUNT]["aws"]
    found = []
    for arn in arns:
        policy = backend.managed_policies.get(arn)
        if policy is None:
            raise Refused("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.")
        found.append(default_version(policy).text)
    return found


def duration(given: Given) -> int | None:
    """DurationSeconds, None where it is not said."""
    value = given.get("DurationSeconds")
    return None if value is None else int(value)


def end_of(given: Given, now: dt.datetime) -> dt.datetime:
    """When a role session ends."""
    return now + dt.timedelta(seconds=duration(given) or DEFAULT)


def end_of_a_users(given: Given, now: dt.datetime, *, is_root: bool) -> dt.datetime:
    """When the session of a user ends, or of the root.

    "If the duration is longer than one hour, the session for AWS account owners defaults to one
    hour." https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
    """
    seconds = duration(given) or _USERS_DEFAULT
    return now + dt.timedelta(seconds=min(seconds, _LONGEST_OF_ROOT) if is_root else seconds)


def tags_of(given: Given) -> list[tuple[str, str]]:
    """The session tags that are asked for, in their order."""
    return [(str(tag["Key"]), str(tag["Value"])) for tag in given.get("Tags") or ()]


def packed_size(given: Given) -> int:
    """PackedPolicySize: how full the session is, in percent. AWS does not say how it packs; here
    the characters count."""
    used = len(given.get("Policy") or "") + sum(len(k) + len(v) for k, v in tags_of(given))
    return min(100, -(-used * 100 // 2048))
