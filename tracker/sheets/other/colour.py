"""Rows that are rated by their colour, where no column of ratings is headed: the whole row, or one cell of it."""

from collections.abc import Mapping, Sequence

from tracker.sheets.meaning.colours import rating_of_colour
from tracker.sheets.other.columns import Reading, words_of
from tracker.sheets.other.tables import Table

FIRST = ("status", "progress", "due", "ref", "action")
LEAST_RATINGS, STRIPES = 2, 4


def by_colour(table: Table, mapping: Reading) -> Mapping[int, str]:
    """Row to colour, of the column whose cells have the colours of two ratings or more; stripes are none."""
    fills = table.sheet.fills
    if not fills or "rating" in mapping.places or mapping.states or mapping.owners:
        return {}
    action = mapping.places.get("action", mapping.places.get("recommendation"))
    numbers = [n for n, row in table.rows if action is not None and len(row) > 1 and words_of(row.get(action))]
    places = [mapping.places[f] for f in FIRST if f in mapping.places]
    for place in dict.fromkeys([*places, *(c.place for c in table.columns)]):
        found = {n: fills[n, place] for n in numbers if (n, place) in fills}
        ratings = [rating_of_colour(found[n]) if n in found else None for n in numbers]
        if len({*ratings} - {None}) >= LEAST_RATINGS and not _striped(ratings):
            return found
    return {}


def _striped(ratings: Sequence[object]) -> bool:
    """Whether the same two take turns all the way down, as in a table with stripes."""
    return len(ratings) >= STRIPES and all(one == two for one, two in zip(ratings, ratings[2:], strict=False))
