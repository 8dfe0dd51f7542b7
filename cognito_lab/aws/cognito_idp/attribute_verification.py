"""An address is shown to be its user's: a code is asked for, and entered."""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult

from cognito_lab.aws.cognito_idp.code_delivery import (
    CODE_REFUSALS,
    require_right_code,
    send_code,
)
from cognito_lab.aws.cognito_idp.sign_in_names import require_free_names
from cognito_lab.aws.cognito_idp.signed_in import OperationsOfAUser
from cognito_lab.aws.cognito_idp.user_attributes import forget_address
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.sign_in.attributes import VERIFIED_FLAGS
from cognito_lab.sign_in.codes import CodePurpose, CodeReason
from cognito_lab.sign_in.delivery import Delivery
from cognito_lab.sign_in.trigger_events import Source

# Compared with a real pool in https://github.com/floci-io/floci/pull/1898 and /2018; that the
# first is said by VerifyUserAttribute too is by analogy.
_NOT_VERIFIABLE = "Invalid attribute name. Only phone_number and email can be verified."
_NO_ADDRESS = {
    "email": "User does not have a valid registered email address",
    "phone_number": "User does not have a valid registered phone number",
}


class AttributeVerificationOperations(OperationsOfAUser):
    """The two operations by which a signed-in user verifies an address."""

    def get_user_attribute_verification_code(self) -> ActionResult:
        """GetUserAttributeVerificationCode: a code to an address, also to a verified one."""
        if not self._ledger.acts(rows.VERIFY_ATTRIBUTE):
            raise NotImplementedError(
                "The get_user_attribute_verification_code action has not been implemented"
            )
        found = self._require_signed_in()
        attribute = self._verifiable()
        address = _address(found.user, attribute)
        if not address:
            raise AwsError("InvalidParameterException", _NO_ADDRESS[attribute])
        delivery = Delivery(attribute, address)
        send_code(
            found.pool,
            found.user,
            CodePurpose.VERIFY_ATTRIBUTE,
            delivery,
            occasion=self._occasion(found.app),
            source=Source.MESSAGE_VERIFY_ATTRIBUTE,
        )
        return ActionResult({"CodeDeliveryDetails": delivery.details()})

    def verify_user_attribute(self) -> ActionResult:
        """VerifyUserAttribute: the code, once, verifies the address that it was sent to.

        "If your user pool requires verification before Amazon Cognito updates the attribute
        value, this operation updates the affected attribute to its pending value."
        https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html
        """
        if not self._ledger.acts(rows.VERIFY_ATTRIBUTE):
            raise NotImplementedError("The verify_user_attribute action has not been implemented")
        found = self._require_signed_in()
        user, purpose = found.user, CodePurpose.VERIFY_ATTRIBUTE
        attribute = self._verifiable()
        require_right_code(user, purpose, self._text("Code"), attribute)
        address = _address(user, attribute)
        if user.sign_in.codes[purpose, attribute].destination != address:
            raise AwsError(*CODE_REFUSALS[CodeReason.NONE_ISSUED])
        verified = {attribute: address, VERIFIED_FLAGS[attribute]: "true"}
        require_free_names(found.pool, user, {**user.attribute_lookup, **verified}, user.status)
        user.update_attributes([{"Name": n, "Value": v} for n, v in verified.items()])
        forget_address(user, attribute)
        return EmptyResult()

    def _verifiable(self) -> str:
        """The attribute that is named. Raises AWS's refusal of one that is no address."""
        attribute = self._text("AttributeName")
        if attribute not in VERIFIED_FLAGS:
            raise AwsError("InvalidParameterException", _NOT_VERIFIABLE)
        return attribute


def _address(user: LabUser, attribute: str) -> str:
    """The address that is to be verified: the one that waits, else the one that is there."""
    return user.sign_in.new_addresses.get(attribute) or str(
        user.attribute_lookup.get(attribute) or ""
    )
