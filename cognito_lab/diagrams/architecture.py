"""`draw_architecture`: the map of an app's authentication and authorization.

The map is made of what boto3's describe calls return, as plain dicts. Two things are added
that no service describes: the app, and IAM, which evaluates every call. A line to a role
says that its trust policy names the pool; whether the policy really lets it in is for IAM
to evaluate, not for a picture. It works with a user pool and an app client alone, and with
both of Cognito's halves, roles and what the roles are for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cognito_lab.diagrams.graph import Edge, Graph, Group, Node
from cognito_lab.diagrams.graph_drawing import draw_graph
from cognito_lab.diagrams.picture import Picture
from cognito_lab.flow import AUTHENTICATION, AUTHORIZATION, NEITHER

Described = Mapping[str, Any]
"""What a describe call returned: the dict under its one telling key."""

_APP, _IAM = "app", "iam"
# Whose word an identity pool can be told to take (DescribeIdentityPool).
_LOGINS = (
    "CognitoIdentityProviders",
    "SupportedLoginProviders",
    "OpenIdConnectProviderARNs",
    "SamlProviderARNs",
    "DeveloperProviderName",
)
_WHO = Group("who", "Authentication: who are you?", AUTHENTICATION)
_WHAT = Group("what", "Authorization: what may you do?", AUTHORIZATION)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the map: `sort` is its kind in the field's words, `name` its own name."""

    id: str
    sort: str
    name: str
    details: tuple[str, ...] = ()
    question: str = NEITHER


@dataclass(frozen=True, slots=True)
class Link:
    """How one part of the map stands to another, and which question that belongs to."""

    source: str
    target: str
    label: str
    question: str = NEITHER


@dataclass(frozen=True, slots=True)
class Architecture:
    """The parts and the links between them."""

    parts: tuple[Part, ...]
    links: tuple[Link, ...]


def architecture_from(
    *,
    user_pools: Sequence[Described] = (),
    app_clients: Sequence[Described] = (),
    identity_pools: Sequence[Described] = (),
    identity_pool_roles: Sequence[Described] = (),
    roles: Sequence[Described] = (),
    buckets: Sequence[Described | str] = (),
    tables: Sequence[Described | str] = (),
    app: str = "Your app",
) -> Architecture:
    """The map of what these describe calls returned.

    Give the dicts as boto3 returns them: `describe_user_pool()["UserPool"]`,
    `describe_user_pool_client()["UserPoolClient"]`, `describe_identity_pool()`,
    `get_identity_pool_roles()`, `get_role()["Role"]`, the items of
    `list_buckets()["Buckets"]`, `describe_table()["Table"]`; buckets and tables also by
    name. A role is joined to the identity pools that its trust policy names as audience.
    Raises ValueError for a dict that lacks the member that names it.
    """
    builder = _Builder(app)
    for pool in user_pools:
        builder.user_pool(pool)
    for client in app_clients:
        builder.app_client(client, user_pools)
    named = {_need(pool, "IdentityPoolId", "an identity pool"): pool for pool in identity_pools}
    for identity_pool in identity_pools:
        builder.identity_pool(identity_pool, app_clients)
    for role in roles:
        builder.role(_need(role, "Arn", "a role"), _need(role, "RoleName", "a role"))
    for chosen in identity_pool_roles:
        builder.roles_of(chosen, named)
    for role in roles:
        builder.trust_of(role, named)
    for bucket in buckets:
        builder.resource("S3 bucket", _name_of(bucket, "Name", "a bucket"))
    for table in tables:
        builder.resource("DynamoDB table", _name_of(table, "TableName", "a table"))
    return builder.finish()


def draw_architecture(architecture: Architecture, *, title: str | None = None) -> Picture:
    """The map as a picture: authentication framed in blue, authorization in orange.

    Raises `graph_layout.LayoutUnavailable` where the machine has no Graphviz.
    """
    groups = {AUTHENTICATION: _WHO, AUTHORIZATION: _WHAT}
    used = {part.question for part in architecture.parts}
    return draw_graph(
        Graph(
            title or "Who is who: the parts and the two questions",
            nodes=tuple(
                Node(
                    part.id,
                    part.name,
                    part.sort,
                    part.details,
                    part.question,
                    groups[part.question].id if part.question in groups else None,
                )
                for part in architecture.parts
            ),
            edges=tuple(
                Edge(link.source, link.target, link.label, link.question)
                for link in architecture.links
            ),
            groups=tuple(group for question, group in groups.items() if question in used),
        )
    )


