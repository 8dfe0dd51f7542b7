"""Cells run twice, out of order, with errors and after a reset never wedge a real kernel."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

START = "import boto3, time\nfrom cognito_lab.aws import start_lab\nlab = start_lab(seed=1)"
POOL = 'cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]'
CELLS = (
    f"{START}\nfirst_lab = lab",
    f'cognito_idp = boto3.client("cognito-idp")\nprint({POOL})',
    START,  # the first cell run twice
    f"print({POOL})",  # with the client of the first lab
    "time.sleep(3600)\nprint(lab.clock.now())",
    'with lab.trace.step("a"):\n    raise KeyError("in the middle of a step")',
    f'with lab.trace.step("b"):\n    lab.reset()\n    print({POOL})',
    "lab.stop()\ntime.sleep(0.01)",
    POOL,  # after stop(): an error
    "first_lab.reset()\nlab.stop()",  # out of order; the second is no longer the one running
    f"print({POOL})",
    "end = time.time() + 30\nwhile time.time() < end:\n    time.sleep(1)\nprint(first_lab.clock)",
    "import asyncio\nawait asyncio.sleep(0.01)\nprint('still there', len(first_lab.trace))",
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each cell printed, or the name of its error."""
    folder: Path = tmp_path_factory.mktemp("kernel")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=60,  # a wedged cell fails here
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    return ["".join(map(_text, cell.outputs)).strip() for cell in notebook.cells]


def _text(output: nbformat.NotebookNode) -> str:
    return str(output.ename if output.output_type == "error" else output.get("text", ""))


def test_every_cell_answers_and_only_the_two_that_should_fail_do(outputs: list[str]) -> None:
    pool = outputs[1]
    assert pool.startswith("us-east-1_")
    assert outputs == [
        "",
        pool,
        "",
        pool,
        "2026-01-05 10:00:01+00:00",
        "KeyError",
        pool,
        "",
        "RealAwsRefused",
        "",
        pool,
        "<the lab's clock: 2026-01-05 09:00:31 UTC>",
        "still there 1",
    ]
