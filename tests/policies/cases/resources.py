"""Which resources Resource and NotResource name: ARNs, their wildcards, requests without one."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Decision, Document, allow, policy, statement
from tests.policies.cases.names import ACCOUNT, ANA, BEN, IAM, OBJECT, OTHER, READ, ask

RESOURCE = IAM + "reference_policies_elements_resource.html"
NOT_RESOURCE = IAM + "reference_policies_elements_notresource.html"
ARNS = IAM + "reference-arns.html"
ACTIONS_TABLE = (
    "https://docs.aws.amazon.com/service-authorization/latest/reference/"
    "reference_policies_actions-resources-contextkeys.html"
)

BUCKET = "arn:aws:s3:::orders"
OTHERS = "arn:aws:s3:::returns/2024/march.csv"
QUEUE = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:orders"
GROUP = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:orders"
INVOICES = BUCKET + "/*/invoices/*"
INSTANCES = "arn:aws:ec2:*:*:instance/*"


def case(
    name: str, source: str, document: Document, decision: Decision, action: str, resource: str
) -> Case:
    """A user's request for a resource under one identity policy."""
    line = ask(ANA, action, resource, identityPolicies=[document])
    return Case(name, source, line, decision, "identityPolicies")


def named(
    name: str,
    pattern: str | list[str],
    allowed: bool,
    action: str = READ,
    resource: str = OBJECT,
    source: str = RESOURCE,
) -> Case:
    """The policy allows everything on the resources of this pattern."""
    decision: Decision = "allowed" if allowed else "implicitDeny"
    return case(name, source, allow("*", pattern), decision, action, resource)


def queue(name: str, pattern: str, allowed: bool, source: str = RESOURCE) -> Case:
    return named(name, pattern, allowed, "sqs:SendMessage", QUEUE, source)


def invoice(name: str, key: str, allowed: bool) -> Case:
    """One object's key, under a policy for what lies below any folder `invoices`."""
    return named(name, INVOICES, allowed, READ, f"{BUCKET}/{key}")


def all_but(effect: str, resources: str | list[str]) -> dict[str, Any]:
    """A statement about every object except these."""
    return {"Effect": effect, "Action": "s3:*", "NotResource": resources}


def spared(name: str, resources: str | list[str], allowed: bool, resource: str) -> Case:
    """The policy allows every object except these."""
    decision: Decision = "allowed" if allowed else "implicitDeny"
    document = policy(all_but("Allow", resources))
    return case(name, NOT_RESOURCE, document, decision, READ, resource)


ONLY_ORDERS = policy(statement("Allow", "*", "*"), all_but("Deny", BUCKET + "/*"))

SEGMENTS = (
    queue("A resource's ARN names that resource", QUEUE, True),
    queue(
        "Another account in a policy's ARN is another resource",
        f"arn:aws:sqs:eu-west-1:{OTHER}:orders",
        False,
        ARNS,
    ),
    named(
        "Another partition in a policy's ARN is another resource",
        "arn:aws-cn:s3:::orders/*",
        False,
        source=ARNS,
    ),
    named("A * for the partition is every partition", "arn:*:s3:::orders/*", True),
    queue("Stars for region and account are all of them", "arn:aws:sqs:*:*:orders", True),
    named("Stars for region and account are empty ones too", "arn:aws:s3:*:*:orders/*", True),
    queue(
        "An empty region in a policy is not every region", f"arn:aws:sqs::{ACCOUNT}:orders", False
    ),
    named("A region in a policy is not an empty one", "arn:aws:s3:eu-west-1::orders/*", False),
    named(
        "A user's name in a resource is case sensitive",
        f"arn:aws:iam::{ACCOUNT}:user/Ben",
        False,
        "iam:GetUser",
        BEN,
    ),
    queue(
        "A * within a segment stands for a part of it",
        f"arn:aws:sqs:eu-*-1:{ACCOUNT}:orders",
        True,
    ),
    named(
        "A * within a segment does not pass the segment's colon",
        "arn:aws:s3:*-1::list",
        False,
        resource=BUCKET + "/backup-1::list",
    ),
    named(
        "A * at the end of a segment may pass the segment's colon",
        "arn:aws:s3:*::list",
        True,
        resource=BUCKET + "/backup-1::list",
    ),
    named(
        "A * at the end of a resource passes the colons behind it",
        GROUP + "*",
        True,
        "logs:PutLogEvents",
        GROUP + ":log-stream:monday",
    ),
)

OBJECTS = (
    named("One resource of a list suffices, wherever it stands", [OTHERS, OBJECT], True),
    named("A bucket's ARN does not name its objects", BUCKET, False),
    named("A * right after a bucket's name takes in its objects", BUCKET + "*", True),
    invoice("A * between slashes stands for several folders", "2024/may/invoices/7.pdf", True),
    invoice("A * between slashes stands for nothing too", "/invoices/7.pdf", True),
    invoice("A slash in a pattern is a slash", "2024-invoices/7.pdf", False),
    invoice("A slash on each side of a * is not one slash", "invoices/7.pdf", False),
    named("A ? in a resource stands for a slash too", BUCKET + "/2024?march.csv", True),
    named("A ? in a resource does not stand for nothing", BUCKET + "/2024/march?.csv", False),
)

NONE = (
    named(
        "A request without a resource needs Resource *",
        "*",
        True,
        "ec2:DescribeInstances",
        "*",
        ACTIONS_TABLE,
    ),
    named(
        "A request without a resource is not allowed by any ARN",
        INSTANCES,
        False,
        "ec2:DescribeInstances",
        "*",
        ACTIONS_TABLE,
    ),
)

SPARED = (
    spared("NotResource with Allow allows what it does not list", OTHERS, True, OBJECT),
    spared("NotResource with Allow does not allow what it lists", BUCKET + "/*", False, OBJECT),
    spared(
        "NotResource with Allow allows none of several that it lists",
        [OTHERS, OBJECT],
        False,
        OBJECT,
    ),
    case(
        "NotResource with Allow is limited by its Action",
        NOT_RESOURCE,
        policy(all_but("Allow", OBJECT)),
        "implicitDeny",
        "sqs:SendMessage",
        QUEUE,
    ),
    case(
        "NotResource with Deny denies what it does not list",
        NOT_RESOURCE,
        ONLY_ORDERS,
        "explicitDeny",
        READ,
        OTHERS,
    ),
    case(
        "NotResource with Deny spares what it lists",
        NOT_RESOURCE,
        ONLY_ORDERS,
        "allowed",
        READ,
        OBJECT,
    ),
    case(
        "NotResource with Deny does not allow what it lists",
        NOT_RESOURCE,
        policy(all_but("Deny", BUCKET + "/*")),
        "implicitDeny",
        READ,
        OBJECT,
    ),
)

CASES = SEGMENTS + OBJECTS + NONE + SPARED
