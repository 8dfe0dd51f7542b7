"""A challenge on the page: what is asked, which form takes the answer, and pictures as results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.diagrams import draw_qr_code
from cognito_lab.flow import Trace
from cognito_lab.panels.actions import GOOD, Declined, action_of, run_action
from cognito_lab.panels.visualizer import Visualizer
from cognito_lab.panels.visualizer_challenge import AskedChallenge
from cognito_lab.panels.visualizer_words import status_html

CHALLENGE = {"ChallengeName": "SMS_MFA", "Session": "s" * 40, "ChallengeParameters": {}}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def running_lab() -> Iterator[Lab]:
    lab = start_lab(seed=1)
    yield lab
    lab.stop()


@pytest.fixture
def page(running_lab: Lab) -> Visualizer:
    """A page whose first action is asked for a code, and two that could answer."""
    page = Visualizer(running_lab)

    @page.action("Sign in", question="authentication", then="Look")
    def sign_in(username: str = "ana") -> None:
        page.asked.keep(username, CHALLENGE)

    @page.action("New password", question="authentication", answers="NEW_PASSWORD_REQUIRED")
    def new_password(password: str = "") -> None: ...

    @page.action("Code", question="authentication", answers="SMS_MFA", then="Look")
    def code(code: str = "") -> None:
        page.asked.drop()

    @page.action("Look", question="neither")
    def look(at: str = "") -> None: ...

    page.begin()
    return page


def open_forms(page: Visualizer) -> list[str]:
    return [
        title for title in ("Sign in", "New password", "Code", "Look") if page.form(title).is_open
    ]


def test_after_a_challenge_the_form_that_answers_it_stands_open(page: Visualizer) -> None:
    page.run("Sign in")
    assert open_forms(page) == ["Code"]


def test_once_it_is_answered_what_usually_follows_stands_open(page: Visualizer) -> None:
    page.run("Sign in")
    page.run("Code", code="123456")
    assert open_forms(page) == ["Look"]


def test_a_challenge_that_no_form_answers_leaves_what_usually_follows(page: Visualizer) -> None:
    page.asked.keep("ana", {**CHALLENGE, "ChallengeName": "CUSTOM_CHALLENGE"})
    page.run("Look")
    assert open_forms(page) == []
    assert "CUSTOM_CHALLENGE" in page.asked.html


def test_start_over_forgets_the_challenge(page: Visualizer) -> None:
    page.run("Sign in")
    page.start_over()
    assert not page.asked.waits and page.asked.html == ""


def test_what_is_asked_is_shown_with_the_name_and_without_the_session(page: Visualizer) -> None:
    asked = AskedChallenge()
    asked.keep(HOSTILE, CHALLENGE)
    assert (asked.username, asked.name, asked.session) == (HOSTILE, "SMS_MFA", "s" * 40)
    assert "SMS_MFA" in asked.html
    assert "<script" not in asked.html and "ssss" not in asked.html


@pytest.mark.parametrize("member", ["username", "name", "session"])
def test_where_nothing_is_asked_an_answer_is_declined(member: str) -> None:
    with pytest.raises(Declined, match="The pool has asked nothing"):
        getattr(AskedChallenge(), member)


def test_a_picture_that_an_action_returns_stands_below_the_line_with_its_text() -> None:
    picture = draw_qr_code("otpauth://totp/x", title="Scan it", says=[("secret", "JBSW")])

    def show() -> Any:
        return picture

    action = action_of(show, "Show", question="neither")
    outcome = run_action(action, {}, Trace(), "Show")
    assert (outcome.kind, outcome.text, outcome.picture) == (GOOD, "Scan it", picture)
    shown = status_html("Show", outcome)
    assert shown.index("Scan it") < shown.index("<img") < shown.index("JBSW")
