"""Rows of the ledger: the second factor."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import GIVE_TOKENS, GUIDE

MFA_IS_REQUIRED = Behaviour(
    id="mfa-is-required",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="With MfaConfiguration ON nobody signs in without a second factor, whatever the flow.",
    document=GUIDE + "user-pool-settings-mfa.html",
    moto="Gives tokens for a password alone.",
    lab="Asks for the second factor, or for one to be set up.",
    unconfirmed="that it holds for CUSTOM_AUTH too",
)

ROWS = (MFA_IS_REQUIRED,)
