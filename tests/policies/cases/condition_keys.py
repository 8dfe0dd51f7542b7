"""How a Condition's operators, keys and values combine, and what becomes of a missing key."""

from __future__ import annotations

from typing import Any

from tests.policies.cases.case import Case, Decision, Document, allow, deny
from tests.policies.cases.names import ACCOUNT, ANA, IAM, ask

OPERATORS = IAM + "reference_policies_elements_condition_operators.html"
CONDITION = IAM + "reference_policies_elements_condition.html"
COMBINATION = IAM + "reference_policies_condition-logic-multiple-context-keys-or-values.html"
SETS = IAM + "reference_policies_condition-single-vs-multi-valued-context-keys.html"
SET_EXAMPLES = IAM + "reference_policies_condition_examples-multi-valued-context-keys.html"
API_EXAMPLES = (
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
    "security_iam_id-based-policy-examples.html"
)
IDENTITY = "identityPolicies"

LIST = "s3:ListBucket"
BUCKET = "arn:aws:s3:::orders"
TAG = "ec2:CreateTags"
UNTAG = "ec2:DeleteTags"
INSTANCE = f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance/i-0123456789abcdef0"
APIS = "arn:aws:apigateway:us-east-1::/apis"

PREFIX = "s3:prefix"
MAX_KEYS = "s3:max-keys"
IP = "aws:SourceIp"
MFA = "aws:MultiFactorAuthPresent"
SOURCE = "aws:SourceArn"
KEYS = "aws:TagKeys"
AUTHORIZER = "apigateway:Request/AuthorizerType"


def allowed_if(
    name: str,
    source: str,
    matches: bool,
    condition: Document,
    context: Document,
    asked: tuple[str, str] = (LIST, BUCKET),
) -> Case:
    """A request that the policy allows under this condition."""
    line = ask(ANA, *asked, context=context, identityPolicies=[allow(*asked, Condition=condition)])
    return Case(name, source, line, "allowed" if matches else "implicitDeny", IDENTITY)


def denied_if(
    name: str,
    source: str,
    matches: bool,
    condition: Document,
    context: Document,
    asked: tuple[str, str] = (LIST, BUCKET),
) -> Case:
    """A request that one policy allows and another denies under this condition."""
    policies = [allow(*asked), deny(*asked, Condition=condition)]
    decision: Decision = "explicitDeny" if matches else "allowed"
    line = ask(ANA, *asked, context=context, identityPolicies=policies)
    return Case(name, source, line, decision, IDENTITY)


def missing(name: str, matches: bool, operator: str, key: str, value: Any) -> Case:
    """A request without the key that the policy's one condition asks for."""
    return allowed_if(name, OPERATORS, matches, {operator: {key: value}}, {})


def tags(
    name: str, source: str, matches: bool, operator: str, keys: list[str] | None, **more: Any
) -> Case:
    """A removal of tags, allowed for the keys team and stage by this operator."""
    condition = {operator: {KEYS: ["team", "stage"]}, **more}
    context = {} if keys is None else {KEYS: keys}
    return allowed_if(name, source, matches, condition, context, (UNTAG, INSTANCE))


def no_tags(name: str, matches: bool, operator: str, keys: list[str] | None) -> Case:
    """A removal of tags, denied for the keys that begin with team or stage by this operator."""
    condition = {operator: {KEYS: ["team*", "stage*"]}}
    context = {} if keys is None else {KEYS: keys}
    return denied_if(name, SET_EXAMPLES, matches, condition, context, (UNTAG, INSTANCE))


TWO_OPERATORS = {"StringLike": {PREFIX: "reports/*"}, "NumericLessThan": {MAX_KEYS: "100"}}
TWO_KEYS = {"StringEquals": {PREFIX: "reports/", "s3:delimiter": "/"}}
TWO_VALUES = {"StringEquals": {PREFIX: ["reports/", "bills/"]}}
NEITHER_VALUE = {"StringNotEquals": {PREFIX: ["reports/", "bills/"]}}
NEITHER_RANGE = {"NotIpAddress": {IP: ["192.0.2.0/24", "203.0.113.0/24"]}}

