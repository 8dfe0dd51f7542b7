"""Policies that the tests of the policy simulator give, and what they look for in an answer."""

import json
from collections.abc import Callable
from typing import Any

ACCOUNT, OTHER_ACCOUNT = "123456789012", "444455556666"
BUCKET = "arn:aws:s3:::bucket"
OBJECT = "arn:aws:s3:::bucket/a/b"
Simulate = Callable[..., dict[str, Any]]
"""A fixture: asks about one action, and returns its EvaluationResult."""


def policy(effect: str = "Allow", action: Any = "*", resource: Any = "*", **more: Any) -> str:
    """A policy of one statement."""
    statement = {"Effect": effect, "Action": action, "Resource": resource, **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def resource_policy(principal: Any, effect: str = "Allow", action: str = "s3:*") -> str:
    """A bucket's policy, for a principal."""
    return policy(effect, action, [BUCKET, BUCKET + "/*"], Principal=principal)


def context(name: str, *values: str, kind: str = "string") -> dict[str, Any]:
    """One of the ContextEntries."""
    return {"ContextKeyName": name, "ContextKeyValues": list(values), "ContextKeyType": kind}


def sources(result: dict[str, Any]) -> list[str]:
    """The SourcePolicyIds of the statements that decide."""
    return [statement["SourcePolicyId"] for statement in result["MatchedStatements"]]
