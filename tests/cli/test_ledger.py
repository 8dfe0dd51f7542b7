"""`cognito-lab ledger`: the ledger as text, and as the README's table."""

import subprocess
import sys
from pathlib import Path

import pytest

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.cli import main
from cognito_lab.cli.ledger import between_marks, markdown_table
from cognito_lab.cli.project import CommandError

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_holds_the_ledger_as_it_is():
    assert between_marks(README.read_text(encoding="utf-8")) == markdown_table(ROWS)


def test_the_text_names_every_row_with_its_document(capsys):
    assert main(["ledger"]) == 0
    printed = capsys.readouterr().out
    for row in ROWS:
        assert row.id in printed
        assert row.document in printed


def test_a_bar_in_a_sentence_does_not_break_the_table():
    row = Behaviour("a", "s3", ("X",), "This | that.", "https://example.com", "m", "l")
    assert markdown_table([row]).splitlines()[2].count(" | ") == 2


def test_what_is_unconfirmed_is_marked_in_the_table():
    row = Behaviour(
        "a", "s3", ("X",), "This.", "https://example.com", "m", "l", unconfirmed="the text"
    )
    assert "not confirmed by a document: the text" in markdown_table([row])


def test_write_replaces_what_stands_between_the_marks(tmp_path, monkeypatch, capsys):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").touch()
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- ledger:start -->\nold\n<!-- ledger:end -->\nafter\n")
    monkeypatch.chdir(tmp_path)
    assert main(["ledger", "--write"]) == 0
    text = readme.read_text()
    assert text.startswith("before\n<!-- ledger:start -->\n| what AWS does")
    assert text.endswith("<!-- ledger:end -->\nafter\n")
    assert "\nold\n" not in text


def test_a_readme_without_marks_is_one_clear_error():
    with pytest.raises(CommandError, match="lacks the marks"):
        between_marks("nothing here")


def test_a_reader_who_has_seen_enough_is_no_error():
    command = [sys.executable, "-c", "from cognito_lab.cli import main; raise SystemExit(main())"]
    ledger = subprocess.Popen([*command, "ledger"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ledger.stdout is not None
    ledger.stdout.close()
    assert ledger.wait(timeout=60) == 0
    assert ledger.stderr is not None
    assert ledger.stderr.read() == b""
    ledger.stderr.close()
