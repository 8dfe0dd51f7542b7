"""Rows of the ledger: access tokens at Cognito's own operations."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import GUIDE
from cognito_lab.aws.ledger_rows.sign_out import WITH_AN_ACCESS_TOKEN

_ACCESS_TOKEN = GUIDE + "amazon-cognito-user-pools-using-the-access-token.html"

ACCESS_TOKEN_IS_VERIFIED = Behaviour(
    id="access-token-is-verified",
    service="cognito-idp",
    operations=WITH_AN_ACCESS_TOKEN,
    aws="What is no access token of the pool's is refused by what is wrong with it: a signature "
    "that does not hold, or another kind of token.",
    document=GUIDE + "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
    moto="Looks the text up, and calls it invalid or repeats it.",
    lab="Verifies it, with the verifier that chapter 3 builds, and says AWS's words.",
    unconfirmed="the words, which are from people's reports; which of them a text says that is no "
    "token at all; that the tokens of a deleted app client open nothing",
)
ACCESS_TOKEN_EXPIRES = Behaviour(
    id="access-token-expires",
    service="cognito-idp",
    operations=WITH_AN_ACCESS_TOKEN,
    aws="An access token opens Cognito's operations until its `exp`.",
    document=_ACCESS_TOKEN,
    moto="Takes it for ever.",
    lab="Refuses it from that second on: `Access Token has expired`.",
    unconfirmed="the words, which are from people's reports",
)
ACCESS_TOKEN_NEEDS_SCOPE = Behaviour(
    id="access-token-needs-scope",
    service="cognito-idp",
    operations=WITH_AN_ACCESS_TOKEN,
    aws="Only an access token with the scope aws.cognito.signin.user.admin opens them.",
    document=_ACCESS_TOKEN,
    moto="Looks at no scope.",
    lab="Refuses one without it: `Access Token does not have required scopes`.",
    unconfirmed="the words, which are from people's reports",
)

ROWS = (ACCESS_TOKEN_IS_VERIFIED, ACCESS_TOKEN_EXPIRES, ACCESS_TOKEN_NEEDS_SCOPE)
