"""`cognito-lab evaluate` of lines that cannot be read: a sentence each; the rest is answered."""

import json

import pytest

from tests.cli.evaluating import LINE, READS, only
from tests.policies.cases.case import allow
from tests.policies.cases.names import ANA, ask

TWICE = LINE.replace(
    '"Effect"', '"Condition": {"Bool": {"a:b": "true"}}, "Condition": {}, "Effect"'
)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{", "the line is no JSON"),
        (b"{} {}", "the line is no JSON"),
        (b"{'a': 1}", "the line is no JSON"),
        (b'{"context": {"a:b": NaN}}', "the line is no JSON (NaN is no JSON)"),
        (b'{"context": {"a:b": -Infinity}}', "the line is no JSON"),
        (b"[" * 100_000, "the line is nested too deeply"),
        (b'{"id":' * 100_000, "the line is nested too deeply"),
        (b'{"id": "\xff"}', "the line is no UTF-8 from its byte 9 on"),
        (b'"\xed\xa0\x80"', "the line is no UTF-8 from its byte 2 on"),
        (TWICE.encode(), "the line has the member 'Condition' twice in one object"),
        (b"[]", "a line is a JSON object"),
        (b"null", "a line is a JSON object"),
        (b"7", "a line is a JSON object"),
        (b"{}", "a line needs principal"),
        (b'{"Action": "s3:GetObject"}', "a line has no Action; it has id, principal"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_line_that_is_none_is_one_sentence_and_the_next_is_answered(answers, line, error):
    code, (bad, good) = answers(line + b"\n" + LINE.encode())
    assert code == 1
    assert set(bad) == {"id", "error"}
    assert bad["id"] is None
    assert bad["error"].startswith(error)
    assert good["decision"] == "allowed"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"principal": 7}, "principal is a text"),
        ({"principal": 111122223333}, "principal is a text"),
        ({"principal": "ana"}, "'ana' names no principal"),
        ({"principal": "\ud800"}, "'\\ud800' names no principal"),
        ({"parentUser": ANA}, "parentUser is for a federated user's session only"),
        ({"action": "GetObject"}, "'GetObject' is no action"),
        ({"action": None}, "a line needs action"),
        ({"resource": "orders"}, "'orders' is no resource"),
        ({"resourceAccount": 111122223333}, "resourceAccount is a text"),
        ({"resourceAccount": "1"}, "'1' is no account"),
        ({"context": []}, "context is an object"),
        ({"context": {"a:b": None}}, "the context's 'a:b' is none"),
        ({"context": {"a:b": [["x"]]}}, "the context's 'a:b' is none"),
        ({"context": {"a:b": "1", "A:B": "2"}}, "the context has 'A:B' twice"),
    ],
    ids=str,
)
@pytest.mark.parametrize("option", ["--explain", None])
def test_a_request_that_none_can_be_is_one_sentence_with_its_id(answers, changed, error, option):
    line = json.dumps({"id": "x", **READS, **changed})
    code, answer = only(answers([line], *([option] if option else [])))
    assert code == 1
    assert set(answer) == {"id", "error"}
    assert answer["id"] == "x"
    assert answer["error"].startswith(error)


def test_a_policy_that_is_none_has_all_its_problems_each_with_place_and_remedy(answers):
    broken = {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Alow", "Action": 5, "Resource": "*"},
    }
    line = {"id": 1, **ask(ANA, identityPolicies=[allow(), broken], permissionsBoundary=[])}
    code, answer = only(answers([json.dumps(line)]))
    assert code == 1
    assert list(answer) == ["id", "error", "problems"]
    assert answer["id"] == 1
    assert [problem["place"] for problem in answer["problems"]] == [
        "identityPolicies[1].Statement[0].Effect",
        "identityPolicies[1].Statement[0].Action",
        "permissionsBoundary",
    ]
    for problem in answer["problems"]:
        assert list(problem) == ["place", "fault", "remedy"]
        assert f"{problem['place']} {problem['fault']}: {problem['remedy']}" in answer["error"]


def test_a_member_twice_within_a_policy_is_an_error_that_knows_the_lines_id(answers):
    code, answer = only(answers([f'{{"id": "x", {TWICE[1:]}']))
    assert code == 1
    assert answer["id"] == "x"
    assert "'Condition' twice" in answer["error"]


def test_two_ids_are_none(answers):
    assert only(answers([f'{{"id": 1, "id": 2, {LINE[1:]}']))[1]["id"] is None


def test_a_line_longer_than_any_is_passed_over_as_one(answers, monkeypatch):
    monkeypatch.setattr("cognito_lab.cli.evaluate._LONGEST_LINE", 1000)
    long = json.dumps({"id": "x" * 5000})
    code, (bad, good, last) = answers([long, LINE, long])
    assert code == 1
    assert bad == last == {"id": None, "error": "the line is longer than 16 MiB"}
    assert good["decision"] == "allowed"


def nested(place: str) -> list[str]:
    """Lines about as deep as can be read at all."""
    return [f'{LINE[:-1]}, "{place}": {"[" * depth}{"]" * depth}}}' for depth in range(700, 1000)]


@pytest.mark.parametrize("place", ["context", "sessionPolicies", "permissionsBoundary"])
def test_a_line_is_at_fault_whether_its_depth_is_seen_at_once_or_later(answers, place):
    _, given = answers("\n".join(nested(place)).encode())
    assert len(given) == 300
    assert all(set(answer) <= {"id", "error", "problems"} for answer in given)


def test_an_id_too_deep_to_be_given_back_is_null_and_its_request_decided(answers):
    _, given = answers(nested("id"))
    decided = [answer for answer in given if "decision" in answer]
    assert decided and all(answer["decision"] == "allowed" for answer in decided)
    assert any(answer["id"] is None for answer in decided)


def test_giant_numbers_are_numbers(answers):
    digits = "9" * 10_000
    line = LINE[:-1] + f', "context": {{"a:b": {digits}, "a:c": 1e999}}}}'
    assert only(answers([line])) == (
        0,
        {"id": None, "decision": "allowed", "decidedBy": "identityPolicies", "message": None},
    )
