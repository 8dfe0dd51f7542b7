"""GetCallerIdentity: each caller is told who it is, and the trace says the same."""

import json
from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab

ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": ROOT}, "Action": "sts:AssumeRole"},
        ],
    }
)


def client_of(credentials: dict[str, str], service: str = "sts") -> Any:
    """A client that signs with these credentials, of IAM or of STS."""
    return boto3.client(
        service,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )


@pytest.fixture
def user_keys(lab: Lab) -> dict[str, str]:
    """The access key of a new IAM user, `carla`."""
    iam = boto3.client("iam")
    iam.create_user(UserName="carla")
    return iam.create_access_key(UserName="carla")["AccessKey"]


@pytest.fixture
def role_session(lab: Lab) -> dict[str, str]:
    """The credentials of a session of a new role, `reader`, called `visit`."""
    role = boto3.client("iam").create_role(RoleName="reader", AssumeRolePolicyDocument=TRUST)
    return boto3.client("sts").assume_role(RoleArn=role["Role"]["Arn"], RoleSessionName="visit")[
        "Credentials"
    ]


def test_the_administrator_is_the_accounts_root(lab: Lab) -> None:
    identity = boto3.client("sts").get_caller_identity()
    assert (identity["Arn"], identity["Account"], identity["UserId"]) == (ROOT, ACCOUNT, ACCOUNT)
    call = lab.trace[-1]
    assert (call.principal, call.caller) == (ROOT, "administrator")
    assert call.behaviours == ("caller-is-root",)
    assert call.answered_by == "moto + lab checks"


def test_an_iam_user_is_told_its_own_name(lab: Lab, user_keys: dict[str, str]) -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:user/carla"
    identity = client_of(user_keys).get_caller_identity()
    assert (identity["Arn"], identity["Account"]) == (arn, ACCOUNT)
    assert identity["UserId"] == boto3.client("iam").get_user(UserName="carla")["User"]["UserId"]
    call = lab.trace.where(operation="GetCallerIdentity")[-1]
    assert (call.principal, call.caller) == (arn, "app")
    assert call.access_key_id == user_keys["AccessKeyId"]
    assert (call.behaviours, call.answered_by) == ((), "moto")


def test_a_role_session_is_told_its_role_and_its_own_name(
    lab: Lab, role_session: dict[str, str]
) -> None:
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/visit"
    identity = client_of(role_session).get_caller_identity()
    role_id = boto3.client("iam").get_role(RoleName="reader")["Role"]["RoleId"]
    assert (identity["Arn"], identity["Account"]) == (arn, ACCOUNT)
    assert identity["UserId"] == f"{role_id}:visit"
    call = lab.trace.where(operation="GetCallerIdentity")[-1]
    assert (call.principal, call.caller) == (arn, "app")
    assert call.access_key_id == role_session["AccessKeyId"]
    assert role_session["AccessKeyId"].startswith("ASIA")


def test_the_principal_stands_on_calls_to_every_service(
    lab: Lab, user_keys: dict[str, str], role_session: dict[str, str]
) -> None:
    client_of(user_keys, "s3").list_buckets()
    client_of(role_session, "dynamodb").list_tables()
    boto3.client("cognito-idp").list_user_pools(MaxResults=1)
    assert [call.principal for call in lab.trace[-3:]] == [
        f"arn:aws:iam::{ACCOUNT}:user/carla",
        f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/visit",
        ROOT,
    ]


def test_the_secrets_of_a_role_session_stand_in_no_record(
    lab: Lab, role_session: dict[str, str]
) -> None:
    client_of(role_session).get_caller_identity()
    recorded = str(list(lab.trace))
    assert role_session["SecretAccessKey"] not in recorded
    assert role_session["SessionToken"] not in recorded


def test_a_key_that_was_deleted_no_longer_opens(
    lab: Lab, user_keys: dict[str, str], refusal: Any
) -> None:
    carla = client_of(user_keys)
    carla.get_caller_identity()
    boto3.client("iam").delete_access_key(UserName="carla", AccessKeyId=user_keys["AccessKeyId"])
    assert refusal(carla.get_caller_identity)[0] == "InvalidClientTokenId"


def test_after_a_reset_the_keys_of_before_are_nobodys(
    lab: Lab, user_keys: dict[str, str], role_session: dict[str, str], refusal: Any
) -> None:
    clients = [client_of(user_keys), client_of(role_session)]
    lab.reset()
    for client in clients:
        assert refusal(client.get_caller_identity)[0] == "InvalidClientTokenId"
    assert boto3.client("sts").get_caller_identity()["Arn"] == ROOT
