"""Tables in a text: cells between upright strokes, or parted by tabs."""

import re

from tracker.extraction.reading.draft import Draft
from tracker.extraction.reading.markdown import all_bold, unmarked
from tracker.extraction.reading.markers import led
from tracker.extraction.reading.tidying import tidy
from tracker.rules.words import BlockKind

RULE = re.compile(r"\|?[\s:|+-]*-{2,}[\s:|+=-]*\|?")
STROKE = re.compile(r"(?<!\\)\|")
NUMERAL = re.compile(r"[\d.,%£$()\s–-]*")


def piped(line: str) -> bool:
    """Whether a line is a row between strokes."""
    line = line.strip()
    return (line.startswith("|") and line.count("|") >= 2) or line.count("|") >= 2 and line.endswith("|")  # noqa: RUF021


def rows_of(lines: list[str], table: int, page: int | None) -> list[Draft]:
    """The rows of one table, all of whose lines have strokes or all of which have tabs."""
    strokes = any("|" in line for line in lines)
    rules = [at for at, line in enumerate(lines) if strokes and RULE.fullmatch(line.strip())]
    cut = [_cells(line, strokes=strokes) for at, line in enumerate(lines) if at not in rules]
    cut = [cells for cells in cut if any(cells)]
    return table_drafts(cut, table, page, bold_first=bool(lines) and _bold_row(lines[0], strokes=strokes))


def table_drafts(rows: list[tuple[str, ...]], table: int, page: int | None, *, bold_first: bool = False,
                 heads: tuple[str, ...] | None = None) -> list[Draft]:  # fmt: skip
    """Rows as drafts; the first is the headings if it looks so and the file does not say."""
    if heads is None:
        heads, rows = (rows[0], rows[1:]) if looks_like_heads(rows, bold=bold_first) else ((), rows)
    found = [Draft("", kind=BlockKind.ROW, page=page, cells=row, heads=heads, table=table, settled=True)
             for row in rows if row != heads]  # fmt: skip
    return found or [Draft("", kind=BlockKind.ROW, page=page, cells=heads, table=table, settled=True)]


def looks_like_heads(rows: list[tuple[str, ...]], *, bold: bool = False) -> bool:
    """Whether a first row names its columns: short words in every cell, no sentence, no number of an item."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first = rows[0]
    filled = [cell for cell in first if cell]
    if len(filled) < 2 or len(filled) < len(first) - 1 or any(len(cell) > 80 for cell in filled):
        return False
    if any(cell.endswith((".", ";")) and not cell.lower().endswith(("no.", "ref.")) for cell in filled):
        return False
    if any(NUMERAL.fullmatch(cell) or led(cell) for cell in filled):
        return False
    below = [len(cell) for row in rows[1:] for cell in row if cell]
    short = sum(len(cell) for cell in filled) / len(filled)
    return bold or short <= 1.5 * (sum(below) / len(below) if below else 0) or all(len(c.split()) <= 4 for c in filled)


def _cells(line: str, *, strokes: bool) -> tuple[str, ...]:
    parts = STROKE.split(line.strip().removeprefix("|").removesuffix("|")) if strokes else line.strip("\n").split("\t")
    return tuple(tidy(unmarked(part.replace("\\|", "|"))) for part in parts)


def _bold_row(line: str, *, strokes: bool) -> bool:
    parts = [part.strip() for part in (STROKE.split(line) if strokes else line.split("\t"))]
    return all(all_bold(part) for part in parts if part)
