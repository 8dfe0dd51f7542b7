"""`cognito-lab readme`: the generated parts of the README, and its picture."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from cognito_lab.cli import main
from cognito_lab.cli.project import CommandError
from cognito_lab.cli.readme import generated_parts, with_parts
from cognito_lab.cli.readme_picture import FILE, sign_in_picture
from cognito_lab.diagrams import Picture
from tests.diagrams.seen import Seen

ROOT = Path(__file__).parents[2]
GITHUBS_WIDTH = 830
MARKS = """<!-- map:start -->
old
<!-- map:end -->
by hand
<!-- ledger:start --><!-- ledger:end -->"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a README of marks and a package of one module; the current folder."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "cognito-lab"\n')
    (tmp_path / "README.md").write_text(f"before\n{MARKS}\nafter\n")
    (tmp_path / "cognito_lab").mkdir()
    (tmp_path / "cognito_lab" / "__init__.py").write_text('"""L.\n\nReading order: `one`."""')
    (tmp_path / "cognito_lab" / "one.py").write_text('"""The only one."""')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_readme_holds_what_is_generated_as_it_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_parts(text, generated_parts(ROOT)) == text, "run .venv/bin/cognito-lab readme"


def test_what_is_out_of_date_is_written_and_the_rest_is_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["readme"]) == 0
    text = (project / "README.md").read_text()
    assert text.startswith("before\n<!-- map:start -->\n[`one.py`](cognito_lab/one.py): The only")
    assert "<!-- map:end -->\nby hand\n<!-- ledger:start -->\n<details>" in text
    assert text.endswith("<!-- ledger:end -->\nafter\n")
    assert "old" not in text.partition("by hand")[0]
    assert (project / FILE).read_text().startswith("<svg")
    assert capsys.readouterr().out == f"README.md is written\n{FILE} is written\n"
    assert main(["readme", "--check"]) == 0
    assert capsys.readouterr().out == f"README.md is up to date\n{FILE} is up to date\n"


def test_a_check_changes_nothing_and_names_what_would_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "README.md").read_text()
    assert main(["readme", "--check"]) == 1
    assert (project / "README.md").read_text() == before
    assert not (project / FILE).exists()
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(" ")[0] for line in told] == ["README.md", FILE]
    assert all("run .venv/bin/cognito-lab readme" in line for line in told)


@pytest.mark.parametrize("text", ["nothing", "<!-- map:start -->", "<!-- map:end --> only the end"])
def test_a_readme_without_marks_is_one_clear_error(text: str) -> None:
    with pytest.raises(CommandError, match="lacks the marks <!-- map:start --> and"):
        with_parts(text, {"map": "new"})


class TestPicture:
    def test_it_is_what_the_lab_records_today(self) -> None:
        assert (ROOT / FILE).read_text(encoding="utf-8") == sign_in_picture().svg, (
            "run .venv/bin/cognito-lab readme"
        )

    def test_it_shows_a_refusal_and_what_followed_from_it(self) -> None:
        outcomes = [(row[3].partition(" ")[0], row[5]) for row in called(sign_in_picture())]
        assert [operation for operation, _ in outcomes] == [
            "SignUp",
            "InitiateAuth",
            "ConfirmSignUp",
            "InitiateAuth",
            "GetUser",
        ]
        assert [outcome.startswith("✕ refused") for _, outcome in outcomes] == [
            False,
            True,
            False,
            False,
            False,
        ]

    def test_it_fits_on_githubs_page_unscaled_with_nothing_in_the_way(self) -> None:
        seen = Seen((ROOT / FILE).read_text(encoding="utf-8"))
        assert seen.width <= GITHUBS_WIDTH
        assert list(seen.faults()) == []

    def test_github_may_show_it(self) -> None:
        """GitHub shows an SVG as an image: without scripts, and without anything from elsewhere."""
        root = ElementTree.parse(ROOT / FILE).getroot()
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "foreignObject", "image", "use", "style"}
        assert root.get("width"), "an image without a width has none of its own"


def called(picture: Picture) -> list[tuple[str, ...]]:
    """The rows of the transcript that are calls."""
    return [row for row in picture.table.rows if row[0]]
