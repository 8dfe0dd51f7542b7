"""Errors of answering a challenge: its session, SRP's proof, a choice, a new password."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_RESPOND = "RespondToAuthChallenge"

ERRORS = (
    KnownError(
        _RESPOND,
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
        "session-used-up",
        "This challenge session was answered before, or was never given out.",
        "Answer with the `Session` of the last answer, or begin the sign-in anew.",
    ),
    KnownError(
        _RESPOND,
        "NotAuthorizedException",
        "Invalid session for the user.",
        "session-of-something-else",
        "The challenge session belongs to another user, app client or challenge.",
        "Answer the challenge that `ChallengeName` names, for the user and by the app client that "
        "began.",
    ),
    KnownError(
        _RESPOND,
        "NotAuthorizedException",
        "Invalid session for the user, session is expired.",
        "session-too-old",
        "A challenge session lives 3 minutes, or what `AuthSessionValidity` says.",
        "Begin the sign-in anew, and answer sooner.",
    ),
    KnownError(
        _RESPOND,
        "InvalidParameterException",
        "Missing required parameter MEMBER_NAME",
        "answer-missing",
        "The challenge asks for this member of `ChallengeResponses`, and it is missing or empty.",
        "Send it, and always `USERNAME` beside it.",
    ),
    KnownError(
        _RESPOND,
        "NotAuthorizedException",
        "Incorrect username or password.",
        "wrong-proof",
        "The proof was made with a wrong password, or its `TIMESTAMP` is too far from now; in a "
        "custom sign-in, `DefineAuthChallenge` has refused.",
        "Check the password and the clock, and begin the sign-in anew, for each answer needs "
        "another challenge.",
        f"{REPORTS}; how far a timestamp may be from now",
    ),
    KnownError(
        _RESPOND,
        "InvalidParameterException",
        "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.",
        "malformed-timestamp",
        "`TIMESTAMP` is not written as SRP has it here.",
        "Write it as `Mon Jan 5 09:00:00 UTC 2026`: English names, and no zero before the day.",
    ),
    KnownError(
        _RESPOND,
        "InvalidParameterException",
        "Selected challenge is not available.",
        "not-on-offer",
        "This `ANSWER` is not among the `AvailableChallenges`.",
        "Choose one of the `AvailableChallenges` of the challenge.",
        "code and words, which no report has",
    ),
    KnownError(
        _RESPOND,
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
        "wrong-code",
        "The code is not the one that was sent for this sign-in.",
        "Enter the newest code; the challenge is still open.",
        f"{REPORTS}; that the challenge can be answered again",
    ),
    KnownError(
        _RESPOND,
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
        "code-used-up",
        "The code has signed somebody in before, or has grown too old.",
        "Begin the sign-in anew, and enter the code that is sent then.",
    ),
    KnownError(
        _RESPOND,
        "AliasExistsException",
        "An account with the given ATTRIBUTE_NAME already exists.",
        "alias-taken",
        "This value is a name by which another user signs in.",
        "Answer the same challenge with another value.",
        "the words are by analogy with those that people report",
    ),
    KnownError(
        _RESPOND,
        "InvalidPasswordException",
        "Password did not conform with policy: Password not long enough",
        "weak-password",
        "The new password breaks a rule of the pool; the first one that is broken is named.",
        "Choose a password that keeps to the policy, and answer the same challenge with it.",
        f"{REPORTS}; that the challenge can be answered again",
    ),
    KnownError(
        _RESPOND,
        "PasswordHistoryPolicyViolationException",
        "Password has previously been used and cannot be reused",
        "password-used-before",
        "The pool remembers the user's last passwords, and this is one of them.",
        "Choose a password that this user has not had lately.",
        f"{NO_REPORT}; that the present password counts as the first",
        of_the_code=True,
    ),
    KnownError(
        _RESPOND,
        "InvalidParameterException",
        "Invalid attributes given, ATTRIBUTE_NAME is missing",
        "attribute-missing",
        "The pool asks for this attribute, and an administrator made the user without it.",
        "Send every name of `requiredAttributes` with its value beside `NEW_PASSWORD`.",
    ),
    KnownError(
        _RESPOND,
        "NotAuthorizedException",
        "Cannot modify an already provided ATTRIBUTE_NAME",
        "attribute-there-already",
        "The user has this required attribute, and this challenge does not change it.",
        "Leave it away now, and change it after the sign-in with `UpdateUserAttributes`.",
    ),
)
"""In the order in which a learner meets them."""
