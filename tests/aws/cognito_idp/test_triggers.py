"""Lambda triggers around sign-up, confirmation and messages: called, obeyed, and when they fail."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.aws.app import PASSWORD, MakeApp, Refusal
from tests.aws.cognito_idp.trigger_app import (
    DEVELOPER,
    TriggerApp,
    answers,
    nothing,
    raises,
)

CODE = "Your code, dear: {####}"


def made(make_app: MakeApp, **triggers: Any) -> TriggerApp:
    return TriggerApp(make_app, triggers)


def test_pre_sign_up_gets_what_the_app_sent(make_app: MakeApp) -> None:
    t = made(make_app, PreSignUp=nothing)
    t.app.cognito_idp.sign_up(
        ClientId=t.app.client_id,
        Username="ana",
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
        ValidationData=[{"Name": "captcha", "Value": "7"}],
        ClientMetadata={"shop": "north"},
    )
    (event,) = t.events
    assert event["triggerSource"] == "PreSignUp_SignUp"
    assert event["userName"] == "ana"
    assert event["userPoolId"] == t.app.user_pool_id
    assert event["region"] == "us-east-1"
    assert event["callerContext"]["clientId"] == t.app.client_id
    assert event["request"] == {
        "userAttributes": {"email": "ana@example.com"},
        "validationData": {"captcha": "7"},
        "clientMetadata": {"shop": "north"},
    }


def test_pre_sign_up_refuses_in_its_own_words_and_there_is_no_user(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = made(make_app, PreSignUp=raises("Only museums here"))
    assert refusal(t.app.sign_up, "ana", email="ana@example.com") == (
        "UserLambdaValidationException",
        "PreSignUp failed with error Only museums here.",
    )
    assert t.app.cognito_idp.list_users(UserPoolId=t.app.user_pool_id)["Users"] == []
    assert len(t.app.lab.outbox) == 0


def test_pre_sign_up_is_not_asked_about_a_sign_up_that_is_refused_anyway(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = made(make_app, PreSignUp=nothing)
    t.app.sign_up("ana", email="ana@example.com")
    assert refusal(t.app.sign_up, "ana", email="ana@example.com")[0] == "UsernameExistsException"
    assert refusal(t.app.sign_up, "ben", password="short")[0] == "InvalidPasswordException"
    assert t.sources == ["PreSignUp_SignUp"]


def test_an_auto_confirmed_user_needs_no_code_and_post_confirmation_is_told(
    make_app: MakeApp,
) -> None:
    t = made(
        make_app,
        PreSignUp=answers(autoConfirmUser=True, autoVerifyEmail=True),
        PostConfirmation=nothing,
        CustomMessage=nothing,
    )
    answer = t.app.sign_up("ana", email="ana@example.com")
    assert answer["UserConfirmed"] is True
    assert "CodeDeliveryDetails" not in answer
    assert t.app.status("ana") == "CONFIRMED"
    assert t.app.attributes("ana")["email_verified"] == "true"
    assert len(t.app.lab.outbox) == 0
    assert t.sources == ["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]
    attributes = t.request["userAttributes"]
    assert attributes["cognito:user_status"] == "CONFIRMED"
    assert attributes["sub"] == answer["UserSub"]
    assert t.app.sign_in("ana")


@pytest.mark.parametrize(
    ("flag", "attribute"),
    [("autoVerifyEmail", "email"), ("autoVerifyPhone", "phone_number")],
)
def test_an_address_that_is_not_there_cannot_be_verified(
    make_app: MakeApp, refusal: Refusal, flag: str, attribute: str
) -> None:
    t = made(make_app, PreSignUp=answers(**{flag: True}))
    code, words = refusal(t.app.sign_up, "ana")
    assert code == "InvalidLambdaResponseException"
    assert attribute in words
    assert t.app.cognito_idp.list_users(UserPoolId=t.app.user_pool_id)["Users"] == []


def test_a_verified_address_takes_the_alias_from_who_had_it(make_app: MakeApp) -> None:
    t = TriggerApp(
        make_app,
        {"PreSignUp": answers(autoConfirmUser=True, autoVerifyEmail=True)},
        AliasAttributes=["email"],
    )
    for name in ("ana", "ben"):
        t.app.sign_up(name, email="shared@example.com")
    assert t.app.attributes("ana")["email_verified"] == "false"
    shared = t.app.cognito_idp.admin_get_user(
        UserPoolId=t.app.user_pool_id, Username="shared@example.com"
    )
    assert shared["Username"] == "ben"


def test_of_an_administrators_user_pre_sign_up_can_only_say_no(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = made(make_app, PreSignUp=answers(autoConfirmUser=True, autoVerifyEmail=True))
    create = t.app.cognito_idp.admin_create_user
    named = {"UserPoolId": t.app.user_pool_id, "MessageAction": "SUPPRESS"}
    create(Username="ana", ClientMetadata={"a": "b"}, **named)
    assert t.sources == ["PreSignUp_AdminCreateUser"]
    assert t.events[0]["callerContext"]["clientId"] == "CLIENT_ID_NOT_APPLICABLE"
    assert t.request["clientMetadata"] == {"a": "b"}
    assert t.app.status("ana") == "FORCE_CHANGE_PASSWORD"
    t.app.lab.functions["PreSignUp"] = lambda event, context: 1 / 0
    assert refusal(create, Username="ben", **named) == (
        "UserLambdaValidationException",
        "PreSignUp failed with error division by zero.",
    )


def test_post_confirmation_follows_each_way_of_being_confirmed(make_app: MakeApp) -> None:
    t = made(make_app, PostConfirmation=nothing)
    app = t.app
    app.sign_up("ana", email="ana@example.com")
    app.cognito_idp.confirm_sign_up(
        ClientId=app.client_id,
        Username="ana",
        ConfirmationCode=app.lab.outbox[-1].code,
        ClientMetadata={"by": "ana"},
    )
    app.sign_up("ben", email="ben@example.com")
    app.cognito_idp.admin_confirm_sign_up(UserPoolId=app.user_pool_id, Username="ben")
    app.cognito_idp.forgot_password(ClientId=app.client_id, Username="ana")
    app.cognito_idp.confirm_forgot_password(
        ClientId=app.client_id,
        Username="ana",
        ConfirmationCode=app.lab.outbox[-1].code,
        Password="Another-Horse-2",
    )
    assert t.sources == [
        "PostConfirmation_ConfirmSignUp",
        "PostConfirmation_ConfirmSignUp",
        "PostConfirmation_ConfirmForgotPassword",
    ]
    by_ana, by_administrator, _ = t.events
    assert by_ana["request"]["clientMetadata"] == {"by": "ana"}
    assert by_ana["request"]["userAttributes"]["email_verified"] == "true"
    assert by_administrator["callerContext"]["clientId"] == "CLIENT_ID_NOT_APPLICABLE"


def test_a_post_confirmation_that_fails_leaves_the_user_confirmed(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = made(make_app, PostConfirmation=raises("no table"))
    t.app.sign_up("ana", email="ana@example.com")
    code, words = refusal(t.app.confirm, "ana", t.app.lab.outbox[-1].code)
    assert (code, words) == (
        "UserLambdaValidationException",
        "PostConfirmation failed with error no table.",
    )
    assert t.app.status("ana") == "CONFIRMED"


def test_a_wrong_code_tells_post_confirmation_nothing(make_app: MakeApp, refusal: Refusal) -> None:
    t = made(make_app, PostConfirmation=nothing)
    t.app.sign_up("ana", email="ana@example.com")
    assert refusal(t.app.confirm, "ana", "nonsense")[0] == "CodeMismatchException"
    assert t.events == []


def custom_message(make_app: MakeApp, does: Callable[[dict[str, Any]], Any]) -> TriggerApp:
    return TriggerApp(make_app, {"CustomMessage": does}, EmailConfiguration=DEVELOPER)


def test_custom_message_writes_every_message(make_app: MakeApp) -> None:
    t = custom_message(make_app, answers(emailMessage=CODE, emailSubject="Museum"))
    app, idp = t.app, t.app.cognito_idp
    named = {"ClientId": app.client_id, "Username": "ana"}
    app.sign_up("ana", email="ana@example.com")
    idp.resend_confirmation_code(**named, ClientMetadata={"again": "yes"})
    assert t.request["clientMetadata"] == {"again": "yes"}
    app.confirm("ana", app.lab.outbox[-1].code)
    idp.forgot_password(**named)
    token = app.sign_in("ana")["AccessToken"]
    idp.get_user_attribute_verification_code(AccessToken=token, AttributeName="email")
    other = [{"Name": "email", "Value": "other@example.com"}]
    idp.update_user_attributes(AccessToken=token, UserAttributes=other)
    idp.admin_update_user_attributes(
        UserPoolId=app.user_pool_id,
        Username="ana",
        UserAttributes=[
            {"Name": "email", "Value": "third@example.com"},
            {"Name": "email_verified", "Value": "true"},
        ],
    )
    idp.admin_reset_user_password(UserPoolId=app.user_pool_id, Username="ana")
    assert t.sources == [
        "CustomMessage_SignUp",
        "CustomMessage_ResendCode",
        "CustomMessage_ForgotPassword",
        "CustomMessage_VerifyUserAttribute",
        "CustomMessage_UpdateUserAttribute",
        "CustomMessage_ForgotPassword",
    ]
    assert t.events[0]["request"]["codeParameter"] == "{####}"
    assert t.events[0]["request"]["usernameParameter"] is None
    clients = [event["callerContext"]["clientId"] for event in t.events]
    assert clients == [*[app.client_id] * 5, "CLIENT_ID_NOT_APPLICABLE"]
    for message in app.lab.outbox:
        assert message.text == f"Your code, dear: {message.code}"
        assert message.subject == "Museum"


def test_custom_message_writes_an_invitation_with_name_and_password(make_app: MakeApp) -> None:
    words = "{username}, come in with {####}"
    t = custom_message(make_app, answers(smsMessage=words, emailMessage=words))
    t.app.cognito_idp.admin_create_user(
        UserPoolId=t.app.user_pool_id,
        Username="ana",
        TemporaryPassword=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
        DesiredDeliveryMediums=["EMAIL"],
        ClientMetadata={"a": "b"},
    )
    assert t.sources == ["CustomMessage_AdminCreateUser"]
    assert t.request["usernameParameter"] == "{username}"
    assert t.request["clientMetadata"] == {"a": "b"}
    assert t.app.lab.outbox[-1].text == f"ana, come in with {PASSWORD}"


def test_a_custom_message_that_says_nothing_leaves_the_pools_text(make_app: MakeApp) -> None:
    t = custom_message(make_app, nothing)
    t.app.sign_up("ana", email="ana@example.com")
    message = t.app.lab.outbox[-1]
    assert message.text == f"Your verification code is {message.code}."
    assert message.subject == "Your verification code"


def test_an_sms_takes_the_text_for_sms(make_app: MakeApp) -> None:
    t = TriggerApp(
        make_app,
        {"CustomMessage": answers(smsMessage=CODE)},
        AutoVerifiedAttributes=["phone_number"],
    )
    t.app.sign_up("ana", phone_number="+15550001111")
    message = t.app.lab.outbox[-1]
    assert (message.text, message.subject) == (f"Your code, dear: {message.code}", None)


@pytest.mark.parametrize(
    ("email", "response"),
    [
        (None, {"emailMessage": CODE}),
        ({"EmailSendingAccount": "COGNITO_DEFAULT"}, {"emailSubject": "Museum"}),
        (DEVELOPER, {"emailMessage": "no code in here"}),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused_and_the_earlier_code_stays_good(
    make_app: MakeApp, refusal: Refusal, email: Any, response: dict[str, str]
) -> None:
    pool = {} if email is None else {"EmailConfiguration": email}
    t = TriggerApp(make_app, {"CustomMessage": nothing}, **pool)
    t.app.sign_up("ana", email="ana@example.com")
    code = t.app.lab.outbox[-1].code

    def says(event: Any, context: Any) -> Any:
        event["response"].update(response)
        return event

    t.app.lab.functions["CustomMessage"] = says
    assert refusal(t.app.resend, "ana")[0] == "InvalidLambdaResponseException"
    assert len(t.app.lab.outbox) == 1
    t.app.confirm("ana", code)
    assert t.app.status("ana") == "CONFIRMED"


def test_a_function_that_is_not_there_is_said_with_a_remedy(
    make_app: MakeApp, refusal: Refusal
) -> None:
    arn = "arn:aws:lambda:us-east-1:123456789012:function:forgotten"
    app = make_app(LambdaConfig={"PreSignUp": arn})
    code, words = refusal(app.sign_up, "ana", email="ana@example.com")
    assert code == "UnexpectedLambdaException"
    assert words.startswith(
        "PreSignUp invocation failed due to error ResourceNotFoundException. (cognito_lab: "
    )
    assert arn in words
    assert app.cognito_idp.list_users(UserPoolId=app.user_pool_id)["Users"] == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("no event", "Invalid lambda function output : Invalid JSON"),
        ({"response": {"autoConfirmUser": "yes"}}, "Unrecognizable lambda output"),
        ({"statusCode": 200}, "Unrecognizable lambda output"),
    ],
)
def test_an_answer_that_is_no_event_is_refused(
    make_app: MakeApp, refusal: Refusal, answer: Any, words: str
) -> None:
    t = made(make_app, PreSignUp=lambda event: answer)
    assert refusal(t.app.sign_up, "ana") == ("InvalidLambdaResponseException", words)


def test_a_handler_that_forgets_to_return_is_refused(make_app: MakeApp, refusal: Refusal) -> None:
    t = made(make_app, PreSignUp=nothing)
    t.app.lab.functions["PreSignUp"] = lambda event, context: None
    assert refusal(t.app.sign_up, "ana") == (
        "InvalidLambdaResponseException",
        "Invalid lambda function output : Invalid JSON",
    )


def test_the_trace_tells_which_function_was_called_and_keeps_its_words_to_the_call(
    make_app: MakeApp, refusal: Refusal
) -> None:
    t = made(make_app, PreSignUp=nothing, CustomMessage=raises("the password was hunter2"))
    refusal(t.app.sign_up, "ana", email="ana@example.com")
    notes = [note.text for note in t.app.lab.trace.notes if note.kind == "trigger"]
    assert notes == [
        "PreSignUp_SignUp called PreSignUp",
        "CustomMessage_SignUp called CustomMessage: UserLambdaValidationException",
    ]


def test_a_function_may_call_aws_itself(make_app: MakeApp) -> None:
    t = made(make_app, PostConfirmation=nothing)
    app = t.app

    def joins(event: Any, context: Any) -> Any:
        app.cognito_idp.admin_add_user_to_group(
            UserPoolId=event["userPoolId"], Username=event["userName"], GroupName="guests"
        )
        return event

    app.cognito_idp.create_group(UserPoolId=app.user_pool_id, GroupName="guests")
    app.lab.functions["PostConfirmation"] = joins
    app.confirmed_user("ana")
    groups = app.cognito_idp.admin_list_groups_for_user(
        UserPoolId=app.user_pool_id, Username="ana"
    )["Groups"]
    assert [group["GroupName"] for group in groups] == ["guests"]
    calls = {call.operation: call for call in app.lab.trace}
    assert calls["AdminAddUserToGroup"].status == 200
    assert calls["ConfirmSignUp"].status == 200
    assert "post-confirmation-trigger" not in calls["AdminAddUserToGroup"].behaviours


def test_a_pool_without_triggers_shows_no_row_of_theirs(make_app: MakeApp) -> None:
    app = make_app()
    app.confirmed_user("ana")
    app.sign_in("ana")
    seen = {row for call in app.lab.trace for row in call.behaviours}
    assert not [row for row in seen if "trigger" in row]
