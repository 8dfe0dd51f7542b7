"""Rows of the ledger: new passwords, wherever one is set."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API, RESPOND

SET_A_PASSWORD = (
    "SignUp",
    "AdminCreateUser",
    "AdminSetUserPassword",
    "ChangePassword",
    "ConfirmForgotPassword",
    *RESPOND,
)

PASSWORD_POLICY_WORDS = Behaviour(
    id="password-policy-words",
    service="cognito-idp",
    operations=SET_A_PASSWORD,
    aws="A password that breaks the policy is refused with what it lacks.",
    document=API + "API_SignUp.html",
    moto="Says in every case that the password does not `confirm` to the policy.",
    lab="Names the first rule that is broken, in AWS's words.",
    unconfirmed="the words are from people's reports; that a policy which leaves a rule out "
    "asks for it",
)
PASSWORD_HISTORY = Behaviour(
    id="password-history",
    service="cognito-idp",
    operations=SET_A_PASSWORD,
    aws="With PasswordHistorySize, none of the user's last passwords can be set again.",
    document=API + "API_PasswordPolicyType.html",
    moto="Sets any password.",
    lab="Refuses one of the last ones.",
    unconfirmed="the words; that the present password counts as the first",
)

ROWS = (PASSWORD_POLICY_WORDS, PASSWORD_HISTORY)
