"""The one door: starting, starting again, resetting and stopping a lab."""

import os
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import botocore.client
import botocore.handlers
import moto.cognitoidp.models
import moto.core.models
import moto.s3.models
import moto.utilities.paginator
import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import RealAwsRefused, start_lab
from cognito_lab.aws.clock import START

REAL_CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "AKIANOTOFTHISLAB0001",
    "AWS_SECRET_ACCESS_KEY": "not-of-this-lab",
    "AWS_PROFILE": "work",
    "AWS_DEFAULT_REGION": "eu-west-3",
}


@pytest.fixture
def learners_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process with the learner's own settings and default session, and no lab at the end."""
    for name, value in REAL_CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", botocore.session.Session())
    set_time_zone = getattr(time, "tzset", lambda: None)  # Windows has no time zone to set
    monkeypatch.setenv("TZ", "ABC-3")
    set_time_zone()
    yield
    start_lab().stop()
    monkeypatch.undo()
    set_time_zone()


def state_of_the_process() -> dict[str, Any]:
    return {
        "environment": dict(os.environ),
        "default session": boto3.DEFAULT_SESSION,
        "time zone": time.tzname,
        "sleep": time.sleep,
        "urllib": (
            urllib.request.HTTPSHandler.https_open,
            urllib.request.HTTPHandler.http_open,
        ),
        "botocore": (botocore.client.BaseClient._make_api_call, botocore.handlers.uuid),
        "moto's mock": (
            moto.core.models.MockAWS._nested_count,
            moto.core.models.MockAWS._mocks_active,
            dict(vars(moto.core.models.botocore_stubber)),
            moto.core.models.not_implemented_callback,
        ),
        "moto": (
            moto.cognitoidp.models.cognitoidp_backends.backend,
            moto.cognitoidp.models.jwk,
            moto.s3.models.os,
            "hash" in vars(moto.utilities.paginator),
            dict(moto.cognitoidp.urls.url_paths),
        ),
    }


def pools(client: Any) -> list[str]:
    return [pool["Name"] for pool in client.list_user_pools(MaxResults=10)["UserPools"]]


def test_after_a_plain_call_a_new_client_reaches_the_lab(learners_process: None) -> None:
    lab = start_lab()
    assert lab.running
    boto3.client("cognito-idp").create_user_pool(PoolName="one")
    assert [call.operation for call in lab.trace] == ["CreateUserPool"]


def test_a_with_block_stops_the_lab_at_its_end(learners_process: None) -> None:
    with start_lab() as lab:
        assert boto3.client("sts").get_caller_identity()["Account"] == "123456789012"
    assert not lab.running
    assert [call.operation for call in lab.trace] == ["GetCallerIdentity"]


def test_a_with_block_that_fails_stops_the_lab_and_keeps_the_error(learners_process: None) -> None:
    before = state_of_the_process()
    with pytest.raises(ZeroDivisionError), start_lab():
        raise ZeroDivisionError
    assert state_of_the_process() == before


def test_after_stop_the_process_is_as_it_was(learners_process: None) -> None:
    before = state_of_the_process()
    lab = start_lab(seed=1)
    changed = state_of_the_process()
    alike = [name for name, value in before.items() if changed[name] == value]
    assert alike == ([] if hasattr(time, "tzset") else ["time zone"])
    boto3.client("s3").list_buckets()
    lab.stop()
    assert state_of_the_process() == before


def test_after_stop_time_is_the_real_one(learners_process: None, tmp_path: Path) -> None:
    lab = start_lab()
    assert time.time() == START.timestamp()
    lab.stop()
    (tmp_path / "now").touch()  # the kernel writes its own time
    assert time.time() == pytest.approx((tmp_path / "now").stat().st_mtime, abs=10)


