"""The last sheet: the lists that cells are chosen from, what the words in them mean, and what goes into each column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from tracker.rules.register import Register
from tracker.rules.words import OwnRating, Status
from tracker.sheets.columns import Column, ReadingColumn
from tracker.sheets.text import tidy
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.heights import height
from tracker.sheets.writing.scope import Scope

STATUSES = {
    Status.PLANNED: "agreed, not begun",
    Status.IN_PROGRESS: "begun",
    Status.CLAIMED: "done as the owner sees it, and ready to be checked against its evidence by somebody else",
}
"""What an owner may say. Everything else is for others to say, or is decided."""

OWN_RATINGS = {
    OwnRating.GREEN: "going well",
    OwnRating.AMBER: "at risk: something may keep it from being done in time",
    OwnRating.RED: "in trouble: it will not be done in time without help",
}


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one workbook, and where each stands: field to a range that a cell can be checked against."""

    agencies: tuple[str, ...]

    @classmethod
    def of(cls, register: Register, scope: Scope) -> "Lists":
        """The agencies of today, and those of yesterday that still own something."""
        owners = {file.action.owner_id for file in scope.files}
        names = (a.name for a in register.agencies.values() if a.id in owners or not (a.closed_on or a.successor_id))
        return cls(tuple(sorted({tidy(name) for name in names if name.strip()}, key=str.casefold)))

    @property
    def sources(self) -> Mapping[str, str]:
        """The range of each list, by the field it is for."""
        return {
            "status": f"=Lists!$A$2:$A${len(STATUSES) + 1}",
            "own_rating": f"=Lists!$C$2:$C${len(OWN_RATINGS) + 1}",
            "owner": f"=Lists!$E$2:$E${max(1, len(self.agencies)) + 1}",
        }


def write_lists(sheet: Any, formats: Formats, lists: Lists, asked: Sequence[Column]) -> None:
    """Statuses and own ratings with their meaning, the agencies, and what goes into each column that may be filled in:
    a phone does not show the help that stands at the cells."""
    helped = [column for column in asked if not isinstance(column, ReadingColumn)]
    columns = (
        ("Status", 14, [s.label for s in STATUSES]),
        ("What it means", 34, list(STATUSES.values())),
        ("Own rating", 12, [o.label for o in OWN_RATINGS]),
        ("What it means", 34, list(OWN_RATINGS.values())),
        ("Agency", 46, list(lists.agencies)),
        ("Column", 22, [column.heading for column in helped]),
        ("What goes into it", 60, [column.help for column in helped]),
    )
    for place, (heading, width, _) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, formats.reading_head)
    widths = [width for _, width, _ in columns]
    for row, cells in enumerate(zip_longest(*(words for _, _, words in columns)), start=1):
        sheet.set_row(row, height(cells, widths))
        for place, words in enumerate(cells):
            if words:
                sheet.write_string(row, place, words, formats.plain)
