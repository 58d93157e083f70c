"""Every move of a date, and the sentence that an extension cannot make untrue."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.factories import Book
from tracker.rules.records import Extension
from tracker.rules.slippage import Slipped, asked_of, by_agency, in_all, moves, side_by_side
from tracker.rules.words import Status

TODAY = date(2026, 11, 20)


def extended(*agreed, due=date(2027, 3, 1), status=Status.IN_PROGRESS):
    """One action, first due on 1 June 2026, whose date was moved on each of these days."""
    book = Book()
    book.recommendation("SOTON-K:1", {"a": ["police"]})
    book.action("A1", "police", ["SOTON-K:1/a"], original=date(2026, 6, 1), due=due, status=status)
    first = date(2026, 6, 1)
    for number, (day, to) in enumerate(agreed, 1):
        book.add("extensions", Extension(f"A1-X{number}", "A1", first, to, "Snow.", day, "lead", day, "chair"))
        first = to
    return book


def test_a_move_keeps_from_to_reason_asker_agreer_and_whether_it_was_late_already():
    book = extended((date(2026, 5, 20), date(2026, 9, 1)), (date(2026, 9, 13), date(2027, 3, 1)))
    first, second = moves(book.register().files["A1"])
    assert (first.from_due, first.to_due, first.reason) == (date(2026, 6, 1), date(2026, 9, 1), "Snow.")
    assert (first.asked_by, first.agreed_by, first.already_late) == ("lead", "chair", False)
    assert first.when_in_words == "agreed in time"
    assert (second.days_after, second.when_in_words) == (12, "agreed 12 days after the date had passed")


def test_on_its_last_day_a_date_has_not_passed():
    (move,) = moves(extended((date(2026, 6, 1), date(2026, 9, 1))).register().files["A1"])
    assert not move.already_late


def test_what_was_asked_for_or_refused_is_no_move():
    book = extended((date(2026, 6, 9), date(2026, 9, 1)))
    one = book.tables["extensions"]["A1-X1"]
    book.tables["extensions"]["A1-X1"] = replace(one, agreed_on=None, agreed_by=None)
    book.add("extensions", replace(one, id="A1-X2", agreed_on=None, agreed_by=None, refused_on=TODAY, refused_by="c"))
    assert moves(book.register().files["A1"]) == ()


def test_nothing_overdue_because_everything_was_extended_cannot_be_said():
    """North Devon: no action past its date, since each that was late had been given another one."""
    book = extended((date(2026, 8, 1), date(2027, 3, 1)))
    assert in_all(book.standing(TODAY)).in_words == (
        "Nothing is overdue on its current date; 1 is late on its original date: 1 was given a later date. "
        "Of 1 move of dates, 1 was agreed when the date had already passed, for 1 action."
    )
    assert not book.standing(TODAY).overdue


def test_moves_in_time_and_no_moves_say_so():
    assert in_all(extended((date(2026, 5, 1), date(2027, 3, 1))).standing(TODAY)).in_words.endswith(
        "Dates were moved once, always before they had passed."
    )
    assert in_all(extended().standing(TODAY)).in_words.endswith("No date was ever moved.")


def test_by_agency_adds_up_to_all():
    book = extended((date(2026, 8, 1), date(2027, 3, 1)))
    book.action("A2", "health", ["SOTON-K:1/a"], due=date(2026, 10, 1))
    standing = book.standing(TODAY)
    all_, found = in_all(standing), by_agency(standing)
    assert all_.already_late == sum(one.already_late for one in found.values()) == 1
    assert (found["police"].late_on_original, found["health"].overdue) == (1, 1)
    assert all_.days == found["police"].days == 273
    assert all_.late_on_original == len(standing.late_on_original)
    assert all_.overdue == len(standing.overdue)


# ---- both latenesses in one sentence

FIRST, LATER, PAST = date(2026, 6, 1), date(2027, 1, 31), date(2026, 10, 1)


def move(id, from_due, to_due, *, agreed, asked=date(2026, 5, 1)):
    return Extension(f"X-{id}-{to_due}", id, from_due, to_due, "More time", asked, "lead", agreed, "chair")


@pytest.fixture
def book():
    """
    A1 on time                  A2 moved before its date      A3 moved after it
    A4 overdue, never moved     A5 claimed after its date     A6 assured late     A7 moved, and overdue again
    """
    book = Book()
    book.review("SOTON-K")
    book.recommendation("SOTON-K:1", {"a": ["police"]})
    part, going = ["SOTON-K:1/a"], {"status": Status.IN_PROGRESS}
    book.action("A1", "police", part, due=LATER, **going)
    book.action("A2", "police", part, due=LATER, original=FIRST, **going)
    book.action("A3", "police", part, due=LATER, original=FIRST, **going)
    book.action("A4", "police", part, due=PAST, **going)
    book.action("A5", "police", part, due=PAST, status=Status.CLAIMED, claimed_on=date(2026, 11, 1))
    book.action("A6", "police", part, due=FIRST, status=Status.ASSURED, claimed_on=PAST)
    book.action("A7", "police", part, due=PAST, original=FIRST, **going)
    for one in (
        move("A2", FIRST, LATER, agreed=date(2026, 5, 20)),
        move("A3", FIRST, LATER, agreed=date(2026, 7, 1)),
        move("A7", FIRST, PAST, agreed=date(2026, 6, 1)),
    ):
        book.add("extensions", one)
    return book


def test_both_latenesses_and_what_lies_between_them_are_one_sentence(book):
    found = in_all(book.standing(TODAY))
    assert (found.overdue, found.late_on_original, found.given_later, found.claimed_late) == (2, 5, 3, 1)
    assert found.in_words == (
        "2 actions are overdue on their current date; 5 are late on their original date: "
        "3 were given a later date; 1 was claimed after it and waits for verification; 1 never had another date. "
        "Of 3 moves of dates, 1 was agreed when the date had already passed, for 1 action."
    )


def test_nothing_overdue_because_everything_was_given_more_time_is_said_so(book):
    for id_ in ("A4", "A7"):
        book.edit("actions", id_, due=LATER, original_due=FIRST)
        book.add("extensions", move(id_, PAST, LATER, agreed=date(2026, 11, 1)))
    found = in_all(book.standing(TODAY))
    assert found.in_words == (
        "Nothing is overdue on its current date; 5 are late on their original date: "
        "4 were given a later date; 1 was claimed after it and waits for verification. "
        "Of 5 moves of dates, 3 were agreed when the date had already passed, for 3 actions."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Slipped(), "Nothing is overdue on its current date, and nothing is late on its original date."),
        (Slipped(1, 1), "1 action is overdue on its current date; 1 is late on its original date."),
        (Slipped(2, 0), "2 actions are overdue on their current date; nothing is late on its original date."),
        (
            Slipped(0, 1, 1),
            "Nothing is overdue on its current date; 1 is late on its original date: 1 was given a later date.",
        ),
        (
            Slipped(0, 12, 9, 3),
            "Nothing is overdue on its current date; 12 are late on their original date: 9 were given a later date; "
            "3 were claimed after it and wait for verification.",
        ),
    ],
)
def test_it_is_said_for_every_number(found, words):
    assert found.in_words == f"{words} No date was ever moved."


def test_the_first_date_never_leaves_the_list_and_the_earliest_stands_first(book):
    assert [file.action.id for file in side_by_side(book.standing(TODAY))] == ["A2", "A3", "A7", "A4", "A5"]


def test_a_move_on_the_day_itself_did_not_come_after_it_and_a_question_is_no_move(book):
    book.add("extensions", move("A1", LATER, date(2027, 6, 1), agreed=None))
    files = book.standing(TODAY).register.files
    assert [one.already_late for id_ in ("A2", "A3", "A7") for one in moves(files[id_])] == [False, True, False]
    assert moves(files["A1"]) == ()
    assert [one.to_due for one in asked_of(files["A1"])] == [date(2027, 6, 1)]
