"""SimulateCustomPolicy: the policies of the request, in AWS's shape."""

from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import Refusal
from tests.aws.iam.policies import (
    ACCOUNT,
    BUCKET,
    OBJECT,
    OTHER_ACCOUNT,
    Simulate,
    context,
    policy,
    resource_policy,
    sources,
)
from tests.aws.iam.test_statement_positions import OF_THE_CLI

ANA = f"arn:aws:iam::{ACCOUNT}:user/staff/ana"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/reader"
BEFORE, AFTER = "2018-04-25T11:00:00Z", "2019-04-25T11:00:00Z"


# Answers that AWS's pages print.


def test_the_example_of_the_cli_is_answered_as_there(simulate: Simulate) -> None:
    entry = context("aws:CurrentTime", AFTER, kind="date")
    assert simulate(OF_THE_CLI, action="dynamodb:CreateBackup", ContextEntries=[entry]) == {
        "EvalActionName": "dynamodb:CreateBackup",
        "EvalResourceName": "*",
        "EvalDecision": "allowed",
        "MatchedStatements": [
            {
                "SourcePolicyId": "PolicyInputList.1",
                "SourcePolicyType": "IAM Policy",
                "StartPosition": {"Line": 1, "Column": 38},
                "EndPosition": {"Line": 1, "Column": 167},
            }
        ],
        "MissingContextValues": [],
    }
    entry = context("aws:CurrentTime", BEFORE, kind="date")
    assert simulate(OF_THE_CLI, action="dynamodb:CreateBackup", ContextEntries=[entry]) == {
        "EvalActionName": "dynamodb:CreateBackup",
        "EvalResourceName": "*",
        "EvalDecision": "implicitDeny",
        "MatchedStatements": [],
        "MissingContextValues": [],
    }


def test_a_resource_policy_grants_past_the_boundary_as_in_awss_example(simulate: Simulate) -> None:
    caller = "arn:aws:iam::111122223333:user/mateo"
    only_iam = policy(action=["iam:*"])
    result = simulate(
        only_iam,
        action="s3:PutObject",
        CallerArn=caller,
        ResourceArns=[OBJECT],
        ResourceOwner="arn:aws:iam::111122223333:root",
        PermissionsBoundaryPolicyInputList=[only_iam],
        ResourcePolicy=resource_policy({"AWS": caller}),
    )
    assert result["EvalDecision"] == "allowed"
    assert result["EvalDecisionDetails"] == {}
    assert result["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": False}
    [statement] = result["MatchedStatements"]
    assert statement["SourcePolicyId"] == "ResourcePolicy"
    assert statement["SourcePolicyType"] == "Resource Policy"
    [of_the_object] = result["ResourceSpecificResults"]
    assert of_the_object == {
        "EvalResourceName": OBJECT,
        "EvalResourceDecision": "allowed",
        "MatchedStatements": [statement],
        "MissingContextValues": [],
        "PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": False},
    }


# Decisions and the statements that they rest on.


def test_an_explicit_deny_is_named_without_the_allows(simulate: Simulate) -> None:
    result = simulate(policy(), policy("Deny", "s3:Get*"), policy("Deny", "ec2:*"))
    assert result["EvalDecision"] == "explicitDeny"
    assert sources(result) == ["PolicyInputList.2"]


def test_all_statements_that_allow_are_named(simulate: Simulate) -> None:
    result = simulate(policy(), policy(action="ec2:*"), policy(action="s3:GetObject"))
    assert result["EvalDecision"] == "allowed"
    assert sources(result) == ["PolicyInputList.1", "PolicyInputList.3"]


def test_a_deny_of_the_resource_policy_stands_before_one_of_the_identity(
    simulate: Simulate,
) -> None:
    result = simulate(
        policy("Deny"),
        CallerArn=ANA,
        ResourceArns=[OBJECT],
        ResourcePolicy=resource_policy("*", "Deny"),
    )
    assert sources(result) == ["ResourcePolicy", "PolicyInputList.1"]


def test_what_the_boundary_denies_is_denied_and_no_statement_of_it_is_named(
    simulate: Simulate,
) -> None:
    bound: dict[str, Any] = {
        "PermissionsBoundaryPolicyInputList": [policy("Deny", "s3:*", "*")],
    }
    result = simulate(policy(), **bound)
    assert (result["EvalDecision"], sources(result)) == ("explicitDeny", [])
    assert result["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": False}
    assert "PermissionsBoundaryDecisionDetail" not in simulate(policy())
    bound["PermissionsBoundaryPolicyInputList"] = [policy(action="s3:*")]
    within = simulate(policy(), **bound)
    assert within["EvalDecision"] == "allowed"
    assert within["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": True}


# Several resources are one result.


