"""What a reader says about a file that it did read: what was left out of it, and what looks odd."""

from collections.abc import Iterable, Sequence

from tracker.rules.errors import shown
from tracker.sheets.grid import Row, column_letters

MACROS = "It holds macros; they were not run and are not kept."
PICTURES = "It holds pictures; they were left out."
CHARTS = "It holds charts; they were left out."
PIVOTS = "It holds pivot tables; they were read as plain cells, as they were last saved."
LINKS = "It is linked to other files; the links were not followed."
EMBEDDED = "It holds other files inside it; they were left out."
COMMENTS = "It holds comments; they were left out."
FAR_ROWS = 10_000
FAR_COLUMNS = 1_000

PARTS = (
    (MACROS, ("vbaproject", "xl/macrosheets/", "xl/intlmacrosheets/", "basic/", "scripts/")),
    (PICTURES, ("xl/media/", "word/media/", "pictures/")),
    (CHARTS, ("xl/charts/", "word/charts/", "object ")),
    (PIVOTS, ("xl/pivottables/", "xl/pivotcache/")),
    (LINKS, ("xl/externallinks/", "xl/querytables/", "xl/connections.xml")),
    (EMBEDDED, ("xl/embeddings/", "xl/activex/", "word/embeddings/", "word/activex/")),
    (COMMENTS, ("xl/comments", "xl/threadedcomments/", "word/comments")),
)
"""What the name of a part in a package begins with, or holds for the macros, and what is said of it. Names are in lower
case."""


def left_out(names: Iterable[str]) -> list[str]:
    """What is said of a package, from the names of its parts."""
    said = []
    names = [name for name in names if not name.endswith("/")]
    for sentence, beginnings in PARTS:
        if any(name.startswith(beginnings) or (sentence == MACROS and "vbaproject" in name) for name in names):
            said.append(sentence)
    return said


def more_fills(limit: int) -> str:
    """Said where no more colours were kept."""
    return f"Only the colours of the first {limit:,} coloured cells were looked at."


def far_cells(name: str, rows: Sequence[tuple[int, Row]]) -> list[str]:
    """Said of a cell that stands thousands of rows or columns from the rest: read, but perhaps not meant."""
    if not rows:
        return []
    number, row = rows[-1]
    before = rows[-2][0] if len(rows) > 1 else 0
    if number - before > FAR_ROWS:
        return [_far(name, number, max(row))]
    furthest = max(rows, key=lambda pair: max(pair[1]))
    column = max(furthest[1])
    others = max((place for _, row in rows for place in row if place != column), default=0)
    if column - others > FAR_COLUMNS:
        return [_far(name, furthest[0], column)]
    return []


def _far(name: str, row: int, column: int) -> str:
    return (
        f"The sheet ‘{shown(name)}’ holds something far from the rest, in cell {column_letters(column)}{row}; "
        "it was read all the same."
    )
