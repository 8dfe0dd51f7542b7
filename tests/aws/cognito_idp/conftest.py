"""What must hold of every call of these tests."""

from collections.abc import Iterator

import pytest

from cognito_lab.aws import Lab
from cognito_lab.aws.ledger_rows.names import EVERY_OPERATION


@pytest.fixture(autouse=True)
def rows_act_where_they_say(lab: Lab) -> Iterator[None]:
    """After each test: no row of the ledger acted on an operation that it does not list."""
    yield
    for call in lab.trace:
        for behaviour in call.behaviours:
            listed = lab.ledger.row(behaviour).operations
            assert listed == EVERY_OPERATION or call.operation in listed, (behaviour, call)
