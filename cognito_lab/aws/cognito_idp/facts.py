"""What of a user, a device and a pool decides the way of a sign-in."""

from __future__ import annotations

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.ledger_rows import mfa as rows
from cognito_lab.aws.world import current_world
from cognito_lab.sign_in.challenges import SECOND_FACTORS, Facts, State

_ONE_TIME_CODES = (State.SMS_OTP, State.EMAIL_OTP)


def facts_of(attempt: Attempt) -> Facts:
    """The facts of a sign-in, as they are at this moment."""
    user, pool, private = attempt.user, attempt.pool, attempt.private
    if user is None:
        return Facts(custom=private.get("decision"))
    return Facts(
        must_change_password=user.status is UserStatus.FORCE_CHANGE_PASSWORD,
        mfa_is_required=_is_required(pool),
        second_factors=second_factors(pool, user),
        preferred=_preferred(user),
        only_codes=private.get("first factor") in _ONE_TIME_CODES,
        known_device=bool(private.get("known device")),
        custom=private.get("decision"),
    )


def _is_required(pool: LabUserPool) -> bool:
    return pool.mfa_config == "ON" and current_world().ledger.acts(rows.MFA_IS_REQUIRED)


def _preferred(user: LabUser) -> State | None:
    names = {state.challenge_name: state for state in SECOND_FACTORS}
    return names.get(user.preferred_mfa_setting or "")


def second_factors(pool: LabUserPool, user: LabUser) -> tuple[State, ...]:
    """The second factors that this user can be asked for, in AWS's order.

    Where the pool requires MFA, what the user has is enough: "SMS and email message MFA
    require no additional configuration after your user adds an email address or phone number".
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
    """
    has = {
        State.SMS_MFA: bool(user.attribute_lookup.get("phone_number")),
        State.SOFTWARE_TOKEN_MFA: user.token_verified,
        State.EMAIL_MFA: bool(user.attribute_lookup.get("email")),
    }
    wants = {
        State.SMS_MFA: user.sms_mfa_enabled,
        State.SOFTWARE_TOKEN_MFA: user.software_token_mfa_enabled,
        State.EMAIL_MFA: user.sign_in.email_mfa_enabled,
    }
    offered = offered_factors(pool)
    required = _is_required(pool)
    return tuple(
        state
        for state in SECOND_FACTORS
        if has[state] and (wants[state] or (required and state in offered))
    )


def offered_factors(pool: LabUserPool) -> tuple[State, ...]:
    """The second factors that the pool is configured for (SetUserPoolMfaConfig)."""
    configured = {
        State.SMS_MFA: bool(pool.sms_mfa_config),
        State.SOFTWARE_TOKEN_MFA: bool((pool.token_mfa_config or {}).get("Enabled")),
        State.EMAIL_MFA: pool.email_mfa_config is not None,
    }
    return tuple(state for state in SECOND_FACTORS if configured[state])
