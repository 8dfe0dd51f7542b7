"""Whatever an exchange or a call is refused with has a row in the clinic, with its remedy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab, start_lab
from cognito_lab.exercises.clinic_table import CLINIC
from tests.enforced_calls.case import Case
from tests.enforced_calls.case import Denied as DeniedCall
from tests.enforced_calls.cases import CASES
from tests.enforced_calls.scene import Scene as CallScene
from tests.exchanges.case import Exchange, Refused
from tests.exchanges.cases import EXCHANGES
from tests.exchanges.scene import Scene
from tests.exchanges.test_in_this_process import client_here

# A malformed request is no exchange: what is wrong stands in its words.
ELSEWHERE = {"ValidationException"}
REFUSED = [
    pytest.param(case, id=case.name)
    for case in EXCHANGES
    if isinstance(case.answer, Refused) and case.answer.code not in ELSEWHERE
]


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        yield lab


def causes_of(error: ClientError) -> set[str]:
    """The causes that the clinic knows for an error, whatever the operation."""
    said = error.response["Error"]
    return {row.cause for row in CLINIC if row.is_said_by(said["Code"], said["Message"])}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_exchange_has_a_row(lab: Lab, case: Exchange) -> None:
    with pytest.raises(ClientError) as refused:
        Scene(lab, client_here, case).exchange()
    assert causes_of(refused.value), refused.value


@pytest.fixture(scope="module")
def call_scene() -> Iterator[CallScene]:
    from tests.enforced_calls.test_in_this_process import client_here

    with start_lab(seed=1):
        yield CallScene(client_here)


# Where no resource is named, the sentence is shorter and the cause the same.
DENIED = [
    pytest.param(case, id=case.name)
    for case in CASES
    if isinstance(case.answer, DeniedCall)
    and case.answer.resource
    # Of DynamoDB and IAM one row stands for all layers.
    and (case.call.service == "s3" or "identity-based policy allows" in case.answer.why)
    and case.call.service != "iam"
]


@pytest.mark.parametrize("case", DENIED)
def test_a_denied_call_has_a_row(call_scene: CallScene, case: Case) -> None:
    call_scene.enter(case)
    with pytest.raises(ClientError) as refused:
        call_scene.call(case)
    call_scene.leave(case)
    found = causes_of(refused.value)
    assert found or " on resource: " not in str(refused.value), refused.value
