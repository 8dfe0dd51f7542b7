"""What a guest may not do, whatever the role of guests allows."""

from __future__ import annotations

from tests.enforced_calls.case import (
    ACCOUNT,
    NO_SESSION,
    USER,
    Call,
    Denied,
    allow,
    cases,
    dynamodb,
    key_of,
    s3,
)

GUEST_CASES = cases(
    "a role that allows everything",
    "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
    ("a guest reads objects", "guest", s3("get_object", "private/plan.txt"), "the plan"),
    ("a guest reads items", "guest", dynamodb("get_item", Key=key_of("<ana>")), "ana's note"),
    (
        "a guest reads no user",
        "guest",
        Call("iam", "get_user", {"UserName": USER}),
        Denied("iam:GetUser", f"arn:aws:iam::{ACCOUNT}:user/{USER}", NO_SESSION),
    ),
    ("a member does", "ana", Call("iam", "get_user", {"UserName": USER}), "carla"),
    identity=(allow("*", "*"),),
)
