"""`cognito-lab ledger`: the ledger as text, and as the README's table."""

import subprocess
import sys
from pathlib import Path

from cognito_lab.aws.ledger import Behaviour
from cognito_lab.aws.ledger_rows import ROWS
from cognito_lab.cli import main
from cognito_lab.cli.ledger import folded_table, markdown_table

README = Path(__file__).parents[2] / "README.md"


def test_the_table_is_printed_as_it_stands_in_the_readme(capsys):
    assert main(["ledger", "--markdown"]) == 0
    assert capsys.readouterr().out.strip() in README.read_text(encoding="utf-8")


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


def test_the_readmes_table_is_folded_under_a_line_that_counts():
    rows = [
        Behaviour("a", "s3", ("X",), "This.", "https://example.com", "m", "l"),
        Behaviour("b", "s3", ("X",), "This.", "https://example.com", "m", "l", unconfirmed="it"),
        Behaviour("c", "sts", ("X",), "This.", "https://example.com", "m", "l"),
    ]
    folded = folded_table(rows)
    assert "<summary>3 behaviours (s3 2, sts 1); 1 of them " in folded
    assert f"\n\n{markdown_table(rows)}\n\n</details>" in folded


def test_a_reader_who_has_seen_enough_is_no_error():
    command = [sys.executable, "-c", "from cognito_lab.cli import main; raise SystemExit(main())"]
    ledger = subprocess.Popen([*command, "ledger"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ledger.stdout is not None
    ledger.stdout.close()
    assert ledger.wait(timeout=60) == 0
    assert ledger.stderr is not None
    assert ledger.stderr.read() == b""
    ledger.stderr.close()
