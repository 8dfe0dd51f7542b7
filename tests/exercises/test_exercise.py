"""One exercise: what it needs to be one, and what it shows."""

import dataclasses
import re

import pytest

from cognito_lab.exercises import exercises
from cognito_lab.exercises.by_name import ByName, UnknownName
from cognito_lab.exercises.exercise import Exercise
from cognito_lab.exercises.wording import text_html

TASK = exercises["build-a-client"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"prompt": " "}, "it has no prompt"),
        ({"stub": ""}, "it has no stub"),
        ({"hints": ("one", "one", "two")}, "three different hints"),
        ({"hints": ("one", "two", " ")}, "three different hints"),
        ({"wrong_answers": TASK.wrong_answers[:1]}, "two known wrong answers"),
        ({"id": "Build a client"}, "an id is written like-this"),
        ({"documents": ("see AWS",)}, "a document is an https link"),
    ],
)
def test_a_part_that_is_missing_is_named_with_the_exercise(change, problem):
    with pytest.raises(ValueError, match=rf"exercise '.*': .*{problem}"):
        dataclasses.replace(TASK, **change)


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(UnknownName) as told:
        exercises["build-the-client"]
    assert str(told.value).startswith(
        "no exercise is called 'build-the-client'. Did you mean 'build-a-client'? There are: "
    )


def test_names_are_shown_and_asked_for_as_of_any_mapping():
    assert "build-a-client" in repr(exercises) and "build-a-client" in exercises
    assert exercises.get("no-such") is None
    assert len(exercises) == len(list(exercises)) == len(dict(exercises))


def test_two_exercises_cannot_have_one_name():
    with pytest.raises(ValueError, match="two have the same"):
        ByName("exercise", [(TASK.id, TASK), (TASK.id, TASK)])


def test_hints_are_given_one_by_one():
    assert [TASK.hint(number) for number in (1, 2, 3)] == list(TASK.hints)
    for number in (0, 4, -1):
        with pytest.raises(LookupError, match="three hints"):
            TASK.hint(number)


def test_the_texts_become_paragraphs_lists_and_code_and_no_markup_of_their_own():
    strange = dataclasses.replace(
        TASK,
        prompt="A <b> & `code<i>`.\n\nDo:\n- one\n- `two`\n\n1. first\n2. second",
        solution="x < 1 & y\n",
    )
    assert "<p>A &lt;b&gt; &amp; <code>code&lt;i&gt;</code>.</p>" in strange.html
    assert "<p>Do:</p>\n<ul>\n<li>one</li>\n<li><code>two</code></li>\n</ul>" in strange.html
    assert "<ol>\n<li>first</li>\n<li>second</li>\n</ol>" in strange.html
    assert "<pre><code>x &lt; 1 &amp; y\n</code></pre>" in strange.html


def test_a_line_of_a_list_that_goes_on_is_one_item() -> None:
    text = "Do:\n\n- one thing\n  and its end\n- another"
    assert text_html(text).count("<li>") == 2
    assert "<li>one thing and its end</li>" in text_html(text)


@pytest.mark.parametrize("exercise", exercises.values(), ids=list(exercises))
def test_every_item_of_a_prompt_begins_where_a_line_begins_one(exercise: Exercise) -> None:
    begun = sum(bool(re.match(r"- |\d+\. ", line)) for line in exercise.prompt.splitlines())
    assert text_html(exercise.prompt).count("<li>") == begun
