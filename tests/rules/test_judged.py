"""Pairs of recommendations: what waits, what a person said, and which action may serve both."""

from datetime import date

from tests.rules.factories import Book
from tracker.rules.judged import (
    WAITS,
    Wanted,
    may_serve_both,
    pair_id,
    pairs,
    serving_both,
    why_together,
)
from tracker.rules.overlap import Overlap
from tracker.rules.records import OverlapJudgement
from tracker.rules.shared_words import shared_spans, shared_words
from tracker.rules.words import Sameness, Status, Strength

A, B, C = "R-1:1", "R-2:1", "R-2:2"


def book():
    found = Book()
    found.review("R-1", published=date(2014, 6, 1), subject="Child K")
    found.review("R-2", published=date(2018, 6, 1), subject="Child Ak")
    found.theme("neglect")
    for id_ in (A, B, C):
        found.recommendation(id_, {"": ["police"]}, themes=["neglect"])
    return found


def near(a, b, score):
    return Overlap(a, b, score, ("neglect",), "Both are about neglect")


def judged(one, other, answer):
    a, b = sorted((one, other))
    return OverlapJudgement(pair_id(a, b), a, b, answer, date(2026, 11, 1), "chair", 0.4)


def test_what_waits_comes_first_and_what_was_answered_is_not_asked_again():
    found = book()
    found.add("overlap_judgements", judged(B, A, Sameness.SAME))
    both, strong, weak = near(A, B, 0.9), near(A, C, 0.7), near(C, A, 0.7)
    first, last = pairs(found.register(), [both, strong])
    assert (first.found, first.answer, first.strength) == (strong, None, Strength.STRONG)
    assert (last.found, last.answer) == (both, Sameness.SAME)
    assert pair_id(weak.a, weak.b) == first.id


def test_a_pair_that_only_a_person_put_together_stays_in_the_list_with_its_themes():
    found = book()
    found.add("overlap_judgements", judged(A, C, Sameness.RELATED))
    (pair,) = pairs(found.register(), [])
    assert (pair.found, pair.strength, pair.score, pair.themes) == (None, None, 0.4, ("neglect",))
    assert why_together(found.register(), pair) == "Both are about neglect"


def test_a_filter_keeps_by_review_theme_strength_and_answer_and_says_itself():
    found = book()
    found.add("overlap_judgements", judged(A, B, Sameness.SAME))
    register = found.register()
    waiting, same = pairs(register, [near(A, B, 0.9), near(A, C, 0.3)])

    def kept(**wanted):
        return [pair for pair in (waiting, same) if Wanted(**wanted).keeps(register, pair)]

    assert kept() == kept(review="R-1") == kept(theme="neglect") == [waiting, same]
    assert kept(review="R-1", other="R-2") == [waiting, same]
    assert kept(review="R-3") == kept(theme="other") == kept(review="R-1", other="R-3") == []
    assert kept(answer=WAITS) == kept(strength="possible") == [waiting]
    assert kept(answer="same") == kept(strength="strong") == [same]
    words = Wanted("R-1", "neglect", "strong").in_words(register)
    assert words == f"Child K, about {register.themes['neglect'].name.lower()}, strong ones"


def test_an_action_of_one_may_serve_both_open_ones_first_and_none_that_is_not_done():
    found = book()
    found.action("A1", "police", [f"{A}/"], due=date(2027, 1, 1), status=Status.ASSURED)
    found.action("A2", "police", [f"{A}/"], due=date(2027, 3, 1), status=Status.IN_PROGRESS)
    found.action("A3", "police", [f"{B}/"], due=date(2027, 2, 1), status=Status.PLANNED)
    found.action("A4", "police", [f"{A}/", f"{B}/"], status=Status.IN_PROGRESS)
    found.action("A5", "police", [f"{A}/"], due=date(2027, 2, 1))
    found.not_doing(action="A5")
    standing = found.standing()
    (pair,) = pairs(standing.register, [near(A, B, 0.9)])
    assert [file.action.id for file in serving_both(standing.register, pair)] == ["A4"]
    offers = may_serve_both(standing, pair)
    assert [(offer.file.action.id, offer.to) for offer in offers] == [("A3", A), ("A2", B), ("A1", B)]
    assert all(offer.asked for offer in offers)
    found.edit("recommendations", B, closed_on=date(2026, 11, 1))
    standing = found.standing()
    assert [offer.file.action.id for offer in may_serve_both(standing, pair)] == ["A3"]


def test_an_owner_who_was_asked_for_both_comes_first_then_what_says_most_of_it():
    found = book()
    found.recommendation("R-2:3", {"": ["health"]}, text="Audit supervision of health visitors.")
    found.action(
        "A1", "police", [f"{A}/"], intended_outcome="Audit supervision", due=date(2027, 1, 1), status=Status.PLANNED
    )
    found.action("A2", "police", [f"{A}/"], intended_outcome="A policy", due=date(2026, 12, 1), status=Status.PLANNED)
    found.action(
        "A3", "health", [f"{A}/"], intended_outcome="Something else", due=date(2027, 5, 1), status=Status.PLANNED
    )
    standing = found.standing()
    (pair,) = pairs(standing.register, [near(A, "R-2:3", 0.9)])
    offers = may_serve_both(standing, pair)
    assert [(o.file.action.id, o.asked, o.words) for o in offers] == [
        ("A3", True, ()), ("A1", False, ("audit", "supervision")), ("A2", False, ()),
    ]  # fmt: skip


def test_shared_words_are_marked_in_both_texts_without_endings_and_without_what_every_text_says():
    one, other = "Ensure supervision is audited, and escalate.", "Agencies audit SUPERVISIONS’ quality"
    here, there = shared_spans(one, other)
    assert [one[a:b] for a, b in here] == ["supervision", "audited"]
    assert [other[a:b] for a, b in there] == ["audit SUPERVISIONS"]
    assert shared_words(one, other) == ("supervision", "audited")
    assert shared_spans("The board should ensure", "Boards ensure that") == ((), ())
