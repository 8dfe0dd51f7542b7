"""What a learner answered, kept in one file on this machine; nothing leaves it.

The file is `my_progress/answers.json` in the project's folder, or where COGNITO_LAB_PROGRESS
names another file. `./lab reset` restores notebooks and leaves it alone, as does a new `.venv`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cognito_lab.project_folder import find_project_folder

try:
    import fcntl
except ImportError:  # Windows: two kernels that save in the same moment are not kept apart
    fcntl = None  # type: ignore[assignment]

VARIABLE = "COGNITO_LAB_PROGRESS"
_REMEDY = f"The environment variable {VARIABLE} can name another file."
_VERSION = 1
_LOCK_SECONDS = 5
_pause = threading.Event()  # time.sleep is the lab's, and moves its clock


class NotSaved(Exception):
    """The file cannot be read or written; the message is a sentence for the learner."""


class _Unreadable(Exception):
    """The file holds something else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one exercise: the source of an answer, and how it went.

    The answer is the newest one that solved it, or else the newest. `last` and `solved_at` are
    moments of the machine's own clock, in UTC, as ISO 8601 text.
    """

    answer: str | None
    solved: bool
    tries: int
    last: str
    solved_at: str | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a file holds: the entries by exercise, and whatever else stands beside them."""

    entries: dict[str, Entry]
    beside: dict[str, Any]


def progress_file() -> Path:
    """Where the answers of this project's learner are kept.

    Without a project it is beside what runs. Raises FileNotFoundError if that folder is gone.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return (find_project_folder() or Path.cwd()) / "my_progress" / "answers.json"


def saved() -> dict[str, Entry]:
    """All that is kept, by exercise. Raises NotSaved if the file cannot be read."""
    try:
        path = progress_file()
        return _read(path).entries
    except _Unreadable as problem:
        raise NotSaved(
            f"{path.name} in {path.parent.name} cannot be read ({problem}). It is left as it is; "
            "the next answer that is checked sets it aside and begins a new one."
        ) from None
    except OSError as problem:
        raise NotSaved(f"Your answers cannot be read: {_words(problem)}. {_REMEDY}") from None


def save_try(exercise_id: str, answer: str | None, solved: bool) -> str | None:
    """Keep one more try; what was solved stays solved, with the answer that solved it.

    Gives a sentence if an unreadable file had to be set aside, else None. Raises NotSaved.
    """
    try:
        path = progress_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            kept, said = _read_or_set_aside(path)
            _write(path, kept, exercise_id, answer, solved)
    except OSError as problem:
        raise NotSaved(
            f"Your answer was checked but not saved: {_words(problem)}. {_REMEDY}"
        ) from None
    return said


def _read(path: Path) -> _Kept:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _Kept({}, {})
    except UnicodeDecodeError:
        raise _Unreadable("it is no text") from None
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise _Unreadable(f"it is of version {data['version']!r}")
        entries = {str(name): _entry(**values) for name, values in data.pop("exercises").items()}
        return _Kept(entries, data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise _Unreadable(f"{type(problem).__name__}: {problem}"[:120]) from None


def _entry(answer: Any, solved: Any, tries: Any, last: Any, solved_at: Any = None) -> Entry:
    texts_or_none = (answer, solved_at)
    if (
        not all(value is None or isinstance(value, str) for value in texts_or_none)
        or not isinstance(solved, bool)
        or type(tries) is not int
        or not isinstance(last, str)
    ):
        raise TypeError("an entry is not as it was written")
    return Entry(answer, solved, tries, last, solved_at)


def _read_or_set_aside(path: Path) -> tuple[_Kept, str | None]:
    try:
        return _read(path), None
    except _Unreadable as problem:
        aside = _free_name(path)
        path.rename(aside)
        return _Kept({}, {}), (
            f"The file with your earlier answers could not be read ({problem}). It is kept as "
            f"{aside.name} beside a new {path.name}; nothing of it was changed."
        )


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}-unreadable-{number}{path.suffix}")).exists():
        number += 1
    return aside


def _write(path: Path, kept: _Kept, exercise_id: str, answer: str | None, solved: bool) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            # In a kernel Python's clock is the lab's; the file system has the machine's.
            moment = dt.datetime.fromtimestamp(os.fstat(descriptor).st_mtime, dt.UTC)
            now = moment.isoformat(timespec="seconds")
            before = kept.entries.get(exercise_id, Entry(None, False, 0, now))
            kept.entries[exercise_id] = Entry(
                answer if solved or not before.solved else before.answer,
                before.solved or solved,
                before.tries + 1,
                now,
                before.solved_at or (now if solved else None),
            )
            entries = {name: asdict(entry) for name, entry in kept.entries.items()}
            whole = kept.beside | {"version": _VERSION, "exercises": entries}
            json.dump(whole, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of the file, so that two kernels write one after the other."""
    with path.with_name(f".{path.name}.lock").open("a") as lock:
        if fcntl is not None:
            until = time.monotonic() + _LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise
                    _pause.wait(0.02)
        yield


def _words(problem: OSError) -> str:
    return (problem.strerror or type(problem).__name__).lower()
