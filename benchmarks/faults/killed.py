"""kill -9 at a random moment: of a save, an import, a paper, an upgrade, a backup; and two imports at once."""

import contextlib
import io
import os
import random
import shutil
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.faults.ground import ACTION, OTHER, Child, Ground, Tally, ground
from tests.store.released import RELEASED, in_sqlite
from tracker.__main__ import app
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for
from tracker.store.upgrade import newest, revision_of, upgrade

chance = random.Random(8)


def command(home: Path, *words: object) -> int:
    """One console command in this process; its status."""
    for name in [one for one in os.environ if one.startswith("TRACKER_")]:
        del os.environ[name]
    os.environ |= {"TRACKER_HOME": str(home), "TRACKER_BY": "manager"}
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            app([str(word) for word in words], prog_name="tracker")
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 1
    return 0


def killed_within(work: Callable[[], object], seconds: float) -> bool:
    """Do it in a process of its own and kill that at a moment within its usual time; whether it was still at it."""
    child = Child.doing(lambda _: work())
    time.sleep(chance.uniform(0, seconds * 1.1))
    with contextlib.suppress(ProcessLookupError):
        child.kill()
        return True
    return False


def usual(work: Callable[[], object]) -> float:
    """How long a thing takes when nobody kills it."""
    child, begun = Child.doing(lambda _: work()), time.perf_counter()
    status = child.end()
    if status:
        raise RuntimeError(f"it does not work at all: {status} {child.said}")
    return time.perf_counter() - begun


def saves(times: int) -> Tally:
    """Somebody saves again and again, and the process is killed."""
    tally = Tally("kill -9 while saving")
    with ground() as here:
        acknowledged = set[int]()
        for _ in range(times):
            first = max(acknowledged, default=0) + 2  # the one between may be there: it was never acknowledged
            child = Child.doing(lambda say, first=first: here.save_for_ever(say, first))
            child.hear(60)
            time.sleep(chance.uniform(0, 0.2))
            child.kill()
            acknowledged |= child.acknowledged
            tally.found(*here.looked_at(acknowledged))
            if "BROKE" in child.said:
                tally.remarks.append(child.said)
        tally.remarks.append(f"{len(acknowledged)} saves were acknowledged")
    return tally


