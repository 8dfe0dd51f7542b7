"""Requests with their policies to choose from in the policy explorer, each with what to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

_ACCOUNT, _PARTNER = "111122223333", "444455556666"
_ANA = f"arn:aws:iam::{_ACCOUNT}:user/ana"
_SUB = "cognito-identity.amazonaws.com:sub"
_ANAS_ID = "eu-west-1:12345678-1234-1234-1234-123456790abc"
_PHOTOGRAPHER = f"arn:aws:sts::{_ACCOUNT}:assumed-role/photographers/CognitoIdentityCredentials"
_ALBUMS = f"arn:aws:dynamodb:eu-west-1:{_ACCOUNT}:table/albums"
_REPORT = "arn:aws:s3:::reports/2026/march.csv"


class Example(NamedTuple):
    """A request line, and a sentence that says what to change in it."""

    title: str
    to_try: str
    line: Mapping[str, Any]


def _statement(effect: str, action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    named = {"Sid": more.pop("Sid")} if "Sid" in more else {}
    return {**named, "Effect": effect, "Action": action, "Resource": resource, **more}


def _policy(*statements: Mapping[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


_EVERYTHING = _policy(_statement("Allow", "*", Sid="Everything"))

EXAMPLES: tuple[Example, ...] = (
    Example(
        "A folder for each identity (S3)",
        "Ask for another identity's folder, or take the key out of the context.",
        {
            "principal": _PHOTOGRAPHER,
            "action": "s3:GetObject",
            "resource": f"arn:aws:s3:::photos/private/{_ANAS_ID}/cat.jpg",
            "resourceAccount": _ACCOUNT,
            "context": {_SUB: _ANAS_ID},
            "identityPolicies": [
                _policy(
                    _statement(
                        "Allow",
                        "s3:ListBucket",
                        "arn:aws:s3:::photos",
                        Sid="ListOwnFolder",
                        Condition={"StringLike": {"s3:prefix": [f"private/${{{_SUB}}}/*"]}},
                    ),
                    _statement(
                        "Allow",
                        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                        f"arn:aws:s3:::photos/private/${{{_SUB}}}/*",
                        Sid="OwnFolder",
                    ),
                )
            ],
        },
    ),
    Example(
        "Only one's own rows (DynamoDB, LeadingKeys)",
        "Write another key into the list of the context, or an empty list.",
        {
            "principal": _PHOTOGRAPHER,
            "action": "dynamodb:GetItem",
            "resource": _ALBUMS,
            "context": {_SUB: _ANAS_ID, "dynamodb:LeadingKeys": [_ANAS_ID]},
            "identityPolicies": [
                _policy(
                    _statement(
                        "Allow",
                        ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
                        _ALBUMS,
                        Sid="OwnRows",
                        Condition={
                            "ForAllValues:StringEquals": {
                                "dynamodb:LeadingKeys": [f"${{{_SUB}}}"],
                            }
                        },
                    )
                )
            ],
        },
    ),
    Example(
        "A Deny wins",
        "Write one more Allow: it does not help. Then set the key to true.",
        {
            "principal": _ANA,
            "action": "s3:DeleteObject",
            "resource": _REPORT,
            "resourceAccount": _ACCOUNT,
            "context": {"aws:MultiFactorAuthPresent": "false"},
            "identityPolicies": [
                _policy(
                    _statement("Allow", "s3:*", Sid="All"),
                    _statement(
                        "Deny",
                        "s3:Delete*",
                        Sid="NoDeleteWithoutMFA",
                        Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
                    ),
                )
            ],
        },
    ),
    Example(
        "Another account's bucket",
        "Switch off either side: each account has to allow it.",
        {
            "principal": f"arn:aws:iam::{_PARTNER}:user/zoe",
            "action": "s3:GetObject",
            "resource": _REPORT,
            "resourceAccount": _ACCOUNT,
            "resourcePolicy": _policy(
                _statement(
                    "Allow",
                    "s3:GetObject",
                    "arn:aws:s3:::reports/*",
                    Sid="Partner",
                    Principal={"AWS": f"arn:aws:iam::{_PARTNER}:root"},
                )
            ),
            "identityPolicies": [
                _policy(_statement("Allow", "s3:GetObject", "arn:aws:s3:::reports/*"))
            ],
        },
    ),
    Example(
        "A permissions boundary",
        "Allow the action in the boundary, or switch the boundary off.",
        {
            "principal": _ANA,
            "action": "iam:CreateUser",
            "resource": f"arn:aws:iam::{_ACCOUNT}:user/ben",
            "identityPolicies": [_EVERYTHING],
            "permissionsBoundary": _policy(
                _statement("Allow", ["s3:*", "dynamodb:*"], Sid="DataOnly")
            ),
        },
    ),
    Example(
        "A level of the organization",
        "Switch off a statement of each level in turn: every level has to allow it.",
        {
            "principal": _ANA,
            "action": "s3:PutObject",
            "resource": _REPORT,
            "resourceAccount": _ACCOUNT,
            "serviceControlPolicies": [
                [_policy(_statement("Allow", "*", Sid="FullAWSAccess"))],
                [_policy(_statement("Allow", ["ec2:*", "dynamodb:*"], Sid="OnlyThese"))],
            ],
            "identityPolicies": [_EVERYTHING],
        },
    ),
    Example(
        "A session policy",
        "Ask for s3:PutObject: the role may, this session of it may not.",
        {
            "principal": f"arn:aws:sts::{_ACCOUNT}:assumed-role/reporting/monday",
            "action": "s3:GetObject",
            "resource": _REPORT,
            "resourceAccount": _ACCOUNT,
            "identityPolicies": [_policy(_statement("Allow", "s3:*", Sid="TheRoles"))],
            "sessionPolicies": [_policy(_statement("Allow", "s3:Get*", Sid="OnlyReads"))],
        },
    ),
    Example(
        "A role that an identity pool assumes (trust policy)",
        "Write unauthenticated into the context: a guest asks for the role.",
        {
            "principal": "cognito-identity.amazonaws.com",
            "action": "sts:AssumeRoleWithWebIdentity",
            "resource": f"arn:aws:iam::{_ACCOUNT}:role/photographers",
            "context": {
                "cognito-identity.amazonaws.com:aud": "eu-west-1:pool",
                "cognito-identity.amazonaws.com:amr": ["authenticated"],
            },
            "resourcePolicy": _policy(
                {
                    "Sid": "OurPoolsUsers",
                    "Effect": "Allow",
                    "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {
                        "StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:pool"},
                        "ForAnyValue:StringLike": {
                            "cognito-identity.amazonaws.com:amr": "authenticated"
                        },
                    },
                }
            ),
        },
    ),
)


def templates(action: str, resource: str) -> Mapping[str, dict[str, Any]]:
    """What a policy begins with that is added, by its layer's name in JSON.

    It is about the action and the resource that the request has.
    """
    asked = _statement("Allow", action or "s3:GetObject", resource or "*")
    for_everybody = {"Principal": "*", **asked}
    if action.lower().startswith("sts:"):
        del for_everybody["Resource"]  # a trust policy is about the role that it is on
    everything = _policy(_statement("Allow", "*"))
    return {
        "identityPolicies": _policy(asked),
        "permissionsBoundary": everything,
        "sessionPolicies": everything,
        "resourcePolicy": _policy(for_everybody),
        "serviceControlPolicies": everything,
        "resourceControlPolicies": _policy(
            {"Sid": "OnlyOurs", **_statement("Deny", "s3:DeleteBucket"), "Principal": "*"}
        ),
    }
