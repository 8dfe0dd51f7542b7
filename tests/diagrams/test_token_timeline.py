"""The timeline's picture: bars, marks and the upright line stand where the data says."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import warnings
from functools import cache
from pathlib import Path

import pytest
from matplotlib.text import Text
from PIL import Image

from cognito_lab.diagrams import PngPicture, Table, token_timeline
from cognito_lab.diagrams.theme import INK, QUESTIONS, REFUSED
from cognito_lab.diagrams.timeline_words import window_of
from cognito_lab.diagrams.token_timeline import (
    _LEFT,
    _RIGHT,
    _WIDTH,
    PANEL_DPI,
    TITLE,
    TimelineDrawing,
)
from cognito_lab.tokens.token_life import ID
from tests.diagrams.lives import EVENTS, HOSTILE, HOSTILE_EVENTS, LIVES, START, at

Colour = tuple[int, ...]


def rgb(colour: str) -> Colour:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


BLUE, _, GREY = (rgb(style.colour) for style in QUESTIONS.values())
TINTS = [rgb(style.tint) for style in QUESTIONS.values()]


class Pixels:
    """The pixels of a timeline, found by minute and by token."""

    def __init__(self, png: bytes, drawn: TimelineDrawing) -> None:
        self.image = Image.open(io.BytesIO(png)).convert("RGB")
        self.drawn = drawn

    def x(self, minute: float) -> int:
        inches = _LEFT + self.drawn.window.place(at(minute)) * (_WIDTH - _LEFT - _RIGHT)
        return round(inches * PANEL_DPI)

    def y(self, token: int) -> int:
        inches = self.drawn._height - self.drawn._inches(self.drawn._rows[token])
        return round(inches * PANEL_DPI)

    def around(self, minute: float, token: int, reach: int = 3) -> set[Colour]:
        """The colours in a small square."""
        x, y = self.x(minute), self.y(token)
        box = (x - reach, y - reach, x + reach + 1, y + reach + 1)
        return {colour for _, colour in self.image.crop(box).getcolors(999)}  # type: ignore[misc]


@cache
def drawing() -> TimelineDrawing:
    return TimelineDrawing(LIVES, EVENTS, window_of(LIVES, EVENTS))


def pixels(minute: float) -> Pixels:
    drawn = drawing()
    return Pixels(drawn.png(at(minute)), drawn)


# Tokens: 0 to 2 the phone's (revoked at 5), 3 to 5 the tablet's, 6 to 8 the watch's.


@pytest.mark.parametrize(
    ("token", "minute", "there"),
    [
        (0, 2, True),
        (0, 30, True),
        (0, 59, True),
        (0, 61, False),
        (3, 60, True),
        (3, -1, False),
        (2, 2, True),
        (2, 8, False),
        (5, 50, True),
        (8, 15, True),
        (8, 25, False),
    ],
)
def test_a_bar_reaches_from_a_tokens_making_to_its_end(
    token: int, minute: float, there: bool
) -> None:
    found = pixels(70).around(minute, token)
    assert bool(found & {*TINTS, BLUE, GREY}) == there


def test_an_access_token_that_is_revoked_goes_on_as_a_thin_white_bar() -> None:
    page = pixels(70)
    full, thin, over = (page.around(minute, 1, reach=4) for minute in (2, 8, 12))
    assert TINTS[1] in full
    assert TINTS[1] not in thin and (255, 255, 255) in thin
    assert [any(red - blue > 60 for red, _, blue in seen) for seen in (thin, over)] == [True, False]
    assert TINTS[1] in page.around(8, 4, reach=4)


@pytest.mark.parametrize(
    ("token", "minute", "marked"),
    [(1, 5, True), (2, 5, True), (8, 20, True), (0, 5, False), (4, 5, False), (3, 61, False)],
)
def test_what_ended_before_its_time_has_a_mark_at_its_end(
    token: int, minute: float, marked: bool
) -> None:
    assert (rgb(REFUSED) in pixels(70).around(minute, token)) == marked


def test_a_token_that_outlives_the_picture_has_an_arrow_at_its_edge() -> None:
    page = pixels(70)
    page_end = (page.drawn.window.end - START).total_seconds() / 60
    right = page.x(page_end) + 3
    for token, there in ((5, True), (8, False), (3, False)):
        found = {page.image.getpixel((right, page.y(token) + dy)) for dy in (-1, 0, 1)}
        assert (GREY in found) == there, token


def test_the_upright_line_stands_at_now_over_all_rows_and_moves() -> None:
    drawn = drawing()
    for minute in (3, 33, 55):
        page = Pixels(drawn.png(at(minute)), drawn)
        for token in range(len(LIVES)):
            assert rgb(INK) in page.around(minute, token, reach=1)
            assert rgb(INK) not in page.around(minute + 2, token, reach=1)


def test_what_is_good_is_written_anew_at_every_now() -> None:
    drawn = drawing()
    one, other, again = (drawn.png(at(minute)) for minute in (4, 6, 4))
    assert one == again != other
    said = [text.get_text() for text in drawn._said]
    assert said[:3] == ["✓ offline", "✓ offline, ✓ Cognito", "✓ refresh"]
    drawn.png(at(6))
    assert [text.get_text() for text in drawn._said][1:3] == [
        "✓ offline, ✕ Cognito: revoked",
        "✕ revoked",
    ]
    assert drawn._now.get_text() == "now 2026-01-15 09:06:00 UTC"


def test_the_ground_is_white_and_opaque_on_any_page() -> None:
    image = Image.open(io.BytesIO(token_timeline(LIVES, EVENTS, at(9)).png))
    assert image.mode == "P" and "transparency" not in image.info
    assert image.convert("RGB").getpixel((3, 3)) == (255, 255, 255)


def test_the_same_data_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "from cognito_lab.diagrams import token_timeline\n"
        "from tests.diagrams.lives import LIVES, EVENTS, at\n"
        "import hashlib, sys\n"
        "print(hashlib.sha256(token_timeline(LIVES, EVENTS, at(9)).png).hexdigest())\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    root = Path(__file__).parent.parent.parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stderr == ""
    assert runs[0].stdout.endswith("False\n")


def test_any_text_is_drawn_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = token_timeline(HOSTILE, HOSTILE_EVENTS, at(9))
    assert len(picture.table.rows) == len(HOSTILE) + len(HOSTILE_EVENTS)
    str(picture.table).encode("utf-8")


@pytest.mark.parametrize("shown", ["three sign-ins", "hostile", "only events", "one token"])
@pytest.mark.parametrize("minute", [-900, 9, 2000])
def test_no_text_leaves_the_picture_or_lies_on_another(shown: str, minute: float) -> None:
    lives, events = {
        "three sign-ins": (LIVES, EVENTS),
        "hostile": (HOSTILE, HOSTILE_EVENTS),
        "only events": ([], EVENTS),
        "one token": (LIVES[2:3], []),
    }[shown]
    window = window_of(lives, events, at(minute))
    drawn = TimelineDrawing(lives, events, window, title=HOSTILE[0].label)
    drawn.png(at(minute))
    texts = [text for text in drawn._figure.findobj(Text) if text.get_text().strip()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    assert len(boxes) > 5
    whole = drawn._figure.bbox
    for i, (words, box) in enumerate(boxes):
        assert box.x0 >= 0 and box.x1 <= whole.x1 and box.y0 >= 0 and box.y1 <= whole.y1, words
        for other, lying in boxes[i + 1 :]:
            room = min(box.x1, lying.x1) - max(box.x0, lying.x0)
            height = min(box.y1, lying.y1) - max(box.y0, lying.y0)
            assert room <= 0 or height <= 2, (words, other)  # lines may touch, words may not


def test_a_learners_own_settings_of_matplotlib_change_nothing() -> None:
    import matplotlib

    before = token_timeline(LIVES, EVENTS, at(9)).png
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "#FF0000", "axes.grid": True}):
        assert token_timeline(LIVES, EVENTS, at(9)).png == before
        moved = TimelineDrawing(LIVES, EVENTS, window_of(LIVES, EVENTS)).png(at(9))
    assert moved == drawing().png(at(9))


def test_events_alone_and_a_token_alone_are_timelines() -> None:
    assert token_timeline([], EVENTS, at(900)).table.rows[0][0] == "1 sign-in: phone"
    assert token_timeline(LIVES[:1], [], at(-900)).table.rows[0][3] == "– not made yet"
    assert LIVES[0].use == ID


def test_a_now_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="with its time zone"):
        token_timeline(LIVES, EVENTS, at(0).replace(tzinfo=None))


# The picture as an output.


def test_it_shows_itself_as_png_and_then_as_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    import IPython.display

    shown: list[dict[str, str]] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: shown.append(data))
    picture = token_timeline(LIVES, EVENTS, at(9))
    picture._ipython_display_()
    image, table = shown
    assert base64.b64decode(image["image/png"]) == picture.png
    assert image["text/plain"].startswith(f"[picture: {TITLE}.")
    assert table == {"text/html": picture.html_transcript(), "text/plain": str(picture.table)}
    assert picture.html_transcript().startswith("<details>\n<summary>What is good when, now")


def test_as_html_it_has_a_text_for_who_does_not_see_it() -> None:
    picture = PngPicture('<"&', b"\x89PNG", Table("t", ("a",), ()), width=77)
    html = picture.html_image()
    assert html.startswith('<img alt="Drawing: &lt;&quot;&amp;. The same in the table: t."')
    assert 'width="77" src="data:image/png;base64,' in html


def test_it_is_saved_as_png_and_as_nothing_else(tmp_path: Path) -> None:
    picture = token_timeline(LIVES, EVENTS, at(9))
    assert picture.save(tmp_path / "x.png").read_bytes() == picture.png
    with pytest.raises(ValueError, match=r"'x\.svg' does not end in \.png"):
        picture.save(tmp_path / "x.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["x.png"]
