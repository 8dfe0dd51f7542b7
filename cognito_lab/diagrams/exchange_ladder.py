"""`exchange_ladder`: from a login to a role session, gate by gate, with what each one found.

Drawn from the whole way that a call has left on its record; nothing is worked out again.
https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
"""

from __future__ import annotations

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.paragraph import paragraph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean, shorten
from cognito_lab.diagrams.theme import BAND, FRAME, INK, LIFELINE, MUTED, REFUSED, TAKEN, WHITE
from cognito_lab.evidence import Check
from cognito_lab.exchange.reasons import SENTENCES, ExchangeReason
from cognito_lab.exchange.whole_way import QUESTIONS, Outcome, Step, WholeWay
from cognito_lab.flow import ApiCall

COLUMNS = ("gate", "outcome", "looked at", "expected", "found", "why")

WIDTH = 860
_MARGIN = 16
_PATH = 30.0
_BOX, _END = 56.0, 844.0
_EXPECTED, _FOUND = 300.0, 560.0
_BETWEEN = 12
_SMALL, _LINE = 11, 14
_LONGEST = 90


def exchange_ladder(exchange: WholeWay | ApiCall) -> Picture:
    """The gates of an exchange from above, the way lit up to the one that failed.

    `exchange` is a recorded GetCredentialsForIdentity or AssumeRoleWithWebIdentity, or the whole
    way itself. Raises ValueError for a call that has none.
    """
    way = whole_way_of(exchange)
    title = verdict_words(way)
    drawing = Drawing()
    inner = WIDTH - 2 * _MARGIN
    y = paragraph(drawing, title, _MARGIN, 12, inner, size=16, line=21, fill=INK, bold=True)
    y = draw_ladder(drawing, way, y + 10)
    described = "; ".join(f"{step.gate}: {step.outcome}" for step in way.steps) + "."
    svg = drawing.to_svg(WIDTH, y + 14, title=title, description=described)
    return Picture(title, svg, ladder_table(way))


def whole_way_of(exchange: WholeWay | ApiCall) -> WholeWay:
    """The whole way that a recorded call has. Raises ValueError if it has none."""
    way = exchange.evaluation if isinstance(exchange, ApiCall) else exchange
    if not isinstance(way, WholeWay):
        told = (
            f"call {exchange.number}, {exchange.operation},"
            if isinstance(exchange, ApiCall)
            else ""
        )
        raise ValueError(
            f"{told or type(exchange).__name__} is no exchange: give a GetCredentialsForIdentity "
            "or an AssumeRoleWithWebIdentity of this lab's trace"
        )
    return way


def verdict_words(way: WholeWay) -> str:
    """`Enhanced flow: a session of the role members`, or where it ended."""
    flow = f"{way.flow.capitalize()} flow"
    if way.session is not None:
        return clean(f"{flow}: a session of the role {way.session.role_name}")
    failed = way.failed
    return f"{flow}: refused at the gate “{failed.gate}”" if failed else f"{flow}: nothing asked"


def draw_ladder(drawing: Drawing, way: WholeWay, y: float) -> float:
    """Draw the gates into a picture, from a place downwards. Gives the y under them."""
    path, boxes = Drawing(), Drawing()
    lit = True
    for number, step in enumerate(way.steps):
        top = y + (_BETWEEN if number else 0)
        bottom = _rung(boxes, step, top)
        middle = top + 15
        _stretch(path, y, middle, lit=lit)
        lit = lit and step.outcome is Outcome.PASSED
        if number < len(way.steps) - 1:
            _stretch(path, middle, bottom, lit=lit)
        _SIGNS[step.outcome](path, (_PATH, middle))
        y = bottom
    drawing.add(boxes)
    drawing.add(path)
    return y


_SIGNS = {
    Outcome.PASSED: marks.tick,
    Outcome.FAILED: marks.cross,
    Outcome.NOT_REACHED: marks.unreached,
}


def _stretch(path: Drawing, top: float, bottom: float, *, lit: bool) -> None:
    colour, dash = (TAKEN, None) if lit else (LIFELINE, "2 4")
    path.line((_PATH, top), (_PATH, bottom), stroke=colour, width=3, dash=dash)


