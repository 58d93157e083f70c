"""What moved between two standings, in values and in words."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.factories import Book
from tracker.rules.between import between
from tracker.rules.records import CheckBack, Evidence, Extension, NotDoing, Person, Verification
from tracker.rules.words import Brag, CheckOutcome, EvidenceKind, NotDoingKind, Outcome, Rung, Status

THEN, NOW = date(2026, 3, 1), date(2026, 4, 1)


def book(**facts):
    made = Book()
    made.review("SOTON-K", published=date(2014, 6, 1))
    made.recommendation("SOTON-K:1", {"a": ["police"]})
    made.action("A1", "police", ["SOTON-K:1/a"], **{"due": date(2026, 3, 20), "status": Status.IN_PROGRESS, **facts})
    return made


def changed(standing, **tables):
    """The standing with some tables' records added or replaced."""
    from tracker.rules.standing import build

    register = standing.register
    more = {name: {**getattr(register, name), **{r.id: r for r in records}} for name, records in tables.items()}
    return build(replace(register, **more), today=standing.today)


def test_a_day_passing_is_a_move_even_where_nobody_did_anything():
    """
    1 March: due in 19 days, at risk      1 April: 12 days late, overdue
    """
    one = book()
    moved = between(one.standing(NOW), one.standing(THEN))
    assert moved.late.newly == ("A1",) and moved.late_on_original.newly == ("A1",)
    assert [(r.id, r.was.brag, r.now.brag, r.is_worse) for r in moved.rerated] == [
        ("SOTON-K:1", Brag.AMBER, Brag.RED, True)
    ]
    assert moved.headline() == "1 recommendation got worse, none better; 1 action is newly late"
    assert moved.in_words()[0].startswith("SOTON-K:1 went from at risk to overdue: ")
    assert moved.counted() == "nothing"
    assert moved.flow == {(Brag.AMBER, Brag.RED): 1}


def test_the_same_day_twice_moves_nothing():
    one = book()
    moved = between(one.standing(NOW), one.standing(NOW))
    assert moved.nothing and moved.in_words() == ()
    assert all(not figure.difference for figure in moved.figures)


def test_a_moved_date_says_from_to_why_who_asked_and_who_agreed():
    one = book()
    then = one.standing(THEN)
    action = replace(then.register.actions["A1"], due=date(2026, 5, 1), original_due=date(2026, 3, 20))
    move = Extension("A1-X1", "A1", date(2026, 3, 20), date(2026, 5, 1), "Snow.", THEN, "lead", NOW, "chair")
    people = [Person("lead", "Una Lead"), Person("chair", "Vera Chair")]
    now = changed(one.standing(NOW), actions=[action], extensions=[move], people=people)
    (found,) = between(now, then).dates_moved
    assert (found.was, found.now, found.days) == (date(2026, 3, 20), date(2026, 5, 1), 42)
    assert found.in_words == (
        "A1 was due 20 March 2026 and is due 1 May 2026 (to 1 May 2026 because “Snow.”, asked by Una Lead, "
        "agreed by Vera Chair)"
    )
    assert between(now, then).late_on_original.newly == ("A1",), "a moved date takes nothing off this list"
    assert between(now, now).dates_moved == ()


def test_what_was_late_and_is_not_says_why():
    one = book(due=date(2026, 2, 1))
    then = one.standing(THEN)
    claimed = replace(then.register.actions["A1"], status=Status.CLAIMED, claimed_on=date(2026, 3, 9))
    moved = between(changed(one.standing(NOW), actions=[claimed]), then)
    assert moved.late.no_longer == ("A1",) and moved.why_not_late("A1") == "claimed"
    assert moved.late_on_original.no_longer == (), "it was claimed late, and stays so"
    later = replace(then.register.actions["A1"], due=date(2026, 6, 1))
    assert between(changed(one.standing(NOW), actions=[later]), then).why_not_late("A1") == "now due 1 June 2026"


@pytest.mark.parametrize(
    ("then_status", "verdicts", "now_status", "claims"),
    [
        (Status.IN_PROGRESS, 0, Status.CLAIMED, 1),
        (Status.IN_PROGRESS, 1, Status.RETURNED, 1),
        (Status.CLAIMED, 1, Status.RETURNED, 0),  # the claim was there before
        (Status.CLAIMED, 0, Status.CLAIMED, 0),
        (Status.CLAIMED, 1, Status.CLAIMED, 1),  # returned, and claimed anew
        (Status.IN_PROGRESS, 2, Status.CLAIMED, 3),
    ],
)
def test_each_claim_counts_once_however_it_ended(then_status, verdicts, now_status, claims):
    one = book(status=then_status)
    then = one.standing(THEN)
    action = then.register.actions["A1"]
    if then_status == Status.CLAIMED:
        action = replace(action, claimed_on=date(2026, 2, 1))
        then = changed(then, actions=[action])
    if now_status == Status.CLAIMED and not (then_status == Status.CLAIMED and not verdicts):
        action = replace(action, claimed_on=date(2026, 3, 28))
    made = [Verification(f"A1-V{n}", "A1", Outcome.RETURNED, "No.", date(2026, 3, 5 + n), "s") for n in range(verdicts)]
    now = changed(one.standing(NOW), actions=[replace(action, status=now_status)], verifications=made)
    moved = between(now, then)
    assert len(moved.claims) == claims
    assert len(moved.verdicts) == verdicts


def test_everything_else_that_moves_has_its_line():
    one = book(due=date(2026, 9, 1))
    then = one.standing(THEN)
    register = then.register
    rec = register.recommendations["SOTON-K:1"]
    now = changed(
        one.standing(NOW),
        recommendations=[replace(rec, closed_on=NOW)],
        evidence=[Evidence("A1-E1", "A1", EvidenceKind.STATEMENT, "Zq", Rung.AUDIT)],
        check_backs=[CheckBack("A1-C6", "A1", 6, NOW, CheckOutcome.FAILED, checked_on=NOW)],
        not_doing=[NotDoing("N1", NotDoingKind.REJECTED, "No.", NOW, "chair", recommendation_id="SOTON-K:1")],
        actions=[replace(register.actions["A1"], id="A2")],
    )
    said = between(now, then).in_words()
    for words in (
        "SOTON-K:1 was closed",
        "A1 has new evidence: audit",
        "A1: the check-back after 6 months failed",
        "SOTON-K:1 was entered as not doing (rejected)",
        "A2 is new",
    ):
        assert any(words in line for line in said), words
    back = between(then, now).in_words()
    for words in ("SOTON-K:1 is open again", "SOTON-K:1 is back from the not-doing register", "A2 is gone"):
        assert any(words in line for line in back), words
    assert "Zq" not in repr(said), "the title of evidence stays out"


def test_the_flow_adds_up_with_the_figures_of_both_days():
    one = book()
    then, now = one.standing(THEN), one.standing(NOW)
    moved = between(now, then)
    for side, standing in ((0, then), (1, now)):
        for brag in Brag:
            number = sum(n for step, n in moved.flow.items() if step[side] == brag)
            assert number == getattr(standing.counts(), brag.value)
