"""`gate_matrix_picture`: attacks down, gates across, and in each field what the gate does.

What is drawn was found out by trying (`tokens.gate_matrix`); nothing is worked out again here.
"""

from __future__ import annotations

from collections.abc import Callable

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.svg import Drawing, Point
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import clean, text_width, wrap
from cognito_lab.diagrams.theme import BAND, FRAME, GROUND, INK, MUTED, REFUSED, WHITE
from cognito_lab.tokens.gate_matrix import AttackRow, GateMatrix, Stops
from cognito_lab.tokens.gates import Gate

_TITLE = "Which gate stops which attack"
COLUMNS = ("attack", "without this gate it gets through", "stop it too", "nothing to look at for")
GETS_THROUGH = "gets through every gate"

WORDS = {
    Stops.ALONE: "stops it: without this gate it gets through",
    Stops.TOO: "stops it too",
    Stops.UNREAD: "nothing to look at: the token cannot be read",
    Stops.NOT: "lets it pass",
}
"""What each sign of the picture means, as its legend says it."""

_MARGIN = 16
_NAME_WIDTH = 226
_LEAST_COLUMN, _LEAST_WIDTH = 48, 560
_TEXT, _LINE = 12, 15
_HEAD_TEXT, _HEAD_LINE = 11, 14
_LEGEND_LINE = 22
_ROW = 25


def gate_matrix_picture(matrix: GateMatrix) -> Picture:
    """A matrix of attacks and gates as a picture, with the same as a table.

    Its last line counts the attacks that get through without a gate. With all twelve gates it is
    as wide as a laptop's page.
    """
    sheet = _Sheet(matrix)
    for row in matrix.rows:
        sheet.attack(row)
    return Picture(_TITLE, sheet.finish(), _table(matrix))


