"""Which cases a well-known simulator answers otherwise: the document decides, not the simulator.

Found by putting every case that a simulator can take to it as a black box, and comparing the
answers. A case is not put where the simulator has no such caller, layer or value, refuses the
request, leaves out some of its context or breaks off. PMapper tells allowed from denied only; the
others tell an explicit deny from an implicit one too. PMapper is asked for a role session as its
role. iam-simulate brings the resource control policy that allows all, so that one is left out for
it. moto is asked by its `IAMPolicy`: one identity policy, with context of one text a key.
"""

from __future__ import annotations

IAM_SIMULATE = "iam-simulate 0.1.173"
MOTO = "moto 5.2.5"
PMAPPER = "PMapper 1.1.5"

_BY_IAM_SIMULATE = frozenset(
    {
        "ForAllValues beside Null false refuses no values",
        "DateNotEquals refuses the same moment in seconds since 1970",
        "DateLessThan takes the second before, its value in seconds since 1970",
        "A request's seconds since 1970 are after the date before them",
        "The root user of another account may do what the resource policy allows that account",
        "A federated user without session policies has no permissions of its own",
        "The root user may do what the service control policies allow",
        "The root user may do everything in its account without a policy",
        "A grant to the session's ARN is not limited by the session policies' missing Allow",
        "A grant to the federated user's ARN is not limited by the session policies",
        "A grant by aws:PrincipalArn is not limited by the session policies' missing Allow",
        "A * at the end of a segment may pass the segment's colon",
        "A role trusts those who signed in with one provider: amr lists the provider",
        "NotResource with a variable without a value spares nothing",
        "${*} under StringEquals is an asterisk",
        "A variable without a value under StringNotEquals matches everything",
        "A variable without a value under StringNotLike matches everything",
        "Version 2008-10-17 has no variables",
        "Version 2008-10-17 has wildcards",
        "A policy without a version has no variables",
        "A policy without a version takes a variable for its text",
        "Version 2008-10-17 has no variables in conditions",
        "A policy of version 2012-10-17 has variables beside one of 2008-10-17",
    }
)

_BY_MOTO = frozenset(
    {
        "An action's name ignores case",
        "An action's service ignores case",
        "An action with a wildcard ignores case too",
        "A ? in an action stands for one character",
        "A ? in an action does not stand for nothing",
        "NotAction ignores case",
        "Of two operators the first alone does not suffice",
        "Of two operators the second alone does not suffice",
        "Of an operator's two keys the first alone does not suffice",
        "Of an operator's two keys the second alone does not suffice",
        "A negated operator refuses the second of its values",
        "NotIpAddress refuses an address of the first of its ranges",
        "StringLike * does not match a missing key",
        "Bool false does not match a missing key",
        "StringLikeIfExists refuses another value of the key",
        "Beside IfExists on a missing key another operator must still match",
        "ForAllValues beside Null false refuses a missing key",
        "ForAnyValue does not match a missing key",
        "StringEquals heeds case",
        "StringEquals takes a * for the mere character",
        "StringNotEquals refuses its value",
        "StringNotEqualsIgnoreCase refuses its value in any case",
        "A ? in StringLike's value does not stand for two characters",
        "Brackets in StringLike's value are no wildcard",
        "StringLike heeds case",
        "StringLike without a wildcard wants the whole value",
        "StringNotLike refuses what its wildcard stands for",
        "NumericEquals 10 refuses 11",
        "NumericNotEquals 10 refuses 10",
        "NumericLessThan 10 refuses 10",
        "NumericLessThanEquals 9 refuses 10",
        "NumericGreaterThan 10 refuses 10",
        "NumericGreaterThanEquals 10 refuses 9",
        "DateEquals refuses the next second",
        "DateNotEquals refuses the same moment in seconds since 1970",
        "DateLessThan refuses the moment itself",
        "DateLessThanEquals refuses the second after, its value in another time zone",
        "DateGreaterThan refuses the moment itself",
        "DateGreaterThanEquals refuses the second before, its value in another time zone",
        "A request's seconds since 1970 are not after the date after them",
        "Bool true refuses false",
        "BinaryEquals heeds the case of base64",
        "NotIpAddress refuses the range's last address",
        "IpAddress refuses the address after the one that its value is",
        "A range whose prefix ends within a byte ends there",
        "An IPv6 range does not hold the next network's address",
        "The range of all IPv4 addresses holds no IPv6 address",
        "A * of ArnEquals spans no colon",
        "A * of ArnLike spans no colon",
        "ArnLike heeds case",
        "ArnNotEquals refuses what its * stands for",
        "ArnNotLike refuses what its * stands for",
        "Null true refuses a request with the key",
        "Null false refuses a request without the key",
        "An identity policy alone opens nothing in another account",
        "The account in a resource's ARN is the resource's account",
        "A federated user without session policies has no permissions of its own",
        "A user's name stands for ${aws:username} in its policy",
        "A * within a segment does not pass the segment's colon",
        "A ? in a resource stands for a slash too",
        "A ? in a resource does not stand for nothing",
        "NotResource with Allow does not allow what it lists",
        "NotResource with Allow allows none of several that it lists",
        "NotResource with Deny denies what it does not list",
        "NotResource with Deny does not allow what it lists",
        "An identity reads under its own id",
        "An identity does not list the bucket under another's id",
        "A caller stops what bears its own team's tag",
        "A caller does not stop what bears another team's tag",
        "A caller without a tag does not stop what bears one",
        "A request from the address after the range is refused",
        "A principal's tag stands for its variable",
        "Two variables of one resource stand for two values",
        "A variable's name ignores case",
        "A user's path is no part of ${aws:username}",
        "A session's ${aws:userid} stands for it with its colon",
        "NotResource with a variable without a value spares nothing",
        "A default stands for a variable without a value",
        "A value stands for a variable with a default",
        "A default stands for a variable without a value in a condition",
        "${*} in a resource is an asterisk",
        "${?} in a resource is a question mark",
        "${$} in a resource is a dollar sign",
        "${*} under StringEquals is an asterisk",
        "${*} under StringLike is no wildcard",
        "A variable without a value under StringLike is not an empty text",
        "Version 2008-10-17 has wildcards",
        "A policy without a version takes a variable for its text",
        "Version 2008-10-17 has no variables in conditions",
    }
)

