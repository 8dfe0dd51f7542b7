"""When the lab stops, moto, botocore and urllib are what they were."""

import urllib.request
from collections.abc import Iterator
from typing import Any

import boto3
import botocore.client
import joserfc.jwk
import joserfc.jwt
import moto.cognitoidp.models
import moto.cognitoidp.urls
import moto.core.models
import moto.sts.models
import pytest
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPool
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.custom_responses_mock import not_implemented_callback
from moto.sts.models import STSBackend

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import LabUserPoolBackend
from cognito_lab.aws.patches import Patches
from tests.aws.app import StockMoto

ABSENT = object()


class Noting(Patches):
    """The patches, with a note of each place and of what stood there."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[Any, str, Any]] = []
        self.items: list[tuple[Any, Any, Any]] = []

    def _attribute(self, owner: Any, name: str, value: Any) -> None:
        self.attributes.append((owner, name, vars(owner).get(name, ABSENT)))
        super()._attribute(owner, name, value)

    def _item(self, owner: Any, key: Any, value: Any) -> None:
        self.items.append((owner, key, owner[key]))
        super()._item(owner, key, value)


@pytest.fixture
def stopped(lab: Lab) -> Iterator[Lab]:
    """A lab that ran, was called, and has stopped."""
    boto3.client("cognito-idp").create_user_pool(PoolName="pool")
    lab.stop()
    yield lab
    lab.stop()


def test_every_place_that_is_patched_gets_back_what_stood_there(stopped: Lab) -> None:
    patches = Noting()
    patches.put_in()
    try:
        assert len(patches.attributes) >= 9
        assert len(patches.items) >= 3
        for owner, name, before in patches.attributes:
            assert vars(owner)[name] is not before
        for owner, key, before in patches.items:
            assert owner[key] is not before
    finally:
        patches.take_out()
    for owner, name, before in patches.attributes:
        assert vars(owner).get(name, ABSENT) is before
    for owner, key, before in patches.items:
        assert owner[key] is before


def test_backends_that_were_made_meanwhile_go_with_the_patches(stopped: Lab) -> None:
    backends = moto.cognitoidp.models.cognitoidp_backends

    def kind() -> type:
        return type(backends["123456789012"]["us-east-1"])

    assert kind() is CognitoIdpBackend
    patches = Patches()
    patches.put_in()
    try:
        assert kind() is LabUserPoolBackend
    finally:
        patches.take_out()
    assert kind() is CognitoIdpBackend


def test_patches_are_put_in_once_however_often_they_are_asked_for(stopped: Lab) -> None:
    patches = Noting()
    patches.put_in()
    places = len(patches.attributes)
    patches.put_in()
    assert len(patches.attributes) == places
    patches.take_out()
    patches.take_out()
    assert "process_request" not in vars(moto.core.models.botocore_stubber)


def test_after_the_lab_everything_is_stock(stopped: Lab) -> None:
    stubber = moto.core.models.botocore_stubber
    assert "process_request" not in vars(stubber)
    assert stubber.process_request.__func__ is BotocoreStubber.process_request
    assert moto.core.models.not_implemented_callback is not_implemented_callback
    assert urllib.request.HTTPSHandler.https_open.__module__ == "urllib.request"
    assert urllib.request.HTTPHandler.http_open.__module__ == "urllib.request"
    assert botocore.client.BaseClient._make_api_call.__module__ == "botocore.client"
    assert moto.cognitoidp.models.cognitoidp_backends.backend is CognitoIdpBackend
    assert moto.sts.models.sts_backends.backend is STSBackend
    assert moto.cognitoidp.models.jwk is joserfc.jwk
    assert moto.cognitoidp.models.jwt is joserfc.jwt
    for path, serve in moto.cognitoidp.urls.url_paths.items():
        assert serve.__module__.startswith("moto."), path


def test_while_the_lab_runs_the_same_places_are_its_own(lab: Lab) -> None:
    assert "process_request" in vars(moto.core.models.botocore_stubber)
    assert botocore.client.BaseClient._make_api_call.__module__.startswith("cognito_lab.")
    for path, serve in moto.cognitoidp.urls.url_paths.items():
        owner = getattr(serve, "__self__", serve)
        assert owner.__module__.startswith("cognito_lab."), path


def test_after_the_lab_moto_begins_empty_and_answers_by_itself(
    stopped: Lab, stock_moto: StockMoto
) -> None:
    recorded = len(stopped.trace)
    with stock_moto():
        idp = boto3.client("cognito-idp", region_name="us-east-1")
        assert idp.list_user_pools(MaxResults=9)["UserPools"] == []
        pool_id = idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
        backend = moto.cognitoidp.models.cognitoidp_backends["123456789012"]["us-east-1"]
        assert type(backend) is CognitoIdpBackend
        assert type(backend.user_pools[pool_id]) is CognitoIdpUserPool
    assert len(stopped.trace) == recorded


def test_stock_moto_leaves_nothing_behind_for_the_lab_that_follows(
    lab: Lab, stock_moto: StockMoto
) -> None:
    lab.stop()
    with stock_moto():
        boto3.client("cognito-idp", region_name="us-east-1").create_user_pool(PoolName="stock")
    lab.reset()
    assert boto3.client("cognito-idp").list_user_pools(MaxResults=9)["UserPools"] == []
