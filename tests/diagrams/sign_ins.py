"""Recorded sign-ins, as a lab would have recorded them, for the picture of a sign-in's states."""

from typing import Any

from cognito_lab.flow import ApiCall, CallError
from tests.diagrams import traces
from tests.diagrams.traces import JWT, call

TOKENS: dict[str, Any] = {
    "ChallengeParameters": {},
    "AuthenticationResult": {"AccessToken": JWT, "IdToken": JWT, "ExpiresIn": 3600},
}
MISMATCH = CallError(
    "CodeMismatchException", "Invalid verification code provided, please try again."
)
INCORRECT = CallError("NotAuthorizedException", "Incorrect username or password.")
Answer = str | CallError | None


def begin(number: int, flow: str, answer: Answer = None, **parameters: str) -> ApiCall:
    """InitiateAuth; `answer` is the next challenge, a refusal, or None for tokens."""
    asked = {"AuthFlow": flow, "AuthParameters": {"USERNAME": "ana", **parameters}}
    return _call(number, "InitiateAuth", asked, answer)


def go_on(number: int, name: str, answer: Answer = None, **responses: str) -> ApiCall:
    """RespondToAuthChallenge."""
    asked = {"ChallengeName": name, "ChallengeResponses": {"USERNAME": "ana", **responses}}
    return _call(number, "RespondToAuthChallenge", asked, answer)


def _call(number: int, operation: str, asked: dict[str, Any], answer: Answer) -> ApiCall:
    if isinstance(answer, CallError):
        return call(number, operation, asked, error=answer)
    challenge: dict[str, Any] = {
        "ChallengeName": answer,
        "Session": "x" * 20,
        "ChallengeParameters": {},
    }
    return call(number, operation, asked, TOKENS if answer is None else challenge)


ALL: dict[str, list[ApiCall]] = {
    "password": [begin(1, "USER_PASSWORD_AUTH", PASSWORD="p")],
    "password and app": [
        begin(1, "USER_PASSWORD_AUTH", "SOFTWARE_TOKEN_MFA", PASSWORD="p"),
        go_on(2, "SOFTWARE_TOKEN_MFA", SOFTWARE_TOKEN_MFA_CODE="123456"),
    ],
    "SRP, a new password, an app to set up": [
        begin(1, "USER_SRP_AUTH", "PASSWORD_VERIFIER", SRP_A="a"),
        go_on(2, "PASSWORD_VERIFIER", "NEW_PASSWORD_REQUIRED"),
        go_on(3, "NEW_PASSWORD_REQUIRED", "MFA_SETUP"),
        call(4, "AssociateSoftwareToken", {"Session": "x" * 20}, {"SecretCode": "JBSWY3DP"}),
        call(5, "VerifySoftwareToken", {"UserCode": "123456"}, {"Status": "SUCCESS"}),
        go_on(6, "MFA_SETUP"),
    ],
    "a wrong password, a wrong code": [
        begin(1, "USER_PASSWORD_AUTH", INCORRECT, PASSWORD="q"),
        begin(2, "USER_PASSWORD_AUTH", "SMS_MFA", PASSWORD="p"),
        go_on(3, "SMS_MFA", MISMATCH),
        go_on(4, "SMS_MFA", MISMATCH),
        go_on(5, "SMS_MFA"),
    ],
    "a code by mail, twice": [
        begin(1, "USER_AUTH", "SELECT_CHALLENGE"),
        go_on(2, "SELECT_CHALLENGE", "EMAIL_OTP", ANSWER="EMAIL_OTP"),
        go_on(3, "EMAIL_OTP", MISMATCH),
        go_on(4, "EMAIL_OTP", "EMAIL_OTP"),
        go_on(5, "EMAIL_OTP"),
    ],
    "a choice of second factors": [
        begin(1, "ADMIN_NO_SRP_AUTH", "SELECT_MFA_TYPE", PASSWORD="p"),
        go_on(2, "SELECT_MFA_TYPE", "EMAIL_OTP", ANSWER="EMAIL_OTP"),
        go_on(3, "EMAIL_OTP"),
    ],
    "triggers": [
        begin(1, "CUSTOM_AUTH", "PASSWORD_VERIFIER", SRP_A="a"),
        go_on(2, "PASSWORD_VERIFIER", "CUSTOM_CHALLENGE"),
        go_on(3, "CUSTOM_CHALLENGE", "CUSTOM_CHALLENGE", ANSWER="7"),
        go_on(4, "CUSTOM_CHALLENGE", "CUSTOM_CHALLENGE", ANSWER="8"),
        go_on(5, "CUSTOM_CHALLENGE", ANSWER="9"),
    ],
    "a remembered device": [
        begin(1, "USER_SRP_AUTH", "PASSWORD_VERIFIER", SRP_A="a"),
        go_on(2, "PASSWORD_VERIFIER", "DEVICE_SRP_AUTH"),
        go_on(3, "DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER", SRP_A="a"),
        go_on(4, "DEVICE_PASSWORD_VERIFIER"),
    ],
}

HOSTILE: list[ApiCall] = [
    *(
        begin(10 * i, "USER_AUTH", CallError(text, text * 3), PREFERRED_CHALLENGE=text)
        for i, text in enumerate(traces.HOSTILE_TEXTS, start=1)
    ),
    begin(200, "USER_AUTH", traces.LONG),
    go_on(201, traces.LONG, traces.LONG),
    go_on(10**9, "EMAIL_OTP", CallError(traces.LONG, "")),
]
