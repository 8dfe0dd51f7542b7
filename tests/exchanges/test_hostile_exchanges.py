"""Tokens and ids of people who mean harm, at every door of an exchange."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.iam.models import iam_backends

from cognito_lab.aws import Lab, start_lab
from tests.exchanges.case import Exchange, Granted
from tests.exchanges.scene import Scene
from tests.exchanges.test_in_this_process import client_here

CASE = Exchange("a login", "ana", Granted("members"), "")
CODES = {
    "NotAuthorizedException",
    "ValidationException",
    "InvalidParameterException",
    "ResourceNotFoundException",
    "InvalidIdentityToken",
    "ExpiredTokenException",
    "AccessDenied",
    "ValidationError",
    "SerializationException",
}
shared = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    with start_lab(seed=1) as lab:
        yield Scene(lab, client_here, CASE)


def refused(call: Any, **given_values: Any) -> bool:
    """Whether a call is refused by one of AWS's codes; anything else is raised."""
    try:
        call(**given_values)
    except ClientError as error:
        assert error.response["Error"]["Code"] in CODES, error
        return True
    return False


def at_every_door(scene: Scene, logins: dict[str, str], token: str) -> None:
    """Show them everywhere; nothing is granted, nothing changes."""
    before, ana = scene.state(), scene.firsts["ana"]
    identity = scene.identity
    assert refused(identity.get_id, IdentityPoolId=scene.pool, Logins=logins)
    assert refused(identity.get_credentials_for_identity, IdentityId=ana, Logins=logins)
    assert refused(identity.get_open_id_token, IdentityId=ana, Logins=logins)
    assert refused(
        scene._sts.assume_role_with_web_identity,
        RoleArn=scene.arn("members"),
        RoleSessionName="session",
        WebIdentityToken=token,
    )
    assert scene.state() == before


def segment(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
CLAIMS = st.dictionaries(
    st.sampled_from(["iss", "aud", "sub", "exp", "nbf", "iat", "token_use", "amr", "origin_jti"]),
    JSON,
    max_size=9,
)
TOKENS = st.one_of(
    st.text(min_size=4, max_size=200),
    st.builds("ey{}.ey{}.{}".format, *[st.text(max_size=30)] * 3),
    st.builds(
        lambda head, claims, end: f"{segment(head)}.{segment(claims)}.{end}",
        JSON,
        CLAIMS,
        st.text(max_size=9),
    ),
)


@shared
@given(TOKENS)
def test_no_made_up_token_is_believed(scene: Scene, token: str) -> None:
    at_every_door(scene, {scene.provider: token}, token)


@shared
@given(st.data())
def test_no_changed_token_is_believed(scene: Scene, data: st.DataObject) -> None:
    token = scene._signed_in("ana")["IdToken"]
    head, claims, signature = token.split(".")
    part = data.draw(st.sampled_from(["head", "claims", "signature"]))
    if part == "signature":
        place = data.draw(st.integers(0, len(signature) - 3))
        other = "A" if signature[place] != "A" else "B"
        changed = f"{head}.{claims}.{signature[:place]}{other}{signature[place + 1 :]}"
    else:
        given_part = head if part == "head" else claims
        place = data.draw(st.integers(0, len(given_part) - 2))
        other = "A" if given_part[place] != "A" else "B"
        spoilt = f"{given_part[:place]}{other}{given_part[place + 1 :]}"
        changed = (
            f"{spoilt}.{claims}.{signature}" if part == "head" else f"{head}.{spoilt}.{signature}"
        )
    at_every_door(scene, {scene.provider: changed}, changed)


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_huge_token_is_refused(scene: Scene, size: int) -> None:
    for token in ("a" * size, f"{segment({'alg': 'RS256'})}.{segment({'x': 'y' * size})}.AAAA"):
        at_every_door(scene, {scene.provider: token}, token)


@shared
@given(st.text(max_size=60))
def test_no_made_up_identity_gives_anything(scene: Scene, name: str) -> None:
    before = scene.state()
    for call in (scene.identity.get_credentials_for_identity, scene.identity.get_open_id_token):
        assert refused(call, IdentityId=name or "x")
    assert scene.state() == before


@pytest.mark.parametrize("document", ["", "{", "null", "[]", '"text"', "{}", "é", "{" * 5000])
def test_a_trust_policy_that_is_none_trusts_nobody(scene: Scene, document: str) -> None:
    """IAM stores no such policy; a mock that was filled by other means can hold one."""
    roles = iam_backends["123456789012"]["aws"].roles
    role = next(one for one in roles.values() if one.name == "members")
    stored = role.assume_role_policy_document
    logins, before = scene.logins(), scene.state()
    role.assume_role_policy_document = document
    try:
        with pytest.raises(ClientError, match="InvalidIdentityPoolConfigurationException"):
            scene.identity.get_credentials_for_identity(
                IdentityId=scene.firsts["ana"], Logins=logins
            )
        token = scene.identity.get_open_id_token(IdentityId=scene.firsts["ana"], Logins=logins)
        assert refused(
            scene._sts.assume_role_with_web_identity,
            RoleArn=scene.arn("members"),
            RoleSessionName="session",
            WebIdentityToken=token["Token"],
        )
        assert scene.state() == before
    finally:
        role.assume_role_policy_document = stored


def test_the_same_login_at_once_is_one_identity(lab_alone: Lab) -> None:
    scene = Scene(lab_alone, client_here, CASE)
    logins = {scene.provider: scene._signed_in("zoe")["IdToken"]}

    def exchanged(_: int) -> tuple[str, str]:
        found = scene.identity.get_id(IdentityPoolId=scene.pool, Logins=logins)["IdentityId"]
        given_keys = scene.identity.get_credentials_for_identity(IdentityId=found, Logins=logins)
        return found, given_keys["Credentials"]["AccessKeyId"]

    with ThreadPoolExecutor(8) as threads:
        came_out = list(threads.map(exchanged, range(24)))
    assert len({identity for identity, _ in came_out}) == 1
    assert len({key for _, key in came_out}) == 24


@pytest.fixture
def lab_alone(scene: Scene) -> Iterator[Lab]:
    """A lab of the test's own; it ends the one that the others share, so it is the last."""
    with start_lab(seed=2) as lab:
        assert boto3.client("sts").get_caller_identity()["Account"] == "123456789012"
        yield lab
