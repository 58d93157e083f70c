"""How long the API takes: PYTHONPATH=. python benchmarks/api.py [RECOMMENDATIONS]

A real server over HTTP on this machine, one request at a time: a page of 100 rows, the figures, 304 and a whole CSV, on
a register of so many recommendations (four actions each) and on one of 25, against a route that does nothing.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from benchmarks.big import fill
from tests.server.serving import serving
from tracker import clock
from tracker.commands import api_tokens
from tracker.queries.remember import forget
from tracker.rules.words import Door, Role
from tracker.server.tuning import tune
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

RUNS = 25
PATHS = ("status", "recommendations?limit=100", "actions?limit=100", "actions?limit=100&overdue=true",
         "evidence?limit=100", "agencies", "recommendations?limit=1000", "trail?limit=100")  # fmt: skip


def medians(*asks) -> list[float]:
    """Milliseconds of each, the middle of so many, asked in turn: what else the machine does meanwhile meets all."""
    took: list[list[float]] = [[] for _ in asks]
    for _ in range(RUNS):
        for each, ask in zip(took, asks, strict=True):
            begun = time.perf_counter()
            ask()
            each.append((time.perf_counter() - begun) * 1000)
    return [statistics.median(each) for each in took]


def measure(recommendations: int) -> None:
    from tracker.server.app import middleware, routes

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"TRACKER_HOME": folder, "TRACKER_API_PER_MINUTE": "100000", "TRACKER_SIGN_IN": "machine"}
        engine = engine_for(f"sqlite:///{Path(folder) / 'register.sqlite'}")
        upgrade(engine)
        fill(engine, recommendations, today=clock.today(), say=lambda words: None)
        facts = {"name": "Bench", "role": Role.ADMINISTRATOR, "at": clock.now(), "door": Door.COMMAND_LINE}
        secret = api_tokens.make(engine, **facts, by="manager")
        empty = Route("/empty", lambda request: PlainTextResponse("."), methods=["GET"])
        headers = {"Authorization": f"Bearer {secret}"}
        print(f"{recommendations:,} recommendations")
        with serving(Starlette(routes=[empty, *routes], middleware=list(middleware))) as server:

            def ask(path, **more):
                answer = server.ask("GET", path, headers=headers | more)
                assert answer.status in (200, 304), answer.text
                return answer

            forget()
            begun = time.perf_counter()
            ask("/api/v1/status")
            print(f"  the first look: {time.perf_counter() - begun:.1f} s")
            for path in PATHS:
                begun = time.perf_counter()
                tag = ask(f"/api/v1/{path}").headers["etag"]
                first = (time.perf_counter() - begun) * 1000
                least, took, known = medians(
                    lambda: ask("/empty"),
                    lambda p=path: ask(f"/api/v1/{p}"),
                    lambda p=path, t=tag: ask(f"/api/v1/{p}", **{"If-None-Match": t}),
                )
                print(
                    f"  {path}: first {first:.0f} ms, then {took:.1f} ms ({took / least:.1f} × a route that does "
                    f"nothing, {least:.1f} ms), 304 {known:.1f} ms ({known / least:.1f} ×)",
                    flush=True,
                )
            for name in ("actions.csv", "recommendations.csv"):
                begun = time.perf_counter()
                size = len(ask(f"/api/v1/{name}").body)
                print(f"  {name}, whole: {time.perf_counter() - begun:.1f} s, {size / 1e6:.1f} MB")
        engine.dispose()


if __name__ == "__main__":
    tune()  # as at the start of the tracker: packets are sent at once
    measure(25)
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
