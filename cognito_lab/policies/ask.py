"""A line asked at once: for a cell of a notebook, and for a check."""

from __future__ import annotations

from typing import Any

from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.evaluation import Evaluation
from cognito_lab.policies.request_line import read_request_line


def ask(line: Any) -> Evaluation:
    """What the judge says of a request with its policies, as `read_request_line` reads them.

    Raises ValueError for what is no request, PolicySyntaxError with all faults of all policies.
    """
    request_line = read_request_line(line)
    return evaluate(request_line.request, request_line.layers)
