"""A policy as a whole: what is wrong with its text, its members, its size; both Versions."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from cognito_lab.policies.document import Finding, parse_policy, policy_size
from cognito_lab.policies.policy_kinds import PolicyKind, SizeLimit, Sizes
from cognito_lab.policies.policy_syntax import PolicySyntaxError, Problem
from tests.policies.broken import CURRENT, HAS_PRINCIPAL, document, entry, findings, problems

IDENTITY = PolicyKind.IDENTITY
MEMBERS = "a policy has Version, Id, Statement"
OBJECT = "a policy is a JSON object with Statement"
MEND = "mend it there"

BROKEN: list[tuple[str, Any, tuple[str, str, str]]] = [
    ("a list", [], ("", "is a list", OBJECT)),
    ("null", None, ("", "is null", OBJECT)),
    ("a boolean", True, ("", "is true or false", OBJECT)),
    ("a number of Python", 5, ("", "is of the type int", OBJECT)),
    ("a number in text", "5", ("", "is a number", OBJECT)),
    ("a text in text", '"Allow"', ("", "is a text", OBJECT)),
    (
        "no JSON",
        '{\n "Version": }',
        ("", "is no JSON (line 2, column 13: Expecting value)", MEND),
    ),
    ("no text", "", ("", "is no JSON (line 1, column 1: Expecting value)", MEND)),
    ("NaN", '{"Id": NaN}', ("", "is no JSON (NaN is no JSON)", MEND)),
    ("Infinity", '{"Id": -Infinity}', ("", "is no JSON (-Infinity is no JSON)", MEND)),
    (
        "a member twice",
        '{"Statement": {"Action": "*", "Effect": "Allow", "Effect": "Deny"}}',
        (
            "",
            "has the member 'Effect' twice in one object",
            "JSON would keep the last one only: join the two",
        ),
    ),
    ("nesting", "[" * 100_000, ("", "is nested too deeply", "a policy has few levels")),
    (
        "another version",
        document(entry(), Version="2012-10-18"),
        ("Version", f"is not {CURRENT} or 2008-10-17", f'write "Version": "{CURRENT}"'),
    ),
    (
        "no text for a version",
        document(entry(), Version=None),
        ("Version", f"is not {CURRENT} or 2008-10-17", f'write "Version": "{CURRENT}"'),
    ),
    (
        "a member's case",
        document(entry(), version=CURRENT),
        ("version", "is no member of a policy", MEMBERS),
    ),
    (
        "a member's length",
        document(entry(), **{"x" * 61: 1}),
        ("x" * 60, "is no member of a policy", MEMBERS),
    ),
    (
        "an Id of Python",
        document(entry(), Id=5),
        ("Id", "is no text", "write a text, or leave it out"),
    ),
    (
        "an Id in text",
        json.dumps(document(entry(), Id=5)),
        ("Id", "is no text", "write a text, or leave it out"),
    ),
    ("no Statement", {"Version": CURRENT}, ("", "has no Statement", "write at least one")),
    ("no statements", document(), ("Statement", "is empty", "write at least one statement")),
]


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in BROKEN], ids=str)
def test_a_broken_document_is_told_its_fault(given: Any, expected: tuple[str, str, str]) -> None:
    assert problems(given) == [expected]


GIANT = 10**5000


def test_a_name_that_is_no_text_is_no_member_at_any_level() -> None:
    """`json.loads` makes no such names; Python has them, and some of them have no text."""
    given: Any = {
        "Version": CURRENT,
        GIANT: 1,
        "Statement": [
            entry() | {GIANT: 1},
            entry(Condition={GIANT: {"aws:username": "a"}, "Bool": {GIANT: "true"}}),
        ],
    }
    assert [(place, fault) for place, fault, _ in problems(given)] == [
        ("(int)", "is no member of a policy"),
        ("Statement[0]", "has no element '(int)' to have"),
        ("Statement[1].Condition.(int)", "is no operator"),
        ("Statement[1].Condition.Bool.(int)", "is no condition key"),
    ]
    kinds = document(entry(PolicyKind.RESOURCE, Principal={GIANT: "*"}))
    assert problems(kinds, PolicyKind.RESOURCE)[0][1] == "has the unknown kind '(int)'"


def test_all_faults_come_at_once_and_in_their_order() -> None:
    given = {
        "Version": "1",
        "Name": "x",
        "Id": [],
        "Statement": [
            entry(Effect="allow", Resource=["*", "bucket"]),
            entry(),
            "Deny",
            entry(Action=["s3", "s3:Get*", 1], Condition={"Like": {"aws:username": {}}}),
        ],
    }
    assert [(place, fault) for place, fault, _ in problems(given)] == [
        ("Version", f"is not {CURRENT} or 2008-10-17"),
        ("Name", "is no member of a policy"),
        ("Id", "is no text"),
        ("Statement[0].Effect", "is not Allow or Deny"),
        ("Statement[0].Resource[1]", "'bucket' is no ARN"),
        ("Statement[2]", "is no JSON object"),
        ("Statement[3].Condition.Like", "is no operator"),
        ("Statement[3].Condition.Like.aws:username", "is no text, number, true or false"),
        ("Statement[3].Action[2]", "is no text"),
        ("Statement[3].Action[0]", "'s3' is no action"),
    ]


def test_an_error_says_all_of_it_in_one_line_and_can_be_sent_to_another_process() -> None:
    with pytest.raises(PolicySyntaxError) as caught:
        parse_policy({"Id": 1}, IDENTITY)
    said = "Id is no text: write a text, or leave it out; has no Statement: write at least one"
    assert str(caught.value) == said
    sent = pickle.loads(pickle.dumps(caught.value))
    assert sent.problems == caught.value.problems
    assert str(sent) == said


def test_a_problem_without_a_remedy_is_said_without_one() -> None:
    assert str(Problem("Id", "is no text", "")) == "Id is no text"


def test_a_text_and_what_json_makes_of_it_are_the_same_policy() -> None:
    given = document(entry(Sid="One", Condition={"NumericLessThan": {"s3:max-keys": 10}}), Id="x")
    text = json.dumps(given, indent=2)
    for read in (parse_policy(given, IDENTITY), parse_policy(text, IDENTITY)):
        assert (read.kind, read.version, read.findings) == (IDENTITY, CURRENT, ())
        (statement,) = read.statements
        assert (statement.place, statement.sid, statement.effect) == (0, "One", "Allow")
        assert [value.written for value in statement.conditions[0].values] == ["10"]  # type: ignore[union-attr]


def test_a_number_stands_as_it_is_written() -> None:
    text = json.dumps(document(entry(Condition={"StringEquals": {"aws:username": "#"}})))
    (statement,) = parse_policy(text.replace('"#"', "1.50"), IDENTITY).statements
    assert statement.conditions[0].values[0].written == "1.50"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", PolicyKind)
def test_one_statement_needs_no_list_nor_do_single_values(kind: PolicyKind) -> None:
    single = entry(kind)
    lists = ("Action", "Resource")
    many = {name: [value] if name in lists else value for name, value in single.items()}
    assert problems({"Version": CURRENT, "Statement": single}, kind) == []
    assert problems({"Version": CURRENT, "Statement": [many]}, kind) == []


def test_without_a_version_a_policy_is_of_the_old_one() -> None:
    assert parse_policy({"Statement": entry()}, IDENTITY).version == "2008-10-17"
    assert parse_policy(document(entry(), Version="2008-10-17"), IDENTITY).version == "2008-10-17"


VARIABLE = "arn:aws:s3:::home/${aws:username}/*"
BROKEN_VARIABLE = "arn:aws:s3:::home/${aws:username"


def test_the_old_version_has_no_variables_and_says_where_one_seems_to_be() -> None:
    resources = ["arn:aws:s3:::a", VARIABLE, BROKEN_VARIABLE]
    condition = {"StringEquals": {"aws:username": "${aws:userid}"}}
    old = document(entry(Resource=resources, Condition=condition), Version="2008-10-17")
    plain = (
        "has `${`, which is plain text in Version 2008-10-17: "
        "write Version 2012-10-17 for variables"
    )
    assert findings(old) == [
        (
            "Statement[0].Condition.StringEquals.aws:username",
            "has `${`, which is plain text here",
        ),
        ("Statement[0].Resource[1]", plain),
        ("Statement[0].Resource[2]", plain),
    ]


def test_the_current_version_has_variables_and_a_broken_one_is_a_fault() -> None:
    assert findings(document(entry(Resource=VARIABLE))) == []
    assert problems(document(entry(Resource=BROKEN_VARIABLE))) == [
        (
            "Statement[0].Resource",
            "has `${` without `}`",
            "write ${key}, or ${key, 'default'}; ${*}, ${?} and ${$} for the characters",
        )
    ]


def test_a_finding_is_said_with_its_place() -> None:
    assert str(Finding("Statement[0]", "is odd")) == "Statement[0] is odd"
    assert str(Finding("", "is odd")) == "is odd"


LIMITS = [limit for limit in vars(Sizes).values() if isinstance(limit, SizeLimit)]


def of_size(characters: int) -> dict[str, Any]:
    """A policy of so many characters, none of them white space."""
    shortest = policy_size(document(entry(), Id=""))
    return document(entry(), Id="i" * (characters - shortest))


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.what)
def test_a_policy_may_be_as_long_as_its_limit_and_no_longer(limit: SizeLimit) -> None:
    parse_policy(of_size(limit.characters), IDENTITY, limit=limit)
    counted = "" if limit.with_space else " without white space"
    too_long = Problem(
        "",
        f"has {limit.characters + 1:,} characters{counted}",
        f"{limit.what} can have {limit.characters:,}",
    )
    longer = of_size(limit.characters + 1)
    for given in (longer, json.dumps(longer, separators=(",", ":"))):
        with pytest.raises(PolicySyntaxError) as caught:
            parse_policy(given, IDENTITY, limit=limit)
        assert caught.value.problems == (too_long,)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.what)
def test_white_space_counts_only_where_the_limit_says_so(limit: SizeLimit) -> None:
    text = json.dumps(of_size(limit.characters), separators=(",", ":")) + " \n\t "
    if not limit.with_space:
        parse_policy(text, IDENTITY, limit=limit)
        return
    with pytest.raises(PolicySyntaxError, match=f"has {limit.characters + 4:,} characters"):
        parse_policy(text, IDENTITY, limit=limit)


def test_a_policys_size_is_in_characters_and_not_in_bytes() -> None:
    plain, wide = document(entry(), Id="aaa"), document(entry(), Id="äöü")
    assert policy_size(plain) == policy_size(wide)
    spaced = json.dumps(plain, indent=1)
    assert policy_size(spaced) == policy_size(plain)
    assert policy_size(spaced, with_space=True) == len(spaced)


def test_size_and_other_faults_come_together() -> None:
    limit = SizeLimit("a note", 5, False)
    with pytest.raises(PolicySyntaxError) as caught:
        parse_policy({"Id": 1}, IDENTITY, limit=limit)
    assert [problem.place for problem in caught.value.problems] == ["", "Id", ""]


def test_what_is_no_json_has_no_size() -> None:
    around: dict[str, Any] = document(entry())
    around["Id"] = around
    for given in (around, document(entry(), Id={1})):
        with pytest.raises(PolicySyntaxError) as caught:
            parse_policy(given, IDENTITY, limit=Sizes.MANAGED)
        problem = caught.value.problems[0]
        assert problem.fault.startswith("has no size (")
        assert problem.remedy == "a policy is plain JSON"


def test_every_kind_has_its_grammar() -> None:
    """Which elements a statement may lack, and which it may have."""
    for kind in PolicyKind:
        good = entry(kind)
        assert problems(document(good), kind) == []
        has_principal = kind in HAS_PRINCIPAL
        assert ("Principal" in good) is has_principal
        without = {name: value for name, value in good.items() if name != "Principal"}
        found = [fault for _, fault, _ in problems(document(without), kind)]
        assert found == (["has neither Principal nor NotPrincipal"] if has_principal else [])
