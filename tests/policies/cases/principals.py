"""Whom Principal and NotPrincipal name, and what AWS knows of a principal by itself."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Document, allow, deny, policy, statement
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    BEN,
    FEDERATED,
    KEYS,
    LOGIC,
    NOT_PRINCIPAL,
    OTHER,
    PRINCIPAL,
    READ,
    ROLE,
    ROOT,
    SESSION,
    VARIABLES,
    ZOE,
    ask,
)

READS = allow(READ)
RESOURCE = "resourcePolicy"
IDENTITY = "identityPolicies"
SNS = "sns.amazonaws.com"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:orders"
TOPIC = f"arn:aws:sns:eu-west-1:{ACCOUNT}:orders"
SEND = "sqs:SendMessage"
OWN_FOLDER = allow(READ, "arn:aws:s3:::orders/${aws:username}/*")
ANAS_FILE = "arn:aws:s3:::orders/ana/list.csv"


def granted(principal: str, named: Any) -> Document:
    """A read without identity policy, under a resource policy that grants it to `named`."""
    return ask(principal, resourcePolicy=allow(READ, Principal=named))


def known(principal: str, key: str, value: str) -> Document:
    """A read that a resource policy grants to everybody with this value of the key."""
    condition = {"StringEquals": {key: value}}
    return ask(principal, resourcePolicy=allow(READ, Principal="*", Condition=condition))


def all_but(principal: str, *spared: str, **layers: Any) -> Document:
    """A read that the identity policy allows and the resource policy denies to all but some."""
    rest = deny(READ, NotPrincipal={"AWS": list(spared)})
    return ask(principal, identityPolicies=[READS], resourcePolicy=rest, **layers)


def from_topic(topic: str) -> Document:
    """A notification service's message, where the queue takes those of one topic only."""
    return ask(
        SNS,
        SEND,
        QUEUE,
        context={"aws:SourceArn": topic},
        resourcePolicy=allow(
            SEND,
            QUEUE,
            Principal={"Service": SNS},
            Condition={"ArnEquals": {"aws:SourceArn": TOPIC}},
        ),
    )


def case(
    name: str, source: str, line: Document, allowed: bool, decided_by: str | None = RESOURCE
) -> Case:
    return Case(name, source, line, "allowed" if allowed else "implicitDeny", decided_by)


NAMED = (
    case(
        "A list of principals grants to each of them",
        PRINCIPAL,
        granted(BEN, {"AWS": [ANA, BEN]}),
        True,
    ),
    case(
        "A principal's user name is case sensitive",
        PRINCIPAL,
        granted(ANA, {"AWS": f"arn:aws:iam::{ACCOUNT}:user/Ana"}),
        False,
        None,
    ),
    case(
        "Principal * grants to anonymous requests",
        PRINCIPAL,
        granted("anonymous", "*"),
        True,
    ),
    case(
        "Principal AWS * in an Allow is the same as * and grants to anonymous requests",
        PRINCIPAL,
        granted("anonymous", {"AWS": "*"}),
        True,
    ),
    case(
        "A grant to a user is no grant to anonymous requests",
        PRINCIPAL,
        granted("anonymous", {"AWS": ANA}),
        False,
    ),
    case(
        "An anonymous request without a resource policy is denied",
        LOGIC,
        ask("anonymous"),
        False,
        None,
    ),
    case(
        "A grant to a role is no grant to the account's user",
        PRINCIPAL,
        granted(ANA, {"AWS": ROLE}),
        False,
        None,
    ),
    case(
        "A grant to a service is no grant to a user",
        PRINCIPAL,
        granted(ANA, {"Service": SNS}),
        False,
        None,
    ),
    case(
        "A service may do what a resource policy grants it for the right source",
        PRINCIPAL,
        from_topic(TOPIC),
        True,
    ),
    case(
        "A service may not do for another source what a resource policy grants it for one",
        KEYS,
        from_topic(TOPIC + "-old"),
        False,
    ),
    case(
        "The root user may do everything in its account without a policy",
        LOGIC,
        ask(ROOT),
        True,
        "root",
    ),
    Case(
        "A Deny in a resource policy that names the account reaches its root user",
        PRINCIPAL,
        ask(ROOT, resourcePolicy=deny(READ, Principal={"AWS": ROOT})),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A Deny to one user leaves another user's Allow alone",
        PRINCIPAL,
        ask(BEN, identityPolicies=[READS], resourcePolicy=deny(READ, Principal={"AWS": ANA})),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny to the account reaches its users",
        PRINCIPAL,
        ask(ANA, identityPolicies=[READS], resourcePolicy=deny(READ, Principal={"AWS": ROOT})),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A Deny to the role reaches its session",
        PRINCIPAL,
        ask(SESSION, identityPolicies=[READS], resourcePolicy=deny(READ, Principal={"AWS": ROLE})),
        "explicitDeny",
        RESOURCE,
    ),
)

