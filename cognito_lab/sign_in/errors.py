"""Errors of sign-up and sign-in that the lab says as AWS does: words, cause and remedy.

The codes stand in AWS's API reference. The words hardly do: most are known from people's reports,
and each such row says so. The error clinic and the pictures take their words from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_"
_REPORTS = "the words are from people's reports"
# What stands for itself in AWS's texts, and differs from call to call.
_VARIABLE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")


@dataclass(frozen=True, slots=True)
class KnownError:
    """One error: `operation` answers `code` with `text`, because of `cause`; `remedy` mends it.

    `cause` is a short name; `means` says it in a sentence, and so does `remedy` what to do (code
    in backticks). A word such as CLIENT_ID in `text` stands for what differs. `unconfirmed` says
    what no document of AWS's confirms. `of_the_code`: the remedy fits whatever operation answers
    this code, and whatever its text.
    """

    operation: str
    code: str
    text: str
    cause: str
    means: str
    remedy: str
    unconfirmed: str | None = _REPORTS
    of_the_code: bool = False

    @property
    def document(self) -> str:
        """The page of the API reference that lists the code."""
        return f"{_API}{self.operation}.html"

    def is_said_by(self, code: str, text: str) -> bool:
        """Whether an error is this one: exactly this code and this text."""
        pattern = r"\S+".join(re.escape(part) for part in _VARIABLE.split(self.text))
        return code == self.code and re.fullmatch(pattern, text) is not None


ERRORS = (
    KnownError(
        "SignUp",
        "InvalidPasswordException",
        "Password did not conform with policy: Password not long enough",
        "weak-password",
        "The password breaks a rule of the pool; the first one that is broken is named.",
        "Read `Policies.PasswordPolicy` of the pool, and choose a password that keeps to it.",
        of_the_code=True,
    ),
    KnownError(
        "SignUp",
        "UsernameExistsException",
        "User already exists",
        "name-taken",
        "Somebody has this user name already.",
        "Choose another user name, or sign in if this one is yours.",
        f"{_REPORTS}; others are reported where an e-mail address is the user name",
        of_the_code=True,
    ),
    KnownError(
        "SignUp",
        "ResourceNotFoundException",
        "User pool client CLIENT_ID does not exist.",
        "unknown-client",
        "No pool has an app client of this id.",
        "Take the id from `CreateUserPoolClient`, of the region that you call.",
    ),
    KnownError(
        "ConfirmSignUp",
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
        "wrong-code",
        "The code is not the one that was sent to this user, for this purpose.",
        "Enter the newest code that this user was sent.",
    ),
    KnownError(
        "ConfirmSignUp",
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
        "old-code",
        "A sign-up code lives 24 hours.",
        "Ask for another with `ResendConfirmationCode`.",
        f"{_REPORTS}; that an expired code is called so whatever its digits",
    ),
    KnownError(
        "ConfirmSignUp",
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is CONFIRMED",
        "confirmed-already",
        "The user has been confirmed before.",
        "Go on and sign in, for nothing is missing.",
        f"{_REPORTS}; older ones differ",
    ),
    KnownError(
        "ConfirmSignUp",
        "UserNotFoundException",
        "Username/client id combination not found.",
        "unknown-user",
        "The pool of this app client has no such user.",
        "Look at the user name and at whose app client it is.",
        f"{_REPORTS}; what a client answers that hides who exists",
    ),
    KnownError(
        "ResendConfirmationCode",
        "InvalidParameterException",
        "User is already confirmed.",
        "confirmed-already",
        "The user has been confirmed before, so no code is needed.",
        "Go on and sign in, for nothing is missing.",
    ),
    KnownError(
        "ResendConfirmationCode",
        "NotAuthorizedException",
        "Cannot resend codes. Auto verification not turned on.",
        "nowhere-to-send",
        "The pool verifies no address by itself, or the user has none.",
        "Make the pool with `AutoVerifiedAttributes`, and give the user that address.",
    ),
    KnownError(
        "InitiateAuth",
        "UserNotConfirmedException",
        "User is not confirmed.",
        "address-not-proved",
        "The user signed up and has not entered the code yet.",
        "Confirm the user first, by `ConfirmSignUp` with the code that was sent.",
        of_the_code=True,
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "Incorrect username or password.",
        "wrong-password",
        "The password is not this user's; or, where the client hides who exists, there is none.",
        "Check the user name and send the right password; nothing was forbidden.",
    ),
    KnownError(
        "InitiateAuth",
        "NotAuthorizedException",
        "User is disabled.",
        "switched-off",
        "An administrator disabled the user; the password may well be right.",
        "Ask an administrator to enable the user again, with `AdminEnableUser`.",
    ),
    KnownError(
        "InitiateAuth",
        "UserNotFoundException",
        "User does not exist.",
        "unknown-user",
        "The pool has no such user, and the app client says so (`LEGACY`).",
        "Look at the user name; on AWS, a client with `PreventUserExistenceErrors=ENABLED` does "
        "not tell.",
    ),
)
"""In the order in which a learner meets them."""
