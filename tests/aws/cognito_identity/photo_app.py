"""A user pool with an identity pool before it, and roles to give: what tests of them repeat."""

from __future__ import annotations

import json
from typing import Any

import boto3

from cognito_lab.aws import Lab
from tests.aws.app import App
from tests.aws.callers import EVERYTHING

COGNITO = "cognito-identity.amazonaws.com"
PASSWORD = "Correct-Horse-1"


class PhotoApp:
    """An identity pool that takes the tokens of one app client."""

    def __init__(self, lab: Lab, app: App, **settings: Any) -> None:
        self.lab, self.app = lab, app
        self.identity = boto3.client("cognito-identity")
        self.iam = boto3.client("iam")
        self.provider = app.issuer.removeprefix("https://")
        accepted = {"ProviderName": self.provider, "ClientId": app.client_id}
        self.settings: dict[str, Any] = {
            "IdentityPoolName": "photos",
            "AllowUnauthenticatedIdentities": True,
            "CognitoIdentityProviders": [accepted],
            **settings,
        }
        self.pool = str(self.identity.create_identity_pool(**self.settings)["IdentityPoolId"])

    def change(self, **settings: Any) -> None:
        """UpdateIdentityPool, from the settings that it was made with."""
        self.identity.update_identity_pool(
            IdentityPoolId=self.pool, **{**self.settings, **settings}
        )

    def trust(
        self, amr: str | None = "authenticated", aud: str | None = None, *actions: str
    ) -> str:
        """A trust policy for visitors of the pool."""
        condition: dict[str, Any] = {"StringEquals": {f"{COGNITO}:aud": aud or self.pool}}
        if amr:
            condition["ForAnyValue:StringLike"] = {f"{COGNITO}:amr": amr}
        statement = {
            "Effect": "Allow",
            "Principal": {"Federated": COGNITO},
            "Action": ["sts:AssumeRoleWithWebIdentity", *actions],
            "Condition": condition,
        }
        return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

    def role(self, name: str, trust: str | None = None, policy: str = EVERYTHING) -> str:
        """A role's ARN; for members, if no trust policy is given."""
        document = trust or self.trust()
        made = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)
        self.iam.put_role_policy(RoleName=name, PolicyName="policy", PolicyDocument=policy)
        return str(made["Role"]["Arn"])

    def both_roles(self) -> dict[str, str]:
        """Roles for members and guests, given to the pool."""
        roles = {
            "authenticated": self.role("members"),
            "unauthenticated": self.role("guests", self.trust("unauthenticated")),
        }
        self.identity.set_identity_pool_roles(IdentityPoolId=self.pool, Roles=roles)
        return roles

    def logins(self, username: str = "ana") -> dict[str, str]:
        """The Logins of a user, who is made if there is none yet."""
        return {self.provider: self.tokens(username)["IdToken"]}

    def tokens(self, username: str = "ana") -> dict[str, str]:
        """The tokens of a user, who is made if there is none yet."""
        idp = self.app.cognito_idp
        try:
            idp.admin_get_user(UserPoolId=self.app.user_pool_id, Username=username)
        except idp.exceptions.UserNotFoundException:
            self.app.confirmed_user(username)
        found = self.app.sign_in(username)
        return dict(found)

    def get_id(self, logins: dict[str, str] | None = None) -> str:
        """GetId."""
        given = {} if logins is None else {"Logins": logins}
        return str(self.identity.get_id(IdentityPoolId=self.pool, **given)["IdentityId"])

    def credentials(
        self, identity_id: str, logins: dict[str, str] | None = None, **more: Any
    ) -> dict[str, Any]:
        """GetCredentialsForIdentity."""
        given = more if logins is None else {"Logins": logins, **more}
        answer = self.identity.get_credentials_for_identity(IdentityId=identity_id, **given)
        return dict(answer["Credentials"])

    def exchange(self, username: str | None = "ana", **more: Any) -> dict[str, Any]:
        """The credentials of a user, or of a guest (None)."""
        logins = None if username is None else self.logins(username)
        return self.credentials(self.get_id(logins), logins, **more)
