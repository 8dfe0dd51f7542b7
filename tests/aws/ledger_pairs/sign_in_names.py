"""Pairs of the ledger's rows in `sign_in_names`."""

from cognito_lab.aws.ledger_rows import sign_in_names as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

NOBODY = "UserNotFoundException: User does not exist."


def created(scene: Scene, pool: str, username: str, email: str | None = None, **flags: bool) -> str:
    """AdminCreateUser with a verified address, in words."""
    given = {} if email is None else {"email": email, "email_verified": "true"}
    return answer(
        scene.idp.admin_create_user,
        UserPoolId=pool,
        Username=username,
        UserAttributes=[{"Name": name, "Value": value} for name, value in given.items()],
        **flags,
    )


def get(scene: Scene, pool: str, username: str) -> str:
    """AdminGetUser, in words."""
    return answer(scene.idp.admin_get_user, UserPoolId=pool, Username=username)


@pair(
    rows.USERNAME_FORMAT,
    moto=["accepted"] * 2,
    lab=[
        "InvalidParameterException: Username cannot be of email format, since user pool is "
        "configured for email alias.",
        "InvalidParameterException: Username should be a phone number.",
    ],
)
def _(scene: Scene) -> list[str]:
    by_alias = scene.new_app(scene.new_pool(AliasAttributes=["email"]))["ClientId"]
    by_phone = scene.new_pool(UsernameAttributes=["phone_number"])
    signing_up = {"ClientId": by_alias, "Username": "ana@example.com", "Password": PASSWORD}
    return [answer(scene.idp.sign_up, **signing_up), created(scene, by_phone, "+")]


@pair(
    rows.ALIASES,
    moto=[NOBODY, "accepted"],
    lab=[
        "accepted",
        "AliasExistsException: An account with the given email already exists.",
    ],
)
def _(scene: Scene) -> list[str]:
    """Found by a verified address, which nobody else can have."""
    pool = scene.new_pool(AliasAttributes=["email"])
    created(scene, pool, "ana", "ana@example.com")
    return [get(scene, pool, "ana@example.com"), created(scene, pool, "ben", "ana@example.com")]


@pair(
    rows.CASE_INSENSITIVE_NAMES,
    moto=[NOBODY, "accepted"],
    lab=["accepted", "UsernameExistsException: User account already exists"],
)
def _(scene: Scene) -> list[str]:
    pool = scene.new_pool(UsernameConfiguration={"CaseSensitive": False})
    created(scene, pool, "Ana")
    return [get(scene, pool, "ANA"), created(scene, pool, "aNa")]


@pair(rows.SIGN_IN_NAMES_STAY, moto=None, lab=["email"])
def _(scene: Scene) -> list[str] | None:
    pool = scene.new_pool(UsernameAttributes=["email"])
    scene.idp.update_user_pool(UserPoolId=pool, MfaConfiguration="OFF")
    described = scene.idp.describe_user_pool(UserPoolId=pool)["UserPool"]
    found: list[str] | None = described.get("UsernameAttributes")
    return found
