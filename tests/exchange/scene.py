"""An identity pool on paper with one user pool behind it, and the roles that it may give."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cognito_lab.exchange.identity_pool import CognitoProvider, IdentityPool
from cognito_lab.exchange.logins import Issuer, Login, LoginCheck, OpaqueLogin, check_logins
from cognito_lab.exchange.whole_way import Role
from tests.tokens.practice import NOW, POOL

PROVIDER = POOL.issuer.removeprefix("https://")
GOOGLE, FACEBOOK, OIDC = "accounts.google.com", "graph.facebook.com", "login.example.org"
POOL_ID = "us-east-1:11111111-2222-4333-8444-555555555555"
ANA = "us-east-1:aaaaaaaa-2222-4333-8444-555555555555"
OIDC_ARN = f"arn:aws:iam::123456789012:oidc-provider/{OIDC}"
IDENTITY_POOL = IdentityPool(
    POOL_ID,
    cognito_providers=(CognitoProvider(PROVIDER, POOL.app_client_id),),
    login_providers={GOOGLE: "web;phone", FACEBOOK: "app"},
    oidc_provider_arns=(OIDC_ARN,),
)
OF_FACEBOOK = {"of-ana": OpaqueLogin("7", "app"), "of-another-app": OpaqueLogin("7", "other")}
GOOGLES_KEYS = replace(POOL, user_pool_id="us-east-1_Google")
ISSUERS = {
    PROVIDER: Issuer((POOL.issuer,), POOL.key_set),
    "cognito-idp.us-east-1.amazonaws.com/us-east-1_Another": Issuer((POOL.issuer,), POOL.key_set),
    GOOGLE: Issuer((f"https://{GOOGLE}", GOOGLE), POOL.key_set),
    FACEBOOK: Issuer((), None, opaque=OF_FACEBOOK.get),
    OIDC: Issuer((f"https://{OIDC}",), POOL.key_set, audiences=("registered",)),
}
MEMBERS, GUESTS = "arn:aws:iam::123456789012:role/members", "arn:aws:iam::123456789012:role/guests"


def checked(
    logins: Mapping[str, Any],
    pool: IdentityPool = IDENTITY_POOL,
    *,
    later: dt.timedelta = dt.timedelta(0),
    signed_out: Any = lambda login: False,
) -> LoginCheck:
    """These logins at the pool, now or later."""
    return check_logins(pool, logins, issuers=ISSUERS.get, now=NOW + later, signed_out=signed_out)


def login(claims: Mapping[str, Any] | None = None, provider: str = PROVIDER) -> Login:
    """An accepted login with these claims besides."""
    merged = POOL.claims() | dict(claims or {})
    return Login(provider, str(merged["sub"]), str(merged["aud"]), merged)


def trust(*actions: str, amr: str | None = "authenticated", aud: str | None = POOL_ID) -> str:
    """A trust policy for the pool's visitors."""
    condition: dict[str, Any] = {}
    if aud is not None:
        condition["StringEquals"] = {"cognito-identity.amazonaws.com:aud": aud}
    if amr is not None:
        condition["ForAnyValue:StringLike"] = {"cognito-identity.amazonaws.com:amr": amr}
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": list(actions or ("sts:AssumeRoleWithWebIdentity",)),
        "Condition": condition,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


ROLES = {
    MEMBERS: Role(MEMBERS, "AROAMEMBERS", trust()),
    GUESTS: Role(GUESTS, "AROAGUESTS", trust(amr="unauthenticated")),
}
