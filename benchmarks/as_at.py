"""`python -m benchmarks.as_at [SQLITE-FILE]`: 20 past days against a second, naive method (`benchmarks.naive`).

For every day: how long the tracker takes to rebuild that day, how long the naive method takes, and how many places of
`status`, `overdue`, `recommendations` and the figures by agency differ. Without a file, an illustrative register is
built. Then how long the figures of twelve month ends and a comparison of two days take.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.naive import LONDON, Naive, differences, ours, theirs, twenty_days
from tracker import clock
from tracker.queries.between import between
from tracker.queries.history import entries
from tracker.queries.remember import forget
from tracker.queries.standing import standing
from tracker.queries.trends import through_time
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        engine = engine_for(f"sqlite:///{sys.argv[1] if len(sys.argv) > 1 else illustrative(Path(folder))}")
        trail = entries(engine, sight=WHOLE, newest_first=False, limit=None)
        first = trail[0].at.astimezone(LONDON).date()
        print(f"{len(trail):,} entries since {first}\n{'day':12}{'tracker':>10}{'naive':>10}{'different':>11}")
        wrong = 0
        for day in twenty_days(first, clock.today()):
            forget()
            began = time.perf_counter()
            answer = theirs(standing(engine, day, sight=WHOLE))
            took = time.perf_counter() - began
            began = time.perf_counter()
            found = differences(answer, ours(Naive(trail, day)))
            print(f"{day!s:12}{took:>8.2f} s{time.perf_counter() - began:>8.2f} s{len(found):>11}", flush=True)
            for words in found[:5]:
                print(f"    {words}")
            wrong += len(found)
        print(f"\n{wrong} differences on 20 days")
        del trail
        forget()
        now = standing(engine, sight=WHOLE)
        now.counts()
        for words, look in (
            ("twelve month ends, first look", lambda: through_time(engine, now, sight=WHOLE)),
            ("twelve month ends, again", lambda: through_time(engine, now, sight=WHOLE)),
            ("two days compared, first look", lambda: between(engine, first, sight=WHOLE).in_words()),
        ):
            began = time.perf_counter()
            look()
            print(f"{words}: {time.perf_counter() - began:.3f} s")
        engine.dispose()
    return 1 if wrong else 0


def illustrative(folder: Path) -> Path:
    from tracker import demo
    from tracker.settings import load
    from tracker.street import street

    settings = load(demo=True, environment={"TRACKER_HOME": str(folder)})
    demo.prepare(settings, street() / "data", today=clock.today(), say=lambda words: None)
    return folder / "demo" / "register.sqlite"


if __name__ == "__main__":
    sys.exit(main())
