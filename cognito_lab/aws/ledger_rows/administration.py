"""Rows of the ledger: what an administrator does in a user's place."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GIVE_TOKENS

_CREATE = ("AdminCreateUser",)
_CREATE_PAGE = API + "API_AdminCreateUser.html"

TEMPORARY_PASSWORD_IS_MADE = Behaviour(
    id="temporary-password-is-made",
    service="cognito-idp",
    operations=_CREATE,
    aws="Where no temporary password is given, Cognito makes one.",
    document=_CREATE_PAGE,
    moto="Makes a user without a password, who cannot sign in.",
    lab="Makes a random one that the policy allows; the invitation has it.",
    unconfirmed="its length and alphabet",
)
USER_WITHOUT_A_PASSWORD = Behaviour(
    id="user-without-a-password",
    service="cognito-idp",
    operations=_CREATE,
    aws="Where one-time codes are a first factor, a user needs no password, and then none to "
    "change.",
    document=_CREATE_PAGE,
    moto="Asks such a user to change the password that they do not have.",
    lab="Makes a user who is confirmed and has no password.",
    unconfirmed="that the status is CONFIRMED; the text of their invitation",
)
INVITATION_IS_SENT = Behaviour(
    id="invitation-is-sent",
    service="cognito-idp",
    operations=_CREATE,
    aws="The new user is sent name and temporary password by DesiredDeliveryMediums (SMS by "
    "default), in the pool's own words, unless MessageAction is SUPPRESS.",
    document=_CREATE_PAGE,
    moto="Sends nothing.",
    lab="Puts the invitation into the outbox; refuses a medium that the user has no address for.",
    unconfirmed="that by default nothing is sent to a user without a phone number; what stands "
    "for {username} where users are stored under a UUID; the words of the refusals",
)
INVITATION_CAN_BE_RESENT = Behaviour(
    id="invitation-can-be-resent",
    service="cognito-idp",
    operations=_CREATE,
    aws="MessageAction RESEND gives a user who has not yet signed in another temporary password "
    "and invitation.",
    document=_CREATE_PAGE,
    moto="Puts a new user, with another `sub` and no groups, into the place of the old one.",
    lab="Keeps the user; refuses where no temporary password is waiting.",
    answers=True,
    unconfirmed="the words of the refusal",
)
ACCOUNT_EXISTS_WORDS = Behaviour(
    id="account-exists-words",
    service="cognito-idp",
    operations=_CREATE,
    aws="A name that is taken is UsernameExistsException `User account already exists`.",
    document=_CREATE_PAGE,
    moto="Says only the name.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports",
)
TEMPORARY_PASSWORD_EXPIRES = Behaviour(
    id="temporary-password-expires",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="A temporary password is good for TemporaryPasswordValidityDays, 7 by default.",
    document=API + "API_PasswordPolicyType.html",
    moto="Takes it for ever.",
    lab="Refuses one that is too old, on the lab's clock.",
    unconfirmed="the words are from people's reports",
)
ADMIN_CONFIRMS_ONCE = Behaviour(
    id="admin-confirms-once",
    service="cognito-idp",
    operations=("AdminConfirmSignUp",),
    aws="Only who has signed up and not confirmed can be confirmed: NotAuthorizedException.",
    document=API + "API_AdminConfirmSignUp.html",
    moto="Confirms anybody, and so makes a temporary password one for good.",
    lab="Refuses every other user.",
    unconfirmed="the words are from people's reports",
)

ROWS = (
    TEMPORARY_PASSWORD_IS_MADE,
    USER_WITHOUT_A_PASSWORD,
    INVITATION_IS_SENT,
    INVITATION_CAN_BE_RESENT,
    ACCOUNT_EXISTS_WORDS,
    TEMPORARY_PASSWORD_EXPIRES,
    ADMIN_CONFIRMS_ONCE,
)
