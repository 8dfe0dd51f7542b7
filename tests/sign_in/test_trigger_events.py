"""Events of Lambda triggers: AWS's shapes, source by source."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.trigger_answers import RESPECTED, check_answer
from cognito_lab.sign_in.trigger_events import (
    REQUESTS,
    Source,
    Subject,
    challenge_result,
    make_event,
)

ANA = Subject(
    region="us-east-1",
    user_pool_id="us-east-1_AbCdEf123",
    user_name="ana",
    app_client_id="app1",
    attributes={"email": "ana@example.com"},
)


# https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
def test_every_event_has_the_common_members() -> None:
    event = make_event(Source.POST_CONFIRM_SIGN_UP, ANA)
    assert event == {
        "version": "1",
        "region": "us-east-1",
        "userPoolId": "us-east-1_AbCdEf123",
        "userName": "ana",
        "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "app1"},
        "triggerSource": "PostConfirmation_ConfirmSignUp",
        "request": {"userAttributes": {"email": "ana@example.com"}},
        "response": {},
    }


def test_a_call_without_an_app_client_says_so() -> None:
    nobodys = Subject("us-east-1", "us-east-1_AbCdEf123", "ana")
    event = make_event(Source.PRE_ADMIN_CREATE_USER, nobodys)
    assert event["callerContext"]["clientId"] == "CLIENT_ID_NOT_APPLICABLE"


@pytest.mark.parametrize(
    ("source", "given_members", "request_members"),
    [
        (
            Source.PRE_SIGN_UP,  # user-pool-lambda-pre-sign-up.html
            {"validationData": {"a": "b"}, "clientMetadata": {"c": "d"}},
            {"userAttributes", "validationData", "clientMetadata"},
        ),
        (
            Source.PRE_AUTHENTICATION,  # user-pool-lambda-pre-authentication.html
            {"validationData": {"a": "b"}},
            {"userAttributes", "validationData"},
        ),
        (
            Source.POST_AUTHENTICATION,  # user-pool-lambda-post-authentication.html
            {"newDeviceUsed": False, "clientMetadata": {"c": "d"}},
            {"userAttributes", "newDeviceUsed", "clientMetadata"},
        ),
        (
            Source.MESSAGE_ADMIN_CREATE_USER,  # user-pool-lambda-custom-message.html
            {"codeParameter": "{####}", "usernameParameter": "{username}"},
            {"userAttributes", "codeParameter", "usernameParameter"},
        ),
        (
            Source.MIGRATE_AT_SIGN_IN,  # user-pool-lambda-migrate-user.html
            {"password": "secret", "validationData": {"a": "b"}},
            {"password", "validationData"},
        ),
        (
            Source.DEFINE_CHALLENGE,  # user-pool-lambda-define-auth-challenge.html
            {"session": []},
            {"userAttributes", "session"},
        ),
        (
            Source.CREATE_CHALLENGE,  # user-pool-lambda-create-auth-challenge.html
            {"challengeName": "CUSTOM_CHALLENGE", "session": []},
            {"userAttributes", "challengeName", "session"},
        ),
        (
            Source.VERIFY_CHALLENGE,  # user-pool-lambda-verify-auth-challenge-response.html
            {"privateChallengeParameters": {"answer": "5"}, "challengeAnswer": "5"},
            {"userAttributes", "privateChallengeParameters", "challengeAnswer"},
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Source) else "",
)
def test_the_request_has_the_members_of_its_trigger(
    source: Source, given_members: dict[str, Any], request_members: set[str]
) -> None:
    asked = make_event(source, ANA, **given_members)["request"]
    assert asked.keys() == request_members
    assert {name: asked[name] for name in given_members} == given_members


def test_the_response_has_a_place_for_each_member_that_counts() -> None:
    assert make_event(Source.PRE_SIGN_UP, ANA)["response"] == {
        "autoConfirmUser": False,
        "autoVerifyEmail": False,
        "autoVerifyPhone": False,
    }
    assert make_event(Source.DEFINE_CHALLENGE, ANA)["response"] == {
        "challengeName": None,
        "issueTokens": None,
        "failAuthentication": None,
    }


@pytest.mark.parametrize(
    ("source", "tells"),
    [
        (Source.PRE_AUTHENTICATION, True),
        (Source.DEFINE_CHALLENGE, True),
        (Source.CREATE_CHALLENGE, True),
        (Source.VERIFY_CHALLENGE, True),
        (Source.PRE_SIGN_UP, False),
        (Source.POST_AUTHENTICATION, False),
        (Source.MESSAGE_SIGN_UP, False),
    ],
)
def test_user_not_found_is_told_where_existence_is_hidden(source: Source, tells: bool) -> None:
    for not_found in (True, False):
        subject = Subject("r", "p", "ana", not_found=not_found)
        expected = not_found if tells else None
        assert make_event(source, subject)["request"].get("userNotFound") is expected
    assert "userNotFound" not in make_event(source, ANA)["request"]


def test_a_member_that_the_trigger_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="the request of PreSignUp has no password"):
        make_event(Source.PRE_SIGN_UP, ANA, password="secret")


def test_a_migration_is_told_nothing_of_the_user() -> None:
    assert "userAttributes" not in make_event(Source.MIGRATE_AT_FORGOT_PASSWORD, ANA)["request"]


def test_what_a_function_does_to_its_event_stays_there() -> None:
    results = [challenge_result("SRP_A", True)]
    event = make_event(Source.DEFINE_CHALLENGE, ANA, session=results)
    event["request"]["session"].append("mine")
    event["request"]["session"][0]["challengeResult"] = False
    event["request"]["userAttributes"]["email"] = "other"
    assert results == [
        {"challengeName": "SRP_A", "challengeResult": True, "challengeMetadata": None}
    ]
    assert ANA.attributes == {"email": "ana@example.com"}


def test_every_source_belongs_to_a_trigger_with_a_request_and_a_response() -> None:
    assert {source.trigger for source in Source} == REQUESTS.keys() == RESPECTED.keys()


@given(st.sampled_from(Source), st.text(), st.dictionaries(st.text(), st.text()))
def test_an_event_is_json_and_a_good_answer_as_it_is(
    source: Source, name: str, attributes: dict[str, str]
) -> None:
    event = make_event(source, Subject("r", "p", name, attributes=attributes))
    assert json.loads(json.dumps(event)) == event
    check = check_answer(source.trigger, event)
    assert check.accepted
    assert not any(check.response.values())


@pytest.mark.parametrize(
    ("version", "container"),
    [
        ("1", "claimsOverrideDetails"),
        ("2", "claimsAndScopeOverrideDetails"),
        ("3", "claimsAndScopeOverrideDetails"),
    ],
)
def test_before_tokens_are_made_the_version_says_where_the_answer_stands(
    version: str, container: str
) -> None:
    groups = {"groupsToOverride": [], "iamRolesToOverride": [], "preferredRole": None}
    event = make_event(
        Source.TOKENS_AUTHENTICATION, ANA, version=version, groupConfiguration=groups
    )
    assert event["version"] == version
    assert event["response"] == {container: None}
    assert event["request"] == {"userAttributes": ANA.attributes, "groupConfiguration": groups}
    assert Source.TOKENS_REFRESH.trigger == "PreTokenGeneration"
