"""Pairs of the ledger's rows in `policy_simulation`."""

import json
from collections.abc import Callable
from typing import Any

from cognito_lab.aws.ledger_rows import policy_simulation as rows
from cognito_lab.aws.ledger_rows.every_service import NOT_IMPLEMENTED
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

NOT_THERE = "a raw NotImplementedError"
ASKS = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Action": "s3:Get*",
            "Resource": "arn:aws:s3:::bucket/${aws:username}/*",
        },
    }
)


def decisions(call: Callable[..., Any], **parameters: Any) -> list[str] | str:
    """What is decided of reading and of writing, or how the call ends."""
    asked = {"ActionNames": ["s3:GetObject", "s3:PutObject"], **parameters}
    asked["ResourceArns"] = ["arn:aws:s3:::bucket/ana/x"]
    ended = answer(call, **asked)
    if ended != "accepted":
        return ended
    return [result["EvalDecision"] for result in call(**asked)["EvaluationResults"]]


def ana(scene: Scene) -> str:
    """A user who may read her own objects; her ARN."""
    iam = scene.client("iam")
    arn: str = iam.create_user(UserName="ana")["User"]["Arn"]
    iam.put_user_policy(UserName="ana", PolicyName="Own", PolicyDocument=ASKS)
    return arn


def without(scene: Scene) -> None:
    """Make the name free for the next probe, which may be in the same account."""
    iam = scene.client("iam")
    iam.delete_user_policy(UserName="ana", PolicyName="Own")
    iam.delete_user(UserName="ana")


@pair(
    rows.SIMULATE_CUSTOM_POLICY,
    moto=NOT_THERE,
    lab=["allowed", "implicitDeny"],
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[str] | str:
    return decisions(
        scene.client("iam").simulate_custom_policy,
        PolicyInputList=[ASKS],
        CallerArn="arn:aws:iam::123456789012:user/ana",
    )


@pair(
    rows.SIMULATE_PRINCIPAL_POLICY,
    moto=NOT_THERE,
    lab=["allowed", "implicitDeny"],
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[str] | str:
    arn = ana(scene)
    found = decisions(scene.client("iam").simulate_principal_policy, PolicySourceArn=arn)
    without(scene)
    return found


@pair(
    rows.CONTEXT_KEYS,
    moto=[NOT_THERE, NOT_THERE],
    lab=[["aws:username"], ["aws:username"]],
    behind=(NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> list[Any]:
    iam, arn = scene.client("iam"), ana(scene)
    found: list[Any] = []
    for call, parameters in (
        (iam.get_context_keys_for_custom_policy, {"PolicyInputList": [ASKS]}),
        (iam.get_context_keys_for_principal_policy, {"PolicySourceArn": arn}),
    ):
        ended = answer(call, **parameters)
        found.append(call(**parameters)["ContextKeyNames"] if ended == "accepted" else ended)
    without(scene)
    return found
