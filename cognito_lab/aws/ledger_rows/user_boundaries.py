"""Rows of the ledger: permissions boundaries of IAM users."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour

USER_BOUNDARIES = Behaviour(
    id="user-boundaries",
    service="iam",
    operations=(
        "CreateUser",
        "PutUserPermissionsBoundary",
        "DeleteUserPermissionsBoundary",
    ),
    aws="A user can have a permissions boundary, which limits what the user's policies allow.",
    document="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    moto="Keeps roles' boundaries only.",
    lab="Keeps users' boundaries as well, and the judge asks them.",
    unconfirmed="the words of the refusals",
)

ROWS = (USER_BOUNDARIES,)
