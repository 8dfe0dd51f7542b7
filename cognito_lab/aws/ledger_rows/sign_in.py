"""Rows of the ledger: beginning a sign-in, and proving who it is."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GUIDE, INITIATE, RESPOND

_SIGN_IN = (*INITIATE, *RESPOND)
WITH_A_SECRET_HASH = (
    "SignUp",
    "ConfirmSignUp",
    "ResendConfirmationCode",
    "ForgotPassword",
    "ConfirmForgotPassword",
    *_SIGN_IN,
)

AUTH_FLOW_IS_ALLOWED = Behaviour(
    id="auth-flow-is-allowed",
    service="cognito-idp",
    operations=INITIATE,
    aws="A flow that the app client's ExplicitAuthFlows do not name is refused; where it names "
    "none, it allows refresh, SRP and custom.",
    document=API + "API_CreateUserPoolClient.html",
    moto="Signs in by any flow.",
    lab="Refuses what the list does not allow.",
    unconfirmed="the words are from people's reports",
)
SECRET_HASH_IS_CHECKED = Behaviour(
    id="secret-hash-is-checked",
    service="cognito-idp",
    operations=WITH_A_SECRET_HASH,
    aws="An app client with a secret has to send SECRET_HASH with every call that names a user.",
    document=GUIDE + "signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash",
    moto="Asks for it when SRP begins, at a refresh and with an MFA code, and says nothing.",
    lab="Asks for it everywhere, and names what is wrong.",
    unconfirmed="the words are from people's reports; that a hash from an app client without a "
    "secret is refused",
)
USER_EXISTENCE_IS_HIDDEN = Behaviour(
    id="user-existence-is-hidden",
    service="cognito-idp",
    operations=(
        "ConfirmSignUp",
        "ResendConfirmationCode",
        "ForgotPassword",
        "ConfirmForgotPassword",
        *_SIGN_IN,
    ),
    aws="With PreventUserExistenceErrors ENABLED an unknown name is answered as a wrong password "
    "is; SRP gets a salt that is always the same, recovery a simulated delivery.",
    document=GUIDE + "cognito-user-pool-managing-errors.html",
    moto="Says UserNotFoundException whatever the app client is set to.",
    lab="Answers alike, also to SRP, and locks unknown names out alike.",
    unconfirmed="what a disabled user is told (an older text of the page has a wrong password "
    "answered as anybody's; here it is said first that the user is disabled); that USER_ID_FOR_SRP "
    "of an unknown name is the name itself, where users are "
    "stored under their names; what confirmation answers to a code of nobody's",
)
LOCKOUT = Behaviour(
    id="lockout",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="After five wrong passwords a user is locked out for a second, and for twice as long "
    "after each further one, up to about 15 minutes.",
    document=GUIDE + "authentication.html#authentication-flow-lockout-behavior",
    moto="Lets anybody guess on.",
    lab="Locks out on the lab's clock; what is tried meanwhile neither counts nor opens.",
    unconfirmed="that the words come as NotAuthorizedException",
)
UNCONFIRMED_IS_SAID_FIRST = Behaviour(
    id="unconfirmed-is-said-first",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="Whoever has not confirmed the sign-up gets UserNotConfirmedException.",
    document=API + "API_InitiateAuth.html",
    moto="Says so only after the right password, and gives an administrator's call tokens.",
    lab="Says so before the password is looked at, to administrators too.",
    unconfirmed="that it comes before the password, which people report",
)
PASSWORD_RESET_REQUIRED = Behaviour(
    id="password-reset-required",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="After AdminResetUserPassword no sign-in by password succeeds before the user has set a "
    "new one: PasswordResetRequiredException.",
    document=API + "API_AdminResetUserPassword.html",
    moto="Signs in with the old password.",
    lab="Refuses until the password was reset.",
    unconfirmed="the words; that it comes before the password is looked at",
)
SRP_PROOF_IS_CHECKED = Behaviour(
    id="srp-proof-is-checked",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="USER_SRP_AUTH runs the SRP protocol: only who knows the password can make the claim.",
    document=GUIDE + "amazon-cognito-user-pools-authentication-flow-methods.html",
    moto="Does no mathematics: `SRP_B` is a random UUID, and any signature opens.",
    lab="Computes SRP with the user's verifier; a claim is good once, for one user, one app "
    "client and five minutes.",
    unconfirmed="group, hash and key derivation, which are read from AWS's own client; the five "
    "minutes; what an `SRP_A` that is 0 is answered",
)
SRP_CHALLENGE_NAMES_THE_USER = Behaviour(
    id="srp-challenge-names-the-user",
    service="cognito-idp",
    operations=_SIGN_IN,
    aws="PASSWORD_VERIFIER comes without a Session, and USER_ID_FOR_SRP is the username.",
    document=API + "API_InitiateAuth.html",
    moto="Sends a Session, and the user's `sub`, with which public clients then ask in vain.",
    lab="Sends the username and no Session.",
    unconfirmed="both, which public clients show",
)
WRONG_PASSWORD_WORDS = Behaviour(
    id="wrong-password-words",
    service="cognito-idp",
    operations=("AdminInitiateAuth",),
    aws="A wrong password is NotAuthorizedException `Incorrect username or password.`",
    document=GUIDE + "cognito-user-pool-managing-errors.html",
    moto="Says only the name to an administrator.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports",
)
REFRESH_TOKEN_IS_KNOWN = Behaviour(
    id="refresh-token-is-known",
    service="cognito-idp",
    operations=INITIATE,
    aws="A refresh token that the pool never gave out is NotAuthorizedException.",
    document=API + "API_InitiateAuth.html",
    moto="Says that it was revoked, and breaks off where none is sent to AdminInitiateAuth.",
    lab="Says it in AWS's words.",
    unconfirmed="the words are from people's reports",
)

ROWS = (
    AUTH_FLOW_IS_ALLOWED,
    SECRET_HASH_IS_CHECKED,
    UNCONFIRMED_IS_SAID_FIRST,
    PASSWORD_RESET_REQUIRED,
    WRONG_PASSWORD_WORDS,
    USER_EXISTENCE_IS_HIDDEN,
    LOCKOUT,
    SRP_PROOF_IS_CHECKED,
    SRP_CHALLENGE_NAMES_THE_USER,
    REFRESH_TOKEN_IS_KNOWN,
)