class _Sheet:
    """The picture as it grows downwards."""

    def __init__(self, matrix: GateMatrix) -> None:
        self._matrix = matrix
        self._drawing = Drawing()
        self._middles = []
        self._right = float(_MARGIN + _NAME_WIDTH)
        for gate in matrix.gates:
            words = (text_width(word, _HEAD_TEXT, bold=True) for word in str(gate).split())
            column = max(_LEAST_COLUMN, max(words) + 11)
            self._middles.append(round(self._right + column / 2))
            self._right += column
        self.width = round(max(self._right + _MARGIN, _LEAST_WIDTH))
        self._drawing.text(_MARGIN, 27, _TITLE, size=16, fill=INK, bold=True)
        self._y = 38.0
        self._legend()
        self._heads()
        self._striped = False

    def _legend(self) -> None:
        used = {stops for row in self._matrix.rows for stops in row.stops.values()}
        x = float(_MARGIN)
        for stops in (stops for stops in Stops if stops in used):
            width = 24 + text_width(WORDS[stops], 11)
            if x > _MARGIN and x + width > self.width - _MARGIN:
                x, self._y = float(_MARGIN), self._y + _LEGEND_LINE
            middle = self._y + _LEGEND_LINE / 2
            _SIGNS[stops](self._drawing, (x + 9, middle))
            self._drawing.text(x + 22, middle + 4, WORDS[stops], size=11, fill=MUTED)
            x += width + 18
        self._y += _LEGEND_LINE + 4

    def _heads(self) -> None:
        names = [str(gate).split() for gate in self._matrix.gates]
        height = max(map(len, names), default=1) * _HEAD_LINE + 8
        bottom = self._y + height
        self._line("attack", _MARGIN, bottom - 8, bold=True, anchor="start")
        for middle, words in zip(self._middles, names, strict=True):
            y = bottom - 8 - (len(words) - 1) * _HEAD_LINE
            for word in words:
                self._line(word, middle, y, bold=True)
                y += _HEAD_LINE
        self._drawing.line((_MARGIN, bottom), (self._end, bottom), stroke=INK)
        self._y = bottom

    @property
    def _end(self) -> float:
        return max(self._right, self.width - _MARGIN)

    def _line(
        self, text: str, x: float, y: float, *, bold: bool = False, anchor: str = "middle"
    ) -> None:
        self._drawing.text(x, y, text, size=_HEAD_TEXT, fill=INK, bold=bold, anchor=anchor)

    def attack(self, row: AttackRow) -> None:
        """One line: the attack, and a sign for each gate."""
        lines = wrap(clean(row.title), _NAME_WIDTH - 14, _TEXT)
        warning = f"✕ {GETS_THROUGH}" if row.gets_through else ""
        height = (len(lines) + bool(warning)) * _LINE + _ROW - _LINE
        ground = BAND if self._striped else GROUND
        self._drawing.rect(_MARGIN - 6, self._y, self._end - _MARGIN + 12, height, fill=ground)
        self._striped = not self._striped
        y = self._y + 16.5
        for line in lines:
            self._drawing.text(_MARGIN, y, line, size=_TEXT, fill=INK)
            y += _LINE
        if warning:
            self._drawing.text(_MARGIN, y, warning, size=_TEXT, fill=REFUSED, bold=True)
        for middle, gate in zip(self._middles, self._matrix.gates, strict=True):
            _SIGNS[row.stops[gate]](self._drawing, (middle, self._y + height / 2))
        self._y += height

    def finish(self) -> str:
        """The counts under the columns, and the SVG."""
        if not self._matrix.rows:
            self._drawing.text(_MARGIN, self._y + 20, "No attack was tried.", size=13, fill=MUTED)
            self._y += 12
        else:
            self._drawing.line((_MARGIN, self._y), (self._end, self._y), stroke=FRAME)
            y = self._y + 18
            self._line("attacks that get through without it", _MARGIN, y, anchor="start")
            for middle, gate in zip(self._middles, self._matrix.gates, strict=True):
                count = len(self._matrix.stopped_by(gate))
                self._line(str(count), middle, y, bold=True)
        height = self._y + 30
        described = f"{len(self._matrix.rows)} attacks at {len(self._matrix.gates)} gates."
        return self._drawing.to_svg(self.width, height, title=_TITLE, description=described)


# ---------------------------------------------------------------- the signs


def _alone(drawing: Drawing, centre: Point) -> None:
    """A full disc with a white cross."""
    x, y = centre
    drawing.circle(centre, 8.5, fill=REFUSED)
    for slope in (1, -1):
        drawing.line((x - 3.6, y - 3.6 * slope), (x + 3.6, y + 3.6 * slope), stroke=WHITE, width=2)


def _unread(drawing: Drawing, centre: Point) -> None:
    x, y = centre
    drawing.text(x, y + 4.5, "?", size=13, fill=MUTED, bold=True, anchor="middle")


def _not(drawing: Drawing, centre: Point) -> None:
    """A small dot: nothing happens."""
    drawing.circle(centre, 2, fill=MUTED)


_SIGNS: dict[Stops, Callable[[Drawing, Point], None]] = {
    Stops.ALONE: _alone,
    Stops.TOO: marks.cross,
    Stops.UNREAD: _unread,
    Stops.NOT: _not,
}


# ---------------------------------------------------------------- the table


def _table(matrix: GateMatrix) -> Table:
    """A row for each attack; the gates that let it pass are those that are not named."""
    return Table(
        f"{_TITLE}, as text", COLUMNS, tuple(_cells(row, matrix.gates) for row in matrix.rows)
    )


def _cells(row: AttackRow, gates: tuple[Gate, ...]) -> tuple[str, ...]:
    def named(stops: Stops) -> str:
        return ", ".join(gate for gate in gates if row.stops[gate] is stops)

    alone = f"none: it {GETS_THROUGH}" if row.gets_through else named(Stops.ALONE)
    return clean(row.title), alone, named(Stops.TOO), named(Stops.UNREAD)
