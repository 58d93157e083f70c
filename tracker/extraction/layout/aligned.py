"""Tables without upright rules: columns that begin under the headings of a heading row."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tracker.extraction.layout.cells import Cell, PageTable, Piece, in_order, levels
from tracker.extraction.layout.heads import headings
from tracker.extraction.layout.line import Line
from tracker.extraction.layout.over_pages import NUMBERED

Column = list[float]
"""From where to where the words of a column reach, so far."""
FAR = 4.0
"""Times a letter's size without words below which a table is at its end."""
LED = re.compile(r"(?:Recommendation\s+|R)?(\d{1,3})(?:[.):]|(?<=\d)$|\s*[–-])", re.IGNORECASE)
APART = 2.5
"""Points that must stay free between two columns."""


def aligned(found: list[Piece], page: int, rules: Sequence[float] = ()) -> list[PageTable]:
    """The tables of a page's words that begin with a heading row. `rules` are the heights of lines drawn across."""
    rows = levels(found)
    made = list[PageTable]()
    at = 0
    while at < len(rows):
        head = _head(rows, at)
        if not head:
            at += 1
            continue
        columns = _columns(rows[at : at + head])
        end = _end(rows, at + head, columns)
        table = _table(rows[at:end], head, columns, page, rules)
        if table is not None:
            made.append(table)
            at = end
        else:
            at += head
    return made


def going_on(before: PageTable, found: list[Piece], page: int, rules: Sequence[float] = ()) -> PageTable | None:
    """What stands at the top of a page in the columns of a table that reached the end of the page before."""
    rows = levels(found)
    columns = [[left, left + 1] for left in before.borders[:-1]]
    if len(columns) < 2 or _head(rows, 0):
        return None
    end = _end(rows, 0, columns, before.borders[-1])
    return _table(rows[:end], 0, columns, page, rules, before.borders)


def _head(rows: list[list[Piece]], at: int) -> int:
    """How many lines the heading row takes that begins here; 0 where none does."""
    if len(rows[at]) < 2 if at < len(rows) else True:
        return 0
    told = [piece.line.text for piece in rows[at]]
    if not headings([told, ["x"] * len(told)]):
        return 0
    columns = [[piece.line.left, piece.line.right] for piece in rows[at]]
    count = 1
    while count < 3 and at + count < len(rows):
        row = rows[at + count]
        gap = row[0].line.top - rows[at + count - 1][0].line.bottom
        size = rows[at][0].line.size
        short = all(len(piece.line.text) <= 25 and _under(piece.line, columns) is not None for piece in row)
        heavy = rows[at][0].line.bold and all(piece.line.bold for piece in row)
        few = len(row) < len(columns) and not NUMBERED.fullmatch(row[0].line.text)
        if not (short and gap < 0.5 * size and (heavy or (few and not any(_under(p.line, columns) == 0 for p in row)))):
            break
        if not heavy and at + count + 1 < len(rows) and len(rows[at + count + 1]) < len(row):
            break
        count += 1
    return count


def _under(line: Line, columns: list[Column]) -> int | None:
    """The only column whose words stand above or below a line; None where there is none or there are several."""
    over = [number for number, (left, right) in enumerate(columns) if line.left < right and line.right > left]
    return over[0] if len(over) == 1 else None


def _columns(head: list[list[Piece]]) -> list[Column]:
    columns = [[piece.line.left, piece.line.right] for piece in head[0]]
    for row in head[1:]:
        for piece in row:
            number = _under(piece.line, columns)
            if number is not None:
                columns[number] = [min(columns[number][0], piece.line.left), max(columns[number][1], piece.line.right)]
    return columns


def _end(rows: list[list[Piece]], at: int, columns: list[Column], right: float = float("inf")) -> int:
    """The first line below that is not of the table any more. Widens the columns by what stands in them."""
    end, bottom = at, rows[at - 1][0].line.bottom if at else None
    band = 0
    for number in range(at, len(rows)):
        row = rows[number]
        size = row[0].line.size
        if bottom is not None and row[0].line.top - bottom > FAR * size:
            break
        places = [_place(piece.line, columns) for piece in row]
        wider = None if None in places else _wider(row, places, columns)
        if wider is None or row[-1].line.right > right + APART:
            if len(row) > 1 or len(row[0].line.text) > 80 or band:
                break
            band += 1  # a band across all columns, if the table goes on after it
        else:
            columns[:] = wider
            end, band = number + 1, 0
        bottom = max(piece.line.bottom for piece in row)
    return end


