"""Ids of pools and app clients, and the keys that they get."""

import json
import re
from typing import Any

from cognito_lab.aws import Lab
from cognito_lab.aws.cognito_idp.pools import find_app_client, find_pool
from tests.aws.app import App, MakeApp


def test_a_pools_id_has_its_region_and_nine_letters_and_digits(
    make_app: MakeApp, cognito_idp: Any
) -> None:
    app = make_app()
    assert re.fullmatch(r"us-east-1_[A-Za-z0-9]{9}", app.user_pool_id)
    pool = cognito_idp.describe_user_pool(UserPoolId=app.user_pool_id)["UserPool"]
    assert pool["Id"] == app.user_pool_id
    assert pool["Arn"] == f"arn:aws:cognito-idp:us-east-1:123456789012:userpool/{app.user_pool_id}"
    assert [pool["Id"] for pool in cognito_idp.list_user_pools(MaxResults=9)["UserPools"]] == [
        app.user_pool_id
    ]


def test_an_app_clients_id_and_secret_have_aws_shape(app: App, cognito_idp: Any) -> None:
    client = cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id, ClientName="confidential", GenerateSecret=True
    )["UserPoolClient"]
    assert re.fullmatch(r"[a-z0-9]{26}", client["ClientId"])
    assert re.fullmatch(r"[a-z0-9]{51}", client["ClientSecret"])
    described = cognito_idp.describe_user_pool_client(
        UserPoolId=app.user_pool_id, ClientId=client["ClientId"]
    )["UserPoolClient"]
    assert described["ClientSecret"] == client["ClientSecret"]
    listed = cognito_idp.list_user_pool_clients(UserPoolId=app.user_pool_id)["UserPoolClients"]
    assert [c["ClientId"] for c in listed] == [app.client_id, client["ClientId"]]


def test_a_public_client_shows_no_secret(app: App, cognito_idp: Any) -> None:
    described = cognito_idp.describe_user_pool_client(
        UserPoolId=app.user_pool_id, ClientId=app.client_id
    )["UserPoolClient"]
    assert "ClientSecret" not in described


def test_a_secret_is_masked_in_the_record(app: App, cognito_idp: Any, lab: Lab) -> None:
    secret = cognito_idp.create_user_pool_client(
        UserPoolId=app.user_pool_id, ClientName="confidential", GenerateSecret=True
    )["UserPoolClient"]["ClientSecret"]
    assert secret not in str(list(lab.trace))


def test_the_same_seed_makes_the_same_ids_and_tokens(make_app: MakeApp, lab: Lab) -> None:
    def everything() -> str:
        lab.reset()
        app = make_app(client={"GenerateSecret": False})
        other = make_app()
        app.confirmed_user("ana")
        return json.dumps([app.user_pool_id, app.client_id, other.client_id, app.sign_in("ana")])

    assert everything() == everything()


def test_one_code_more_changes_no_id_that_comes_after_it(make_app: MakeApp, lab: Lab) -> None:
    def id_of_a_second_pool(codes: int) -> str:
        lab.reset()
        app = make_app()
        for number in range(codes):
            app.sign_up(f"user{number}", email="user@example.com")
        return make_app().user_pool_id

    assert id_of_a_second_pool(1) == id_of_a_second_pool(3)


def test_pools_and_clients_are_found_by_id_in_every_region(make_app: MakeApp) -> None:
    here, there = make_app(), make_app(region="eu-west-1")
    for app in (here, there):
        pool = find_pool(app.user_pool_id)
        backend, pool_of_client = find_app_client(app.client_id)
        assert pool is pool_of_client
        assert backend.user_pools[app.user_pool_id] is pool
    assert find_pool("us-east-1_Nowhere12") is None
    assert find_app_client("1" * 26) is None


def test_a_pool_takes_its_keys_when_they_are_first_needed_and_keeps_them(make_app: MakeApp) -> None:
    silent, app = make_app(), make_app()
    keys = find_pool(app.user_pool_id).keys
    assert keys is find_pool(app.user_pool_id).keys
    # A pool that signs nothing costs no keys, so it changes nobody else's.
    assert find_pool(silent.user_pool_id)._keys_in_use is None


def test_no_two_pools_of_a_lab_share_a_key_also_after_the_bundle_is_used_up(
    lab: Lab, cognito_idp: Any
) -> None:
    kids = []
    for number in range(33):  # two keys each, and the bundle has 64
        pool = cognito_idp.create_user_pool(PoolName=f"pool{number}")["UserPool"]["Id"]
        kids += [key["kid"] for key in find_pool(pool).keys.jwks()["keys"]]
    assert len(set(kids)) == 66


def test_a_users_groups_are_listed_in_the_order_of_joining(cognito_idp, app):
    app.confirmed_user("ana")
    for name in ("zeta", "alpha", "mu", "beta"):
        cognito_idp.create_group(UserPoolId=app.user_pool_id, GroupName=name)
        cognito_idp.admin_add_user_to_group(
            UserPoolId=app.user_pool_id, GroupName=name, Username="ana"
        )
    cognito_idp.admin_remove_user_from_group(
        UserPoolId=app.user_pool_id, GroupName="alpha", Username="ana"
    )
    cognito_idp.delete_group(UserPoolId=app.user_pool_id, GroupName="mu")
    groups = cognito_idp.admin_list_groups_for_user(UserPoolId=app.user_pool_id, Username="ana")
    assert [group["GroupName"] for group in groups["Groups"]] == ["zeta", "beta"]