def test_several_resources_are_one_result_with_the_most_restrictive_decision(
    simulate: Simulate,
) -> None:
    result = simulate(
        policy(resource=[BUCKET + "/*"]),
        policy("Deny", resource=BUCKET + "/c"),
        ResourceArns=[OBJECT, BUCKET + "/c", BUCKET],
    )
    assert result["EvalDecision"] == "explicitDeny"
    assert sources(result) == ["PolicyInputList.2"]
    each = {
        one["EvalResourceName"]: (one["EvalResourceDecision"], sources(one))
        for one in result["ResourceSpecificResults"]
    }
    assert each == {
        OBJECT: ("allowed", ["PolicyInputList.1"]),
        BUCKET + "/c": ("explicitDeny", ["PolicyInputList.2"]),
        BUCKET: ("implicitDeny", []),
    }


def test_a_statement_that_allows_two_resources_is_named_once(simulate: Simulate) -> None:
    result = simulate(policy(), ResourceArns=[BUCKET + "/c", OBJECT])
    assert sources(result) == ["PolicyInputList.1"]


@pytest.mark.parametrize(
    ("resources", "name"),
    [
        ([OBJECT], OBJECT),
        ([OBJECT, BUCKET + "/c"], "arn:${Partition}:s3:::${BucketName}/${ObjectName}"),
        ([BUCKET, "arn:aws:s3:::other"], "arn:${Partition}:s3:::${BucketName}"),
        ([BUCKET, OBJECT], "*"),
        (["arn:aws:made-up:::a", "arn:aws:made-up:::b"], "*"),
        (["*"], "*"),
    ],
)
def test_a_result_is_named_after_its_resource_or_their_kind(
    simulate: Simulate, resources: list[str], name: str
) -> None:
    assert simulate(policy(), ResourceArns=resources)["EvalResourceName"] == name


def test_without_resources_there_are_no_results_by_resource(simulate: Simulate) -> None:
    for result in (simulate(policy()), simulate(policy(), ResourceArns=["*"])):
        assert "ResourceSpecificResults" not in result
        assert "EvalDecisionDetails" not in result


# Two accounts.


@pytest.mark.parametrize(
    ("identity", "of_the_resource", "decision", "details", "named"),
    [
        ("Allow", "Allow", "allowed", ("allowed", "allowed"), 2),
        ("Deny", "Allow", "explicitDeny", ("explicitDeny", "allowed"), 1),
        ("Allow", "Deny", "explicitDeny", ("allowed", "explicitDeny"), 1),
    ],
)
def test_across_accounts_each_kind_of_policy_is_reported(
    simulate: Simulate,
    identity: str,
    of_the_resource: str,
    decision: str,
    details: tuple[str, str],
    named: int,
) -> None:
    result = simulate(
        policy(identity),
        CallerArn=ANA,
        ResourceArns=[OBJECT],
        ResourceOwner=f"arn:aws:iam::{OTHER_ACCOUNT}:root",
        ResourcePolicy=resource_policy({"AWS": ANA}, of_the_resource),
    )
    assert result["EvalDecision"] == decision
    expected = dict(zip(("IAM Policy", "Resource Policy"), details, strict=True))
    assert result["EvalDecisionDetails"] == expected
    [of_the_object] = result["ResourceSpecificResults"]
    assert of_the_object["EvalDecisionDetails"] == expected
    assert len(sources(result)) == named


def test_the_account_in_an_arn_counts_before_the_owner(simulate: Simulate) -> None:
    queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:queue"
    result = simulate(
        policy(),
        action="sqs:SendMessage",
        CallerArn=ANA,
        ResourceArns=[queue],
        ResourceOwner=f"arn:aws:iam::{OTHER_ACCOUNT}:root",
        ResourcePolicy=policy(resource=queue, Principal="*"),
    )
    assert result["EvalDecisionDetails"] == {}


def test_a_resource_policy_that_is_not_included_is_not_asked(simulate: Simulate) -> None:
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1"
    elsewhere = f"arn:aws:sqs:us-east-1:{OTHER_ACCOUNT}:queue"
    for action, resource in (("kms:Decrypt", key), ("sqs:SendMessage", elsewhere)):
        allowed = simulate(policy(), action=action, CallerArn=ANA, ResourceArns=[resource])
        assert allowed["EvalDecision"] == "allowed"
        assert sources(allowed) == ["PolicyInputList.1"]
        assert allowed["EvalDecisionDetails"] == {}
        other = policy(action="ec2:*")
        denied = simulate(other, action=action, CallerArn=ANA, ResourceArns=[resource])
        assert denied["EvalDecision"] == "implicitDeny"


