"""`token_anatomy`: a token in its three segments, its letters beside what they say.

Reading is no check, and the picture says so in its first line; only a verification that it is
handed makes it say something else. The segments are told apart by number and name, and by colour
besides.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cognito_lab.diagrams.claim_words import (
    ClaimWords,
    Excerpt,
    claims_of,
    excerpt_of,
    problem_words,
    token_use_of,
)
from cognito_lab.diagrams.paragraph import paragraph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import chop, clean, shorten, text_width, wrap
from cognito_lab.diagrams.theme import (
    FRAME,
    INK,
    MUTED,
    NOTE_FRAME,
    NOTE_GROUND,
    NOTE_INK,
    REFUSED,
    TAKEN,
    WHITE,
)
from cognito_lab.diagrams.verification_gates import draw_gates, gates_table, verdict_words
from cognito_lab.tokens.anatomy import Segment, TokenAnatomy, decode_unverified
from cognito_lab.tokens.verification import TokenVerification

READ_ONLY = "read, not verified"
_WARNING = "Anybody could have written this: a token is trusted after every check, and not before."
COLUMNS = ("segment", "name", "value", "what it means")
NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class SegmentStyle:
    """How a segment is told apart: its number, its colour, and a light ground of that colour."""

    number: int
    colour: str
    tint: str


STYLES = {
    "header": SegmentStyle(1, "#6B2FA0", "#F4EDFA"),
    "payload": SegmentStyle(2, "#0B5F58", "#E5F4F2"),
    "signature": SegmentStyle(3, "#96204D", "#FBEBF1"),
}
"""The segments' looks. Neither of the two questions' colours is among them."""

WIDTH = 880
_MARGIN = 16
_LETTERS_WIDTH = 184.0
_NAME, _VALUE, _MEANING = 228.0, 356.0, 652.0
_END = WIDTH - _MARGIN - 8.0
_LETTER_LINE = 15
_LEAST_LINES = 5
_WHOLE_SIGNATURE = 17
"""Lines that hold the 342 letters of an RSA signature of 2048 bits."""
_MOST_CLAIMS = 60
_SMALL, _SMALL_LINE = 11, 14


def token_anatomy(
    token_or_anatomy: Any, *, now: dt.datetime | None = None, show_signature: bool = False
) -> Picture:
    """A token as a picture: what its letters say, what each claim means, and what is wrong.

    Takes a token, a `TokenAnatomy`, or a `TokenVerification`: then the verdict is the title, and
    the gates stand under the segments. `now` is an aware datetime to which times are told; of
    a verification it is its own, if not given. The signature is shown only if asked for, for
    with it the token can be used.

    Never raises for what the token is. Raises ValueError for a `now` without a time zone.
    """
    verification = token_or_anatomy if isinstance(token_or_anatomy, TokenVerification) else None
    anatomy = _anatomy_of(token_or_anatomy)
    moment = _seconds(now)
    if moment is None and verification is not None:
        moment = verification.expected.now
    page = _Page(anatomy, verification, moment, show_signature=show_signature)
    return Picture(page.title, page.draw(), page.table())


def _anatomy_of(given: Any) -> TokenAnatomy:
    if isinstance(given, TokenAnatomy):
        return given
    return given.anatomy if isinstance(given, TokenVerification) else decode_unverified(given)


def _seconds(now: dt.datetime | None) -> float | None:
    if now is None:
        return None
    if now.tzinfo is None:
        raise ValueError("`now` has to be a datetime with its time zone, such as lab.clock.now()")
    return now.timestamp()


class _Page:
    """The picture as it grows downwards."""

    def __init__(
        self,
        anatomy: TokenAnatomy,
        verification: TokenVerification | None,
        now: float | None,
        *,
        show_signature: bool,
    ) -> None:
        self._anatomy, self._verification, self._now = anatomy, verification, now
        self._show_signature = show_signature
        self._use = token_use_of(anatomy)
        self._drawing = Drawing()
        self._y = 12.0
        kind = {"id": "An ID token", "access": "An access token"}.get(self._use or "", "A token")
        if verification is None:
            self.title = f"{kind}: {READ_ONLY}"
        else:
            verdict = verdict_words(verification)
            self.title = f"{kind}, {verdict[:1].lower()}{verdict[1:]}"

    # The picture.

    def draw(self) -> str:
        """All of it, as SVG."""
        room = WIDTH - 2 * _MARGIN
        self._y = paragraph(
            self._drawing, self.title, _MARGIN, self._y, room, size=16, line=21, bold=True
        )
        self._note()
        for problem in self._anatomy.problems:
            if problem.segment == "token":
                self._fault(problem_words(problem), _MARGIN, room)
        self._y += 8
        for segment in self._anatomy.segments:
            self._segment(segment)
        if self._verification is not None:
            self._y = draw_gates(self._drawing, self._verification, _MARGIN, self._y + 4, room)
        description = f"{self.title}. {len(self._anatomy.problems)} problems of form."
        return self._drawing.to_svg(WIDTH, self._y + 10, title=self.title, description=description)

    def _note(self) -> None:
        """That the claims are not to be trusted, or which verdict says that they are."""
        text, frame, ground, ink = _WARNING, NOTE_FRAME, NOTE_GROUND, NOTE_INK
        if self._verification is not None:
            if self._verification.accepted and not self._verification.failed:
                text, ink = "The claims are the issuer's, and meant for this app.", TAKEN
                frame, ground = TAKEN, WHITE
            elif self._verification.claims_are_untrusted:
                text = "The claims are untrusted: somebody has written them, and nobody knows who."
            else:
                text = "The claims are the issuer's, but a check says: not here, or not now."
        lines = wrap(text, WIDTH - 2 * _MARGIN - 16, 12)
        height = len(lines) * 15 + 8
        self._drawing.rect(
            _MARGIN, self._y + 3, WIDTH - 2 * _MARGIN, height, fill=ground, stroke=frame, radius=4
        )
        self._y += 7
        for line in lines:
            self._drawing.text(_MARGIN + 8, self._y + 11, line, size=12, fill=ink)
            self._y += 15
        self._y += 6

    def _fault(self, text: str, x: float, width: float) -> None:
        self._y = paragraph(self._drawing, f"✕ {text}", x, self._y + 3, width, fill=REFUSED)

    def _segment(self, segment: Segment) -> None:
        """A card: the segment's letters to the left, and beside them what they say."""
        style = STYLES[segment.name]
        top = self._y
        ground, letters = Drawing(), Drawing()
        over, self._drawing = self._drawing, Drawing()
        self._y += 8
        self._says(segment)
        right, self._drawing, bottom = self._drawing, over, self._y
        left = _MARGIN + 14.0
        name = f"{style.number} {segment.name}"
        y = paragraph(
            letters, name, left, top + 7, _LETTERS_WIDTH, size=13, line=20,
            fill=style.colour, bold=True,
        )  # fmt: skip
        whole = self._show_signature and segment.name == "signature"
        least = _WHOLE_SIGNATURE if whole else _LEAST_LINES
        lines = max(least, int((bottom - y) // _LETTER_LINE))
        for line in self._letters(segment, lines):
            letters.text(left, y + 11, line, size=12, fill=style.colour)
            y += _LETTER_LINE
        bottom = max(bottom, y) + 7
        ground.rect(
            _MARGIN, top, WIDTH - 2 * _MARGIN, bottom - top, fill=WHITE, stroke=FRAME, radius=4
        )
        ground.rect(_MARGIN, top, _NAME - _MARGIN - 8, bottom - top, fill=style.tint, radius=4)
        ground.rect(_MARGIN, top, 6, bottom - top, fill=style.colour)
        for drawing in (ground, letters, right):
            self._drawing.add(drawing)
        self._y = bottom + 10

    def _letters(self, segment: Segment, most: int) -> list[str]:
        """The letters in so many lines, or how many are not shown."""
        if segment.name == "signature" and not self._show_signature and segment.text:
            return [f"{_count(len(segment.text), 'letter')}, {NOT_SHOWN}"]
        text = clean(segment.text)
        if not text:
            return ["(no letters)"]
        room = most * 34
        while True:
            lines = chop(shorten(text, room), _LETTERS_WIDTH, 12)
            if len(lines) <= most or room < 12:
                return lines
            room = room * most // (len(lines) + 1)

    def _says(self, segment: Segment) -> None:
        """What the letters say: a line for each name, and what is wrong."""
        for problem in segment.problems:
            # A name inside another claim, or in JSON that cannot be read, has no line of its own.
            if problem.claim not in (segment.value or {}):
                self._fault(problem_words(problem), _NAME, _END - _NAME)
                if segment.name != "signature" or self._show_signature:
                    self._excerpt(excerpt_of(segment, problem))
        if segment.name == "signature":
            self._plain(_signature_words(segment))
        elif segment.value is None:
            self._plain("It cannot be read." if segment.text else "There is nothing to read.")
        else:
            claims = list(claims_of(segment, self._use, self._now))
            for claim in claims[:_MOST_CLAIMS]:
                self._claim(claim)
            more = len(claims) - _MOST_CLAIMS
            if more > 0 or not claims:
                self._plain(f"… and {more} more, in the table." if claims else "No names at all.")

    def _plain(self, text: str) -> None:
        self._y = paragraph(self._drawing, text, _NAME, self._y, _END - _NAME, fill=MUTED)

    def _claim(self, claim: ClaimWords) -> None:
        draw, top = self._drawing, self._y
        name = paragraph(draw, claim.name, _NAME, top, _VALUE - _NAME - 12, bold=True)
        value = paragraph(draw, claim.value, _VALUE, top, _MEANING - _VALUE - 14)
        if claim.when:
            value = paragraph(
                draw, claim.when, _VALUE, value, _MEANING - _VALUE - 14,
                size=_SMALL, line=_SMALL_LINE, fill=INK,
            )  # fmt: skip
        meaning = paragraph(
            draw, claim.meaning, _MEANING, top + 1, _END - _MEANING,
            size=_SMALL, line=_SMALL_LINE, fill=MUTED,
        )  # fmt: skip
        self._y = max(name, value, meaning)
        for problem in claim.problems:
            self._fault(problem, _VALUE, _END - _VALUE)
        self._y += 4

    def _excerpt(self, excerpt: Excerpt | None) -> None:
        """The place of a problem: the letter or byte in a box, with what stands around it."""
        if excerpt is None:
            return
        x, y = _NAME + 14, self._y + 3
        before = _fitting(excerpt.before, 190, from_the_end=True)
        x += text_width(before, 12)
        self._drawing.text(_NAME + 14, y + 12, before, size=12, fill=INK)
        mark = shorten(excerpt.mark, 12)
        width = text_width(mark, 12, bold=True) + 8
        self._drawing.rect(x + 2, y - 1, width, 17, fill=REFUSED, radius=2)
        self._drawing.text(x + 6, y + 12, mark, size=12, fill=WHITE, bold=True)
        after = _fitting(excerpt.after, 190, from_the_end=False)
        self._drawing.text(x + width + 5, y + 12, after, size=12, fill=INK)
        self._y += 24

    # The table.

    def table(self) -> Table:
        """The names with values and meanings, the problems, and the gates where there are any."""
        rows: list[tuple[str, ...]] = []
        for problem in self._anatomy.problems:
            rows.append((problem.segment, clean(problem.claim), "✕", problem_words(problem)))
        for segment in self._anatomy.segments:
            if segment.name == "signature":
                value = clean(segment.text) if self._show_signature else NOT_SHOWN
                rows.append((segment.name, "", value, _signature_words(segment)))
            for claim in claims_of(segment, self._use, self._now):
                value = f"{claim.value} ({claim.when})" if claim.when else claim.value
                rows.append((segment.name, claim.name, value, claim.meaning))
        if self._verification is not None:
            for gate, verdict, found, expected, why in gates_table(self._verification).rows:
                rows.append((f"gate: {verdict}", gate, found, why or f"expected: {expected}"))
        return Table(f"{self.title}, as text", COLUMNS, tuple(rows))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _signature_words(segment: Segment) -> str:
    if not segment.text:
        return "No signature."
    if segment.data is None:
        return "It cannot be read."
    bytes_ = _count(len(segment.data), "byte")
    return f"{bytes_}, made over segments 1 and 2. Whose key made them, only a verification says."


def _fitting(text: str, width: float, *, from_the_end: bool) -> str:
    """As much of a text as fits into one line."""
    while text and text_width(text, 12) > width:
        text = text[1:] if from_the_end else text[:-1]
    return text
