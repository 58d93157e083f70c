"""Whatever stands in the cells, a plan is read or refused in a sentence; and the same file twice says the same."""

import random
from datetime import date

import pytest

from tests.rules.factories import TODAY
from tests.sheets.other.made import file_of, register
from tests.sheets.other.more import MORE
from tests.sheets.other.seven import SEVEN
from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import ErrorValue, Formula, Sheet, Sheets
from tracker.sheets.other.read_plan import other_plan
from tracker.sheets.reading.read import read

ODD = (
    "", " ", "\n\n", "1.", "=1+1", "#", "?", "(", "%", "\u202e", "🙂" * 40, "a" * 5_000, "Recommendation", "Action",
    "Theme 1", "Completed actions", "31/02/2027", "Rec 99999999999999999999", 0, -1, 1e300, float("nan"), True,
    date(1900, 1, 1), date(9999, 12, 31), Formula("=A1"), Formula("=A1", "x"), ErrorValue("#N/A"), "x\u0000y", "İı",
    "1. a\n2. b\n3. c",
)  # fmt: skip


def shaken(sheet, chance):
    rows = {number: dict(row) for number, row in sheet.rows}
    for _ in range(chance.randint(1, 12)):
        number = chance.choice([*rows, max(rows) + 1])
        row = rows.setdefault(number, {})
        match chance.randint(0, 4):
            case 0:
                row.pop(chance.choice([*row, 0]), None)
            case 1:
                rows[number] = {}
            case 2:
                rows[number] = {chance.randint(0, 9): chance.choice(ODD)}
            case _:
                row[chance.choice([*row, 0, 3, 16_383])] = chance.choice(ODD)
    merged = tuple(
        (first, left, first + chance.randint(0, 3), left + chance.randint(0, 9))
        for first, left in ((chance.randint(1, 9), chance.randint(0, 6)) for _ in range(chance.randint(0, 3)))
    )
    return Sheet(
        sheet.name, tuple(sorted(rows.items())), chance.random() < 0.2, fills=sheet.fills, merged=sheet.merged + merged
    )


@pytest.mark.parametrize("layout", (*SEVEN, *MORE), ids=lambda layout: layout.name)
def test_a_plan_with_anything_in_its_cells_is_read_or_refused(layout):
    chance = random.Random(layout.name)
    now = register()
    whole = read(file_of(layout), "plan.xlsx", looks=True)
    for _ in range(6):
        sheets = Sheets(tuple(shaken(sheet, chance) for sheet in whole.sheets), file_name="plan.xlsx")
        try:
            plan = other_plan(sheets, now=now, today=TODAY)
        except FileRefusedError:
            continue
        plan.to_json()
        assert plan == other_plan(sheets, now=now, today=TODAY)
