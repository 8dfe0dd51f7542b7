"""`cognito-lab render`: the only way in which notebooks' outputs are made."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cognito_lab.cli import main

WIDGETS = """
import ipywidgets as widgets
from IPython.display import display
slider = widgets.IntSlider(3, description="clock")
label = widgets.HTML("<b>now</b>")
widgets.interactive_output(lambda x: print(x), {"x": slider})
display(widgets.VBox([slider, label]))
"""


def code(source: str, **extra: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "metadata": {}, "source": source.strip(), "outputs": []}
    return cell | {"execution_count": None} | extra


def add_notebook(project: Path, *cells: dict[str, Any], name: str = "one") -> Path:
    path = project / "notebooks" / f"{name}.ipynb"
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    path.write_text(json.dumps(notebook))
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "cognito-lab"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_renders_are_byte_identical_and_the_same_on_any_machine(project: Path) -> None:
    stale = [{"output_type": "stream", "name": "stdout", "text": "of an earlier run"}]
    path = add_notebook(
        project,
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# One"},
        code("print('a')\nprint({'a', 'b'} == {'b', 'a'})", id="kept", outputs=stale),
        code(WIDGETS, metadata={"collapsed": True, "tags": ["panel"]}),
    )
    assert main(["render"]) == 0
    first = path.read_bytes()
    assert main(["render"]) == 0
    assert path.read_bytes() == first

    notebook = json.loads(first)
    assert first.endswith(b"\n")
    assert [cell["id"] for cell in notebook["cells"]] == ["title", "kept", "cell-3"]
    assert notebook["cells"][1]["outputs"] == [
        {"output_type": "stream", "name": "stdout", "text": ["a\n", "True\n"]}
    ]
    assert notebook["cells"][2]["metadata"] == {"tags": ["panel"]}
    assert [cell["execution_count"] for cell in notebook["cells"][1:]] == [1, 2]
    [view] = notebook["cells"][2]["outputs"]
    model_id = view["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
    states = notebook["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    assert states[model_id]["model_name"] == "VBoxModel"
    assert sys.version.split()[0].encode() not in first


def test_check_changes_nothing_and_tells_which_file_would(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = add_notebook(project, code("print(6 * 7)", id="answer"))
    before = path.read_bytes()
    assert main(["render", "--check"]) == 1
    assert path.read_bytes() == before
    assert "notebooks/one.ipynb would change" in capsys.readouterr().err
    assert main(["render", "one"]) == 0
    assert main(["render", "--check", "notebooks/one.ipynb"]) == 0


def test_a_cell_that_raises_is_told_in_one_line_and_the_file_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = add_notebook(
        project,
        code("1 + 1", id="a"),
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "then"},
        code("raise LookupError('no such\\nuser pool')", id="b"),
    )
    before = path.read_bytes()
    assert main(["render"]) == 1
    assert path.read_bytes() == before
    message = "notebooks/one.ipynb, cell [2]: LookupError: no such user pool\n"
    assert capsys.readouterr().err == message


def test_one_failing_notebook_does_not_keep_the_others_from_being_rendered(project: Path) -> None:
    add_notebook(project, code("1 / 0", id="a"), name="bad")
    good = add_notebook(project, code("print('fine')", id="a"), name="good")
    assert main(["render"]) == 1
    assert json.loads(good.read_text())["cells"][0]["outputs"][0]["text"] == ["fine\n"]


def test_a_path_of_this_machine_is_not_stored(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = add_notebook(
        project,
        code(f"print('https://example.com{project}/callback is a URL')", id="a"),
        code("import sys; print(sys.prefix + '/bin')", id="b"),
    )
    before = path.read_bytes()
    assert main(["render"]) == 1
    assert path.read_bytes() == before
    error = capsys.readouterr().err
    assert f"notebooks/one.ipynb, cell [2]: the output names {sys.prefix}/bin" in error


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("not JSON", "which is no notebook"),
        ("{}", "which is no notebook"),
        ('{"nbformat": 3, "cells": [], "metadata": {}}', "which is of format 3"),
    ],
)
def test_what_is_no_notebook_is_named(
    project: Path, capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    (project / "notebooks" / "odd.ipynb").write_text(content)
    assert main(["render"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("notebooks/odd.ipynb, ")
    assert message in error
    assert error.count("\n") == 1


def test_a_notebook_that_does_not_exist_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "99_nowhere"]) == 1
    assert capsys.readouterr().err == "cognito-lab: there is no notebook 99_nowhere.\n"
