"""Refusals that are in no model of the service, such as AccessDenied, as AWS writes them."""

from __future__ import annotations

from typing import Any

from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model

from cognito_lab.aws.errors import error_answer
from cognito_lab.aws.identify import Operation
from cognito_lab.exchange.refusal import Refusal

# https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
_FORBIDDEN = ("AccessDenied", "AccessDeniedException", "IDPRejectedClaim")


class Refused(Exception):
    """AWS's answer in the place of the operation's: `Refused(code, message)`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message = code, message

    @property
    def status(self) -> int:
        """The HTTP status."""
        return 403 if self.code in _FORBIDDEN else 400


def refuse(refusal: Refusal | None) -> None:
    """Raise a refusal of the core's as AWS's answer, if there is one."""
    if refusal is not None:
        raise Refused(refusal.code, refusal.message)


class RefusingResponse(BaseResponse):
    """moto's dispatch, in which an operation may raise `Refused`."""

    def call_action(self) -> Any:
        """moto's answer, or the refusal in the service's own protocol."""
        try:
            return super().call_action()
        except Refused as problem:
            name = self._get_action()
            model = get_service_model(self.boto3_service_name).operation_model(name)
            operation = Operation(self.boto3_service_name, name, {}, model)
            return error_answer(operation, problem.code, problem.message, problem.status)
