"""The project as Binder would have it: a clean clone, built once for all tests."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.binder.dockerfile import Dockerfile, dockerfile_of
from tests.binder.session import Session
from tests.browser.chromium import chromium
from tests.browser.servers import ROOT


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's last commit, and nothing else: Binder takes what was pushed."""
    if not (ROOT / ".git").exists():
        pytest.skip("This folder is no git repository, and Binder builds from one")
    home = tmp_path_factory.mktemp("binder") / "home"
    command = ["git", "clone", "-q", "--no-local", str(ROOT), str(home)]
    subprocess.run(command, check=True, timeout=120)
    return home


@pytest.fixture(scope="session")
def dockerfile(clone: Path) -> Dockerfile:
    """What repo2docker makes of it."""
    return dockerfile_of(clone)


@pytest.fixture(scope="session")
def session(clone: Path, dockerfile: Dockerfile) -> Session:
    """The clone, built."""
    built = Session(clone, clone.parent / "environment", dockerfile)
    built.build()
    return built


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with chromium() as running_browser:
        yield running_browser
