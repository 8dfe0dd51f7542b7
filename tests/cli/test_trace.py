"""`cognito-lab trace`: a saved trace, shown."""

import io
import sys
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from cognito_lab.cli import main
from cognito_lab.flow import Trace, trace_to_json
from tests.calls import make_call


@pytest.fixture
def saved(tmp_path):
    call = make_call(operation="SignUp", parameters={"Username": "ana"}, step="sign up")
    path = tmp_path / "trace.json"
    path.write_text(trace_to_json(Trace([call])), encoding="utf-8")
    return path


def test_the_trace_is_printed_as_a_table(saved, capsys):
    assert main(["trace", str(saved)]) == 0
    assert "SignUp" in capsys.readouterr().out


def test_the_trace_is_read_from_standard_input(saved, capsys, monkeypatch):
    stdin = SimpleNamespace(buffer=io.BytesIO(saved.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["trace", "-"]) == 0
    assert "SignUp" in capsys.readouterr().out


def test_the_mermaid_source_is_printed_on_request(saved, capsys):
    assert main(["trace", "--mermaid", str(saved)]) == 0
    assert capsys.readouterr().out.startswith("sequenceDiagram")


def test_a_picture_is_written_as_svg(saved, tmp_path, capsys):
    target = tmp_path / "picture.svg"
    assert main(["trace", "--svg", str(target), str(saved)]) == 0
    assert ElementTree.parse(target).getroot().tag.endswith("svg")


def test_one_step_can_be_asked_for(saved, capsys):
    assert main(["trace", "--step", "sign up", str(saved)]) == 0
    assert main(["trace", "--step", "sing up", str(saved)]) == 1
    assert "no step is called 'sing up'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{", "is not a trace: not JSON"), ('{"format": "x"}', "expected 'cognito_lab trace'")],
)
def test_a_malformed_file_is_one_clear_error(tmp_path, capsys, content, sentence):
    path = tmp_path / "broken.json"
    path.write_text(content)
    assert main(["trace", str(path)]) == 1
    assert sentence in capsys.readouterr().err


def test_a_missing_file_is_one_clear_error(tmp_path, capsys):
    assert main(["trace", str(tmp_path / "none.json")]) == 1
    assert "cannot read" in capsys.readouterr().err


def test_a_picture_of_another_kind_is_refused(saved, tmp_path, capsys):
    assert main(["trace", "--svg", str(tmp_path / "p.png"), str(saved)]) == 1
    assert "does not end in .svg" in capsys.readouterr().err
