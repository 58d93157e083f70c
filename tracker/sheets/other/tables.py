"""Where the tables of a sheet stand: their header rows, wherever those are, and the rows that follow."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.sheets.grid import Row, Sheet, column_letters
from tracker.sheets.other.columns import Column, words_of
from tracker.sheets.other.headings import plain, senses
from tracker.sheets.other.merged import Merged

LOOKED_AT = 80
"""A header stands within so many rows of the sheet's beginning, or below another table."""
SHORT, SAMPLE = 90, 30
LONGEST_AGAIN = 60
"""A heading of a second table is shorter: else each row of a long plan would be looked at as one."""
KNOWN = 0.6
PLAINLY = 4
NEAR_BEST = 0.8
SAME = 0.8
MANY = 0.3
GUIDING = re.compile(
    r"\(.*(fill|complete|board|agency|agencies|author|partner|business|lead|e\.?g|dd|tick|select|choose"
    r"|see|use)\b.*\)|\?$|"
    r"\b(please|to be (completed|filled)|fills? in|complete[sd]? by|insert|enter|drop[- ]?down|dd/mm"
    r"|e\.g\.?|for example|select|"
    r"should be|must be|how you will|what you|describe|state (the|which|what|who)|give (the|a)|list"
    r" (the|each|all)|one line|a line each)\b|"
    r"^(who|what|when|how|which|where|why|by whom|by when)\b",
    re.IGNORECASE | re.DOTALL,
)
BRACKETED = re.compile(r"\s*[(\[<].*[)\]>]\s*", re.DOTALL)
NUMBERED = re.compile(r"\D+\d+(?:\.\d+)*\W*")
STEP = re.compile(r"\d{1,3}\s?%?|0?\.\d+")


@dataclass(slots=True)
class Table:
    """One table: its header rows, its columns, what stands above it, and its rows with their numbers."""

    sheet: Sheet
    merged: Merged
    header_rows: list[int]
    columns: list[Column]
    above: list[tuple[int, str]]
    rows: list[tuple[int, Row]] = field(default_factory=list)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in the order of the columns."""
        return tuple(column.heading for column in self.columns)


def tables_in(sheet: Sheet) -> list[Table]:
    """Every table of a sheet that has the headings of a plan."""
    merged = Merged(sheet)
    rows = sheet.rows
    start = first_header(sheet)
    if start is None:
        return []
    tables: list[Table] = []
    loose: list[tuple[int, str]] = [(n, t) for n, row in rows[:start] for t in [_line(row)] if t]
    index = start
    while index < len(rows):
        number, row = rows[index]
        if index == start or (tables and _is_new_header(row, tables[-1])):
            if tables:
                loose = _taken_back(tables[-1])
            table, index = _begun(sheet, merged, index, loose)
            if table is None:
                return tables
            tables.append(table)
            continue
        if _repeats(row, tables[-1]):
            tables[-1].header_rows.append(number)
            index += 1
            while index < len(rows) and _guides(rows[index][1], tables[-1].columns):
                tables[-1].header_rows.append(rows[index][0])
                index += 1
            continue
        tables[-1].rows.append((number, row))
        index += 1
    for table in tables:
        _sampled(table)
    return tables


def known_fields(texts: Sequence[str]) -> dict[str, float]:
    """The fields that some texts name as headings, each text one, with how surely."""
    pairs = sorted(
        ((s, f, n) for n, text in enumerate(texts) for f, s in senses(text).items() if s >= KNOWN), key=lambda p: -p[0]
    )
    found: dict[str, float] = {}
    used: set[int] = set()
    for score, name, place in pairs:
        if name not in found and place not in used:
            found[name] = score
            used.add(place)
    return found


def _header_score(row: Row) -> float:
    """How much a row looks like headings; zero where it cannot be."""
    texts = [words_of(cell) for cell in row.values()]
    texts = [text for text in texts if text]
    if len(texts) < 2 or not all(isinstance(cell, str) or STEP.fullmatch(words_of(cell)) for cell in row.values()):
        return 0.0
    if sum(1 for text in texts if len(text) > SHORT) > len(texts) * 0.3:
        return 0.0
    found = known_fields(texts)
    heads = max(found.get("action", 0.0), found.get("recommendation", 0.0))
    if len(found) >= PLAINLY and found.keys() >= {"ref", "owner"} and found.keys() & {"due", "status", "rating"}:
        heads = max(heads, KNOWN)  # the column of actions bears a name of its own
    if sum(1 for text in texts if NUMBERED.fullmatch(text)) >= len(texts) / 2:
        return 0.0
    strong = sum(1 for text in texts if max(senses(text).values(), default=0.0) >= KNOWN)
    least = 2 if heads >= 0.85 and strong == len(texts) else 3
    if heads < KNOWN or len(found) < least or strong < len(texts) * 0.4:
        return 0.0
    brief = sum(1 for text in texts if len(text) <= SHORT / 2) / len(texts)
    return sum(found.values()) * (0.6 + 0.4 * brief) * (0.5 + 0.5 * strong / len(texts))


def first_header(sheet: Sheet) -> int | None:
    """Which of a sheet's rows is the first that has the headings of a plan; None where none is."""
    scores = [_header_score(row) for _, row in sheet.rows[:LOOKED_AT]]
    best = max(scores, default=0.0)
    if not best:
        return None
    return next(index for index, score in enumerate(scores) if score >= best * NEAR_BEST)


