"""What goes on from one role session to the next: transitive tags, and the source identity.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import Refusal
from tests.aws.callers import ACCOUNT, allow, client_of, new_role, new_user, trust

FIRST = f"arn:aws:iam::{ACCOUNT}:role/first"
TAGGED = trust(action=["sts:AssumeRole", "sts:TagSession"])
SOURCED = trust(action=["sts:AssumeRole", "sts:SetSourceIdentity"])
RED = [{"Key": "Team", "Value": "red"}]


@pytest.fixture
def sts(lab: Lab) -> Any:
    """STS, as the IAM user carla, to whom all is allowed."""
    return client_of(new_user("carla"), "sts")


def take_on(sts: Any, role: str = FIRST, **more: Any) -> Any:
    """STS, as a session of the role."""
    given = sts.assume_role(**({"RoleArn": role, "RoleSessionName": "visit"} | more))
    return client_of(given["Credentials"], "sts")


def context_of(lab: Lab, sts: Any) -> dict[str, Any]:
    """The condition keys of the session that this client signs as."""
    issued = lab._world.issued.find(sts._request_signer._credentials.access_key)
    assert issued is not None
    return dict(issued.session.context)


@pytest.mark.parametrize("key", ["Team", "team", "TEAM"])
def test_a_transitive_tag_is_named_in_any_case_and_goes_on(
    lab: Lab, sts: Any, refusal: Refusal, key: str
) -> None:
    new_role("first", TAGGED)
    first = take_on(sts, Tags=RED, TransitiveTagKeys=[key])
    blue = [{"Key": "tEAM", "Value": "blue"}]
    assert refusal(take_on, first, Tags=blue)[0] == "InvalidParameterValue"
    third = take_on(take_on(first))
    assert context_of(lab, third)["aws:PrincipalTag/Team"] == "red"


@pytest.mark.parametrize("tags", [RED, []])
def test_a_transitive_key_names_a_tag(
    lab: Lab, sts: Any, refusal: Refusal, tags: list[dict[str, str]]
) -> None:
    new_role("first", TAGGED)
    found = refusal(take_on, sts, Tags=tags, TransitiveTagKeys=["room"])
    assert found == (
        "InvalidParameterValue",
        "The specified transitive tag key must be included in the requested tags.",
    )
    assert len(lab._world.issued) == 0


def test_an_inherited_tag_may_be_named_again(lab: Lab, sts: Any) -> None:
    new_role("first", TAGGED)
    second = take_on(take_on(sts, Tags=RED, TransitiveTagKeys=["Team"]), TransitiveTagKeys=["team"])
    assert context_of(lab, take_on(second))["aws:PrincipalTag/Team"] == "red"


def test_a_chained_source_identity_has_to_be_allowed_by_the_next_role(
    sts: Any, refusal: Refusal
) -> None:
    new_role("first", SOURCED)
    plain = new_role("plain")
    first = take_on(sts, SourceIdentity="ana")
    code, message = refusal(take_on, first, plain)
    assert code == "AccessDenied"
    assert "sts:SetSourceIdentity" in message
    assert "no role trust policy" in message


def test_a_chained_source_identity_has_to_be_allowed_to_the_session(
    sts: Any, refusal: Refusal
) -> None:
    new_role("first", SOURCED, allow("sts:AssumeRole"))
    last = new_role("last", SOURCED)
    code, message = refusal(take_on, take_on(sts, SourceIdentity="ana"), last)
    assert (code, "sts:SetSourceIdentity" in message) == ("AccessDenied", True)


@pytest.mark.parametrize("key", ["sts:SourceIdentity", "aws:SourceIdentity"])
def test_a_trust_policy_can_ask_for_a_chained_source_identity(
    lab: Lab, sts: Any, refusal: Refusal, key: str
) -> None:
    new_role("first", SOURCED)
    asks = json.loads(SOURCED)
    asks["Statement"][0]["Condition"] = {"StringEquals": {key: "ana"}}
    last = new_role("last", json.dumps(asks))
    came = take_on(take_on(sts, SourceIdentity="ana"), last)
    assert context_of(lab, came)["aws:SourceIdentity"] == "ana"
    assert refusal(take_on, take_on(sts, SourceIdentity="ben"), last)[0] == "AccessDenied"


def test_without_a_source_identity_nothing_of_it_is_asked(sts: Any) -> None:
    new_role("first")
    take_on(take_on(sts))
