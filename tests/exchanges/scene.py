"""The app that the exchanges are about: its people and what they can show, its pool, its roles.

It is made anew for each case. Providers outside of AWS are the lab's own, and so is the clock;
everything else goes through clients, in this process or through a port.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import jwt
from botocore import UNSIGNED
from cryptography.hazmat.primitives.asymmetric import rsa

from cognito_lab.aws import Lab
from tests.exchanges.case import CLASSIC, DIRECT, EDITORS, GUESTS, MEMBERS, Exchange

ACCOUNT = "123456789012"
COGNITO = "cognito-identity.amazonaws.com"
GOOGLE, FACEBOOK, OPENID = "accounts.google.com", "graph.facebook.com", "login.example.org"
APP = {GOOGLE: "photo-app.google", FACEBOOK: "photo-app.facebook", OPENID: "photo-app.openid"}
SOCIAL = {"gil": GOOGLE, "fay": FACEBOOK, "oli": OPENID}
ATTRIBUTES = {"ana": {"custom:department": "maps"}}
GROUPS = {"eva": ("editors",), "uma": ("editors", "reviewers")}
PASSWORD = "Correct-Horse-1"

Clients = Callable[..., Any]
"""Makes a client: of a service, with credentials, and with a signature version."""


class Scene:
    """One case's world."""

    def __init__(self, lab: Lab, client: Clients, case: Exchange) -> None:
        self.lab, self._client, self.case = lab, client, case
        self._idp, self._iam = client("cognito-idp"), client("iam")
        self._pools = client("cognito-identity")
        self.identity = client("cognito-identity", None, UNSIGNED)
        self._sts = client("sts", None, UNSIGNED)
        self.ids: dict[str, str] = {}
        self._tokens: dict[str, dict[str, str]] = {}
        self._make_user_pool()
        self._make_identity_pool()
        self.firsts = {who: self._first_identity(who) for who in ("ana", "guest")}
        self.ids["ana"] = self.firsts["ana"]
        self._make_roles()

    # What there is.

    def _make_user_pool(self) -> None:
        for name, pool in (("pool", "photo-app"), ("other", "another-app")):
            made = self._idp.create_user_pool(
                PoolName=pool,
                Schema=[{"Name": "department", "AttributeDataType": "String", "Mutable": True}],
            )["UserPool"]["Id"]
            self.ids[f"user {name}"] = made
            for client in ("client", "other client"):
                self.ids[f"{name} {client}"] = self._idp.create_user_pool_client(
                    UserPoolId=made,
                    ClientName="app",
                    ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                )["UserPoolClient"]["ClientId"]
        self.provider = f"cognito-idp.us-east-1.amazonaws.com/{self.ids['user pool']}"
        self.others = f"cognito-idp.us-east-1.amazonaws.com/{self.ids['user other']}"
        self.ids["provider"] = self.provider
        for group in ("editors", "reviewers"):
            self._idp.create_group(
                UserPoolId=self.ids["user pool"],
                GroupName=group,
                Precedence=1,
                RoleArn=self.arn(EDITORS if group == "editors" else GUESTS),
            )

    def _make_identity_pool(self) -> None:
        for name in SOCIAL.values():
            self.lab.issuers.add(name)
        known = self._iam.create_open_id_connect_provider(
            Url=f"https://{OPENID}", ClientIDList=[APP[OPENID]], ThumbprintList=["a" * 40]
        )["OpenIDConnectProviderArn"]
        accepted = {"ProviderName": self.provider, "ClientId": self.ids["pool client"]}
        settings = dict(self.case.pool)
        if settings.pop("ServerSideTokenCheck", False):
            accepted["ServerSideTokenCheck"] = True
        self.pool = self._pools.create_identity_pool(
            **{
                "IdentityPoolName": "photo-app",
                "AllowUnauthenticatedIdentities": True,
                "CognitoIdentityProviders": [accepted],
                "SupportedLoginProviders": {name: APP[name] for name in (GOOGLE, FACEBOOK)},
                "OpenIdConnectProviderARNs": [known],
                **settings,
            }
        )["IdentityPoolId"]
        self.ids["pool"] = self.pool
        if self.case.tag_map is not None:
            self._pools.set_principal_tag_attribute_map(
                IdentityPoolId=self.pool,
                IdentityProviderName=self.provider,
                UseDefaults=False,
                PrincipalTags=dict(self.case.tag_map),
            )

    def _make_roles(self) -> None:
        case = self.case
        trusts = {MEMBERS: "authenticated", GUESTS: "unauthenticated", EDITORS: "authenticated"}
        for role, amr in trusts.items():
            statement = case.trust.get(role) or trusting(amr)
            document = {"Version": "2012-10-17", "Statement": [statement]}
            text = self.named(json.dumps(document))
            self._iam.create_role(RoleName=role, AssumeRolePolicyDocument=text)
        roles = {"authenticated": MEMBERS, "unauthenticated": GUESTS, **case.roles}
        mapping = json.loads(json.dumps(case.mapping))
        for rule in (mapping or {}).get("RulesConfiguration", {}).get("Rules", []):
            rule["RoleARN"] = self.arn(rule["RoleARN"])
        key = f"{self.provider}:{self.ids['pool client']}"
        self._pools.set_identity_pool_roles(
            IdentityPoolId=self.pool,
            Roles={kind: self.arn(role) for kind, role in roles.items() if role is not None},
            RoleMappings={} if mapping is None else {key: mapping},
        )

    # Who comes, and with what.

    def _first_identity(self, who: str) -> str:
        """The identity that a person has from an earlier visit."""
        if who == "guest" and not self.case.pool.get("AllowUnauthenticatedIdentities", True):
            return ""
        given = (
            {} if who == "guest" else {"Logins": {self.provider: self._signed_in(who)["IdToken"]}}
        )
        return str(self.identity.get_id(IdentityPoolId=self.pool, **given)["IdentityId"])

    def _signed_in(self, who: str, pool: str = "pool", client: str = "client") -> dict[str, str]:
        """The tokens of a user, who is made at the first sign-in."""
        made, named = self.ids[f"user {pool}"], {"UserPoolId": self.ids[f"user {pool}"]}
        if f"{pool} {who}" not in self._tokens:
            attributes = [
                {"Name": name, "Value": value} for name, value in ATTRIBUTES.get(who, {}).items()
            ]
            self._idp.admin_create_user(**named, Username=who, UserAttributes=attributes)
            self._idp.admin_set_user_password(
                **named, Username=who, Password=PASSWORD, Permanent=True
            )
            for group in GROUPS.get(who, ()):
                self._idp.admin_add_user_to_group(**named, Username=who, GroupName=group)
        answer = self._idp.initiate_auth(
            ClientId=self.ids[f"{pool} {client}"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": who, "PASSWORD": PASSWORD},
        )["AuthenticationResult"]
        assert made
        self._tokens[f"{pool} {who}"] = answer
        return dict(answer)

    def logins(self) -> dict[str, str]:
        """What whoever the case is about shows: the Logins."""
        shown: dict[str, str] = {}
        for who in self.case.who.split(" and "):
            if who in SOCIAL:
                shown[SOCIAL[who]] = self._of_a_provider(who)
            elif who != "guest":
                name, token = self._of_the_user_pool(who)
                shown[name] = token
        return shown

    def _of_a_provider(self, who: str) -> str:
        name, shows = SOCIAL[who], self.case.shows
        provider, app = self.lab.issuers.add(name), APP[name]
        if "another app client" in shows:
            app = "somebody-elses-app"
        if shows == "nonsense":
            return "no token of theirs"
        if name == FACEBOOK:
            return provider.access_token(who, app)
        claims = {"iss": name} if "short issuer" in shows else {}
        token = provider.id_token(who, app, **claims)
        return self._of_a_stranger(token) if "stranger" in shows else token

    def _of_the_user_pool(self, who: str) -> tuple[str, str]:
        shows, name = self.case.shows, self.provider
        if shows == "nonsense":
            return name, "no.token.atall"
        if shows.startswith("another user pool"):
            token = self._signed_in(who, "other")["IdToken"]
            return name if "misnamed" in shows else self.others, token
        client = "other client" if "another app client" in shows else "client"
        tokens = self._signed_in(who, "pool", client)
        if shows == "access token":
            return name, tokens["AccessToken"]
        if shows == "refresh token":
            return name, tokens["RefreshToken"]
        if "as Google's" in shows:
            return GOOGLE, tokens["IdToken"]
        change = {
            "id token, claims changed": claims_changed,
            "id token, signature changed": signature_changed,
            "id token of a stranger's key": self._of_a_stranger,
            "id token, alg none": lambda token: rewritten(token, {"alg": "none"}, b""),
            "id token, HS256": self._by_hmac,
        }.get(shows, lambda token: token)
        return name, change(tokens["IdToken"])

    def _of_a_stranger(self, token: str) -> str:
        """The same claims, under the same key id, signed by somebody else."""
        header, claims, _ = token.split(".")
        stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        kid = {"kid": unpacked(header)["kid"]}
        return jwt.encode(unpacked(claims), stranger, algorithm="RS256", headers=kid)

    def _by_hmac(self, token: str) -> str:
        """The public key as a shared secret: the mistake of a verifier that trusts `alg`."""
        header, claims, _ = token.split(".")
        kid = unpacked(header)["kid"]
        address = f"https://cognito-idp.us-east-1.amazonaws.com/{self.ids['user pool']}"
        key = jwt.PyJWKClient(f"{address}/.well-known/jwks.json").get_signing_key(kid).key
        secret = repr(key.public_numbers()).encode()
        return jwt.encode(unpacked(claims), secret, algorithm="HS256", headers={"kid": kid})

    # What happens meanwhile.

    def happens(self, when: str) -> None:
        """What comes between the sign-in and the exchange, or after the pool's token."""
        for event in self.case.before:
            moment, _, place = event.partition(" after ")
            if place == when and moment[0].isdigit():
                minutes, seconds = map(int, moment.split(":"))
                self._until(dt.timedelta(minutes=minutes, seconds=seconds))
            elif when == "":
                self._act(event)

    def _act(self, event: str) -> None:
        user = {"UserPoolId": self.ids["user pool"], "Username": self.case.who}
        if event == "sign out":
            self._idp.admin_user_global_sign_out(**user)
        elif event == "disable":
            self._idp.admin_disable_user(**user)
        elif event == "delete":
            self._idp.admin_delete_user(**user)
        elif event == "tell IAM of the user pool":
            self._register_the_user_pool()

    def _register_the_user_pool(self) -> None:
        client = self.ids["pool client"]
        arn = self._iam.create_open_id_connect_provider(
            Url=f"https://{self.provider}", ClientIDList=[client], ThumbprintList=["a" * 40]
        )["OpenIDConnectProviderArn"]
        statement = {
            "Effect": "Allow",
            "Principal": {"Federated": arn},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {f"{self.provider}:aud": client}},
        }
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        self._iam.create_role(RoleName="direct", AssumeRolePolicyDocument=document)

    def _until(self, after: dt.timedelta) -> None:
        """Move the clock to a moment after `self.start`, to the second."""
        wanted = self.start + after
        self.lab.clock.advance(seconds=(wanted - self.lab.clock.now()).total_seconds())

    # The exchange.

    def exchange(self) -> dict[str, Any]:
        """What the case asks for, through its flow; raises boto3's own exception."""
        case = self.case
        logins = self.logins()
        self.start = self._issued_at(logins)
        self.happens("")
        if case.flow == DIRECT:
            return self._taken_on(next(iter(logins.values())))
        given = {"Logins": logins} if logins else {}
        found = self._identity(given)
        if case.flow == CLASSIC:
            token = self.identity.get_open_id_token(IdentityId=found, **given)["Token"]
            self.start = _moment(token)
            self.happens("the token")
            if "change the token" in case.before:
                token = claims_changed(token)
            return {"IdentityId": found, **self._taken_on(token)}
        custom = case.custom_role
        wanted = {} if custom is None else {"CustomRoleArn": self.arn(custom)}
        return dict(self.identity.get_credentials_for_identity(IdentityId=found, **given, **wanted))

    def _issued_at(self, logins: dict[str, str]) -> dt.datetime:
        tokens = [token for token in logins.values() if token.count(".") == 2]
        return _moment(tokens[0]) if tokens and self.case.before else self.lab.clock.now()

    def _identity(self, given: dict[str, Any]) -> str:
        asked = self.case.identity
        if asked == "own":
            return str(self.identity.get_id(IdentityPoolId=self.pool, **given)["IdentityId"])
        return {
            "ana's": self.firsts["ana"],
            "a guest's": self.firsts["guest"],
            "made up": "us-east-1:00000000-1111-4000-8000-000000000000",
            "no id": "ana",
        }[asked]

    def _taken_on(self, token: str) -> dict[str, Any]:
        minutes = self.case.minutes
        duration = {} if minutes is None else {"DurationSeconds": 60 * minutes}
        return dict(
            self._sts.assume_role_with_web_identity(
                RoleArn=self.arn(str(self.case.takes_on)),
                RoleSessionName="session",
                WebIdentityToken=token,
                **duration,
            )
        )

    # What can be seen of it.

    def who_am_i(self, credentials: dict[str, Any]) -> str:
        """GetCallerIdentity with the credentials: the ARN."""
        return str(self._client("sts", credentials).get_caller_identity()["Arn"])

    def lists_users(self, credentials: dict[str, Any]) -> str | None:
        """How `iam:ListUsers` is refused to a role that may do everything, if it is."""
        everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
        iam = self._client("iam", credentials)
        for role in (MEMBERS, GUESTS, EDITORS):
            self._iam.put_role_policy(RoleName=role, PolicyName="all", PolicyDocument=document)
        try:
            iam.list_users()
        except iam.exceptions.ClientError as refused:
            return str(refused)
        return None

    def state(self) -> dict[str, Any]:
        """All that an exchange could have changed."""
        listed = self._pools.list_identities(IdentityPoolId=self.pool, MaxResults=60)["Identities"]
        return {
            "identities": [(one["IdentityId"], one.get("Logins")) for one in listed],
            "sessions": len(self.lab._world.issued),
        }

    def named(self, text: str) -> str:
        """The same with ids in the place of `<pool>`, `<provider>` and `<ana>`."""
        for name, found in self.ids.items():
            text = text.replace(f"<{name}>", found)
        return text

    @staticmethod
    def arn(role: str) -> str:
        """The ARN of a role of the account."""
        return f"arn:aws:iam::{ACCOUNT}:role/{role}"


