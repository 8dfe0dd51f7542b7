"""An action: the form that a function describes, and how its running ends."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any, Literal

import pytest

from cognito_lab.flow import Trace
from cognito_lab.flow.call import CallError
from cognito_lab.flow.recording import Recording
from cognito_lab.panels.actions import Action, Declined, Field, action_of, run_action
from cognito_lab.panels.actions_form import ActionForm
from tests.calls import make_call


class ClientError(Exception):
    """Stands for botocore's: a panel knows it by its name."""


def action(function: Any, **settings: Any) -> Action:
    return action_of(function, "Try it", question="authentication", **settings)


# The form.


def test_each_parameter_is_a_field_with_its_default() -> None:
    def sign_up(
        username="ana",
        new_password: str = "",
        remember=False,
        way: Literal["SMS", "EMAIL"] = "EMAIL",
    ) -> None:
        """Asks for an account.

        More that nobody needs beside a button.
        """

    made = action(sign_up)
    assert made.sentence == "Asks for an account."
    assert made.fields == (
        Field("username", "ana"),
        Field("new_password", ""),
        Field("remember", False),
        Field("way", "EMAIL", ("SMS", "EMAIL")),
    )
    assert [field.label for field in made.fields][1] == "New password"


def test_a_choice_without_a_default_begins_with_the_first() -> None:
    def choose(way: Literal["SMS", "EMAIL"]) -> None: ...

    assert action(choose).fields == (Field("way", "SMS", ("SMS", "EMAIL")),)


@pytest.mark.parametrize(
    "function",
    [
        lambda *names: None,
        lambda **names: None,
        lambda number=3: None,
        lambda names=("a",): None,
    ],
)
def test_what_no_field_can_be_made_of_is_refused_by_name(function: Any) -> None:
    with pytest.raises(TypeError, match=r"(names|number).* can be no field"):
        action(function)


def test_an_unknown_question_and_an_empty_title_are_refused() -> None:
    with pytest.raises(ValueError, match="question='authN': choose one of authentication"):
        action_of(lambda: None, "Try it", question="authN")
    with pytest.raises(ValueError, match="needs a title"):
        action_of(lambda: None, " ", question="neither")


def test_an_action_that_takes_codes_needs_a_parameter_for_them() -> None:
    with pytest.raises(ValueError, match="no parameter called code"):
        action(lambda username="": None, code="sign-up")


# How it ends.


def test_what_it_calls_becomes_a_step_of_the_trace() -> None:
    trace = Recording()
    trace.add(make_call(1))

    def call_once() -> str:
        trace.add(make_call(2, step=trace.current_step))
        return "All is well."

    outcome = run_action(action(call_once), {}, trace, "1. Try it")
    assert (outcome.kind, outcome.text) == ("good", "All is well.")
    assert [call.number for call in outcome.calls] == [2]
    assert [call.number for call in trace["1. Try it"]] == [2]


def test_the_values_of_the_fields_are_the_arguments() -> None:
    got: dict[str, object] = {}

    def take(username="", remember=False) -> None:
        got.update(username=username, remember=remember)

    run_action(action(take), {"username": "ben", "remember": True}, Recording(), "a step")
    assert got == {"username": "ben", "remember": True}


def test_a_refusal_is_told_as_it_was_recorded() -> None:
    trace = Recording()
    error = CallError("NotAuthorizedException", "the token eyJ•••••• is revoked")

    def refused() -> None:
        trace.add(make_call(1, error=error, status=400, step=trace.current_step))
        raise ClientError("the token eyJhbGciOiJSUzI1NiJ9.secret is revoked")

    outcome = run_action(action(refused), {}, trace, "a step")
    assert outcome.kind == "refused"
    assert outcome.text == "NotAuthorizedException: the token eyJ•••••• is revoked"


def test_a_refusal_without_a_recorded_call_has_its_own_words() -> None:
    def refused() -> None:
        raise ClientError("no credentials")

    outcome = run_action(action(refused), {}, Recording(), "a step")
    assert (outcome.kind, outcome.text) == ("refused", "ClientError: no credentials")


@pytest.mark.parametrize("problem", [KeyError("x"), RuntimeError("gone"), SystemExit(1)])
def test_an_error_in_the_actions_own_code_is_a_sentence(problem: BaseException) -> None:
    def broken() -> None:
        raise problem

    outcome = run_action(action(broken), {}, Recording(), "a step")
    assert outcome.kind == "broken"
    assert f"did not finish ({type(problem).__name__}" in outcome.text
    assert outcome.text.endswith("mend its cell.")


def test_an_interruption_is_not_swallowed() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_action(action(interrupted), {}, Recording(), "a step")


