"""A folder of our own for what must not be left lying about: closed to everybody else, and taken away afterwards.

What a process left behind that was killed or lost its power is swept away by the next one: whoever works in such a
folder holds the lock in it, and a lock ends with its process.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX, LOCK = ".tracker-work-", "lock"


@contextmanager
def private_folder(within: Path) -> Iterator[Path]:
    """A new, empty folder for its owner alone within another, which is made where it is not there. Raises OSError."""
    within.mkdir(parents=True, exist_ok=True)
    sweep(within)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=within))
        lock = FileLock(folder / LOCK)
        with contextlib.suppress(FileNotFoundError):
            lock.acquire()
            if (folder / LOCK).exists():
                break
            lock.release()  # somebody swept it in the moment before it was locked
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def sweep(within: Path) -> None:
    """Take away what processes left behind that are no more."""
    for folder in within.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, Timeout), FileLock(folder / LOCK, timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
