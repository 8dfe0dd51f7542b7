"""A pair of tests for each row: stock moto has the gap, the lab closes it.

One probe serves both, and a third test: with its row switched off, the lab has the gap
again. The probes stand in `ledger_pairs`, each under a `@pair`; a row without one is named by
the first test.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION
from cognito_lab.flow.call import LAB, MOTO_AND_LAB
from tests.aws import ledger_pairs
from tests.aws.app import StockMoto
from tests.aws.ledger_pairs.pair import PAIRS
from tests.aws.ledger_scene import Scene

for _path in sorted(Path(ledger_pairs.__path__[0]).glob("[!_]*.py")):
    import_module(f"{ledger_pairs.__name__}.{_path.stem}")

every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


@pytest.fixture(scope="module")
def in_stock_moto(lab_of_this_module: Lab, stock_moto: StockMoto) -> dict[str, Any]:
    """What every probe finds where no lab runs, by row; an exception where one escaped."""
    lab_of_this_module.stop()
    found: dict[str, Any] = {}
    with stock_moto():
        scene = Scene()
        for row_id, tested in PAIRS.items():
            try:
                found[row_id] = tested.probe(scene)
            except Exception as problem:
                found[row_id] = problem
    return found


def test_every_row_has_its_pair_and_the_two_halves_differ() -> None:
    assert set(PAIRS) == {row.id for row in ROWS}
    assert all(tested.moto != tested.lab for tested in PAIRS.values())


@every_row
def test_stock_moto_has_the_gap(row: Behaviour, in_stock_moto: dict[str, Any]) -> None:
    assert in_stock_moto[row.id] == PAIRS[row.id].moto


@every_row
def test_the_lab_closes_the_gap_and_says_so_on_the_call(row: Behaviour, lab: Lab) -> None:
    assert PAIRS[row.id].probe(Scene(lab)) == PAIRS[row.id].lab
    calls = [call for call in lab.trace if row.id in call.behaviours]
    assert calls
    assert {call.answered_by for call in calls} == {LAB if row.answers else MOTO_AND_LAB}
    if row.operations != EVERY_OPERATION:
        assert {call.operation for call in calls} <= set(row.operations)
        assert {call.service for call in calls} == {row.service}


@every_row
def test_with_its_row_off_the_lab_has_the_gap_again(row: Behaviour, lab: Lab) -> None:
    tested = PAIRS[row.id]
    with lab.ledger.without(row.id):
        found = tested.probe(Scene(lab))
    assert found != tested.lab
    if tested.behind:
        lab.reset()
        with lab.ledger.without(row.id, *tested.behind):
            found = tested.probe(Scene(lab))
    assert found == tested.moto
    assert not [call for call in lab.trace if row.id in call.behaviours]
