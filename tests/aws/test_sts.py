"""GetCallerIdentity: each caller is told who it is, and the trace says the same."""

from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from tests.aws.callers import client_of, new_role, new_user

ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"


@pytest.fixture
def user_keys(lab: Lab) -> dict[str, str]:
    """The access key of a new IAM user, `carla`."""
    return new_user("carla")


@pytest.fixture
def role_session(lab: Lab) -> dict[str, str]:
    """The credentials of a session of a new role, `reader`, called `visit`."""
    sts = client_of(new_user("dora"), "sts")
    return sts.assume_role(RoleArn=new_role("reader"), RoleSessionName="visit")["Credentials"]


def test_the_administrator_is_the_accounts_root(lab: Lab) -> None:
    identity = boto3.client("sts").get_caller_identity()
    assert (identity["Arn"], identity["Account"], identity["UserId"]) == (ROOT, ACCOUNT, ACCOUNT)
    call = lab.trace[-1]
    assert (call.principal, call.caller) == (ROOT, "administrator")
    assert call.behaviours == ("caller-is-root",)
    assert call.answered_by == "moto + lab checks"


def test_an_iam_user_is_told_its_own_name(lab: Lab, user_keys: dict[str, str]) -> None:
    arn = f"arn:aws:iam::{ACCOUNT}:user/carla"
    identity = client_of(user_keys, "sts").get_caller_identity()
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
    identity = client_of(role_session, "sts").get_caller_identity()
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
    client_of(role_session, "sts").get_caller_identity()
    recorded = str(list(lab.trace))
    assert role_session["SecretAccessKey"] not in recorded
    assert role_session["SessionToken"] not in recorded


def test_a_key_that_was_deleted_no_longer_opens(
    lab: Lab, user_keys: dict[str, str], refusal: Any
) -> None:
    carla = client_of(user_keys, "sts")
    carla.get_caller_identity()
    boto3.client("iam").delete_access_key(UserName="carla", AccessKeyId=user_keys["AccessKeyId"])
    assert refusal(carla.get_caller_identity)[0] == "InvalidClientTokenId"


def test_after_a_reset_the_keys_of_before_are_nobodys(
    lab: Lab, user_keys: dict[str, str], role_session: dict[str, str], refusal: Any
) -> None:
    clients = [client_of(user_keys, "sts"), client_of(role_session, "sts")]
    lab.reset()
    for client in clients:
        assert refusal(client.get_caller_identity)[0] == "InvalidClientTokenId"
    assert boto3.client("sts").get_caller_identity()["Arn"] == ROOT
