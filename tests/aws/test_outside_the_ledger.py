"""What moto does faithfully stays moto's: the same answers in stock moto and in the lab."""

from collections.abc import Callable
from typing import Any

import pytest

from cognito_lab.aws import Lab
from tests.aws.app import StockMoto
from tests.aws.ledger_scene import PASSWORD, Scene, answer

PROBES: dict[str, Callable[[Scene], Any]] = {}


def probe(function: Callable[[Scene], Any]) -> Callable[[Scene], Any]:
    PROBES[function.__name__] = function
    return function


@probe
def wrong_password_of_a_confirmed_user(scene: Scene) -> str:
    username = scene.confirmed()
    return answer(
        scene.idp.initiate_auth,
        ClientId=scene.app,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": "Not-Her-Password-1"},
    )


@probe
def disabled_and_enabled_again(scene: Scene) -> list[str]:
    username = scene.confirmed()
    named = {"UserPoolId": scene.pool, "Username": username}
    said = []
    for change in (scene.idp.admin_disable_user, scene.idp.admin_enable_user):
        change(**named)
        said.append(answer(scene.tokens, username=username))
    return said


@probe
def password_changed_by_its_owner(scene: Scene) -> list[str]:
    username = scene.confirmed()
    token = scene.tokens(username)["AccessToken"]
    changed = answer(
        scene.idp.change_password,
        AccessToken=token,
        PreviousPassword=PASSWORD,
        ProposedPassword="Quite-Another-2",
    )
    return [changed, answer(scene.tokens, username=username).partition(":")[0]]


@probe
def signed_out_everywhere(scene: Scene) -> list[str]:
    username = scene.confirmed()
    token = scene.tokens(username)["AccessToken"]
    said = [answer(scene.idp.get_user, AccessToken=token)]
    scene.idp.global_sign_out(AccessToken=token)
    said.append(answer(scene.idp.get_user, AccessToken=token).partition(":")[0])
    return said


@probe
def groups(scene: Scene) -> Any:
    named = {"UserPoolId": scene.pool, "GroupName": "moderators"}
    scene.idp.create_group(**named, Precedence=3, Description="d")
    twice = answer(scene.idp.create_group, **named)
    scene.idp.update_group(**named, Precedence=1)
    username = scene.confirmed()
    scene.idp.admin_add_user_to_group(**named, Username=username)
    members = scene.idp.list_users_in_group(**named)["Users"]
    precedence = scene.idp.get_group(**named)["Group"]["Precedence"]
    scene.idp.delete_group(**named)
    left = scene.idp.list_groups(UserPoolId=scene.pool)["Groups"]
    return twice, len(members), precedence, left


@probe
def identity_providers_and_resource_servers(scene: Scene) -> Any:
    pool = {"UserPoolId": scene.pool}
    details = {"client_id": "c", "client_secret": "s", "authorize_scopes": "openid"}
    scene.idp.create_identity_provider(
        **pool, ProviderName="Google", ProviderType="Google", ProviderDetails=details
    )
    server = {"Identifier": "https://api", "Name": "api"}
    scopes = [{"ScopeName": "read", "ScopeDescription": "r"}]
    made = scene.idp.create_resource_server(**pool, **server, Scopes=scopes)["ResourceServer"]
    twice = answer(scene.idp.create_resource_server, **pool, **server).replace(scene.pool, "POOL")
    providers = scene.idp.list_identity_providers(**pool)["Providers"]
    return made["Scopes"], twice, [one["ProviderName"] for one in providers]


@probe
def pools_and_clients(scene: Scene) -> Any:
    pool = scene.new_pool()
    app = scene.new_app(pool)
    named = {"UserPoolId": pool, "ClientId": app["ClientId"]}
    described = scene.idp.describe_user_pool_client(**named)["UserPoolClient"]
    policy = scene.idp.describe_user_pool(UserPoolId=pool)["UserPool"]["Policies"]
    scene.idp.delete_user_pool_client(**named)
    left = scene.idp.list_user_pool_clients(UserPoolId=pool, MaxResults=9)["UserPoolClients"]
    scene.idp.delete_user_pool(UserPoolId=pool)
    gone = answer(scene.idp.describe_user_pool, UserPoolId=pool).replace(pool, "POOL")
    return described["ClientName"], policy, left, gone


@pytest.fixture(scope="module")
def in_stock_moto(lab_of_this_module: Lab, stock_moto: StockMoto) -> dict[str, Any]:
    """What every probe finds where no lab runs."""
    lab_of_this_module.stop()
    with stock_moto():
        return {name: run(Scene()) for name, run in PROBES.items()}


@pytest.mark.parametrize("name", PROBES)
def test_the_lab_answers_as_stock_moto_does(
    name: str, in_stock_moto: dict[str, Any], lab: Lab
) -> None:
    assert PROBES[name](Scene(lab)) == in_stock_moto[name]
