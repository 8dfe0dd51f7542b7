"""An ARN, the name of a resource or of a principal: six parts with colons between them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ACCOUNT = re.compile(r"[0-9]{12}\Z")


class Arn(NamedTuple):
    """`arn:partition:service:region:account:resource`; the resource may have colons of its own."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


def parse_arn(text: str) -> Arn | None:
    """The parts of an ARN, or None for what is none."""
    parts = text.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn":
        return None
    return Arn(*parts[1:])


def is_account_id(text: str) -> bool:
    """Whether a text is an account's id: twelve digits."""
    return _ACCOUNT.match(text) is not None
