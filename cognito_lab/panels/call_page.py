"""What the flow player shows of one call: a sentence, the picture, and all that was recorded."""

from __future__ import annotations

from collections.abc import Sequence

from cognito_lab.diagrams.meaning import meaning_of
from cognito_lab.diagrams.operation_meanings import document_of
from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.diagrams.theme import QUESTIONS, question_style
from cognito_lab.diagrams.wording import ANSWERED, CROSS, Message
from cognito_lab.flow import ApiCall, Note
from cognito_lab.flow.call import LAB, NOBODY
from cognito_lab.panels.style import chip_html, heading_html, message_html, text_html
from cognito_lab.panels.value_tree import tree_html

_MOST_TITLE = 90
_MOST_BODY = 3000
_MOST_LINE = 500
_MOST_NOTES = 6


def call_page(
    call: ApiCall,
    message: Message,
    notes: Sequence[Note],
    picture: str,
    *,
    width: float,
    show_wire: bool,
) -> str:
    """The page of one call as HTML; whatever comes from the call is escaped.

    `message` is the call in words, `notes` what happened after it, `picture` an SVG document
    that is `width` pixels wide.
    """
    # A picture may grow on a projector, and never beyond what its lines are drawn for.
    size = f"flex:3 1 {round(width)}px;max-width:{round(width * 1.35)}px"
    wire = _wire(call) if show_wire else ""
    return (
        f"{_head(call, message)}"
        f'<div class="cl-columns"><div class="cl-picture" style="{size}">{picture}</div>'
        f'<div class="cl-details">{_sent(call)}{_came_back(call, message)}{wire}'
        f"{_facts(call, message)}{_after(notes)}</div></div>"
    )


def outcome_of(message: Message) -> str:
    """How a call ended, as the list of calls names it: `refused: NotAuthorizedException`."""
    if message.ending == ANSWERED:
        return "answered"
    return " ".join(word for word in message.outcome.split() if not word.isdigit())


def _head(call: ApiCall, message: Message) -> str:
    title = f"{call.number}. {shorten(message.operation, _MOST_TITLE)}"
    ends = f"{shorten(message.caller_label, 40)} → {shorten(message.callee_label, 40)}"
    style = question_style(message.question)
    question = f"{style.letter} {style.meaning.partition(':')[0]}".strip()
    good = message.ending == ANSWERED
    outcome = f"✓ answered: {message.outcome}" if good else f"{CROSS} {message.outcome}"
    chips = chip_html(question, message.question if message.question in QUESTIONS else "neither")
    chips += chip_html(shorten(outcome, 120), "good" if good else "refused")
    page = document_of(call.service, call.operation)
    link = (
        f' <a href="{text_html(page)}" target="_blank" rel="noopener noreferrer">'
        f"AWS on {text_html(message.operation)}</a>"
        if page
        else ""
    )
    return (
        f'<div class="cl-head"><h3>{text_html(title)} '
        f'<span class="cl-muted">{text_html(ends)}</span></h3>{chips}</div>'
        f'<p class="cl-meaning">{text_html(meaning_of(call, message))}{link}</p>'
    )


def _after(notes: Sequence[Note]) -> str:
    """What happened before the next call, the last of it where there is much."""
    shown = notes[-_MOST_NOTES:]
    left_out = len(notes) - len(shown)
    more = f'<p class="cl-muted">… {left_out} more notes before these</p>' if left_out else ""
    said = (f"after this call, {note.kind}: {note.text}" for note in shown)
    body = more + "".join(message_html(shorten(text, _MOST_LINE), "note") for text in said)
    return f'<div class="cl-block">{body}</div>' if body else ""


def _part(title: str, body: str) -> str:
    """A titled part that scrolls, with the keyboard too, where it is long."""
    return (
        f'<div class="cl-block">{heading_html(title, 4)}<div class="cl-part" tabindex="0" '
        f'role="region" aria-label="{text_html(title)}">{body}</div></div>'
    )


def _sent(call: ApiCall) -> str:
    return _part("Parameters", tree_html(call.parameters))


def _came_back(call: ApiCall, message: Message) -> str:
    if call.error is None:
        return _part("Response", tree_html(call.response or {}))
    code = shorten(call.error.code, _MOST_LINE)
    words = message_html(f"{code}: {shorten(message.explanation, 4 * _MOST_LINE)}", "refused")
    response = tree_html(call.response) if call.response else ""
    return _part("Error", words + response)


def _wire(call: ApiCall) -> str:
    request = call.request
    if request is None:
        return _part("On the wire", "<p>Nothing: the SDK refused to send it.</p>")
    lines = [f"{request.method} {request.url}", *(f"{name}: {v}" for name, v in request.headers)]
    lines += ["", *shorten(request.body, _MOST_BODY).splitlines()]
    text = "\n".join(text_html(shorten(line, _MOST_BODY)) for line in lines)
    status = f'<p class="cl-muted">answered with HTTP {call.status}</p>' if call.status else ""
    return _part("On the wire", f"<pre>{text}</pre>{status}")


def _facts(call: ApiCall, message: Message) -> str:
    """Who called, with what; what answered; when."""
    rows = []
    if call.crossed_the_wire:
        rows.append(("caller", f"{message.caller_label} (principal: {call.principal})"))
        key = f", access key {call.access_key_id}" if call.signed and call.access_key_id else ""
        rows.append(("credential", f"{message.credential or call.credential}{key}"))
    else:
        rows.append(("caller", f"{message.caller_label}; nobody else saw this call"))
    checks = ", ".join(call.behaviours)
    acted = f"{'' if call.answered_by == LAB else ', lab checks'}: {checks}" if checks else ""
    answered = "nobody, it was not sent" if call.answered_by == NOBODY else call.answered_by
    rows.append(("answered by", f"{answered}{acted}"))
    rows.append(("lab's clock", f"{call.at:%Y-%m-%d %H:%M:%S} {call.at.tzname() or ''}"))
    if call.step:
        rows.append(("step", call.step))
    if call.attempt > 1:
        rows.append(("attempt", str(call.attempt)))
    lines = "".join(
        f"<li><b>{name}</b>: {text_html(shorten(value, _MOST_LINE))}</li>" for name, value in rows
    )
    return _part("Who, and when", f'<ul class="cl-tree">{lines}</ul>')
