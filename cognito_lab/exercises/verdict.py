"""What a check says: one line for each thing looked at, with what was expected and seen."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from html import escape
from typing import Any

from cognito_lab.cell_output import code_html, show, table_html
from cognito_lab.evidence import Verdict

PASSED = "✓ as asked"
FAILED = "✕ not yet"
"""The marks of a line: a sign and words, never a colour alone."""


class Outcome(enum.StrEnum):
    """How a check ended."""

    ACCEPTED = "accepted"
    NOT_YET = "not yet"
    UNANSWERED = "unanswered"
    NOT_COUNTED = "not counted"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check looked at.

    `expected` and `seen` are short texts; `why` is the sentence that is added where it did not
    pass. Text between backticks is shown as code.
    """

    looked_at: str
    expected: str
    seen: str
    passed: bool
    why: str = ""

    @property
    def mark(self) -> str:
        """`PASSED` or `FAILED`."""
        return PASSED if self.passed else FAILED

    @property
    def sentence(self) -> str:
        """The line as one sentence."""
        looked_at, seen = self.looked_at.rstrip("."), self.seen.rstrip(".")
        if self.passed:
            return f"{looked_at}: {seen}."
        why = f" {self.why}" if self.why else ""
        return f"{looked_at}: expected {self.expected.rstrip('.')}; seen: {seen}.{why}"


@dataclass(frozen=True, slots=True)
class ExerciseVerdict(Verdict):
    """What became of an answer; as the last line of a cell it shows itself. Ask `.accepted`.

    `message` says it in a sentence or two, `findings` line by line, `printed` is what the
    learner's code printed while it was checked, `notes` what went wrong beside the check.
    """

    outcome: Outcome
    message: str
    findings: tuple[Finding, ...] = ()
    printed: str = ""
    notes: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the answer solves the task."""
        return self.outcome is Outcome.ACCEPTED

    def with_note(self, note: str) -> ExerciseVerdict:
        """The same with one more note."""
        return replace(self, notes=(*self.notes, note))

    @property
    def html(self) -> str:
        """The verdict as HTML without styles."""
        parts = [f"<p><strong>{code_html(self.message)}</strong></p>"]
        if self.findings:
            head = ("result", "looked at", "expected", "seen")
            parts.append(table_html(head, map(_cells, self.findings)))
        if self.printed:
            parts.append(f"<p>Your code printed:</p>\n<pre>{escape(self.printed)}</pre>")
        parts += [f"<p>{code_html(note)}</p>" for note in self.notes]
        return "\n".join(parts)

    def __str__(self) -> str:
        lines = [self.message]
        lines += [f"{finding.mark}  {finding.sentence}" for finding in self.findings]
        if self.printed:
            lines += ["Your code printed:", *(f"  {line}" for line in self.printed.splitlines())]
        return "\n".join([*lines, *self.notes])

    def _ipython_display_(self) -> None:
        show(self.html, str(self))

    def to_json(self, dumps: Callable[[Any], str] = json.dumps) -> str:
        """The verdict as one line of JSON; `verdict_from_json` reads it."""
        return dumps(asdict(self))


def verdict_of(findings: tuple[Finding, ...], printed: str = "") -> ExerciseVerdict:
    """The verdict that follows from what was seen: accepted if there is something, all passed."""
    failed = [finding for finding in findings if not finding.passed]
    if findings and not failed:
        message = f"Solved: all {len(findings)} things that were looked at are as the task asks."
        return ExerciseVerdict(Outcome.ACCEPTED, message, findings, printed)
    if not findings:
        raise ValueError("the check looked at nothing: let it report what it sees")
    others = f" ({len(failed) - 1} more below.)" if len(failed) > 1 else ""
    first = failed[0].sentence
    message = f"Not yet. {first[0].upper()}{first[1:]}{others}"
    return ExerciseVerdict(Outcome.NOT_YET, message, findings, printed)


def not_counted(message: str) -> ExerciseVerdict:
    """A check that came to no end, and why."""
    return ExerciseVerdict(Outcome.NOT_COUNTED, message)


def unanswered(exercise_id: str) -> ExerciseVerdict:
    """What is said of a stub: the same each time, whoever asks."""
    return ExerciseVerdict(
        Outcome.UNANSWERED,
        f"Not answered yet: {exercise_id}. Write your answer in the cell above, run it, and "
        "run this cell again.",
    )


def verdict_from_json(text: str) -> ExerciseVerdict:
    """The verdict that `to_json` wrote. Raises ValueError for anything else.

    So it does for one that is accepted although not all that was looked at passed.
    """
    try:
        data = json.loads(text)
        verdict = ExerciseVerdict(
            Outcome(data["outcome"]),
            _text(data["message"]),
            tuple(_finding(**entry) for entry in data["findings"]),
            _text(data["printed"]),
            tuple(_text(note) for note in data["notes"]),
        )
    except (KeyError, TypeError, RecursionError) as problem:
        raise ValueError(f"no verdict: {problem}") from None
    if verdict.accepted and verdict != verdict_of(verdict.findings, verdict.printed):
        raise ValueError("no verdict: it is accepted, and its findings are not")
    return verdict


def _finding(*, looked_at: Any, expected: Any, seen: Any, passed: Any, why: Any) -> Finding:
    if not isinstance(passed, bool):
        raise TypeError("a line passes or not")
    return Finding(_text(looked_at), _text(expected), _text(seen), passed, _text(why))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    # Half a character (a lone surrogate) can be printed nowhere.
    return value.encode("utf-8", "replace").decode()


def _cells(finding: Finding) -> tuple[str, ...]:
    why = f"<br>{code_html(finding.why)}" if finding.why and not finding.passed else ""
    return (
        finding.mark.replace(" ", "&nbsp;"),
        code_html(finding.looked_at),
        code_html(finding.expected),
        code_html(finding.seen) + why,
    )
