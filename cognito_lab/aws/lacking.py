"""What moto does not say that it lacks: it would answer something else, or more."""

from __future__ import annotations

from cognito_lab.aws.identify import Operation
from cognito_lab.aws.s3_dispatch import moto_answers

# moto gives back every attribute; who may read only some would read all.
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributesToGet.html
_PASSED_OVER = {
    ("dynamodb", "GetItem"): "AttributesToGet",
    ("dynamodb", "Query"): "AttributesToGet",
    ("dynamodb", "Scan"): "AttributesToGet",
}
"""Parameters that moto passes over, though a policy may hang on them."""


def what_moto_lacks(operation: Operation) -> str | None:
    """A remark for the answer that says so, or None where moto has the whole operation."""
    if operation.service == "s3":
        return None if moto_answers(operation) else ""
    parameter = _PASSED_OVER.get((operation.service, operation.name))
    if parameter is None or parameter not in operation.parameters:
        return None
    return f" with its older parameter {parameter}"
