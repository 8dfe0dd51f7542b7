"""The same seed gives the same bytes in another process; another seed, or none, does not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cognito_lab.aws import Lab, start_lab

PROGRAM = Path(__file__).with_name("seeded_program.py")
PROJECT = PROGRAM.parents[2]


@pytest.fixture(scope="module")
def runs() -> dict[str, str]:
    """What the program prints, by run: twice with one seed, once with another, twice without."""
    arguments = {"one": ["a"], "again": ["a"], "other": ["b"], "none": [], "none again": []}
    processes = {
        name: subprocess.Popen(
            [sys.executable, str(PROGRAM), *given],
            env={**os.environ, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, (name, given) in enumerate(arguments.items(), 1)
    }
    printed = {name: process.communicate(timeout=120)[0] for name, process in processes.items()}
    assert [process.returncode for process in processes.values()] == [0] * len(processes)
    return printed


def test_the_same_seed_gives_the_same_bytes_in_another_process(runs: dict[str, str]) -> None:
    one, again = json.loads(runs["one"]), json.loads(runs["again"])
    assert [name for name in one if one[name] != again[name]] == []
    assert runs["one"] == runs["again"]


@pytest.mark.parametrize("pair", [("one", "other"), ("one", "none"), ("none", "none again")])
def test_another_seed_and_none_give_other_ids_codes_and_tokens(
    runs: dict[str, str], pair: tuple[str, str]
) -> None:
    left, right = (json.loads(runs[name]) for name in pair)
    assert [name for name in left if left[name] == right[name]] == []


@pytest.mark.parametrize("seed", [1.5, True, b"bytes", (1, 2), ["a"]])
def test_a_seed_of_another_kind_is_refused_with_what_is_taken(seed: object) -> None:
    with pytest.raises(TypeError, match="seed must be a whole number, a text or None, not "):
        start_lab(seed=seed)  # type: ignore[arg-type]


def test_a_number_and_its_digits_are_the_same_seed(lab: Lab) -> None:
    assert repr(lab).startswith("<Lab, seed 1, ")
    with start_lab(seed=1) as number, start_lab(seed="1") as digits:
        assert number._world.randomness.text("x", 8) == digits._world.randomness.text("x", 8)
