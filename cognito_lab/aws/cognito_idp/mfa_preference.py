"""What a user, or an administrator, wishes of second factors, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.aws.cognito_idp.facts import active_factors, has_factor, offered_factors
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.challenges import State

_MEMBER = {
    State.SMS_MFA: "SMSMfaSettings",
    State.SOFTWARE_TOKEN_MFA: "SoftwareTokenMfaSettings",
    State.EMAIL_MFA: "EmailMfaSettings",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished of one factor; None where the setting does not say."""

    enabled: bool | None
    preferred: bool | None


def wishes_in(member: Callable[[str], Any]) -> dict[State, Wish]:
    """The wishes of a request, of which `member` reads one member by its name."""
    given = {state: member(name) for state, name in _MEMBER.items()}
    return {
        state: Wish(_flag(settings, "Enabled"), _flag(settings, "PreferredMfa"))
        for state, settings in given.items()
        if isinstance(settings, dict)
    }


def _flag(settings: Mapping[str, Any], name: str) -> bool | None:
    value = settings.get(name)
    return value if isinstance(value, bool) else None


def require_allowed(pool: LabUserPool, user: LabUser, wishes: Mapping[State, Wish]) -> None:
    """Raise AWS's refusal of wishes that cannot be; all of them are looked at before."""
    active = active_factors(user)
    for state, wish in wishes.items():
        if wish.enabled and not _can_be_on(pool, user, state):
            # https://github.com/aws/aws-sdk-js-v3/issues/4645 has the words, for an app.
            raise AwsError(
                "InvalidParameterException",
                f"User does not have delivery config set to turn on {state.challenge_name}",
            )
        if wish.enabled is False and state in active and pool.mfa_config == "ON":
            # "You can't turn off SMS MFA for any of your users when MFA is required in your user
            # pool", and the same for TOTP; for e-mail, and the words, it is unconfirmed.
            # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SMSMfaSettingsType.html
            # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SoftwareTokenMfaSettingsType.html
            raise AwsError(
                "InvalidParameterException",
                f"{state.challenge_name} can't be turned off: the user pool requires MFA",
            )
        stays_off = wish.enabled is None and state not in active
        if wish.preferred and (wish.enabled is False or stays_off):
            raise AwsError(
                "InvalidParameterException",
                f"{state.challenge_name} can't be preferred: it is not enabled",
            )
    if sum(bool(wish.preferred) for wish in wishes.values()) > 1:
        # "Only one factor can be set as preferred."; code and words are unconfirmed.
        # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html
        raise AwsError("InvalidParameterException", "Only one MFA factor can be preferred")


def _can_be_on(pool: LabUserPool, user: LabUser, state: State) -> bool:
    """Whether the user has it; an app also counts where the pool has none on offer any more.

    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
    """
    by_app = state is State.SOFTWARE_TOKEN_MFA
    return has_factor(user, state) and (by_app or state in offered_factors(pool))


def apply_wishes(user: LabUser, wishes: Mapping[State, Wish]) -> None:
    """Do as is wished."""
    for state, wish in wishes.items():
        if wish.enabled is not None:
            _turn(user, state, wish.enabled)
        name = state.challenge_name
        if wish.preferred:
            user.preferred_mfa_setting = name
        elif user.preferred_mfa_setting == name and (
            wish.preferred is False or wish.enabled is False
        ):
            user.preferred_mfa_setting = None


def _turn(user: LabUser, state: State, on: bool) -> None:
    if state is State.SMS_MFA:
        user.sms_mfa_enabled = on
    elif state is State.SOFTWARE_TOKEN_MFA:
        user.software_token_mfa_enabled = on
    else:
        user.sign_in.email_mfa_enabled = on
