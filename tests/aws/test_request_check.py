"""What AWS's model of an operation does not allow is refused before the operation sees it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from moto.core.utils import get_service_model

from cognito_lab.aws import Lab
from cognito_lab.aws.model_constraints import broken_constraints
from cognito_lab.aws.request_check import RequestCheck, check_request
from tests.aws.app import PASSWORD, App
from tests.aws.cognito_idp.hostile import OPERATIONS, URL, generic, hostile_values, put, send

MODEL = get_service_model("cognito-idp")
NAMES = r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+"
SIGN_UP: dict[str, Any] = {
    "ClientId": "a" * 26,
    "Username": "ana",
    "Password": PASSWORD,
    "UserAttributes": [{"Name": "email", "Value": "ana@example.com"}],
}


def check(operation: str, body: object) -> RequestCheck:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return check_request(MODEL.operation_model(operation), data)


def refused(operation: str, body: object) -> tuple[str, str]:
    verdict = check(operation, body)
    assert not verdict.accepted
    return verdict.code, verdict.message


def broken(operation: str, body: object) -> list[str]:
    """The constraints that a request breaks, each as `where: constraint`."""
    code, message = refused(operation, body)
    assert code == "InvalidParameterException"
    count, _, listed = message.partition(" detected: ")
    found = listed.split("; Value")
    assert count == f"{len(found)} validation error{'s' if len(found) > 1 else ''}"
    return [each.removeprefix("Value").strip() for each in found]


def test_a_good_request_passes_as_it_is() -> None:
    assert check("SignUp", SIGN_UP) == RequestCheck(sent=SIGN_UP)
    unknown = {**SIGN_UP, "OfTomorrow": {"a": [1]}}
    assert check("SignUp", unknown) == RequestCheck(sent=unknown)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_least_that_a_model_allows_passes(operation: str) -> None:
    shape = MODEL.operation_model(operation).input_shape
    known: dict[str, Any] = {"UserPoolId": "us-east-1_abc", "AccessToken": "a"}
    known["UserCode"] = "123456"
    known |= {"DeviceKey": "us-east-1_0a", "Schema": [{"Name": "a"}]}
    verdict = check(operation, generic(shape, known))
    assert verdict.message == ""


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", ""),
        (b"{", ""),
        (b"\xff{}", ""),
        (b"{}{}", ""),
        ('{"ClientId": "é"}'.encode("utf-16"), ""),
        (b"[" * 100_000, ""),
        (b'{"ClientId": ' + b"9" * 5000 + b"}", ""),
        (b"[]", "Start of list found where not expected"),
        (b"null", "Unexpected field type"),
        (b'"SignUp"', "Unexpected field type"),
    ],
    ids=["nothing", "open", "no UTF-8", "two", "UTF-16", "deep", "long", "list", "null", "text"],
)
def test_a_body_that_is_no_json_object_cannot_be_read(body: bytes, message: str) -> None:
    assert refused("SignUp", body) == ("SerializationException", message)


STRUCTURE = "Start of structure or map found where not expected."
LIST = "Start of list found where not expected"
NEITHER = "Unexpected field type"


# The words: https://github.com/aws-amplify/amplify-js/issues/5165 and
# https://github.com/aws/aws-cdk/pull/27087
@pytest.mark.parametrize(
    ("operation", "member", "value", "message"),
    [
        ("SignUp", "Username", 1, "NUMBER_VALUE can not be converted to a String"),
        ("SignUp", "Username", True, "TRUE_VALUE can not be converted to a String"),
        ("SignUp", "Username", False, "FALSE_VALUE can not be converted to a String"),
        ("SignUp", "Username", {"a": "b"}, STRUCTURE),
        ("SignUp", "Username", ["a"], LIST),
        ("SignUp", "UserAttributes", "email", NEITHER),
        ("SignUp", "UserAttributes", {"Name": "email"}, STRUCTURE),
        ("SignUp", "UserAttributes", ["email"], NEITHER),
        ("SignUp", "UserAttributes", [["email"]], LIST),
        ("SignUp", "UserAttributes", [{"Name": "a", "Value": 3}], "NUMBER_VALUE can not be "),
        ("SignUp", "ClientMetadata", ["a"], LIST),
        ("SignUp", "ClientMetadata", {"a": 1}, "NUMBER_VALUE can not be converted to a String"),
        ("SignUp", "AnalyticsMetadata", "a", NEITHER),
        ("SignUp", "AnalyticsMetadata", ["a"], LIST),
        ("ListUsers", "Limit", "3", "STRING_VALUE can not be converted to an Integer"),
        ("ListUsers", "Limit", 1.5, "NUMBER_VALUE can not be converted to an Integer"),
        ("ListUsers", "Limit", 2**31, "NUMBER_VALUE can not be converted to an Integer"),
        ("ListUsers", "Limit", True, "TRUE_VALUE can not be converted to an Integer"),
        ("AdminSetUserPassword", "Permanent", "true", "STRING_VALUE can not be converted to a "),
        ("AdminSetUserPassword", "Permanent", 1, "NUMBER_VALUE can not be converted to a Boolean"),
    ],
)
def test_a_value_of_another_type_cannot_be_read(
    operation: str, member: str, value: object, message: str
) -> None:
    code, words = refused(operation, {**SIGN_UP, member: value})
    assert code == "SerializationException"
    assert words.startswith(message)


def test_a_member_that_is_missing_or_null_is_named() -> None:
    for body in ({"Username": "ana"}, {"Username": "ana", "ClientId": None}):
        assert broken("ConfirmSignUp", body) == [
            "at 'clientId' failed to satisfy constraint: Member must not be null",
            "null at 'confirmationCode' failed to satisfy constraint: Member must not be null",
        ]


def test_a_null_that_is_not_required_is_as_good_as_absent() -> None:
    given = {**SIGN_UP, "SecretHash": None, "ClientMetadata": {"a": None, "b": "c"}}
    verdict = check("SignUp", given)
    assert verdict == RequestCheck(sent={**SIGN_UP, "ClientMetadata": {"b": "c"}}, has_nulls=True)
    assert check("SignUp", {**SIGN_UP, "ClientMetadata": {"a": None}}).has_nulls
    assert broken("SignUp", {**SIGN_UP, "UserAttributes": [None]}) == [
        "null at 'userAttributes.1.member' failed to satisfy constraint: Member must not be null"
    ]


# https://github.com/anomalyco/guide/issues/127 has the words for a pattern.
@pytest.mark.parametrize(
    ("operation", "member", "value", "said"),
    [
        (
            "AdminGetUser",
            "UserPoolId",
            "YOUR_USER-POOL_ID!",
            r"'YOUR_USER-POOL_ID!' at 'userPoolId' failed to satisfy constraint: Member must "
            r"satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+",
        ),
        (
            "AdminGetUser",
            "Username",
            "a name",
            "at 'username' failed to satisfy constraint: Member must satisfy regular expression "
            f"pattern: {NAMES}",
        ),
        (
            "ConfirmSignUp",
            "ConfirmationCode",
            "x" * 2049,
            f"'{'x' * 2049}' at 'confirmationCode' failed to satisfy constraint: Member must have "
            "length less than or equal to 2048",
        ),
        (
            "VerifySoftwareToken",
            "UserCode",
            "12345",
            "at 'userCode' failed to satisfy constraint: Member must have length greater than or "
            "equal to 6",
        ),
        (
            "ListUsers",
            "Limit",
            61,
            "'61' at 'limit' failed to satisfy constraint: Member must have value less than or "
            "equal to 60",
        ),
        (
            "AdminCreateUser",
            "MessageAction",
            "SHOUT",
            "'SHOUT' at 'messageAction' failed to satisfy constraint: Member must satisfy enum "
            "value set: [RESEND, SUPPRESS]",
        ),
        (
            "SignUp",
            "UserAttributes",
            [{"Name": "email", "Value": "x"}, {"Name": "name", "Value": "x" * 2049}],
            "at 'userAttributes.2.member.value' failed to satisfy constraint: Member must have "
            "length less than or equal to 2048",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_broken_constraint_is_told_without_what_is_sensitive(
    operation: str, member: str, value: object, said: str
) -> None:
    good = {
        "AdminGetUser": {"UserPoolId": "us-east-1_abc", "Username": "ana"},
        "ConfirmSignUp": {"ClientId": "abc", "Username": "ana", "ConfirmationCode": "1"},
        "VerifySoftwareToken": {"UserCode": "123456"},
        "ListUsers": {"UserPoolId": "us-east-1_abc"},
        "AdminCreateUser": {"UserPoolId": "us-east-1_abc", "Username": "ana"},
        "SignUp": SIGN_UP,
    }[operation]
    assert check(operation, good).accepted
    assert broken(operation, {**good, member: value}) == [said]


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("ana", True),
        ("Ána-Ünal", True),
        ("a\u0301", True),
        ("名前", True),
        ("½€»", True),
        ("💩", True),
        ("a@b.c!#$%&'*+/=?^_`{|}~\"(),:;<>[\\]", True),
        ("a b", False),
        ("a\u2003b", False),
        ("a\u200bb", False),
        ("a\0", False),
        ("a\n", False),
        ("\ud800", False),
        ("\x7f", False),
    ],
)
def test_unicodes_classes_are_read_as_java_reads_them(name: str, accepted: bool) -> None:
    shape = MODEL.shape_for("UsernameType")
    assert (not list(broken_constraints(shape, name))) is accepted


def test_other_digits_and_letters_than_asciis_are_none_of_a_word() -> None:
    shape = MODEL.shape_for("ClientIdType")
    assert not list(broken_constraints(shape, "abc123+"))
    for text in ("ａbc", "abc٣", "é"):
        assert len(list(broken_constraints(shape, text))) == 1


def test_a_pattern_is_not_tried_on_a_text_that_is_too_long() -> None:
    shape = MODEL.shape_for("UsernameType")
    assert list(broken_constraints(shape, "a b" * 100)) == [
        "Member must have length less than or equal to 128"
    ]


def test_the_keys_of_a_map_have_constraints_too() -> None:
    assert broken("CreateUserPool", {"PoolName": "p", "UserPoolTags": {"": "x"}}) == [
        "at 'userPoolTags' failed to satisfy constraint: Map keys must satisfy constraint: "
        "[Member must have length greater than or equal to 1]"
    ]


def test_every_pattern_of_the_model_can_be_tried() -> None:
    patterns = [
        shape
        for shape in map(MODEL.shape_for, MODEL.shape_names)
        if "pattern" in shape.metadata and shape.type_name == "string"
    ]
    assert len(patterns) > 50
    for shape in patterns:
        assert len(list(broken_constraints(shape, "a\0\n \u2003é"))) <= 2


@pytest.mark.parametrize(
    ("shape", "value"), [("PasswordType", "with a space"), ("DomainType", "auth.example.com")]
)
def test_where_the_guide_contradicts_the_model_the_guide_is_right(shape: str, value: str) -> None:
    assert not list(broken_constraints(MODEL.shape_for(shape), value))


@given(st.data())
def test_what_passes_has_the_types_of_the_model(data: st.DataObject) -> None:
    request = copy.deepcopy(SIGN_UP)
    for name in MODEL.operation_model("SignUp").input_shape.members:
        if data.draw(st.booleans()):
            put(request, (name,), data.draw(hostile_values))
    verdict = check("SignUp", request)
    if not verdict.accepted:
        assert verdict.code in ("SerializationException", "InvalidParameterException")
        return
    assert verdict.sent is not None
    for name in ("ClientId", "Username", "Password"):
        assert isinstance(verdict.sent[name], str)
    for attribute in verdict.sent.get("UserAttributes", []):
        assert isinstance(attribute["Name"], str)
        assert isinstance(attribute.get("Value", ""), str)


class TestOnTheWire:
    """A parameter is what the body says, and nothing else."""

    def sign_up(self, app: App, **changed: object) -> dict[str, Any]:
        return {**SIGN_UP, "ClientId": app.client_id, **changed}

    def users(self, app: App) -> list[str]:
        found = app.cognito_idp.list_users(UserPoolId=app.user_pool_id)["Users"]
        return [user["Username"] for user in found]

    def test_a_value_that_looks_like_a_query_names_nobody_else(self, app: App) -> None:
        body = self.sign_up(app, Password=f"{PASSWORD}&Username=ben&x")
        assert send("SignUp", body)[0] == 200
        assert self.users(app) == ["ana"]

    def test_a_header_that_is_called_like_a_member_is_none(self, app: App) -> None:
        assert send("SignUp", self.sign_up(app), Username="ben")[0] == 200
        assert self.users(app) == ["ana"]

    def test_a_null_counts_as_absent_for_the_operation_too(self, app: App) -> None:
        body = self.sign_up(app, ValidationData=None, ClientMetadata=None)
        assert send("SignUp", {**body, "UserAttributes": None})[0] == 200
        assert app.attributes("ana").keys() == {"sub"}
        assert send("CreateUserPool", {"PoolName": "another", "Schema": None})[0] == 200

    def test_a_refusal_is_awss_json_and_shows_on_the_call(self, app: App, lab: Lab) -> None:
        status, answer = send("SignUp", self.sign_up(app, Username=7))
        assert (status, answer["__type"]) == (400, "SerializationException")
        assert lab.trace[-1].behaviours == ("request-is-checked",)
        assert self.users(app) == []

    def test_a_good_call_does_not_carry_the_row(self, app: App, lab: Lab) -> None:
        app.sign_up("ana", email="ana@example.com")
        assert "request-is-checked" not in lab.trace[-1].behaviours

    def test_a_pagination_token_that_is_none_is_an_invalid_parameter(self, app: App) -> None:
        status, answer = send("ListUserPools", {"MaxResults": 1, "NextToken": "none-of-yours"})
        assert (status, answer["__type"]) == (400, "InvalidParameterException")
        assert app.cognito_idp.list_user_pools(MaxResults=1)["UserPools"]

    def test_the_operation_is_the_one_of_the_header(self, app: App) -> None:
        answer = requests.post(
            f"{URL}?Action=DeleteUserPool&UserPoolId={app.user_pool_id}",
            data=json.dumps(self.sign_up(app)),
            headers={"X-Amz-Target": "AWSCognitoIdentityProviderService.SignUp"},
            timeout=5,
        )
        assert answer.status_code == 200
        assert self.users(app) == ["ana"]