_BY_PMAPPER = frozenset(
    {
        "StringNotLike matches a missing key",
        "ForAllValues beside Null false refuses no values",
        "ForAnyValue of a negated operator takes one value that is not listed",
        "Brackets in StringLike's value are no wildcard",
        "Bool takes a true without quotation marks",
        "A * of ArnEquals spans no colon",
        "A * of ArnLike spans no colon",
        "ArnLike heeds case",
        "A * of ArnNotLike spans no colon",
        "A * of ArnNotEquals spans no colon",
        "An identity policy alone opens nothing in another account",
        "The account in a resource's ARN is the resource's account",
        "A Deny with NotPrincipal always reaches a user with a permissions boundary",
        "A grant to the role's ARN is limited by the permissions boundary's missing Allow",
        "A grant to the role's ARN is limited by the session policies' missing Allow",
        "A grant to everybody whose aws:PrincipalArn is the role reaches the role's session",
        "A grant by aws:PrincipalArn is not limited by the permissions boundary's missing Allow",
        "A grant by aws:PrincipalArn is not limited by the session policies' missing Allow",
        "A user's name in a resource is case sensitive",
        "A * within a segment does not pass the segment's colon",
        "An identity lists the bucket under its own id",
        "An identity queries the items whose key is its id",
        "A caller stops what bears its own team's tag",
        "A variable's name ignores case",
        "A variable's value does not ignore case",
        "A variable without a value is not its own text",
        "A default stands for a variable without a value",
        "A value stands for a variable with a default",
        "A default stands for a variable without a value in a condition",
        "${*} in a resource is an asterisk",
        "${?} in a resource is a question mark",
        "${$} in a resource is a dollar sign",
        "${*} under StringEquals is an asterisk",
        "${*} under StringLike is an asterisk",
        "A variable under StringEqualsIgnoreCase stands for its value in any case",
        "A variable under StringNotEquals with the same value matches nothing",
        "A variable under ArnLike stands for its value",
        "A variable under ArnEquals stands for its value",
        "Version 2008-10-17 has no variables",
        "Version 2008-10-17 has wildcards",
        "A policy without a version has no variables",
        "A policy without a version takes a variable for its text",
        "A policy of version 2012-10-17 has variables beside one of 2008-10-17",
    }
)

DIFFERING: dict[str, frozenset[str]] = {
    IAM_SIMULATE: _BY_IAM_SIMULATE,
    MOTO: _BY_MOTO,
    PMAPPER: _BY_PMAPPER,
}
"""Of each simulator, by its name and version, the names of the cases it answers otherwise."""


def differing(name: str) -> tuple[str, ...]:
    """The simulators whose answer to the case of this name is another than the document's."""
    return tuple(simulator for simulator, names in DIFFERING.items() if name in names)