def test_an_action_may_decline() -> None:
    def decline() -> None:
        raise Declined("Nothing was sent.")

    outcome = run_action(action(decline), {}, Recording(), "a step")
    assert (outcome.kind, outcome.text, outcome.calls) == ("note", "Nothing was sent.", ())


def test_a_very_long_message_is_shortened() -> None:
    def broken() -> None:
        raise ValueError("long " * 10_000)

    assert len(run_action(action(broken), {}, Recording(), "a step").text) < 600


def test_inside_an_open_step_or_over_a_finished_trace_it_still_runs() -> None:
    recording = Recording()
    with recording.step("the learner's own"):
        assert run_action(action(lambda: None), {}, recording, "mine").kind == "good"
    assert recording.steps == ("the learner's own",)
    assert run_action(action(lambda: None), {}, Trace(), "mine").kind == "good"


def test_a_step_name_that_is_taken_is_told() -> None:
    recording = Recording()
    with recording.step("mine"):
        recording.note(dt.datetime(2026, 1, 5, tzinfo=dt.UTC), "message", "one")
    outcome = run_action(action(lambda: None), {}, recording, "mine")
    assert outcome.kind == "broken"
    assert "has a step 'mine' already" in outcome.text


# Its buttons.


class Seen:
    """What a form asked for."""

    def __init__(self, function: Any, **settings: Any) -> None:
        self.ran: list[dict[str, str | bool]] = []
        self.opened = 0
        self.form = ActionForm(
            action(function, **settings),
            on_run=lambda form: self.ran.append(form.values),
            on_open=lambda form: (setattr(self, "opened", self.opened + 1), form.open()),
        )


def test_without_fields_the_button_runs() -> None:
    seen = Seen(lambda: None)
    assert seen.form.button.description == "N · Try it"
    seen.form.button.click()
    assert (seen.ran, seen.opened) == ([{}], 0)


def test_with_fields_the_button_opens_and_closes_and_the_other_one_runs() -> None:
    seen = Seen(lambda username="ana": None)
    assert seen.form.button.description == "N · Try it …"
    assert not seen.form.is_open
    seen.form.button.click()
    assert seen.form.is_open and seen.ran == []
    seen.form.submit.click()
    assert seen.ran == [{"username": "ana"}]
    seen.form.button.click()
    assert not seen.form.is_open


def test_enter_in_a_field_runs_it() -> None:
    seen = Seen(lambda username="ana": None)
    # What ipywidgets' page sends on Enter.
    seen.form.fields["username"]._handle_custom_msg({"event": "submit"}, [])
    assert seen.ran == [{"username": "ana"}]


def test_other_messages_of_a_field_run_nothing() -> None:
    seen = Seen(lambda username="ana": None)
    for content in ({"event": "focus"}, {}):
        seen.form.fields["username"]._handle_custom_msg(content, [])
    assert seen.ran == []


def test_enter_waits_for_the_letters_that_it_overtook() -> None:
    seen = Seen(lambda username="": None)
    field = seen.form.fields["username"]

    async def type_fast() -> None:
        field.value = "an"
        field._handle_custom_msg({"event": "submit"}, [])
        await asyncio.sleep(0.05)
        field.value = "ana"
        await asyncio.sleep(0.4)

    asyncio.run(type_fast())
    assert seen.ran == [{"username": "ana"}]


def test_only_what_fits_a_field_is_filled_in() -> None:
    def choose(name="", sure=False, way: Literal["SMS", "EMAIL"] = "SMS") -> None: ...

    form = Seen(choose).form
    form.fill({"name": True, "sure": "yes", "way": "PIGEON", "other": "x"})
    assert form.values == {"name": "", "sure": False, "way": "SMS"}
    form.fill({"name": "ben", "sure": True, "way": "EMAIL"})
    assert form.values == {"name": "ben", "sure": True, "way": "EMAIL"}
    form.reset()
    assert form.values == {"name": "", "sure": False, "way": "SMS"}


def test_every_field_has_a_label() -> None:
    def many(user_name="", sure=False, way: Literal["SMS", "EMAIL"] = "SMS") -> None: ...

    labels = [widget.description for widget in Seen(many).form.fields.values()]
    assert labels == ["User name", "Sure", "Way"]


def test_markup_in_a_title_or_a_sentence_is_shown_as_it_is() -> None:
    def hostile() -> None:
        """<img src=x onerror=alert(1)>"""

    form = Seen(hostile, unchecked="<b>all</b>").form
    assert "<img" not in form.sentence.value and "&lt;img" in form.sentence.value
    assert "Not\xa0checked\xa0yet: &lt;b&gt;all" in form.sentence.value
