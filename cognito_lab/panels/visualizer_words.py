"""The visualizer's words and its layout: what stands where, and the line on what came back."""

from __future__ import annotations

import datetime as dt

from cognito_lab.diagrams import theme
from cognito_lab.diagrams.wording import message_of
from cognito_lab.flow import ApiCall
from cognito_lab.panels.actions import BROKEN, GOOD, NOTE, REFUSED, Outcome
from cognito_lab.panels.style import PANEL, chip_html, message_html, text_html

_KINDS = {GOOD: "good", REFUSED: "refused", NOTE: "note", BROKEN: "refused"}
_MOST_CALLS = 8

# The actions stand beside the player where the page is wide enough, else above it.
_RULES = """
.P .cl-both{flex-flow:row wrap;align-items:flex-start;gap:16px;overflow:visible}
.P .cl-left{flex:1 1 340px;max-width:36em;max-height:max(26em,calc(100vh - 215px));
overflow:auto;padding:2px 6px 2px 4px;box-sizing:border-box}
.P .cl-left>*{flex:none}
.P .cl-right{flex:3 1 520px;min-width:0;overflow:visible}
.P .cl-top{gap:8px;border-bottom:1px solid var(--cl-frame);padding-bottom:4px}
.P .cl-top .widget-html:first-child{flex:1 1 300px}
.P .cl-actions-head{border:0;margin-top:6px}
.P .cl-action{flex:0 0 16em;text-align:left;border:1px solid currentColor}
.P .cl-action.cl-authorization{border-style:dashed}
.P .cl-action-head{align-items:center;overflow:visible}
.P .cl-action-head .widget-html{margin-left:6px}
.P .cl-action-head .widget-html-content{font-size:.9em;line-height:1.25}
.P .cl-action-form{margin:0 0 8px 12px;padding-left:8px;border-left:3px solid var(--cl-frame)}
.P .cl-action-form>.widget-button,.P .cl-use,.P .cl-answered{align-self:flex-start}
.P .cl-letters{max-height:190px;overflow:auto}
.P .cl-letter-row{flex-flow:row wrap;align-items:center;overflow:visible;flex:none;
margin-bottom:2px}
.P .cl-letter-row .widget-html{flex:1 1 250px}
.P .cl-letter{border-left:4px solid var(--cl-note-frame);background:var(--cl-note-ground);
color:var(--cl-note-ink);padding:2px 8px;overflow-wrap:anywhere}
.P .cl-call{margin:2px 0}
.P .cl-right .cl-player-title{display:none}
.P table{border-collapse:collapse}
.P td,.P th{border:1px solid var(--cl-frame);padding:3px 8px;vertical-align:top}
"""
LAYOUT = f"<style>{_RULES.replace('.P', f'.{PANEL}').replace(chr(10), '')}</style>"


def status_html(step: str, outcome: Outcome) -> str:
    """What came back from an action: a sentence, with what answered its call, or each of several.

    Where it made no call, it says so, for the player beside it goes on showing an earlier one.
    """
    said, calls = outcome.text or "done", outcome.calls
    if not calls:
        said += " · No call was made: the one that is shown below is an earlier one."
    elif len(calls) == 1:
        said += f" · call {calls[0].number}, {_answered(calls[0])}"
    line = message_html(f"{step} · {said}", _KINDS[outcome.kind])
    if outcome.picture is not None:
        line += f"{outcome.picture.html_image()}\n{outcome.picture.html_transcript()}"
    if len(calls) < 2:
        return line
    more = len(calls) - _MOST_CALLS
    listed = "".join(_call_html(call) for call in calls[:_MOST_CALLS])
    return line + listed + (f" and {more} more" if more > 0 else "")


def _answered(call: ApiCall) -> str:
    if not call.crossed_the_wire:
        return "not sent"
    return f"answered by {message_of(call).answered_by}"


def _call_html(call: ApiCall) -> str:
    """One call: question, operation, how it ended, and what answered."""
    words = message_of(call)
    letter = theme.question_style(call.question).letter
    named = f"{letter} {words.operation}" if letter else words.operation
    ended = text_html(f"{words.outcome}, {_answered(call)}")
    return f'<div class="cl-call">{chip_html(named, call.question)} {ended}</div>'


def clock_html(now: dt.datetime) -> str:
    """The lab's time, in words."""
    return f"<b>Clock:</b> {now:%a %d %b %Y, %H:%M:%S} UTC"
