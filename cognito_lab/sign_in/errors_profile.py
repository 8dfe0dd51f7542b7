"""Errors of a signed-in user's own profile, as a learner meets them."""

from __future__ import annotations

from cognito_lab.known_error import NO_REPORT, REPORTS, KnownError

_ASK, _VERIFY = "GetUserAttributeVerificationCode", "VerifyUserAttribute"

ERRORS = (
    KnownError(
        _ASK,
        "NotAuthorizedException",
        "Invalid Access Token",
        "not-an-access-token",
        "This is no access token: perhaps the ID token, or one whose user was deleted.",
        "Send the `AccessToken` of the sign-in as it is.",
    ),
    KnownError(
        "GetUser",
        "NotAuthorizedException",
        "Access Token has been revoked",
        "signed-out",
        "The user was signed out everywhere or disabled, and with that the token has ended.",
        "Sign in again.",
        "that the code is NotAuthorizedException",
    ),
    KnownError(
        "UpdateUserAttributes",
        "InvalidParameterException",
        "user.ATTRIBUTE_NAME: Attribute cannot be updated.",
        "attribute-never-changes",
        "The attribute was made not to change (`Mutable` is false), or it is `sub`.",
        "Leave it as it is; to have another value the user has to be made anew.",
        f"{REPORTS}; that `sub` is refused so",
    ),
    KnownError(
        "UpdateUserAttributes",
        "InvalidParameterException",
        "user.ATTRIBUTE_NAME: Attribute does not exist in the schema.",
        "attribute-unknown",
        "The pool has no attribute of this name; those of its own begin with `custom:`.",
        "Look for the name in the pool's `SchemaAttributes`, or add it with `AddCustomAttributes`.",
    ),
    KnownError(
        "UpdateUserAttributes",
        "InvalidParameterException",
        "user.ATTRIBUTE_NAME: The attribute is required",
        "attribute-missing",
        "The pool requires this attribute, so it cannot be taken away.",
        "Give it another value in the place of a blank one.",
        NO_REPORT,
    ),
    KnownError(
        "UpdateUserAttributes",
        "AliasExistsException",
        "An account with the given ATTRIBUTE_NAME already exists.",
        "alias-taken",
        "This value is a name by which another user signs in.",
        "Choose another value, or have the other user give it up.",
        "the words are by analogy with those that people report",
    ),
    KnownError(
        _ASK,
        "InvalidParameterException",
        "Invalid attribute name. Only phone_number and email can be verified.",
        "not-an-address",
        "Only the two addresses can be verified.",
        "Name `email` or `phone_number`.",
    ),
    KnownError(
        _ASK,
        "InvalidParameterException",
        "User does not have a valid registered ADDRESS_KIND",
        "no-such-address",
        "The user has no address to send the code to.",
        "Set the address first, with `UpdateUserAttributes`.",
    ),
    KnownError(
        _VERIFY,
        "AliasExistsException",
        "An account with the given ATTRIBUTE_NAME already exists.",
        "alias-taken",
        "Verified, this address would open another user's account.",
        "Set another address and verify that one, or have the other user give this one up.",
        "the words are by analogy with those that people report",
    ),
    KnownError(
        _VERIFY,
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
        "wrong-code",
        "The code is not the one that was sent to this address.",
        "Enter the newest code that this address was sent.",
    ),
    KnownError(
        _VERIFY,
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
        "old-code",
        "The code is older than 24 hours, was sent to an address of before, or was never sent.",
        "Ask for another with `GetUserAttributeVerificationCode`.",
    ),
    KnownError(
        _VERIFY,
        "LimitExceededException",
        "Attempt limit exceeded, please try after some time.",
        "too-many-codes-tried",
        "So many wrong codes were tried that the right one is no longer taken.",
        "Ask for another with `GetUserAttributeVerificationCode`, and enter that one.",
        f"{REPORTS}; after how many tries; that a new code helps at once",
    ),
)
"""In the order in which a learner meets them."""
