"""A keystroke in the exchange explorer: a trust policy is typed, and the way follows.

What the process held before the first key is frozen, as in `explorer_keystroke`.
"""

from __future__ import annotations

from benchmarks.engines import LAB, PROCESSOR, Worker
from benchmarks.measurement import Measurement, slowest

TARGET_MILLISECONDS = 50.0
KEYS, QUICK_KEYS = 60, 12

_EXPLORER = """
import gc
from itertools import cycle

from cognito_lab.panels import ExchangeExplorer
from ipywidgets import Widget
from tests.panels.exchange_explorers import TRUST, explorer as made

explorer = made()
Widget._send = lambda *_, **__: None  # what would go to the page

def widgets_in(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from widgets_in(child)

editor = next(w for w in widgets_in(explorer.widget) if getattr(w, "description", "") == TRUST)
whole = editor.value
texts = cycle([whole + " " * n if n % 3 else whole[:-2] for n in range(1, 7)])

def key():
    # As the page says it: what stands in the field now.
    editor.set_state({"value": next(texts)})

gc.collect()
gc.freeze()
things = {"key": key} | {name: (lambda tab: lambda: explorer.open(tab))(tab)
                         for tab, name in enumerate(("way", "ids", "role", "may do"))}
"""


def measure(quick: bool) -> list[Measurement]:
    """A row on the slowest key with each tab open."""
    keys = QUICK_KEYS if quick else KEYS
    rows = []
    with Worker(LAB, _EXPLORER) as worker:
        for tab in ("way", "ids", "role", "may do"):
            worker.times(tab, 1)
            worker.times("key", 2)
            typed = worker.times("key", keys, PROCESSOR)
            rows.append(slowest(f"exchange explorer, one key, {tab}", typed, TARGET_MILLISECONDS))
    return rows
