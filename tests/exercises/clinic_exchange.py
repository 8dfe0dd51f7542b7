"""How the clinic's errors of an exchange and of access are provoked and mended."""

from __future__ import annotations

import json
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from cognito_lab.aws import Lab
from tests.aws.callers import allow, client_of, new_role, new_user, trust
from tests.exercises.clinic_scene import Answer, Scene, Steps, provokes

COGNITO = "cognito-identity.amazonaws.com"
_GET_ID, _CREDENTIALS, _TOKEN = "GetId", "GetCredentialsForIdentity", "GetOpenIdToken"
_WEB = "AssumeRoleWithWebIdentity"
_READS = allow(["s3:GetObject", "dynamodb:GetItem"])


class Exchanging(Scene):
    """A scene with an identity pool: `pool` are its settings, `ana` has signed in."""

    def __init__(self, lab: Lab, **pool: Any) -> None:
        super().__init__(lab)
        self.with_user()
        self.pools = boto3.client("cognito-identity")
        self.iam = boto3.client("iam")
        self.provider = f"cognito-idp.us-east-1.amazonaws.com/{self.pool_id}"
        accepted = {"ProviderName": self.provider, "ClientId": self.app_client_id}
        self.settings: dict[str, Any] = {
            "IdentityPoolName": "clinic",
            "AllowUnauthenticatedIdentities": False,
            "CognitoIdentityProviders": [accepted],
            **pool,
        }
        made = self.pools.create_identity_pool(**self.settings)
        self.identity_pool_id = str(made["IdentityPoolId"])
        self.tokens = dict(self.sign_in()["AuthenticationResult"])

    def change(self, **settings: Any) -> None:
        """UpdateIdentityPool."""
        changed = {**self.settings, **settings}
        self.pools.update_identity_pool(IdentityPoolId=self.identity_pool_id, **changed)

    def trusts(self, amr: str = "authenticated", *actions: str) -> str:
        """A trust policy for the pool's visitors."""
        statement = {
            "Effect": "Allow",
            "Principal": {"Federated": COGNITO},
            "Action": ["sts:AssumeRoleWithWebIdentity", *actions],
            "Condition": {
                "StringEquals": {f"{COGNITO}:aud": self.identity_pool_id},
                "ForAnyValue:StringLike": {f"{COGNITO}:amr": amr},
            },
        }
        return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

    def with_roles(self, policy: str = _READS, **more: Any) -> Exchanging:
        """The scene once the pool has roles for members and guests."""
        roles = {
            "authenticated": new_role("members", self.trusts(), policy),
            "unauthenticated": new_role("guests", self.trusts("unauthenticated"), policy),
        }
        self.pools.set_identity_pool_roles(
            IdentityPoolId=self.identity_pool_id, Roles=roles, **more
        )
        return self

    def logins(self, token: str = "", provider: str = "") -> dict[str, str]:
        """Ana's Logins, with another token or provider if one is given."""
        return {provider or self.provider: token or self.tokens["IdToken"]}

    def get_id(self, logins: dict[str, str] | None = None, pool: str = "") -> str:
        """GetId: ana's, if no other logins are given."""
        shown = self.logins() if logins is None else logins
        found = self.pools.get_id(IdentityPoolId=pool or self.identity_pool_id, Logins=shown)
        return str(found["IdentityId"])

    def credentials(
        self, identity: str = "", logins: dict[str, str] | None = None, **more: Any
    ) -> Answer:
        """GetCredentialsForIdentity: ana's, if nothing else is given."""
        shown = self.logins() if logins is None else logins
        given = self.pools.get_credentials_for_identity(
            IdentityId=identity or self.get_id(shown), Logins=shown, **more
        )
        return dict(given["Credentials"])

    def open_id_token(self) -> str:
        """GetOpenIdToken."""
        logins = self.logins()
        given = self.pools.get_open_id_token(IdentityId=self.get_id(logins), Logins=logins)
        return str(given["Token"])

    def take_on(self, token: str = "", role: str = "members", **more: Any) -> Answer:
        """AssumeRoleWithWebIdentity, with the pool's token if no other is given."""
        return boto3.client("sts").assume_role_with_web_identity(  # type: ignore[no-any-return]
            RoleArn=f"arn:aws:iam::123456789012:role/{role}",
            RoleSessionName="ana",
            WebIdentityToken=token or self.open_id_token(),
            **more,
        )

    def sign_in_again(self) -> None:
        """A new sign-in, whose tokens are shown from now on."""
        self.tokens = dict(self.sign_in()["AuthenticationResult"])


