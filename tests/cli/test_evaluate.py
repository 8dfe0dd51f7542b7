"""`cognito-lab evaluate`: lines in, an answer for each, as they come."""

import json
import os
import subprocess
import sys
import threading

import pytest

from cognito_lab.cli import main
from cognito_lab.policies.account import account
from cognito_lab.policies.wording import denial
from tests.cli.evaluating import LINE, READS, only
from tests.policies.asking import evaluated
from tests.policies.cases.case import allow, deny
from tests.policies.cases.names import ANA, READ, ask
from tests.policies.test_cases import CASES

COMMAND = [
    sys.executable,
    "-c",
    "import sys; from cognito_lab.cli import main; sys.exit(main())",
    "evaluate",
]


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
def test_an_id_comes_back_as_it_was_written(run_lines, given):
    code, out = run_lines([f'{{"id": {given}, {LINE[1:]}'])
    assert code == 0
    assert out.startswith(f'{{"id": {given}, "decision": "allowed", ')


def test_a_line_without_an_id_has_null(answers):
    assert only(answers([LINE]))[1]["id"] is None


def test_a_denial_changes_the_answer_and_not_the_exit_code(answers):
    code, answer = only(answers([json.dumps(ask(ANA, identityPolicies=[deny()]))]))
    assert code == 0
    assert answer["decision"] == "explicitDeny"
    assert answer["message"].endswith("with an explicit deny in an identity-based policy")


def test_blank_lines_are_passed_over(run_lines):
    code, out = run_lines(b"\n  \r\n" + LINE.encode() + b"\r\n\n\t\n" + LINE.encode())
    assert code == 0
    assert len(out.splitlines()) == 2


def test_nothing_is_answered_with_nothing(run_lines):
    assert run_lines(b"") == (0, "")


def test_a_byte_order_mark_before_the_first_line_is_passed_over(run_lines):
    mark = b"\xef\xbb\xbf"
    code, out = run_lines(mark + LINE.encode() + b"\n" + mark + LINE.encode())
    assert code == 1
    first, second = map(json.loads, out.splitlines())
    assert first["decision"] == "allowed"
    assert second["error"].startswith("the line is no JSON")


def test_a_policy_may_be_json_text(answers):
    line = ask(ANA, identityPolicies=[json.dumps(allow(READ))])
    assert only(answers([json.dumps(line)]))[1]["decision"] == "allowed"


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


# --text


def test_text_is_the_account_of_each_with_a_blank_line_between(run_lines):
    named = {"id": "a", **ask(ANA)}
    code, out = run_lines([LINE, json.dumps(named), "{"], "--text")
    assert code == 1
    first, second, third = out.removesuffix("\n").split("\n\n")
    assert first.split("\n") == list(account(evaluated(READS)))
    assert second.split("\n") == ['Request "a"', *account(evaluated(ask(ANA)))]
    assert third.startswith("Not read: the line is no JSON")


def test_text_tells_every_problem_of_a_policy_on_its_own_line(run_lines):
    line = {"id": 1, **ask(ANA, identityPolicies=[{"Statement": [{"\n": 1}]}])}
    code, out = run_lines([json.dumps(line)], "--text")
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
    # With PYTHONUNBUFFERED every line would come at once, flushed or not.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [*COMMAND, *option],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        watch = threading.Timer(60, process.kill)
        watch.start()
        for _ in range(3):
            process.stdin.write(LINE + "\n")
            process.stdin.flush()
            last = "The rule" if option == ["--text"] else "allowed"
            assert any(last in line for line in iter(process.stdout.readline, ""))
        process.stdin.close()
        assert process.wait(timeout=60) == 0
        watch.cancel()


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
