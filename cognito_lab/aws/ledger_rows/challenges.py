"""Rows of the ledger: challenges, and what ties an answer to its challenge."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GIVE_TOKENS, RESPOND

CHALLENGE_SESSION_IS_BOUND = Behaviour(
    id="challenge-session-is-bound",
    service="cognito-idp",
    operations=RESPOND,
    aws="A challenge session belongs to one user and one app client.",
    document=API + "API_RespondToAuthChallenge.html",
    moto="Takes whatever name the answer has: a new password is set for that user.",
    lab="Refuses another user's name, and another app client.",
    unconfirmed="the words are from people's reports",
)
CHALLENGE_IS_ANSWERED_AS_ISSUED = Behaviour(
    id="challenge-is-answered-as-issued",
    service="cognito-idp",
    operations=RESPOND,
    aws="A challenge is answered under its own name.",
    document=API + "API_RespondToAuthChallenge.html",
    moto="Lets one challenge be answered as another, and so passed by.",
    lab="Refuses an answer to another challenge.",
    unconfirmed="the words are from people's reports",
)
CHALLENGE_SESSION_EXPIRES = Behaviour(
    id="challenge-session-expires",
    service="cognito-idp",
    operations=RESPOND,
    aws="A challenge session lives 3 minutes, or what the app client's AuthSessionValidity says.",
    document=API + "API_CreateUserPoolClient.html",
    moto="Keeps it for ever.",
    lab="Refuses one that is too old, on the lab's clock.",
    unconfirmed="the words are from people's reports",
)
CHALLENGE_SESSION_WORDS = Behaviour(
    id="challenge-session-words",
    service="cognito-idp",
    operations=RESPOND,
    aws="A challenge session that was used or never given out is NotAuthorizedException.",
    document=API + "API_RespondToAuthChallenge.html",
    moto="Says ResourceNotFoundException and repeats the session.",
    lab="Says it in AWS's words.",
    answers=True,
    unconfirmed="the words are from people's reports",
)
NEW_PASSWORD_TELLS_WHAT_IS_MISSING = Behaviour(
    id="new-password-tells-what-is-missing",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="NEW_PASSWORD_REQUIRED tells which required attributes are missing, and takes them.",
    document=API + "API_RespondToAuthChallenge.html",
    moto="Tells none and takes none.",
    lab="Tells them, asks for them, and changes none that is there.",
    unconfirmed="the words of the refusals",
)
DISABLED_USER_GOES_NO_FURTHER = Behaviour(
    id="disabled-user-goes-no-further",
    service="cognito-idp",
    operations=RESPOND,
    aws="A user whom an administrator has disabled cannot sign in.",
    document=API + "API_AdminDisableUser.html",
    moto="Looks when a sign-in begins, and lets one that has begun go on to its tokens.",
    lab="Refuses the answer to a challenge, too.",
    unconfirmed="that a sign-in which has begun is stopped at its next answer",
)

ROWS = (
    CHALLENGE_SESSION_IS_BOUND,
    CHALLENGE_IS_ANSWERED_AS_ISSUED,
    CHALLENGE_SESSION_EXPIRES,
    CHALLENGE_SESSION_WORDS,
    NEW_PASSWORD_TELLS_WHAT_IS_MISSING,
    DISABLED_USER_GOES_NO_FURTHER,
)
