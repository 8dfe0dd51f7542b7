"""What a resource policy's grant within one account is still limited by, by whom it names."""

from __future__ import annotations

from tests.policies.cases.case import Case, allow
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    BEN,
    FEDERATED,
    KMS,
    LOGIC,
    PRINCIPAL,
    READ,
    ROLE,
    ROOT,
    SESSION,
    SINGLE,
    TUESDAY,
    WRITE,
    ask,
)

READS = allow(READ)
WRITES = allow(WRITE)
FOR_ANA = allow(READ, Principal={"AWS": ANA})
FOR_ROLE = allow(READ, Principal={"AWS": ROLE})
FOR_SESSION = allow(READ, Principal={"AWS": SESSION})
FOR_FEDERATED = allow(READ, Principal={"AWS": FEDERATED})
FOR_ACCOUNT = allow(READ, Principal={"AWS": ROOT})
FOR_ROLE_BY_CONDITION = allow(
    READ, Principal={"AWS": "*"}, Condition={"ArnEquals": {"aws:PrincipalArn": ROLE}}
)
RESOURCE = "resourcePolicy"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
KEY_POLICIES = KMS + "key-policies.html"
KEY_DEFAULT = KMS + "key-policy-default.html"
DECRYPT = "kms:Decrypt"

CASES = (
    Case(
        "A resource policy that names the user suffices without an identity policy",
        SINGLE,
        ask(ANA, resourcePolicy=FOR_ANA),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A resource policy that names another user of the account grants nothing",
        SINGLE,
        ask(BEN, resourcePolicy=FOR_ANA),
        "implicitDeny",
    ),
    Case(
        "A resource policy that grants another action grants nothing",
        SINGLE,
        ask(ANA, action=WRITE, resourcePolicy=FOR_ANA),
        "implicitDeny",
    ),
    Case(
        "A resource policy that names another user takes nothing from an identity policy's Allow",
        SINGLE,
        ask(BEN, identityPolicies=[READS], resourcePolicy=FOR_ANA),
        "allowed",
        "identityPolicies",
    ),
    Case(
        "A grant to the user's ARN is not limited by the permissions boundary's missing Allow",
        LOGIC,
        ask(ANA, permissionsBoundary=WRITES, resourcePolicy=FOR_ANA),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the role's ARN suffices for its session without an identity policy",
        LOGIC,
        ask(SESSION, resourcePolicy=FOR_ROLE),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the role's ARN is limited by the permissions boundary's missing Allow",
        LOGIC,
        ask(SESSION, permissionsBoundary=WRITES, resourcePolicy=FOR_ROLE),
        "implicitDeny",
        "permissionsBoundary",
    ),
    Case(
        "A grant to the role's ARN passes a permissions boundary that allows the action",
        LOGIC,
        ask(SESSION, permissionsBoundary=READS, resourcePolicy=FOR_ROLE),
        "allowed",
    ),
    Case(
        "A grant to the role's ARN is limited by the session policies' missing Allow",
        LOGIC,
        ask(SESSION, sessionPolicies=[WRITES], resourcePolicy=FOR_ROLE),
        "implicitDeny",
        "sessionPolicies",
    ),
    Case(
        "A grant to the role's ARN passes session policies that allow the action",
        LOGIC,
        ask(SESSION, sessionPolicies=[READS], resourcePolicy=FOR_ROLE),
        "allowed",
    ),
    Case(
        "A grant to the session's ARN suffices without an identity policy",
        LOGIC,
        ask(SESSION, resourcePolicy=FOR_SESSION),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the session's ARN is not limited by the permissions boundary's missing Allow",
        LOGIC,
        ask(SESSION, permissionsBoundary=WRITES, resourcePolicy=FOR_SESSION),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the session's ARN is not limited by the session policies' missing Allow",
        LOGIC,
        ask(SESSION, sessionPolicies=[WRITES], resourcePolicy=FOR_SESSION),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to one session's ARN does not reach another session of the role",
        PRINCIPAL,
        ask(TUESDAY, resourcePolicy=FOR_SESSION),
        "implicitDeny",
    ),
    Case(
        "A grant to the federated user's ARN suffices without session policies",
        LOGIC,
        ask(FEDERATED, resourcePolicy=FOR_FEDERATED),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the federated user's ARN is not limited by the session policies",
        LOGIC,
        ask(FEDERATED, sessionPolicies=[WRITES], resourcePolicy=FOR_FEDERATED),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the federated user's ARN is not limited by the permissions boundary",
        LOGIC,
        ask(FEDERATED, permissionsBoundary=WRITES, resourcePolicy=FOR_FEDERATED),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to everybody whose aws:PrincipalArn is the role reaches the role's session",
        PRINCIPAL,
        ask(SESSION, resourcePolicy=FOR_ROLE_BY_CONDITION),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant by aws:PrincipalArn is not limited by the permissions boundary's missing Allow",
        PRINCIPAL,
        ask(SESSION, permissionsBoundary=WRITES, resourcePolicy=FOR_ROLE_BY_CONDITION),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant by aws:PrincipalArn is not limited by the session policies' missing Allow",
        PRINCIPAL,
        ask(SESSION, sessionPolicies=[WRITES], resourcePolicy=FOR_ROLE_BY_CONDITION),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A grant to the account itself is no grant to its user",
        PRINCIPAL,
        ask(ANA, resourcePolicy=FOR_ACCOUNT),
        "implicitDeny",
        "identityPolicies",
    ),
    Case(
        "A grant to the account leaves the answer to the user's identity policy",
        PRINCIPAL,
        ask(ANA, identityPolicies=[READS], resourcePolicy=FOR_ACCOUNT),
        "allowed",
        "identityPolicies",
    ),
    Case(
        "A grant to the account is no grant to a role's session",
        PRINCIPAL,
        ask(SESSION, resourcePolicy=FOR_ACCOUNT),
        "implicitDeny",
        "identityPolicies",
    ),
    Case(
        "A grant to the account by its bare number is no grant to its user either",
        PRINCIPAL,
        ask(ANA, resourcePolicy=allow(READ, Principal={"AWS": ACCOUNT})),
        "implicitDeny",
        "identityPolicies",
    ),
    Case(
        "A key policy must allow: an identity policy alone opens no KMS key",
        KEY_POLICIES,
        ask(
            ANA,
            DECRYPT,
            KEY,
            identityPolicies=[allow(DECRYPT)],
            resourcePolicy=allow(DECRYPT, Principal={"AWS": BEN}),
        ),
        "implicitDeny",
        RESOURCE,
    ),
    Case(
        "A key policy that names the user opens the key without an identity policy",
        KEY_POLICIES,
        ask(ANA, DECRYPT, KEY, resourcePolicy=allow(DECRYPT, Principal={"AWS": ANA})),
        "allowed",
        RESOURCE,
    ),
    Case(
        "A key policy that allows the account lets identity policies open the key",
        KEY_DEFAULT,
        ask(
            ANA,
            DECRYPT,
            KEY,
            identityPolicies=[allow(DECRYPT)],
            resourcePolicy=allow("kms:*", Principal={"AWS": ROOT}),
        ),
        "allowed",
        "identityPolicies",
    ),
    Case(
        "A key policy that allows the account opens the key to no user by itself",
        KEY_DEFAULT,
        ask(ANA, DECRYPT, KEY, resourcePolicy=allow("kms:*", Principal={"AWS": ROOT})),
        "implicitDeny",
        "identityPolicies",
    ),
)
