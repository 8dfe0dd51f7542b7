"""A token inspector over a pool on paper, and what a reader does with it."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from cognito_lab.panels import TokenInspector
from cognito_lab.panels.token_inspector import READ, TAMPER, VERIFY
from cognito_lab.tokens.forgeries import FORGERIES, Loot
from cognito_lab.tokens.gates import Gate
from cognito_lab.tokens.practice_pool import PracticePool, make_practice_pool
from tests.panels.page import control, shown, widgets_in

NOW = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
OTHER_CLIENT = "2another3456789client00"
TABS = {"Read": READ, "Tamper": TAMPER, "Verify": VERIFY}


@functools.cache
def scene() -> tuple[PracticePool, Loot]:
    """One pool for all tests: its keys take a while."""
    return make_practice_pool(NOW)


def inspector(token: Any = None, **more: Any) -> TokenInspector:
    """The inspector of an ID token, with all that a forger can have."""
    pool, loot = scene()
    given = {
        "jwks": pool.keys.jwks(),
        "issuer": pool.issuer,
        "audience": pool.app_client_id,
        "now": NOW,
        "loot": loot,
        "other_clients": [OTHER_CLIENT],
    }
    return TokenInspector(pool.token() if token is None else token, **(given | more))


def tabs_of(panel: TokenInspector) -> tuple[list[Any], list[Any]]:
    """The buttons of the tabs, and what each of them opens."""
    (found,) = (part for part in widgets_in(panel.widget) if "cl-tabs" in part._dom_classes)
    buttons, *parts = found.children
    return list(buttons.children), parts


def read(panel: TokenInspector, tab: str) -> str:
    """Open a tab and read it: its words, without those of the controls."""
    panel.open(TABS[tab])
    return shown(tabs_of(panel)[1][TABS[tab]])


def give(panel: TokenInspector, name: str, value: Any) -> None:
    """Set a control, as the page does."""
    control(panel.widget, name).value = value


def press(panel: TokenInspector, name: str) -> None:
    control(panel.widget, name).click()


def edit(panel: TokenInspector, claim: str, text: str) -> None:
    """Choose a claim under Tamper and type a value."""
    panel.open(TAMPER)
    give(panel, "Claim", claim)
    give(panel, "Value (JSON)", text)


def forge_it(panel: TokenInspector, *names: str) -> None:
    """Tick forgeries under Tamper."""
    panel.open(TAMPER)
    for name in names:
        give(panel, FORGERIES[name].title, True)


def leave_out(panel: TokenInspector, *gates: Gate) -> None:
    """Switch gates off under Verify."""
    panel.open(VERIFY)
    for gate in gates:
        give(panel, str(gate), False)


def fallen(panel: TokenInspector) -> list[str]:
    """The gates that refuse, asked or not."""
    return [str(check.subject) for check in panel.verification.failed]
