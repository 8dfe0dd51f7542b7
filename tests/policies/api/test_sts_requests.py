"""What AssumeRole asks of somebody whose session has a source identity.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
"""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.policies.api.operation import Operation, Surroundings
from cognito_lab.policies.api.requests import requests_of

ROLE = "arn:aws:iam::123456789012:role/reader"


@pytest.mark.parametrize(
    ("given", "handed_on", "source"),
    [
        ({}, None, None),
        ({}, "ana", "ana"),
        ({"SourceIdentity": "ana"}, None, "ana"),
        ({"SourceIdentity": "ben"}, "ana", "ben"),
        ({"SourceIdentity": 7}, "ana", "ana"),
    ],
)
def test_a_source_identity_is_asked_about_whether_it_is_set_or_handed_on(
    given: dict[str, Any], handed_on: str | None, source: str | None
) -> None:
    around = Surroundings("123456789012", "us-east-1", source_identity=handed_on)
    operation = Operation("sts", "AssumeRole", {"RoleArn": ROLE, **given})
    asked = requests_of(operation, around) or ()
    actions = ["sts:AssumeRole", *(["sts:SetSourceIdentity"] if source else [])]
    assert [one.action for one in asked] == actions
    assert {one.context.get("sts:SourceIdentity") for one in asked} == {source}
