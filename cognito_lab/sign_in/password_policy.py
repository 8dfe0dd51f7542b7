"""A user pool's password policy: what it asks, and the sentence for what is missing.

Before the policy comes what the API asks of every password (`parameter_error`), after it what
the user had before (`password_was_used`). A temporary one has an end
(`temporary_password_expired`).
https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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
    "TemporaryPasswordValidityDays": 7,
}
"""What a pool asks for when nothing was configured."""

MAXIMUM_LENGTH = 256
"""Characters: "your users can set passwords up to 256 characters long".

https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html
"""

TEMPORARY_PASSWORD_EXPIRED = (
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
)
"""AWS's answer to a temporary password that is too old; the words are from people's reports."""

# `\S.*\S` as Java reads it, whose patterns AWS's answers quote: white space is ASCII's, and the
# dot stops at the end of a line.
_EDGES = re.compile(r"\S[^\n\r]*\S", re.ASCII)

Stored = TypeVar("Stored")


def parameter_error(password: str, member: str = "password") -> str | None:
    """AWS's words (InvalidParameterException) for a password that the API takes for none.

    `member` is the parameter's name as AWS writes it. None if it may be held to the policy. A
    password has at most 256 characters, and neither begins nor ends with white space.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html

    The pattern is the one that people's reports show; the reference has `[\\S]+`, which would
    forbid the spaces that the guide allows. The words for the length follow AWS's usual form.
    """
    constraints = (
        (
            len(password) > MAXIMUM_LENGTH,
            f"Member must have length less than or equal to {MAXIMUM_LENGTH}",
        ),
        (
            not _EDGES.fullmatch(password),
            r"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$",
        ),
    )
    failed = [
        f"Value at '{member}' failed to satisfy constraint: {words}"
        for violated, words in constraints
        if violated
    ]
    if not failed:
        return None
    count = "1 validation error" if len(failed) == 1 else f"{len(failed)} validation errors"
    return f"{count} detected: {'; '.join(failed)}"


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
    answers as people report them; in which order it looks is unconfirmed. A new password in a
    challenge is no parameter of its own, so white space at its edges comes to light here.
    """
    asked = {**DEFAULT_POLICY, **policy}
    rules = (
        (len(password) < asked["MinimumLength"], "Password not long enough"),
        (
            not _EDGES.fullmatch(password),
            r"Password must satisfy regular expression pattern: ^\S.*\S$",
        ),
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


def password_was_used(
    policy: Mapping[str, Any], previous: Sequence[Stored], matches: Callable[[Stored], bool]
) -> bool:
    """Whether the policy forbids a password because the user had it before.

    `previous` is what is kept of the user's passwords, newest first and the current one with
    them; `matches` says whether such a thing is of the new password. "Users can't set a password
    that matches any of n previous passwords", n being PasswordHistorySize; 0 or none checks
    nothing. That the current one counts as the first is unconfirmed. AWS answers
    PasswordHistoryPolicyViolationException, in words that no report has.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html
    """
    return any(matches(kept) for kept in previous[: policy.get("PasswordHistorySize") or 0])


def temporary_password_expired(
    set_at: dt.datetime, policy: Mapping[str, Any], now: dt.datetime
) -> bool:
    """Whether a temporary password of `set_at` is too old at `now` (aware datetimes).

    It lives TemporaryPasswordValidityDays: "Defaults to 7. If you submit a value of 0, Amazon
    Cognito treats it as a null value".
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html
    """
    name = "TemporaryPasswordValidityDays"
    days = policy.get(name) or DEFAULT_POLICY[name]
    return now - set_at >= dt.timedelta(days=days)


def _has_symbol(password: str) -> bool:
    return any(c in SYMBOLS for c in password) or " " in password.strip(" ")
