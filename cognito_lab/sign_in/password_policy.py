"""A user pool's password policy: what it asks, and the sentence for what is missing.

https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.evidence import Verdict

# "The following characters are counted as symbols", and a space that is neither first
# nor last. Source: the page named above.
SYMBOLS = frozenset("^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-")

DEFAULT_POLICY: Mapping[str, Any] = {
    "MinimumLength": 8,
    "RequireUppercase": True,
    "RequireLowercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
}
"""What a pool asks for when nothing was configured."""


@dataclass(frozen=True, slots=True)
class PasswordCheck(Verdict):
    """What a password lacks: AWS's phrases in the order of the checks, empty if nothing."""

    violations: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the policy is met."""
        return not self.violations


def check_password(policy: Mapping[str, Any], password: str) -> PasswordCheck:
    """Hold a password to a policy (AWS's PasswordPolicyType, missing members by default).

    Returns every violation; AWS reports the first. The phrases are those of Cognito's
    answers as people report them; that of the missing lower-case letter is by analogy.
    """
    asked = {**DEFAULT_POLICY, **policy}
    rules = (
        (len(password) < asked["MinimumLength"], "Password not long enough"),
        (
            asked["RequireUppercase"] and not re.search("[A-Z]", password),
            "Password must have uppercase characters",
        ),
        (
            asked["RequireLowercase"] and not re.search("[a-z]", password),
            "Password must have lowercase characters",
        ),
        (
            asked["RequireNumbers"] and not re.search("[0-9]", password),
            "Password must have numeric characters",
        ),
        (
            asked["RequireSymbols"] and not _has_symbol(password),
            "Password must have symbol characters",
        ),
    )
    return PasswordCheck(tuple(phrase for violated, phrase in rules if violated))


def _has_symbol(password: str) -> bool:
    return any(c in SYMBOLS for c in password) or " " in password.strip(" ")
