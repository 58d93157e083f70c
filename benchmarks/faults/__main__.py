"""`python -m benchmarks faults --times N`: the table of what was tried, lost and half done."""

import argparse
import sys
import time

from benchmarks.faults import away, full, killed, order

GROUPS = {
    "kill": killed.KINDS,
    "full": full.KINDS,
    "away": away.KINDS,
    "clock": (order.put_back,),
    "power": (order.power,),
}


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks faults", description=__doc__)
    asked.add_argument("--times", type=int, default=20, help="how often each fault is made")
    asked.add_argument("--only", default=",".join(GROUPS), help="some of: %(default)s")
    given = asked.parse_args()
    print("| fault | tried | lost | half done |\n|---|---|---|---|", flush=True)
    bad = 0
    for group in given.only.split(","):
        for kind in GROUPS[group]:
            begun = time.perf_counter()
            tally = kind(given.times)
            bad += tally.lost + tally.half
            print(tally.row(), flush=True)
            print(
                f"{tally.name}: {time.perf_counter() - begun:.0f} s", *tally.remarks[:20], sep="\n  ", file=sys.stderr
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
