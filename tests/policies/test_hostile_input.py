"""Whatever is given for a policy or a request: it is judged, or told what is wrong with it."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cognito_lab.policies.document import Policy, parse_policy
from cognito_lab.policies.evaluate import decide, evaluate
from cognito_lab.policies.operators import operator_names
from cognito_lab.policies.parse_statement import ELEMENTS
from cognito_lab.policies.policy_kinds import PolicyKind
from cognito_lab.policies.policy_syntax import PolicySyntaxError
from cognito_lab.policies.request_line import MEMBERS, read_request_line
from cognito_lab.policies.wording import denial
from tests.policies.cases.case import allow
from tests.policies.cases.names import ANA, ask
from tests.policies.lines import random_line
from tests.policies.test_cases import CASES

FEW = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=1000)

FRAGMENTS = (
    *("", "*", "?", "**", "*?*", "*" * 3000, "*?" * 1500, "a*" * 1500, "?" * 3000),
    *("${", "}", "${}", "${*}", "${?}", "${$}", "${a", "${a:b}", "${a:b,}", "${a:b, 'c'}", "$${a}"),
    *("${a:b, ''}", "${${a:b}}", "${a b}", "${a:b, 'c}", "${ aws:username }", "${aws:username}"),
    *("\0", "\ud800", "\udfff\ud800", "\U0010ffff", "\u202e", "\ufeff", "\r\n", "\x85", "é", "İ"),
    *(
        "arn",
        "arn:",
        "arn:::::",
        "arn:aws:s3:::",
        "arn:*:*:*:*:*",
        "arn:aws:iam::111122223333:root",
    ),
    *(
        "arn:aws:iam::111122223333:user/",
        "arn:aws:iam::111122223333:role/a/",
        ":" * 3000,
        "/" * 3000,
    ),
    *("arn:aws:sts::111122223333:assumed-role/a", "arn:aws:sts::111122223333:assumed-role/a/b"),
    *(
        "111122223333",
        "１１１１２２２２３３３３",
        "anonymous",
        "a.amazonaws.com",
        "a.b/c",
        "A" * 20,
    ),
    *("Allow", "Deny", "allow", "2012-10-17", "2008-10-17", "s3:*", "s3:GetObject", "*:*", "aws:"),
    *("true", "false", "null", "NaN", "1e999999999", "9" * 5000, "-0", "0." + "0" * 400 + "1"),
    *("0000-00-00", "9999-12-31T23:59:59.999999999-23:59", "0001-01-01T00:00:00+23:59", "1970"),
    *("::", "::/0", "0.0.0.0/0", "fe80::1%eth0", "fe80::1%eth0/64", "1.2.3.4/33", "1.2.3.4/-1"),
    *("====", "AA==", "A", "é==", "aws:TagKeys", "aws:username", "a:b", ":", "Null", "IfExists"),
)
NUMBERS = (0, -1, 1.5, 1e300, -0.0, 10**400, float("nan"), float("inf"), float("-inf"))
SCALARS = st.sampled_from((*FRAGMENTS, *NUMBERS, None, True, False)) | st.text(max_size=8)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | ANYTHING
CONDITIONS = ANYTHING | st.dictionaries(
    st.sampled_from(operator_names()) | st.sampled_from(FRAGMENTS),
    st.dictionaries(st.sampled_from(FRAGMENTS), VALUES, max_size=2) | ANYTHING,
    max_size=2,
)
PRINCIPALS = VALUES | st.dictionaries(
    st.sampled_from(("AWS", "Service", "Federated", "CanonicalUser", "*")), VALUES, max_size=2
)
OF_ELEMENTS: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(ELEMENTS, VALUES) | {
    "Condition": CONDITIONS,
    "Principal": PRINCIPALS,
    "NotPrincipal": PRINCIPALS,
    "Effect": st.sampled_from(("Allow", "Deny")) | VALUES,
}
STATEMENTS = st.fixed_dictionaries({}, optional=OF_ELEMENTS)
DOCUMENTS = ANYTHING | st.fixed_dictionaries(
    {"Statement": STATEMENTS | st.lists(STATEMENTS | ANYTHING, max_size=2)},
    optional={"Version": VALUES, "Id": VALUES},
)


def read(document: Any, kind: PolicyKind) -> Policy | None:
    """A policy, or None where its faults are told; whatever else is raised fails the test."""
    try:
        return parse_policy(document, kind)
    except PolicySyntaxError as error:
        assert error.problems
        assert all(problem.fault and problem.remedy for problem in error.problems)
        assert str(error)
        return None


def ask_everything(line: Any) -> None:
    """Reads a line and judges it, where it can be; whatever but a ValueError fails the test."""
    try:
        asked = read_request_line(line)
    except PolicySyntaxError as error:
        assert error.problems
        assert all(problem.place for problem in error.problems)
        return
    except ValueError as error:
        assert str(error)
        return
    try:
        evaluation = evaluate(asked.request, asked.layers)
    except ValueError as error:
        assert str(error).startswith("the context")
        with pytest.raises(ValueError):
            decide(asked.request, asked.layers)
        return
    assert decide(asked.request, asked.layers) is evaluation.decision
    assert bool(denial(evaluation)) is not evaluation.allowed


@pytest.mark.parametrize("kind", PolicyKind)
@FEW
@given(DOCUMENTS)
def test_anything_of_python_is_a_policy_or_is_told_its_faults(
    kind: PolicyKind, document: Any
) -> None:
    before = copy.deepcopy(document)
    policy = read(document, kind)
    assert repr(document) == repr(before)
    if isinstance(document, str):
        return
    try:
        text = json.dumps(document, allow_nan=False)
    except ValueError:
        return  # no JSON has it
    assert (read(text, kind) is None) is (policy is None)


@FEW
@given(st.text() | st.sampled_from(FRAGMENTS))
def test_any_text_is_a_policy_or_is_told_its_fault(text: str) -> None:
    read(text, PolicyKind.IDENTITY)


@FEW
@given(st.text('{}[]",:0 e-\\u', max_size=30))
def test_what_is_nearly_json_is_told_its_fault(text: str) -> None:
    assert read(text, PolicyKind.IDENTITY) is None


@pytest.mark.parametrize("opening", ["[", '{"Statement":', '{"Statement":[', "[[{},", '["'])
def test_a_text_may_be_nested_as_deeply_as_it_likes(opening: str) -> None:
    for kind in PolicyKind:
        assert read(opening * 100_000, kind) is None


def nested(depth: int, *, objects: bool) -> Any:
    found: Any = {} if objects else []
    for _ in range(depth):
        found = {"Statement": found} if objects else [found]
    return found


@pytest.mark.parametrize("objects", [False, True])
def test_lists_and_objects_may_be_nested_as_deeply_as_they_like_anywhere(objects: bool) -> None:
    deep = nested(100_000, objects=objects)
    for kind in PolicyKind:
        assert read(deep, kind) is None
        for name in ELEMENTS:
            entry = {"Effect": "Deny", "Action": "*", name: deep}
            assert read({"Version": "2012-10-17", "Statement": entry}, kind) is None
    for name in MEMBERS:
        ask_everything({**ask(ANA), name: deep})
    ask_everything(ask(ANA, context={"a:b": deep}))
    ask_everything(ask(ANA, identityPolicies=[allow(Condition={"StringLike": {"a:b": deep}})]))


@pytest.mark.parametrize("name", [*ELEMENTS, "Statement"])
def test_a_list_may_be_as_long_as_it_likes(name: str) -> None:
    for item in ("*", "arn:aws:s3:::a/*", "", None, {}):
        for kind in (PolicyKind.IDENTITY, PolicyKind.RESOURCE):
            entry = {"Effect": "Deny", "Action": "*", name: [item] * 10_000}
            document = {"Statement": entry} if name != "Statement" else {name: entry[name]}
            read(document, kind)


@FEW
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(MEMBERS, VALUES)
        | {"context": VALUES | st.dictionaries(st.sampled_from(FRAGMENTS), VALUES, max_size=3)},
    )
)
def test_anything_of_python_is_a_request_or_is_told_its_fault(changes: Any) -> None:
    ask_everything(changes)
    ask_everything({**ask(ANA, identityPolicies=[allow()]), **changes})


@FEW
@given(st.dictionaries(st.sampled_from(FRAGMENTS), VALUES, max_size=3), st.integers(0, 2**32))
def test_any_context_is_taken_or_told_its_fault(context: Any, seed: int) -> None:
    ask_everything({**random_line(seed), "context": context})


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a document: what holds it, and its name or number there."""
    names: Any = ()
    if isinstance(value, dict):
        names = list(value)
    elif isinstance(value, list):
        names = range(len(value))
    for name in names:
        yield value, name
        yield from places(value[name])


