"""Random small requests with their policies, of few names, so that much of them matches."""

from __future__ import annotations

import random
from typing import Any

from cognito_lab.policies.operators import (
    NULL,
    OPERATORS,
    ValueKind,
    operator_names,
    read_operator_name,
)
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    BEN,
    FEDERATED,
    OTHER,
    OTHER_ROOT,
    OTHER_SESSION,
    ROLE,
    ROOT,
    SESSION,
    ZOE,
)

Document = dict[str, Any]

KEY_OF_KMS = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1"
SERVICE, PROVIDER, ANONYMOUS = "lambda.amazonaws.com", "cognito-identity.amazonaws.com", "anonymous"
PRINCIPALS = (
    *(ANA, SESSION, FEDERATED) * 4,
    *(ROOT, ROLE),
    *(ZOE, OTHER_SESSION, OTHER_ROOT, SERVICE, PROVIDER, ANONYMOUS),
)
ACTIONS = ("s3:GetObject", "s3:PutObject", "sts:AssumeRole", "kms:Decrypt")
OF_ACTION = {
    "s3:GetObject": ("arn:aws:s3:::b/ana/k",),
    "s3:PutObject": ("arn:aws:s3:::b/ana/k", "arn:aws:s3:::b"),
    "sts:AssumeRole": (ROLE,),
    "kms:Decrypt": (KEY_OF_KMS,),
}
ACTION_PATTERNS = (*ACTIONS, "*", "s3:*", "s3:get*", "sts:*", "kms:?ecrypt", "S3:GETOBJECT")
RESOURCES = ("arn:aws:s3:::b/ana/k", "arn:aws:s3:::b", ROLE, KEY_OF_KMS, "*")
RESOURCE_PATTERNS = (
    *RESOURCES,
    *("*", "arn:aws:s3:::*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/${aws:username}/*"),
    *("arn:aws:s3:::b/${aws:PrincipalTag/t, 'ana'}/?", "arn:aws:s3:::${x:y}"),
    *("arn:aws:kms:*:key/*", "arn:aws:iam::*:role/${$}", "arn:aws:s3:::b/ana/${*}"),
)
NAMED: dict[str, tuple[str, ...]] = {
    "AWS": (
        "*",
        ANA,
        ROLE,
        SESSION,
        FEDERATED,
        ACCOUNT,
        ANA,
        BEN,
        ZOE,
        ROLE,
        SESSION,
        FEDERATED,
        ACCOUNT,
        ROOT,
        OTHER,
        OTHER_SESSION,
    ),
    "Service": ("*", SERVICE),
    "Federated": ("*", PROVIDER),
    "CanonicalUser": ("*", "79a59df900b949e5"),
}

KEYS: dict[str, tuple[Any, ...]] = {
    "aws:username": ("ana", "ben", "${aws:userid}", "a*"),
    "aws:PrincipalArn": (ANA, ROLE, "arn:aws:iam::*:role/*", "*"),
    "aws:PrincipalTag/t": ("ana", "a?a", "${aws:username}", "${x:y, 'ana'}", "${x:y}", "true"),
    "aws:TagKeys": ("t", "u", "ana", "${aws:username}"),
    "aws:SourceIp": ("203.0.113.7", "10.0.0.1"),
    "aws:CurrentTime": ("2026-01-15T09:00:00Z", "2026-01-16"),
    "s3:max-keys": (1, "10"),
    "aws:SecureTransport": (True, False),
    "x:y": ("AAEC", "12", "true", "203.0.113.7"),
}
OF_KIND: dict[ValueKind, tuple[Any, ...]] = {
    ValueKind.NUMBER: (1, "10", "12.5"),
    ValueKind.DATE: ("2026-01-15T09:00:00Z", "2026-01-16", 12),
    ValueKind.BOOLEAN: (True, "false"),
    ValueKind.BINARY: ("AAEC", "true"),
    ValueKind.ADDRESS: ("203.0.113.0/24", "10.0.0.1", "0.0.0.0/0"),
}
KEYS_OF_KIND: dict[ValueKind, tuple[str, ...]] = {
    ValueKind.NUMBER: ("s3:max-keys", "x:y"),
    ValueKind.DATE: ("aws:CurrentTime", "x:y"),
    ValueKind.BOOLEAN: ("aws:SecureTransport", "aws:PrincipalTag/t", "x:y"),
    ValueKind.BINARY: ("x:y", "aws:username"),
    ValueKind.ADDRESS: ("aws:SourceIp", "x:y"),
    ValueKind.ARN: ("aws:PrincipalArn",),
    ValueKind.TEXT: (
        "aws:username",
        "aws:PrincipalTag/t",
        "aws:TagKeys",
        "x:y",
        "aws:PrincipalArn",
    ),
}
NAMES = (*operator_names(), *(NULL,) * 20)
UNREADABLE = "?"


CURRENT, OLD = "2012-10-17", "2008-10-17"


def random_line(seed: int) -> Document:
    """A request with its policies, as the command line takes it."""
    return _Maker(seed).line()


