"""`cognito-lab evaluate`: a request with its policies on each line, and the decision on each."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from cognito_lab.cli.project import CommandError

SUMMARY = "decide requests by their policies: JSON Lines in, JSON Lines out"
UNREADABLE = 1
_LONGEST_LINE = 1 << 24
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and how much to say of each request."""
    parser.description = (
        "Each line is a JSON object: principal, action, resource, and what there is of id, "
        "parentUser, resourceAccount, context, identityPolicies, permissionsBoundary, "
        "sessionPolicies, resourcePolicy, serviceControlPolicies, resourceControlPolicies. Each "
        "is answered with its id, the decision (allowed, explicitDeny, implicitDeny), what decided "
        "it, and AWS's message where it is denied; or with what is wrong with it. The exit code "
        "is 1 if a line could not be read, whatever the others' decisions."
    )
    parser.add_argument(
        "file", nargs="?", default="-", help="a file with the lines (default: - standard input)"
    )
    saying = parser.add_mutually_exclusive_group()
    saying.add_argument(
        "--explain",
        action="store_true",
        help="add every step, statement, element and value, and findings of the policies",
    )
    saying.add_argument(
        "--text", action="store_true", help="answer in plain English, a paragraph for each line"
    )


def run(arguments: argparse.Namespace) -> int:
    """Answer every line as it comes. Return 0, or 1 if one could not be read.

    Raises CommandError for a file that cannot be read.
    """
    from cognito_lab.cli.evaluate_line import LineAnswerer, Saying

    saying = Saying.DECISION
    if arguments.explain:
        saying = Saying.EXPLANATION
    elif arguments.text:
        saying = Saying.TEXT
    answerer = LineAnswerer(saying)
    code = 0
    with _opened(arguments.file) as file:
        for line in _lines(arguments.file, file):
            answer = answerer.answer(line)
            if not answer.was_read:
                code = UNREADABLE
            _print(answer.text)
    return code


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as problem:
        raise _cannot_read(name, problem) from None


def _cannot_read(name: str, problem: Exception) -> CommandError:
    said = getattr(problem, "strerror", None) or problem
    return CommandError(f"cannot read {name}: {said}.")


def _lines(name: str, file: BinaryIO) -> Iterator[bytes | None]:
    """The lines that are not blank; None for one that is too long to be kept."""
    is_first = True
    try:
        while line := file.readline(_LONGEST_LINE):
            if is_first:
                line, is_first = line.removeprefix(_BYTE_ORDER_MARK), False
            if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield None
            elif line.strip():
                yield line
    except OSError as problem:
        raise _cannot_read(name, problem) from None


def _print(text: str) -> None:
    """Print and flush: whoever asks line by line waits for the answer."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)
