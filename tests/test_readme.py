"""What the README shows works."""

import re
import subprocess
import sys
from pathlib import Path

from cognito_lab.flow import trace_from_json

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_script_runs_as_it_stands_and_prints_a_trace(tmp_path):
    script = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert script is not None
    command = [sys.executable, "-c", script[1]]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60, check=True)
    trace = trace_from_json(done.stdout)
    assert [call.operation for call in trace] == ["CreateUserPool"]
    assert done.stderr == b""


def test_the_folders_that_it_names_are_those_there_are():
    named = set(re.findall(r"^\| `([\w/]+/)` \|", README, re.MULTILINE))
    packages = {
        f"cognito_lab/{path.parent.name}/" for path in ROOT.glob("cognito_lab/*/__init__.py")
    }
    assert packages <= named
    assert all((ROOT / folder).is_dir() for folder in named)


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
