"""The judge's answers are those of AWS's documents, and it says them twice the same."""

import pytest

from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Case
from tests.policies.test_cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_answer_is_the_documents(case: Case) -> None:
    line = read_request_line(case.line)
    evaluation = evaluate(line.request, line.layers)
    assert evaluation.decision == case.decision
    assert case.decided_by in (None, evaluation.decided_by)
    assert decide(line.request, line.layers) == evaluation.decision
