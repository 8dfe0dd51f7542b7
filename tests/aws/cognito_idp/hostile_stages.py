"""Pools in which something is under way: a challenge that waits, a device, a code that was sent.

Each stage is built when it is asked for, and returns one good request that would go on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cognito_lab.sign_in.device_srp import make_device_verifier, verifier_config
from tests.aws.app import PASSWORD, App, MakeApp
from tests.aws.cognito_idp.device_app import REMEMBERS, PhoneOfAna
from tests.aws.cognito_idp.hostile import Request
from tests.aws.cognito_idp.mfa_app import BY_APP, NUMBER, ON, PREFERRED, MfaApp
from tests.aws.cognito_idp.test_custom_auth import Custom
from tests.aws.cognito_idp.test_device_sign_in import phone_in

Stage = Callable[[MakeApp], tuple[str, Request]]
RESPOND = "RespondToAuthChallenge"
FIRST_FACTORS = {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP"]}
EMAIL = {"email": "ana@example.com", "email_verified": "true"}
PHONE = {"phone_number": NUMBER, "phone_number_verified": "true"}


def answer(
    app: App, challenge: dict[str, Any], name: str | None = None, **responses: str
) -> tuple[str, Request]:
    """A good answer to a challenge."""
    request: Request = {
        "ClientId": app.client_id,
        "ChallengeName": name or challenge["ChallengeName"],
        "ChallengeResponses": {"USERNAME": "ana", **responses},
    }
    if "Session" in challenge:
        request["Session"] = challenge["Session"]
    return RESPOND, request


def sent(app: App) -> str:
    """The code of the latest message."""
    return str(app.lab.outbox[-1].code)


def sms_mfa(make_app: MakeApp) -> tuple[str, Request]:
    mfa = MfaApp.made_by(make_app)
    mfa.prefer(mfa.join(**PHONE), SMSMfaSettings=PREFERRED)
    challenge = mfa.begin()
    return answer(mfa.app, challenge, SMS_MFA_CODE=sent(mfa.app))


def email_mfa(make_app: MakeApp) -> tuple[str, Request]:
    mfa = MfaApp.made_by(make_app)
    mfa.prefer(mfa.join(**EMAIL), EmailMfaSettings=PREFERRED)
    challenge = mfa.begin()
    return answer(mfa.app, challenge, EMAIL_OTP_CODE=sent(mfa.app))


def software_token_mfa(make_app: MakeApp) -> tuple[str, Request]:
    mfa = MfaApp.made_by(make_app)
    secret = mfa.with_an_app()
    return answer(mfa.app, mfa.begin(), SOFTWARE_TOKEN_MFA_CODE=mfa.code(secret))


def select_mfa_type(make_app: MakeApp) -> tuple[str, Request]:
    mfa = MfaApp.made_by(make_app)
    mfa.prefer(mfa.join(**PHONE, **EMAIL), SMSMfaSettings=ON, EmailMfaSettings=ON)
    return answer(mfa.app, mfa.begin(), ANSWER="SMS_MFA")


def setting_up(make_app: MakeApp) -> tuple[MfaApp, dict[str, Any]]:
    """MFA is required, none is set up, and ana has just been given a secret."""
    mfa = MfaApp.made_by(make_app, "ON", **BY_APP)
    mfa.join()
    challenge = mfa.begin()
    assert challenge["ChallengeName"] == "MFA_SETUP"
    return mfa, mfa.cognito_idp.associate_software_token(Session=challenge["Session"])


def associate_software_token(make_app: MakeApp) -> tuple[str, Request]:
    _, given = setting_up(make_app)
    return "AssociateSoftwareToken", {"Session": given["Session"]}


def verify_software_token(make_app: MakeApp) -> tuple[str, Request]:
    mfa, given = setting_up(make_app)
    return "VerifySoftwareToken", {
        "Session": given["Session"],
        "UserCode": mfa.code(given["SecretCode"]),
        "FriendlyDeviceName": "My phone",
    }


def mfa_setup(make_app: MakeApp) -> tuple[str, Request]:
    mfa, given = setting_up(make_app)
    verified = mfa.cognito_idp.verify_software_token(
        Session=given["Session"], UserCode=mfa.code(given["SecretCode"])
    )
    return answer(mfa.app, verified, "MFA_SETUP")


def choice(make_app: MakeApp, **parameters: str) -> tuple[App, dict[str, Any]]:
    """USER_AUTH: what ana is answered first."""
    flows = {"ExplicitAuthFlows": ["ALLOW_USER_AUTH"]}
    app = make_app(client=flows, Policies={"SignInPolicy": FIRST_FACTORS})
    app.confirmed_user("ana", phone_number=NUMBER)
    challenge = app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_AUTH",
        AuthParameters={"USERNAME": "ana", **parameters},
    )
    return app, challenge


def select_challenge(make_app: MakeApp) -> tuple[str, Request]:
    app, challenge = choice(make_app)
    return answer(app, challenge, "SELECT_CHALLENGE", ANSWER="PASSWORD", PASSWORD=PASSWORD)


def email_otp(make_app: MakeApp) -> tuple[str, Request]:
    app, challenge = choice(make_app, PREFERRED_CHALLENGE="EMAIL_OTP")
    return answer(app, challenge, "EMAIL_OTP", EMAIL_OTP_CODE=sent(app))


def custom_challenge(make_app: MakeApp) -> tuple[str, Request]:
    custom = Custom(make_app)
    return answer(custom.app, custom.begin(), "CUSTOM_CHALLENGE", ANSWER="answer 1")


def device_srp_auth(make_app: MakeApp) -> tuple[str, Request]:
    phone = phone_in(make_app)
    return answer(
        phone.app,
        phone.begin(),
        "DEVICE_SRP_AUTH",
        DEVICE_KEY=phone.key,
        SRP_A=phone.srp.public_a,
    )


def device_password_verifier(make_app: MakeApp) -> tuple[str, Request]:
    phone = phone_in(make_app)
    phone.begin()
    claim = phone.claim(phone.ask())
    return answer(phone.app, {}, "DEVICE_PASSWORD_VERIFIER", **claim)


def confirm_device(make_app: MakeApp) -> tuple[str, Request]:
    app = make_app(DeviceConfiguration=REMEMBERS)
    app.confirmed_user("ana")
    phone = PhoneOfAna(app)
    made = make_device_verifier(phone.group, phone.key, phone.password, b"salt of 16 bytes")
    return "ConfirmDevice", {**phone.own, "DeviceSecretVerifierConfig": verifier_config(made)}


def of_a_device(operation: str) -> Stage:
    def stage(make_app: MakeApp) -> tuple[str, Request]:
        phone: PhoneOfAna = phone_in(make_app)
        named = phone.administered if operation.startswith("Admin") else phone.own
        status = {"DeviceRememberedStatus": "remembered"} if "Status" in operation else {}
        return operation, {**named, **status}

    return stage


def verify_user_attribute(make_app: MakeApp) -> tuple[str, Request]:
    app = make_app()
    app.confirmed_user("ana")
    token = {"AccessToken": app.sign_in()["AccessToken"]}
    changed = [{"Name": "email", "Value": "other@example.com"}]
    app.cognito_idp.update_user_attributes(**token, UserAttributes=changed)
    return "VerifyUserAttribute", {**token, "AttributeName": "email", "Code": sent(app)}


_DEVICES = "GetDevice ForgetDevice UpdateDeviceStatus"
STAGES: dict[str, Stage] = {
    stage.__name__: stage
    for stage in (
        sms_mfa,
        email_mfa,
        software_token_mfa,
        select_mfa_type,
        associate_software_token,
        verify_software_token,
        mfa_setup,
        select_challenge,
        email_otp,
        custom_challenge,
        device_srp_auth,
        device_password_verifier,
        confirm_device,
        verify_user_attribute,
    )
}
STAGES |= {name: of_a_device(name) for name in _DEVICES.split()}
STAGES |= {f"Admin{name}": of_a_device(f"Admin{name}") for name in _DEVICES.split()}