class _Builder:
    """Collects parts and links; a part that is named twice stands on the map once."""

    def __init__(self, app: str) -> None:
        self._parts: dict[str, Part] = {_APP: Part(_APP, "", app)}
        self._links: list[Link] = []
        self._role_ids: list[str] = []
        self._resource_ids: list[str] = []

    def _add(self, part: Part) -> None:
        self._parts.setdefault(part.id, part)

    def _link(self, source: str, target: str, label: str, question: str) -> None:
        link = Link(source, target, label, question)
        if link not in self._links:
            self._links.append(link)

    def user_pool(self, pool: Described) -> None:
        pool_id = _need(pool, "Id", "a user pool")
        mfa = str(pool.get("MfaConfiguration") or "OFF")
        details = [pool_id, f"MFA: {mfa.lower()}"]
        aliases = pool.get("UsernameAttributes") or pool.get("AliasAttributes")
        if aliases:
            details.append(f"sign-in with: {', '.join(map(str, aliases))}")
        self._add(
            Part(
                pool_id,
                "user pool",
                str(pool.get("Name") or pool_id),
                tuple(details),
                AUTHENTICATION,
            )
        )

    def app_client(self, client: Described, pools: Sequence[Described]) -> None:
        client_id = _need(client, "ClientId", "an app client")
        flows = [str(flow).removeprefix("ALLOW_") for flow in client.get("ExplicitAuthFlows") or ()]
        secret = "confidential: has a secret" if client.get("ClientSecret") else "public: no secret"
        self._add(
            Part(
                client_id,
                "app client",
                str(client.get("ClientName") or client_id),
                (client_id, secret, *([f"flows: {', '.join(flows)}"] if flows else ())),
                AUTHENTICATION,
            )
        )
        self._link(_APP, client_id, "signs in, gets tokens", AUTHENTICATION)
        pool_id = str(client.get("UserPoolId") or "")
        if pool_id:
            if not any(pool.get("Id") == pool_id for pool in pools):
                self._add(Part(pool_id, "user pool", pool_id, (), AUTHENTICATION))
            self._link(client_id, pool_id, "is an entrance of", AUTHENTICATION)

    def identity_pool(self, pool: Described, clients: Sequence[Described]) -> None:
        pool_id = _need(pool, "IdentityPoolId", "an identity pool")
        takes_guests = bool(pool.get("AllowUnauthenticatedIdentities"))
        takes_logins = any(pool.get(kind) for kind in _LOGINS)
        guests = "guests: allowed" if takes_guests else "guests: no"
        role = "the bridge between the two" if takes_logins or takes_guests else "accepts no login"
        self._add(
            Part(
                pool_id,
                "identity pool",
                str(pool.get("IdentityPoolName") or pool_id),
                (pool_id, guests, role),
            )
        )
        if takes_logins:
            self._link(_APP, pool_id, "ID token in, AWS credentials out", NEITHER)
        elif takes_guests:
            self._link(_APP, pool_id, "no token in, AWS credentials out", NEITHER)
        known = {str(client.get("ClientId")) for client in clients}
        for provider in pool.get("CognitoIdentityProviders") or ():
            client_id = str(provider.get("ClientId") or "")
            if client_id in known:
                self._link(pool_id, client_id, "accepts ID tokens made for", AUTHENTICATION)
                continue
            issuer = str(provider.get("ProviderName") or client_id or "user pool")
            # `cognito-idp.<region>.amazonaws.com/<user pool id>`
            user_pool = issuer.rsplit("/", 1)[-1]
            if user_pool not in self._parts:
                user_pool = issuer
                self._add(Part(issuer, "user pool", issuer, (), AUTHENTICATION))
            self._link(pool_id, user_pool, "accepts ID tokens of", AUTHENTICATION)
        others = [
            *(pool.get("SupportedLoginProviders") or {}),
            *(pool.get("OpenIdConnectProviderARNs") or ()),
            *(pool.get("SamlProviderARNs") or ()),
        ]
        for other in map(str, others):
            name = other.rsplit("/", 1)[-1]
            self._add(Part(other, "identity provider", name, (), AUTHENTICATION))
            self._link(pool_id, other, "accepts logins of", AUTHENTICATION)

    def role(self, arn: str, name: str) -> None:
        self._add(Part(arn, "IAM role", name, (), AUTHORIZATION))
        if arn not in self._role_ids:
            self._role_ids.append(arn)

    def roles_of(self, chosen: Described, pools: Mapping[str, Described]) -> None:
        pool_id = _need(chosen, "IdentityPoolId", "an identity pool's roles")
        if pool_id not in pools:
            raise ValueError(
                f"roles were given for the identity pool {pool_id!r}, which is not among "
                "identity_pools: add its describe_identity_pool()"
            )
        words = {"authenticated": "signed-in users get", "unauthenticated": "guests get"}
        for kind, arn in (chosen.get("Roles") or {}).items():
            self.role(str(arn), str(arn).rsplit("/", 1)[-1])
            label = words.get(str(kind), f"{kind} get")
            self._link(pool_id, str(arn), label, AUTHORIZATION)

    def trust_of(self, role: Described, pools: Mapping[str, Described]) -> None:
        """A line from each identity pool that the role's trust policy names as audience."""
        arn = str(role["Arn"])
        for pool_id, visitor in _trusted_audiences(role.get("AssumeRolePolicyDocument")):
            linked = any(link.source == pool_id and link.target == arn for link in self._links)
            if pool_id in pools and not linked:
                label = _NAMED.get(visitor, "trust policy: names this pool")
                self._link(pool_id, arn, label, AUTHORIZATION)

    def resource(self, sort: str, name: str) -> None:
        part = Part(f"{sort} {name}", sort, name, (), NEITHER)
        self._add(part)
        self._resource_ids.append(part.id)

    def finish(self) -> Architecture:
        if self._role_ids:
            self._add(
                Part(_IAM, "IAM", "evaluates every call", ("allowed or denied",), AUTHORIZATION)
            )
            for arn in self._role_ids:
                self._link(arn, _IAM, "its policies say", AUTHORIZATION)
        source = _IAM if self._role_ids else _APP
        label = "decides on calls to" if self._role_ids else "asks for data"
        for resource in self._resource_ids:
            self._link(source, resource, label, AUTHORIZATION)
        return Architecture(tuple(self._parts.values()), tuple(self._links))


