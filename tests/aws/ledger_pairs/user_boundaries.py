"""Pairs of the ledger's rows in `user_boundaries`."""

from __future__ import annotations

from cognito_lab.aws.ledger_rows import user_boundaries as rows
from tests.aws.callers import allow
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene


@pair(rows.USER_BOUNDARIES, moto=None, lab="arn:aws:iam::123456789012:policy/reads")
def _(scene: Scene) -> str | None:
    iam = scene.client("iam")
    made = iam.create_policy(PolicyName="reads", PolicyDocument=allow("s3:GetObject"))
    iam.create_user(UserName="carla", PermissionsBoundary=made["Policy"]["Arn"])
    told = iam.get_user(UserName="carla")["User"].get("PermissionsBoundary")
    return None if told is None else str(told["PermissionsBoundaryArn"])
