"""Any board's action plan, read as one plan of what it would add. Pure: sheets and a register in, a plan out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tracker.rules.errors import FileRefusedError, shown
from tracker.rules.records import PlanLayout
from tracker.rules.register import Register
from tracker.sheets.grid import Row, Sheet, Sheets
from tracker.sheets.meaning.keys import scale_in, statuses_in
from tracker.sheets.meaning.owners import Owners
from tracker.sheets.meaning.statuses import status_of
from tracker.sheets.other.assign import SURE, assign
from tracker.sheets.other.columns import Reading
from tracker.sheets.other.forms import form_in
from tracker.sheets.other.layout import layout_id, remembered_columns
from tracker.sheets.other.match import Matching, shares_in
from tracker.sheets.other.places import named_by
from tracker.sheets.other.rows import Rows
from tracker.sheets.other.subject import the_review
from tracker.sheets.other.tables import Table, first_header, tables_in
from tracker.sheets.other.values import Key
from tracker.sheets.other.vocabulary import COLUMN_FIELDS
from tracker.sheets.plan import Answers, Plan, Question

LAYOUT = "another_plan"
MOST_ROWS = 50_000
ASK_ABOUT = 0.3
NO_PLAN = (
    "no table in it has headings by which an action plan is known, such as ‘Recommendation’, ‘Action’ and ‘Lead agency’"
)
KEY_ROWS = 60
ASKS_DONE = re.compile(
    r"^(?!.*(%|\bnot\b|\bto be\b|\bby\b|per ?cent|incomplete|outstanding))"
    r".*\b(done|completed?|achieved|finished|closed|delivered|implemented|met|cwblhau|gwblhau|gyflawni|signed off)\b",
    re.IGNORECASE | re.DOTALL,
)


def other_plan(
    sheets: Sheets,
    *,
    now: Register,
    today: date,
    review: str | None = None,
    agency_id: str | None = None,
    answers: Answers = Answers(),  # noqa: B008 (a frozen value)
    remembered: Sequence[PlanLayout] = (),
) -> Plan:
    """What a plan of another board says, matched to the register: additions, conflicts, problems, and questions.

    Nothing of the register is changed by it: an action that the register has is unchanged, or a conflict. Raises
    FileRefusedError where no table in the file has the headings of an action plan.
    """
    if sum(len(sheet.rows) for sheet in sheets.sheets if first_header(sheet) is not None) > MOST_ROWS:
        raise FileRefusedError(
            sheets.file_name, f"an action plan of more than {MOST_ROWS:,} rows is not read: send it in parts"
        )
    is_agency = named_by(Owners(now))
    read: list[tuple[Table, Reading, Rows]] = []
    found = [table for sheet in sheets.sheets for table in (tables_in(sheet) or form_in(sheet))]
    keys = [row for sheet in sheets.sheets for _, row in _beside(sheet, found)]
    scale, statuses = scale_in(keys), statuses_in(keys)
    signs = frozenset({*scale, *statuses})
    for table in found:
        settled = {**remembered_columns(table.headings, remembered), **answers.columns}
        mapping = assign(table.columns, is_agency, settled, frozenset(statuses))
        if not ({"action", "recommendation"} & set(mapping.places)):
            continue
        rows = Rows(table, mapping, is_agency, signs)
        rows.read()
        read.append((table, mapping, rows))
    if not read:
        raise FileRefusedError(sheets.file_name, NO_PLAN)
    main = max(read, key=lambda each: len(each[2].drafts))[0]
    titles = [sheets.file_name, *(text for table, _, _ in read for _, text in (*table.above, (0, table.sheet.name)))]
    drafts = [draft for _, _, rows in read for draft in rows.drafts]
    chosen = review or the_review(now, drafts, titles)
    matching = Matching(now, chosen, today, answers, agency_id)
    questions: list[Question] = []
    for table, mapping, rows in read:
        headings = {field: _heading(table, place) for field, place in mapping.places.items()}
        key = Key(scale, statuses, shares_in(rows.drafts, headings), bool(ASKS_DONE.search(headings.get("status", ""))))
        for draft in rows.drafts:
            matching.take(draft, headings, key)
        questions += _about_columns(table, mapping)
    columns = _columns((table, mapping) for table, mapping, _ in sorted(read, key=lambda each: each[0] is not main))
    return Plan(
        layout=LAYOUT,
        header_rows=tuple(dict.fromkeys(number for table, _, _ in read for number in table.header_rows)),
        columns=columns,
        unmapped=_unmapped(read),
        additions=tuple(matching.additions),
        unchanged=matching.unchanged,
        conflicts=tuple(matching.conflicts),
        problems=(*(p for _, _, rows in read for p in rows.problems), *matching.problems),
        notices=(
            *sheets.notices,
            *_hidden(sheets, [t for t, _, _ in read]),
            *(n for _, _, r in read for n in r.notices),
        ),
        file_name=sheets.file_name,
        file_hash=sheets.file_hash,
        questions=(*dict.fromkeys(questions), *matching.questions),
        agency_id=agency_id,
        layout_id=layout_id(main.headings),
        headings=main.headings,
    )


def _beside(sheet: Sheet, tables: Sequence[Table]) -> list[tuple[int, Row]]:
    """The rows that may hold a key: above the first table of a sheet, or on a sheet without one."""
    first = min((n for t in tables if t.sheet.name == sheet.name for n in t.header_rows), default=None)
    return [(n, row) for n, row in sheet.rows[:KEY_ROWS] if first is None or n < first]


def _heading(table: Table, place: int) -> str:
    """The heading of a column as the plan shows it; of one of several with the same words, with what stands over it."""
    column = next(c for c in table.columns if c.place == place)
    same = [c for c in table.columns if c.heading == column.heading]
    return f"{column.parent} – {column.heading}" if len(same) > 1 and column.parent else column.heading


def _columns(read: Iterable[tuple[Table, Reading]]) -> Mapping[str, str]:
    """Field to heading, in one order; the greatest table first."""
    found: dict[str, str] = {}
    for table, mapping in read:
        for field, place in mapping.places.items():
            found.setdefault(field, _heading(table, place))
        if mapping.steps and "progress" not in found:
            steps = [c for c in table.columns if c.place in mapping.steps]
            found["progress"] = steps[0].parent or " / ".join(c.heading for c in steps)
        if mapping.states:
            states = [c for c in table.columns if c.place in mapping.states]
            named = "status" if any(status_of(c.heading) for c in states) else "rating"
            found.setdefault(named, states[0].parent or " / ".join(c.heading for c in states))
        if mapping.owners and "owner" not in found:
            found["owner"] = " / ".join(mapping.owners.values())
    return {field: found[field] for field in COLUMN_FIELDS if field in found}


def _unmapped(read: Iterable[tuple[Table, Reading, Rows]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            column.heading
            for table, mapping, rows in read
            for column in table.columns
            if column.place
            not in {
                *mapping.places.values(),
                *mapping.steps,
                *mapping.states,
                *mapping.owners,
                *mapping.more,
                *mapping.series,
                mapping.share,
            }
            and column.heading not in rows.instead.values()
        )
    )


def _about_columns(table: Table, mapping: Reading) -> list[Question]:
    """What a person should settle: a column taken unsurely, or one left out that may well be something."""
    fields_of: dict[int, list[str]] = {}
    for field, place in mapping.places.items():
        fields_of.setdefault(place, []).append(field)
    found = []
    for column in table.columns:
        guesses = [(f, s) for f, s in mapping.guesses.get(column.place, ()) if f in COLUMN_FIELDS]
        fields = fields_of.get(column.place, [])
        if column.place in {*mapping.more, *mapping.instead, *mapping.series, mapping.share}:
            continue
        sure = max((mapping.confidence[f] for f in fields), default=0.0)
        choices = tuple(dict.fromkeys([*fields, *(f for f, _ in guesses)]))
        unread = [s for f, s in mapping.guesses.get(column.place, ()) if f not in COLUMN_FIELDS]
        if fields and sure < SURE:
            taken: str | None = fields[0]
        elif not fields and guesses and guesses[0][1] >= ASK_ABOUT and guesses[0][1] > max(unread, default=0.0):
            taken, sure = None, guesses[0][1]
        else:
            continue
        row = table.header_rows[-1] if table.header_rows else None
        found.append(
            Question("column", column.heading, choices, taken, round(sure, 2), table.sheet.name, row, column.heading)
        )
    return found


def _hidden(sheets: Sheets, tables: Sequence[Table]) -> list[str]:
    """What was read although it is hidden, in sentences."""
    said = []
    used = {table.sheet.name for table in tables}
    for sheet in sheets.sheets:
        if sheet.name not in used:
            continue
        name = shown(sheet.name)
        if sheet.hidden:
            said.append(f"The sheet ‘{name}’ is hidden; it was read all the same.")
        if sheet.hidden_rows:
            said.append(f"Hidden rows of the sheet ‘{name}’ were read too: {_some(sheet.hidden_rows)}.")
        if sheet.hidden_columns:
            said.append(f"Hidden columns of the sheet ‘{name}’ were read too.")
    return said


def _some(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    return ", ".join(map(str, ordered[:10])) + (" and more" if len(ordered) > 10 else "")
