"""The picture of attacks and gates: each sign stands where the matrix says it."""

from __future__ import annotations

import pytest

from cognito_lab.diagrams import gate_matrix_picture
from cognito_lab.diagrams.gate_matrix import GETS_THROUGH, WORDS
from cognito_lab.tokens.gate_matrix import AttackRow, GateMatrix, Stops
from cognito_lab.tokens.gates import Gate
from tests.diagrams.seen import Seen, Shape
from tests.diagrams.tokens import HOSTILE_MATRIX, MATRIX, MATRIX_OF_A_CLIENT

ALL = {"twelve gates": MATRIX, "ten gates": MATRIX_OF_A_CLIENT}


def sign_at(seen: Seen, x: float, y: float) -> Stops | None:
    """Which sign stands around a place, told by shapes alone and by no colour."""

    def near(shape: Shape) -> bool:
        box = shape.box
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        return abs(middle[0] - x) < 4 and abs(middle[1] - y) < 6

    shapes = [shape for shape in seen.shapes if near(shape) and shape.kind != "rect"]
    crossed = any(shape.kind == "lines" for shape in shapes)
    circles = [shape for shape in shapes if shape.kind == "circle"]
    if any(shape.text == "?" for shape in shapes):
        return Stops.UNREAD
    if crossed and circles:
        return Stops.TOO if circles[0].stroke else Stops.ALONE
    return Stops.NOT if circles else None


@pytest.mark.parametrize("matrix", ALL.values(), ids=ALL)
def test_each_field_has_the_sign_of_what_the_gate_does(matrix: GateMatrix) -> None:
    seen = Seen(gate_matrix_picture(matrix).svg)
    # A gate's name may have two words on two lines: the last stands over its column.
    columns = {gate: _middle(seen, str(gate).split()[-1]) for gate in matrix.gates}
    assert len(set(columns.values())) == len(matrix.gates)
    checked = set()
    for row in matrix.rows:
        box = seen.find(row.title).box
        y = (box.top + box.bottom) / 2
        for gate in matrix.gates:
            assert sign_at(seen, columns[gate], y) is row.stops[gate], (row.title, gate)
            checked.add(row.stops[gate])
    assert checked >= {Stops.TOO, Stops.UNREAD, Stops.NOT}


def _middle(seen: Seen, word: str) -> float:
    (found,) = [text for text in seen.texts if text.text == word]
    return (found.box.left + found.box.right) / 2


@pytest.mark.parametrize("matrix", ALL.values(), ids=ALL)
def test_the_last_line_counts_what_gets_through_without_a_gate(matrix: GateMatrix) -> None:
    seen = Seen(gate_matrix_picture(matrix).svg)
    line = seen.find("attacks that get through without it").box
    counts = [text.text for text in seen.texts if abs(text.box.top - line.top) < 3]
    assert counts[1:] == [str(len(matrix.stopped_by(gate))) for gate in matrix.gates]


def test_the_legend_has_the_signs_that_are_used_and_no_others() -> None:
    words = Seen(gate_matrix_picture(MATRIX_OF_A_CLIENT).svg).words
    assert all(text in words for text in WORDS.values())
    row = AttackRow("x", "nothing", "", dict.fromkeys(Gate, Stops.NOT))
    alone = Seen(gate_matrix_picture(GateMatrix(tuple(Gate), (row,))).svg).words
    assert WORDS[Stops.NOT] in alone
    assert not any(WORDS[stops] in alone for stops in (Stops.ALONE, Stops.TOO, Stops.UNREAD))


def test_an_attack_that_gets_through_is_called_so_in_the_picture_and_in_the_table() -> None:
    rows = (
        AttackRow("x", "the back door", "", dict.fromkeys(Gate, Stops.NOT)),
        AttackRow("y", "the front door", "", dict.fromkeys(Gate, Stops.TOO)),
    )
    picture = gate_matrix_picture(GateMatrix(tuple(Gate), rows))
    assert Seen(picture.svg).words.count(GETS_THROUGH) == 1
    assert [GETS_THROUGH in row[1] for row in picture.table.rows] == [True, False]


@pytest.mark.parametrize("matrix", ALL.values(), ids=ALL)
def test_the_table_names_the_gates_of_each_attack(matrix: GateMatrix) -> None:
    table = gate_matrix_picture(matrix).table
    for row, (title, alone, too, unread) in zip(matrix.rows, table.rows, strict=True):
        assert title == row.title
        for text, stops in ((alone, Stops.ALONE), (too, Stops.TOO), (unread, Stops.UNREAD)):
            gates = [gate for gate in matrix.gates if row.stops[gate] is stops]
            assert text == ", ".join(gates)


@pytest.mark.parametrize(
    ("matrix", "most"), [(MATRIX, 1000), (MATRIX_OF_A_CLIENT, 900), (HOSTILE_MATRIX, 1000)]
)
def test_it_is_no_wider_than_a_page_lets_one_read_it(matrix: GateMatrix, most: float) -> None:
    assert Seen(gate_matrix_picture(matrix).svg).width <= most


def test_without_attacks_it_says_that_none_was_tried() -> None:
    picture = gate_matrix_picture(GateMatrix((), ()))
    assert "No attack was tried." in Seen(picture.svg).words
    assert picture.table.rows == ()


def test_the_same_matrix_gives_the_same_bytes() -> None:
    assert gate_matrix_picture(MATRIX).svg == gate_matrix_picture(MATRIX).svg
