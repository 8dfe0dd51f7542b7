"""The two engines, the lab and bare moto, each in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from types import TracebackType
from typing import Any

LAB, MOTO = "lab", "moto"
# What a learner waits for, and what the work costs, however busy the machine is.
ELAPSED, PROCESSOR = "perf_counter", "process_time"
ENGINES = (LAB, MOTO)

# `start()` begins the mock and returns how a confirmation code is found. moto takes any.
_PROLOGUE = {
    LAB: """
import time
began = time.perf_counter()
from cognito_lab.aws import start_lab
import boto3
def start():
    lab = start_lab(seed=1)
    return lambda: lab.outbox[-1].code
""",
    MOTO: """
import time
began = time.perf_counter()
from moto import mock_aws
import boto3
def start():
    mock_aws().start()
    return lambda: "123456"
""",
}
# A line asks for a number of repetitions of one thing; the answer is a line of their times,
# or of what they return.
_LOOP = """
import json, sys
print("ready", flush=True)
for line in sys.stdin:
    name, count, clock_name = json.loads(line)
    if clock_name == "value":
        print(json.dumps([things[name]() for _ in range(count)]), flush=True)
        continue
    clock = getattr(time, clock_name)
    times = []
    for _ in range(count):
        before = clock()
        things[name]()
        times.append((clock() - before) * 1000)
    print(json.dumps(times), flush=True)
"""


def fresh(engine: str, program: str) -> float:
    """Milliseconds from before the first import to the end of `program`, in a new process.

    Raises RuntimeError with the process's last lines if it fails.
    """
    ending = "\nprint((time.perf_counter() - began) * 1000)\n"
    done = subprocess.run(
        [sys.executable, "-c", _PROLOGUE[engine] + program + ending],
        capture_output=True,
        text=True,
        check=False,
        env=_environment(),
    )
    if done.returncode:
        raise RuntimeError(f"the {engine} process failed:\n{done.stderr[-2000:]}")
    return float(done.stdout.splitlines()[-1])


class Worker:
    """A process in which `program` has filled `things`, a dict of functions to be timed."""

    def __init__(self, engine: str, program: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROLOGUE[engine] + program + _LOOP],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_environment(),
        )
        self._answer()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def times(self, name: str, count: int, clock: str = ELAPSED) -> list[float]:
        """Milliseconds of each of `count` repetitions, by one of the two clocks."""
        return self._asked(name, count, clock)

    def values(self, name: str, count: int) -> list[float]:
        """The numbers that `count` repetitions return."""
        return self._asked(name, count, "value")

    def _asked(self, name: str, count: int, how: str) -> list[float]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps([name, count, how]) + "\n")
        self._process.stdin.flush()
        return list(json.loads(self._answer()))

    def _answer(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a process of this benchmark ended early; its error stands above")
        return line


def in_turn(
    program: str, names: list[str], *, rounds: int, count: int, clock: str = ELAPSED
) -> dict[str, dict[str, list[float]]]:
    """Times by name and engine: in each round `count` of the lab's, then as many of moto's."""
    times: dict[str, dict[str, list[float]]] = {name: {LAB: [], MOTO: []} for name in names}
    with ExitStack() as stack:
        workers = {engine: stack.enter_context(Worker(engine, program)) for engine in ENGINES}
        for name in names:
            for worker in workers.values():
                worker.times(name, 3)  # the first ones load models and fill caches
            for _ in range(rounds):
                for engine, worker in workers.items():
                    times[name][engine] += worker.times(name, count, clock)
    return times


def _environment() -> dict[str, Any]:
    return {**os.environ, "AWS_DEFAULT_REGION": "us-east-1"}
