"""How the notebooks are tested; decided here and nowhere else.

The committed outputs were made on Linux with the oldest supported Python. There, every output
must come out exactly as committed (`--nbval`). Elsewhere a number's last digit or a library's
wording may differ, so each cell must only run without an error (`--nbval-lax`); what a chapter
claims is asserted in its cells anyway. Either option on the command line wins over this choice.
"""

import sys

import pytest

OLDEST_PYTHON = (3, 11)
OUTPUTS_ARE_COMPARED = sys.platform == "linux" and sys.version_info[:2] == OLDEST_PYTHON


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose nbval's mode before its plugin collects the first notebook."""
    if not (config.option.nbval or config.option.nbval_lax):
        config.option.nbval = OUTPUTS_ARE_COMPARED
        config.option.nbval_lax = not OUTPUTS_ARE_COMPARED


def pytest_report_header(config: pytest.Config) -> str:
    """Say at the top of each run which mode was chosen."""
    mode = "run without comparison" if config.option.nbval_lax else "outputs compared strictly"
    return f"notebooks: {mode}"
