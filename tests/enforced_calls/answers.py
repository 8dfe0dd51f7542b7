"""Whether a lab's answer to a case is AWS's, with untouched data where it is a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from tests.enforced_calls.case import Case, Denied, Refused
from tests.enforced_calls.scene import Scene


def answered(scene: Scene, case: Case, while_open: Callable[[], None] = lambda: None) -> str | None:
    """What is wrong with the answer to a case, or None; the scene is left as it was.

    `while_open` is called once the call has been answered, before the scene is mended.
    """
    scene.enter(case)
    try:
        answer = scene.call(case)
    except ClientError as refused:
        wrong = wrong_refusal(scene, case, refused)
        was_refused = True
    else:
        wrong = wrong_answer(case, answer)
        was_refused = False
    while_open()
    scene.leave(case)
    changed = scene.restore()
    if was_refused and changed:
        return f"it was refused, and changed {changed}"
    return wrong


def wrong_answer(case: Case, answer: dict[str, Any]) -> str | None:
    """Whether it was to be refused, or holds something else."""
    if isinstance(case.answer, (Denied, Refused)):
        return f"it was allowed: {answer}"
    text = str({name: value for name, value in answer.items() if name != "ResponseMetadata"})
    return None if case.answer in text else f"it holds no {case.answer!r}: {text}"


def wrong_refusal(scene: Scene, case: Case, refused: ClientError) -> str | None:
    """Whether boto3 raised something else than AWS would have it raise."""
    error = refused.response["Error"]
    got = (error["Code"], error["Message"])
    if isinstance(case.answer, Refused):
        code, message = case.answer
        return None if got[0] == code and message in (got[1], "") else f"refused with {got}"
    if not isinstance(case.answer, Denied):
        return f"refused with {got}"
    wanted = words(scene, case, case.answer)
    return None if got == wanted else f"refused with {got}, not {wanted}"


def words(scene: Scene, case: Case, denied: Denied) -> tuple[str, str]:
    """AWS's code and sentence; S3 quotes its ARNs."""
    resource = scene.named(denied.resource)
    quoted = f'"{resource}"' if case.call.service == "s3" else resource
    on = f" on resource: {quoted}" if resource else ""
    code = "AccessDeniedException" if case.call.service == "dynamodb" else "AccessDenied"
    return code, (
        f"User: {scene.principal(case.who)} is not authorized to perform: {denied.action}{on} "
        f"{denied.why.format(denied.action)}"
    )
