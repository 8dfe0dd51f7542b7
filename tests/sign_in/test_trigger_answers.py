"""Answers of Lambda triggers: what counts, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.sign_in.trigger_answers import (
    ANSWER_REFUSALS,
    RESPECTED,
    AnswerReason,
    Decision,
    MessageReason,
    check_answer,
    check_message,
    decision_of,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
CODE, NAME = "{####}", "{username}"


@pytest.mark.parametrize(
    ("trigger", "response"),
    [
        ("PreSignUp", {"autoConfirmUser": True, "autoVerifyEmail": False}),
        ("CustomMessage", {"smsMessage": "x", "emailMessage": "y", "emailSubject": ""}),
        ("UserMigration", {"userAttributes": {"email": "a@b"}, "finalUserStatus": "CONFIRMED"}),
        (
            "UserMigration",
            {
                "messageAction": "SUPPRESS",
                "desiredDeliveryMediums": ["EMAIL", "SMS"],
                "forceAliasCreation": True,
            },
        ),
        ("DefineAuthChallenge", {"challengeName": "CUSTOM_CHALLENGE", "issueTokens": False}),
        ("CreateAuthChallenge", {"publicChallengeParameters": {"a": "b"}}),
        ("CreateAuthChallenge", {"privateChallengeParameters": {}, "challengeMetadata": "m"}),
        ("VerifyAuthChallengeResponse", {"answerCorrect": True}),
    ],
)
def test_members_that_count_are_read(trigger: str, response: dict[str, Any]) -> None:
    check = check_answer(trigger, {"response": response})
    assert check.accepted
    assert check.response == response


@pytest.mark.parametrize(
    ("trigger", "member", "value"),
    [
        ("PreSignUp", "autoConfirmUser", "true"),
        ("PreSignUp", "autoVerifyPhone", 1),
        ("CustomMessage", "smsMessage", 5),
        ("CustomMessage", "emailSubject", ["a"]),
        ("UserMigration", "userAttributes", [{"Name": "email", "Value": "a@b"}]),
        ("UserMigration", "userAttributes", {"email_verified": True}),
        ("UserMigration", "finalUserStatus", "UNCONFIRMED"),
        ("UserMigration", "messageAction", "RESEND"),
        ("UserMigration", "desiredDeliveryMediums", "EMAIL"),
        ("UserMigration", "desiredDeliveryMediums", ["PIGEON"]),
        ("UserMigration", "forceAliasCreation", "true"),
        ("DefineAuthChallenge", "challengeName", 1),
        ("DefineAuthChallenge", "issueTokens", "yes"),
        ("DefineAuthChallenge", "failAuthentication", 0),
        ("CreateAuthChallenge", "publicChallengeParameters", {"n": 1}),
        ("CreateAuthChallenge", "privateChallengeParameters", "5"),
        ("VerifyAuthChallengeResponse", "answerCorrect", "true"),
    ],
)
def test_a_member_of_the_wrong_type_is_refused(trigger: str, member: str, value: Any) -> None:
    check = check_answer(trigger, {"response": {member: value}})
    assert (check.reason, check.member) == (AnswerReason.WRONG_MEMBER, member)
    assert not check.response


def test_members_of_other_triggers_do_not_count() -> None:
    answer = {"response": {"autoConfirmUser": True, "issueTokens": "yes"}}
    assert check_answer("PreSignUp", answer).response == {"autoConfirmUser": True}
    assert check_answer("PostConfirmation", answer).response == {}


def test_a_member_that_is_null_is_not_given() -> None:
    assert check_answer("PreSignUp", {"response": {"autoConfirmUser": None}}).response == {}


@pytest.mark.parametrize("answer", [None, "event", 5, True, [], [{"response": {}}]])
def test_what_is_no_event_is_refused(answer: Any) -> None:
    check = check_answer("PreSignUp", answer)
    assert check.reason is AnswerReason.NO_EVENT
    # https://github.com/aws-amplify/amplify-js/issues/13352
    assert ANSWER_REFUSALS[check.reason] == "Invalid lambda function output : Invalid JSON"


@pytest.mark.parametrize("answer", [{}, {"response": None}, {"response": []}, {"response": "x"}])
def test_an_event_without_a_response_is_refused(answer: Any) -> None:
    check = check_answer("PreSignUp", answer)
    assert check.reason is AnswerReason.NO_RESPONSE
    # https://github.com/amazon-archives/amazon-cognito-identity-js/issues/633
    assert ANSWER_REFUSALS[check.reason] == "Unrecognizable lambda output"


@given(st.sampled_from(sorted(RESPECTED)), JSON, st.data())
def test_whatever_comes_back_there_is_a_verdict(trigger: str, value: Any, data: Any) -> None:
    members = st.sampled_from([*RESPECTED[trigger], "other"])
    response = data.draw(st.dictionaries(members, JSON, max_size=3))
    for answer in (value, {"response": value}, {"response": response}):
        check = check_answer(trigger, answer)
        assert check.accepted or check.reason in ANSWER_REFUSALS
        assert check.response.keys() <= RESPECTED[trigger].keys()


@pytest.mark.parametrize(
    ("response", "srp_a", "decision"),
    [
        ({"issueTokens": True}, False, Decision.TOKENS),
        ({"failAuthentication": True}, False, Decision.FAIL),
        ({"failAuthentication": True, "issueTokens": True}, False, Decision.FAIL),
        (
            {"failAuthentication": True, "challengeName": "CUSTOM_CHALLENGE"},
            False,
            Decision.FAIL,
        ),
        (
            {"issueTokens": False, "challengeName": "CUSTOM_CHALLENGE"},
            False,
            Decision.CUSTOM_CHALLENGE,
        ),
        ({"challengeName": "PASSWORD_VERIFIER"}, True, Decision.PASSWORD_VERIFIER),
        ({"challengeName": "PASSWORD_VERIFIER"}, False, Decision.NOTHING),
        ({"challengeName": "SMS_MFA"}, True, Decision.NOTHING),
        ({"issueTokens": False, "failAuthentication": False}, True, Decision.NOTHING),
        ({}, True, Decision.NOTHING),
    ],
)
def test_what_define_auth_challenge_decides(
    response: dict[str, Any], srp_a: bool, decision: Decision
) -> None:
    assert decision_of(response, srp_a_was_sent=srp_a) is decision


# https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
@pytest.mark.parametrize(
    ("response", "own_sender", "placeholders", "reason"),
    [
        ({}, False, (CODE,), MessageReason.ACCEPTED),
        ({"smsMessage": f"Code {CODE}"}, False, (CODE,), MessageReason.ACCEPTED),
        ({"emailMessage": f"Code {CODE}"}, False, (CODE,), MessageReason.NO_SENDER),
        ({"emailSubject": "Hello"}, False, (CODE,), MessageReason.NO_SENDER),
        ({"emailSubject": "Hello"}, True, (CODE,), MessageReason.ACCEPTED),
        ({"emailMessage": f"Code {CODE}"}, True, (CODE,), MessageReason.ACCEPTED),
        ({"emailMessage": "Code 123"}, True, (CODE,), MessageReason.NO_PLACEHOLDER),
        ({"smsMessage": "Code 123"}, True, (CODE,), MessageReason.NO_PLACEHOLDER),
        ({"smsMessage": f"Code {CODE}"}, True, (CODE, NAME), MessageReason.NO_PLACEHOLDER),
        ({"smsMessage": f"{NAME} {CODE}"}, True, (CODE, NAME), MessageReason.ACCEPTED),
        ({"smsMessage": CODE.ljust(140, "x")}, True, (CODE,), MessageReason.ACCEPTED),
        ({"smsMessage": CODE.ljust(141, "x")}, True, (CODE,), MessageReason.TOO_LONG),
        ({"emailMessage": CODE.ljust(20_000, "x")}, True, (CODE,), MessageReason.ACCEPTED),
        ({"emailMessage": CODE.ljust(20_001, "x")}, True, (CODE,), MessageReason.TOO_LONG),
        ({"emailSubject": "x" * 141}, True, (CODE,), MessageReason.TOO_LONG),
    ],
)
def test_texts_of_a_custom_message(
    response: dict[str, str],
    own_sender: bool,
    placeholders: tuple[str, ...],
    reason: MessageReason,
) -> None:
    check = check_message(response, own_sender=own_sender, placeholders=placeholders)
    assert check.reason is reason
    assert check.accepted is (reason is MessageReason.ACCEPTED)
