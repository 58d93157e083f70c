"""Tables of a web page as rows; those that only arrange the page as what they hold."""

from collections.abc import Callable, Iterator
from typing import Any

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading.draft import MOST_BLOCKS, Draft
from tracker.extraction.reading.text_tables import table_drafts
from tracker.extraction.reading.tidying import tidy
from tracker.rules.words import BlockKind

LONGEST_CELL, WIDEST = 3000, 60


def table_of(table: Any, tables: list[int], drafts_of: Callable[[Any], list[Draft]]) -> list[Draft]:
    """The drafts of a table; `tables` counts them."""
    rows, pieces, headed = list[tuple[str, ...]](), list[list[list[Draft]]](), list[bool]()
    spans = dict[int, int]()
    for row in _rows(table):
        cells = [one for one in row if one.tag in ("td", "th")]
        if not cells:
            continue
        said, drafts = list[str](), list[list[Draft]]()
        for cell in cells:
            _skip(spans, said)
            drafts.append(drafts_of(cell))
            width = _span(cell.get("colspan"), WIDEST)
            high = _span(cell.get("rowspan"), 65_000)
            for at in range(len(said), min(len(said) + width, 500)):
                if high > 1:
                    spans[at] = high
            said += [_words(drafts[-1]), *[""] * (width - 1)]
        _skip(spans, said)
        spans = {at: left - 1 for at, left in spans.items() if left > 1}
        parent = row.getparent()
        headed.append(all(cell.tag == "th" for cell in cells) or (parent is not None and parent.tag == "thead"))
        rows.append(tuple(said[:500]))
        pieces.append(drafts)
        if len(rows) > MOST_BLOCKS:
            raise NotReadError("too_long")
    caption = table.find("caption")
    before = [Draft(text)] if caption is not None and (text := tidy(caption.text_content())) else []
    notes = [one for row in pieces for cell in row for one in cell if one.kind == BlockKind.NOTE]
    if _is_layout(table, rows, pieces, any(headed)):
        return before + [one for row in pieces for cell in row for one in cell]
    if not any(any(row) for row in rows):
        return before
    tables[0] += 1
    return before + _data(rows, pieces, headed, tables[0]) + notes


def _data(rows: list[tuple[str, ...]], pieces: list[list[list[Draft]]], headed: list[bool], table: int) -> list[Draft]:
    width = max(len(row) for row in rows)
    rows = [row + ("",) * (width - len(row)) for row in rows]
    said = 0
    while said < len(rows) - 1 and headed[said]:
        said += 1
    heads = None
    if said:
        columns = zip(*rows[:said], strict=True)
        heads = tuple(" ".join(dict.fromkeys(cell for cell in column if cell)) for column in columns)
        rows = rows[said:]
    bold = all(one.bold for cell in pieces[0] for one in cell)
    return table_drafts([row for row in rows if any(row)], table, None, bold_first=bold, heads=heads)


def _rows(table: Any) -> Iterator[Any]:
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in one if row.tag == "tr")


def _skip(spans: dict[int, int], said: list[str]) -> None:
    """Leaves out the columns that a cell above reaches down into."""
    while spans.get(len(said), 0) > 1 or (len(said) in spans and spans[len(said)] == 1):
        said.append("")


def _words(drafts: list[Draft]) -> str:
    shown = (" ".join(part for part in (one.marker, one.text, *one.cells) if part) for one in drafts
             if one.kind != BlockKind.NOTE)  # fmt: skip
    return " ".join(part for part in shown if part)


def _is_layout(table: Any, rows: list[tuple[str, ...]], pieces: list[list[list[Draft]]], headed: bool) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none") or max((len(row) for row in rows), default=0) <= 1:
        return True
    if max((sum(1 for cell in row if cell) for row in rows), default=0) <= 1:
        return True
    cells = [cell for row in pieces for cell in row]
    arranges = any(one.kind in (BlockKind.HEADING, BlockKind.ROW) and one.settled for cell in cells for one in cell)
    long = any(len(cell) > 12 or sum(len(one.text) for one in cell) > LONGEST_CELL for cell in cells)
    return not headed and (arranges or long)


def _span(text: str | None, most: int) -> int:
    text = (text or "").strip()
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 8 else 1
