"""A packed document (.docx): only the parts that are asked for are unpacked, each up to an honest size."""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading.decoding import refuse_strangers

MOST_MEMBERS, BIGGEST_PART, MOST_UNPACKED = 5_000, 30_000_000, 50_000_000
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, UnicodeError, KeyError)


class Package:
    """The parts of a document by their names in small letters. Raises NotReadError."""

    def __init__(self, content: bytes) -> None:
        refuse_strangers(content, packed=True)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except BROKEN:
            raise NotReadError("damaged") from None
        if len(members) > MOST_MEMBERS:
            raise NotReadError("too_big")
        self._members = {one.filename.replace("\\", "/").lower().lstrip("/"): one for one in members}
        self._left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none."""
        member = self._members.get(name.lower())
        if member is None:
            return None
        if member.flag_bits & 1:
            raise NotReadError("password")
        most = min(BIGGEST_PART, self._left)
        try:
            with self._zip.open(member) as stream:
                content = stream.read(most + 1)
        except RuntimeError:  # zipfile's own, for a part that is locked
            raise NotReadError("password") from None
        except BROKEN:
            raise NotReadError("damaged") from None
        if len(content) > most:
            raise NotReadError("too_big")
        self._left -= len(content)
        return content

    def tree(self, name: str) -> Any:
        """A part as a tree of elements, or None."""
        content = self.part(name)
        return None if content is None else tree(content)


def tree(content: bytes) -> Any:
    """XML as a tree; what declares a document type or entities is refused."""
    start = content[:4096].replace(b"\x00", b"")
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise NotReadError("damaged")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        found = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotReadError("damaged") from None
    if found.getroottree().docinfo.doctype:
        raise NotReadError("damaged")
    return found
