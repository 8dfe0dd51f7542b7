"""The way through a sign-in: one table of steps, from the first call to the tokens.

`TRANSITIONS` is the rule and the picture alike: a sign-in asks `next_transition` at every step,
and the state picture is drawn from the same rows. Of the rows that leave a state for one answer,
the first whose condition holds is taken.

The names of challenges are AWS's:
https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

_GUIDE = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
_FLOWS = _GUIDE + "amazon-cognito-user-pools-authentication-flow-methods.html"
_MFA = _GUIDE + "user-pool-settings-mfa.html"
_FACTORS = _GUIDE + "authentication-flows-selection-sdk.html"
_INITIATE = _API + "API_InitiateAuth.html"
_RESPOND = _API + "API_RespondToAuthChallenge.html"
_CUSTOM = _GUIDE + "user-pool-lambda-challenge.html"
_DEVICES = _GUIDE + "amazon-cognito-user-pools-device-tracking.html"


class State(enum.StrEnum):
    """Where a sign-in stands: a challenge by its name, or one of the three that are none."""

    START = "start"
    """Nothing was shown yet."""
    PROVED = "proved"
    """The first factor was right; what is left to do depends on the user and the pool."""
    TOKENS = "tokens"
    """The end: the app is given its tokens."""

    SELECT_CHALLENGE = "SELECT_CHALLENGE"
    PASSWORD = "PASSWORD"
    PASSWORD_SRP = "PASSWORD_SRP"
    PASSWORD_VERIFIER = "PASSWORD_VERIFIER"
    SMS_OTP = "SMS_OTP"
    EMAIL_OTP = "EMAIL_OTP"
    CUSTOM_CHALLENGE = "CUSTOM_CHALLENGE"
    NEW_PASSWORD_REQUIRED = "NEW_PASSWORD_REQUIRED"
    MFA_SETUP = "MFA_SETUP"
    SELECT_MFA_TYPE = "SELECT_MFA_TYPE"
    SMS_MFA = "SMS_MFA"
    SOFTWARE_TOKEN_MFA = "SOFTWARE_TOKEN_MFA"
    EMAIL_MFA = "EMAIL_MFA"
    DEVICE_SRP_AUTH = "DEVICE_SRP_AUTH"
    DEVICE_PASSWORD_VERIFIER = "DEVICE_PASSWORD_VERIFIER"

    @property
    def is_challenge(self) -> bool:
        """Whether AWS answers with this name, and waits for the client."""
        return self not in (State.START, State.PROVED, State.TOKENS)

    @property
    def challenge_name(self) -> str:
        """The name on the wire: as a second factor, too, a code by e-mail is called EMAIL_OTP.

        https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
        """
        return "EMAIL_OTP" if self is State.EMAIL_MFA else self.value


SECOND_FACTORS = (State.SMS_MFA, State.SOFTWARE_TOKEN_MFA, State.EMAIL_MFA)
"""The challenges that ask for a second factor."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What of the user, the device and the pool decides the way.

    `second_factors`: those that the user can be asked for now; `preferred`: the one of them
    that the user prefers, or None; `mfa_is_required`: the pool's MfaConfiguration is ON;
    `only_codes`: the first factor was a one-time code, which no second factor follows that is
    the user's own wish (one that the pool requires does). `known_device`: the client named a
    device that is remembered. `custom`: what the DefineAuthChallenge trigger decided: the next
    challenge, or TOKENS.
    """

    must_change_password: bool = False
    mfa_is_required: bool = False
    second_factors: tuple[State, ...] = ()
    preferred: State | None = None
    only_codes: bool = False
    known_device: bool = False
    custom: State | None = None


class When(enum.Enum):
    """The conditions of the table, as the picture words them.

    NOTHING_MORE, like ALWAYS, holds of all facts: it stands below the others.
    """

    ALWAYS = ""
    TEMPORARY_PASSWORD = "the password is temporary"
    KNOWN_DEVICE = "the device is remembered"
    PREFERS_SMS = "second factor: SMS"
    PREFERS_TOTP = "second factor: app"
    PREFERS_EMAIL = "second factor: e-mail"
    SEVERAL_FACTORS = "several factors, none preferred"
    NO_FACTOR = "MFA is required, none set up"
    NOTHING_MORE = "nothing more is asked"
    TRIGGER_CHALLENGES = "the trigger asks more"
    TRIGGER_WANTS_SRP = "the trigger wants SRP"
    TRIGGER_IS_CONTENT = "the trigger is content"

    def holds(self, facts: Facts) -> bool:
        """Whether the condition holds of these facts."""
        match self:
            case When.TEMPORARY_PASSWORD:
                return facts.must_change_password
            case When.KNOWN_DEVICE:
                return facts.known_device and _asked_for_a_second_factor(facts)
            case When.PREFERS_SMS:
                return _factor_asked_for(facts) is State.SMS_MFA
            case When.PREFERS_TOTP:
                return _factor_asked_for(facts) is State.SOFTWARE_TOKEN_MFA
            case When.PREFERS_EMAIL:
                return _factor_asked_for(facts) is State.EMAIL_MFA
            case When.SEVERAL_FACTORS:
                return _asked_for_a_second_factor(facts) and _factor_asked_for(facts) is None
            case When.NO_FACTOR:
                return facts.mfa_is_required and not facts.second_factors
            case When.TRIGGER_CHALLENGES:
                return facts.custom is State.CUSTOM_CHALLENGE
            case When.TRIGGER_WANTS_SRP:
                return facts.custom is State.PASSWORD_VERIFIER
            case When.TRIGGER_IS_CONTENT:
                return facts.custom is State.TOKENS
            case _:
                return True


def _asked_for_a_second_factor(facts: Facts) -> bool:
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html: MFA
    # comes after a password. "When you set MFA to required for a user pool, all users must
    # complete MFA to sign in", so there no kind of first factor is an excuse.
    return bool(facts.second_factors) and (facts.mfa_is_required or not facts.only_codes)


def _factor_asked_for(facts: Facts) -> State | None:
    """The one second factor that is asked for: the preferred, or the only one."""
    if not _asked_for_a_second_factor(facts):
        return None
    if facts.preferred in facts.second_factors:
        return facts.preferred
    return facts.second_factors[0] if len(facts.second_factors) == 1 else None


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: at `at`, when the client `gives` this and `when` holds, the sign-in goes to `to`.

    `choice` is what the client chose, where it has a choice: the AuthFlow at the start (and the
    PREFERRED_CHALLENGE, `first_choice`), the ANSWER where a challenge offers several; None where
    there is nothing to choose. `document` is the page of AWS's that says so.
    """

    at: State
    choice: str | None
    gives: str
    to: State
    document: str
    when: When = When.ALWAYS


