"""Which resources a simulation takes, and which of its actions.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
"""

from __future__ import annotations

from collections.abc import Sequence

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.policy_source import INVALID_INPUT, PolicySource
from cognito_lab.aws.iam.xml_text import is_xml_text
from cognito_lab.policies.action_element import is_action
from cognito_lab.policies.arn import parse_arn
from cognito_lab.policies.request import NO_RESOURCE
from cognito_lab.policies.statement import Statement

_EC2 = ("instance", "image", "security-group")
_NEEDED = {
    "EC2-VPC-InstanceStore": (*_EC2, "network-interface"),
    "EC2-VPC-InstanceStore-Subnet": (*_EC2, "network-interface", "subnet"),
    "EC2-VPC-EBS": (*_EC2, "network-interface", "volume"),
    "EC2-VPC-EBS-Subnet": (*_EC2, "network-interface", "subnet", "volume"),
}


def require_actions(actions: Sequence[str]) -> None:
    """Raise AWS's InvalidInput for what is no action: "each operation must include the service
    identifier", and "this operation does not support using wildcards"."""
    for action in actions:
        if not is_action(action):
            raise AwsError(INVALID_INPUT, f"Invalid action name: {action}")


def require_resources(resources: Sequence[str], option: str | None) -> None:
    """Raise AWS's InvalidInput for what is no ARN, and where a kind of resource is missing that
    the ResourceHandlingOption needs."""
    if tuple(resources) != (NO_RESOURCE,):
        for resource in resources:
            if not _is_resource(resource):
                words = f"ResourceNames are not in a valid ARN format: {resource}."
                raise AwsError(INVALID_INPUT, words)
    if option is None:
        return
    if option not in _NEEDED:
        raise AwsError(INVALID_INPUT, f"Invalid input resource handling options: {option}.")
    kinds = {_kind_in_ec2(resource) for resource in resources}
    missing = [kind for kind in _NEEDED[option] if kind not in kinds]
    if missing:
        words = f"The resource handling option {option} needs resources: {', '.join(missing)}."
        raise AwsError(INVALID_INPUT, words)


def _is_resource(text: str) -> bool:
    arn = parse_arn(text)
    return bool(arn and arn.partition and arn.service and arn.resource and is_xml_text(text))


def _kind_in_ec2(resource: str) -> str:
    arn = parse_arn(resource)
    return arn.resource.partition("/")[0] if arn and arn.service == "ec2" else ""


def require_applicable(source: PolicySource, resources: Sequence[str]) -> None:
    """Raise AWS's InvalidInput for a ResourcePolicy that is no policy of the resources: "it must
    be applicable to all of the resources included in the simulation".

    It is one where it speaks of something of the same service, or does not say of what.
    """
    for resource in resources:
        arn = parse_arn(resource)
        if arn is None:
            words = f"Invalid Entity Arn: {resource} does not clearly define entity type and name."
            raise AwsError(INVALID_INPUT, words)
        if not any(_speaks_of(each, arn.service) for each in source.policy.statements):
            words = f"The resource policy is not applicable to the resource {resource}."
            raise AwsError(INVALID_INPUT, words)


def _speaks_of(statement: Statement, service: str) -> bool:
    if statement.resources is None or statement.resources.negated:
        return True
    named = [parse_arn(template.written) for template in statement.resources.templates]
    return any(arn is None or arn.service == service for arn in named)
