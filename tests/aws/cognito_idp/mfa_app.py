"""A pool that offers every second factor, and the calls that its tests repeat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.sign_in.totp import totp
from tests.aws.app import PASSWORD, App, MakeApp
from tests.aws.cognito_idp.srp_app import SrpSignIn

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
BY_SMS = {"SmsMfaConfiguration": {"SmsConfiguration": SMS}}
BY_APP = {"SoftwareTokenMfaConfiguration": {"Enabled": True}}
BY_EMAIL: dict[str, dict[str, str]] = {"EmailMfaConfiguration": {}}
EVERY_WAY = {**BY_SMS, **BY_APP, **BY_EMAIL}
NUMBER, ADDRESS = "+12025550100", "ana@example.com"
ON = {"Enabled": True}
PREFERRED = {"Enabled": True, "PreferredMfa": True}
OFF = {"Enabled": False}
FLOWS = ("USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_SRP_AUTH", "USER_AUTH")


@dataclass(frozen=True)
class MfaApp:
    """An App whose pool has MFA."""

    app: App
    cognito_idp: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cognito_idp", self.app.cognito_idp)

    @classmethod
    def made_by(cls, make_app: MakeApp, setting: str = "OPTIONAL", **ways: Any) -> MfaApp:
        """A new pool with this MfaConfiguration; without `ways` it offers all of them."""
        flows = [f"ALLOW_{flow}" for flow in (*FLOWS, "REFRESH_TOKEN_AUTH")]
        made = cls(make_app(client={"ExplicitAuthFlows": flows}))
        made.offer(setting, **(ways or EVERY_WAY))
        return made

    def offer(self, setting: str, **ways: Any) -> None:
        """SetUserPoolMfaConfig."""
        self.cognito_idp.set_user_pool_mfa_config(
            UserPoolId=self.app.user_pool_id, MfaConfiguration=setting, **ways
        )

    def join(self, username: str = "ana", *, permanent: bool = True, **attributes: str) -> str:
        """A user whom an administrator made; returns the username."""
        named = {"UserPoolId": self.app.user_pool_id, "Username": username}
        self.cognito_idp.admin_create_user(
            **named,
            UserAttributes=[{"Name": name, "Value": text} for name, text in attributes.items()],
            MessageAction="SUPPRESS",
        )
        self.cognito_idp.admin_set_user_password(**named, Password=PASSWORD, Permanent=permanent)
        return username

    def prefer(self, username: str = "ana", **settings: Any) -> None:
        """AdminSetUserMFAPreference."""
        self.cognito_idp.admin_set_user_mfa_preference(
            UserPoolId=self.app.user_pool_id, Username=username, **settings
        )

    def begin(
        self, username: str = "ana", flow: str = "USER_PASSWORD_AUTH", password: str = PASSWORD
    ) -> dict[str, Any]:
        """A sign-in by one of FLOWS, with the first factor given."""
        if flow == "USER_SRP_AUTH":
            srp = SrpSignIn(self.app, username)
            return srp.respond(srp.claim(password))
        parameters = {"USERNAME": username, "PASSWORD": password}
        call, more = self.cognito_idp.initiate_auth, {}
        if flow.startswith("ADMIN"):
            call = self.cognito_idp.admin_initiate_auth
            more = {"UserPoolId": self.app.user_pool_id}
        elif flow == "USER_AUTH":
            parameters["PREFERRED_CHALLENGE"] = "PASSWORD"
        began: dict[str, Any] = call(
            ClientId=self.app.client_id, AuthFlow=flow, AuthParameters=parameters, **more
        )
        return began

    def respond(
        self,
        challenge: dict[str, Any],
        username: str = "ana",
        *,
        name: str | None = None,
        client_id: str | None = None,
        **responses: str,
    ) -> dict[str, Any]:
        """RespondToAuthChallenge."""
        answered: dict[str, Any] = self.cognito_idp.respond_to_auth_challenge(
            ClientId=client_id or self.app.client_id,
            ChallengeName=name or challenge["ChallengeName"],
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": username, **responses},
        )
        return answered

    def access_token(self, username: str = "ana") -> str:
        """Of a sign-in by password alone."""
        token: str = self.begin(username)["AuthenticationResult"]["AccessToken"]
        return token

    def with_an_app(self, username: str = "ana", **attributes: str) -> str:
        """A new user with a verified app, which is preferred; returns the secret."""
        token = self.access_token(self.join(username, **attributes))
        secret: str = self.cognito_idp.associate_software_token(AccessToken=token)["SecretCode"]
        self.cognito_idp.verify_software_token(
            AccessToken=token, UserCode=self.code(secret), FriendlyDeviceName="My phone"
        )
        self.prefer(username, SoftwareTokenMfaSettings=PREFERRED)
        self.app.lab.clock.advance(seconds=30)  # the code that set it up is used
        return secret

    def code(self, secret: str, *, seconds: float = 0) -> str:
        """What the app shows, or showed or will show so many seconds from now."""
        clock = self.app.lab.clock
        return totp(secret, clock.now() + dt.timedelta(seconds=seconds))

    def wrong_code(self, secret: str) -> str:
        """Six digits that the app shows at no moment around now."""
        shown = {self.code(secret, seconds=30 * step) for step in range(-3, 4)}
        return next(code for n in range(10) if (code := f"{n:06d}") not in shown)

    def settings(self, username: str = "ana") -> tuple[list[str], str]:
        """UserMFASettingList and PreferredMfaSetting."""
        user = self.cognito_idp.admin_get_user(UserPoolId=self.app.user_pool_id, Username=username)
        return user.get("UserMFASettingList", []), user.get("PreferredMfaSetting", "")
