"""The door of the operations: what AWS's model does not allow comes no further."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import get_service_model

from cognito_lab.aws.errors import AwsError, error_answer
from cognito_lab.aws.identify import Operation
from cognito_lab.aws.request_check import NOT_ALLOWED, RequestCheck, check_request


class CheckedRequests(BaseResponse):
    """moto's dispatch, with the request held to its operation's model before.

    `_requests_are_checked` says whether that is so: a row of the ledger for each service.
    """

    not_allowed = NOT_ALLOWED
    """The service's code for what its model does not allow."""
    _check: RequestCheck | None = None

    def _requests_are_checked(self) -> bool:
        raise NotImplementedError

    def _dispatch(self, request: Any, full_url: str | None = None, headers: Any = None) -> Any:
        name = (request.headers.get("X-Amz-Target") or "").rpartition(".")[2]
        named = self.boto3_service_name
        service = get_service_model(named)
        if name in service.operation_names:
            model = service.operation_model(name)
            check = self._check = check_request(model, request.data, self.not_allowed)
            if not check.accepted and self._requests_are_checked():
                operation = Operation(named, name, {}, model)
                return error_answer(operation, check.code, check.message, 400)
        return super()._dispatch(request, full_url, headers)

    def setup_class(self, *args: Any, **kwargs: Any) -> None:
        """moto's reading of a request; a member that is null is not there."""
        super().setup_class(*args, **kwargs)
        check = self._check
        if check is not None and check.has_nulls and self._requests_are_checked():
            self.querystring = {}
            self.body = json.dumps(check.sent)

    def call_action(self) -> Any:
        """moto's answer; for a pagination token that is none it has a code that AWS has not."""
        status, headers, body = super().call_action()
        if (
            status == 400
            and json.loads(body).get("__type") == "InvalidToken"
            and self._requests_are_checked()
        ):
            refusal = AwsError("InvalidParameterException", "Invalid pagination token.")
            return self.serialized(ActionResult(refusal))
        return status, headers, body
