"""A user pool with one app client, as most tests of the mocked AWS use it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from cognito_lab.aws import Lab

PASSWORD = "Correct-Horse-1"
MakeApp = Callable[..., "App"]
Refusal = Callable[..., tuple[str, str]]
StockMoto = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class App:
    """A user pool with one app client, and the calls that tests repeat."""

    lab: Lab
    cognito_idp: Any
    user_pool_id: str
    client_id: str
    issuer: str = field(init=False)

    def __post_init__(self) -> None:
        region = self.user_pool_id.partition("_")[0]
        issuer = f"https://cognito-idp.{region}.amazonaws.com/{self.user_pool_id}"
        object.__setattr__(self, "issuer", issuer)

    def sign_up(self, username: str, password: str = PASSWORD, **attributes: str) -> dict[str, Any]:
        """SignUp with these attributes."""
        listed = [{"Name": name, "Value": value} for name, value in attributes.items()]
        return self.cognito_idp.sign_up(
            ClientId=self.client_id, Username=username, Password=password, UserAttributes=listed
        )

    def confirm(self, username: str, code: str | None) -> dict[str, Any]:
        """ConfirmSignUp."""
        return self.cognito_idp.confirm_sign_up(
            ClientId=self.client_id, Username=username, ConfirmationCode=code
        )

    def resend(self, username: str) -> dict[str, Any]:
        """ResendConfirmationCode."""
        return self.cognito_idp.resend_confirmation_code(ClientId=self.client_id, Username=username)

    def confirmed_user(self, username: str = "ana", **attributes: str) -> str:
        """A user who signed up by e-mail and typed the code; returns the username."""
        self.sign_up(username, **{"email": f"{username}@example.com", **attributes})
        self.confirm(username, self.lab.outbox[-1].code)
        return username

    def forget(self, username: str = "ana") -> dict[str, Any]:
        """ForgotPassword."""
        return self.cognito_idp.forgot_password(ClientId=self.client_id, Username=username)

    def recover(self, code: str | None, password: str, username: str = "ana") -> dict[str, Any]:
        """ConfirmForgotPassword."""
        return self.cognito_idp.confirm_forgot_password(
            ClientId=self.client_id, Username=username, ConfirmationCode=code, Password=password
        )

    def administer(self, operation: str, username: str = "ana", **given: Any) -> dict[str, Any]:
        """An administrator's operation on a user, such as `admin_disable_user`."""
        call = getattr(self.cognito_idp, operation)
        return call(UserPoolId=self.user_pool_id, Username=username, **given)

    def sign_in(self, username: str = "ana", password: str = PASSWORD) -> dict[str, Any]:
        """InitiateAuth with USER_PASSWORD_AUTH; returns the AuthenticationResult."""
        return self.cognito_idp.initiate_auth(
            ClientId=self.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )["AuthenticationResult"]

    def status(self, username: str) -> str:
        """The user's UserStatus."""
        return self._user(username)["UserStatus"]

    def attributes(self, username: str) -> dict[str, str]:
        """The user's attributes."""
        return {item["Name"]: item["Value"] for item in self._user(username)["UserAttributes"]}

    def _user(self, username: str) -> dict[str, Any]:
        return self.cognito_idp.admin_get_user(UserPoolId=self.user_pool_id, Username=username)
