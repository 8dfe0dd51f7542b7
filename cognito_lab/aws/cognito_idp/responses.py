"""The operations of user pools that the lab completes, each by its AWS name."""

from __future__ import annotations

from cognito_lab.aws.checked_requests import CheckedRequests
from cognito_lab.aws.cognito_idp.access_tokens import AccessTokenOperations
from cognito_lab.aws.cognito_idp.administration import AdministrationOperations
from cognito_lab.aws.cognito_idp.app_client_attributes import AppClientAttributesOperations
from cognito_lab.aws.cognito_idp.app_client_lifetimes import AppClientLifetimesOperations
from cognito_lab.aws.cognito_idp.attribute_verification import AttributeVerificationOperations
from cognito_lab.aws.cognito_idp.devices import DeviceOperations
from cognito_lab.aws.cognito_idp.groups import GroupOperations
from cognito_lab.aws.cognito_idp.mfa import MfaOperations
from cognito_lab.aws.cognito_idp.passwords import PasswordOperations
from cognito_lab.aws.cognito_idp.profile import ProfileOperations
from cognito_lab.aws.cognito_idp.recovery import RecoveryOperations
from cognito_lab.aws.cognito_idp.revocation import RevocationOperations
from cognito_lab.aws.cognito_idp.sign_in import SignInOperations
from cognito_lab.aws.cognito_idp.sign_out import SignOutOperations
from cognito_lab.aws.cognito_idp.sign_up import SignUpOperations
from cognito_lab.aws.cognito_idp.token_trigger_config import TokenTriggerConfigOperations
from cognito_lab.aws.cognito_idp.user_listing import UserListingOperations
from cognito_lab.aws.ledger_rows import every_service as rows
from cognito_lab.aws.world import current_world


class LabUserPoolResponse(
    CheckedRequests,
    AccessTokenOperations,
    SignUpOperations,
    RecoveryOperations,
    PasswordOperations,
    AdministrationOperations,
    ProfileOperations,
    AttributeVerificationOperations,
    UserListingOperations,
    AppClientAttributesOperations,
    AppClientLifetimesOperations,
    MfaOperations,
    DeviceOperations,
    GroupOperations,
    SignOutOperations,
    RevocationOperations,
    TokenTriggerConfigOperations,
    SignInOperations,
):
    """moto's operations with the lab's checks before and after them."""

    def _requests_are_checked(self) -> bool:
        return current_world().ledger.acts(rows.REQUEST_IS_CHECKED)
