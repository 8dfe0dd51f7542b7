"""What each layer of policies contributes, and in which order the layers are asked."""

from __future__ import annotations

from tests.policies.cases.case import Case, allow, deny
from tests.policies.cases.names import (
    ANA,
    BOUNDARIES,
    COMBINED,
    FEDERATED,
    FEDERATION,
    LOGIC,
    POLICY_TYPES,
    RCP,
    READ,
    SCP,
    SCP_LEVELS,
    SESSION,
    WRITE,
    ask,
)

READS = allow(READ)
WRITES = allow(WRITE)
ALL = allow()
NO_READS = deny(READ)
NO_WRITES = deny(WRITE)
READS_FOR_ANA = allow(READ, Principal={"AWS": ANA})
READS_FOR_ALL = allow(READ, Principal="*")
NO_READS_FOR_ALL = deny(READ, Principal="*")
NO_WRITES_FOR_ALL = deny(WRITE, Principal="*")
RCP_FULL = allow(Principal="*")

IDENTITY = "identityPolicies"
BOUNDARY = "permissionsBoundary"
SESSIONS = "sessionPolicies"
RESOURCE = "resourcePolicy"
SCPS = "serviceControlPolicies"
RCPS = "resourceControlPolicies"

DENIES = (
    Case(
        "A Deny in a second identity policy wins over the Allow in the first",
        LOGIC,
        ask(ANA, identityPolicies=[READS, NO_READS]),
        "explicitDeny",
        IDENTITY,
    ),
    Case(
        "A Deny of another action in a second identity policy leaves the Allow alone",
        LOGIC,
        ask(ANA, identityPolicies=[READS, NO_WRITES]),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny in a first identity policy wins over an Allow in a later one",
        LOGIC,
        ask(ANA, identityPolicies=[NO_READS, READS]),
        "explicitDeny",
        IDENTITY,
    ),
    Case(
        "A Deny in a resource policy wins over an identity policy's Allow",
        COMBINED,
        ask(ANA, identityPolicies=[READS], resourcePolicy=NO_READS_FOR_ALL),
        "explicitDeny",
        RESOURCE,
    ),
    Case(
        "A resource policy that denies another action leaves an identity policy's Allow alone",
        COMBINED,
        ask(ANA, identityPolicies=[READS], resourcePolicy=NO_WRITES_FOR_ALL),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny in an identity policy wins over a resource policy's grant to the user",
        COMBINED,
        ask(ANA, identityPolicies=[NO_READS], resourcePolicy=READS_FOR_ANA),
        "explicitDeny",
        IDENTITY,
    ),
    Case(
        "A Deny in a permissions boundary wins over an identity policy's Allow",
        BOUNDARIES,
        ask(ANA, identityPolicies=[READS], permissionsBoundary=NO_READS),
        "explicitDeny",
        BOUNDARY,
    ),
    Case(
        "A Deny in a permissions boundary wins over a resource policy's grant to the user",
        LOGIC,
        ask(ANA, permissionsBoundary=NO_READS, resourcePolicy=READS_FOR_ANA),
        "explicitDeny",
        BOUNDARY,
    ),
    Case(
        "A Deny in one session policy wins over the Allow in another",
        POLICY_TYPES,
        ask(SESSION, identityPolicies=[READS], sessionPolicies=[READS, NO_READS]),
        "explicitDeny",
        SESSIONS,
    ),
    Case(
        "A Deny in a session policy wins over a resource policy's grant to the session",
        LOGIC,
        ask(
            SESSION,
            sessionPolicies=[NO_READS],
            resourcePolicy=allow(READ, Principal={"AWS": SESSION}),
        ),
        "explicitDeny",
        SESSIONS,
    ),
    Case(
        "A Deny in a service control policy wins over an identity policy's Allow",
        SCP,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[ALL, NO_READS]]),
        "explicitDeny",
        SCPS,
    ),
    Case(
        "A service control policy that denies another action leaves the Allow alone",
        SCP,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[ALL, NO_WRITES]]),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny in a service control policy of the topmost level reaches the account",
        SCP_LEVELS,
        ask(ANA, identityPolicies=[READS], serviceControlPolicies=[[ALL, NO_READS], [ALL], [ALL]]),
        "explicitDeny",
        SCPS,
    ),
    Case(
        "A Deny in a resource control policy wins over an identity policy's Allow",
        RCP,
        ask(
            ANA,
            identityPolicies=[READS],
            resourceControlPolicies=[[RCP_FULL, NO_READS_FOR_ALL]],
        ),
        "explicitDeny",
        RCPS,
    ),
    Case(
        "A resource control policy that denies another action leaves the Allow alone",
        RCP,
        ask(
            ANA,
            identityPolicies=[READS],
            resourceControlPolicies=[[RCP_FULL, NO_WRITES_FOR_ALL]],
        ),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A Deny in a resource control policy wins over a resource policy's grant to the public",
        RCP,
        ask(
            "anonymous",
            resourcePolicy=READS_FOR_ALL,
            resourceControlPolicies=[[RCP_FULL], [RCP_FULL, NO_READS_FOR_ALL]],
        ),
        "explicitDeny",
        RCPS,
    ),
    Case(
        "A Deny is found before the missing Allow of a service control policy",
        LOGIC,
        ask(ANA, identityPolicies=[NO_READS], serviceControlPolicies=[[WRITES]]),
        "explicitDeny",
        IDENTITY,
    ),
    Case(
        "A Deny in a permissions boundary is found before the identity policy's missing Allow",
        LOGIC,
        ask(ANA, identityPolicies=[WRITES], permissionsBoundary=NO_READS),
        "explicitDeny",
        BOUNDARY,
    ),
)

