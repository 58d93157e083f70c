"""Every board's line is the sum of its own, and of the others nothing crosses but what they published."""

from dataclasses import replace

import pytest

from tests.factories_store import sqlite_ledger  # noqa: F401  (fixture)
from tracker.commands import boards, recommendations, reviews
from tracker.queries.standing import standing
from tracker.rules.across import beside, by_board
from tracker.rules.sight import WHOLE, seen, whole_of
from tracker.rules.words import Publication, Status


@pytest.fixture
def book(sqlite_ledger):  # noqa: F811
    boards.add(sqlite_ledger.engine, name="Northants", **sqlite_ledger.signed())
    for code, state in (("OPEN", Publication.PUBLISHED), ("SHUT", Publication.DRAFT)):
        reviews.add(
            sqlite_ledger.engine, code=code, board_id="northants", kind="SCR", subject=code, title=code, state=state,
            **sqlite_ledger.signed(),
        )  # fmt: skip
        recommendations.add(
            sqlite_ledger.engine, review_id=code, ref="1", title=f"Of {code}", text="Do it.", **sqlite_ledger.signed()
        )
    sqlite_ledger.to(sqlite_ledger.plan().id, Status.CLAIMED)
    return sqlite_ledger


def test_the_lines_of_all_boards_add_up_to_the_register(book):
    now = standing(book.engine, sight=WHOLE)
    lines = {one.board.id: one for one in by_board(now)}
    assert {id_: (one.reviews, one.counts.total, one.claimed) for id_, one in lines.items()} == {
        "southampton": (1, 2, 1), "northants": (2, 2, 0),
    }  # fmt: skip
    assert sum(one.counts.total for one in lines.values()) == now.counts().total
    assert sum(one.overdue for one in lines.values()) == len(now.overdue)


def test_beside_ones_own_stands_what_others_published_and_no_more(book):
    whole = standing(book.engine, sight=WHOLE).register
    mine = seen(whole, whole_of(frozenset({"southampton"})))
    joined = beside(mine, whole)
    assert joined.reviews.keys() == {"SOTON-K", "OPEN"}
    assert joined.recommendations.keys() == {"SOTON-K:1", "SOTON-K:2", "OPEN:1"}
    theirs = seen(whole, whole_of(frozenset({"northants"})))
    assert beside(theirs, whole).actions == {} and whole.actions
    closed = replace(
        whole.recommendations["OPEN:1"], response_reason="theirs", closed_by="them", closed_on=book.now.date()
    )
    told = beside(mine, replace(whole, recommendations={**whole.recommendations, "OPEN:1": closed}))
    found = told.recommendations["OPEN:1"]
    assert (found.closed_on, found.closed_by, found.response_reason) == (None, None, None)
