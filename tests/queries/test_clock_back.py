"""A machine's clock is put back, by hand or because its battery is empty: the trail's order is what happened."""

from datetime import date

import pytest

from tests.factories_store import ledger  # noqa: F401  (a fixture)
from tracker.commands import actions
from tracker.queries.register import as_at, as_at_number, last_change
from tracker.queries.standing import standing
from tracker.queries.trends import burn_up
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE

BEFORE, BACK, BETWEEN, LAST, AFTER = (date(2026, 2, day) for day in (2, 3, 7, 9, 12))


@pytest.fixture
def put_back(ledger):  # noqa: F811 (a fixture)
    """One action planned before, renamed on the 9th, renamed again by a clock that says the 3rd, and on the 12th."""
    ledger.on(BEFORE)
    action = ledger.plan(title="As planned")
    titles = {LAST: "By the right clock", BACK: "By the clock put back", AFTER: "By the right one again"}
    for day, title in titles.items():
        ledger.on(day)
        actions.edit(ledger.engine, action_id=action.id, title=title, **ledger.signed())
    return ledger, action.id


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (BEFORE, "As planned"),
        (BACK, "As planned"),
        (BETWEEN, "As planned"),
        (LAST, "By the clock put back"),
        (AFTER, "By the right one again"),
    ],
)
def test_as_at_is_by_the_order_of_the_trail(put_back, day, title):
    book, action = put_back
    assert as_at(book.engine, day, sight=WHOLE).actions[action].title == title


def test_the_order_and_the_proof_hold(put_back):
    book, action = put_back
    assert verify(book.engine).ok
    register = as_at_number(book.engine, last_change(book.engine), sight=WHOLE)
    assert register.actions[action].title == book.action(action).title == "By the right one again"


def test_what_is_drawn_over_time_is_drawn(put_back):
    book, _ = put_back
    assert burn_up(book.engine, standing(book.engine, BETWEEN, sight=WHOLE), sight=WHOLE).days
