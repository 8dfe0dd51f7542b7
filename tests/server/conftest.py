"""One served lab for the tests that do not need one of their own."""

from collections.abc import Iterator

import pytest

from tests.server.process import ServedLab, serving


@pytest.fixture(scope="session")
def served_lab() -> Iterator[ServedLab]:
    """A lab in a process of its own."""
    with serving() as lab:
        yield lab
