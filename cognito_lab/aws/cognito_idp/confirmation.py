"""What confirming a sign-up asks of a user, and where its code goes."""

from __future__ import annotations

from moto.cognitoidp.models import UserStatus

from cognito_lab.aws.cognito_idp.pools import LabUserPool
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.delivery import Delivery, sign_up_delivery


def delivery_for(pool: LabUserPool, user: LabUser) -> Delivery | None:
    """Where a sign-up code for this user goes, if the pool sends one."""
    verified = pool.extended_config.get("AutoVerifiedAttributes") or []
    return sign_up_delivery(verified, user.attribute_lookup)


def require_unconfirmed(user: LabUser) -> None:
    """Raise AWS's refusal of a second confirmation."""
    if user.status is not UserStatus.UNCONFIRMED:
        raise AwsError(
            "NotAuthorizedException",
            f"User cannot be confirmed. Current status is {UserStatus(user.status).value}",
        )
