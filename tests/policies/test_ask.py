"""A line that is asked at once, and how its answer shows itself in a cell."""

import pytest

from cognito_lab.policies.ask import ask
from cognito_lab.policies.policy_syntax import PolicySyntaxError

ANA = "arn:aws:iam::111122223333:user/ana"
READS = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
}
READING = {"principal": ANA, "action": "s3:GetObject", "resource": "arn:aws:s3:::orders/a.csv"}


def test_a_line_is_asked_under_its_policies() -> None:
    assert ask({**READING, "identityPolicies": [READS]}).allowed
    assert not ask(READING).allowed


def test_an_evaluation_shows_its_decision_and_what_decided() -> None:
    assert repr(ask({**READING, "identityPolicies": [READS]})) == "allowed, identityPolicies"
    assert str(ask(READING)) == "implicitDeny, identityPolicies"
    limited = ask({**READING, "serviceControlPolicies": [[READS], []]})
    assert repr(limited) == "implicitDeny, serviceControlPolicies, level 1"


def test_what_cannot_be_asked_is_told_as_the_reader_of_lines_tells_it() -> None:
    with pytest.raises(ValueError, match="a line needs principal"):
        ask({})
    with pytest.raises(PolicySyntaxError, match=r"identityPolicies\[0\] has no Statement"):
        ask({**READING, "identityPolicies": [{}]})
