"""A trust policy that lets identity pools in has to say which: IAM stores no other.

"…you can't create or modify the role trust policy to permit any identity pool to assume the role":
https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cognito_lab.policies.principal import IDENTITY_POOL_PROVIDER

AUDIENCE_KEY = f"{IDENTITY_POOL_PROVIDER}:aud"


def lets_every_identity_pool_in(document: str) -> bool:
    """Whether a statement allows identity pools without a condition on `aud`.

    False for what is no policy: that is told in other words.
    """
    try:
        policy = json.loads(document)
    except (ValueError, RecursionError):
        return False
    return any(_allows_pools(one) and not _asks_which(one) for one in _statements(policy))


def _statements(policy: Any) -> Iterator[Mapping[str, Any]]:
    given = policy.get("Statement") if isinstance(policy, dict) else None
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, dict):
            yield one


def _allows_pools(statement: Mapping[str, Any]) -> bool:
    principal = statement.get("Principal")
    named = principal.get("Federated") if isinstance(principal, dict) else None
    listed = named if isinstance(named, list) else [named]
    return statement.get("Effect") == "Allow" and IDENTITY_POOL_PROVIDER in listed


def _asks_which(statement: Mapping[str, Any]) -> bool:
    condition = statement.get("Condition")
    operators = condition.values() if isinstance(condition, dict) else ()
    return any(
        key.lower() == AUDIENCE_KEY for keys in operators if isinstance(keys, dict) for key in keys
    )
