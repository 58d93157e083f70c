"""The return desk: what is known while the rows of one file are gone through, and what was found so far."""

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Literal

from tracker.rules.register import Register
from tracker.rules.standing import Standing, build
from tracker.sheets.check import LENGTH, Sent
from tracker.sheets.columns import ReadingColumn
from tracker.sheets.grid import Cell, Row
from tracker.sheets.plan import Addition, Conflict, Edit, Problem, Value
from tracker.sheets.returned.cells import (
    AgencyNames,
    Bad,
    References,
    broken,
    parse_day,
    parse_own_rating,
    parse_status,
    parse_text,
)
from tracker.sheets.returned.recognise import Table
from tracker.sheets.text import as_text, readings

LONGEST_VALUE = 200
READ_ONLY = "was changed, but this column is for reading only: put it back as it was, or take the workbook anew"


class Desk:
    """One file on the desk. `now` is the register as it stands, `sent` as it stood when the file went out, at least for
    the actions whose rows were changed; None where nobody knows. `agency_ids`: whose actions it may change, if told."""

    def __init__(self, table: Table, now: Register, today: date, agency_ids: Collection[str]) -> None:
        self.table = table
        self.now = now
        self.sent: Register | None = None
        self.today = today
        self.agency_ids = tuple(dict.fromkeys(agency_ids))
        self.names = AgencyNames(now)
        self.references = References(now)
        self.additions: list[Addition] = []
        self.edits: list[Edit] = []
        self.conflicts: list[Conflict] = []
        self.problems: list[Problem] = list(table.problems)
        self.notices: list[str] = list(table.notices)
        self.unchanged = 0
        self.already = 0
        self.proposed: dict[tuple[object, ...], int] = {}
        self.open_fields = {column.field: column for column in table.layout.open_columns}
        self._places = [table.places.get(column.field, -1) for column in table.layout.columns]

    @cached_property
    def _standing(self) -> Standing:
        return build(self.now, today=self.today)

    @property
    def agency_id(self) -> str | None:
        """Whose file it is, if it is one agency's."""
        return self.agency_ids[0] if self.agency_ids else None

    def is_ours(self, owner_id: str | None) -> bool:
        """Whether whoever sent the file answers for this owner's actions."""
        return all(self._standing.same_body(agency_id, owner_id) for agency_id in self.agency_ids)

    def same_body(self, one: str, other: str) -> bool:
        """Whether two agencies are one body in time."""
        return self._standing.same_body(one, other)

    def cell(self, row: Row, field: str) -> Cell | None:
        """A field's cell in a row; None where it is blank or the file has no such column."""
        place = self.table.places.get(field)
        found = None if place is None else row.get(place)
        return None if isinstance(found, str) and not found.strip() else found

    def texts(self, row: Row) -> list[str]:
        """The text of every column of the layout, in its order."""
        get = row.get
        return [as_text(get(place)) for place in self._places]

    def heading(self, field: str) -> str:
        """A field's heading as the file has it, or as we would write it."""
        known = next((c.heading for c in self.table.layout.columns if c.field == field), field)
        return self.table.headings.get(field, known)

    def problem(
        self, number: int, field: str, cell: Cell | None, why: str, kind: Literal["bad", "not_allowed"] = "bad"
    ) -> Problem:
        """A problem at a cell."""
        text = str(cell) if isinstance(cell, str) else as_text(cell)
        shown = text.encode("utf-8", "backslashreplace").decode()[:LONGEST_VALUE]
        return Problem(self.table.sheet.name, number, self.heading(field), shown, why, kind)

    def bad(self, number: int, field: str, row: Row, why: str, kind: Literal["bad", "not_allowed"] = "bad") -> None:
        """Put down a problem at a cell of a row."""
        self.problems.append(self.problem(number, field, self.cell(row, field), why, kind))

    def put_down(self, found: Edit | Conflict | Problem) -> None:
        """Keep what a cell came to."""
        if isinstance(found, Edit):
            self.edits.append(found)
        elif isinstance(found, Conflict):
            self.conflicts.append(found)
        else:
            self.problems.append(found)

    def meaning(self, field: str, cell: Cell, not_before: date | None) -> Value | Bad:
        """What a cell means in a field, or why it means nothing."""
        if bad := broken(cell):
            return bad
        if field == "owner":
            return self.names.find(cell)
        if field == "due":
            return parse_day(cell, today=self.today, not_before=not_before)
        if field == "status":
            return parse_status(cell)
        if field == "own_rating":
            return parse_own_rating(cell)
        return parse_text(cell, field)

    def not_before(self, review_id: str) -> date | None:
        """The day before which nothing about a review can be due, if one is known."""
        review = self.now.reviews.get(review_id)
        return review.not_before if review else None

    def altered(self, number: int, row: Row, sent: Sent | None, *, but: Collection[str] = ()) -> list[Problem]:
        """The cells for reading that somebody typed over, but for some columns."""
        if sent is None:
            return []
        columns = self.table.layout.columns
        numbered: list[tuple[int, str]] = [
            (place, column.field) for place, column in enumerate(columns) if isinstance(column, ReadingColumn)
        ]
        if not sent.whole:  # of an older tracker: the sums are of these columns only
            numbered = [(place, field) for place, (_, field) in enumerate(numbered)]
        if len(sent.sums) != LENGTH * (len(columns) if sent.whole else len(numbered)):
            return []
        found = []
        for place, field in numbered:
            cell = self.cell(row, field)
            if cell is None or field in but or sent.said(place, readings(cell)):  # a blank cell says nothing
                continue
            if self.table.is_csv and "?" in as_text(cell):  # Excel's plain CSV cannot hold every character
                continue
            found.append(self.problem(number, field, cell, READ_ONLY, "not_allowed"))
        return found
