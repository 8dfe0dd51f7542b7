"""Pairs of the ledger's rows in `mfa`."""

import datetime as dt
from typing import Any

from cognito_lab.aws.ledger_rows import mfa as rows
from cognito_lab.sign_in.totp import totp
from tests.aws.ledger_pairs.pair import pair
from tests.aws.ledger_scene import PASSWORD, Scene, answer

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
BY_SMS = {"SmsMfaConfiguration": {"SmsConfiguration": SMS}}
BY_APP = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
WRONG = "000000"


class Members:
    """A pool that offers second factors, one app client, and users with number and address."""

    def __init__(self, scene: Scene, setting: str = "OPTIONAL", **ways: Any) -> None:
        self.scene, self.idp = scene, scene.idp
        self.pool = scene.new_pool()
        self.app = scene.new_app(self.pool)["ClientId"]
        self.offer(setting, **(ways or {**BY_SMS, **BY_APP}))

    def offer(self, setting: str, **ways: Any) -> None:
        self.idp.set_user_pool_mfa_config(UserPoolId=self.pool, MfaConfiguration=setting, **ways)

    def join(self, username: str, *, permanent: bool = True, **attributes: str) -> str:
        named = {"UserPoolId": self.pool, "Username": username}
        self.idp.admin_create_user(
            **named,
            UserAttributes=[{"Name": name, "Value": text} for name, text in attributes.items()],
            MessageAction="SUPPRESS",
        )
        self.idp.admin_set_user_password(**named, Password=PASSWORD, Permanent=permanent)
        return username

    def prefer(self, username: str, **settings: Any) -> str:
        return answer(
            self.idp.admin_set_user_mfa_preference,
            UserPoolId=self.pool,
            Username=username,
            **settings,
        )

    def begin(self, username: str) -> dict[str, Any]:
        parameters = {"USERNAME": username, "PASSWORD": PASSWORD}
        began: dict[str, Any] = self.idp.initiate_auth(
            ClientId=self.app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
        )
        return began

    def asked(self, username: str) -> str:
        """The challenge's name, or `tokens`."""
        name: str = self.begin(username).get("ChallengeName", "tokens")
        return name

    def respond(self, challenge: dict[str, Any], username: str, **responses: str) -> dict[str, Any]:
        answered: dict[str, Any] = self.idp.respond_to_auth_challenge(
            ClientId=self.app,
            ChallengeName=challenge["ChallengeName"],
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": username, **responses},
        )
        return answered

    def token(self, username: str) -> str:
        return self.scene.tokens(username, self.app)["AccessToken"]

    def with_an_app(self, username: str) -> str:
        """A user whose app was verified; it is not turned on yet."""
        token = self.token(self.join(username, phone_number="+12025550100"))
        secret = self.idp.associate_software_token(AccessToken=token)["SecretCode"]
        code = totp(secret, dt.datetime.now(dt.UTC))
        self.idp.verify_software_token(AccessToken=token, UserCode=code)
        return username


@pair(rows.MFA_CONFIGURATION_IS_ONE, moto="OFF", lab="ON")
def _(scene: Scene) -> str:
    """What UpdateUserPool set, looked up with GetUserPoolMfaConfig."""
    pool = scene.new_pool()
    scene.idp.update_user_pool(UserPoolId=pool, MfaConfiguration="ON", SmsConfiguration=SMS)
    setting: str = scene.idp.get_user_pool_mfa_config(UserPoolId=pool)["MfaConfiguration"]
    return setting


@pair(
    rows.MFA_AT_CREATION_NEEDS_SMS,
    moto="accepted",
    lab="InvalidParameterException: SMS configuration and Auto verification for phone_number are "
    "required when MFA is required/optional",
)
def _(scene: Scene) -> str:
    return answer(scene.idp.create_user_pool, PoolName="pool", MfaConfiguration="ON")


@pair(rows.MFA_IS_REQUIRED, moto="tokens", lab="MFA_SETUP")
def _(scene: Scene) -> str:
    members = Members(scene, "ON", **BY_APP)
    return members.asked(members.join("ana"))


