"""`cognito-lab evaluate`, given lines and asked for its answers."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from cognito_lab.cli import main


@pytest.fixture
def run_lines(monkeypatch, capsys):
    """Give the command lines on standard input; its exit code and what it printed."""

    def run(lines, *options):
        data = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        code = main(["evaluate", *options])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, printed.out

    return run


@pytest.fixture
def answers(run_lines):
    """The same, its lines read as JSON."""

    def answers(lines, *options):
        code, out = run_lines(lines, *options)
        return code, [json.loads(line) for line in out.splitlines()]

    return answers
