"""Rows of the ledger: groups of users."""

from __future__ import annotations

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows.names import API

GROUP_NOT_FOUND_WORDS = Behaviour(
    id="group-not-found-words",
    service="cognito-idp",
    operations=(
        "GetGroup",
        "UpdateGroup",
        "DeleteGroup",
        "ListUsersInGroup",
        "AdminAddUserToGroup",
        "AdminRemoveUserFromGroup",
    ),
    aws="A group that is not there is ResourceNotFoundException.",
    document=API + "API_GetGroup.html",
    moto="Says only the name.",
    lab="Says that the group was not found.",
    unconfirmed="the words are from people's reports",
)

ROWS = (GROUP_NOT_FOUND_WORDS,)