def _rung(drawing: Drawing, step: Step, top: float) -> float:
    """One gate: its name, what it asks, its rows, and what AWS says if it failed."""
    texts = Drawing()
    failed, unreached = step.outcome is Outcome.FAILED, step.outcome is Outcome.NOT_REACHED
    ink = MUTED if unreached else REFUSED if failed else INK
    left, width = _BOX + 12, _END - _BOX - 24
    name = f"{step.gate}: {step.outcome}"
    y = paragraph(texts, name, left, top + 7, width, fill=ink, bold=True)
    y = paragraph(texts, QUESTIONS[step.gate], left, y, width, size=_SMALL, line=_LINE, fill=MUTED)
    for check in step.checks:
        y = _row(texts, check, y)
    if step.refusal is not None:
        said = f"AWS says {step.refusal.code}: {step.refusal.message}"
        y = paragraph(texts, clean(said), left, y + 2, width, fill=REFUSED, bold=True)
    bottom = y + 5
    stroke, dash = (LIFELINE, "4 4") if unreached else (REFUSED if failed else FRAME, None)
    drawing.rect(
        _BOX, top, _END - _BOX, bottom - top, fill=BAND if failed else WHITE,
        stroke=stroke, stroke_width=2 if failed else 1, radius=5, dash=dash,
    )  # fmt: skip
    drawing.add(texts)
    return bottom


def _row(texts: Drawing, check: Check, y: float) -> float:
    """What was looked at, what was expected, what was found; and why not, if it failed."""
    failed = _fails(check)
    ink = REFUSED if failed else MUTED
    sign = "✕ " if failed else ""
    columns = (
        (_BOX + 24, _EXPECTED - _BOX - 36, sign + _subject(check)),
        (_EXPECTED, _FOUND - _EXPECTED - 12, _expected(check)),
        (_FOUND, _END - _FOUND - 12, _found(check)),
    )
    ends = [
        paragraph(texts, words, x, y, width, size=_SMALL, line=_LINE, fill=ink)
        for x, width, words in columns
        if words
    ]
    y = max(ends, default=y)
    if failed:
        why = SENTENCES[ExchangeReason(check.reason)]
        y = paragraph(texts, why, _BOX + 36, y, _END - _BOX - 48, size=_SMALL, line=_LINE, fill=ink)
    return y


def _fails(check: Check) -> bool:
    return not check.passed and check.reason not in _NO_FAULT


_NO_FAULT = (
    ExchangeReason.NOT_LOOKED_AT,
    ExchangeReason.PASSED,
    ExchangeReason.NO_PREFERRED_ROLE,
    ExchangeReason.RULE_FAILS,
    ExchangeReason.CLAIM_ABSENT,
    ExchangeReason.TAG_LEFT_OUT,
)
"""Rows that are no fault by themselves: the way went on, or did not come there."""


def _subject(check: Check) -> str:
    """Of a login the provider's name is left out: it is long, and stands in its own row."""
    name = clean(check.subject)
    return shorten(name.rpartition(": ")[2] or name, _LONGEST)


def _expected(check: Check) -> str:
    return "" if check.expected is None else shorten(clean(f"expected {check.expected}"), _LONGEST)


def _found(check: Check) -> str:
    if check.reason is ExchangeReason.NOT_LOOKED_AT:
        return "not looked at"
    if check.actual is None:
        return "found nothing"
    if isinstance(check.actual, bool):
        return "yes" if check.actual else "no"
    return shorten(clean(f"found {check.actual}"), _LONGEST)


def ladder_table(way: WholeWay) -> Table:
    """The same as a table: a row for each thing that a gate looked at."""
    return Table(f"{verdict_words(way)}, as text", COLUMNS, tuple(_lines(way)))


def _lines(way: WholeWay) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for step in way.steps:
        outcome = str(step.outcome)
        if step.refusal is not None:
            outcome += f"; AWS says {step.refusal.code}: {step.refusal.message}"
        if not step.checks:
            lines.append((str(step.gate), outcome, "", "", "", ""))
        for check in step.checks:
            why = SENTENCES[ExchangeReason(check.reason)]
            lines.append(
                (
                    str(step.gate), outcome, clean(check.subject), _expected(check),
                    _found(check), "" if check.passed else why,
                )
            )  # fmt: skip
            outcome = ""
    return lines
