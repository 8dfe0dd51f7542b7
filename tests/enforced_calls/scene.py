"""The photo app that the cases are about: its people, its data, and one case's policies at a time.

It knows a lab only by its clients, so that it is the same in this process and over HTTP.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

from botocore import UNSIGNED
from botocore.exceptions import ClientError

from tests.enforced_calls.case import (
    ACCOUNT,
    ARCHIVE,
    BUCKET,
    IDENTITIES,
    INDEX,
    NOBODY,
    ROLES,
    ROOT,
    TABLE,
    USER,
    WORKER,
    Case,
)

COGNITO = "cognito-identity.amazonaws.com"
PASSWORD = "Correct-Horse-1"
OBJECTS = {
    "cognito/photos/<ana>/cat.jpg": "ana's cat",
    "cognito/photos/<ben>/dog.jpg": "ben's dog",
    "home/carla/list.txt": "carla's list",
    "home/dario/list.txt": "dario's list",
    "maps/atlas.txt": "the atlas",
    "private/plan.txt": "the plan",
    "public/logo.png": "the logo",
    "tagged/closed.txt": "closed text",
    "tagged/open.txt": "open text",
}
TAGS = {"tagged/open.txt": "access=open", "tagged/closed.txt": "access=closed"}
ITEMS = [
    ("<ana>", "n1", "ana's note", "ana's secret", "tea"),
    ("<ben>", "n1", "ben's note", "ben's secret", "war"),
]
DEPARTMENTS = {"ana": "maps", "ben": "sales"}


class Clients(Protocol):
    """Makes a client of the lab: the administrator's, or with other credentials."""

    def __call__(self, service: str, credentials: Any = None, **config: Any) -> Any:
        """A boto3 client of a service."""


