"""What stands for a policy variable: a key's value, a default, nothing; and where it is none."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Decision, Document, allow, deny, policy, statement
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    FEDERATED,
    IAM,
    READ,
    SESSION,
    VARIABLES,
    ask,
)

IDENTIFIERS = IAM + "reference_identifiers.html"
VERSIONS = IAM + "reference_policies_elements_version.html"

BUCKET = "arn:aws:s3:::homes/"
NAME = "${aws:username}"
TEAM = "${aws:PrincipalTag/team}"
TEAM_OR_ALL = "${aws:PrincipalTag/team, 'everybody'}"
TEAM_KEY = "aws:PrincipalTag/team"
OBJECT_KEY = "s3:ExistingObjectTag/team"
POLICY_KEY = "iam:PolicyARN"
POLICIES = f"arn:aws:iam::{ACCOUNT}:policy/"
IDENTITY = "identityPolicies"
READS = allow(READ)


def read(
    name: str,
    layers: Document,
    decision: Decision,
    key: str = "list.csv",
    *,
    by: str = ANA,
    decided_by: str = IDENTITY,
    source: str = VARIABLES,
    **context: str,
) -> Case:
    """A principal reads the object of that key; `context` holds its team and the object's."""
    keys = {"team": TEAM_KEY, "of_object": OBJECT_KEY, "userid": "aws:userid"}
    given = {keys[short]: value for short, value in context.items()}
    line = ask(by, READ, BUCKET + key, **layers, **({"context": given} if given else {}))
    return Case(name, source, line, decision, decided_by)


def below(name: str, pattern: str, allowed: bool, key: str, **more: str) -> Case:
    """The identity policy allows to read the keys of this pattern."""
    layers = {IDENTITY: [allow(READ, BUCKET + pattern)]}
    return read(name, layers, "allowed" if allowed else "implicitDeny", key, **more)


def old(name: str, version: str | None, pattern: str, allowed: bool, key: str) -> Case:
    """The same, in a policy of another version, or of none."""
    document: dict[str, Any] = {"Version": version} if version else {}
    document["Statement"] = [statement("Allow", READ, BUCKET + pattern)]
    decision: Decision = "allowed" if allowed else "implicitDeny"
    source = VERSIONS if version else VARIABLES
    return read(name, {IDENTITY: [document]}, decision, key, source=source)


def outside(name: str, allowed: bool, key: str, **more: str) -> Case:
    """The identity policy denies all but the team's folder."""
    rest = {"Effect": "Deny", "Action": READ, "NotResource": f"{BUCKET}{TEAM}/*"}
    layers = {IDENTITY: [policy(statement("Allow", READ, "*"), rest)]}
    return read(name, layers, "allowed" if allowed else "explicitDeny", key, **more)


def if_tagged(name: str, operator: str, value: str, allowed: bool, **more: str) -> Case:
    """The identity policy allows to read objects whose team's tag is this value."""
    condition = {operator: {OBJECT_KEY: value}}
    layers = {IDENTITY: [allow(READ, Condition=condition)]}
    return read(name, layers, "allowed" if allowed else "implicitDeny", **more)


def unless_tagged(name: str, operator: str, value: str, allowed: bool, **more: str) -> Case:
    """The identity policy denies what this negated operator matches."""
    condition = {operator: {OBJECT_KEY: value}}
    layers = {IDENTITY: [READS, deny(READ, Condition=condition)]}
    return read(name, layers, "allowed" if allowed else "explicitDeny", **more)


def attached(name: str, operator: str, value: str, allowed: bool, given: str) -> Case:
    """A user may attach a policy to itself, under a condition for that policy's ARN."""
    action = "iam:AttachUserPolicy"
    document = allow(action, Condition={operator: {POLICY_KEY: POLICIES + value}})
    context = {POLICY_KEY: POLICIES + given}
    line = ask(ANA, action, ANA, context=context, identityPolicies=[document])
    return Case(name, VARIABLES, line, "allowed" if allowed else "implicitDeny", IDENTITY)


RESOURCES = (
    below("A principal's tag stands for its variable", TEAM + "/*", True, "red/a", team="red"),
    below(
        "Two variables of one resource stand for two values",
        f"{TEAM}-{NAME}/*",
        True,
        "red-ana/a",
        team="red",
    ),
    below("A variable's name ignores case", "${AWS:UserName}/*", True, "ana/b"),
    below("A variable's value does not ignore case", NAME + "/*", False, "Ana/a"),
    below(
        "A user's path is no part of ${aws:username}",
        NAME + "/*",
        True,
        "ana/a",
        by=f"arn:aws:iam::{ACCOUNT}:user/sales/ana",
        source=IDENTIFIERS,
    ),
    below(
        "A session's ${aws:userid} stands for it with its colon",
        "${aws:userid}/*",
        True,
        "AROA0123456789EXAMPLE:monday/a",
        by=SESSION,
        userid="AROA0123456789EXAMPLE:monday",
    ),
    read(
        "A federated user's ${aws:userid} is its account and its name",
        {
            IDENTITY: [READS],
            "sessionPolicies": [allow(READ, BUCKET + "${aws:userid}/*")],
        },
        "allowed",
        f"{ACCOUNT}:ana/a",
        by=FEDERATED,
    ),
    below("A variable without a value is not an empty text", TEAM + "/*", False, "/a"),
    below("A variable without a value is not its own text", TEAM + "/*", False, TEAM + "/a"),
    outside("NotResource spares what its variable stands for", True, "red/a", team="red"),
    outside("NotResource with a variable without a value spares nothing", False, "/a"),
)

