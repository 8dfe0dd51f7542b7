"""How a sign-in by USER_AUTH begins: what can be chosen, and what the app preferred."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cognito_lab.aws.cognito_idp.attempt import Attempt, incorrect
from cognito_lab.aws.cognito_idp.password import require_may_try, require_right_password
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import user_auth as rows
from cognito_lab.sign_in.challenges import State, first_choice
from cognito_lab.sign_in.first_factors import first_factors, made_up_first_factors

_ALL = ("PASSWORD", "EMAIL_OTP", "SMS_OTP")
_MADE_UP_BYTES = 8


def choose_first_factor(attempt: Attempt, parameters: Mapping[str, str]) -> str:
    """The choice with which the table goes on, made of InitiateAuth's AuthParameters.

    "If you don't provide a value for PREFERRED_CHALLENGE, Amazon Cognito responds with the
    AvailableChallenges parameter". One that the user cannot use counts as none: that this holds
    of a word that AWS does not know, too, is unconfirmed.
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
    """
    _require_feature_plan(attempt)
    require_may_try(attempt)
    offered = offered_to(attempt)
    if not offered:
        # What AWS answers to somebody who has nothing to begin with, no document says.
        raise incorrect()
    wanted = parameters.get("PREFERRED_CHALLENGE")
    preferred = next((factor for factor in offered if factor.value == wanted), None)
    if preferred is State.PASSWORD and parameters.get("PASSWORD"):
        require_right_password(attempt, parameters["PASSWORD"])
        return first_choice(preferred, at_once=True)
    if preferred is State.PASSWORD_SRP and parameters.get("SRP_A"):
        attempt.private["SRP_A"] = parameters["SRP_A"]
        return first_choice(preferred, at_once=True)
    return first_choice(preferred)


def offered_to(attempt: Attempt) -> tuple[State, ...]:
    """The first factors that this user can choose from; made up for a name that nobody has."""
    user, pool = attempt.user, attempt.pool
    allowed, required = _allowed(attempt), _mfa_is_required(attempt)
    if user is None:
        seed = pool.derived("first factors", attempt.username, _MADE_UP_BYTES)
        return made_up_first_factors(allowed, mfa_is_required=required, seed=seed)
    return first_factors(
        allowed,
        has_password=user.password is not None,
        attributes=user.attribute_lookup,
        mfa_is_required=required,
    )


def _allowed(attempt: Attempt) -> Collection[str] | None:
    if not attempt.world.ledger.acts(rows.FIRST_FACTORS_ARE_ALLOWED):
        return _ALL
    policies = attempt.pool.extended_config.get("Policies")
    policy = policies.get("SignInPolicy") if isinstance(policies, dict) else None
    listed = policy.get("AllowedFirstAuthFactors") if isinstance(policy, dict) else None
    return listed if isinstance(listed, list) else None


def _mfa_is_required(attempt: Attempt) -> bool:
    return attempt.pool.mfa_config == "ON" and attempt.world.ledger.acts(
        rows.NO_CODE_BEFORE_REQUIRED_MFA
    )


def _require_feature_plan(attempt: Attempt) -> None:
    """Raise where the pool's plan is too low. A pool that names none has ESSENTIALS.

    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
    The exception is among those that InitiateAuth lists; its words are unconfirmed.
    """
    if attempt.pool.extended_config.get("UserPoolTier") == "LITE":
        raise AwsError(
            "FeatureUnavailableInTierException",
            "USER_AUTH is not available in the feature plan of this user pool.",
        )
