"""Meetings in their order, the times of an agenda, and what the minutes say."""

from datetime import date

import pytest

from tests.rules.factories import Book
from tracker.rules.errors import BadValueError, UnknownError
from tracker.rules.meetings import Slot, last_meeting, minutes_together, next_meeting, time_of_day, timetable
from tracker.rules.minutes import minutes, sat
from tracker.rules.records import AgendaItem, Decision, Meeting
from tracker.rules.words import AgendaKind

DAY = date(2026, 11, 20)


@pytest.fixture
def book():
    found = Book()
    for board in ("board", "other"):
        found.board(board)
    for id_, board, day in (
        ("M-2026-11-20", "board", DAY), ("M-2026-09-04", "board", date(2026, 9, 4)),
        ("M-2026-11-20b", "board", DAY), ("M-2026-10-01", "other", date(2026, 10, 1)),
    ):  # fmt: skip
        found.add("meetings", Meeting(id_, board, day, "Subgroup", begins="10:25"))
    return found


def item(id, position, minutes=10, **more):
    return AgendaItem(id, "M-2026-11-20", position, AgendaKind.OTHER, f"Item {id}", minutes=minutes, **more)


OFF = {"deferred_on": DAY, "deferred_by": "chair", "deferred_reason": "no time"}


def test_the_last_and_the_next_meeting_are_the_same_boards(book):
    register = book.register()
    this = register.meetings["M-2026-11-20"]
    assert last_meeting(register, this).id == "M-2026-09-04"
    assert next_meeting(register, this).id == "M-2026-11-20b"
    assert last_meeting(register, register.meetings["M-2026-10-01"]) is None
    assert next_meeting(register, register.meetings["M-2026-11-20b"]) is None


def test_a_timetable_gives_no_time_to_what_was_put_off(book):
    this = book.register().meetings["M-2026-11-20"]
    items = (item("1", 1), item("2", 2, **OFF), item("3", 3, 95), item("4", 4, None))
    assert timetable(this, items) == (
        Slot("10:25", "10:35"), Slot(), Slot("10:35", "12:10"), Slot("12:10", "12:10"),
    )  # fmt: skip
    assert minutes_together(items) == 105


def test_without_a_beginning_there_are_no_times():
    assert timetable(Meeting("M", "board", DAY, "S"), (item("1", 1),)) == (Slot(),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("10:00", "10:00"), ("9.30", "09:30"), (" 9.30am ", "09:30"), ("2 pm", "14:00"), ("12am", "00:00"),
     ("12.15PM", "12:15"), ("23:59", "23:59")],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, kept):
    assert time_of_day("Begins", typed) == kept


@pytest.mark.parametrize("typed", ["10", "25:00", "10:61", "13pm", "0am", "ten", "10:00-11:30", "١٠:٠٠"])
def test_what_is_no_time_gets_a_sentence(typed):
    with pytest.raises(BadValueError, match="is not a time of day: write it as 10:00"):
        time_of_day("Begins", typed)


def decided(book, id, item_id=None):
    book.add("decisions", Decision(id, "M-2026-11-20", f"2026/11-{id}", "A1", "Agreed.", "chair", item_id=item_id))


def test_minutes_say_items_in_order_what_was_put_off_and_decisions_without_an_item(book):
    for one in (item("3", 30, note="Talked."), item("1", 10), item("2", 20, **OFF)):
        book.add("agenda_items", one)
    decided(book, "1", "3")
    decided(book, "2")
    found = minutes(book.standing(DAY), "M-2026-11-20")
    assert [(one.number, one.item.id) for one in found.items] == [(1, "1"), (2, "3")]
    assert found.items[1].slot == Slot("10:35", "10:45")
    assert [one.id for one in found.items[1].decisions] == ["1"]
    assert [(one.number, one.item.deferred_reason) for one in found.put_off] == [(None, "no time")]
    assert [one.id for one in found.others] == ["2"]
    assert [one.id for one in found.decisions] == ["1", "2"]
    assert found.next.id == "M-2026-11-20b"


def test_a_meeting_that_is_not_there_gets_a_sentence(book):
    with pytest.raises(UnknownError, match="There is no meeting ‘M-2026-11-21’"):
        minutes(book.standing(DAY), "M-2026-11-21")


def test_meetings_are_listed_the_latest_first_with_their_counts(book):
    for one in (item("1", 1), item("2", 2), item("3", 3, **OFF)):
        book.add("agenda_items", one)
    decided(book, "1", "1")
    decided(book, "2", "1")
    decided(book, "3")
    listed = sat(book.register())
    assert [one.meeting.id for one in listed] == ["M-2026-11-20b", "M-2026-11-20", "M-2026-10-01", "M-2026-09-04"]
    assert (listed[1].items, listed[1].decided, listed[1].decisions, listed[1].put_off) == (2, 1, 3, 1)
    assert [one.meeting.id for one in sat(book.register(), "other")] == ["M-2026-10-01"]
