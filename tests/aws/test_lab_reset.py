"""`lab.reset()` always brings back a working, empty lab at its first moment."""

import os
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.account import ADMINISTRATOR_KEY_ID
from cognito_lab.aws.clock import START
from cognito_lab.flow import StepNameUsed
from tests.aws.app import App, MakeApp


@pytest.fixture
def own_lab() -> Iterator[Lab]:
    """A lab that the test may stop."""
    with start_lab(seed=1) as lab:
        yield lab
    lab.reset()
    lab.stop()


def is_like_new(lab: Lab) -> bool:
    pools = boto3.client("cognito-idp").list_user_pools(MaxResults=10)["UserPools"]
    return (pools, len(lab.outbox), len(lab.trace), lab.trace.notes) == ([], 0, 1, ()) and (
        lab.trace[0].number,
        lab.trace[0].at,
        lab.trace.steps,
    ) == (1, START, ())


def test_it_empties_pools_users_messages_calls_steps_and_the_clock(lab: Lab, app: App) -> None:
    with lab.trace.step("sign up"):
        app.confirmed_user("ana")
    lab.clock.advance(hours=30)
    assert (len(lab.outbox), lab.trace.steps) == (1, ("sign up",))
    lab.reset()
    assert lab.clock.now() == START
    assert is_like_new(lab)


def test_it_empties_the_other_services_too(lab: Lab) -> None:
    s3, iam, dynamodb = map(boto3.client, ("s3", "iam", "dynamodb"))
    s3.create_bucket(Bucket="bucket")
    key = iam.create_access_key(UserName=iam.create_user(UserName="bo")["User"]["UserName"])
    dynamodb.create_table(
        TableName="table",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    lab.reset()
    assert s3.list_buckets()["Buckets"] == []
    assert iam.list_users()["Users"] == []
    assert dynamodb.list_tables()["TableNames"] == []
    of_bo = boto3.client(
        "sts",
        aws_access_key_id=key["AccessKey"]["AccessKeyId"],
        aws_secret_access_key=key["AccessKey"]["SecretAccessKey"],
    )
    with pytest.raises(of_bo.exceptions.ClientError, match="InvalidClientTokenId"):
        of_bo.get_caller_identity()


def test_held_references_to_clock_outbox_and_trace_stay_good(lab: Lab, make_app: MakeApp) -> None:
    clock, outbox, trace = lab.clock, lab.outbox, lab.trace
    lab.reset()
    make_app().sign_up("ana", email="ana@example.com")
    assert (len(outbox), trace[-1].operation) == (1, "SignUp")
    assert clock.now() > START


def test_the_same_steps_after_it_give_the_same_ids_and_codes(lab: Lab, make_app: MakeApp) -> None:
    def run() -> tuple[Any, ...]:
        app = make_app()
        app.confirmed_user("ana")
        tokens = app.sign_in("ana")
        return app.user_pool_id, app.client_id, lab.outbox[-1].code, tokens

    first = run()
    lab.reset()
    assert run() == first


def test_clients_made_before_keep_working(own_lab: Lab) -> None:
    client = boto3.client("cognito-idp")
    client.create_user_pool(PoolName="before")
    own_lab.reset()
    client.create_user_pool(PoolName="after")
    pools = client.list_user_pools(MaxResults=10)["UserPools"]
    assert [pool["Name"] for pool in pools] == ["after"]


def test_it_brings_back_a_stopped_lab(own_lab: Lab) -> None:
    boto3.client("cognito-idp").create_user_pool(PoolName="before")
    own_lab.stop()
    own_lab.reset()
    assert own_lab.running
    assert is_like_new(own_lab)


def test_it_brings_back_a_lab_that_another_one_has_followed(own_lab: Lab) -> None:
    with start_lab(seed=2) as second:
        own_lab.reset()
        assert own_lab.running
        assert not second.running
        assert is_like_new(own_lab)
    assert own_lab.running


def test_it_works_inside_a_step_which_is_then_forgotten(lab: Lab) -> None:
    client = boto3.client("s3")
    with lab.trace.step("sign in"):
        client.list_buckets()
        lab.reset()
        client.list_buckets()
    assert [call.step for call in lab.trace] == [None]
    with lab.trace.step("sign in"):
        client.list_buckets()
    assert [call.number for call in lab.trace["sign in"]] == [2]


def test_it_works_after_an_error_inside_a_step(lab: Lab) -> None:
    with pytest.raises(ZeroDivisionError), lab.trace.step("sign in"):
        boto3.client("sts").get_caller_identity()
        raise ZeroDivisionError
    with pytest.raises(StepNameUsed, match=r"lab.reset\(\)"), lab.trace.step("sign in"):
        pass
    lab.reset()
    with lab.trace.step("sign in"):
        pass
    assert lab.trace.steps == ("sign in",)


def test_it_works_after_an_error_inside_moto(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    s3 = boto3.client("s3")

    def fall_over(*_: Any) -> None:
        raise KeyError("a fault of moto")

    with monkeypatch.context() as patched:
        patched.setattr("moto.core.botocore_stubber.normalize_request", fall_over)
        with pytest.raises(s3.exceptions.ClientError, match="a fault of moto"):
            s3.list_buckets()
    lab.reset()
    assert s3.list_buckets()["Buckets"] == []


def test_credentials_that_were_set_for_the_lab_before_are_gone(own_lab: Lab) -> None:
    """A learner who "exports" a role's credentials is not locked out for good."""
    os.environ["AWS_ACCESS_KEY_ID"] = "ASIAOFTHELABBEFORE01"
    os.environ["AWS_SESSION_TOKEN"] = "of the lab before"
    boto3.setup_default_session(region_name="eu-west-1")
    with pytest.raises(boto3.client("s3").exceptions.ClientError, match="InvalidAccessKeyId"):
        boto3.client("s3").list_buckets()
    own_lab.reset()
    assert os.environ["AWS_ACCESS_KEY_ID"] == ADMINISTRATOR_KEY_ID
    assert "AWS_SESSION_TOKEN" not in os.environ
    assert is_like_new(own_lab)


def test_a_default_session_with_the_labs_own_keys_is_kept(own_lab: Lab) -> None:
    boto3.client("s3").list_buckets()
    session = boto3.DEFAULT_SESSION
    own_lab.reset()
    assert boto3.DEFAULT_SESSION is session
    boto3.setup_default_session(aws_access_key_id="ASIAOFTHELABBEFORE01")
    own_lab.reset()
    assert boto3.DEFAULT_SESSION is None
