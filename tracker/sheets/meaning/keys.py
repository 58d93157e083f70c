"""The key of a workbook: what its own letters, numbers and colours mean, where a legend says so."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tracker.rules.words import Brag, Status
from tracker.sheets.grid import Cell
from tracker.sheets.meaning.ratings import COLOURS, LETTERS, rating_of
from tracker.sheets.meaning.spelling import plain
from tracker.sheets.meaning.statuses import status_of
from tracker.sheets.text import as_text

Row = Mapping[int, Cell]
NAMES = "|".join(COLOURS)
ENTRY = re.compile(
    rf"(?:^|(?<=[\s,;|(/]))(\d|[a-z]{{1,2}}|{NAMES}|purple|white|black|pink)(?:\s*\(\s*[a-z]\s*\))?\s*(?:=|:|"
    rf"\s[-–]\s|[–—]|means\b|indicates\b)\s*"
)
TOKEN = re.compile(rf"\W*(\d|[a-z]|{NAMES}|purple|pink)(?:\s*\(\s*([a-z])\s*\))?\W*")
HEADING = re.compile(r"^\s*(?:key|legend|b?rag(?: rating)?(?: key| status)?|scale|ratings?|guide)\s*[:\-–]?\s*")
LONGEST_ENTRY = 120
FEWEST = 2


def legend(rows: Iterable[Row]) -> dict[str, str]:
    """What each letter, number or colour of a key stands for: "Green = On track" in one cell, or in two neighbours."""
    found: dict[str, str] = {}
    for row in rows:
        pairs = [pair for cell in row.values() for pair in _in_one(HEADING.sub("", plain(as_text(cell))))]
        for token, meaning in pairs or _in_two(row):
            found.setdefault(token, meaning)
    return found


def scale_in(rows: Iterable[Row]) -> Mapping[str, Brag]:
    """The scale of a key, for `rating_of`. Colours mean themselves; other signs what their words rate.

    "F accepts in full, P in principle" rates nothing, and gives nothing.
    """
    found: dict[str, Brag] = {}
    for token, meaning in legend(rows).items():
        own = COLOURS.get(token) or _letter(token, meaning)
        brag = own or rating_of(meaning) or _begins_with_colour(meaning)
        if brag:
            found[token] = brag
    return found if len(found) >= FEWEST else {}


def statuses_in(rows: Iterable[Row]) -> Mapping[str, Status]:
    """What the signs of a key say of the status: "Blue = complete" makes a blue cell claimed."""
    found = {token: status for token, meaning in legend(rows).items() if (status := status_of(meaning))}
    return found if len(found) >= FEWEST else {}


def _letter(token: str, meaning: str) -> Brag | None:
    """R, A, G and B are colours where the key says nothing else by them."""
    brag = LETTERS.get(token)
    return brag if brag and (rating_of(meaning) is not None or status_of(meaning) is not None) else None


def _begins_with_colour(meaning: str) -> Brag | None:
    return COLOURS.get(next(iter(re.findall(r"[a-z]+", meaning)), ""))


def _in_one(text: str) -> Iterator[tuple[str, str]]:
    """Entries in a text of its own; the meaning of each goes on to the next."""
    entries = list(ENTRY.finditer(text))
    for place, entry in enumerate(entries):
        end = entries[place + 1].start() if place + 1 < len(entries) else len(text)
        meaning = text[entry.end() : end].strip(" \n\t,;|/()")
        if meaning and len(meaning) <= LONGEST_ENTRY and "\n\n" not in meaning:
            yield entry[1], meaning.splitlines()[0]


def _in_two(row: Row) -> Iterator[tuple[str, str]]:
    for column, cell in row.items():
        found = TOKEN.fullmatch(plain(as_text(cell)))
        meaning = plain(as_text(row.get(column + 1)))
        if found and meaning and len(meaning) <= LONGEST_ENTRY and not TOKEN.fullmatch(meaning) and len(row) <= 4:
            yield found[1], meaning
