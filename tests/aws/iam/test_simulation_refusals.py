"""What the policy simulator refuses, and in which words."""

from typing import Any

import pytest
from moto.iam.models import iam_backends

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
)

USER = f"arn:aws:iam::{ACCOUNT}:user/ana"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/reader"
NO_CALLER = "Invalid caller - Caller cannot be null or empty."
NO_ENTITY = "Invalid caller - Caller must be an IAM user, role or group in this context."
NO_USER = "Invalid caller - Caller must be an IAM user in this context."


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"action": "s3:Get*"}, "Invalid action name: s3:Get*"),
        ({"action": "GetObject"}, "Invalid action name: GetObject"),
        (
            {"ResourceArns": ["bucket"]},
            "ResourceNames are not in a valid ARN format: bucket.",
        ),
        (
            {"ResourceArns": ["arn:aws::::bucket"]},
            "ResourceNames are not in a valid ARN format: arn:aws::::bucket.",
        ),
        (
            {"ResourceArns": [OBJECT, "*"]},
            "ResourceNames are not in a valid ARN format: *.",
        ),
        ({"CallerArn": f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/visit"}, NO_ENTITY),
        ({"CallerArn": f"arn:aws:sts::{ACCOUNT}:federated-user/ana"}, NO_ENTITY),
        ({"CallerArn": f"arn:aws:iam::{ACCOUNT}:root"}, NO_ENTITY),
        ({"CallerArn": f"arn:aws:iam::{ACCOUNT}:user/"}, NO_ENTITY),
        ({"CallerArn": "lambda.amazonaws.com"}, NO_ENTITY),
        ({"ResourcePolicy": resource_policy("*"), "ResourceArns": [OBJECT]}, NO_CALLER),
        (
            {
                "ResourcePolicy": resource_policy("*"),
                "ResourceArns": [OBJECT],
                "CallerArn": ROLE,
            },
            NO_USER,
        ),
        (
            {"ResourcePolicy": resource_policy("*"), "CallerArn": USER},
            "Invalid Entity Arn: * does not clearly define entity type and name.",
        ),
        (
            {
                "ResourcePolicy": resource_policy("*"),
                "CallerArn": USER,
                "ResourceArns": [BUCKET, f"arn:aws:sqs:us-east-1:{ACCOUNT}:queue"],
            },
            "The resource policy is not applicable to the resource "
            f"arn:aws:sqs:us-east-1:{ACCOUNT}:queue.",
        ),
        (
            {"ResourceOwner": OTHER_ACCOUNT},
            f"'{OTHER_ACCOUNT}' is not a valid as a Resource Owner.",
        ),
        ({"ResourceOwner": USER}, f"'{USER}' is not a valid as a Resource Owner."),
        (
            {"PermissionsBoundaryPolicyInputList": [policy(), policy()]},
            "PermissionsBoundaryPolicyInputList can have one policy only.",
        ),
        ({"ResourceHandlingOption": "EC2"}, "Invalid input resource handling options: EC2."),
        (
            {
                "ResourceHandlingOption": "EC2-VPC-EBS",
                "ResourceArns": [
                    f"arn:aws:ec2:us-east-1:{ACCOUNT}:{kind}/x" for kind in ("instance", "volume")
                ],
            },
            "The resource handling option EC2-VPC-EBS needs resources: image, security-group, "
            "network-interface.",
        ),
        ({"Marker": "somewhere"}, "Invalid Marker."),
        ({"Marker": "ZnJvbToxMDA="}, "Invalid Marker."),
    ],
)
def test_a_parameter_that_is_none_is_refused(
    simulate: Simulate, refusal: Refusal, parameters: dict[str, Any], words: str
) -> None:
    assert refusal(simulate, policy(), **parameters) == ("InvalidInput", words)


