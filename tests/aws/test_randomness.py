"""Where ids and codes come from: a seed, or the operating system; and what moto is given."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.randomness import LETTERS_AND_DIGITS, LOWER_AND_DIGITS, Randomness
from cognito_lab.aws.repeatable import (
    OsWithTheLabsRandomness,
    UuidWithTheLabsRandomness,
    repeatable_hash,
)


@pytest.mark.parametrize("seed", [0, 1, -5, 10**40, "", "a lesson", "ü"])
def test_the_same_seed_gives_the_same_values(seed: int | str) -> None:
    assert [Randomness(seed).text("ids", 30) for _ in range(2)] == [
        Randomness(seed).text("ids", 30)
    ] * 2


def test_other_seeds_and_no_seed_give_other_values() -> None:
    values = {Randomness(seed).text("ids", 30) for seed in (1, 2, "a", "b", "", None, None)}
    assert len(values) == 7


def test_purposes_do_not_disturb_each_other() -> None:
    """One more code sent changes no id that is made after it."""
    quiet, busy = Randomness(1), Randomness(1)
    busy.digits("codes", 6)
    assert quiet.text("ids", 30) == busy.text("ids", 30)
    assert quiet.text("ids", 30) != Randomness(1).text("codes", 30)


def test_a_stream_goes_on_and_does_not_repeat() -> None:
    randomness = Randomness(1)
    assert len({randomness.digits("codes", 30) for _ in range(50)}) == 50


@pytest.mark.parametrize("alphabet", [LOWER_AND_DIGITS, LETTERS_AND_DIGITS])
def test_a_text_has_the_length_and_the_letters_that_were_asked_for(alphabet: str) -> None:
    text = Randomness(None).text("ids", 5000, alphabet)
    assert len(text) == 5000
    assert set(text) == set(alphabet)


def test_a_code_may_begin_with_zeros() -> None:
    codes = [Randomness(seed).digits("codes", 6) for seed in range(200)]
    assert {len(code) for code in codes} == {6}
    assert any(code.startswith("0") for code in codes)
    assert all(code.isdigit() for code in codes)


@pytest.mark.parametrize("seed", [True, 1.0, b"x", object()])
def test_a_seed_of_another_kind_is_refused(seed: object) -> None:
    with pytest.raises(TypeError, match="seed must be a whole number, a text or None"):
        Randomness(seed)  # type: ignore[arg-type]


def test_what_stands_for_os_follows_the_seed_and_is_os_in_all_else(lab: Lab) -> None:
    first = OsWithTheLabsRandomness().urandom(16), UuidWithTheLabsRandomness().uuid4()
    lab.reset()
    again = OsWithTheLabsRandomness().urandom(16), UuidWithTheLabsRandomness().uuid4()
    assert first == again
    assert (len(first[0]), first[1].version) == (16, 4)
    assert OsWithTheLabsRandomness().environ is os.environ
    assert UuidWithTheLabsRandomness().UUID is uuid.UUID


def test_without_a_seed_nothing_repeats() -> None:
    with start_lab() as lab:
        first = OsWithTheLabsRandomness().urandom(16)
        lab.reset()
        assert OsWithTheLabsRandomness().urandom(16) != first


VALUES = [None, "a", 1, ("a", None), frozenset({("k", "v"), ("l", ("x", "y"))}), frozenset("abc")]


def test_the_repeatable_hash_tells_values_apart() -> None:
    assert len({repeatable_hash(value) for value in VALUES}) == len(VALUES)
    assert repeatable_hash(frozenset("cba")) == repeatable_hash(frozenset("abc"))


def test_the_repeatable_hash_is_the_same_in_every_process() -> None:
    program = (
        "from cognito_lab.aws.repeatable import repeatable_hash\n"
        "from tests.aws.test_randomness import VALUES\n"
        "print([repeatable_hash(value) for value in VALUES])"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == str([repeatable_hash(value) for value in VALUES])
