"""Reading what a stranger sent in a process of its own, which may do nothing else and has little memory and time.

    with answer(CHILD, content, memory=420 * MEGABYTE, seconds=30) as said:
        ...                         # a file with what the child printed; TooHeavyError if it was stopped

This very file is what runs: as a script it hems the process in, and only then runs the child, which knows nothing of
the tracker. A file made to harm harms only that process.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MEGABYTE = 1024 * 1024
OUT_OF_MEMORY = 3
MOST_ANSWERED = 200_000_000
"""The bytes that a child may write."""
AT_ONCE = 2
"""So many children at a time, over the whole server: together they are the most memory that strangers' files take."""
KEPT_SETTINGS = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
"""All that the child knows of where it runs: no address, no secret."""
_places = threading.BoundedSemaphore(AT_ONCE)


class TooHeavyError(Exception):
    """The child needed more memory or time than it was given, or fell over."""


@contextmanager
def answer(child: Path, content: bytes, *arguments: str, memory: int, seconds: int) -> Iterator[IO[bytes]]:
    """What a child prints about a file that it is given on its standard input. Ended by itself, it may have said
    anything or nothing: only the whole answer counts. Raises TooHeavyError where it was stopped."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as said:
        asked.write(content)
        asked.seek(0)
        if not _places.acquire(timeout=max(seconds, 1) * 2):
            raise TooHeavyError
        try:
            _run(child, asked, said, arguments, memory, seconds)
        finally:
            _places.release()
        said.seek(0)
        yield said


def _run(child: Path, asked: IO[bytes], said: IO[bytes], arguments: tuple[str, ...], memory: int, seconds: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", __file__, str(child), str(memory), str(seconds), *arguments],
        stdin=asked,
        stdout=said,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in KEPT_SETTINGS if key in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        ended = process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise TooHeavyError from None
    finally:
        process.kill()
        process.wait()
    if ended < 0 or ended == OUT_OF_MEMORY:
        raise TooHeavyError


def hem_in(memory: int, seconds: int) -> None:
    """No more memory, time and answer than this. Where the system cannot do that, the parent watches."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_FSIZE, MOST_ANSWERED),
    ):
        hard = resource.getrlimit(what)[1]
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(what, (most, most))


def main() -> None:
    """Run as a script: hem this process in, then be the child."""
    import runpy

    child, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    hem_in(memory, seconds)
    sys.argv = [child, *sys.argv[4:]]
    try:
        runpy.run_path(child, run_name="__main__")
        sys.stdout.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
