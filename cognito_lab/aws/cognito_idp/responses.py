"""The operations of user pools that the lab completes, each by its AWS name."""

from __future__ import annotations

from cognito_lab.aws.cognito_idp.sign_in import SignInOperations
from cognito_lab.aws.cognito_idp.sign_up import SignUpOperations


class LabUserPoolResponse(SignUpOperations, SignInOperations):
    """moto's operations with the lab's checks before and after them."""
