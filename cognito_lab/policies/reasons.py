"""Why a value, an element or a step came out as it did: codes, and one table of sentences."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class MatchReason(enum.StrEnum):
    """Why a part of a statement matches the request, or does not."""

    MATCHES = "matches"
    DIFFERS = "differs"
    NO_VALUE = "no-value"
    NO_VALUE_MATCHES = "no-value-matches"

    # A list as a whole.
    LISTED = "listed"
    NOT_LISTED = "not-listed"
    EXCEPTED = "excepted"
    NOT_EXCEPTED = "not-excepted"
    EXCEPTION_UNKNOWN = "exception-unknown"
    OWN_RESOURCE = "own-resource"

    # A condition on a key that the request has not, or not in a form that can be read.
    CONDITION_HOLDS = "condition-holds"
    CONDITION_FAILS = "condition-fails"
    KEY_MISSING = "key-missing"
    MISSING_NEGATED = "missing-negated"
    MISSING_IF_EXISTS = "missing-if-exists"
    MISSING_FOR_ALL = "missing-for-all"
    MISSING_FOR_ANY = "missing-for-any"
    UNREADABLE_IN_ALLOW = "unreadable-in-allow"
    UNREADABLE_IN_DENY = "unreadable-in-deny"
    KEY_IS_THERE = "key-is-there"
    KEY_IS_NOT_THERE = "key-is-not-there"

    # Whom a principal names.
    EVERYBODY = "everybody"
    THE_CALLER = "the-caller"
    ROLE_OF_THE_SESSION = "role-of-the-session"
    USER_OF_THE_SESSION = "user-of-the-session"
    ACCOUNT_OF_THE_CALLER = "account-of-the-caller"
    SOMEBODY_ELSE = "somebody-else"
    CANONICAL_USER_IN_ALLOW = "canonical-user-in-allow"
    CANONICAL_USER_IN_DENY = "canonical-user-in-deny"
    NOT_PRINCIPAL_WITH_BOUNDARY = "not-principal-with-boundary"
    PARTLY_EXCEPTED = "partly-excepted"


class StepReason(enum.StrEnum):
    """Why a step of the evaluation ends it, or lets it go on."""

    DENIED = "denied"
    NOT_DENIED = "not-denied"

    NO_RESOURCE_CONTROL = "no-resource-control"
    RESOURCE_CONTROL_DENIES_NOTHING = "resource-control-denies-nothing"

    NOT_UNDER_RESOURCE_CONTROL = "not-under-resource-control"

    NO_SERVICE_CONTROL = "no-service-control"
    NOT_UNDER_SERVICE_CONTROL = "not-under-service-control"
    SERVICE_CONTROL_ALLOWS = "service-control-allows"
    SERVICE_CONTROL_LACKS = "service-control-lacks"

    ROOT_ASSUMES_NO_ROLE = "root-assumes-no-role"
    NO_RESOURCE_POLICY = "no-resource-policy"
    RESOURCE_GRANTS = "resource-grants"
    RESOURCE_GRANTS_WITHIN_LIMITS = "resource-grants-within-limits"
    RESOURCE_DELEGATES = "resource-delegates"
    RESOURCE_SAYS_NOTHING = "resource-says-nothing"
    OTHER_ACCOUNT_GRANTS = "other-account-grants"
    OTHER_ACCOUNT_LACKS = "other-account-lacks"
    RESOURCE_MUST_GRANT = "resource-must-grant"
    ONLY_A_RESOURCE_POLICY_COUNTS = "only-a-resource-policy-counts"

    ROOT_NEEDS_NO_POLICY = "root-needs-no-policy"
    IDENTITY_NOT_NEEDED = "identity-not-needed"
    IDENTITY_ALLOWS = "identity-allows"
    IDENTITY_LACKS = "identity-lacks"

    NO_BOUNDARY = "no-boundary"
    BOUNDARY_ALLOWS = "boundary-allows"
    BOUNDARY_LACKS = "boundary-lacks"

    NO_SESSION_POLICIES = "no-session-policies"
    SESSION_ALLOWS = "session-allows"
    SESSION_LACKS = "session-lacks"
    FEDERATED_WITHOUT_POLICIES = "federated-without-policies"

    NOT_REACHED = "not-reached"


SENTENCES: Mapping[MatchReason, str] = {
    MatchReason.MATCHES: "It matches.",
    MatchReason.DIFFERS: "It is another.",
    MatchReason.NO_VALUE: "The request has no value for its variable, and there is no default.",
    MatchReason.NO_VALUE_MATCHES: "None of the values listed is this one.",
    MatchReason.LISTED: "One of the list matches.",
    MatchReason.NOT_LISTED: "None of the list matches.",
    MatchReason.EXCEPTED: "It is one of those that the statement leaves out.",
    MatchReason.NOT_EXCEPTED: "It is none of those that the statement leaves out.",
    MatchReason.EXCEPTION_UNKNOWN: (
        "What the statement leaves out hangs on a variable without a value: a Deny leaves out "
        "nothing, an Allow everything."
    ),
    MatchReason.OWN_RESOURCE: "A policy without Resource speaks of the resource that it is on.",
    MatchReason.CONDITION_HOLDS: "The condition holds.",
    MatchReason.CONDITION_FAILS: "The condition does not hold.",
    MatchReason.KEY_MISSING: "The request has no such key, and the operator needs one.",
    MatchReason.MISSING_NEGATED: "The request has no such key: a negated operator is true then.",
    MatchReason.MISSING_IF_EXISTS: "The request has no such key: with IfExists that is enough.",
    MatchReason.MISSING_FOR_ALL: (
        "The request has no such key: ForAllValues is true where there is no value."
    ),
    MatchReason.MISSING_FOR_ANY: (
        "The request has no such key: ForAnyValue is false where there is no value."
    ),
    MatchReason.UNREADABLE_IN_ALLOW: (
        "The request's value cannot be read as the operator needs it: no Allow rests on it."
    ),
    MatchReason.UNREADABLE_IN_DENY: (
        "The request's value cannot be read as the operator needs it: the Deny holds."
    ),
    MatchReason.KEY_IS_THERE: "The request has such a key.",
    MatchReason.KEY_IS_NOT_THERE: "The request has no such key.",
    MatchReason.EVERYBODY: "It names everybody.",
    MatchReason.THE_CALLER: "It names the caller.",
    MatchReason.ROLE_OF_THE_SESSION: "It names the role whose session the caller is.",
    MatchReason.USER_OF_THE_SESSION: "It names the user whose federated session the caller is.",
    MatchReason.ACCOUNT_OF_THE_CALLER: "It names the caller's account.",
    MatchReason.SOMEBODY_ELSE: "It names somebody else.",
    MatchReason.CANONICAL_USER_IN_ALLOW: (
        "The lab does not know canonical user ids: an Allow to one reaches nobody."
    ),
    MatchReason.CANONICAL_USER_IN_DENY: (
        "The lab does not know canonical user ids: a Deny to one reaches everybody."
    ),
    MatchReason.NOT_PRINCIPAL_WITH_BOUNDARY: (
        "A Deny with NotPrincipal always reaches a principal that has a permissions boundary."
    ),
    MatchReason.PARTLY_EXCEPTED: (
        "The list leaves out the caller only in part: its account, or its role, is not in it."
    ),
}

STEP_SENTENCES: Mapping[StepReason, str] = {
    StepReason.DENIED: "A statement with Deny applies: nothing can allow the request now.",
    StepReason.NOT_DENIED: "No statement with Deny applies.",
    StepReason.NO_RESOURCE_CONTROL: "There are no resource control policies.",
    StepReason.RESOURCE_CONTROL_DENIES_NOTHING: (
        "RCPFullAWSAccess is always attached, so resource control policies only deny."
    ),
    StepReason.NOT_UNDER_RESOURCE_CONTROL: (
        "Resource control policies do not reach service-linked roles."
    ),
    StepReason.NO_SERVICE_CONTROL: "There are no service control policies.",
    StepReason.NOT_UNDER_SERVICE_CONTROL: (
        "Service control policies limit an account's users, roles and root user, not this caller."
    ),
    StepReason.SERVICE_CONTROL_ALLOWS: "The service control policies of every level allow it.",
    StepReason.SERVICE_CONTROL_LACKS: "A level's service control policies do not allow it.",
    StepReason.ROOT_ASSUMES_NO_ROLE: "A root user cannot assume a role, whatever it trusts.",
    StepReason.NO_RESOURCE_POLICY: "The resource has no policy, and within an account needs none.",
    StepReason.RESOURCE_GRANTS: "The resource's policy allows it to the caller: that suffices.",
    StepReason.RESOURCE_GRANTS_WITHIN_LIMITS: (
        "The resource's policy allows it to the caller's role, or to everybody: boundary and "
        "session policies still limit that."
    ),
    StepReason.RESOURCE_DELEGATES: (
        "The resource's policy allows it to the caller's account, which has to allow it in turn."
    ),
    StepReason.RESOURCE_SAYS_NOTHING: (
        "The resource's policy does not allow it; within an account it need not."
    ),
    StepReason.OTHER_ACCOUNT_GRANTS: (
        "The resource's account allows it; the caller's has to as well."
    ),
    StepReason.OTHER_ACCOUNT_LACKS: (
        "The resource is another account's, and its policy does not allow it."
    ),
    StepReason.RESOURCE_MUST_GRANT: (
        "A role's trust policy, as a key's policy, has to allow it, and does not."
    ),
    StepReason.ONLY_A_RESOURCE_POLICY_COUNTS: (
        "This caller has no policies of its own, and the resource's does not allow it."
    ),
    StepReason.ROOT_NEEDS_NO_POLICY: "An account's root user may do everything in its account.",
    StepReason.IDENTITY_NOT_NEEDED: "The resource's policy allows it: no identity policy has to.",
    StepReason.IDENTITY_ALLOWS: "An identity policy allows it.",
    StepReason.IDENTITY_LACKS: "No identity policy allows it.",
    StepReason.NO_BOUNDARY: "The caller has no permissions boundary.",
    StepReason.BOUNDARY_ALLOWS: "The permissions boundary allows it.",
    StepReason.BOUNDARY_LACKS: "The permissions boundary does not allow it.",
    StepReason.NO_SESSION_POLICIES: "There are no session policies.",
    StepReason.SESSION_ALLOWS: "A session policy allows it.",
    StepReason.SESSION_LACKS: "No session policy allows it.",
    StepReason.FEDERATED_WITHOUT_POLICIES: (
        "A federated user without session policies has no permissions of its own."
    ),
    StepReason.NOT_REACHED: "It was decided before.",
}
