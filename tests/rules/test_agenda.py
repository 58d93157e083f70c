"""What the tracker puts on an agenda: each kind, in its order, each subject once, and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import Book
from tracker.rules.agenda import KINDS, Suggested, not_yet, suggest
from tracker.rules.records import AgendaItem, CheckBack, Decision, DipFinding, DipSample, Extension, Meeting
from tracker.rules.words import AgendaKind, Brag, CheckOutcome, DecisionKind, Found, NotDoingKind, Outcome, Rung, Status

BEFORE_LAST, LAST, TODAY = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
PART = "SOTON-K:1/a"


class Agenda(Book):
    """A register of one board, with two meetings behind it and one today."""

    def __init__(self):
        super().__init__()
        self.recommendation("SOTON-K:1", {"a": ["police"], "b": ["health"]})
        self.action("A0", "health", ["SOTON-K:1/b"])
        for id_, day in (("M1", BEFORE_LAST), ("M2", LAST), ("M3", TODAY)):
            self.add("meetings", Meeting(id_, "board", day, "Subgroup"))

    def item(self, id, meeting="M2", about=None, kind=AgendaKind.OTHER, **more):
        return self.add("agenda_items", AgendaItem(id, meeting, 1, kind, more.pop("title", "Talk"), about, **more))

    def put_off(self, id, about=None, kind=AgendaKind.OTHER, **more):
        off = {"deferred_on": LAST, "deferred_by": "chair", "deferred_reason": "no time"}
        return self.item(id, about=about, kind=kind, **off, **more)

    def suggested(self, now=TODAY, *, first=False):
        meeting = self.tables["meetings"]["M3"]
        if first:
            for id_ in ("M1", "M2"):
                self.tables["meetings"].pop(id_, None)
        return suggest(self.standing(now), meeting, None if first else self.standing(LAST))

    def kinds(self, **more):
        return [(one.kind, one.about) for one in self.suggested(**more) if one.kind != AgendaKind.CHANGED]

    def one(self, kind):
        (found,) = [one for one in self.suggested() if one.kind == kind]
        return found


@pytest.fixture
def book():
    return Agenda()


def test_what_changed_is_one_item_about_the_meeting_with_the_figures_in_words(book):
    book.action("A1", "police", [PART], due=date(2026, 10, 20))
    first, *_ = book.suggested()
    assert (first.kind, first.about) == (AgendaKind.CHANGED, "M3")
    assert first.title == "What has changed since 1 October 2026?"
    assert first.why == (
        "1 action overdue (0 at the last meeting), 0 claims to verify (0 at the last meeting) and 0 asks without an "
        "action (0 at the last meeting); since then nothing has changed"
    )


def test_before_the_first_meeting_everything_overdue_is_new(book):
    book.action("A1", "police", [PART], due=date(2025, 1, 1))
    assert book.suggested(first=True)[0].why.endswith("no meeting before this one is on the record")
    assert book.kinds(first=True) == [(AgendaKind.OVERDUE, "A1")]


@pytest.mark.parametrize(
    ("due", "listed"),
    [(date(2026, 9, 15), False), (date(2026, 10, 1), True), (date(2026, 10, 31), True), (TODAY, False)],
)
def test_only_what_became_overdue_since_the_last_meeting_is_new(book, due, listed):
    book.action("A1", "police", [PART], due=due)
    assert (book.kinds() == [(AgendaKind.OVERDUE, "A1")]) == listed


def test_overdue_says_both_latenesses(book):
    book.action("A1", "police", [PART], due=date(2026, 10, 20), original=date(2026, 6, 30), moves=1)
    found = book.one(AgendaKind.OVERDUE)
    assert found.title == "Child K 1a, Police: why is it overdue, and what now?"
    assert found.why == "12 days late; 124 days late on the original date, 30 June 2026"


def test_a_claim_says_what_it_rests_on(book):
    book.action("A1", "police", [PART], status=Status.CLAIMED, claimed_on=date(2026, 10, 9),
                rungs=[Rung.DOCUMENT, Rung.AUDIT])  # fmt: skip
    found = book.one(AgendaKind.CLAIM)
    assert found.title == "Child K 1a, Police: does the evidence bear out the claim?"
    assert "strongest evidence: audit (2 pieces)" in found.why


def test_a_claim_without_evidence_says_so(book):
    book.action("A1", "police", [PART], status=Status.CLAIMED, claimed_on=date(2026, 10, 9))
    assert "no evidence on file" in book.one(AgendaKind.CLAIM).why


def test_an_extension_asked_for_says_from_when_to_when_and_why(book):
    book.action("A1", "police", [PART], due=date(2026, 10, 20))
    book.add("extensions", Extension("A1-X1", "A1", date(2026, 10, 20), date(2027, 1, 5), "Snow.", LAST, "lead"))
    assert book.kinds() == [(AgendaKind.EXTENSION, "A1-X1")]  # and not overdue beside it: one subject, one item
    found = book.one(AgendaKind.EXTENSION)
    assert found.title == "Child K 1a, Police: agree 5 January 2027 as the new date?"
    assert "never moved before; lead asked on 1 October 2026: Snow.; 12 days late" in found.why
    assert "also: newly overdue" in found.why


@pytest.mark.parametrize("settled", ["agreed_on", "refused_on"])
def test_a_settled_extension_is_on_no_agenda(book, settled):
    book.action("A1", "police", [PART])
    asked = Extension("A1-X1", "A1", LAST, date(2027, 1, 5), "Snow.", LAST, "lead", **{settled: TODAY})
    book.add("extensions", asked)
    assert book.kinds() == []


def check(book, id, due, months=6, outcome=None):
    book.add("check_backs", CheckBack(id, "A1", months, due, outcome))


def test_check_backs_are_due_by_the_day_of_the_meeting(book):
    book.action("A1", "police", [PART], status=Status.ASSURED, verifications=[(date(2026, 5, 1), Outcome.ASSURED)])
    check(book, "A1-C6", TODAY)
    check(book, "A1-C12", TODAY + timedelta(1), 12)
    assert book.kinds(now=TODAY - timedelta(7)) == [(AgendaKind.CHECK_BACK, "A1-C6")]
    assert book.one(AgendaKind.CHECK_BACK).title == "Child K 1a, Police: is the change still there after 6 months?"
    check(book, "A1-C12", TODAY, 12)
    assert "the one after 12 months was due on 1 November 2026" in book.one(AgendaKind.CHECK_BACK).why
    check(book, "A1-C6", TODAY, outcome=CheckOutcome.PASSED)
    assert book.kinds() == [(AgendaKind.CHECK_BACK, "A1-C12")]


@pytest.mark.parametrize(
    ("until", "listed"),
    [
        (date(2026, 9, 20), False),  # it ran out before the last meeting, which had it
        (date(2026, 10, 20), True),
        (TODAY + timedelta(28), True),
        (TODAY + timedelta(29), False),
    ],
)
def test_not_doing_entries_come_before_they_run_out_and_when_they_did(book, until, listed):
    book.action("A1", "police", [PART])
    id_ = book.not_doing(action="A1", until=until)
    assert ((AgendaKind.NOT_DOING, id_) in book.kinds()) == listed


def test_the_next_meeting_says_which_not_doing_entries_run_out_before_it(book):
    id_ = book.not_doing(recommendation="SOTON-K:1", until=TODAY + timedelta(60), kind=NotDoingKind.REJECTED)
    assert book.kinds() == []
    book.add("meetings", Meeting("M4", "board", TODAY + timedelta(61), "Subgroup"))
    assert book.kinds() == [(AgendaKind.NOT_DOING, id_)]
    assert book.one(AgendaKind.NOT_DOING).title == "Child K 1: still not doing it after 31 December 2026?"


def test_holes_are_one_item_a_recommendation(book):
    book.ask("SOTON-K:1/b", "police")
    book.ask("SOTON-K:1/a", "health")
    assert book.kinds() == [(AgendaKind.HOLE, "SOTON-K:1")]
    assert book.one(AgendaKind.HOLE).why == "Nothing is agreed yet with Police for parts a and b; Health for part a"


def recurring(book):
    book.review("NEW", published=date(2026, 5, 1))
    book.recommendation("NEW:1", {"a": ["police"]}, themes=["neglect"])
    book.action("N1", "police", ["NEW:1/a"])
    book.recommendation("SOTON-K:2", {"a": ()}, themes=["neglect"], closed_on=date(2016, 1, 1))


def test_a_lesson_that_came_back_is_taken_once(book):
    recurring(book)
    assert book.kinds()[0] == (AgendaKind.RECURRENCE, "NEW:1")
    assert "Neglect is back: Child K 2 was closed on 1 January 2016" in book.one(AgendaKind.RECURRENCE).why
    book.item("I1", about="NEW:1", kind=AgendaKind.RECURRENCE)
    assert (AgendaKind.RECURRENCE, "NEW:1") in book.kinds()  # it stood there and nobody took it
    book.edit("agenda_items", "I1", note="The chair writes to the partners.")
    assert (AgendaKind.RECURRENCE, "NEW:1") not in book.kinds()


def stuck_at_both(book, **fields):
    values = {"due": date(2026, 8, 1), "status_on": date(2026, 7, 1)} | fields
    book.action("A1", "police", [PART], **values)
    book.item("I1", "M1", "A1", AgendaKind.OVERDUE)


def test_an_action_in_trouble_at_two_meetings_running_is_stuck(book):
    stuck_at_both(book)
    assert book.kinds() == [(AgendaKind.STUCK, "A1")]
    found = book.one(AgendaKind.STUCK)
    assert found.title == "Child K 1a, Police: stuck at two meetings running; what now?"
    assert found.why.startswith("Nothing has changed since the meetings of 1 September 2026 and 1 October 2026; 92 ")


@pytest.mark.parametrize(
    "fields",
    [
        {"status_on": date(2026, 9, 20)},  # work began after the first of the two
        {"due": date(2027, 6, 1)},  # in no trouble
        {"status": Status.CLAIMED, "claimed_on": TODAY},
    ],
)
def test_what_has_moved_is_not_stuck(book, fields):
    stuck_at_both(book, **fields)
    assert (AgendaKind.STUCK, "A1") not in book.kinds()


def test_what_no_agenda_had_is_not_stuck(book):
    book.action("A1", "police", [PART], due=date(2026, 8, 1), status_on=date(2026, 7, 1))
    assert book.kinds() == []


def finding(book, found=Found.NOT_FOUND, looked_on=date(2026, 10, 5)):
    book.action("A1", "police", [PART], status=Status.ASSURED)
    book.add("dip_samples", DipSample("S1", LAST, "scrutineer", "seed", 1, ("A1:1",)))
    book.add("dip_findings", DipFinding("S1-1", "S1", "A1", 0.5, found, "No log.", looked_on, "scrutineer"))


def test_what_a_dip_sample_did_not_find_comes_until_it_is_decided(book):
    finding(book)
    assert book.kinds() == [(AgendaKind.NOT_FOUND, "S1-1")]
    book.add("decisions", Decision("M2-D1", "M2", "1", "S1-1", "Ask again.", "chair", DecisionKind.NOTE))
    assert book.kinds() == []


def test_what_a_dip_sample_found_is_on_no_agenda(book):
    finding(book, Found.FOUND)
    assert book.kinds() == []


def test_an_earlier_decision_about_the_action_does_not_settle_a_later_finding(book):
    finding(book, looked_on=LAST)
    book.add("decisions", Decision("M2-D1", "M2", "1", "A1", "Assured.", "chair", DecisionKind.ASSURE))
    assert book.kinds() == [(AgendaKind.NOT_FOUND, "S1-1")]


# ---- put off


def test_what_somebody_added_and_the_meeting_put_off_comes_back(book):
    book.put_off("I1", title="Who chairs next year?", minutes=7)
    found = book.one(AgendaKind.OTHER)
    assert (found.title, found.about, found.minutes) == ("Who chairs next year?", None, 7)
    assert found.why == "Put off on 1 October 2026: no time"


def test_an_overdue_action_that_was_put_off_comes_back_though_it_is_not_new(book):
    book.action("A1", "police", [PART], due=date(2026, 9, 15), status_on=date(2026, 9, 10))
    assert book.kinds() == []
    book.put_off("I1", "A1", AgendaKind.OVERDUE)
    assert book.kinds() == [(AgendaKind.OVERDUE, "A1")]
    assert book.one(AgendaKind.OVERDUE).why.startswith("Put off on 1 October 2026: no time; 47 days late")


def test_a_claim_that_was_put_off_and_is_settled_by_now_does_not_come_back(book):
    book.action("A1", "police", [PART], status=Status.ASSURED)
    book.put_off("I1", "A1", AgendaKind.CLAIM)
    assert book.kinds() == []


# ---- boards, order, laws


def test_a_meeting_takes_its_own_boards_reviews_only(book):
    book.action("A1", "police", [PART], due=date(2026, 10, 20))
    book.board("other")
    book.edit("reviews", "SOTON-K", board_id="other")
    assert book.kinds() == []


def test_items_come_by_kind_and_the_latest_first(book):
    recurring(book)
    for id_, due in (("A1", date(2026, 10, 20)), ("A2", date(2026, 10, 5)), ("A3", date(2026, 10, 10))):
        book.action(id_, "police", [PART], due=due)
    book.action("A4", "police", [PART], status=Status.CLAIMED, claimed_on=LAST)
    book.ask("SOTON-K:1/a", "schools")
    assert book.kinds() == [
        (AgendaKind.RECURRENCE, "NEW:1"),
        (AgendaKind.CLAIM, "A4"),
        (AgendaKind.OVERDUE, "A2"),
        (AgendaKind.OVERDUE, "A3"),
        (AgendaKind.OVERDUE, "A1"),
        (AgendaKind.HOLE, "SOTON-K:1"),
    ]


STATUSES = st.sampled_from([Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.RETURNED, Status.ASSURED])
DAYS = st.dates(date(2026, 6, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(STATUSES, DAYS, st.booleans(), st.booleans(), st.booleans()), max_size=8))
def test_no_subject_stands_twice_and_titles_are_short_questions(rows):
    book = Agenda()
    for number, (status, due, asked, checked, was_on) in enumerate(rows):
        id_ = f"X{number}"
        book.action(id_, "police", [PART], status=status, due=due, claimed_on=due if status == Status.CLAIMED else None)
        if asked:
            book.add("extensions", Extension(f"{id_}-E", id_, due, TODAY + timedelta(60), "Snow.", LAST, "lead"))
        if checked:
            book.add("check_backs", CheckBack(f"{id_}-C", id_, 6, due))
        if was_on:
            book.item(f"{id_}-I1", "M1", id_, AgendaKind.OVERDUE)
            book.put_off(f"{id_}-I2", id_, AgendaKind.OVERDUE)
    found = book.suggested()
    register = book.register()
    subjects = [
        getattr(register.extensions.get(one.about) or register.check_backs.get(one.about), "action_id", one.about)
        for one in found
    ]
    assert len(subjects) == len(set(subjects))
    assert [KINDS.index(one.kind) for one in found] == sorted(KINDS.index(one.kind) for one in found)
    for one in found:
        assert len(one.title) <= 90
        assert one.title.endswith("?")
        assert one.why
        assert one.minutes
    late = {file.action.id for file in book.standing(TODAY).overdue}
    ratings = book.standing(TODAY).action_ratings
    for one in found:
        if one.kind == AgendaKind.OVERDUE:
            assert one.about in late
        if one.kind == AgendaKind.STUCK:
            assert ratings[one.about].brag in (Brag.RED, Brag.AMBER)


def test_a_subject_of_any_length_leaves_the_question_whole(book):
    book.edit("reviews", "SOTON-K", subject="Child K and the other children of the same household " * 3)
    book.action("A1", "police", [PART], due=date(2026, 10, 20))
    title = book.one(AgendaKind.OVERDUE).title
    assert len(title) <= 90
    assert title.endswith(": why is it overdue, and what now?")


def test_what_is_about_nothing_is_told_from_other_business_by_its_title():
    """Another item without a subject does not stand in the way of one that was put off and comes back."""
    book = Agenda()
    book.item("I1", meeting="M3", title="Who chairs next year?")
    there = book.tables["agenda_items"]["I1"]
    came_back = Suggested(AgendaKind.OTHER, "The budget", None, "Put off", 5)
    again = Suggested(AgendaKind.OTHER, "Who chairs next year?", None, "Put off", 5)
    assert not_yet((came_back, again, came_back), (there,)) == (came_back,)
    book.item("I2", meeting="M3", about="A0", kind=AgendaKind.CLAIM)
    known = book.tables["agenda_items"]["I2"]
    late = Suggested(AgendaKind.OVERDUE, "Why is it overdue?", "A0", "Late", 3)
    assert not_yet((late,), (known,)) == ()
