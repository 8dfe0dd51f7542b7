"""Whether an exchange came out as AWS would have it, with nothing changed where it was refused."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from botocore.exceptions import ClientError

from tests.exchanges.case import DIRECT, Granted, Refused
from tests.exchanges.scene import Scene


def answered(scene: Scene) -> str | None:
    """What is wrong with the answer to the scene's case, or None."""
    try:
        came_out = scene.exchange()
    except ClientError as refused:
        return wrong_refusal(scene, refused)
    wanted = scene.case.answer
    if isinstance(wanted, Refused):
        return f"it was granted: {came_out}"
    return wrong_session(scene, wanted, came_out)


def wrong_refusal(scene: Scene, refused: ClientError) -> str | None:
    """Whether boto3 raised something else than AWS would have it raise."""
    wanted, error = scene.case.answer, refused.response["Error"]
    got = f"{refused.operation_name}: {error['Code']}: {error['Message']}"
    if not isinstance(wanted, Refused):
        return f"refused: {got}"
    words = scene.named(wanted.words)
    said = error["Message"]
    if (refused.operation_name, error["Code"]) != (wanted.operation, wanted.code):
        return f"refused otherwise: {got}"
    is_said = words in ("", said) or re.fullmatch(words, said)
    return None if is_said else f"in other words: {got}"


def wrong_session(scene: Scene, wanted: Granted, came_out: dict[str, Any]) -> str | None:
    """What is wrong with credentials that were given, or None."""
    credentials = came_out["Credentials"]
    name = "session" if scene.case.takes_on else "CognitoIdentityCredentials"
    arn = f"arn:aws:sts::123456789012:assumed-role/{wanted.role}/{name}"
    who = scene.who_am_i(credentials)
    if who != arn:
        return f"it is {who}"
    if not credentials["AccessKeyId"].startswith("ASIA"):
        return "the key is no temporary one"
    left = credentials["Expiration"] - scene.lab.clock.now()
    if abs(left - dt.timedelta(minutes=wanted.minutes)) > dt.timedelta(seconds=30):
        return f"it ends in {left}"
    issued = scene.lab._world.issued.find(credentials["AccessKeyId"])
    assert issued is not None
    tags = {
        key.removeprefix("aws:PrincipalTag/"): value
        for key, value in issued.session.context.items()
        if key.startswith("aws:PrincipalTag/")
    }
    if tags != dict(wanted.tags):
        return f"its tags are {tags}"
    limit = scene.lists_users(credentials) if wanted.role != "direct" else None
    if (limit is not None and "no session policy" in limit) is not wanted.limited:
        return f"of IAM it says {limit}"
    return wrong_identity(scene, came_out)


def wrong_identity(scene: Scene, came_out: dict[str, Any]) -> str | None:
    """Whether it is another identity than the person had before."""
    case = scene.case
    if case.flow == DIRECT:
        return None
    found = came_out["IdentityId"]
    had = {"ana": scene.firsts["ana"], "ana and gil": scene.firsts["ana"]}.get(case.who)
    expected = scene.firsts["guest"] if case.identity == "a guest's" else had
    if expected is not None and found != expected:
        return f"it is the identity {found}, not {expected}"
    return None
