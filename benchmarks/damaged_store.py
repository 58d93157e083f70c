"""Damaged files brought into a real register: of each, all that can be taken comes in, or nothing, and the trail holds.

The register is a furnished SQLite file; after some imports it is looked through and put back to its beginning.
"""

import io
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
import xlwt
from docx import Document
from openpyxl import Workbook

from tests.factories_store import Ledger, fresh_sqlite
from tests.sheets.books import edited
from tracker.commands import workbooks
from tracker.queries.incoming import read_plan
from tracker.queries.register import last_change
from tracker.queries.standing import change_number, standing
from tracker.queries.verifying import verify
from tracker.rules.errors import FileRefusedError, TrackerError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.sheets.grid import Limits
from tracker.sheets.plan import Plan
from tracker.sheets.writing.workbook import write
from tracker.store.engine import engine_for

IMPORTS_EACH = 5
"""How many come in before the register is put back, which after the first knows most of what the next one says."""
HEADINGS = ("Recommendation", "Action", "Lead agency", "Target date", "Status", "Progress", "RAG")
ROWS = (
    (
        "1. Train and audit",
        "Train every officer on the front desk",
        "Police",
        "30/06/2027",
        "In progress",
        "Begun",
        "G",
    ),
    ("", "Audit ten files in each quarter", "Health", "31/03/2027", "Complete", "All of them done", "B"),
    ("2. Speak up", "Teach children whom they can tell", "Schools", "Q3 2026/27", "Not started", "", "A"),
    ("", "Put up the poster in each hall. " * 12, "Schools", "ASAP", "In progress", "Printed", "R"),
)


class Store:
    """The register that damaged files come into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ledger = Ledger(fresh_sqlite(folder, furnished=True))
        ledger.plan("police", due=date(2027, 6, 30))
        ledger.plan("health", title="Audit", due=date(2027, 3, 31))
        self.at = ledger.now
        look = standing(ledger.engine, self.at.date(), sight=WHOLE)
        first, second = look.register.actions
        sent = write(look, number=change_number(ledger.engine), board_name="Board", at=self.at)
        self.returned = edited(
            sent,
            {(first, "Progress"): "Nine of ten trained", (first, "Status"): "In progress",
             (second, "Due date"): date(2027, 9, 30), (second, "New evidence"): "Minutes", (second, "Lead"): "Matron"},
        )  # fmt: skip
        ledger.engine.dispose()
        self._turn = 0
        self._begin()

    def bring_in(self, content: bytes, name: str) -> str:
        """What becomes of a file: "applied", "idle" where it changes nothing, "stopped" where the register will not
        have it. Raises AssertionError where a part of it came in, or where the trail is broken."""
        if self._came == IMPORTS_EACH:
            self.put_back()
        try:
            plan = self._plan(content, name)
        except FileRefusedError:
            return "idle"
        before, actions = last_change(self.engine), self._actions()
        try:
            done = self._apply(plan, content)
        except TrackerError as error:
            assert str(error).endswith((".", "?")), error
            assert (last_change(self.engine), self._actions()) == (before, actions), "a part of it came in"
            return "stopped"
        if not done.import_id:
            assert last_change(self.engine) == before, "something was done, and no import says so"
            return "idle"
        assert self._actions() == actions + len(done.added), "not every new action came in"
        again = self._plan(content, name)
        left = {(e.ref, e.field) for e in plan.edits} & {(e.ref, e.field) for e in again.edits}
        assert not left, f"not every change came in: {left}"
        self._came += 1
        return "applied"

    def put_back(self) -> None:
        """Look the register through, and begin again, under another name: what was worked out is kept by name."""
        verdict = verify(self.engine)
        assert verdict.ok, verdict
        self.engine.dispose()
        self._file.unlink()
        self._begin()

    def _begin(self) -> None:
        self._turn += 1
        self._file = self.folder / f"register-{self._turn}.sqlite"
        shutil.copy(self.folder / "register.sqlite", self._file)
        self.engine = engine_for(f"sqlite:///{self._file}")
        self._came = 0

    def _plan(self, content: bytes, name: str) -> Plan:
        look = standing(self.engine, self.at.date(), sight=WHOLE)
        return read_plan(self.engine, content, name, limits=Limits(), look=look, sight=WHOLE, review="SOTON-K")

    def _apply(self, plan: Plan, content: bytes) -> workbooks.Applied:
        return workbooks.apply(
            self.engine, plan, file_hash=sha256(content).hexdigest(), skip_problems=True,
            by="manager", at=self.at, door=Door.WORKBOOK,
        )  # fmt: skip

    def _actions(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.scalar(sa.text("SELECT count(*) FROM action")) or 0)


def plans() -> dict[str, tuple[bytes, str]]:
    """Another board's plan that can be applied, as a file of some kinds."""
    return {f"a plan as .{kind}": (make(), f"plan.{kind}") for kind, make in MAKERS.items()}


def _xlsx() -> bytes:
    book = Workbook()
    for row in (HEADINGS, *ROWS):
        book.worksheets[0].append(row)
    return _saved(book.save)


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    for at, row in enumerate((HEADINGS, *ROWS)):
        for place, cell in enumerate(row):
            sheet.write(at, place, cell)
    return _saved(book.save)


def _docx() -> bytes:
    paper = Document()
    table = paper.add_table(0, len(HEADINGS))
    for row in (HEADINGS, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _saved(paper.save)


def _csv() -> bytes:
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *ROWS)).encode()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {"xlsx": _xlsx, "xls": _xls, "docx": _docx, "csv": _csv}
