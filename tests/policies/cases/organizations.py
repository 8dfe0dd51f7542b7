"""The organization's policies, level by level, and the order in which the layers are asked."""

from __future__ import annotations

from tests.policies.cases.case import Case, allow, deny
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    LOGIC,
    OTHER_ROOT,
    RCP,
    READ,
    ROOT,
    SCP,
    SCP_LEVELS,
    SESSION,
    WRITE,
    ZOE,
    ask,
)

READS = allow(READ)
WRITES = allow(WRITE)
ALL = allow()
RCP_FULL = allow(Principal="*")
READS_FOR_ANA = allow(READ, Principal={"AWS": ANA})
READS_FOR_OTHER_ACCOUNT = allow(READ, Principal={"AWS": OTHER_ROOT})

SCPS = "serviceControlPolicies"
RCPS = "resourceControlPolicies"

CASES = (
    Case(
        "A service control policy grants nothing by itself",
        SCP,
        ask(ANA, serviceControlPolicies=[[ALL]]),
        "implicitDeny",
        "identityPolicies",
    ),
    Case(
        "An identity policy's Allow that the service control policies lack is denied",
        SCP,
        ask(ANA, identityPolicies=[ALL], serviceControlPolicies=[[WRITES]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies must allow at the organization's root",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[WRITES], [READS], [READS]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies must allow at an organizational unit in between",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[READS], [WRITES], [READS]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies must allow at the account itself",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[READS], [READS], [WRITES]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies that allow at every level let an identity policy's Allow through",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[ALL], [READS], [ALL]]),
        "allowed",
        "identityPolicies",
    ),
    Case(
        "At one level, one of two service control policies suffices to allow",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[WRITES, READS], [ALL]]),
        "allowed",
        "identityPolicies",
    ),
    Case(
        "A level whose service control policy only denies something else allows nothing",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[ALL], [deny(WRITE)]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies limit a role session as they limit a user",
        SCP,
        ask(SESSION, identityPolicies=[READS], serviceControlPolicies=[[WRITES]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies limit what a resource policy grants to a user of the account",
        SCP,
        ask(ANA, resourcePolicy=READS_FOR_ANA, serviceControlPolicies=[[WRITES]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Service control policies that allow let a resource policy's grant to the user through",
        SCP,
        ask(ANA, resourcePolicy=READS_FOR_ANA, serviceControlPolicies=[[READS]]),
        "allowed",
    ),
    Case(
        "Service control policies limit the root user of a member account",
        SCP,
        ask(ROOT, serviceControlPolicies=[[WRITES]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "A Deny in a service control policy reaches the root user of a member account",
        SCP,
        ask(ROOT, serviceControlPolicies=[[ALL, deny(READ)]]),
        "explicitDeny",
        SCPS,
    ),
    Case(
        "The root user may do what the service control policies allow",
        SCP,
        ask(ROOT, serviceControlPolicies=[[READS]]),
        "allowed",
        "root",
    ),
    Case(
        "A resource control policy grants nothing by itself",
        RCP,
        ask(ANA, resourceControlPolicies=[[RCP_FULL]]),
        "implicitDeny",
        "identityPolicies",
    ),
    Case(
        "A Deny in a resource control policy reaches the root user of the account",
        RCP,
        ask(ROOT, resourceControlPolicies=[[RCP_FULL, deny(READ, Principal="*")]]),
        "explicitDeny",
        RCPS,
    ),
    Case(
        "A Deny in a resource control policy reaches a principal of another account",
        RCP,
        ask(
            ZOE,
            identityPolicies=[READS],
            resourcePolicy=READS_FOR_OTHER_ACCOUNT,
            resourceControlPolicies=[
                [
                    RCP_FULL,
                    deny(
                        READ,
                        Principal="*",
                        Condition={"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}},
                    ),
                ]
            ],
        ),
        "explicitDeny",
        RCPS,
    ),
    Case(
        "A resource control policy against other accounts spares the account's own user",
        RCP,
        ask(
            ANA,
            identityPolicies=[READS],
            resourceControlPolicies=[
                [
                    RCP_FULL,
                    deny(
                        READ,
                        Principal="*",
                        Condition={"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}},
                    ),
                ]
            ],
        ),
        "allowed",
        "identityPolicies",
    ),
    Case(
        "Service control policies are asked before identity policies",
        LOGIC,
        ask(ANA, identityPolicies=[WRITES], serviceControlPolicies=[[WRITES]]),
        "implicitDeny",
        SCPS,
    ),
    Case(
        "Identity policies are asked before the permissions boundary",
        LOGIC,
        ask(ANA, identityPolicies=[WRITES], permissionsBoundary=WRITES),
        "implicitDeny",
        "identityPolicies",
    ),
    Case(
        "The permissions boundary is asked before the session policies",
        LOGIC,
        ask(
            SESSION,
            identityPolicies=[READS],
            permissionsBoundary=WRITES,
            sessionPolicies=[WRITES],
        ),
        "implicitDeny",
        "permissionsBoundary",
    ),
)
