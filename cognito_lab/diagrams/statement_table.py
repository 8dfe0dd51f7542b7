"""`statement_table`: every statement that was asked, and of each element what it wants and gets.

A band for each layer of policies (of an organization's, for each level), a row for each statement.
Everything stands in the evaluation; nothing is matched again here.
"""

from __future__ import annotations

from collections.abc import Iterator

from cognito_lab.diagrams import marks
from cognito_lab.diagrams.evaluation_words import (
    LAYER_NAMES,
    applies_words,
    deciding,
    decision_words,
    element_words,
    found_words,
    layer_words,
    request_words,
    set_words,
    shown,
    statement_name,
    why_words,
    written_words,
)
from cognito_lab.diagrams.paragraph import paragraph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.diagrams.statement_rows import (
    elements_shown,
    layers_not_asked,
    layers_without_a_policy,
    sets_shown,
    statements_shown,
    values_shown,
)
from cognito_lab.diagrams.svg import Drawing
from cognito_lab.diagrams.table import Table
from cognito_lab.diagrams.text_metrics import text_width
from cognito_lab.diagrams.theme import BAND, FRAME, INK, MUTED, REFUSED, TAKEN
from cognito_lab.policies.evaluation import Evaluation, SetVerdict
from cognito_lab.policies.matching import ElementMatch, StatementMatch

COLUMNS = ("layer", "statement", "element", "the policy has", "the request has", "why")
DECIDES, THE_SAME = "decides", "the same"

WIDTH = 860
_MARGIN = 16
_END = float(WIDTH - _MARGIN)
_SIGN, _NAME = 34.0, 50.0
_ELEMENT, _WRITTEN, _FOUND, _WHY = 66.0, 208.0, 434.0, 676.0
_BETWEEN = 12
_SMALL, _SMALL_LINE = 11, 14


def statement_table(evaluation: Evaluation) -> Picture:
    """Every statement with its elements: what is written, what the request has, and why.

    Of many, those are shown that apply or come nearest to it; of the rest the number is said.
    """
    title = f"{decision_words(evaluation)}: the statements"
    sheet = _Sheet(evaluation, title)
    sets, left_out = sets_shown(evaluation)
    for of in sets:
        sheet.band(of)
    if left_out:
        sheet.note(left_out)
    for words in absent_words(evaluation):
        sheet.note(words)
    described = f"{sum(len(of.matches) for of in evaluation.verdicts)} statements; {title}."
    svg = sheet.drawing.to_svg(WIDTH, sheet.y + 8, title=title, description=described)
    return Picture(title, svg, statements_as_table(evaluation))


def absent_words(evaluation: Evaluation) -> list[str]:
    """`Without a policy: permissions boundary, …`, and those that do not reach the caller."""
    layers = {
        "Without a policy": layers_without_a_policy(evaluation),
        "Not asked, for they do not reach this caller": layers_not_asked(evaluation),
    }
    return [
        f"{words}: {', '.join(LAYER_NAMES[layer] for layer in found)}."
        for words, found in layers.items()
        if found
    ]


