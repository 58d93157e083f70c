"""A clock that is put back, and a power cut.

The clock: libfaketime, where it is installed, tells a whole process another time. The power cut: strace writes down
what a process that saves asks of the disk; whatever it had written into a file or a folder of the register, and had not
yet waited for, when it said that a save was done, a power cut could take back.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.faults.ground import ACTION, Ground, Tally, ground
from tracker import clock
from tracker.queries.register import as_at, as_at_number, last_change
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
SAVER = """
import sys
from pathlib import Path
from benchmarks.faults.ground import Ground
from tracker.store.engine import engine_for
home, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
here = Ground(home, f"sqlite:///{home / 'register.sqlite'}")
engine = engine_for(here.url)
for number in range(first, last + 1):
    here.save(engine, number)
    print(f"ACKNOWLEDGED {number}", flush=True)
"""
chance = random.Random(3)


def saver(here: Ground, first: int, last: int, *before: str, **env: str) -> None:
    """A process of its own that saves these numbers."""
    command = [*before, sys.executable, "-c", SAVER, str(here.home), str(first), str(last)]
    subprocess.run(command, env={**os.environ, **env}, check=True, capture_output=True)


def put_back(times: int) -> Tally:
    """Days go by, and now and then the clock says a day that was before."""
    tally = Tally("clock put back (libfaketime)")
    if FAKETIME is None:
        tally.remarks.append("not tried: libfaketime is not installed")
        return tally
    with ground() as here:
        now, told = clock.today() - timedelta(days=3 * times + 60), dict[date, int]()
        for number in range(1, times + 1):
            now += timedelta(days=3)
            days = chance.randrange(1, 40) if number % 2 == 0 else 0
            said = f"{now - timedelta(days=days):%Y-%m-%d} 12:00:00"
            saver(here, number, number, LD_PRELOAD=str(FAKETIME), FAKETIME=f"@{said}", TZ="UTC")
            if not days:
                told[now] = number
            lost, half = here.looked_at(set(range(1, number + 1)))
            tally.found(lost, half + list(_misremembered(here, told, number)))
    return tally


def _misremembered(here: Ground, told: dict[date, int], last: int) -> Iterator[str]:
    """Whether each day on which the clock was right still says what stood at its end: its own save, and none after the
    next one that was stamped rightly."""
    engine = engine_for(here.url)
    days = sorted(told)
    for day, following in zip(days, [*days[1:], None], strict=True):
        files = as_at(engine, day, sight=WHOLE).files
        numbers = [int(u.narrative.rpartition(" ")[2]) for u in files[ACTION].updates] if ACTION in files else []
        most = told[following] - 1 if following else last
        if not numbers or not told[day] <= max(numbers) <= most or sorted(numbers) != list(range(1, max(numbers) + 1)):
            yield f"as at {day} there are {numbers}, of {told[day]} to {most}"
    whole = as_at_number(engine, last_change(engine), sight=WHOLE).files[ACTION].updates
    if len(whole) != last:
        yield f"{len(whole)} updates of {last}"
    engine.dispose()


_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_OPENED = re.compile(r'"((?:[^"\\]|\\.)*)"')
WRITES = ("write", "pwrite64", "writev", "pwritev", "ftruncate")
MOVES = ("rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat", "unlink", "unlinkat")


def power(times: int) -> Tally:
    """What a power cut at the very moment of each acknowledgement would take back."""
    tally = Tally("power cut at an acknowledgement (strace)")
    if shutil.which("strace") is None:
        tally.remarks.append("not tried: strace is not installed")
        return tally
    with ground() as here, tempfile.NamedTemporaryFile("r", prefix="tf-") as log:
        calls = ",".join((*WRITES, *MOVES, "open", "openat", "close", "dup", "fsync", "fdatasync"))
        saver(here, 1, times, "strace", "-f", "-y", "-s", "120", "-o", log.name, "-e", f"trace={calls}")
        for number, open_ in _acknowledged(log, here.home):
            tally.found([f"no. {number}: {one} was not waited for" for one in sorted(open_)], [])
        lost, half = here.looked_at(set(range(1, times + 1)))
        tally.lost += len(lost)
        tally.half += len(half)
    return tally


_SAID = re.compile(r'^[^"]*"ACKNOWLEDGED (\d+)')
_ON = re.compile(r"^\d+<([^>]*)>")


def _acknowledged(log: Iterator[str], home: Path) -> Iterator[tuple[int, set[str]]]:
    """Each number that was said, with the paths of the register that were written to and not waited for by then. Which
    names a database needs after it: its file and its log, not the index beside the log, which is made anew."""
    waiting, where = set[str](), f"{home}/"
    for line in log:
        found = _CALL.match(line)
        if not found or int(found[3]) < 0:
            continue
        call, words = found[1], found[2]
        on = _ON.match(words)
        path = on[1] if on else ""
        if call == "write" and (said := _SAID.search(words)):
            yield int(said[1]), set(waiting)
        elif call in WRITES and path.startswith(where):
            waiting.add(path)
        elif call in ("fsync", "fdatasync"):
            waiting.discard(path)
        elif call in MOVES:
            names = [Path(one) for one in _OPENED.findall(words) if one.startswith(where)]
            for name in names:
                waiting.discard(str(name))
            if names and not call.startswith("unlink"):
                waiting.add(str(names[-1].parent))
        elif call in ("open", "openat") and "O_CREAT" in words and '-wal"' in words and where in words:
            waiting.add(str(home))  # the log's own name
        waiting = {one for one in waiting if not one.endswith(("-shm", "/.incoming"))}
