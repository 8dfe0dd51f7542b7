from __future__ import annotations

from functools import cache

import botocore.session
import pytest

from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, NEITHER, question_of, questions

EXAMPLES = [
    ("cognito-idp", "SignUp", AUTHENTICATION),
    ("cognito-idp", "InitiateAuth", AUTHENTICATION),
    ("cognito-idp", "AdminInitiateAuth", AUTHENTICATION),
    ("cognito-idp", "RevokeToken", AUTHENTICATION),
    ("cognito-idp", "UpdateAuthEventFeedback", AUTHENTICATION),
    ("cognito-idp", "GetJsonWebKeySet", AUTHENTICATION),
    ("cognito-idp", "GetOpenIdConfiguration", AUTHENTICATION),
    ("cognito-idp", "GetUser", AUTHORIZATION),
    ("cognito-idp", "GlobalSignOut", AUTHORIZATION),
    ("cognito-idp", "ListUserSessions", AUTHORIZATION),
    ("cognito-idp", "CreateUserPool", NEITHER),
    ("cognito-idp", "AdminGetUser", NEITHER),
    ("cognito-identity", "GetId", AUTHENTICATION),
    ("cognito-identity", "GetOpenIdToken", AUTHENTICATION),
    ("cognito-identity", "GetCredentialsForIdentity", AUTHORIZATION),
    ("cognito-identity", "SetIdentityPoolRoles", NEITHER),
    ("sts", "GetCallerIdentity", AUTHENTICATION),
    ("sts", "AssumeRoleWithWebIdentity", AUTHORIZATION),
    ("iam", "SimulatePrincipalPolicy", AUTHORIZATION),
    ("iam", "CreateRole", NEITHER),
    ("s3", "PutObject", AUTHORIZATION),
    ("s3", "ListObjectsV2", AUTHORIZATION),
    ("s3", "ListObjectVersions", AUTHORIZATION),
    ("s3", "CreateBucket", NEITHER),
    ("s3", "PutObjectLockConfiguration", NEITHER),
    ("s3", "PutBucketPolicy", NEITHER),
    ("dynamodb", "TransactWriteItems", AUTHORIZATION),
    ("dynamodb", "CreateTable", NEITHER),
    ("dynamodb", "UpdateTable", NEITHER),
    ("lambda", "Invoke", AUTHORIZATION),
    ("lambda", "CreateFunction", NEITHER),
    ("execute-api", "GET /orders", AUTHORIZATION),
    ("kinesis", "PutRecord", NEITHER),
]


@cache
def operations(service: str) -> dict[str, str | None]:
    """Every operation of AWS's model, with its kind of signature; `none` is unsigned."""
    model = botocore.session.Session().get_service_model(service)
    return {name: model.operation_model(name).auth_type for name in model.operation_names}


@pytest.mark.parametrize(("service", "operation", "question"), EXAMPLES)
def test_a_call_belongs_to_its_question(service: str, operation: str, question: str) -> None:
    assert question_of(service, operation) == question


@pytest.mark.parametrize("service", ["cognito-idp", "cognito-identity", "sts"])
def test_whoever_calls_unsigned_is_signing_in_or_wants_something(service: str) -> None:
    unsigned = [name for name, auth in operations(service).items() if auth == "none"]
    assert unsigned
    assert [name for name in unsigned if question_of(service, name) == NEITHER] == []


def test_every_call_with_an_access_token_has_a_question() -> None:
    model = botocore.session.Session().get_service_model("cognito-idp")
    shapes = {name: model.operation_model(name).input_shape for name in model.operation_names}
    with_token = [
        name for name, shape in shapes.items() if shape and "AccessToken" in shape.members
    ]
    assert len(with_token) > 20
    assert [name for name in with_token if question_of("cognito-idp", name) == NEITHER] == []


def test_where_iam_is_not_asked_the_call_is_no_part_of_the_scene() -> None:
    """AWS's documentation says of these that IAM policies are not evaluated for them."""
    model = botocore.session.Session().get_service_model("cognito-idp")
    exempt = [
        name
        for name in model.operation_names
        if "doesn't evaluate Identity and Access Management"
        in model.operation_model(name).documentation.replace("’", "'")
    ]
    assert "GetClientToken" in exempt
    assert [name for name in exempt if question_of("cognito-idp", name) == NEITHER] == []


def test_every_name_in_the_tables_is_an_operation_of_aws() -> None:
    # The last is S3's form upload, which no SDK models.
    # https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
    ours = {"GetJsonWebKeySet", "GetOpenIdConfiguration", "PostObject"}
    tables = (questions._AUTHENTICATION, questions._AUTHORIZATION, questions._DATA)
    for table in tables:
        for service, names in table.items():
            assert names - ours - set(operations(service)) == set(), service


def test_no_operation_belongs_to_two_questions() -> None:
    for service, names in questions._AUTHENTICATION.items():
        others = (questions._AUTHORIZATION, questions._DATA)
        assert all(not names & other.get(service, frozenset()) for other in others), service


def test_every_call_that_reads_or_writes_an_object_or_item_is_authorization() -> None:
    of_the_bucket = {"GetObjectLockConfiguration", "PutObjectLockConfiguration"}
    of_a_lambda = {"WriteGetObjectResponse"}
    for name in operations("s3"):
        if "Object" in name and name not in of_the_bucket | of_a_lambda:
            assert question_of("s3", name) == AUTHORIZATION, name
    for name in operations("dynamodb"):
        if "Item" in name and name != "StartBulkPutItems":
            assert question_of("dynamodb", name) == AUTHORIZATION, name
