"""A call to start from: one sign-in of Ana's, of which a test changes what it is about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from cognito_lab.flow import ApiCall, HttpRequest

START = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)

SIGN_IN = ApiCall(
    number=1,
    at=START,
    service="cognito-idp",
    operation="InitiateAuth",
    caller="app",
    callee="user-pool",
    principal="anonymous",
    credential="none",
    access_key_id=None,
    via="boto3",
    parameters={"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "ana"}},
    response={"ChallengeParameters": {}},
    error=None,
    request=HttpRequest("POST", "https://cognito-idp.us-east-1.amazonaws.com/"),
    status=200,
    answered_by="moto",
    behaviours=(),
    question="authentication",
)


def make_call(number: int = 1, **fields: Any) -> ApiCall:
    """Ana's sign-in with other fields; its time follows its number, a second a call."""
    at = START + dt.timedelta(seconds=number)
    return dataclasses.replace(SIGN_IN, **{"number": number, "at": at, **fields})
