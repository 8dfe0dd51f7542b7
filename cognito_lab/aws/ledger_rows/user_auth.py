"""Rows of the ledger: choice-based sign-in, where the user picks the first factor."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, GIVE_TOKENS, GUIDE

USER_AUTH = Behaviour(
    id="user-auth",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="USER_AUTH tells by which first factors a user can sign in, or goes straight to the one "
    "that is preferred: a password, SRP, or a code by e-mail or SMS.",
    document=GUIDE + "authentication-flows-selection-sdk.html",
    moto="Does not know the flow.",
    lab="Offers them, sends codes into the outbox, and checks what is given.",
    unconfirmed="the order of AvailableChallenges; the words of the refusals; that an address "
    "need not be verified; that wrong codes lock out; that no second factor which the user "
    "chose follows a code; passkeys are not built",
)
FIRST_FACTORS_ARE_ALLOWED = Behaviour(
    id="first-factors-are-allowed",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="The pool's AllowedFirstAuthFactors say which first factors USER_AUTH may offer.",
    document=API + "API_SignInPolicyType.html",
    moto="Keeps the setting and knows no such sign-in.",
    lab="Offers only those; without the setting, passwords.",
    unconfirmed="that passwords alone are the default, which only AWS's CDK says",
)
NO_CODE_BEFORE_REQUIRED_MFA = Behaviour(
    id="no-code-before-required-mfa",
    service="cognito-idp",
    operations=GIVE_TOKENS,
    aws="Where MFA is required a one-time code is no first factor.",
    document=GUIDE + "user-pool-settings-mfa.html",
    moto="Knows no sign-in by a code.",
    lab="Offers passwords only.",
    unconfirmed="the page as it could be read does not say so in these words",
)

ROWS = (USER_AUTH, FIRST_FACTORS_ARE_ALLOWED, NO_CODE_BEFORE_REQUIRED_MFA)
