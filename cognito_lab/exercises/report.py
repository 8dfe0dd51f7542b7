"""What a check writes into, and how it runs the learner's code: nothing escapes from there."""

from __future__ import annotations

import inspect
import linecache
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from cognito_lab.exercises.verdict import Finding
from cognito_lab.exercises.wording import type_name
from cognito_lab.flow import Recording

_OUR_FOLDER = str(Path(__file__).resolve().parents[1])
_LIBRARIES = tuple(
    {_OUR_FOLDER, *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))}
)


class RunningLab(Protocol):
    """As much of a lab as checks use."""

    @property
    def trace(self) -> Recording: ...  # noqa: D102
    @property
    def outbox(self) -> Any: ...  # noqa: D102
    @property
    def clock(self) -> Any: ...  # noqa: D102
    @property
    def running(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Bench:
    """What a check is handed: a fresh lab, and how to make a client (`boto3.client`)."""

    lab: RunningLab
    client: Callable[..., Any]


class CheckStopped(BaseException):
    """The check cannot go on; why stands in the report. No `except Exception` holds it."""


class Report:
    """The lines of a check, in the order in which things were looked at."""

    def __init__(self, is_running: Callable[[], bool]) -> None:
        self._findings: list[Finding] = []
        self._is_running = is_running

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was reported so far."""
        return tuple(self._findings)

    def add_finding(
        self, looked_at: str, *, expected: str, seen: str, passed: bool, why: str = ""
    ) -> bool:
        """Report one thing that was looked at; gives back whether it passed."""
        self._findings.append(Finding(looked_at, expected, seen, passed, why))
        return passed

    def require(
        self, looked_at: str, *, expected: str, seen: str, passed: bool, why: str = ""
    ) -> None:
        """Report only what did not pass, and stop there: without it nothing can be looked at."""
        if not passed:
            self.add_finding(looked_at, expected=expected, seen=seen, passed=False, why=why)
            raise CheckStopped

    def require_type(self, looked_at: str, value: Any, wanted: type, why: str = "") -> None:
        """Stop unless `value` is exactly of a type: a subclass may have its own mind."""
        self.require(
            looked_at,
            expected=type_name(wanted()),
            seen="nothing (None)" if value is None else type_name(value),
            passed=type(value) is wanted,
            why=why,
        )

    def call(
        self, what: str, function: Any, arguments: Mapping[str, Any], *, advice: str = ""
    ) -> Any:
        """Call the learner's function with these parameters, by position; gives its result.

        Whatever it raises, and whatever it is if it is no function, becomes a line of the
        report and stops the check. `advice` is said of an exception that has no better one.
        """
        wanted = f"a function of `({', '.join(arguments)})`"
        self.require(what, expected=wanted, seen=type_name(function), passed=callable(function))
        self._require_parameters(what, function, arguments, wanted)
        try:
            result = function(*arguments.values())
        except BaseException as problem:  # of the learner's making: even SystemExit ends nothing
            self.add_finding(
                f"running `{what}`",
                expected="that it returns",
                seen=told(problem),
                passed=False,
                why=_REMEDIES.get(type(problem).__name__, advice),
            )
            raise CheckStopped from None
        self.require(
            f"the lab after `{what}`",
            expected="the one that the check started",
            seen="another one, or none",
            passed=self._is_running(),
            why="Your code started or stopped a lab. The check has one running: use what the "
            "parameters give you, and leave out start_lab().",
        )
        return result

    def _require_parameters(
        self, what: str, function: Any, arguments: Mapping[str, Any], wanted: str
    ) -> None:
        try:
            signature = inspect.signature(function)
            signature.bind(*arguments.values())
        except TypeError as problem:
            seen = f"one that does not take them: {problem}"
            self.require(what, expected=wanted, seen=seen, passed=False)
        except ValueError:
            return  # some of Python's own functions do not tell


def told(problem: BaseException) -> str:
    """An exception as what was seen: its type, its message, and where it was raised."""
    name = type(problem).__name__[:60]
    try:
        message = " ".join(str(problem).split())[:500]
    except BaseException:  # its own __str__ may fail as well
        message = "(its message cannot be shown)"
    place = _line_of_learner(problem.__traceback__)
    return f"{name}{': ' if message else ''}{message}{place}"


_REMEDIES = {
    "SystemExit": "A function gives its answer back with `return`; exit() ends the program.",
    "EOFError": "Nobody sits at the check's keyboard: leave out input().",
    "MemoryError": "The check gives an answer a limited amount of memory.",
    "RecursionError": "A function called itself without an end.",
    "NameError": "The check runs your function elsewhere: the cell that defines this name has "
    "to be run before the check.",
}


def _line_of_learner(traceback: TracebackType | None) -> str:
    """The last line of the learner's own code that an exception came through."""
    found: tuple[str, int] | None = None
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if not filename.startswith((*_LIBRARIES, "<frozen ")):
            found = filename, traceback.tb_lineno
        traceback = traceback.tb_next
    if found is None:
        return ""
    line = linecache.getline(*found).strip()[:120].replace("`", "ʼ")
    return f" in line {found[1]}" + (f": `{line}`" if line else "")
