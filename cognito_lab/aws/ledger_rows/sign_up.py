"""Rows of the ledger: signing up and confirming."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GUIDE

SELF_SIGN_UP_CAN_BE_OFF = Behaviour(
    id="self-sign-up-can-be-off",
    service="cognito-idp",
    operations=("SignUp",),
    aws="With AllowAdminCreateUserOnly, SignUp is NotAuthorizedException.",
    document=API + "API_AdminCreateUserConfigType.html",
    moto="Signs up whoever asks.",
    lab="Refuses, in AWS's words.",
    unconfirmed="the words are from people's reports",
)
USERNAME_EXISTS_WORDS = Behaviour(
    id="username-exists-words",
    service="cognito-idp",
    operations=("SignUp",),
    aws="A name that is taken is UsernameExistsException `User already exists`.",
    document=API + "API_SignUp.html",
    moto="Says only the name.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports; others are reported where an e-mail "
    "address is the user name",
)
SIGN_UP_CODE_IS_SENT = Behaviour(
    id="sign-up-code-is-sent",
    service="cognito-idp",
    operations=("SignUp",),
    aws="A random code goes to the phone number or else the e-mail address, as the pool's "
    "AutoVerifiedAttributes say; the answer tells where, masked.",
    document=GUIDE + "signing-up-users-in-your-app.html",
    moto="Makes no code; tells a destination chosen by the recovery settings.",
    lab="Makes a random code of six digits and puts the message into the outbox.",
    unconfirmed="number of digits, the default text of the message",
)
SIGN_UP_CODE_IS_CHECKED = Behaviour(
    id="sign-up-code-is-checked",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="A wrong code, another user's or an expired one (24 hours) is refused.",
    document=API + "API_ConfirmSignUp.html",
    moto="Accepts any code.",
    lab="Compares with the code that was sent to this user, and looks at its age.",
    unconfirmed="the words, from people's reports; the answer where no code was ever sent; "
    "that an expired code is called so whatever its digits",
)
CONFIRMED_ONCE = Behaviour(
    id="confirmed-once",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="A user who is confirmed already is refused: NotAuthorizedException.",
    document=API + "API_ConfirmSignUp.html",
    moto="Confirms again.",
    lab="Refuses, so that confirming is done once.",
    unconfirmed="the words are from people's reports; older ones differ",
)
USER_NOT_FOUND_WORDS = Behaviour(
    id="user-not-found-words",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="To ConfirmSignUp an unknown user is UserNotFoundException "
    "`Username/client id combination not found.`",
    document=API + "API_ConfirmSignUp.html",
    moto="Says `User does not exist.`",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports",
)
ADDRESS_BECOMES_VERIFIED = Behaviour(
    id="address-becomes-verified",
    service="cognito-idp",
    operations=("ConfirmSignUp",),
    aws="The attribute that the code was sent to is marked as verified.",
    document=GUIDE + "signing-up-users-in-your-app.html",
    moto="Leaves email_verified and phone_number_verified as they were.",
    lab="Sets the one that the code was sent to.",
)
RESEND_CONFIRMATION_CODE = Behaviour(
    id="resend-confirmation-code",
    service="cognito-idp",
    operations=("ResendConfirmationCode",),
    aws="Sends a new confirmation code to an unconfirmed user.",
    document=API + "API_ResendConfirmationCode.html",
    moto="Is not implemented.",
    lab="Sends a new code, which takes the place of the earlier one.",
    answers=True,
    unconfirmed="whether the earlier code stays good; the words of the refusals",
)

ROWS = (
    SELF_SIGN_UP_CAN_BE_OFF,
    USERNAME_EXISTS_WORDS,
    SIGN_UP_CODE_IS_SENT,
    SIGN_UP_CODE_IS_CHECKED,
    CONFIRMED_ONCE,
    USER_NOT_FOUND_WORDS,
    ADDRESS_BECOMES_VERIFIED,
    RESEND_CONFIRMATION_CODE,
)
