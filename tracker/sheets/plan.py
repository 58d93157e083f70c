"""What a workbook would change, as one value: computed purely, shown as a table, applied by one command.

The JSON of `tracker import --json` is `Plan.to_json()`. Rows are counted as Excel counts them, columns are named by
their heading, agencies by their id. A plan that was saved as JSON reads the same whatever made it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, TypeAlias

from tracker.rules.errors import shown
from tracker.rules.words import Brag, DateExactness, OwnRating, Status

Value: TypeAlias = str | date | Status | OwnRating | None
"""What a cell can mean once it has been read: text, a day, a word of the register, or nothing."""

EditField: TypeAlias = Literal[
    "title", "owner", "lead", "intended_outcome", "due", "status", "own_rating", "progress", "evidence"
]
"""What a workbook may change of an action. `owner` holds an agency id; `progress` makes a new update, and `evidence`
always adds a piece."""

FIELDS: tuple[EditField, ...] = (
    "title",
    "owner",
    "lead",
    "intended_outcome",
    "due",
    "status",
    "own_rating",
    "progress",
)


@dataclass(frozen=True, slots=True)
class Addition:
    """A new action for a recommendation (`ref`, as CODE:REF), for the parts `part_ids`: all, if none is named.

    In another board's plan, `ref` and `owner` are None where nothing could be matched (a problem stands at the cell,
    and `ref_text` and `owner_text` say what it holds), and `flags` are sentences about what a person should look at.
    """

    ref: str | None
    recommendation: str
    action: str
    owner: str | None = None
    due: date | None = None
    due_exact: DateExactness = DateExactness.NONE
    due_text: str | None = None
    status: Status | None = None
    rating: Brag | OwnRating | None = None
    progress: str | None = None
    evidence: str | None = None
    lead: str | None = None
    intended_outcome: str | None = None
    evidence_about: date | None = None
    evidence_link: str | None = None
    part_ids: tuple[str, ...] = ()
    ref_text: str | None = None
    owner_text: str | None = None
    flags: tuple[str, ...] = ()
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that changes one field of one action (`ref`, its id). `reason` comes with a new due date; with evidence
    come the day that it is about and a link: then the link is the evidence, and `after` its title."""

    ref: str
    field: EditField
    before: Value
    after: Value
    sheet: str = ""
    row: int = 0
    column: str = ""
    reason: str | None = None
    evidence_about: date | None = None
    evidence_link: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One cell that was changed in the workbook and, differently, in the register since the workbook was sent.

    `cannot` says why the workbook's value could not be taken now, where that is so; `now_by` and `now_at` who changed
    it in the register, and when: see `tracker.sheets.decide.with_who`."""

    ref: str
    field: EditField
    sent: Value
    returned: Value
    now: Value
    sheet: str = ""
    row: int = 0
    column: str = ""
    reason: str | None = None
    now_by: str | None = None
    now_at: datetime | None = None
    cannot: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be taken as it is, and why. Row and column are empty where the whole sheet is meant."""

    sheet: str
    row: int | None
    column: str | None
    value: str
    why: str
    kind: Literal["bad", "not_allowed"] = "bad"
    """`not_allowed` where it can be read and may not be done: another agency's row, a locked cell, a status too far."""

    @property
    def in_words(self) -> str:
        """The whole sentence: "Row 2, Due date: ‘soon’ is not a date I know: write it as 30/04/2026"."""
        places = (f"Row {self.row}" if self.row else self.sheet, self.column)
        where = ", ".join(place for place in places if place)
        what = f"‘{shown(self.value)}’ {self.why}" if self.value else self.why
        return f"{where}: {what}" if where else what


@dataclass(frozen=True, slots=True)
class Question:
    """Something in another board's plan that a person should settle: which field a column is, who an owner is, which
    recommendation a row is about. `chosen` is what is taken meanwhile, with a confidence from 0 to 1."""

    kind: Literal["column", "owner", "recommendation"]
    text: str
    choices: tuple[str, ...] = ()
    chosen: str | None = None
    confidence: float = 0.0
    sheet: str = ""
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person settled: heading to field, name to agency id, text to recommendation id; None is "none of them".
    And which review the plan is about, where somebody said so."""

    columns: Mapping[str, str | None] = field(default_factory=dict)
    owners: Mapping[str, str | None] = field(default_factory=dict)
    recommendations: Mapping[str, str | None] = field(default_factory=dict)
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one file would change, and everything that stands in its way.

    `columns` maps our fields to the headings of the file; `unmapped` are headings not read; `notices` are sentences
    about what was left out without harm. `sent_number` is the number of the register when the file was exported.
    """

    layout: str
    header_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    additions: tuple[Addition, ...] = ()
    edits: tuple[Edit, ...] = ()
    unchanged: int = 0
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    file_name: str = ""
    file_hash: str = ""
    sent_number: int | None = None
    already: int = 0
    """Cells that were changed, and say what the register says by now all the same."""
    questions: tuple[Question, ...] = ()
    agency_id: str | None = None
    """Whose workbook it is, as its cover says."""
    sending_id: str | None = None
    """The export number on its cover."""
    layout_id: str | None = None
    """Of another board's plan: the name of its layout, made of its headings, by which it is known again."""
    headings: tuple[str, ...] = ()
    """Of another board's plan: the headings of its greatest table, in order."""

    @property
    def nothing_to_do(self) -> bool:
        """Whether the file says nothing that the register does not know, and nothing stands in its way."""
        return not (self.additions or self.edits or self.conflicts or self.problems)

    @property
    def changes(self) -> int:
        """How many additions and edits it would make."""
        return len(self.additions) + len(self.edits)

    @property
    def clean(self) -> bool:
        """Whether it can be applied whole: no problem and no conflict."""
        return not (self.conflicts or self.problems)

    def to_json(self) -> dict[str, Any]:
        """The document of `tracker import --json`: ISO dates, lower-case words, null for what is unknown."""
        found = {each.name: plain(getattr(self, each.name)) for each in fields(self)}
        found["columns"] = dict(self.columns)
        return found


def plain(value: Any) -> Any:
    """A value as JSON holds it: days as ISO text, words as their value, items as objects, tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Addition | Edit | Conflict | Problem | Question):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
