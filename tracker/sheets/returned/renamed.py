"""Columns of a returned workbook whose heading was changed: known by the sums of what was sent in them, else by the
columns that they stand between. What cannot be found is said, so that nothing typed there is passed over in silence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker.rules.dates import list_in_words
from tracker.sheets import check
from tracker.sheets.columns import Layout, ReadingColumn
from tracker.sheets.grid import Row
from tracker.sheets.text import as_text

ROWS_ASKED = 300
MOSTLY = 0.5


class Renamed(NamedTuple):
    """The places of fields whose headings nobody knows, in words how they were known, and the columns that are not
    there: heading, and what to do."""

    places: dict[str, int]
    notices: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]


def renamed(
    layout: Layout, places: Mapping[str, int], unmapped: Mapping[int, str], rows: Sequence[tuple[int, Row]]
) -> Renamed:
    """What became of the columns that the layout has and the headings do not name."""
    lost = [(at, column) for at, column in enumerate(layout.columns) if column.field not in places]
    if not lost:
        return Renamed({}, (), ())
    found: dict[str, int] = {}
    notices: list[str] = []
    likely = _likely(places, unmapped, rows)
    for at, column in lost:
        scores = _scores(likely, at, unmapped)
        place = next((p for score, p in scores if score > MOSTLY and p not in found.values()), None)
        how = "it holds what was sent there"
        if not scores:  # nothing was sent in it
            place = _between(layout, at, {**places, **found}, unmapped)
            how = "it stands where that one stood"
        if place is not None and place not in found.values():
            found[column.field] = place
            notices.append(f"The column ‘{unmapped[place][:80]}’ is read as ‘{column.heading}’: {how}.")
    open_ones = [c.heading for _, c in lost if c.field not in found and not isinstance(c, ReadingColumn)]
    left = [heading[:80] for place, heading in unmapped.items() if place not in found.values()]
    if not open_ones:
        return Renamed(found, tuple(notices), ())
    if not left:
        words = list_in_words([f"‘{heading}’" for heading in open_ones])
        notices.append(f"Not in the file, and so left as they are: {words}.")
        return Renamed(found, tuple(notices), ())
    named = list_in_words([f"‘{heading}’" for heading in left[:3]], "or")
    why = f"this column is not in the file: if it is {named}, give it its heading back"
    return Renamed(found, tuple(notices), tuple((heading, why) for heading in open_ones))


def _likely(
    places: Mapping[str, int], unmapped: Mapping[int, str], rows: Sequence[tuple[int, Row]]
) -> list[tuple[check.Sent, dict[int, str]]]:
    """Some rows: what was sent, and what the unknown columns hold."""
    hidden = places.get(check.FIELD)
    if hidden is None or not unmapped:
        return []
    sent = ((check.sent(row.get(hidden)), row) for _, row in rows[:ROWS_ASKED])
    return [(was, {place: as_text(row.get(place)) for place in unmapped}) for was, row in sent if was and was.whole]


def _scores(
    likely: list[tuple[check.Sent, dict[int, str]]], at: int, unmapped: Mapping[int, str]
) -> list[tuple[float, int]]:
    """Of the rows where something was sent in the column at this place, the part that each unknown one still holds."""
    told = [(was, cells) for was, cells in likely if not was.said(at, ("",))]
    if not told:
        return []
    scores = ((sum(was.said(at, (cells[place],)) for was, cells in told) / len(told), place) for place in unmapped)
    return sorted(scores, key=lambda scored: (-scored[0], scored[1]))


def _between(layout: Layout, at: int, places: Mapping[str, int], unmapped: Mapping[int, str]) -> int | None:
    """The unknown column that stands right between the columns on either side of this one in the layout."""
    before = places.get(layout.columns[at - 1].field) if at else -1
    after = places.get(layout.columns[at + 1].field if at + 1 < len(layout.columns) else check.FIELD)
    if before is None or after is None or after - before != 2:
        return None
    return before + 1 if before + 1 in unmapped else None