def filled(here: Ground, to: Path, words: str, *agency: str) -> None:
    """A return workbook with a title and an outcome in each of its actions."""
    if command(here.home, "export", "--out", to, *agency):
        raise RuntimeError("nothing was exported")
    book = load_workbook(to)
    sheet = book["Actions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, columns["Action to take"]).value:
            sheet.cell(row, columns["Action to take"], f"{words} {row}")
            sheet.cell(row, columns["Progress"], f"{words}, said in {row}")
    book.save(to)


def brought(here: Ground, words: str) -> tuple[int, int, int]:
    """How many actions have the title, how many the update, and how many imports are recorded, that say so."""
    engine = engine_for(here.url)
    register = current(engine, sight=WHOLE)
    engine.dispose()
    titles = sum(file.action.title.startswith(words) for file in register.files.values())
    updates = sum(u.narrative.startswith(f"{words}, said") for file in register.files.values() for u in file.updates)
    return titles, updates, len(register.workbook_imports)


def imports(times: int) -> Tally:
    """All of a workbook or nothing, whenever the process that reads it is killed."""
    tally = Tally("kill -9 during an import")
    with ground() as here:
        book = here.home / "return.xlsx"
        filled(here, book, "First")
        seconds = usual(lambda: command(here.home, "import", book))
        for number in range(times):
            words = f"Round {number}"
            filled(here, book, words)
            before = brought(here, words)[2]
            killed_within(lambda: _must(command(here.home, "import", book)), seconds)
            titles, updates, recorded = brought(here, words)
            lost, half = here.looked_at(set())
            if (titles, updates, recorded - before) not in ((0, 0, 0), (2, 2, 1)):
                half.append(f"{words}: {titles} titles, {updates} updates, {recorded - before} imports of 2, 2, 1")
            if not titles and command(here.home, "import", book):
                half.append(f"{words}: the next import was refused")
            tally.found(lost, half)
    return tally


def papers(times: int) -> Tally:
    """A paper is whole or not there."""
    tally = Tally("kill -9 while a paper is made")
    with ground() as here:
        seconds = usual(lambda: _must(command(here.home, "pack", "2026-01-05", "--out", here.home / "first.docx")))
        for number in range(times):
            out = here.home / f"{number}.docx"
            killed_within(lambda out=out: command(here.home, "pack", "2026-01-05", "--out", out), seconds)
            lost, half = here.looked_at(set())
            if out.exists() and (not zipfile.is_zipfile(out) or zipfile.ZipFile(out).testzip()):
                half.append(f"{out.name} is not whole")
            if command(here.home, "pack", "2026-01-05", "--out", out):
                half.append(f"{out.name}: the next one was refused")
            tally.found(lost, half)
    return tally


def upgrades(times: int) -> Tally:
    """An older register is as it was, or wholly brought up; the next start does it."""
    tally = Tally("kill -9 during an upgrade, from each released schema")
    for number in range(times):
        revision = RELEASED[number % len(RELEASED)]
        with tempfile.TemporaryDirectory(prefix="tf-") as name:
            path = Path(name) / "register.sqlite"
            engine = in_sqlite(revision, path)
            entries = _entries(path)
            engine.dispose()
            copy = Path(name) / "try.sqlite"
            shutil.copy(path, copy)
            seconds = usual(lambda copy=copy: upgrade(engine_for(f"sqlite:///{copy}")))
            killed_within(lambda path=path: upgrade(engine_for(f"sqlite:///{path}")), seconds)
            lost, half = [], []
            if (now := revision_of(engine)) not in (revision, newest()):
                half.append(f"{revision} stands at {now}")
            if _entries(path) != entries:
                lost.append(f"{_entries(path)} entries of {entries}")
            upgrade(engine)
            verdict = verify(engine)
            half += [] if verdict.ok and revision_of(engine) == newest() else [f"{revision}: {verdict.why}"]
            engine.dispose()
            tally.found(lost, half)
    return tally


def backups(times: int) -> Tally:
    """A backup that is there can be restored, and the register is as it was."""
    tally = Tally("kill -9 during a backup")
    with ground() as here:
        engine = engine_for(here.url)
        for number in range(1, 6):
            here.save(engine, number)
        engine.dispose()
        seconds = usual(lambda: _must(command(here.home, "backup", here.home / "first.zip")))
        for number in range(times):
            out = here.home / f"{number}.zip"
            killed_within(lambda out=out: command(here.home, "backup", out), seconds)
            lost, half = here.looked_at({1, 2, 3, 4, 5})
            if out.exists():
                half += _restored(out)
            elif command(here.home, "backup", out):
                half.append("the next backup was refused")
            tally.found(lost, half)
    return tally


def twice(times: int) -> Tally:
    """Two imports at once: of one file, then of two agencies' files. Each counts once, whoever is first."""
    tally = Tally("two imports at once")
    with ground() as here:
        for number in range(times):
            lost, half = list[str](), list[str]()
            for same in (True, False):
                words = f"{'Same' if same else 'Two'} {number}"
                books = [here.home / f"{n}.xlsx" for n in (1, 2)]
                for book, agency in zip(books, ("police", "health"), strict=True):
                    filled(here, book, words, *(() if same else ("--agency", agency)))
                before = brought(here, words)[2]
                files = [books[0]] * 2 if same else books
                running = [Child.doing(lambda _, f=f: _must(command(here.home, "import", f))) for f in files]
                ended = [one.end() for one in running]
                titles, updates, recorded = brought(here, words)
                recorded -= before
                if (titles, updates) != (2, 2) or recorded != (1 if same else 2) or not set(ended) <= {0, 1}:
                    half.append(f"{words}: {titles} titles, {updates} updates, {recorded} imports; ended {ended}")
            more = here.looked_at(set())
            tally.found(lost + more[0], half + more[1])
    return tally


def _must(status: int) -> None:
    raise SystemExit(status)


def _entries(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT count(*) FROM trail").fetchone()[0])


def _restored(backup: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="tf-") as name:
        if command(Path(name) / "home", "restore", backup):
            yield f"{backup.name} cannot be restored"
            return
        lost, half = Ground(Path(name) / "home", f"sqlite:///{name}/home/register.sqlite").looked_at({1, 2, 3, 4, 5})
        yield from (*lost, *half)


KINDS = (saves, imports, papers, upgrades, backups, twice)
__all__ = ["ACTION", "KINDS", "OTHER"]
