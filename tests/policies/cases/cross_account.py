"""Requests from one account to a resource of another: both accounts must allow."""

from __future__ import annotations

from tests.policies.cases.case import Case, allow, deny
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    CROSS,
    OTHER,
    OTHER_ROLE,
    OTHER_ROOT,
    OTHER_SESSION,
    PRINCIPAL,
    READ,
    ROOT,
    SCP,
    WRITE,
    ZOE,
    ask,
)

READS = allow(READ)
WRITES = allow(WRITE)
FOR_ZOE = allow(READ, Principal={"AWS": ZOE})
FOR_OTHER_ACCOUNT = allow(READ, Principal={"AWS": OTHER_ROOT})
FOR_OTHER_ROLE = allow(READ, Principal={"AWS": OTHER_ROLE})
FOR_OTHER_SESSION = allow(READ, Principal={"AWS": OTHER_SESSION})
IDENTITY = "identityPolicies"
RESOURCE = "resourcePolicy"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:orders"
SEND = "sqs:SendMessage"

CASES = (
    Case(
        "An identity policy alone opens nothing in another account",
        CROSS,
        ask(ZOE, identityPolicies=[READS]),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A resource policy that names another account's user does not suffice alone",
        CROSS,
        ask(ZOE, resourcePolicy=FOR_ZOE),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "Another account's user is allowed what both accounts allow",
        CROSS,
        ask(ZOE, identityPolicies=[READS], resourcePolicy=FOR_ZOE),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A resource policy that allows the other account and the user's own policy suffice",
        PRINCIPAL,
        ask(ZOE, identityPolicies=[READS], resourcePolicy=FOR_OTHER_ACCOUNT),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A resource policy that allows the other account only delegates to it",
        PRINCIPAL,
        ask(ZOE, resourcePolicy=FOR_OTHER_ACCOUNT),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "A resource policy that allows the other account by its bare number is the same",
        PRINCIPAL,
        ask(
            ZOE,
            identityPolicies=[READS],
            resourcePolicy=allow(READ, Principal={"AWS": OTHER}),
        ),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A resource policy that allows its own account opens nothing to another account's user",
        CROSS,
        ask(
            ZOE,
            identityPolicies=[READS],
            resourcePolicy=allow(READ, Principal={"AWS": ROOT}),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A resource policy that names a user of its own account opens nothing to another's",
        CROSS,
        ask(
            ZOE,
            identityPolicies=[READS],
            resourcePolicy=allow(READ, Principal={"AWS": ANA}),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "The resource policy of the other account must allow the same action",
        CROSS,
        ask(
            ZOE,
            identityPolicies=[READS],
            resourcePolicy=allow(WRITE, Principal={"AWS": ZOE}),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "The identity policy of the caller must allow the same action",
        CROSS,
        ask(ZOE, identityPolicies=[WRITES], resourcePolicy=FOR_ZOE),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "A resource policy open to everybody does not free another account's user of its own",
        CROSS,
        ask(ZOE, resourcePolicy=allow(READ, Principal={"AWS": "*"})),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "A Deny in the caller's identity policy decides across accounts",
        CROSS,
        ask(ZOE, identityPolicies=[READS, deny(READ)], resourcePolicy=FOR_ZOE),
        "explicitDeny",
        IDENTITY,
    ),
    Case(
        "A Deny in the resource policy decides across accounts",
        CROSS,
        ask(ZOE, identityPolicies=[READS], resourcePolicy=deny(READ, Principal="*")),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A grant to another account's user is limited by that user's permissions boundary",
        CROSS,
        ask(
            ZOE,
            identityPolicies=[READS],
            permissionsBoundary=WRITES,
            resourcePolicy=FOR_ZOE,
        ),
        "implicitDeny",
        "permissionsBoundary",
    ),
    Case(
        "A grant to another account's role needs the role's identity policy",
        CROSS,
        ask(OTHER_SESSION, resourcePolicy=FOR_OTHER_ROLE),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "A session of another account's role is allowed what role and resource policy allow",
        CROSS,
        ask(OTHER_SESSION, identityPolicies=[READS], resourcePolicy=FOR_OTHER_ROLE),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A grant to a session's ARN needs the role's identity policy across accounts",
        CROSS,
        ask(OTHER_SESSION, resourcePolicy=FOR_OTHER_SESSION),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "A grant to a session's ARN is limited by its session policies across accounts",
        CROSS,
        ask(
            OTHER_SESSION,
            identityPolicies=[READS],
            sessionPolicies=[WRITES],
            resourcePolicy=FOR_OTHER_SESSION,
        ),
        "implicitDeny",
        "sessionPolicies",
    ),
    Case(
        "The caller's service control policies limit it across accounts",
        SCP,
        ask(
            ZOE,
            identityPolicies=[READS],
            resourcePolicy=FOR_ZOE,
            serviceControlPolicies=[[WRITES]],
        ),
        "implicitDeny",
        "serviceControlPolicies",
    ),
    Case(
        "The root user of another account needs the resource policy's Allow",
        CROSS,
        ask(OTHER_ROOT),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "The root user of another account may do what the resource policy allows that account",
        PRINCIPAL,
        ask(OTHER_ROOT, resourcePolicy=FOR_OTHER_ACCOUNT),
        "allowed",
    ),
    Case(
        "The account in a resource's ARN is the resource's account",
        CROSS,
        ask(ZOE, SEND, QUEUE, identityPolicies=[allow(SEND)]),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "The same request from a user of the account in the resource's ARN is allowed",
        CROSS,
        ask(ANA, SEND, QUEUE, identityPolicies=[allow(SEND)]),
        "allowed",
        IDENTITY,
    ),
)
