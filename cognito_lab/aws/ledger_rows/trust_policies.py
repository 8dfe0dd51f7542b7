"""Rows of the ledger: what IAM asks of a role's trust policy."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

NAMES_ITS_IDENTITY_POOL = Behaviour(
    id="names-its-identity-pool",
    service="iam",
    operations=("CreateRole", "UpdateAssumeRolePolicy"),
    aws="Stores no trust policy that lets every identity pool in: it has to have a condition on "
    "`cognito-identity.amazonaws.com:aud`.",
    document="https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
    moto="Stores it.",
    lab="Refuses it.",
    unconfirmed="the code and the words of the refusal",
)

ROWS = (NAMES_ITS_IDENTITY_POOL,)
