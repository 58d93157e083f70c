"""A packed file (.xlsx, .ods, .docx): its table of contents settles what is opened, before anything is unpacked."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import TracebackType
from typing import IO
from xml.etree.ElementTree import Element

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Limits
from tracker.sheets.reading.guard import DAMAGED, MEGABYTE, PASSWORD, SAVE_AS
from tracker.sheets.reading.room import DamagedError, TooMuchError
from tracker.sheets.reading.xml_stream import tree

SMALL_PART = 2 * MEGABYTE
"""What is read as a tree: no honest table of contents comes near it."""
TIGHT = 10 * MEGABYTE
"""A part may be packed as tightly as it likes up to here."""


class Package:
    """The parts of a packed file by their names, whatever their case and their slashes. Each is read once at most:
    a file whose contents name one big part a thousand times would keep the reader busy for a day."""

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, UnicodeError):
            raise FileRefusedError(name, DAMAGED) from None
        _check(members, name, limits)
        self._members = {member.filename.replace("\\", "/").lower(): member for member in members}
        self._read: set[str] = set()

    @property
    def names(self) -> frozenset[str]:
        """The names of its parts, in lower case."""
        return frozenset(self._members)

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._members

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """One part, unpacked as it is read. Raises KeyError if it is not there."""
        key = path.lower()
        member = self._members[key]
        if key in self._read:
            raise DamagedError("a part twice")
        self._read.add(key)
        with self._zip.open(member) as stream:
            yield stream

    def tree(self, path: str) -> Element:
        """A small part as a tree."""
        if self._members[path.lower()].file_size > SMALL_PART:
            raise TooMuchError("its table of contents is far bigger than that of an honest workbook")
        with self.open(path) as stream:
            return tree(stream.read())

    def start_of(self, path: str, size: int) -> bytes:
        """The first bytes of a part."""
        with self._zip.open(self._members[path.lower()]) as stream:
            return stream.read(size)

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()


def kind_of(package: Package, name: str) -> str:
    """What kind of plan a packed file is: xlsx, xlsm, ods or docx. Raises FileRefusedError for any other."""
    names = package.names
    if "[content_types].xml" in names:
        if "xl/workbook.bin" in names:
            raise FileRefusedError(name, f"it is a binary workbook (.xlsb): {SAVE_AS}")
        if any(part.startswith("xl/") for part in names):
            macros = any("vbaproject" in part for part in names)
            return "xlsm" if macros or name.lower().endswith((".xlsm", ".xltm")) else "xlsx"
        if any(part.startswith("word/") for part in names):
            return "docx"
        is_talk = any(part.startswith("ppt/") for part in names)
        raise FileRefusedError(
            name, f"it is {'a presentation, not a workbook' if is_talk else 'not a workbook'}: {SAVE_AS}"
        )
    if "mimetype" in names and "content.xml" in names:
        said = package.start_of("mimetype", 200).decode("ascii", "replace")
        if "opendocument" in said and "spreadsheet" not in said:
            raise FileRefusedError(name, f"it is an OpenDocument file, but not a spreadsheet: {SAVE_AS}")
        return "ods"
    if any(part.endswith(".iwa") for part in names):
        raise FileRefusedError(name, "it is a spreadsheet of Numbers: export it as an Excel workbook (.xlsx)")
    raise FileRefusedError(name, f"it is a zip file, not a workbook: take the workbook out of it, or {SAVE_AS}")


def _check(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(members) > limits.members:
        raise FileRefusedError(
            name, f"it is packed in {len(members):,} pieces, more than the {limits.members:,} allowed"
        )
    if any(member.flag_bits & 1 for member in members):
        raise FileRefusedError(name, PASSWORD)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise FileRefusedError(name, DAMAGED)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_megabytes * MEGABYTE:
        raise FileRefusedError(
            name,
            f"it would unpack to {unpacked / MEGABYTE:,.0f} MB, more than the {limits.unpacked_megabytes} MB allowed",
        )
    for member in members:
        if member.file_size > TIGHT and member.file_size > limits.ratio * max(1, member.compress_size):
            raise FileRefusedError(name, "it is packed so tightly that it looks made to overwhelm the reader")
