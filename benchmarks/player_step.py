"""A step of the flow player through a recorded trace of 40 calls: its time and its bytes."""

from __future__ import annotations

from benchmarks.draw_sequence import FORTY_CALLS
from benchmarks.engines import LAB, PROCESSOR, Worker
from benchmarks.measurement import Measurement, largest, slowest

TARGET_MILLISECONDS = 50.0
TARGET_KILOBYTES = 32.0
STEPS, QUICK_STEPS = 78, 12

_PLAYER = (
    FORTY_CALLS
    + """
import json
from itertools import cycle

from cognito_lab.panels import FlowPlayer
from ipywidgets import Widget

player = FlowPlayer(trace)
there_and_back = cycle([*range(1, 40), *range(38, -1, -1)])
sent = []

def keep(widget, message, buffers=None):
    sent.append(len(json.dumps(message)))

Widget._send = keep  # what would go to the page
slider = next(w for row in player.widget.children for w in getattr(row, "children", ())
              if getattr(w, "description", "") == "Call")

def step():
    sent.clear()
    # As the page says it: the new place of the slider.
    slider.set_state({"value": next(there_and_back) + 1})
    return sum(sent)

def show():
    player.show(newest=True)
    player.position = 0

things = {"step": step, "show": show}
"""
)


def measure(quick: bool) -> list[Measurement]:
    """A row on the slowest step, one on the largest, and one on showing another trace."""
    with Worker(LAB, _PLAYER) as worker:
        worker.times("step", 2)  # loads the widths of letters
        steps = worker.times("step", QUICK_STEPS if quick else STEPS, PROCESSOR)
        kilobytes = [sent / 1000 for sent in worker.values("step", STEPS)]
        shows = worker.times("show", 2 if quick else 10)
    return [
        slowest("player, one step of 40", steps, TARGET_MILLISECONDS),
        largest("player, to the page", steps, kilobytes, TARGET_KILOBYTES),
        Measurement("player, another trace", "lab", shows),
    ]