SPARED = (
    Case(
        "A Deny with NotPrincipal spares the user whom it lists with the account",
        NOT_PRINCIPAL,
        all_but(ANA, ANA, ROOT),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny with NotPrincipal reaches another account's user",
        NOT_PRINCIPAL,
        all_but(ZOE, ANA, ROOT),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A Deny with NotPrincipal spares the session listed with its role and account",
        NOT_PRINCIPAL,
        all_but(SESSION, SESSION, ROLE, ROOT),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny with NotPrincipal always reaches a user with a permissions boundary",
        NOT_PRINCIPAL,
        all_but(ANA, ANA, ROOT, permissionsBoundary=READS),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A Deny with NotPrincipal always reaches a session whose role has a permissions boundary",
        NOT_PRINCIPAL,
        all_but(SESSION, SESSION, ROLE, ROOT, permissionsBoundary=READS),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A Deny under ArnNotEquals of aws:PrincipalArn spares a user with a boundary",
        NOT_PRINCIPAL,
        ask(
            ANA,
            identityPolicies=[READS],
            permissionsBoundary=READS,
            resourcePolicy=deny(
                READ, Principal="*", Condition={"ArnNotEquals": {"aws:PrincipalArn": ANA}}
            ),
        ),
        "allowed",
        IDENTITY,
    ),
    Case(
        "NotPrincipal with Deny grants nothing to the user it spares",
        NOT_PRINCIPAL,
        ask(ANA, resourcePolicy=deny(READ, NotPrincipal={"AWS": [ANA, ROOT]})),
        "implicitDeny",
    ),
    Case(
        "Another statement of the policy may grant to the user whom NotPrincipal spares",
        NOT_PRINCIPAL,
        ask(
            ANA,
            resourcePolicy=policy(
                statement("Deny", READ, "*", NotPrincipal={"AWS": [ANA, ROOT]}),
                statement("Allow", READ, "*", Principal={"AWS": ANA}),
            ),
        ),
        "allowed",
        RESOURCE,
    ),
)

KNOWN = (
    case("A user's type is User", VARIABLES, known(ANA, "aws:PrincipalType", "User"), True),
    case(
        "A role session's type is AssumedRole",
        VARIABLES,
        known(SESSION, "aws:PrincipalType", "AssumedRole"),
        True,
    ),
    case(
        "A role session's aws:PrincipalArn is not the session's ARN",
        KEYS,
        known(SESSION, "aws:PrincipalArn", SESSION),
        False,
        None,
    ),
    Case(
        "A federated user's type is FederatedUser",
        VARIABLES,
        ask(
            FEDERATED,
            identityPolicies=[READS],
            sessionPolicies=[READS],
            resourcePolicy=deny(
                READ,
                Principal="*",
                Condition={"StringEquals": {"aws:PrincipalType": "FederatedUser"}},
            ),
        ),
        "explicitDeny",
        RESOURCE,
    ),
    case(
        "An anonymous request has no aws:PrincipalArn",
        KEYS,
        ask(
            "anonymous",
            resourcePolicy=allow(
                READ, Principal="*", Condition={"Null": {"aws:PrincipalArn": "false"}}
            ),
        ),
        False,
    ),
    case(
        "A principal's account is its own, not another's",
        KEYS,
        known(ANA, "aws:PrincipalAccount", OTHER),
        False,
        None,
    ),
    case(
        "A user's name stands for ${aws:username} in its policy",
        VARIABLES,
        ask(ANA, READ, ANAS_FILE, identityPolicies=[OWN_FOLDER]),
        True,
        IDENTITY,
    ),
    case(
        "Another user's name does not stand for ${aws:username}",
        VARIABLES,
        ask(BEN, READ, ANAS_FILE, identityPolicies=[OWN_FOLDER]),
        False,
        IDENTITY,
    ),
    case(
        "A role session has no aws:username",
        VARIABLES,
        ask(
            SESSION,
            READ,
            "arn:aws:s3:::orders/monday/list.csv",
            identityPolicies=[OWN_FOLDER],
        ),
        False,
        IDENTITY,
    ),
)

CASES = NAMED + SPARED + KNOWN
