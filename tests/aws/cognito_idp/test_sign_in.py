"""Beginning a sign-in: by which flows, with which hash, as whom, and what is said before it."""

import base64
import hashlib
import hmac
from typing import Any

import pytest

from cognito_lab.aws import Lab
from cognito_lab.flow.call import MOTO, MOTO_AND_LAB
from tests.aws.app import PASSWORD, App, MakeApp, Refusal

INCORRECT = ("NotAuthorizedException", "Incorrect username or password.")
NOT_FOUND = ("UserNotFoundException", "User does not exist.")
PUBLIC = {
    "USER_PASSWORD_AUTH": {"USERNAME": "ana", "PASSWORD": PASSWORD},
    "USER_SRP_AUTH": {"USERNAME": "ana", "SRP_A": "2"},
    "USER_AUTH": {"USERNAME": "ana"},
    "CUSTOM_AUTH": {"USERNAME": "ana"},
}
ADMIN = {
    "ADMIN_USER_PASSWORD_AUTH": {"USERNAME": "ana", "PASSWORD": PASSWORD},
    "ADMIN_NO_SRP_AUTH": {"USERNAME": "ana", "PASSWORD": PASSWORD},
    "USER_SRP_AUTH": {"USERNAME": "ana", "SRP_A": "2"},
}
HIDES = {"PreventUserExistenceErrors": "ENABLED"}


def begin(app: App, flow: str, parameters: dict[str, str], *, admin: bool = False) -> Any:
    """InitiateAuth or AdminInitiateAuth."""
    named = {"ClientId": app.client_id, "AuthFlow": flow, "AuthParameters": parameters}
    if admin:
        return app.cognito_idp.admin_initiate_auth(UserPoolId=app.user_pool_id, **named)
    return app.cognito_idp.initiate_auth(**named)


def with_flows(make_app: MakeApp, *flows: str, **client: Any) -> App:
    app = make_app(client={"ExplicitAuthFlows": list(flows), **client})
    app.sign_up("ana", email="ana@example.com")
    app.confirm("ana", app.lab.outbox[-1].code)
    return app


# https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
@pytest.mark.parametrize("flow", PUBLIC)
@pytest.mark.parametrize("allowed", PUBLIC)
def test_a_flow_is_open_only_to_an_app_client_that_names_it(
    make_app: MakeApp, refusal: Refusal, flow: str, allowed: str
) -> None:
    app = with_flows(make_app, f"ALLOW_{allowed}")
    if flow == allowed == "CUSTOM_AUTH":  # which needs functions
        code, words = refusal(begin, app, flow, PUBLIC[flow])
        assert "not enabled" not in words
    elif flow == allowed:
        assert {"AuthenticationResult", "ChallengeName"} & begin(app, flow, PUBLIC[flow]).keys()
    else:
        code, words = refusal(begin, app, flow, PUBLIC[flow])
        assert code == "InvalidParameterException" and "not enabled for th" in words


@pytest.mark.parametrize(
    ("listed", "open_to"),
    [
        ([], {"USER_SRP_AUTH"}),
        (["USER_PASSWORD_AUTH"], {"USER_PASSWORD_AUTH", "USER_SRP_AUTH"}),
        (["ADMIN_NO_SRP_AUTH"], {"USER_SRP_AUTH"}),
        (["CUSTOM_AUTH_FLOW_ONLY"], set()),
    ],
)
def test_the_default_and_the_older_names_mean_what_they_meant(
    make_app: MakeApp, refusal: Refusal, listed: list[str], open_to: set[str]
) -> None:
    app = with_flows(make_app, *listed)
    for flow in ("USER_PASSWORD_AUTH", "USER_SRP_AUTH", "USER_AUTH"):
        if flow in open_to:
            begin(app, flow, PUBLIC[flow])
        else:
            assert "not enabled" in refusal(begin, app, flow, PUBLIC[flow])[1]


@pytest.mark.parametrize("flow", ADMIN)
def test_an_administrators_flows_are_held_to_the_app_client_too(
    make_app: MakeApp, refusal: Refusal, flow: str
) -> None:
    app = with_flows(make_app, "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH")
    begin(app, flow, ADMIN[flow], admin=True)
    other = with_flows(make_app, "ALLOW_USER_PASSWORD_AUTH")
    assert refusal(begin, other, flow, ADMIN[flow], admin=True) == (
        "InvalidParameterException",
        "Auth flow not enabled for this client",
    )


@pytest.mark.parametrize(
    ("flow", "admin"), [("ADMIN_USER_PASSWORD_AUTH", False), ("USER_PASSWORD_AUTH", True)]
)
def test_a_flow_of_the_other_door_is_refused(
    make_app: MakeApp, refusal: Refusal, flow: str, admin: bool
) -> None:
    app = with_flows(make_app, "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH")
    code, _ = refusal(begin, app, flow, PUBLIC["USER_PASSWORD_AUTH"], admin=admin)
    assert code == "InvalidParameterException"


