"""The map of the package: complete, in the order that the source declares, in its words."""

from pathlib import Path

import pytest

from cognito_lab.cli.project import CommandError
from cognito_lab.cli.readme_map import package_map


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package: a module, a package of two modules, one of them a package itself."""
    root = tmp_path / "lab"
    files = {
        "__init__.py": '"""The lab.\n\nIn reading order:\n\n- `zebra` 1\n- `aws` 2\n\n`x`."""',
        "zebra.py": '"""What has stripes."""',
        "aws/__init__.py": '"""The `mock` & more.\n\nReading order: `wire`\n(`x()`), `idp`.\n"""',
        "aws/wire.py": '"""The one seam | door.\n\nMore of it."""',
        "aws/idp/__init__.py": '"""User pools.\n\nReading order: `pools`."""',
        "aws/idp/pools.py": '"""A pool."""',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_every_module_stands_in_the_declared_order_with_its_first_line(package: Path) -> None:
    assert package_map(package) == (
        "[`zebra.py`](lab/zebra.py): What has stripes.\n"
        "\n"
        "<details>\n"
        "<summary><code>aws/</code> The <code>mock</code> &amp; more.</summary>\n"
        "\n"
        "| module | what it is |\n"
        "|---|---|\n"
        "| [`wire`](lab/aws/wire.py) | The one seam \\| door. |\n"
        "| [`idp/`](lab/aws/idp) | User pools. |\n"
        "| [`idp/pools`](lab/aws/idp/pools.py) | A pool. |\n"
        "\n"
        "</details>"
    )


def test_the_map_runs_none_of_the_code(package: Path) -> None:
    (package / "zebra.py").write_text('"""What has stripes."""\nraise SystemExit\n')
    assert "What has stripes." in package_map(package)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("aws/new.py", '"""New."""', "lab/aws/__init__.py: its reading order does not name `new`."),
        (
            "aws/idp/__init__.py",
            '"""Pools.\n\nReading order: `pools`, `gone`."""',
            "aws/idp/__init__.py: its reading order names `gone`, which is no module of it.",
        ),
        ("aws/__init__.py", '"""The mock: `wire`, `idp`."""', 'has no "Reading order:"'),
        ("aws/idp/pools.py", "", "aws/idp/pools.py: it has no docstring."),
        ("oauth/__init__.py", '"""Codes."""', "lab/__init__.py: its reading order does not name"),
    ],
)
def test_what_the_order_lacks_or_invents_is_told_with_its_place(
    package: Path, name: str, text: str, fault: str
) -> None:
    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as found:
        package_map(package)
    assert fault in str(found.value)


def test_a_name_after_the_paragraph_is_no_module(package: Path) -> None:
    assert "`x`" not in package_map(package)