def _place(line: Line, columns: list[Column]) -> int | None:
    """The column in which a line begins."""
    best, over = None, -3.0
    for number, (left, right) in enumerate(columns):
        shared = min(line.right, right) - max(line.left, left)
        if shared > over:
            best, over = number, shared
    if best is None:
        for number, (left, _) in enumerate(columns):
            if left - 3 <= line.left:
                best = number
    return best


def _wider(row: list[Piece], places: Sequence[int | None], columns: list[Column]) -> list[Column] | None:
    """The columns with these words in them; None where two would touch."""
    made = [list(column) for column in columns]
    for piece, place in zip(row, places, strict=True):
        if place is not None:
            made[place] = [min(made[place][0], piece.line.left), max(made[place][1], piece.line.right)]
    for one, other in pairwise(made):
        if other[0] - one[1] < APART:
            return None
    return made


def _table(
    rows: list[list[Piece]], head: int, columns: list[Column], page: int, rules: Sequence[float],
    borders: Sequence[float] = (),
) -> PageTable | None:  # fmt: skip
    body = rows[head:]
    if not any(len(row) > 1 for row in body):
        return None
    top, bottom = rows[0][0].line.top, max(piece.line.bottom for piece in rows[-1])
    starts = _starts(body, columns, [y for y in rules if rows[head][0].line.top - 4 < y < bottom - 2])
    made = [_cells(rows[:head], columns)] if head else []
    heads = len(made)
    for number, start in enumerate(starts):
        made.append(_cells(body[start : starts[number + 1] if number + 1 < len(starts) else len(body)], columns))
    lefts = borders or [*(column[0] - 1 for column in columns), columns[-1][1] + 1]
    numbers = {piece.number for row in rows for piece in row}
    if sum(len(row) > 1 and sum(map(bool, row)) > 1 for row in made) < 1 + heads:
        return None
    return PageTable(page, tuple(lefts), top, bottom, made, numbers)


def _cells(rows: list[list[Piece]], columns: list[Column]) -> list[Cell]:
    cells: list[Cell] = [Cell() for _ in columns]
    for row in rows:
        places = [_place(piece.line, columns) for piece in row]
        if len(rows) == 1 and len(row) == 1 and _wider(row, places, columns) is None:
            return [[row[0].line]]
        for piece, place in zip(row, places, strict=True):
            cells[place or 0].append(piece.line)
    return [in_order(cell) for cell in cells]


def _counted(leading: Sequence[str]) -> bool:
    """Whether numbers that lead the words of the first column count on by one."""
    counts = [int(found.group(1)) for text in leading if (found := LED.match(text))]
    return len(counts) > 1 and all(after == before + 1 for before, after in pairwise(counts))


def _starts(body: list[list[Piece]], columns: list[Column], rules: Sequence[float]) -> list[int]:
    """At which lines rows begin: below a drawn line; at a number in the first column; or after more room than there
    is between the lines of a cell."""
    if not body:
        return []
    tops = [min(piece.line.top for piece in row) for row in body]
    bottoms = [max(piece.line.bottom for piece in row) for row in body]
    if len(rules) >= 2 or (rules and len(body) > 1 and bottoms[0] < rules[0]):
        starts = [0]
        for number in range(1, len(body)):
            if any(bottoms[number - 1] - 4 < y < tops[number] + 4 for y in rules):
                starts.append(number)
        return starts
    places = [[_place(piece.line, columns) for piece in row] for row in body]
    bands = [len(row) == 1 and _wider(row, place, columns) is None for row, place in zip(body, places, strict=True)]
    firsts = [0 in place and not band for place, band in zip(places, bands, strict=True)]
    leading = [row[0].line.text for row, first in zip(body, firsts, strict=True) if first]
    if leading and sum(bool(NUMBERED.fullmatch(text)) for text in leading) > 0.7 * len(leading):
        chosen = firsts
    elif _counted(leading):
        chosen = [first and LED.match(row[0].line.text) is not None for row, first in zip(body, firsts, strict=True)]
    else:
        gaps = [tops[n] - bottoms[n - 1] for n in range(1, len(body))]
        close = min(median(gaps), sorted(gaps)[len(gaps) // 4] + 1) if gaps else 0.0
        size = median(row[0].line.size for row in body)
        wide = [False, *(gap > close + 0.25 * size for gap in gaps)]
        beside = [len(set(place)) > 1 for place in places]
        if any(wide):
            chosen = [first and wide[at] and beside[at] for at, first in enumerate(firsts)]
        else:
            chosen = [first and len(body[at]) == len(columns) for at, first in enumerate(firsts)]
    return sorted({0, *(n for n, start in enumerate(chosen) if start), *(n for n, band in enumerate(bands) if band),
                   *(n + 1 for n, band in enumerate(bands) if band and n + 1 < len(body))})  # fmt: skip
