"""Pairs of the ledger's rows in `tokens`."""

import time
from typing import Any

import jwt

from cognito_lab.aws.ledger_rows import tokens as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer


@pair(
    rows.ATTRIBUTES_IN_ID_TOKEN,
    moto=({}, {"email": "EMAIL", "email_verified": "true", "custom:tier": "gold"}),
    lab=(
        {"email": "EMAIL", "email_verified": True, "name": "Ana"},
        {"email": "EMAIL", "email_verified": True},
    ),
)
def _(scene: Scene) -> tuple[dict[str, Any], dict[str, Any]]:
    """In a client that lists no ReadAttributes, and in one that lists two."""
    pool = scene.new_pool(Schema=[{"Name": "tier", "AttributeDataType": "String"}])
    everything, two = (
        scene.new_app(pool)["ClientId"],
        scene.new_app(pool, ReadAttributes=["email", "email_verified"])["ClientId"],
    )
    username = scene.sign_up(everything)
    scene.confirm(username, app=everything)

    def claims(app: str, **attributes: str) -> dict[str, Any]:
        scene.idp.admin_update_user_attributes(
            UserPoolId=pool,
            Username=username,
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
        )
        token = scene.tokens(username, app)["IdToken"]
        found = jwt.decode(token, options={"verify_signature": False})
        names = ("email", "email_verified", "name", "custom:tier")
        return {
            name: "EMAIL" if name == "email" else found[name] for name in names if name in found
        }

    flags = {"email_verified": "true", "name": "Ana"}
    return claims(everything, **flags), claims(two, **{"custom:tier": "gold"})


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


@pair(rows.EVENT_ID, moto=(False, False), lab=(True, True))
def _(scene: Scene) -> tuple[bool, bool]:
    """Whether there is one, and the same one in both."""
    tokens = scene.tokens(scene.confirmed())
    ids = [claims_of(tokens[name]).get("event_id") for name in ("IdToken", "AccessToken")]
    return ids[0] is not None, ids[0] is not None and ids[0] == ids[1]


@pair(rows.USERNAME_IN_TOKENS, moto=("+14325551212",) * 2, lab=("the sub",) * 2)
def _(scene: Scene) -> tuple[str, ...]:
    """In a pool where a phone number is the user name."""
    number = "+14325551212"
    pool = scene.new_pool(UsernameAttributes=["phone_number"], AutoVerifiedAttributes=[])
    app = scene.new_app(pool)["ClientId"]
    named = {"UserPoolId": pool, "Username": number}
    scene.idp.admin_create_user(**named, MessageAction="SUPPRESS")
    scene.idp.admin_set_user_password(**named, Password=PASSWORD, Permanent=True)
    tokens = scene.tokens(number, app)
    access, id_token = claims_of(tokens["AccessToken"]), claims_of(tokens["IdToken"])
    found = (access["username"], id_token["cognito:username"])
    return tuple("the sub" if name == access["sub"] else name for name in found)


@pair(rows.AUTH_TIME_IS_KEPT, moto=False, lab=True)
def _(scene: Scene) -> bool:
    """Whether a refresh keeps it, some time later."""
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    app = scene.new_app(scene.pool, ExplicitAuthFlows=flows)["ClientId"]
    tokens = scene.tokens(scene.confirmed(), app)
    before = claims_of(tokens["AccessToken"])["auth_time"]
    scene.wait(seconds=100)
    while time.time() < before + 1:  # stock moto goes by the real clock
        time.sleep(0.05)
    refreshed = scene.idp.initiate_auth(
        ClientId=app,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
    )["AuthenticationResult"]
    return bool(claims_of(refreshed["AccessToken"])["auth_time"] == before)


@pair(
    rows.ROLES_IN_ID_TOKEN,
    moto=(None, None),
    lab=(
        ["arn:aws:iam::123456789012:role/guide", "arn:aws:iam::123456789012:role/guard"],
        "arn:aws:iam::123456789012:role/guide",
    ),
)
def _(scene: Scene) -> tuple[list[str] | None, str | None]:
    username = scene.confirmed()
    for precedence, group in enumerate(("guide", "guard")):
        scene.idp.create_group(
            UserPoolId=scene.pool,
            GroupName=f"{group}{username}",
            Precedence=precedence,
            RoleArn=f"arn:aws:iam::123456789012:role/{group}",
        )
        scene.idp.admin_add_user_to_group(
            UserPoolId=scene.pool, Username=username, GroupName=f"{group}{username}"
        )
    claims = claims_of(scene.tokens(username)["IdToken"])
    return claims.get("cognito:roles"), claims.get("cognito:preferred_role")


