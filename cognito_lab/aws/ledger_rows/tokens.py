"""Rows of the ledger: what the tokens say."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import GUIDE, MAKE_TOKENS

ATTRIBUTES_IN_ID_TOKEN = Behaviour(
    id="attributes-in-id-token",
    service="cognito-idp",
    operations=MAKE_TOKENS,
    aws="The ID token has the attributes that the app client may read; email_verified and "
    "phone_number_verified are true or false.",
    document=GUIDE + "amazon-cognito-user-pools-using-the-id-token.html",
    moto="Leaves out the standard ones unless the client lists them, puts in the custom ones "
    "always, and writes `true` as a text.",
    lab="Puts them in: those that ReadAttributes lists, or all where it lists none.",
    unconfirmed="custom attributes of a client that lists none: the API reference says that it "
    "reads the standard ones, the CDK's that it reads all",
)

ROWS = (ATTRIBUTES_IN_ID_TOKEN,)
