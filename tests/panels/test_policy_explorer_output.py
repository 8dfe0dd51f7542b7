"""What a cell keeps of a policy explorer, and what a hostile text would have to get past."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.diagrams import evaluation_flow, statement_table
from cognito_lab.panels import PolicyExplorer
from cognito_lab.panels.policy_explorer import POLICIES, STATEMENTS, WAY
from tests.diagrams import evaluations
from tests.diagrams.strategies import any_text
from tests.panels.explorers import IDENTITY, explorer, give, line, policy, statement, write
from tests.panels.page import faults_of, html_of, outputs_of

VIEW = "application/vnd.jupyter.widget-view+json"
slow = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_a_cell_keeps_the_view_and_then_the_same_without_a_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = PolicyExplorer(line(), title="Ana's rights")
    view, still = outputs_of(panel, monkeypatch)
    assert view[VIEW]["model_id"] == panel.widget.model_id
    assert view["text/plain"].startswith("[policy explorer: Ana's rights. Run this cell")
    page, text = still["text/html"], still["text/plain"]
    assert faults_of(page) == []
    assert panel.evaluation is not None
    for picture in (evaluation_flow(panel.evaluation), statement_table(panel.evaluation)):
        assert picture.html_image() in page
        assert picture.table.html in page
        assert str(picture.table) in text


def test_the_still_page_is_about_the_line_that_was_given_whatever_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = explorer()
    first = outputs_of(panel, monkeypatch)[1]
    write(panel, IDENTITY, "{")
    give(panel, "Action", "s3:PutObject")
    assert outputs_of(panel, monkeypatch)[1] == first


def test_a_line_without_a_verdict_says_why_on_a_page_without_a_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = explorer(identityPolicies=["<script>"])
    still = outputs_of(panel, monkeypatch)[1]
    assert faults_of(still["text/html"]) == []
    for said in (still["text/html"], still["text/plain"]):
        assert "No verdict" in said and "identityPolicies[0]" in said


def test_a_page_of_voilas_has_the_panel_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    assert len(outputs_of(explorer(), monkeypatch)) == 1


def pages_of(panel: PolicyExplorer) -> list[str]:
    """Every text of HTML that the panel shows, tab by tab."""
    found = []
    for tab in (WAY, STATEMENTS, POLICIES):
        panel.open(tab)
        found += html_of(panel.widget)
    return found


@pytest.mark.parametrize("text", [evaluations.HOSTILE, evaluations.LONG])
def test_a_hostile_text_stays_text_wherever_it_stands(text: str) -> None:
    name = "".join(text.split()).replace("$", "") + "x"
    documents: list[Any] = [
        policy(statement("Allow", "s3:*", f"arn:aws:s3:::{name}")),
        policy({"Effect": text, text: text, "Action": text}),
        policy(statement("Allow", "s3:*", Condition={text: {text: text}})),
        text,
    ]
    for document in documents:
        panel = explorer(
            identityPolicies=[document],
            resource=f"arn:aws:s3:::{text}",
            context={text: text},
        )
        assert not [fault for page in pages_of(panel) for fault in faults_of(page)]
        give(panel, "Action", text)
        assert not [fault for page in pages_of(panel) for fault in faults_of(page)]
        assert all(len(page) < 60_000 for page in pages_of(panel))


@slow
@given(any_text, st.sampled_from(["Action", IDENTITY, "Resource (ARN or *)"]))
def test_any_typed_text_gets_a_verdict_or_a_sentence(text: str, field: str) -> None:
    panel = explorer()
    give(panel, field, text)
    for page in pages_of(panel):
        assert faults_of(page) == []
        page.encode()
    assert not panel._callbacks.problem.value


def test_two_processes_make_the_same_outputs() -> None:
    program = (
        "import json\n"
        "import IPython.display\n"
        "from cognito_lab.panels import PolicyExplorer\n"
        "from tests.panels.page import html_of\n"
        "found = []\n"
        "IPython.display.display = lambda data, raw: found.append(data.get('text/html'))\n"
        "panel = PolicyExplorer()\n"
        "panel._ipython_display_()\n"
        "print(json.dumps([found, html_of(panel.widget)]))\n"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": os.curdir},
            capture_output=True,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert "Allowed by the identity policies" in json.dumps(json.loads(answers[0]))
