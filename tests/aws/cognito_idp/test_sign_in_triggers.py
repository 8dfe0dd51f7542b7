"""Triggers around a sign-in, and users who come over from another directory."""

from typing import Any

import pytest

from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.mfa_app import BY_SMS
from tests.aws.cognito_idp.srp_app import SrpSignIn
from tests.aws.cognito_idp.trigger_app import (
    DEVELOPER,
    TriggerApp,
    answers,
    nothing,
    raises,
)

INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
HIDES = {"PreventUserExistenceErrors": "ENABLED"}
BROUGHT = {"userAttributes": {"email": "ana@example.com", "email_verified": "true"}}


def begin(app: App, username: str = "ana", password: str = PASSWORD, **more: Any) -> Any:
    return app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
        **more,
    )


def test_pre_authentication_comes_before_the_password_and_post_authentication_after(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = TriggerApp(make_app, {"PreAuthentication": nothing, "PostAuthentication": nothing})
    t.app.confirmed_user("ana")
    assert refusal(begin, t.app, password="wrong") == INCORRECT
    assert t.sources == ["PreAuthentication_Authentication"]
    begin(t.app, ClientMetadata={"a": "b"})
    assert t.sources[1:] == [
        "PreAuthentication_Authentication",
        "PostAuthentication_Authentication",
    ]
    before, after = t.events[1:]
    assert before["request"]["validationData"] == {"a": "b"}
    assert before["request"]["userAttributes"]["email"] == "ana@example.com"
    assert "userNotFound" not in before["request"]
    # "This request also invokes [...], but doesn't pass ClientMetadata: Post authentication".
    assert after["request"].keys() == {"userAttributes"}


def test_pre_authentication_refuses_who_has_the_right_password(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = TriggerApp(make_app, {"PreAuthentication": raises("Closed on Mondays")})
    t.app.confirmed_user("ana")
    words = "PreAuthentication failed with error Closed on Mondays."
    assert refusal(begin, t.app) == ("UserLambdaValidationException", words)
    assert refusal(SrpSignIn, t.app) == ("UserLambdaValidationException", words)


def test_where_post_authentication_fails_there_are_no_tokens(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = TriggerApp(make_app, {"PostAuthentication": raises("no log")})
    t.app.confirmed_user("ana")
    assert refusal(begin, t.app) == (
        "UserLambdaValidationException",
        "PostAuthentication failed with error no log.",
    )


def test_post_authentication_waits_for_the_last_challenge_and_gets_its_metadata(
    make_app: MakeApp,
) -> None:
    t = TriggerApp(make_app, {"PreAuthentication": nothing, "PostAuthentication": nothing})
    app = t.app
    app.cognito_idp.admin_create_user(
        UserPoolId=app.user_pool_id,
        Username="ana",
        TemporaryPassword=PASSWORD,
        MessageAction="SUPPRESS",
    )
    challenge = begin(app)
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert t.sources == ["PreAuthentication_Authentication"]
    app.cognito_idp.respond_to_auth_challenge(
        ClientId=app.client_id,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ana", "NEW_PASSWORD": "Another-Horse-2"},
        ClientMetadata={"c": "d"},
    )
    assert t.sources[1:] == ["PostAuthentication_Authentication"]
    assert t.request["clientMetadata"] == {"c": "d"}


def test_codes_of_a_sign_in_come_in_the_words_of_custom_message(make_app: MakeApp) -> None:
    words = answers(smsMessage="Museum: {####}", emailMessage="Museum: {####}")
    t = TriggerApp(
        make_app,
        {"CustomMessage": words},
        client={"ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"]},
        EmailConfiguration=DEVELOPER,
        Policies={"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}},
    )
    app, idp = t.app, t.app.cognito_idp
    app.confirmed_user("ana", phone_number="+15550001111")
    named = {"UserPoolId": app.user_pool_id, "Username": "ana"}
    t.events.clear()
    idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_AUTH",
        AuthParameters={"USERNAME": "ana", "PREFERRED_CHALLENGE": "EMAIL_OTP"},
        ClientMetadata={"at": "the start"},
    )
    assert app.lab.outbox[-1].text == f"Museum: {app.lab.outbox[-1].code}"
    chosen = idp.initiate_auth(
        ClientId=app.client_id, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": "ana"}
    )
    idp.set_user_pool_mfa_config(UserPoolId=app.user_pool_id, MfaConfiguration="OPTIONAL", **BY_SMS)
    sms = {"Enabled": True, "PreferredMfa": True}
    idp.admin_set_user_mfa_preference(**named, SMSMfaSettings=sms)
    idp.respond_to_auth_challenge(
        ClientId=app.client_id,
        ChallengeName="SELECT_CHALLENGE",
        Session=chosen["Session"],
        ChallengeResponses={"USERNAME": "ana", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD},
        ClientMetadata={"at": "the answer"},
    )
    assert app.lab.outbox[-1].text == f"Museum: {app.lab.outbox[-1].code}"
    assert app.lab.outbox[-1].medium == "SMS"
    assert t.sources == ["CustomMessage_Authentication"] * 2
    assert {event["callerContext"]["clientId"] for event in t.events} == {app.client_id}
    first, second = (event["request"] for event in t.events)
    assert "clientMetadata" not in first
    assert second["clientMetadata"] == {"at": "the answer"}


def test_new_device_used_is_told_where_the_pool_remembers_devices(make_app: MakeApp) -> None:
    t = TriggerApp(
        make_app,
        {"PostAuthentication": nothing},
        DeviceConfiguration={"DeviceOnlyRememberedOnUserPrompt": False},
    )
    t.app.confirmed_user("ana")
    begin(t.app)
    assert t.request["newDeviceUsed"] is True


def test_an_unknown_name_is_told_to_the_function_where_it_is_not_told_to_the_app(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = TriggerApp(make_app, {"PreAuthentication": nothing}, client=HIDES)
    t.app.confirmed_user("ana")
    assert refusal(begin, t.app, "nobody") == INCORRECT
    assert t.request["userNotFound"] is True
    assert t.request["userAttributes"] == {}
    assert t.events[-1]["userName"] == "nobody"
    begin(t.app)
    assert t.request["userNotFound"] is False


def test_an_unknown_name_calls_nothing_where_the_app_is_told(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = TriggerApp(make_app, {"PreAuthentication": nothing})
    assert refusal(begin, t.app, "nobody")[0] == "UserNotFoundException"
    assert t.events == []


@pytest.mark.parametrize("trigger", ["PreAuthentication", "PostAuthentication"])
def test_who_is_deleted_by_a_trigger_gets_no_tokens(
    make_app: MakeApp, refusal: Refusal, trigger: str
) -> None:
    t = TriggerApp(make_app, {trigger: nothing})
    t.app.confirmed_user("ana")

    def deletes(event: Any, context: Any) -> Any:
        named = {"UserPoolId": event["userPoolId"], "Username": event["userName"]}
        t.app.cognito_idp.admin_delete_user(**named)
        return event

    t.app.lab.functions[trigger] = deletes
    assert refusal(begin, t.app) == INCORRECT


def test_a_refresh_calls_neither(make_app: MakeApp) -> None:
    t = TriggerApp(make_app, {"PreAuthentication": nothing, "PostAuthentication": nothing})
    t.app.confirmed_user("ana")
    refresh_token = begin(t.app)["AuthenticationResult"]["RefreshToken"]
    t.events.clear()
    t.app.cognito_idp.initiate_auth(
        ClientId=t.app.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": refresh_token},
    )
    assert t.events == []


def test_who_signs_in_first_comes_over_with_the_password_that_was_tried(make_app: MakeApp) -> None:
    t = TriggerApp(
        make_app,
        {
            "UserMigration": answers(
                **BROUGHT, messageAction="SUPPRESS", desiredDeliveryMediums=["EMAIL"]
            )
        },
    )
    # "The password strength policy [...] will not be enforced during migration"
    begin(t.app, password="old", ClientMetadata={"from": "north"})
    (event,) = t.events
    assert event["triggerSource"] == "UserMigration_Authentication"
    assert event["userName"] == "ana"
    assert event["request"] == {"password": "old", "validationData": {"from": "north"}}
    assert t.app.status("ana") == "CONFIRMED"
    assert t.app.attributes("ana")["email_verified"] == "true"
    assert len(t.app.lab.outbox) == 0
    begin(t.app, password="old")
    assert len(t.events) == 1


def test_a_migrated_user_may_be_held_to_a_new_password(make_app: MakeApp, refusal: Refusal) -> None:
    t = TriggerApp(
        make_app, {"UserMigration": answers(**BROUGHT, finalUserStatus="RESET_REQUIRED")}
    )
    assert refusal(begin, t.app)[0] == "PasswordResetRequiredException"
    assert t.app.status("ana") == "RESET_REQUIRED"


def test_a_migrated_user_is_welcomed_unless_the_function_says_not(make_app: MakeApp) -> None:
    t = TriggerApp(
        make_app, {"UserMigration": answers(**BROUGHT, desiredDeliveryMediums=["EMAIL"])}
    )
    begin(t.app)
    (message,) = t.app.lab.outbox
    assert (message.recipient, message.text) == ("ana@example.com", "Your username is ana.")
    assert PASSWORD not in message.text


@pytest.mark.parametrize("does", [raises("Bad password"), nothing, answers(userAttributes={})])
def test_whom_the_function_does_not_bring_stays_unknown(
    make_app: MakeApp, refusal: Refusal, does: Any
) -> None:
    t = TriggerApp(make_app, {"UserMigration": does})
    code, words = refusal(begin, t.app)
    assert code == "UserNotFoundException"
    assert words == f"Exception migrating user in app client {t.app.client_id}"
    hidden = TriggerApp(make_app, {"UserMigration": does}, client=HIDES)
    for _ in range(6):
        assert refusal(begin, hidden.app) == INCORRECT
    assert refusal(begin, hidden.app)[1] == "Password attempts exceeded"
    assert len(hidden.events) == 6
    for pool in (t, hidden):
        users = pool.app.cognito_idp.list_users(UserPoolId=pool.app.user_pool_id)["Users"]
        assert users == []


@pytest.mark.parametrize(
    "attributes",
    [{"email": "no address"}, {"custom:unknown": "x"}],
)
def test_a_user_whom_the_pool_does_not_take_is_not_made(
    make_app: MakeApp, refusal: Refusal, attributes: dict[str, str]
) -> None:
    t = TriggerApp(make_app, {"UserMigration": answers(userAttributes=attributes)})
    assert refusal(begin, t.app)[0] == "InvalidLambdaResponseException"
    assert t.app.cognito_idp.list_users(UserPoolId=t.app.user_pool_id)["Users"] == []


def test_a_function_that_makes_the_user_itself_is_in_the_way(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = TriggerApp(make_app, {"UserMigration": nothing})

    def makes(event: Any, context: Any) -> Any:
        t.app.cognito_idp.admin_create_user(
            UserPoolId=event["userPoolId"], Username=event["userName"], MessageAction="SUPPRESS"
        )
        event["response"]["userAttributes"] = {"email": "ana@example.com"}
        return event

    t.app.lab.functions["UserMigration"] = makes
    assert refusal(begin, t.app)[0] == "InvalidLambdaResponseException"
    assert t.app.status("ana") == "FORCE_CHANGE_PASSWORD"


@pytest.mark.parametrize("force", [True, False])
def test_an_alias_that_somebody_has_is_taken_over_only_by_force(
    make_app: MakeApp, refusal: Refusal, force: bool
) -> None:
    t = TriggerApp(
        make_app,
        {"UserMigration": answers(**BROUGHT, forceAliasCreation=force, messageAction="SUPPRESS")},
        AliasAttributes=["email"],
    )
    t.app.confirmed_user("first", email="ana@example.com")
    if force:
        begin(t.app)
        assert t.app.attributes("first")["email_verified"] == "false"
    else:
        assert refusal(begin, t.app)[0] == "InvalidLambdaResponseException"
        assert t.app.attributes("first")["email_verified"] == "true"


def test_srp_brings_no_password_and_so_migrates_nobody(make_app: MakeApp, refusal: Refusal) -> None:
    t = TriggerApp(make_app, {"UserMigration": answers(**BROUGHT)})
    assert refusal(SrpSignIn, t.app)[0] == "UserNotFoundException"
    assert t.events == []


def test_who_forgot_the_password_comes_over_and_sets_one(make_app: MakeApp) -> None:
    confirmed = answers(**BROUGHT, messageAction="SUPPRESS", finalUserStatus="CONFIRMED")
    t = TriggerApp(make_app, {"UserMigration": confirmed})
    named = {"ClientId": t.app.client_id, "Username": "ana"}
    t.app.cognito_idp.forgot_password(**named, ClientMetadata={"c": "d"})
    (event,) = t.events
    assert event["triggerSource"] == "UserMigration_ForgotPassword"
    assert event["request"] == {
        "password": None,
        "validationData": None,
        "clientMetadata": {"c": "d"},
    }
    assert t.app.status("ana") == "RESET_REQUIRED"
    t.app.cognito_idp.confirm_forgot_password(
        **named, ConfirmationCode=t.app.lab.outbox[-1].code, Password=PASSWORD
    )
    assert begin(t.app)["AuthenticationResult"]


def test_who_is_not_brought_has_no_password_to_forget(make_app: MakeApp, refusal: Refusal) -> None:
    t = TriggerApp(make_app, {"UserMigration": raises("unknown")})
    forgot = t.app.cognito_idp.forgot_password
    named = {"ClientId": t.app.client_id, "Username": "ana"}
    assert refusal(forgot, **named)[0] == "UserNotFoundException"
    assert t.sources == ["UserMigration_ForgotPassword"]