def changed(token: str) -> str:
    """The token with another signature."""
    return token[:-8] + ("A" * 8 if not token.endswith("A" * 8) else "B" * 8)


# The login.


@provokes(_GET_ID, "guests-forbidden")
def guests_forbidden(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    yield lambda: scene.get_id({})
    scene.change(AllowUnauthenticatedIdentities=True)
    yield lambda: scene.get_id({})


@provokes(_GET_ID, "provider-not-named")
def provider_not_named(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    app = scene.app_client_id
    scene.app_client_id = scene.new_app()
    scene.sign_in_again()
    yield scene.get_id
    both = [{"ProviderName": scene.provider, "ClientId": one} for one in (app, scene.app_client_id)]
    scene.change(CognitoIdentityProviders=both)
    yield scene.get_id


@provokes(_GET_ID, "access-token-shown")
def access_token_shown(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    yield lambda: scene.get_id(scene.logins(scene.tokens["AccessToken"]))
    yield scene.get_id


@provokes(_GET_ID, "no-id-token")
def no_id_token(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    yield lambda: scene.get_id(scene.logins(scene.tokens["RefreshToken"]))
    yield scene.get_id


@provokes(_GET_ID, "issuer-differs")
def issuer_differs(lab: Lab) -> Steps:
    google = "accounts.google.com"
    lab.issuers.add(google)
    scene = Exchanging(lab, SupportedLoginProviders={google: "app"})
    yield lambda: scene.get_id(scene.logins(provider=google))
    yield scene.get_id


@provokes(_GET_ID, "token-changed")
def token_changed(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    yield lambda: scene.get_id(scene.logins(changed(scene.tokens["IdToken"])))
    yield scene.get_id


@provokes(_GET_ID, "login-too-old")
def login_too_old(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    lab.clock.advance(minutes=61)
    yield scene.get_id
    scene.sign_in_again()
    yield scene.get_id


@provokes(_GET_ID, "provider-refuses")
def provider_refuses(lab: Lab) -> Steps:
    facebook = "graph.facebook.com"
    provider = lab.issuers.add(facebook)
    scene = Exchanging(lab, SupportedLoginProviders={facebook: "photo-app"})
    token = provider.access_token("ana", "another-app")
    yield lambda: scene.get_id({facebook: token})
    good = provider.access_token("ana", "photo-app")
    yield lambda: scene.get_id({facebook: good})


@provokes(_GET_ID, "signed-out-meanwhile")
def signed_out_meanwhile(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    [accepted] = scene.settings["CognitoIdentityProviders"]
    scene.change(CognitoIdentityProviders=[{**accepted, "ServerSideTokenCheck": True}])
    scene.as_administrator("admin_user_global_sign_out")
    yield scene.get_id
    scene.sign_in_again()
    yield scene.get_id


# The identity.


@provokes(_GET_ID, "no-such-pool")
def no_such_pool(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    yield lambda: scene.get_id(pool="us-east-1:00000000-0000-4000-8000-000000000000")
    yield scene.get_id


@provokes(_CREDENTIALS, "no-such-identity")
def no_such_identity(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    identity = scene.get_id()
    scene.pools.delete_identities(IdentityIdsToDelete=[identity])
    yield lambda: scene.credentials(identity)
    yield scene.credentials


@provokes(_CREDENTIALS, "identity-of-another")
def identity_of_another(lab: Lab) -> Steps:
    scene = Exchanging(lab, AllowUnauthenticatedIdentities=True).with_roles()
    identity = scene.get_id()
    yield lambda: scene.credentials(identity, {})
    yield lambda: scene.credentials(identity)


@provokes(_CREDENTIALS, "login-linked-elsewhere")
def login_linked_elsewhere(lab: Lab) -> Steps:
    scene = Exchanging(lab, AllowUnauthenticatedIdentities=True).with_roles()
    scene.get_id()
    as_guest = scene.get_id({})
    yield lambda: scene.credentials(as_guest)
    yield scene.credentials


# The role.


@provokes(_CREDENTIALS, "role-cannot-be-taken")
def role_cannot_be_taken(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    scene.iam.update_assume_role_policy(
        RoleName="members", PolicyDocument=scene.trusts("unauthenticated")
    )
    yield scene.credentials
    scene.iam.update_assume_role_policy(RoleName="members", PolicyDocument=scene.trusts())
    yield scene.credentials


def in_two_groups(lab: Lab) -> Exchanging:
    """Ana in two groups of one precedence, each with a role, in a pool that maps by token."""
    scene = Exchanging(lab)
    mapping = {"Type": "Token", "AmbiguousRoleResolution": "Deny"}
    scene.with_roles(RoleMappings={f"{scene.provider}:{scene.app_client_id}": mapping})
    named = {"UserPoolId": scene.pool_id}
    for group in ("members", "guests"):
        arn = f"arn:aws:iam::123456789012:role/{group}"
        scene.idp.create_group(**named, GroupName=group, RoleArn=arn, Precedence=1)
        scene.idp.admin_add_user_to_group(**named, GroupName=group, Username="ana")
    scene.sign_in_again()
    return scene


@provokes(_CREDENTIALS, "role-ambiguous")
def role_ambiguous(lab: Lab) -> Steps:
    scene = in_two_groups(lab)
    yield scene.credentials
    scene.idp.update_group(UserPoolId=scene.pool_id, GroupName="members", Precedence=0)
    scene.sign_in_again()
    yield scene.credentials


@provokes(_CREDENTIALS, "role-not-offered")
def role_not_offered(lab: Lab) -> Steps:
    scene = in_two_groups(lab)
    another = new_role("another", scene.trusts())
    yield lambda: scene.credentials(CustomRoleArn=another)
    members = "arn:aws:iam::123456789012:role/members"
    yield lambda: scene.credentials(CustomRoleArn=members)


# The classic flow, and STS.


@provokes(_TOKEN, "classic-switched-off")
def classic_switched_off(lab: Lab) -> Steps:
    scene = Exchanging(lab, AllowClassicFlow=False)
    yield scene.open_id_token
    scene.change(AllowClassicFlow=True)
    yield scene.open_id_token


@provokes(_WEB, "token-not-trusted")
def token_not_trusted(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    yield lambda: scene.take_on(role="guests")
    yield scene.take_on


def register(scene: Exchanging, app: str) -> str:
    """Tell IAM of the user pool, for an app; a role that trusts it is `direct`."""
    arn = scene.iam.create_open_id_connect_provider(
        Url=f"https://{scene.provider}", ClientIDList=[app], ThumbprintList=["a" * 40]
    )["OpenIDConnectProviderArn"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": arn},
        "Action": "sts:AssumeRoleWithWebIdentity",
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    new_role("direct", document)
    return str(arn)


@provokes(_WEB, "issuer-not-registered")
def issuer_not_registered(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    token = scene.tokens["IdToken"]
    yield lambda: scene.take_on(token, "direct")
    register(scene, scene.app_client_id)
    yield lambda: scene.take_on(token, "direct")


@provokes(_WEB, "audience-not-registered")
def audience_not_registered(lab: Lab) -> Steps:
    scene = Exchanging(lab)
    token = scene.tokens["IdToken"]
    arn = register(scene, "another-app")
    yield lambda: scene.take_on(token, "direct")
    scene.iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    scene.iam.create_open_id_connect_provider(
        Url=f"https://{scene.provider}",
        ClientIDList=["another-app", scene.app_client_id],
        ThumbprintList=["a" * 40],
    )
    yield lambda: scene.take_on(token, "direct")


@provokes(_WEB, "no-web-identity")
def no_web_identity(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    yield lambda: scene.take_on("a text that is no token")
    yield scene.take_on


@provokes(_WEB, "web-identity-changed")
def web_identity_changed(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    token = scene.open_id_token()
    yield lambda: scene.take_on(changed(token))
    yield lambda: scene.take_on(token)


@provokes(_WEB, "web-identity-too-old")
def web_identity_too_old(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    token = scene.open_id_token()
    lab.clock.advance(minutes=10)
    yield lambda: scene.take_on(token)
    yield scene.take_on


@provokes(_WEB, "session-too-long")
def session_too_long(lab: Lab) -> Steps:
    scene = Exchanging(lab).with_roles()
    yield lambda: scene.take_on(DurationSeconds=7200)
    scene.iam.update_role(RoleName="members", MaxSessionDuration=7200)
    yield lambda: scene.take_on(DurationSeconds=7200)


def assume(credentials: Answer | None = None, role: str = "worker") -> Answer:
    """AssumeRole, as root or with credentials."""
    sts = boto3.client("sts") if credentials is None else client_of(credentials, "sts")
    arn = f"arn:aws:iam::123456789012:role/{role}"
    return sts.assume_role(RoleArn=arn, RoleSessionName="worker")  # type: ignore[no-any-return]


@provokes("AssumeRole", "caller-may-not-assume")
def caller_may_not_assume(lab: Lab) -> Steps:
    new_role("worker", trust("arn:aws:iam::123456789012:root"))
    key = new_user("carla", None)
    yield lambda: assume(key)
    boto3.client("iam").put_user_policy(
        UserName="carla", PolicyName="p", PolicyDocument=allow("sts:AssumeRole")
    )
    yield lambda: assume(key)


@provokes("AssumeRole", "root-assumes-no-role")
def root_assumes_no_role(lab: Lab) -> Steps:
    new_role("worker", trust("arn:aws:iam::123456789012:root"))
    yield assume
    key = new_user("carla")
    yield lambda: assume(key)


# What the credentials sign.


class Reading:
    """A bucket and a table, and a role's credentials to read them with."""

    def __init__(self, policy: str = _READS, **role: Any) -> None:
        self.s3, self.dynamodb = boto3.client("s3"), boto3.client("dynamodb")
        self.iam = boto3.client("iam")
        self.s3.create_bucket(Bucket="photos")
        self.s3.put_object(Bucket="photos", Key="cat", Body=b"cat")
        self.dynamodb.create_table(
            TableName="notes",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        self.key = new_user("starter", allow("sts:AssumeRole"))
        new_role("worker", None, policy)
        self.given = self.take_on()

    def take_on(self, **session: Any) -> Answer:
        """Credentials of the role."""
        made = client_of(self.key, "sts").assume_role(
            RoleArn="arn:aws:iam::123456789012:role/worker", RoleSessionName="worker", **session
        )
        return dict(made["Credentials"])

    def may(self, policy: str) -> None:
        """Another policy for the role."""
        self.iam.put_role_policy(RoleName="worker", PolicyName="policy", PolicyDocument=policy)

    def get_object(self, **changed_keys: Any) -> Answer:
        """GetObject with the credentials, or with others."""
        s3 = client_of({**self.given, **changed_keys}, "s3")
        return s3.get_object(Bucket="photos", Key="cat")  # type: ignore[no-any-return]

    def get_item(self, **changed_keys: Any) -> Answer:
        """GetItem with the credentials, or with others."""
        dynamodb = client_of({**self.given, **changed_keys}, "dynamodb")
        return dynamodb.get_item(  # type: ignore[no-any-return]
            TableName="notes", Key={"id": {"S": "1"}}
        )


@provokes("GetObject", "key-unknown")
def key_unknown(lab: Lab) -> Steps:
    scene = Reading()
    yield lambda: scene.get_object(AccessKeyId="ASIANOBODYSKEYEXAMPL")
    yield scene.get_object


@provokes("GetObject", "secret-wrong")
def secret_wrong(lab: Lab) -> Steps:
    scene = Reading()
    yield lambda: scene.get_object(SecretAccessKey="another")
    yield scene.get_object


@provokes("GetObject", "session-token-wrong")
def session_token_wrong(lab: Lab) -> Steps:
    scene = Reading()
    yield lambda: scene.get_object(SessionToken=scene.take_on()["SessionToken"])
    yield scene.get_object


@provokes("GetObject", "credentials-too-old")
def credentials_too_old_for_s3(lab: Lab) -> Steps:
    scene = Reading()
    lab.clock.advance(minutes=61)
    yield scene.get_object
    scene.given = scene.take_on()
    yield scene.get_object


@provokes("GetObject", "nobody-signed")
def nobody_signed_for_s3(lab: Lab) -> Steps:
    scene = Reading()
    stranger = boto3.client("s3", config=Config(signature_version=UNSIGNED))
    yield lambda: stranger.get_object(Bucket="photos", Key="cat")
    yield scene.get_object


@provokes("GetItem", "key-or-token-unknown")
def key_or_token_unknown(lab: Lab) -> Steps:
    scene = Reading()
    yield lambda: scene.get_item(SessionToken="another")
    yield scene.get_item


@provokes("GetItem", "credentials-too-old")
def credentials_too_old_for_dynamodb(lab: Lab) -> Steps:
    scene = Reading()
    lab.clock.advance(minutes=61)
    yield scene.get_item
    scene.given = scene.take_on()
    yield scene.get_item


@provokes("GetItem", "nobody-signed")
def nobody_signed_for_dynamodb(lab: Lab) -> Steps:
    scene = Reading()
    stranger = boto3.client("dynamodb", config=Config(signature_version=UNSIGNED))
    yield lambda: stranger.get_item(TableName="notes", Key={"id": {"S": "1"}})
    yield scene.get_item


@provokes("GetObject", "no-policy-allows")
def no_policy_allows_s3(lab: Lab) -> Steps:
    scene = Reading(allow("s3:PutObject"))
    yield scene.get_object
    scene.may(_READS)
    yield scene.get_object


@provokes("GetItem", "no-policy-allows")
def no_policy_allows_dynamodb(lab: Lab) -> Steps:
    scene = Reading(allow("s3:GetObject"))
    yield scene.get_item
    scene.may(_READS)
    yield scene.get_item


@provokes("GetObject", "session-policy-limits")
def session_policy_limits(lab: Lab) -> Steps:
    scene = Reading()
    scene.given = scene.take_on(Policy=allow("s3:PutObject"))
    yield scene.get_object
    scene.given = scene.take_on()
    yield scene.get_object


@provokes("GetObject", "boundary-limits")
def boundary_limits(lab: Lab) -> Steps:
    scene = Reading()
    for action in ("s3:PutObject", "s3:GetObject"):
        made = scene.iam.create_policy(PolicyName=action[3:], PolicyDocument=allow(action))
        scene.iam.put_role_permissions_boundary(
            RoleName="worker", PermissionsBoundary=made["Policy"]["Arn"]
        )
        yield scene.get_object


def denying(resource: str, **more: Any) -> str:
    """A policy that allows reading, and denies it of a resource."""
    allows = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    denies = {"Effect": "Deny", "Action": "s3:GetObject", "Resource": resource, **more}
    return json.dumps(
        {"Version": "2012-10-17", "Statement": [denies] if more else [allows, denies]}
    )


@provokes("GetObject", "policy-denies")
def policy_denies(lab: Lab) -> Steps:
    scene = Reading(denying("arn:aws:s3:::photos/*"))
    yield scene.get_object
    scene.may(denying("arn:aws:s3:::photos/private/*"))
    yield scene.get_object


@provokes("GetObject", "session-policy-denies")
def session_policy_denies(lab: Lab) -> Steps:
    scene = Reading()
    for folder in ("*", "private/*"):
        scene.given = scene.take_on(Policy=denying(f"arn:aws:s3:::photos/{folder}"))
        yield scene.get_object


@provokes("GetObject", "boundary-denies")
def boundary_denies(lab: Lab) -> Steps:
    scene = Reading()
    for name, folder in (("all", "*"), ("some", "private/*")):
        policy = denying(f"arn:aws:s3:::photos/{folder}")
        made = scene.iam.create_policy(PolicyName=name, PolicyDocument=policy)
        scene.iam.put_role_permissions_boundary(
            RoleName="worker", PermissionsBoundary=made["Policy"]["Arn"]
        )
        yield scene.get_object


@provokes("GetObject", "bucket-denies")
def bucket_denies(lab: Lab) -> Steps:
    scene = Reading()
    for folder in ("*", "private/*"):
        policy = denying(f"arn:aws:s3:::photos/{folder}", Principal="*")
        scene.s3.put_bucket_policy(Bucket="photos", Policy=policy)
        yield scene.get_object
