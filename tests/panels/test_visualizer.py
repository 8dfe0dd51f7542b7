"""The visualizer over a real lab, with its buttons pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import ipywidgets
import pytest

from cognito_lab.aws import Lab, start_lab
from cognito_lab.aws.outbox import Message
from cognito_lab.panels import Declined, Visualizer
from cognito_lab.panels.outbox_view import OutboxView

PASSWORD = "Correct-Horse-7"


@pytest.fixture(scope="module")
def running_lab() -> Iterator[Lab]:
    lab = start_lab(seed=1)
    yield lab
    lab.stop()


@pytest.fixture(scope="module")
def cognito_idp(running_lab: Lab) -> Any:
    return boto3.client("cognito-idp")


@pytest.fixture
def lab(running_lab: Lab) -> Lab:
    running_lab.reset()
    return running_lab


@pytest.fixture
def page(lab: Lab, cognito_idp: Any) -> Visualizer:
    """A page that can sign up, confirm, sign in and look, over an app of its own."""
    page, app = Visualizer(lab), SimpleNamespace()

    @page.scene
    def build() -> None:
        pool = cognito_idp.create_user_pool(PoolName="p", AutoVerifiedAttributes=["email"])
        app.pool = pool["UserPool"]["Id"]
        client = cognito_idp.create_user_pool_client(
            UserPoolId=app.pool, ClientName="c", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )
        app.client = client["UserPoolClient"]["ClientId"]

    @page.action("Sign up", question="authentication", then="Confirm")
    def sign_up(username="ana", password=PASSWORD, email="ana@example.com") -> None:
        """Asks for an account."""
        attributes = [{"Name": "email", "Value": email}]
        cognito_idp.sign_up(
            ClientId=app.client, Username=username, Password=password, UserAttributes=attributes
        )

    @page.action("Confirm", question="authentication", code="sign-up", then="Sign in")
    def confirm(username="ana", code="") -> None:
        cognito_idp.confirm_sign_up(ClientId=app.client, Username=username, ConfirmationCode=code)

    @page.action("Sign in", question="authentication")
    def sign_in(username="ana", password=PASSWORD) -> None:
        answer = cognito_idp.initiate_auth(
            ClientId=app.client,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )
        page.held.keep(username, answer["AuthenticationResult"])

    @page.action("Who am I?", question="authorization", unchecked="the age of the token")
    def who_am_i() -> None:
        cognito_idp.get_user(AccessToken=page.held.access_token)

    @page.action("Sign out", question="authorization")
    def sign_out() -> None:
        cognito_idp.global_sign_out(AccessToken=page.held.access_token)

    @page.action("See a user", question="neither")
    def see(username="ana") -> str:
        user = cognito_idp.admin_get_user(UserPoolId=app.pool, Username=username)
        return f"UserStatus {user['UserStatus']}"

    page.begin()
    return page


def press(page: Visualizer, title: str, **fields: str) -> str:
    """Fill in a form, press its button, and return what the page says."""
    form = page.form(title)
    for name, value in fields.items():
        form.fields[name].value = value
    (form.submit if form.fields else form.button).click()
    return page.status


def texts_of(widget: Any) -> str:
    """All that a box shows, as HTML."""
    children = getattr(widget, "children", ())
    own = str(widget.value) if isinstance(widget, ipywidgets.HTML) else ""
    return own + "".join(texts_of(child) for child in children)


def sign_up_and_in(page: Visualizer) -> None:
    press(page, "Sign up")
    page.mailbox.use_buttons[0].click()
    press(page, "Confirm")
    press(page, "Sign in")


# One way through.


def test_a_user_signs_up_confirms_with_the_mailed_code_and_signs_in(
    page: Visualizer, lab: Lab
) -> None:
    said = press(page, "Sign up")
    assert "✓ Sign up · done · call 3, answered by moto + lab checks" in said
    assert page.form("Confirm").is_open and not page.form("Sign up").is_open
    page.mailbox.use_buttons[0].click()
    assert page.form("Confirm").values == {"username": "ana", "code": lab.outbox[-1].code}
    assert "✓ Confirm ·" in press(page, "Confirm")
    assert page.form("Confirm").values["code"] == ""
    assert "✓ Sign in ·" in press(page, "Sign in")
    assert "✓ Who am I? ·" in press(page, "Who am I?")
    assert lab.trace.steps[1:] == ("Sign up", "Confirm", "Sign in", "Who am I?")


def test_the_player_goes_to_the_newest_call_and_begins_with_the_scene(page: Visualizer) -> None:
    assert page.player.call is not None and page.player.call.operation == "CreateUserPoolClient"
    press(page, "Sign up")
    assert page.player.call is not None and page.player.call.operation == "SignUp"
    press(page, "Sign in")
    assert page.player.call.operation == "InitiateAuth"
    assert page.player.position == 3


def test_a_text_that_the_action_returns_is_shown(page: Visualizer) -> None:
    press(page, "Sign up")
    assert "See a user · UserStatus UNCONFIRMED" in press(page, "See a user")


def test_each_action_belongs_to_the_question_that_was_recorded(page: Visualizer, lab: Lab) -> None:
    sign_up_and_in(page)
    for title in ("Who am I?", "See a user"):
        press(page, title)
    for step in lab.trace.steps[1:]:
        question = page.form(step).action.question
        assert {call.question for call in lab.trace[step]} == {question}


# Refusals, and what else may go wrong.


def test_a_refusal_shows_code_and_message_and_changes_nothing(page: Visualizer, lab: Lab) -> None:
    press(page, "Sign up")
    mail, before = list(lab.outbox), page.held.html
    said = press(page, "Confirm", code="000000")
    assert 'role="alert"' in said and "✕ Confirm ·" in said
    assert "CodeMismatchException: Invalid verification code provided, please try again." in said
    assert "UserNotConfirmedException" in press(page, "Sign in")
    assert (list(lab.outbox), page.held.html) == (mail, before)
    assert "UserStatus UNCONFIRMED" in press(page, "See a user")


def test_what_the_sdk_refuses_to_send_is_told(page: Visualizer) -> None:
    said = press(page, "Sign up", username="")
    assert "ParamValidationError" in said and "not sent" in said


def test_a_refused_password_stays_where_it_was_typed(page: Visualizer) -> None:
    press(page, "Sign up")
    press(page, "Sign in", password="wrong")
    assert page.form("Sign up").values["password"] == PASSWORD


def test_whoever_signed_up_is_who_the_other_forms_are_about(page: Visualizer) -> None:
    press(page, "Sign up", username="ben", email="ben@example.com")
    assert page.form("Sign in").values["username"] == "ben"
    assert page.form("See a user").values["username"] == "ben"


def test_a_code_goes_into_the_form_with_the_one_who_asked_for_it(page: Visualizer) -> None:
    press(page, "Sign up")
    press(page, "Sign up", username="ben", email="ben@example.com")
    bens, anas = page.mailbox.use_buttons
    anas.click()
    assert page.form("Confirm").values["username"] == "ana"
    assert "✓" in press(page, "Confirm")
    bens = page.mailbox.use_buttons[0]
    bens.click()
    assert page.form("Confirm").values["username"] == "ben"
    assert "✓" in press(page, "Confirm")


def test_a_typed_code_stays_out_of_the_other_forms(page: Visualizer) -> None:
    @page.action("Reset", question="authentication")
    def reset(username="ana", code="") -> None: ...

    press(page, "Reset", username="ben", code="123456")
    assert page.form("Confirm").values == {"username": "ben", "code": ""}
    assert page.form("Reset").values["code"] == ""


def test_an_error_of_the_action_itself_is_a_sentence_and_the_page_lives_on(
    page: Visualizer,
) -> None:
    @page.action("Stumble", question="neither")
    def stumble() -> None:
        raise ZeroDivisionError("division by zero")

    assert "did not finish (ZeroDivisionError: division by zero)" in press(page, "Stumble")
    assert "✓" in press(page, "Sign up")


def test_without_tokens_nothing_is_sent(page: Visualizer, lab: Lab) -> None:
    before = len(lab.trace)
    assert "sign in first. Nothing was sent." in press(page, "Who am I?")
    assert len(lab.trace) == before


def test_a_token_in_a_refusal_is_masked(page: Visualizer, lab: Lab) -> None:
    sign_up_and_in(page)
    token = page.held.access_token[:-4] + "none"
    page.held.keep("ana", {"AccessToken": token, "ExpiresIn": 3600})
    with lab.ledger.without("access-token-is-verified"):
        said = press(page, "Sign out")  # to a token of nobody's, moto's message is the token
    assert "✕ Sign out · NotAuthorizedException" in said
    assert token[:40] not in said and "••••••" in said


HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize("value", [HOSTILE, "x" * 2400, "\u202egnp", "a\x00b\nc"])
def test_hostile_values_are_shown_escaped_and_short(page: Visualizer, value: str) -> None:
    press(page, "Sign up", username=value, email=f"{value}@example.com")
    press(page, "Sign in", username=value)
    press(page, "See a user", username=value)
    shown = texts_of(page.widget)
    assert "<img" not in shown and "\u202e" not in shown and "\x00" not in shown
    assert "x" * 1000 not in page.status + texts_of(page.mailbox.widget)


def test_a_value_that_no_service_takes_is_not_sent(page: Visualizer, lab: Lab) -> None:
    before = len(lab.trace)
    said = press(page, "Sign up", username="x" * 1_000_000)
    assert "Username has 1000000 characters" in said and len(said) < 500
    assert len(lab.trace) == before


def test_a_hostile_user_name_that_signs_in_is_shown_escaped(page: Visualizer) -> None:
    page.held.keep(HOSTILE, {"AccessToken": "a", "ExpiresIn": 3600})
    page.refresh()
    assert "&lt;img" in texts_of(page.widget) and "<img" not in texts_of(page.widget)


# The app's tokens.


def test_whose_tokens_there_are_is_shown_and_the_tokens_are_not(page: Visualizer) -> None:
    assert "nobody" in page.held.html
    sign_up_and_in(page)
    shown = texts_of(page.widget)
    assert "tokens of:</b> ana" in shown and "good until Mon 05 Jan 10:00" in shown
    for token in (page.held.id_token, page.held.access_token, page.held.refresh_token):
        assert token not in shown


def test_a_refresh_keeps_the_refresh_token_and_another_user_does_not(page: Visualizer) -> None:
    first = {"IdToken": "i1", "AccessToken": "a1", "RefreshToken": "r1", "ExpiresIn": 3600}
    page.held.keep("ana", first)
    page.held.keep("ana", {"IdToken": "i2", "AccessToken": "a2", "ExpiresIn": 3600})
    assert (page.held.id_token, page.held.refresh_token) == ("i2", "r1")
    page.held.keep("ben", {"AccessToken": "a3", "ExpiresIn": 3600})
    with pytest.raises(Declined, match="no refresh token of ben's"):
        _ = page.held.refresh_token


def test_tokens_are_good_until_the_second_of_their_expiry(page: Visualizer, lab: Lab) -> None:
    page.held.keep("ana", {"AccessToken": "a", "ExpiresIn": 60})
    lab.clock.advance(seconds=59)
    assert not page.held.expired
    lab.clock.advance(seconds=1)
    assert page.held.expired


# Clock, mailbox, start over.


def test_the_clock_moves_by_its_buttons(page: Visualizer, lab: Lab) -> None:
    sign_up_and_in(page)
    before = lab.clock.now()
    for button in page.clock_buttons[:3]:
        button.click()
    assert (lab.clock.now() - before).total_seconds() == 600 + 3600 + 86400
    assert page.held.expired and "expired Mon 05 Jan 10:00" in texts_of(page.widget)
    assert f"{lab.clock.now():%a %d %b %Y, %H:%M:%S}" in texts_of(page.widget)


def test_the_last_button_brings_the_machines_own_time_and_a_second_press_says_nothing_wrong(
    page: Visualizer, lab: Lab
) -> None:
    to_now = page.clock_buttons[3]
    to_now.click()
    year = lab.clock.now().year
    assert year >= 2026 and f"{lab.clock.now():%a %d %b %Y, %H:%M}" in texts_of(page.widget)
    page.clock_buttons[2].click()  # a day ahead
    to_now.click()
    assert "cannot go back" in page.status


def test_a_clock_that_cannot_go_on_says_so(page: Visualizer, lab: Lab) -> None:
    last = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
    lab.clock.advance(seconds=(last - lab.clock.now()).total_seconds())
    page.clock_buttons[2].click()
    assert "The last moment it can show is in the year 9999" in page.status


def test_the_mailbox_shows_the_latest_message_first(page: Visualizer, lab: Lab) -> None:
    assert "No message yet" in texts_of(page.mailbox.widget)
    press(page, "Sign up")
    press(page, "Sign up", username="ben", email="ben@example.com")
    codes = [button.description for button in page.mailbox.use_buttons]
    assert codes == [f"Use code {lab.outbox[1].code}", f"Use code {lab.outbox[0].code}"]
    shown = texts_of(page.mailbox.widget)
    assert shown.index("ben@example.com") < shown.index("ana@example.com")


def test_the_mailbox_shows_twenty_messages_and_says_how_many_more(lab: Lab) -> None:
    def message(number: int) -> Message:
        said = f"text-{number:02}."
        return Message("a@b.c", "EMAIL", "sign-up", None, said, None, lab.clock.now())

    mailbox = OutboxView(lambda message: None)
    mailbox.show([message(number) for number in range(20)])
    assert "text-00." in texts_of(mailbox.widget) and "earlier" not in texts_of(mailbox.widget)
    mailbox.show([message(number) for number in range(23)])
    shown = texts_of(mailbox.widget)
    assert "and 3 earlier" in shown
    assert "text-02." not in shown and "text-03." in shown and "text-22." in shown


def test_a_code_that_no_action_takes_is_told(lab: Lab, page: Visualizer) -> None:
    press(page, "Sign up")
    bare = Visualizer(lab)
    bare.mailbox.use_buttons[0].click()
    assert "No action on this page takes the code of this message (sign-up)." in bare.status


def test_start_over_empties_everything_and_builds_the_scene_again(
    page: Visualizer, lab: Lab
) -> None:
    sign_up_and_in(page)
    press(page, "Sign in", password="other")
    page.start_over_button.click()
    assert [call.operation for call in lab.trace] == ["CreateUserPool", "CreateUserPoolClient"]
    assert len(lab.outbox) == 0 and page.mailbox.use_buttons == []
    assert "nobody" in page.held.html and page.player.position == 1
    assert page.form("Sign in").values == {"username": "ana", "password": PASSWORD}
    assert "✓ Sign up ·" in press(page, "Sign up")


def test_a_scene_that_cannot_be_built_is_told(page: Visualizer) -> None:
    @page.scene
    def broken() -> None:
        raise RuntimeError("<no pool>")

    page.start_over_button.click()
    assert "could not be built (RuntimeError: &lt;no pool&gt;)" in page.status
    with pytest.raises(RuntimeError):
        page.begin()


# As a program uses it.


def test_an_action_can_be_run_by_its_title(page: Visualizer) -> None:
    outcome = page.run("Sign up", username="ben")
    assert outcome.kind == "good"
    assert outcome.calls[0].parameters["Username"] == "ben"
    with pytest.raises(KeyError, match="no action is called 'Sign on'"):
        page.run("Sign on")


def test_a_cell_that_is_run_again_replaces_its_action(page: Visualizer) -> None:
    @page.action("Sign up", question="neither")
    def another() -> str:
        return "the new one"

    assert "the new one" in press(page, "Sign up")
    buttons = [title for title in texts_of_buttons(page.widget) if "Sign up" in title]
    assert buttons == ["Sign up"]


def texts_of_buttons(widget: Any) -> list[str]:
    own = [widget.description] if isinstance(widget, ipywidgets.Button) else []
    own = own if "cl-action" in getattr(widget, "_dom_classes", ()) else []
    return own + [
        text for child in getattr(widget, "children", ()) for text in texts_of_buttons(child)
    ]


def test_questions_are_told_by_letter_and_word(page: Visualizer) -> None:
    titles = texts_of_buttons(page.widget)
    assert titles == [
        "N · Sign up …",
        "N · Confirm …",
        "N · Sign in …",
        "Z · Who am I?",
        "Z · Sign out",
        "See a user …",
    ]
    shown = texts_of(page.widget)
    for heading in ("N · authentication", "Z · authorization", "Administrator"):
        assert f"<h4>{heading}" in shown


def test_what_answered_is_behind_a_button_and_up_to_date(page: Visualizer) -> None:
    def visible() -> list[Any]:
        found = [w for w in page.widget.children if isinstance(w, ipywidgets.HTML)]
        return [w for w in found if w.layout.display != "none" and w.value != page.status]

    assert visible() == []
    page.answered_button.click()
    assert "Of the 2 calls above, AWS answered none" in visible()[0].value
    press(page, "Sign up")
    assert "Of the 3 calls above" in visible()[0].value
    assert "sign-up-code-is-sent" in visible()[0].value
    page.answered_button.click()
    assert visible() == []


@pytest.mark.parametrize(("software", "outputs"), [("", 2), ("voila/0.5", 1)])
def test_its_picture_and_table_stand_beside_it_except_on_voilas_page(
    page: Visualizer, monkeypatch: pytest.MonkeyPatch, software: str, outputs: int
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    monkeypatch.setenv("SERVER_SOFTWARE", software)
    press(page, "Sign up")
    page._ipython_display_()
    assert len(shown) == outputs
    assert "application/vnd.jupyter.widget-view+json" in shown[0]
    if outputs == 2:
        assert "SignUp" in shown[1]["text/plain"] and "<table" in shown[1]["text/html"]


def test_where_no_call_was_made_the_call_that_is_shown_is_called_an_earlier_one(
    page: Visualizer,
) -> None:
    @page.action("Decline", question="neither")
    def decline() -> None:
        raise Declined("AWS would not.")

    press(page, "Sign up")
    said = press(page, "Decline")
    assert "Note: Decline · AWS would not. · No call was made" in said
    assert "an earlier one" in said
    assert "earlier" not in press(page, "See a user")


# A panel that an action shows.


class Counter:
    """A panel that says how often it was refreshed."""

    def __init__(self) -> None:
        self.widget = ipywidgets.HTML("made")
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1
        self.widget.value = f"refreshed {self.refreshed}"


def test_a_panel_that_an_action_returns_stands_on_the_page_until_the_next_action(
    page: Visualizer,
) -> None:
    panel = Counter()

    @page.action("Show", question="neither")
    def show() -> Any:
        return panel

    assert page.run("Show").panel is panel
    assert panel.widget in parts_of(page.widget)
    page.run("See a user")
    assert panel.widget not in parts_of(page.widget)
    page.run("Show")
    assert panel.widget in parts_of(page.widget)
    page.start_over_button.click()
    assert panel.widget not in parts_of(page.widget)


def test_it_is_shown_anew_when_the_clock_moves(page: Visualizer) -> None:
    panel = Counter()

    @page.action("Show", question="neither")
    def show() -> Any:
        return panel

    page.run("Show")
    before = panel.refreshed
    page.clock_buttons[0].click()
    assert panel.refreshed == before + 1


def test_an_action_that_shows_a_panel_leaves_the_keyboard_where_it_is(page: Visualizer) -> None:
    @page.action("Show", question="neither", then="Sign up")
    def show() -> Any:
        return Counter()

    focused: list[str] = []
    page.form("Sign up").focus = lambda: focused.append("Sign up")  # type: ignore[method-assign]
    page.form("Show").button.click()
    assert focused == []


def parts_of(widget: Any) -> list[Any]:
    """A box and all that it holds."""
    return [widget, *(p for child in getattr(widget, "children", ()) for p in parts_of(child))]


# The tokens that the app holds.


def test_all_held_tokens_are_handed_out_by_name_or_none(page: Visualizer) -> None:
    with pytest.raises(Declined, match="holds no tokens"):
        _ = page.held.tokens
    sign_up_and_in(page)
    held = page.held
    assert held.tokens == {
        "ID token": held.id_token,
        "access token": held.access_token,
        "refresh token": held.refresh_token,
    }
