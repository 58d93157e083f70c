"""`python -m benchmarks.pages`: the server-side run of Overview and Recommendations, small and big.

For 25 recommendations and for 10,000 with 40,000 actions: the median time of one whole script run in this process,
beside an empty Streamlit page in the same process. "First look" is the run right after a change, when every rating is
worked out again. RUNS, SIZES and KEPT (a folder in which the stores are kept between runs) may be set.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.big import fill
from benchmarks.framed import framed
from tracker import clock
from tracker.queries.remember import forget
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

RUNS = int(os.environ.get("RUNS", "15"))
SIZES = tuple(int(n) for n in os.environ.get("SIZES", "25,10000").split(","))
EMPTY = "import streamlit as st\nst.write('An empty page.')\n"


def main() -> None:
    empty = median(AppTest.from_string(EMPTY, default_timeout=600))
    print(f"An empty page: {empty * 1000:.1f} ms (median of {RUNS} runs)\n")
    print(f"{'page':18}{'recommendations':>16}{'first look':>13}{'median':>10}{'÷ empty':>9}{'÷ small':>9}")
    small: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        for size in SIZES:
            use(store(Path(folder), size))
            for page in ("overview", "recommendations"):
                forget()
                app = framed(page)
                first = look(app)
                usual = median(app)
                small.setdefault(page, usual)
                print(
                    f"{page:18}{size:>16,}{first:>11.2f} s{usual * 1000:>7.0f} ms"
                    f"{usual / empty:>9.1f}{usual / small[page]:>9.1f}",
                    flush=True,
                )


def store(folder: Path, size: int) -> str:
    """The address of a store with so many recommendations; KEPT names a folder in which it is kept between runs."""
    kept = os.environ.get("KEPT")
    path = Path(kept or folder) / f"register-{size}.sqlite"
    url = f"sqlite:///{path}"
    if not path.exists():
        engine = engine_for(url)
        upgrade(engine)
        print(f"Filling a register of {size:,} recommendations …", file=sys.stderr, flush=True)
        fill(engine, size, today=clock.today(), say=lambda words: None)
        engine.dispose()
    return url


def use(url: str) -> None:
    os.environ["TRACKER_DATABASE_URL"] = url
    os.environ["TRACKER_DEMO"] = "0"
    os.environ["TRACKER_AS"] = "manager"


def look(app: AppTest) -> float:
    began = time.perf_counter()
    app.run()
    took = time.perf_counter() - began
    assert not app.exception and app.title, [e.value for e in app.exception] or [e.value for e in app.error]
    return took


def median(app: AppTest) -> float:
    app.run()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        app.run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
