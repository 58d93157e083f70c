"""A false claim that something is done is the worst that could be read: every way in which cells say that it is not."""

from datetime import date

import pytest

from tests.sheets.other.made import ASKED
from tests.sheets.other.test_other_plan import grid, read_grid
from tracker.rules.words import Brag, Status

FIRST = ("Recommendation", "Action", "Lead agency", "Target date")
ROWS = (
    (ASKED["1"], "Write the guide", "Police", "31/12/2026"),
    (ASKED["2"], "Hold a rehearsal", "Health", "31/03/2027"),
)


def statuses(heads, *cells):
    rows = [(*ROWS[place], *each) for place, each in enumerate(cells)]
    return read_grid(grid(*rows, heads=(*FIRST, *heads))).additions


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("% complete", "Closed?"), ((0.5, "No"), (1, "Yes"))),
        (("% complete", "Closed?"), ((0.5, "N"), (1, "Y"))),
        (("% complete", "Complete?"), (("50%", "No"), ("100%", "Yes"))),
        (("% complete",), ((0.5,), (1,))),
        (("% complete",), ((0.0,), (1.0,))),
        (("% complete",), ((50,), (100,))),
        (("% complete",), ((1,), (100,))),
        (("% complete",), (("1%",), ("100%",))),
        (("% complete",), (("99.9%",), ("100%",))),
        (("% complete",), ((0.999,), (1,))),
        (("Percentage completed", "Status"), ((0.75, "Complete"), (1, "Complete"))),
        (("% done", "Update"), ((0.25, "Training was completed"), (1, "All done"))),
        (("Complete",), (("No",), ("Yes",))),
        (("Completed?",), (("N",), ("Y",))),
        (("Completed?",), (("0",), ("1",))),
        (("Completed?",), ((0, ), (1,))),
        (("Completed (Y/N)",), (("no",), ("yes",))),
        (("Completed?",), (("Not complete",), ("Complete",))),
        (("Completed?",), (("Not yet",), ("Completed",))),
        (("Completed?",), ((False,), (True,))),
        (("Progress",), (("Complete by March 2027",), ("Complete",))),
        (("Completed?", "Progress"), (("No", "Training was completed in May"), ("Yes", "Done"))),
        (("Status", "Date completed"), (("In progress", date(2026, 1, 5)), ("Complete", date(2026, 1, 5)))),
        (("Status", "Date completed"), (("Complete", "not yet"), ("Complete", date(2026, 1, 5)))),
        (("Date completed",), (("expected March 2014",), ("March 2014",))),
        (("Date completed",), (("n/a",), ("01/02/2014",))),
        (("Not started", "In progress", "Complete"), (("x", None, None), (None, None, "x"))),
        (("Not started", "In progress", "Complete"), ((None, "x", "x"), (None, None, "x"))),
        (("Not started", "In progress", "Complete"), (("Y", "N", "N"), ("N", "N", "Y"))),
        (("25%", "50%", "75%", "100%"), (("x", "x", None, "pending"), ("x", "x", "x", "x"))),
        (("25%", "50%", "75%", "100%"), (("Y", "Y", "N", "N"), ("Y", "Y", "Y", "Y"))),
        (("Rating",), ((1,), ("Complete",))),
        (("Status",), ((1,), ("Complete",))),
        (("Completion status",), ((0.4,), (1,))),
        (("Complete?",), (("Partly",), ("Yes",))),
        (("RAG", "Status"), (("Not started", "Complete"), ("Complete", "Complete"))),
    ],
)  # fmt: skip
def test_what_one_cell_denies_is_not_taken_as_done(heads, cells):
    first, second = statuses(heads, *cells)
    assert first.status != Status.CLAIMED
    assert first.rating != Brag.BLUE
    assert second.status == Status.CLAIMED


def test_what_is_done_by_half_is_in_progress_with_its_percentage_beside_the_words():
    first, second = statuses(("% complete", "Latest update", "Closed?"), (0.5, "Drafted", "No"), (1, "Sent out", "Yes"))
    assert (first.status, first.progress) == (Status.IN_PROGRESS, "50%\nDrafted")
    assert (second.status, second.progress) == (Status.CLAIMED, "100%\nSent out")


def test_two_cells_that_disagree_are_told():
    (first,) = statuses(("% complete", "Status"), (0.5, "Complete"))
    assert first.flags[-1] == "One cell says that it is done, and another ‘50%’: it is not taken as done."


def test_stripes_are_no_ratings_and_no_ticks():
    heads = (*FIRST, "25%", "50%", "100%")
    rows = [(*ROWS[0][:1], f"Do thing {n}", "Police", None) for n in range(6)]
    fills = {(n, place): "DDEBF7" for n in (2, 4, 6) for place in range(7)}
    plan = read_grid(grid(*rows, heads=heads, fills=fills))
    assert {(a.status, a.rating) for a in plan.additions} == {(None, None)}
