"""AWS's words for a denial, policy type by policy type, as AWS's page has them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from typing import Any

import pytest

from cognito_lab.policies.evaluate import judge
from cognito_lab.policies.wording import denial, denial_of
from tests.policies.asking import evaluated
from tests.policies.cases.case import Case, Document, allow, deny
from tests.policies.cases.names import ACCOUNT, ANA, OBJECT, READ, ROLE, SESSION, ZOE, ask
from tests.policies.test_cases import CASES

ALL = [allow()]
NONE = [allow("sqs:*")]
WHOM = {"Principal": "*"}
ASSUME = ask(ANA, "sts:AssumeRole", ROLE)


def policy(effect: str, principal: str) -> Document:
    """A trust policy of one statement."""
    named = {"Effect": effect, "Action": "sts:AssumeRole", "Principal": {"AWS": principal}}
    return {"Version": "2012-10-17", "Statement": named}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (ask(ANA), f"because no identity-based policy allows the {READ} action"),
        (
            ask(ANA, identityPolicies=[deny()]),
            "with an explicit deny in an identity-based policy",
        ),
        (ask(ZOE), f"because no resource-based policy allows the {READ} action"),
        (
            ask(ANA, resourcePolicy=deny(**WHOM)),
            "with an explicit deny in a resource-based policy",
        ),
        (
            ask(ANA, identityPolicies=ALL, permissionsBoundary=allow("sqs:*")),
            f"because no permissions boundary allows the {READ} action",
        ),
        (
            ask(ANA, identityPolicies=ALL, permissionsBoundary=deny()),
            "with an explicit deny in a permissions boundary",
        ),
        (
            ask(SESSION, identityPolicies=ALL, sessionPolicies=NONE),
            f"because no session policy allows the {READ} action",
        ),
        (
            ask(SESSION, identityPolicies=ALL, sessionPolicies=[deny()]),
            "with an explicit deny in a session policy",
        ),
        (
            ask(ANA, identityPolicies=ALL, serviceControlPolicies=[NONE]),
            f"because no service control policy allows the {READ} action",
        ),
        (
            ask(ANA, identityPolicies=ALL, serviceControlPolicies=[[deny()]]),
            "with an explicit deny in a service control policy",
        ),
        (
            ask(ANA, identityPolicies=ALL, resourceControlPolicies=[[deny(**WHOM)]]),
            "with an explicit deny in a resource control policy",
        ),
        (
            {**ASSUME, "resourcePolicy": policy("Allow", ZOE)},
            "because no role trust policy allows the sts:AssumeRole action",
        ),
        (ASSUME, "because no role trust policy allows the sts:AssumeRole action"),
        (
            {**ASSUME, "resourcePolicy": policy("Deny", ANA)},
            "with an explicit deny in the role trust policy",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sentence_names_the_type_of_the_policy(line: dict[str, Any], why: str) -> None:
    said = denial(evaluated(line))
    assert said == (
        f"User: {line['principal']} is not authorized to perform: {line['action']} "
        f"on resource: {line['resource']} {why}"
    )


def test_an_action_without_a_resource_names_none() -> None:
    said = denial(evaluated(ask(ANA, "s3:ListAllMyBuckets", "*")))
    assert said == (
        f"User: arn:aws:iam::{ACCOUNT}:user/ana is not authorized to perform: "
        "s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action"
    )


def test_a_role_whose_own_policies_lack_sts_is_told_so_and_not_of_its_trust() -> None:
    delegates = policy("Allow", f"arn:aws:iam::{ACCOUNT}:root")
    said = denial(evaluated({**ASSUME, "resourcePolicy": delegates}))
    assert said is not None
    assert said.endswith("because no identity-based policy allows the sts:AssumeRole action")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_what_is_denied_has_a_sentence_and_the_judgement_alone_says_the_same(
    case: Case,
) -> None:
    evaluation = evaluated(case.line)
    judgement = judge(evaluation.request, evaluation.layers)
    assert judgement == (evaluation.decision, evaluation.decided_by)
    assert denial_of(evaluation.request, judgement) == denial(evaluation)
    assert (denial(evaluation) is None) is evaluation.allowed


def test_the_object_is_named_as_it_was_asked_for() -> None:
    assert f" on resource: {OBJECT} " in str(denial(evaluated(ask(ANA))))
