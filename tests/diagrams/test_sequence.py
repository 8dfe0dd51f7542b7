"""A sequence diagram shows what the trace has: all of it, in order, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise

import pytest

from cognito_lab.diagrams import draw_sequence
from cognito_lab.diagrams.theme import PAGE, QUESTIONS, REFUSED, WIDE_PAGE
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, CallError, Trace
from cognito_lab.flow.call import LAB, MOTO, MOTO_AND_LAB
from cognito_lab.flow.masking import MASK
from cognito_lab.flow.trace_json import trace_from_json, trace_to_json
from tests.diagrams import traces
from tests.diagrams.seen import Seen


def heads(seen: Seen) -> list[str]:
    """The lanes from left to right, as their heads name them."""
    top = min(shape.box.top for shape in seen.texts if shape.text == "Your app")
    row = [shape for shape in seen.texts if abs(shape.box.top - top) < 2]
    return [shape.text for shape in sorted(row, key=lambda shape: shape.box.left)]


def arrow_from(seen: Seen, number: int) -> tuple[float, float]:
    """The start and the end of the line that leads away from a message's number."""
    disc = seen.find(str(number)).box
    y = (disc.top + disc.bottom) / 2
    lines = [
        line
        for shape in seen.shapes
        if shape.kind == "lines" and shape.stroke != REFUSED
        for line in shape.lines
        if line[0][1] == line[1][1] and abs(line[0][1] - y) < 3
    ]
    start, end = min(lines, key=lambda line: abs(line[0][0] - disc.right))
    return start[0], end[0]


def lane(seen: Seen, label: str) -> float:
    box = seen.find(label).box
    return (box.left + box.right) / 2


def test_only_the_lanes_that_take_part_are_drawn_in_the_order_of_the_actors() -> None:
    assert heads(Seen(draw_sequence(traces.sign_up_and_in()).svg)) == ["Your app", "User pool"]
    assert heads(Seen(draw_sequence(traces.not_sent()).svg)) == [
        "Administrator",
        "Your app",
        "User pool",
        "S3",
    ]


def test_an_actor_that_has_no_place_and_only_calls_stands_after_the_app() -> None:
    trace = Trace(
        [
            traces.call(1, "SignUp"),
            traces.call(2, "GetJsonWebKeySet", caller="Anyone"),
            traces.call(3, "Invoke", callee="Mainframe"),
        ]
    )
    assert heads(Seen(draw_sequence(trace).svg)) == [
        "Your app",
        "Anyone",
        "User pool",
        "Mainframe",
    ]


def test_every_call_and_every_note_is_there_in_its_turn() -> None:
    seen = Seen(draw_sequence(traces.sign_up_and_in()).svg)
    turns = [
        "SignUp",
        "A code arrived for ana@example.com (EMAIL, sign-up): 482913",
        "ConfirmSignUp",
        "InitiateAuth",
        "The lab's clock moved on by 5 minutes, to 09:05:05.",
        "GetUser",
    ]
    tops = [seen.find(text).box.top for text in turns]
    assert all(above < below for above, below in pairwise(tops))
    assert [text.text for text in seen.texts if text.text.isdigit() and text.text != "200"] == list(
        "123456"
    )


def test_a_step_has_its_name_above_its_calls() -> None:
    seen = Seen(draw_sequence(traces.sign_up_and_in()).svg)
    assert seen.find("sign up").box.bottom < seen.find("SignUp").box.top
    assert seen.find("sign in").box.bottom < seen.find("InitiateAuth").box.top
    assert seen.find("sign in").box.top > seen.find("4").box.bottom


def test_the_two_questions_differ_by_letter_by_colour_and_by_line() -> None:
    seen = Seen(draw_sequence(traces.sign_up_and_in()).svg)
    who, what = QUESTIONS[AUTHENTICATION], QUESTIONS[AUTHORIZATION]
    assert seen.find("InitiateAuth").fill == who.colour
    assert seen.find("GetUser").fill == what.colour
    arrows = {shape.stroke: shape.dash for shape in seen.shapes if shape.kind == "lines"}
    assert who.dash is None
    assert what.dash == "9 4"
    assert {"N", "Z"} <= {text.text for text in seen.texts}
    assert arrows[who.colour] != arrows[what.colour] or who.colour != what.colour
    assert any(s.stroke == what.colour and s.dash == what.dash for s in seen.shapes)
    assert not any(s.stroke == who.colour and s.dash == what.dash for s in seen.shapes)


def test_a_call_that_was_never_sent_does_not_reach_the_lane() -> None:
    seen = Seen(draw_sequence(traces.not_sent()).svg)
    start, end = arrow_from(seen, 1)
    assert start < end < lane(seen, "User pool") - 40
    assert "not sent: ParamValidationError" in seen.words
    _, answered = arrow_from(seen, 4)
    assert lane(seen, "User pool") - answered < 20


def test_a_refusal_a_failure_and_an_unsent_call_are_told_apart_in_words() -> None:
    words = Seen(draw_sequence(traces.not_sent()).svg).words
    assert "refused: 403 AccessDenied" in words
    assert "failed: 501 NotImplemented" in words
    assert "not sent: NoCredentialsError" in words
    assert "Unable to locate credentials" in words


def test_the_legend_explains_the_signs_that_are_used_and_no_others() -> None:
    words = Seen(draw_sequence(traces.retries()).svg).words
    assert "refused by the service" in words
    assert "neither: building the scene" in words
    assert "never sent" not in words
    assert "authentication" not in words


def test_what_answered_stands_at_every_call() -> None:
    seen = Seen(draw_sequence(traces.sign_up_and_in()).svg)
    badges = [text.text for text in seen.texts if text.text in (MOTO, MOTO_AND_LAB, LAB)]
    assert badges == [MOTO, MOTO_AND_LAB, *[MOTO_AND_LAB] * 4, MOTO, MOTO]
    assert "lab checks: sign-up-code-is-real" in seen.words


