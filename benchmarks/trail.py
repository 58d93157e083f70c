"""How long it takes to hold a trail of a million entries against itself, its ends and the register; and to redact.

    .venv/bin/python -m benchmarks.trail [--entries 1000000] [--keep FILE]

Beside it, in the same run, the obvious way: every entry and value read through the ORM, one after another, each digest
and hash worked out with the store's own functions. It looks at the chain alone, not at the register. Each way runs in a
process of its own, so that its memory and its seconds of the processor are its own.
"""

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.big import fill
from tracker.commands import redactions
from tracker.queries.verifying import verify
from tracker.rules.records import Action, Recommendation
from tracker.rules.words import Door, Role
from tracker.store.chain import COVERED, START, chained, digest
from tracker.store.database import changing
from tracker.store.engine import engine_for
from tracker.store.tables import TrailRow, TrailValueRow
from tracker.store.upgrade import upgrade
from tracker.store.vault import Vault

TODAY = date(2026, 11, 22)
PER_RECOMMENDATION = 175
"""Entries that one recommendation of `big.fill` makes, by experience."""
EDITS = 0.1


def build(path: Path, entries: int) -> None:
    """Real rows through the real write door until the trail is long enough; a tenth of it are changes."""
    engine = engine_for(f"sqlite:///{path}")
    upgrade(engine)
    fill(engine, int(entries * (1 - EDITS)) // PER_RECOMMENDATION, today=TODAY, say=lambda _: None)
    while count(engine) < entries:
        edit(engine, min(50_000, entries - count(engine)))
    with signed(engine) as work:
        for name in ("chair", "judge"):
            from tracker.rules.records import Person, PersonRole

            work.add(Person(name, name.capitalize()))
            work.add(PersonRole(f"{name}/subgroup", name, Role.SUBGROUP))
    engine.dispose()


def edit(engine, number: int) -> None:
    chance = random.Random(number)
    with signed(engine) as work:
        rows = work.all(Action)
        for n in range(number):
            row = chance.choice(rows)
            work.change(row, title=f"{row.title[:60]}, looked at again {n}")
            if n % 5_000 == 4_999:
                work.flush()


@contextmanager
def signed(engine):
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with changing(engine, by="system", verb="edit_register", at=at, door=Door.COMMAND_LINE) as work:
        work.allow("edit_register")
        yield work


def count(engine) -> int:
    with engine.connect() as connection:
        return connection.execute(sa.text("SELECT coalesce(max(number), 0) FROM trail")).scalar()


def ours(path: Path) -> str:
    """The whole verification: chain, values, ends, triggers, and every row of the register."""
    verdict = verify(engine_for(f"sqlite:///{path}"))
    assert verdict.ok, verdict.why
    return f"{verdict.entries:,} entries, {verdict.compared:,} rows"


def obvious(path: Path) -> str:
    """The chain alone, through the ORM: one entry after another, and its values by their ids."""
    head, entries = START, 0
    with Session(engine_for(f"sqlite:///{path}")) as session:
        for entry in session.scalars(sa.select(TrailRow).order_by(TrailRow.number)):
            for name in ("before", "after", "reason"):
                id_ = getattr(entry, f"{name}_value")
                if id_ is not None:
                    value = session.get(TrailValueRow, id_)
                    assert digest(value.salt, value.value) == getattr(entry, f"{name}_digest")
            head = chained(head, {name: getattr(entry, name) for name in COVERED})
            assert head == entry.hash
            entries += 1
    return f"{entries:,} entries"


def redaction(path: Path) -> str:
    """Words that stand in one recommendation of the whole register, taken out; the sweep of the file with it."""
    engine = engine_for(f"sqlite:///{path}")
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    with engine.connect() as connection:
        newest = sa.select(sa.func.max(sa.column("id"))).select_from(sa.table("recommendation"))
        id_ = connection.execute(newest).scalar()
    with signed(engine) as work:
        work.change(work.get(Recommendation, id_), text="That Zebedee Quux be heard.")
    asked = redactions.ask(
        engine, entity="recommendation", entity_id=id_, field="text", words="Zebedee Quux", reason="A name.",
        by="chair", at=at, door=Door.COMMAND_LINE,
    )  # fmt: skip
    done = redactions.agree(
        engine, redaction_id=asked.id, vault=Vault(path.parent / "evidence"), by="judge", at=at, door=Door.COMMAND_LINE
    )
    assert done.swept and done.redaction.values
    return f"{len(done.redaction.values)} value redacted"


def timed(what, path: Path) -> tuple[float, float, int, str]:
    """Seconds, seconds of the processor, peak megabytes, and what was looked at; in a process of its own."""
    ours_end, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_in_process, args=(what, path, theirs))
    process.start()
    found = ours_end.recv()
    process.join()
    return found


def _in_process(what, path, pipe) -> None:
    began = time.perf_counter()
    said = what(path)
    pipe.send((time.perf_counter() - began, time.process_time(), _peak(), said))


def _peak() -> int:
    """Peak megabytes of this very program: what the kernel counts for a child begins with its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--entries", type=int, default=1_000_000)
    asked.add_argument("--keep", type=Path, help="a store made by an earlier run, or where to keep this one's")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracker-trail-") as folder:
        path = told.keep or Path(folder) / "register.sqlite"
        if not path.exists():
            began = time.perf_counter()
            build(path, told.entries)
            print(f"built in {time.perf_counter() - began:.0f} s: {path.stat().st_size >> 20} MB", flush=True)
        for name, what in (
            ("verify", ours),
            ("the obvious way", obvious),
            ("verify again", ours),
            ("redact", redaction),
        ):
            seconds, busy, memory, said = timed(what, path)
            print(f"{name:16} {seconds:7.1f} s, {busy:6.1f} s busy {memory:6,} MB  {said}", flush=True)


if __name__ == "__main__":
    main()
