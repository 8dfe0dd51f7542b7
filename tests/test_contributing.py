"""What CONTRIBUTING.md and CHANGELOG.md name is there."""

import re
import subprocess
import tomllib
from pathlib import Path

from cognito_lab.cli import COMMANDS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

IN_BACKTICKS = [" ".join(code.split()) for code in re.findall(r"(?<!`)`([^`]+)`(?!`)", TEXT)]
COMMAND = re.compile(r"\./lab|\.ci/|(\.venv/bin/)?cognito-lab")


def is_path(code: str) -> bool:
    return re.fullmatch(r"[\w./-]+", code) is not None and ("/" in code or code.endswith(".toml"))


def sources() -> str:
    """All of the project's Python, but for this file, and its settings."""
    files = [
        *(path for folder in ("cognito_lab", "tests") for path in (ROOT / folder).rglob("*.py")),
        ROOT / "conftest.py",
        ROOT / "pyproject.toml",
    ]
    return "\n".join(
        path.read_text(encoding="utf-8") for path in files if path != Path(__file__).resolve()
    )


def test_every_file_and_folder_that_it_names_is_there() -> None:
    paths = [code for code in IN_BACKTICKS if is_path(code) and not COMMAND.match(code)]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_folder_is_named_as_one() -> None:
    folders = [code for code in IN_BACKTICKS if is_path(code) and (ROOT / code).is_dir()]
    assert folders
    assert all(code.endswith("/") for code in folders)


def test_every_name_that_it_uses_is_in_the_source() -> None:
    code = [code for code in IN_BACKTICKS if not is_path(code) and not COMMAND.match(code)]
    names = {name for text in code for name in re.findall(r"[A-Za-z_]\w{2,}", text)}
    written = set(re.findall(r"\w+", sources()))
    assert len(names) > 20
    assert names - written == set()


def test_every_command_that_it_gives_exists() -> None:
    done = subprocess.run(
        [ROOT / "lab", "help"], capture_output=True, text=True, check=True, timeout=60
    )
    offered = set(re.findall(r"^\./lab ([a-z]+)", done.stdout, re.MULTILINE))
    text = " ".join(TEXT.split())
    assert set(re.findall(r"\./lab ([a-z]+)", text)) <= offered
    assert set(re.findall(r"cognito-lab ([a-z]+)`", text)) <= set(COMMANDS)
    for script in re.findall(r"\.ci/\w+", text):
        assert (ROOT / script).stat().st_mode & 0o111, f"{script} is not executable"


def test_its_links_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        page, _, heading = target.partition("#")
        assert (ROOT / page).is_file(), target
        if heading:
            assert heading in [title.lower().replace(" ", "-") for title in headings], target


def test_the_changelog_begins_with_what_is_not_released_and_knows_this_version() -> None:
    titles = re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert titles[0] == "Unreleased"
    assert titles[1] == settings["project"]["version"]


def test_the_changelog_uses_the_headings_of_keep_a_changelog() -> None:
    """https://keepachangelog.com/en/1.1.0/"""
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", CHANGELOG, re.MULTILINE)) <= kinds
