"""The flow player shows a trace call by call, by its controls alone."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from cognito_lab.flow import Recording, Trace
from cognito_lab.panels import FlowPlayer
from tests.diagrams import traces
from tests.panels.page import control, shown, state_size

HINT = "Nothing happens on a click? Run this cell"


@pytest.fixture
def player() -> FlowPlayer:
    return FlowPlayer(traces.sign_up_and_in(), title="From sign-up to signed in")


def click(player: FlowPlayer, name: str, times: int = 1) -> None:
    for _ in range(times):
        control(player.widget, name).click()


def give(player: FlowPlayer, name: str, value: Any) -> None:
    control(player.widget, name).value = value


def choose(player: FlowPlayer, name: str, label: str) -> None:
    (found,) = (given for given in control(player.widget, name).options if given[0] == label)
    give(player, name, found[1])


def number_shown(player: FlowPlayer) -> int:
    """The number of the call in the headline, after looking that all controls agree with it."""
    assert player.call is not None and player.position is not None
    words = shown(player.widget)
    assert f"{player.call.number}. {player.call.operation} " in words
    assert words.count("You are here:") == 1
    jump, slider = control(player.widget, "Jump to"), control(player.widget, "Call")
    assert jump.value == player.position
    assert jump.label.strip().startswith(f"{player.call.number}. {player.call.operation} – ")
    assert f" {slider.value} of " in words
    return player.call.number


# Stepping.


def test_it_begins_at_the_first_call(player: FlowPlayer) -> None:
    assert number_shown(player) == 1
    assert player.position == 0
    assert "From sign-up to signed in" in shown(player.widget)


def test_next_and_previous_step_and_stay_at_the_ends(player: FlowPlayer) -> None:
    numbers = []
    for name in ["Next"] * 6 + ["Previous"] * 7:
        click(player, name)
        numbers.append(number_shown(player))
    assert numbers == [2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1, 1, 1]


def test_the_slider_and_the_list_go_to_a_call(player: FlowPlayer) -> None:
    give(player, "Call", 4)
    assert number_shown(player) == 4
    choose(player, "Jump to", "\xa0\xa0\xa03. ConfirmSignUp – refused: CodeMismatchException")
    assert number_shown(player) == 3


def test_a_step_in_the_list_goes_to_its_first_call(player: FlowPlayer) -> None:
    choose(player, "Jump to", "Step: sign in")
    assert number_shown(player) == 5
    choose(player, "Jump to", "Step: sign up")
    assert number_shown(player) == 1


def test_the_list_names_every_call_under_its_step(player: FlowPlayer) -> None:
    labels = [label.strip() for label, _ in control(player.widget, "Jump to").options]
    assert labels == [
        "Step: sign up",
        "1. SignUp – refused: InvalidPasswordException",
        "2. SignUp – answered",
        "3. ConfirmSignUp – refused: CodeMismatchException",
        "4. ConfirmSignUp – answered",
        "Step: sign in",
        "5. InitiateAuth – answered",
        "6. GetUser – answered",
    ]


def test_a_program_can_set_the_position(player: FlowPlayer) -> None:
    player.position = 3
    assert number_shown(player) == 4
    player.position = -1
    assert number_shown(player) == 6
    with pytest.raises(IndexError, match="no call 6: this trace has 6"):
        player.position = 6


@pytest.mark.parametrize("position", [1.0, True, "1", None])
def test_a_position_that_is_no_whole_number_is_refused_and_changes_nothing(
    player: FlowPlayer, position: Any
) -> None:
    with pytest.raises(TypeError, match="is a whole number from 0 up, not"):
        player.position = position
    assert number_shown(player) == 1


# What is shown of a call.


def test_a_refusal_has_its_parameters_its_error_and_what_it_asks_of_you(
    player: FlowPlayer,
) -> None:
    words = shown(player.widget)
    for expected in (
        "1. SignUp",
        "✕ refused: 400 InvalidPasswordException",
        "N authentication",
        "Your app asks to sign a new user up, and is refused: ",
        "choose a password that keeps",
        "Username : ana",
        "Password : ••••••",
        "Password did not conform with policy: Password not long enough",
        "principal: anonymous",
        "credential : not signed",
        "answered by : moto + lab checks, lab checks: password-policy-words",
        "lab's clock : 2026-01-05 09:00:01 UTC",
        "step : sign up",
        "You are here: call 1 of 6",
    ):
        assert expected in words, expected
    assert "short" not in words.split()


def test_an_answer_has_its_response(player: FlowPlayer) -> None:
    click(player, "Next")
    words = shown(player.widget)
    assert "✓ answered: 200" in words
    assert "CodeDeliveryDetails : Destination : a***@e*** DeliveryMedium : EMAIL" in words
    assert "UserConfirmed : false" in words
    assert "email : ana@example.com" in words


def test_a_note_after_a_call_is_shown_with_it(player: FlowPlayer) -> None:
    assert "after this call" not in shown(player.widget)
    click(player, "Next")
    assert "Note: after this call, message: A code arrived for ana@example.com" in shown(
        player.widget
    )


def test_a_call_that_was_never_sent_says_so() -> None:
    player = FlowPlayer(traces.not_sent())
    words = shown(player.widget)
    assert "✕ not sent: ParamValidationError" in words
    assert "nobody else saw this call" in words and "answered by : nobody" in words
    give(player, "Show the wire", True)
    assert "Nothing: the SDK refused to send it." in shown(player.widget)


def test_the_wire_is_shown_when_asked_for(player: FlowPlayer) -> None:
    line = "POST https://cognito-idp.us-east-1.amazonaws.com/"
    assert line not in shown(player.widget)
    give(player, "Show the wire", True)
    words = shown(player.widget)
    assert "On the wire" in words and "X-Amz-Target: SignUp" in words
    click(player, "Next")
    assert line in shown(player.widget)
    give(player, "Show the wire", False)
    assert line not in shown(player.widget)


def test_secrets_stay_masked_unless_the_trace_was_revealed() -> None:
    trace = traces.sign_up_and_in()
    for masked, given in ((True, trace), (False, trace.revealed())):
        player = FlowPlayer(given)
        seen = ""
        for name in ["Next"] * 6:
            give(player, "Show the wire", True)
            seen += shown(player.widget)
            click(player, name)
        assert ("Correct-horse-7" not in seen) is masked


def test_a_call_that_was_sent_again_says_which_attempt_it_is() -> None:
    first = traces.call(1, "GetUser")
    player = FlowPlayer(Trace([first, dataclasses.replace(first, number=2, attempt=2)]))
    assert "attempt :" not in shown(player.widget)
    click(player, "Next")
    assert "attempt : 2" in shown(player.widget)


def test_a_very_large_answer_is_cut_and_says_so() -> None:
    rows = {f"name{n}": "x" * 900 for n in range(2000)}
    player = FlowPlayer(Trace([traces.call(1, "ListUsers", rows, {"Users": [rows] * 3})]))
    words = shown(player.widget)
    assert "… and 1840 more lines" in words
    assert len(words) < 200_000


# The filter.


def test_the_filter_leaves_out_what_is_about_the_other_question(player: FlowPlayer) -> None:
    labels = [label for label, _ in control(player.widget, "Show").options]
    assert labels == ["all calls (6)", "N authentication (5)", "Z authorization (1)"]
    give(player, "Show", "authentication")
    click(player, "Next", 9)
    assert number_shown(player) == 5
    assert control(player.widget, "Call").max == 5
    assert "GetUser" not in str(control(player.widget, "Jump to").options)


def test_a_filter_goes_to_the_next_call_that_it_shows(player: FlowPlayer) -> None:
    give(player, "Show", "authorization")
    assert number_shown(player) == 6
    assert control(player.widget, "Call").disabled
    give(player, "Show", "authentication")
    assert number_shown(player) == 5
    give(player, "Show", "all")
    assert number_shown(player) == 5


def test_a_filter_that_nothing_matches_says_so_and_can_be_taken_back() -> None:
    player = FlowPlayer(traces.sign_up_and_in()[:2])
    click(player, "Next")
    give(player, "Show", "authorization")
    assert "None of these calls asks this question." in shown(player.widget)
    assert control(player.widget, "Next").disabled
    assert control(player.widget, "Call").value == 1
    click(player, "Next")
    assert player.position is None and player.call is None
    give(player, "Show", "all")
    assert number_shown(player) == 1


def test_setting_a_position_that_is_filtered_out_takes_the_filter_back(player: FlowPlayer) -> None:
    give(player, "Show", "authorization")
    player.position = 1
    assert number_shown(player) == 2
    assert control(player.widget, "Show").value == "all"


# Playing.


def ticker(player: FlowPlayer) -> Any:
    (found,) = (w for w in player.widget.children if type(w).__name__ == "Play")
    return found


def test_nothing_plays_by_itself(player: FlowPlayer) -> None:
    assert not ticker(player).playing
    player.show(traces.forty_calls(), newest=True)
    player.position = 3
    assert not ticker(player).playing


def test_play_steps_with_each_tick_of_the_page_and_stops_at_the_end(player: FlowPlayer) -> None:
    click(player, "Play")
    assert ticker(player).playing
    numbers = []
    for tick in range(1, 6):
        ticker(player).value = tick
        numbers.append(number_shown(player))
    assert numbers == [2, 3, 4, 5, 6]
    assert not ticker(player).playing
    assert control(player.widget, "Play").description == "Play"


def test_play_at_the_end_begins_again(player: FlowPlayer) -> None:
    player.position = 5
    click(player, "Play")
    ticker(player).value = 1
    assert number_shown(player) == 1
    ticker(player).value = 2
    assert number_shown(player) == 2


@pytest.mark.parametrize("name", ["Pause", "Next", "Previous"])
def test_pause_and_any_step_by_hand_end_the_playing(player: FlowPlayer, name: str) -> None:
    click(player, "Play")
    ticker(player).value = 1
    click(player, name)
    assert not ticker(player).playing
    assert control(player.widget, "Play")


def test_the_slider_and_the_list_end_the_playing(player: FlowPlayer) -> None:
    for name, value in (("Call", 5), ("Jump to", 2)):
        click(player, "Play")
        give(player, name, value)
        assert not ticker(player).playing


def test_a_program_that_sets_the_position_or_shows_a_trace_ends_the_playing(
    player: FlowPlayer,
) -> None:
    click(player, "Play")
    player.position = 2
    assert not ticker(player).playing
    click(player, "Play")
    player.show(traces.sign_up_and_in())
    assert not ticker(player).playing
    assert control(player.widget, "Play").description == "Play"


def test_a_page_that_stops_by_itself_leaves_a_button_to_play_on(player: FlowPlayer) -> None:
    click(player, "Play")
    ticker(player).playing = False
    assert control(player.widget, "Play").description == "Play"


def test_the_pace_can_be_chosen_while_it_plays(player: FlowPlayer) -> None:
    click(player, "Play")
    give(player, "Pace", 8000)
    assert ticker(player).interval == 8000
    assert ticker(player).playing
    assert min(value for _, value in control(player.widget, "Pace").options) >= 3000


# Another trace.


def test_an_empty_trace_says_so_and_its_controls_do_no_harm() -> None:
    player = FlowPlayer(Trace())
    for name in ("Next", "Previous", "Play"):
        click(player, name)
    give(player, "Show the wire", True)
    give(player, "Show", "authorization")
    give(player, "Show", "all")
    assert "No calls recorded yet." in shown(player.widget)
    assert player.position is None


def test_a_recording_that_grew_is_shown_again_where_the_reader_was() -> None:
    recording = Recording()
    entries = traces.sign_up_and_in().entries
    player = FlowPlayer(recording)
    for entry in entries[:3]:
        recording.add(entry)
    assert "No calls recorded yet." in shown(player.widget)
    player.show()
    click(player, "Next")
    for entry in entries[3:]:
        recording.add(entry)
    assert "2 of 2" in shown(player.widget)
    player.show()
    assert number_shown(player) == 2
    assert "2 of 6" in shown(player.widget)
    player.show(newest=True)
    assert number_shown(player) == 6


def test_the_newest_call_is_shown_though_the_filter_leaves_it_out(player: FlowPlayer) -> None:
    give(player, "Show", "authentication")
    player.show(newest=True)
    assert number_shown(player) == 6


def test_a_trace_without_the_call_that_was_shown_begins_at_its_first(player: FlowPlayer) -> None:
    player.position = 4
    player.show(traces.not_sent())
    assert number_shown(player) == 1
    player.show(Trace())
    assert "No calls recorded yet." in shown(player.widget)


def test_what_is_no_trace_is_refused() -> None:
    with pytest.raises(TypeError, match="takes a trace, found list"):
        FlowPlayer([])  # type: ignore[arg-type]


# A stored page, and faults.


def test_the_hint_for_a_stored_page_stays_until_a_reader_does_something(
    player: FlowPlayer,
) -> None:
    player.show(newest=True)
    player.position = 2
    assert HINT in shown(player.widget)
    click(player, "Next")
    assert HINT not in shown(player.widget)


@pytest.mark.parametrize(
    ("name", "value"),
    [("Call", 2), ("Jump to", 2), ("Show", "authorization"), ("Show the wire", True)],
)
def test_every_control_takes_the_hint_away(player: FlowPlayer, name: str, value: Any) -> None:
    give(player, name, value)
    assert HINT not in shown(player.widget)


def test_a_page_that_has_a_kernel_always_needs_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    assert HINT not in shown(FlowPlayer(traces.sign_up_and_in()).widget)


def test_the_stored_state_is_small() -> None:
    assert state_size(FlowPlayer(traces.forty_calls()).widget) < 60_000


def test_an_exception_in_a_callback_is_shown_and_not_swallowed(
    player: FlowPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> str:
        raise RuntimeError("<b>the pen broke</b>")

    monkeypatch.setattr("cognito_lab.panels.flow_player.call_page", broken)
    said = "✕ The flow player failed: RuntimeError: <b>the pen broke</b>"
    click(player, "Next")  # ipywidgets writes what a click raises into its log
    assert said in shown(player.widget)
    with pytest.raises(RuntimeError):
        give(player, "Call", 5)
    assert said in shown(player.widget)
    monkeypatch.undo()
    click(player, "Previous")
    assert "failed" not in shown(player.widget)
    assert number_shown(player) == 4


def test_every_control_has_words(player: FlowPlayer) -> None:
    names = [getattr(w, "description", "") for w in player.widget.children[2].children]
    assert names[:5] == ["Previous", "Next", "Play", "Pace", "Call"]
    for name in ("Previous", "Next", "Play"):
        assert control(player.widget, name).tooltip
