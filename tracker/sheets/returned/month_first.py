"""A file saved as text where months stand before days: known by the days that were sent in it, never guessed."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.sheets import check
from tracker.sheets.columns import DAYS, Layout
from tracker.sheets.grid import Cell, Row
from tracker.sheets.text import SHORT_DAY, as_text

ROWS_ASKED = 300
NOTICE = "The dates in this file stand with the month first, as the ones that were sent show; they were read so."


def is_month_first(layout: Layout, places: dict[str, int], rows: Sequence[tuple[int, Row]]) -> bool:
    """Whether days as text are those that were sent if the month is read first, and not if the day is."""
    hidden = places.get(check.FIELD, -1)
    columns = [(at, places[c.field]) for at, c in enumerate(layout.columns) if c.field in DAYS and c.field in places]
    swapped = straight = 0
    for _, row in rows[:ROWS_ASKED]:
        cells = [(at, cell) for at, place in columns if isinstance(cell := row.get(place), str)]
        if not cells or (sent := check.sent(row.get(hidden))) is None or not sent.whole:
            continue
        for at, cell in cells:
            day, other = _day(cell, month_first=False), _day(cell, month_first=True)
            if day != other:
                straight += day is not None and sent.said(at, (as_text(day),))
                swapped += other is not None and sent.said(at, (as_text(other),))
    return swapped > 0 and not straight


def days_made_plain(places: dict[str, int], rows: Iterable[tuple[int, Row]]) -> tuple[tuple[int, Row], ...]:
    """The rows with their days, month first, as days."""
    columns = [places[field] for field in DAYS if field in places]

    def made(row: Row) -> Row:
        days: dict[int, Cell] = {}
        for place in columns:
            cell = row.get(place)
            if isinstance(cell, str) and (day := _day(cell, month_first=True)) is not None:
                days[place] = day
        return {**row, **days}

    return tuple((number, made(row)) for number, row in rows)


def _day(cell: str, *, month_first: bool) -> date | None:
    found = SHORT_DAY.match(cell.strip())
    if found is None:
        return None
    day, month = (int(found[2]), int(found[1])) if month_first else (int(found[1]), int(found[2]))
    try:
        return date(int(found[3] if len(found[3]) == 4 else "20" + found[3]), month, day)
    except ValueError:
        return None
