"""`cognito-lab trace`: a saved trace as text, as an SVG sequence diagram or as Mermaid."""

import argparse
import sys
from pathlib import Path

from cognito_lab.cli.project import CommandError

SUMMARY = "show a saved trace: as a text table, as a picture (--svg) or as Mermaid source"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and in which form to show it."""
    parser.add_argument("file", help="a trace saved with trace_to_json(), or - for standard input")
    parser.add_argument("--svg", metavar="FILE", help="write the sequence diagram to FILE (.svg)")
    parser.add_argument("--mermaid", action="store_true", help="print the Mermaid source")
    parser.add_argument("--step", help="only this step")


def run(arguments: argparse.Namespace) -> int:
    """Print or write the trace. Raises CommandError for a file that is no trace."""
    from cognito_lab.diagrams import draw_sequence
    from cognito_lab.flow import TraceFormatError, trace_from_json

    try:
        trace = trace_from_json(_read(arguments.file))
        if arguments.step is not None:
            trace = trace[arguments.step]
    except TraceFormatError as problem:
        raise CommandError(f"{arguments.file} is not a trace: {problem}") from None
    except KeyError as problem:
        raise CommandError(str(problem.args[0])) from None
    picture = draw_sequence(trace)
    if arguments.svg:
        try:
            print(f"wrote {picture.save(arguments.svg)}")
        except (OSError, ValueError) as problem:
            raise CommandError(str(problem)) from None
    else:
        print(picture.mermaid if arguments.mermaid else picture.table)
    return 0


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"cannot read {name}: {problem.strerror}.") from None
