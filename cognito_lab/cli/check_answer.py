"""`python -m cognito_lab.cli.check_answer`: the process in which an answer is checked.

It is no command for people: `cognito_lab.exercises.check_process` starts it and hands in, on
standard input, a line of JSON and the answer. It says two lines: `WORD ready` and `WORD {verdict}`.
"""

import json
import linecache
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from cognito_lab.exercises import Bench, Exercise, ExerciseVerdict, exercises
from cognito_lab.exercises.sandbox import (
    confine,
    limit_memory,
    limit_time,
    own_channel,
)
from cognito_lab.exercises.tampering import watch
from cognito_lab.exercises.verdict import not_counted

SEED = 1
"""Every check sees the same lab, so that an answer that passes once passes again."""


SPARE_SECONDS = 10
"""How long this process outlives its time: ended it is by whoever started it, if that is there."""


def main() -> None:
    """Read one answer, check it, say the verdict and end, whatever still runs."""
    request = sys.stdin.buffer.read()
    head, _, pickled = request.partition(b"\n")
    channel = own_channel()
    told = json.loads(head)
    say = _speaker(channel, told["word"])
    bench = _bench()
    exercise = exercises[told["exercise"]]
    _prepare(told)
    limit_memory(told["memory"])
    limit_time(told["seconds"] + SPARE_SECONDS)
    answered, end = _reader(exercise, bench), os._exit
    to_json, dumps, replaced = ExerciseVerdict.to_json, json.dumps, watch(exercise)
    del told, head, request
    confine()
    say("ready")
    verdict = answered(pickled)
    changed = replaced()
    if changed:
        verdict = _tampered(changed)
    # What the answer may have put in their place is not used: all were taken before it ran.
    say(to_json(verdict, dumps))
    end(0)


def _bench() -> Bench:
    from cognito_lab.aws import start_lab

    lab = start_lab(seed=SEED)
    import boto3

    boto3.client("cognito-idp")  # what is slow is done before the answer's time begins
    return Bench(lab, boto3.client)


def _prepare(told: dict[str, Any]) -> None:
    """Let the learner's own modules be imported, and their lines be quoted."""
    sys.path[:] = [*sys.path, *(entry for entry in told["path"] if entry not in sys.path)]
    for name, text in told["sources"].items():
        linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name


def _reader(exercise: Exercise, bench: Bench) -> Callable[[bytes], ExerciseVerdict]:
    import pickle

    loads, examine = pickle.loads, exercise.examine

    def answered(pickled: bytes) -> ExerciseVerdict:
        try:
            answer = loads(pickled)
        except BaseException as problem:  # an answer may hold anything
            return not_counted(
                "Your answer could not be read in the process in which it is checked "
                f"({type(problem).__name__}). Write it in a cell of the notebook, with what it "
                "uses."
            )
        try:
            return examine(bench, answer)
        except BaseException as problem:  # what examines an answer may have been changed by it
            return not_counted(f"The check could not be finished ({type(problem).__name__}).")

    return answered


def _tampered(changed: list[str]) -> ExerciseVerdict:
    names = ", ".join(f"`{name}`" for name in changed[:3])
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return not_counted(
        f"Your answer replaced {names}{more}, so the check was not counted. Leave the tools as "
        "they are and solve the task, not the check."
    )


def _speaker(channel: BinaryIO, word: str) -> Callable[[str], None]:
    write, flush = channel.write, channel.flush

    def say(text: str) -> None:
        write(f"{word} {text}\n".encode())
        flush()

    return say


if __name__ == "__main__":
    main()
