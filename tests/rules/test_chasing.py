"""Chasing: settings and quiet hours, what is owed, answered or silent, the ladder, and who would get what."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import TODAY, Book
from tracker.rules.chasing import Chasing
from tracker.rules.chasing_log import State, answered_on, in_the_way, next_rung, silence, state_of
from tracker.rules.chasing_owed import Guard, what_is_owed
from tracker.rules.chasing_plan import letter, letters, plan
from tracker.rules.errors import BadValueError
from tracker.rules.records import Chase, LadderContact, Person, PersonRole, Setting
from tracker.rules.words import Brag, CheckOutcome, LadderRung, Outcome, Role, SendingWay, Status

USUAL = Chasing()
FRIDAY = datetime(2026, 11, 20, 10, 0)


def days(number):
    return timedelta(days=number)


@pytest.fixture
def book():
    """The police owe one overdue action and have an unplanned ask; their lead has an address."""
    book = Book()
    book.review("SOTON-K")
    book.recommendation("SOTON-K:1", {"a": ["police"]}, text="Every officer should be trained in what to look for.")
    book.recommendation("SOTON-K:2", {"": ["police"]}, text="Officers must speak up about what they saw there.")
    book.action("A1", "police", ["SOTON-K:1/a"], due=TODAY - days(50), original=TODAY - days(80))
    book.add("people", Person("asha", "Asha Patel", "asha@police.example"))
    book.add("person_roles", PersonRole("r1", "asha", Role.LEAD, "police"))
    return book


def chased(book, id_, ago, rung=LadderRung.LEAD, agency="police", listed=("A1",), **more):
    made = Chase(id_, agency, TODAY - days(ago), "manager", "You owe us.", rung=rung, listed=listed, **more)
    return book.add("chases", made)


# ---- settings


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"days_between": 0}, "whole number of days"),
        ({"silent_days": True}, "whole number of days"),
        ({"ladder": (LadderRung.CHAIR,)}, "has no agency lead"),
        ({"ladder": (LadderRung.CHAIR, LadderRung.LEAD)}, "goes up"),
        ({"quiet_from": "25:00"}, "is not a time of day"),
        ({"quiet_from": None}, "only one of the two"),
        ({"quiet_from": "08:00"}, "leave both empty"),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_words(values, words):
    with pytest.raises(BadValueError, match=words):
        Chasing(**values)


def test_settings_come_back_as_they_were_kept_and_damage_is_a_sentence():
    ours = Chasing((LadderRung.LEAD, LadderRung.CHAIR), 3, 10, 5, None, None, False)
    assert Chasing.from_settings({"chasing": Setting("chasing", ours.to_json())}) == ours
    assert Chasing.from_settings({}) == USUAL
    for damaged in ("nonsense", "[]", '{"pace": 3}', '{"ladder": ["boss"]}'):
        with pytest.raises(BadValueError):
            Chasing.from_json(damaged)


@pytest.mark.parametrize(
    ("now", "till"),
    [
        ("2026-11-20T17:59", None),
        ("2026-11-19T18:00", "2026-11-20T08:00"),
        ("2026-11-20T18:00", "2026-11-23T08:00"),  # a Friday evening: the weekend follows
        ("2026-11-20T07:59", "2026-11-20T08:00"),
        ("2026-11-21T12:00", "2026-11-23T08:00"),
    ],
)
def test_quiet_hours_end_when_they_end(now, till):
    found = USUAL.quiet_till(datetime.fromisoformat(now))
    assert found == (datetime.fromisoformat(till) if till else None)
    assert (USUAL.quiet(datetime.fromisoformat(now)) is None) == (till is None)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_no_hour_is_quiet_where_none_was_set_and_every_quiet_hour_ends(now):
    assert Chasing(quiet_from=None, quiet_until=None, quiet_weekends=False).quiet(now) is None
    till = USUAL.quiet_till(now)
    assert till is None or (till > now and USUAL.quiet_till(till) is None)


def test_an_answer_is_never_asked_for_on_a_quiet_weekend():
    assert Chasing(reply_within=1).reply_by(date(2026, 11, 20)) == date(2026, 11, 23)
    assert Chasing(reply_within=1, quiet_weekends=False).reply_by(date(2026, 11, 20)) == date(2026, 11, 21)


# ---- what is owed


def test_what_is_pressing_is_listed_worst_first_with_both_dates_and_why(book):
    first, second = what_is_owed(book.standing(), "police")
    assert (first.about, first.reference, first.references) == ("A1", "A1", ("SOTON-K 1, part a",))
    assert (first.days_late, first.days_late_original, first.brag) == (50, 80, Brag.RED)
    assert first.why == ("50 days overdue",)
    assert (second.about, second.reference, second.is_hole) == ("SOTON-K:2/@police", "SOTON-K 2", True)
    assert second.why == ("no action agreed yet",)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"due": TODAY + days(200), "status": Status.CLAIMED}, None),
        ({"due": TODAY - days(5), "status": Status.CLAIMED}, None),
        ({"due": TODAY - days(5), "status": Status.ASSURED}, None),
        ({"due": TODAY + days(200)}, None),
        ({"due": TODAY + days(28)}, ("due in 28 days",)),
        ({"due": TODAY}, ("due today",)),
        ({"due": None}, ("no date yet",)),
        ({"due": TODAY + days(200), "created": TODAY - days(90)}, ("no word for 90 days",)),
        ({"due": TODAY + days(200), "status": Status.RETURNED}, ("claim returned",)),
        ({"due": TODAY + days(200), "status": Status.REOPENED}, ("reopened",)),
        (
            {"due": TODAY + days(200), "check_backs": [(6, TODAY - days(1), CheckOutcome.FAILED)]},
            ("reopened",),
        ),
    ],
)
def test_what_presses_and_what_does_not(facts, why):
    book = Book()
    book.recommendation("SOTON-K:1", {"a": ["police"]})
    book.action("A1", "police", ["SOTON-K:1/a"], **facts)
    found = what_is_owed(book.standing(), "police")
    assert [line.why for line in found] == ([why] if why else [])


@pytest.mark.parametrize(
    ("title", "stays"),
    [
        ("Train the sergeants", True),
        ("Train the sergeants for Child K", False),
        ("Train the sergeants for child-k's school", False),
        ("Ring 07700 900123 about it", False),
        ("Write to mother@example.org", False),
        ("Ask Aoife Carrigan", False),
        ("Every officer should be trained in what to look for", False),
        ("So: every officer should be trained in what to see", False),
        ("Every officer is trained", True),
    ],
)
def test_a_title_that_says_too_much_is_left_out_and_its_reference_stands_alone(book, title, stays):
    book.edit("actions", "A1", title=title)
    found = what_is_owed(book.standing(), "police", Guard(book.register(), ("Aoife Carrigan",)))[0]
    assert found.title == (title if stays else None)


# ---- answered or silent


@pytest.mark.parametrize(
    ("table", "facts"),
    [
        ("updates", {"updates": [(TODAY - days(2), None)]}),
        ("claim", {"status": Status.CLAIMED, "claimed_on": TODAY - days(2)}),
    ],
)
def test_what_the_owner_does_about_what_is_listed_is_an_answer(book, table, facts):
    chased(book, "CH1", 10)
    assert answered_on(book.register().chases["CH1"], book.standing()) is None
    book.action("A1", "police", ["SOTON-K:1/a"], due=TODAY - days(50), **facts)
    standing = book.standing()
    assert answered_on(standing.register.chases["CH1"], standing) == TODAY - days(2)
    assert silence(standing, "police") == ()


def test_what_was_said_before_the_message_or_by_another_body_is_none(book):
    chased(book, "CH1", 10)
    book.action("A1", "police", ["SOTON-K:1/a"], due=TODAY - days(50), updates=[(TODAY - days(11), None)])
    assert silence(book.standing(), "police")
    book.action("A1", "health", ["SOTON-K:1/a"], due=TODAY - days(50), updates=[(TODAY - days(2), None)])
    assert silence(book.standing(), "police")


def test_an_action_planned_for_a_listed_ask_is_an_answer(book):
    chased(book, "CH1", 10, listed=("SOTON-K:2/@police",))
    book.action("A2", "police", ["SOTON-K:2/"], created=TODAY - days(3))
    standing = book.standing()
    assert answered_on(standing.register.chases["CH1"], standing) == TODAY - days(3)


def test_an_answer_that_somebody_recorded_counts_from_its_day_only(book):
    chased(book, "CH1", 10, answered_on=TODAY)
    assert silence(book.standing(TODAY - days(1)), "police")
    assert not silence(book.standing(), "police")


def test_a_message_by_mail_is_known_to_have_left_only_once_it_was_taken():
    made = Chase("CH1", "police", TODAY, "m", "x", way=SendingWay.BY_MAIL)
    assert state_of(made) == State.UNKNOWN
    assert state_of(replace(made, refused="no")) == State.REFUSED
    assert state_of(replace(made, handed_over_on=TODAY, refused="1 of 2")) == State.SENT
    assert state_of(replace(made, way=SendingWay.BY_HAND)) == State.SENT


# ---- the ladder


def test_the_next_rung_is_due_after_so_many_silent_days_on_the_one_below(book):
    chased(book, "CH1", 14)
    assert next_rung(book.standing(TODAY - days(1)), "police", USUAL) is None
    assert next_rung(book.standing(), "police", USUAL) == LadderRung.BOARD_MEMBER
    chased(book, "CH2", 7)  # another to the lead begins no new silence
    assert next_rung(book.standing(), "police", USUAL) == LadderRung.BOARD_MEMBER
    chased(book, "CH3", 3, LadderRung.BOARD_MEMBER)
    assert next_rung(book.standing(), "police", USUAL) is None
    chased(book, "CH4", 20, LadderRung.CHIEF_OFFICER)
    assert next_rung(book.standing(), "police", USUAL) is None  # the ladder ends there


def test_an_answer_or_a_rung_left_out_changes_the_way_up(book):
    chased(book, "CH1", 30)
    short = Chasing(ladder=(LadderRung.LEAD, LadderRung.CHAIR))
    assert next_rung(book.standing(), "police", short) == LadderRung.CHAIR
    assert next_rung(book.standing(), "police", Chasing(ladder=(LadderRung.LEAD,))) is None
    book.edit("chases", "CH1", answered_on=TODAY - days(20))
    assert next_rung(book.standing(), "police", USUAL) is None


def test_what_never_left_is_no_silence(book):
    chased(book, "CH1", 30, refused="no such mailbox")
    chased(book, "CH2", 30, way=SendingWay.BY_MAIL)
    assert silence(book.standing(), "police") == ()


# ---- what stands in the way


def test_no_more_than_one_in_so_many_days_and_none_where_it_is_not_known(book):
    chased(book, "CH1", 6)
    every = list(book.register().chases.values())
    assert "CH1 went 6 days ago already" in in_the_way(every, LadderRung.LEAD, USUAL, today=TODAY)
    assert in_the_way(every, LadderRung.LEAD, USUAL, today=TODAY + days(1)) is None
    assert in_the_way(every, LadderRung.BOARD_MEMBER, USUAL, today=TODAY) is None
    unknown = [replace(every[0], way=SendingWay.BY_MAIL, sent_on=TODAY - days(90))]
    assert "not known whether CH1" in in_the_way(unknown, LadderRung.LEAD, USUAL, today=TODAY)
    assert in_the_way([replace(unknown[0], refused="no")], LadderRung.LEAD, USUAL, today=TODAY) is None


# ---- the plan


def test_one_message_an_owner_and_none_to_whom_nothing_is_owed(book):
    book.recommendation("SOTON-K:3", {"": ["health"]})
    book.action("A9", "health", ["SOTON-K:3/"], due=TODAY + days(200))
    book.action("A2", "police", ["SOTON-K:1/a"], due=TODAY - days(1))
    (one,) = plan(book.standing(), USUAL, now=FRIDAY)
    assert (one.agency_id, one.in_words, one.why_not) == ("police", "3 things, 2 overdue", None)
    assert [who.email for who in one.to] == ["asha@police.example"]


def test_a_body_that_was_merged_is_asked_where_it_is_answered_for_now(book):
    book.agency("new-police")
    book.edit("agencies", "police", successor_id="new-police")
    (one,) = plan(book.standing(), USUAL, now=FRIDAY)
    assert (one.agency_id, [who.name for who in one.to]) == ("new-police", ["Asha Patel"])
    chased(book, "CH1", 2)  # under its old name
    assert "2 days ago" in plan(book.standing(), USUAL, now=FRIDAY)[0].held


def test_it_is_held_in_words(book):
    evening = FRIDAY.replace(hour=19)
    (one,) = plan(book.standing(), USUAL, now=evening)
    assert (one.held, one.held_by_mail) == (None, "it is quiet now: e-mail leaves again on Monday at 08:00")
    chased(book, "CH1", 8)
    patient = Chasing(reply_within=12)
    (one,) = plan(book.standing(), patient, now=FRIDAY)
    assert one.held == "an answer to the last message may still come, until 24 November 2026"
    book.edit("people", "asha", email=None)
    (one,) = plan(book.standing(), USUAL, now=FRIDAY)
    assert one.held_by_mail == "there is nobody to write to (Asha Patel: no e-mail address is held)"


def test_a_letter_goes_to_the_contacts_of_its_rung_and_names_what_went_before(book):
    chased(book, "CH1", 20)
    book.agency("board-agency", is_board=True)
    book.edit("boards", "board", agency_id="board-agency")
    for id_, rung, agency in (
        ("LC1", LadderRung.BOARD_MEMBER, "police"), ("LC2", LadderRung.BOARD_MEMBER, "health"),
        ("LC3", LadderRung.CHAIR, None), ("LC4", LadderRung.CHAIR, "board-agency"), ("LC5", LadderRung.CHAIR, "police"),
    ):  # fmt: skip
        book.add("ladder_contacts", LadderContact(id_, rung, f"Name {id_}", f"{id_}@example.org", agency))
    (one,) = letters(book.standing(), USUAL, now=FRIDAY)
    assert (one.rung, [who.name for who in one.to]) == (LadderRung.BOARD_MEMBER, ["Name LC1"])
    assert one.before == ((LadderRung.LEAD, TODAY - days(20)),)
    chair = letter(book.standing(), USUAL, "police", LadderRung.CHAIR)
    assert [who.name for who in chair.to] == ["Name LC3", "Name LC4"]
    assert plan(book.standing(), USUAL, now=FRIDAY)[0].next == LadderRung.BOARD_MEMBER


def test_what_its_addressees_may_not_see_is_left_out_and_counted(book):
    less = Book()
    less.tables = {name: dict(table) for name, table in book.tables.items()}
    less.tables["asks"] = {}
    (one,) = plan(book.standing(), USUAL, seen=lambda *_: less.standing())
    assert ([line.about for line in one.owed], one.unseen) == (["A1"], 1)


def test_a_returned_claim_is_told_without_the_words_of_whoever_returned_it(book):
    book.action(
        "A1", "police", ["SOTON-K:1/a"], due=TODAY - days(3), status=Status.RETURNED,
        verifications=[(TODAY - days(1), Outcome.RETURNED)],
    )  # fmt: skip
    (one, _) = what_is_owed(book.standing(), "police")
    assert one.why == ("3 days overdue", "claim returned")