@pair(rows.MFA_OFF_ASKS_NOBODY, moto="SMS_MFA", lab="tokens")
def _(scene: Scene) -> str:
    members = Members(scene)
    members.join("ana", phone_number="+12025550100")
    members.prefer("ana", SMSMfaSettings={"Enabled": True, "PreferredMfa": True})
    members.offer("OFF", **BY_SMS)
    return members.asked("ana")


@pair(
    rows.MFA_SETUP,
    moto="accepted",
    lab="InvalidParameterException: User has not verified software token mfa",
)
def _(scene: Scene) -> str:
    """The challenge to set up a second factor, answered without having set up one."""
    members = Members(scene, "ON", **BY_APP)
    members.join("ana", permanent=False)
    challenge = members.respond(members.begin("ana"), "ana", NEW_PASSWORD="Quite-Another-2")
    assert challenge["ChallengeName"] == "MFA_SETUP"
    return answer(members.respond, challenge=challenge, username="ana")


@pair(rows.TOTP_SECRET_PER_USER, moto=1, lab=2)
def _(scene: Scene) -> int:
    """How many secrets two users have."""
    members = Members(scene)
    tokens = [members.token(members.join(name)) for name in ("ana", "ben")]
    secrets = {
        scene.idp.associate_software_token(AccessToken=token)["SecretCode"] for token in tokens
    }
    return len(secrets)


@pair(
    rows.TOTP_IS_VERIFIED,
    moto="accepted",
    lab="EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA",
)
def _(scene: Scene) -> str:
    members = Members(scene)
    token = members.token(members.join("ana"))
    scene.idp.associate_software_token(AccessToken=token)
    return answer(scene.idp.verify_software_token, AccessToken=token, UserCode=WRONG)


@pair(
    rows.MFA_PREFERENCE,
    moto="accepted",
    lab="InvalidParameterException: User does not have delivery config set to turn on SMS_MFA",
)
def _(scene: Scene) -> str:
    """SMS for somebody without a telephone number."""
    members = Members(scene)
    return members.prefer(members.join("ana"), SMSMfaSettings={"Enabled": True})


@pair(
    rows.TOTP_CODE_IS_CHECKED,
    moto="accepted",
    lab="CodeMismatchException: Invalid code received for user",
)
def _(scene: Scene) -> str:
    members = Members(scene)
    members.with_an_app("ana")
    members.prefer("ana", SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True})
    challenge = members.begin("ana")
    return answer(
        members.respond, challenge=challenge, username="ana", SOFTWARE_TOKEN_MFA_CODE=WRONG
    )


@pair(
    rows.SMS_CODE_IS_CHECKED,
    moto=(None, "accepted"),
    lab=(
        "+*******0100",
        "CodeMismatchException: Invalid code or auth state for the user.",
    ),
)
def _(scene: Scene) -> tuple[str | None, str]:
    members = Members(scene)
    members.join("ana", phone_number="+12025550100")
    members.prefer("ana", SMSMfaSettings={"Enabled": True, "PreferredMfa": True})
    challenge = members.begin("ana")
    sent_to = challenge["ChallengeParameters"].get("CODE_DELIVERY_DESTINATION")
    return sent_to, answer(members.respond, challenge=challenge, username="ana", SMS_MFA_CODE=WRONG)


@pair(rows.EMAIL_MFA, moto="tokens", lab="EMAIL_OTP")
def _(scene: Scene) -> str:
    members = Members(scene, **BY_APP, EmailMfaConfiguration={})
    members.join("ana", email="ana@example.com")
    members.prefer("ana", EmailMfaSettings={"Enabled": True, "PreferredMfa": True})
    return members.asked("ana")


@pair(rows.SELECT_MFA_TYPE, moto=["tokens"] * 2, lab=["SMS_MFA", "SELECT_MFA_TYPE"])
def _(scene: Scene) -> list[str]:
    """One factor that is not preferred, and then two of them."""
    members = Members(scene)
    members.with_an_app("ana")
    members.prefer("ana", SMSMfaSettings={"Enabled": True})
    by_sms = members.asked("ana")
    members.prefer("ana", SoftwareTokenMfaSettings={"Enabled": True})
    return [by_sms, members.asked("ana")]
