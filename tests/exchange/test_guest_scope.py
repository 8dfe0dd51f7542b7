"""What guests may do at most: AWS's list and AWS's managed policy, as moto ships it."""

from __future__ import annotations

import json

from moto.iam.aws_managed_policies import aws_managed_policies_data

from cognito_lab.exchange.guest_scope import MANAGED_ACTIONS, MANAGED_SCOPE, guest_session_policies
from cognito_lab.policies.evaluate import decide
from cognito_lab.policies.layers import PolicyLayers
from cognito_lab.policies.principal import parse_principal
from cognito_lab.policies.request import Request


def test_the_managed_policy_is_the_one_that_aws_publishes() -> None:
    kept = json.loads(aws_managed_policies_data)[MANAGED_SCOPE]
    (statement,) = kept["Document"]["Statement"]
    assert (kept["DefaultVersionId"], statement["Resource"]) == ("v4", "*")
    assert tuple(statement["Action"]) == MANAGED_ACTIONS


def test_what_either_of_the_two_allows_is_within_the_limit_and_nothing_else() -> None:
    guest = parse_principal("arn:aws:sts::123456789012:assumed-role/guests/session")
    everything = guest_session_policies()[0]
    layers = PolicyLayers(
        identity=(everything, *guest_session_policies()), session=guest_session_policies()
    )
    may = [
        action
        for action in (
            "s3:PutObject",
            "geo:GetPlace",
            "kms:Decrypt",
            "iam:PassRole",
            "sts:AssumeRole",
        )
        if str(decide(Request(guest, action), layers)) == "allowed"
    ]
    assert may == ["s3:PutObject", "geo:GetPlace", "kms:Decrypt"]