def test_a_keys_policy_that_is_included_has_to_allow(simulate: Simulate) -> None:
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1"
    for_somebody = policy(resource=key, Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/bo"})
    result = simulate(
        policy(),
        action="kms:Decrypt",
        CallerArn=ANA,
        ResourceArns=[key],
        ResourcePolicy=for_somebody,
    )
    assert result["EvalDecision"] == "implicitDeny"


def test_a_roles_trust_policy_is_read_and_not_asked(simulate: Simulate) -> None:
    trust = (
        '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*",'
        '"Action":"sts:AssumeRole"}}'
    )
    result = simulate(
        policy(),
        action="sts:AssumeRole",
        CallerArn=ANA,
        ResourceArns=[ROLE],
        ResourcePolicy=trust,
    )
    assert (result["EvalDecision"], sources(result)) == ("allowed", ["PolicyInputList.1"])


def test_a_resource_policy_with_notresource_may_be_of_any_service(simulate: Simulate) -> None:
    everything_else = (
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*",'
        '"NotResource":"arn:aws:s3:::bucket"}}'
    )
    queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:queue"
    result = simulate(
        policy(action="ec2:*"),
        action="sqs:SendMessage",
        CallerArn=ANA,
        ResourceArns=[queue],
        ResourcePolicy=everything_else,
    )
    assert (result["EvalDecision"], sources(result)) == ("allowed", ["ResourcePolicy"])


# Organizations.


def test_every_level_of_an_organization_has_to_allow(simulate: Simulate) -> None:
    everything, only_ec2 = policy(), policy(action="ec2:*")

    def under(*levels: list[str]) -> dict[str, Any]:
        given = [{"ServiceControlPolicyInputList": level} for level in levels]
        return simulate(everything, ResourceArns=[OBJECT], OrderedOrganizationPolicyInputList=given)

    allowed = under([everything], [only_ec2, everything])
    assert allowed["EvalDecision"] == "allowed"
    assert allowed["OrganizationsDecisionDetail"] == {"AllowedByOrganizations": True}
    for levels, decision in (
        (([everything], [only_ec2]), "implicitDeny"),
        (([everything, policy("Deny", "s3:*")], [everything]), "explicitDeny"),
    ):
        denied = under(*levels)
        assert denied["EvalDecision"] == decision
        assert denied["OrganizationsDecisionDetail"] == {"AllowedByOrganizations": False}
        assert "EvalDecisionDetails" not in denied
        assert sources(denied) == []
    assert "OrganizationsDecisionDetail" not in simulate(everything)


def test_where_an_organization_denies_the_two_accounts_are_not_reported(
    simulate: Simulate,
) -> None:
    result = simulate(
        policy(),
        CallerArn=ANA,
        ResourceArns=[OBJECT],
        ResourceOwner=f"arn:aws:iam::{OTHER_ACCOUNT}:root",
        ResourcePolicy=resource_policy({"AWS": ANA}),
        OrderedOrganizationPolicyInputList=[
            {"ServiceControlPolicyInputList": [policy(action="ec2:*")]}
        ],
    )
    assert result["EvalDecision"] == "implicitDeny"
    assert "EvalDecisionDetails" not in result
    assert "EvalDecisionDetails" not in result["ResourceSpecificResults"][0]


# What the request knows.


def test_a_users_name_stands_for_the_variable(simulate: Simulate) -> None:
    own = policy(resource=BUCKET + "/${aws:username}/*")
    of_ana, of_bo = BUCKET + "/ana/x", BUCKET + "/bo/x"
    result = simulate(own, CallerArn=ANA, ResourceArns=[of_ana, of_bo])
    decisions = [one["EvalResourceDecision"] for one in result["ResourceSpecificResults"]]
    assert decisions == ["allowed", "implicitDeny"]
    assert result["MissingContextValues"] == []


def test_a_bucket_is_the_callers_unless_an_owner_is_named(simulate: Simulate) -> None:
    own = policy(Condition={"StringEquals": {"aws:ResourceAccount": ACCOUNT}})
    of_another = {"ResourceOwner": f"arn:aws:iam::{OTHER_ACCOUNT}:root"}
    asked: dict[str, Any] = {"CallerArn": ANA, "ResourceArns": [OBJECT]}
    assert simulate(own, **asked)["EvalDecision"] == "allowed"
    assert simulate(own, **asked, **of_another)["EvalDecision"] == "implicitDeny"


def test_without_a_caller_the_name_is_missing(simulate: Simulate) -> None:
    own = policy(resource=BUCKET + "/${aws:username}/*")
    result = simulate(own, ResourceArns=[BUCKET + "/ana/x"])
    assert result["EvalDecision"] == "implicitDeny"
    assert result["MissingContextValues"] == ["aws:username"]
    [of_the_object] = result["ResourceSpecificResults"]
    assert of_the_object["MissingContextValues"] == ["aws:username"]


def test_keys_of_every_statement_are_missing_unless_they_are_given(simulate: Simulate) -> None:
    asks = policy(Condition={"StringEquals": {"aws:SourceVpc": "x", "s3:prefix": "a"}})
    other = policy(action="ec2:*", Condition={"Bool": {"aws:SecureTransport": "true"}})
    entry = context("AWS:sourcevpc", "x")
    result = simulate(asks, other, ContextEntries=[entry])
    assert result["MissingContextValues"] == ["s3:prefix", "aws:SecureTransport"]


def test_keys_of_boundaries_and_organizations_are_not_said_to_be_missing(
    simulate: Simulate,
) -> None:
    asks = policy(Condition={"Bool": {"aws:SecureTransport": "true"}})
    result = simulate(
        policy(),
        PermissionsBoundaryPolicyInputList=[asks],
        OrderedOrganizationPolicyInputList=[{"ServiceControlPolicyInputList": [asks]}],
    )
    assert result["EvalDecision"] == "implicitDeny"
    assert result["MissingContextValues"] == []


@pytest.mark.parametrize(
    ("kind", "values", "condition"),
    [
        ("string", ["a"], {"StringEquals": {"s3:prefix": "a"}}),
        ("stringList", ["a", "b"], {"ForAnyValue:StringEquals": {"s3:prefix": "b"}}),
        ("numeric", ["10"], {"NumericLessThan": {"s3:prefix": "11"}}),
        ("boolean", ["true"], {"Bool": {"s3:prefix": "true"}}),
        ("ip", ["203.0.113.9"], {"IpAddress": {"s3:prefix": "203.0.113.0/24"}}),
        ("binary", ["QQ=="], {"BinaryEquals": {"s3:prefix": "QQ=="}}),
        ("dateList", [AFTER], {"ForAnyValue:DateGreaterThan": {"s3:prefix": BEFORE}}),
    ],
)
def test_context_entries_of_every_type_reach_the_condition(
    simulate: Simulate, kind: str, values: list[str], condition: dict[str, Any]
) -> None:
    asks = policy(Condition=condition)
    entry = context("s3:prefix", *values, kind=kind)
    assert simulate(asks, ContextEntries=[entry])["EvalDecision"] == "allowed"
    assert simulate(asks)["EvalDecision"] == "implicitDeny"


def test_a_group_or_a_role_may_be_the_caller(simulate: Simulate) -> None:
    asks = policy(Condition={"ArnEquals": {"aws:PrincipalArn": ROLE}})
    assert simulate(asks, CallerArn=ROLE)["EvalDecision"] == "allowed"
    group = f"arn:aws:iam::{ACCOUNT}:group/readers"
    result = simulate(asks, CallerArn=group)
    assert result["EvalDecision"] == "implicitDeny"
    assert result["MissingContextValues"] == ["aws:PrincipalArn"]


# Pages.


def test_a_long_answer_comes_page_by_page(iam: Any) -> None:
    actions = [f"s3:Action{number}" for number in range(5)]
    asked: dict[str, Any] = {"PolicyInputList": [policy()], "ActionNames": actions}
    first = iam.simulate_custom_policy(**asked, MaxItems=2)
    assert first["IsTruncated"] is True
    last = iam.simulate_custom_policy(**asked, MaxItems=4, Marker=first["Marker"])
    assert last["IsTruncated"] is False
    assert "Marker" not in last
    whole = iam.simulate_custom_policy(**asked, MaxItems=5)
    assert (len(whole["EvaluationResults"]), whole["IsTruncated"]) == (5, False)
    found = [each["EvalActionName"] for page in (first, last) for each in page["EvaluationResults"]]
    assert found == actions


def test_a_marker_that_no_page_gave_leads_nowhere(iam: Any, refusal: Refusal) -> None:
    asked: dict[str, Any] = {"PolicyInputList": [policy()], "ActionNames": ["s3:A", "s3:B"]}
    given = iam.simulate_custom_policy(**asked, MaxItems=1)["Marker"]
    for marker in ("MQ==", "1", given + "=", "\u00e9"):
        assert refusal(iam.simulate_custom_policy, **asked, Marker=marker)[0] == "InvalidInput"


def test_a_hundred_actions_come_at_once_and_boto3s_paginator_brings_all(iam: Any) -> None:
    actions = [f"s3:Action{number}" for number in range(101)]
    asked: dict[str, Any] = {"PolicyInputList": [policy()], "ActionNames": actions}
    first = iam.simulate_custom_policy(**asked)
    assert (len(first["EvaluationResults"]), first["IsTruncated"]) == (100, True)
    pages = iam.get_paginator("simulate_custom_policy").paginate(**asked)
    found = [each["EvalActionName"] for page in pages for each in page["EvaluationResults"]]
    assert found == actions


def test_the_record_says_that_the_lab_answered(lab: Lab, simulate: Simulate) -> None:
    simulate(policy())
    call = lab.trace[-1]
    assert (call.operation, call.answered_by) == ("SimulateCustomPolicy", "lab")
