"""The clock of a running lab, as boto3, PyJWT, waiters and the learner's own code see it."""

import datetime as dt
import time

import boto3
import jwt
import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.clock import START
from tests.aws.app import App


def test_every_lab_begins_at_the_same_moment(lab: Lab) -> None:
    assert lab.clock.now() == START == dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
    assert repr(lab.clock) == "<the lab's clock: 2026-01-05 09:00:00 UTC>"


def test_it_moves_one_second_with_every_recorded_call(lab: Lab) -> None:
    s3 = boto3.client("s3")
    for _ in range(3):
        s3.list_buckets()
    assert [call.at - START for call in lab.trace] == [dt.timedelta(seconds=n) for n in (0, 1, 2)]
    assert lab.clock.now() == START + dt.timedelta(seconds=3)


def test_sleeping_in_the_learners_thread_moves_it_and_returns_at_once(lab: Lab) -> None:
    began = time.perf_counter()
    time.sleep(3600)
    time.sleep(0.5)
    assert time.perf_counter() - began < 60
    assert lab.clock.now() == START + dt.timedelta(seconds=3600.5)
    assert [note.text for note in lab.trace.notes] == ["the clock moved by 1 h"]


def test_sleeps_one_after_the_other_are_one_note_and_a_call_between_them_ends_it(
    lab: Lab,
) -> None:
    sts = boto3.client("sts")
    for _ in range(600):
        time.sleep(0.05)
    with lab.trace.step("wait"):
        time.sleep(1)
        time.sleep(2)
    time.sleep(4)
    sts.get_caller_identity()
    time.sleep(8)
    assert [(note.text, note.step) for note in lab.trace.notes] == [
        ("the clock moved by 30 s", None),
        ("the clock moved by 3 s", "wait"),
        ("the clock moved by 4 s", None),
        ("the clock moved by 8 s", None),
    ]


def test_the_clock_stops_at_the_end_of_its_calendar(lab: Lab) -> None:
    sts = boto3.client("sts")
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    lab.clock.advance(seconds=(last - lab.clock.now()).total_seconds() - 1)
    sts.get_caller_identity()
    sts.get_caller_identity()
    assert lab.clock.now() <= last
    assert len(lab.trace) == 2


def test_a_sleep_that_somebody_held_on_to_moves_the_next_lab(lab: Lab) -> None:
    sleep = time.sleep
    with start_lab() as second:
        sleep(10)
        assert second.clock.now() == START + dt.timedelta(seconds=10)
    assert lab.clock.now() == START


def test_times_in_boto3s_answers_print_in_utc(lab: Lab, app: App) -> None:
    pool = app.cognito_idp.describe_user_pool(UserPoolId=app.user_pool_id)["UserPool"]
    assert str(pool["CreationDate"]) == "2026-01-05 09:00:00+00:00"


def test_a_token_expires_by_the_labs_clock(lab: Lab, app: App) -> None:
    app.confirmed_user("ana")
    token = app.sign_in("ana")["IdToken"]
    key = jwt.PyJWKClient(f"{app.issuer}/.well-known/jwks.json").get_signing_key_from_jwt(token)

    def claims() -> dict[str, object]:
        return jwt.decode(token, key.key, algorithms=["RS256"], audience=app.client_id)

    assert claims()["cognito:username"] == "ana"
    lab.clock.advance(minutes=61)
    with pytest.raises(jwt.ExpiredSignatureError):
        claims()


def test_a_sleep_that_somebody_held_on_to_is_real_after_the_lab(lab: Lab) -> None:
    sleep = time.sleep
    lab.stop()
    began = time.perf_counter()
    sleep(0.05)
    assert time.perf_counter() - began > 0.045
    assert lab.clock.now() == START


def test_a_waiter_that_has_to_wait_moves_it_and_waits_for_nothing(lab: Lab) -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="bucket")
    looks = iter(range(1, 4))

    def arrive_before_the_third_look(**_: object) -> None:
        if next(looks) == 3:
            s3.put_object(Bucket="bucket", Key="late", Body=b"x")

    s3.meta.events.register("before-call.s3.HeadObject", arrive_before_the_third_look)
    began = time.perf_counter()
    s3.get_waiter("object_exists").wait(Bucket="bucket", Key="late")
    assert time.perf_counter() - began < 5
    operations = [call.operation for call in lab.trace]
    assert operations[1:] == ["HeadObject", "HeadObject", "PutObject", "HeadObject"]
    assert [note.text for note in lab.trace.notes] == ["the clock moved by 5 s"] * 2
    assert [note.after for note in lab.trace.notes] == [2, 3]
    assert lab.clock.now() == START + dt.timedelta(seconds=5 + 2 * 5)
