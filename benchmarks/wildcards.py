"""The worst patterns that a policy has room for, each against the worst text for it.

They are as long as a managed policy may be (6,144 characters). Matching that goes back and tries
again would not come to an end here. The last two have a star that a colon bounds, which is matched
character by character.
"""

from __future__ import annotations

from time import process_time

from benchmarks.measurement import Measurement
from cognito_lab.policies.resource_pattern import ResourcePattern
from cognito_lab.policies.wildcards import split_wildcards

TARGET_MS = 200
LONGEST = 6144
ROUNDS, QUICK_ROUNDS = 20, 4

_WORST = {
    "stars": ("*a" * (LONGEST // 2), "a" * (LONGEST - 1) + "b"),
    "stars and question marks": ("*a?b" * (LONGEST // 4), "ab" * (LONGEST // 2)),
    "question marks": ("*" + "a?" * (LONGEST // 4) + "b*", "a" * LONGEST),
    "one long literal": ("*" + "a" * (LONGEST // 2) + "b*", "a" * LONGEST),
}
# What an unbounded pattern does not match is not looked at again, so these two match.
_BOUNDED = {
    "bounded, stars": ("arn:a*b:s3:::" + "*a" * (LONGEST // 2), "arn:ab:s3:::" + "a" * LONGEST),
    "bounded, stars and question marks": (
        "arn:a*b:s3:::" + "*a?b" * (LONGEST // 4),
        "arn:ab:s3:::" + "aabb" * (LONGEST // 4),
    ),
}


def measure(quick: bool) -> list[Measurement]:
    """A row for each pattern: read and matched once."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    rows = []
    for name, (pattern, text) in {**_WORST, **_BOUNDED}.items():
        times = [_milliseconds(pattern, text) for _ in range(rounds)]
        rows.append(
            Measurement(
                f"wildcards: {name}",
                "lab",
                times,
                value=max(times),
                target=TARGET_MS,
                unit="ms at most",
            )
        )
    return rows


def _milliseconds(pattern: str, text: str) -> float:
    before = process_time()
    ResourcePattern(split_wildcards(pattern)).matches(text)
    return (process_time() - before) * 1000
