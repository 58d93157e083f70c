"""Onto the disk itself, so that what was acknowledged outlives a power cut: a file's bytes, and the names of files.

A name stands in its folder, and a folder's name in the folder above it: each is written when the folder that holds it
is told to be. Windows knows no such order for folders.
"""

import contextlib
import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """Wait until a file's bytes, or the names in a folder, are on the disk. Raises OSError."""
    if os.name != "posix" and path.is_dir():
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def name_to_disk(path: Path) -> None:
    """Wait until a path's own name is on the disk, where the folder above it is ours to look into. Raises OSError."""
    with contextlib.suppress(PermissionError):
        to_disk(path.parent)


def make_folder(folder: Path, *, mode: int = 0o777) -> None:
    """A folder, and those above it that are not there, each with its name on the disk. Raises OSError."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    for one in reversed(made):
        name_to_disk(one)
