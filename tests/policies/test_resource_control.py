"""Resource control policies as documents: a list of one is as good as its one text."""

from typing import Any

import pytest

from cognito_lab.policies.document import parse_policy
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError


def problems_of(statement: dict[str, Any]) -> list[str]:
    document = {"Version": "2012-10-17", "Statement": {"Principal": "*", **statement}}
    try:
        parse_policy(document, PolicyKind.RESOURCE_CONTROL)
    except PolicySyntaxError as error:
        return [problem.place for problem in error.problems]
    return []


@pytest.mark.parametrize("action", ["*", ["*"]])
@pytest.mark.parametrize("resource", ["*", ["*"]])
def test_the_policy_that_allows_everything_is_taken(action: Any, resource: Any) -> None:
    assert problems_of({"Effect": "Allow", "Action": action, "Resource": resource}) == []


@pytest.mark.parametrize("action", ["s3:GetObject", ["s3:GetObject"], ["*", "s3:GetObject"]])
def test_one_that_denies_may_list_its_actions_and_one_that_allows_may_not(action: Any) -> None:
    assert problems_of({"Effect": "Deny", "Action": action, "Resource": "*"}) == []
    allowing = problems_of({"Effect": "Allow", "Action": action, "Resource": "*"})
    assert allowing == ["Statement[0].Effect"]


@pytest.mark.parametrize("action", [{}, [[]], [{}], 5, None])
def test_an_action_that_is_no_text_is_a_fault_as_everywhere(action: Any) -> None:
    found = problems_of({"Effect": "Deny", "Action": action, "Resource": "*"})
    assert [place.removesuffix("[0]") for place in found] == ["Statement[0].Action"]
