"""CUSTOM_AUTH: three functions in the place of the three Lambda triggers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cognito_lab.sign_in.srp import SrpClient, pool_name_of
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.trigger_app import Does, TriggerApp, answers, nothing, raises

INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")
FLOWS = {"ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH"]}


def one_riddle(event: dict[str, Any]) -> None:
    """Tokens for one right answer; three tries."""
    session, response = event["request"]["session"], event["response"]
    right = bool(session) and session[-1]["challengeResult"]
    response["issueTokens"] = right
    response["failAuthentication"] = not right and len(session) >= 3
    response["challengeName"] = None if right else "CUSTOM_CHALLENGE"


def riddle(event: dict[str, Any]) -> None:
    number = len(event["request"]["session"]) + 1
    event["response"] = {
        "publicChallengeParameters": {"riddle": f"number {number}"},
        "privateChallengeParameters": {"answer": f"answer {number}"},
        "challengeMetadata": f"RIDDLE_{number}",
    }


def compare(event: dict[str, Any]) -> None:
    asked = event["request"]
    expected = asked["privateChallengeParameters"]["answer"]
    event["response"]["answerCorrect"] = asked["challengeAnswer"] == expected


def password_first(event: dict[str, Any]) -> None:
    """AWS's example: SRP, then one challenge of one's own."""
    session, response = event["request"]["session"], event["response"]
    names = [(result["challengeName"], result["challengeResult"]) for result in session]
    following = {
        (("SRP_A", True),): "PASSWORD_VERIFIER",
        (("SRP_A", True), ("PASSWORD_VERIFIER", True)): "CUSTOM_CHALLENGE",
    }
    name = following.get(tuple(names))
    response["challengeName"] = name
    response["issueTokens"] = len(names) == 3 and names[-1] == ("CUSTOM_CHALLENGE", True)
    response["failAuthentication"] = not name and not response["issueTokens"]


class Custom:
    """A pool with the three functions, and the calls of a client."""

    def __init__(
        self,
        make_app: MakeApp,
        define: Does = one_riddle,
        create: Does = riddle,
        verify: Does = compare,
        client: dict[str, Any] | None = None,
        others: dict[str, Does] | None = None,
        **pool: Any,
    ) -> None:
        triggers = {
            "DefineAuthChallenge": define,
            "CreateAuthChallenge": create,
            "VerifyAuthChallengeResponse": verify,
            **(others or {}),
        }
        self.t = TriggerApp(make_app, triggers, client={**FLOWS, **(client or {})}, **pool)
        self.app = self.t.app
        self.app.confirmed_user("ana")
        self.t.events.clear()

    def begin(self, username: str = "ana", **more: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.app.cognito_idp.initiate_auth(
            ClientId=self.app.client_id,
            AuthFlow="CUSTOM_AUTH",
            AuthParameters={"USERNAME": username, **more},
            ClientMetadata={"at": "the start"},
        )
        return answer

    def answer(
        self, challenge: dict[str, Any], given: str | None = "answer 1", username: str = "ana"
    ) -> dict[str, Any]:
        responses = {"USERNAME": username} | ({"ANSWER": given} if given is not None else {})
        answer: dict[str, Any] = self.app.cognito_idp.respond_to_auth_challenge(
            ClientId=self.app.client_id,
            ChallengeName="CUSTOM_CHALLENGE",
            Session=challenge["Session"],
            ChallengeResponses=responses,
            ClientMetadata={"at": "the answer"},
        )
        return answer


def test_the_right_answer_gives_tokens_and_the_three_are_asked_in_order(
    make_app: MakeApp,
) -> None:
    custom = Custom(make_app, others={"PreAuthentication": nothing, "PostAuthentication": nothing})
    challenge = custom.begin()
    assert challenge["ChallengeName"] == "CUSTOM_CHALLENGE"
    assert challenge["ChallengeParameters"] == {"riddle": "number 1", "USERNAME": "ana"}
    assert custom.answer(challenge)["AuthenticationResult"]["AccessToken"]
    assert custom.t.sources == [
        "PreAuthentication_Authentication",
        "DefineAuthChallenge_Authentication",
        "CreateAuthChallenge_Authentication",
        "VerifyAuthChallengeResponse_Authentication",
        "DefineAuthChallenge_Authentication",
        "PostAuthentication_Authentication",
    ]
    _, first, create, verify, second, _ = (event["request"] for event in custom.t.events)
    assert first["session"] == create["session"] == []
    assert create["challengeName"] == "CUSTOM_CHALLENGE"
    assert verify["privateChallengeParameters"] == {"answer": "answer 1"}
    assert verify["challengeAnswer"] == "answer 1"
    assert second["session"] == [
        {
            "challengeName": "CUSTOM_CHALLENGE",
            "challengeResult": True,
            "challengeMetadata": "RIDDLE_1",
        }
    ]
    assert "clientMetadata" not in first
    assert "clientMetadata" not in create
    assert verify["clientMetadata"] == second["clientMetadata"] == {"at": "the answer"}


def test_a_wrong_answer_brings_another_challenge_and_a_new_session(
    make_app: MakeApp, refusal: Refusal
) -> None:
    custom = Custom(make_app)
    first = custom.begin()
    second = custom.answer(first, "wrong")
    assert second["ChallengeParameters"]["riddle"] == "number 2"
    assert second["Session"] != first["Session"]
    assert refusal(custom.answer, first, "answer 1") == USED
    assert refusal(custom.answer, first, "answer 2") == USED
    assert custom.answer(second, "answer 2")["AuthenticationResult"]
    results = [item["challengeResult"] for item in custom.t.request["session"]]
    assert results == [False, True]


def test_a_function_that_gives_up_ends_the_sign_in_for_good(
    make_app: MakeApp, refusal: Refusal
) -> None:
    custom = Custom(make_app)
    challenge = custom.answer(custom.answer(custom.begin(), "x"), "x")
    assert refusal(custom.answer, challenge, "x") == INCORRECT
    assert refusal(custom.answer, challenge, "answer 3") == USED


def test_tokens_without_any_challenge_are_the_functions_to_give(make_app: MakeApp) -> None:
    custom = Custom(make_app, define=answers(issueTokens=True))
    assert custom.begin()["AuthenticationResult"]


def test_failing_comes_before_tokens(make_app: MakeApp, refusal: Refusal) -> None:
    custom = Custom(make_app, define=answers(issueTokens=True, failAuthentication=True))
    assert refusal(custom.begin) == INCORRECT


@pytest.mark.parametrize(
    "response",
    [
        {},
        {"challengeName": "SMS_MFA"},
        {"challengeName": "PASSWORD_VERIFIER"},  # no SRP_A was sent
        {"issueTokens": False, "failAuthentication": False},
    ],
)
def test_an_answer_that_names_no_way_on_is_refused(
    make_app: MakeApp, refusal: Refusal, response: dict[str, Any]
) -> None:
    custom = Custom(make_app, define=answers(**response))
    assert refusal(custom.begin) == (
        "InvalidLambdaResponseException",
        "Unrecognizable lambda output",
    )


def test_a_verify_that_says_nothing_has_said_no(make_app: MakeApp) -> None:
    custom = Custom(make_app, verify=nothing)
    assert custom.answer(custom.begin())["ChallengeName"] == "CUSTOM_CHALLENGE"


def test_a_verify_that_fails_leaves_the_challenge_open(make_app: MakeApp, refusal: Refusal) -> None:
    custom = Custom(make_app, verify=raises("Incorrect OTP"))
    challenge = custom.begin()
    assert refusal(custom.answer, challenge) == (
        "UserLambdaValidationException",
        "VerifyAuthChallengeResponse failed with error Incorrect OTP.",
    )

    def right(event: Any, context: Any) -> Any:
        event["response"]["answerCorrect"] = True
        return event

    custom.app.lab.functions["VerifyAuthChallengeResponse"] = right
    assert custom.answer(challenge)["AuthenticationResult"]


@pytest.mark.parametrize("missing", ["DefineAuthChallenge", "CreateAuthChallenge"])
def test_a_trigger_that_is_missing_is_said(
    make_app: MakeApp, refusal: Refusal, missing: str
) -> None:
    custom = Custom(make_app)
    config = {
        name: function.arn
        for name, function in custom.app.lab.functions.items()
        if name.endswith(("Challenge", "Response")) and name != missing
    }
    custom.app.cognito_idp.update_user_pool(UserPoolId=custom.app.user_pool_id, LambdaConfig=config)
    assert refusal(custom.begin) == (
        "InvalidParameterException",
        "Custom auth lambda trigger is not configured for the user pool.",
    )


def test_an_answer_needs_an_answer_and_its_user(make_app: MakeApp, refusal: Refusal) -> None:
    custom = Custom(make_app)
    custom.app.confirmed_user("ben")
    challenge = custom.begin()
    assert refusal(custom.answer, challenge, None)[0] == "InvalidParameterException"
    assert refusal(custom.answer, challenge, username="ben")[0] == "NotAuthorizedException"
    assert custom.answer(challenge)["AuthenticationResult"]


@pytest.mark.parametrize("given", ["\ud800", "\0", "x" * 100_000, "{####}", "null"])
def test_any_text_is_an_answer(make_app: MakeApp, given: str) -> None:
    custom = Custom(make_app)
    again = custom.answer(custom.begin(), given)
    assert again["ChallengeName"] == "CUSTOM_CHALLENGE"
    verified = next(e for e in custom.t.events if e["triggerSource"].startswith("Verify"))
    assert verified["request"]["challengeAnswer"] == given


def test_the_flow_has_to_be_allowed(make_app: MakeApp, refusal: Refusal) -> None:
    custom = Custom(make_app, client={"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"]})
    assert refusal(custom.begin)[0] == "InvalidParameterException"
    assert custom.t.events == []


@pytest.mark.parametrize("change", ["disabled", "unconfirmed"])
def test_who_may_not_sign_in_is_refused_before_any_challenge(
    make_app: MakeApp, refusal: Refusal, change: str
) -> None:
    custom = Custom(make_app)
    if change == "disabled":
        named = {"UserPoolId": custom.app.user_pool_id, "Username": "ana"}
        custom.app.cognito_idp.admin_disable_user(**named)
        assert refusal(custom.begin) == ("NotAuthorizedException", "User is disabled.")
    else:
        custom.app.sign_up("ben", email="ben@example.com")
        assert refusal(custom.begin, "ben")[0] == "UserNotConfirmedException"
    assert custom.t.events == []


def test_required_mfa_is_not_passed_by_a_custom_flow(make_app: MakeApp) -> None:
    custom = Custom(make_app, define=answers(issueTokens=True))
    custom.app.cognito_idp.set_user_pool_mfa_config(
        UserPoolId=custom.app.user_pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="ON",
    )
    answer = custom.begin()
    assert "AuthenticationResult" not in answer
    assert answer["ChallengeName"] == "MFA_SETUP"


def test_nobody_is_led_through_the_same_challenges_and_never_gets_tokens(
    make_app: MakeApp, refusal: Refusal
) -> None:
    custom = Custom(make_app, client={"PreventUserExistenceErrors": "ENABLED"})
    challenge = custom.begin("nobody")
    assert challenge["ChallengeParameters"] == {"riddle": "number 1", "USERNAME": "nobody"}
    assert [event["request"]["userNotFound"] for event in custom.t.events] == [True, True]
    assert refusal(custom.answer, challenge, username="nobody") == INCORRECT
    assert custom.t.events[-1]["request"]["session"][-1]["challengeResult"] is True
    custom.begin()
    assert custom.t.request["userNotFound"] is False


def test_an_administrators_server_can_run_it_too(make_app: MakeApp) -> None:
    custom = Custom(make_app)
    named = {"UserPoolId": custom.app.user_pool_id, "ClientId": custom.app.client_id}
    challenge = custom.app.cognito_idp.admin_initiate_auth(
        AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": "ana"}, **named
    )
    answer = custom.app.cognito_idp.admin_respond_to_auth_challenge(
        ChallengeName="CUSTOM_CHALLENGE",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ana", "ANSWER": "answer 1"},
        **named,
    )
    assert answer["AuthenticationResult"]


def prove(custom: Custom, client: SrpClient, challenge: dict[str, Any], password: str) -> Any:
    given = challenge["ChallengeParameters"]
    keys = client.session_keys(given["USER_ID_FOR_SRP"], password, given["SALT"], given["SRP_B"])
    moment = format_timestamp(dt.datetime.now(dt.UTC))
    return custom.app.cognito_idp.respond_to_auth_challenge(
        ClientId=custom.app.client_id,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses={
            "USERNAME": given["USERNAME"],
            "PASSWORD_CLAIM_SECRET_BLOCK": given["SECRET_BLOCK"],
            "PASSWORD_CLAIM_SIGNATURE": keys.password_claim_signature(
                given["SECRET_BLOCK"], moment
            ),
            "TIMESTAMP": moment,
        },
    )


def test_srp_can_come_first(make_app: MakeApp) -> None:
    custom = Custom(make_app, define=password_first)
    client = SrpClient(pool_name_of(custom.app.user_pool_id), 2**1000 + 12345)
    challenge = custom.begin(CHALLENGE_NAME="SRP_A", SRP_A=client.public_a)
    assert challenge["ChallengeName"] == "PASSWORD_VERIFIER"
    assert custom.t.request["session"] == [
        {"challengeName": "SRP_A", "challengeResult": True, "challengeMetadata": None}
    ]
    riddle_now = prove(custom, client, challenge, PASSWORD)
    assert riddle_now["ChallengeName"] == "CUSTOM_CHALLENGE"
    assert custom.answer(riddle_now, "answer 3")["AuthenticationResult"]
    names = [item["challengeName"] for item in custom.t.request["session"]]
    assert names == ["SRP_A", "PASSWORD_VERIFIER", "CUSTOM_CHALLENGE"]


def test_a_wrong_password_ends_it_before_the_function_is_asked(
    make_app: MakeApp, refusal: Refusal
) -> None:
    custom = Custom(make_app, define=password_first)
    client = SrpClient(pool_name_of(custom.app.user_pool_id), 2**1000 + 12345)
    challenge = custom.begin(CHALLENGE_NAME="SRP_A", SRP_A=client.public_a)
    assert refusal(prove, custom, client, challenge, "Wrong-Horse-9") == INCORRECT
    assert len(custom.t.events) == 1


def test_srp_a_is_needed_where_it_is_announced(make_app: MakeApp, refusal: Refusal) -> None:
    custom = Custom(make_app, define=password_first)
    assert refusal(custom.begin, CHALLENGE_NAME="SRP_A")[0] == "InvalidParameterException"
    assert custom.t.events == []


def test_a_password_can_be_asked_for_only_once(make_app: MakeApp, refusal: Refusal) -> None:
    custom = Custom(make_app, define=answers(challengeName="PASSWORD_VERIFIER"))
    client = SrpClient(pool_name_of(custom.app.user_pool_id), 2**1000 + 12345)
    challenge = custom.begin(CHALLENGE_NAME="SRP_A", SRP_A=client.public_a)
    code, _ = refusal(prove, custom, client, challenge, PASSWORD)
    assert code == "InvalidLambdaResponseException"
