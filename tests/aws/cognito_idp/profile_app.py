"""A user who is signed in, and what the tests of profiles ask of such a user again and again."""

from typing import Any

from tests.aws.app import App


def listed(**attributes: str) -> list[dict[str, str]]:
    """AWS's list of Name and Value."""
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


class Profile:
    """A user of an app, by the access token."""

    def __init__(self, app: App, username: str = "ana", **attributes: str) -> None:
        self.app, self.idp, self.username = app, app.cognito_idp, username
        app.sign_up(username, **{"email": f"{username}@example.com", **attributes})
        self.idp.admin_confirm_sign_up(UserPoolId=app.user_pool_id, Username=username)
        self.token: str = app.sign_in(username)["AccessToken"]

    def get(self) -> dict[str, str]:
        """GetUser's attributes."""
        user = self.idp.get_user(AccessToken=self.token)
        return {item["Name"]: item["Value"] for item in user["UserAttributes"]}

    def stored(self) -> dict[str, str]:
        """AdminGetUser's attributes."""
        return self.app.attributes(self.username)

    def update(self, **attributes: str) -> dict[str, Any]:
        """UpdateUserAttributes."""
        answer: dict[str, Any] = self.idp.update_user_attributes(
            AccessToken=self.token, UserAttributes=listed(**attributes)
        )
        return answer

    def admin_update(self, **attributes: str) -> None:
        """AdminUpdateUserAttributes."""
        self.idp.admin_update_user_attributes(
            UserPoolId=self.app.user_pool_id,
            Username=self.username,
            UserAttributes=listed(**attributes),
        )

    def delete(self, *names: str) -> None:
        """DeleteUserAttributes."""
        self.idp.delete_user_attributes(AccessToken=self.token, UserAttributeNames=list(names))

    def ask_for_code(self, attribute: str = "email") -> dict[str, str]:
        """GetUserAttributeVerificationCode."""
        details: dict[str, str] = self.idp.get_user_attribute_verification_code(
            AccessToken=self.token, AttributeName=attribute
        )["CodeDeliveryDetails"]
        return details

    def verify(self, code: str | None, attribute: str = "email") -> None:
        """VerifyUserAttribute."""
        self.idp.verify_user_attribute(AccessToken=self.token, AttributeName=attribute, Code=code)