@pytest.mark.parametrize(
    "broken",
    [
        "cognito_lab.aws.environment.LabEnvironment.enter",
        "cognito_lab.aws.patches.watched",
        "cognito_lab.aws.patches.OsWithTheLabsRandomness",
        "moto.core.models.responses_mock.start",
        "moto.core.models.responses_mock.add",
        "moto.core.base_backend.BackendDict.reset",
        "cognito_lab.aws.world.reset_model_data",
        "time_machine.travel",
    ],
)
def test_a_start_that_fails_half_way_leaves_the_process_as_it_was(
    learners_process: None, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(broken)

    before = state_of_the_process()
    with monkeypatch.context() as patched:
        patched.setattr(broken, fail)
        with pytest.raises(OSError, match=broken):
            start_lab()
    assert state_of_the_process() == before
    with start_lab():
        assert pools(boto3.client("cognito-idp")) == []
    assert state_of_the_process() == before


def test_a_call_after_stop_is_one_error_that_names_the_remedy(learners_process: None) -> None:
    with start_lab():
        client = boto3.client("cognito-idp")
    for call in (
        lambda: client.list_user_pools(MaxResults=1),
        lambda: urllib.request.urlopen("https://sts.amazonaws.com/"),
    ):
        with pytest.raises(RealAwsRefused, match=r"the lab was stopped. Call start_lab\(\) again"):
            call()


def test_a_stopped_lab_keeps_what_it_recorded_and_says_that_it_is_stopped(
    learners_process: None,
) -> None:
    lab = start_lab(seed="a lesson")
    boto3.client("s3").list_buckets()
    assert repr(lab) == "<Lab, seed 'a lesson', 1 calls recorded, running>"
    lab.stop()
    assert repr(lab) == (
        "<Lab, seed 'a lesson', 1 calls recorded, stopped: lab.reset() starts it again>"
    )


def test_stopping_twice_does_nothing_more(learners_process: None) -> None:
    before = state_of_the_process()
    lab = start_lab()
    lab.stop()
    lab.stop()
    assert state_of_the_process() == before


def test_stopping_a_lab_that_another_one_has_followed_does_nothing(learners_process: None) -> None:
    with start_lab() as first:
        second = start_lab()
        client = boto3.client("cognito-idp")
        client.create_user_pool(PoolName="of the second")
    assert not first.running
    assert second.running
    assert pools(client) == ["of the second"]


def test_a_second_start_is_empty_and_older_clients_keep_working(learners_process: None) -> None:
    first = start_lab()
    client = boto3.client("cognito-idp")
    client.create_user_pool(PoolName="of the first")
    second = start_lab()
    assert pools(client) == []
    assert (len(first.trace), len(second.trace)) == (1, 1)
    assert second.trace[0].at == START


def test_a_second_start_begins_its_seed_anew(learners_process: None) -> None:
    def first_pool() -> str:
        start_lab(seed=5)
        return str(boto3.client("cognito-idp").create_user_pool(PoolName="p")["UserPool"]["Id"])

    assert first_pool() == first_pool()


def test_a_seed_of_the_wrong_kind_leaves_the_running_lab_alone(learners_process: None) -> None:
    lab = start_lab()
    client = boto3.client("cognito-idp")
    client.create_user_pool(PoolName="still there")
    with pytest.raises(TypeError, match=r"seed must be a whole number, a text or None, not 1.5"):
        start_lab(seed=1.5)  # type: ignore[arg-type]
    assert lab.running
    assert pools(client) == ["still there"]


def test_calls_from_other_threads_do_not_wedge_start_reset_and_stop(
    learners_process: None,
) -> None:
    lab = start_lab()
    client = boto3.client("s3")
    enough = threading.Event()

    def keep_calling() -> None:
        while not enough.is_set():
            try:
                client.list_buckets()
            except (RealAwsRefused, ClientError):
                enough.wait(0.001)

    threads = [threading.Thread(target=keep_calling) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            lab.reset()
            client.create_bucket(Bucket="bucket")
            lab.stop()
            lab = start_lab()
    finally:
        enough.set()
        for thread in threads:
            thread.join(timeout=10)
    assert not any(thread.is_alive() for thread in threads)
    lab.reset()
    assert client.list_buckets()["Buckets"] == []
    assert [call.number for call in lab.trace] == [1]
