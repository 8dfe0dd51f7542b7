"""Policies that were read before: the same documents come again with request after request."""

from __future__ import annotations

from typing import Any

from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind

POLICIES = 256
LONGEST = 32_768
"""In characters. The longest policy that AWS takes, a key's, has as many bytes.
https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html"""


class PolicyCache:
    """Reads policies of `load_json`, and keeps the last `POLICIES` of them that were no fault."""

    def __init__(self) -> None:
        self._kept: dict[tuple[PolicyKind, str], Policy] = {}

    def parse(self, document: Any, kind: PolicyKind) -> Policy:
        """As `parse_policy`, with its errors; the same policy for the same document."""
        # repr() and not json.dumps(): it is faster, and a number is not the text of its digits.
        key = (kind, repr(document))
        policy = self._kept.pop(key, None)
        if policy is None:
            policy = parse_policy(document, kind)
            if len(key[1]) > LONGEST:
                return policy
            if len(self._kept) >= POLICIES:
                del self._kept[next(iter(self._kept))]
        self._kept[key] = policy
        return policy
