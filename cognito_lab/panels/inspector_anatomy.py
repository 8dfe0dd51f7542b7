"""A token that is read, as HTML: its three segments, what they say, and what is wrong.

It is reading and no check, so nothing here says whether a claim is true. A signature is shown
only to whoever asks for it: with it, whoever sees the page can use the token.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from cognito_lab.diagrams.claim_words import (
    ClaimWords,
    claims_of,
    excerpt_of,
    problem_words,
    token_use_of,
)
from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.panels.style import heading_html, message_html, text_html
from cognito_lab.tokens.anatomy import Problem, Segment, TokenAnatomy
from cognito_lab.tokens.claim_entries import HEADER, ClaimEntry
from cognito_lab.tokens.claim_glossary import entry_for

MASK = "••••••••"

_TITLES = {
    "header": "1 · header: how it is signed, says the token",
    "payload": "2 · payload: the claims",
    "signature": "3 · signature: over the two",
}
_MOST_LETTERS = 130
_MOST_CLAIMS = 60
_MOST_PROBLEMS = 6
_MOST_WORDS = 400


def segments_html(
    anatomy: TokenAnatomy,
    *,
    now: float,
    changed: Collection[str] = (),
    show_signature: bool = False,
) -> str:
    """The three segments, and above them what is wrong with them.

    `now` (seconds since 1970) is what times are told from; the claims that are `changed` get a
    mark.
    """
    use = token_use_of(anatomy)
    parts = "".join(
        (
            _object_html(anatomy.header, HEADER, now, ()),
            _object_html(anatomy.payload, use, now, changed),
            _signature_html(anatomy.signature, show_signature),
        )
    )
    return f'{_problems_html(anatomy)}<div class="cl-segments">{parts}</div>'


def _object_html(segment: Segment, place: str | None, now: float, changed: Collection[str]) -> str:
    names = list(segment.value or {})
    claims = islice(claims_of(segment, place, now), _MOST_CLAIMS)
    if segment.value is None:
        body = _muted("It could not be read.")
    elif not names:
        body = _muted("It says nothing: the object is empty.")
    else:
        rows = "".join(
            _claim_html(claim, entry_for(name, place), name in changed)
            for name, claim in zip(names, claims, strict=False)
        )
        more = len(names) - _MOST_CLAIMS
        body = f'<table class="cl-claims"><tbody>{rows}</tbody></table>'
        body += _muted(f"… and {more} more") if more > 0 else ""
    return _card_html(segment, shorten(segment.text, _MOST_LETTERS), body)


def _claim_html(claim: ClaimWords, entry: ClaimEntry, changed: bool) -> str:
    """One name: its value, a time in words too, and what it means, more of it behind a click."""
    name = f"<b>{text_html(claim.name)}</b>{' ✎ changed' if changed else ''}"
    value = f"<code>{text_html(claim.value)}</code>"
    value += f"<br>{text_html(claim.when)}" if claim.when else ""
    value += "".join(
        f'<br><span class="cl-refused">✕ {text_html(said)}</span>' for said in claim.problems
    )
    lines = (
        entry.meaning,
        f"Set by {entry.set_by}.",
        f"Whose word: {entry.standard}.",
        f"Good for {entry.good_for}.",
        f"Not for {entry.not_for}.",
    )
    meaning = (
        f'<details><summary class="cl-muted">{text_html(claim.meaning)}</summary>'
        f"{'<br>'.join(map(text_html, lines))}</details>"
    )
    return f"<tr><td>{name}</td><td>{value}</td><td>{meaning}</td></tr>"


def _signature_html(segment: Segment, show_signature: bool) -> str:
    letters = segment.text if show_signature or not segment.text else MASK
    if not segment.text:
        said = "There is none: nobody has signed this."
    elif segment.data is None:
        said = "It cannot be read."
    else:
        said = (
            f"{len(segment.data)} bytes, made over segments 1 and 2. They say nothing to a reader: "
            "they can only be checked."
        )
    return _card_html(segment, shorten(letters, 4 * _MOST_LETTERS), f"<p>{text_html(said)}</p>")


def _card_html(segment: Segment, letters: str, body: str) -> str:
    shown = f"<code>{text_html(letters)}</code>" if letters else _muted("no letters")
    return (
        f'<div class="cl-segment cl-{segment.name}">{heading_html(_TITLES[segment.name], 4)}'
        f'<div class="cl-letters-of">{shown}</div>{body}</div>'
    )


def _muted(words: str) -> str:
    return f'<p class="cl-muted">{text_html(words)}</p>'


def _problems_html(anatomy: TokenAnatomy) -> str:
    shown = anatomy.problems[:_MOST_PROBLEMS]
    said = "".join(_problem_html(anatomy, problem) for problem in shown)
    more = len(anatomy.problems) - len(shown)
    return said + (_muted(f"… and {more} more problems") if more > 0 else "")


def _problem_html(anatomy: TokenAnatomy, problem: Problem) -> str:
    """What is wrong, and the letters or bytes around the place."""
    where = f"{problem.segment}, {problem.claim}" if problem.claim else problem.segment
    said = message_html(shorten(f"{where}: {problem_words(problem)}", _MOST_WORDS), "refused")
    segment = next((part for part in anatomy.segments if part.name == problem.segment), None)
    # Letters of a signature are part of what can be used.
    if segment is None or segment.name == "signature":
        return said
    excerpt = excerpt_of(segment, problem)
    if excerpt is None:
        return said
    before, mark, after = map(text_html, (excerpt.before, excerpt.mark, excerpt.after))
    return f'{said}<p class="cl-place">here: <code>{before}<b>⟦{mark}⟧</b>{after}</code></p>'
