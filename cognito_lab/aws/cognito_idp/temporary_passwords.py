"""Temporary passwords: made where an administrator gives none, good for some days."""

from __future__ import annotations

import string

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import administration as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.password_policy import (
    DEFAULT_POLICY,
    SYMBOLS,
    TEMPORARY_PASSWORD_EXPIRED,
    temporary_password_expired,
)

_STREAM = "temporary passwords"
_CLASSES = (
    string.ascii_uppercase,
    string.ascii_lowercase,
    string.digits,
    "".join(sorted(SYMBOLS)),
)
_ONE_TIME_CODES = {"EMAIL_OTP", "SMS_OTP"}


def make_temporary_password(pool: LabUserPool) -> str:
    """A random password that the pool's policy allows: all four classes, its least length.

    "If you don't specify a value, Amazon Cognito generates one for you"
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    """
    random = current_world().randomness.stream(_STREAM)
    asked = {**DEFAULT_POLICY, **pool.password_policy}
    length = max(asked["MinimumLength"], DEFAULT_POLICY["MinimumLength"])
    characters = [random.choice(characters) for characters in _CLASSES]
    characters += random.choices("".join(_CLASSES), k=length - len(characters))
    random.shuffle(characters)
    return "".join(characters)


def needs_no_password(pool: LabUserPool) -> bool:
    """Whether users of this pool can sign in by one-time codes alone.

    "The exception to the requirement for a password is when your user pool supports passwordless
    sign-in with email or SMS OTPs."
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    """
    policies = pool.extended_config.get("Policies")
    sign_in = policies.get("SignInPolicy") if isinstance(policies, dict) else None
    factors = sign_in.get("AllowedFirstAuthFactors") if isinstance(sign_in, dict) else None
    return isinstance(factors, list) and any(factor in _ONE_TIME_CODES for factor in factors)


def require_not_expired(pool: LabUserPool, user: LabUser) -> None:
    """Raise AWS's refusal of a temporary password that is too old."""
    set_at, now = user.sign_in.password_set_at, current_world().clock.now()
    if (
        set_at is not None
        and temporary_password_expired(set_at, pool.password_policy, now)
        and current_world().ledger.acts(rows.TEMPORARY_PASSWORD_EXPIRES)
    ):
        raise AwsError(*TEMPORARY_PASSWORD_EXPIRED)
