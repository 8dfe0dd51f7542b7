"""Nothing reaches the real AWS: before, during and after a lab, by whatever library.

Two runs of `wall_probe.py`, each under strace where there is one. In the first the
destinations are AWS's, and nothing may leave. The second is the control: the same attempts at
a name and an address that are nobody's (RFC 6761 `.invalid`, RFC 5737 192.0.2.1), which the
wall lets pass, so each watcher must see each of them.
"""

import functools
import ipaddress
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROBE = Path(__file__).with_name("wall_probe.py")
SECRETS = {
    "PROBE_KEY_ID": "AKIAQ3EGWALLPROBE234",
    "PROBE_SECRET": "wJ7real0looking1secret2access3key4ABCDEF",
    "PROBE_TOKEN": "FwoGZXIvYXdzEBYaDreal0looking1session2token3",
}
FILE_SECRETS = ("AKIAQ3EGINSHAREDFILE", "uS9another0real1looking2secret3key4ABCDE")


@dataclass
class Run:
    """What one run of the probe said, and what its watchers saw for each attempt."""

    report: dict[str, Any]
    output: str
    folder: Path
    system_calls: dict[str, list[str]] | None

    def rows(self, phase: str) -> dict[str, dict[str, Any]]:
        return {row["attempt"]: row for row in self.report["rows"] if row["phase"] == phase}


