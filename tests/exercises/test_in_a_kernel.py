"""Exercises in a real kernel, where a lab is running: answers of any kind, and it lives on."""

import json
import os

import nbformat
import pytest
from nbclient import NotebookClient

from cognito_lab.exercises.progress import VARIABLE

CELLS = {
    "start": (
        "from cognito_lab.aws import start_lab\nlab = start_lab(seed=1)\nimport boto3\n"
        "cognito_idp = boto3.client('cognito-idp')\n"
        "from cognito_lab.exercises import exercises\ntask = exercises['build-a-client']"
    ),
    "task": "task",
    "stub": "def app_client(cognito_idp, user_pool_id): ...",
    "unanswered": "task.check(app_client)",
    "with the notebook's client": (
        "def app_client(_, pool):\n    return cognito_idp.list_user_pools(MaxResults=1)\n"
        "task.check(app_client)"
    ),
    "raises": (
        "def app_client(cognito_idp, user_pool_id):\n    codes = {}\n    return codes['ana']\n"
        "task.check(app_client)"
    ),
    "kills": (
        "def app_client(cognito_idp, user_pool_id):\n    import os\n"
        "    os.kill(os.getpid(), 9)\ntask.check(app_client)"
    ),
    "solution": "exec(compile(task.solution, 'x', 'exec'))\ntask.check(app_client)",
    "as a condition": "if task.check(app_client):\n    print('taken for true')",
    "saved": "task.my_answer()",
    "clinic": "from cognito_lab.exercises.clinic_table import CLINIC\nCLINIC",
    "alive": "print('alive', len(lab.trace), lab.clock)",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """What each cell showed, by name."""
    folder = tmp_path_factory.mktemp("kernel")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder / "answers.json"))
        NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=60,
            allow_errors=True,
            resources={"metadata": {"path": str(folder)}},
        ).execute(env=dict(os.environ))
    shown = {name: cell.outputs for name, cell in zip(CELLS, notebook.cells, strict=True)}
    return shown, json.loads((folder / "answers.json").read_text())["exercises"]


def text_of(outputs, name):
    (output,) = outputs[0][name]
    return output.get("text") or output.data["text/plain"]


def test_the_task_is_shown_with_four_folds_and_as_text(outputs):
    (output,) = outputs[0]["task"]
    assert output.data["text/html"].count("<details>") == 4
    assert output.data["text/plain"].startswith("Exercise: build an app client")


def test_an_unanswered_exercise_leaves_the_notebook_running(outputs):
    assert text_of(outputs, "unanswered").startswith("Not answered yet: build-a-client.")


def test_bad_answers_get_sentences_with_the_cells_own_lines(outputs):
    assert "uses the variable `cognito_idp`" in text_of(outputs, "with the notebook's client")
    assert "KeyError: 'ana' in line 3: `return codes['ana']`" in text_of(outputs, "raises")
    assert "ended the process of the check" in text_of(outputs, "kills")


def test_a_right_answer_is_solved(outputs):
    assert text_of(outputs, "solution").startswith("Solved:")


def test_a_verdict_is_never_taken_for_true(outputs):
    (output,) = outputs[0]["as a condition"]
    assert (output.ename, output.evalue[:13]) == ("TypeError", "ask .accepted")


def test_the_lab_of_the_notebook_is_as_it_was(outputs):
    assert text_of(outputs, "alive") == "alive 0 <the lab's clock: 2026-01-05 09:00:00 UTC>\n"


def test_what_was_checked_is_saved_and_the_stub_is_not_counted(outputs):
    entry = outputs[1]["build-a-client"]
    assert entry["solved"] is True
    assert entry["tries"] == 5
    assert not entry["last"].startswith("2026-01-05")
