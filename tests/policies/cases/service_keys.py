"""What Cognito's identities may do at other services: per-identity paths, keys and tags."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Document, allow, deny
from tests.policies.cases.names import ACCOUNT, IAM, KEYS, OPERATORS, READ, VARIABLES, ask

SUB = "cognito-identity.amazonaws.com:sub"
MINE = "us-east-1:0a1b2c3d-dead-beef-cafe-0123456789ab"
OTHERS = "us-east-1:9a8b7c6d-dead-beef-cafe-0123456789ab"
CALLER = f"arn:aws:sts::{ACCOUNT}:assumed-role/members/CognitoIdentityCredentials"
BUCKET = "arn:aws:s3:::notes"
TABLE = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/Scores"
API = f"arn:aws:execute-api:us-east-1:{ACCOUNT}:a1b2c3d4e5"
INSTANCE = f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance/i-0123456789abcdef0"
IDENTITY = "identityPolicies"

S3_EXAMPLE = IAM + "reference_policies_examples_s3_cognito-bucket.html"
DYNAMODB_EXAMPLE = IAM + "reference_policies_examples_dynamodb_items.html"
FINE_GRAINED = (
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"
)
INVOKE = (
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
    "api-gateway-control-access-using-iam-policies-to-invoke-api.html"
)
TAGS = IAM + "access_tags.html"
MATCHING_TAGS = IAM + "reference_policies_examples_ec2-start-stop-match-tags.html"

OWN_OBJECTS = allow([READ, "s3:PutObject"], BUCKET + "/${" + SUB + "}/*")
OWN_LIST = allow(
    "s3:ListBucket", BUCKET, Condition={"StringLike": {"s3:prefix": ["${" + SUB + "}/*"]}}
)
OWN_ITEMS = allow(
    "dynamodb:Query",
    TABLE,
    Condition={"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${" + SUB + "}"]}},
)
SOME_ATTRIBUTES = allow(
    "dynamodb:Query",
    TABLE,
    Condition={
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["UserId", "TopScore"]},
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
    },
)
PETS = allow("execute-api:Invoke", API + "/prod/GET/pets/*")
SAME_TEAM = allow(
    "ec2:StopInstances",
    Condition={"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}},
)
TAG_OF_OWN_TEAM = allow(
    "ec2:CreateTags", Condition={"StringEquals": {"aws:RequestTag/team": ["red", "blue"]}}
)
TWO_TAGS = allow(
    "ec2:CreateTags", Condition={"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "stage"]}}
)
FROM_OFFICE = allow(READ, Condition={"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})
NO_PLAIN_HTTP = deny("s3:*", Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}})
READS = allow(READ)


def case(
    name: str,
    source: str,
    allowed: bool,
    document: Document,
    action: str,
    resource: str,
    context: dict[str, Any],
) -> Case:
    """An identity's request under one policy of its role."""
    line = ask(CALLER, action, resource, context=context, identityPolicies=[document])
    return Case(name, source, line, "allowed" if allowed else "implicitDeny", IDENTITY)


def listed(name: str, allowed: bool, prefix: str) -> Case:
    context = {SUB: MINE, "s3:prefix": prefix}
    return case(name, S3_EXAMPLE, allowed, OWN_LIST, "s3:ListBucket", BUCKET, context)


def queried(name: str, allowed: bool, keys: list[str]) -> Case:
    context = {SUB: MINE, "dynamodb:LeadingKeys": keys}
    return case(name, DYNAMODB_EXAMPLE, allowed, OWN_ITEMS, "dynamodb:Query", TABLE, context)


def projected(name: str, allowed: bool, attributes: list[str], select: str) -> Case:
    context = {"dynamodb:Attributes": attributes, "dynamodb:Select": select}
    return case(name, FINE_GRAINED, allowed, SOME_ATTRIBUTES, "dynamodb:Query", TABLE, context)


def invoked(name: str, allowed: bool, path: str) -> Case:
    return case(name, INVOKE, allowed, PETS, "execute-api:Invoke", API + path, {})


