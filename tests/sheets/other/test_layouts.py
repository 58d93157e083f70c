"""Every layout, published or invented, is read whole: its columns, and each action with its owner, day and status."""

import pytest

from tests.sheets.other.fifteen import FIFTEEN
from tests.sheets.other.fresh import FRESH
from tests.sheets.other.fresher import FRESHER
from tests.sheets.other.made import columns_right, file_of, plan_of, score
from tests.sheets.other.more import MORE
from tests.sheets.other.seven import SEVEN
from tests.sheets.other.ten import TEN
from tests.sheets.other.thirty import THIRTY
from tracker.rules.words import Status
from tracker.sheets.other.columns import words_of
from tracker.sheets.reading.read import read

ALL = (*SEVEN, *MORE, *FRESH, *FRESHER, *THIRTY, *FIFTEEN, *TEN)


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_a_layout_is_read_as_a_person_reads_it(layout):
    assert score(layout).wrong == []


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_a_layout_is_read_honestly(layout):
    plan = plan_of(layout)
    sheets = read(file_of(layout), f"plan.{layout.kind}", looks=True)
    said = {
        " ".join(words_of(cell).split()) for sheet in sheets.sheets for _, row in sheet.rows for cell in row.values()
    }
    told = {problem.value for problem in plan.problems}
    asked = {question.text for question in plan.questions}
    for new in plan.additions:
        assert new.due_text is None or any(" ".join(new.due_text.split()) in each for each in said)
        assert new.status in (None, Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED)
        assert "" not in (new.progress, new.evidence, new.lead, new.owner, new.due_text, new.intended_outcome)
        assert (new.due is None) == (new.due_exact.value == "none")
        assert new.ref or not new.ref_text or new.ref_text in told
        assert (
            new.owner
            or not new.owner_text
            or {new.owner_text, " ".join(new.owner_text.split())} & (told | asked)
            or (any(new.owner_text in flag for flag in new.flags))
        )
    assert set(plan.columns.values()).isdisjoint(plan.unmapped)


def test_all_columns_of_the_published_layouts_are_mapped_right():
    right, total = columns_right(SEVEN)
    assert (right, total) == (total, total)
