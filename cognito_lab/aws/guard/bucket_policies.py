"""A bucket's policy is the judge's business: what moto itself makes of it is left out.

moto compares actions and resources, and neither principals nor conditions.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.iam.access_control import PermissionResult

from cognito_lab.aws.ledger_rows import authorization as rows
from cognito_lab.aws.world import current_world

Check = Callable[[Any, str, str], Any]
"""moto's method of a bucket: itself, the action and the resource; whether it is permitted."""


def left_to_the_judge(by_moto: Check) -> Check:
    """moto's check, which permits everything that has come past the guard."""

    def get_permission(bucket: Any, action: str, resource: str) -> Any:
        if bucket.policy is not None and current_world().ledger.acts(rows.BUCKET_POLICIES):
            return PermissionResult.PERMITTED
        return by_moto(bucket, action, resource)

    return get_permission
