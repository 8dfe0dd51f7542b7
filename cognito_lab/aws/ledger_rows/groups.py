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
GROUP_PAGING_TOKEN = Behaviour(
    id="group-paging-token",
    service="cognito-idp",
    operations=("ListGroups", "ListUsersInGroup", "AdminListGroupsForUser"),
    aws="A NextToken that was not given out is InvalidParameterException.",
    document=API + "API_ListGroups.html",
    moto="Says InvalidToken, which the operation does not have, or stumbles over it.",
    lab="Says it in a code that the operation has.",
    unconfirmed="the code for this case, and the words",
)

ROWS = (GROUP_NOT_FOUND_WORDS, GROUP_PAGING_TOKEN)
