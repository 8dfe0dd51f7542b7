"""Pairs of the ledger's rows in `user_auth`."""

from typing import Any

from cognito_lab.aws.ledger_rows import user_auth as rows
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import Scene, answer

UNKNOWN_FLOW = "InvalidParameterException: 1 validation error detected: Value 'USER_AUTH' at"
ALL = ["PASSWORD", "EMAIL_OTP"]


def offered(scene: Scene, pool: str, username: str) -> str:
    """What a new app client of a pool offers to a user, or the front of its refusal."""
    app = scene.new_app(pool, ExplicitAuthFlows=["ALLOW_USER_AUTH"])["ClientId"]
    found: list[str] = []

    def begin() -> None:
        challenge: dict[str, Any] = scene.idp.initiate_auth(
            ClientId=app, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": username}
        )
        found.append(f"{challenge['ChallengeName']} {sorted(challenge['AvailableChallenges'])}")

    said = answer(begin)
    return found[0] if found else said[: len(UNKNOWN_FLOW)]


def pool_with_ana(scene: Scene, **settings: Any) -> str:
    """A pool with one user, who has a password and an address."""
    pool = scene.new_pool(**settings)
    scene.idp.admin_create_user(
        UserPoolId=pool,
        Username="ana",
        TemporaryPassword="Temporary-1",
        UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
    )
    return pool


@pair(rows.USER_AUTH, moto=UNKNOWN_FLOW, lab="SELECT_CHALLENGE ['PASSWORD', 'PASSWORD_SRP']")
def _(scene: Scene) -> str:
    return offered(scene, pool_with_ana(scene), "ana")


@pair(
    rows.FIRST_FACTORS_ARE_ALLOWED,
    moto=UNKNOWN_FLOW,
    lab="SELECT_CHALLENGE ['EMAIL_OTP']",
    behind=(rows.USER_AUTH,),
)
def _(scene: Scene) -> str:
    policy = {"SignInPolicy": {"AllowedFirstAuthFactors": ["EMAIL_OTP"]}}
    return offered(scene, pool_with_ana(scene, Policies=policy), "ana")


@pair(
    rows.NO_CODE_BEFORE_REQUIRED_MFA,
    moto=UNKNOWN_FLOW,
    lab="SELECT_CHALLENGE ['PASSWORD', 'PASSWORD_SRP']",
    behind=(rows.USER_AUTH,),
)
def _(scene: Scene) -> str:
    policy = {"SignInPolicy": {"AllowedFirstAuthFactors": ALL}}
    pool = pool_with_ana(scene, Policies=policy)
    scene.idp.set_user_pool_mfa_config(
        UserPoolId=pool,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    return offered(scene, pool, "ana")