def spoil(line: Any, chance: random.Random) -> None:
    """Replaces, removes, doubles, wraps or moves one thing of a line."""
    found = list(places(line))
    holder, name = chance.choice(found)
    way = chance.randrange(6)
    if way == 0:
        fragments = (*FRAGMENTS, *NUMBERS, None, True, [], {}, [[]], [None], {"a:b": "c"})
        holder[name] = chance.choice(fragments)
    elif way == 1:
        del holder[name]
    elif way == 2 and isinstance(holder, list):
        holder.append(holder[name])
    elif way == 2:
        holder[str(name).swapcase()] = holder[name]
    elif way == 3:
        holder[name] = [holder[name]]
    elif way == 4:
        holder[name] = copy.deepcopy(chance.choice(found)[0])
    elif isinstance(holder[name], str):
        text, place = holder[name], chance.randint(0, len(holder[name]))
        holder[name] = text[:place] + chance.choice(FRAGMENTS) + text[place:]
    elif isinstance(holder, dict):
        holder[chance.choice(FRAGMENTS)] = holder.pop(name)


@MANY
@given(st.sampled_from(CASES), st.integers(0, 2**64))
def test_a_good_request_with_something_spoilt_is_judged_or_told_its_fault(
    case: Any, seed: int
) -> None:
    chance = random.Random(seed)
    line = copy.deepcopy(case.line)
    for _ in range(chance.randint(1, 3)):
        spoil(line, chance)
        before = copy.deepcopy(line)
        ask_everything(line)
        assert repr(line) == repr(before)
        if not line:
            break
