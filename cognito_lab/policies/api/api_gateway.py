"""API Gateway: its management by HTTP method and path, and the calls of an API itself.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
"""

from __future__ import annotations

import re

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_API = re.compile(r"(?P<api>[a-z0-9]+)\.execute-api\.")


def requests_of_api_management(operation: Operation, around: Surroundings) -> Asked | None:
    """The method is the action, the path the resource: `apigateway:GET` on `…::/restapis`."""
    if operation.method not in _METHODS:
        return None
    path = operation.path or "/*"
    resource = f"arn:aws:apigateway:{around.region}::{path}"
    return (AskedFor(f"apigateway:{operation.method}", resource, {}, around.account),)


def requests_of_an_api(operation: Operation, around: Surroundings) -> Asked | None:
    """`execute-api:Invoke` on API, stage, method and path."""
    found = _API.search(operation.host)
    if found is None:
        return None
    stage, _, path = operation.path.lstrip("/").partition("/")
    arn = (
        f"arn:aws:execute-api:{around.region}:{around.account}:{found['api']}/"
        f"{stage}/{operation.method}/{path}"
    )
    return (AskedFor("execute-api:Invoke", arn),)
