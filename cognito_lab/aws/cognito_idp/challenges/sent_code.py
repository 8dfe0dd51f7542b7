"""A code that a challenge sends and asks for."""

from __future__ import annotations

from cognito_lab.aws.cognito_idp.attempt import Attempt
from cognito_lab.aws.cognito_idp.code_delivery import require_right_code, send_code, use_up_code
from cognito_lab.aws.cognito_idp.open_challenges import validity_of
from cognito_lab.aws.cognito_idp.password import failed
from cognito_lab.aws.cognito_idp.users import LabUser
from cognito_lab.aws.errors import AwsError
from cognito_lab.sign_in.codes import CodePurpose
from cognito_lab.sign_in.delivery import Delivery


def send_challenge_code(
    attempt: Attempt, user: LabUser, purpose: CodePurpose, attribute: str
) -> Delivery:
    """Send a code that lives as long as the challenge session to the user's `attribute`."""
    delivery = Delivery(attribute, user.attribute_lookup[attribute])
    send_code(
        attempt.pool, user, purpose, delivery, validity_of(attempt), occasion=attempt.occasion
    )
    return delivery


def where_it_went(delivery: Delivery) -> dict[str, str]:
    """What the challenge's parameters say of it."""
    return {
        "CODE_DELIVERY_DELIVERY_MEDIUM": delivery.medium,
        "CODE_DELIVERY_DESTINATION": delivery.masked_destination,
    }


def require_challenge_code(
    attempt: Attempt, user: LabUser, purpose: CodePurpose, code: str, mismatch: AwsError
) -> None:
    """Raise unless the code is the one that was sent last; a wrong one counts for the lockout.

    Of a code that died of wrong tries, and of a wrong one, `mismatch` is said:
    RespondToAuthChallenge does not list LimitExceededException.
    """
    try:
        require_right_code(user, purpose, code)
    except AwsError as refusal:
        failed(attempt)
        if refusal.code in ("CodeMismatchException", "LimitExceededException"):
            raise mismatch from None
        raise
    use_up_code(user, purpose)