@pytest.mark.parametrize("flow", PUBLIC)
def test_an_app_client_with_a_secret_wants_its_hash_whatever_the_flow(
    make_app: MakeApp, cognito_idp: Any, refusal: Refusal, flow: str
) -> None:
    app = make_app()
    app.confirmed_user("ana")
    server = cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id,
        ClientName="server",
        GenerateSecret=True,
        ExplicitAuthFlows=[f"ALLOW_{flow}"],
    )["UserPoolClient"]
    confidential = App(app.lab, cognito_idp, app.user_pool_id, server["ClientId"])

    def hashed(username: str, secret: str = server["ClientSecret"]) -> str:
        message = (username + server["ClientId"]).encode()
        mac = hmac.new(secret.encode(), message, hashlib.sha256).digest()
        return base64.b64encode(mac).decode()

    def said(**more: str) -> str:
        try:
            begin(confidential, flow, {**PUBLIC[flow], **more})
        except cognito_idp.exceptions.ClientError as problem:
            return str(problem.response["Error"]["Message"])
        return "accepted"

    assert "SECRET_HASH was not received" in said()
    for wrong in (hashed("ben"), hashed("ana", "guessed"), "", "é"):
        assert "Unable to verify secret hash for client" in said(SECRET_HASH=wrong)
    assert "SECRET_HASH" not in said(SECRET_HASH=hashed("ana")).upper().replace(" ", "_")


@pytest.mark.parametrize("flow", ["USER_PASSWORD_AUTH", "USER_SRP_AUTH"])
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("unconfirmed", ("UserNotConfirmedException", "User is not confirmed.")),
        ("disabled", ("NotAuthorizedException", "User is disabled.")),
        (
            "reset",
            ("PasswordResetRequiredException", "Password reset required for the user"),
        ),
    ],
)
@pytest.mark.parametrize("password", [PASSWORD, "Wrong-Horse-1"])
def test_what_keeps_a_user_out_is_said_whatever_the_password(
    app: App,
    cognito_idp: Any,
    refusal: Refusal,
    flow: str,
    state: str,
    expected: tuple[str, str],
    password: str,
) -> None:
    named = {"UserPoolId": app.user_pool_id, "Username": "ana"}
    app.sign_up("ana", email="ana@example.com")
    if state != "unconfirmed":
        app.confirm("ana", app.lab.outbox[-1].code)
    if state == "disabled":
        cognito_idp.admin_disable_user(**named)
    if state == "reset":
        cognito_idp.admin_reset_user_password(**named)
    parameters = {**PUBLIC[flow], **({"PASSWORD": password} if "PASSWORD" in PUBLIC[flow] else {})}
    assert refusal(begin, app, flow, parameters) == expected


@pytest.mark.parametrize(
    ("flow", "parameters", "admin"),
    [
        ("USER_PASSWORD_AUTH", {"PASSWORD": PASSWORD}, False),
        ("ADMIN_USER_PASSWORD_AUTH", {"PASSWORD": PASSWORD}, True),
    ],
)
@pytest.mark.parametrize(("client", "expected"), [({}, NOT_FOUND), (HIDES, INCORRECT)])
def test_an_unknown_name_is_told_or_not_as_the_app_client_says(
    make_app: MakeApp,
    refusal: Refusal,
    flow: str,
    parameters: dict[str, str],
    admin: bool,
    client: dict[str, str],
    expected: tuple[str, str],
) -> None:
    app = with_flows(
        make_app, "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", **client
    )
    nobody = {**parameters, "USERNAME": "nobody"}
    assert refusal(begin, app, flow, nobody, admin=admin) == expected
    wrong = {"USERNAME": "ana", "PASSWORD": "Wrong-Horse-1"}
    assert refusal(begin, app, flow, wrong, admin=admin) == INCORRECT


@pytest.mark.parametrize("missing", ["USERNAME", "PASSWORD"])
def test_a_parameter_that_is_missing_is_named(app: App, refusal: Refusal, missing: str) -> None:
    app.confirmed_user("ana")
    parameters = {k: v for k, v in PUBLIC["USER_PASSWORD_AUTH"].items() if k != missing}
    assert refusal(begin, app, "USER_PASSWORD_AUTH", parameters) == (
        "InvalidParameterException",
        f"Missing required parameter {missing}",
    )


def test_the_badge_says_moto_where_moto_refused_and_the_lab_where_a_row_did(
    make_app: MakeApp, lab: Lab, refusal: Refusal
) -> None:
    app = with_flows(make_app, "ALLOW_USER_PASSWORD_AUTH")
    refusal(app.sign_in, "ana", "Wrong-Horse-1")
    assert lab.trace[-1].answered_by == MOTO
    refusal(app.sign_in, "nobody")
    assert lab.trace[-1].answered_by == MOTO
    hiding = with_flows(make_app, "ALLOW_USER_PASSWORD_AUTH", **HIDES)
    refusal(hiding.sign_in, "nobody")
    assert lab.trace[-1].answered_by == MOTO_AND_LAB
    assert lab.trace[-1].behaviours == ("user-existence-is-hidden",)
