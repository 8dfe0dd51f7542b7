"""The closing box: made from the trace and the ledger, and honest about what is unconfirmed."""

from dataclasses import dataclass

from cognito_lab.diagrams import what_answered
from cognito_lab.evidence import UNCONFIRMED
from cognito_lab.flow import Trace
from tests.calls import make_call


@dataclass(frozen=True)
class Row:
    id: str
    unconfirmed: str | None = None
    aws: str = "AWS <checks> this."
    document: str = "https://docs.aws.amazon.com/x?a=1&b=2"
    moto: str = "Accepts anything."
    lab: str = "Checks it."


def call(number, answered_by="moto", *behaviours):
    return make_call(number, answered_by=answered_by, behaviours=behaviours)


CALLS = [
    call(1),
    call(2, "moto + lab checks", "checked"),
    call(3, "moto + lab checks", "checked"),
    call(4, "lab", "whole"),
    call(5, "moto + lab checks", "checked"),
]


def test_the_summary_counts_who_answered():
    summary = what_answered(Trace(CALLS), []).summary
    assert summary == (
        "Of the 5 calls above, AWS answered none: 1 by moto as it comes, "
        "3 by moto with checks that the lab adds, 1 by the lab alone."
    )


def test_calls_that_were_never_sent_are_counted_apart():
    assert "1 by nobody" in what_answered(Trace([call(1, "nobody")]), []).summary


def test_only_rows_that_acted_are_shown_in_the_order_of_their_calls():
    box = what_answered(Trace(CALLS), [Row("whole"), Row("checked"), Row("idle")])
    assert [(row.id, calls) for row, calls in box.rows] == [("checked", (2, 3, 5)), ("whole", (4,))]
    assert "idle" not in str(box)
    assert "checked (call 2–3, 5)" in str(box)


def test_what_no_document_confirms_is_marked_in_both_forms():
    box = what_answered(Trace(CALLS), [Row("checked", unconfirmed="the <words>")])
    assert f"{UNCONFIRMED}: the <words>" in str(box)
    assert f"{UNCONFIRMED}: the &lt;words&gt;" in box.html
    assert UNCONFIRMED not in str(what_answered(Trace(CALLS), [Row("checked")]))


def test_the_html_is_escaped_and_links_the_document():
    html = what_answered(Trace(CALLS), [Row("checked")]).html
    assert "AWS &lt;checks&gt; this." in html
    assert '<a href="https://docs.aws.amazon.com/x?a=1&amp;b=2">document</a>' in html


def test_a_trace_without_rows_is_one_sentence():
    assert what_answered(Trace([call(1)]), [Row("checked")]).html.startswith("<p>Of the 1 calls")


def test_code_in_a_sentence_is_shown_as_code():
    html = what_answered(Trace(CALLS), [Row("checked", moto="Writes `<kid>`.")]).html
    assert "Writes <code>&lt;kid&gt;</code>." in html
