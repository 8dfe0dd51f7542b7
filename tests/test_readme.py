"""What the README shows works, what it lists is all there is, its links lead somewhere."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cognito_lab.cli.serve import KEY_ID, SECRET
from cognito_lab.exercises.progress import VARIABLE
from cognito_lab.flow import trace_from_json

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
URLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
OWNER_AND_NAME = URLS["Repository"].removeprefix("https://github.com/")

LINKS = re.findall(r"\]\(([^)\s]+)\)", README)
MAP = README.partition("<!-- map:start -->")[2].partition("<!-- map:end -->")[0]
LONGEST_LINE = 120
"""Characters that one module may be described with."""


def section(title: str) -> str:
    """The text under a heading, up to the next one."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no heading {title!r}"
    return found[1]


def test_the_script_runs_as_it_stands_and_prints_a_trace(tmp_path: Path) -> None:
    script = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert script is not None
    command = [sys.executable, "-c", script[1]]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60, check=True)
    trace = trace_from_json(done.stdout)
    assert [call.operation for call in trace] == ["CreateUserPool"]
    assert done.stderr == b""


# What it is, how it looks and how it starts.


def test_a_sentence_a_picture_and_the_two_commands_come_first() -> None:
    first = README.partition("## Who it is for")[0]
    places = [
        first.find(text) for text in ("Learn auth", "![", "    ./lab  ", "    ./lab test", "[![")
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_it_says_how_to_get_the_project() -> None:
    lines = re.findall(r"^    (\S[^#\n]*)", section("Start"), re.MULTILINE)
    assert [line.strip() for line in lines] == [
        f"git clone {URLS['Repository']}",
        f"cd {URLS['Repository'].rpartition('/')[2]}",
        "./lab",
        "./lab test",
    ]


def test_every_mark_of_a_test_is_named_with_its_command() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    marks = settings["tool"]["pytest"]["ini_options"]["markers"]
    assert re.findall(r"`\./lab test -m (\w+)`", README) == [m.partition(":")[0] for m in marks]


def test_every_environment_variable_of_ours_that_it_names_is_read() -> None:
    named = set(re.findall(r"`((?:COGNITO_)?LAB_\w+)", README))
    assert named == {VARIABLE, KEY_ID, SECRET, "LAB_SCREENSHOTS"}
    reader = (ROOT / "tests" / "browser" / "conftest.py").read_text(encoding="utf-8")
    assert '"LAB_SCREENSHOTS"' in reader


def test_its_picture_is_told_in_words() -> None:
    words = re.search(r"!\[([^]]*)\]\(notebooks/images/readme_sign_in\.svg\)", README)
    assert words is not None
    picture = (ROOT / "notebooks" / "images" / "readme_sign_in.svg").read_text(encoding="utf-8")
    operations = re.findall(r"\b(?:SignUp|InitiateAuth|ConfirmSignUp|GetUser)\b", words[1])
    drawn = re.findall(r">(SignUp|InitiateAuth|ConfirmSignUp|GetUser)</text>", picture)
    assert operations == drawn
    assert re.findall(r">refused: 400 (\w+)</text>", picture) == re.findall(
        r"refused, (\w+)", words[1]
    )


def test_every_image_has_words_in_its_place() -> None:
    images = re.findall(r"!\[([^]]*)\]", README)
    assert len(images) == 3
    assert all(images)


# Commands.


def commands_of(text: str) -> set[str]:
    return set(re.findall(r"\./lab(?: ([a-z]+))?", text))


def test_the_commands_it_names_are_those_that_the_help_lists() -> None:
    done = subprocess.run(
        [ROOT / "lab", "help"], capture_output=True, text=True, check=True, timeout=60
    )
    offered = {line.partition("  ")[0] for line in done.stdout.splitlines() if line[:5] == "./lab"}
    offered = commands_of("\n".join(offered))
    assert commands_of(section("The commands")) == offered
    assert commands_of(README) <= offered


# The course.


def first_cell(notebook: Path) -> str:
    return "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])


CHAPTERS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def test_its_chapters_are_those_there_are_in_their_order() -> None:
    listed = re.findall(r"^\| \[.*?\]\((notebooks/.*?)\)", section("The course"), re.MULTILINE)
    assert listed == [path.relative_to(ROOT).as_posix() for path in CHAPTERS]


@pytest.mark.parametrize("notebook", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapters_title_and_minutes_are_its_own(notebook: Path) -> None:
    row = re.search(rf"^\| \[(.*?)\]\(notebooks/{notebook.name}\) \| (\d+) \|", README, re.M)
    assert row is not None
    text = first_cell(notebook)
    assert text.startswith(f"# {row[1]}")
    assert re.search(rf"\b{row[2]}[\s_]minutes", text)


# The map.


def modules() -> Iterator[str]:
    for path in (ROOT / "cognito_lab").rglob("*.py"):
        if path.parent != ROOT / "cognito_lab" or path.name != "__init__.py":
            place = path.parent if path.name == "__init__.py" else path
            yield place.relative_to(ROOT).as_posix()


def test_the_map_lists_every_module_once_and_none_that_is_not_there() -> None:
    linked = re.findall(r"\]\((cognito_lab/.*?)\)", MAP)
    folded = [f"cognito_lab/{name}" for name in re.findall(r"<summary><code>(\w+)/</code>", MAP)]
    assert sorted(linked + folded) == sorted(modules()), "run .venv/bin/cognito-lab readme"


def test_no_module_takes_more_than_a_line_to_describe() -> None:
    described = re.sub(r"\[(.*?)\]\(.*?\)|</?\w+>", r"\1", MAP).splitlines()
    assert [line for line in described if len(line) > LONGEST_LINE] == []


def test_the_folders_that_it_names_are_those_there_are() -> None:
    rows = re.findall(r"^\| (`[\w.]+/`.*?) \|", README, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([\w.]+)/`", row)}
    assert all((ROOT / folder).is_dir() for folder in named)
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    tracked = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, timeout=60)
    if tracked.returncode == 0:  # a copy without git lists nothing
        files = tracked.stdout.split("\0")
        assert {name.partition("/")[0] for name in files if "/" in name} == named | {"cognito_lab"}


# Links.


def anchors() -> set[str]:
    """The headings as GitHub addresses them."""
    headings = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    return {"#" + re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in headings}


def test_its_links_lead_somewhere() -> None:
    assert len(LINKS) > 20
    for target in LINKS:
        if target.startswith("#"):
            assert target in anchors(), target
        else:
            assert target.startswith("https://") or (ROOT / target).exists(), target


def test_its_badges_are_of_this_repository() -> None:
    hosts = [link for link in LINKS if "mybinder.org" in link or "github.com" in link]
    assert len(hosts) == 4
    written = re.findall(r"(?:github\.com|mybinder\.org/v2/gh)/([\w-]+/[\w-]+)", README)
    assert set(written) == {OWNER_AND_NAME}
    for link in hosts:
        assert f"/{OWNER_AND_NAME}/" in link, link


def test_the_badge_of_the_checks_names_a_workflow_that_there_is() -> None:
    [workflow, badge] = [link for link in LINKS if "/actions/" in link][::-1]
    assert badge == f"{workflow}/badge.svg"
    name = workflow.rpartition("/")[2]
    assert workflow == f"{URLS['Repository']}/actions/workflows/{name}"
    assert (ROOT / ".github" / "workflows" / name).is_file()


def test_its_binder_links_open_a_notebook_that_there_is() -> None:
    links = [urlsplit(link) for link in LINKS if "mybinder.org" in link]
    opened = []
    for link in links:
        assert link.path == f"/v2/gh/{OWNER_AND_NAME}/HEAD"
        [page] = parse_qs(link.query, strict_parsing=True)["urlpath"]
        opened.append(re.sub("^(lab/tree|voila/render)/", "", page))
    assert opened == ["notebooks/00_start_here.ipynb", "notebooks/visualizer.ipynb"]
    assert [name for name in opened if not (ROOT / name).is_file()] == []
