"""The list of calls to jump to, with the recorded steps as headings."""

from __future__ import annotations

from collections.abc import Sequence

from cognito_lab.diagrams.sequence_crop import SequenceCrops
from cognito_lab.diagrams.text_metrics import shorten
from cognito_lab.panels.call_page import outcome_of

AFTER_THE_LIST = -1
"""A heading's value is this, less the position of its first call: no call has it."""

_MOST_NAME = 60
_MOST_OUTCOME = 60


def jump_options(crops: SequenceCrops, positions: Sequence[int]) -> list[tuple[str, int]]:
    """Labels with values: the position of a call, or `AFTER_THE_LIST` less it for a heading.

    Choosing a heading is choosing the first call under it.
    """
    options: list[tuple[str, int]] = []
    step = ""
    for position in positions:
        message = crops.message(position)
        if message.step != step:
            step = message.step
            if step:
                heading = f"Step: {shorten(step, _MOST_NAME)}"
                options.append((heading, AFTER_THE_LIST - position))
        indent = "\xa0\xa0\xa0" if step else ""
        name = shorten(message.operation, _MOST_NAME)
        outcome = shorten(outcome_of(message), _MOST_OUTCOME)
        options.append((f"{indent}{message.number}. {name} – {outcome}", position))
    return options
