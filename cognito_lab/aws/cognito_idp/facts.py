"""What of a user, a device and a pool decides the way of a sign-in."""

from __future__ import annotations

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.known_devices import stands_for_second_factor
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
    required = _is_required(pool)
    preferred = preferred_factor(user)
    factors = _asked_for(pool, user, preferred, required)
    only_codes = private.get("first factor") in _ONE_TIME_CODES
    return Facts(
        must_change_password=user.status is UserStatus.FORCE_CHANGE_PASSWORD,
        mfa_is_required=required,
        second_factors=factors,
        preferred=preferred,
        only_codes=only_codes,
        known_device=bool(factors) and not only_codes and stands_for_second_factor(attempt),
        custom=private.get("decision"),
    )


def _is_required(pool: LabUserPool) -> bool:
    return pool.mfa_config == "ON" and current_world().ledger.acts(rows.MFA_IS_REQUIRED)


def _asked_for(
    pool: LabUserPool, user: LabUser, preferred: State | None, required: bool
) -> tuple[State, ...]:
    """The user's second factors, where the ledger's rows leave any to be asked for."""
    ledger = current_world().ledger
    factors = second_factors(pool, user, required=required)
    if factors and pool.mfa_config == "OFF" and ledger.acts(rows.MFA_OFF_ASKS_NOBODY):
        return ()
    if factors and preferred not in factors and not ledger.acts(rows.SELECT_MFA_TYPE):
        return factors[:1] if required else ()
    return factors


def preferred_factor(user: LabUser) -> State | None:
    """The second factor that the user prefers, if any."""
    names = {state.challenge_name: state for state in SECOND_FACTORS}
    return names.get(user.preferred_mfa_setting or "")


def second_factors(pool: LabUserPool, user: LabUser, *, required: bool) -> tuple[State, ...]:
    """The second factors that this user can be asked for, in AWS's order.

    Those that the user has turned on; where the pool requires MFA (`required`), what the user has
    is enough: "SMS and email message MFA require no additional configuration after your user adds
    an email address or phone number".
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
    An app stays good: "If your users have set up TOTP, they can use it for MFA, even if you
    deactivate TOTP for the user pool later."
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
    """
    active, offered = active_factors(user), offered_factors(pool)
    return tuple(
        state
        for state in SECOND_FACTORS
        if has_factor(user, state) and (state in active or (required and state in offered))
    )


def has_factor(user: LabUser, state: State) -> bool:
    """Whether the user could use it: has the address, or an app that was verified.

    "Amazon Cognito can send messages to unverified email addresses and phone numbers."
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
    """
    if state is State.SOFTWARE_TOKEN_MFA:
        return bool(user.token_verified)
    attribute = "phone_number" if state is State.SMS_MFA else "email"
    return bool(user.attribute_lookup.get(attribute))


def active_factors(user: LabUser) -> tuple[State, ...]:
    """The second factors that are turned on for a user (UserMFASettingList)."""
    active = {
        State.SMS_MFA: user.sms_mfa_enabled,
        State.SOFTWARE_TOKEN_MFA: user.software_token_mfa_enabled,
        State.EMAIL_MFA: user.sign_in.email_mfa_enabled,
    }
    return tuple(state for state in SECOND_FACTORS if active[state])


def offered_factors(pool: LabUserPool) -> tuple[State, ...]:
    """The second factors that the pool is configured for (SetUserPoolMfaConfig)."""
    totp = pool.token_mfa_config
    configured = {
        State.SMS_MFA: bool(pool.sms_mfa_config),
        State.SOFTWARE_TOKEN_MFA: isinstance(totp, dict) and totp.get("Enabled") is True,
        State.EMAIL_MFA: pool.email_mfa_config is not None,
    }
    return tuple(state for state in SECOND_FACTORS if configured[state])
