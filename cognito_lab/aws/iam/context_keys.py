"""Which condition keys policies speak of, and which of them a request does not have.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterable

from cognito_lab.policies.document import Policy
from cognito_lab.policies.facts import Facts
from cognito_lab.policies.missing_keys import keys_of
from cognito_lab.policies.request import Request


def context_keys(policies: Iterable[Policy]) -> tuple[str, ...]:
    """The keys of conditions and of policy variables, each once, as it is written first."""
    keys: dict[str, str] = {}
    for policy in policies:
        for statement in policy.statements:
            for key, _, _ in keys_of(statement):
                keys.setdefault(key.lower(), key)
    return tuple(keys.values())


def missing_context_keys(policies: Iterable[Policy], request: Request) -> tuple[str, ...]:
    """Those of the keys for which the request has no value, of its own or from its caller."""
    known = Facts(request, has_boundary=False).values
    return tuple(key for key in context_keys(policies) if key.lower() not in known)