def _is_new_header(row: Row, table: Table) -> bool:
    """Whether another table begins here: at least three headings, and the rows before it never looked like that."""
    if len(row) < 3 or not all(isinstance(cell, str) and len(cell) <= LONGEST_AGAIN for cell in row.values()):
        return False
    if _repeats(row, table):
        return False
    texts = [words_of(cell) for cell in row.values()]
    found = known_fields(texts)
    sure = [score for score in found.values() if score >= 0.8]
    heads = max(found.get("action", 0.0), found.get("recommendation", 0.0))
    return heads >= 0.8 and len(sure) >= 3 and len(sure) >= len(texts) * 0.6


def _repeats(row: Row, table: Table) -> bool:
    """Whether the headings stand here again, as on each printed page."""
    same = sum(1 for c in table.columns if (text := words_of(row.get(c.place))) and plain(text) == plain(c.heading))
    return same >= 2 and same >= len(row) * SAME


def _begun(sheet: Sheet, merged: Merged, index: int, loose: list[tuple[int, str]]) -> tuple[Table | None, int]:
    """The table whose headings stand at this row, and the place of the row after its header."""
    number, row = sheet.rows[index]
    header_rows = [number]
    heads = {place: " ".join(words_of(cell).split()) for place, cell in sorted(row.items()) if words_of(cell)}
    heads_raw = {place: words_of(row[place]) for place in heads}
    parents: dict[int, str] = {}
    if index and (over := _parents(sheet.rows[index - 1], merged, number, heads)):
        parents |= over
        header_rows.insert(0, sheet.rows[index - 1][0])
        loose = [each for each in loose if each[0] != sheet.rows[index - 1][0]]
        for place, text in over.items():
            if place not in heads:
                heads[place] = heads_raw[place] = text
    index += 1
    if index < len(sheet.rows) and (under := _children(sheet.rows[index], merged, number, heads)):
        header_rows.append(sheet.rows[index][0])
        heads_before = dict(heads)
        for place, text in sorted(under.items()):
            before = parents.get(place - 1, "") if place not in heads and place - 1 in under else ""
            parents[place] = _over(place, merged, number, heads) or heads_before.get(place, "") or before
            heads_raw[place] = text
        for place in under:
            heads[place] = " ".join(heads_raw[place].split())
        index += 1
    columns = [Column(place, heads_raw[place], parents.get(place, "")) for place in sorted(heads)]
    guidance: dict[int, str] = {}
    while index < len(sheet.rows) and len(header_rows) < 4 and _guides(sheet.rows[index][1], columns):
        header_rows.append(sheet.rows[index][0])
        guidance |= {place: words_of(cell) for place, cell in sheet.rows[index][1].items()}
        index += 1
    columns = [Column(c.place, c.heading, c.parent, guidance.get(c.place, "")) for c in columns]
    if not columns:
        return None, index
    return Table(sheet, merged, header_rows, columns, loose), index


def _parents(before: tuple[int, Row], merged: Merged, number: int, heads: dict[int, str]) -> dict[int, str]:
    """Headings that stand over several columns, in the row above the header; and those that reach down into it."""
    above, row = before
    if above != number - 1:
        return {}
    found: dict[int, str] = {}
    spans = [span for span in merged.wide(above) if span[0] == span[2]]
    wide = [span for span in spans if span[3] - span[1] + 1 < len(heads)]
    tall = {place for place, cell in row.items() if words_of(cell) and _reaches(merged, number, place)}
    if not (wide or tall) or len([c for c in row.values() if words_of(c)]) < 2:
        return {}
    for _, left, _, right in wide:
        if text := words_of(row.get(left)):
            found |= dict.fromkeys(range(left, right + 1), text)
    found |= {place: words_of(row[place]) for place in tall if place not in heads}
    return {p: t for p, t in found.items() if p in heads or p in tall}