class _Sheet:
    """The picture as it grows downwards."""

    def __init__(self, evaluation: Evaluation, title: str) -> None:
        self.drawing = Drawing()
        self._deciding = {id(decisive.match) for decisive in deciding(evaluation)}
        inner = _END - _MARGIN
        y = paragraph(
            self.drawing, title, _MARGIN, 12, inner, size=16, line=21, fill=INK, bold=True
        )
        y = paragraph(self.drawing, request_words(evaluation), _MARGIN, y, inner, fill=MUTED) + 8
        heads = ((_ELEMENT, "element"), (_WRITTEN, COLUMNS[3]), (_FOUND, COLUMNS[4]), (_WHY, "why"))
        for x, name in heads:
            paragraph(self.drawing, name, x, y, 180, size=_SMALL, fill=MUTED, bold=True)
        self.y = y + 18

    def band(self, of: SetVerdict) -> None:
        """A layer's strip, and its statements under it."""
        name, said = layer_words(of.layer, of.level), set_words(of)
        self.drawing.rect(_MARGIN - 6, self.y, _END - _MARGIN + 12, 24, fill=BAND)
        self.drawing.text(_MARGIN, self.y + 16.5, name, size=13, fill=INK, bold=True)
        x = _MARGIN + text_width(name, 13, bold=True) + 14
        colour = REFUSED if of.denied else TAKEN if of.grant else MUTED
        self.drawing.text(x, self.y + 16.5, said, size=12, fill=colour, bold=of.denied)
        self.y += 30
        rows = statements_shown(of)
        for i, match in enumerate(rows.matches):
            if i:
                self.drawing.line((_SIGN - 8, self.y), (_END, self.y), stroke=FRAME)
                self.y += 6
            self._statement(of, match)
        if rows.left_out:
            self.note(rows.left_out)
        self.y += 4

    def note(self, words: str) -> None:
        """A line about what is not shown, or not there."""
        width = _END - _MARGIN
        self.y = paragraph(self.drawing, words, _MARGIN, self.y, width, fill=MUTED) + 5

    def _statement(self, of: SetVerdict, match: StatementMatch) -> None:
        top = self.y
        decides = id(match) in self._deciding
        sign = marks.tick if match.applies else marks.cross
        sign(self.drawing, (_SIGN, top + 8), TAKEN if match.applies else MUTED)
        words = heading(of, match, decides=decides)
        self.y = paragraph(
            self.drawing, words, _NAME, top + 1, _END - _NAME,
            fill=INK if match.applies else MUTED, bold=True,
        ) + 2  # fmt: skip
        elements, left_out = elements_shown(match)
        for element in elements:
            self._element(element)
        if left_out:
            self.y = paragraph(
                self.drawing, left_out, _ELEMENT, self.y, _END - _ELEMENT,
                size=_SMALL, line=_SMALL_LINE, fill=MUTED,
            )  # fmt: skip
        self.y += 3
        if decides:
            bottom = self.y - 5
            self.drawing.line((_MARGIN, top), (_MARGIN, bottom), stroke=INK, width=4)

    def _element(self, element: ElementMatch) -> None:
        top = self.y
        ink = INK if element.matched else REFUSED
        # The mark never stands alone at the end of a line.
        name = _marked(element).replace(" ", "\xa0", 1)
        left = self._small(name, _ELEMENT, top, _WRITTEN, ink, bold=not element.matched)
        said = element_words(element)
        right = top
        if said and not element.values:
            right = self._small(said, _WRITTEN, top, _END + _BETWEEN, MUTED)
        elif said:
            left = self._small(said, _ELEMENT, left, _WRITTEN, MUTED)
        values, left_out = values_shown(element)
        before = ""
        for value in values:
            found = found_words(value)
            right = max(
                self._small(written_words(value), _WRITTEN, right, _FOUND, INK),
                self._small(found if found != before else THE_SAME, _FOUND, right, _WHY, INK),
                self._small(why_words(value), _WHY, right, _END + _BETWEEN, MUTED),
            )
            before = found
        if left_out:
            right = self._small(left_out, _WRITTEN, right, _END + _BETWEEN, MUTED)
        self.y = max(left, right) + 3

    def _small(
        self, text: str, x: float, y: float, end: float, fill: str, *, bold: bool = False
    ) -> float:
        width = end - x - _BETWEEN
        return paragraph(
            self.drawing, text, x, y, width, size=_SMALL, line=_SMALL_LINE, fill=fill, bold=bold
        )


def heading(of: SetVerdict, match: StatementMatch, *, decides: bool) -> str:
    """`policy[0] Statement[1] "OwnFolder": Allow, applies; decides`."""
    words = f"{statement_name(of.layer, match)}: {applies_words(match)}"
    return f"{words}; {DECIDES}" if decides else words


def statements_as_table(evaluation: Evaluation) -> Table:
    """The same as a table: a row for every value that the picture shows."""
    return Table(
        f"{decision_words(evaluation)}: the statements, as text", COLUMNS, tuple(_rows(evaluation))
    )


def _rows(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    decisive = {id(of.match) for of in deciding(evaluation)}
    sets, more_sets = sets_shown(evaluation)
    for of in sets:
        layer = layer_words(of.layer, of.level)
        matches, more_matches = statements_shown(of)
        yield layer, set_words(of), "", "", "", ""
        for match in matches:
            name = heading(of, match, decides=id(match) in decisive)
            yield from ((layer, name, *rest) for rest in _elements(match))
        if more_matches:
            yield layer, more_matches, "", "", "", ""
    for words in filter(None, (more_sets, *absent_words(evaluation))):
        yield words, "", "", "", "", ""


def _marked(element: ElementMatch) -> str:
    """`✕ StringEquals aws:username`."""
    return f"{'✓' if element.matched else '✕'} {shown(element.name, 60)}"


def _elements(match: StatementMatch) -> Iterator[tuple[str, str, str, str]]:
    elements, more_elements = elements_shown(match)
    for element in elements:
        name = _marked(element)
        said = element_words(element)
        if said:
            yield name, "", "", said
        values, more_values = values_shown(element)
        for value in values:
            yield name, written_words(value), found_words(value), why_words(value)
        if more_values:
            yield name, more_values, "", ""
    if more_elements:
        yield more_elements, "", "", ""
