"""`python -m benchmarks [--quick] [NAME ...]`: measure and print one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks import (
    cold_start,
    create_user_pool,
    draw_sequence,
    exchange,
    exchange_keystroke,
    explorer_keystroke,
    guard,
    inspector_keystroke,
    minting,
    player_step,
    policies,
    seam,
    sign_in,
    timeline_step,
    verify,
    wildcards,
)
from benchmarks.measurement import Measurement
from benchmarks.table import table

BENCHMARKS: dict[str, Callable[[bool], list[Measurement]]] = {
    "cold_start": cold_start.measure,
    "create_user_pool": create_user_pool.measure,
    "seam": seam.measure,
    "draw_sequence": draw_sequence.measure,
    "player_step": player_step.measure,
    "inspector_keystroke": inspector_keystroke.measure,
    "explorer_keystroke": explorer_keystroke.measure,
    "exchange_keystroke": exchange_keystroke.measure,
    "guard": guard.measure,
    "exchange": exchange.measure,
    "sign_in": sign_in.measure,
    "minting": minting.measure,
    "verify": verify.measure,
    "timeline_step": timeline_step.measure,
    "policies": policies.measure,
    "wildcards": wildcards.measure,
}


def main() -> int:
    """Run the benchmarks that are named, or all; exit code 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    rows: list[Measurement] = []
    for name in asked.names or BENCHMARKS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        rows += BENCHMARKS[name](asked.quick)
    print(table(rows))
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
