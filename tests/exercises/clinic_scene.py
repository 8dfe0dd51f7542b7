"""A user pool with an app client, in which the errors of the clinic are provoked and mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import boto3
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab
from cognito_lab.sign_in.srp import SrpClient, pool_name_of
from cognito_lab.sign_in.srp_timestamp import format_timestamp
from cognito_lab.sign_in.totp import totp

PASSWORD, ANOTHER = "Correct-Horse-7", "Another-Horse-8"
EMAIL = "ana@example.com"
PHONE = "+14325551212"
Call = Callable[[], Any]
Steps = Iterator[Call]
"""Of one row of the clinic: the call that is refused; then, once its cause is mended, another."""
Answer = dict[str, Any]
PREFERRED = {"Enabled": True, "PreferredMfa": True}

PROVOKED: dict[tuple[str, str], Callable[[Lab], Steps]] = {}
"""How each row is provoked and mended, by operation and cause."""

_FLOWS = ("USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_SRP_AUTH", "USER_AUTH")
_SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "sms"}
_A_SECRET = 2**1000 + 12345


class Scene:
    """A pool that verifies e-mail addresses, with one app client; its user is `ana`."""

    def __init__(self, lab: Lab, *, app: Answer | None = None, **pool: Any) -> None:
        self.lab = lab
        self.idp = boto3.client("cognito-idp")
        settings = {"PoolName": "p", "AutoVerifiedAttributes": ["email"], **pool}
        self.pool_id = str(self.idp.create_user_pool(**settings)["UserPool"]["Id"])
        self.app_client_id = self.new_app(**(app or {}))

    def new_app(self, **settings: Any) -> str:
        """Another app client of the pool, with every flow that begins with a password."""
        flows = {"ExplicitAuthFlows": [f"ALLOW_{flow}" for flow in _FLOWS]}
        made = self.idp.create_user_pool_client(
            UserPoolId=self.pool_id, ClientName="c", **(flows | settings)
        )
        return str(made["UserPoolClient"]["ClientId"])

    @property
    def app_client_secret(self) -> str:
        """The secret that the app client was made with."""
        made = self.idp.describe_user_pool_client(
            UserPoolId=self.pool_id, ClientId=self.app_client_id
        )
        return str(made["UserPoolClient"]["ClientSecret"])

    def allow(self, *flows: str) -> None:
        """Let the app client begin with these flows and no other."""
        self.idp.update_user_pool_client(
            UserPoolId=self.pool_id,
            ClientId=self.app_client_id,
            ExplicitAuthFlows=[f"ALLOW_{flow}" for flow in flows],
        )

    def change_pool(self, **settings: Any) -> None:
        """UpdateUserPool."""
        self.idp.update_user_pool(UserPoolId=self.pool_id, **settings)

    # Signing up.

    def sign_up(
        self, username: str = "ana", password: str = PASSWORD, *, app: str = "", **given: Any
    ) -> Answer:
        """SignUp with an e-mail address, unless `given` has other UserAttributes."""
        settings = {"UserAttributes": attributes(email=EMAIL), **given}
        return self.idp.sign_up(  # type: ignore[no-any-return]
            ClientId=app or self.app_client_id, Username=username, Password=password, **settings
        )

    def confirm(self, code: str = "", username: str = "ana", **given: Any) -> Answer:
        """ConfirmSignUp, with the newest code if no other is given."""
        return self.as_app("confirm_sign_up", username, ConfirmationCode=code or self.code, **given)

    def with_user(self, **attributes_: str) -> Scene:
        """The scene once ana has signed up, by e-mail, and is confirmed."""
        self.sign_up(UserAttributes=attributes(**{"email": EMAIL, **attributes_}))
        self.confirm()
        return self

    def as_app(self, operation: str, username: str = "ana", **given: Any) -> Answer:
        """An operation by which an app names a user, such as `forgot_password`."""
        call = getattr(self.idp, operation)
        return call(  # type: ignore[no-any-return]
            ClientId=self.app_client_id, Username=username, **given
        )

    def as_administrator(self, operation: str, username: str = "ana", **given: Any) -> Answer:
        """An administrator's operation on a user, such as `admin_disable_user`."""
        call = getattr(self.idp, operation)
        return call(UserPoolId=self.pool_id, Username=username, **given)  # type: ignore[no-any-return]

    def with_temporary_password(self, **given: Any) -> Scene:
        """The scene once an administrator has made ana, with a temporary password."""
        settings = {"TemporaryPassword": PASSWORD, "MessageAction": "SUPPRESS", **given}
        self.as_administrator("admin_create_user", **settings)
        return self

    @property
    def code(self) -> str:
        """The code of the newest message."""
        return str(self.lab.outbox[-1].code)

    @property
    def wrong_code(self) -> str:
        """Another code, of the same length."""
        code = self.code
        return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"

    # Signing in.

    def begin(self, flow: str, username: str = "ana", **parameters: str) -> Answer:
        """InitiateAuth."""
        return self.idp.initiate_auth(  # type: ignore[no-any-return]
            ClientId=self.app_client_id,
            AuthFlow=flow,
            AuthParameters={"USERNAME": username, **parameters},
        )

    def sign_in(self, password: str = PASSWORD, username: str = "ana") -> Answer:
        """InitiateAuth by the password."""
        return self.begin("USER_PASSWORD_AUTH", username, PASSWORD=password)

    def answer(
        self, challenge: Answer, *, name: str = "", username: str = "ana", **responses: str
    ) -> Answer:
        """RespondToAuthChallenge to a challenge, as `name` if not as what it is."""
        tied = {"Session": challenge["Session"]} if "Session" in challenge else {}
        return self.idp.respond_to_auth_challenge(  # type: ignore[no-any-return]
            ClientId=self.app_client_id,
            ChallengeName=name or challenge["ChallengeName"],
            ChallengeResponses={"USERNAME": username, **responses},
            **tied,
        )

    def prove(self, password: str = PASSWORD, timestamp: str = "") -> Answer:
        """A sign-in by SRP, from its first call to its answer."""
        client = SrpClient(pool_name_of(self.pool_id), _A_SECRET)
        challenge = self.begin("USER_SRP_AUTH", SRP_A=client.public_a)
        given = challenge["ChallengeParameters"]
        keys = client.session_keys(
            given["USER_ID_FOR_SRP"], password, given["SALT"], given["SRP_B"]
        )
        moment = timestamp or format_timestamp(dt.datetime.now(dt.UTC))
        block = given["SECRET_BLOCK"]
        return self.answer(
            challenge,
            PASSWORD_CLAIM_SECRET_BLOCK=block,
            PASSWORD_CLAIM_SIGNATURE=keys.password_claim_signature(block, moment),
            TIMESTAMP=moment,
        )

    def as_user(self, operation: str, **given: Any) -> Answer:
        """An operation of the signed-in user, such as `get_user`; signs in for it."""
        token = self.sign_in()["AuthenticationResult"]["AccessToken"]
        return getattr(self.idp, operation)(AccessToken=token, **given)  # type: ignore[no-any-return]

    def fail(self, times: int, call: Call) -> None:
        """Make a call that is refused so many times."""
        for _ in range(times):
            with suppress(ClientError):
                call()
                raise AssertionError("this was to be refused")

    def forget(self) -> Answer:
        """ForgotPassword."""
        return self.as_app("forgot_password")

    def recover(self, password: str, code: str = "") -> Answer:
        """ConfirmForgotPassword, with the newest code if no other is given."""
        return self.as_app(
            "confirm_forgot_password", ConfirmationCode=code or self.code, Password=password
        )

    # Second factors.

    def offer(self, *factors: str, mfa: str = "OPTIONAL") -> Scene:
        """The scene once the pool offers these second factors: SMS, APP, EMAIL."""
        settings: dict[str, Answer] = {
            "SMS": {"SmsMfaConfiguration": {"SmsConfiguration": _SMS}},
            "APP": {"SoftwareTokenMfaConfiguration": {"Enabled": True}},
            "EMAIL": {"EmailMfaConfiguration": {"Message": "{####}", "Subject": "Your code"}},
        }
        named = {name: value for factor in factors for name, value in settings[factor].items()}
        self.idp.set_user_pool_mfa_config(UserPoolId=self.pool_id, MfaConfiguration=mfa, **named)
        return self

    def prefer(self, **wishes: Any) -> Answer:
        """AdminSetUserMFAPreference."""
        return self.as_administrator("admin_set_user_mfa_preference", **wishes)

    def new_app_secret(self) -> tuple[str, str]:
        """A secret from AssociateSoftwareToken, and the access token that asked for it."""
        token = self.sign_in()["AuthenticationResult"]["AccessToken"]
        return str(self.idp.associate_software_token(AccessToken=token)["SecretCode"]), token

    def with_authenticator(self) -> str:
        """Set up an app for ana, who is asked for it from now on; returns its secret."""
        secret, token = self.new_app_secret()
        self.idp.verify_software_token(AccessToken=token, UserCode=app_code(secret))
        self.prefer(SoftwareTokenMfaSettings=PREFERRED)
        self.lab.clock.advance(seconds=60)
        return secret


def provokes(
    operation: str, cause: str
) -> Callable[[Callable[[Lab], Steps]], Callable[[Lab], Steps]]:
    """Registers a function of the lab that provokes and mends the row."""

    def registered(steps: Callable[[Lab], Steps]) -> Callable[[Lab], Steps]:
        assert (operation, cause) not in PROVOKED, "provoked twice"
        PROVOKED[operation, cause] = steps
        return steps

    return registered


def app_code(secret: str) -> str:
    """What an authenticator app with this secret shows now."""
    return totp(secret, dt.datetime.now(dt.UTC))


def attributes(**values: str) -> list[dict[str, str]]:
    """AWS's list of Name and Value."""
    return [{"Name": name, "Value": value} for name, value in values.items()]
