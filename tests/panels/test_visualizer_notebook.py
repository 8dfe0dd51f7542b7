"""The visualizer's notebook as it is: its cells are executed, and its actions run by title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from cognito_lab.aws import Lab
from cognito_lab.panels import ExchangeExplorer, PolicyExplorer, TokenInspector, Visualizer
from cognito_lab.panels.token_inspector import VERIFY
from tests.panels.page import control, shown

BUTTONS = (
    "Sign up",
    "Confirm",
    "Resend the code",
    "Sign in",
    "Sign in by proof",
    "Answer with a code",
    "Choose a password",
    "Accept the invitation",
    "Look at the app",
    "Look into the tokens",
    "Refresh",
    "Who am I?",
    "Set up an app",
    "Verify the app",
    "Sign out everywhere",
    "Try a policy",
    "Exchange",
    "Come as a guest",
    "Who am I to AWS?",
    "Store a photo",
    "Read a photo",
    "Write a note",
    "Read a note",
    "Look into the exchange",
    "Build the identity pool",
    "See a user",
    "Invite",
    "Disable",
    "Enable",
)
NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "visualizer.ipynb"


@pytest.fixture(scope="module")
def cells() -> Iterator[dict[str, Any]]:
    """What the notebook's cells define."""
    names: dict[str, Any] = {}
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, cell.id, "exec"), names)
    yield names
    names["lab"].stop()


@pytest.fixture
def lab(cells: dict[str, Any]) -> Lab:
    found = cells["lab"]
    assert isinstance(found, Lab)
    return found


@pytest.fixture
def page(cells: dict[str, Any]) -> Visualizer:
    """The page with Ana signed in."""
    found = cells["visualizer"]
    assert isinstance(found, Visualizer)
    found.begin()  # Ana signs up
    found.mailbox.use_buttons[0].click()
    assert found.run("Confirm").kind == "good"
    assert found.run("Sign in").kind == "good"
    return found


def declines(page: Visualizer, lab: Lab, title: str) -> str:
    """Run an action that must send nothing; returns what it says."""
    before = len(lab.trace)
    outcome = page.run(title)
    assert (outcome.kind, outcome.calls, len(lab.trace)) == ("note", (), before), outcome
    assert "Nothing was sent." in outcome.text
    return outcome.text


def test_a_good_token_is_shown_to_aws(page: Visualizer) -> None:
    for title in ("Who am I?", "Refresh", "Sign out everywhere"):
        outcome = page.run(title)
        assert outcome.kind == "good", outcome
        assert len(outcome.calls) == 1


def test_an_expired_token_is_refused_and_a_refresh_brings_a_good_one(page: Visualizer) -> None:
    page.clock_buttons[1].click()  # an hour, and the second of the call
    for title in ("Who am I?", "Sign out everywhere"):
        outcome = page.run(title)
        assert outcome.kind == "refused"
        assert "Access Token has expired" in outcome.text
    assert page.run("Refresh").kind == "good"
    assert page.run("Who am I?").kind == "good"


def test_after_a_month_the_refresh_token_is_refused_too(page: Visualizer, lab: Lab) -> None:
    lab.clock.advance(days=30)
    outcome = page.run("Refresh")
    assert outcome.kind == "refused"
    assert "Refresh Token has expired" in outcome.text


def test_a_disabled_user_gets_in_nowhere(page: Visualizer) -> None:
    assert page.run("Disable").kind == "good"
    for title in ("Refresh", "Who am I?", "Sign out everywhere", "Sign in", "Sign in by proof"):
        assert page.run(title).kind == "refused", title


def test_enabling_brings_no_revoked_token_back_and_a_new_one_is_good(page: Visualizer) -> None:
    page.run("Disable")
    assert page.run("Enable").kind == "good"
    for title in ("Who am I?", "Sign out everywhere"):
        assert page.run(title).kind == "refused", title
    assert page.run("Sign in").kind == "good"
    assert page.run("Who am I?").kind == "good"


def test_a_proof_signs_in_as_the_password_does(page: Visualizer) -> None:
    outcome = page.run("Sign in by proof")
    assert (outcome.kind, len(outcome.calls)) == ("good", 2)
    assert page.run("Sign in by proof", password="Wrong-Horse-7").kind == "refused"
    assert page.run("Who am I?").kind == "good"


