"""A long answer page by page: MaxItems, IsTruncated and Marker.

"If you do not include this parameter, the number of items defaults to 100."
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from cognito_lab.aws.errors import AwsError
from cognito_lab.aws.iam.policy_source import INVALID_INPUT

_AT_ONCE = 100
_PREFIX = "from:"
Item = TypeVar("Item")


class Page(NamedTuple):
    """From where to where a page goes; `marker` where another one follows."""

    start: int
    end: int
    marker: str | None


def page_of(items: Sequence[Item], marker: str | None, max_items: int | None) -> Page:
    """The page that a marker leads to, the first without one.

    Raises AWS's InvalidInput for a marker that no page of these items has given.
    """
    start = 0 if marker is None else _place(marker)
    if start is None or (marker is not None and not 0 < start < len(items)):
        raise AwsError(INVALID_INPUT, "Invalid Marker.")
    end = start + (max_items or _AT_ONCE)
    return Page(start, end, _marker(end) if end < len(items) else None)


def _marker(place: int) -> str:
    return base64.urlsafe_b64encode(f"{_PREFIX}{place}".encode()).decode()


def _place(marker: str) -> int | None:
    try:
        text = base64.urlsafe_b64decode(marker.encode()).decode()
        place = int(text.removeprefix(_PREFIX))
    except (binascii.Error, ValueError):
        return None
    return place if _marker(place) == marker else None
