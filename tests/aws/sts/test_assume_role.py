"""AssumeRole and its kin: what a session is, how long it is good for, and who gets none.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from tests.aws.app import Refusal
from tests.aws.callers import ACCOUNT, allow, client_of, new_role, new_user, trust

READER = f"arn:aws:iam::{ACCOUNT}:role/reader"


@pytest.fixture
def sts(lab: Lab) -> Any:
    """STS, as the IAM user carla who may take on every role."""
    return client_of(new_user("carla"), "sts")


def take_on(sts: Any, role: str = READER, **more: Any) -> dict[str, Any]:
    return sts.assume_role(**({"RoleArn": role, "RoleSessionName": "visit"} | more))


def test_a_session_has_the_shape_of_awss(lab: Lab, sts: Any) -> None:
    role = new_role("reader")
    given = take_on(sts)
    role_id = boto3.client("iam").get_role(RoleName="reader")["Role"]["RoleId"]
    assert given["AssumedRoleUser"] == {
        "AssumedRoleId": f"{role_id}:visit",
        "Arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/visit",
    }
    credentials = given["Credentials"]
    assert re.fullmatch(r"ASIA[A-Z2-7]{16}", credentials["AccessKeyId"])
    assert len(credentials["SecretAccessKey"]) == 40
    assert len(credentials["SessionToken"]) > 300
    assert credentials["Expiration"] - lab.clock.now() > dt.timedelta(minutes=59)
    assert role == READER


def test_a_roles_path_is_not_in_the_sessions_arn(sts: Any) -> None:
    iam = boto3.client("iam")
    made = iam.create_role(RoleName="deep", Path="/a/b/", AssumeRolePolicyDocument=trust())["Role"]
    given = take_on(sts, made["Arn"])
    assert given["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/deep/visit"


def test_the_root_user_takes_on_no_role(lab: Lab, refusal: Refusal) -> None:
    new_role("reader")
    found = refusal(take_on, boto3.client("sts"))
    assert found == ("AccessDenied", "Roles may not be assumed by root accounts.")
    assert len(lab._world.issued) == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"DurationSeconds": 3601}, "ValidationError"),
        ({"RoleSessionName": "a b"}, "ValidationError"),
        ({"Policy": "{"}, "MalformedPolicyDocument"),
        ({"Policy": allow("*") + " " * 2048}, "PackedPolicyTooLarge"),
        ({"PolicyArns": [{"arn": "arn:aws:iam::aws:policy/NoSuchPolicy"}]}, "NoSuchEntity"),
        (
            {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "A", "Value": "2"}]},
            "InvalidParameterValue",
        ),
        ({"Tags": [{"Key": "aws:a", "Value": "1"}]}, "InvalidParameterValue"),
    ],
)
def test_what_no_session_can_be_is_refused_and_nothing_is_given(
    lab: Lab, sts: Any, refusal: Refusal, asked: dict[str, Any], code: str
) -> None:
    new_role("reader", trust(action=["sts:AssumeRole", "sts:TagSession"]))
    assert refusal(take_on, sts, **asked)[0] == code
    assert len(lab._world.issued) == 0


def test_a_role_may_allow_twelve_hours(lab: Lab, sts: Any) -> None:
    new_role("reader")
    boto3.client("iam").update_role(RoleName="reader", MaxSessionDuration=43_200)
    end = take_on(sts, DurationSeconds=43_200)["Credentials"]["Expiration"]
    assert end - lab.clock.now() > dt.timedelta(hours=11)


def test_a_chain_of_roles_lasts_an_hour_and_keeps_what_is_transitive(
    lab: Lab, sts: Any, refusal: Refusal
) -> None:
    chained = trust(action=["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])
    new_role("reader", chained)
    last = new_role("last", chained)
    boto3.client("iam").update_role(RoleName="last", MaxSessionDuration=43_200)
    first = take_on(
        sts,
        Tags=[{"Key": "team", "Value": "red"}, {"Key": "room", "Value": "7"}],
        TransitiveTagKeys=["team"],
        SourceIdentity="carla",
    )
    assert first["SourceIdentity"] == "carla"
    as_reader = client_of(first["Credentials"], "sts")
    assert refusal(take_on, as_reader, last, DurationSeconds=3601)[0] == "ValidationError"
    team = [{"Key": "Team", "Value": "blue"}]
    assert refusal(take_on, as_reader, last, Tags=team)[0] == "InvalidParameterValue"
    assert refusal(take_on, as_reader, last, SourceIdentity="ben")[0] == "AccessDenied"
    second = take_on(as_reader, last)
    assert second["SourceIdentity"] == "carla"
    session = lab._world.issued.find(second["Credentials"]["AccessKeyId"])
    assert session is not None
    assert session.session.context["aws:PrincipalTag/team"] == "red"
    assert "aws:PrincipalTag/room" not in session.session.context


def test_get_session_token_keeps_the_user(lab: Lab, sts: Any, refusal: Refusal) -> None:
    lent = sts.get_session_token(DurationSeconds=900)["Credentials"]
    as_carla = client_of(lent, "sts")
    assert as_carla.get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/carla"
    assert refusal(as_carla.get_session_token)[0] == "AccessDenied"
    assert refusal(as_carla.get_federation_token, Name="guest")[0] == "AccessDenied"


def test_a_federated_user_has_the_name_that_was_given(lab: Lab, sts: Any) -> None:
    lent = sts.get_federation_token(Name="guest", Policy=allow("s3:GetObject"))
    arn = f"arn:aws:sts::{ACCOUNT}:federated-user/guest"
    assert lent["FederatedUser"] == {"FederatedUserId": f"{ACCOUNT}:guest", "Arn": arn}
    identity = client_of(lent["Credentials"], "sts").get_caller_identity()
    assert (identity["Arn"], identity["UserId"]) == (arn, f"{ACCOUNT}:guest")
