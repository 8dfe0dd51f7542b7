"""Policies that were read before: the same documents come again with request after request."""

from __future__ import annotations

from typing import Any

from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind

POLICIES = 256
CHARACTERS = 4_000_000
"""How long the documents that are kept may be together."""


class PolicyCache:
    """Reads policies of `load_json`, and keeps the last of them that were no fault."""

    def __init__(self) -> None:
        self._kept: dict[tuple[PolicyKind, str], Policy] = {}
        self._characters = 0

    def parse(self, document: Any, kind: PolicyKind) -> Policy:
        """As `parse_policy`, with its errors; the same policy for the same document."""
        # repr() and not json.dumps(): it is faster, and a number is not the text of its digits.
        key = (kind, repr(document))
        policy = self._kept.pop(key, None)
        if policy is None:
            policy = parse_policy(document, kind)
            self._characters += len(key[1])
        self._kept[key] = policy
        while len(self._kept) > POLICIES or self._characters > CHARACTERS:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._characters -= len(oldest[1])
        return policy
