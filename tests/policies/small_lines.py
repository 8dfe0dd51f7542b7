"""Small requests with small policies over few names, so that much of it matches."""

from typing import Any

from hypothesis import strategies as st

from tests.policies.cases.names import (
    ACCOUNT,
    ANA,
    FEDERATED,
    OBJECT,
    OTHER_ROLE,
    READ,
    ROLE,
    ROOT,
    SESSION,
    WRITE,
    ZOE,
)

ACTIONS = ["*", READ, WRITE, "s3:Get*", "s3:Put*"]
RESOURCES = [
    "*",
    OBJECT,
    "arn:aws:s3:::orders/*",
    "arn:aws:s3:::orders/2023/*",
    "arn:aws:s3:::orders/${aws:PrincipalTag/year}/*",
    "arn:aws:s3:::orders/${aws:PrincipalTag/year, '2024'}/*",
]
OWN_RESOURCES = [OBJECT, "arn:aws:s3:::orders/2024/*", "*"]
PRINCIPALS = [
    ANA,
    ANA,
    SESSION,
    SESSION,
    ROLE,
    ZOE,
    ROOT,
    FEDERATED,
    "anonymous",
    "lambda.amazonaws.com",
]
NAMED = [
    "*",
    {"AWS": "*"},
    {"AWS": ANA},
    {"AWS": [ACCOUNT, ANA]},
    {"AWS": [ROLE, OTHER_ROLE]},
    {"AWS": [ROOT, ROLE, SESSION]},
    {"AWS": ZOE, "Service": ["lambda.amazonaws.com"]},
]
CONDITIONS = [
    {"StringEquals": {"aws:SourceVpce": "vpce-1"}},
    {"StringNotEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}},
    {"StringEqualsIfExists": {"aws:SourceVpce": ["vpce-2"]}},
    {"StringLike": {"aws:UserAgent": ["cli*", "a?c"]}, "Null": {"aws:SourceVpce": "true"}},
    {"Null": {"aws:SourceVpce": [True, False]}},
    {"Bool": {"aws:SecureTransport": "true"}},
    {"NumericLessThan": {"s3:max-keys": 10}},
    {"NumericLessThan": {"s3:max-keys": [3, 20]}, "Bool": {"aws:SecureTransport": ["true"]}},
    {"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}},
    {"ForAnyValue:StringNotEquals": {"aws:TagKeys": ["a", "b"]}},
    {"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/reader", "arn:aws:iam::*:user/ana"]}},
    {"StringEquals": {"aws:SourceVpce": "${aws:PrincipalTag/year}"}},
]
CONTEXTS: dict[str, st.SearchStrategy[Any]] = {
    "aws:sourcevpce": st.sampled_from(["vpce-1", "vpce-2", "vpce-3"]),
    "aws:UserAgent": st.sampled_from(["cli/1", "a*c", "abc"]),
    "aws:SecureTransport": st.booleans(),
    "s3:max-keys": st.sampled_from([5, 10, "many"]),
    "aws:TagKeys": st.lists(st.sampled_from("abc"), max_size=3, unique=True),
    "aws:PrincipalTag/year": st.sampled_from(["2024", "2023"]),
}


def one_or_more(values: list[Any]) -> st.SearchStrategy[Any]:
    one = st.sampled_from(values)
    return one | st.lists(one, min_size=1, max_size=3, unique=True)


@st.composite
def statements(draw: st.DrawFn, *, principal: bool) -> dict[str, Any]:
    effect = draw(st.sampled_from(["Allow", "Allow", "Deny"]))
    negated = ["", "", "", "Not"]
    made: dict[str, Any] = {
        "Effect": effect,
        draw(st.sampled_from(negated)) + "Action": draw(one_or_more(ACTIONS)),
        draw(st.sampled_from(negated)) + "Resource": draw(one_or_more(RESOURCES)),
    }
    if principal:
        name = draw(st.sampled_from(negated)) if effect == "Deny" else ""
        made[name + "Principal"] = draw(st.sampled_from(NAMED))
    if draw(st.booleans()):
        made["Condition"] = draw(st.sampled_from(CONDITIONS))
    return made


def policies(*, principal: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    statement = statements(principal=principal)
    version = st.sampled_from(["2012-10-17"] * 4 + ["2008-10-17"])
    listed = st.lists(statement, min_size=1, max_size=3)
    return st.fixed_dictionaries({"Version": version, "Statement": listed | statement})


FULL = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
}
RESOURCE_CONTROLS = [
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Deny", "Principal": "*", "Action": READ, "Resource": "*", **more}
            for more in entries
        ],
    }
    for entries in ([{"Condition": CONDITIONS[1]}], [{}, {"Condition": CONDITIONS[5]}])
]

LAYERS: dict[str, st.SearchStrategy[Any]] = {
    "identityPolicies": st.lists(policies(), min_size=1, max_size=2),
    "permissionsBoundary": policies(),
    "sessionPolicies": st.lists(policies(), min_size=1, max_size=2),
    "resourcePolicy": policies(principal=True),
    "serviceControlPolicies": st.lists(
        st.lists(policies(), min_size=1, max_size=2), min_size=1, max_size=2
    ),
    "resourceControlPolicies": st.just([[FULL]])
    | st.sampled_from([[[FULL, control]] for control in RESOURCE_CONTROLS]),
}


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line with an identity layer more often than not, and any of the others now and then."""
    others = [name for name in LAYERS if name != "identityPolicies"]
    chosen = draw(st.lists(st.sampled_from(others), max_size=2, unique=True))
    if draw(st.integers(0, 4)):
        chosen.insert(0, "identityPolicies")
    keys = draw(st.lists(st.sampled_from(list(CONTEXTS)), max_size=4, unique=True))
    return {
        "principal": draw(st.sampled_from(PRINCIPALS)),
        "action": READ,
        "resource": draw(st.sampled_from(OWN_RESOURCES)),
        "resourceAccount": ACCOUNT,
        "context": {key: draw(CONTEXTS[key]) for key in keys},
        **{name: draw(LAYERS[name]) for name in chosen},
    }
