"""What stands in a segment of a token, in words: for its picture and for its table alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.tokens.anatomy import Problem, Segment, TokenAnatomy
from cognito_lab.tokens.claim_entries import ACCESS, HEADER, ID
from cognito_lab.tokens.claim_glossary import entry_for
from cognito_lab.tokens.reasons import SENTENCES, TokenReason
from cognito_lab.tokens.wording import relative_words, time_words

_MOST_NAME, _MOST_VALUE = 60, 160
_WHERE = {ID: "an ID token", ACCESS: "an access token", HEADER: "a header"}
_AROUND = 22
# Counted in letters of the segment; every other position counts bytes behind them.
_OF_THE_LETTERS = {
    TokenReason.PADDED,
    TokenReason.NOT_BASE64URL,
    TokenReason.CUT_OFF,
    TokenReason.LOOSE_BITS,
}


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """One name of a header or payload: its value, a time also as a date, and what it means."""

    name: str
    value: str
    when: str
    meaning: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The place of a problem: what stands before it, the letter or byte itself, and after."""

    before: str
    mark: str
    after: str


def token_use_of(anatomy: TokenAnatomy) -> str | None:
    """What the payload says that it is: `"id"`, `"access"`, or None. Nobody has checked it."""
    said = (anatomy.payload.value or {}).get("token_use")
    return said if said in (ID, ACCESS) else None


def claims_of(segment: Segment, token_use: str | None, now: float | None) -> Iterator[ClaimWords]:
    """Each name of a header or payload, in its order. `now` is seconds since 1970."""
    place = HEADER if segment.name == HEADER else token_use
    for name, value in (segment.value or {}).items():
        entry = entry_for(name, place)
        meaning = entry.short
        if place in _WHERE and entry.places and place not in entry.places:
            meaning += f"; unusual in {_WHERE[place]}"
        elif place == HEADER and not entry.places:
            meaning += "; Cognito writes none"
        problems = tuple(
            problem_words(problem) for problem in segment.problems if problem.claim == name
        )
        yield ClaimWords(
            shorten(clean(name), _MOST_NAME) or "(a name without letters)",
            value_words(value),
            _when(value, now) if entry.is_time else "",
            meaning,
            problems,
        )


def value_words(value: Any) -> str:
    """A value as JSON, on one line; of a long one the middle is left out."""
    return shorten(clean(json.dumps(value, ensure_ascii=False)), _MOST_VALUE)


def _when(value: Any, now: float | None) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return ""
    moment = time_words(value)
    if moment.endswith("(no date)"):
        return "no date"
    return moment if now is None else f"{moment}, {relative_words(value, now)}"


def problem_words(problem: Problem) -> str:
    """What is wrong, in a sentence."""
    sentence = SENTENCES[problem.reason].replace("`", "")
    return clean(f"{problem.detail}. {sentence}")


def excerpt_of(segment: Segment, problem: Problem) -> Excerpt | None:
    """The letters or the bytes around the place of a problem, where it has one."""
    place = problem.position
    if place is None:
        return None
    if problem.reason in _OF_THE_LETTERS:
        text = segment.text
        parts = text[max(0, place - _AROUND) : place], text[place : place + 1]
        rest = text[place + 1 : place + 1 + _AROUND]
    elif segment.data is not None:
        data = segment.data
        parts = _bytes(data[max(0, place - _AROUND) : place]), _bytes(data[place : place + 1])
        rest = _bytes(data[place + 1 : place + 1 + _AROUND])
    else:
        return None
    return Excerpt(clean(parts[0]), clean(parts[1]) or "(end)", clean(rest))


def _bytes(data: bytes) -> str:
    """Bytes as text; those that are no character of UTF-8 by their number."""
    return data.decode("utf-8", "backslashreplace")