LAYERS = (
    read(
        "A variable in a resource policy stands for the caller's value",
        {"resourcePolicy": allow(READ, f"{BUCKET}{NAME}/*", Principal={"AWS": ANA})},
        "allowed",
        "ana/a",
        decided_by="resourcePolicy",
    ),
    read(
        "A variable in a permissions boundary stands for the caller's value",
        {IDENTITY: [READS], "permissionsBoundary": allow(READ, f"{BUCKET}{NAME}/*")},
        "allowed",
        "ana/a",
    ),
    read(
        "A variable in a session policy stands for the caller's value",
        {IDENTITY: [READS], "sessionPolicies": [allow(READ, f"{BUCKET}{TEAM}/*")]},
        "allowed",
        "red/a",
        by=SESSION,
        team="red",
    ),
    read(
        "A variable in a service control policy stands for the caller's value",
        {
            IDENTITY: [READS],
            "serviceControlPolicies": [[allow(), deny(READ, f"{BUCKET}{NAME}/*")]],
        },
        "explicitDeny",
        "ana/a",
        decided_by="serviceControlPolicies",
    ),
)

DEFAULTS = (
    below("A default stands for a variable without a value", TEAM_OR_ALL, True, "everybody"),
    below("A value stands for a variable with a default", TEAM_OR_ALL, True, "red", team="red"),
    below(
        "A default does not stand for a variable with a value",
        TEAM_OR_ALL,
        False,
        "everybody",
        team="red",
    ),
    if_tagged(
        "A default stands for a variable without a value in a condition",
        "StringEquals",
        TEAM_OR_ALL,
        True,
        of_object="everybody",
    ),
)

CHARACTERS = (
    below("${*} in a resource is an asterisk", "a${*}/b", True, "a*/b"),
    below("${*} in a resource is no wildcard", "a${*}/b", False, "aa/b"),
    below("${?} in a resource is a question mark", "a${?}/b", True, "a?/b"),
    below("${?} in a resource is no wildcard", "a${?}/b", False, "aa/b"),
    below("${$} in a resource is a dollar sign", "${$}{aws:username}", True, NAME),
    below("${$} in a resource begins no variable", "${$}{aws:username}", False, "ana"),
    if_tagged(
        "${*} under StringEquals is an asterisk", "StringEquals", "a${*}", True, of_object="a*"
    ),
    if_tagged(
        "${*} under StringLike is an asterisk", "StringLike", "a${*}-*", True, of_object="a*-b"
    ),
    if_tagged(
        "${*} under StringLike is no wildcard", "StringLike", "a${*}-*", False, of_object="aa-b"
    ),
)

CONDITIONS = (
    if_tagged(
        "A variable under StringEqualsIgnoreCase stands for its value in any case",
        "StringEqualsIgnoreCase",
        TEAM,
        True,
        of_object="RED",
        team="red",
    ),
    if_tagged(
        "A variable without a value under StringLike is not an empty text",
        "StringLike",
        TEAM + "*",
        False,
        of_object="red",
    ),
    unless_tagged(
        "A variable under StringNotEquals with the same value matches nothing",
        "StringNotEquals",
        TEAM,
        True,
        of_object="red",
        team="red",
    ),
    unless_tagged(
        "A variable without a value under StringNotEquals matches everything",
        "StringNotEquals",
        TEAM,
        False,
        of_object="red",
    ),
    unless_tagged(
        "A variable without a value under StringNotLike matches everything",
        "StringNotLike",
        TEAM + "*",
        False,
        of_object="red",
    ),
    attached(
        "A variable under ArnLike stands for its value",
        "ArnLike",
        NAME + "-*",
        True,
        "ana-reads",
    ),
    attached(
        "A variable under ArnEquals stands for its value",
        "ArnEquals",
        NAME,
        True,
        "ana",
    ),
)

OLD = "2008-10-17"
OLD_VERSIONS = (
    old("Version 2008-10-17 has no variables", OLD, NAME + "/*", False, "ana/c"),
    old("Version 2008-10-17 has wildcards", OLD, NAME + "/*", True, NAME + "/b"),
    old("A policy without a version has no variables", None, NAME + "/*", False, "ana/c"),
    old("A policy without a version takes a variable for its text", None, NAME, True, NAME),
    read(
        "Version 2008-10-17 has no variables in conditions",
        {
            IDENTITY: [
                policy(
                    statement("Allow", READ, "*", Condition={"StringEquals": {OBJECT_KEY: TEAM}}),
                    version=OLD,
                )
            ]
        },
        "implicitDeny",
        source=VERSIONS,
        of_object="red",
        team="red",
    ),
    read(
        "A policy of version 2012-10-17 has variables beside one of 2008-10-17",
        {
            IDENTITY: [
                policy(statement("Deny", READ, f"{BUCKET}{NAME}/*"), version=OLD),
                allow(READ, f"{BUCKET}{NAME}/*"),
            ]
        },
        "allowed",
        "ana/a",
        source=VERSIONS,
    ),
)

CASES = RESOURCES + LAYERS + DEFAULTS + CHARACTERS + CONDITIONS + OLD_VERSIONS
