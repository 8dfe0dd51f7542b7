"""A crop shows one call, marked, with its neighbours, and the lanes never move."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.diagrams import Picture
from cognito_lab.diagrams.sequence_crop import SequenceCrops
from cognito_lab.diagrams.theme import PAGE, contrast, question_style
from cognito_lab.flow import ApiCall, Note, Recording, Trace
from tests.diagrams import traces
from tests.diagrams.seen import Seen
from tests.diagrams.strategies import any_calls, any_notes

MADE = {
    "sign-up and sign-in": traces.sign_up_and_in,
    "forty calls": traces.forty_calls,
    "never sent": traces.not_sent,
    "retries": traces.retries,
    "hostile texts": traces.hostile,
    "eight lanes, both ways": traces.every_pair_of_lanes,
}


def crops_of(trace: Trace, **options: bool) -> list[Picture]:
    crops = SequenceCrops(trace)
    return [crops.around(position, **options) for position in range(len(crops))]


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_every_crop_of_every_trace_is_legible(make) -> None:
    for picture in crops_of(make(), show_wire=True):
        seen = Seen(picture.svg)
        assert list(seen.faults()) == [], picture.title
        for text in seen.texts:
            assert contrast(text.fill, seen.behind(text).fill) >= 4.5, text


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(any_calls() | any_notes, max_size=4), st.booleans())
def test_a_crop_of_any_texts_is_legible(entries: list[ApiCall | Note], show_wire: bool) -> None:
    for picture in crops_of(Trace(entries), show_wire=show_wire):
        assert list(Seen(picture.svg).faults()) == []
        str(picture.table).encode("utf-8")


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_exactly_one_call_is_marked_by_words_and_by_a_frame(make) -> None:
    trace = make()
    for call, picture in zip(trace, crops_of(trace), strict=True):
        seen = Seen(picture.svg)
        assert seen.letters.count("Youarehere:") == 1
        style = question_style(call.question)
        frames = [s for s in seen.shapes if s.kind == "rect" and s.fill == style.tint]
        frame = next(shape for shape in frames if shape.stroke == style.colour)
        number = seen.find(str(call.number))
        assert frame.box.holds(number.box)
        others = [text for text in seen.texts if text.text.isdigit() and len(text.text) < 3]
        assert [o.text for o in others if frame.box.holds(o.box)] == [number.text]


def test_every_lanes_head_is_in_every_crop_at_the_same_place() -> None:
    places = [
        {
            text.text: (text.box.left, text.box.top)
            for text in Seen(picture.svg).texts
            if text.text in ("Administrator", "Your app", "User pool", "S3", "STS", "DynamoDB")
        }
        for picture in crops_of(traces.forty_calls())
    ]
    assert len(places[0]) == 6
    assert all(place == places[0] for place in places)


def test_a_crop_has_the_call_before_and_the_call_after_and_counts_the_rest() -> None:
    crops = SequenceCrops(traces.forty_calls())
    words = Seen(crops.around(9).svg).words
    for shown in ("… 8 earlier calls", "You are here: call 10 of 40", "… 29 later calls"):
        assert shown in words
    numbers = [row[0] for row in crops.around(9).table.rows if row[0]]
    assert numbers == ["9", "10", "11"]
    assert "… 1 earlier call " in Seen(crops.around(2).svg).words + " "


def test_the_first_has_none_before_and_the_last_none_after() -> None:
    crops = SequenceCrops(traces.forty_calls())
    first, last = Seen(crops.around(0).svg).words, Seen(crops.around(39).svg).words
    assert "earlier" not in first and "… 38 later calls" in first
    assert "later" not in last and "… 38 earlier calls" in last


def test_only_the_marked_call_has_its_parameters_and_its_wire() -> None:
    crops = SequenceCrops(traces.sign_up_and_in())
    seen = Seen(crops.around(2, show_wire=True).svg)
    assert seen.words.count("ConfirmationCode:") == 1
    assert seen.words.count("POST https://") == 1
    assert "POST" not in Seen(crops.around(2).svg).words


def test_a_neighbours_refusal_is_seen() -> None:
    words = Seen(SequenceCrops(traces.sign_up_and_in()).around(1).svg).words
    assert "refused: 400 InvalidPasswordException" in words
    assert "refused: 400 CodeMismatchException" in words
    assert "Password did not conform" not in words


def test_notes_stand_where_they_happened() -> None:
    crops = SequenceCrops(traces.sign_up_and_in())
    seen = Seen(crops.around(1).svg)
    arrived = seen.find("A code arrived for ana@example.com (EMAIL, sign-up): 482913")
    assert seen.find("2").box.bottom < arrived.box.top < seen.find("3").box.top
    assert [note.kind for note in crops.notes_after(4)] == ["clock"]
    assert crops.notes_after(0) == []


def test_of_many_notes_the_last_three_are_drawn() -> None:
    notes = [traces.note(1, "clock", f"tick {n}") for n in range(30)]
    crops = SequenceCrops(Trace([traces.call(1, "SignUp"), *notes]))
    words = Seen(crops.around(0).svg).words
    assert "… 27 more notes" in words
    assert "tick 29" in words and "tick 26" not in words
    assert len(crops.notes_after(0)) == 30


def test_a_slice_says_both_the_number_and_the_place() -> None:
    crops = SequenceCrops(traces.sign_up_and_in()["sign in"])
    assert "call5,1of2·step“signin”" in Seen(crops.around(0).svg).letters


def test_a_few_lanes_leave_room_for_text_beside_them() -> None:
    assert SequenceCrops(traces.sign_up_and_in()).width <= 580
    assert SequenceCrops(traces.forty_calls()).width <= 1.2 * PAGE


def test_a_crop_is_small_however_long_the_trace() -> None:
    crops = SequenceCrops(traces.forty_calls())
    assert max(len(crops.around(p).svg) for p in range(40)) < 10_000


def test_a_recording_that_grows_is_read_once() -> None:
    recording = Recording()
    recording.add(traces.call(1, "SignUp"))
    crops = SequenceCrops(recording)
    recording.add(traces.call(2, "GetUser"))
    assert len(crops) == len(crops.calls) == 1


def test_no_call_no_crop() -> None:
    with pytest.raises(IndexError):
        SequenceCrops(Trace()).around(0)
    with pytest.raises(TypeError, match=r"SequenceCrops takes a trace, found list"):
        SequenceCrops([])  # type: ignore[arg-type]
