"""Columns that are ticked or coloured: a step of progress, a status, an agency. What a row marks in them."""

from tracker.rules.errors import shown
from tracker.rules.words import Brag, Status
from tracker.sheets.grid import Row
from tracker.sheets.meaning.ratings import rating_of
from tracker.sheets.meaning.statuses import status_of
from tracker.sheets.other.columns import Reading, words_of
from tracker.sheets.other.marks import NO_MARKS, TICKS
from tracker.sheets.other.tables import Table

LEAST_FIRST = (
    Status.PLANNED, Brag.GREY, Brag.RED, Status.IN_PROGRESS, Brag.AMBER, Brag.GREEN, Brag.BLUE, Status.CLAIMED,
)  # fmt: skip


class Ticked:
    """The marks of a table; signs that its own key explains are none of them."""

    def __init__(self, table: Table, mapping: Reading, signs: frozenset[str]) -> None:
        self.mapping, self.ticks, self._nothing = mapping, TICKS - signs, NO_MARKS - signs
        self._fills = table.sheet.fills
        self._plain = mapping.places.get("action", min((c.place for c in table.columns), default=0))

    def owners(self, number: int, row: Row) -> list[tuple[int, str]]:
        """The agencies' own columns that are marked in this row, each with its mark."""
        marked = []
        for place in self.mapping.owners:
            text = words_of(row.get(place))
            if (text and text.lower() not in self._nothing) or (not text and self._filled(number, place)):
                marked.append((place, text))
        return marked

    def percent(self, number: int, row: Row) -> int | None:
        """How far the steps are marked."""
        return max((p for place, p in self.mapping.steps.items() if self._is(number, row, place)), default=None)

    def state(self, number: int, row: Row) -> tuple[str, str | None]:
        """The heading of the status or colour that is marked; of several the one that says least, told so."""
        marked = [said for place, said in self.mapping.states.items() if self._is(number, row, place)]
        if len(marked) < 2:
            return "".join(marked), None
        least = min(marked, key=_how_far)
        return least, f"{' and '.join(f'‘{shown(said)}’' for said in marked)} are marked: the least of them is taken."

    def _is(self, number: int, row: Row, place: int) -> bool:
        """Whether a column is marked in this row: by a tick, a word that says yes, or a colour that is its own."""
        text = words_of(row.get(place)).strip().lower()
        if text:
            return text in self.ticks or (text not in self._nothing and status_of(text) == Status.CLAIMED)
        return self._filled(number, place)

    def _filled(self, number: int, place: int) -> bool:
        """Whether an empty cell has a colour that the row itself has not: no stripe of a striped table."""
        colour = self._fills.get((number, place))
        return colour is not None and colour != self._fills.get((number, self._plain))


def _how_far(said: str) -> int:
    """How far a status or a colour is, so that of two the lesser is found."""
    return LEAST_FIRST.index(meaning) if (meaning := status_of(said) or rating_of(said)) in LEAST_FIRST else 0
