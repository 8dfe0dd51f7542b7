"""Lines for `cognito-lab evaluate`, and what tests ask of its answers."""

import json
from typing import Any

from tests.policies.cases.case import allow
from tests.policies.cases.names import ANA, READ, ask

READS = ask(ANA, identityPolicies=[allow(READ)])
LINE = json.dumps(READS)


def only(answered: tuple[int, list[Any]]) -> tuple[int, Any]:
    """The exit code and the one answer."""
    code, (answer,) = answered
    return code, answer
