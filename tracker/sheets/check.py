"""A hidden column by which a row is known again: whose it is, its version when sent, and sums of what stood in it.

It needs neither the register as it stood nor the wording of the tracker that wrote it, and it survives sorting, moving
and renaming. Its heading says which export it is, for a file that came back without its cover. It is no seal: who wants
to deceive can, but what is typed there is never taken for more than where to look.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from tracker.sheets.columns import Written
from tracker.sheets.grid import Cell
from tracker.sheets.text import as_text

HEADING = "Check"
FIELD = "check"
BETWEEN = " · "
LENGTH = 5
MASK = 0xFFFFF
WHOLE = 12
"""Characters of the sum of a whole row, before those of its cells."""
OLD = re.compile(r"(?:[0-9a-f]{5})+")
NUMBER = re.compile(r"n(\d{1,15})")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a row was when it was sent. `identity` is an action's id, or an ask's where there was none yet, or empty in
    a file of an older tracker, which kept the sums of its columns for reading only."""

    identity: str
    version: int | None
    whole: str
    sums: str

    def said(self, place: int, texts: Iterable[str]) -> bool:
        """Whether the cell at this place of the layout said one of these when it was sent."""
        was = self.sum_at(place)
        return any(sum_of(text) == was for text in texts)

    def sum_at(self, place: int) -> str:
        """The sum of the cell at this place of the layout."""
        return self.sums[place * LENGTH : (place + 1) * LENGTH]


def written(identity: str, version: int, cells: Sequence[Cell | Written]) -> str:
    """The hidden cell of a row: whose, which version, and the sums of its cells, in the layout's order."""
    texts = [as_text(cell) for cell in cells]
    return f"{identity}{BETWEEN}{version}{BETWEEN}{whole_sum(texts)}{''.join([sum_of(text) for text in texts])}"


def sent(cell: Cell | None) -> Sent | None:
    """What a hidden cell says; None where there is none, or nothing that a tracker wrote."""
    if not isinstance(cell, str):
        return None
    pieces = cell.split(BETWEEN)
    if len(pieces) == 3:
        identity, version, sums = pieces
        return Sent(identity, int(version) if version.isdecimal() else None, sums[:WHOLE], sums[WHOLE:])
    return Sent("", None, "", cell) if OLD.fullmatch(cell) else None


def sum_of(text: str) -> str:
    """The short sum of one cell."""
    return f"{crc32(text.encode()) & MASK:05x}"


def whole_sum(texts: Sequence[str]) -> str:
    """The sum of a whole row: while it is the same, nothing in the row was changed."""
    return blake2b("\x1f".join(texts).encode("utf-8", "surrogatepass"), digest_size=WHOLE // 2).hexdigest()


def heading(number: int, agency_id: str | None = None, sending_id: str | None = None) -> str:
    """The heading of the hidden column: "Check n345 #W12 @police"."""
    return " ".join(
        [HEADING, f"n{number}", *([f"#{sending_id}"] if sending_id else []), *([f"@{agency_id}"] if agency_id else [])]
    )


def is_heading(text: str) -> bool:
    """Whether a heading is that of the hidden column, in this or an older form."""
    return text == HEADING or (text.startswith(HEADING + " ") and NUMBER.fullmatch(text.split()[1]) is not None)


def told(text: str) -> tuple[int | None, str | None, str | None]:
    """The register's number, the agency and the export number that a heading says."""
    number = agency_id = sending_id = None
    for word in text.split()[1:]:
        if found := NUMBER.fullmatch(word):
            number = int(found[1])
        elif word.startswith("@"):
            agency_id = word[1:]
        elif word.startswith("#"):
            sending_id = word[1:]
    return number, agency_id, sending_id
