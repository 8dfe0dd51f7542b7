"""The architecture map shows what describe calls returned, and nothing that they did not."""

from __future__ import annotations

from typing import Any

import pytest

from cognito_lab.diagrams import Architecture, architecture_from, draw_architecture
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, NEITHER
from tests.diagrams import descriptions as described
from tests.diagrams.seen import Seen


def links(architecture: Architecture) -> set[tuple[str, str, str, str]]:
    names = {part.id: f"{part.sort} {part.name}".strip() for part in architecture.parts}
    return {
        (names[link.source], link.label, names[link.target], link.question)
        for link in architecture.links
    }


def test_a_user_pool_and_a_client_alone_are_authentication_only() -> None:
    architecture = architecture_from(user_pools=[described.POOL], app_clients=[described.WEB])
    assert links(architecture) == {
        ("Your app", "signs in, gets tokens", "app client photos-web", AUTHENTICATION),
        ("app client photos-web", "is an entrance of", "user pool photos", AUTHENTICATION),
    }
    words = Seen(draw_architecture(architecture).svg).words
    assert "Authentication: who are you?" in words
    assert "Authorization" not in words
    assert "IAM" not in words


def test_both_halves_meet_in_the_identity_pool() -> None:
    architecture = architecture_from(**described.BOTH_HALVES)
    pool, client = "identity pool photos", "app client photos-web"
    signed_in, guest = "IAM role photos-authenticated", "IAM role photos-guest"
    iam = "IAM evaluates every call"
    assert links(architecture) == {
        ("Your app", "signs in, gets tokens", client, AUTHENTICATION),
        (client, "is an entrance of", "user pool photos", AUTHENTICATION),
        ("Your app", "ID token in, AWS credentials out", pool, NEITHER),
        (pool, "accepts ID tokens made for", client, AUTHENTICATION),
        (pool, "signed-in users get", signed_in, AUTHORIZATION),
        (pool, "guests get", guest, AUTHORIZATION),
        (signed_in, "its policies say", iam, AUTHORIZATION),
        (guest, "its policies say", iam, AUTHORIZATION),
        (iam, "decides on calls to", "S3 bucket photos", AUTHORIZATION),
        (iam, "decides on calls to", "DynamoDB table albums", AUTHORIZATION),
    }


def test_every_part_stands_in_the_picture_and_in_its_table() -> None:
    architecture = architecture_from(**described.BOTH_HALVES)
    picture = draw_architecture(architecture, title="The photo app")
    letters = Seen(picture.svg).letters
    for part in architecture.parts:
        for text in (part.name, part.sort, *part.details):
            assert "".join(text.split()) in letters
    assert len(picture.table.rows) == len(architecture.parts) + len(architecture.links)
    assert picture.table.caption == "The photo app, as text"


def test_what_the_describe_calls_say_of_a_part_stands_on_it() -> None:
    architecture = architecture_from(
        user_pools=[described.POOL | {"MfaConfiguration": "OPTIONAL"}],
        app_clients=[described.SERVER],
        identity_pools=[described.IDENTITY_POOL | {"AllowUnauthenticatedIdentities": False}],
    )
    details = {part.sort: part.details for part in architecture.parts}
    assert details["user pool"] == (described.POOL["Id"], "MFA: optional", "sign-in with: email")
    assert details["app client"][1:] == (
        "confidential: has a secret",
        "flows: ADMIN_USER_PASSWORD_AUTH",
    )
    assert "guests: no" in details["identity pool"]


@pytest.mark.parametrize(
    ("accepts", "guests", "what_the_app_gets"),
    [
        (
            {"SupportedLoginProviders": {"graph.facebook.com": "1"}},
            False,
            {"ID token in, AWS credentials out"},
        ),
        ({"DeveloperProviderName": "login.example"}, False, {"ID token in, AWS credentials out"}),
        ({}, True, {"no token in, AWS credentials out"}),
        ({}, False, set()),
    ],
)
def test_an_identity_pool_gives_credentials_only_where_it_takes_somebody(
    accepts: dict[str, object], guests: bool, what_the_app_gets: set[str]
) -> None:
    pool = {
        "IdentityPoolId": "us-east-1:1",
        "IdentityPoolName": "photos",
        "AllowUnauthenticatedIdentities": guests,
        **accepts,
    }
    architecture = architecture_from(identity_pools=[pool])
    assert {link.label for link in architecture.links if link.source == "app"} == what_the_app_gets
    (part,) = (part for part in architecture.parts if part.sort == "identity pool")
    assert ("accepts no login" in part.details) is (not what_the_app_gets)


def test_a_client_secret_is_never_shown() -> None:
    picture = draw_architecture(architecture_from(app_clients=[described.SERVER]))
    assert described.SERVER["ClientSecret"] not in picture.svg + str(picture.table)


def test_providers_that_were_not_described_still_stand_on_the_map() -> None:
    alone = architecture_from(
        identity_pools=[
            described.IDENTITY_POOL
            | {
                "SupportedLoginProviders": {"accounts.google.com": "id"},
                "OpenIdConnectProviderARNs": ["arn:aws:iam::1:oidc-provider/idp.example.com"],
            }
        ]
    )
    said = {(label, target) for _, label, target, _ in links(alone)}
    assert ("accepts logins of", "identity provider accounts.google.com") in said
    assert ("accepts logins of", "identity provider idp.example.com") in said
    assert (
        "accepts ID tokens of",
        f"user pool cognito-idp.us-east-1.amazonaws.com/{described.POOL['Id']}",
    ) in said


def test_two_pools_of_one_name_are_two_parts() -> None:
    twin = described.POOL | {"Id": "us-east-1_zzzzzzzzz"}
    architecture = architecture_from(user_pools=[described.POOL, twin])
    assert [part.name for part in architecture.parts] == ["Your app", "photos", "photos"]


def test_the_same_descriptions_give_the_same_bytes() -> None:
    one, other = (draw_architecture(architecture_from(**described.BOTH_HALVES)) for _ in "12")
    assert one == other


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"user_pools": [{"UserPool": described.POOL}]}, "of a user pool: it has no Id.*UserPool"),
        (
            {"app_clients": ["photos-web"]},
            "of an app client: .*Found: 'photos-web'",
        ),
        ({"tables": [{"Table": {}}]}, "of a table: it has no TableName"),
        (
            {"identity_pool_roles": [described.CHOSEN_ROLES]},
            "which is not among identity_pools: add its describe_identity_pool",
        ),
    ],
)
def test_what_is_no_description_is_refused_with_what_to_give(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        architecture_from(**given)
