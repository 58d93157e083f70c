"""The return desk: what is known while the rows of one file are gone through, and what was found so far."""

from datetime import date
from functools import cached_property

from tracker.rules.register import Register
from tracker.rules.standing import Standing, build
from tracker.sheets import check
from tracker.sheets.cells import (
    AgencyNames,
    Bad,
    References,
    broken,
    parse_day,
    parse_own_rating,
    parse_status,
    parse_text,
)
from tracker.sheets.grid import Cell, Row
from tracker.sheets.plan import Addition, Conflict, Edit, Problem, Value
from tracker.sheets.recognise import Table
from tracker.sheets.text import as_text

LONGEST_VALUE = 200


class Desk:
    """One file on the desk. `now` is the register as it stands, `sent` as it stood when the file went out."""

    def __init__(self, table: Table, now: Register, sent: Register, today: date, agency_id: str | None) -> None:
        self.table = table
        self.now = now
        self.sent = sent
        self.today = today
        self.agency_id = agency_id
        self.names = AgencyNames(now)
        self.references = References(now)
        self.additions: list[Addition] = []
        self.edits: list[Edit] = []
        self.conflicts: list[Conflict] = []
        self.problems: list[Problem] = list(table.problems)
        self.notices: list[str] = []
        self.unchanged = 0
        self.proposed: dict[tuple[object, ...], int] = {}

    @cached_property
    def _standing(self) -> Standing:
        return build(self.now, today=self.today)

    def is_ours(self, owner_id: str | None) -> bool:
        """Whether whoever sent the file answers for this owner's actions."""
        return self.agency_id is None or self._standing.same_body(self.agency_id, owner_id)

    def cell(self, row: Row, field: str) -> Cell | None:
        """A field's cell in a row; None where it is blank or the file has no such column."""
        place = self.table.places.get(field)
        found = None if place is None else row.get(place)
        return None if isinstance(found, str) and not found.strip() else found

    def heading(self, field: str) -> str:
        """A field's heading as the file has it, or as we would write it."""
        known = next((c.heading for c in self.table.layout.columns if c.field == field), field)
        return self.table.headings.get(field, known)

    def problem(self, number: int, field: str, cell: Cell | None, why: str) -> Problem:
        """A problem at a cell."""
        text = str(cell) if isinstance(cell, str) else as_text(cell)
        shown = text.encode("utf-8", "backslashreplace").decode()[:LONGEST_VALUE]
        return Problem(self.table.sheet.name, number, self.heading(field), shown, why)

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

    def altered(self, number: int, row: Row) -> list[Problem]:
        """The cells for reading that somebody changed."""
        sums = row.get(self.table.places.get(check.FIELD, -1))
        if not isinstance(sums, str):
            return []
        columns = self.table.layout.reading_columns
        cells = [self.cell(row, column.field) for column in columns]
        return [
            self.problem(
                number,
                columns[place].field,
                cells[place],
                "was changed, but this column is for reading only: put it back as it was, or take the workbook anew",
            )
            for place in check.changed(sums, cells)
            if columns[place].field in self.table.places
        ]

    def had_action(self, row: Row) -> bool:
        """Whether a row without an action's id had one when it was sent."""
        sums = row.get(self.table.places.get(check.FIELD, -1))
        fields = [column.field for column in self.table.layout.reading_columns]
        return isinstance(sums, str) and not check.of_nothing(sums, fields.index("action"))