def test_with_all_resources_that_it_needs_an_option_is_taken(simulate: Simulate) -> None:
    kinds = ("instance", "image", "security-group", "network-interface", "volume")
    resources = [f"arn:aws:ec2:us-east-1:{ACCOUNT}:{kind}/x" for kind in kinds]
    result = simulate(
        policy(),
        action="ec2:RunInstances",
        ResourceArns=resources,
        ResourceHandlingOption="EC2-VPC-EBS",
    )
    assert result["EvalDecision"] == "allowed"


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([{"ContextKeyType": "string"}], "ContextKeyName cannot be null or empty."),
        (
            [{"ContextKeyName": "s3:prefix", "ContextKeyValues": ["a"]}],
            "Context key s3:prefix has invalid type null.",
        ),
        (
            [context("s3:prefix")],
            "Context values for context key s3:prefix cannot be null or empty.",
        ),
        (
            [context("s3:prefix", "a", "b")],
            "Context key s3:prefix expected a single value, but received 2.",
        ),
        (
            [context("s3:prefix", "a"), context("S3:Prefix", "a")],
            "Duplicate context key: S3:Prefix.",
        ),
    ],
)
def test_a_context_entry_that_is_none_is_refused(
    simulate: Simulate, refusal: Refusal, entries: list[Any], words: str
) -> None:
    assert refusal(simulate, policy(), ContextEntries=entries) == ("InvalidInput", words)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("numeric", "ten", "numeric format"),
        ("numericList", "1,2", "numeric format"),
        ("boolean", "yes", "true or false"),
        ("ip", "203.0.113.300", "IP address"),
        ("binary", "=", "base-64 encoded binary format"),
        ("date", "yesterday", "DateTime format"),
    ],
)
def test_a_value_has_to_be_of_its_type(
    simulate: Simulate, refusal: Refusal, kind: str, value: str, expected: str
) -> None:
    entry = context("s3:prefix", value, kind=kind)
    words = f"Invalid context value for key s3:prefix: expected {expected}."
    assert refusal(simulate, policy(), ContextEntries=[entry]) == ("InvalidInput", words)


@pytest.mark.parametrize(
    ("parameters", "begins"),
    [
        ({}, "The policy PolicyInputList.2 is no identity policy: Statement[0].Effect"),
        (
            {"ResourcePolicy": policy(), "CallerArn": USER, "ResourceArns": [OBJECT]},
            "The policy ResourcePolicy is no resource policy: ",
        ),
        (
            {"PermissionsBoundaryPolicyInputList": ["no JSON"]},
            "The policy PermissionsBoundaryPolicyInputList.1 is no permissions boundary: ",
        ),
        (
            {
                "OrderedOrganizationPolicyInputList": [
                    {"ServiceControlPolicyInputList": [policy()]},
                    {"ServiceControlPolicyInputList": [policy(), "{}"]},
                ]
            },
            "The policy OrderedOrganizationPolicyInputList.2.ServiceControlPolicyInputList.2 is "
            "no service control policy: ",
        ),
    ],
)
def test_a_policy_that_is_none_is_named_with_its_faults(
    simulate: Simulate, refusal: Refusal, parameters: dict[str, Any], begins: str
) -> None:
    second = policy() if parameters else policy("Maybe")
    code, words = refusal(simulate, policy(), second, **parameters)
    assert code == "InvalidInput"
    assert words.startswith(begins)


@pytest.mark.parametrize(
    ("arn", "code", "words"),
    [
        (USER, "NoSuchEntity", "The user with name ana cannot be found."),
        (ROLE, "NoSuchEntity", "The role with name reader cannot be found."),
        (
            f"arn:aws:iam::{ACCOUNT}:group/readers",
            "NoSuchEntity",
            "The group with name readers cannot be found.",
        ),
        (
            f"arn:aws:iam::{OTHER_ACCOUNT}:user/ana",
            "InvalidInput",
            f"Invalid Policy Source Arn: caller's account {ACCOUNT} does not have access to "
            f"policies in account {OTHER_ACCOUNT}",
        ),
        *(
            (
                arn,
                "InvalidInput",
                f"Invalid Entity Arn: {arn} does not clearly define entity type and name.",
            )
            for arn in (
                f"arn:aws:iam::{ACCOUNT}:policy/ana",
                f"arn:aws:iam::{ACCOUNT}:root",
                f"arn:aws:iam::{ACCOUNT}:user/",
                "arn:aws:s3:::bucket/user/ana",
                "somebody-whose-name-is-long",
            )
        ),
    ],
)
def test_a_policy_source_that_is_none_is_refused(
    simulate_as: Simulate, refusal: Refusal, arn: str, code: str, words: str
) -> None:
    assert refusal(simulate_as, arn) == (code, words)


