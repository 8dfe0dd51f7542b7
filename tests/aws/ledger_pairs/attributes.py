"""Pairs of the ledger's rows in `attributes`."""

from typing import Any

from cognito_lab.aws.ledger_rows import attributes as rows
from cognito_lab.aws.ledger_rows import every_service
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

UNAUTHORIZED = "NotAuthorizedException: A client attempted to write unauthorized attribute"
NO_TOKEN = "a raw NotImplementedError"


def listed(**attributes: str) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def attributes_of(scene: Scene, username: str, pool: str | None = None) -> dict[str, str]:
    user = scene.idp.admin_get_user(UserPoolId=pool or scene.pool, Username=username)
    return {item["Name"]: item["Value"] for item in user["UserAttributes"]}


def signed_in(scene: Scene, app: str | None = None) -> tuple[str, str]:
    """A user, confirmed by an administrator, and an access token."""
    username = scene.confirmed(verified=True)
    return username, scene.tokens(username, app)["AccessToken"]


def user_of(scene: Scene, pool: str) -> tuple[str, str]:
    """The same in a pool of its own."""
    app = scene.new_app(pool)["ClientId"]
    username = scene.sign_up(app)
    named = {"UserPoolId": pool, "Username": username}
    scene.idp.admin_confirm_sign_up(**named)
    scene.idp.admin_update_user_attributes(**named, UserAttributes=listed(email_verified="true"))
    return username, scene.tokens(username, app)["AccessToken"]


def update(scene: Scene, token: str, **attributes: str) -> str:
    """UpdateUserAttributes, in words."""
    return answer(
        scene.idp.update_user_attributes, AccessToken=token, UserAttributes=listed(**attributes)
    )


@pair(
    rows.ATTRIBUTES_FOLLOW_THE_SCHEMA,
    moto=["accepted"] * 3,
    lab=[
        "InvalidParameterException: Attributes did not conform to the schema: "
        "name: The attribute is required\n",
        "InvalidParameterException: user.custom:none: Attribute does not exist in the schema.\n",
        "InvalidParameterException: user.sub: Attribute cannot be updated.\n",
    ],
)
def _(scene: Scene) -> list[str]:
    """A required attribute is missing, one is unknown, and the `sub` is taken away."""
    required = {"Name": "name", "AttributeDataType": "String", "Required": True, "Mutable": True}
    app = scene.new_app(scene.new_pool(Schema=[required]))["ClientId"]
    named = {"UserPoolId": scene.pool, "Username": scene.confirmed()}
    return [
        answer(scene.idp.sign_up, ClientId=app, Username="nameless", Password=PASSWORD),
        answer(
            scene.idp.admin_update_user_attributes,
            **named,
            UserAttributes=listed(**{"custom:none": "x"}),
        ),
        answer(scene.idp.admin_delete_user_attributes, **named, UserAttributeNames=["sub"]),
    ]


@pair(rows.WRITE_ATTRIBUTES, moto=["accepted"] * 2, lab=[UNAUTHORIZED] * 2)
def _(scene: Scene) -> list[str]:
    app = scene.new_app(scene.pool, WriteAttributes=["email"])["ClientId"]
    _, token = signed_in(scene, app)
    given = listed(name="Ana")
    signing_up = {"ClientId": app, "Username": "writer", "Password": PASSWORD}
    return [
        answer(scene.idp.sign_up, **signing_up, UserAttributes=given),
        update(scene, token, name="Ana"),
    ]


@pair(rows.VERIFIED_FLAGS_ARE_NOT_THE_USERS, moto=["accepted"] * 2, lab=[UNAUTHORIZED] * 2)
def _(scene: Scene) -> list[str]:
    given = listed(email="flag@example.com", email_verified="true")
    signing_up = {"ClientId": scene.app, "Username": "flag", "Password": PASSWORD}
    _, token = signed_in(scene)
    return [
        answer(scene.idp.sign_up, **signing_up, UserAttributes=given),
        update(scene, token, email_verified="true"),
    ]


@pair(
    rows.CLIENT_ATTRIBUTES_ARE_CHECKED,
    moto=["accepted"] * 2,
    lab=[
        "InvalidParameterException: Invalid read attributes specified while creating a client",
        "InvalidParameterException: Invalid write attributes specified while updating a client",
    ],
)
def _(scene: Scene) -> list[str]:
    client = {"UserPoolId": scene.pool, "ClientId": scene.app}
    return [
        answer(scene.new_app, pool=scene.pool, ReadAttributes=["custom:none"]),
        answer(scene.idp.update_user_pool_client, **client, WriteAttributes=["email_verified"]),
    ]


@pair(rows.READ_ATTRIBUTES, moto={"sub", "email", "email_verified"}, lab={"sub", "email"})
def _(scene: Scene) -> set[str]:
    app = scene.new_app(scene.pool, ReadAttributes=["email"])["ClientId"]
    _, token = signed_in(scene, app)
    return {item["Name"] for item in scene.idp.get_user(AccessToken=token)["UserAttributes"]}


