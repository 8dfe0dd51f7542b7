"""The challenges of a sign-in, each with how it is issued and how its answer is checked.

Reading order: `handler` (what each of them is to the engine), `sent_code` and `srp_claim` (what
several of them do), `select_challenge`, `password`, `password_srp`, `one_time_code` (first factors
of a choice-based sign-in), `password_verifier` (SRP), `custom_challenge` (of the pool's triggers),
`new_password`; `mfa_setup`, `select_mfa_type`, `software_token_mfa`, `code_mfa` (the second
factor), `device` (in its place).
"""

from __future__ import annotations

from collections.abc import Mapping

from cognito_lab.aws.cognito_idp.challenges.code_mfa import CodeMfa
from cognito_lab.aws.cognito_idp.challenges.custom_challenge import CustomChallenge
from cognito_lab.aws.cognito_idp.challenges.device import DevicePasswordVerifier, DeviceSrpAuth
from cognito_lab.aws.cognito_idp.challenges.handler import ChallengeHandler
from cognito_lab.aws.cognito_idp.challenges.mfa_setup import MfaSetup
from cognito_lab.aws.cognito_idp.challenges.new_password import NewPasswordRequired
from cognito_lab.aws.cognito_idp.challenges.one_time_code import OneTimeCode
from cognito_lab.aws.cognito_idp.challenges.password import PasswordChallenge
from cognito_lab.aws.cognito_idp.challenges.password_srp import PasswordSrpChallenge
from cognito_lab.aws.cognito_idp.challenges.password_verifier import PasswordVerifierChallenge
from cognito_lab.aws.cognito_idp.challenges.select_challenge import SelectChallenge
from cognito_lab.aws.cognito_idp.challenges.select_mfa_type import SelectMfaType
from cognito_lab.aws.cognito_idp.challenges.software_token_mfa import SoftwareTokenMfa
from cognito_lab.sign_in.challenges import State

HANDLERS: Mapping[State, ChallengeHandler] = {
    State.SELECT_CHALLENGE: SelectChallenge(),
    State.PASSWORD: PasswordChallenge(),
    State.PASSWORD_SRP: PasswordSrpChallenge(),
    State.SMS_OTP: OneTimeCode(State.SMS_OTP),
    State.EMAIL_OTP: OneTimeCode(State.EMAIL_OTP),
    State.PASSWORD_VERIFIER: PasswordVerifierChallenge(),
    State.CUSTOM_CHALLENGE: CustomChallenge(),
    State.NEW_PASSWORD_REQUIRED: NewPasswordRequired(),
    State.MFA_SETUP: MfaSetup(),
    State.SELECT_MFA_TYPE: SelectMfaType(),
    State.SMS_MFA: CodeMfa(State.SMS_MFA),
    State.SOFTWARE_TOKEN_MFA: SoftwareTokenMfa(),
    State.EMAIL_MFA: CodeMfa(State.EMAIL_MFA),
    State.DEVICE_SRP_AUTH: DeviceSrpAuth(),
    State.DEVICE_PASSWORD_VERIFIER: DevicePasswordVerifier(),
}


def state_of(challenge_name: str, issued: State) -> State:
    """The state whose handler looks at an answer: the issued one, if the names agree.

    They differ only where the row is off that binds an answer to its challenge.
    """
    if issued.challenge_name == challenge_name:
        return issued
    return next((state for state in HANDLERS if state.challenge_name == challenge_name), issued)