def random_statement(seed: int, effect: str) -> Document:
    """A statement that an identity policy of either Version may have."""
    return _Maker(seed).statement(OLD, effect=effect)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.one = self.random.choice

    def happens(self, times: int, of: int) -> bool:
        return self.random.randrange(of) < times

    def some(self, least: int, most: int) -> range:
        return range(self.random.randint(least, most))

    def one_or_some(self, values: Any) -> Any:
        if self.happens(1, 2):
            return self.one(values)
        return [self.one(values) for _ in self.some(1, 2)]

    def line(self) -> Document:
        principal, action = self.one(PRINCIPALS), self.one((*ACTIONS, *ACTIONS[:2]))
        resource = self.one(OF_ACTION[action]) if self.happens(3, 4) else self.one(RESOURCES)
        line: Document = {"principal": principal, "action": action, "resource": resource}
        if self.happens(2, 3):
            line["context"] = {key: self.value(key) for key in KEYS if self.happens(1, 2)}
        if self.happens(1, 2):
            line["resourceAccount"] = self.one((ACCOUNT, ACCOUNT, ACCOUNT, OTHER))
        if principal == FEDERATED and self.happens(1, 2):
            line["parentUser"] = ANA
        line["identityPolicies"] = self.policies()
        if self.happens(1, 3):
            line["permissionsBoundary"] = self.policy()
        if self.happens(1, 3):
            line["sessionPolicies"] = self.policies()
        if self.happens(2, 3):
            is_trust = resource == ROLE and action.startswith("sts:")
            line["resourcePolicy"] = self.policy(principal=True, resource=not is_trust)
        if self.happens(1, 6):
            line["serviceControlPolicies"] = [self.policies() for _ in self.some(0, 2)]
        if self.happens(1, 5):
            levels = [[self.control_policy() for _ in self.some(0, 1)] for _ in self.some(0, 2)]
            line["resourceControlPolicies"] = levels
        return line

    def value(self, key: str) -> Any:
        if self.happens(1, 6):
            return self.one(([], "", UNREADABLE))
        return self.one_or_some([value for value in KEYS[key] if "$" not in str(value)])

    def policies(self) -> list[Document]:
        return [self.policy() for _ in range(self.one((0, 1, 1, 2)))]

    def policy(self, **of: bool) -> Document:
        version = self.one((CURRENT, CURRENT, CURRENT, OLD))
        made = [self.statement(version, **of) for _ in self.some(1, 3)]
        if self.happens(1, 2):
            made[0] = {**made[0], "Effect": "Allow"}
            made[0].pop("Condition", None)
            if "Action" in made[0]:
                made[0]["Action"] = "*"
            if "NotPrincipal" in made[0]:
                made[0]["Principal"] = made[0].pop("NotPrincipal")
        return {"Version": version, "Statement": made}

    def control_policy(self) -> Document:
        policy = self.policy()
        for statement in policy["Statement"]:
            statement.update(Effect="Deny", Principal="*")
            if "NotAction" in statement:
                statement["Action"] = statement.pop("NotAction")
        return policy

    def statement(
        self,
        version: str,
        *,
        principal: bool = False,
        resource: bool = True,
        effect: str | None = None,
    ) -> Document:
        made: Document = {"Effect": effect or self.one(("Allow", "Allow", "Allow", "Deny"))}
        is_deny = made["Effect"] == "Deny"
        name = self.one(("Action", "Action", "Action", "NotAction"))
        made[name] = self.one_or_some(ACTION_PATTERNS)
        if resource:
            name = self.one(("Resource", "Resource", "Resource", "NotResource"))
            made[name] = self.one_or_some(RESOURCE_PATTERNS)
        if principal:
            negated = is_deny and resource and self.happens(1, 2)
            made["NotPrincipal" if negated else "Principal"] = self.principal()
        if self.happens(2 if is_deny else 1, 3):
            made["Condition"] = self.condition(version)
        return made

    def principal(self) -> Any:
        if self.happens(1, 5):
            return "*"
        kinds = {self.one(("AWS", "AWS", *NAMED)) for _ in self.some(1, 2)}
        return {kind: [self.one(NAMED[kind]) for _ in self.some(1, 3)] for kind in sorted(kinds)}

    def condition(self, version: str) -> Document:
        condition: Document = {}
        for _ in self.some(0, 2):
            name = self.one(NAMES)
            read = read_operator_name(name)
            assert read is not None
            if read.operator == NULL:
                condition[name] = {self.one(tuple(KEYS)): self.happens(1, 2)}
                continue
            kind = OPERATORS[read.operator].kind
            key = self.one(KEYS_OF_KIND[kind])
            values = OF_KIND.get(kind, KEYS[key])
            if kind is ValueKind.BOOLEAN and version == CURRENT:
                values = (*values, "${aws:PrincipalTag/t}", "${x:y}")
            condition[name] = {key: self.one_or_some(values)}
        return condition
