"""All that goes out at once as a zip: a folder for each agency, with its workbook and the e-mail that brings it."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO, NamedTuple

from tracker.clock import LONDON

READ_ME = "Read me first.txt"


class Folder(NamedTuple):
    """What goes into the folder of one agency: files by name."""

    name: str
    files: tuple[tuple[str, bytes], ...]


def read_me(lines: Iterable[str]) -> bytes:
    """The note at the top of a zip, as Windows' own editor shows it too."""
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def write_zip(out: IO[bytes], folders: Iterable[Folder], *, note: bytes, at: datetime) -> None:
    """Write the zip. Folders with the same name, in whatever case, get a number; workbooks are packed already."""
    when = at.astimezone(LONDON).timetuple()[:6]
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, READ_ME, note, when)
        for folder in folders:
            name, number = folder.name, 1
            while name.casefold() in taken:
                number += 1
                name = f"{folder.name} ({number})"
            taken.add(name.casefold())
            for file_name, content in folder.files:
                _add(package, f"{name}/{file_name}", content, when)


def _add(package: zipfile.ZipFile, name: str, content: bytes, when: tuple[int, ...]) -> None:
    info = zipfile.ZipInfo(name, (when[0], when[1], when[2], when[3], when[4], when[5]))
    info.compress_type = zipfile.ZIP_STORED if name.endswith(".xlsx") else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    package.writestr(info, content)
