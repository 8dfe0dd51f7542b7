"""How the clinic's errors of beginning a sign-in are provoked and mended."""

from __future__ import annotations

from cognito_lab.aws import Lab
from tests.exercises.clinic_scene import ANOTHER, PASSWORD, Scene, Steps, provokes


@provokes("InitiateAuth", "no-such-flow")
def no_such_flow(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.begin("PASSWORD", PASSWORD=PASSWORD)
    yield lambda: scene.begin("USER_PASSWORD_AUTH", PASSWORD=PASSWORD)


@provokes("InitiateAuth", "flow-not-allowed")
def flow_not_allowed(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.allow("USER_SRP_AUTH")
    yield scene.sign_in
    scene.allow("USER_SRP_AUTH", "USER_PASSWORD_AUTH")
    yield scene.sign_in


@provokes("InitiateAuth", "srp-not-allowed")
def srp_not_allowed(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.allow("USER_PASSWORD_AUTH")
    yield scene.prove
    scene.allow("USER_PASSWORD_AUTH", "USER_SRP_AUTH")
    yield scene.prove


@provokes("AdminInitiateAuth", "flow-not-allowed")
def flow_of_an_administrator_not_allowed(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()

    def begin() -> None:
        scene.idp.admin_initiate_auth(
            UserPoolId=scene.pool_id,
            ClientId=scene.app_client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "ana", "PASSWORD": PASSWORD},
        )

    scene.allow("USER_PASSWORD_AUTH")
    yield begin
    scene.allow("ADMIN_USER_PASSWORD_AUTH")
    yield begin


@provokes("InitiateAuth", "parameter-missing")
def parameter_missing(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.begin("USER_PASSWORD_AUTH", Password=PASSWORD)
    yield lambda: scene.begin("USER_PASSWORD_AUTH", PASSWORD=PASSWORD)


@provokes("InitiateAuth", "address-not-proved")
def address_not_proved(lab: Lab) -> Steps:
    scene = Scene(lab)
    scene.sign_up()
    yield scene.sign_in
    scene.confirm()
    yield scene.sign_in


@provokes("InitiateAuth", "wrong-password")
def wrong_password(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.sign_in(ANOTHER)
    yield scene.sign_in


@provokes("InitiateAuth", "unknown-user")
def unknown_user(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.sign_in(username="anna")
    yield scene.sign_in


@provokes("InitiateAuth", "locked-out")
def locked_out(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    # The wait after the sixth is two seconds; the clock moves one with every call.
    scene.fail(6, lambda: scene.sign_in(ANOTHER))
    yield scene.sign_in
    lab.clock.advance(seconds=2)
    yield scene.sign_in


@provokes("InitiateAuth", "switched-off")
def switched_off(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.as_administrator("admin_disable_user")
    yield scene.sign_in
    scene.as_administrator("admin_enable_user")
    yield scene.sign_in


@provokes("InitiateAuth", "reset-by-administrator")
def reset_by_administrator(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.as_administrator("admin_reset_user_password")
    yield scene.sign_in
    scene.recover(ANOTHER)
    yield lambda: scene.sign_in(ANOTHER)


@provokes("InitiateAuth", "temporary-password-too-old")
def temporary_password_too_old(lab: Lab) -> Steps:
    scene = Scene(lab).with_temporary_password()
    lab.clock.advance(days=7)
    yield scene.sign_in
    again = {"MessageAction": "RESEND", "TemporaryPassword": ANOTHER}
    scene.as_administrator("admin_create_user", **again)
    yield lambda: scene.sign_in(ANOTHER)


@provokes("InitiateAuth", "srp-a-is-no-number")
def srp_a_is_no_number(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    yield lambda: scene.begin("USER_SRP_AUTH", SRP_A="0")
    yield scene.prove


@provokes("InitiateAuth", "plan-too-low")
def plan_too_low(lab: Lab) -> Steps:
    scene = Scene(lab, UserPoolTier="LITE").with_user()
    yield lambda: scene.begin("USER_AUTH")
    scene.change_pool(UserPoolTier="ESSENTIALS", AutoVerifiedAttributes=["email"])
    yield lambda: scene.begin("USER_AUTH")


@provokes("InitiateAuth", "unknown-refresh-token")
def unknown_refresh_token(lab: Lab) -> Steps:
    scene = Scene(lab).with_user()
    scene.allow("USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH")
    tokens = scene.sign_in()["AuthenticationResult"]
    yield lambda: scene.begin("REFRESH_TOKEN_AUTH", REFRESH_TOKEN=tokens["AccessToken"])
    yield lambda: scene.begin("REFRESH_TOKEN_AUTH", REFRESH_TOKEN=tokens["RefreshToken"])
