"""What a statement must not have, said as a fault and never as another error."""

import pytest

from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError


@pytest.mark.parametrize("action", [["s3:*"], ["s3:GetObject", "*"], "s3:GetObject"])
def test_a_resource_control_policys_allow_of_some_actions_is_a_fault(action: object) -> None:
    statement = {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*"}
    with pytest.raises(PolicySyntaxError, match="allows something"):
        parse_policy({"Statement": [statement]}, PolicyKind.RESOURCE_CONTROL)
