"""What the lab adds to moto: one row for each behaviour, and the switch of each.

A row says what AWS does and which document says so, what moto does, and what the lab
does instead. The code that closes a gap asks `ledger.acts(row)` at the place where it
does so: that puts the row on the call in progress, from where it becomes the badge of
the recorded call, the table in the README and the closing box of a notebook. A row that
is switched off leaves moto's own behaviour, which is how each row's test proves that the
row does something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cognito_lab.flow.call import LAB, MOTO, MOTO_AND_LAB


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One row. `document` is the URL that says what AWS does.

    `answers` is true where moto has nothing to add and the lab gives the whole answer.
    `unconfirmed` names what no document confirms (the mark that a lesson has to show).
    """

    id: str
    service: str
    operations: tuple[str, ...]
    aws: str
    document: str
    moto: str
    lab: str
    answers: bool = False
    unconfirmed: str | None = None


class BehavioursOfACall:
    """The rows that acted on one call."""

    def __init__(self) -> None:
        self.rows: dict[str, Behaviour] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order in which the rows acted."""
        return tuple(self.rows)

    @property
    def answered_by(self) -> str:
        """`"lab"` if a row answered in moto's place, else what the badge says."""
        if any(row.answers for row in self.rows.values()):
            return LAB
        return MOTO_AND_LAB if self.rows else MOTO


_acting: ContextVar[BehavioursOfACall | None] = ContextVar("behaviours of a call", default=None)


class Ledger(Sequence[Behaviour]):
    """All rows, in reading order, and which of them are switched off."""

    def __init__(self, rows: Sequence[Behaviour]) -> None:
        self._rows = {row.id: row for row in rows}
        if len(self._rows) != len(rows):
            raise ValueError("two rows of the ledger have the same id")
        self._off: set[str] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, key: int | slice | str) -> Behaviour | list[Behaviour]:  # type: ignore[override]
        if isinstance(key, str):
            return self.row(key)
        return list(self._rows.values())[key]

    def row(self, behaviour_id: str) -> Behaviour:
        """The row with this id. Raises KeyError, naming the rows there are."""
        if behaviour_id not in self._rows:
            raise KeyError(
                f"the ledger has no row {behaviour_id!r}. Its rows: {', '.join(self._rows)}"
            )
        return self._rows[behaviour_id]

    def acts(self, row: Behaviour) -> bool:
        """Whether the row is on; if so it is noted on the call in progress."""
        if row.id in self._off:
            return False
        call = _acting.get()
        if call is not None:
            call.rows.setdefault(row.id, row)
        return True

    @property
    def has_acted(self) -> bool:
        """Whether some row has acted on the call in progress."""
        call = _acting.get()
        return call is not None and bool(call.rows)

    def __repr__(self) -> str:
        lines = (
            f"{row.id:27} {'(off) ' if row.id in self._off else ''}{row.aws}"
            for row in self._rows.values()
        )
        return "\n".join(lines)

    @contextmanager
    def without(self, *behaviour_ids: str) -> Iterator[None]:
        """Switch rows off inside the block: what is left there is stock moto."""
        rows = {self.row(behaviour_id).id for behaviour_id in behaviour_ids} - self._off
        self._off |= rows
        try:
            yield
        finally:
            self._off -= rows


@contextmanager
def watching_one_call() -> Iterator[BehavioursOfACall]:
    """Collect the rows that act inside the block."""
    call = BehavioursOfACall()
    token = _acting.set(call)
    try:
        yield call
    finally:
        _acting.reset(token)
