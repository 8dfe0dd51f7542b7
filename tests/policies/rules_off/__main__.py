"""Which rules each policy case rests on: `python -m tests.policies.rules_off [part of a name]`."""

from __future__ import annotations

import sys
from collections import defaultdict

from tests.policies.rules_off.rule import failing
from tests.policies.rules_off.table import RULES
from tests.policies.test_cases import CASES


def main(part: str) -> None:
    resting: dict[str, list[str]] = defaultdict(list)
    for rule in RULES:
        for name in failing(rule, CASES):
            resting[name].append(rule.without)
    for case in CASES:
        if part.lower() in case.name.lower():
            print(f"{case.decision:12}  {case.name}")
            for without in resting[case.name]:
                print(f"{'':12}    fails if: {without}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
