"""What all questions keep to, whoever asks them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cognito_lab.exercises.question import Question
from cognito_lab.exercises.questions import CHAPTERS, questions, tickets

ASKED = [*questions.values(), *(one for ticket in tickets.values() for one in ticket.questions)]


def test_there_are_questions_and_a_ticket_for_each_chapter() -> None:
    assert list(tickets) == [
        "00_start_here",
        "01_user_pool_sign_in",
        "02_challenges_and_recovery",
        "03_token_anatomy",
        "04_token_lifetimes",
        "05_identity_pool_exchange",
        "06_iam_policy_evaluation",
        "07_roles_and_attributes",
    ]
    assert {question.chapter for question in questions.values()} == set(tickets)


def test_no_two_questions_share_an_id() -> None:
    ids = [question.id for question in ASKED]
    assert sorted(ids) == sorted(set(ids))
    assert len(questions) == sum(len(chapter.QUESTIONS) for chapter in CHAPTERS)


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)
def test_it_is_named_and_worded_as_all_are(question: Question) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.id)
    assert question.prompt.endswith("?")
    for option in question.options:
        assert option.text.count("`") % 2 == option.feedback.count("`") % 2 == 0
        assert not option.feedback.lower().startswith(("right.", "not quite.", "wrong"))
        assert option.feedback.endswith((".", "?", "`"))


def test_the_right_answer_has_no_place_of_its_own() -> None:
    """Nobody shall find it by its letter."""
    places = Counter(letter for question in ASKED for letter in question.right)
    assert set(places) >= set("ABC")
    assert max(places.values()) <= len(ASKED) / 2


def test_a_name_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(LookupError, match=r"Did you mean 'weak-password'\?"):
        questions["weak-pasword"]
    with pytest.raises(LookupError, match="There are: '00_start_here', "):
        tickets["nothing like it"]