def test_an_app_is_set_up_and_asked_for(page: Visualizer, cells: dict[str, Any], lab: Lab) -> None:
    shown = page.run("Set up an app")
    assert shown.picture is not None and "To now" in str(shown.picture.table)
    assert page.run("Verify the app", code="000000").kind == "refused"
    assert page.run("Verify the app", code=code_of(page)).kind == "good"
    lab.clock.advance(seconds=30)
    for way in ("Sign in", "Sign in by proof"):
        assert "the pool asks SOFTWARE_TOKEN_MFA" in page.run(way).text
        assert page.form("Answer with a code").is_open
        assert page.run("Answer with a code", code="000000").kind == "refused"
        assert page.run("Answer with a code", code=code_of(page)).text == "signed in"
        assert not page.asked.waits
        lab.clock.advance(seconds=30)


def code_of(page: Visualizer) -> str:
    return page.run("Look at the app").text.removeprefix("the app shows ")


def test_without_an_app_there_is_no_code_to_look_at(page: Visualizer, lab: Lab) -> None:
    assert "set it up first" in declines(page, lab, "Look at the app")


def test_an_answer_that_nobody_asked_for_is_not_sent(page: Visualizer, lab: Lab) -> None:
    for title in ("Answer with a code", "Choose a password"):
        assert "has asked nothing" in declines(page, lab, title)


def test_who_is_invited_chooses_a_password(page: Visualizer, lab: Lab) -> None:
    assert page.run("Invite").kind == "good"
    assert lab.outbox[-1].recipient == "ben@example.com"
    page.mailbox.use_buttons[0].click()
    first = page.run("Accept the invitation")
    assert "NEW_PASSWORD_REQUIRED" in first.text
    assert page.form("Choose a password").is_open
    assert page.run("Choose a password", new_password="weak").kind == "refused"
    assert page.run("Choose a password", new_password="Better-Horse-8").text == "signed in"
    assert page.held.username == "ben"
    assert not page.form("Choose a password").is_open


def test_to_disable_somebody_else_leaves_the_held_token_good(page: Visualizer) -> None:
    assert page.run("Sign up", username="ben", email="ben@example.com").kind == "good"
    assert page.run("Disable", username="ben").kind == "good"
    for title in ("Who am I?", "Refresh"):
        assert page.run(title).kind == "good"


def test_a_user_who_is_not_there_is_not_disabled(page: Visualizer, lab: Lab) -> None:
    assert page.run("Disable", username="nobody").kind == "refused"
    assert page.run("Refresh").kind == "good"


def test_start_over_forgets_who_was_disabled(page: Visualizer) -> None:
    page.run("Disable")
    page.start_over_button.click()
    # Ana's code is in the mailbox, and the form that takes it stands open.
    assert [page.form(title).is_open for title in ("Sign up", "Confirm", "Sign in")] == [
        False,
        True,
        False,
    ]
    page.mailbox.use_buttons[0].click()
    for title in ("Confirm", "Sign in", "Refresh", "Who am I?"):
        assert page.run(title).kind == "good", title


def test_resend_mails_another_code_that_confirms(page: Visualizer, lab: Lab) -> None:
    page.run("Sign up", username="ben", email="ben@example.com")
    mailed = len(lab.outbox)
    assert page.run("Resend the code").kind == "good"
    assert len(lab.outbox) == mailed + 1
    page.mailbox.use_buttons[0].click()
    assert page.form("Confirm").values["username"] == "ben"
    assert page.run("Confirm").kind == "good"


def test_her_tokens_are_looked_into_and_age_with_the_labs_clock(page: Visualizer) -> None:
    outcome = page.run("Look into the tokens")
    assert (outcome.kind, len(outcome.calls)) == ("good", 1)
    inspector = outcome.panel
    assert isinstance(inspector, TokenInspector)
    assert inspector.token == page.held.id_token
    assert inspector.verification.accepted
    labels = control(inspector.widget, "Token").options
    assert labels == ("ID token", "access token", "refresh token")
    inspector.open(VERIFY)
    assert "Accepted" in shown(inspector.widget)
    page.clock_buttons[1].click()  # an hour
    assert "Refused: “expiry” did not pass." in shown(inspector.widget)


def test_her_access_token_is_there_for_a_forger_too(page: Visualizer) -> None:
    inspector = page.run("Look into the tokens").panel
    assert isinstance(inspector, TokenInspector)
    control(inspector.widget, "access for ID, or ID for access").value = True
    assert inspector.token == page.held.access_token
    failed = [str(check.subject) for check in inspector.verification.failed]
    assert failed == ["token use", "audience"]


def test_without_tokens_there_is_nothing_to_look_into(page: Visualizer, lab: Lab) -> None:
    page.held.drop()
    assert "sign in first" in declines(page, lab, "Look into the tokens")


