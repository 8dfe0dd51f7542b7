"""What AWS leaves open is listed, and the lab does what the list says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cognito_lab.policies.choices import CHOICES
from cognito_lab.policies.evaluate import evaluate
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.request_line import read_request_line
from tests.policies.cases.case import Document, allow, deny
from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    FEDERATED,
    READ,
    ROLE,
    SESSION,
    WRITE,
    ZOE,
    ask,
)

REFUSED = "refused"
READS, ALL = allow(READ), allow()
TAG = "aws:PrincipalTag/team"
LIST = "aws:TagKeys"
SECURE = "aws:SecureTransport"
NOW = "aws:CurrentTime"
LAMBDA, PROVIDER = "lambda.amazonaws.com", "accounts.google.com"
UNIQUE = {"AWS": "AIDACKCEVSQ6C2EXAMPLE"}
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
GROUP = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:a:log-stream:b"
LINKED = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/ec2.amazonaws.com/AWSServiceRoleForEC2"
CANONICAL = {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}

Answer = tuple[Document, str]


def under(operator: str, key: str, value: Any, effect: str = "Allow", **context: Any) -> Document:
    """Ana's read under one condition, in an Allow, or in a Deny beside an Allow."""
    condition = {"Condition": {operator: {key: value}}}
    policies = [allow(READ, **condition)] if effect == "Allow" else [ALL, deny(READ, **condition)]
    return ask(ANA, identityPolicies=policies, context=context.get("context", {}))


def own(
    resource: str, effect: str = "Allow", element: str = "Resource", **context: Any
) -> Document:
    """Ana's read under a policy with this resource."""
    statement = {"Effect": effect, "Action": READ, element: resource}
    document = {"Version": "2012-10-17", "Statement": statement}
    policies = [document] if effect == "Allow" else [ALL, document]
    return ask(ANA, identityPolicies=policies, context=context)


def to_everybody(**layers: Any) -> Document:
    return ask(SESSION, resourcePolicy=allow(READ, Principal="*"), **layers)


def to_everybody_of_a_role(operator: str) -> Document:
    """An Allow to everybody under a condition on the role, which a boundary does not allow."""
    condition = {operator: {"aws:PrincipalArn": ROLE}}
    granted = allow(READ, Principal="*", Condition=condition)
    return ask(SESSION, resourcePolicy=granted, permissionsBoundary=allow(WRITE))


