"""Rows of the ledger: the way back for who has forgotten the password."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GUIDE

_SEND, _SET = "ForgotPassword", "ConfirmForgotPassword"

RECOVERY_CODE_IS_SENT = Behaviour(
    id="recovery-code-is-sent",
    service="cognito-idp",
    operations=(_SEND,),
    aws="A code goes to a verified address, by AccountRecoverySetting's priority, else to the "
    "phone first; the answer tells where, masked.",
    document=GUIDE + "how-to-recover-a-user-account.html",
    moto="Sends nothing, hands a code out in a header of the answer, and shows a phone number "
    "whole.",
    lab="Makes a random code that lives one hour, and puts the message into the outbox.",
    unconfirmed="number of digits, the default text of the message; whether an earlier code "
    "stays good",
)
RECOVERY_NEEDS_A_VERIFIED_ADDRESS = Behaviour(
    id="recovery-needs-a-verified-address",
    service="cognito-idp",
    operations=(_SEND,),
    aws="A user without a verified address gets InvalidParameterException.",
    document=API + "API_ForgotPassword.html",
    moto="Answers that a code was sent, to an address that it makes up if it has to.",
    lab="Refuses, in AWS's words.",
)
RECOVERY_KNOWS_ITS_USERS = Behaviour(
    id="recovery-knows-its-users",
    service="cognito-idp",
    operations=(_SEND, _SET),
    aws="A name that nobody has is UserNotFoundException, unless the app client hides it.",
    document=API + "API_ForgotPassword.html",
    moto="Answers that a code was sent; to ConfirmForgotPassword it says "
    "ResourceNotFoundException.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports",
)
RECOVERY_NEEDS_AN_ACTIVE_USER = Behaviour(
    id="recovery-needs-an-active-user",
    service="cognito-idp",
    operations=(_SEND, _SET),
    aws="Who is disabled, has not confirmed, or was given a temporary password cannot recover.",
    document=API + "API_ConfirmForgotPassword.html",
    moto="Sets a new password for anybody.",
    lab="Sends no code to who is disabled or has a temporary password, and sets no password, "
    "even with the code, for any of them.",
    unconfirmed="the words; that a temporary password is told of also by an app client that "
    "hides who exists",
)
RECOVERY_CODE_IS_CHECKED = Behaviour(
    id="recovery-code-is-checked",
    service="cognito-idp",
    operations=(_SET,),
    aws="Only the code that was sent for this user's forgotten password sets a new one, for an "
    "hour, and once.",
    document=API + "API_ConfirmForgotPassword.html",
    moto="Accepts nearly any code.",
    lab="Compares with the code that was sent, looks at its age, and throws it away after use.",
    unconfirmed="the words, from people's reports; after how many wrong tries a code is dead",
)
RECOVERY_ENDS_THE_RESET = Behaviour(
    id="recovery-ends-the-reset",
    service="cognito-idp",
    operations=(_SET,),
    aws="A user whose password was reset can sign in with the one that the code has set.",
    document=API + "API_AdminResetUserPassword.html",
    moto="Leaves the status at RESET_REQUIRED.",
    lab="Sets the status to CONFIRMED.",
)
ADMIN_RESET_SENDS_A_CODE = Behaviour(
    id="admin-reset-sends-a-code",
    service="cognito-idp",
    operations=("AdminResetUserPassword",),
    aws="The user is sent a code for ConfirmForgotPassword.",
    document=API + "API_AdminResetUserPassword.html",
    moto="Sets the status and sends nothing, so that the user has no way back.",
    lab="Sends the code as ForgotPassword does, and refuses where it could not go anywhere.",
    unconfirmed="code and words in a pool where only administrators may recover accounts; that "
    "a second reset sends another code",
)

ROWS = (
    RECOVERY_CODE_IS_SENT,
    RECOVERY_NEEDS_A_VERIFIED_ADDRESS,
    RECOVERY_KNOWS_ITS_USERS,
    RECOVERY_NEEDS_AN_ACTIVE_USER,
    RECOVERY_CODE_IS_CHECKED,
    RECOVERY_ENDS_THE_RESET,
    ADMIN_RESET_SENDS_A_CODE,
)
