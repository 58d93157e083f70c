"""`python -m benchmarks.boards`: what many boards in one store cost, on both sides of the wall.

BOARDS boards share SIZE recommendations (25 a review, four actions each). Measured: the whole register's standing; a
board's own, at the first look and at the next; and one update saved by somebody of every board and of one board.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.big import fill, signed
from tracker import clock
from tracker.commands import people, updates
from tracker.queries.boards import overview
from tracker.queries.sights import sight_for
from tracker.queries.standing import standing
from tracker.rules.records import Board, Review
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role
from tracker.store.database import SYSTEM
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

BOARDS, SIZE, LOOKS = (
    int(os.environ.get(name, usual)) for name, usual in (("BOARDS", 200), ("SIZE", 5000), ("LOOKS", 10))
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        engine = engine_for(f"sqlite:///{Path(folder) / 'register.sqlite'}")
        upgrade(engine)
        fill(engine, SIZE, today=clock.today(), say=lambda words: None)
        divide(engine)
        whole = timed(lambda: standing(engine, sight=WHOLE))
        print(f"{BOARDS} boards, {SIZE:,} recommendations\nthe whole register's standing: {whole:.2f} s")
        sights = [sight_for(engine, f"manager-{n}") for n in range(LOOKS)]
        first = [timed(lambda one=one: standing(engine, sight=one)) for one in sights]
        again = [timed(lambda one=one: standing(engine, sight=one)) for one in sights]
        print(f"a board's own, first: median {statistics.median(first):.3f} s; again: {statistics.median(again):.4f} s")
        print(f"every board's line: {timed(lambda: overview(engine, sight=WHOLE)):.2f} s")
        for who in ("manager", "manager-0"):
            taken = [timed(lambda who=who: say(engine, who)) for _ in range(LOOKS)]
            print(f"an update saved by {who}: median {statistics.median(taken) * 1000:.0f} ms")
        engine.dispose()


def divide(engine):
    """Share the reviews out among the boards, and give each a business manager."""
    with signed(engine, clock.now()) as work:
        for n in range(BOARDS):
            work.add(Board(f"board-{n}", f"Board number {n}"))
        work.flush()
        for place, row in enumerate(work.all(Review)):
            work.change(row, board_id=f"board-{place % BOARDS}")
    for n in range(LOOKS):
        by = {"by": SYSTEM, "at": clock.now(), "door": Door.COMMAND_LINE}
        people.add(engine, name=f"Manager {n}", **by)
        people.give_role(engine, person_id=f"manager-{n}", role=Role.ADMINISTRATOR, board_id=f"board-{n}", **by)


def say(engine, who):
    updates.say(
        engine, action_id="REVIEW-0000-A001", narrative="We have begun.", by=who, at=clock.now(), door=Door.COMMAND_LINE
    )  # fmt: skip


def timed(call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
