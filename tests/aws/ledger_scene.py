"""What a probe of the ledger's rows works with, in stock moto and in the lab alike."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Any

import boto3
from botocore.exceptions import ClientError

from cognito_lab.aws import Lab

REGION = "us-east-1"
PASSWORD = "Correct-Horse-1"


class Scene:
    """What a probe finds: stock moto (without a lab) or the lab, and it cannot tell which."""

    def __init__(self, lab: Lab | None = None) -> None:
        self._lab = lab
        self._names = iter(range(1000))

    def client(self, service: str, **settings: str) -> Any:
        return boto3.client(service, region_name=REGION, **settings)

    @cached_property
    def idp(self) -> Any:
        return self.client("cognito-idp")

    @cached_property
    def pool(self) -> str:
        return self.new_pool()

    def new_pool(self, **settings: Any) -> str:
        settings = {"PoolName": "pool", "AutoVerifiedAttributes": ["email"], **settings}
        return self.idp.create_user_pool(**settings)["UserPool"]["Id"]

    @cached_property
    def app(self) -> str:
        return self.new_app(self.pool)["ClientId"]

    def new_app(self, pool: str, **settings: Any) -> dict[str, Any]:
        flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]
        settings = {"ClientName": "app", "ExplicitAuthFlows": flows, **settings}
        return self.idp.create_user_pool_client(UserPoolId=pool, **settings)["UserPoolClient"]

    def sign_up(self, app: str | None = None) -> str:
        """A new user, unconfirmed; returns the username."""
        username = f"user{next(self._names)}"
        email = {"Name": "email", "Value": f"{username}@example.com"}
        self.idp.sign_up(
            ClientId=app or self.app, Username=username, Password=PASSWORD, UserAttributes=[email]
        )
        return username

    def confirm(self, username: str, code: str | None = None, app: str | None = None) -> None:
        self.idp.confirm_sign_up(
            ClientId=app or self.app, Username=username, ConfirmationCode=code or self.code
        )

    def confirmed(self, *, verified: bool = False) -> str:
        """A new user, confirmed by an administrator; returns the username."""
        username = self.sign_up()
        named = {"UserPoolId": self.pool, "Username": username}
        self.idp.admin_confirm_sign_up(**named)
        if verified:
            flag = {"Name": "email_verified", "Value": "true"}
            self.idp.admin_update_user_attributes(**named, UserAttributes=[flag])
        return username

    def sub_of(self, username: str) -> str:
        user = self.idp.admin_get_user(UserPoolId=self.pool, Username=username)
        return next(item["Value"] for item in user["UserAttributes"] if item["Name"] == "sub")

    def have_function(self, name: str, handler: Callable[[Any, Any], Any]) -> None:
        """Have a Lambda function; stock moto would call none of Python."""
        if self._lab is not None:
            self._lab.functions[name] = handler

    def wait(self, *, seconds: float) -> None:
        """Let time pass; stock moto does not look at it."""
        if self._lab is not None:
            self._lab.clock.advance(seconds=seconds)

    @property
    def timestamp(self) -> str:
        """The TIMESTAMP of an SRP claim that is made now."""
        now = dt.datetime.now(dt.UTC)
        return f"{now:%a %b} {now.day} {now:%H:%M:%S UTC %Y}"

    def tokens(self, username: str, app: str | None = None) -> dict[str, str]:
        parameters = {"USERNAME": username, "PASSWORD": PASSWORD}
        return self.idp.initiate_auth(
            ClientId=app or self.app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
        )["AuthenticationResult"]

    @property
    def codes(self) -> list[str | None]:
        """What has arrived by mail so far; stock moto sends nothing."""
        return [] if self._lab is None else [message.code for message in self._lab.outbox]

    @property
    def code(self) -> str:
        """The code of the latest message, or one that moto will not look at."""
        return (self.codes or ["000000"])[-1] or ""


def answer(call: Callable[..., Any], **parameters: Any) -> str:
    """How a call ends, in words."""
    try:
        call(**parameters)
    except ClientError as refused:
        error = refused.response["Error"]
        return f"{error['Code']}: {error['Message']}"
    except NotImplementedError:
        return "a raw NotImplementedError"
    return "accepted"