ALLOWS = (
    Case(
        "Without any policy a user is allowed nothing",
        LOGIC,
        ask(ANA),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "One identity policy that allows suffices beside one that says nothing",
        LOGIC,
        ask(ANA, identityPolicies=[WRITES, READS]),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A permissions boundary grants nothing by itself",
        BOUNDARIES,
        ask(ANA, permissionsBoundary=READS),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "An identity policy's Allow that the permissions boundary repeats is allowed",
        BOUNDARIES,
        ask(ANA, identityPolicies=[ALL], permissionsBoundary=READS),
        "allowed",
        IDENTITY,
    ),
    Case(
        "An identity policy's Allow that the permissions boundary lacks is denied",
        BOUNDARIES,
        ask(ANA, identityPolicies=[ALL], permissionsBoundary=WRITES),
        "implicitDeny",
        BOUNDARY,
    ),
    Case(
        "A permissions boundary of the role limits the role's session",
        BOUNDARIES,
        ask(SESSION, identityPolicies=[ALL], permissionsBoundary=WRITES),
        "implicitDeny",
        BOUNDARY,
    ),
    Case(
        "A role session without session policies has the role's permissions",
        POLICY_TYPES,
        ask(SESSION, identityPolicies=[READS]),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A session policy grants a role session nothing by itself",
        POLICY_TYPES,
        ask(SESSION, identityPolicies=[WRITES], sessionPolicies=[READS]),
        "implicitDeny",
        IDENTITY,
    ),
    Case(
        "What the role allows and the session policy lacks is denied",
        POLICY_TYPES,
        ask(SESSION, identityPolicies=[READS], sessionPolicies=[WRITES]),
        "implicitDeny",
        SESSIONS,
    ),
    Case(
        "One of two session policies suffices to allow what the role allows",
        POLICY_TYPES,
        ask(SESSION, identityPolicies=[READS], sessionPolicies=[WRITES, READS]),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A federated user without session policies has no permissions of its own",
        FEDERATION,
        ask(FEDERATED, identityPolicies=[READS]),
        "implicitDeny",
        SESSIONS,
    ),
    Case(
        "A federated user may do what the user's policy and the session policy both allow",
        FEDERATION,
        ask(FEDERATED, identityPolicies=[READS], sessionPolicies=[READS]),
        "allowed",
        IDENTITY,
    ),
    Case(
        "A federated user's session policy grants no more than the user's policy",
        FEDERATION,
        ask(FEDERATED, identityPolicies=[WRITES], sessionPolicies=[READS]),
        "implicitDeny",
        IDENTITY,
    ),
)

CASES = DENIES + ALLOWS
