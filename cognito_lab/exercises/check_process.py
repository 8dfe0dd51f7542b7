"""A check in a process of its own: whatever the answer does there, this process lives on.

The child says two lines: that it is ready (now the answer's time begins), and the verdict. Both
begin with a word that only the two know, so that what an answer writes is not taken for a verdict.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO, Any

from cognito_lab.exercises.pickling import CannotPickle, pickled, sources_of
from cognito_lab.exercises.verdict import ExerciseVerdict, not_counted, verdict_from_json

CHILD = "cognito_lab.cli.check_answer"
"""The module that the child runs: a command, so it may start a lab."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a check may use: `seconds` for the answer, `start` for the lab before it.

    `memory` is bytes of address space (where the system has such a limit), `told` bytes of what
    the child says.
    """

    seconds: float = 20
    start: float = 60
    memory: int = 1 << 30
    told: int = 1_000_000


LIMITS = Limits()


def check_in_a_process(exercise_id: str, answer: Any, limits: Limits = LIMITS) -> ExerciseVerdict:
    """Check the answer to an exercise in a process of its own. Only Ctrl-C is raised."""
    try:
        request = _request(exercise_id, answer, limits, word := secrets.token_hex(16))
    except CannotPickle as problem:
        return not_counted(str(problem))
    try:
        child = _start()
    except OSError as problem:
        return not_counted(f"{_NOT_UP} ({problem.strerror or type(problem).__name__})")
    said = _Said(child, request, limits.told)
    try:
        return _verdict(said, word, limits)
    finally:
        _end(child)
        said.close()


def _request(exercise_id: str, answer: Any, limits: Limits, word: str) -> bytes:
    data = pickled(answer)  # before anything else looks at it: it may be too large
    head = {
        "exercise": exercise_id,
        "word": word,
        "memory": limits.memory,
        "seconds": limits.seconds,
        "path": [entry for entry in sys.path if isinstance(entry, str)],
        "sources": sources_of(answer),
    }
    return json.dumps(head).encode() + b"\n" + data


def _start() -> subprocess.Popen[bytes]:
    # -P: a file json.py beside the notebook is not to be taken for Python's own.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """The child's environment: nobody's AWS account can be found in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    nothing = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return kept | nothing | {"AWS_EC2_METADATA_DISABLED": "true", "PYTHONDONTWRITEBYTECODE": "1"}


class _Said:
    """What the child says, line by line, read by a thread that also hands in the answer."""

    def __init__(self, child: subprocess.Popen[bytes], request: bytes, limit: int) -> None:
        assert child.stdin is not None and child.stdout is not None
        self._in: IO[bytes] = child.stdin
        self._out: IO[bytes] = child.stdout
        self._text = bytearray()
        self._limit = limit
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, args=(request,), daemon=True)
        self._thread.start()

    def _read(self, request: bytes) -> None:
        try:
            self._in.write(request)
            self._in.close()
            while len(self._text) <= self._limit and (part := os.read(self._out.fileno(), 65536)):
                with self._changed:
                    self._text += part
                    self._changed.notify_all()
        except OSError:
            pass  # the child is gone; that it said nothing tells it
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def line(self, number: int, seconds: float) -> bytes | None:
        """A line once it is whole; what there is of it if the child ended; None after `seconds`."""
        until = time.monotonic() + seconds
        with self._changed:
            while self._text.count(b"\n") <= number and not self._ended:
                if not self._changed.wait(max(0.0, until - time.monotonic())):
                    return None
            lines = bytes(self._text).split(b"\n")
        return lines[number] if number < len(lines) else b""

    @property
    def too_much(self) -> bool:
        """Whether the child said more than it may."""
        return len(self._text) > self._limit

    def close(self) -> None:
        """Let go of the pipes, once the child has ended."""
        self._thread.join(timeout=5)
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except OSError:
                continue


def _verdict(said: _Said, word: str, limits: Limits) -> ExerciseVerdict:
    first = said.line(0, limits.start)
    if first != f"{word} ready".encode():
        return not_counted(_NOT_UP)
    line = said.line(1, limits.seconds)
    if line is None:
        return not_counted(
            f"Your code had not returned after {limits.seconds:g} seconds, so the check was ended. "
            "Look for a loop that never stops."
        )
    begin = f"{word} ".encode()
    if line.startswith(begin):
        try:
            return verdict_from_json(line.removeprefix(begin).decode())
        except ValueError:
            return not_counted(_NO_VERDICT)
    if line or said.too_much:
        return not_counted(
            "Something else than the check wrote where only the check writes, so it was not "
            "counted. Give the answer back with `return`."
        )
    return not_counted(_NO_VERDICT)


_NOT_UP = (
    "The process of the check did not come up, so your answer was not looked at. Run the cell "
    "again; if that does not help, end the lab and start it again with ./lab."
)
_NO_VERDICT = (
    "Your code ended the process of the check (as os._exit() does, or a crash), so there is no "
    "verdict. A function gives its answer back with `return`."
)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    # Before wait(): until then nobody else can have the child's number.
    try:
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    except (ProcessLookupError, PermissionError):
        pass
    child.wait()