@pair(
    rows.UPDATE_ATTRIBUTES_VERIFIES,
    moto=("true", None, 0),
    lab=(
        "false",
        [{"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "n***@e***"}],
        1,
    ),
)
def _(scene: Scene) -> tuple[str, list[dict[str, str]] | None, int]:
    username, token = signed_in(scene)
    before = len(scene.codes)
    updated = scene.idp.update_user_attributes(
        AccessToken=token, UserAttributes=listed(email="new@example.com")
    )
    flag = attributes_of(scene, username)["email_verified"]
    return flag, updated.get("CodeDeliveryDetailsList"), len(scene.codes) - before


@pair(
    rows.KEEP_ADDRESS_UNTIL_VERIFIED,
    moto=("new@example.com", "true"),
    lab=("old", "true"),
    behind=(rows.UPDATE_ATTRIBUTES_VERIFIES,),
)
def _(scene: Scene) -> tuple[str, str]:
    settings = {"AttributesRequireVerificationBeforeUpdate": ["email"]}
    pool = scene.new_pool(UserAttributeUpdateSettings=settings)
    username, token = user_of(scene, pool)
    old = attributes_of(scene, username, pool)["email"]
    scene.idp.update_user_attributes(
        AccessToken=token, UserAttributes=listed(email="new@example.com")
    )
    now = attributes_of(scene, username, pool)
    return now["email"].replace(old, "old"), now["email_verified"]


@pair(rows.BLANK_VALUE_DELETES, moto="", lab=None)
def _(scene: Scene) -> str | None:
    username, token = signed_in(scene)
    for name in ("Ana", ""):
        scene.idp.update_user_attributes(AccessToken=token, UserAttributes=listed(name=name))
    return attributes_of(scene, username).get("name")


@pair(
    rows.VERIFY_ATTRIBUTE,
    moto=(NO_TOKEN, NO_TOKEN, None),
    lab=("accepted", "accepted", "true"),
    behind=(every_service.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> tuple[str, str, str | None]:
    username = scene.confirmed()
    named: dict[str, Any] = {
        "AccessToken": scene.tokens(username)["AccessToken"],
        "AttributeName": "email",
    }
    asked = answer(scene.idp.get_user_attribute_verification_code, **named)
    told = answer(scene.idp.verify_user_attribute, **named, Code=scene.code)
    return asked, told, attributes_of(scene, username).get("email_verified")


@pair(
    rows.DELETE_USER_ATTRIBUTES,
    moto=(NO_TOKEN, "Ana"),
    lab=("accepted", None),
    behind=(every_service.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> tuple[str, str | None]:
    username, token = signed_in(scene)
    update(scene, token, name="Ana")
    delete = scene.idp.delete_user_attributes
    outcome = answer(delete, AccessToken=token, UserAttributeNames=["name"])
    return outcome, attributes_of(scene, username).get("name")


@pair(
    rows.DELETE_USER,
    moto=(NO_TOKEN, "accepted"),
    lab=("accepted", "UserNotFoundException: User does not exist."),
    behind=(every_service.NOT_IMPLEMENTED,),
)
def _(scene: Scene) -> tuple[str, str]:
    username, token = signed_in(scene)
    deleted = answer(scene.idp.delete_user, AccessToken=token)
    return deleted, answer(scene.idp.admin_get_user, UserPoolId=scene.pool, Username=username)


@pair(
    rows.DELETED_USERS_TOKENS,
    moto=["accepted"] * 2,
    lab=[
        "UserNotFoundException: User does not exist.",
        "NotAuthorizedException: Refresh Token has been revoked",
    ],
)
def _(scene: Scene) -> list[str]:
    """The tokens of somebody whose name another person has taken over."""
    named = {"UserPoolId": scene.pool, "Username": scene.confirmed()}
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    app = scene.new_app(scene.pool, ExplicitAuthFlows=flows)["ClientId"]
    tokens = scene.tokens(named["Username"], app)
    scene.idp.admin_delete_user(**named)
    scene.idp.sign_up(ClientId=scene.app, Username=named["Username"], Password=PASSWORD)
    scene.idp.admin_confirm_sign_up(**named)
    return [
        answer(scene.idp.get_user, AccessToken=tokens["AccessToken"]),
        answer(
            scene.idp.initiate_auth,
            ClientId=app,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        ),
    ]


@pair(
    rows.LIST_USERS_FILTER,
    moto=([], "accepted", "InvalidParameterException: Error while parsing filter"),
    lab=(
        ["filter-a", "filter-b"],
        "InvalidParameterException: Error while parsing filter.",
        "InvalidParameterException: Error while parsing filter.",
    ),
)
def _(scene: Scene) -> tuple[list[str], str, str]:
    """In another spelling; with something after it; and what is no filter at all."""
    for username, name in (("filter-b", "Anna"), ("filter-a", "anna")):
        scene.idp.admin_create_user(
            UserPoolId=scene.pool, Username=username, UserAttributes=listed(name=name)
        )

    def found(text: str) -> list[str]:
        users = scene.idp.list_users(UserPoolId=scene.pool, Filter=text)["Users"]
        return sorted(user["Username"] for user in users)

    return (
        found('name ^= "ANN"'),
        answer(found, text='name = "Anna" or'),
        answer(found, text="Anna"),
    )
