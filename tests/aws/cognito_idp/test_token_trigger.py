"""PreTokenGeneration on the mock: when it is asked, what it is told, and what becomes of it."""

from collections.abc import Callable
from typing import Any

import jwt
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import LabUserPool, find_pool
from tests.aws.app import PASSWORD, App, MakeApp, Refusal
from tests.aws.cognito_idp.device_app import REMEMBERS, PhoneOfAna, require_mfa
from tests.aws.cognito_idp.trigger_app import TriggerApp, answers, nothing, raises
from tests.tokens.test_token_generation import DETAILS

NOT_UNDERSTOOD = ("InvalidLambdaResponseException", "Unrecognizable lambda output")
V1, V2 = "claimsOverrideDetails", "claimsAndScopeOverrideDetails"
ADMIN = "aws.cognito.signin.user.admin"


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def both(tokens: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The claims of the ID token and of the access token."""
    return claims_of(tokens["IdToken"]), claims_of(tokens["AccessToken"])


def versioned(make_app: MakeApp, version: str, does: Any, **pool: Any) -> TriggerApp:
    """A pool whose function gets events of this version."""
    t = TriggerApp(make_app, {"PreTokenGeneration": does}, **pool)
    arn = t.app.lab.functions["PreTokenGeneration"].arn
    config = {"PreTokenGenerationConfig": {"LambdaArn": arn, "LambdaVersion": version}}
    t.app.cognito_idp.update_user_pool(
        UserPoolId=t.app.user_pool_id, LambdaConfig=config, AutoVerifiedAttributes=["email"]
    )
    return t


def first(make_app: MakeApp, does: Any, **pool: Any) -> TriggerApp:
    t = TriggerApp(make_app, {"PreTokenGeneration": does}, **pool)
    t.app.confirmed_user()
    return t


def second(make_app: MakeApp, does: Any, version: str = "V2_0") -> TriggerApp:
    t = versioned(make_app, version, does)
    t.app.confirmed_user()
    return t


def refresh(app: App, tokens: dict[str, Any]) -> dict[str, Any]:
    return app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        ClientMetadata={"not": "passed on"},
    )["AuthenticationResult"]


def test_it_is_asked_once_for_both_tokens_and_told_who_they_are_for(make_app: MakeApp) -> None:
    t = first(make_app, nothing)
    t.app.sign_in()
    (event,) = t.events
    assert event["version"] == "1"
    assert event["triggerSource"] == "TokenGeneration_Authentication"
    assert event["userName"] == "ana"
    assert event["callerContext"]["clientId"] == t.app.client_id
    assert event["response"] == {V1: None}
    assert event["request"]["userAttributes"]["email"] == "ana@example.com"
    assert event["request"]["userAttributes"]["cognito:user_status"] == "CONFIRMED"
    assert event["request"].keys() == {"userAttributes", "groupConfiguration"}


@pytest.mark.parametrize(("version", "number"), [("V1_0", "1"), ("V2_0", "2"), ("V3_0", "3")])
def test_the_version_of_its_event_is_that_of_the_configuration(
    make_app: MakeApp, version: str, number: str
) -> None:
    t = second(make_app, nothing, version)
    t.app.sign_in()
    (event,) = t.events
    assert event["version"] == number
    assert event["response"] == ({V1: None} if number == "1" else {V2: None})
    assert event["request"].get("scopes") == (None if number == "1" else [ADMIN])


def test_it_is_told_the_groups_and_may_hand_them_back(make_app: MakeApp) -> None:
    def hands_back(event: dict[str, Any]) -> None:
        groups = event["request"]["groupConfiguration"]
        event["response"][V1] = {"groupOverrideDetails": groups}

    t = first(make_app, hands_back)
    arn = "arn:aws:iam::123456789012:role/guide"
    pool = {"UserPoolId": t.app.user_pool_id}
    t.app.cognito_idp.create_group(**pool, GroupName="guides", RoleArn=arn, Precedence=1)
    t.app.administer("admin_add_user_to_group", GroupName="guides")
    id_token, access_token = both(t.app.sign_in())
    assert t.request["groupConfiguration"] == {
        "groupsToOverride": ["guides"],
        "iamRolesToOverride": [arn],
        "preferredRole": arn,
    }
    assert id_token["cognito:groups"] == access_token["cognito:groups"] == ["guides"]
    assert (id_token["cognito:roles"], id_token["cognito:preferred_role"]) == ([arn], arn)


def test_client_metadata_comes_from_an_answered_challenge_and_not_from_the_beginning(
    make_app: MakeApp,
) -> None:
    t = first(make_app, nothing)
    app = t.app
    app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD},
        ClientMetadata={"shop": "north"},
    )
    assert "clientMetadata" not in t.request
    app.administer("admin_set_user_password", Password="Temporary-1", Permanent=False)
    answer_new_password(app, ClientMetadata={"shop": "south"})
    assert t.request["clientMetadata"] == {"shop": "south"}
    assert t.sources[-1] == "TokenGeneration_NewPasswordChallenge"


def answer_new_password(app: App, **given: Any) -> dict[str, Any]:
    challenge = app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": "Temporary-1"},
    )
    return app.cognito_idp.respond_to_auth_challenge(
        ClientId=app.client_id,
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ana", "NEW_PASSWORD": "Another-Horse-2"},
        **given,
    )["AuthenticationResult"]


def test_a_refresh_asks_it_again_without_client_metadata(make_app: MakeApp, lab: Lab) -> None:
    def counts(event: dict[str, Any]) -> None:
        claims = {"source": event["triggerSource"]}
        event["response"][V1] = {"claimsToAddOrOverride": claims}

    t = first(make_app, counts)
    tokens = t.app.sign_in()
    assert both(tokens)[0]["source"] == "TokenGeneration_Authentication"
    again = refresh(t.app, tokens)
    assert both(again)[0]["source"] == t.sources[-1] == "TokenGeneration_RefreshTokens"
    assert "clientMetadata" not in t.request
    assert "pre-token-generation-trigger" in lab.trace[-1].behaviours


def test_the_operation_of_its_own_for_refreshing_asks_it_too_and_passes_metadata_on(
    make_app: MakeApp,
) -> None:
    t = first(make_app, nothing)
    tokens = t.app.sign_in()
    t.app.cognito_idp.get_tokens_from_refresh_token(
        ClientId=t.app.client_id,
        RefreshToken=tokens["RefreshToken"],
        ClientMetadata={"shop": "north"},
    )
    assert t.sources[-1] == "TokenGeneration_RefreshTokens"
    assert t.request["clientMetadata"] == {"shop": "north"}


def test_a_refresh_that_is_refused_does_not_ask_it(make_app: MakeApp, refusal: Refusal) -> None:
    t = first(make_app, nothing)
    code, _ = refusal(refresh, t.app, {"RefreshToken": "nobody's"})
    assert code == "NotAuthorizedException"
    assert t.events == []


def test_a_wrong_password_does_not_ask_it(make_app: MakeApp, refusal: Refusal) -> None:
    t = first(make_app, nothing)
    refusal(t.app.sign_in, "ana", "Wrong-Horse-1")
    assert t.events == []


def test_post_authentication_comes_first(make_app: MakeApp) -> None:
    t = TriggerApp(make_app, {"PreTokenGeneration": nothing, "PostAuthentication": nothing})
    t.app.confirmed_user()
    t.app.sign_in()
    assert t.sources == ["PostAuthentication_Authentication", "TokenGeneration_Authentication"]


def test_the_first_version_changes_the_id_token_and_of_the_access_token_the_groups(
    make_app: MakeApp,
) -> None:
    details = {
        "claimsToAddOrOverride": {"tier": "gold", "email": "other@example.com", "sub": "x"},
        "claimsToSuppress": ["email_verified", "aud"],
        "groupOverrideDetails": {"groupsToOverride": ["x"], "iamRolesToOverride": ["arn"]},
    }
    t = first(make_app, answers(**{V1: details, V2: "not looked at"}))
    id_token, access_token = both(t.app.sign_in())
    assert (id_token["tier"], id_token["email"]) == ("gold", "other@example.com")
    assert id_token["sub"] == access_token["sub"] == t.app.attributes("ana")["sub"]
    assert "email_verified" not in id_token and id_token["aud"] == t.app.client_id
    assert id_token["cognito:groups"] == access_token["cognito:groups"] == ["x"]
    assert id_token["cognito:roles"] == ["arn"]
    assert "tier" not in access_token


@pytest.mark.parametrize("version", ["V2_0", "V3_0"])
def test_the_later_versions_change_both_tokens_and_the_scopes(
    make_app: MakeApp, version: str
) -> None:
    details = {
        "idTokenGeneration": {"claimsToAddOrOverride": {"level": 7}},
        "accessTokenGeneration": {
            "claimsToAddOrOverride": {"limits": {"day": [1, 2.5, True]}, "client_id": "x"},
            "claimsToSuppress": ["username", "limit"],
            "scopesToAdd": ["shop/read", "openid"],
            "scopesToSuppress": [ADMIN],
        },
    }
    t = second(make_app, answers(**{V2: details}), version)
    id_token, access_token = both(t.app.sign_in())
    assert id_token["level"] == 7 and "level" not in access_token
    assert access_token["limits"] == {"day": [1, 2.5, True]}
    assert access_token["scope"] == "shop/read openid"
    assert (access_token["client_id"], access_token["username"]) == (t.app.client_id, "ana")


def test_what_it_says_is_of_these_tokens_and_of_no_others(make_app: MakeApp) -> None:
    once = [{"claimsToAddOrOverride": {"tier": "gold"}}]

    def says_once(event: dict[str, Any]) -> None:
        event["response"][V1] = once.pop() if once else None

    t = first(make_app, says_once)
    assert both(t.app.sign_in())[0]["tier"] == "gold"
    assert "tier" not in both(t.app.sign_in())[0]
    other = make_app()
    other.confirmed_user()
    assert "tier" not in both(other.sign_in())[0]


def test_a_function_may_sign_in_somebody_else_meanwhile(make_app: MakeApp) -> None:
    plain = make_app()
    plain.confirmed_user("ben")
    others: list[dict[str, Any]] = []

    def signs_in(event: dict[str, Any]) -> None:
        others.append(plain.sign_in("ben"))
        event["response"][V1] = {"claimsToAddOrOverride": {"tier": "gold"}}

    t = first(make_app, signs_in)
    assert both(t.app.sign_in())[0]["tier"] == "gold"
    id_token, access_token = both(others[0])
    assert "tier" not in id_token
    assert access_token["username"] == "ben"


def pool_of(app: App) -> LabUserPool:
    pool = find_pool(app.user_pool_id)
    assert isinstance(pool, LabUserPool)
    return pool


@pytest.mark.parametrize(
    ("does", "said"),
    [
        (
            raises("not today"),
            (
                "UserLambdaValidationException",
                "PreTokenGeneration failed with error not today.",
            ),
        ),
        (answers(**{V1: "nonsense"}), NOT_UNDERSTOOD),
        (answers(**{V1: {"claimsToAddOrOverride": {"level": 7}}}), NOT_UNDERSTOOD),
        (
            lambda event: "x",
            ("InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON"),
        ),
    ],
)
def test_where_it_refuses_nothing_was_issued(
    make_app: MakeApp, refusal: Refusal, does: Any, said: tuple[str, str]
) -> None:
    t = first(make_app, does)
    assert refusal(t.app.sign_in) == said
    pool = pool_of(t.app)
    assert not pool.refresh_tokens and not pool.access_tokens and not pool.token_families


def test_where_it_refuses_a_refresh_the_refresh_token_still_works(
    make_app: MakeApp, refusal: Refusal
) -> None:
    moods: list[Callable[[dict[str, Any]], Any]] = [nothing, raises("later"), nothing]
    t = first(make_app, lambda event: moods.pop(0)(event))
    tokens = t.app.sign_in()
    assert refusal(refresh, t.app, tokens)[0] == "UserLambdaValidationException"
    assert refresh(t.app, tokens)["AccessToken"]


def test_a_function_that_is_not_there_ends_the_sign_in(make_app: MakeApp, refusal: Refusal) -> None:
    arn = "arn:aws:lambda:us-east-1:123456789012:function:nowhere"
    config = {"LambdaArn": arn, "LambdaVersion": "V2_0"}
    app = make_app(LambdaConfig={"PreTokenGenerationConfig": config})
    app.confirmed_user()
    assert refusal(app.sign_in)[0] == "UnexpectedLambdaException"


def test_where_triggers_cannot_fail_a_strange_answer_changes_nothing(
    make_app: MakeApp, lab: Lab
) -> None:
    t = first(make_app, answers(**{V1: {"claimsToAddOrOverride": {"level": 7}}}))
    with lab.ledger.without("trigger-can-fail"):
        assert "level" not in both(t.app.sign_in())[0]


def test_a_user_whom_it_deletes_gets_no_tokens(make_app: MakeApp, refusal: Refusal) -> None:
    def deletes(event: dict[str, Any]) -> None:
        t.app.administer("admin_delete_user")

    t = first(make_app, deletes)
    assert refusal(t.app.sign_in)[0] == "NotAuthorizedException"
    assert not pool_of(t.app).refresh_tokens


def test_an_app_client_that_it_deletes_gets_no_tokens(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    t = first(make_app, nothing)
    tokens = t.app.sign_in()
    get_tokens = t.app.cognito_idp.get_tokens_from_refresh_token

    def deletes(event: dict[str, Any]) -> None:
        t.app.cognito_idp.delete_user_pool_client(
            UserPoolId=t.app.user_pool_id, ClientId=t.app.client_id
        )

    lab.functions["PreTokenGeneration"] = lambda event, _: deletes(event) or event
    pool = pool_of(t.app)
    client, given_out = pool.clients[t.app.client_id], len(pool.access_tokens)
    gone = ("ResourceNotFoundException", f"User pool client {t.app.client_id} does not exist.")
    assert refusal(t.app.sign_in) == gone
    pool.clients[t.app.client_id] = client
    refresh_token = {"ClientId": t.app.client_id, "RefreshToken": tokens["RefreshToken"]}
    assert refusal(get_tokens, **refresh_token) == gone
    assert len(pool.access_tokens) == given_out


@pytest.mark.parametrize("trigger", ["PreTokenGeneration", "PostAuthentication"])
def test_a_user_whom_a_function_disables_gets_no_tokens(
    make_app: MakeApp, refusal: Refusal, trigger: str
) -> None:
    def disables(event: dict[str, Any]) -> None:
        t.app.administer("admin_disable_user")

    t = TriggerApp(make_app, {trigger: disables})
    t.app.confirmed_user()
    assert refusal(t.app.sign_in) == ("NotAuthorizedException", "User is disabled.")
    assert not pool_of(t.app).refresh_tokens


def test_a_name_that_it_takes_from_the_user_is_not_needed_any_more(make_app: MakeApp) -> None:
    def renames(event: dict[str, Any]) -> None:
        other = [{"Name": "email", "Value": "new@example.com"}]
        t.app.administer("admin_update_user_attributes", UserAttributes=other)

    t = TriggerApp(make_app, {"PreTokenGeneration": renames}, AliasAttributes=["email"])
    t.app.confirmed_user()
    id_token, access_token = both(t.app.sign_in("ana@example.com"))
    assert access_token["username"] == id_token["cognito:username"] == "ana"


def test_the_trace_tells_that_it_was_called(make_app: MakeApp, lab: Lab) -> None:
    t = first(make_app, nothing)
    t.app.sign_in()
    notes = [note.text for note in lab.trace.entries if getattr(note, "kind", "") == "trigger"]
    assert notes == ["TokenGeneration_Authentication called PreTokenGeneration"]


def test_with_the_row_of_its_version_off_it_is_not_called(make_app: MakeApp, lab: Lab) -> None:
    of_first, of_second = first(make_app, raises("x")), second(make_app, raises("x"))
    with lab.ledger.without("pre-token-generation-trigger"):
        assert of_first.app.sign_in()["AccessToken"]
    with lab.ledger.without("access-token-customization"):
        assert of_second.app.sign_in()["AccessToken"]
    assert of_first.events == of_second.events == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(version=st.sampled_from(["V1_0", "V2_0", "V3_0"]), details=DETAILS)
def test_whatever_it_answers_there_are_sound_tokens_or_awss_refusal(
    make_app: MakeApp, hostile_pools: dict[str, TriggerApp], version: str, details: Any
) -> None:
    if version not in hostile_pools:
        hostile_pools[version] = second(make_app, nothing, version)
    t = hostile_pools[version]
    t.app.lab.functions["PreTokenGeneration"] = lambda event, context: {
        **event,
        "response": {V1: details, V2: details},
    }
    try:
        id_token, access_token = both(t.app.sign_in())
    except ClientError as refused:
        error = refused.response["Error"]
        assert error["Code"] in (NOT_UNDERSTOOD[0], "UserLambdaValidationException")
        return
    assert id_token["sub"] == access_token["sub"] == t.app.attributes("ana")["sub"]
    assert id_token["aud"] == access_token["client_id"] == t.app.client_id
    assert (id_token["token_use"], access_token["token_use"]) == ("id", "access")


@pytest.fixture
def hostile_pools() -> dict[str, TriggerApp]:
    """A pool for each version, made when it is first needed."""
    return {}


def test_a_device_in_the_place_of_a_second_factor_is_its_own_source(make_app: MakeApp) -> None:
    t = TriggerApp(make_app, {"PreTokenGeneration": nothing}, DeviceConfiguration=REMEMBERS)
    t.app.confirmed_user("ana", phone_number="+15555550100")
    phone = PhoneOfAna(t.app)
    phone.confirm()
    require_mfa(t.app)
    phone.begin()
    phone.prove(phone.claim(phone.ask()))
    assert t.sources == ["TokenGeneration_Authentication", "TokenGeneration_AuthenticateDevice"]