@pair(rows.REVOCATION_CLAIMS, moto={"jti", "origin_jti"}, lab=set())
def _(scene: Scene) -> set[str]:
    """In the tokens of an app client without revocation."""
    app = scene.new_app(scene.pool, EnableTokenRevocation=False)["ClientId"]
    claims = claims_of(scene.tokens(scene.confirmed(), app)["AccessToken"])
    return {"jti", "origin_jti"} & claims.keys()


@pair(rows.TOKEN_LIFETIMES, moto=(3600, 3600, 3600), lab=(300, 86_400, 300))
def _(scene: Scene) -> tuple[int, ...]:
    """Of an access token, an ID token, and what the answer says."""
    app = scene.new_app(
        scene.pool,
        AccessTokenValidity=5,
        IdTokenValidity=1,
        TokenValidityUnits={"AccessToken": "minutes", "IdToken": "days"},
    )["ClientId"]
    tokens: dict[str, Any] = scene.tokens(scene.confirmed(), app)
    access, id_token = claims_of(tokens["AccessToken"]), claims_of(tokens["IdToken"])
    return access["exp"] - access["iat"], id_token["exp"] - id_token["iat"], tokens["ExpiresIn"]


OUT_OF_RANGE = "InvalidParameterException: Invalid range for token validity."


@pair(rows.LIFETIMES_ARE_CHECKED, moto=["accepted"] * 2, lab=[OUT_OF_RANGE] * 2)
def _(scene: Scene) -> list[str]:
    wrong = {"AccessTokenValidity": 4, "TokenValidityUnits": {"AccessToken": "minutes"}}
    idp, pool = scene.idp, scene.pool
    return [
        answer(idp.create_user_pool_client, UserPoolId=pool, ClientName="app", **wrong),
        answer(idp.update_user_pool_client, UserPoolId=pool, ClientId=scene.app, **wrong),
    ]


FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:pair-tokens"


def generated(scene: Scene, response: dict[str, Any], **config: Any) -> dict[str, dict[str, Any]]:
    """The claims of both tokens of a pool whose function answers so."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        event["response"] = response
        return event

    scene.have_function("pair-tokens", handler)
    pool = scene.new_pool(LambdaConfig=config)
    app = scene.new_app(pool)["ClientId"]
    username = scene.sign_up(app)
    scene.idp.admin_confirm_sign_up(UserPoolId=pool, Username=username)
    tokens = scene.tokens(username, app)
    return {name: claims_of(tokens[name]) for name in ("IdToken", "AccessToken")}


@pair(rows.PRE_TOKEN_GENERATION, moto=(None, None), lab=("gold", ["keepers"]))
def _(scene: Scene) -> tuple[str | None, list[str] | None]:
    """A claim of the ID token, and the groups of the access token."""
    details = {
        "claimsToAddOrOverride": {"tier": "gold"},
        "groupOverrideDetails": {"groupsToOverride": ["keepers"]},
    }
    claims = generated(scene, {"claimsOverrideDetails": details}, PreTokenGeneration=FUNCTION)
    return claims["IdToken"].get("tier"), claims["AccessToken"].get("cognito:groups")


@pair(
    rows.ACCESS_TOKEN_CUSTOMIZATION,
    moto=(None, "aws.cognito.signin.user.admin"),
    lab=(7, "shop/read"),
)
def _(scene: Scene) -> tuple[int | None, str]:
    """A claim that is a number, and the scopes."""
    access = {
        "claimsToAddOrOverride": {"level": 7},
        "scopesToAdd": ["shop/read"],
        "scopesToSuppress": ["aws.cognito.signin.user.admin"],
    }
    details = {"accessTokenGeneration": access}
    config = {"LambdaArn": FUNCTION, "LambdaVersion": "V2_0"}
    response = {"claimsAndScopeOverrideDetails": details}
    claims = generated(scene, response, PreTokenGenerationConfig=config)["AccessToken"]
    return claims.get("level"), claims["scope"]


@pair(
    rows.TOKEN_TRIGGER_CONFIG,
    moto=["accepted"] * 2,
    lab=[
        "InvalidParameterException: PreTokenGeneration and PreTokenGenerationConfig must name the "
        "same function.",
        "FeatureUnavailableInTierException: Access token customization is not available in the "
        "feature plan LITE.",
    ],
)
def _(scene: Scene) -> list[str]:
    """Two functions, in a new pool; and a version that the plan of a pool has not."""
    config = {"PreTokenGenerationConfig": {"LambdaArn": FUNCTION, "LambdaVersion": "V2_0"}}
    two = {**config, "PreTokenGeneration": f"{FUNCTION}-2"}
    pool = scene.new_pool(UserPoolTier="LITE")
    return [
        answer(scene.idp.create_user_pool, PoolName="pool", LambdaConfig=two),
        answer(scene.idp.update_user_pool, UserPoolId=pool, LambdaConfig=config),
    ]
