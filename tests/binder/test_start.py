"""The script that every session on Binder starts through; it needs no build."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Settings of AWS's, and ways past the wall.
SECRETS = {"AWS_ACCESS_KEY_ID": "x", "AWS_PROFILE": "x", "AWS_CONFIG_FILE": "x", "BOTO_X": "x"}
PROXIES = {
    name: "http://127.0.0.1:9"
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    for name in (proxy, proxy.lower())
}


def passed_on_by(*start: str) -> dict[str, str]:
    """The variables that a program gets through a script."""
    done = subprocess.run(
        [*start, "env", "-0"],
        env={"PATH": os.environ["PATH"], **SECRETS, **PROXIES, "KEPT": "as it was"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    pairs = (line.partition("=") for line in done.stdout.split("\0") if line)
    return {name: value for name, _, value in pairs}


def test_no_settings_of_aws_and_no_proxies_are_passed_on() -> None:
    variables = passed_on_by(str(ROOT / "binder" / "start"))
    assert variables["KEPT"] == "as it was"
    assert not set(PROXIES) & set(variables)
    assert not {"AWS_ACCESS_KEY_ID", "AWS_PROFILE", "BOTO_X"} & set(variables)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "BOTO_CONFIG"):
        assert Path(variables[name]).read_text() == ""
    assert variables["AWS_EC2_METADATA_DISABLED"] == "true"


def test_of_aws_and_the_network_it_passes_on_what_lab_does() -> None:
    def of_interest(variables: dict[str, str]) -> set[str]:
        return {name for name in variables if name.startswith(("AWS_", "BOTO_")) or name in PROXIES}

    on_binder = passed_on_by(str(ROOT / "binder" / "start"))
    by_lab = passed_on_by(str(ROOT / "lab"), "exec")
    assert of_interest(on_binder) == of_interest(by_lab)
