from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.rules.factories import TODAY, Book
from tests.rules.strategies import books
from tracker.rules.overlap import Near, Overlap
from tracker.rules.records import Decision, OverlapJudgement
from tracker.rules.recurrence import BY_THEME, raised_on, recurrences
from tracker.rules.words import (
    CheckOutcome,
    DecisionKind,
    Ended,
    Outcome,
    Publication,
    Rung,
    Sameness,
    Status,
)

CUES = {"supervision-and-oversight": ["supervision", "management oversight"], "neglect": ["neglect", "quality of care"]}
ASSURED = [(date(2017, 2, 1), Outcome.ASSURED)]


def two_reviews():
    book = Book()
    book.review("R-1", published=date(2014, 6, 1), subject="Child K")
    book.review("R-2", published=date(2018, 6, 1), subject="Child Ak")
    for theme, cues in CUES.items():
        book.theme(theme, cues)
    return book


def test_a_theme_is_back_when_a_later_review_raises_it_after_the_earlier_was_closed():
    book = two_reviews()
    book.recommendation("R-1:1", themes=["neglect"], text="Know neglect.", closed_on=date(2016, 3, 1))
    book.recommendation("R-1:2", themes=["neglect"], text="Something else.", closed_on=date(2017, 3, 1))
    book.recommendation("R-2:7", themes=["neglect"], text="Neglect again.")
    (one,) = recurrences(book.standing())
    assert (one.recommendation, one.earlier, one.theme, one.score) == ("R-2:7", "R-1:2", "neglect", BY_THEME)
    assert one.why == "Neglect is back: Child K 2 was closed on 1 March 2017"
    assert one.likeness == "Possible: the same theme only"


def test_an_assured_recommendation_counts_from_the_day_of_its_last_verification():
    book = two_reviews()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.recommendation("R-2:7", themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED, verifications=[(date(2016, 5, 3), Outcome.ASSURED)])
    (one,) = recurrences(book.standing())
    assert (one.ending.on, one.why) == (date(2016, 5, 3), "Neglect is back: Child K 1 was assured on 3 May 2016")


@pytest.mark.parametrize(
    ("closed", "first", "second"),
    [
        (date(2019, 1, 1), date(2014, 6, 1), date(2018, 6, 1)),  # closed after the later review was published
        (None, date(2014, 6, 1), date(2018, 6, 1)),  # never closed
        (date(2016, 1, 1), date(2014, 6, 1), None),  # nobody knows when the other was published
        (date(2016, 1, 1), None, date(2018, 6, 1)),
        (date(2016, 1, 1), date(2018, 6, 1), date(2018, 6, 1)),  # the same day: neither is the later
    ],
)
def test_what_was_still_open_or_has_no_order_is_no_recurrence(closed, first, second):
    book = two_reviews()
    book.edit("reviews", "R-1", published_on=first)
    book.edit("reviews", "R-2", published_on=second)
    book.recommendation("R-1:1", themes=["neglect"], closed_on=closed)
    book.recommendation("R-2:7", themes=["neglect"])
    assert recurrences(book.standing()) == ()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(books(most=6))
def test_what_came_back_is_of_an_earlier_review_scored_from_0_to_1(book):
    book.edit("reviews", "R-2", published_on=TODAY)  # in 2018 nothing of such a register was ended yet
    standing = book.standing()
    reviews, recs = standing.register.reviews, standing.register.recommendations
    for r in recurrences(standing):
        later, earlier = (raised_on(reviews[recs[id_].review_id]) for id_ in (r.recommendation, r.earlier))
        assert earlier <= r.ending.on <= later != earlier
        assert 0 <= r.score <= 1


def alike(book, a="R-1:1", b="R-2:7", score=0.7):
    return Near((Overlap(a, b, score, (), "Both say ‘supervision’", ("supervision",)),))


