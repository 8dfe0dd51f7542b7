"""Rows of the ledger: new passwords, wherever one is set."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GUIDE, RESPOND

_MOTO_LOOKS = ("SignUp", "AdminSetUserPassword", "ChangePassword")
_MOTO_DOES_NOT = ("AdminCreateUser", "ConfirmForgotPassword")

PASSWORD_POLICY_WORDS = Behaviour(
    id="password-policy-words",
    service="cognito-idp",
    operations=(*_MOTO_LOOKS, *RESPOND),
    aws="A password that breaks the policy is refused with what it lacks.",
    document=API + "API_SignUp.html",
    moto="Says in every case that the password does not `confirm` to the policy.",
    lab="Names the first rule that is broken, in AWS's words.",
    unconfirmed="the words are from people's reports; that a policy which leaves a rule out "
    "asks for it",
)
PASSWORD_POLICY_EVERYWHERE = Behaviour(
    id="password-policy-everywhere",
    service="cognito-idp",
    operations=_MOTO_DOES_NOT,
    aws="Temporary passwords, and those that replace a forgotten one, are held to the policy too.",
    document=API + "API_AdminCreateUser.html",
    moto="Takes any temporary password, and any in the place of a forgotten one.",
    lab="Holds each of them to the policy.",
    unconfirmed="the words are from people's reports",
)
PASSWORD_IS_A_PASSWORD = Behaviour(
    id="password-is-a-password",
    service="cognito-idp",
    operations=(*_MOTO_LOOKS, *_MOTO_DOES_NOT),
    aws="A password of more than 256 characters, or with white space at its ends, is "
    "InvalidParameterException.",
    document=API + "API_SignUp.html",
    moto="Takes white space at the ends.",
    lab="Refuses both before the policy is asked.",
    unconfirmed="the words, of which people report those for white space; that spaces within are "
    "allowed, for the API's pattern forbids what the guide allows",
)
PASSWORDS_MAY_BE_LONG = Behaviour(
    id="passwords-may-be-long",
    service="cognito-idp",
    operations=(*_MOTO_LOOKS, *RESPOND),
    aws="A password may have up to 256 characters.",
    document=GUIDE + "user-pool-settings-policies.html",
    moto="Refuses 99 characters and more.",
    lab="Takes them.",
)
PASSWORD_HISTORY = Behaviour(
    id="password-history",
    service="cognito-idp",
    operations=(
        "AdminSetUserPassword",
        "ChangePassword",
        "ConfirmForgotPassword",
        "AdminCreateUser",
        *RESPOND,
    ),
    aws="With PasswordHistorySize, none of the user's last passwords can be set again.",
    document=API + "API_PasswordPolicyType.html",
    moto="Sets any password.",
    lab="Refuses one of the last ones.",
    unconfirmed="the words; that the present password counts as the first",
)
CHANGE_PASSWORD_WORDS = Behaviour(
    id="change-password-words",
    service="cognito-idp",
    operations=("ChangePassword",),
    aws="A wrong old password is NotAuthorizedException `Incorrect username or password.`",
    document=API + "API_ChangePassword.html",
    moto="Says only the name.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports; that the new password is looked at first",
)
CHANGE_PASSWORD_IS_LIMITED = Behaviour(
    id="change-password-is-limited",
    service="cognito-idp",
    operations=("ChangePassword",),
    aws="Who tries too many old passwords gets LimitExceededException.",
    document=API + "API_ChangePassword.html",
    moto="Lets whoever has an access token guess on.",
    lab="Counts them with the wrong passwords of sign-ins, and lets the user wait as long.",
    unconfirmed="how many are too many, how long the wait is, and that sign-in shares the count; "
    "the words are from people's reports",
)
CHANGE_PASSWORD_IS_NO_RESET = Behaviour(
    id="change-password-is-no-reset",
    service="cognito-idp",
    operations=("ChangePassword",),
    aws="After AdminResetUserPassword, ChangePassword is PasswordResetRequiredException.",
    document=API + "API_ChangePassword.html",
    moto="Changes the password, and takes the reset for done.",
    lab="Refuses until the password was reset with the code.",
    unconfirmed="the words are those of sign-in",
)

ROWS = (
    PASSWORD_POLICY_WORDS,
    PASSWORD_POLICY_EVERYWHERE,
    PASSWORD_IS_A_PASSWORD,
    PASSWORDS_MAY_BE_LONG,
    PASSWORD_HISTORY,
    CHANGE_PASSWORD_WORDS,
    CHANGE_PASSWORD_IS_LIMITED,
    CHANGE_PASSWORD_IS_NO_RESET,
)