COMBINED = (
    allowed_if(
        "Two operators that both match allow",
        COMBINATION,
        True,
        TWO_OPERATORS,
        {PREFIX: "reports/may", MAX_KEYS: "99"},
    ),
    allowed_if(
        "Of two operators the first alone does not suffice",
        COMBINATION,
        False,
        TWO_OPERATORS,
        {PREFIX: "reports/may", MAX_KEYS: "100"},
    ),
    allowed_if(
        "Of two operators the second alone does not suffice",
        COMBINATION,
        False,
        TWO_OPERATORS,
        {PREFIX: "bills/may", MAX_KEYS: "99"},
    ),
    allowed_if(
        "Of an operator's two keys the first alone does not suffice",
        COMBINATION,
        False,
        TWO_KEYS,
        {PREFIX: "reports/", "s3:delimiter": "-"},
    ),
    allowed_if(
        "Of an operator's two keys the second alone does not suffice",
        COMBINATION,
        False,
        TWO_KEYS,
        {PREFIX: "bills/", "s3:delimiter": "/"},
    ),
    allowed_if(
        "Of a key's two values the second suffices",
        COMBINATION,
        True,
        TWO_VALUES,
        {PREFIX: "bills/"},
    ),
    allowed_if(
        "A negated operator refuses the second of its values",
        COMBINATION,
        False,
        NEITHER_VALUE,
        {PREFIX: "bills/"},
    ),
    allowed_if(
        "A negated operator takes what is none of its values",
        COMBINATION,
        True,
        NEITHER_VALUE,
        {PREFIX: "orders/"},
    ),
    allowed_if(
        "NotIpAddress refuses an address of the first of its ranges",
        COMBINATION,
        False,
        NEITHER_RANGE,
        {IP: "192.0.2.7"},
    ),
    denied_if(
        "A Deny of which one operator does not match leaves the Allow alone",
        COMBINATION,
        False,
        TWO_OPERATORS,
        {PREFIX: "reports/may", MAX_KEYS: "100"},
    ),
)

MISSING = (
    missing("StringLike * does not match a missing key", False, "StringLike", PREFIX, "*"),
    missing("Bool false does not match a missing key", False, "Bool", MFA, "false"),
    missing("StringNotLike matches a missing key", True, "StringNotLike", PREFIX, "reports/*"),
    missing("ArnNotLike matches a missing key", True, "ArnNotLike", SOURCE, "arn:aws:sns:*:*:*"),
    missing("NumericNotEquals matches a missing key", True, "NumericNotEquals", MAX_KEYS, "100"),
    missing("NotIpAddress matches a missing key", True, "NotIpAddress", IP, "203.0.113.0/24"),
    denied_if(
        "A Deny under StringNotEquals reaches a request without the key",
        OPERATORS,
        True,
        {"StringNotEquals": {PREFIX: "reports/"}},
        {},
    ),
    denied_if(
        "A Deny under StringEquals spares a request without the key",
        OPERATORS,
        False,
        {"StringEquals": {PREFIX: "reports/"}},
        {},
    ),
)

IF_EXISTS = (
    missing(
        "StringLikeIfExists matches a missing key", True, "StringLikeIfExists", PREFIX, "reports/*"
    ),
    allowed_if(
        "StringLikeIfExists takes what its wildcard stands for",
        OPERATORS,
        True,
        {"StringLikeIfExists": {PREFIX: "reports/*"}},
        {PREFIX: "reports/may"},
    ),
    allowed_if(
        "StringLikeIfExists refuses another value of the key",
        OPERATORS,
        False,
        {"StringLikeIfExists": {PREFIX: "reports/*"}},
        {PREFIX: "bills/may"},
    ),
    allowed_if(
        "Beside IfExists on a missing key another operator must still match",
        OPERATORS,
        False,
        {"StringLikeIfExists": {PREFIX: "reports/*"}, "NumericLessThan": {MAX_KEYS: "100"}},
        {MAX_KEYS: "100"},
    ),
    denied_if(
        "A Deny under StringNotEqualsIfExists reaches a request without the key",
        OPERATORS,
        True,
        {"StringNotEqualsIfExists": {PREFIX: "reports/"}},
        {},
    ),
    denied_if(
        "A Deny under BoolIfExists false reaches a request without the key",
        OPERATORS,
        True,
        {"BoolIfExists": {MFA: "false"}},
        {},
    ),
)

