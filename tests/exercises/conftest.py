"""A lab for the checks, and a place for progress that is nobody's."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.exercises import Bench
from cognito_lab.exercises.progress import VARIABLE


@pytest.fixture(autouse=True)
def progress_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's progress is kept."""
    path = tmp_path / "my_progress" / "answers.json"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


@pytest.fixture(scope="module")
def lab_of_this_module() -> Iterator[Lab]:
    """A lab that is started once in a module, for a second start costs 0.1 s."""
    lab = start_lab(seed=1)
    yield lab
    lab.stop()


@pytest.fixture
def bench(lab_of_this_module: Lab) -> Bench:
    """An empty lab, as a check is handed one."""
    lab_of_this_module.reset()
    return Bench(lab_of_this_module, boto3.client)
