"""Rows of the ledger: Lambda triggers, and the sign-in that is made of them."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import GUIDE, INITIATE, MIGRATE_A_USER, RESPOND

_SIGN_IN = (*INITIATE, *RESPOND)
_CONFIRM = ("ConfirmSignUp", "AdminConfirmSignUp", "ConfirmForgotPassword")
_SEND = (
    "SignUp",
    "AdminCreateUser",
    "ResendConfirmationCode",
    "ForgotPassword",
    "AdminResetUserPassword",
    "UpdateUserAttributes",
    "AdminUpdateUserAttributes",
    "GetUserAttributeVerificationCode",
)

PRE_SIGN_UP = Behaviour(
    id="pre-sign-up-trigger",
    service="cognito-idp",
    operations=("SignUp", "AdminCreateUser"),
    aws="Before a user is made, PreSignUp is called: it can refuse, and at SignUp confirm the "
    "user and call addresses verified.",
    document=GUIDE + "user-pool-lambda-pre-sign-up.html",
    moto="Keeps the LambdaConfig, and calls nothing.",
    lab="Calls the lab's function in this process and does what it says. AWS's five seconds, and "
    "its three tries, are not kept, of this trigger and of the others.",
    unconfirmed="that it comes after every other check; its `userName` where users are stored "
    "under a UUID; what an autoVerify flag without the address is answered; that an empty "
    "validationData is null",
)
POST_CONFIRMATION = Behaviour(
    id="post-confirmation-trigger",
    service="cognito-idp",
    operations=("SignUp", *_CONFIRM),
    aws="Once a user is confirmed, or has a new password by a code, PostConfirmation is called.",
    document=GUIDE + "user-pool-lambda-post-confirmation.html",
    moto="Calls nothing.",
    lab="Calls it, also at a SignUp that PreSignUp confirms.",
    unconfirmed="that the user stays confirmed where the function fails",
)
CUSTOM_MESSAGE = Behaviour(
    id="custom-message-trigger",
    service="cognito-idp",
    operations=(*_SEND, *_SIGN_IN),
    aws="Before a message is sent, CustomMessage is called, and its texts are taken; e-mail texts "
    "only where the pool's EmailSendingAccount is DEVELOPER.",
    document=GUIDE + "user-pool-lambda-custom-message.html",
    moto="Calls nothing.",
    lab="Takes its texts, each with the code's placeholder in it; else refuses. There are no "
    "links (`linkParameter`).",
    unconfirmed="the words; what a text without a placeholder or a long one is answered; that "
    "what led to the message (a user made, an attribute changed) stays done",
)
PRE_AUTHENTICATION = Behaviour(
    id="pre-authentication-trigger",
    service="cognito-idp",
    operations=INITIATE,
    aws="When a user attempts to sign in, PreAuthentication is called and can refuse.",
    document=GUIDE + "user-pool-lambda-pre-authentication.html",
    moto="Calls nothing.",
    lab="Calls it before the password is looked at.",
    unconfirmed="that it comes before the lockout and the user's status are looked at",
)
POST_AUTHENTICATION = Behaviour(
    id="post-authentication-trigger",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="Once a user has signed in, PostAuthentication is called.",
    document=GUIDE + "user-pool-lambda-post-authentication.html",
    moto="Calls nothing.",
    lab="Calls it after the last challenge; where it fails there are no tokens.",
)
USER_MIGRATION = Behaviour(
    id="user-migration-trigger",
    service="cognito-idp",
    operations=MIGRATE_A_USER,
    aws="If nobody has the name, at a sign-in with a password or for a forgotten one, "
    "UserMigration is called, and the user whom it brings is made.",
    document=GUIDE + "user-pool-lambda-migrate-user.html",
    moto="Calls nothing, and knows no such user.",
    lab="Makes the user, with the password that was tried.",
    unconfirmed="the words and the code where it brings nobody, and where the pool does not take "
    "the user; the status after a forgotten password; that the welcome has no password in it",
)
CUSTOM_AUTH = Behaviour(
    id="custom-auth",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="CUSTOM_AUTH asks what DefineAuthChallenge says: challenges of CreateAuthChallenge, which "
    "VerifyAuthChallengeResponse checks, or a password by SRP.",
    document=GUIDE + "user-pool-lambda-challenge.html",
    moto="Answers with nothing at all; to an administrator's server it refuses the flow.",
    lab="Calls the three and does what they say; what the pool requires beside (a new password, a "
    "second factor) follows them. AWS has a second factor follow the password.",
    unconfirmed="the words where a trigger is missing; that USERNAME comes with a challenge's "
    "parameters; what an answer that names no way on is answered",
)
TRIGGER_CAN_FAIL = Behaviour(
    id="trigger-can-fail",
    service="cognito-idp",
    operations=(*_SEND, *_CONFIRM, *_SIGN_IN),
    aws="A function that raises ends the call with UserLambdaValidationException and its words; "
    "one with a strange answer with InvalidLambdaResponseException; one that is not there with "
    "UnexpectedLambdaException.",
    document=GUIDE + "cognito-user-pools-working-with-lambda-triggers.html",
    moto="Calls nothing that could fail.",
    lab="Says so.",
    unconfirmed="the words, which are from people's reports; that a number is not taken for a text",
)

ROWS = (
    PRE_SIGN_UP,
    POST_CONFIRMATION,
    CUSTOM_MESSAGE,
    PRE_AUTHENTICATION,
    POST_AUTHENTICATION,
    USER_MIGRATION,
    CUSTOM_AUTH,
    TRIGGER_CAN_FAIL,
)
