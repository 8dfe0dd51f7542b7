"""What a call asks, whichever service's it is: one door, one table of services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cognito_lab.policies.api.api_gateway import requests_of_an_api, requests_of_api_management
from cognito_lab.policies.api.cognito import requests_of_identity_pools, requests_of_user_pools
from cognito_lab.policies.api.dynamodb import requests_of_dynamodb
from cognito_lab.policies.api.iam import requests_of_iam
from cognito_lab.policies.api.lambda_functions import requests_of_lambda
from cognito_lab.policies.api.operation import Asked, AskedFor, Operation, Surroundings
from cognito_lab.policies.api.s3 import requests_of_s3
from cognito_lab.policies.api.sqs_and_sns import requests_of_sns, requests_of_sqs
from cognito_lab.policies.api.sts import requests_of_sts
from cognito_lab.policies.arn import parse_arn

MAPPINGS: Mapping[str, Callable[[Operation, Surroundings], Asked | None]] = {
    "apigateway": requests_of_api_management,
    "apigatewayv2": requests_of_api_management,
    "cognito-identity": requests_of_identity_pools,
    "cognito-idp": requests_of_user_pools,
    "dynamodb": requests_of_dynamodb,
    "execute-api": requests_of_an_api,
    "iam": requests_of_iam,
    "lambda": requests_of_lambda,
    "s3": requests_of_s3,
    "sns": requests_of_sns,
    "sqs": requests_of_sqs,
    "sts": requests_of_sts,
}
"""The services that are mapped, by boto3's names."""


def requests_of(operation: Operation, around: Surroundings) -> Asked | None:
    """The requests of a call; each has to be allowed.

    An empty tuple: nothing is asked. None: nobody knows what it asks, so that nobody but the
    account's root may make it. Raises nothing for what the parameters are.
    """
    mapping = MAPPINGS.get(operation.service)
    asked = None if mapping is None else mapping(operation, around)
    return None if asked is None else tuple(_with_its_tags(one, around) for one in asked)


def _with_its_tags(asked: AskedFor, around: Surroundings) -> AskedFor:
    """A request, with the tags that its resource has; those of IAM's are known by two names.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
    """
    tags = around.look_ups.resource_tags(asked.resource)
    if not tags:
        return asked
    arn = parse_arn(asked.resource)
    prefixes = ("aws", "iam") if arn is not None and arn.service == "iam" else ("aws",)
    keys = {f"{one}:ResourceTag/{key}": value for one in prefixes for key, value in tags.items()}
    return replace(asked, context={**keys, **asked.context})