def trusting(amr: str) -> dict[str, Any]:
    """A statement that trusts a kind of visitor of the pool."""
    return {
        "Effect": "Allow",
        "Principal": {"Federated": COGNITO},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {f"{COGNITO}:aud": "<pool>"},
            "ForAnyValue:StringLike": {f"{COGNITO}:amr": amr},
        },
    }


def unpacked(part: str) -> dict[str, Any]:
    """A segment of a token, read."""
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def packed(values: dict[str, Any]) -> str:
    """A segment of a token."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


def rewritten(token: str, header: dict[str, Any], signature: bytes) -> str:
    """The token with other members of its header, and this signature."""
    head, claims, _ = token.split(".")
    ending = base64.urlsafe_b64encode(signature).rstrip(b"=").decode()
    return f"{packed({**unpacked(head), **header})}.{claims}.{ending}"


def claims_changed(token: str) -> str:
    """The token of somebody who would like another e-mail address, under the old signature."""
    head, claims, signature = token.split(".")
    return f"{head}.{packed({**unpacked(claims), 'email': 'root@example.com'})}.{signature}"


def signature_changed(token: str) -> str:
    """The token with another signature of the same length."""
    head, claims, signature = token.split(".")
    return f"{head}.{claims}.{signature[:-8]}{'A' * 8}"


def _moment(token: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(unpacked(token.split(".")[1])["iat"], dt.UTC)
