"""Who may assume a role: its trust policy, for users, services and Cognito's identities."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Document, allow, deny, policy, statement
from tests.policies.cases.names import (
    ANA,
    BEN,
    COGNITO,
    IAM,
    LOGIC,
    OTHER_ROOT,
    PRINCIPAL,
    RCP,
    ROLE,
    ROOT,
    ZOE,
    ask,
)

ASSUME = "sts:AssumeRole"
WEB = "sts:AssumeRoleWithWebIdentity"
TAG = "sts:TagSession"
PROVIDER = "cognito-identity.amazonaws.com"
POOL = "us-east-1:12345678-dead-beef-cafe-123456790ab1"
OTHER_POOL = "us-east-1:87654321-dead-beef-cafe-123456790ab1"
IDENTITY = "us-east-1:0a1b2c3d-dead-beef-cafe-0123456789ab"
USER_POOL = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Example"
SIGNED_IN = ["authenticated", USER_POOL, f"{USER_POOL}:CognitoSignIn:5f1c"]
GUEST = ["unauthenticated"]

RESOURCE = "resourcePolicy"
IDENTITIES = "identityPolicies"
TRUST = COGNITO + "iam-roles.html"
SESSION_TAGS = IAM + "id_session-tags.html"
MAY_ASSUME = allow(ASSUME, ROLE)


def trust(action: str | list[str], principal: Any, **more: Any) -> Document:
    """A trust policy: it has no Resource, which is the role itself."""
    entry = statement("Allow", action, "*", Principal=principal, **more)
    del entry["Resource"]
    return policy(entry)


def cognito(*operators: Document, action: str | list[str] = WEB) -> Document:
    """A trust policy for an identity pool's identities, under these conditions."""
    condition = {name: keys for operator in operators for name, keys in operator.items()}
    return trust(action, {"Federated": PROVIDER}, Condition=condition)


def sign_in(
    trust_policy: Document, amr: list[str], pool: str = POOL, action: str = WEB
) -> Document:
    """An identity's request for the role's credentials."""
    claims = {f"{PROVIDER}:aud": pool, f"{PROVIDER}:sub": IDENTITY, f"{PROVIDER}:amr": amr}
    return ask(PROVIDER, action, ROLE, context=claims, resourcePolicy=trust_policy)


AUD: Document = {"StringEquals": {f"{PROVIDER}:aud": POOL}}
EITHER_AUD: Document = {"StringEquals": {f"{PROVIDER}:aud": [POOL, OTHER_POOL]}}


def one(identity: str) -> Document:
    """A trust policy for one identity; AWS wants the pool named beside it."""
    return cognito({"StringEquals": {**AUD["StringEquals"], f"{PROVIDER}:sub": identity}})


def amr_is(value: str) -> Document:
    return {"ForAnyValue:StringLike": {f"{PROVIDER}:amr": value}}


MEMBERS = cognito(AUD, amr_is("authenticated"))
GUESTS = cognito(AUD, amr_is("unauthenticated"))

CASES = (
    Case(
        "A trust policy that names the user suffices within the account",
        LOGIC,
        ask(ANA, ASSUME, ROLE, resourcePolicy=trust(ASSUME, {"AWS": ANA})),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A trust policy must allow: an identity policy alone assumes no role",
        LOGIC,
        ask(
            BEN,
            ASSUME,
            ROLE,
            identityPolicies=[MAY_ASSUME],
            resourcePolicy=trust(ASSUME, {"AWS": ANA}),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A trust policy that names the account needs the user's identity policy",
        PRINCIPAL,
        ask(ANA, ASSUME, ROLE, resourcePolicy=trust(ASSUME, {"AWS": ROOT})),
        "implicitDeny",
        IDENTITIES,
    ),
    Case(
        "A trust policy that names the account and the user's identity policy assume the role",
        PRINCIPAL,
        ask(
            ANA,
            ASSUME,
            ROLE,
            identityPolicies=[MAY_ASSUME],
            resourcePolicy=trust(ASSUME, {"AWS": ROOT}),
        ),
        "allowed",
        IDENTITIES,
    ),
    Case(
        "A role with an external id is assumed by whoever gives that id",
        IAM + "id_roles_common-scenarios_third-party.html",
        ask(
            ZOE,
            ASSUME,
            ROLE,
            context={"sts:ExternalId": "12345"},
            identityPolicies=[MAY_ASSUME],
            resourcePolicy=trust(
                ASSUME,
                {"AWS": OTHER_ROOT},
                Condition={"StringEquals": {"sts:ExternalId": "12345"}},
            ),
        ),
        "allowed",
        IDENTITIES,
    ),
    Case(
        "A role with an external id is not assumed without it",
        IAM + "id_roles_common-scenarios_third-party.html",
        ask(
            ZOE,
            ASSUME,
            ROLE,
            identityPolicies=[MAY_ASSUME],
            resourcePolicy=trust(
                ASSUME,
                {"AWS": OTHER_ROOT},
                Condition={"StringEquals": {"sts:ExternalId": "12345"}},
            ),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A service assumes the role that trusts it",
        PRINCIPAL,
        ask(
            "lambda.amazonaws.com",
            ASSUME,
            ROLE,
            resourcePolicy=trust(ASSUME, {"Service": "lambda.amazonaws.com"}),
        ),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A service does not assume a role that trusts another service",
        PRINCIPAL,
        ask(
            "lambda.amazonaws.com",
            ASSUME,
            ROLE,
            resourcePolicy=trust(ASSUME, {"Service": "ec2.amazonaws.com"}),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A signed-in identity of the pool assumes the role for signed-in identities",
        TRUST,
        sign_in(MEMBERS, SIGNED_IN),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A guest of the pool does not assume the role for signed-in identities",
        TRUST,
        sign_in(MEMBERS, GUEST),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A guest of the pool assumes the role for guests",
        TRUST,
        sign_in(GUESTS, GUEST),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A signed-in identity does not assume the role for guests",
        TRUST,
        sign_in(GUESTS, SIGNED_IN),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "An identity of another pool does not assume the role: aud is the pool's id",
        TRUST,
        sign_in(MEMBERS, SIGNED_IN, pool=OTHER_POOL),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A role trusts those who signed in with one provider: amr lists the provider",
        TRUST,
        sign_in(cognito(AUD, amr_is(USER_POOL)), SIGNED_IN),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A role for one identity is assumed by that identity: sub is its id",
        TRUST,
        sign_in(one(IDENTITY), SIGNED_IN),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A role for one identity is not assumed by another",
        TRUST,
        sign_in(one(IDENTITY + "0"), SIGNED_IN),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A role that trusts another provider is not assumed with Cognito's token",
        PRINCIPAL,
        sign_in(trust(WEB, {"Federated": "graph.facebook.com"}), SIGNED_IN),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A session with tags needs sts:TagSession in the trust policy",
        SESSION_TAGS,
        sign_in(MEMBERS, SIGNED_IN, action=TAG),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A trust policy that allows sts:TagSession beside it lets tags through",
        SESSION_TAGS,
        sign_in(cognito(AUD, action=[WEB, TAG]), SIGNED_IN, action=TAG),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A resource control policy keeps identities of other pools from the account's roles",
        RCP,
        {
            **sign_in(cognito(EITHER_AUD, amr_is("authenticated")), SIGNED_IN, pool=OTHER_POOL),
            "resourceControlPolicies": [
                [
                    allow(Principal="*"),
                    deny(WEB, Principal="*", Condition={"StringNotEquals": AUD["StringEquals"]}),
                ]
            ],
        },
        "explicitDeny",
        "resourceControlPolicies",
    ),
)
