"""Claimed against verified, and how long verifying takes."""

from dataclasses import replace
from datetime import date

from tests.rules.factories import Book
from tracker.rules.verified import Verified, by_agency, in_all
from tracker.rules.words import CheckOutcome, Outcome, Status

TODAY = date(2026, 11, 20)


def book():
    """
    action  owner   status    verdicts (claimed → verified)
    A1      police  assured   1 Sep → 11 Sep
    A2      police  returned  1 Sep → 1 Oct returned
    A3      police  claimed   since 1 Nov
    A4      health  reopened  (not kept) → 1 Mar, then a check-back failed
    A5      health  planned   none
    """
    made = Book()
    made.recommendation("SOTON-K:1", {"a": ["police", "health"]})
    part, september = ["SOTON-K:1/a"], date(2026, 9, 1)
    made.action("A1", "police", part, status=Status.ASSURED, verifications=[(date(2026, 9, 11), Outcome.ASSURED)])
    made.action("A2", "police", part, status=Status.RETURNED, verifications=[(date(2026, 10, 1), Outcome.RETURNED)])
    made.action("A3", "police", part, status=Status.CLAIMED, claimed_on=date(2026, 11, 1))
    made.action(
        "A4", "health", part, status=Status.REOPENED, verifications=[(date(2026, 3, 1), Outcome.ASSURED)],
        check_backs=[(6, date(2026, 9, 1), CheckOutcome.FAILED)],
    )  # fmt: skip
    made.action("A5", "health", part, status=Status.PLANNED)
    for id_, verdict in made.tables["verifications"].items():
        if verdict.action_id in ("A1", "A2"):
            made.tables["verifications"][id_] = replace(verdict, claimed_on=september)
    return made


def test_each_claim_counts_once_and_stands_or_was_overturned():
    all_ = in_all(book().standing(TODAY))
    assert (all_.claims, all_.stands, all_.returned, all_.overturned) == (4, 1, 1, 2)
    assert all_.in_words == "4 claims, 2 overturned; 1 action stands assured"


def test_the_days_from_claim_to_verdict_are_counted_where_both_are_known():
    all_ = in_all(book().standing(TODAY))
    assert (all_.days, all_.untimed) == ((10, 30), 1)
    assert (all_.median_days, all_.longest_days) == (20, 30)
    assert all_.time_in_words == "20 days as a rule, 30 at the longest; 1 older verdict is not counted"


def test_a_claim_that_waits_grows_old():
    all_ = in_all(book().standing(TODAY))
    assert all_.waiting == (19,)
    assert all_.waiting_in_words == "1 claim waits, for 19 days"


def test_by_agency_leaves_out_who_never_claimed():
    made = book()
    made.action("A6", "schools", ["SOTON-K:1/a"], status=Status.PLANNED)
    found = by_agency(made.standing(TODAY))
    assert list(found) == ["police", "health"]
    assert found["police"].claims == 3
    assert found["health"].time_in_words == "not known; 1 older verdict is not counted"
    assert sum(one.overturned for one in found.values()) == in_all(made.standing(TODAY)).overturned


def test_the_figures_agree_with_those_of_the_standing():
    standing = book().standing(TODAY)
    all_ = in_all(standing)
    assert all_.overturned == standing.overturned
    assert all_.stands == len(standing.verified)
    assert len(all_.waiting) == len(standing.claimed)


def test_nothing_says_so():
    assert Verified().in_words == "no claim yet"
    assert Verified().time_in_words == "no verdict yet"
    assert Verified().waiting_in_words == "no claim waits"
    assert Verified(days=(1,)).time_in_words == "1 day"
    assert Verified(undated=2).waiting_in_words == "2 claims wait"
