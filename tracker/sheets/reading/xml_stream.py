"""XML read as a stream, whatever it was made to do: no tree is built, a document type (and with it any entity) is
refused, and so is what makes the parser itself grow: one tag without end, names without number, depth without end.
"""

from collections.abc import Callable, Sequence
from typing import IO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

from tracker.sheets.reading.room import DamagedError, Room, TooMuchError

CHUNK = 1 << 16
LONGEST_TAG = 1 << 20
MOST_NAMES = 20_000
DEEPEST = 200
MOST_TAGS = 10_000_000
"""In all parts of a file: a filled cell has two to six, and half a minute is spent on so many."""
LONGEST_TEXT = 1_000_000
"""What a cell may hold, in characters: Excel ends at 32,767, others somewhat later."""
NO_ENTITIES = "it holds XML entities, which no honest workbook does"
MADE_TO_HARM = "it is built in a way that looks made to overwhelm the reader"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse(
    stream: IO[bytes], start: Start, end: End, text: Text | None = None, *, holding: Sequence[list[str]], room: Room
) -> None:
    """Calls back for each tag and text. `holding` are the lists where the caller gathers a cell's text: looked at
    now and then, for a cell without end. Depth is the caller's to watch (`Depth`): here it would cost too much."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
        fed += len(chunk)
        room.tags += chunk.count(b"<")
        if fed - parser.CurrentByteIndex > LONGEST_TAG or len(parser.intern) > MOST_NAMES:
            raise TooMuchError(MADE_TO_HARM)
        if room.left < 0 or room.tags > MOST_TAGS:
            raise room.too_full()
        for pieces in holding:
            if len(pieces) > 4 and sum(map(len, pieces)) > LONGEST_TEXT:
                raise TooMuchError("a cell in it holds more text than a spreadsheet can")
    parser.Parse(b"", True)


class Depth:
    """How deep the tags stand in each other."""

    def __init__(self) -> None:
        self.now = 0

    def down(self) -> None:
        """One tag deeper."""
        self.now += 1
        if self.now > DEEPEST:
            raise TooMuchError(MADE_TO_HARM)

    def up(self) -> None:
        """One tag less deep."""
        self.now -= 1


def tree(data: bytes) -> Element:
    """A small part as a tree: no document type, no entities."""
    element: Element = fromstring(data, forbid_dtd=True)
    return element


def local(name: str) -> str:
    """A tag's name without its prefix or its namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number in an attribute, none of it below zero."""
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise DamagedError(text)
    return int(text)


def _refuse_doctype(*_: object) -> None:
    raise TooMuchError(NO_ENTITIES)