NAMES = (
    allowed_if(
        "A key's name does not heed case",
        CONDITION,
        True,
        {"StringEquals": {"S3:Prefix": "reports/"}},
        {PREFIX: "reports/"},
    ),
    allowed_if(
        "A tag's key within a condition key does not heed case",
        CONDITION,
        True,
        {"StringEquals": {"aws:RequestTag/Stage": "test"}},
        {"aws:RequestTag/stage": "test"},
        (TAG, INSTANCE),
    ),
    denied_if(
        "Null does not heed the case of a key's name",
        CONDITION,
        False,
        {"Null": {"S3:PREFIX": "true"}},
        {PREFIX: "reports/"},
    ),
)

GUARD: Document = {"Null": {KEYS: "false"}}

FOR_ALL = (
    tags("ForAllValues matches a missing key", SETS, True, "ForAllValues:StringEquals", None),
    tags("ForAllValues matches no values", OPERATORS, True, "ForAllValues:StringEquals", []),
    tags(
        "ForAllValues beside Null false takes listed values",
        SETS,
        True,
        "ForAllValues:StringEquals",
        ["team", "stage"],
        **GUARD,
    ),
    tags(
        "ForAllValues beside Null false refuses a missing key",
        SETS,
        False,
        "ForAllValues:StringEquals",
        None,
        **GUARD,
    ),
    tags(
        "ForAllValues beside Null false refuses no values",
        SET_EXAMPLES,
        False,
        "ForAllValues:StringEquals",
        [],
        **GUARD,
    ),
    tags(
        "ForAllValues of a negated operator takes values of which none is listed",
        OPERATORS,
        True,
        "ForAllValues:StringNotEquals",
        ["cost", "owner"],
    ),
    tags(
        "ForAllValues of a negated operator refuses one listed value among others",
        OPERATORS,
        False,
        "ForAllValues:StringNotEquals",
        ["cost", "team"],
    ),
    no_tags(
        "A Deny under ForAllValues of a negated operator reaches a request without the key",
        True,
        "ForAllValues:StringNotLike",
        None,
    ),
    no_tags(
        "A Deny under ForAllValues of a negated operator spares values of two patterns",
        False,
        "ForAllValues:StringNotLike",
        ["team:red", "stage:test"],
    ),
)

FOR_ANY = (
    tags(
        "ForAnyValue takes one listed value among others",
        SETS,
        True,
        "ForAnyValue:StringEquals",
        ["cost", "stage"],
    ),
    tags(
        "ForAnyValue refuses values of which none is listed",
        SETS,
        False,
        "ForAnyValue:StringEquals",
        ["cost", "owner"],
    ),
    tags("ForAnyValue does not match a missing key", SETS, False, "ForAnyValue:StringEquals", None),
    tags("ForAnyValue does not match no values", SETS, False, "ForAnyValue:StringEquals", []),
    tags(
        "ForAnyValue of a negated operator takes one value that is not listed",
        OPERATORS,
        True,
        "ForAnyValue:StringNotEquals",
        ["team", "cost"],
    ),
    tags(
        "ForAnyValue of a negated operator refuses values that are all listed",
        OPERATORS,
        False,
        "ForAnyValue:StringNotEquals",
        ["team", "stage"],
    ),
    no_tags(
        "A Deny under ForAnyValue spares a request without the key",
        False,
        "ForAnyValue:StringLike",
        None,
    ),
)

SET_IF_EXISTS = (
    allowed_if(
        "ForAllValues of an IfExists operator takes listed values",
        API_EXAMPLES,
        True,
        {"ForAllValues:StringEqualsIfExists": {AUTHORIZER: ["REQUEST", "JWT"]}},
        {AUTHORIZER: ["JWT", "REQUEST"]},
        ("apigateway:POST", APIS),
    ),
    allowed_if(
        "ForAllValues of an IfExists operator refuses one value more",
        API_EXAMPLES,
        False,
        {"ForAllValues:StringEqualsIfExists": {AUTHORIZER: ["REQUEST", "JWT"]}},
        {AUTHORIZER: ["JWT", "COGNITO_USER_POOLS"]},
        ("apigateway:POST", APIS),
    ),
)

CASES = COMBINED + MISSING + IF_EXISTS + NAMES + FOR_ALL + FOR_ANY + SET_IF_EXISTS
