"""SimulatePrincipalPolicy: whose policies are read, which of them, and how they are named."""

from typing import Any

import boto3
import pytest

from cognito_lab.aws import Lab
from tests.aws.iam.policies import (
    ACCOUNT,
    BUCKET,
    OBJECT,
    OTHER_ACCOUNT,
    Simulate,
    policy,
    resource_policy,
    sources,
)

TRUST = (
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"lambda.amazonaws.com"}}}'
)
READ, WRITE = policy(action="s3:Get*"), policy(action="s3:Put*")


@pytest.fixture
def group(iam: Any, user: str) -> str:
    """The ARN of a group, `readers`, that the user is in."""
    iam.create_group(GroupName="readers", Path="/staff/")
    iam.add_user_to_group(GroupName="readers", UserName="ana")
    return f"arn:aws:iam::{ACCOUNT}:group/staff/readers"


@pytest.fixture
def role(iam: Any) -> str:
    """The ARN of a role, `reader`, without policies."""
    made = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=TRUST)
    return str(made["Role"]["Arn"])


def managed(iam: Any, name: str, document: str) -> str:
    arn: str = iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]
    return arn


# Whose policies.


def test_a_user_without_policies_may_do_nothing(user: str, simulate_as: Simulate) -> None:
    result = simulate_as(user)
    assert (result["EvalDecision"], sources(result)) == ("implicitDeny", [])


def test_a_users_inline_policy_is_named_after_the_user(
    iam: Any, user: str, simulate_as: Simulate
) -> None:
    iam.put_user_policy(UserName="ana", PolicyName="Read", PolicyDocument=READ)
    result = simulate_as(user)
    assert result["EvalDecision"] == "allowed"
    [statement] = result["MatchedStatements"]
    assert statement == {
        "SourcePolicyId": "user_ana_Read",
        "SourcePolicyType": "IAM Policy",
        "StartPosition": {"Line": 1, "Column": READ.index("[") + 2},
        "EndPosition": {"Line": 1, "Column": len(READ) - 1},
    }
    assert simulate_as(user, "s3:PutObject")["EvalDecision"] == "implicitDeny"


def test_an_attached_policy_has_its_own_name(iam: Any, user: str, simulate_as: Simulate) -> None:
    iam.attach_user_policy(UserName="ana", PolicyArn=managed(iam, "ReadAll", READ))
    assert sources(simulate_as(user)) == ["ReadAll"]


def test_a_users_groups_are_included(
    iam: Any, user: str, group: str, simulate_as: Simulate
) -> None:
    iam.put_group_policy(GroupName="readers", PolicyName="Read", PolicyDocument=READ)
    iam.attach_group_policy(GroupName="readers", PolicyArn=managed(iam, "WriteAll", WRITE))
    assert sources(simulate_as(user)) == ["group_readers_Read"]
    assert sources(simulate_as(user, "s3:PutObject")) == ["WriteAll"]
    assert sources(simulate_as(group)) == ["group_readers_Read"]
    iam.remove_user_from_group(GroupName="readers", UserName="ana")
    assert simulate_as(user)["EvalDecision"] == "implicitDeny"


def test_a_policy_that_user_and_group_have_is_one(
    iam: Any, user: str, group: str, simulate_as: Simulate
) -> None:
    arn = managed(iam, "ReadAll", READ)
    iam.attach_user_policy(UserName="ana", PolicyArn=arn)
    iam.attach_group_policy(GroupName="readers", PolicyArn=arn)
    [of_the_object] = simulate_as(user, ResourceArns=[OBJECT])["ResourceSpecificResults"]
    assert sources(of_the_object) == ["ReadAll"]


def test_a_roles_policies_are_read_inline_and_attached(
    iam: Any, role: str, simulate_as: Simulate
) -> None:
    iam.put_role_policy(RoleName="reader", PolicyName="Read", PolicyDocument=READ)
    iam.attach_role_policy(RoleName="reader", PolicyArn=managed(iam, "WriteAll", WRITE))
    assert sources(simulate_as(role)) == ["role_reader_Read"]
    assert sources(simulate_as(role, "s3:PutObject")) == ["WriteAll"]


