"""A step of the timeline's clock with the tokens of three sign-ins: its time and its bytes."""

from __future__ import annotations

from benchmarks.engines import LAB, PROCESSOR, Worker
from benchmarks.measurement import Measurement, largest, slowest

TARGET_MILLISECONDS = 50.0
TARGET_KILOBYTES = 80.0
STEPS, QUICK_STEPS = 60, 12

_TIMELINE = """
import datetime as dt
import json
from itertools import cycle

from cognito_lab.panels import TokenTimeline
from cognito_lab.tokens.token_life import EventKind, TokenEvent, TokenLife
from ipywidgets import Widget

start = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)
at = lambda minutes: start + dt.timedelta(minutes=minutes)
long = {"id": 60, "access": 10, "refresh": 1440}
lives = [
    TokenLife(f"{name}: {use}", use, at(i), at(i + long[use]), name, at(20))
    for i, name in enumerate(("phone", "tablet", "watch")) for use in long
]
events = [TokenEvent(at(20), EventKind.SIGN_OUT)]
sent = []

def keep(widget, message, buffers=None):
    sent.append(len(json.dumps(message)))

timeline = TokenTimeline(lives, events)
Widget._send = keep  # what would go to the page
slider = next(w for row in timeline.widget.children for w in getattr(row, "children", ())
              if getattr(w, "description", "") == "Clock")
places = cycle(range(1, slider.max, 7))

def step():
    sent.clear()
    slider.set_state({"value": next(places)})  # as the page says it
    return sum(sent)

def show():
    timeline.show(lives, events)

things = {"step": step, "show": show}
"""


def measure(quick: bool) -> list[Measurement]:
    """A row on the slowest step, one on the largest, and one on drawing other tokens."""
    with Worker(LAB, _TIMELINE) as worker:
        worker.times("step", 2)  # loads the letters
        steps = worker.times("step", QUICK_STEPS if quick else STEPS, PROCESSOR)
        kilobytes = [sent / 1000 for sent in worker.values("step", QUICK_STEPS)]
        shows = worker.times("show", 2 if quick else 10)
    return [
        slowest("timeline, one step of its clock", steps, TARGET_MILLISECONDS),
        largest("timeline, to the page", steps, kilobytes, TARGET_KILOBYTES),
        Measurement("timeline, other tokens", "lab", shows),
    ]
