"""Which tests run, and how the notebooks are tested; decided here and nowhere else.

The settings in pyproject.toml leave out the tests that need more than Python: a web browser, what
Binder would build, other languages' clients. `-m browser` runs those. Such a test skips itself
where its program is missing; with `--no-skips` that is a failure, so that a run that was to try
everything cannot pass by trying nothing.

The committed outputs of the notebooks were made on Linux with the oldest supported Python. There,
every output must come out exactly as committed (`--nbval`). Elsewhere a number's last digit or a
library's wording may differ, so each cell must only run without an error (`--nbval-lax`); what a
chapter claims is asserted in its cells anyway. Either option on the command line wins over this
choice.

A learner's answers are left alone: whatever a notebook keeps of them goes to a folder of the run.
"""

import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

OLDEST_PYTHON = (3, 11)
OUTPUTS_ARE_COMPARED = sys.platform == "linux" and sys.version_info[:2] == OLDEST_PYTHON


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--no-skips`."""
    parser.addoption("--no-skips", action="store_true", help="a test that is skipped has failed")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose nbval's mode before its plugin collects the first notebook; hide the answers."""
    folder = tempfile.TemporaryDirectory(prefix="answers-")
    config.add_cleanup(folder.cleanup)
    os.environ["COGNITO_LAB_PROGRESS"] = str(Path(folder.name) / "answers.json")
    if not (config.option.nbval or config.option.nbval_lax):
        config.option.nbval = OUTPUTS_ARE_COMPARED
        config.option.nbval_lax = not OUTPUTS_ARE_COMPARED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Say why nothing ran, where the tests asked for are those that the settings leave out."""
    left_out = terminalreporter.stats.get("deselected", [])
    by_default = config.getoption("markexpr") == _marks_of_the_settings(config)
    if exitstatus != pytest.ExitCode.NO_TESTS_COLLECTED or not left_out or not by_default:
        return
    marks = [
        name
        for name in (line.partition(":")[0] for line in config.getini("markers"))
        if f"not {name}" in config.getoption("markexpr")
        and any(item.get_closest_marker(name) for item in left_out)
    ]
    if marks:
        ways = " or ".join(f"-m {name}" for name in marks)
        terminalreporter.write_line(
            f"These tests need more than Python, so a plain run leaves them out: add {ways}."
        )


def _marks_of_the_settings(config: pytest.Config) -> str:
    """The mark expression in pyproject.toml."""
    options = [option for option in config.getini("addopts") if option.startswith("-m=")]
    return options[0].removeprefix("-m=") if options else ""


def pytest_report_header(config: pytest.Config) -> str:
    """Say at the top of each run which mode was chosen."""
    mode = "run without comparison" if config.option.nbval_lax else "outputs compared strictly"
    return f"notebooks: {mode}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skipped test a failed one, if the run may skip none."""
    report = yield
    _refuse_a_skip(report, item.config)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself as a whole."""
    report = yield
    _refuse_a_skip(report, collector.config)
    return report


def _refuse_a_skip(report: pytest.TestReport | pytest.CollectReport, config: pytest.Config) -> None:
    # A test that is expected to fail was run, though pytest calls its outcome skipped too.
    if not (config.option.no_skips and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{reason}\n--no-skips: this run must skip nothing."
