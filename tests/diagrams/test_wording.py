"""Of a call, a picture says what matters most, in the call's own words."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.diagrams.wording import message_of
from cognito_lab.flow import CallError
from cognito_lab.flow.call import ACCESS_TOKEN, NOBODY, PRESIGNED_URL, SIGNATURE
from tests.diagrams import traces


def asked(parameters: dict[str, Any], operation: str = "SignUp") -> str:
    """What a picture says that a call was asked with, its spaces made plain."""
    return " ".join(message_of(traces.call(1, operation, parameters)).request.split())


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"ClientId": "c", "Username": "ana", "Limit": 5}, "Username: ana · Limit: 5"),
        ({"Limit": 5, "Username": "ana"}, "Username: ana · Limit: 5"),
        ({"ClientId": "c"}, "ClientId: c"),
        ({"AuthParameters": {"USERNAME": "ana"}}, "USERNAME: ana"),
        ({"UserAttributes": [{"Name": "email", "Value": "a@b.c"}]}, "email: a@b.c"),
        ({"Schema": [{"Name": "sub"}, {"Name": "email"}]}, "Schema: 2 items"),
        ({"Schema": [{"Name": "sub"}]}, "Name: sub"),
        ({"ExplicitAuthFlows": ["A", "B"]}, "ExplicitAuthFlows: A, B"),
        ({"Key": {"owner": {"S": "ana"}}}, "owner: ana"),
        ({"Enabled": True, "Note": None, "Nothing": [], "Empty": {}}, "Enabled: true · Note: none"),
        ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, "a: 1 · b: 2 · c: 3 · d: 4 …"),
        ({}, ""),
    ],
)
def test_the_main_parameters_are_named_in_a_line(parameters: dict[str, Any], words: str) -> None:
    assert asked(parameters) == words


def test_a_long_value_is_shortened_and_a_persons_name_is_not() -> None:
    words = asked({"Username": "a" * 128, "Document": "d" * 128})
    assert "a" * 128 in words
    assert "d" * 60 not in words and "d…d" in words


@pytest.mark.parametrize(
    ("credential", "principal", "words"),
    [
        ("none", "anonymous", "not signed"),
        (ACCESS_TOKEN, "anonymous", "access token"),
        (SIGNATURE, traces.ROOT, "signed"),
        (
            SIGNATURE,
            traces.ROLE,
            "signed as assumed-role/photos-authenticated/CognitoIdentityCredentials",
        ),
        (PRESIGNED_URL, "arn:aws:iam::1:user/ana", "presigned URL as user/ana"),
    ],
)
def test_who_calls_is_said_by_what_was_shown(credential: str, principal: str, words: str) -> None:
    call = traces.call(1, "GetObject", credential=credential, principal=principal, service="s3")
    assert message_of(call).credential == words


def test_a_call_that_was_never_sent_showed_nothing() -> None:
    unsent = traces.call(1, "SignUp", error=CallError("NoCredentialsError", "none", True))
    assert message_of(unsent).credential == message_of(unsent).wire == ""


@pytest.mark.parametrize(
    ("error", "status", "outcome"),
    [
        (None, 200, "200"),
        (None, 302, "302"),
        (None, 401, "refused: 401"),
        (CallError("AccessDenied", "no"), 403, "refused: 403 AccessDenied"),
        (CallError("NotImplemented", "no"), 501, "failed: 501 NotImplemented"),
        (CallError("NoRegionError", "no", True), None, "not sent: NoRegionError"),
    ],
)
def test_the_outcome_says_how_the_call_ended(
    error: CallError | None, status: int | None, outcome: str
) -> None:
    assert message_of(traces.call(1, "SignUp", error=error, status=status)).outcome == outcome


def test_a_call_that_nobody_answered_was_not_sent() -> None:
    call = traces.call(1, "SignUp", error=CallError("Refused", "the wall"), answered_by=NOBODY)
    assert message_of(call).outcome == "not sent: Refused"