_SECOND_FACTOR = tuple(
    Transition(State.PROVED, None, "", to, page, when)
    for when, to, page in (
        (When.KNOWN_DEVICE, State.DEVICE_SRP_AUTH, _DEVICES),
        (When.PREFERS_SMS, State.SMS_MFA, _MFA),
        (When.PREFERS_TOTP, State.SOFTWARE_TOKEN_MFA, _MFA),
        (When.PREFERS_EMAIL, State.EMAIL_MFA, _MFA),
        (When.SEVERAL_FACTORS, State.SELECT_MFA_TYPE, _MFA),
        (When.NO_FACTOR, State.MFA_SETUP, _MFA),
        (When.NOTHING_MORE, State.TOKENS, _RESPOND),
    )
)


def _custom(at: State, choice: str | None, gives: str, *, srp: bool) -> tuple[Transition, ...]:
    """What the DefineAuthChallenge trigger decides; `srp`: it may ask for a proof by SRP."""
    rows = (
        (When.TRIGGER_CHALLENGES, State.CUSTOM_CHALLENGE),
        *(((When.TRIGGER_WANTS_SRP, State.PASSWORD_VERIFIER),) if srp else ()),
        (When.TRIGGER_IS_CONTENT, State.PROVED),
    )
    return tuple(Transition(at, choice, gives, to, _CUSTOM, when) for when, to in rows)


def first_choice(preferred: State | None, *, at_once: bool = False) -> str:
    """The choice of a sign-in that begins with USER_AUTH.

    `preferred` is the PREFERRED_CHALLENGE if the user may use it, else None; `at_once` is whether
    the password or SRP_A came with it.
    """
    if preferred is None:
        return "USER_AUTH"
    return f"USER_AUTH {preferred.value}{' at once' if at_once else ''}"


