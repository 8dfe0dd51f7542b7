"""The `cognito-lab` command: what it can do is listed in `COMMANDS`, one module each.

A command's module has three names: `SUMMARY` (one line for the help), `add_arguments(parser)`
and `run(arguments)`, which returns the exit code or raises `CommandError`. It imports what is
slow inside `run`, for every module is loaded to build the help.

Reading order: `project` (its folder and its notebooks), then the commands: `page` with its
`page_server`, `serve`, `trace`, `token` with its `token_text` and `fetch`, `evaluate` with its
`evaluate_line` and `evaluation_json`, `ledger`, `render` with its `widget_ids`, `reset`, `trust`,
`progress`, and `readme` with `readme_map` and `readme_picture`; `check_answer` is a process of its
own.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Protocol, cast

from cognito_lab.cli.project import CommandError

COMMANDS = (
    "page",
    "serve",
    "trace",
    "token",
    "evaluate",
    "ledger",
    "render",
    "readme",
    "reset",
    "trust",
    "progress",
)


class Command(Protocol):
    """What each module named in `COMMANDS` offers."""

    SUMMARY: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments to its parser."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work and return the exit code; raise `CommandError` with a sentence."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command; each command's function is in `run`."""
    parser = argparse.ArgumentParser(
        prog="cognito-lab",
        description="Traces, tokens, policies, the ledger and the notebooks of the lab.",
    )
    parser.add_argument("--version", action="version", version=version("cognito-lab"))
    subparsers = parser.add_subparsers(metavar="command", required=True)
    for name in COMMANDS:
        command = cast(Command, importlib.import_module(f"{__name__}.{name}"))
        subparser = subparsers.add_parser(name, help=command.SUMMARY, description=command.SUMMARY)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run `cognito-lab` with `argv` (by default the process's) and return its exit code.

    A `CommandError` becomes its one sentence on stderr and exit code 1.
    """
    arguments = build_parser().parse_args(argv)
    try:
        code = cast(int, arguments.run(arguments))
        sys.stdout.flush()
        return code
    except CommandError as error:
        print(f"cognito-lab: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the output has seen enough (`… | head`); Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("cognito-lab: interrupted", file=sys.stderr)
        return 130
