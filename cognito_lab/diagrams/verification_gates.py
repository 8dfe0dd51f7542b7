"""`verification_gates`: the gates of a verification, one after the other, as a token's way.

It ends at the first that stops the token. Every gate is asked all the same, so that all that is
wrong can be seen at once.
"""

from __future__ import annotations

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.paragraph import paragraph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean
from cognito_lab.diagrams.theme import BAND, GROUND, INK, LIFELINE, MUTED, REFUSED, TAKEN
from cognito_lab.evidence import Check
from cognito_lab.tokens.gates import BEFORE_THE_CLAIMS, QUESTIONS, Gate
from cognito_lab.tokens.verification import TokenVerification
from cognito_lab.tokens.wording import UNTRUSTED, actual_words, expected_words, summary, why

COLUMNS = ("gate", "", "found", "expected", "why")
PASSED, STOPPED, NOT_ASKED = "passed", "stopped", "not asked"
WOULD_PASS = "would pass"
"""A claim that is as expected, and that anybody may have written."""

WIDTH = 860
_MARGIN = 16
_PATH = 14.0
_GATE, _FOUND, _EXPECTED = 38.0, 336.0, 590.0
_BETWEEN = 14
_SMALL, _SMALL_LINE = 11, 14


def verification_gates(verification: TokenVerification) -> Picture:
    """All gates of a verification as a way from above, with what each expected and found."""
    title = verdict_words(verification)
    drawing = Drawing()
    y = paragraph(
        drawing, title, _MARGIN, 12, WIDTH - 2 * _MARGIN, size=16, line=21, fill=INK, bold=True
    )
    y = draw_gates(drawing, verification, _MARGIN, y + 6, WIDTH - 2 * _MARGIN)
    described = f"{len(verification.checks)} gates; {title}."
    svg = drawing.to_svg(WIDTH, y + 10, title=title, description=described)
    return Picture(title, svg, gates_table(verification))


def verdict_words(verification: TokenVerification) -> str:
    """`Accepted: all 9 checks passed`, or `Refused: expiry did not pass`.

    What a careless verifier lets in has failed at gates that it does not ask: that is said.
    """
    unasked = [str(check.subject) for check in verification.failed]
    if verification.accepted and unasked:
        return f"Accepted, for nobody asked: {', '.join(unasked)}"
    verdict = "Accepted" if verification.accepted else "Refused"
    return f"{verdict}: {summary(verification)}"


def draw_gates(
    drawing: Drawing, verification: TokenVerification, x: float, y: float, width: float
) -> float:
    """Draw the gates into a picture, from a place downwards. Gives the y under them."""
    edges = (x + _GATE, x + _FOUND, x + _EXPECTED, x + width)
    for left, name in zip(edges, ("gate", "found", "expected"), strict=False):
        paragraph(drawing, name, left, y, 120, size=_SMALL, fill=MUTED, bold=True)
    y += 17
    way = Drawing()
    rows = Drawing()
    stopped = False
    for i, check in enumerate(verification.checks):
        bottom = _row(rows, verification, check, (edges[0], *edges[1:]), y, striped=i % 2 == 0)
        verdict = verdict_of(verification, check)
        # Behind the gate that stops it, the token goes no further; the rest is looked at anyhow.
        colour, dash = (LIFELINE, "2 4") if stopped else (TAKEN, None)
        middle = y + 13
        way.line((x + _PATH, y), (x + _PATH, middle), stroke=colour, width=3, dash=dash)
        stopped = stopped or verdict == STOPPED
        colour, dash = (LIFELINE, "2 4") if stopped else (TAKEN, None)
        way.line((x + _PATH, middle), (x + _PATH, bottom), stroke=colour, width=3, dash=dash)
        _SIGNS[verdict](way, (x + _PATH, middle))
        y = bottom
    drawing.add(rows)
    drawing.add(way)
    if not stopped:
        drawing.polygon(((x + _PATH - 6, y), (x + _PATH + 6, y), (x + _PATH, y + 11)), fill=TAKEN)
    end = "refused" if stopped else "accepted"
    return paragraph(
        drawing, end, x + _GATE, y + 2, 200, fill=REFUSED if stopped else TAKEN, bold=True
    )


_SIGNS = {
    PASSED: marks.tick,
    WOULD_PASS: marks.unreached,
    STOPPED: marks.cross,
    NOT_ASKED: marks.dash,
}


def verdict_of(verification: TokenVerification, check: Check) -> str:
    """What became of the token at a gate: `PASSED`, `WOULD_PASS`, `STOPPED`, or `NOT_ASKED`."""
    if check.subject in verification.left_out:
        return NOT_ASKED
    if not check.passed:
        return STOPPED
    stopped_before = _is_untrusted(verification, check) and not verification.accepted
    return WOULD_PASS if stopped_before else PASSED


def _row(
    drawing: Drawing,
    verification: TokenVerification,
    check: Check,
    edges: tuple[float, ...],
    top: float,
    *,
    striped: bool,
) -> float:
    """One gate: what it asks, what it expected and found, and why it does not let pass."""
    gate, found, expected, end = edges
    verdict = verdict_of(verification, check)
    texts = Drawing()
    y = top + 5
    ink = REFUSED if verdict == STOPPED else INK
    name = f"{check.subject}: {verdict}"
    left = paragraph(texts, name, gate, y, found - gate - _BETWEEN, fill=ink, bold=True)
    question = QUESTIONS[Gate(check.subject)].replace("`", "")
    left = paragraph(
        texts, question, gate, left, found - gate - _BETWEEN,
        size=_SMALL, line=_SMALL_LINE, fill=MUTED,
    )  # fmt: skip
    words = _found_words(verification, check)
    right = max(
        paragraph(texts, words, found, y, expected - found - _BETWEEN),
        paragraph(texts, clean(expected_words(check)), expected, y, end - expected - 4),
    )
    if not check.passed:
        right = paragraph(
            texts, _why(check), found, right, end - found - 4,
            size=_SMALL, line=_SMALL_LINE, fill=ink,
        )  # fmt: skip
    bottom = max(left, right) + 4
    drawing.rect(gate - 8, top, end - gate + 8, bottom - top, fill=BAND if striped else GROUND)
    drawing.add(texts)
    return bottom


def _found_words(verification: TokenVerification, check: Check) -> str:
    words = clean(actual_words(check))
    return f"{words} ({UNTRUSTED})" if _is_untrusted(verification, check) else words


def _is_untrusted(verification: TokenVerification, check: Check) -> bool:
    return verification.claims_are_untrusted and check.subject not in BEFORE_THE_CLAIMS


def _why(check: Check) -> str:
    return why(check).replace("`", "")


def gates_table(verification: TokenVerification) -> Table:
    """The same as a table; of a gate that passed, the last column is empty."""
    return Table(
        f"{verdict_words(verification)}, as text",
        COLUMNS,
        tuple(
            (
                str(check.subject),
                verdict_of(verification, check),
                _found_words(verification, check),
                clean(expected_words(check)),
                "" if check.passed else _why(check),
            )
            for check in verification.checks
        ),
    )
