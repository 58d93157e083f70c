"""`python -m benchmarks.meeting_pages`: the pages that a meeting uses, and what they are worked out from.

For 100 actions and for 2,000, with a meeting that ended sixty days ago, one of today with its agenda, and a message in
the log for every fourth action (500 beside 2,000): "first look" is the run right after a change, when everything is
worked out again; the median is of RUNS runs after it, beside an empty Streamlit page in the same process. Then the
agenda and the plan of who is chased, called directly, beside rating the whole register once.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from benchmarks.big import AGENCIES, signed
from benchmarks.framed import framed
from benchmarks.pages import EMPTY, RUNS, look, median, store, use
from tracker import clock
from tracker.commands import agendas
from tracker.queries.agendas import suggested
from tracker.queries.chasing import log, plan
from tracker.queries.remember import forget
from tracker.queries.standing import standing
from tracker.rules.records import Chase, Meeting, PersonRole
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role
from tracker.store.engine import engine_for

SIZES = tuple(int(n) for n in os.environ.get("SIZES", "25,500").split(","))
ITEMS = 16
PAGES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("overview", "overview", {}),
    ("meetings", "meeting", {}),
    ("agenda", "meeting", {"meeting": "M-now"}),
    ("in the room", "meeting", {"meeting": "M-now", "view": "room"}),
    ("minutes", "meeting", {"meeting": "M-then", "view": "minutes"}),
    ("verification", "verification", {}),
    ("claimed, verified", "verification", {"view": "agencies"}),
    ("chase", "chase", {}),
    ("letters", "chase", {"view": "letters"}),
    ("chase log", "chase", {"view": "log"}),
    ("compare", "compare", {}),
    ("month by month", "compare", {"view": "months"}),
)
MANAGER = (PersonRole("manager/administrator", "manager", Role.ADMINISTRATOR),)


def main() -> None:
    empty = median(AppTest.from_string(EMPTY, default_timeout=600))
    print(f"An empty page: {empty * 1000:.1f} ms (median of {RUNS} runs)\n")
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        for size in SIZES:
            url = store(Path(folder), size)
            use(url)
            engine = engine_for(url)
            if not standing(engine, sight=WHOLE).register.meetings:
                sit(engine, size)
            print(f"\n{'page':20}{'actions':>8}{'first look':>13}{'median':>10}{'÷ empty':>9}")
            for name, page, asked in PAGES:
                forget()
                app = framed(page)
                for key, value in asked.items():
                    app.query_params[key] = value
                first, usual = look(app), median(app)
                print(
                    f"{name:20}{size * 4:>8,}{first:>11.2f} s{usual * 1000:>7.0f} ms{usual / empty:>9.1f}", flush=True
                )
            by_hand(engine)
            engine.dispose()


def sit(engine: sa.Engine, size: int) -> None:
    """Two meetings, the agenda of the second, and the messages that went."""
    today, now = clock.today(), clock.now()
    with signed(engine, now) as work:
        then = today - timedelta(days=60)
        work.add(Meeting("M-then", "board", then, "Subgroup", ended_on=then, ended_by="manager"))
        work.add(Meeting("M-now", "board", today, "Subgroup", begins="10:00"))
        for n in range(size):
            day = today - timedelta(days=30 + n % 300)
            agency, listed = f"agency-{n % AGENCIES}", (f"REVIEW-{n // 25:04d}-A{n % 25 * 4 + 1:03d}",)
            work.add(Chase(f"CH{n + 1}", agency, day, "manager", "What is owed.", to=("Lead",), listed=listed))
    found = suggested(engine, "M-now", sight=WHOLE)[:ITEMS]
    agendas.make(engine, meeting_id="M-now", items=found, by="manager", at=now, door=Door.BROWSER)


def by_hand(engine: sa.Engine) -> None:
    """The queries behind those pages, each worked out anew, against rating every action and recommendation once."""

    def rated() -> object:
        here = standing(engine, sight=WHOLE)
        return here.action_ratings, here.recommendation_ratings

    whole = timed(rated)
    queries: dict[str, Callable[[], object]] = {
        "the agenda": lambda: suggested(engine, "M-now", sight=WHOLE),
        "who is chased": lambda: plan(engine, roles=MANAGER, who="manager", at=clock.now()),
        "the log": lambda: log(engine, sight=WHOLE),
    }
    print(f"\n{'query':20}{'took':>10}{'÷ rating the register once':>28}")
    print(f"{'(that once)':20}{whole * 1000:>7.0f} ms")
    for name, ask in queries.items():
        took = timed(ask)
        print(f"{name:20}{took * 1000:>7.0f} ms{took / whole:>28.1f}", flush=True)


def timed(ask: Callable[[], object]) -> float:
    """The median of three runs, nothing remembered."""
    times = []
    for _ in range(3):
        forget()
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
