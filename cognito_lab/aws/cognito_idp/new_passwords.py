"""A new password, wherever one is set: held to the pool's policy, and remembered."""

from __future__ import annotations

import hmac

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import passwords as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.password_policy import (
    check_password,
    parameter_error,
    password_was_used,
)

# PasswordPolicyType: PasswordHistorySize is at most 24.
_MOST_REMEMBERED = 24


def require_policy(
    pool: LabUserPool,
    user: LabUser | None,
    password: str,
    *,
    member: str = "",
    moto_looks: bool = False,
) -> None:
    """Raise AWS's refusal of a password that the pool does not allow (to this user).

    `member` is AWS's name of the parameter where the password is one of its own; `moto_looks`
    says whether moto holds it to the policy too, and the lab has only the words to add.
    """
    ledger, policy = current_world().ledger, pool.password_policy
    problem = parameter_error(password, member) if member else None
    if problem is not None and ledger.acts(rows.PASSWORD_IS_A_PASSWORD):
        raise AwsError("InvalidParameterException", problem)
    check = check_password(policy, password)
    if not check.accepted and (
        ledger.acts(rows.PASSWORD_POLICY_WORDS)
        if moto_looks
        else ledger.acts(rows.PASSWORD_POLICY_EVERYWHERE)
    ):
        raise AwsError(
            "InvalidPasswordException",
            f"Password did not conform with policy: {check.violations[0]}",
        )
    if moto_looks:
        pool.backend._validate_password(pool.id, password)
    former = user.sign_in.former_passwords if user is not None else []
    used = password_was_used(policy, former, lambda kept: _same(kept, password))
    if used and ledger.acts(rows.PASSWORD_HISTORY):
        raise AwsError(
            "PasswordHistoryPolicyViolationException",
            "Password has previously been used and cannot be reused",
        )


def is_their_password(user: LabUser, given: str) -> bool:
    """Whether this is the user's present password."""
    return user.password is not None and _same(user.password, given)


def set_password(user: LabUser, password: str) -> None:
    """Set a user's password, and remember it and when it was set."""
    user.password = password
    remember_password(user)


def remember_password(user: LabUser) -> None:
    """Remember the password that moto has just set."""
    state = user.sign_in
    state.password_set_at = current_world().clock.now()
    if user.password is not None:
        state.former_passwords = [user.password, *state.former_passwords][:_MOST_REMEMBERED]


def _same(known: str, given: str) -> bool:
    # JSON can carry half of a surrogate pair, which strict UTF-8 would stumble over.
    one, other = (text.encode("utf-8", "surrogatepass") for text in (known, given))
    return hmac.compare_digest(one, other)
