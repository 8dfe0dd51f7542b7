"""`cognito-lab evaluate` has an answer to every line, and the same in each of its forms."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.cli.evaluate_line import LineAnswerer, Saying
from tests.policies.cases.names import ANA, OBJECT, READ

NAMES = st.sampled_from(
    "id principal parentUser action resource resourceAccount context identityPolicies "
    "permissionsBoundary sessionPolicies resourcePolicy serviceControlPolicies "
    "resourceControlPolicies Version Id Statement Sid Effect Principal NotPrincipal Action "
    "NotAction Resource NotResource Condition AWS Service Federated StringEquals IpAddress Null "
    "NumericLessThan DateGreaterThan ArnLike ForAllValues:StringLike aws:username aws:SourceIp "
    "".split()
)
TEXTS = st.text(max_size=8) | NAMES
TEXTS |= st.sampled_from([ANA, OBJECT, READ, "*", "Allow", "Deny", "2012-10-17", "${aws:username}"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.just("\ud800")
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)


def listed(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The values alone, in a list, or something else."""
    return values | st.lists(values, max_size=2) | JSON


STATEMENTS = st.fixed_dictionaries(
    {
        "Effect": st.sampled_from(["Allow", "Deny"]) | JSON,
        "Action": listed(st.sampled_from(["*", READ, "s3:*"])),
        "Resource": listed(st.sampled_from(["*", OBJECT, "arn:aws:s3:::${aws:username}/*"])),
    },
    optional={"Principal": st.just("*") | JSON, "Condition": JSON, "Sid": JSON},
)
POLICIES = st.fixed_dictionaries(
    {"Statement": listed(STATEMENTS)}, optional={"Version": st.just("2012-10-17") | JSON}
)
LINES = st.fixed_dictionaries(
    {"principal": st.just(ANA) | JSON, "action": st.just(READ), "resource": st.just(OBJECT)},
    optional={
        "id": JSON,
        "context": st.dictionaries(TEXTS, JSON) | JSON,
        "identityPolicies": listed(POLICIES),
        "permissionsBoundary": POLICIES | JSON,
        "sessionPolicies": listed(POLICIES),
        "resourcePolicy": POLICIES | JSON,
        "serviceControlPolicies": st.lists(listed(POLICIES), max_size=2) | JSON,
        "resourceControlPolicies": st.lists(listed(POLICIES), max_size=2) | JSON,
    },
)


CONDITIONS = st.dictionaries(
    st.sampled_from(
        "StringEquals StringNotLike NumericLessThan DateGreaterThan Bool IpAddress ArnLike "
        "BinaryEquals ForAnyValue:StringLike ForAllValues:NumericEqualsIfExists Null".split()
    ),
    st.dictionaries(
        st.sampled_from(["a:b", "aws:username", "aws:SourceIp", "aws:TagKeys"]),
        st.lists(st.sampled_from(["true", "7", "2024-01-01", "10.0.0.0/8", "${a:b}", "*", "YQ=="])),
        max_size=2,
    ),
    max_size=2,
)
TAKEN = st.fixed_dictionaries(
    {
        "Effect": st.sampled_from(["Allow", "Deny"]),
        "Action": st.sampled_from(["*", READ, ["s3:*", "sqs:*"]]),
        "Resource": st.sampled_from(["*", OBJECT, ["arn:aws:s3:::${a:b}/*"]]),
    },
    optional={"Condition": CONDITIONS},
)
TAKEN_POLICIES = st.fixed_dictionaries(
    {"Statement": st.lists(TAKEN, min_size=1, max_size=2)},
    optional={"Version": st.just("2012-10-17")},
)
TAKEN_LINES = st.fixed_dictionaries(
    {"principal": st.just(ANA), "action": st.just(READ), "resource": st.just(OBJECT)},
    optional={
        "id": JSON,
        "context": st.dictionaries(
            st.sampled_from(["a:b", "aws:SourceIp", "aws:TagKeys", "aws:username"]),
            st.lists(st.booleans() | st.integers() | TEXTS, max_size=2) | TEXTS | st.integers(),
        ),
        "identityPolicies": st.lists(TAKEN_POLICIES, max_size=2),
        "permissionsBoundary": TAKEN_POLICIES,
        "serviceControlPolicies": st.lists(st.lists(TAKEN_POLICIES, max_size=2), max_size=2),
    },
)


def check(line: bytes) -> None:
    """A line has one answer in each form, and they say the same."""
    short, long, text = (LineAnswerer(saying).answer(line) for saying in Saying)
    assert short.was_read is long.was_read is text.was_read
    short_said, long_said = json.loads(short.text), json.loads(long.text)
    assert set(short_said) in (
        {"id", "decision", "decidedBy", "message"},
        {"id", "error"},
        {"id", "error", "problems"},
    )
    assert ("error" in short_said) is not short.was_read
    assert "\n" not in short.text and "\n" not in long.text
    assert short.text.isascii() and long.text.isascii()
    assert {name: repr(long_said[name]) for name in short_said} == {
        name: repr(said) for name, said in short_said.items()
    }
    assert text.text and all(part.isprintable() and part for part in text.text.split("\n"))


@given(TAKEN_LINES)
def test_every_request_with_policies_that_are_taken_has_an_answer(line: Any) -> None:
    check(json.dumps(line).encode())


@given(LINES)
def test_every_line_like_a_request_has_an_answer(line: Any) -> None:
    check(json.dumps(line).encode())


@given(JSON)
def test_every_line_of_json_has_an_answer(value: Any) -> None:
    check(json.dumps(value).encode())


@given(st.binary())
def test_every_line_of_bytes_has_an_answer(line: bytes) -> None:
    check(line.replace(b"\n", b""))