def test_a_retry_says_which_attempt_it_is() -> None:
    texts = [text.text for text in Seen(draw_sequence(traces.retries()).svg).texts]
    assert "attempt 1" not in texts
    assert [text for text in texts if text.startswith("attempt")] == ["attempt 2", "attempt 3"]


def test_a_slice_keeps_the_numbers_of_its_calls() -> None:
    seen = Seen(draw_sequence(traces.sign_up_and_in()["sign in"]).svg)
    assert [t.text for t in seen.texts if t.text in "123456"] == ["5", "6"]


def test_an_empty_trace_says_so() -> None:
    picture = draw_sequence(Trace())
    assert "No calls recorded yet." in Seen(picture.svg).words
    assert "no calls recorded yet" in str(picture.table)


def test_the_wire_is_shown_when_asked_for() -> None:
    line = "POST https://cognito-idp.us-east-1.amazonaws.com/"
    trace = traces.sign_up_and_in()
    assert line not in Seen(draw_sequence(trace).svg).words
    assert line in Seen(draw_sequence(trace, show_wire=True).svg).words


def test_six_lanes_fit_in_a_laptops_page() -> None:
    trace = Trace([c for c in traces.forty_calls() if c.callee not in ("dynamodb", "sts")])
    seen = Seen(draw_sequence(trace).svg)
    assert len(heads(seen)) == 6
    assert seen.width <= PAGE


def test_eight_lanes_fit_in_the_wide_page_which_is_scaled_to_where_it_stands() -> None:
    svg = draw_sequence(traces.forty_calls()).svg
    assert len(heads(Seen(svg))) == 8
    assert PAGE < Seen(svg).width <= WIDE_PAGE
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 ')


def test_long_names_are_whole() -> None:
    seen = Seen(draw_sequence(traces.hostile()).svg)
    assert seen.letters.count(traces.LONG) >= 5  # step, operation, user, code, message


@pytest.mark.parametrize("make", [traces.sign_up_and_in, traces.forty_calls, traces.not_sent])
def test_the_transcript_says_the_same_as_the_picture(make) -> None:
    trace = make()
    picture = draw_sequence(trace)
    seen = Seen(picture.svg)
    rows = [row for row in picture.table.rows if row[0]]
    assert len(rows) == len(trace)
    for row, call in zip(rows, trace, strict=True):
        _, step, ends, operation, asked, outcome, answered_by = row
        assert row[0] == str(call.number)
        assert step == (call.step or "")
        assert operation.endswith(f" ({call.question})")
        assert all(end in seen.words for end in ends.split(" → "))
        assert operation.split(" ")[0] == call.operation
        assert call.operation in seen.letters
        # Each word of what was asked and of what came back stands in the picture too.
        for words in (asked, outcome):
            for word in words.removeprefix("✕ ").replace(" ·", "").split():
                assert word.strip(":") in seen.letters, (word, call.operation)
        if call.error:
            assert call.error.code in outcome and call.error.message in outcome
            assert "✕" in outcome
        else:
            assert "✕" not in outcome
        for behaviour in call.behaviours:
            assert behaviour in answered_by and behaviour in seen.words
    notes = [row for row in picture.table.rows if not row[0]]
    assert [row[5] for row in notes] == [note.text for note in trace.notes]


def test_what_is_masked_in_the_trace_is_masked_in_every_form_of_the_picture() -> None:
    trace = traces.sign_up_and_in()
    picture = draw_sequence(trace, show_wire=True)
    for text in (picture.svg, str(picture.table), picture.html_transcript(), picture.mermaid or ""):
        assert MASK in text
        for secret in ("Correct-horse-7", "000000", traces.JWT):
            assert secret not in text
    revealed = draw_sequence(trace.revealed())
    assert "Correct-horse-7" in Seen(revealed.svg).words


def test_a_trace_that_was_saved_and_loaded_gives_the_same_picture() -> None:
    trace = traces.forty_calls()
    assert draw_sequence(trace_from_json(trace_to_json(trace))).svg == draw_sequence(trace).svg


def test_two_processes_draw_the_same_bytes() -> None:
    program = (
        "import hashlib, json, sys\n"
        "from cognito_lab.diagrams import draw_sequence\n"
        "from cognito_lab.flow import trace_from_json\n"
        "picture = draw_sequence(trace_from_json(sys.stdin.read()))\n"
        "forms = (picture.svg, str(picture.table), picture.html_transcript(), picture.mermaid)\n"
        "print(json.dumps([hashlib.sha256(f.encode()).hexdigest() for f in forms]))\n"
    )
    saved = trace_to_json(traces.hostile())
    answers = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=saved.encode(),
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    ]
    assert answers[0] == answers[1]
    assert len(set(json.loads(answers[0]))) == 4


def test_what_is_no_trace_is_refused_with_what_to_give_instead() -> None:
    with pytest.raises(TypeError, match=r"found list.*lab\.trace"):
        draw_sequence([traces.call(1, "SignUp")])  # type: ignore[arg-type]


def test_an_unknown_question_and_an_unknown_answerer_are_drawn_plainly() -> None:
    trace = Trace([traces.call(1, "SignUp", question="riddle", answered_by="a stranger")])
    words = Seen(draw_sequence(trace).svg).words
    assert "SignUp" in words and "a stranger" in words


def test_an_error_without_a_message_has_its_code_alone() -> None:
    trace = Trace([traces.call(1, "HeadObject", service="s3", error=CallError("404", ""))])
    assert "refused: 400 404" in Seen(draw_sequence(trace).svg).words