def test_a_policy_is_tried_without_a_call(page: Visualizer) -> None:
    outcome = page.run("Try a policy")
    assert (outcome.kind, len(outcome.calls)) == ("good", 0)
    explorer = outcome.panel
    assert isinstance(explorer, PolicyExplorer)
    assert "Allowed by the identity policies" in shown(page.widget)
    control(explorer.widget, "Action").value = "s3:PutObjectAcl"
    assert "Denied implicitly" in shown(page.widget)
    page.clock_buttons[1].click()  # it has no clock, and stays as it is
    assert "Denied implicitly" in shown(page.widget)


def test_without_an_identity_pool_there_is_nothing_to_exchange(page: Visualizer, lab: Lab) -> None:
    for title in ("Exchange", "Come as a guest", "Look into the exchange"):
        assert "build it first" in declines(page, lab, title)
    for title in ("Who am I to AWS?", "Store a photo", "Read a note"):
        assert "holds no AWS credentials" in declines(page, lab, title)


@pytest.fixture
def with_pool(page: Visualizer) -> Visualizer:
    """The page with an identity pool, and Ana signed in."""
    assert page.run("Build the identity pool", guests=True).kind == "good"
    return page


def test_a_user_exchanges_and_opens_her_own_and_not_anothers(with_pool: Visualizer) -> None:
    page = with_pool
    outcome = page.run("Exchange")
    assert (outcome.kind, [call.operation for call in outcome.calls]) == (
        "good",
        ["GetId", "GetCredentialsForIdentity"],
    )
    assert outcome.picture is not None
    assert "a session of the role members" in outcome.picture.title
    assert "assumed-role/members/" in page.run("Who am I to AWS?").text
    for title in ("Store a photo", "Read a photo", "Write a note", "Read a note"):
        assert page.run(title, whose="my own").kind == "good", title
        refused = page.run(title, whose="another's")
        assert refused.kind == "refused", title
        assert "AccessDenied" in refused.text
    assert "a new cat" in page.run("Read a photo", whose="my own").text
    assert "everybody's cat" in page.run("Read a photo", whose="everybody's").text


def test_a_guest_reads_what_is_everybodys_and_nothing_else(with_pool: Visualizer) -> None:
    page = with_pool
    assert page.run("Come as a guest").kind == "good"
    assert "assumed-role/guests/" in page.run("Who am I to AWS?").text
    assert page.run("Read a photo", whose="everybody's").kind == "good"
    for title, whose in (
        ("Read a photo", "another's"),
        ("Store a photo", "my own"),
        ("Write a note", "my own"),
    ):
        assert page.run(title, whose=whose).kind == "refused", title


def test_a_guest_gets_nothing_once_the_pool_has_none(with_pool: Visualizer) -> None:
    page = with_pool
    assert "no guests" in page.run("Build the identity pool", guests=False).text
    refused = page.run("Come as a guest")
    assert refused.kind == "refused"
    assert "Unauthenticated access is not supported" in refused.text
    assert page.run("Exchange").kind == "good"


def test_credentials_end_after_an_hour_and_the_page_says_so(with_pool: Visualizer) -> None:
    page = with_pool
    page.run("Exchange")
    assert "AWS credentials of:" in shown(page.widget)
    assert "ASIA••••••••" in shown(page.widget)
    page.clock_buttons[1].click()
    assert "✕ expired" in page.credentials.html
    assert "ExpiredToken" in page.run("Read a photo", whose="everybody's").text


def test_her_exchange_is_looked_into_on_paper(with_pool: Visualizer, lab: Lab) -> None:
    outcome = with_pool.run("Look into the exchange")
    assert (outcome.kind, outcome.calls) == ("good", ())
    explorer = outcome.panel
    assert isinstance(explorer, ExchangeExplorer)
    assert "Credentials of the role members" in shown(with_pool.widget)
    with_pool.clock_buttons[1].click()
    assert "Refused at the gate “login”" in shown(with_pool.widget)


def test_start_over_forgets_pool_and_credentials(with_pool: Visualizer, lab: Lab) -> None:
    with_pool.run("Exchange")
    with_pool.start_over_button.click()
    assert with_pool.credentials.html == ""
    assert "holds no AWS credentials" in declines(with_pool, lab, "Read a photo")
    assert with_pool.run("Build the identity pool").kind == "good"


def test_every_button_has_a_sentence(page: Visualizer, cells: dict[str, Any]) -> None:
    for title in BUTTONS:
        assert page.form(title).action.sentence.endswith("."), title
