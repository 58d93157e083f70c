"""What reading in a process of its own leaves behind.

A test process may have other children and open files all the while: a PostgreSQL and a Chromium serve several tests.
So what is there is compared before and after.
"""

import os
from pathlib import Path


def children() -> set[str]:
    """The processes that this one began and that are not yet taken leave of, ended ones among them, by their number."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has ended since
            continue
        _state, parent = told.rpartition(")")[2].split()[:2]  # a program's name may hold spaces and brackets
        if int(parent) == os.getpid():
            found.add(path.parent.name)
    return found


def open_in(folder: Path) -> list[str]:
    """The files in a folder that this process holds open, those without a name among them."""
    found = []
    for path in Path("/proc/self/fd").iterdir():
        try:
            found.append(os.readlink(path))
        except OSError:  # it was closed since
            continue
    return [name for name in found if Path(name).is_relative_to(folder)]
