"""pycognito, a client that others wrote, gets in where it should and is refused where it should.

https://github.com/NabuCasa/pycognito
"""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from pycognito import Cognito
from pycognito.aws_srp import AWSSRP
from pycognito.exceptions import ForceChangePasswordException, SoftwareTokenMFAChallengeException

from cognito_lab.aws import Lab
from cognito_lab.sign_in.totp import totp
from tests.aws.app import PASSWORD, App, MakeApp


def client_of(app: App, username: str = "ana", **settings: Any) -> Cognito:
    return Cognito(app.user_pool_id, app.client_id, username=username, **settings)


@pytest.fixture
def ana(app: App) -> App:
    app.confirmed_user("ana")
    return app


def test_the_right_password_signs_in_by_srp_and_its_tokens_verify(ana: App, lab: Lab) -> None:
    user = client_of(ana)
    user.authenticate(password=PASSWORD)  # by SRP; verifies both tokens against the JWKS
    flows = [call.parameters["AuthFlow"] for call in lab.trace if call.operation == "InitiateAuth"]
    assert flows == ["USER_SRP_AUTH"]
    assert user.id_claims["cognito:username"] == "ana"
    assert user.get_user().email == "ana@example.com"


def test_a_wrong_password_is_refused(ana: App) -> None:
    with pytest.raises(ClientError, match="Incorrect username or password"):
        client_of(ana).authenticate(password="Wrong-Horse-1")


def test_an_unknown_user_is_refused(ana: App) -> None:
    with pytest.raises(ClientError, match="User does not exist"):
        client_of(ana, "nobody").authenticate(password=PASSWORD)


def test_an_app_client_with_a_secret_wants_its_hash(make_app: MakeApp, cognito_idp: Any) -> None:
    app = make_app()
    app.confirmed_user("ana")
    confidential = cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id, ClientName="server", GenerateSecret=True
    )["UserPoolClient"]
    named = (app.user_pool_id, confidential["ClientId"])
    user = Cognito(*named, username="ana", client_secret=confidential["ClientSecret"])
    user.authenticate(password=PASSWORD)
    assert user.access_claims["client_id"] == confidential["ClientId"]
    with pytest.raises(ClientError, match="SECRET_HASH was not received"):
        Cognito(*named, username="ana").authenticate(password=PASSWORD)
    with pytest.raises(ClientError, match="Unable to verify secret hash"):
        Cognito(*named, username="ana", client_secret="guessed").authenticate(password=PASSWORD)


def test_it_signs_up_confirms_and_changes_its_password(app: App, lab: Lab) -> None:
    user = client_of(app, "ben")
    user.set_base_attributes(email="ben@example.com")
    user.register("ben", PASSWORD)
    user.confirm_sign_up(lab.outbox[-1].code, username="ben")
    user.authenticate(password=PASSWORD)
    user.change_password(PASSWORD, "Quite-Another-2")
    with pytest.raises(ClientError, match="Incorrect username or password"):
        client_of(app, "ben").authenticate(password=PASSWORD)
    client_of(app, "ben").authenticate(password="Quite-Another-2")


def test_a_temporary_password_is_changed_by_srp(app: App, cognito_idp: Any) -> None:
    cognito_idp.admin_create_user(
        UserPoolId=app.user_pool_id, Username="ben", TemporaryPassword="Temporary-1"
    )
    with pytest.raises(ForceChangePasswordException):
        client_of(app, "ben").authenticate(password="Temporary-1")
    client_of(app, "ben").new_password_challenge("Temporary-1", "Quite-Another-2")
    assert app.status("ben") == "CONFIRMED"


def test_totp_is_set_up_and_asked_for_by_srp(ana: App, cognito_idp: Any, lab: Lab) -> None:
    cognito_idp.set_user_pool_mfa_config(
        UserPoolId=ana.user_pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )
    user = client_of(ana)
    user.authenticate(password=PASSWORD)
    secret = user.associate_software_token()
    assert user.verify_software_token(totp(secret, lab.clock.now()))
    user.set_user_mfa_preference(False, True, "SOFTWARE_TOKEN")
    with pytest.raises(SoftwareTokenMFAChallengeException) as asked:
        client_of(ana).authenticate(password=PASSWORD)
    tokens = asked.value.get_tokens()
    with pytest.raises(ClientError, match="CodeMismatchException"):
        user.respond_to_software_token_mfa_challenge("000000", tokens)
    lab.clock.advance(seconds=30)  # the code that set it up is used
    user.respond_to_software_token_mfa_challenge(totp(secret, lab.clock.now()), tokens)
    assert user.access_claims["username"] == "ana"


def test_its_srp_half_agrees_with_every_number_of_ours(ana: App, cognito_idp: Any) -> None:
    srp = AWSSRP(
        "ana", PASSWORD, pool_id=ana.user_pool_id, client_id=ana.client_id, client=cognito_idp
    )
    tokens = srp.authenticate_user()
    assert tokens["AuthenticationResult"]["TokenType"] == "Bearer"
