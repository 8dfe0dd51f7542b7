"""What calls ask of IAM: rows of operation, parameters, and each request that comes of them.

The actions and resources are those of the Service Authorization Reference; the keys those of the
services' own pages (the modules of `policies.api` name them).
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.policies.api.operation import LookUps, Operation, Surroundings
from cognito_lab.policies.api.requests import MAPPINGS, requests_of
from cognito_lab.policies.principal import parse_principal
from cognito_lab.policies.request import Request

LOOK_UPS = LookUps(
    bucket_account={"b": "123456789012", "theirs": "444455556666"}.get,
    object_tags=lambda bucket, key, version: {"team": "red"} if key == "tagged" else {},
    partition_key=lambda table, index: {("t", ""): "pk", ("t", "i"): "owner"}.get((table, index)),
    entity_arn=lambda kind, name: (
        f"arn:aws:iam::123456789012:{kind}/staff/{name}" if name == "carla" else None
    ),
    upload_key=lambda bucket, upload: "own" if upload == "u" else None,
)
AROUND = Surroundings("123456789012", "us-east-1", LOOK_UPS)
B = "arn:aws:s3:::b"
T = "arn:aws:dynamodb:us-east-1:123456789012:table/t"
ROLE = "arn:aws:iam::123456789012:role/r"
ANA = {"pk": {"S": "ana"}, "sk": {"N": "7"}}

Row = tuple[str, str, dict[str, Any], list[tuple[str, str]]]


def asked(service: str, name: str, parameters: Any, **http: str) -> Any:
    return requests_of(Operation(service, name, parameters, **http), AROUND)


ROWS: list[Row] = [
    ("s3", "ListBuckets", {}, [("s3:ListAllMyBuckets", "*")]),
    ("s3", "GetObject", {"Bucket": "b", "Key": "k/x"}, [("s3:GetObject", f"{B}/k/x")]),
    ("s3", "HeadObject", {"Bucket": "b", "Key": "k"}, [("s3:GetObject", f"{B}/k")]),
    (
        "s3",
        "GetObject",
        {"Bucket": "b", "Key": "k", "VersionId": "1"},
        [("s3:GetObjectVersion", f"{B}/k")],
    ),
    (
        "s3",
        "HeadObject",
        {"Bucket": "b", "Key": "k", "VersionId": "1"},
        [("s3:GetObjectVersion", f"{B}/k")],
    ),
    ("s3", "DeleteObject", {"Bucket": "b", "Key": "k"}, [("s3:DeleteObject", f"{B}/k")]),
    ("s3", "PutObject", {"Bucket": "b", "Key": "k"}, [("s3:PutObject", f"{B}/k")]),
    (
        "s3",
        "PutObject",
        {"Bucket": "b", "Key": "k", "ACL": "private"},
        [("s3:PutObject", f"{B}/k"), ("s3:PutObjectAcl", f"{B}/k")],
    ),
    (
        "s3",
        "PutObject",
        {"Bucket": "b", "Key": "k", "Tagging": "a=b"},
        [("s3:PutObject", f"{B}/k"), ("s3:PutObjectTagging", f"{B}/k")],
    ),
    ("s3", "CreateMultipartUpload", {"Bucket": "b", "Key": "k"}, [("s3:PutObject", f"{B}/k")]),
    ("s3", "UploadPart", {"Bucket": "b", "Key": "k"}, [("s3:PutObject", f"{B}/k")]),
    ("s3", "CompleteMultipartUpload", {"Bucket": "b", "Key": "k"}, [("s3:PutObject", f"{B}/k")]),
    (
        "s3",
        "AbortMultipartUpload",
        {"Bucket": "b", "Key": "k"},
        [("s3:AbortMultipartUpload", f"{B}/k")],
    ),
    ("s3", "ListParts", {"Bucket": "b", "Key": "k"}, [("s3:ListMultipartUploadParts", f"{B}/k")]),
    (
        "s3",
        "CopyObject",
        {"Bucket": "b", "Key": "k", "CopySource": "c/from%20x"},
        [("s3:GetObject", "arn:aws:s3:::c/from x"), ("s3:PutObject", f"{B}/k")],
    ),
    (
        "s3",
        "CopyObject",
        {"Bucket": "b", "Key": "k", "CopySource": {"Bucket": "c", "Key": "x"}},
        [("s3:GetObject", "arn:aws:s3:::c/x"), ("s3:PutObject", f"{B}/k")],
    ),
    (
        "s3",
        "CopyObject",
        {"Bucket": "b", "Key": "k", "CopySource": "c/x?versionId=9"},
        [("s3:GetObjectVersion", "arn:aws:s3:::c/x"), ("s3:PutObject", f"{B}/k")],
    ),
    (
        "s3",
        "CopyObject",
        {"Bucket": "b", "Key": "k", "CopySource": "c/tagged"},
        [
            ("s3:GetObject", "arn:aws:s3:::c/tagged"),
            ("s3:PutObject", f"{B}/k"),
            ("s3:GetObjectTagging", "arn:aws:s3:::c/tagged"),
            ("s3:PutObjectTagging", f"{B}/k"),
        ],
    ),
    (
        "s3",
        "UploadPartCopy",
        {"Bucket": "b", "Key": "k", "CopySource": "c/x"},
        [("s3:GetObject", "arn:aws:s3:::c/x"), ("s3:PutObject", f"{B}/k")],
    ),
    *(
        (
            "s3",
            name,
            {"Bucket": "b", "Key": "k", "UploadId": "u"},
            [(f"s3:{action}", f"{B}/k"), (f"s3:{action}", f"{B}/own")],
        )
        for name, action in (
            ("UploadPart", "PutObject"),
            ("CompleteMultipartUpload", "PutObject"),
            ("AbortMultipartUpload", "AbortMultipartUpload"),
            ("ListParts", "ListMultipartUploadParts"),
        )
    ),
    (
        "s3",
        "UploadPart",
        {"Bucket": "b", "Key": "own", "UploadId": "u"},
        [("s3:PutObject", f"{B}/own")],
    ),
    (
        "s3",
        "UploadPartCopy",
        {"Bucket": "b", "Key": "k", "CopySource": "c/x", "UploadId": "u"},
        [
            ("s3:GetObject", "arn:aws:s3:::c/x"),
            ("s3:PutObject", f"{B}/k"),
            ("s3:PutObject", f"{B}/own"),
        ],
    ),
    *(
        (
            "s3",
            "CopyObject",
            {"Bucket": "b", "Key": "k", "CopySource": source},
            [(f"s3:{action}", f"arn:aws:s3:::{resource}"), ("s3:PutObject", f"{B}/k")],
        )
        for source, action, resource in (
            ("c/x;y", "GetObject", "c/x"),
            ("c/x#y", "GetObject", "c/x"),
            ("c/x?y", "GetObject", "c/x"),
            ("c/x%3Fy", "GetObject", "c/x?y"),
            ("c/x?y&versionId=9", "GetObjectVersion", "c/x"),
            ("http://h/c/x", "GetObject", "c/x"),
            ("http://[h/c/x", "GetObject", "*/"),
            ("c", "GetObject", "c/"),
        )
    ),
    (
        "s3",
        "GetObjectAttributes",
        {"Bucket": "b", "Key": "k"},
        [("s3:GetObjectAttributes", f"{B}/k"), ("s3:GetObject", f"{B}/k")],
    ),
    (
        "s3",
        "GetObjectAttributes",
        {"Bucket": "b", "Key": "k", "VersionId": "1"},
        [("s3:GetObjectVersionAttributes", f"{B}/k"), ("s3:GetObjectVersion", f"{B}/k")],
    ),
    (
        "s3",
        "DeleteObject",
        {"Bucket": "b", "Key": "k", "VersionId": "1", "BypassGovernanceRetention": True},
        [("s3:DeleteObjectVersion", f"{B}/k"), ("s3:BypassGovernanceRetention", f"{B}/k")],
    ),
    (
        "s3",
        "PutObjectRetention",
        {"Bucket": "b", "Key": "k", "BypassGovernanceRetention": True},
        [("s3:PutObjectRetention", f"{B}/k"), ("s3:BypassGovernanceRetention", f"{B}/k")],
    ),
    (
        "s3",
        "DeleteObjects",
        {
            "Bucket": "b",
            "Delete": {"Objects": [{"Key": "x"}, {"Key": "y"}]},
            "BypassGovernanceRetention": True,
        },
        [
            ("s3:DeleteObject", f"{B}/x"),
            ("s3:BypassGovernanceRetention", f"{B}/x"),
            ("s3:DeleteObject", f"{B}/y"),
            ("s3:BypassGovernanceRetention", f"{B}/y"),
        ],
    ),
    (
        "s3",
        "CreateBucket",
        {
            "Bucket": "b",
            "ACL": "private",
            "GrantRead": "id=x",
            "ObjectLockEnabledForBucket": True,
            "ObjectOwnership": "ObjectWriter",
        },
        [
            ("s3:CreateBucket", B),
            ("s3:PutBucketAcl", B),
            ("s3:PutBucketObjectLockConfiguration", B),
            ("s3:PutBucketVersioning", B),
            ("s3:PutBucketOwnershipControls", B),
        ],
    ),
    (
        "s3",
        "CreateBucket",
        {"Bucket": "b", "ObjectLockEnabledForBucket": False},
        [("s3:CreateBucket", B)],
    ),
    (
        "s3",
        "PutBucketReplication",
        {"Bucket": "b", "ReplicationConfiguration": {"Role": ROLE}},
        [("s3:PutReplicationConfiguration", B), ("iam:PassRole", ROLE)],
    ),
    (
        "s3",
        "PutBucketReplication",
        {"Bucket": "b"},
        [("s3:PutReplicationConfiguration", B), ("iam:PassRole", "*")],
    ),
    (
        "s3",
        "DeleteObjects",
        {"Bucket": "b", "Delete": {"Objects": [{"Key": "x"}, {"Key": "y", "VersionId": "1"}]}},
        [("s3:DeleteObject", f"{B}/x"), ("s3:DeleteObjectVersion", f"{B}/y")],
    ),
    ("s3", "ListObjectsV2", {"Bucket": "b"}, [("s3:ListBucket", B)]),
    ("s3", "ListObjects", {"Bucket": "b"}, [("s3:ListBucket", B)]),
    ("s3", "ListObjectVersions", {"Bucket": "b"}, [("s3:ListBucketVersions", B)]),
    ("s3", "HeadBucket", {"Bucket": "b"}, [("s3:ListBucket", B)]),
    ("s3", "CreateBucket", {"Bucket": "new"}, [("s3:CreateBucket", "arn:aws:s3:::new")]),
    ("s3", "PutBucketPolicy", {"Bucket": "b"}, [("s3:PutBucketPolicy", B)]),
    ("s3", "DeleteBucketCors", {"Bucket": "b"}, [("s3:PutBucketCORS", B)]),
    ("dynamodb", "GetItem", {"TableName": "t", "Key": ANA}, [("dynamodb:GetItem", T)]),
    ("dynamodb", "GetItem", {"TableName": T, "Key": ANA}, [("dynamodb:GetItem", T)]),
    (
        "dynamodb",
        "Query",
        {"TableName": "t", "IndexName": "i"},
        [("dynamodb:Query", f"{T}/index/i")],
    ),
    ("dynamodb", "Scan", {"TableName": "t"}, [("dynamodb:Scan", T)]),
    ("dynamodb", "ListTables", {}, [("dynamodb:ListTables", "*")]),
    ("dynamodb", "CreateTable", {"TableName": "t"}, [("dynamodb:CreateTable", T)]),
    (
        "dynamodb",
        "CreateTable",
        {"TableName": "t", "Tags": [{"Key": "a", "Value": "b"}]},
        [("dynamodb:CreateTable", T), ("dynamodb:TagResource", T)],
    ),
    (
        "dynamodb",
        "CreateTable",
        {"TableName": "t", "Tags": []},
        [("dynamodb:CreateTable", T), ("dynamodb:TagResource", T)],
    ),
    ("dynamodb", "TagResource", {"ResourceArn": T}, [("dynamodb:TagResource", T)]),
    (
        "dynamodb",
        "BatchGetItem",
        {"RequestItems": {"t": {"Keys": [ANA]}, "u": {"Keys": []}}},
        [("dynamodb:BatchGetItem", T), ("dynamodb:BatchGetItem", T[:-1] + "u")],
    ),
    (
        "dynamodb",
        "BatchWriteItem",
        {"RequestItems": {"t": [{"PutRequest": {"Item": ANA}}]}},
        [("dynamodb:BatchWriteItem", T)],
    ),
    (
        "dynamodb",
        "TransactWriteItems",
        {
            "TransactItems": [
                {"Put": {"TableName": "t", "Item": ANA}},
                {"ConditionCheck": {"TableName": "t", "Key": ANA}},
                {"Delete": {"TableName": "t", "Key": ANA}},
                {"Update": {"TableName": "t", "Key": ANA}},
            ]
        },
        [(f"dynamodb:{one}Item", T) for one in ("Put", "ConditionCheck", "Delete", "Update")],
    ),
    (
        "dynamodb",
        "TransactGetItems",
        {"TransactItems": [{"Get": {"TableName": "t", "Key": ANA}}]},
        [("dynamodb:GetItem", T)],
    ),
    ("sts", "GetCallerIdentity", {}, []),
    ("sts", "GetSessionToken", {}, []),
    ("sts", "AssumeRole", {"RoleArn": ROLE, "RoleSessionName": "x"}, [("sts:AssumeRole", ROLE)]),
    (
        "sts",
        "AssumeRole",
        {"RoleArn": ROLE, "Tags": [{"Key": "a", "Value": "b"}], "SourceIdentity": "c"},
        [("sts:AssumeRole", ROLE), ("sts:TagSession", ROLE), ("sts:SetSourceIdentity", ROLE)],
    ),
    (
        "sts",
        "GetFederationToken",
        {"Name": "x"},
        [("sts:GetFederationToken", "arn:aws:sts::123456789012:federated-user/x")],
    ),
    (
        "cognito-idp",
        "AdminGetUser",
        {"UserPoolId": "us-east-1_x"},
        [
            (
                "cognito-idp:AdminGetUser",
                "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_x",
            )
        ],
    ),
    ("cognito-idp", "ListUserPools", {}, [("cognito-idp:ListUserPools", "*")]),
    (
        "cognito-identity",
        "DescribeIdentityPool",
        {"IdentityPoolId": "us-east-1:x"},
        [
            (
                "cognito-identity:DescribeIdentityPool",
                "arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:x",
            )
        ],
    ),
    (
        "cognito-identity",
        "SetIdentityPoolRoles",
        {"IdentityPoolId": "us-east-1:x", "Roles": {"authenticated": ROLE}},
        [
            (
                "cognito-identity:SetIdentityPoolRoles",
                "arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:x",
            ),
            ("iam:PassRole", ROLE),
        ],
    ),
    (
        "iam",
        "GetUser",
        {"UserName": "carla"},
        [("iam:GetUser", "arn:aws:iam::123456789012:user/staff/carla")],
    ),
    (
        "iam",
        "CreateUser",
        {"UserName": "new"},
        [("iam:CreateUser", "arn:aws:iam::123456789012:user/new")],
    ),
    ("iam", "ListUsers", {}, [("iam:ListUsers", "*")]),
    (
        "iam",
        "AttachRolePolicy",
        {"RoleName": "r", "PolicyArn": "arn:aws:iam::aws:policy/X"},
        [("iam:AttachRolePolicy", ROLE)],
    ),
    (
        "iam",
        "AddUserToGroup",
        {"UserName": "carla", "GroupName": "g"},
        [("iam:AddUserToGroup", "arn:aws:iam::123456789012:group/g")],
    ),
    (
        "iam",
        "AddRoleToInstanceProfile",
        {"InstanceProfileName": "i", "RoleName": "r"},
        [
            ("iam:AddRoleToInstanceProfile", "arn:aws:iam::123456789012:instance-profile/i"),
            ("iam:PassRole", ROLE),
        ],
    ),
    (
        "sqs",
        "SendMessageBatch",
        {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/444455556666/q"},
        [("sqs:SendMessage", "arn:aws:sqs:us-east-1:444455556666:q")],
    ),
    (
        "sqs",
        "CreateQueue",
        {"QueueName": "q"},
        [("sqs:CreateQueue", "arn:aws:sqs:us-east-1:123456789012:q")],
    ),
    (
        "sns",
        "Publish",
        {"TopicArn": "arn:aws:sns:us-east-1:123456789012:t"},
        [("sns:Publish", "arn:aws:sns:us-east-1:123456789012:t")],
    ),
    ("sns", "Publish", {"PhoneNumber": "+1"}, [("sns:Publish", "*")]),
    (
        "sns",
        "CreateTopic",
        {"Name": "t"},
        [("sns:CreateTopic", "arn:aws:sns:us-east-1:123456789012:t")],
    ),
    (
        "lambda",
        "Invoke",
        {"FunctionName": "f", "Qualifier": "1"},
        [("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:f:1")],
    ),
    (
        "lambda",
        "CreateFunction",
        {"FunctionName": "f", "Role": ROLE},
        [
            ("lambda:CreateFunction", "arn:aws:lambda:us-east-1:123456789012:function:f"),
            ("iam:PassRole", ROLE),
        ],
    ),
]


@pytest.mark.parametrize(
    ("service", "name", "parameters", "wanted"),
    ROWS,
    ids=[f"{r[0]} {r[1]} {n}" for n, r in enumerate(ROWS)],
)
def test_the_actions_and_resources_of_a_call(
    service: str, name: str, parameters: dict[str, Any], wanted: list[tuple[str, str]]
) -> None:
    found = asked(service, name, parameters)
    assert [(one.action, one.resource) for one in found] == wanted


QUERY = {"TableName": "t", "KeyConditionExpression": "pk = :p"}
VALUES = {"ExpressionAttributeValues": {":p": {"S": "ana"}}}

KEYS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("s3", "ListObjectsV2", {"Bucket": "b"}, {}),
    (
        "s3",
        "ListObjectsV2",
        {"Bucket": "b", "Prefix": "a/", "Delimiter": "/", "MaxKeys": 5},
        {"s3:prefix": "a/", "s3:delimiter": "/", "s3:max-keys": 5},
    ),
    (
        "s3",
        "PutObject",
        {"Bucket": "b", "Key": "k", "ServerSideEncryption": "AES256"},
        {"s3:x-amz-server-side-encryption": "AES256"},
    ),
    ("s3", "GetObject", {"Bucket": "b", "Key": "tagged"}, {"s3:ExistingObjectTag/team": "red"}),
    (
        "s3",
        "PutObjectTagging",
        {"Bucket": "b", "Key": "k", "Tagging": {"TagSet": [{"Key": "a", "Value": "1"}]}},
        {"s3:RequestObjectTag/a": "1", "s3:RequestObjectTagKeys": ["a"]},
    ),
    (
        "dynamodb",
        "GetItem",
        {"TableName": "t", "Key": ANA},
        {"dynamodb:LeadingKeys": ["ana"], "dynamodb:Attributes": ["pk", "sk"]},
    ),
    (
        "dynamodb",
        "GetItem",
        {
            "TableName": "t",
            "Key": {"pk": {"N": "7"}},
            "ProjectionExpression": "a.b, #c[0]",
            "ExpressionAttributeNames": {"#c": "c"},
        },
        {"dynamodb:LeadingKeys": ["7"], "dynamodb:Attributes": ["a", "c", "pk"]},
    ),
    *(
        (
            "dynamodb",
            "GetItem",
            {"TableName": "t", "Key": {"pk": value}},
            {"dynamodb:LeadingKeys": texts, "dynamodb:Attributes": ["pk"]},
        )
        for value, texts in (
            ({"S": "ben", "N": "1"}, ["ben", "1"]),
            ({"S": "ben", "BOOL": True}, ["ben", ""]),
            ({"S": ["ben"]}, [""]),
            ({"B": b"ben"}, ["YmVu"]),
            ({"N": "7.00"}, ["7"]),
            ({"N": "1E400"}, ["1E400"]),
            ({"N": "Infinity"}, ["Infinity"]),
            ({"N": "-0"}, ["0"]),
            ({"N": "seven"}, ["seven"]),
            ({}, [""]),
            ("ben", [""]),
        )
    ),
    ("dynamodb", "GetItem", {"TableName": "t"}, {"dynamodb:LeadingKeys": [""]}),
    (
        "dynamodb",
        "GetItem",
        {"TableName": "t", "Key": ["pk"]},
        {"dynamodb:LeadingKeys": [""]},
    ),
    (
        "dynamodb",
        "CreateTable",
        {"TableName": "t", "Tags": [{"Key": "a", "Value": "b"}]},
        {"aws:RequestTag/a": "b", "aws:TagKeys": ["a"]},
    ),
    (
        "dynamodb",
        "GetItem",
        {"TableName": "unknown", "Key": ANA},
        {"dynamodb:Attributes": ["pk", "sk"]},
    ),
    (
        "dynamodb",
        "Query",
        {**QUERY, **VALUES},
        {
            "dynamodb:LeadingKeys": ["ana"],
            "dynamodb:Attributes": ["pk"],
            "dynamodb:Select": "ALL_ATTRIBUTES",
        },
    ),
    (
        "dynamodb",
        "Query",
        {
            **QUERY,
            "KeyConditionExpression": "#p = :p AND begins_with(sk, :s)",
            "ExpressionAttributeNames": {"#p": "pk"},
            **VALUES,
        },
        {
            "dynamodb:LeadingKeys": ["ana"],
            "dynamodb:Attributes": ["pk", "sk"],
            "dynamodb:Select": "ALL_ATTRIBUTES",
        },
    ),
    (
        "dynamodb",
        "Query",
        {**QUERY, "KeyConditionExpression": "sk = :p", **VALUES},
        {
            "dynamodb:LeadingKeys": [""],
            "dynamodb:Attributes": ["sk"],
            "dynamodb:Select": "ALL_ATTRIBUTES",
        },
    ),
    (
        "dynamodb",
        "Query",
        {
            "TableName": "t",
            "KeyConditions": {
                "pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "ana"}]}
            },
        },
        {
            "dynamodb:LeadingKeys": ["ana"],
            "dynamodb:Attributes": ["pk"],
            "dynamodb:Select": "ALL_ATTRIBUTES",
        },
    ),
    (
        "dynamodb",
        "Query",
        {
            "TableName": "t",
            "KeyConditions": {
                "pk": {"ComparisonOperator": "GT", "AttributeValueList": [{"S": "ana"}]}
            },
        },
        {
            "dynamodb:LeadingKeys": ["", "ana"],
            "dynamodb:Attributes": ["pk"],
            "dynamodb:Select": "ALL_ATTRIBUTES",
        },
    ),
    (
        "dynamodb",
        "Scan",
        {"TableName": "t", "IndexName": "i"},
        {"dynamodb:Select": "ALL_PROJECTED_ATTRIBUTES"},
    ),
    (
        "dynamodb",
        "Scan",
        {"TableName": "t", "ProjectionExpression": "a"},
        {"dynamodb:Attributes": ["a"], "dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
    ),
    (
        "dynamodb",
        "UpdateItem",
        {
            "TableName": "t",
            "Key": ANA,
            "UpdateExpression": "SET a = if_not_exists(b, :z) REMOVE d",
            "ReturnValues": "NONE",
        },
        {
            "dynamodb:LeadingKeys": ["ana"],
            "dynamodb:Attributes": ["a", "b", "d", "pk", "sk"],
            "dynamodb:ReturnValues": "NONE",
        },
    ),
    (
        "dynamodb",
        "PutItem",
        {"TableName": "t", "Item": {**ANA, "x": {"S": ""}}},
        {"dynamodb:LeadingKeys": ["ana"], "dynamodb:Attributes": ["pk", "sk", "x"]},
    ),
    (
        "dynamodb",
        "BatchGetItem",
        {
            "RequestItems": {
                "t": {"Keys": [ANA, {"pk": {"S": "ben"}}], "ProjectionExpression": "sk"}
            }
        },
        {"dynamodb:LeadingKeys": ["ana", "ben"], "dynamodb:Attributes": ["sk", "pk"]},
    ),
    (
        "dynamodb",
        "BatchGetItem",
        {"RequestItems": {"t": {"Keys": [ANA, {"sk": {"S": "x"}}]}}},
        {"dynamodb:LeadingKeys": ["ana", ""], "dynamodb:Attributes": ["pk", "sk"]},
    ),
    (
        "dynamodb",
        "BatchGetItem",
        {"RequestItems": {"t": {"Keys": {"pk": {"S": "ben"}}}}},
        {"dynamodb:LeadingKeys": [""]},
    ),
    (
        "dynamodb",
        "BatchWriteItem",
        {
            "RequestItems": {
                "t": [
                    {
                        "PutRequest": {"Item": {**ANA, "x": {"S": ""}}},
                        "DeleteRequest": {"Key": {"pk": {"S": "ben"}}},
                    }
                ]
            }
        },
        {"dynamodb:LeadingKeys": ["ana", "ben"], "dynamodb:Attributes": ["pk", "sk", "x"]},
    ),
    (
        "dynamodb",
        "TransactGetItems",
        {"TransactItems": [{"Get": {"TableName": "t", "Key": ANA}}]},
        {
            "dynamodb:LeadingKeys": ["ana"],
            "dynamodb:Attributes": ["pk", "sk"],
            "dynamodb:EnclosingOperation": "TransactGetItems",
        },
    ),
    (
        "sts",
        "AssumeRole",
        {"RoleArn": ROLE, "RoleSessionName": "x", "ExternalId": "e"},
        {"sts:RoleSessionName": "x", "sts:ExternalId": "e"},
    ),
    (
        "sts",
        "AssumeRole",
        {"RoleArn": ROLE, "Tags": [{"Key": "a", "Value": "b"}], "TransitiveTagKeys": ["a"]},
        {"aws:RequestTag/a": "b", "aws:TagKeys": ["a"], "sts:TransitiveTagKeys": ["a"]},
    ),
    (
        "iam",
        "AttachRolePolicy",
        {"RoleName": "r", "PolicyArn": "arn:aws:iam::aws:policy/X"},
        {"iam:PolicyARN": "arn:aws:iam::aws:policy/X"},
    ),
]


@pytest.mark.parametrize(
    ("service", "name", "parameters", "keys"), KEYS, ids=[f"{r[1]} {n}" for n, r in enumerate(KEYS)]
)
def test_the_condition_keys_of_a_call(
    service: str, name: str, parameters: dict[str, Any], keys: dict[str, Any]
) -> None:
    assert dict(asked(service, name, parameters)[0].context) == keys


def test_the_source_of_a_copy_is_written_in_one_way() -> None:
    for source in ("/c/%78?y&versionId=9", {"Bucket": "c", "Key": "x", "VersionId": "9"}):
        found = asked("s3", "CopyObject", {"Bucket": "b", "Key": "k", "CopySource": source})
        assert found[0].context == {"s3:VersionId": "9"}
        assert found[1].context == {"s3:x-amz-copy-source": "c/x?versionId=9"}


def test_a_role_is_passed_to_the_service() -> None:
    parameters = {"Bucket": "b", "ReplicationConfiguration": {"Role": ROLE}}
    passed = asked("s3", "PutBucketReplication", parameters)[1]
    assert passed.context == {"iam:PassedToService": "s3.amazonaws.com"}


def test_whose_a_bucket_is_comes_with_the_request() -> None:
    (of_theirs,) = asked("s3", "GetObject", {"Bucket": "theirs", "Key": "k"})
    assert of_theirs.resource_account == "444455556666"
    (of_nobody,) = asked("s3", "HeadBucket", {"Bucket": "nobodys"})
    assert of_nobody.resource_account == "123456789012"


def test_a_batch_of_deletions_is_answered_item_by_item() -> None:
    found = asked(
        "s3", "DeleteObjects", {"Bucket": "b", "Delete": {"Objects": [{"Key": "x"}, {"Key": "y"}]}}
    )
    assert [one.item for one in found] == [0, 1]


def test_the_address_is_the_resource_of_api_gateway() -> None:
    (management,) = asked("apigateway", "GetRestApi", {}, method="GET", path="/restapis/a1")
    assert (management.action, management.resource) == (
        "apigateway:GET",
        "arn:aws:apigateway:us-east-1::/restapis/a1",
    )
    (call,) = asked(
        "execute-api",
        "GET /prod/pets",
        {},
        method="GET",
        path="/prod/pets/7",
        host="a1b2.execute-api.us-east-1.amazonaws.com",
    )
    assert call.action == "execute-api:Invoke"
    assert call.resource == "arn:aws:execute-api:us-east-1:123456789012:a1b2/prod/GET/pets/7"


@pytest.mark.parametrize(
    ("service", "name"),
    [
        ("ec2", "RunInstances"),
        ("s3", "CreateSession"),
        ("dynamodb", "NoSuchThing"),
        ("dynamodb", "ExecuteStatement"),
        ("dynamodb", "BatchExecuteStatement"),
        ("dynamodb", "ExecuteTransaction"),
        ("sts", "AssumeRoot"),
    ],
)
def test_what_is_not_mapped_is_none(service: str, name: str) -> None:
    assert asked(service, name, {}) is None


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.binary(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = sorted({(row[0], row[1]) for row in ROWS})
MEMBERS = sorted({name for row in ROWS for name in row[2]})
ANYBODY = parse_principal("arn:aws:iam::123456789012:user/ana")


@given(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(MEMBERS), GARBAGE, max_size=4))
def test_whatever_the_parameters_are_something_is_asked_that_can_be_judged(
    operation: tuple[str, str], parameters: dict[str, Any]
) -> None:
    """No stray exception; and what changes or shows something never asks for nothing."""
    found = asked(*operation, parameters)
    if operation not in (("sts", "GetCallerIdentity"), ("sts", "GetSessionToken")):
        assert found is None or found
    for one in found or ():
        resource = one.resource if "\n" not in one.resource else "*"
        Request(ANYBODY, one.action, resource, one.context, one.resource_account)


def test_every_mapping_is_of_a_service_that_has_one() -> None:
    assert set(MAPPINGS) >= {"s3", "dynamodb", "sts", "iam", "sqs", "sns", "lambda", "apigateway"}
