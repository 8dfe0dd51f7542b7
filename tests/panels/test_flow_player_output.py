"""What a cell keeps of a player: a view, a picture and a table, the same bytes each time."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from typing import Any

import IPython.display
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.diagrams import draw_sequence
from cognito_lab.flow import ApiCall, CallError, HttpRequest, Note, Trace, trace_to_json
from cognito_lab.panels import FlowPlayer
from cognito_lab.panels.static_view import static_view
from cognito_lab.panels.value_tree import tree_html
from tests.diagrams import traces
from tests.diagrams.strategies import any_calls, any_notes, any_text
from tests.panels.page import control, faults_of, html_of, words_of

VIEW = "application/vnd.jupyter.widget-view+json"


def outputs_of(player: FlowPlayer, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the player displays as the last line of a cell."""
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: shown.append(data))
    player._ipython_display_()
    return shown


def test_a_cell_keeps_the_view_and_then_the_same_without_a_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trace = traces.sign_up_and_in()
    player = FlowPlayer(trace, title="From sign-up to signed in")
    view, still = outputs_of(player, monkeypatch)
    assert set(view) == {VIEW, "text/plain"}
    assert view[VIEW]["model_id"] == player.widget.model_id
    assert view["text/plain"].startswith("[flow player: From sign-up to signed in. Run this cell")
    page = still["text/html"]
    assert page.startswith("<details>\n<summary>The same without a kernel: picture and table<")
    assert faults_of(page) == []
    picture = draw_sequence(trace, title="From sign-up to signed in")
    (data,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert base64.b64decode(data).decode() == picture.svg
    ElementTree.fromstring(picture.svg)
    assert picture.table.html in page
    assert still["text/plain"] == str(picture.table)
    (alt,) = re.findall(r'<img alt="([^"]+)"', page)
    assert "From sign-up to signed in" in alt and "6 calls" in alt


def test_the_still_page_has_all_calls_whatever_the_controls_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    player = FlowPlayer(traces.sign_up_and_in())
    first = outputs_of(player, monkeypatch)[1]
    control(player.widget, "Show").value = "authorization"
    control(player.widget, "Show the wire").value = True
    assert outputs_of(player, monkeypatch)[1] == first


def test_two_processes_make_the_same_outputs() -> None:
    program = (
        "import json, sys\n"
        "from cognito_lab.flow import trace_from_json\n"
        "from cognito_lab.panels import FlowPlayer\n"
        "from cognito_lab.panels.static_view import static_view\n"
        "trace = trace_from_json(sys.stdin.read())\n"
        "player = FlowPlayer(trace)\n"
        "values = [getattr(w, 'value', None) for w in player.widget.children]\n"
        "print(json.dumps([values, *static_view(trace, 'title')]))\n"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", program],
            input=trace_to_json(traces.hostile()).encode(),
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])) == 3


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(any_calls() | any_notes, max_size=3), st.none() | any_text)
def test_nothing_of_a_hostile_trace_becomes_markup(
    entries: list[ApiCall | Note], title: str | None
) -> None:
    trace = Trace(entries)
    player = FlowPlayer(trace, title=title)
    control(player.widget, "Show the wire").value = True
    for _ in range(len(trace) + 1):
        for page in html_of(player.widget):
            assert faults_of(page) == []
            page.encode("utf-8")
        control(player.widget, "Next").click()
    for label, _ in control(player.widget, "Jump to").options:
        assert len(label) < 200
        label.encode("utf-8")
    assert faults_of(static_view(trace, title or "").html) == []


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_values)
def test_any_value_is_written_as_lists_and_texts(value: Any) -> None:
    page = tree_html(value)
    assert faults_of(page) == []
    page.encode("utf-8")


def test_a_script_in_every_place_is_read_as_text() -> None:
    text = "<script>alert(1)</script>"
    player = FlowPlayer(traces.hostile(), title=text)
    player.position = 1
    pages = html_of(player.widget)
    assert not any("<script" in page for page in pages)
    assert text in words_of(pages[0])
    assert text in words_of(pages[-1])


@pytest.mark.parametrize("text", traces.HOSTILE_TEXTS)
def test_whatever_crossed_the_wire_is_read_as_text(text: str) -> None:
    request = HttpRequest("POST", f"https://example.com/{text}", (("X-Text", text),), text * 2)
    error = CallError(text, text)
    for ending in ({"error": error, "status": 400}, {"response": {text: [text, {text: text}]}}):
        call = dataclasses.replace(
            traces.call(1, text, {text: text}), request=request, principal=text, **ending
        )
        player = FlowPlayer(Trace([call, traces.note(1, text, text, text)]), title=text)
        control(player.widget, "Show the wire").value = True
        assert [fault for page in html_of(player.widget) for fault in faults_of(page)] == []


def test_the_checker_sees_markup_that_got_through() -> None:
    for page in (
        "<p><script>alert(1)</script></p>",
        '<img src="https://example.com/x">',
        '<a href="javascript:alert(1)">x</a>',
        '<p onclick="alert(1)">x</p>',
        "<p>x",
        "x</p>",
        "<!-- x -->",
    ):
        assert faults_of(page)


# Values.


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"a": {"b": 1}}, "a : b : 1"),
        ({"list": ["x", "y"]}, "list : x, y"),
        (
            {"UserAttributes": [{"Name": "email", "Value": "a@b.c"}]},
            "UserAttributes : email : a@b.c",
        ),
        ({"Items": [{"x": 1}, {"x": 2}]}, "Items : 1. : x : 1 2. : x : 2"),
        ({"yes": True, "no": False, "none": None}, "yes : true no : false none : none"),
        ({"policy": '{"Version": "2012-10-17"}'}, "policy : Version : 2012-10-17"),
        ({"broken": '{"Version": '}, 'broken : {"Version":'),
        (
            {"nothing": "", "empty": {}, "bare": []},
            "nothing : empty text empty : empty bare : empty",
        ),
        ({"Body": b"abc"}, "Body : <3 bytes>"),
        ({}, "empty"),
    ],
)
def test_a_value_reads_like_its_members(value: Any, words: str) -> None:
    assert words_of(tree_html(value)) == words


def test_a_very_long_text_of_json_stays_a_text_and_is_cut() -> None:
    short, long = (json.dumps({"Version": "x" * count}) for count in (100, 20_000))
    assert words_of(tree_html({"policy": short})).startswith("policy : Version : xxx")
    words = words_of(tree_html({"policy": long}))
    assert words.startswith('policy : {"Version": "xxx') and len(words) < 500


def test_what_nests_without_end_is_cut() -> None:
    deep: dict[str, Any] = {}
    inner = deep
    for _ in range(500):
        inner["x"] = {}
        inner = inner["x"]
    inner["end"] = 1
    assert "… nested deeper" in words_of(tree_html(deep))
    assert "… nested deeper" in words_of(tree_html({"text": '{"x":' * 900 + "1" + "}" * 900}))