@functools.cache
def strace() -> list[str] | None:
    """The command that lists the network's system calls, or None where it is not allowed."""
    command = ["strace", "-f", "-qq", "-s", "512", "-e", "signal=none"]
    command += ["-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]
    if not shutil.which("strace"):
        return None
    trial = subprocess.run([*command, os.devnull, sys.executable, "-c", ""], capture_output=True)
    return command if trial.returncode == 0 else None


def run_probe(folder: Path, *arguments: str) -> Run:
    home, work = folder / "home", folder / "work"
    (home / ".aws").mkdir(parents=True)
    work.mkdir()
    key_id, secret = FILE_SECRETS
    text = f"aws_access_key_id = {key_id}\naws_secret_access_key = {secret}\n"
    (home / ".aws" / "credentials").write_text(f"[default]\n{text}[work]\n{text}")
    (home / ".aws" / "config").write_text("[default]\nregion = eu-west-3\n[profile work]\n")
    kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | SECRETS
    environment |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RES_OPTIONS": "timeout:1 attempts:1",  # a control without a name server ends soon
        "AWS_ACCESS_KEY_ID": SECRETS["PROBE_KEY_ID"],
        "AWS_SECRET_ACCESS_KEY": SECRETS["PROBE_SECRET"],
        "AWS_SESSION_TOKEN": SECRETS["PROBE_TOKEN"],
        "AWS_PROFILE": "work",
    }
    watcher = [*strace(), str(folder / "system_calls")] if strace() else []
    name, address, *options = arguments
    probe = [sys.executable, str(PROBE), name, address, str(folder / "report.json"), *options]
    done = subprocess.run(
        [*watcher, *probe], cwd=work, env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    report = json.loads((folder / "report.json").read_text())
    calls = leaving((folder / "system_calls").read_text()) if watcher else None
    return Run(report, done.stdout + done.stderr, work, calls)


TITLE = re.compile(r'sun_path=@"wall-probe/([^"]*)"')
NAME_SERVICE = re.compile(r'sun_path="[^"]*(?:nscd|resolve|avahi|mdns)[^"]*"')
INTERNET = re.compile(
    r"sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]+)\""
)


def leaving(system_calls: str) -> dict[str, list[str]]:
    """Per attempt: what went to a name service or to an address that is not this machine's.

    127.0.0.53 is this machine's, but port 53 is a name look-up, which goes on from there.
    """
    seen, title = defaultdict(list), ""
    for line in system_calls.splitlines():
        if found := TITLE.search(line):
            title = found[1]
        elif NAME_SERVICE.search(line):
            seen[title].append(line)
        elif found := INTERNET.search(line):
            address = ipaddress.ip_address(found[2])
            address = getattr(address, "ipv4_mapped", None) or address
            if found[1] == "53" or not address.is_loopback:
                seen[title].append(line)
    return dict(seen)


@pytest.fixture(scope="module")
def to_aws(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("to_aws")
    return run_probe(folder, "sts.us-east-1.amazonaws.com", "169.254.169.254", "--lab")


@pytest.fixture(scope="module")
def control(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_probe(tmp_path_factory.mktemp("control"), "wall-probe.invalid", "192.0.2.1")


def test_the_watchers_see_every_attempt_that_is_let_through(control: Run) -> None:
    rows = control.rows("before")
    assert len(rows) > 30
    # `socket` looks a name up before its audit event, so only system calls show these.
    by_system_call_only = {
        name for name in rows if "by name" in name or name == "sendto with flags"
    }
    by_system_call_only -= {"asyncio by name"}
    for name, row in rows.items():
        assert row["error"] != "RealAwsRefused", name
        seen_in_python = bool(row["passed"] or row["proxy_received"])
        assert seen_in_python != (name in by_system_call_only), row
        if control.system_calls is not None:
            seen = control.system_calls.get(f"before/{name}") or row["proxy_received"]
            assert seen, f"strace saw nothing of {name}"


def test_no_system_call_goes_to_aws_or_to_a_name_service(to_aws: Run) -> None:
    if to_aws.system_calls is None:
        pytest.skip("strace is not there, or not allowed to trace; the audit hook watches instead")
    assert to_aws.system_calls == {}


def test_nothing_passes_the_wall_inside_python_either(to_aws: Run) -> None:
    for row in to_aws.report["rows"]:
        if row["phase"] != "released":
            assert row["passed"] == [], row
        assert row["proxy_received"] == "", row


@pytest.mark.parametrize(
    ("phase", "why"),
    [("before", "no lab is running in this process"), ("after", "the lab was stopped")],
)
def test_without_a_lab_every_attempt_is_refused_with_the_remedy(
    to_aws: Run, control: Run, phase: str, why: str
) -> None:
    rows = to_aws.rows(phase)
    assert rows.keys() >= control.rows("before").keys()
    for row in rows.values():
        assert row["error"] == "RealAwsRefused", row
        assert why in row["text"], row
        assert "start_lab()" in row["text"], row
        assert "release_network()" in row["text"], row


def test_during_a_lab_every_attempt_is_refused_or_answered_by_the_lab(
    to_aws: Run, control: Run
) -> None:
    rows = to_aws.rows("during")
    assert rows.keys() > control.rows("before").keys()
    answered = (None, "ClientError", "HTTPError")
    strange = {
        name: row["text"]
        for name, row in rows.items()
        if row["error"] not in answered and row["error"] != "RealAwsRefused"
    }
    assert strange == {}
    for row in rows.values():
        if row["error"] == "RealAwsRefused":
            assert "the running lab did not answer" in row["text"], row
            assert "release_network" not in row["text"], row


def test_during_a_lab_the_mocked_hosts_answer(to_aws: Run) -> None:
    rows = to_aws.rows("during")
    results = {name: row.get("result") for name, row in rows.items() if name.startswith("lab, ")}
    refusal = rows["lab, real credentials in a new client"]
    assert results.pop("lab, real credentials in a new client") is None
    assert refusal["error"] == "ClientError"
    assert results == {
        "lab, a new client": "'123456789012'",
        "lab, requests": "200",
        "lab, urllib": "200",
        "lab, PyJWKClient": "2",
    }
    assert to_aws.report["recorded"] > len(results)


def test_a_client_made_before_the_lab_is_refused_or_answered_but_never_sends(to_aws: Run) -> None:
    row = to_aws.rows("during")["boto3, a client made before the wall"]
    assert row["error"] in ("RealAwsRefused", "ClientError"), row
    assert "start_lab()" in row["text"]


def test_real_credentials_stand_in_no_output_trace_or_file(to_aws: Run) -> None:
    texts = {"output": to_aws.output, "report": json.dumps(to_aws.report)}
    files = [path for path in to_aws.folder.rglob("*") if path.is_file()]
    assert to_aws.folder / "trace.json" in files
    texts |= {path.name: path.read_bytes().decode("latin-1") for path in files}
    for place, text in texts.items():
        for secret in (*SECRETS.values(), *FILE_SECRETS):
            assert secret not in text, place
    assert "GetCallerIdentity" in texts["trace.json"]


def test_the_learners_own_environment_is_back_after_the_lab(to_aws: Run) -> None:
    assert to_aws.report["restored"] is True


def test_release_network_lowers_the_wall_and_raise_wall_raises_it(to_aws: Run) -> None:
    assert to_aws.rows("released")["no look-up"]["error"] == "gaierror"
    assert to_aws.rows("raised again")["no look-up"]["error"] == "RealAwsRefused"
