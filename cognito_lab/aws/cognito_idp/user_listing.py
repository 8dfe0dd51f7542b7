"""ListUsers: whom a filter finds, by the grammar of `sign_in.user_filter`."""

from __future__ import annotations

from botocore.paginate import TokenDecoder
from moto.cognitoidp.models import UserStatus
from moto.core.exceptions import InvalidToken
from moto.core.responses import ActionResult
from moto.utilities.paginator import Paginator

from cognito_lab.aws.cognito_idp.operation import UserPoolOperations
from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.sign_in.user_filter import (
    UserFacts,
    UserFilter,
    UserFilterError,
    matches,
    parse_filter,
    searched_value,
)

MOST_USERS = 60
"""In one answer. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html"""


class UserListingOperations(UserPoolOperations):
    """The operation that lists users."""

    def list_users(self) -> ActionResult:
        """ListUsers: all users, or those whom a filter names."""
        self._require_token()
        pool = self.backend.user_pools.get(self._text("UserPoolId"))
        text = self._text("Filter")
        if not isinstance(pool, LabUserPool) or not text:
            return super().list_users()
        if not self._ledger.acts(rows.LIST_USERS_FILTER):
            return super().list_users()
        wanted = self._filter(text)
        users = [user for user in pool.users.values() if matches(wanted, _facts(user))]
        if wanted is not None:
            users.sort(key=lambda user: searched_value(wanted, _facts(user)) or "")
        pages = Paginator(  # the token is good for the same filter only
            max_results=self._get_param("Limit"),
            max_results_default=MOST_USERS,
            starting_token=self._get_param("PaginationToken"),
            unique_attribute="id",
            param_values_to_check={"filter": text},
        )
        page, token = pages.paginate(users)
        names = self._get_param("AttributesToGet")
        shown = [user.to_json(extended=True, attributes_to_get=names) for user in page]
        return ActionResult({"Users": shown, **({"PaginationToken": token} if token else {})})

    def _require_token(self) -> None:
        """Raise moto's refusal of a token of no page, for over some moto would stumble."""
        token = self._text("PaginationToken")
        try:
            said = TokenDecoder().decode(token) if token else None
        except (ValueError, TypeError, LookupError, AttributeError):
            said = {}
        if said is not None and not (
            isinstance(said, dict) and isinstance(said.get("uniqueAttributes"), str)
        ):
            raise InvalidToken

    @staticmethod
    def _filter(text: str) -> UserFilter | None:
        try:
            return parse_filter(text)
        except UserFilterError as refused:
            raise AwsError(refused.code, refused.message) from refused


def _facts(user: LabUser) -> UserFacts:
    status = UserStatus(user.status).value
    return UserFacts(user.username, status, user.enabled, user.attribute_lookup)
