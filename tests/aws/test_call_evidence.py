"""Evidence of a decision: left on the call in progress, found on the recorded one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.aws.call_evidence import collecting_evidence, leave_evidence
from tests.aws.app import App


def test_the_last_evidence_of_a_call_is_kept_and_a_call_within_has_its_own() -> None:
    with collecting_evidence() as outer:
        leave_evidence("first")
        leave_evidence("last")
        with collecting_evidence() as inner:
            leave_evidence("of the call within")
    assert (outer.left, inner.left) == ("last", "of the call within")


def test_outside_of_a_call_evidence_goes_nowhere() -> None:
    leave_evidence("nobody's")
    with collecting_evidence() as call:
        pass
    assert call.left is None


def test_a_recorded_call_has_the_evidence_that_was_left_in_it_also_if_it_is_refused(
    lab: Lab, app: App
) -> None:
    @lab.function("pre-sign-up")
    def refuse(event: Any, context: Any) -> Any:
        leave_evidence({"asked": event["userName"]})
        raise ValueError("not you")

    app.cognito_idp.update_user_pool(
        UserPoolId=app.user_pool_id, LambdaConfig={"PreSignUp": refuse.arn}
    )
    assert lab.trace[-1].evaluation.allowed  # the guard's: the root user may
    with suppress(ClientError):
        app.cognito_idp.sign_up(ClientId=app.client_id, Username="ana", Password="Correct-Horse-7")
    assert lab.trace[-1].failed
    assert lab.trace[-1].evaluation == {"asked": "ana"}
    assert lab.trace[-1].revealed().evaluation == {"asked": "ana"}
