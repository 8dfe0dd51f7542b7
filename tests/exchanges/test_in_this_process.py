"""Each exchange on the lab of this process: AWS's answer, and nothing changed by a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab, start_lab
from tests.exchanges.answers import answered
from tests.exchanges.case import Exchange, Refused
from tests.exchanges.cases import EXCHANGES
from tests.exchanges.scene import Scene


def client_here(service: str, credentials: Any = None, signature: Any = None) -> Any:
    """A client of the lab of this process."""
    given = credentials or {}
    return boto3.client(
        service,
        aws_access_key_id=given.get("AccessKeyId"),
        aws_secret_access_key=given.get("SecretKey") or given.get("SecretAccessKey"),
        aws_session_token=given.get("SessionToken"),
        config=Config(retries={"total_max_attempts": 1}, signature_version=signature),
    )


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        yield lab


BY_NAME = [pytest.param(case, id=case.name) for case in EXCHANGES]
REFUSED = [
    pytest.param(case, id=case.name) for case in EXCHANGES if isinstance(case.answer, Refused)
]


@pytest.mark.parametrize("case", BY_NAME)
def test_the_exchange_comes_out_as_at_aws(lab: Lab, case: Exchange) -> None:
    assert answered(Scene(lab, client_here, case)) is None


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_gives_nothing_and_changes_nothing(lab: Lab, case: Exchange) -> None:
    assert isinstance(case.answer, Refused)
    scene = Scene(lab, client_here, case)
    before = scene.state()
    with pytest.raises(ClientError):
        scene.exchange()
    after = scene.state()
    assert after["sessions"] == before["sessions"]
    # GetId came before, and gave whoever it was an identity; the refusal is of what came next.
    given = {
        call.response["IdentityId"]
        for call in lab.trace
        if call.operation == "GetId" and call.response
    }
    new = [one for one in after["identities"] if one not in before["identities"]]
    assert {name for name, _ in new} <= given
    assert [one for one in before["identities"] if one not in after["identities"]] == []
