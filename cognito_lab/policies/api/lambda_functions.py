"""Lambda: functions by name, partial ARN or ARN; whoever gives one a role passes the role.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
"""

from __future__ import annotations

from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.parameters import request_tags, tags, text

# https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: "lambda:InvokeFunction"
_OTHERWISE_NAMED = {
    "Invoke": "InvokeFunction",
    "InvokeAsync": "InvokeFunction",
    "InvokeWithResponseStream": "InvokeFunction",
}
_OF_NO_FUNCTION = (
    "GetAccountSettings",
    "ListCodeSigningConfigs",
    "ListEventSourceMappings",
    "ListFunctions",
    "ListLayers",
)
_PASSES_A_ROLE = ("CreateFunction", "UpdateFunctionConfiguration")


def requests_of_lambda(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of Lambda's asks."""
    name, given = operation.name, operation.parameters
    action = f"lambda:{_OTHERWISE_NAMED.get(name, name)}"
    if name in _OF_NO_FUNCTION:
        return (AskedFor(action),)
    function, resource = text(given, "FunctionName"), text(given, "Resource")
    if resource.startswith("arn:"):
        return (AskedFor(action, resource, request_tags(tags(given))),)
    if not function:
        return None
    asked = AskedFor(
        action, _arn(function, text(given, "Qualifier"), around), request_tags(tags(given))
    )
    role = text(given, "Role")
    if name in _PASSES_A_ROLE and role.startswith("arn:"):
        passed = {"iam:PassedToService": "lambda.amazonaws.com"}
        return (asked, AskedFor("iam:PassRole", role, passed))
    return (asked,)


def _arn(function: str, qualifier: str, around: Surroundings) -> str:
    """A function's ARN, by its name, by a partial ARN (`123456789012:function:NAME`), or by it.

    https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
    """
    if not function.startswith("arn:"):
        name = function.rpartition("function:")[2]
        function = f"arn:aws:lambda:{around.region}:{around.account}:function:{name}"
    return f"{function}:{qualifier}" if qualifier else function
