"""Who may import whom: one table, checked against every import in every module."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "cognito_lab"

CORE = frozenset(
    {"evidence", "known_error", "sign_in", "tokens", "policies", "exchange", "oauth", "flow"}
)
DOORS = frozenset({"cli", "server"})
SHOWING = frozenset({"diagrams", "panels", "exercises"})
ALL = CORE | SHOWING | DOORS | {"aws", "cell_output", "project_folder"}

# What the core may use beside the standard library: tokens need signatures.
OF_THE_CORE = frozenset({"jwt", "cryptography"})
# Whoever shows a picture is handed its data; nothing imports what stands outside.
MOCK = frozenset({"boto3", "botocore", "moto"})
OUTSIDE = frozenset({"tests", "benchmarks", "notebooks"})


@dataclass(frozen=True)
class Layer:
    """What one package may import: of ours; of others only `only`, or all but `never`."""

    ours: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    never: frozenset[str] = OUTSIDE


LAYERS = {
    "evidence": Layer(only=OF_THE_CORE),
    "known_error": Layer(only=OF_THE_CORE),
    "flow": Layer(only=OF_THE_CORE),
    "sign_in": Layer(frozenset({"evidence", "known_error"}), OF_THE_CORE),
    "tokens": Layer(frozenset({"evidence"}), OF_THE_CORE),
    "policies": Layer(frozenset({"evidence"}), OF_THE_CORE),
    "exchange": Layer(frozenset({"evidence", "known_error", "tokens", "policies"}), OF_THE_CORE),
    "oauth": Layer(frozenset({"evidence", "tokens"}), OF_THE_CORE),
    "aws": Layer(CORE),
    "cell_output": Layer(only=frozenset({"IPython"})),
    "diagrams": Layer(CORE | {"cell_output"}, never=OUTSIDE | MOCK),
    "panels": Layer(CORE | {"cell_output", "diagrams"}, never=OUTSIDE | MOCK),
    "exercises": Layer(CORE | {"cell_output", "project_folder"}, never=OUTSIDE | MOCK),
    "project_folder": Layer(only=frozenset()),
    "cli": Layer(ALL),
    "server": Layer(ALL),
}

# A core module may load none of these, not even through another.
HEAVY = MOCK | {"ipywidgets", "IPython", "matplotlib", "graphviz", "pygraphviz"}


def parts_of(root: Path) -> dict[str, list[Path]]:
    """The modules of each package (or single module) at the top of the tree."""
    found: dict[str, list[Path]] = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        top = path.relative_to(root / PACKAGE).parts[0]
        if top != "__init__.py":
            found.setdefault(top.removesuffix(".py"), []).append(path)
    return found


def imported_by(path: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Each module that a file imports, with its line: anywhere in it, by any statement."""
    package = path.relative_to(root).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            outer = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*outer, *([node.module] if node.module else [])))
            names = [f"{base}.{alias.name}" for alias in node.names] if base == PACKAGE else [base]
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Call) and node.args and _name_of(node.func) in _IMPORTERS:
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield node.lineno, name.value


_IMPORTERS = {"import_module", "__import__"}


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def problems(root: Path) -> list[str]:
    """Every import that the table does not allow, and every package that it does not know."""
    found = []
    for part, paths in parts_of(root).items():
        if part not in LAYERS:
            found.append(f"{part}: stands in no layer; add it to the table")
            continue
        for path in paths:
            place = path.relative_to(root).as_posix()
            found += [
                f"{place}:{line}: {part} may not import {name}"
                for line, name in imported_by(path, root)
                if not may_import(part, name)
            ]
    return found


def may_import(part: str, name: str) -> bool:
    """Whether a package of ours may import a module."""
    layer, (top, *rest) = LAYERS[part], name.split(".")
    if top == PACKAGE:
        return bool(rest) and (rest[0] == part or rest[0] in layer.ours)
    if layer.only is not None:
        return top in layer.only or top in sys.stdlib_module_names
    return top not in layer.never


# The table itself.


def test_the_table_names_every_package_that_the_design_has() -> None:
    assert set(LAYERS) == ALL
    assert all(layer.ours <= ALL for layer in LAYERS.values())


def test_nothing_but_a_door_imports_a_door() -> None:
    assert [part for part in ALL - DOORS if LAYERS[part].ours & DOORS] == []


def test_the_core_knows_nothing_of_what_stands_on_it() -> None:
    assert all(LAYERS[part].ours <= CORE and LAYERS[part].only is not None for part in CORE)


def test_no_two_packages_import_each_other_but_the_doors() -> None:
    for part in ALL - DOORS:
        assert [one for one in LAYERS[part].ours if part in LAYERS[one].ours] == [], part


# The tree.


def test_every_import_is_one_that_the_table_allows() -> None:
    assert problems(ROOT) == []


def test_the_walk_meets_the_packages_that_there_are() -> None:
    there = {
        path.name.removesuffix(".py")
        for path in (ROOT / PACKAGE).iterdir()
        if (path.suffix == ".py" or any(path.glob("*.py"))) and path.name != "__init__.py"
    }
    assert set(parts_of(ROOT)) == there >= {"flow", "aws"}