def test_a_managed_policy_counts_in_its_default_version(
    iam: Any, user: str, simulate_as: Simulate
) -> None:
    arn = managed(iam, "Changing", READ)
    iam.attach_user_policy(UserName="ana", PolicyArn=arn)
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=WRITE)
    assert simulate_as(user)["EvalDecision"] == "allowed"
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v2")
    assert simulate_as(user)["EvalDecision"] == "implicitDeny"
    assert simulate_as(user, "s3:PutObject")["EvalDecision"] == "allowed"


def test_a_policy_of_awss_is_read_where_moto_has_them(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, simulate_as: Simulate
) -> None:
    monkeypatch.setenv("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    lab.reset()
    iam = boto3.client("iam")
    iam.create_user(UserName="ana")
    arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    iam.attach_user_policy(UserName="ana", PolicyArn=arn)
    user = f"arn:aws:iam::{ACCOUNT}:user/ana"
    assert sources(simulate_as(user)) == ["AmazonS3ReadOnlyAccess"]
    assert simulate_as(user, "s3:PutObject")["EvalDecision"] == "implicitDeny"
    by_aws, own = [{"PolicyType": "aws-managed"}], [{"PolicyType": "user-managed"}]
    assert simulate_as(user, PolicyExclusionList=by_aws)["EvalDecision"] == "implicitDeny"
    assert simulate_as(user, PolicyExclusionList=own)["EvalDecision"] == "allowed"


def test_policies_of_the_request_are_added(iam: Any, user: str, simulate_as: Simulate) -> None:
    iam.put_user_policy(UserName="ana", PolicyName="Read", PolicyDocument=READ)
    added = simulate_as(user, "s3:PutObject", PolicyInputList=[READ, WRITE])
    assert sources(added) == ["PolicyInputList.2"]
    denied = simulate_as(user, PolicyInputList=[policy("Deny", "s3:*")])
    assert (denied["EvalDecision"], sources(denied)) == ("explicitDeny", ["PolicyInputList.1"])


# The boundary.


def test_the_boundary_that_a_role_has_limits_it(iam: Any, role: str, simulate_as: Simulate) -> None:
    iam.put_role_policy(RoleName="reader", PolicyName="All", PolicyDocument=policy())
    iam.put_role_permissions_boundary(
        RoleName="reader", PermissionsBoundary=managed(iam, "Bound", READ)
    )
    within, beyond = simulate_as(role), simulate_as(role, "s3:PutObject")
    assert within["EvalDecision"] == "allowed"
    assert within["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": True}
    assert (beyond["EvalDecision"], sources(beyond)) == ("implicitDeny", [])
    assert beyond["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": False}


def test_a_boundary_of_the_request_stands_in_the_place_of_the_stored_one(
    iam: Any, role: str, simulate_as: Simulate
) -> None:
    iam.put_role_policy(RoleName="reader", PolicyName="All", PolicyDocument=policy())
    iam.put_role_permissions_boundary(
        RoleName="reader", PermissionsBoundary=managed(iam, "Bound", READ)
    )
    another = {"PermissionsBoundaryPolicyInputList": [WRITE]}
    assert simulate_as(role, "s3:PutObject", **another)["EvalDecision"] == "allowed"
    assert simulate_as(role, **another)["EvalDecision"] == "implicitDeny"


# What is left out.


@pytest.mark.parametrize(
    ("identifier", "left"),
    [
        ({"PolicyType": "inline"}, ["ReadAll"]),
        ({"PolicyType": "user-managed"}, ["user_ana_Read", "group_readers_Read"]),
        ({"PolicyType": "aws-managed"}, ["user_ana_Read", "group_readers_Read", "ReadAll"]),
        ({"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/Read*"}, None),
        ({"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/Rea?A?l"}, None),
        ({"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/x/Read*"}, ["+ReadAll"]),
        ({"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/Rea?"}, ["+ReadAll"]),
    ],
)
def test_policies_can_be_left_out(
    iam: Any,
    user: str,
    group: str,
    simulate_as: Simulate,
    identifier: dict[str, Any],
    left: list[str] | None,
) -> None:
    inline = ["user_ana_Read", "group_readers_Read"]
    expected = inline if left is None else [*inline, "ReadAll"] if left == ["+ReadAll"] else left
    iam.put_user_policy(UserName="ana", PolicyName="Read", PolicyDocument=READ)
    iam.put_group_policy(GroupName="readers", PolicyName="Read", PolicyDocument=READ)
    iam.attach_user_policy(UserName="ana", PolicyArn=managed(iam, "ReadAll", READ))
    assert sources(simulate_as(user, PolicyExclusionList=[identifier])) == expected


def test_an_inline_policy_is_left_out_by_its_name_and_owner(
    iam: Any, user: str, group: str, simulate_as: Simulate
) -> None:
    iam.put_user_policy(UserName="ana", PolicyName="Read", PolicyDocument=READ)
    iam.put_group_policy(GroupName="readers", PolicyName="Read", PolicyDocument=READ)

    def without(kind: str, owner: str, name: str = "Read") -> list[str]:
        named = {"PolicyName": name, "AttachmentType": kind, "AttachmentName": owner}
        exclusions = [{"InlinePolicyIdentifier": named}]
        return sources(simulate_as(user, PolicyExclusionList=exclusions))

    both = ["user_ana_Read", "group_readers_Read"]
    assert without("user", "ana") == without("user", "*") == ["group_readers_Read"]
    assert without("group", "reader?") == ["user_ana_Read"]
    assert without("role", "ana") == without("user", "an") == without("user", "ana", "X") == both


def test_the_stored_boundary_can_be_left_out(iam: Any, role: str, simulate_as: Simulate) -> None:
    iam.put_role_policy(RoleName="reader", PolicyName="All", PolicyDocument=policy())
    bound = managed(iam, "Bound", policy("Deny"))
    iam.put_role_permissions_boundary(RoleName="reader", PermissionsBoundary=bound)
    assert simulate_as(role)["EvalDecision"] == "explicitDeny"
    left_out = [{"PolicyType": "permission-boundary"}]
    assert simulate_as(role, PolicyExclusionList=left_out)["EvalDecision"] == "allowed"


# Who calls.


def test_the_caller_is_whoever_has_the_policies_unless_another_is_named(
    iam: Any, user: str, simulate_as: Simulate
) -> None:
    own = policy(resource=BUCKET + "/${aws:username}/*")
    iam.put_user_policy(UserName="ana", PolicyName="Own", PolicyDocument=own)
    of_bo = [BUCKET + "/bo/x"]
    bo = f"arn:aws:iam::{ACCOUNT}:user/bo"
    assert simulate_as(user, ResourceArns=[BUCKET + "/ana/x"])["EvalDecision"] == "allowed"
    assert simulate_as(user, ResourceArns=of_bo)["EvalDecision"] == "implicitDeny"
    assert simulate_as(user, ResourceArns=of_bo, CallerArn=bo)["EvalDecision"] == "allowed"


def test_across_accounts_it_is_answered_as_in_awss_example(
    user: str, simulate_as: Simulate
) -> None:
    result = simulate_as(
        user,
        "s3:PutObject",
        ResourceArns=[OBJECT],
        ResourceOwner=f"arn:aws:iam::{OTHER_ACCOUNT}:root",
        PermissionsBoundaryPolicyInputList=[policy(action="iam:*")],
        ResourcePolicy=resource_policy({"AWS": user}),
    )
    details = {
        "IAM Policy": "implicitDeny",
        "Resource Policy": "allowed",
        "Permissions Boundary Policy": "implicitDeny",
    }
    assert result["EvalDecision"] == "implicitDeny"
    assert result["EvalDecisionDetails"] == details
    assert result["PermissionsBoundaryDecisionDetail"] == {"AllowedByPermissionsBoundary": False}
    assert sources(result) == []
    [of_the_object] = result["ResourceSpecificResults"]
    assert of_the_object["EvalDecisionDetails"] == details
    assert sources(of_the_object) == ["ResourcePolicy"]


def test_a_session_of_a_role_can_be_simulated_by_its_role_only(
    iam: Any, role: str, simulate_as: Simulate, refusal: Any
) -> None:
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/visit"
    assert simulate_as(role)["EvalDecision"] == "implicitDeny"
    assert refusal(simulate_as, session) == (
        "InvalidInput",
        f"Invalid Entity Arn: {session} does not clearly define entity type and name.",
    )
