"""One table over several pages: its headings once, and a row that a page breaks as one row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extraction.layout.cells import Cell, PageTable, words
from tracker.extraction.layout.heads import headings

APART = 16.0
"""Points by which a column may stand elsewhere on the next page: margins differ, and columns with them."""
LOOKED_BACK = 60
NUMBERED = re.compile(r"[A-Z]{0,3}\W?\d+(?:\.\d+)*[.):]?", re.IGNORECASE)
LED = re.compile(r"(?:recommendation\s*)?[A-Z]{0,3}\d+(?:\.\d+)*[.):]?\s", re.IGNORECASE)
CONTINUED = re.compile(r"\W{0,3}\bcont(?:inued|\.|d)?\W{0,3}$")
ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")


@dataclass(slots=True)
class Joined:
    """The rows of a table that begin on a page, with the lines that they have on the next ones."""

    page: int
    table: int
    heads: list[Cell]
    rows: list[list[Cell]]
    numbers: set[int]


def joined(pile: Sequence[tuple[PageTable, bool]]) -> list[Joined]:
    """Tables in the order of the report, each with whether it may go on with the one before: no words between."""
    made = list[Joined]()
    last: PageTable | None = None
    count = 0
    rows_so_far = list[list[Cell]]()  # the last of them
    for table, adjoins in pile:
        more = last is not None and _same(last, table, adjoins)
        top = _take_heads(table, last if more else None)
        if last is not None and more and last.heads and table.heads and _said(table.heads) != _said(last.heads):
            more = False
        if not more:
            count += 1
            rows_so_far = []
        elif last is not None and not table.heads:
            table.heads, table.covers = last.heads, last.covers
        rows = table.rows
        if more and adjoins and made and rows_so_far and (at := _goes_on(rows_so_far, rows)) is not None:
            before = rows_so_far[-1]
            for cell, rest in zip(before, rows[at], strict=True):
                cell += rest
            rows = [*rows[:at], *rows[at + 1 :]]
            rows = rows[at:] if at and _again(rows[:at], rows_so_far) else rows
        heads = _columns(table, top)
        made.append(Joined(table.page, count, heads, rows, table.numbers))
        rows_so_far = [*rows_so_far, *rows][-LOOKED_BACK:]
        last = table
    return made


def _same(last: PageTable, table: PageTable, adjoins: bool) -> bool:
    if table.page - last.page != 1 or len(last.borders) != len(table.borders):
        return False
    near = all(abs(a - b) <= APART for a, b in zip(last.borders, table.borders, strict=True))
    return (near and adjoins) or (bool(last.heads) and _holds(table.rows[: len(last.heads) + 2], last.heads))


def _said(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[words(cell).casefold() for cell in row] for row in rows]


def _holds(rows: Sequence[Sequence[Cell]], heads: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows hold these headings, one after the other."""
    told, wanted = _said(rows), _said(heads)
    return any(told[at : at + len(wanted)] == wanted for at in range(len(told)))


def _take_heads(table: PageTable, last: PageTable | None) -> int:
    """Moves the heading rows out of the rows, and says how many stood above them."""
    top = 0
    while top < len(table.rows) and len(table.rows[top]) == 1:
        top += 1
    rows = table.rows[top:]
    if last is not None and last.heads and rows and _said(rows[: len(last.heads)]) == _said(last.heads):
        count = len(last.heads)
    else:
        told = [[words(cell) for cell in row] for row in rows[:4]]
        bold = [all(line.bold for cell in row for line in cell) for row in rows[:4]]
        count = headings(told, bold) if len(rows) > 1 else 0
    if count:
        table.heads = rows[:count]
        table.covers = table.covers[top : top + count]
        table.rows = [*table.rows[:top], *rows[count:]]
    return top


def _columns(table: PageTable, top: int) -> list[Cell]:
    """Of each column, the lines of its headings: of several rows of them, each that stands over it."""
    wide = len(table.borders) - 1
    heads = list[Cell]()
    if not table.heads:
        return []
    for column in range(wide):
        said = Cell()
        for number, row in enumerate(table.heads):
            at = table.covers[number][column] if number < len(table.covers) else column
            if len(row) == wide and at >= 0 and row[at] and row[at] is not said:
                said = said + row[at]
        heads.append(said)
    return heads


def _again(bands: list[list[Cell]], before: list[list[Cell]]) -> bool:
    """Whether bands at the top of a page only repeat one that stood before."""
    told = {_name(row) for row in before if len(row) == 1}
    return all(len(row) == 1 and _name(row) in told for row in bands)


def _name(band: Sequence[Cell]) -> str:
    return CONTINUED.sub("", words(band[0]).casefold())


def _goes_on(before: list[list[Cell]], rows: list[list[Cell]]) -> int | None:
    """Which of the first rows of a page goes on with the last row of the page before, if any does."""
    at = 0
    while at < len(rows) and len(rows[at]) == 1:
        at += 1
    if at >= len(rows) or len(before[-1]) == 1 or len(rows[at]) != len(before[-1]):
        return None
    last, row = [words(cell) for cell in before[-1]], [words(cell) for cell in rows[at]]
    full = [one for one in before[:-1] if len(one) > 1]
    if row[0] and NUMBERED.fullmatch(row[0]):
        return None if last[0] else at if _broken(last, row, full) else None
    if LED.match(row[0]):
        return None
    leads = [LED.match(words(one[0])) for one in full if one[0]]
    if row[0] and len(leads) > 1 and all(leads) and LED.match(last[0]) is not None:
        return at  # each row begins with its number, and this one with none
    if _broken(last, row, full):
        return at
    every = all(words(one[0]) for one in full) if full else bool(NUMBERED.fullmatch(last[0]))
    return at if every and not row[0] and last[0] and not all(row[1:]) else None


def _broken(last: Sequence[str], row: Sequence[str], full: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sentence breaks off in one column and goes on in the same one."""
    long = max(range(len(last)), key=lambda column: len(last[column]))
    for column, (before, after) in enumerate(zip(last, row, strict=True)):
        if before and after and not ENDS.search(before):
            if after[0].islower() and len(before.split()) >= 3:
                return True
            if column == long and len(before.split()) >= 8 and after[0].isalpha():
                ended = [bool(ENDS.search(words(one[column]))) for one in full if one[column]]
                return bool(ended) and sum(ended) > 0.6 * len(ended)
    return False
