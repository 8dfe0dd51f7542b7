"""The photo app on a lab, for the checks of exercises: a user pool, an identity pool, a bucket.

What a check builds is built with plain boto3, so it is what a learner could build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cognito_lab.exercises.report import Bench

COGNITO = "cognito-identity.amazonaws.com"
MEMBERS, GUESTS = "photo-app-members", "photo-app-guests"
BUCKET = "photo-app-albums"
PASSWORD = "Correct-Horse-7"
AUTHENTICATED, UNAUTHENTICATED = "authenticated", "unauthenticated"
ALBUMS = f"arn:aws:s3:::{BUCKET}"
OWN_FOLDER = f"${{{COGNITO}:sub}}"
"""The variable for the IdentityId of whoever calls."""

_FLOWS = ("ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH")


class PhotoApp:
    """The photo app with two roles, and what a check does in it again and again."""

    def __init__(self, bench: Bench, **user_pool: Any) -> None:
        self.bench = bench
        self.cognito_idp = bench.client("cognito-idp")
        self.cognito_identity = bench.client("cognito-identity")
        self.iam = bench.client("iam")
        self.user_pool_id: str = self.cognito_idp.create_user_pool(
            PoolName="photo-app-users", **user_pool
        )["UserPool"]["Id"]
        self.app_client_id: str = self.cognito_idp.create_user_pool_client(
            UserPoolId=self.user_pool_id, ClientName="web", ExplicitAuthFlows=list(_FLOWS)
        )["UserPoolClient"]["ClientId"]
        region = self.user_pool_id.partition("_")[0]
        self.provider = f"cognito-idp.{region}.amazonaws.com/{self.user_pool_id}"
        accepted = {"ProviderName": self.provider, "ClientId": self.app_client_id}
        self.settings: dict[str, Any] = {
            "IdentityPoolName": "photo_app",
            "AllowUnauthenticatedIdentities": True,
            "CognitoIdentityProviders": [accepted],
        }
        made = self.cognito_identity.create_identity_pool(**self.settings)
        self.identity_pool_id: str = made["IdentityPoolId"]
        self.roles = {
            AUTHENTICATED: self.make_role(MEMBERS, AUTHENTICATED),
            UNAUTHENTICATED: self.make_role(GUESTS, UNAUTHENTICATED),
        }
        self.set_roles(self.roles)

    def make_role(self, name: str, visitor: str, *, actions: tuple[str, ...] = ()) -> str:
        """Make a role that this pool's visitors of one kind may take on; returns its ARN."""
        trust = json.dumps(self.trust(visitor, *actions))
        try:
            self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
        except self.iam.exceptions.EntityAlreadyExistsException:  # of a scene before this one
            self.iam.update_assume_role_policy(RoleName=name, PolicyDocument=trust)
        return str(self.iam.get_role(RoleName=name)["Role"]["Arn"])

    def trust(self, visitor: str, *more_actions: str) -> dict[str, Any]:
        """The trust policy of such a role."""
        statement = {
            "Effect": "Allow",
            "Principal": {"Federated": COGNITO},
            "Action": ["sts:AssumeRoleWithWebIdentity", *more_actions],
            "Condition": {
                "StringEquals": {f"{COGNITO}:aud": self.identity_pool_id},
                "ForAnyValue:StringLike": {f"{COGNITO}:amr": visitor},
            },
        }
        return {"Version": "2012-10-17", "Statement": [statement]}

    def set_roles(self, roles: Mapping[str, str], **mappings: Any) -> None:
        """SetIdentityPoolRoles."""
        self.cognito_identity.set_identity_pool_roles(
            IdentityPoolId=self.identity_pool_id, Roles=dict(roles), **mappings
        )

    def allow(self, role_name: str, action: str | list[str], resource: str) -> None:
        """Let a role do something: its one policy."""
        statement = {"Effect": "Allow", "Action": action, "Resource": resource}
        self.iam.put_role_policy(
            RoleName=role_name,
            PolicyName="allows",
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
        )

    def new_user(self, name: str, **attributes: str) -> None:
        """A confirmed user."""
        self.cognito_idp.sign_up(
            ClientId=self.app_client_id,
            Username=name,
            Password=PASSWORD,
            UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
        )
        self.cognito_idp.admin_confirm_sign_up(UserPoolId=self.user_pool_id, Username=name)

    def sign_in(self, name: str) -> dict[str, Any]:
        """The tokens of a user."""
        begun = self.cognito_idp.initiate_auth(
            ClientId=self.app_client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
        )
        return dict(begun["AuthenticationResult"])

    def logins(self, name: str | None) -> dict[str, str]:
        """The Logins of a user, or of a guest (None)."""
        return {} if name is None else {self.provider: self.sign_in(name)["IdToken"]}

    def exchange(self, name: str | None) -> tuple[str, dict[str, Any]]:
        """The IdentityId and the credentials of a user or a guest, by the enhanced flow."""
        return self.exchange_logins(self.logins(name))

    def exchange_logins(self, logins: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
        """The same for Logins that are there already."""
        identity_id = self.cognito_identity.get_id(
            IdentityPoolId=self.identity_pool_id, Logins=dict(logins)
        )["IdentityId"]
        given = self.cognito_identity.get_credentials_for_identity(
            IdentityId=identity_id, Logins=dict(logins)
        )
        return str(identity_id), dict(given["Credentials"])

    def signed_by(self, credentials: Mapping[str, Any], service: str) -> Any:
        """A client that signs with credentials of an identity pool."""
        return self.bench.client(
            service,
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretKey"],
            aws_session_token=credentials["SessionToken"],
        )
