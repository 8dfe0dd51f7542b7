"""Lambda: functions by name, partial ARN or ARN; whoever gives one a role passes the role.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
"""

from __future__ import annotations

from cognito_lab.policies.api.operation import (
    Asked,
    AskedFor,
    Operation,
    Surroundings,
    passing,
    with_tagging,
)
from cognito_lab.policies.api.parameters import tag_keys, text
from cognito_lab.policies.request import NO_RESOURCE

# https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: "lambda:InvokeFunction"
_OTHERWISE_NAMED = {
    "Invoke": "InvokeFunction",
    "InvokeWithResponseStream": "InvokeFunction",
}
_OF_NO_FUNCTION = (
    "GetAccountSettings",
    "ListCodeSigningConfigs",
    "ListEventSourceMappings",
    "ListFunctions",
    "ListLayers",
)
_OF_A_MAPPING = (
    "CreateEventSourceMapping",
    "DeleteEventSourceMapping",
    "GetEventSourceMapping",
    "UpdateEventSourceMapping",
)
_PASSES_A_ROLE = ("CreateFunction", "UpdateFunctionConfiguration")
# Of functions and event source mappings, as the reference's table of operations says:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html
_TAGGING = "lambda:TagResource"
_FUNCTION, _MAPPING = "function", "event-source-mapping"


def requests_of_lambda(operation: Operation, around: Surroundings) -> Asked | None:
    """What a call of Lambda's asks."""
    name, given = operation.name, operation.parameters
    action = f"lambda:{_OTHERWISE_NAMED.get(name, name)}"
    if name in _OF_NO_FUNCTION:
        return (AskedFor(action),)
    if name in _OF_A_MAPPING:
        return _of_a_mapping(operation, around)
    of_tags = tag_keys(given, "Tags")
    if text(given, "Resource").startswith("arn:"):
        return (AskedFor(action, _tagged(text(given, "Resource"), around), of_tags),)
    if not text(given, "FunctionName"):
        return None
    function = _function(text(given, "FunctionName"), text(given, "Qualifier"), around)
    tagging = _TAGGING if name == "CreateFunction" else None
    asked = with_tagging(AskedFor(action, function, of_tags), tagging, of_tags)
    role = text(given, "Role")
    if name in _PASSES_A_ROLE and role.startswith("arn:"):
        return (*asked, passing(role, "lambda.amazonaws.com"))
    return asked


def _of_a_mapping(operation: Operation, around: Surroundings) -> Asked:
    """An event source mapping, whose function is a key: the one it has, and the one it gets.

    One that is to be made is no resource yet; its tags are asked about by its ARN to be.
    """
    name, given = operation.name, operation.parameters
    action, of_tags = f"lambda:{name}", tag_keys(given, "Tags")
    uuid, function = text(given, "UUID"), text(given, "FunctionName")
    named = [around.look_ups.mapped_function(uuid)] if uuid else []
    named += [_function(function, "", around)] if function else []
    keys = [{"lambda:FunctionArn": one} for one in dict.fromkeys(named) if one] or [{}]
    arn = _local(_MAPPING, uuid or "*", around)
    is_new = name == "CreateEventSourceMapping"
    resource = NO_RESOURCE if is_new else arn
    asked = tuple(AskedFor(action, resource, {**of_tags, **one}) for one in keys)
    return (*asked, AskedFor(_TAGGING, arn, of_tags)) if is_new and of_tags else asked


def _tagged(arn: str, around: Surroundings) -> str:
    """What has tags: an event source mapping or a function."""
    if f":{_MAPPING}:" in arn:
        return _local(_MAPPING, arn.rpartition(":")[2], around)
    return _function(arn, "", around)


def _function(named: str, qualifier: str, around: Surroundings) -> str:
    """A function's ARN, by its name, by a partial ARN (`123456789012:function:NAME`), or by it.

    https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
    Whatever region and account an ARN names, moto takes its own function of that name.
    """
    parts = named.split(":")
    if ":" in named.rpartition(":function:")[2]:
        name, qualifier = parts[-2], parts[-1] or qualifier
    else:
        name = parts[-1]
    return _local(_FUNCTION, f"{name}:{qualifier}" if qualifier else name, around)


def _local(kind: str, name: str, around: Surroundings) -> str:
    return f"arn:aws:lambda:{around.region}:{around.account}:{kind}:{name}"
