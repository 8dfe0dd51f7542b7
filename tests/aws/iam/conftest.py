"""What the tests of the policy simulator share."""

from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from tests.aws.iam.policies import ACCOUNT, Simulate


@pytest.fixture
def iam(lab: Lab) -> Any:
    """The administrator's boto3 client of IAM."""
    return boto3.client("iam")


@pytest.fixture
def user(iam: Any) -> str:
    """The ARN of a user, `ana`, who has no policies yet."""
    iam.create_user(UserName="ana")
    return f"arn:aws:iam::{ACCOUNT}:user/ana"


@pytest.fixture
def simulate(iam: Any) -> Simulate:
    """Asks SimulateCustomPolicy about one action, and returns its EvaluationResult."""

    def ask(*policies: str, action: str = "s3:GetObject", **parameters: Any) -> dict[str, Any]:
        answer = iam.simulate_custom_policy(
            PolicyInputList=list(policies), ActionNames=[action], **parameters
        )
        result: dict[str, Any] = answer["EvaluationResults"][0]
        return result

    return ask


@pytest.fixture
def simulate_as(iam: Any) -> Simulate:
    """The same with SimulatePrincipalPolicy, about somebody's policies."""

    def ask(arn: str, action: str = "s3:GetObject", **parameters: Any) -> dict[str, Any]:
        answer = iam.simulate_principal_policy(
            PolicySourceArn=arn, ActionNames=[action], **parameters
        )
        result: dict[str, Any] = answer["EvaluationResults"][0]
        return result

    return ask
