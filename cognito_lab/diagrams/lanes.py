"""Which lanes take part in a sequence, in what order, and how far apart they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cognito_lab.diagrams.text_metrics import text_width, wrap
from cognito_lab.diagrams.theme import PAGE, WIDE_PAGE
from cognito_lab.diagrams.wording import Message, label_of
from cognito_lab.flow.actors import ACTORS, APP

HEAD_TEXT = 13
HEAD_LINE = 17
_HEAD_WIDEST = 134
_HEAD_PADDING = 10
_LEAST_GAP = 96
_BETWEEN_HEADS = 14
# How much room a call's words may ask for and on which page, tried in turn until it fits.
_ROOM = (
    *((room, PAGE) for room in (560, 500, 440, 400, 360, 330, 300)),
    *((room, WIDE_PAGE) for room in (360, 330, 300, 275, 250, 230, 210)),
)
_NARROW_PAGE = 580
"""The width that a picture may have with text beside it on a laptop's page."""
_NARROW_ROOM = tuple((room, _NARROW_PAGE) for room in (440, 400, 360, 330, 300, 275, 250))
_NARROWEST = 220
SELF_ROOM = 320.0
"""How far the words of an actor's call to itself reach where no lane is to its right."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One actor's lane: the lines of its name, its head's width, and where it stands."""

    actor: str
    label: tuple[str, ...]
    head_width: float
    caller: bool
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """Between which lanes a call runs (places from 0, left < right), and the room it wants."""

    left: int
    right: int
    wanted: float


def actors_of(messages: Iterable[Message]) -> list[str]:
    """The actors that take part, in the order of `flow.actors.ACTORS`.

    One that has no place there stands after the app if it only calls, else at the end.
    """
    callers: dict[str, None] = {}
    seen: dict[str, None] = {}
    called: set[str] = set()
    for message in messages:
        callers[message.caller] = None
        called.add(message.callee)
        seen[message.caller] = seen[message.callee] = None
    places = {actor: place for place, actor in enumerate(ACTORS)}
    after_the_app = places[APP.id] + 0.5

    def place(actor: str) -> float:
        only_calls = actor in callers and actor not in called
        return places.get(actor, after_the_app if only_calls else len(places))

    return sorted(seen, key=place)


def head_of(actor: str, caller: bool) -> Lane:
    """The head of a lane, before it has a place."""
    lines = wrap(label_of(actor), _HEAD_WIDEST - 2 * _HEAD_PADDING, HEAD_TEXT, bold=True)
    widest = max(text_width(line, HEAD_TEXT, bold=True) for line in lines)
    return Lane(actor, tuple(lines), max(64.0, widest + 2 * _HEAD_PADDING), caller)


def place_lanes(
    heads: Sequence[Lane],
    spans: Sequence[Span],
    *,
    left: float,
    right: float,
    least: float,
    narrow: bool = False,
) -> tuple[list[Lane], float]:
    """The lanes at their places, and the width of the picture.

    `left` and `right` are kept free at the sides. The calls' words get as much room as the
    page can give, and never less than they need to be readable: rather than that, the
    picture grows to the wide page and, with very many lanes, beyond it. It is at least
    `least` wide, so that a title has room. `narrow` leaves room for text beside the picture
    where the lanes allow it.
    """
    # A lane that calls itself, at the right edge, needs room where there is no next lane.
    beyond = SELF_ROOM if any(span.right == len(heads) for span in spans) else 0.0
    sides = left + right + heads[0].head_width / 2 + max(heads[-1].head_width / 2, beyond)
    gaps: list[float] = []
    for room, page in (*_NARROW_ROOM, *_ROOM) if narrow else _ROOM:
        gaps = _gaps(heads, spans, room)
        if sides + sum(gaps) <= page:
            break
    if gaps:
        spare = max(0.0, least - sides - sum(gaps)) / len(gaps)
        gaps = [gap + spare for gap in gaps]
    x = left + heads[0].head_width / 2
    placed = []
    for head, gap in zip(heads, [*gaps, 0.0], strict=True):
        placed.append(Lane(head.actor, head.label, head.head_width, head.caller, round(x)))
        x += gap
    width = placed[-1].x + max(placed[-1].head_width / 2, beyond) + right
    return placed, float(round(max(width, least)))


def _gaps(heads: Sequence[Lane], spans: Sequence[Span], room: float) -> list[float]:
    gaps = [
        max(_LEAST_GAP, (one.head_width + other.head_width) / 2 + _BETWEEN_HEADS)
        for one, other in pairwise(heads)
    ]
    needed: dict[tuple[int, int], float] = {}
    for span in spans:
        if span.right < len(heads):
            wanted = max(_NARROWEST, min(span.wanted, room))
            place = (span.left, span.right)
            needed[place] = max(needed.get(place, 0.0), wanted)
    # Neighbours first: what they need, a call that runs past them has as well.
    for (start, end), wanted in sorted(needed.items(), key=lambda n: (n[0][1] - n[0][0], n[0])):
        missing = wanted - sum(gaps[start:end])
        if missing > 0:
            for i in range(start, end):
                gaps[i] += missing / (end - start)
    return gaps
