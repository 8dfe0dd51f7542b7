"""A question shows what may be chosen, and tells each choice why."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cognito_lab.exercises.question import RIGHT, WRONG, Option, Question, Ticket

QUESTION = Question(
    id="who",
    chapter="00_a",
    prompt="Who reads `aud`?",
    options=(
        Option("The <app>.", "It is meant for it.", right=True),
        Option("The `pool`.", "It wrote it."),
    ),
    shown_by='assert claims["aud"]',
    source="https://example.com/?a=1&b=2",
)


class Folds(HTMLParser):
    """What stands in each summary, and in what it folds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.folds: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "details":
            self.folds.append({"summary": "", "rest": ""})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "details" in self.open:
            self.folds[-1]["summary" if "summary" in self.open else "rest"] += data


def test_each_option_folds_its_own_answer() -> None:
    page = Folds(QUESTION.html)
    assert page.open == []
    assert [fold["summary"] for fold in page.folds] == ["A. The <app>.", "B. The pool."]
    first, second = (fold["rest"].strip() for fold in page.folds)
    assert first.startswith(f"{RIGHT} It is meant for it.")
    assert second.startswith(f"{WRONG} It wrote it.")


def test_every_answer_points_to_the_cell_that_shows_it_and_to_the_document() -> None:
    for fold in Folds(QUESTION.html).folds:
        assert 'the cell with assert claims["aud"]' in fold["rest"]
    assert QUESTION.html.count('<a href="https://example.com/?a=1&amp;b=2">') == 2


def test_no_answer_is_open_before_it_is_chosen() -> None:
    assert "open" not in re.findall(r"<details([^>]*)>", QUESTION.html)
    assert "It is meant" not in str(QUESTION)


def test_the_text_lists_the_options() -> None:
    assert str(QUESTION) == "Who reads `aud`?\n  A. The <app>.\n  B. The `pool`."


def test_an_answer_can_be_asked_for_by_its_letter() -> None:
    assert QUESTION.right == ("A",)
    assert QUESTION.feedback("A").startswith("Right. It is meant for it.")
    assert QUESTION.feedback(" b").startswith("Not quite. It wrote it.")


@pytest.mark.parametrize("letter", ["", "C", "AB", "Ä"])
def test_a_letter_that_no_option_has_is_told(letter: str) -> None:
    with pytest.raises(LookupError, match="choose one of A, B"):
        QUESTION.feedback(letter)


def test_it_says_that_more_than_one_is_right() -> None:
    third = Option("Both.", "So it is.", right=True)
    several = replace(QUESTION, options=(*QUESTION.options, third))
    assert several.right == ("A", "C")
    assert "(More than one is right.)" in several.html
    assert "(More than one is right.)" in str(several)
    assert "More than one" not in QUESTION.html


RIGHT_ONE, WRONG_ONE = QUESTION.options


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"options": (RIGHT_ONE,)}, "give it two options or more"),
        ({"options": (WRONG_ONE, Option("No.", "Not it."))}, "no option is right"),
        ({"options": (RIGHT_ONE, Option("Yes.", "It is.", right=True))}, "every option is right"),
        ({"options": (RIGHT_ONE, replace(WRONG_ONE, text=RIGHT_ONE.text))}, "the same text"),
        (
            {"options": (RIGHT_ONE, replace(WRONG_ONE, feedback=RIGHT_ONE.feedback))},
            "same feedback",
        ),
        ({"options": (RIGHT_ONE, replace(WRONG_ONE, feedback=" "))}, "an option has no feedback"),
        ({"prompt": ""}, "it has no prompt"),
        ({"shown_by": ""}, "it has no shown_by"),
        ({"source": "the manual"}, "'the manual' is no https link"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=r"^question 'who': ") as told:
        replace(QUESTION, **change)
    assert problem in str(told.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"it has no prompt; its source '' is no"):
        replace(QUESTION, prompt="", source="")


# The ticket.


def test_a_ticket_lists_its_questions() -> None:
    second = replace(QUESTION, id="what", prompt="What?")
    ticket = Ticket("00_a", (QUESTION, second))
    assert len(Folds(ticket.html).folds) == 4
    assert ticket.html.count("<li") == 2
    assert str(ticket).startswith("1. Who reads `aud`?\n  A. ")
    assert "\n2. What?\n" in str(ticket)


def test_a_ticket_asks_something_and_of_its_own_chapter_only() -> None:
    with pytest.raises(ValueError, match="the exit ticket of 00_a asks nothing"):
        Ticket("00_a", ())
    with pytest.raises(ValueError, match="belongs to another chapter: who"):
        Ticket("01_b", (QUESTION,))


# How they show themselves.


@pytest.mark.parametrize(
    "shown", [QUESTION, Ticket("00_a", (QUESTION,))], ids=["question", "ticket"]
)
def test_it_shows_itself_as_html_with_a_text_beside_it(
    shown: Question | Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    displayed: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: displayed.append(data))
    shown._ipython_display_()
    (data,) = displayed
    assert set(data) == {"text/html", "text/plain"}
    assert shown.html in data["text/html"]
    assert str(shown) in data["text/plain"]
