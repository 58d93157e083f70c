"""A full disk: a small file system of its own (tmpfs, where this may be mounted: as root), filled to the last byte.

Each trial lets somebody save, import, make a paper, back up or upgrade on a disk with a little room, which runs out at
a random moment. What is refused must be a sentence; once there is room again, the same thing works.
"""

import contextlib
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.ground import Child, Ground, Tally
from benchmarks.faults.killed import _must, command
from tests.store.released import RELEASED, in_sqlite
from tracker.queries.verifying import verify
from tracker.store.engine import engine_for
from tracker.store.upgrade import newest, revision_of, upgrade

SIZE = 48
"""Megabytes of the whole disk."""
chance = random.Random(28)


@contextlib.contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of a few megabytes. Raises CalledProcessError where none may be mounted."""
    with tempfile.TemporaryDirectory(prefix="tf-full-") as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


@contextlib.contextmanager
def filled(disk: Path, spare: int) -> Iterator[None]:
    """The disk full but for so many bytes."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - spare))
    try:
        yield
    finally:
        ballast.unlink()


def saves(times: int) -> Tally:
    """Somebody saves until there is no room."""
    tally = Tally("disk full while saving")
    for _ in range(times):
        with small_disk() as disk:
            here = Ground.at(disk)
            with filled(disk, chance.randrange(0, 400_000)):
                child = Child.doing(here.save_for_ever)
                status = child.end()
            first = max(child.acknowledged, default=0) + 2
            lost, half = here.looked_at(child.acknowledged)
            half += refused(child, status)
            again = Child.doing(lambda say, h=here, n=first: h.save(engine_for(h.url), n))
            half += [f"not even with room again: {again.said}"] if again.end() else []
            more = here.looked_at(child.acknowledged | {first})
            tally.found(lost + more[0], half + more[1])
    return tally


def commands(times: int) -> Tally:
    """A console command that finds no room, and then finds it."""
    tally = Tally("disk full during a paper, an export, a backup, an upgrade")
    tried = ("pack", "export", "backup", "upgrade")
    for number in range(times):
        what = tried[number % len(tried)]
        with small_disk() as disk:
            lost, half = _upgraded(disk) if what == "upgrade" else _commanded(disk, what)
            tally.found(lost, half)
    return tally


def _commanded(disk: Path, what: str) -> tuple[list[str], list[str]]:
    here = Ground.at(disk)
    engine = engine_for(here.url)
    here.save(engine, 1)
    engine.dispose()
    words = {
        "pack": ("pack", "2026-01-05", "--out", disk / "paper.docx"),
        "export": ("export", "--out", disk / "register.xlsx"),
        "backup": ("backup", disk / "backup.zip"),
    }[what]
    out = Path(words[-1])
    with filled(disk, chance.randrange(0, 30_000)):
        child = Child.doing(lambda _: _must(command(disk, *words)))
        status = child.end()
        half = refused(child, status)
        half += [f"{out.name} is there in part"] if status and out.exists() else []
    lost, more = here.looked_at({1})
    again = Child.doing(lambda _: _must(command(disk, *words)))
    half += [f"{what}: not even with room again: {again.said}"] if again.end() and status else []
    return lost, half + more


def _upgraded(disk: Path) -> tuple[list[str], list[str]]:
    revision = chance.choice(RELEASED)
    engine = in_sqlite(revision, disk / "register.sqlite")
    engine.dispose()
    half = []
    with filled(disk, chance.randrange(0, 1_500_000)):
        child = Child.doing(lambda _: upgrade(engine_for(f"sqlite:///{disk / 'register.sqlite'}")))
        half += refused(child, child.end())
        if revision_of(engine) not in (revision, newest()):
            half.append(f"{revision} stands at {revision_of(engine)}")
        engine.dispose()
    upgrade(engine)
    verdict = verify(engine)
    engine.dispose()
    return [], half + ([] if verdict.ok else [f"{revision}: {verdict.why}"])


def refused(child: Child, status: int) -> list[str]:
    """What is wrong with how something ended that found no room: done and refused are both well."""
    said = child.said
    if status in (0, 1) and "Traceback" not in said and "BROKE" not in said:
        return []
    return [f"no sentence, but {status}: {said[-600:]}"]


KINDS = (saves, commands)
