"""A token that is read, as HTML: its three segments, what they say, and what is wrong with them.

It is reading and no check, so nothing here says whether a claim is true. A signature is shown
only to whoever asks for it: with it, whoever sees the page can use the token.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.panels.style import heading_html, message_html, text_html
from cognito_lab.tokens.anatomy import CLAIM_TYPES, Problem, Segment, TokenAnatomy
from cognito_lab.tokens.reasons import TokenReason
from cognito_lab.tokens.wording import length_words, time_words

MASK = "••••••••"

_TITLES = {
    "header": "1 · header: how it is signed, says the token",
    "payload": "2 · payload: the claims",
    "signature": "3 · signature: over the two",
}
_TIME = CLAIM_TYPES["exp"]
_MOST_LETTERS = 130
_MOST_VALUE = 300
_MOST_CLAIMS = 60
_MOST_PROBLEMS = 6
_AROUND = 12
# For these a problem's position counts letters; for all others it counts bytes behind them.
_OF_LETTERS = {
    TokenReason.PADDED,
    TokenReason.NOT_BASE64URL,
    TokenReason.CUT_OFF,
    TokenReason.LOOSE_BITS,
}

Line = tuple[str, str, str]
"""Name, value and what it means, each as plain text."""


def segments_html(
    anatomy: TokenAnatomy,
    *,
    now: float,
    changed: Collection[str] = (),
    show_signature: bool = False,
) -> str:
    """The three segments side by side; `changed` are the claims that get a mark.

    `now` (seconds since 1970) is what times are compared with.
    """
    parts = "".join(
        _segment_html(segment, now, changed, show_signature) for segment in anatomy.segments
    )
    return f'{_problems_html(anatomy)}<div class="cl-segments">{parts}</div>'


def lines_of(segment: Segment, now: float) -> Iterator[Line]:
    """What a header or payload says, a line for each name."""
    for name, value in (segment.value or {}).items():
        yield name, value_text(value), meaning_of(name, value, now)


def value_text(value: Any) -> str:
    """A value as the JSON that it is, the middle left out where it is long."""
    return shorten(json.dumps(value, ensure_ascii=False), _MOST_VALUE)


def meaning_of(name: str, value: Any, now: float) -> str:
    """What a value means in words: of a time, when it is."""
    if CLAIM_TYPES.get(name) is _TIME and _TIME[1](value):
        return when_words(value, now)
    return ""


def when_words(seconds: float, now: float) -> str:
    """A time as a date, and how far it is from now."""
    ahead = seconds - now
    if ahead == 0:
        return f"{time_words(seconds)}: now"
    length = length_words(ahead)
    return f"{time_words(seconds)}: {f'in {length}' if ahead > 0 else f'{length} ago'}"


def signature_words(segment: Segment) -> str:
    """What there is to say of a signature that is not shown."""
    if segment.data is None:
        return "cannot be read"
    if not segment.data:
        return "none: nobody has signed this"
    return f"{len(segment.data)} bytes, that say nothing to a reader: they can only be checked"


def _segment_html(
    segment: Segment, now: float, changed: Collection[str], show_signature: bool
) -> str:
    hidden = segment.name == "signature" and not show_signature
    letters = MASK if hidden and segment.text else shorten(segment.text, _MOST_LETTERS)
    shown = f"<code>{text_html(letters)}</code>" if letters else '<p class="cl-muted">nothing</p>'
    if segment.name == "signature":
        body = f"<p>{text_html(signature_words(segment))}</p>"
    elif segment.value is None:
        body = '<p class="cl-muted">It could not be read.</p>'
    else:
        body = _table_html(list(lines_of(segment, now)), changed)
    return (
        f'<div class="cl-segment cl-{segment.name}">{heading_html(_TITLES[segment.name], 4)}'
        f'<div class="cl-letters-of">{shown}</div>{body}</div>'
    )


def _table_html(lines: list[Line], changed: Collection[str]) -> str:
    if not lines:
        return '<p class="cl-muted">It says nothing: the object is empty.</p>'
    rows = "".join(
        f"<tr><td><b>{text_html(shorten(name, 60))}</b>"
        f"{' ✎ changed' if name in changed else ''}</td>"
        f"<td><code>{text_html(value)}</code>{_said(words)}</td></tr>"
        for name, value, words in lines[:_MOST_CLAIMS]
    )
    more = len(lines) - _MOST_CLAIMS
    rest = f'<p class="cl-muted">… and {more} more</p>' if more > 0 else ""
    return f'<table class="cl-claims"><tbody>{rows}</tbody></table>{rest}'


def _said(words: str) -> str:
    return f"<br>{text_html(words)}" if words else ""


def _problems_html(anatomy: TokenAnatomy) -> str:
    shown = anatomy.problems[:_MOST_PROBLEMS]
    segments: Mapping[str, Segment] = {segment.name: segment for segment in anatomy.segments}
    said = "".join(
        message_html(shorten(str(problem), 400), "refused")
        + _place_html(problem, segments.get(problem.segment))
        for problem in shown
    )
    more = len(anatomy.problems) - len(shown)
    return said + (f'<p class="cl-muted">… and {more} more problems</p>' if more > 0 else "")


def _place_html(problem: Problem, segment: Segment | None) -> str:
    """The letters, or the text behind them, around the place that is wrong."""
    if segment is None or problem.position is None or segment.name == "signature":
        return ""
    if problem.reason in _OF_LETTERS:
        whole, at = segment.text, problem.position
    elif segment.data is not None:
        before = segment.data[: problem.position].decode("utf-8", "replace")
        whole, at = (
            before + segment.data[problem.position :].decode("utf-8", "replace"),
            len(before),
        )
    else:
        return ""
    start = max(0, at - _AROUND)
    wrong = whole[at : at + 1] or "(the end)"
    return (
        f'<p class="cl-place">here: <code>{"…" if start else ""}{text_html(whole[start:at])}'
        f"<b>⟦{text_html(wrong)}⟧</b>{text_html(whole[at + 1 : at + 1 + _AROUND])}</code></p>"
    )
