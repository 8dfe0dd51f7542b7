"""The source of an answer: the cell with its helpers, or an assignment of a plain value."""

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.source import AT_MOST, source_of

CLINIC = exercises["error-clinic"]


def test_of_a_function_it_is_the_whole_cell():
    answer = CLINIC.answer_from(CLINIC.solution)
    assert source_of("clinic", answer) == CLINIC.solution
    assert source_of("clinic", dict(enumerate(answer))) == CLINIC.solution


def test_of_a_function_in_a_file_it_is_the_function_alone():
    source = source_of("answer", test_of_a_function_it_is_the_whole_cell)
    assert source is not None
    assert source.startswith("def test_of_a_function_it_is_the_whole_cell")
    assert "import pytest" not in source


@pytest.mark.parametrize(
    "value", [{"N": {1, 2}, "Z": ...}, [1, "a", None, 1.5, True, b"x"], (), "text", {}]
)
def test_of_a_plain_value_it_makes_that_value_again(value):
    source = source_of("answer", value)
    assert source is not None
    namespace: dict[str, object] = {}
    exec(source, namespace)
    assert namespace["answer"] == value


class Loud:
    def __repr__(self):
        raise AssertionError("asked for its repr")


def test_of_a_function_whose_text_is_nowhere_there_is_none():
    namespace: dict[str, object] = {}
    exec(compile("def answer(): return 1", "<no file>", "exec"), namespace)
    assert source_of("answer", namespace["answer"]) is None


@pytest.mark.parametrize("value", [Loud(), [Loud()], {"a": Loud()}, print, int])
def test_of_anything_else_there_is_none(value):
    assert source_of("answer", value) is None


def test_a_value_that_holds_itself_has_none():
    inside_out: list[object] = [1]
    inside_out.append(inside_out)
    assert source_of("answer", inside_out) is None


@pytest.mark.parametrize("levels", [3, 4, 5])
def test_a_small_value_that_is_long_when_written_has_none(levels):
    """Its parts stand in many places: written out there would be thousands of millions."""
    nested: object = 0
    for _ in range(levels):
        nested = [nested] * 200
    assert source_of("answer", nested) is None


def test_it_is_never_longer_than_it_may_be():
    source = source_of("answer", "x" * (AT_MOST + 1))
    assert source is not None
    assert len(source) == AT_MOST
