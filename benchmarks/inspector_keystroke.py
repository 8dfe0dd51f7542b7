"""A keystroke in the token inspector: a claim is edited, and the gates are drawn again."""

from __future__ import annotations

from benchmarks.engines import LAB, PROCESSOR, Worker
from benchmarks.measurement import Measurement, slowest

TARGET_MILLISECONDS = 50.0
KEYS, QUICK_KEYS = 60, 12

_INSPECTOR = """
import datetime as dt
from itertools import cycle

from cognito_lab.panels import TokenInspector
from cognito_lab.panels.token_inspector import READ, TAMPER, VERIFY
from cognito_lab.tokens.forgeries import FORGERIES
from cognito_lab.tokens.practice_pool import make_practice_pool
from ipywidgets import Widget

pool, loot = make_practice_pool(dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC))
many = {f"custom:claim_{n}": "x" * 40 for n in range(40)}
inspector = TokenInspector(
    pool.token("id", many), jwks=pool.keys.jwks(), issuer=pool.issuer,
    audience=pool.app_client_id, now=pool.now, loot=loot, groups=["admins"],
)
Widget._send = lambda *_, **__: None  # what would go to the page

def widgets_in(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from widgets_in(child)

def control(name):
    return next(w for w in widgets_in(inspector.widget) if getattr(w, "description", "") == name)

value, box = control("Value (JSON)"), control("expiry")
texts = cycle(['"a"', '"ab"', '"abc"', '"abcd"', '"abc', '{"a": [1, 2]}'])
inspector.open(TAMPER)

def key():
    # As the page says it: what stands in the field now.
    value.set_state({"value": next(texts)})

def tick():
    inspector.open(VERIFY)
    box.set_state({"value": not box.value})

def make_it_huge():
    inspector.open(TAMPER)
    control(FORGERIES["huge"].title).value = True

things = {"key": key, "tick": tick, "make_it_huge": make_it_huge}
"""


def measure(quick: bool) -> list[Measurement]:
    """A row on the slowest key, one on a gate's box, and one on a key in a token of a megabyte."""
    keys = QUICK_KEYS if quick else KEYS
    with Worker(LAB, _INSPECTOR) as worker:
        worker.times("key", 2)  # loads the widths of letters
        typed = worker.times("key", keys, PROCESSOR)
        ticked = worker.times("tick", keys, PROCESSOR)
        worker.times("make_it_huge", 1)
        huge = worker.times("key", keys, PROCESSOR)
    return [
        slowest("inspector, one key", typed, TARGET_MILLISECONDS),
        slowest("inspector, one gate", ticked, TARGET_MILLISECONDS),
        slowest("inspector, one key of 1 MB", huge, TARGET_MILLISECONDS),
    ]
