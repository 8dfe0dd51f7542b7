"""A user whose pool remembers devices: by plain calls, each step open to be spoiled."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cognito_lab.sign_in.device_srp import make_device_verifier, verifier_config
from cognito_lab.sign_in.srp import SrpClient
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from tests.aws.app import PASSWORD, App

DEVICE_PASSWORD = "what the device keeps"
A_SECRET = 2**1000 + 99
REMEMBERS = {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": False}
SMS = {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sns"}}


def begin(app: App, username: str = "ana", **parameters: str) -> dict[str, Any]:
    """InitiateAuth with the password."""
    answer: dict[str, Any] = app.cognito_idp.initiate_auth(
        ClientId=app.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": PASSWORD, **parameters},
    )
    return answer


def respond(app: App, name: str, **responses: str) -> dict[str, Any]:
    """RespondToAuthChallenge, without a Session."""
    answer: dict[str, Any] = app.cognito_idp.respond_to_auth_challenge(
        ClientId=app.client_id, ChallengeName=name, ChallengeResponses=responses
    )
    return answer


def require_mfa(app: App, mode: str = "ON") -> None:
    """SetUserPoolMfaConfig: a code by SMS."""
    app.cognito_idp.set_user_pool_mfa_config(
        UserPoolId=app.user_pool_id, MfaConfiguration=mode, SmsMfaConfiguration=SMS
    )


class PhoneOfAna:
    """A device of a user's: its sign-in gave it a key; `confirm` makes it known."""

    def __init__(self, app: App, username: str = "ana", password: str = DEVICE_PASSWORD) -> None:
        self.app, self.username, self.password = app, username, password
        tokens = begin(app, username)["AuthenticationResult"]
        self.token: str = tokens["AccessToken"]
        self.key: str = tokens["NewDeviceMetadata"]["DeviceKey"]
        self.group: str = tokens["NewDeviceMetadata"]["DeviceGroupKey"]
        self.srp = SrpClient(self.group, A_SECRET)

    @property
    def own(self) -> dict[str, str]:
        """The parameters of an operation of the user's on the device."""
        return {"AccessToken": self.token, "DeviceKey": self.key}

    @property
    def administered(self) -> dict[str, str]:
        """The parameters of an administrator's operation on the device."""
        return {
            "UserPoolId": self.app.user_pool_id,
            "Username": self.username,
            "DeviceKey": self.key,
        }

    def confirm(self, **given: Any) -> dict[str, Any]:
        """ConfirmDevice."""
        made = make_device_verifier(self.group, self.key, self.password, b"salt of 16 bytes")
        parameters = {
            **self.own,
            "DeviceName": "phone",
            "DeviceSecretVerifierConfig": verifier_config(made),
            **given,
        }
        answer: dict[str, Any] = self.app.cognito_idp.confirm_device(**parameters)
        return answer

    def begin(self) -> dict[str, Any]:
        """InitiateAuth with the password and this device's key."""
        return begin(self.app, self.username, DEVICE_KEY=self.key)

    def ask(self, **spoilt: str) -> dict[str, str]:
        """Answer DEVICE_SRP_AUTH; the ChallengeParameters that come back."""
        challenge = respond(
            self.app,
            "DEVICE_SRP_AUTH",
            **{
                "USERNAME": self.username,
                "DEVICE_KEY": self.key,
                "SRP_A": self.srp.public_a,
                **spoilt,
            },
        )
        assert challenge["ChallengeName"] == "DEVICE_PASSWORD_VERIFIER"
        parameters: dict[str, str] = challenge["ChallengeParameters"]
        return parameters

    def claim(
        self, challenge: dict[str, str], password: str | None = None, timestamp: str | None = None
    ) -> dict[str, str]:
        """ChallengeResponses of DEVICE_PASSWORD_VERIFIER."""
        keys = self.srp.session_keys(
            self.key, password or self.password, challenge["SALT"], challenge["SRP_B"]
        )
        moment = timestamp or format_timestamp(dt.datetime.now(dt.UTC))
        block = challenge["SECRET_BLOCK"]
        return {
            "USERNAME": self.username,
            "DEVICE_KEY": self.key,
            "PASSWORD_CLAIM_SECRET_BLOCK": block,
            "PASSWORD_CLAIM_SIGNATURE": keys.password_claim_signature(block, moment),
            "TIMESTAMP": moment,
        }

    def prove(self, claim: dict[str, str]) -> dict[str, Any]:
        """RespondToAuthChallenge with the device's claim."""
        return respond(self.app, "DEVICE_PASSWORD_VERIFIER", **claim)
