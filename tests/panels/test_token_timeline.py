"""The timeline's clock moves by its controls alone, and the panel says what is good then."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
from typing import Any

import IPython.display
import pytest
from PIL import Image

from cognito_lab.diagrams import token_timeline
from cognito_lab.diagrams.timeline_words import changes_of, moment_words, timeline_table
from cognito_lab.panels import TokenTimeline
from tests.diagrams.lives import EVENTS, HOSTILE, HOSTILE_EVENTS, LIVES, at
from tests.panels.page import control, faults_of, html_of, shown, state_size

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def timeline() -> TokenTimeline:
    return TokenTimeline(LIVES, EVENTS, now=at(3))


def click(timeline: TokenTimeline, name: str) -> None:
    control(timeline.widget, name).click()


def image_of(timeline: TokenTimeline) -> bytes:
    """The picture that the page shows."""
    page = "".join(html_of(timeline.widget))
    (data,) = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    return base64.b64decode(data)


def clock_of(timeline: TokenTimeline) -> str:
    """The time that the panel says, after looking that its slider stands there too."""
    words = shown(timeline.widget)
    (said,) = re.findall(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", words)
    assert said == moment_words(timeline.now)
    slider = control(timeline.widget, "Clock")
    place = timeline._window.start + dt.timedelta(seconds=slider.value * timeline._step)
    assert abs((place - timeline.now).total_seconds()) <= timeline._step
    return said[11:]


# The clock.


def test_it_begins_where_it_is_told_or_at_the_last_event(timeline: TokenTimeline) -> None:
    assert clock_of(timeline) == "09:03:00"
    assert TokenTimeline(LIVES, EVENTS).now == at(40)
    assert TokenTimeline(LIVES, []).now == at(2)


def test_the_slider_moves_the_clock_over_the_whole_picture(timeline: TokenTimeline) -> None:
    slider = control(timeline.widget, "Clock")
    pictures = set()
    for place in (slider.min, slider.max // 2, slider.max):
        slider.value = place
        clock_of(timeline)
        pictures.add(image_of(timeline))
    assert len(pictures) == 3
    assert timeline.now >= at(62)
    slider.value = 0
    assert timeline.now < at(0)
    assert "– not made yet" not in shown(timeline.widget)  # it is in the picture and the table


def test_the_buttons_go_from_change_to_change_and_end_at_both_ends(
    timeline: TokenTimeline,
) -> None:
    seen = []
    timeline.now = at(-100)
    for _ in range(40):
        if control(timeline.widget, "Next change").disabled:
            break
        click(timeline, "Next change")
        clock_of(timeline)
        seen.append(timeline.now)
    inside = [m for m in changes_of(LIVES, EVENTS) if m <= timeline._window.end]
    assert seen == inside
    assert at(5) in seen and at(10) in seen and at(20) in seen
    back = []
    for _ in range(40):
        if control(timeline.widget, "Previous change").disabled:
            break
        click(timeline, "Previous change")
        back.append(timeline.now)
    assert back == seen[-2::-1]


def test_a_button_at_its_end_does_nothing(timeline: TokenTimeline) -> None:
    timeline.now = at(-100)
    before = timeline.now
    click(timeline, "Previous change")
    assert timeline.now == before


def test_at_a_change_the_panel_says_what_happened_and_what_is_good_now(
    timeline: TokenTimeline,
) -> None:
    timeline.now = at(5)
    words = shown(timeline.widget)
    assert "3 revocation: phone" in words
    assert "phone: access token: ✓ offline, ✕ Cognito: revoked" in words
    assert "phone: refresh: ✕ revoked" in words
    assert "ID token" not in words and "tablet" not in words
    timeline.now = at(6)
    assert "revocation" not in shown(timeline.widget)
    assert "At this moment nothing changes." in shown(timeline.widget)


def test_a_clock_beyond_the_picture_stays_at_its_edge(timeline: TokenTimeline) -> None:
    timeline.now = at(9999)
    assert timeline.now == timeline._window.end
    timeline.now = at(-9999)
    assert timeline.now == timeline._window.start


@pytest.mark.parametrize("how", ["new", "set"])
def test_a_now_without_a_time_zone_is_refused_and_changes_nothing(
    timeline: TokenTimeline, how: str
) -> None:
    naive = at(7).replace(tzinfo=None)
    with pytest.raises(ValueError, match="with its time zone"):
        if how == "new":
            timeline.show([], EVENTS, now=naive)
        else:
            timeline.now = naive
    assert clock_of(timeline) == "09:03:00"
    assert timeline.picture().table.rows[0][0] == "phone: ID token"


def test_without_token_and_event_there_is_no_panel() -> None:
    with pytest.raises(ValueError, match="at least one token or event"):
        TokenTimeline([], [])


# What it shows.


def test_the_picture_is_the_one_of_the_moment(timeline: TokenTimeline) -> None:
    first = image_of(timeline)
    assert Image.open(io.BytesIO(first)).size[0] == 990
    timeline.now = at(30)
    assert image_of(timeline) != first
    timeline.now = at(3)
    assert image_of(timeline) == first


def test_the_table_is_shown_if_asked_for_and_follows_the_clock(timeline: TokenTimeline) -> None:
    assert "revoked" not in shown(timeline.widget)
    control(timeline.widget, "Show the table").value = True
    timeline.now = at(6)
    pages = html_of(timeline.widget)
    assert timeline_table("What is good when", LIVES, EVENTS, at(6)).html in pages
    control(timeline.widget, "Show the table").value = False
    assert "revoked" not in shown(timeline.widget)


def test_what_a_program_does_leaves_the_hint_for_a_page_without_a_kernel(
    timeline: TokenTimeline,
) -> None:
    timeline.show(LIVES[:3], EVENTS)
    timeline.now = at(7)
    assert "Nothing happens on a click?" in shown(timeline.widget)
    click(timeline, "Next change")
    assert "Nothing happens on a click?" not in shown(timeline.widget)


def test_other_lives_take_the_place_of_the_first(timeline: TokenTimeline) -> None:
    timeline.show(LIVES[:3], EVENTS[:1])
    assert timeline.now == at(5)
    assert [row[0] for row in timeline.picture().table.rows] == [
        "phone: ID token",
        "phone: access token",
        "phone: refresh",
        "1 revocation: phone",
    ]
    clock_of(timeline)


@pytest.mark.parametrize("minute", [0, 9, 44])
def test_hostile_texts_are_read_as_texts(minute: float) -> None:
    timeline = TokenTimeline(
        HOSTILE, HOSTILE_EVENTS, now=at(minute), title="<script>alert(1)</script>"
    )
    control(timeline.widget, "Show the table").value = True
    click(timeline, "Previous change")
    assert [fault for page in html_of(timeline.widget) for fault in faults_of(page)] == []
    assert "<script>alert(1)</script>" in shown(timeline.widget)


def test_a_title_of_its_own_stands_over_panel_picture_and_table() -> None:
    timeline = TokenTimeline(LIVES, EVENTS, title="Ana's\ntokens")
    assert "Ana's tokens" in shown(timeline.widget)
    assert timeline.picture().title == "Ana's tokens"
    assert timeline.picture().table.caption.startswith("Ana's tokens, now")


def test_a_cell_keeps_the_view_and_then_a_picture_and_a_table(
    timeline: TokenTimeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs: list[dict[str, Any]] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: outputs.append(data))
    timeline.now = at(6)
    timeline._ipython_display_()
    view, still, image, table = outputs
    assert view[VIEW]["model_id"] == timeline.widget.model_id
    assert view["text/plain"].startswith("[timeline: What is good when. Run this cell to use it")
    picture = token_timeline(LIVES, EVENTS, at(6))
    assert base64.b64decode(image["image/png"]) == picture.png
    assert "without a kernel" in still["text/plain"]
    # Compared by nbval, so no image may be in it.
    assert table == {"text/html": picture.html_transcript(), "text/plain": str(picture.table)}


def test_a_page_of_voilas_has_the_panel_alone(
    timeline: TokenTimeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs: list[dict[str, Any]] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: outputs.append(data))
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    timeline._ipython_display_()
    assert [VIEW in output for output in outputs] == [True]


def test_a_stored_page_holds_one_image_and_little_else(timeline: TokenTimeline) -> None:
    assert state_size(timeline.widget) < len(image_of(timeline)) * 4 / 3 + 30_000


def test_the_callbacks_of_its_own_changes_do_not_run(timeline: TokenTimeline) -> None:
    """A click lands on the very moment, not on the slider's next step."""
    timeline.now = at(4.99)
    click(timeline, "Next change")
    assert timeline.now == at(5)


def test_an_exception_is_shown(timeline: TokenTimeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline._drawing, "png", lambda now: 1 / 0)
    click(timeline, "Next change")
    assert "The timeline failed: ZeroDivisionError" in shown(timeline.widget)
