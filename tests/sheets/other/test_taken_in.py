"""Plans of other boards taken into a real register, and read again: nothing is added twice, and nothing is lost."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.factories_store import fresh_sqlite
from tests.sheets.other.fifteen import FIFTEEN
from tests.sheets.other.made import file_of
from tests.sheets.other.thirty import THIRTY
from tracker.clock import LONDON
from tracker.commands import first_data, workbooks
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.sheets.other.read_plan import other_plan
from tracker.sheets.reading.read import read

DATA = Path(__file__).parents[3] / "data"
NOW = datetime(2026, 11, 20, 12, tzinfo=LONDON)
EACH = {layout.name: layout for layout in (*THIRTY, *FIFTEEN)}
SOME = (
    "two languages", "abbreviations", "a column for each quarter", "rows by colour", "council audit tracker",
    "word table with bands", "comma-separated export", "must and should", "inspection plan", "project table",
    "recommendation and action in one column", "states by colour",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded")
    engine = fresh_sqlite(folder)
    first_data.load(engine, DATA, by="system", at=NOW, door=Door.COMMAND_LINE)
    engine.dispose()
    return (folder / "register.sqlite").read_bytes()


@pytest.mark.parametrize("name", SOME)
def test_a_plan_that_was_taken_in_says_nothing_new(name, loaded, tmp_path):
    layout = EACH[name]
    engine = fresh_sqlite(tmp_path)
    engine.dispose()
    (tmp_path / "register.sqlite").write_bytes(loaded)

    def plan():
        sheets = read(file_of(layout), f"plan.{layout.kind}", looks=True)
        return other_plan(sheets, now=current(engine, sight=WHOLE), today=NOW.date(), review=layout.review)

    first = plan()
    taken = workbooks.apply(
        engine, first, file_hash="a" * 64, skip_problems=True, by="business-manager", at=NOW, door=Door.WORKBOOK
    )
    assert len(taken.added) == len([a for a in first.additions if a.ref]) > 0
    second = plan()
    assert second.additions == tuple(a for a in first.additions if a.ref is None)
    assert (second.edits, second.unchanged) == ((), len(taken.added))
    assert second.conflicts == ()
    engine.dispose()
