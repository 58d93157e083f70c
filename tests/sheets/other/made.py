"""Action plans as boards write them, made as real files; and how much of each is read right.

A `Layout` says what a person would read in it: which heading is which field, and each action with its owner, day and
status. `score` compares; `columns_right` sums over many, for the tests and for `benchmarks/layouts.py`.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.rules.factories import TODAY, Book
from tests.sheets.first_register import first_register
from tests.sheets.kinds import ods
from tracker.rules.register import Register
from tracker.sheets.other.read_plan import other_plan
from tracker.sheets.plan import Answers, Plan
from tracker.sheets.reading.read import read

RED, AMBER, GREEN, BLUE = "FFFF0000", "FFFFC000", "FF00B050", "FF0070C0"
ASKED = {
    "1": "The Board should seek assurance that every agency records the voice of the child at each contact.",
    "2": "Police and health should agree a joint protocol for strategy discussions held out of hours.",
    "3": "Children's social care should review how supervision challenges over-optimism about parents.",
    "4": "All agencies should audit the quality of referrals about domestic abuse twice a year.",
    "5": "The probation service should share risk assessments with the safeguarding hub on the same day.",
}
AGENCIES = {
    "police": ("Hampshire Constabulary", ("Police", "Hampshire Police")),
    "csc": ("Southampton Children's Services", ("Children's Social Care", "CSC", "Children's Services")),
    "health": ("Solent NHS Trust", ("Health", "Solent")),
    "council": ("Southampton City Council", ("SCC",)),
    "probation": ("Hampshire Probation Trust", ("Probation",)),
    "board": ("Southampton Safeguarding Children Board", ("LSCB", "the Board", "SSCB")),
    "ccg": ("Southampton Clinical Commissioning Group", ("CCG",)),
}


@dataclass(frozen=True)
class Wanted:
    """An action as a person reads it. What is None is not compared; "none" must be nothing."""

    action: str
    owner: str | None = None
    due: str | None = None
    status: str | None = None
    rating: str | None = None
    ref: str | None = None
    progress: str | None = None
    exact: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Layout:
    """One made file. `columns`: field to heading, all that should be read; `header_rows` as Excel counts."""

    name: str
    make: Callable[[Any], None]
    columns: Mapping[str, str]
    header_rows: tuple[int, ...] = (1,)
    rows: tuple[Wanted, ...] = ()
    unmapped: tuple[str, ...] = ()
    review: str | None = None
    kind: str = "xlsx"
    """As which kind of file it is made; only an .xlsx has colours and several sheets."""
    real: bool = False
    """Whether it is a plan for the reviews in data/, not for those of `register`."""


@dataclass
class Score:
    """What was read right, of how much."""

    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)
    rows_right: dict[str, int] = field(default_factory=dict)
    rows_total: dict[str, int] = field(default_factory=dict)


def register() -> Register:
    """The register of one review with five recommendations, and of another one."""
    return book().register()


def book() -> Book:
    made = Book()
    for id_, (name, others) in AGENCIES.items():
        made.agency(id_)
        made.edit("agencies", id_, name=name, short_name=others[0], other_names=others[1:])
    made.review("SOTON-K", published=date(2014, 6, 1), subject="Child K")
    for ref, text in ASKED.items():
        parts = {"a": ["police"], "b": ["csc"]} if ref == "3" else {"": ["police"]}
        made.recommendation(f"SOTON-K:{ref}", parts, text=text, title=text.split(" should ")[0])
    made.review("NORTH-A", published=date(2019, 3, 1), subject="Child Ak")
    for ref in ("1", "2", "3", "4", "5", "6"):
        made.recommendation(
            f"NORTH-A:{ref}", {"": ["health"]}, text=f"Something else about matter {ref} of the county."
        )
    return made


def file_of(layout: Layout) -> bytes:
    """The layout as a file of its kind."""
    made = Workbook()
    layout.make(made.active)
    if layout.kind == "csv":
        return _csv(made.active)
    if layout.kind == "docx":
        return _docx(made.active)
    if layout.kind == "ods":
        return _ods(made.active)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _shown(value: Any) -> str:
    return "" if value is None else value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _csv(sheet: Any) -> bytes:
    out = StringIO()
    csv.writer(out).writerows([[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)])
    return out.getvalue().encode("utf-8-sig")


def _docx(sheet: Any) -> bytes:
    document = Document()
    rows = list(sheet.iter_rows(values_only=True))
    table = document.add_table(len(rows), max(map(len, rows)))
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            table.cell(number, place).text = _shown(value)
    for span in sheet.merged_cells.ranges:
        first, last = (span.min_row - 1, span.min_col - 1), (span.max_row - 1, span.max_col - 1)
        text = table.cell(*first).text
        table.cell(*first).merge(table.cell(*last)).text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _ods(sheet: Any) -> bytes:
    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _shown(value).split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in sheet.iter_rows(values_only=True)
    )
    return ods(f'<table:table table:name="Plan">{rows}</table:table>')


def plan_of(layout: Layout, *, answers: Answers | None = None, now: Register | None = None, **more: Any) -> Plan:
    sheets = read(file_of(layout), f"{layout.name}.{layout.kind}", looks=True)
    now = now or (first_register() if layout.real else register())
    return other_plan(sheets, now=now, today=TODAY, review=layout.review, answers=answers or Answers(), **more)


def score(layout: Layout, plan: Plan | None = None) -> Score:
    """How much of a layout is read right: a column is a field with its heading, or one that should stay unread."""
    plan = plan or plan_of(layout)
    found = Score()
    for name, heading in layout.columns.items():
        found.total += 1
        if plan.columns.get(name) == heading:
            found.right += 1
        else:
            found.wrong.append(f"{name}: {heading!r}, not {plan.columns.get(name)!r}")
    for heading in layout.unmapped:
        found.total += 1
        if heading in plan.unmapped:
            found.right += 1
        else:
            found.wrong.append(f"{heading!r} should stay unread")
    found.total += 1
    if plan.header_rows == layout.header_rows:
        found.right += 1
    else:
        found.wrong.append(f"header rows {layout.header_rows}, not {plan.header_rows}")
    _rows(layout, plan, found)
    return found


def _rows(layout: Layout, plan: Plan, found: Score) -> None:
    left = list(plan.additions)
    for wanted in layout.rows:
        same = [a for a in left if a.action == wanted.action]
        mine = next((a for a in same if a.owner == wanted.owner), same[0] if same else None)
        _count(found, "actions", mine is not None, f"no action {wanted.action!r}")
        if mine is None:
            continue
        left.remove(mine)
        got = {
            "owner": mine.owner,
            "due": mine.due.isoformat() if mine.due else None,
            "status": mine.status and mine.status.value,
            "rating": mine.rating and mine.rating.value,
            "ref": mine.ref,
            "progress": mine.progress,
            "exact": mine.due_exact.value,
            "evidence": mine.evidence,
        }
        for name, value in got.items():
            if (expected := getattr(wanted, name)) == "none" and name != "exact":
                _count(found, name, value is None, f"{wanted.action!r} {name}: nothing, not {value!r}")
            elif expected is not None:
                _count(found, name, value == expected, f"{wanted.action!r} {name}: {expected!r}, not {value!r}")
    if layout.rows:
        _count(found, "no more", not left, f"more than it holds: {[a.action for a in left]}")


def _count(found: Score, name: str, right: bool, why: str) -> None:
    found.rows_total[name] = found.rows_total.get(name, 0) + 1
    found.rows_right[name] = found.rows_right.get(name, 0) + right
    if not right:
        found.wrong.append(why)


def columns_right(layouts: Iterable[Layout]) -> tuple[int, int]:
    """Columns mapped right, of all columns of these layouts."""
    scores = [score(layout) for layout in layouts]
    return sum(s.right for s in scores), sum(s.total for s in scores)


# ---- writing


def put(sheet: Any, row: int, *values: Any, colours: Mapping[int, str] | None = None, start: int = 1) -> None:
    """Values in a row, from the first column; None leaves a cell empty. `colours`: column to ARGB."""
    for place, value in enumerate(values, start):
        if value is not None:
            cell = sheet.cell(row, place)
            cell.value = value
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    for place, colour in (colours or {}).items():
        sheet.cell(row, place).fill = PatternFill("solid", fgColor=colour)


def across(sheet: Any, row: int, text: str, width: int, *, colour: str | None = "FFD9E1F2") -> None:
    """A band: one merged cell over the whole table."""
    sheet.cell(row, 1).value = text
    if colour:
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def down(sheet: Any, column: int, first: int, last: int) -> None:
    """One cell merged over several rows."""
    sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)


def table(sheet: Any, row: int, headings: Sequence[str], *rows: Sequence[Any]) -> int:
    """Headings and rows below each other; the number of the row after them."""
    for values in (headings, *rows):
        put(sheet, row, *values)
        row += 1
    return row
