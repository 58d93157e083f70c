"""Tables on pages: which lines belong to one, and its rows. The way in for whoever reads pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.extraction.layout.aligned import aligned, going_on
from tracker.extraction.layout.cells import PageTable, pieces, spread
from tracker.extraction.layout.grid import across, grids
from tracker.extraction.layout.heads import headings
from tracker.extraction.layout.line import Line, Page
from tracker.extraction.layout.lined import lined
from tracker.extraction.layout.over_pages import Joined, joined
from tracker.extraction.layout.ruled import ruled
from tracker.extraction.layout.rulings import NONE

LEAST = 3
MARKER = re.compile(r"\W{0,2}\w{0,3}\W{0,2}|[\d.]{1,9}\W?")
"""What numbers a paragraph, with a gap behind it."""
LONG = 60.0
"""Points: a shorter line across is none of a table's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: the lines of each cell, in order, cut at the cell's edges. `heads` are the lines of the column
    headings, cell by cell; none where the table has none. `table` counts from 1 through the report."""

    cells: tuple[tuple[Line, ...], ...]
    heads: tuple[tuple[Line, ...], ...] = ()
    table: int = 1


@dataclass(frozen=True, slots=True)
class OnPage:
    """A table, or as much of it as stands on one page: the numbers of its lines in `page.lines`, and its rows."""

    lines: frozenset[int]
    rows: tuple[Row, ...]


def likely(lines: Sequence[Line]) -> bool:
    """Whether a page may hold a table, from its lines alone: only then are its drawn rules looked up, which costs."""
    if sum(after.bottom < before.top for before, after in pairwise(lines)) >= LEAST:
        return True
    beside = [line for line in lines if len(line.pieces) > 1 and not spread(line)]
    if len(beside) < 2:
        return False
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    inner = [line for line in beside if line.top > top and line.bottom < bottom]  # a header has a gap too
    count = sum(len(line.pieces) > 2 or not MARKER.fullmatch(line.pieces[0].text) for line in inner)
    return count >= LEAST or any(map(heads, beside))


def heads(line: Line) -> bool:
    """Whether a line is the headings of a table's columns."""
    return len(line.pieces) > 1 and headings([[one.text for one in line.pieces], ["x"] * len(line.pieces)]) > 0


def find(pages: Sequence[Page]) -> dict[int, list[OnPage]]:
    """The tables by the number of the page on which they stand, from the top. The pages' headers, footers and notes
    have been taken out before. A row that goes on over a page is whole on the page where it begins, and its lines on
    the next page are in the `lines` of an OnPage there; a header that is repeated is in no row."""
    found: dict[int, list[OnPage]] = {}
    last: PageTable | None = None
    pile = list[tuple[PageTable, bool]]()
    for page in pages:
        here = _on(page, last if last is not None and last.page == page.number - 1 else None)
        for number, table in enumerate(here):
            pile.append((table, number == 0 and last is not None and _first(page, table)))
        last = here[-1] if here and _last(page, here[-1]) else None
    for one in joined(pile):
        found.setdefault(one.page, []).append(_shown(one))
    return found


def _on(page: Page, before: PageTable | None) -> list[PageTable]:
    """The tables of one page. `before` is one that reaches the end of the page before."""
    if before is None and page.rules is NONE:
        return []
    words, runs = pieces(page.lines), across(page.rules)
    made = [table for grid in grids(page.rules, runs) if (table := ruled(grid, words, page.number))]
    inside = {number for table in made for number in table.numbers}
    rest = [piece for piece in words if piece.number not in inside]
    for table in lined(rest, runs, page.number):
        made.append(table)
        rest = [piece for piece in rest if piece.number not in table.numbers]
    heights = sorted({round(run[0], 1) for run in runs if run[2] - run[1] > LONG})
    if not made and before is not None and (more := going_on(before, rest, page.number, heights)):
        made.append(more)
        rest = [piece for piece in rest if piece.number not in more.numbers]
    made += aligned(rest, page.number, heights)
    return sorted(made, key=lambda table: table.top)


def _first(page: Page, table: PageTable) -> bool:
    return not any(line.bottom < table.top + 2 for n, line in enumerate(page.lines) if n not in table.numbers)


def _last(page: Page, table: PageTable) -> bool:
    return not any(line.top > table.bottom - 2 for n, line in enumerate(page.lines) if n not in table.numbers)


def _shown(one: Joined) -> OnPage:
    rows = tuple(
        Row(
            tuple(tuple(cell) for cell in row),
            tuple(tuple(cell) for cell in one.heads) if len(row) > 1 else (),
            one.table,
        )
        for row in one.rows
    )
    return OnPage(frozenset(one.numbers), rows)
