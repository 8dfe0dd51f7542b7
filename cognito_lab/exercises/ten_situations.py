"""Ten situations for the judge: who asks for what under which policies, and why it ends so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cognito_lab.exercises.photo_app_requests import ACCOUNT, ALBUMS
from cognito_lab.policies.layers import Layer

LAYERS: Mapping[str, Layer] = {
    "identity": Layer.IDENTITY,
    "resource": Layer.RESOURCE,
    "boundary": Layer.BOUNDARY,
    "session": Layer.SESSION,
    "SCP": Layer.SERVICE_CONTROL,
}
"""The layers by the names that an answer uses."""

_OTHER_ACCOUNT = "444455556666"
_ANA = f"arn:aws:iam::{ACCOUNT}:user/ana"
_SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/photo-app-members/ana"
_EDITORS = f"arn:aws:iam::{ACCOUNT}:role/photo-app-editors"


@dataclass(frozen=True, slots=True)
class Situation:
    """`text` is the situation in words, `line` the same as the judge reads it."""

    text: str
    line: Mapping[str, Any]
    why: str


def _allow(action: str, resource: str = "*", **more: Any) -> dict[str, Any]:
    return _policy("Allow", action, resource, **more)


def _policy(effect: str, action: str, resource: str, **more: Any) -> dict[str, Any]:
    statement = {"Effect": effect, "Action": action, "Resource": resource, **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _reads(principal: str = _ANA, account: str = ACCOUNT, **layers: Any) -> dict[str, Any]:
    return {
        "principal": principal,
        "action": "s3:GetObject",
        "resource": f"{ALBUMS}/secret/plan.jpg",
        "resourceAccount": account,
        **layers,
    }


_FOR_ANA = _allow("s3:GetObject", Principal={"AWS": _ANA})
_TRUSTS_BEN = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/ben"},
            "Action": "sts:AssumeRole",
        }
    ],
}

SITUATIONS: Mapping[int, Situation] = {
    1: Situation(
        "Ana has two identity policies: one allows `s3:GetObject`, the other `s3:PutObject`.",
        _reads(identityPolicies=[_allow("s3:GetObject"), _allow("s3:PutObject")]),
        "Identity policies are a union: one of them suffices, and the others take nothing away.",
    ),
    2: Situation(
        "One of Ana's policies allows `s3:*`, another denies `s3:*` on `secret/*`; a third is "
        "added, which allows `s3:GetObject` on exactly this object.",
        _reads(
            identityPolicies=[
                _allow("s3:*"),
                _policy("Deny", "s3:*", f"{ALBUMS}/secret/*"),
                _allow("s3:GetObject", f"{ALBUMS}/secret/plan.jpg"),
            ]
        ),
        "A Deny that applies ends it, however many Allows there are, and however exact.",
    ),
    3: Situation(
        "Ana's permissions boundary allows `s3:*`; she has no identity policy.",
        _reads(permissionsBoundary=_allow("s3:*")),
        "A boundary limits what identity policies allow. It gives nothing.",
    ),
    4: Situation(
        "Ana's identity policy allows `*`; her permissions boundary allows `s3:PutObject`.",
        _reads(identityPolicies=[_allow("*")], permissionsBoundary=_allow("s3:PutObject")),
        "Both have to allow: what only one of them allows is refused.",
    ),
    5: Situation(
        "A role session: the role's policy allows `dynamodb:*`, the session policy `s3:*`.",
        _reads(_SESSION, identityPolicies=[_allow("dynamodb:*")], sessionPolicies=[_allow("s3:*")]),
        "A session policy limits the role's policies for one role session. It gives nothing.",
    ),
    6: Situation(
        "Ana's identity policy allows `s3:*`. The organization's root allows `*` by its SCP, the "
        "unit in which her account is allows `ec2:*`.",
        _reads(
            identityPolicies=[_allow("s3:*")],
            serviceControlPolicies=[[_allow("*")], [_allow("ec2:*")]],
        ),
        "Every level has to allow: a unit takes away what the root has.",
    ),
    7: Situation(
        "Ana has no policy. The bucket's policy allows her by her ARN.",
        _reads(resourcePolicy=_FOR_ANA),
        "Within one account, a resource's policy that names the user suffices.",
    ),
    8: Situation(
        f"The same, but the bucket belongs to another account, {_OTHER_ACCOUNT}.",
        _reads(account=_OTHER_ACCOUNT, resourcePolicy=_FOR_ANA),
        "Across accounts both have to allow, and Ana's own account has not.",
    ),
    9: Situation(
        "One of Ana's policies allows `s3:*`. Another denies everything if the key "
        "`aws:MultiFactorAuthPresent` is `false`, by `Bool`. She uses an access key, and its "
        "requests have no such key.",
        _reads(
            identityPolicies=[
                _allow("s3:*"),
                _policy(
                    "Deny",
                    "*",
                    "*",
                    Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}},
                ),
            ]
        ),
        "No key, no match: the Deny does not apply. `BoolIfExists` would have.",
    ),
    10: Situation(
        "Ana calls `sts:AssumeRole` instead, for the role `photo-app-editors`. Her identity policy "
        "allows it; the role's trust policy allows Ben, and nobody else.",
        {
            "principal": _ANA,
            "action": "sts:AssumeRole",
            "resource": _EDITORS,
            "identityPolicies": [_allow("sts:AssumeRole")],
            "resourcePolicy": _TRUSTS_BEN,
        },
        "A trust policy is the role's resource policy, and it has to allow.",
    ),
}
