"""Verifiers that others wrote judge the lab's tokens and every forgery; where they let one through,
the table says why.

PyJWT and joserfc are told what they can be told, as their own pages show it. pycognito knows user
pools and gets the keys from the lab by itself. AWS's own verifier, in JavaScript, is asked in
`tests/clients/test_aws_jwt_verify.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import boto3
import joserfc.jwk
import joserfc.jwt
import jwt
import pytest
import requests
from pycognito import Cognito

from cognito_lab.aws import Lab, start_lab
from cognito_lab.tokens.discovery import issuer_of_pool, jwks_url
from cognito_lab.tokens.forgeries import FORGERIES, Loot, forge
from cognito_lab.tokens.keys import PoolKeys, SigningKey
from cognito_lab.tokens.verification import verify_token
from tests.tokens.practice import LOOT, POOL

USES = ("id", "access")


@dataclass(frozen=True)
class Scene:
    """A pool as a relying party knows it, one honest token for each use, and what a forger has."""

    lab: Lab
    user_pool_id: str
    client_id: str
    jwks: Mapping[str, Any]
    tokens: Mapping[str, str]
    loot: Mapping[str, Loot]
    published: bool = True

    @property
    def issuer(self) -> str:
        return issuer_of_pool("us-east-1", self.user_pool_id)


# ---------------------------------------------------------------- the judges


def ours(scene: Scene, token: str, use: Any) -> None:
    verify_token(
        token,
        scene.jwks,
        issuer=scene.issuer,
        audience=scene.client_id,
        token_use=use,
        now=scene.lab.clock.now(),
    ).raise_for_failure()


def pyjwt(scene: Scene, token: str, use: str) -> None:
    """https://pyjwt.readthedocs.io/en/stable/usage.html"""
    key = jwt.PyJWKSet.from_dict(dict(scene.jwks))[jwt.get_unverified_header(token)["kid"]]
    told: dict[str, Any] = {"audience": scene.client_id}
    if use == "access":  # it has no `aud`, and PyJWT no parameter for `client_id`
        told = {"options": {"verify_aud": False}}
    jwt.decode(token, key, algorithms=["RS256"], issuer=scene.issuer, **told)


def joserfc_(scene: Scene, token: str, use: str) -> None:
    """https://jose.authlib.org/en/guide/jwt/"""
    keys = joserfc.jwk.KeySet.import_key_set(dict(scene.jwks))  # type: ignore[arg-type]
    read = joserfc.jwt.decode(token, keys, algorithms=["RS256"])
    claims: dict[str, Any] = {
        "exp": {"essential": True},
        "iss": {"essential": True, "value": scene.issuer},
        "token_use": {"essential": True, "value": use},
        "aud" if use == "id" else "client_id": {"essential": True, "value": scene.client_id},
    }
    now = int(scene.lab.clock.now().timestamp())
    joserfc.jwt.JWTClaimsRegistry(now=now, **claims).validate(read.claims)


def pycognito(scene: Scene, token: str, use: str) -> None:
    """https://github.com/NabuCasa/pycognito#verify-token"""
    client = Cognito(scene.user_pool_id, scene.client_id)
    if not scene.published:
        client.pool_jwk = scene.jwks
    client.verify_token(token, f"{use}_token", use)


Judge = Callable[[Scene, str, Any], None]
OTHERS: dict[str, Judge] = {"PyJWT": pyjwt, "joserfc": joserfc_, "pycognito": pycognito}

_NO_CLIENT = "An access token has no `aud`, and it looks for the app client nowhere else."
_PADDED = "It reads a text that is padded; ours has one spelling of a token (RFC 7515, section 2)."
LET_THROUGH = {
    ("PyJWT", "id", "padded"): _PADDED,
    ("PyJWT", "access", "padded"): _PADDED,
    ("PyJWT", "access", "another-client"): _NO_CLIENT,
    ("PyJWT", "access", "another-use"): "It knows no `token_use`, and asks an access token for no "
    "`aud`: an ID token passes for one. The app has to look itself.",
    ("pycognito", "id", "padded"): _PADDED,
    ("pycognito", "access", "padded"): _PADDED,
    ("pycognito", "access", "another-client"): _NO_CLIENT,
}
"""Forgeries that another verifier lets through, by verifier and use, and why."""


def refused(judge: Judge, scene: Scene, token: str, use: str) -> bool:
    try:
        judge(scene, token, use)
    except Exception:  # also such as an index that is out of range: it does not let it in
        return True
    return False


# ---------------------------------------------------------------- the scenes


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        yield lab


