"""Lambda triggers of a user pool: the event that a function gets (its answer: `trigger_answers`).

A function gets one event, and answers with it; it may have changed the members of `response`
that its trigger has.
https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
"""

from __future__ import annotations

import copy
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.sign_in.trigger_answers import CLAIMS, CLAIMS_AND_SCOPES, RESPECTED

Event = dict[str, Any]
"""What a function gets and gives back: a JSON object."""

CODE_PARAMETER = "{####}"
USERNAME_PARAMETER = "{username}"
NO_APP_CLIENT = "CLIENT_ID_NOT_APPLICABLE"
"""The app client of a call that has none, such as AdminCreateUser; people's events show it."""

# What people's events carry; no document lists the values.
_SDK = "aws-sdk-unknown-unknown"

REQUESTS: Mapping[str, tuple[str, ...]] = {
    # Each trigger's page says which, under "request parameters":
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
    "PreSignUp": ("userAttributes", "validationData", "clientMetadata"),
    "PostConfirmation": ("userAttributes", "clientMetadata"),
    "PreAuthentication": ("userAttributes", "validationData", "userNotFound"),
    "PostAuthentication": ("userAttributes", "newDeviceUsed", "clientMetadata"),
    "CustomMessage": ("userAttributes", "codeParameter", "usernameParameter", "clientMetadata"),
    "UserMigration": ("password", "validationData", "clientMetadata"),
    "DefineAuthChallenge": ("userAttributes", "session", "clientMetadata", "userNotFound"),
    "CreateAuthChallenge": (
        "userAttributes",
        "challengeName",
        "session",
        "clientMetadata",
        "userNotFound",
    ),
    "VerifyAuthChallengeResponse": (
        "userAttributes",
        "privateChallengeParameters",
        "challengeAnswer",
        "clientMetadata",
        "userNotFound",
    ),
    # https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
    "PreTokenGeneration": ("userAttributes", "groupConfiguration", "scopes", "clientMetadata"),
}
"""The members of `request`, by trigger."""

_LEFT_OUT_WHERE_EMPTY = ("clientMetadata", "userNotFound", "newDeviceUsed", "scopes")
# The others are null then, as `validationData` is in people's events.


class Source(enum.StrEnum):
    """Why a function is called: AWS's `triggerSource`."""

    PRE_SIGN_UP = "PreSignUp_SignUp"
    PRE_ADMIN_CREATE_USER = "PreSignUp_AdminCreateUser"
    POST_CONFIRM_SIGN_UP = "PostConfirmation_ConfirmSignUp"
    POST_CONFIRM_FORGOT_PASSWORD = "PostConfirmation_ConfirmForgotPassword"
    PRE_AUTHENTICATION = "PreAuthentication_Authentication"
    POST_AUTHENTICATION = "PostAuthentication_Authentication"
    MESSAGE_SIGN_UP = "CustomMessage_SignUp"
    MESSAGE_ADMIN_CREATE_USER = "CustomMessage_AdminCreateUser"
    MESSAGE_RESEND_CODE = "CustomMessage_ResendCode"
    MESSAGE_FORGOT_PASSWORD = "CustomMessage_ForgotPassword"
    MESSAGE_UPDATE_ATTRIBUTE = "CustomMessage_UpdateUserAttribute"
    MESSAGE_VERIFY_ATTRIBUTE = "CustomMessage_VerifyUserAttribute"
    MESSAGE_AUTHENTICATION = "CustomMessage_Authentication"
    MIGRATE_AT_SIGN_IN = "UserMigration_Authentication"
    MIGRATE_AT_FORGOT_PASSWORD = "UserMigration_ForgotPassword"
    DEFINE_CHALLENGE = "DefineAuthChallenge_Authentication"
    CREATE_CHALLENGE = "CreateAuthChallenge_Authentication"
    VERIFY_CHALLENGE = "VerifyAuthChallengeResponse_Authentication"
    TOKENS_AUTHENTICATION = "TokenGeneration_Authentication"
    TOKENS_NEW_PASSWORD = "TokenGeneration_NewPasswordChallenge"
    TOKENS_DEVICE = "TokenGeneration_AuthenticateDevice"
    TOKENS_REFRESH = "TokenGeneration_RefreshTokens"

    @property
    def trigger(self) -> str:
        """The trigger's name in a pool's LambdaConfig: `PreSignUp`."""
        name = self.value.partition("_")[0]
        return "PreTokenGeneration" if name == "TokenGeneration" else name


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an event is about: a user of a pool, and the app client that asks, if one does.

    `attributes` are the user's, all of them texts. `not_found` is None where the app client tells
    whether there is such a user, else whether there is none.
    """

    region: str
    user_pool_id: str
    user_name: str
    app_client_id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    not_found: bool | None = None


def make_event(source: Source, subject: Subject, *, version: str = "1", **given: Any) -> Event:
    """The event of a trigger. `given`: members of its `request` beside those of the subject.

    What is not given is null, or left out. PreTokenGeneration has events of three versions, and
    answers in another member from the second on. Raises TypeError for a member that the trigger's
    request does not have.
    """
    known = {"userAttributes": dict(subject.attributes), "userNotFound": subject.not_found}
    names = REQUESTS[source.trigger]
    strange = given.keys() - set(names)
    if strange:
        raise TypeError(f"the request of {source.trigger} has no {', '.join(sorted(strange))}")
    members = {name: copy.deepcopy(({**known, **given}).get(name)) for name in names}
    asked = {
        name: value
        for name, value in members.items()
        if name not in _LEFT_OUT_WHERE_EMPTY or value not in (None, {})
    }
    return {
        "version": version,
        "region": subject.region,
        "userPoolId": subject.user_pool_id,
        "userName": subject.user_name,
        "callerContext": {
            "awsSdkVersion": _SDK,
            "clientId": subject.app_client_id or NO_APP_CLIENT,
        },
        "triggerSource": source.value,
        "request": asked,
        "response": dict.fromkeys(
            (name for name in RESPECTED[source.trigger] if _is_of(version, name)),
            False if source.trigger == "PreSignUp" else None,
        ),
    }


def _is_of(version: str, member: str) -> bool:
    """Whether a member of `response` stands in events of this version."""
    return member != (CLAIMS_AND_SCOPES if version == "1" else CLAIMS)


def challenge_result(name: str, passed: bool, metadata: str | None = None) -> dict[str, Any]:
    """One element of `session`: a challenge that was answered, and how.

    `metadata` is what CreateAuthChallenge called its challenge.
    https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html
    """
    return {"challengeName": name, "challengeResult": passed, "challengeMetadata": metadata}
