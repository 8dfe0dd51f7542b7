"""A line, asked and answered with all evidence."""

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Document


def evaluated(line: Document) -> Evaluation:
    """The evaluation of a line."""
    asked = read_request_line(line)
    return evaluate(asked.request, asked.layers)