def stopped(name: str, allowed: bool, source: str = MATCHING_TAGS, **tags: str) -> Case:
    context = {f"aws:{kind}Tag/team": value for kind, value in tags.items()}
    return case(name, source, allowed, SAME_TEAM, "ec2:StopInstances", INSTANCE, context)


def tagged(name: str, allowed: bool, document: Document, **tags: str) -> Case:
    context: dict[str, Any] = {f"aws:RequestTag/{key}": value for key, value in tags.items()}
    context["aws:TagKeys"] = list(tags)
    return case(name, TAGS, allowed, document, "ec2:CreateTags", INSTANCE, context)


def office(name: str, allowed: bool, address: str) -> Case:
    context = {"aws:SourceIp": address}
    return case(name, OPERATORS, allowed, FROM_OFFICE, READ, BUCKET + "/a", context)


def transport(secure: str) -> Document:
    return ask(
        CALLER,
        READ,
        BUCKET + "/a",
        context={"aws:SecureTransport": secure},
        identityPolicies=[READS],
        resourcePolicy=NO_PLAIN_HTTP,
    )


OWN = f"{BUCKET}/{MINE}/diary.txt"

CASES = (
    case(
        "An identity reads under its own id", S3_EXAMPLE, True, OWN_OBJECTS, READ, OWN, {SUB: MINE}
    ),
    case(
        "An identity does not read under another's id",
        S3_EXAMPLE,
        False,
        OWN_OBJECTS,
        READ,
        OWN,
        {SUB: OTHERS},
    ),
    case(
        "A session without an identity's id reads under nobody's",
        VARIABLES,
        False,
        OWN_OBJECTS,
        READ,
        OWN,
        {},
    ),
    case(
        "A policy for the bucket's objects does not list the bucket",
        S3_EXAMPLE,
        False,
        allow("s3:*", BUCKET + "/*"),
        "s3:ListBucket",
        BUCKET,
        {SUB: MINE, "s3:prefix": MINE + "/"},
    ),
    listed("An identity lists the bucket under its own id", True, MINE + "/diaries/"),
    listed("An identity does not list the bucket under another's id", False, OTHERS + "/"),
    queried("An identity queries the items whose key is its id", True, [MINE]),
    queried("An identity does not query the items of another", False, [OTHERS]),
    queried("One key of another among an identity's own refuses the query", False, [MINE, OTHERS]),
    projected(
        "A query for allowed attributes only is allowed", True, ["UserId"], "SPECIFIC_ATTRIBUTES"
    ),
    projected(
        "A query for all attributes is refused although it names none that is not allowed",
        False,
        ["UserId"],
        "ALL_ATTRIBUTES",
    ),
    invoked("An API's method and path are in the resource", True, "/prod/GET/pets/7"),
    invoked("Another method of the API's path is another resource", False, "/prod/POST/pets/7"),
    invoked("A * in the API's path spans slashes", True, "/prod/GET/pets/7/toys"),
    stopped("A caller stops what bears its own team's tag", True, Principal="red", Resource="red"),
    stopped(
        "A caller does not stop what bears another team's tag",
        False,
        Principal="red",
        Resource="blue",
    ),
    stopped(
        "A caller without a tag does not stop what bears one", False, VARIABLES, Resource="red"
    ),
    tagged(
        "A tag in the request with an allowed value is allowed", True, TAG_OF_OWN_TEAM, team="red"
    ),
    tagged("A tag in the request with another value is refused", False, TAG_OF_OWN_TEAM, team="x"),
    tagged("Only allowed tag keys in the request: allowed", True, TWO_TAGS, team="x", stage="y"),
    tagged("One more tag key in the request: refused", False, TWO_TAGS, team="x", cost="y"),
    office("A request from an address within the range is allowed", True, "203.0.113.255"),
    office("A request from the address after the range is refused", False, "203.0.114.0"),
    Case(
        "A bucket that refuses plain HTTP denies a request without TLS",
        KEYS,
        transport("false"),
        "explicitDeny",
        "resourcePolicy",
    ),
    Case(
        "A bucket that refuses plain HTTP lets a request with TLS through",
        KEYS,
        transport("true"),
        "allowed",
        IDENTITY,
    ),
)
