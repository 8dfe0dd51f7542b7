"""pyproject.toml, requirements.txt and requirements-dev.txt agree, and name no machine."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.txt", "requirements-dev.txt")

LEARNERS = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
DEVELOPERS = [Requirement(line) for line in PYPROJECT["dependency-groups"]["dev"]]


def lines_of(lock: str) -> list[str]:
    """The lines of a lock file that are not comments."""
    lines = (ROOT / lock).read_text().splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def pins_of(lock: str) -> dict[str, list[Version]]:
    """The releases that a lock file has for each package; several where they depend on a marker."""
    pins: dict[str, list[Version]] = {}
    for requirement in map(Requirement, lines_of(lock)):
        [specifier] = requirement.specifier
        assert specifier.operator == "==", f"{lock}: {requirement} is not one exact release"
        pins.setdefault(canonicalize_name(requirement.name), []).append(Version(specifier.version))
    return pins


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("requirement", LEARNERS, ids=lambda requirement: requirement.name)
def test_what_learners_need_is_locked_within_its_range(requirement: Requirement, lock: str) -> None:
    releases = pins_of(lock).get(canonicalize_name(requirement.name))
    assert releases, f"{requirement.name} is not in {lock}: run ./lab lock"
    for release in releases:
        assert requirement.specifier.contains(release), f"{requirement} does not admit {release}"


@pytest.mark.parametrize("requirement", DEVELOPERS, ids=lambda requirement: requirement.name)
def test_what_the_checks_need_is_locked_for_developers_only(requirement: Requirement) -> None:
    name = canonicalize_name(requirement.name)
    releases = pins_of("requirements-dev.txt").get(name)
    assert releases, f"{name} is not in requirements-dev.txt: run ./lab lock"
    assert all(requirement.specifier.contains(release) for release in releases)
    assert name not in pins_of("requirements.txt")


def test_developers_have_exactly_what_learners_have_and_more() -> None:
    assert set(lines_of("requirements.txt")) < set(lines_of("requirements-dev.txt"))


def test_moto_is_pinned_to_one_release_everywhere() -> None:
    [moto] = [requirement for requirement in LEARNERS if requirement.name == "moto"]
    [specifier] = moto.specifier
    assert specifier.operator == "=="
    for lock in LOCKS:
        assert pins_of(lock)["moto"] == [Version(specifier.version)]


@pytest.mark.parametrize("requirement", LEARNERS, ids=lambda requirement: requirement.name)
def test_every_dependency_is_a_range_except_moto(requirement: Requirement) -> None:
    operators = {specifier.operator for specifier in requirement.specifier}
    assert operators == ({"=="} if requirement.name == "moto" else {">=", "<"})


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "./lab lock" in text, "the header says how the file is made"
    assert "://" not in text
    for line in lines_of(lock):
        assert not line.startswith("-"), f"an option of pip: {line}"
        assert Requirement(line).url is None
        assert "/" not in line
        assert "\\" not in line


def imported_by_the_package() -> set[str]:
    """Top-level modules that `cognito_lab` imports, its own and Python's left out."""
    names: set[str] = set()
    for path in (ROOT / "cognito_lab").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"cognito_lab"}


def test_whatever_the_package_imports_is_declared() -> None:
    declared = {canonicalize_name(requirement.name) for requirement in LEARNERS}
    distributions = packages_distributions()
    for module in sorted(imported_by_the_package()):
        owners = {canonicalize_name(name) for name in distributions.get(module, ())}
        assert owners & declared, f"cognito_lab imports {module}, and pyproject.toml has none of it"