_COGNITO = "cognito-identity.amazonaws.com"
_NAMED = {
    "authenticated": "trust policy: signed-in users",
    "unauthenticated": "trust policy: guests",
}


def _trusted_audiences(document: object) -> list[tuple[str, str]]:
    """The identity pools that a trust policy names, each with its `amr` (or empty).

    https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
    """
    if not isinstance(document, Mapping):
        return []
    found = []
    for statement in _listed(document.get("Statement")):
        principal = statement.get("Principal") if isinstance(statement, Mapping) else None
        federated = principal.get("Federated") if isinstance(principal, Mapping) else None
        if _COGNITO in _listed(federated) and statement.get("Effect") == "Allow":
            keys: dict[str, list[str]] = {}
            conditions = statement.get("Condition")
            for operator, condition in (
                conditions if isinstance(conditions, Mapping) else {}
            ).items():
                named = str(operator).rpartition(":")[2] in ("StringEquals", "StringLike")
                if not named or not isinstance(condition, Mapping):
                    continue
                for key, value in condition.items():
                    keys.setdefault(str(key).lower(), []).extend(map(str, _listed(value)))
            visitors = keys.get(f"{_COGNITO}:amr", [])
            visitor = visitors[0] if len(visitors) == 1 else ""
            found += [(audience, visitor) for audience in keys.get(f"{_COGNITO}:aud", [])]
    return found


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _need(described: Described, member: str, sort: str) -> str:
    value = described.get(member) if isinstance(described, Mapping) else None
    if not value:
        found = (
            ", ".join(map(str, described)) if isinstance(described, Mapping) else repr(described)
        )
        raise ValueError(
            f"this is no description of {sort}: it has no {member}. Give the dict that "
            "boto3's describe call returns, or the one inside it, such as "
            f"describe_user_pool(…)['UserPool']. Found: {found}"
        )
    return str(value)


def _name_of(described: Described | str, member: str, sort: str) -> str:
    return described if isinstance(described, str) else _need(described, member, sort)


__all__ = ["Architecture", "Link", "Part", "architecture_from", "draw_architecture"]
