"""What the seed of moto does not reach follows the lab's seed."""

from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.lab import _MACHINERY


def busy_twice(moto: Any) -> Any:
    answers = iter([503, 503])

    def answer(request: Any) -> Any:
        status = next(answers, None)
        return (status, {}, b"") if status else moto(request)

    return answer


def waits(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lab.reset()
    with monkeypatch.context() as patched:
        wire = _MACHINERY.wire
        patched.setattr(wire, "_moto", busy_twice(wire._moto))
        boto3.client("sts").get_caller_identity()
    assert [call.attempt for call in lab.trace] == [1, 2, 3]
    return [note.text for note in lab.trace.notes]


def test_equal_seeds_wait_equally_long_before_a_retry(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = waits(lab, monkeypatch)
    assert len(first) == 2
    assert waits(lab, monkeypatch) == first