def test_a_user_is_found_under_its_whole_arn_only(
    iam: Any, simulate_as: Simulate, refusal: Refusal
) -> None:
    iam.create_user(UserName="ana", Path="/staff/")
    assert refusal(simulate_as, USER)[0] == "NoSuchEntity"
    assert simulate_as(USER.replace("/ana", "/staff/ana"))["EvalDecision"] == "implicitDeny"


def test_roles_and_groups_have_no_resource_policies(
    iam: Any, user: str, simulate_as: Simulate, refusal: Refusal
) -> None:
    iam.create_group(GroupName="readers")
    group = f"arn:aws:iam::{ACCOUNT}:group/readers"
    with_policy = {"ResourcePolicy": resource_policy("*"), "ResourceArns": [OBJECT]}
    assert refusal(simulate_as, group, **with_policy) == ("InvalidInput", NO_USER)
    assert refusal(simulate_as, user, CallerArn=ROLE, **with_policy) == ("InvalidInput", NO_USER)
    assert simulate_as(group, CallerArn=user, **with_policy)["EvalDecision"] == "allowed"


@pytest.mark.parametrize(
    "identifier",
    [
        {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:user/ana"},
        {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/a*b*"},
        {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/*/a"},
        {"PolicyArn": "arn:aws:iam::*:policy/abcdefg"},
        {
            "InlinePolicyIdentifier": {
                "PolicyName": "a",
                "AttachmentType": "user",
                "AttachmentName": "*a*",
            }
        },
    ],
)
def test_a_policy_identifier_that_is_malformed_is_refused(
    user: str, simulate_as: Simulate, refusal: Refusal, identifier: dict[str, Any]
) -> None:
    code, words = refusal(simulate_as, user, PolicyExclusionList=[identifier])
    assert code == "InvalidInput"
    assert words.startswith("Invalid policy identifier: ")


def test_what_the_model_does_not_allow_is_a_validation_error(
    simulate: Simulate, simulate_as: Simulate, refusal: Refusal, user: str
) -> None:
    def words_of(*places: str) -> str:
        return f"{len(places)} validation error{'s' * (len(places) > 1)} detected: " + "; ".join(
            f"Value {place}" for place in places
        )

    too_many = "Member must have value less than or equal to 1000"
    assert refusal(simulate, policy(), MaxItems=1001) == (
        "ValidationError",
        words_of(f"'1001' at 'maxItems' failed to satisfy constraint: {too_many}"),
    )
    code, words = refusal(
        simulate,
        policy() + "\u0100",
        ContextEntries=[{"ContextKeyName": "s3:prefix", "ContextKeyType": "text"}],
    )
    assert code == "ValidationError"
    assert words.startswith("2 validation errors detected: ")
    assert "at 'policyInputList.1.member' failed to satisfy constraint: Member must s" in words
    assert "Value 'text' at 'contextEntries.1.member.contextKeyType' failed to satisfy" in words
    assert refusal(simulate)[1] == words_of(
        "null at 'policyInputList' failed to satisfy constraint: Member must not be null"
    )


def test_a_stored_policy_that_cannot_be_read_is_a_policy_evaluation_error(
    lab: Lab, iam: Any, user: str, simulate_as: Simulate, refusal: Refusal
) -> None:
    iam.put_user_policy(UserName="ana", PolicyName="Odd", PolicyDocument=policy())
    iam_backends[ACCOUNT]["aws"].users["ana"].policies["Odd"] = "{}"
    code, words = refusal(simulate_as, user)
    assert code == "PolicyEvaluation"
    assert words.startswith("The policy user_ana_Odd is no identity policy: ")
    assert lab.trace[-1].status == 500
