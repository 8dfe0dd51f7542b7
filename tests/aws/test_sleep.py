"""Whose sleep moves the lab's clock: the learner's and boto3's, not that of Python's machinery."""

import datetime as dt
import subprocess
import sys
import time

import pytest

from cognito_lab.aws import Lab


def moved(lab: Lab) -> dt.timedelta:
    return lab.clock.now() - START


START = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


def sleeping_in(module: str) -> None:
    exec("import time\ntime.sleep(0.01)", {"__name__": module})


@pytest.mark.parametrize("module", ["__main__", "learners_own_module", "botocore.waiter"])
def test_a_sleep_of_the_learner_or_of_boto3_moves_the_clock(lab: Lab, module: str) -> None:
    sleeping_in(module)
    assert moved(lab) == dt.timedelta(seconds=0.01)


@pytest.mark.parametrize("module", ["ipykernel.kernelbase", "IPython.utils.process", "subprocess"])
def test_a_sleep_of_the_machinery_takes_its_time_and_moves_nothing(lab: Lab, module: str) -> None:
    before = time.perf_counter()
    sleeping_in(module)
    assert time.perf_counter() - before >= 0.01
    assert moved(lab) == dt.timedelta(0)


def test_waiting_for_another_program_moves_nothing(lab: Lab) -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.2)"])
    assert process.wait(timeout=30) == 0
    assert moved(lab) == dt.timedelta(0)
    assert not lab.trace.notes