def test_the_package_is_a_docstring_and_imports_nothing() -> None:
    tree = ast.parse((ROOT / PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


LOADED = """
import importlib, json, sys
root, modules = json.loads(sys.argv[1])
sys.path.insert(0, root)
for name in modules:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("part", sorted(CORE & set(parts_of(ROOT))))
def test_importing_the_core_loads_nothing_heavy(part: str) -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in parts_of(ROOT)[part]
    ]
    run = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps([str(ROOT), modules])],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    loaded = [name.split(".") for name in json.loads(run.stdout)]
    assert {top for top, *_ in loaded} & HEAVY == set()
    ours = {rest[0] for top, *rest in loaded if top == PACKAGE and rest}
    assert part in ours and ours <= LAYERS[part].ours | {part}


# The check itself, on small trees that break a rule.


@pytest.mark.parametrize(
    ("path", "source", "refused"),
    [
        ("flow/call.py", "import cognito_lab.evidence", "cognito_lab.evidence"),
        ("flow/call.py", "from cognito_lab import tokens", "cognito_lab.tokens"),
        ("flow/call.py", "from ..tokens import keys", "cognito_lab.tokens"),
        ("flow/call.py", "from .. import aws", "cognito_lab.aws"),
        ("flow/deep/er.py", "from ... import aws", "cognito_lab.aws"),
        ("flow/call.py", "import cognito_lab", "cognito_lab"),
        ("flow/call.py", "def f():\n    import boto3", "boto3"),
        ("tokens/keys.py", "if TYPE_CHECKING:\n    from moto.core import x", "moto.core"),
        ("tokens/keys.py", "try:\n    import numpy\nexcept ImportError: pass", "numpy"),
        ("tokens/keys.py", "importlib.import_module('cognito_lab.aws')", "cognito_lab.aws"),
        ("tokens/keys.py", "__import__('requests')", "requests"),
        ("tokens/keys.py", "from cognito_lab.policies import evaluate", "cognito_lab.policies"),
        ("exchange/roles.py", "from cognito_lab.oauth import pkce", "cognito_lab.oauth"),
        ("evidence.py", "from cognito_lab.flow import Trace", "cognito_lab.flow"),
        ("aws/lab.py", "from cognito_lab.diagrams import draw", "cognito_lab.diagrams"),
        ("aws/lab.py", "from tests.aws import helpers", "tests.aws"),
        ("diagrams/svg.py", "from cognito_lab.aws import start_lab", "cognito_lab.aws"),
        ("diagrams/svg.py", "import moto", "moto"),
        ("panels/player.py", "from cognito_lab.exercises import x", "cognito_lab.exercises"),
        ("exercises/one.py", "from cognito_lab.aws import start_lab", "cognito_lab.aws"),
        ("exercises/one.py", "import boto3", "boto3"),
        ("exercises/one.py", "def f():\n    from botocore import session", "botocore"),
        ("exercises/one.py", "from moto import mock_aws", "moto"),
        ("project_folder.py", "from cognito_lab.cli import main", "cognito_lab.cli"),
        ("cell_output.py", "from cognito_lab.flow import Trace", "cognito_lab.flow"),
        ("flow/call.py", "from cognito_lab.cell_output import show", "cognito_lab.cell_output"),
        ("aws/lab.py", "from cognito_lab.cli import main", "cognito_lab.cli"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, path: str, source: str, refused: str) -> None:
    module = tmp_path / PACKAGE / path
    module.parent.mkdir(parents=True)
    module.write_text(f'"""A module."""\n\n{source}\n', encoding="utf-8")
    (found,) = problems(tmp_path)
    assert found.startswith(f"{PACKAGE}/{path}:")
    assert found.endswith(f" may not import {refused}")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "flow/call.py",
            "import json, datetime as dt\nfrom . import actors\nfrom .actors import A",
        ),
        ("flow/deep/er.py", "from .. import actors\nfrom ..actors import A"),
        ("tokens/keys.py", "import jwt\nfrom cryptography.hazmat.primitives import hashes"),
        ("tokens/keys.py", "from cognito_lab.evidence import Check"),
        ("exchange/roles.py", "from cognito_lab.tokens import x\nfrom ..policies import y"),
        ("aws/lab.py", "import moto, boto3\nfrom cognito_lab import flow, oauth"),
        ("diagrams/svg.py", "import graphviz\nfrom cognito_lab.policies import evaluate"),
        ("panels/player.py", "import ipywidgets\nfrom cognito_lab.diagrams import draw"),
        ("exercises/one.py", "from cognito_lab.project_folder import find_project_folder"),
        ("cli/main.py", "import cognito_lab.aws, cognito_lab.server, boto3"),
    ],
)
def test_an_allowed_import_is_let_through(tmp_path: Path, path: str, source: str) -> None:
    module = tmp_path / PACKAGE / path
    module.parent.mkdir(parents=True)
    module.write_text(f"{source}\n", encoding="utf-8")
    assert problems(tmp_path) == []


@pytest.mark.parametrize("path", ["utils/__init__.py", "helpers.py", "__main__.py"])
def test_a_new_package_must_take_its_place_in_the_table(tmp_path: Path, path: str) -> None:
    module = tmp_path / PACKAGE / path
    module.parent.mkdir(parents=True)
    module.write_text("", encoding="utf-8")
    name = path.partition("/")[0].removesuffix(".py")
    assert problems(tmp_path) == [f"{name}: stands in no layer; add it to the table"]