def _reaches(merged: Merged, number: int, place: int) -> bool:
    return merged.above(number, place) is not None


def _children(after: tuple[int, Row], merged: Merged, number: int, heads: dict[int, str]) -> dict[int, str]:
    """Headings in a second row, under one that stands over several columns or where the first row has none."""
    below, row = after
    texts = {place: words_of(cell) for place, cell in row.items() if words_of(cell)}
    if below != number + 1 or not texts or any(len(text) > SHORT / 1.5 for text in texts.values()):
        return {}
    under = {p for p in texts if p not in heads or merged.width(number, p) > 1 or _over(p, merged, number, heads)}
    under |= {p for p in texts if p + 1 in under and p + 1 not in heads}  # over two columns, but not merged
    if len(under) < max(1, len(texts) * 0.75) or not any(p not in heads for p in under):
        return {}
    named = [p for p in under if STEP.fullmatch(texts[p]) or max(senses(texts[p]).values(), default=0.0) >= 0.5]
    by_marks = all(len(texts[p]) <= SHORT / 2 for p in under) and any(merged.width(number, p) > 1 for p in heads)
    return {p: texts[p] for p in under} if len(named) >= len(under) * 0.6 or by_marks else {}


def _over(place: int, merged: Merged, number: int, heads: dict[int, str]) -> str:
    """The heading over this column in a range that is wider than one."""
    for _, left, _, right in merged.wide(number):
        if left <= place <= right:
            return heads.get(left, "")
    return ""


def _guides(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row under the headings only tells how to fill them in."""
    headed = {column.place: column for column in columns}
    texts = {place: words_of(cell) for place, cell in row.items() if words_of(cell)}
    if len(texts) < 2 or not all(isinstance(row[place], str) for place in texts):
        return False
    if all(BRACKETED.fullmatch(text) for text in texts.values()):
        return True
    guides = sum(1 for place, text in texts.items() if _is_guidance(text, headed.get(place)))
    return guides >= max(2, len(texts) * 0.6)


def _is_guidance(text: str, column: Column | None) -> bool:
    if GUIDING.search(text):
        return True
    if column is None or len(text) > SHORT:
        return False
    mine, its = senses(text), senses(column.heading)
    top = max(its, key=lambda f: its[f], default="")
    return bool(top) and mine.get(top, 0.0) >= 0.75 and plain(text) != plain(column.heading) and " " in text.strip()


def _line(row: Row) -> str:
    """A row of few cells above a table, in one line."""
    return " ".join(text for cell in list(row.values())[:4] if (text := words_of(cell)))


def _taken_back(table: Table) -> list[tuple[int, str]]:
    """The titles that stand between a table and the next one: they are the next one's."""
    loose: list[tuple[int, str]] = []
    while table.rows and len([c for c in table.rows[-1][1].values() if words_of(c)]) == 1 and len(loose) < 3:
        number, row = table.rows.pop()
        loose.insert(0, (number, _line(row)))
    return loose


def _sampled(table: Table) -> None:
    """Give each column a few of its cells, spread over the table's full rows."""
    full = [(n, row) for n, row in table.rows if len(row) > 1]
    step = max(1, len(full) // SAMPLE)
    chosen = full[::step][:SAMPLE]
    fills = table.sheet.fills
    table.columns = sorted([*table.columns, *_unheaded(table, full)], key=lambda c: c.place)
    table.columns = [
        Column(
            c.place,
            c.heading,
            c.parent,
            c.guidance,
            tuple(cell for _, row in chosen if (cell := row.get(c.place)) is not None),
            sum(1 for n, row in chosen if c.place not in row and (n, c.place) in fills),
        )
        for c in table.columns
    ]


def _unheaded(table: Table, full: Sequence[tuple[int, Row]]) -> list[Column]:
    """Columns without a heading that hold something in many rows: named by their letter."""
    headed = {column.place for column in table.columns}
    counted = Counter(place for _, row in full for place, cell in row.items() if place not in headed and words_of(cell))
    return [Column(p, f"Column {column_letters(p)}") for p, n in counted.items() if n >= max(2, len(full) * MANY)]
