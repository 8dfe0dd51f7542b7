"""One object that holds all of an exercise: prompt, hints, stub, check, solution, wrong answers."""

from __future__ import annotations

import contextlib
import io
import linecache
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any
from zlib import crc32

from cognito_lab.cell_output import code_html, show
from cognito_lab.exercises.report import Bench, CheckStopped, Report, told
from cognito_lab.exercises.unanswered import is_unanswered
from cognito_lab.exercises.verdict import ExerciseVerdict, unanswered, verdict_of
from cognito_lab.exercises.wording import text_html

Grader = Callable[[Bench, Any, Report], None]
"""Looks at an answer on a lab and adds to the report what it finds."""

PRINTED_AT_MOST = 2_000
"""Characters of what an answer prints that are kept."""


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that the check refuses, as people really give it, and what its author believes."""

    belief: str
    source: str


@dataclass(frozen=True)
class Exercise:
    """A task, all that helps with it, and how an answer is checked.

    `id` is its name in `exercises`; `chapter` the notebook that asks it, without `.ipynb`;
    `answer_name` what the answer's cell defines and `check` is given; `stub` stands in that
    cell; `grader` looks at an answer; `documents` are the sources of what it holds one to. As the
    last line of a cell it shows itself.

    Raises ValueError, naming the exercise, if a part is missing.
    """

    id: str
    chapter: str
    title: str
    prompt: str
    hints: tuple[str, str, str]
    answer_name: str
    stub: str
    solution: str
    wrong_answers: tuple[WrongAnswer, ...]
    grader: Grader = field(repr=False)
    documents: tuple[str, ...]

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise ValueError(f"exercise {self.id!r}: {'; '.join(problems)}")

    def check(self, answer: Any) -> ExerciseVerdict:
        """Run the learner's answer on a fresh lab, in a process of its own; say what was seen.

        A bad answer raises nothing: it becomes a sentence. The answer and whether it is solved
        are saved on this machine (`progress`), unless it is still the stub.
        """
        if is_unanswered(answer):
            return unanswered(self.id)
        from cognito_lab.exercises.check_process import check_in_a_process
        from cognito_lab.exercises.progress import NotSaved, save_try
        from cognito_lab.exercises.source import source_of

        verdict = check_in_a_process(self.id, answer)
        try:
            said = save_try(self.id, source_of(self.answer_name, answer), verdict.accepted)
        except NotSaved as problem:
            said = str(problem)
        return verdict.with_note(said) if said else verdict

    def examine(self, bench: Bench, answer: Any) -> ExerciseVerdict:
        """Check an answer here and now, on the lab of `bench`; nothing is saved.

        What the answer raises, prints or leaves behind becomes part of the verdict.
        """
        if is_unanswered(answer):
            return unanswered(self.id)
        report = Report(lambda: bench.lab.running)
        printed = _LimitedText(PRINTED_AT_MOST)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                self.grader(bench, answer, report)
            except CheckStopped:
                pass
            except BaseException as problem:  # of a scene that the answer has spoilt
                report.add_finding(
                    "the lab after your code",
                    expected="that it can be looked at",
                    seen=told(problem),
                    passed=False,
                    why="Your code took away something that the check needs.",
                )
        return verdict_of(report.findings, printed.text)

    def answer_from(self, source: str) -> Any:
        """The answer that a cell with this source defines, as a notebook would run it."""
        filename = f"<{self.id}, {crc32(source.encode()):08x}>"
        linecache.cache[filename] = len(source), None, source.splitlines(keepends=True), filename
        namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(source, filename, "exec"), namespace)
        return namespace[self.answer_name]

    def hint(self, number: int) -> str:
        """The first, second or third hint. Raises LookupError for another number."""
        if number not in (1, 2, 3):
            raise LookupError(f"there are three hints, 1 to 3; there is no hint {number!r}")
        return self.hints[number - 1]

    def my_answer(self) -> None:
        """Print the answer that is kept in the file on this machine (`progress`)."""
        from cognito_lab.exercises.progress import NotSaved, saved

        try:
            entry = saved().get(self.id)
        except NotSaved as problem:
            print(problem)
            return
        if entry is None:
            print(f"Nothing is saved for {self.id} yet: .check(…) saves what it checks.")
        else:
            print(entry.answer or "The answer was checked, but its source could not be had.")

    @property
    def html(self) -> str:
        """The task, and a fold for each hint and for the solution."""
        folds = [(f"Hint {n}", f"<p>{code_html(h)}</p>") for n, h in enumerate(self.hints, 1)]
        folds.append(("Solution", f"<pre><code>{escape(self.solution)}</code></pre>"))
        shown = [
            f"<details>\n<summary>{escape(name)}</summary>\n{body}\n</details>"
            for name, body in folds
        ]
        head = f"<p><strong>Exercise: {escape(self.title)}</strong></p>"
        return "\n".join([head, text_html(self.prompt), *shown])

    def __str__(self) -> str:
        task = f'exercises["{self.id}"]'
        return (
            f"Exercise: {self.title}\n\n{self.prompt.strip()}\n\n"
            f"print({task}.hint(1)), 2 and 3 help; print({task}.solution) solves it."
        )

    def _ipython_display_(self) -> None:
        show(self.html, str(self))


class _LimitedText(io.TextIOBase):
    """Takes everything that is printed and keeps the beginning."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: list[str] = []
        self._length = 0
        self._more = False

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str, /) -> int:
        """Keep what there is still room for."""
        room = self._limit - self._length
        if room > 0:
            part = str(text)[:room]
            self._kept.append(part)
            self._length += len(part)
        self._more = self._more or len(text) > room
        return len(text)

    @property
    def text(self) -> str:
        """The beginning, and a word about the rest."""
        rest = f"\n… (only the first {self._limit} characters are kept)" if self._more else ""
        return "".join(self._kept) + rest


def _problems(exercise: Exercise) -> list[str]:
    found = [
        f"it has no {what}"
        for what in ("chapter", "title", "prompt", "stub", "solution")
        if not getattr(exercise, what).strip()
    ]
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", exercise.id):
        found.append("an id is written like-this")
    if len({hint.strip() for hint in exercise.hints} - {""}) != 3:
        found.append("it needs three different hints")
    if len(exercise.wrong_answers) < 2:
        found.append("it needs two known wrong answers at least")
    if not all(document.startswith("https://") for document in exercise.documents):
        found.append("a document is an https link")
    return found
