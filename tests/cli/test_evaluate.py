"""`cognito-lab evaluate`: lines in, an answer for each, whatever the lines hold."""

import io
import json
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cognito_lab.cli import main
from cognito_lab.cli.evaluate_line import LineAnswerer, Saying
from cognito_lab.policies.account import account
from cognito_lab.policies.reasons import STEP_SENTENCES
from cognito_lab.policies.wording import denial
from tests.policies.asking import evaluated
from tests.policies.cases.case import allow, deny, policy, statement
from tests.policies.cases.names import ANA, OBJECT, READ, ask
from tests.policies.test_cases import CASES

COMMAND = [
    sys.executable,
    "-c",
    "import sys; from cognito_lab.cli import main; sys.exit(main())",
    "evaluate",
]
READS = ask(ANA, identityPolicies=[allow(READ)])
LINE = json.dumps(READS)


@pytest.fixture
def run(monkeypatch, capsys):
    """Give the command lines on standard input; its exit code and what it printed."""

    def run(lines, *options):
        data = lines if isinstance(lines, bytes) else "\n".join(lines).encode()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        code = main(["evaluate", *options])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, printed.out

    return run


@pytest.fixture
def answers(run):
    """The same, its lines read as JSON."""

    def answers(lines, *options):
        code, out = run(lines, *options)
        return code, [json.loads(line) for line in out.splitlines()]

    return answers


def one(answered):
    code, (answer,) = answered
    return code, answer


# What is decided.


def test_all_cases_in_one_run_are_answered_in_order_as_they_are_one_by_one(answers):
    lines = [json.dumps({"id": number, **case.line}) for number, case in enumerate(CASES)]
    code, given = answers(lines)
    assert code == 0
    for number, (case, answer) in enumerate(zip(CASES, given, strict=True)):
        evaluation = evaluated(case.line)
        assert case.decision == evaluation.decision
        assert answer == {
            "id": number,
            "decision": evaluation.decision,
            "decidedBy": evaluation.decided_by,
            "message": denial(evaluation),
        }


@pytest.mark.parametrize("given", ["null", '"a"', "7", "1.50", "1e999", "true", '[1.0, {"b": []}]'])
def test_an_id_comes_back_as_it_was_written(run, given):
    code, out = run([f'{{"id": {given}, {LINE[1:]}'])
    assert code == 0
    assert out.startswith(f'{{"id": {given}, "decision": "allowed", ')


def test_a_line_without_an_id_has_null(answers):
    assert one(answers([LINE]))[1]["id"] is None


def test_a_denial_changes_the_answer_and_not_the_exit_code(answers):
    code, answer = one(answers([json.dumps(ask(ANA, identityPolicies=[deny()]))]))
    assert code == 0
    assert answer["decision"] == "explicitDeny"
    assert answer["message"].endswith("with an explicit deny in an identity-based policy")


def test_blank_lines_are_passed_over(run):
    code, out = run(b"\n  \r\n" + LINE.encode() + b"\r\n\n\t\n" + LINE.encode())
    assert code == 0
    assert len(out.splitlines()) == 2


def test_nothing_is_answered_with_nothing(run):
    assert run(b"") == (0, "")


def test_a_byte_order_mark_before_the_first_line_is_passed_over(run):
    mark = b"\xef\xbb\xbf"
    code, out = run(mark + LINE.encode() + b"\n" + mark + LINE.encode())
    assert code == 1
    first, second = map(json.loads, out.splitlines())
    assert first["decision"] == "allowed"
    assert second["error"].startswith("the line is no JSON")


def test_a_policy_may_be_json_text(answers):
    line = ask(ANA, identityPolicies=[json.dumps(allow(READ))])
    assert one(answers([json.dumps(line)]))[1]["decision"] == "allowed"


