"""All operations of identity pools, each by its AWS name."""

from __future__ import annotations

from cognito_lab.aws.checked_requests import CheckedRequests
from cognito_lab.aws.cognito_identity.credentials_operation import CredentialsOperation
from cognito_lab.aws.cognito_identity.developer_operations import DeveloperOperations
from cognito_lab.aws.cognito_identity.open_id_tokens import OpenIdTokenOperation
from cognito_lab.aws.cognito_identity.pool_tags import PoolTagOperations
from cognito_lab.aws.cognito_identity.principal_tag_operations import PrincipalTagOperations
from cognito_lab.aws.cognito_identity.role_operations import RoleOperations
from cognito_lab.aws.ledger_rows import identity_pools as rows
from cognito_lab.aws.refusing import RefusingResponse
from cognito_lab.aws.world import current_world


class LabIdentityResponse(
    CheckedRequests,
    RefusingResponse,
    DeveloperOperations,
    CredentialsOperation,
    OpenIdTokenOperation,
    RoleOperations,
    PrincipalTagOperations,
    PoolTagOperations,
):
    """moto's operations, those that it lacks, and the checks of both."""

    # The code is from people's reports, such as https://github.com/aws/amazon-freertos/issues/1829
    not_allowed = "ValidationException"

    def _requests_are_checked(self) -> bool:
        return current_world().ledger.acts(rows.IDENTITY_REQUEST_IS_CHECKED)