SHOWN: dict[str, list[Answer]] = {
    "What limits a resource policy's Allow to everybody": [
        (to_everybody(), "allowed"),
        (to_everybody(permissionsBoundary=allow(WRITE)), "implicitDeny"),
        (to_everybody(sessionPolicies=[allow(WRITE)]), "implicitDeny"),
    ],
    "Which conditions on aws:PrincipalArn lift those limits": [
        (to_everybody_of_a_role("StringEquals"), "allowed"),
        (to_everybody_of_a_role("StringLike"), "allowed"),
        (to_everybody_of_a_role("StringEqualsIgnoreCase"), "allowed"),
        (to_everybody_of_a_role("ArnEquals"), "allowed"),
        (to_everybody_of_a_role("ArnLike"), "allowed"),
        (to_everybody_of_a_role("ArnLikeIfExists"), "implicitDeny"),
        (to_everybody_of_a_role("ForAllValues:ArnLike"), "implicitDeny"),
        (to_everybody_of_a_role("ForAnyValue:ArnLike"), "implicitDeny"),
    ],
    "Whose is a federated user's session": [
        (
            ask(
                FEDERATED,
                sessionPolicies=[READS],
                resourcePolicy=allow(READ, Principal={"AWS": ANA}),
            ),
            "implicitDeny",
        ),
        (
            ask(
                FEDERATED,
                parentUser=ANA,
                sessionPolicies=[READS],
                resourcePolicy=allow(READ, Principal={"AWS": ANA}),
            ),
            "allowed",
        ),
    ],
    "A federated user without session policies": [
        (ask(FEDERATED, resourcePolicy=allow(READ, Principal="*")), "implicitDeny")
    ],
    "Whose is a resource whose ARN has no account": [
        (ask(ZOE, identityPolicies=[READS], resourceAccount=None), "allowed"),
        (ask(ZOE, identityPolicies=[READS], resourceAccount=ACCOUNT), "implicitDeny"),
    ],
    "Whom does a * as a Service, or as a Federated, name": [
        (ask(LAMBDA, resourcePolicy=allow(READ, Principal={"Service": "*"})), "allowed"),
        (ask(ANA, resourcePolicy=allow(READ, Principal={"Service": "*"})), "implicitDeny"),
        (ask(PROVIDER, resourcePolicy=allow(READ, Principal={"Federated": "*"})), "allowed"),
        (ask(LAMBDA, resourcePolicy=allow(READ, Principal={"Federated": "*"})), "implicitDeny"),
        (ask(LAMBDA, resourcePolicy=allow(READ, Principal={"AWS": "*"})), "allowed"),
    ],
    "Whom does a Deny with NotPrincipal leave out": [
        (
            ask(
                ANA,
                identityPolicies=[READS],
                resourcePolicy=deny(READ, NotPrincipal={"AWS": ANA}),
            ),
            "explicitDeny",
        )
    ],
    "May an Allow have a NotPrincipal": [
        (ask(ANA, resourcePolicy=allow(READ, NotPrincipal={"AWS": ZOE})), REFUSED)
    ],
    "What does a resource control policy's own Allow mean": [
        (
            ask(
                ANA,
                identityPolicies=[READS],
                resourceControlPolicies=[[deny(WRITE, Principal="*")]],
            ),
            "allowed",
        ),
        (
            ask(
                ANA,
                identityPolicies=[READS],
                resourceControlPolicies=[[allow(READ, Principal="*")]],
            ),
            REFUSED,
        ),
    ],
    "A role or a KMS key whose own policy is not given": [
        (ask(ANA, "sts:AssumeRole", ROLE, identityPolicies=[ALL]), "implicitDeny"),
        (ask(ANA, "kms:Decrypt", KEY, identityPolicies=[ALL]), "implicitDeny"),
    ],
    "Which layer is named where both accounts lack an Allow": [(ask(ZOE), "resourcePolicy")],
    "A name that an object of a policy has twice": [
        (ask(ANA, identityPolicies=['{"Statement": [], ' + json.dumps(READS)[1:]]), REFUSED),
        (ask(ANA, identityPolicies=[json.dumps(READS)]), "allowed"),
    ],
    "An element or an operator in another case": [
        (ask(ANA, identityPolicies=[allow(READ, condition={})]), REFUSED),
        (under("stringequals", "aws:username", "ana"), REFUSED),
    ],
    "The action *:*": [(ask(ANA, identityPolicies=[allow("*:*")]), "allowed")],
    "Do the colons of the resource itself": [
        (
            ask(
                ANA,
                "logs:PutLogEvents",
                GROUP,
                identityPolicies=[allow("logs:*", GROUP.replace("a:log", "*:l?g"))],
            ),
            "allowed",
        ),
        (
            ask(
                ANA,
                "logs:PutLogEvents",
                GROUP,
                identityPolicies=[
                    allow("logs:*", f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:*stream:b")
                ],
            ),
            "allowed",
        ),
    ],
    "A * or ? in the value that a variable stands for": [
        (own("arn:aws:s3:::orders/${" + TAG + "}", **{TAG: "*"}), "implicitDeny"),
        (
            under("StringLike", "aws:username", "${" + TAG + "}", context={TAG: "a?a"}),
            "implicitDeny",
        ),
    ],
    "A variable ahead of an ARN's fifth colon": [
        (own("arn:aws:s3::${aws:PrincipalAccount}:orders/*"), REFUSED),
        (
            ask(
                ANA,
                resourcePolicy=allow(READ, Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/*"}),
            ),
            REFUSED,
        ),
    ],
    "A NotResource whose variable has no value": [
        (own("arn:aws:s3:::orders/${" + TAG + "}/*", "Deny", "NotResource"), "explicitDeny"),
        (own("arn:aws:s3:::orders/${" + TAG + "}/*", "Allow", "NotResource"), "implicitDeny"),
    ],
    "A list in which one value's variable has no value": [
        (under("StringEquals", "aws:username", ["${" + TAG + "}", "ana"]), "allowed")
    ],
    "A variable whose key has several values": [
        (
            under("StringEquals", "aws:username", "${" + LIST + "}", context={LIST: ["ana"]}),
            "implicitDeny",
        ),
        (
            under("StringEquals", "aws:username", "${" + TAG + "}", context={TAG: ["ana", "ben"]}),
            "implicitDeny",
        ),
    ],
    "May Bool have variables": [
        (
            under(
                "Bool",
                "aws:SecureTransport",
                "${" + TAG + "}",
                context={TAG: "true", "aws:SecureTransport": "true"},
            ),
            "allowed",
        )
    ],
    "A key with several values under an operator without": [
        (under("StringEquals", LIST, "a", context={LIST: ["b", "a"]}), "allowed"),
        (under("StringNotEquals", LIST, "a", context={LIST: ["b", "a"]}), "implicitDeny"),
    ],
    "ForAnyValue with a negated operator": [
        (under("ForAnyValue:StringNotEquals", LIST, "a"), "implicitDeny")
    ],
    "ForAnyValue with IfExists": [
        (under("ForAnyValue:StringEqualsIfExists", LIST, "a"), "allowed")
    ],
    "A condition with an empty list of values": [
        (under("StringEquals", TAG, [], context={TAG: "a"}), "implicitDeny"),
        (under("StringNotEquals", TAG, [], context={TAG: "a"}), "allowed"),
    ],
    "Which letters are the same where case is ignored": [
        (under("StringEqualsIgnoreCase", TAG, "Straße", context={TAG: "STRASSE"}), "allowed"),
        (under("StringNotEqualsIgnoreCase", TAG, "É", context={TAG: "é"}), "implicitDeny"),
    ],
    "A True or TRUE": [
        (under("Bool", SECURE, "TRUE", context={SECURE: "true"}), "allowed"),
        (under("Bool", SECURE, "true", context={SECURE: "True"}), "allowed"),
        (under("Null", TAG, "True"), "allowed"),
    ],
    "Null with ForAllValues or ForAnyValue": [
        (under("ForAllValues:Null", LIST, "true"), REFUSED),
        (under("ForAnyValue:Null", LIST, "true"), REFUSED),
    ],
    "Null for a key whose value is an empty text": [
        (under("Null", TAG, "true", context={TAG: ""}), "allowed"),
        (under("Null", TAG, "false", context={TAG: ""}), "implicitDeny"),
    ],
    "An IPv6 address without a prefix length": [
        (
            under(
                "IpAddress", "aws:SourceIp", "2001:db8::1", context={"aws:SourceIp": "2001:db8::1"}
            ),
            "allowed",
        ),
        (
            under(
                "IpAddress", "aws:SourceIp", "2001:db8::1", context={"aws:SourceIp": "2001:db8::2"}
            ),
            "implicitDeny",
        ),
    ],
    "A range of addresses whose address goes beyond its prefix": [
        (
            under(
                "IpAddress",
                "aws:SourceIp",
                "203.0.113.77/24",
                context={"aws:SourceIp": "203.0.113.1"},
            ),
            "allowed",
        )
    ],
    "A year alone as a date": [
        (under("DateEquals", NOW, "2026", context={NOW: "1970-01-01T00:33:46Z"}), REFUSED),
    ],
    "A date without a day": [
        (under("DateEquals", NOW, "2026-01", context={NOW: "2026-01-01T00:00:00Z"}), "allowed"),
        (
            under(
                "DateEquals",
                "aws:CurrentTime",
                "2026-01-15",
                context={"aws:CurrentTime": "2026-01-15T00:00:00"},
            ),
            "allowed",
        ),
        (
            under(
                "DateEquals",
                "aws:CurrentTime",
                "2026-01-15T01:00:00+01:00",
                context={"aws:CurrentTime": "2026-01-15T00:00:00"},
            ),
            "allowed",
        ),
    ],
    "An ARN operator's value with fewer than six parts": [
        (under("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*"), "implicitDeny"),
        (under("ArnLike", "aws:PrincipalArn", "*"), "allowed"),
    ],
    "A variable in an ARN operator's value": [
        (
            under(
                "ArnEquals", "aws:SourceArn", "${aws:PrincipalArn}", context={"aws:SourceArn": ANA}
            ),
            "allowed",
        )
    ],
    "A number, date, address, boolean or base64 text in a policy": [
        (under("NumericEquals", "s3:max-keys", "ten"), REFUSED),
        (under("DateEquals", "aws:CurrentTime", "soon"), REFUSED),
        (under("IpAddress", "aws:SourceIp", "203.0.113"), REFUSED),
        (under("Bool", SECURE, "yes"), REFUSED),
        (under("BinaryEquals", TAG, "!"), REFUSED),
    ],
    "A value of the request that the operator cannot read": [
        (
            under("NumericLessThan", "s3:max-keys", "9", context={"s3:max-keys": "x"}),
            "implicitDeny",
        ),
        (
            under("NumericNotEquals", "s3:max-keys", "9", context={"s3:max-keys": "x"}),
            "implicitDeny",
        ),
        (
            under("NumericLessThan", "s3:max-keys", "9", "Deny", context={"s3:max-keys": "x"}),
            "explicitDeny",
        ),
    ],
    "A condition key that is in no list": [
        (under("StringEquals", "aws:UserNmae", "ana"), "implicitDeny"),
        (under("StringEquals", "aws:UserNmae", "ana", context={"aws:usernmae": "ana"}), "allowed"),
    ],
    "A condition key's value that is an empty list": [
        (under("StringEquals", TAG, "a", context={TAG: []}), "implicitDeny"),
        (under("StringNotEquals", TAG, "a", context={TAG: []}), "allowed"),
    ],
    "A canonical user as a principal": [
        (
            ask(ANA, identityPolicies=[READS], resourcePolicy=deny(READ, Principal=CANONICAL)),
            "explicitDeny",
        ),
        (ask(ANA, resourcePolicy=allow(READ, Principal=CANONICAL)), "implicitDeny"),
    ],
    "A unique id": [
        (
            ask(ANA, identityPolicies=[READS], resourcePolicy=deny(READ, Principal=UNIQUE)),
            "allowed",
        ),
        (ask(ANA, resourcePolicy=allow(READ, Principal=UNIQUE)), "implicitDeny"),
    ],
    "Which roles are service-linked": [
        (ask(LINKED, identityPolicies=[READS], serviceControlPolicies=[[deny()]]), "allowed"),
        (
            ask(
                f"arn:aws:sts::{ACCOUNT}:assumed-role/AWSServiceRoleForEC2/x",
                identityPolicies=[READS],
                serviceControlPolicies=[[deny()]],
            ),
            "explicitDeny",
        ),
    ],
}


def answer(line: Document) -> set[str]:
    try:
        asked = read_request_line(line)
    except PolicySyntaxError:
        return {REFUSED}
    evaluation = evaluate(asked.request, asked.layers)
    return {evaluation.decision.value, evaluation.decided_by}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.question)
def test_every_choice_is_what_the_lab_does(choice):
    shown = [lines for begins, lines in SHOWN.items() if choice.question.startswith(begins)]
    assert len(shown) == 1
    for line, expected in shown[0]:
        assert expected in answer(line)


def test_nothing_is_shown_that_is_no_choice():
    assert len(SHOWN) == len(CHOICES)


def test_what_is_said_of_a_policy_in_these_choices_is_said_as_a_finding():
    for line in (
        under("StringEquals", LIST, "a", context={LIST: ["b", "a"]}),
        under("StringEquals", "aws:UserNmae", "ana"),
    ):
        (policy,) = read_request_line(line).layers.identity
        assert len(policy.findings) == 1
