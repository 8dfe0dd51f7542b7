"""Identity pools and identities are in one region, and nowhere else."""

from __future__ import annotations

from typing import Any

import boto3

from cognito_lab.aws import Lab
from tests.aws.app import App, Refusal
from tests.aws.cognito_identity.photo_app import PhotoApp

BACKEND = "login.example"


def test_no_pool_and_no_identity_is_reached_from_another_region(
    lab: Lab, app: App, refusal: Refusal
) -> None:
    photo_app = PhotoApp(lab, app, DeveloperProviderName=BACKEND)
    photo_app.both_roles()
    here, logins = photo_app.identity, photo_app.logins()
    named = {"IdentityPoolId": photo_app.pool, "Logins": {BACKEND: "ana"}}
    anas = here.get_open_id_token_for_developer_identity(**named)["IdentityId"]
    pool, identity = {"IdentityPoolId": photo_app.pool}, {"IdentityId": photo_app.get_id(logins)}
    arn = f"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/{photo_app.pool}"
    here.tag_resource(ResourceArn=arn, Tags={"a": "b"})
    backend = {"DeveloperProviderName": BACKEND}
    before = _state(photo_app, identity["IdentityId"], arn)
    west = boto3.client("cognito-identity", region_name="us-west-2")
    calls: list[tuple[Any, dict[str, Any]]] = [
        (west.get_id, {**pool, "Logins": logins}),
        (west.describe_identity_pool, pool),
        (west.delete_identity_pool, pool),
        (west.update_identity_pool, {**pool, **photo_app.settings}),
        (west.list_identities, {**pool, "MaxResults": 9}),
        (west.set_identity_pool_roles, {**pool, "Roles": {}}),
        (west.get_identity_pool_roles, pool),
        (
            west.set_principal_tag_attribute_map,
            {**pool, "IdentityProviderName": photo_app.provider, "UseDefaults": True},
        ),
        (
            west.get_principal_tag_attribute_map,
            {**pool, "IdentityProviderName": photo_app.provider},
        ),
        (
            west.get_open_id_token_for_developer_identity,
            {**pool, "Logins": {BACKEND: "eva"}},
        ),
        (west.lookup_developer_identity, {**pool, "DeveloperUserIdentifier": "ana"}),
        (
            west.merge_developer_identities,
            {
                **pool,
                **backend,
                "SourceUserIdentifier": "ana",
                "DestinationUserIdentifier": "ana",
            },
        ),
        (
            west.unlink_developer_identity,
            {
                **pool,
                **backend,
                "IdentityId": anas,
                "DeveloperUserIdentifier": "ana",
            },
        ),
        (west.describe_identity, identity),
        (west.get_credentials_for_identity, {**identity, "Logins": logins}),
        (west.get_open_id_token, {**identity, "Logins": logins}),
        (
            west.unlink_identity,
            {**identity, "Logins": logins, "LoginsToRemove": [photo_app.provider]},
        ),
        (west.tag_resource, {"ResourceArn": arn, "Tags": {"c": "d"}}),
        (west.untag_resource, {"ResourceArn": arn, "TagKeys": ["a"]}),
        (west.list_tags_for_resource, {"ResourceArn": arn}),
    ]
    for call, given in calls:
        assert refusal(call, **given)[0] == "ResourceNotFoundException", call
    west.delete_identities(IdentityIdsToDelete=[identity["IdentityId"]])
    assert _state(photo_app, identity["IdentityId"], arn) == before
    assert here.lookup_developer_identity(**pool, DeveloperUserIdentifier="ana")


def _state(photo_app: PhotoApp, identity_id: str, arn: str) -> Any:
    here, pool = photo_app.identity, {"IdentityPoolId": photo_app.pool}
    answers = (
        here.describe_identity_pool(**pool),
        here.get_identity_pool_roles(**pool),
        here.list_identities(**pool, MaxResults=60),
        here.describe_identity(IdentityId=identity_id),
        here.list_tags_for_resource(ResourceArn=arn),
    )
    return [
        {name: value for name, value in one.items() if name != "ResponseMetadata"}
        for one in answers
    ]
