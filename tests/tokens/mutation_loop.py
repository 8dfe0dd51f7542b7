"""`python -m tests.tokens.mutation_loop [COUNT] [SEED]`: as many changed tokens at the verifier.

Prints what refused them, and ends with 1 if one was accepted that is no honest token, if an honest
one was refused, or if anything was raised.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable

from cognito_lab.evidence import Check
from cognito_lab.tokens.verification import TokenVerification
from tests.tokens.mutations import GOOD_AS_ACCESS, GOOD_AS_ID, mutated
from tests.tokens.practice import verified

COUNT, SEED = 100_000, 1
Verifier = Callable[[str, str], TokenVerification]


def judged(token: str, use: str, verify: Verifier) -> tuple[str, str]:
    """What refused this token first, and what is wrong with that; empty where nothing is."""
    good = GOOD_AS_ID if use == "id" else GOOD_AS_ACCESS
    try:
        verification = verify(token, use)
        accepted = verification.accepted
        refused_by = next(map(_reason, verification.failed), "")
        if verification.checks[0].passed is not verification.anatomy.is_well_formed:
            return refused_by, "reader and verifier differ about its form"
    except Exception as error:  # whatever it is
        return "", f"raised {type(error).__name__}: {error}"
    if accepted is good.get(token, False):
        return refused_by, ""
    return refused_by, "accepted, and not honest" if accepted else "honest, and refused"


def first_wrong(count: int, seed: int, verify: Verifier, seen: Counter[str]) -> str:
    """What is wrong about the first of `count` tokens that something is wrong about.

    `seen` counts what refused the others.
    """
    chance = random.Random(seed)
    for _ in range(count):
        token, use = mutated(chance), chance.choice(("id", "access"))
        refused_by, wrong = judged(token, use, verify)
        if wrong:
            return f"{wrong}: {token!a} as an {use} token"
        seen[refused_by or "accepted"] += 1
    return ""


def _reason(check: Check) -> str:
    return f"{check.subject}: {check.reason}"


def main(count: int = COUNT, seed: int = SEED, verify: Verifier = verified) -> int:
    """Run the loop and print what it saw."""
    seen: Counter[str] = Counter()
    wrong = first_wrong(count, seed, verify, seen)
    for reason, times in seen.most_common():
        print(f"{times:>7}  {reason}")
    if wrong:
        print(f"seed {seed}: {wrong}", file=sys.stderr)
        return 1
    print(f"{count:,} tokens, seed {seed}: all that was accepted was honest")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
