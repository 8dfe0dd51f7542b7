"""All enforced calls."""

from __future__ import annotations

from tests.enforced_calls.dynamodb_cases import DYNAMODB_CASES
from tests.enforced_calls.guest_cases import GUEST_CASES
from tests.enforced_calls.s3_cases import S3_CASES

CASES = [*S3_CASES, *DYNAMODB_CASES, *GUEST_CASES]
