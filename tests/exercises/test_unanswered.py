"""A stub is told from an attempt, without running either."""

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.unanswered import is_unanswered


def only_dots(user_pool_id): ...


def only_pass(user_pool_id):
    pass


def only_a_docstring(user_pool_id):
    """What it should do."""


def dots_after_a_docstring(user_pool_id):
    """What it should do."""
    ...


def returns_what_it_got(user_pool_id):
    return user_pool_id


def returns_a_text():
    return "us-east-1"


def raises():
    raise NotImplementedError


@pytest.mark.parametrize(
    "answer",
    [
        ...,
        only_dots,
        only_pass,
        only_a_docstring,
        dots_after_a_docstring,
        lambda: ...,
        {"N": ..., "Z": ...},
        [only_dots, only_pass],
        {"cases": [..., only_dots]},
    ],
)
def test_a_stub_is_unanswered(answer):
    assert is_unanswered(answer)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        [],
        "...",
        0,
        returns_what_it_got,
        returns_a_text,
        raises,
        {"N": {1}, "Z": ...},
        [only_dots, returns_a_text],
        print,
    ],
)
def test_an_attempt_is_not(answer):
    assert not is_unanswered(answer)


def test_a_container_that_holds_itself_is_looked_at_without_an_end():
    inside_out: list[object] = []
    inside_out.append(inside_out)
    assert not is_unanswered(inside_out)


def test_a_stub_that_stands_in_many_places_is_looked_at_once():
    nested: object = ...
    for _ in range(5):
        nested = [nested] * 2_000
    assert is_unanswered(nested)


def test_nothing_of_the_answer_is_called():
    class Trap(dict):
        def values(self):
            raise AssertionError("called")

        def __eq__(self, other):
            raise AssertionError("compared")

    assert not is_unanswered(Trap(a=...))


@pytest.mark.parametrize("name", list(exercises))
def test_an_unanswered_check_reads_and_writes_nothing_and_says_the_same_each_time(
    name, progress_file
):
    task = exercises[name]
    first, second = (task.check(task.answer_from(task.stub)) for _ in range(2))
    assert first == second
    assert str(first).startswith(f"Not answered yet: {name}.")
    assert not progress_file.parent.exists()
    # What somebody answered before makes no difference.
    progress_file.parent.mkdir()
    progress_file.write_text("no JSON at all")
    assert task.check(...) == first
    assert progress_file.read_text() == "no JSON at all"
    assert [path.name for path in progress_file.parent.iterdir()] == ["answers.json"]
