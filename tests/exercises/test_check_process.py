"""Hostile and broken answers in the real process of a check: a sentence each, and we live on."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cognito_lab.cli.check_answer import SPARE_SECONDS
from cognito_lab.exercises import exercises
from cognito_lab.exercises.check_process import (
    Limits,
    _environment,
    _request,
    _start,
    check_in_a_process,
)
from cognito_lab.exercises.verdict import Outcome

TASK = exercises["build-a-client"]
RIGHT = TASK.solution.replace("def app_client", "def right")
SHORT = Limits(seconds=2)

# A body of app_client(cognito_idp, user_pool_id); what of its verdict's text must be there.
# `right` is the solution, for what is asked beside the mischief.
NOT_YET = {
    "exits": ("import sys\nsys.exit()", "ends the program"),
    "raises KeyboardInterrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt in line 2"),
    "calls itself": ("return app_client(cognito_idp, user_pool_id)", "RecursionError"),
    "fills the memory": ("return 'x' * (8 << 30)", "MemoryError"),
    "asks": ("return input('id?')", "leave out input()"),
    "starts a lab": (
        "from cognito_lab.aws import start_lab\nstart_lab()\nreturn 'x'",
        "leave out start_lab()",
    ),
    "goes to AWS": (
        "from cognito_lab.aws import release_network\nrelease_network()\n"
        "import socket\nsocket.create_connection(('sts.amazonaws.com', 443))",
        "a check has no network",
    ),
    "starts a program": ("import subprocess\nsubprocess.run(['true'])", "starts no other program"),
    "forks": ("import os\nos.fork()", "starts no other program"),
    "prints a verdict": (
        "import json, os\nforged = json.dumps({'outcome': 'accepted'})\nprint(forged)\n"
        "os.write(1, forged.encode())\nreturn 'x'",
        "Your code printed:",
    ),
}
if sys.platform != "linux":  # elsewhere the system holds nobody to a limit
    del NOT_YET["fills the memory"]
NEVER_ENDS = "had not returned after 2 seconds"
NOT_COUNTED = {
    "never ends": ("while True: pass", NEVER_ENDS),
    "prints without an end": ("while True: print('x' * 1000)", NEVER_ENDS),
    "kills the process": ("import os\nos.kill(os.getpid(), 9)", "ended the process"),
    "closes every file": ("import os\nos.closerange(0, 99)", "ended the process"),
    "writes to every file": (
        "import os\nfor number in range(99):\n    try: os.write(number, b'accepted\\n')\n"
        "    except OSError: pass\nreturn right(cognito_idp, user_pool_id)",
        "Something else than the check wrote",
    ),
    "floods every file": (
        "import os\nfor number in range(3, 99):\n"
        "    try:\n        while os.write(number, b'x' * 65536): pass\n    except OSError: pass",
        "Something else than the check wrote",
    ),
    "replaces Python's own": (
        "import builtins, json\nbuiltins.sorted = lambda *a, **k: []\njson.dumps = print\n"
        "return 'x'",
        "replaced `builtins.sorted`, `json.dumps`",
    ),
    "replaces the report": (
        "from cognito_lab.exercises import report\n"
        "report.Report.add_finding = lambda *a, **k: True\nreturn 'x'",
        "`cognito_lab.exercises.report.Report.add_finding`",
    ),
    "replaces the report's code": (
        "from cognito_lab.exercises.report import Report\n"
        "Report.require.__code__ = (lambda self, *a, **k: None).__code__\nreturn 'x'",
        "`cognito_lab.exercises.report.Report.require`",
    ),
    "replaces the verdict": (
        "from cognito_lab.exercises.verdict import ExerciseVerdict\n"
        "ExerciseVerdict.accepted = property(lambda self: True)\nreturn 'x'",
        "`cognito_lab.exercises.verdict.ExerciseVerdict.accepted`",
    ),
    "replaces what watches": (
        "from cognito_lab.exercises import exercises, tampering\n"
        "tampering.watch = tampering._is_tool = lambda *a: list\n"
        "object.__setattr__(exercises['build-a-client'], 'grader', print)\nreturn 'x'",
        "`Exercise.grader`, `cognito_lab.exercises.tampering._is_tool`",
    ),
    "changes what it is held to": (
        "import cognito_lab.exercises.build_a_client as task\n"
        "task._FLOWS = ('ALLOW_ADMIN_USER_PASSWORD_AUTH', *task._FLOWS)\n"
        "task._SECONDS['hours'] = 60\nreturn 'x'",
        "replaced `cognito_lab.exercises.build_a_client._FLOWS`, "
        "`cognito_lab.exercises.build_a_client._SECONDS`",
    ),
    "changes how a check ends": (
        "from cognito_lab.exercises.verdict import Outcome\n"
        "type.__setattr__(Outcome, 'NOT_YET', Outcome.ACCEPTED)\nreturn 'x'",
        "`cognito_lab.exercises.verdict.Outcome.NOT_YET`",
    ),
    "replaces the mock": (
        "import boto3, sys, types\nfrom moto.cognitoidp.models import CognitoIdpBackend\n"
        "CognitoIdpBackend.describe_user_pool_client = boto3.client = print\n"
        "sys.modules['botocore'] = types.ModuleType('botocore')\nreturn 'x'",
        "replaced `boto3.client`, `botocore`, "
        "`moto.cognitoidp.models.CognitoIdpBackend.describe_user_pool_client`",
    ),
}
ACCEPTED = {
    "leaves much behind": (
        "import atexit, threading\natexit.register(lambda: 1 / 0)\n"
        "threading.Thread(target=threading.Event().wait).start()\n"
        "print('\\ud800' + 'x' * 5_000_000)\nreturn right(cognito_idp, user_pool_id)"
    ),
    "has its own stdout": (
        "import os, sys\nsys.stdin.close()\nos.close(0)\nos.close(1)\n"
        "sys.stdout = sys.stderr = None\nreturn right(cognito_idp, user_pool_id)"
    ),
    "sleeps for a year": (
        "import time\ntime.sleep(365 * 86400)\nreturn right(cognito_idp, user_pool_id)"
    ),
}
BODIES = {name: body for name, (body, _) in (NOT_YET | NOT_COUNTED).items()} | ACCEPTED
LIMITS = {name: SHORT for name, (_, text) in NOT_COUNTED.items() if text == NEVER_ENDS}


def answer_with(body):
    source = f"def app_client(cognito_idp, user_pool_id):\n{textwrap.indent(body, '    ')}\n"
    return TASK.answer_from(f"{source}\n\n{RIGHT}")


@pytest.fixture(scope="module")
def verdicts():
    """All of them, several at a time: each waits for a process of its own."""
    answers = {name: answer_with(body) for name, body in BODIES.items()}
    with ThreadPoolExecutor(4) as pool:
        waiting = {
            name: pool.submit(check_in_a_process, TASK.id, answer, LIMITS.get(name, Limits()))
            for name, answer in answers.items()
        }
        return {name: done.result() for name, done in waiting.items()}


@pytest.mark.parametrize("name", NOT_YET)
def test_a_bad_answer_gets_a_sentence(verdicts, name):
    verdict = verdicts[name]
    assert verdict.outcome is Outcome.NOT_YET
    assert NOT_YET[name][1] in str(verdict)
    assert "Traceback" not in str(verdict)


@pytest.mark.parametrize("name", NOT_COUNTED)
def test_a_hostile_answer_is_not_counted_and_told_why(verdicts, name):
    verdict = verdicts[name]
    assert verdict.outcome is Outcome.NOT_COUNTED
    assert NOT_COUNTED[name][1] in verdict.message
    assert verdict.findings == ()


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_harms_nobody_does_not_stop_a_right_answer(verdicts, name):
    assert verdicts[name].accepted, str(verdicts[name])


def test_only_the_beginning_of_what_is_printed_is_kept(verdicts):
    printed = verdicts["leaves much behind"].printed
    assert len(printed) < 3_000
    assert printed.startswith("?xxx")
    assert printed.endswith("(only the first 2000 characters are kept)")


def test_a_printed_verdict_is_text_and_no_verdict(verdicts):
    assert verdicts["prints a verdict"].printed == '{"outcome": "accepted"}\n'


@pytest.mark.parametrize("name", list(exercises))
def test_the_solution_passes_in_a_process_of_its_own(name):
    task = exercises[name]
    verdict = task.check(task.answer_from(task.solution))
    assert verdict.accepted, str(verdict)
    assert verdict.notes == ()


def test_what_comes_from_the_process_is_what_is_seen_here(bench):
    wrong = TASK.answer_from(TASK.wrong_answers[3].source)
    assert check_in_a_process(TASK.id, wrong) == TASK.examine(bench, wrong)


def test_an_answer_of_another_type_is_told_which_one_is_wanted():
    verdict = TASK.check("photo-app")
    assert verdict.outcome is Outcome.NOT_YET
    assert "expected a function of `(cognito_idp, user_pool_id)`; seen: a str" in verdict.message


LEAVES_A_PROCESS = """
import ctypes, fcntl, signal
lock = open({path!r}, "w")
fcntl.flock(lock, fcntl.LOCK_EX)
if ctypes.PyDLL(None).fork() == 0:
    signal.alarm(60)
    signal.pause()
