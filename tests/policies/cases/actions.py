"""Which actions Action and NotAction name: lists, wildcards, upper and lower case."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Decision, Document, allow, policy, statement
from tests.policies.cases.names import ACCOUNT, ANA, IAM, READ, WRITE, ask

ACTION = IAM + "reference_policies_elements_action.html"
NOT_ACTION = IAM + "reference_policies_elements_notaction.html"
GRAMMAR = IAM + "reference_policies_grammar.html"

ACL = "s3:GetObjectAcl"
DELETE = "s3:DeleteObject"
SEND = "sqs:SendMessage"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:orders"


def case(name: str, source: str, document: Document, decision: Decision, *request: str) -> Case:
    """A user's request (a read, if nothing is said) under one identity policy."""
    line = ask(ANA, *request, identityPolicies=[document])
    return Case(name, source, line, decision, "identityPolicies")


def named(name: str, pattern: str | list[str], allowed: bool, *request: str) -> Case:
    """The policy allows the actions of this pattern, on all resources."""
    decision: Decision = "allowed" if allowed else "implicitDeny"
    return case(name, ACTION, allow(pattern), decision, *request)


def all_but(effect: str, actions: str | list[str], resource: str = "*") -> dict[str, Any]:
    """A statement about every action except these."""
    return {"Effect": effect, "NotAction": actions, "Resource": resource}


def spared(name: str, actions: str | list[str], allowed: bool, *request: str) -> Case:
    """The policy allows every action except these."""
    decision: Decision = "allowed" if allowed else "implicitDeny"
    return case(name, NOT_ACTION, policy(all_but("Allow", actions)), decision, *request)


ONLY_READS = policy(statement("Allow", "*", "*"), all_but("Deny", "s3:Get*"))

CASES = (
    named("An action's name ignores case", "s3:getOBJECT", True),
    named("An action's service ignores case", "S3:GetObject", True),
    named("An action with a wildcard ignores case too", "s3:GET*", True),
    named("An action of a list suffices, wherever it stands", [WRITE, READ, DELETE], True),
    named("An action is not the beginning of a longer one", READ, False, ACL),
    named("A * at the end of an action stands for every ending", "s3:Get*", True),
    named("A * at the end of an action leaves its beginning alone", "s3:Get*", False, WRITE),
    named("A * at the start of an action's name stands for every beginning", "s3:*Acl", True, ACL),
    named("A * at the start of an action's name leaves its ending alone", "s3:*Object", False, ACL),
    named("A ? in an action stands for one character", "s3:?etObject", True),
    named("A ? in an action does not stand for several characters", "s3:?Object", False),
    named("A ? in an action does not stand for nothing", "s3:GetObject?", False),
    named(
        "A * after a service names no action of another whose name begins the same",
        "s3:*",
        False,
        "s3-object-lambda:GetObject",
        f"arn:aws:s3-object-lambda:eu-west-1:{ACCOUNT}:accesspoint/orders",
    ),
    case(
        "A bare * is every action of every service",
        GRAMMAR,
        allow("*"),
        "allowed",
        SEND,
        QUEUE,
    ),
    spared("NotAction with Allow does not allow what it lists", DELETE, False, DELETE),
    spared("NotAction with Allow allows other services", "s3:*", True, SEND, QUEUE),
    spared(
        "NotAction with Allow allows none of several that it lists",
        ["iam:*", "s3:Delete*"],
        False,
        DELETE,
    ),
    spared("NotAction ignores case", "S3:deleteobject", False, DELETE),
    case(
        "NotAction with Allow is limited by its Resource",
        NOT_ACTION,
        policy(all_but("Allow", DELETE, "arn:aws:s3:::*")),
        "implicitDeny",
        SEND,
        QUEUE,
    ),
    case(
        "NotAction with Deny denies what it does not list",
        NOT_ACTION,
        ONLY_READS,
        "explicitDeny",
        WRITE,
    ),
    case("NotAction with Deny spares what it lists", NOT_ACTION, ONLY_READS, "allowed"),
    case(
        "NotAction with Deny does not allow what it lists",
        NOT_ACTION,
        policy(all_but("Deny", "s3:Get*")),
        "implicitDeny",
    ),
)
