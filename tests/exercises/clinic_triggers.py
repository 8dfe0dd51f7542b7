"""How the clinic's errors of triggers and devices are provoked and mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.aws import Lab
from cognito_lab.sign_in.device_srp import make_device_verifier, verifier_config
from tests.exercises.clinic_scene import (
    EMAIL,
    PASSWORD,
    Answer,
    Scene,
    Steps,
    provokes,
)

_MISSING = "arn:aws:lambda:us-east-1:123456789012:function:clinic-missing"
_REMEMBERS = {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": False}
_CUSTOM = ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse")


class WithFunction(Scene):
    """A scene whose pool calls a function; `does` is what that does to its event."""

    def __init__(self, lab: Lab, *triggers: str, does: Callable[[Answer], Any]) -> None:
        self.does = does
        lab.functions["clinic"] = lambda event, context: self.does(event)
        called = dict.fromkeys(triggers, lab.functions["clinic"].arn)
        super().__init__(lab, LambdaConfig=called)


def answering(**response: Any) -> Callable[[Answer], Answer]:
    """A function that puts this into its response."""

    def does(event: Answer) -> Answer:
        event["response"].update(response)
        return event

    return does


def raising(event: Answer) -> None:
    """A function that says no."""
    raise ValueError("members of the museum only")


@provokes("SignUp", "function-said-no")
def function_said_no(lab: Lab) -> Steps:
    scene = WithFunction(lab, "PreSignUp", does=raising)
    yield scene.sign_up
    scene.does = answering()
    yield scene.sign_up


@provokes("SignUp", "function-not-there")
def function_not_there(lab: Lab) -> Steps:
    scene = Scene(lab, LambdaConfig={"PreSignUp": _MISSING})
    yield scene.sign_up
    lab.functions["clinic"] = lambda event, context: event
    scene.change_pool(LambdaConfig={"PreSignUp": lab.functions["clinic"].arn})
    yield scene.sign_up


@provokes("SignUp", "function-gave-no-event")
def function_gave_no_event(lab: Lab) -> Steps:
    scene = WithFunction(lab, "PreSignUp", does=lambda event: None)
    yield scene.sign_up
    scene.does = answering()
    yield scene.sign_up


@provokes("SignUp", "function-answered-wrongly")
def function_answered_wrongly(lab: Lab) -> Steps:
    scene = WithFunction(lab, "PreSignUp", does=answering(autoConfirmUser="yes"))
    yield scene.sign_up
    scene.does = answering(autoConfirmUser=True)
    yield scene.sign_up


@provokes("SignUp", "function-verified-nothing")
def function_verified_nothing(lab: Lab) -> Steps:
    scene = WithFunction(lab, "PreSignUp", does=answering(autoVerifyEmail=True))
    yield lambda: scene.sign_up(UserAttributes=[])

    def looks_first(event: Answer) -> Answer:
        event["response"]["autoVerifyEmail"] = "email" in event["request"]["userAttributes"]
        return event

    scene.does = looks_first
    yield lambda: scene.sign_up(UserAttributes=[])


@provokes("SignUp", "message-without-a-code")
def message_without_a_code(lab: Lab) -> Steps:
    welcome = answering(emailMessage="Welcome", emailSubject="Welcome")
    scene = WithFunction(lab, "CustomMessage", does=welcome)
    scene.change_pool(
        AutoVerifiedAttributes=["email"],
        LambdaConfig={"CustomMessage": lab.functions["clinic"].arn},
        EmailConfiguration={
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/museum@example.com",
        },
    )
    yield scene.sign_up

    def with_the_code(event: Answer) -> Answer:
        code = event["request"]["codeParameter"]
        return answering(emailMessage=f"Your code: {code}", emailSubject="Welcome")(event)

    scene.does = with_the_code
    yield lambda: scene.sign_up("ben")


@provokes("InitiateAuth", "not-migrated")
def not_migrated(lab: Lab) -> Steps:
    def knows(event: Answer) -> Answer:
        known = (event["userName"], event["request"]["password"]) == ("ana", PASSWORD)
        found = {"userAttributes": {"email": EMAIL}, "finalUserStatus": "CONFIRMED"}
        return answering(**found, messageAction="SUPPRESS")(event) if known else event

    scene = WithFunction(lab, "UserMigration", does=knows)
    yield lambda: scene.sign_in(username="anna")
    yield scene.sign_in


@provokes("InitiateAuth", "custom-trigger-missing")
def custom_trigger_missing(lab: Lab) -> Steps:
    scene = WithFunction(lab, does=answering(issueTokens=True)).with_user()
    scene.allow("CUSTOM_AUTH")
    yield lambda: scene.begin("CUSTOM_AUTH")
    arn = lab.functions["clinic"].arn
    scene.change_pool(LambdaConfig=dict.fromkeys(_CUSTOM, arn))
    yield lambda: scene.begin("CUSTOM_AUTH")


@provokes("InitiateAuth", "no-way-on")
def no_way_on(lab: Lab) -> Steps:
    scene = WithFunction(lab, *_CUSTOM, does=answering())
    scene.with_user()
    scene.allow("CUSTOM_AUTH")
    yield lambda: scene.begin("CUSTOM_AUTH")
    scene.does = answering(issueTokens=True)
    yield lambda: scene.begin("CUSTOM_AUTH")


class WithDevice(Scene):
    """A scene whose pool remembers devices; ana has signed in on one."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab, DeviceConfiguration=_REMEMBERS)
        self.with_user()
        tokens = self.sign_in()["AuthenticationResult"]
        self.token = tokens["AccessToken"]
        self.given = tokens["NewDeviceMetadata"]

    def remember(self, key: str = "", **spoilt: str) -> Answer:
        """ConfirmDevice."""
        group, own = self.given["DeviceGroupKey"], self.given["DeviceKey"]
        made = make_device_verifier(group, own, "what the device keeps", b"salt of 16 bytes")
        return self.idp.confirm_device(  # type: ignore[no-any-return]
            AccessToken=self.token,
            DeviceKey=key or own,
            DeviceSecretVerifierConfig={**verifier_config(made), **spoilt},
        )


@provokes("ConfirmDevice", "key-not-given-out")
def key_not_given_out(lab: Lab) -> Steps:
    scene = WithDevice(lab)
    key = scene.given["DeviceKey"]
    other = f"{key[:-1]}{'1' if key.endswith('0') else '0'}"
    yield lambda: scene.remember(other)
    yield scene.remember


@provokes("ConfirmDevice", "verifier-is-no-number")
def verifier_is_no_number(lab: Lab) -> Steps:
    scene = WithDevice(lab)
    yield lambda: scene.remember(PasswordVerifier="not base64!")
    yield scene.remember


@provokes("ConfirmDevice", "device-there-already")
def device_there_already(lab: Lab) -> Steps:
    scene = WithDevice(lab)
    scene.remember()
    yield scene.remember
    key = {"DEVICE_KEY": scene.given["DeviceKey"], "PASSWORD": PASSWORD}
    yield lambda: scene.begin("USER_PASSWORD_AUTH", **key)


@provokes("InitiateAuth", "unknown-device")
def unknown_device(lab: Lab) -> Steps:
    scene = WithDevice(lab)
    scene.remember()
    key = {"DEVICE_KEY": scene.given["DeviceKey"], "PASSWORD": PASSWORD}
    scene.idp.forget_device(AccessToken=scene.token, DeviceKey=scene.given["DeviceKey"])
    yield lambda: scene.begin("USER_PASSWORD_AUTH", **key)
    yield lambda: scene.begin("USER_PASSWORD_AUTH", PASSWORD=PASSWORD)