TRANSITIONS: tuple[Transition, ...] = (
    # The first call names the flow.
    Transition(State.START, "USER_PASSWORD_AUTH", "password", State.PROVED, _INITIATE),
    Transition(State.START, "ADMIN_USER_PASSWORD_AUTH", "password", State.PROVED, _INITIATE),
    Transition(State.START, "USER_SRP_AUTH", "SRP_A", State.PASSWORD_VERIFIER, _INITIATE),
    Transition(State.START, "USER_AUTH", "name", State.SELECT_CHALLENGE, _FACTORS),
    Transition(State.START, "USER_AUTH PASSWORD", "name", State.PASSWORD, _FACTORS),
    Transition(State.START, "USER_AUTH PASSWORD at once", "password", State.PROVED, _FLOWS),
    Transition(State.START, "USER_AUTH PASSWORD_SRP", "name", State.PASSWORD_SRP, _FACTORS),
    Transition(
        State.START, "USER_AUTH PASSWORD_SRP at once", "SRP_A", State.PASSWORD_VERIFIER, _FLOWS
    ),
    Transition(State.START, "USER_AUTH SMS_OTP", "name", State.SMS_OTP, _FACTORS),
    Transition(State.START, "USER_AUTH EMAIL_OTP", "name", State.EMAIL_OTP, _FACTORS),
    *_custom(State.START, "CUSTOM_AUTH", "name", srp=True),
    # Choosing the first factor, and giving it.
    Transition(State.SELECT_CHALLENGE, "PASSWORD", "password", State.PROVED, _RESPOND),
    Transition(State.SELECT_CHALLENGE, "PASSWORD_SRP", "SRP_A", State.PASSWORD_VERIFIER, _RESPOND),
    Transition(State.SELECT_CHALLENGE, "SMS_OTP", "choice", State.SMS_OTP, _RESPOND),
    Transition(State.SELECT_CHALLENGE, "EMAIL_OTP", "choice", State.EMAIL_OTP, _RESPOND),
    Transition(State.PASSWORD, None, "password", State.PROVED, _RESPOND),
    Transition(State.PASSWORD_SRP, None, "SRP_A", State.PASSWORD_VERIFIER, _RESPOND),
    Transition(State.PASSWORD_VERIFIER, None, "proof", State.PROVED, _RESPOND),
    Transition(State.SMS_OTP, None, "code", State.PROVED, _RESPOND),
    Transition(State.EMAIL_OTP, None, "code", State.PROVED, _RESPOND),
    *_custom(State.CUSTOM_CHALLENGE, None, "answer", srp=True),
    *_custom(State.PASSWORD_VERIFIER, "CUSTOM_AUTH", "proof", srp=False),
    # It is clear who it is. A new password ends the need for one, and no need for a second factor.
    Transition(
        State.PROVED, None, "", State.NEW_PASSWORD_REQUIRED, _RESPOND, When.TEMPORARY_PASSWORD
    ),
    *_SECOND_FACTOR,
    Transition(State.NEW_PASSWORD_REQUIRED, None, "new password", State.PROVED, _RESPOND),
    # The second factor.
    Transition(State.SELECT_MFA_TYPE, "SMS_MFA", "choice", State.SMS_MFA, _RESPOND),
    Transition(
        State.SELECT_MFA_TYPE, "SOFTWARE_TOKEN_MFA", "choice", State.SOFTWARE_TOKEN_MFA, _RESPOND
    ),
    Transition(State.SELECT_MFA_TYPE, "EMAIL_OTP", "choice", State.EMAIL_MFA, _RESPOND),
    Transition(State.SMS_MFA, None, "code", State.TOKENS, _RESPOND),
    Transition(State.SOFTWARE_TOKEN_MFA, None, "code", State.TOKENS, _RESPOND),
    Transition(State.EMAIL_MFA, None, "code", State.TOKENS, _RESPOND),
    Transition(State.MFA_SETUP, None, "verified app", State.TOKENS, _RESPOND),
    Transition(State.DEVICE_SRP_AUTH, None, "SRP_A", State.DEVICE_PASSWORD_VERIFIER, _DEVICES),
    Transition(State.DEVICE_PASSWORD_VERIFIER, None, "proof", State.TOKENS, _DEVICES),
)


def next_transition(at: State, choice: str | None, facts: Facts) -> Transition | None:
    """The row that is taken, or None where the table has none for this choice."""
    for row in TRANSITIONS:
        if row.at is at and row.choice == choice and row.when.holds(facts):
            return row
    return None
