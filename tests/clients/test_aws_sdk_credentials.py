"""AWS's SDK for JavaScript gets credentials from the served lab, and is refused them.

Its provider of Cognito's credentials is what an app in a browser has:
https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/loading-browser-credentials-cognito.html
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.clients.node import installed, program, run
from tests.server.process import ServedLab, serving

pytestmark = pytest.mark.clients

FOLDER = Path(__file__).with_name("aws_sdk")
COGNITO = "cognito-identity.amazonaws.com"
SUB = "${cognito-identity.amazonaws.com:sub}"
PASSWORD = "Correct-Horse-1"
ACCOUNT = "123456789012"


@dataclass
class PhotoApp:
    """A served lab with a user pool, an identity pool and a bucket, and an app in JavaScript."""

    lab: ServedLab
    ids: dict[str, str] = field(default_factory=dict)

    def set_up(self) -> None:
        """Two users, roles for members and guests, a bucket and a table."""
        idp, identity = self.lab.client("cognito-idp"), self.lab.client("cognito-identity")
        user_pool = idp.create_user_pool(PoolName="photo-app")["UserPool"]["Id"]
        client = idp.create_user_pool_client(
            UserPoolId=user_pool, ClientName="web", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        for name in ("ana", "ben"):
            idp.admin_create_user(UserPoolId=user_pool, Username=name)
            idp.admin_set_user_password(
                UserPoolId=user_pool, Username=name, Password=PASSWORD, Permanent=True
            )
        provider = f"cognito-idp.us-east-1.amazonaws.com/{user_pool}"
        self.ids = {"client": client, "provider": provider, "user pool": user_pool}
        for name, guests in (("pool", True), ("no guests", False), ("no roles", True)):
            made = identity.create_identity_pool(
                IdentityPoolName=name,
                AllowUnauthenticatedIdentities=guests,
                CognitoIdentityProviders=[{"ProviderName": provider, "ClientId": client}],
            )
            self.ids[name] = made["IdentityPoolId"]
        self._set_up_roles()
        s3, dynamodb = self.lab.client("s3"), self.lab.client("dynamodb")
        s3.create_bucket(Bucket="photos")
        s3.put_object(Bucket="photos", Key="public/logo", Body=b"the logo")
        dynamodb.create_table(
            TableName="notes",
            AttributeDefinitions=[{"AttributeName": "owner", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "owner", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )

    def _set_up_roles(self) -> None:
        iam, roles = self.lab.client("iam"), {}
        own = {"dynamodb:LeadingKeys": [SUB]}
        may = {
            "authenticated": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject"],
                    "Resource": f"arn:aws:s3:::photos/{SUB}/*",
                },
                {
                    "Effect": "Allow",
                    "Action": "dynamodb:GetItem",
                    "Resource": f"arn:aws:dynamodb:*:{ACCOUNT}:table/notes",
                    "Condition": {"ForAllValues:StringEquals": own},
                },
            ],
            "unauthenticated": [
                {
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::photos/public/*",
                }
            ],
        }
        for kind, statements in may.items():
            trust = {
                "Effect": "Allow",
                "Principal": {"Federated": COGNITO},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {
                    "StringEquals": {f"{COGNITO}:aud": [self.ids["pool"], self.ids["no guests"]]},
                    "ForAnyValue:StringLike": {f"{COGNITO}:amr": kind},
                },
            }
            roles[kind] = iam.create_role(RoleName=kind, AssumeRolePolicyDocument=document(trust))[
                "Role"
            ]["Arn"]
            iam.put_role_policy(
                RoleName=kind, PolicyName="policy", PolicyDocument=document(*statements)
            )
        identity = self.lab.client("cognito-identity")
        for name in ("pool", "no guests"):
            identity.set_identity_pool_roles(IdentityPoolId=self.ids[name], Roles=roles)

    def runs(self, call: str, **asked: Any) -> dict[str, Any]:
        """What the app in JavaScript prints for one call."""
        told = {"endpoint": self.lab.endpoint, "region": self.lab.region, "call": call, **asked}
        node, packages = program("node", "nodejs"), installed(FOLDER)
        return dict(
            json.loads(run(node, str(FOLDER / "client.mjs"), str(packages), json.dumps(told)))
        )

    def user(self, name: str, pool: str = "pool") -> dict[str, Any]:
        """Somebody who has signed in: what the credential provider is told."""
        tokens = self.runs("signIn", clientId=self.ids["client"], username=name, password=PASSWORD)
        logins = {self.ids["provider"]: tokens["IdToken"]}
        return {"identityPoolId": self.ids[pool], "logins": logins}

    def guest(self, pool: str = "pool") -> dict[str, Any]:
        """Somebody who has not."""
        return {"identityPoolId": self.ids[pool]}


def document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.fixture(scope="module")
def app() -> Iterator[PhotoApp]:
    program("node", "nodejs")
    with serving() as lab:
        app = PhotoApp(lab)
        app.set_up()
        yield app


def test_a_user_gets_credentials_and_is_the_same_identity_the_next_time(app: PhotoApp) -> None:
    given = app.runs("exchange", **app.user("ana"))
    assert given["accessKeyId"].startswith("ASIA")
    assert given["identityId"].startswith("us-east-1:")
    left = dt.datetime.fromisoformat(given["expires"].replace("Z", "+00:00")) - dt.datetime.now(
        dt.UTC
    )
    assert dt.timedelta(minutes=59) < left <= dt.timedelta(minutes=60)
    again = app.runs("exchange", **app.user("ana"))
    assert again["identityId"] == given["identityId"]
    assert again["accessKeyId"] != given["accessKeyId"]


def test_a_user_writes_and_reads_in_the_own_folder_and_not_in_anothers(app: PhotoApp) -> None:
    ana, ben = app.user("ana"), app.user("ben")
    folder = app.runs("exchange", **ana)["identityId"]
    cat = {"bucket": "photos", "key": f"{folder}/cat"}
    assert app.runs("putObject", **ana, **cat, body="ana's cat") == {}
    assert app.runs("getObject", **ana, **cat) == {"body": "ana's cat"}
    refused = app.runs("getObject", **ben, **cat)
    role = f"arn:aws:sts::{ACCOUNT}:assumed-role/authenticated/CognitoIdentityCredentials"
    assert refused == {
        "error": "AccessDenied",
        "message": f"User: {role} is not authorized to perform: s3:GetObject on resource: "
        f'"arn:aws:s3:::photos/{folder}/cat" because no identity-based policy allows the '
        "s3:GetObject action",
    }


def test_a_user_reads_the_own_items_and_not_anothers(app: PhotoApp) -> None:
    ana, ben = app.user("ana"), app.user("ben")
    owner = {"owner": {"S": app.runs("exchange", **ana)["identityId"]}}
    app.lab.client("dynamodb").put_item(TableName="notes", Item={**owner, "text": {"S": "ana's"}})
    asked = {"table": "notes", "key": owner}
    assert app.runs("getItem", **ana, **asked)["text"] == {"S": "ana's"}
    assert app.runs("getItem", **ben, **asked)["error"] == "AccessDeniedException"


def test_a_guest_reads_what_is_everybodys_and_writes_nothing(app: PhotoApp) -> None:
    logo = {"bucket": "photos", "key": "public/logo"}
    assert app.runs("getObject", **app.guest(), **logo) == {"body": "the logo"}
    refused = app.runs("putObject", **app.guest(), **logo, body="another")
    assert refused["error"] == "AccessDenied"
    assert app.runs("getObject", **app.guest(), **logo) == {"body": "the logo"}


def forged(token: str) -> str:
    head, claims, signature = token.split(".")
    return f"{head}.{claims}.{signature[:-8]}{'A' * 8}"


def test_a_forged_token_gets_no_credentials(app: PhotoApp) -> None:
    ana = app.user("ana")
    ana["logins"] = {name: forged(token) for name, token in ana["logins"].items()}
    assert app.runs("exchange", **ana) == {
        "error": "NotAuthorizedException",
        "message": "Invalid login token. Couldn't verify signed token.",
    }


def test_an_access_token_gets_no_credentials(app: PhotoApp) -> None:
    tokens = app.runs("signIn", clientId=app.ids["client"], username="ana", password=PASSWORD)
    ana = {
        "identityPoolId": app.ids["pool"],
        "logins": {app.ids["provider"]: tokens["AccessToken"]},
    }
    assert app.runs("exchange", **ana) == {
        "error": "NotAuthorizedException",
        "message": "Invalid login token. Missing a required claim: aud",
    }


def test_a_guest_gets_no_credentials_where_there_are_none(app: PhotoApp) -> None:
    assert app.runs("exchange", **app.guest("no guests")) == {
        "error": "NotAuthorizedException",
        "message": "Unauthenticated access is not supported for this identity pool.",
    }


def test_anothers_identity_gives_no_credentials(app: PhotoApp) -> None:
    identity = app.runs("exchange", **app.user("ana"))["identityId"]
    ben = {"identityId": identity, "logins": app.user("ben")["logins"]}
    refused = app.runs("exchange", **ben)
    assert refused["error"] == "NotAuthorizedException"
    assert refused["message"].startswith("Logins don't match.")


def test_a_pool_without_roles_gives_no_credentials(app: PhotoApp) -> None:
    refused = app.runs("exchange", **app.user("ana", "no roles"))
    assert refused["error"] == "InvalidIdentityPoolConfigurationException"


def test_keys_that_nobody_gave_open_nothing(app: PhotoApp) -> None:
    keys = {"accessKeyId": "ASIAMADEUPKEYEXAMPLE", "secretAccessKey": "x", "sessionToken": "y"}
    refused = app.runs("getObject", keys=keys, bucket="photos", key="public/logo")
    assert refused["error"] == "InvalidAccessKeyId"
