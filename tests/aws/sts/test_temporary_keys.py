"""What temporary credentials that are no role's can call, and how long they are good for.

https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from tests.aws.app import Refusal
from tests.aws.callers import ACCOUNT, EVERYTHING, allow, client_of, new_role, new_user

INVALID = (
    "InvalidClientTokenId",
    "The security token included in the request is invalid.",
)
READER = f"arn:aws:iam::{ACCOUNT}:role/reader"


@pytest.fixture
def sts(lab: Lab) -> Any:
    """STS, as the IAM user carla, to whom all is allowed."""
    return client_of(new_user("carla"), "sts")


@pytest.fixture
def federated(sts: Any) -> dict[str, Any]:
    """The credentials of somebody to whom carla lends everything."""
    return sts.get_federation_token(Name="guest", Policy=EVERYTHING)["Credentials"]


@pytest.fixture
def of_carla(sts: Any) -> dict[str, Any]:
    """Carla's own, of GetSessionToken."""
    return sts.get_session_token()["Credentials"]


def test_a_federated_user_calls_nothing_of_iam(federated: dict[str, Any], refusal: Refusal) -> None:
    iam = client_of(federated, "iam")
    assert refusal(iam.create_user, UserName="evil") == INVALID
    assert refusal(iam.create_access_key, UserName="carla") == INVALID
    assert [user["UserName"] for user in boto3.client("iam").list_users()["Users"]] == ["carla"]


def test_a_federated_user_asks_sts_only_who_it_is(
    lab: Lab, federated: dict[str, Any], refusal: Refusal
) -> None:
    new_role("reader")
    sts, given = client_of(federated, "sts"), len(lab._world.issued)
    assert sts.get_caller_identity()["Arn"].endswith(":federated-user/guest")
    for call, parameters in (
        (sts.assume_role, {"RoleArn": READER, "RoleSessionName": "visit"}),
        (sts.get_session_token, {}),
        (sts.get_federation_token, {"Name": "another"}),
        (sts.get_access_key_info, {"AccessKeyId": federated["AccessKeyId"]}),
    ):
        code, message = refusal(call, **parameters)
        assert (code, message.startswith("Cannot call ")) == ("AccessDenied", True)
    assert len(lab._world.issued) == given


def test_a_federated_user_uses_other_services(federated: dict[str, Any]) -> None:
    assert client_of(federated, "s3").list_buckets()["Buckets"] == []


def test_a_users_session_calls_nothing_of_iam_without_mfa(
    of_carla: dict[str, Any], refusal: Refusal
) -> None:
    assert refusal(client_of(of_carla, "iam").list_users) == INVALID


def test_a_users_session_takes_on_a_role_and_asks_sts_nothing_else(
    of_carla: dict[str, Any], refusal: Refusal
) -> None:
    new_role("reader")
    sts = client_of(of_carla, "sts")
    session = sts.assume_role(RoleArn=READER, RoleSessionName="visit")["Credentials"]
    assert client_of(session, "iam").list_users()["Users"]
    key = of_carla["AccessKeyId"]
    assert refusal(sts.get_access_key_info, AccessKeyId=key)[0] == "AccessDenied"


def test_roots_own_session_calls_nothing_of_iam(lab: Lab, refusal: Refusal) -> None:
    lent = boto3.client("sts").get_session_token()["Credentials"]
    assert refusal(client_of(lent, "iam").list_users) == INVALID


def test_the_unique_id_of_a_federated_user_is_a_condition_key(sts: Any) -> None:
    only_guest = {"StringEquals": {"aws:userid": f"{ACCOUNT}:guest"}}
    policy = allow("s3:ListAllMyBuckets", Condition=only_guest)
    lent = sts.get_federation_token(Name="guest", Policy=policy)["Credentials"]
    assert client_of(lent, "s3").list_buckets()["Buckets"] == []


@pytest.mark.parametrize("asked", [{}, *({"DurationSeconds": n} for n in (3_601, 129_600))])
def test_roots_sessions_are_shortened_to_an_hour(lab: Lab, asked: dict[str, int]) -> None:
    root, now = boto3.client("sts"), lab.clock.now()
    for given in (
        root.get_session_token(**asked),
        root.get_federation_token(Name="guest", **asked),
    ):
        lasts = given["Credentials"]["Expiration"] - now
        assert dt.timedelta(minutes=59) < lasts <= dt.timedelta(minutes=61)


def test_a_users_session_lasts_as_long_as_was_asked(lab: Lab, sts: Any, refusal: Refusal) -> None:
    end = sts.get_session_token(DurationSeconds=129_600)["Credentials"]["Expiration"]
    assert end - lab.clock.now() > dt.timedelta(hours=35)
    assert refusal(sts.get_session_token, DurationSeconds=129_601)[0] == "ValidationError"