def sign_in(pool_id: str, client_id: str) -> dict[str, str]:
    answer = boto3.client("cognito-idp").initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ana", "PASSWORD": "Correct-Horse-1"},
    )["AuthenticationResult"]
    return {"id": answer["IdToken"], "access": answer["AccessToken"]}


def pool_with_ana(clients: int) -> tuple[str, list[str]]:
    cognito_idp: Any = boto3.client("cognito-idp")
    pool_id = cognito_idp.create_user_pool(PoolName="pool")["UserPool"]["Id"]
    cognito_idp.admin_create_user(UserPoolId=pool_id, Username="ana")
    cognito_idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ana", Password="Correct-Horse-1", Permanent=True
    )
    cognito_idp.create_group(UserPoolId=pool_id, GroupName="photographers")
    cognito_idp.admin_add_user_to_group(
        UserPoolId=pool_id, Username="ana", GroupName="photographers"
    )
    made = [
        cognito_idp.create_user_pool_client(
            UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        for _ in range(clients)
    ]
    return pool_id, made


@pytest.fixture(scope="module")
def in_the_lab(lab: Lab) -> Scene:
    """Tokens that people got by signing in; the forger has only what others were given."""
    pool_id, (client, other_client) = pool_with_ana(clients=2)
    other_pool, (its_client,) = pool_with_ana(clients=1)
    old = sign_in(pool_id, client)
    lab.clock.advance(minutes=61)
    tokens, elsewhere = sign_in(pool_id, client), sign_in(pool_id, other_client)
    strangers = sign_in(other_pool, its_client)
    jwks = requests.get(jwks_url(issuer_of_pool("us-east-1", pool_id)), timeout=10).json()
    own_key = SigningKey.generate()
    loot = {
        use: Loot(
            jwks,
            own_key,
            {
                "another-pool": strangers[use],
                "another-client": elsewhere[use],
                "another-use": tokens["access" if use == "id" else "id"],
                "expired": old[use],
            },
        )
        for use in USES
    }
    return Scene(lab, pool_id, client, jwks, tokens, loot)


@pytest.fixture(scope="module")
def on_paper(lab: Lab) -> Scene:
    """The pool on paper, which also signs what no user pool would: a token for later."""
    pool = replace(POOL, now=lab.clock.now())
    own = PoolKeys(LOOT.own_key, LOOT.own_key)
    return Scene(
        lab,
        pool.user_pool_id,
        pool.app_client_id,
        pool.keys.jwks(),
        {"id": pool.token("id"), "access": pool.token("access")},
        {"id": pool.loot(own, "id"), "access": pool.loot(own, "access")},
        published=False,
    )


@pytest.fixture(params=["in_the_lab", "on_paper"])
def scene(request: pytest.FixtureRequest) -> Scene:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


# ---------------------------------------------------------------- the verdicts


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("judge", [ours, *OTHERS.values()])
def test_the_honest_token_is_accepted_by_all(scene: Scene, judge: Judge, use: str) -> None:
    judge(scene, scene.tokens[use], use)


def possible(scene: Scene, use: str) -> list[str]:
    """The forgeries for which there is an honest token."""
    honest = scene.loot[use].tokens
    return [name for name, f in FORGERIES.items() if not f.honest or f.honest in honest]


def test_each_forgery_is_tried_somewhere(in_the_lab: Scene, on_paper: Scene) -> None:
    for use in USES:
        assert possible(on_paper, use) == list(FORGERIES)
        assert set(FORGERIES) - set(possible(in_the_lab, use)) == {"not-yet-valid"}


def test_each_forgery_is_refused_by_them_as_by_us_but_for_the_table(scene: Scene) -> None:
    through = set()
    for use in USES:
        for name in possible(scene, use):
            token = forge(scene.tokens[use], name, loot=scene.loot[use]).token
            assert refused(ours, scene, token, use), (use, name)
            through |= {
                (judge, use, name)
                for judge, asked in OTHERS.items()
                if not refused(asked, scene, token, use)
            }
    assert through == set(LET_THROUGH)


def test_the_table_explains_each_difference() -> None:
    assert all(why.endswith((".", ")")) and len(why) > 40 for why in LET_THROUGH.values())


def test_no_judge_accepts_the_pools_token_where_another_pool_is_asked_for(
    in_the_lab: Scene,
) -> None:
    other = replace(in_the_lab, user_pool_id=in_the_lab.user_pool_id[:-1] + "_", published=False)
    for use in USES:
        for judge in (ours, *OTHERS.values()):
            assert refused(judge, other, in_the_lab.tokens[use], use)
