"""What a meeting should take and what its minutes say, asked of a store: on its own day, once, and as at."""

from datetime import date

import pytest

from tracker import clock
from tracker.commands import agendas as arranging
from tracker.commands import decisions, meetings
from tracker.queries import agendas
from tracker.rules.errors import UnknownError
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, Status


@pytest.fixture
def book(ledger, monkeypatch):
    """The board, on 1 March 2026, by everybody's clock."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 1))
    return ledger


def hold(book, day):
    return meetings.hold(book.engine, board_id="southampton", held_on=day, title="Subgroup", **book.signed("chair")).id


def kinds(book, meeting):
    return [(one.kind, one.about) for one in agendas.suggested(book.engine, meeting, sight=WHOLE)[1:]]


def test_of_a_meeting_that_is_over_it_says_what_that_day_said(book):
    for owner in ("police", "health", "schools"):  # so that nobody was asked and plans nothing
        book.plan(owner, part_ids=("SOTON-K:1/a", "SOTON-K:1/b", "SOTON-K:2/"), due=date(2027, 1, 1))
    late = book.plan(due=date(2026, 1, 8)).id
    past, today, to_come = (hold(book, date(2026, *day)) for day in ((1, 10), (3, 1), (4, 1)))
    claimed = book.plan(due=date(2027, 1, 1)).id
    book.on(date(2026, 2, 1))
    book.to(claimed, Status.CLAIMED)
    assert kinds(book, past) == [(AgendaKind.OVERDUE, late)]
    assert kinds(book, today) == kinds(book, to_come) == [(AgendaKind.CLAIM, claimed)]


def test_the_same_question_has_the_same_answer_until_something_changes(book):
    meeting = hold(book, date(2026, 3, 1))
    first = agendas.suggested(book.engine, meeting, sight=WHOLE)
    assert agendas.suggested(book.engine, meeting, sight=WHOLE) is first
    book.plan(due=date(2026, 1, 8))
    assert agendas.suggested(book.engine, meeting, sight=WHOLE) != first


def test_minutes_as_at_a_day_hold_what_was_entered_by_then(book):
    meeting = hold(book, date(2026, 1, 5))
    item = arranging.add(book.engine, meeting_id=meeting, title="Talk", **book.signed("chair"))
    book.on(date(2026, 2, 1))
    decisions.note(book.engine, meeting_id=meeting, item_id=item.id, text="Noted late.", **book.signed("chair"))
    then = agendas.minutes(book.engine, meeting, date(2026, 1, 31), sight=WHOLE)
    now = agendas.minutes(book.engine, meeting, sight=WHOLE)
    assert ([one.item.title for one in then.items], then.decisions) == (["Talk"], ())
    assert [one.text for one in now.decisions] == ["Noted late."]
    with pytest.raises(UnknownError, match="There is no meeting"):
        agendas.minutes(book.engine, meeting, date(2026, 1, 1), sight=WHOLE)
    assert agendas.meetings(book.engine, sight=WHOLE)[0].decided == 1
    assert agendas.meetings(book.engine, date(2026, 1, 31), sight=WHOLE)[0].decided == 0


def test_a_meeting_that_nobody_entered_has_no_agenda(book):
    with pytest.raises(UnknownError, match="There is no meeting ‘M-2026-12-24’"):
        agendas.suggested(book.engine, "M-2026-12-24", sight=WHOLE)
