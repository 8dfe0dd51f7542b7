"""A lab on the machine's own clock, with a key and a trace as a server has them."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from typing import Any

import boto3
import jwt
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID, ROOT_ARN, AccessKey
from cognito_lab.aws.clock import START
from cognito_lab.aws.real_clock import RealClock

KEY = AccessKey("test", "test")


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1, clock=RealClock(), administrator=KEY, longest_trace=3) as lab:
        yield lab


def is_now(moment: dt.datetime) -> bool:
    return abs(dt.datetime.now(dt.UTC) - moment) < dt.timedelta(minutes=1)


def test_everybody_sees_the_machines_time_and_nothing_of_python_is_changed() -> None:
    before = time.sleep, time.time
    with start_lab(clock=RealClock()) as lab:
        assert (time.sleep, time.time) == before
        assert is_now(lab.clock.now())
        assert is_now(lab.clock.catch_up())
        cognito_idp: Any = boto3.client("cognito-idp")
        made = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["CreationDate"]
        assert is_now(made)
        assert is_now(lab.trace[-1].at)
        lab.reset()
        assert (time.sleep, time.time) == before
        assert is_now(lab.clock.now())
    assert (time.sleep, time.time) == before


def test_tokens_say_the_machines_time(lab: Lab) -> None:
    cognito_idp: Any = boto3.client("cognito-idp")
    pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
    client_id = cognito_idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    cognito_idp.admin_create_user(UserPoolId=pool_id, Username="ana")
    cognito_idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ana", Password="Correct-Horse-1", Permanent=True
    )
    token = cognito_idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"},
    )["AuthenticationResult"]["IdToken"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert is_now(dt.datetime.fromtimestamp(claims["iat"], dt.UTC))


def test_nobody_moves_the_machines_clock(lab: Lab) -> None:
    with pytest.raises(ValueError, match="the machine's own clock, which cannot be moved"):
        lab.clock.advance(minutes=1)


def test_a_lab_after_it_has_the_labs_clock_again(lab: Lab) -> None:
    with start_lab(seed=1) as other:
        assert other.clock.now() == dt.datetime.now(dt.UTC) == START
        assert boto3.client("sts").get_caller_identity()["Arn"] == ROOT_ARN
    assert is_now(dt.datetime.now(dt.UTC))


def test_the_administrator_has_the_key_that_was_given_and_no_other(lab: Lab) -> None:
    assert os.environ["AWS_ACCESS_KEY_ID"] == "test"
    assert boto3.client("sts").get_caller_identity()["Arn"] == ROOT_ARN
    assert lab.trace[-1].caller == "administrator"
    for key_id, secret in ((ADMINISTRATOR_KEY_ID, "test"), ("test", "tset")):
        other = boto3.client("sts", aws_access_key_id=key_id, aws_secret_access_key=secret)
        with pytest.raises(ClientError) as refusal:
            other.get_caller_identity()
        assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_the_trace_forgets_its_oldest_calls_and_goes_on_counting(lab: Lab) -> None:
    s3: Any = boto3.client("s3")
    for _ in range(20):
        s3.list_buckets()
    assert 3 <= len(lab.trace) <= 6
    assert lab.trace[-1].number == 20