class Scene:
    """The app as it is before each case."""

    def __init__(self, client: Clients) -> None:
        self._client = client
        self._s3, self._iam = client("s3"), client("iam")
        self._dynamodb, self._sts = client("dynamodb"), client("sts")
        self.ids: dict[str, str] = {}
        self._credentials: dict[str, Any] = {}
        self._make_people()
        self._make_room()
        self.state = self._restored()

    # The people.

    def _make_people(self) -> None:
        idp, identity = self._client("cognito-idp"), self._client("cognito-identity")
        pool = idp.create_user_pool(
            PoolName="photo-app",
            Schema=[{"Name": "department", "AttributeDataType": "String", "Mutable": True}],
        )["UserPool"]["Id"]
        app = idp.create_user_pool_client(
            UserPoolId=pool, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]
        provider = f"cognito-idp.us-east-1.amazonaws.com/{pool}"
        identities = identity.create_identity_pool(
            IdentityPoolName="photo-app",
            AllowUnauthenticatedIdentities=True,
            CognitoIdentityProviders=[{"ProviderName": provider, "ClientId": app}],
        )["IdentityPoolId"]
        identity.set_principal_tag_attribute_map(
            IdentityPoolId=identities,
            IdentityProviderName=provider,
            UseDefaults=False,
            PrincipalTags={"department": "custom:department"},
        )
        self._make_roles(identities)
        identity.set_identity_pool_roles(
            IdentityPoolId=identities,
            Roles={
                "authenticated": self._arn(ROLES["ana"]),
                "unauthenticated": self._arn(ROLES["guest"]),
            },
        )
        for who in IDENTITIES:
            logins = {}
            if who in DEPARTMENTS:
                logins = {provider: _id_token(idp, pool, app, who)}
            found = identity.get_id(IdentityPoolId=identities, Logins=logins)["IdentityId"]
            self.ids[who] = found
            self._credentials[who] = identity.get_credentials_for_identity(
                IdentityId=found, Logins=logins
            )["Credentials"]
        self._iam.create_user(UserName=USER)
        self._credentials[USER] = self._iam.create_access_key(UserName=USER)["AccessKey"]

    def _make_roles(self, identities: str) -> None:
        for role, amr in ((ROLES["ana"], "authenticated"), (ROLES["guest"], "unauthenticated")):
            trust = {
                "Effect": "Allow",
                "Principal": {"Federated": COGNITO},
                "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
                "Condition": {
                    "StringEquals": {f"{COGNITO}:aud": identities},
                    "ForAnyValue:StringLike": {f"{COGNITO}:amr": amr},
                },
            }
            self._iam.create_role(RoleName=role, AssumeRolePolicyDocument=_document((trust,)))
        trust = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
        self._iam.create_role(RoleName=ROLES[WORKER], AssumeRolePolicyDocument=_document((trust,)))
        # Root assumes no roles: somebody of the account has to.
        self._iam.create_user(UserName="starter")
        may = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
        self._iam.put_user_policy(
            UserName="starter", PolicyName="may", PolicyDocument=_document((may,))
        )
        key = self._iam.create_access_key(UserName="starter")["AccessKey"]
        self._starter = self._client("sts", key)

    # The data.

    def _make_room(self) -> None:
        for bucket in (BUCKET, ARCHIVE):
            self._s3.create_bucket(Bucket=bucket)
        self._s3.put_bucket_versioning(
            Bucket=ARCHIVE, VersioningConfiguration={"Status": "Enabled"}
        )
        for text in ("one", "two"):
            made = self._s3.put_object(Bucket=ARCHIVE, Key="log.txt", Body=text.encode())
            self.ids.setdefault("v1", made["VersionId"])
        self._make_table(TABLE)
        self._make_table("other-table")

    def _make_table(self, name: str) -> None:
        self._dynamodb.create_table(
            TableName=name,
            AttributeDefinitions=[
                {"AttributeName": attribute, "AttributeType": "S"}
                for attribute in ("owner", "id", "topic")
            ],
            KeySchema=[
                {"AttributeName": "owner", "KeyType": "HASH"},
                {"AttributeName": "id", "KeyType": "RANGE"},
            ],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": INDEX,
                    "KeySchema": [{"AttributeName": "topic", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
            BillingMode="PAY_PER_REQUEST",
        )

    def _restored(self) -> dict[str, Any]:
        """Make the data what it was, and return it."""
        before = self.data()
        if TABLE not in before["tables"]:
            self._make_table(TABLE)
        for key in before["objects"].keys() - {self.named(key) for key in OBJECTS}:
            self._s3.delete_object(Bucket=BUCKET, Key=key)
        for upload in before["uploads"]:
            key, number = upload
            self._s3.abort_multipart_upload(Bucket=BUCKET, Key=key, UploadId=number)
        for key, text in OBJECTS.items():
            tagging = {"Tagging": TAGS[key]} if key in TAGS else {}
            named = self.named(key)
            self._s3.put_object(Bucket=BUCKET, Key=named, Body=text.encode(), **tagging)
        for item in before["items"]:
            found = {name: item[name] for name in ("owner", "id")}
            self._dynamodb.delete_item(TableName=TABLE, Key=found)
        for values in ITEMS:
            names = ("owner", "id", "text", "secret", "topic")
            item = {
                name: {"S": self.named(value)} for name, value in zip(names, values, strict=True)
            }
            self._dynamodb.put_item(TableName=TABLE, Item=item)
        return self.data()

    def restore(self) -> list[str]:
        """Make the data what it was; the names of what had changed."""
        found = self.data()
        changed = [name for name in found if found[name] != self.state[name]]
        if changed:
            self.state = self._restored()
        return changed

    def data(self) -> dict[str, Any]:
        """All that a call could have changed."""
        listed = self._s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        versions = self._s3.list_object_versions(Bucket=ARCHIVE)["Versions"] if self.ids else []
        uploads = self._s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
        tables = self._dynamodb.list_tables()["TableNames"]
        items = self._dynamodb.scan(TableName=TABLE)["Items"] if TABLE in tables else []
        return {
            "objects": {one["Key"]: one["ETag"] for one in listed},
            "tags": {
                key: self._s3.get_object_tagging(Bucket=BUCKET, Key=key)["TagSet"]
                for key in TAGS
                if any(one["Key"] == key for one in listed)
            },
            "versions": [(one["Key"], one["VersionId"]) for one in versions],
            "uploads": [(one["Key"], one["UploadId"]) for one in uploads],
            "items": sorted(items, key=lambda item: (item["owner"]["S"], item["id"]["S"])),
            "tables": tables,
            "policy": self._policy_of_the_bucket(),
        }

    def _policy_of_the_bucket(self) -> str | None:
        try:
            return str(self._s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
        except ClientError as refused:
            if refused.response["Error"]["Code"] != "NoSuchBucketPolicy":
                raise
            return None

    # One case.

    def enter(self, case: Case) -> None:
        """Store the policies of a case."""
        for kind, name in self._holders(case.who):
            if case.identity:
                self._put(kind, name, case.identity)
        if case.boundary is not None:
            made = self._iam.create_policy(
                PolicyName="boundary", PolicyDocument=_document(case.boundary)
            )["Policy"]["Arn"]
            self._iam.put_role_permissions_boundary(
                RoleName=ROLES[case.who], PermissionsBoundary=made
            )
        if case.on_bucket is not None:
            text = self.named(_document(case.on_bucket))
            self._s3.put_bucket_policy(Bucket=BUCKET, Policy=text)

    def leave(self, case: Case) -> None:
        """Take the policies of a case away."""
        if case.on_bucket is not None:
            self._s3.delete_bucket_policy(Bucket=BUCKET)
        if case.boundary is not None:
            self._iam.delete_role_permissions_boundary(RoleName=ROLES[case.who])
            arn = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
            self._iam.delete_policy(PolicyArn=arn)
        if case.identity:
            for kind, name in self._holders(case.who):
                delete = getattr(self._iam, f"delete_{kind}_policy")
                delete(**{f"{kind.title()}Name": name, "PolicyName": "policy"})

    def _holders(self, who: str) -> list[tuple[str, str]]:
        if who in ROLES:
            return [("role", ROLES[who])]
        return [("user", USER)] if who == USER else []

    def _put(self, kind: str, name: str, statements: tuple[dict[str, Any], ...]) -> None:
        getattr(self._iam, f"put_{kind}_policy")(
            **{f"{kind.title()}Name": name},
            PolicyName="policy",
            PolicyDocument=self.named(_document(statements)),
        )

    def call(self, case: Case) -> Any:
        """Make the call of a case; raises boto3's own exception."""
        client = self._client_of(case)
        method = getattr(client, case.call.method)
        answer = method(**self.named(case.call.parameters))
        if hasattr(answer.get("Body"), "read"):
            answer["Body"] = answer["Body"].read().decode()
        return answer

    def _client_of(self, case: Case) -> Any:
        if case.who == ROOT:
            return self._client(case.call.service)
        if case.who == NOBODY:
            return self._client(case.call.service, signature_version=UNSIGNED)
        if case.who == WORKER:
            given = {} if case.session is None else {"Policy": _document(case.session)}
            arn = self._arn(ROLES[WORKER])
            made = self._starter.assume_role(RoleArn=arn, RoleSessionName="worker", **given)
            return self._client(case.call.service, made["Credentials"])
        return self._client(case.call.service, self._credentials[case.who])

    def principal(self, who: str) -> str:
        """The ARN by which AWS speaks of a caller."""
        if who == ROOT:
            return f"arn:aws:iam::{ACCOUNT}:root"
        if who == USER:
            return f"arn:aws:iam::{ACCOUNT}:user/{USER}"
        session = "worker" if who == WORKER else "CognitoIdentityCredentials"
        return f"arn:aws:sts::{ACCOUNT}:assumed-role/{ROLES[who]}/{session}"

    def named(self, value: Any) -> Any:
        """The same with the ids in the place of `<ana>` and the others."""
        text = value if isinstance(value, str) else json.dumps(value, default=_encoded)
        for name, found in self.ids.items():
            text = text.replace(f"<{name}>", found)
        return text if isinstance(value, str) else json.loads(text)

    @staticmethod
    def _arn(role: str) -> str:
        return f"arn:aws:iam::{ACCOUNT}:role/{role}"


def _id_token(idp: Any, pool: str, app: str, who: str) -> str:
    attributes = [{"Name": "custom:department", "Value": DEPARTMENTS[who]}]
    idp.admin_create_user(UserPoolId=pool, Username=who, UserAttributes=attributes)
    idp.admin_set_user_password(UserPoolId=pool, Username=who, Password=PASSWORD, Permanent=True)
    given = {"USERNAME": who, "PASSWORD": PASSWORD}
    answer = idp.initiate_auth(ClientId=app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given)
    return str(answer["AuthenticationResult"]["IdToken"])


def _document(statements: tuple[dict[str, Any], ...]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def _encoded(body: Any) -> str:
    return bytes(body).decode()