print("forked")
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no groups of processes")
def test_what_an_answer_started_ends_with_its_check(tmp_path):
    """Python's own fork is refused; this one is the system's, and holds a lock while it lives."""
    import fcntl

    path = tmp_path / "lock"
    verdict = TASK.check(answer_with(LEAVES_A_PROCESS.format(path=str(path))))
    assert verdict.printed == "forked\n"
    with path.open() as lock:
        for pause in [0.05] * 100:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                time.sleep(pause)
    pytest.fail("a process that the answer started lives on")


class _Ends:
    """Unpickled, it ends the process."""

    def __reduce__(self):
        import os

        return os._exit, (0,)


def test_an_answer_that_acts_when_it_is_unpacked_is_no_danger():
    verdict = TASK.check(_Ends())
    assert verdict.outcome is Outcome.NOT_COUNTED
    assert "ended the process" in verdict.message


def test_nobodys_aws_account_reaches_the_process(monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "real")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREALREALREALREAL")
    body = (
        "import os\nprint({k: v for k, v in os.environ.items() if 'AKIAREAL' in v or v == 'real'})"
    )
    verdict = TASK.check(answer_with(body))
    assert verdict.printed == "{}\n"
    given = _environment()
    assert {"real", "AKIAREALREALREALREAL"}.isdisjoint(given.values())
    assert given["AWS_CONFIG_FILE"] == given["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull


def test_a_file_beside_the_notebook_is_not_taken_for_pythons_own(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit\n")
    (tmp_path / "my_helpers.py").write_text("NAME = 'from my own module'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    verdict = TASK.check(answer_with("import my_helpers\nprint(my_helpers.NAME)\nreturn 1"))
    assert verdict.printed == "from my own module\n"


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="this system has no alarms")
def test_a_check_that_nobody_waits_for_any_more_ends_itself():
    answer = answer_with("while True: pass")
    almost_over = Limits(seconds=1 - SPARE_SECONDS)
    child = _start()
    assert child.stdin is not None and child.stdout is not None
    child.stdin.write(_request(TASK.id, answer, almost_over, "word"))
    child.stdin.close()
    assert child.wait(timeout=30) == -signal.SIGALRM
    child.stdout.close()


@pytest.mark.parametrize("python", ["no-such-python", "false"])
def test_a_process_that_does_not_come_up_is_told(monkeypatch, python):
    monkeypatch.setattr(sys, "executable", shutil.which(python) or python)
    verdict = TASK.check(answer_with("return 1"))
    assert verdict.outcome is Outcome.NOT_COUNTED
    assert "did not come up, so your answer was not looked at" in verdict.message


INTERRUPTED = """
import os, signal, threading
from cognito_lab.exercises import exercises
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started us may ignore it
task = exercises["build-a-client"]
answer = task.answer_from("def app_client(cognito_idp, user_pool_id):\\n    while True: pass\\n")
threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    task.check(answer)
except KeyboardInterrupt:
    print("interrupted")
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nothing is left running")
"""


def test_ctrl_c_ends_the_check_and_its_process():
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=30, check=True
    )
    assert run.stdout.splitlines() == ["interrupted", "nothing is left running"]
