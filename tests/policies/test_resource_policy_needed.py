"""Which resources are reached only by what their own policy grants."""

import pytest

from cognito_lab.policies.evaluate import asks_trust_policy, decide, needs_resource_policy
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import allow
from tests.policies.cases.names import ACCOUNT, ANA, OBJECT, READ, ROLE, ask

KMS = f"arn:aws:kms:us-east-1:{ACCOUNT}"


@pytest.mark.parametrize(
    ("action", "resource", "needed"),
    [
        ("sts:AssumeRole", ROLE, True),
        ("STS:assumerolewithwebidentity", ROLE, True),
        ("iam:GetRole", ROLE, False),
        ("iam:PassRole", ROLE, False),
        ("sts:AssumeRole", ANA, False),
        ("sts:AssumeRole", f"arn:aws:other::{ACCOUNT}:role/reader", False),
        ("kms:Decrypt", f"{KMS}:key/1", True),
        ("kms:UpdateAlias", f"{KMS}:alias/a", False),
        ("other:Read", f"arn:aws:other:us-east-1:{ACCOUNT}:key/1", False),
        (READ, OBJECT, False),
        ("sts:GetCallerIdentity", "*", False),
    ],
)
def test_a_role_that_is_assumed_and_a_key_have_to_grant_it_themselves(
    action: str, resource: str, needed: bool
) -> None:
    line = read_request_line(ask(ANA, action, resource, identityPolicies=[allow()]))
    assert needs_resource_policy(line.request) is needed
    assert asks_trust_policy(line.request) is (needed and "kms" not in resource)
    assert decide(line.request, line.layers) == ("implicitDeny" if needed else "allowed")
