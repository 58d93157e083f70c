"""Compound files: Outlook messages, and the old Office files that are not taken. A small reader of their table of
contents, which never follows a chain twice and never reads more than the file holds."""

import struct
from collections.abc import Iterator

from tracker.store.contents.unsound import AGAIN, MACROS, PASSWORD, UnsoundError

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STORAGE, STREAM, ROOT = 1, 2, 5
NONE = 0xFFFFFFFF
LAST = 0xFFFFFFFA
"""A sector's number beyond this is no sector but a sign, such as the end of a chain."""
OLD = (
    ("WordDocument", "an old Word document: save it as .docx, or as a PDF"),
    ("Workbook", "an old Excel workbook: save it as .xlsx, or as a PDF"),
    ("Book", "an old Excel workbook: save it as .xlsx, or as a PDF"),
    ("PowerPoint Document", "an old PowerPoint presentation: save it as .pptx, or as a PDF"),
)


class Compound:
    """A compound file: its streams by their paths."""

    def __init__(self, content: bytes) -> None:
        """Read the table of contents. Raises UnsoundError where it cannot be followed."""
        try:
            self._open(content)
        except (struct.error, IndexError, ValueError, UnicodeDecodeError):
            raise UnsoundError(AGAIN) from None

    def _open(self, content: bytes) -> None:
        self.content = content
        self.size, self.small = 1 << _word(content, 30), 1 << _word(content, 32)
        if self.size not in (512, 4096) or self.small != 64:
            raise ValueError
        self.cutoff = _long(content, 56)
        self.left = 4 * len(content)
        numbers = list(struct.unpack_from("<109I", content, 76))
        more, seen = _long(content, 68), set[int]()
        while more < LAST and more not in seen:
            seen.add(more)
            some = struct.unpack(f"<{self.size // 4}I", self._sector(more))
            numbers += some[:-1]
            more = some[-1]
        self.table = self._numbers(b"".join(self._sector(n) for n in dict.fromkeys(numbers) if n < LAST))
        entries = self._chain(_long(content, 48))
        self.entries = [entries[n : n + 128] for n in range(0, len(entries) - 127, 128)]
        self.small_table = self._numbers(self._chain(_long(content, 60)))
        self.small_sectors = self._chain(_long(self.entries[0], 116))
        self.paths = dict(self._walk())

    def read(self, path: str) -> bytes:
        """What a stream holds; nothing where there is none of that path."""
        if path not in self.paths:
            return b""
        entry = self.entries[self.paths[path]]
        start, length = _long(entry, 116), _long(entry, 120)
        self.left -= length
        if self.left < 0:
            raise UnsoundError(AGAIN)
        if length >= self.cutoff:
            return self._chain(start)[:length]
        found, seen = [], set[int]()
        while start < len(self.small_table) and start not in seen:
            seen.add(start)
            found.append(self.small_sectors[start * self.small : (start + 1) * self.small])
            start = self.small_table[start]
        return b"".join(found)[:length]

    def _walk(self) -> Iterator[tuple[str, int]]:
        waiting, seen = [(_long(self.entries[0], 76), "")], set[int]()
        while waiting:
            number, folder = waiting.pop()
            if number >= len(self.entries) or number in seen:
                continue
            seen.add(number)
            entry = self.entries[number]
            name = entry[: max(0, _word(entry, 64) - 2)].decode("utf-16-le")
            path = f"{folder}{name}"
            yield path, number
            waiting += [(_long(entry, 68), folder), (_long(entry, 72), folder)]
            if entry[66] == STORAGE:
                waiting.append((_long(entry, 76), f"{path}/"))

    def _sector(self, number: int) -> bytes:
        found = self.content[(number + 1) * self.size : (number + 2) * self.size]
        if not found:
            raise ValueError
        return found.ljust(self.size, b"\0")

    def _chain(self, number: int) -> bytes:
        found, seen = [], set[int]()
        while number < LAST:
            if number in seen:
                raise ValueError
            seen.add(number)
            found.append(self._sector(number))
            number = self.table[number]
        return b"".join(found)

    def _numbers(self, content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content)


def kind_of(content: bytes) -> str:
    """ "msg" for an Outlook message. Raises UnsoundError for everything else that is kept in this way."""
    file = Compound(content)
    tops = {path.partition("/")[0] for path in file.paths}
    names = {path.rpartition("/")[2] for path in file.paths}
    if names & {"EncryptedPackage", "EncryptionInfo", "DRMEncryptedTransform", "\tDRMContent"}:
        raise UnsoundError(PASSWORD)
    if "__properties_version1.0" in tops:
        return "msg"
    if names & {"VBA", "_VBA_PROJECT", "Macros"}:
        raise UnsoundError(MACROS)
    words = next((words for name, words in OLD if name in tops), "an old Office file: save it as a PDF")
    raise UnsoundError(f"it is {words}")


def attached(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files attached to an Outlook message, and to messages attached to it: their names and contents."""
    file = Compound(content)
    for path in file.paths:
        folder, _, name = path.rpartition("/")
        if name == "__substg1.0_37010102":
            yield _name(file, folder), file.read(path)


def _name(file: Compound, folder: str) -> str:
    for number, code in (
        ("3707001F", "utf-16-le"),
        ("3707001E", "cp1252"),
        ("3704001F", "utf-16-le"),
        ("3704001E", "cp1252"),
    ):
        if found := file.read(f"{folder}/__substg1.0_{number}"):
            return found.decode(code, "replace").rstrip("\0")
    return ""


def _word(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", content, at)[0])


def _long(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", content, at)[0])
