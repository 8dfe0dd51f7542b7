"""Each enforced call on the lab of this process, and the evidence that it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab, start_lab
from tests.enforced_calls.answers import answered
from tests.enforced_calls.case import Case, Denied
from tests.enforced_calls.cases import CASES
from tests.enforced_calls.scene import Scene

ONCE = {"total_max_attempts": 1}


def client_here(service: str, credentials: Any = None, **config: Any) -> Any:
    """A client of the lab that runs in this process."""
    given = credentials or {}
    secret = given.get("SecretAccessKey") or given.get("SecretKey")
    return boto3.client(
        service,
        aws_access_key_id=given.get("AccessKeyId"),
        aws_secret_access_key=secret,
        aws_session_token=given.get("SessionToken"),
        config=Config(retries=ONCE, **config),
    )


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        yield lab


@pytest.fixture(scope="module")
def scene_here(lab: Lab) -> Scene:
    return Scene(client_here)


BY_NAME = [pytest.param(case, id=case.name) for case in CASES]


@pytest.mark.parametrize("case", BY_NAME)
def test_the_call_is_answered_as_aws_answers_it(scene_here: Scene, case: Case) -> None:
    assert answered(scene_here, case) is None


DENIED = [pytest.param(case, id=case.name) for case in CASES if isinstance(case.answer, Denied)]


@pytest.mark.parametrize("case", DENIED)
def test_a_denied_call_leaves_the_evaluation_that_denied_it(
    lab: Lab, scene_here: Scene, case: Case
) -> None:
    assert isinstance(case.answer, Denied)
    scene_here.enter(case)
    with pytest.raises(ClientError):
        scene_here.call(case)
    evaluation: Any = lab.trace[-1].evaluation
    scene_here.leave(case)
    assert not evaluation.allowed
    assert evaluation.request.action == case.answer.action
    is_implicit = "because no" in case.answer.why
    assert ("implicit" in evaluation.decision.value.lower()) is is_implicit
