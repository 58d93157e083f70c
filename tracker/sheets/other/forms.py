"""A form on its side: labels in one column, what they say in the next, one action a block."""

from tracker.sheets.grid import Cell, Row, Sheet
from tracker.sheets.other.columns import Column, words_of
from tracker.sheets.other.headings import plain, senses
from tracker.sheets.other.merged import Merged
from tracker.sheets.other.tables import SAMPLE, Table, known_fields

LEAST_LABELS, LONGEST_LABEL = 3, 60
LOOKED_AT = 400
SURE = 0.6


def form_in(sheet: Sheet) -> list[Table]:
    """The table that a form on its side makes: a column for each label, a row for each block."""
    labels = [(n, words_of(row.get(min(row))), min(row), row) for n, row in sheet.rows if row]
    headed = [
        (n, text, place, row)
        for n, text, place, row in labels[:LOOKED_AT]
        if len(row) >= 2 and len(text) <= LONGEST_LABEL and max(senses(text).values(), default=0.0) >= SURE
    ]
    names = list(dict.fromkeys(plain(text) for _, text, _, _ in headed))
    fields = known_fields([next(t for _, t, _, _ in headed if plain(t) == name) for name in names])
    if len(names) < LEAST_LABELS or len(fields) < LEAST_LABELS or not {"action", "recommendation"} & set(fields):
        return []
    left = min(place for _, _, place, _ in headed)
    first = plain(headed[0][1])
    shown_as: dict[str, str] = {}
    blocks: list[tuple[int, dict[str, Cell]]] = []
    for number, text, place, row in labels:
        name = plain(text)
        if place != left or name not in names or len(row) < 2:
            continue
        if not blocks or name == first or name in blocks[-1][1]:
            kept = {} if name == first or not blocks else {k: v for k, v in blocks[-1][1].items() if k == first}
            blocks.append((number, kept))
        shown_as.setdefault(name, text)
        value = row[sorted(row)[1]]
        blocks[-1][1][name] = value
        if "action" in senses(text) and senses(text)["action"] >= SURE:
            blocks[-1] = (number, blocks[-1][1])
    columns = list(shown_as)
    rows: list[tuple[int, Row]] = [(n, {columns.index(name): cell for name, cell in b.items()}) for n, b in blocks]
    bare = Sheet(sheet.name, tuple(rows), sheet.hidden)
    made = [
        Column(place, shown_as[name], sample=tuple(row[place] for _, row in rows[:SAMPLE] if place in row))
        for place, name in enumerate(columns)
    ]
    above = [(n, words_of(row.get(min(row)))) for n, row in sheet.rows if row and n < headed[0][0]]
    return [Table(bare, Merged(bare), [], made, above, rows)]