def test_the_lines_can_be_in_a_file(tmp_path, capsys):
    path = tmp_path / "requests.jsonl"
    path.write_text(LINE)
    assert main(["evaluate", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["decision"] == "allowed"


@pytest.mark.parametrize("name", ["missing.jsonl", "", "a\0b"])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", name]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"cognito-lab: cannot read {name}: ")
    assert len(printed.err.splitlines()) == 1


# Lines that cannot be read.

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
        ({"action": None}, "action is a text"),
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
    code, answer = one(answers([line], *([option] if option else [])))
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
    code, answer = one(answers([json.dumps(line)]))
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
    code, answer = one(answers([f'{{"id": "x", {TWICE[1:]}']))
    assert code == 1
    assert answer["id"] == "x"
    assert "'Condition' twice" in answer["error"]


def test_two_ids_are_none(answers):
    assert one(answers([f'{{"id": 1, "id": 2, {LINE[1:]}']))[1]["id"] is None


def test_a_line_longer_than_any_is_passed_over_as_one(answers, monkeypatch):
    monkeypatch.setattr("cognito_lab.cli.evaluate._LONGEST_LINE", 1000)
    long = json.dumps({"id": "x" * 5000})
    code, (bad, good, last) = answers([long, LINE, long])
    assert code == 1
    assert bad == last == {"id": None, "error": "the line is longer than 16 MiB"}
    assert good["decision"] == "allowed"


def test_giant_numbers_are_numbers(answers):
    digits = "9" * 10_000
    line = LINE[:-1] + f', "context": {{"a:b": {digits}, "a:c": 1e999}}}}'
    assert one(answers([line])) == (
        0,
        {"id": None, "decision": "allowed", "decidedBy": "identityPolicies", "message": None},
    )


# --explain


def test_explain_adds_steps_statements_elements_and_values(answers):
    named = statement(
        "Allow",
        READ,
        "arn:aws:s3:::orders/${aws:username}",
        Sid="Own",
        Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    )
    line = ask(ANA, identityPolicies=[policy(named)], serviceControlPolicies=[[allow()]])
    code, answer = one(answers([json.dumps({"id": 3, **line})], "--explain"))
    evaluation = evaluated(line)
    assert code == 0
    assert list(answer)[:4] == ["id", "decision", "decidedBy", "message"]
    assert answer["decision"] == "implicitDeny"
    assert answer["steps"] == [
        {
            "step": step.name,
            "outcome": step.outcome,
            "reason": step.reason,
            "sentence": STEP_SENTENCES[step.reason],
            "layer": step.layer,
            "level": step.level,
        }
        for step in evaluation.steps
    ]
    everything, own = answer["statements"]
    assert (everything["layer"], everything["level"]) == ("serviceControlPolicies", 0)
    assert (everything["policy"], everything["statement"], everything["sid"]) == (0, 0, None)
    assert (everything["effect"], everything["applies"]) == ("Allow", True)
    assert {**own, "elements": None} == {
        "layer": "identityPolicies",
        "level": None,
        "policy": 0,
        "statement": 0,
        "sid": "Own",
        "effect": "Allow",
        "applies": False,
        "elements": None,
    }
    assert own["elements"] == [
        {
            "element": "Action",
            "operator": None,
            "key": None,
            "matched": True,
            "reason": "listed",
            "values": [
                {
                    "written": READ,
                    "resolved": READ,
                    "found": READ,
                    "passed": True,
                    "reason": "matches",
                }
            ],
        },
        {
            "element": "Resource",
            "operator": None,
            "key": None,
            "matched": False,
            "reason": "not-listed",
            "values": [
                {
                    "written": "arn:aws:s3:::orders/${aws:username}",
                    "resolved": "arn:aws:s3:::orders/ana",
                    "found": OBJECT,
                    "passed": False,
                    "reason": "differs",
                }
            ],
        },
        {
            "element": "Condition",
            "operator": "Bool",
            "key": "aws:MultiFactorAuthPresent",
            "matched": False,
            "reason": "key-missing",
            "values": [
                {
                    "written": "true",
                    "resolved": "true",
                    "found": None,
                    "passed": False,
                    "reason": "key-missing",
                }
            ],
        },
    ]
    assert answer["findings"] == []


def test_explain_tells_what_policies_have_that_does_not_do_what_it_seems_to(answers):
    old = policy(statement("Allow", READ, "arn:aws:s3:::${aws:username}/*"), version="2008-10-17")
    line = ask(ANA, identityPolicies=[allow()], serviceControlPolicies=[[allow()], [allow(), old]])
    (finding,) = one(answers([json.dumps(line)], "--explain"))[1]["findings"]
    assert finding["place"] == "serviceControlPolicies[1][1].Statement[0].Resource"
    assert finding["sentence"].startswith("has `${`, which is plain text in Version 2008-10-17")


def test_explained_or_not_every_case_is_decided_the_same(answers):
    lines = [json.dumps(case.line) for case in CASES]
    _, short = answers(lines)
    _, long = answers(lines, "--explain")
    assert [{name: answer[name] for name in short[0]} for answer in long] == short
    for answer in long:
        ends = [step for step in answer["steps"] if step["outcome"] in ("allowed", "denied")]
        assert len(ends) == 1


# --text


def test_text_is_the_account_of_each_with_a_blank_line_between(run):
    named = {"id": "a", **ask(ANA)}
    code, out = run([LINE, json.dumps(named), "{"], "--text")
    assert code == 1
    first, second, third = out.removesuffix("\n").split("\n\n")
    assert first.split("\n") == list(account(evaluated(READS)))
    assert second.split("\n") == ['Request "a"', *account(evaluated(ask(ANA)))]
    assert third.startswith("Not read: the line is no JSON")


def test_text_tells_every_problem_of_a_policy_on_its_own_line(run):
    line = {"id": 1, **ask(ANA, identityPolicies=[{"Statement": [{"\n": 1}]}])}
    code, out = run([json.dumps(line)], "--text")
    assert code == 1
    head, *problems = out.splitlines()
    assert head == "Request 1"
    assert len(problems) > 2
    assert all(problem.startswith("Not read: identityPolicies[0]") for problem in problems)


def test_explain_and_text_exclude_each_other(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "--explain", "--text"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


# The process.


@pytest.mark.parametrize("option", [[], ["--explain"], ["--text"]], ids=str)
def test_a_line_is_answered_before_the_next_one_comes(option):
    with subprocess.Popen(
        [*COMMAND, *option], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        for _ in range(3):
            process.stdin.write(LINE + "\n")
            process.stdin.flush()
            while "llowed" not in process.stdout.readline():
                pass
            while option == ["--text"] and "The rule" not in process.stdout.readline():
                pass
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_reader_who_has_seen_enough_ends_it_without_a_word():
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        process.stdin.write(LINE + "\n")
        process.stdin.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0


def test_names_that_the_outputs_encoding_has_not_are_written_out():
    named = json.dumps(ask(f"{ANA}\u00e9\ud800"))
    for option, written in (([], rb"ana\u00e9\ud800"), (["--text"], rb"ana\xe9\ud800 asks for")):
        done = subprocess.run(
            [*COMMAND, *option],
            input=named.encode() + b"\n",
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            check=True,
            timeout=60,
        )
        assert done.stderr == b""
        assert written in done.stdout


def test_the_command_loads_nothing_heavy():
    heavy = ("boto3", "botocore", "moto", "IPython", "ipywidgets", "matplotlib", "jwt")
    script = (
        "import sys; from cognito_lab.cli import main; main(['evaluate']); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input="", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# Whatever a line holds.

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
