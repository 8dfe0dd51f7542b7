"""The Mermaid source has the picture's content, and no text of it is read as syntax."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.diagrams import draw_sequence
from cognito_lab.diagrams.mermaid import mermaid_text
from cognito_lab.flow import Trace
from tests.diagrams import traces

_LINE = re.compile(
    r"sequenceDiagram"
    r"|    title .*"
    r"|    participant L\d+ as .+"
    r"|    Note over L\d+(,L\d+)?: .*"
    r"|    L\d+(->>|-->>|-x|--x)L\d+: .+"
)
_ENTITY = re.compile(r"#\d+;")


def source(trace: Trace) -> list[str]:
    return (draw_sequence(trace).mermaid or "").splitlines()


def test_calls_answers_steps_and_notes_are_there() -> None:
    lines = source(traces.sign_up_and_in())
    assert lines[:4] == [
        "sequenceDiagram",
        "    title What crossed the wire",
        "    participant L0 as Your app",
        "    participant L1 as User pool",
    ]
    assert "    Note over L0,L1: sign up" in lines
    assert "    L0->>L1: 1 N SignUp Username#58; ana · Password#58; ••••••" in lines
    assert any(line.startswith("    L1--xL0: refused#58; 400 CodeMismatch") for line in lines)
    assert any(line.startswith("    L1-->>L0: 200 · ") for line in lines)
    assert any("message#58; A code arrived for ana#64;example.com" in line for line in lines)


def test_a_call_that_was_never_sent_ends_in_a_cross_and_has_no_answer() -> None:
    lines = source(traces.not_sent())
    sent = [line for line in lines if "InitiateAuth" in line]
    assert sent == ["    L1-xL2: 1 N InitiateAuth AuthFlow#58; USER_PASSWORD_AUTH"]
    assert lines[lines.index(sent[0]) + 1].startswith("    Note over L1: not sent#58; ParamValid")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a;b", "a#59;b"),
        ("#1", "#35;1"),
        ("two\nlines", "two lines"),
        ("<b>", "#60;b#62;"),
        ("%% comment", "#37;#37; comment"),
        ("end", "#101;nd"),
        ("the END.", "the #69;ND."),
        ("send", "send"),
    ],
)
def test_what_mermaid_would_read_as_syntax_is_escaped(text: str, escaped: str) -> None:
    assert mermaid_text(text) == escaped


@given(st.text(st.characters(exclude_categories=())))
def test_an_escaped_text_holds_no_syntax(text: str) -> None:
    rest = _ENTITY.sub("", mermaid_text(text))
    assert not set(rest) & set(";#\n\r%<>{}[]\"'`:&|*+~^$@!?\\")


def test_every_line_is_a_statement_whatever_the_texts() -> None:
    for trace in (traces.hostile(), traces.forty_calls(), Trace(), traces.every_pair_of_lanes()):
        for line in source(trace):
            assert _LINE.fullmatch(line), line
