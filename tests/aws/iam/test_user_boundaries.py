"""A user's permissions boundary limits real calls and simulations, until it is taken away."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from tests.aws.callers import allow, client_of, new_user


@pytest.fixture
def boundary(lab: Lab) -> str:
    """A managed policy that allows reading objects."""
    s3: Any = boto3.client("s3")
    s3.create_bucket(Bucket="photos")
    s3.put_object(Bucket="photos", Key="cat", Body=b"cat")
    iam: Any = boto3.client("iam")
    made = iam.create_policy(PolicyName="reads", PolicyDocument=allow("s3:GetObject"))
    return str(made["Policy"]["Arn"])


def writes(s3: Any) -> str:
    """What PutObject answers: `done`, or AWS's reason."""
    try:
        s3.put_object(Bucket="photos", Key="dog", Body=b"dog")
    except ClientError as refused:
        return refused.response["Error"]["Message"].partition(" because ")[2]
    return "done"


LIMITED = "no permissions boundary allows the s3:PutObject action"


def test_a_boundary_that_is_put_holds_from_the_next_call_until_it_is_deleted(
    boundary: str,
) -> None:
    iam: Any = boto3.client("iam")
    s3 = client_of(new_user("carla"), "s3")
    assert writes(s3) == "done"
    iam.put_user_permissions_boundary(UserName="carla", PermissionsBoundary=boundary)
    assert writes(s3) == LIMITED
    assert s3.get_object(Bucket="photos", Key="cat")["Body"].read() == b"cat"
    iam.delete_user_permissions_boundary(UserName="carla")
    assert writes(s3) == "done"
    assert "PermissionsBoundary" not in iam.get_user(UserName="carla")["User"]


def test_a_user_is_made_with_a_boundary(boundary: str) -> None:
    iam: Any = boto3.client("iam")
    iam.create_user(UserName="carla", PermissionsBoundary=boundary)
    iam.put_user_policy(UserName="carla", PolicyName="all", PolicyDocument=allow("*"))
    key = iam.create_access_key(UserName="carla")["AccessKey"]
    assert writes(client_of(key, "s3")) == LIMITED


def test_the_simulator_asks_it_as_well(boundary: str) -> None:
    iam: Any = boto3.client("iam")
    new_user("carla")
    iam.put_user_permissions_boundary(UserName="carla", PermissionsBoundary=boundary)
    told = iam.simulate_principal_policy(
        PolicySourceArn="arn:aws:iam::123456789012:user/carla",
        ActionNames=["s3:PutObject", "s3:GetObject"],
    )["EvaluationResults"]
    assert [one["EvalDecision"] for one in told] == ["implicitDeny", "allowed"]


@pytest.mark.parametrize(
    ("method", "given"),
    [
        (
            "put_user_permissions_boundary",
            {"UserName": "nobody", "PermissionsBoundary": "BOUNDARY"},
        ),
        ("put_user_permissions_boundary", {"UserName": "carla", "PermissionsBoundary": "OTHER"}),
        ("delete_user_permissions_boundary", {"UserName": "nobody"}),
        ("delete_user_permissions_boundary", {"UserName": "carla"}),
        ("create_user", {"UserName": "dario", "PermissionsBoundary": "OTHER"}),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_is_made(
    boundary: str, method: str, given: dict[str, str]
) -> None:
    iam: Any = boto3.client("iam")
    new_user("carla")
    arns = {"BOUNDARY": boundary, "OTHER": boundary.replace("reads", "nothing")}
    named = {name: arns.get(value, value) for name, value in given.items()}
    before = iam.list_users()["Users"]
    with pytest.raises(ClientError, match="NoSuchEntity"):
        getattr(iam, method)(**named)
    assert iam.list_users()["Users"] == before
