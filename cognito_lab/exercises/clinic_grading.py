"""How a clinic is graded: a refusal is provoked to the word, mended, and its cause is named.

Only what crossed the wire counts: which call was refused, and which one went through after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.exercises.clinic_table import CLINIC
from cognito_lab.exercises.report import Bench, Report
from cognito_lab.exercises.wording import shown, type_name
from cognito_lab.flow import ApiCall
from cognito_lab.known_error import KnownError


@dataclass(frozen=True)
class ClinicGrader:
    """The check of an exercise that asks for one function for each of `rows` (name, error).

    `arguments` builds a fresh scene and gives the functions' arguments, for the row's name; `same`
    tells for whom a call was made (`whom`: what that is); `came_through` whether it brought what
    it is made for. `beliefs` are names that are no cause, each with what is wrong about it.
    """

    rows: tuple[tuple[str, KnownError], ...]
    arguments: Callable[[Bench, str], dict[str, Any]]
    same: Callable[[ApiCall], Any]
    whom: str = "user"
    came_through: Callable[[ApiCall], bool] = lambda call: call.error is None
    beliefs: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, bench: Bench, answer: Any, report: Report) -> None:
        """Examine each function, in its own scene."""
        names = ", ".join(name for name, _ in self.rows)
        report.require(
            "your answer",
            expected=f"a list of {_IN_WORDS[len(self.rows)]} functions: `[{names}]`",
            seen=_kind(answer),
            passed=type(answer) in (list, tuple) and len(answer) == len(self.rows),
        )
        for (name, row), function in zip(self.rows, answer, strict=True):
            self._examine(name, row, function, bench, report)

    def _examine(
        self, name: str, row: KnownError, function: Any, bench: Bench, report: Report
    ) -> None:
        arguments = self.arguments(bench, name)
        before = len(bench.lab.trace)
        named = report.call(
            name,
            function,
            arguments,
            advice=f'Let the function go on: put `with refused("{row.code}"):` around the call.',
        )
        calls = bench.lab.trace.calls[before:]
        refusal = next((call for call in calls if is_said(row, call)), None)
        report.add_finding(
            f"{name}: what was refused",
            expected=f"`{row.operation}`: {row.code}: {row.text}",
            seen=_refusals(calls) or "no call was refused",
            passed=refusal is not None,
            why="Code and text both count, and only a call that AWS refused is recorded.",
        )
        report.add_finding(
            f"{name}: the same call, mended",
            expected=f"`{row.operation}` goes through for the same {self.whom}",
            seen=self._afterwards(row, refusal, calls),
            passed=refusal is not None and self._is_mended(row, refusal, calls),
            why=row.remedy,
        )
        report.add_finding(
            f"{name}: the cause's name",
            expected="the one of this error",
            seen=shown(named),
            passed=type(named) is str and named == row.cause,
            why=self._of_the_name(named),
        )

    def _is_mended(self, row: KnownError, refusal: ApiCall, calls: tuple[ApiCall, ...]) -> bool:
        return any(
            call.number > refusal.number
            and call.operation == row.operation
            and self.same(call) == self.same(refusal)
            and call.error is None
            and self.came_through(call)
            for call in calls
        )

    def _afterwards(
        self, row: KnownError, refusal: ApiCall | None, calls: tuple[ApiCall, ...]
    ) -> str:
        if refusal is None:
            return "nothing to mend, for that refusal was not there"
        if self._is_mended(row, refusal, calls):
            return "it went through"
        later = [call.operation for call in calls if call.number > refusal.number]
        told = ", ".join(f"`{operation}`" for operation in later[:6]) or "no call"
        who = shown(self.same(refusal))
        return f"after the refusal: {told}, and no such call for {who} went through"

    def _of_the_name(self, named: Any) -> str:
        if type(named) is str and named in self.beliefs:
            return self.beliefs[named]
        if named is None:
            return "Return the name: `return` at the end of the function."
        means = dict.fromkeys(row.means for row in CLINIC if row.cause == named)
        return "That name is for: " + " ".join(means) if means else "It is none of the names."


_IN_WORDS = {3: "three", 4: "four"}


def is_said(row: KnownError, call: ApiCall) -> bool:
    """Whether a call was refused with this error."""
    error = call.error
    return (
        error is not None
        and call.operation == row.operation
        and row.is_said_by(error.code, error.message)
    )


def listed(rows: tuple[tuple[str, KnownError], ...], names: set[str]) -> str:
    """The rows and the names to choose from, as they stand in a prompt."""
    each = "\n".join(
        f"- `{name}`: `{row.operation}` says `{row.code}`, “{row.text}”" for name, row in rows
    )
    return f"{each}\n\nThe names: " + ", ".join(f"`{cause}`" for cause in sorted(names)) + "."


def _kind(answer: Any) -> str:
    if type(answer) in (list, tuple):
        return f"{type_name(answer)} of {len(answer)}"
    return type_name(answer)


def _refusals(calls: tuple[ApiCall, ...]) -> str:
    errors = [call for call in calls if call.error is not None]
    return "; ".join(
        f"`{call.operation}`: {call.error.code}: {call.error.message}"[:300]
        for call in errors[:3]
        if call.error is not None
    )