@pytest.mark.parametrize(
    ("fields", "how", "words"),
    [
        ({"status": Status.CLAIMED, "claimed_on": date(2017, 2, 1)}, Ended.CLAIMED, "was claimed complete"),
        ({"verifications": ASSURED, "status": Status.ASSURED}, Ended.ASSURED, "was assured"),
        ({"verifications": ASSURED, "status": Status.REOPENED}, Ended.ASSURED, "was assured"),
        ({"status": Status.CLAIMED, "claimed_on": date(2018, 7, 1)}, None, None),  # after the later review came
        ({"verifications": [(date(2017, 2, 1), Outcome.RETURNED)], "status": Status.RETURNED}, None, None),
        ({"verifications": ASSURED, "status": Status.REOPENED,
          "check_backs": [(6, date(2017, 8, 1), CheckOutcome.FAILED)]}, None, None),
        ({"status": Status.IN_PROGRESS}, None, None),
    ],
)  # fmt: skip
def test_a_near_pair_came_back_only_if_the_earlier_had_ended_when_the_later_review_came(fields, how, words):
    book = two_reviews()
    book.recommendation("R-1:1", {"a": ["police"]})
    book.recommendation("R-2:7")
    book.action("A1", "police", ["R-1:1/a"], rungs=[Rung.DOCUMENT, Rung.AUDIT], **fields)
    found = recurrences(book.standing(), alike(book))
    assert [one.ending.how for one in found if one.ending] == ([how] if how else [])
    for one in found:
        assert one.theme is None
        assert words in one.why
        assert one.why.endswith(": both say ‘supervision’")
        assert one.ending.rung == Rung.AUDIT


def test_what_is_not_being_done_comes_back_with_its_entry_and_in_part_where_it_is_only_a_part():
    book = two_reviews()
    book.recommendation("R-1:1", {"a": ["police"], "b": ["health"]})
    book.recommendation("R-2:7")
    book.action("A1", "police", ["R-1:1/a"])
    entry = book.not_doing(action="A1")
    book.edit("not_doing", entry, entered_on=date(2017, 1, 1))
    (one,) = recurrences(book.standing(), alike(book))
    assert (one.ending.how, one.ending.in_part, one.ending.entry.id) == (Ended.NOT_DOING, True, entry)
    assert "was in part entered as not being done on 1 January 2017" in one.why
    book.edit("not_doing", entry, ended_on=date(2018, 1, 1))  # it was being done again when the review came
    assert recurrences(book.standing(), alike(book)) == ()


def test_what_a_person_said_of_a_pair_counts_and_what_a_meeting_decided_stays():
    book = two_reviews()
    book.recommendation("R-1:1", closed_on=date(2016, 3, 1))
    book.recommendation("R-2:7")
    judgement = OverlapJudgement("R-1:1|R-2:7", "R-1:1", "R-2:7", Sameness.NOT_RELATED, TODAY, "chair")
    book.add("overlap_judgements", judgement)
    assert recurrences(book.standing(), alike(book)) == ()
    book.edit("overlap_judgements", judgement.id, answer=Sameness.SAME)
    assert recurrences(book.standing(), alike(book))[0].score == 1.0
    book.edit("recommendations", "R-1:1", closed_on=None)
    book.add("decisions", Decision("D1", "M1", "2026/11-1", "R-2:7", "Same.", "chair", DecisionKind.SAME_LESSON,
                                   made="R-1:1"))  # fmt: skip
    (one,) = recurrences(book.standing())
    assert (one.earlier, one.decision.id, one.why) == (
        "R-1:1", "D1", "Child K 1: the same lesson, as minute 2026/11-1 says",
    )  # fmt: skip


def test_a_review_that_is_not_published_raised_its_lessons_when_it_came_and_can_be_asked_for_alone():
    book = two_reviews()
    book.edit("reviews", "R-2", published_on=None, state=Publication.DRAFT, state_on=date(2018, 6, 1))
    book.recommendation("R-1:1", closed_on=date(2016, 3, 1))
    book.recommendation("R-2:7")
    assert len(recurrences(book.standing(), alike(book), review_id="R-2")) == 1
    assert recurrences(book.standing(), alike(book), review_id="R-1") == ()
    book.edit("reviews", "R-2", state=Publication.PUBLISHED)
    assert recurrences(book.standing(), alike(book)) == ()
