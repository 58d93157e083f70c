"""The draw of a dip sample has exact chances, and its estimate says no more than it knows."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import Book
from tracker.rules.records import DipFinding, DipSample
from tracker.rules.sampling import (
    again,
    as_words,
    chances,
    closed,
    draw,
    estimate,
    from_words,
    how_drawn,
    told,
    weights,
    wilson,
    worth,
)
from tracker.rules.words import ChangeKind, Found, Outcome, Rung, Status

TODAY = date(2026, 11, 20)
populations = st.dictionaries(st.text(min_size=1, max_size=6), st.integers(1, 8), min_size=1, max_size=40)


def findings(*pairs):
    """Findings as (chance, found or None)."""
    word = {True: Found.FOUND, False: Found.NOT_FOUND, None: None}
    return [DipFinding(f"S1-{n}", "S1", f"A{n}", chance, word[found]) for n, (chance, found) in enumerate(pairs, 1)]


# ---- the draw


@given(populations, st.integers(1, 50), st.text(max_size=8))
def test_the_draw_has_its_size_and_its_chances_add_up_to_it(population, size, seed):
    drawn, exact = draw(population, size, seed), chances(population, size)
    assert len(drawn) == min(size, len(population)) == sum(exact.values())
    assert all(0 < chance <= 1 for chance in exact.values())
    assert drawn.items() <= exact.items()
    assert draw(dict(reversed(population.items())), size, seed) == drawn


def test_chances_are_in_proportion_to_weight_and_none_is_above_certain():
    assert chances({"a": 1, "b": 2, "c": 3}, 1) == {"a": Fraction(1, 6), "b": Fraction(1, 3), "c": Fraction(1, 2)}
    # c would be 2 × 8 ÷ 10 > 1: it is certain, and a and b share the one place that is left
    assert chances({"a": 1, "b": 1, "c": 8}, 2) == {"a": Fraction(1, 2), "b": Fraction(1, 2), "c": Fraction(1)}


def test_each_is_drawn_as_often_as_its_chance_says():
    population = {f"A{n}": 1 + n % 4 for n in range(20)}
    times = Counter(id_ for seed in range(4000) for id_ in draw(population, 5, str(seed)))
    for id_, chance in chances(population, 5).items():
        spread = (4000 * chance * (1 - chance)) ** 0.5
        assert abs(times[id_] - 4000 * chance) < 4.5 * float(spread)


def test_the_same_seed_draws_the_same_on_every_machine():
    """Written down once: a change of these is a change of every sample ever drawn."""
    population = {f"SOTON-K-A{n:03}": 1 + n % 3 for n in range(1, 31)}
    assert list(draw(population, 5, "7f3a")) == PINNED
    assert list(draw(population, 5, "7f3b")) != PINNED


PINNED = ["SOTON-K-A027", "SOTON-K-A023", "SOTON-K-A002", "SOTON-K-A013", "SOTON-K-A017"]


def test_a_sample_keeps_all_that_it_takes_to_repeat_it():
    population = {"NORTHANTS-AK-A001": 3, "SOTON-K-A002": 1, "SOTON-K-A:003": 2}
    assert from_words(as_words(population)) == population
    sample = DipSample("S1", TODAY, "chair", "7f3a", 2, as_words(population))
    assert again(sample) == draw(population, 2, "7f3a")
    assert "2 actions of 3 closed, drawn on 20 November 2026 from the seed ‘7f3a’" in how_drawn(sample)


# ---- weights


def test_risk_makes_a_draw_likelier():
    book = Book()
    book.recommendation("SOTON-K:1", {"a": ["police", "health"]}, change=ChangeKind.PRACTICE)
    part, assured = ["SOTON-K:1/a"], [(date(2026, 10, 1), Outcome.ASSURED)]
    plain = {"status": Status.ASSURED, "claimed_on": date(2026, 9, 1), "verifications": assured}
    book.action("SAFE", "police", part, rungs=[Rung.AUDIT], **plain)
    book.action("WEAK", "police", part, rungs=[Rung.TRAINING_RECORD], **plain)
    book.action("BARE", "police", part, **plain)
    book.action("LATE", "police", part, rungs=[Rung.AUDIT], due=date(2026, 8, 1), original=date(2026, 7, 1), **plain)
    book.action("MOVED", "police", part, rungs=[Rung.AUDIT], due=date(2026, 9, 1), original=date(2026, 7, 1), **plain)
    long_ago = plain | {"verifications": [(date(2025, 11, 20), Outcome.ASSURED)]}
    book.action("LONG", "police", part, rungs=[Rung.AUDIT], **long_ago)
    book.action("OTHERS", "health", part, rungs=[Rung.AUDIT], **plain)
    book.action("BACK", "health", part, status=Status.RETURNED, verifications=[(TODAY, Outcome.RETURNED)])
    standing = book.standing(TODAY)
    drawn_from = closed(standing)
    assert "BACK" not in {f.action.id for f in drawn_from}
    assert weights(standing, drawn_from) == {
        "SAFE": 1, "WEAK": 3, "BARE": 3, "LATE": 3, "MOVED": 2, "LONG": 2, "OTHERS": 3,
    }  # fmt: skip
    assert [f.action.id for f in closed(standing, agency_ids=["health"])] == ["OTHERS"]
    assert closed(standing, review_id="NORTHANTS-AK") == ()


# ---- the estimate


def test_the_words_of_a_sample():
    twelve = findings(*[(12 / 58, True)] * 9, *[(12 / 58, False)] * 3)
    made = estimate(twelve, 58)
    low, high = made.hundreds
    assert (low, high) == (46, 92)
    assert made.rate == pytest.approx(0.75)
    assert made.in_words == (
        "Of 12 looked at, 9 were found. If all 58 had been looked at, between 46 in 100 and 92 in 100 would likely "
        "have been found (19 times out of 20)."
    )


def test_equal_chances_by_hand():
    """Twelve of 58: worth 12 ÷ (1 − 12/58) = 15.13 draws, less (1.960 ÷ 2.201)² for Student's t of 11."""
    pairs = [(12 / 58, n < 9) for n in range(12)]
    assert worth(pairs, 0.75) == pytest.approx(15.1304 * (1.959964 / 2.200985) ** 2, rel=2e-3)
    # which makes 12.00, and Wilson's interval of 0.75 in 12 draws is in every textbook
    assert wilson(0.75, 12) == pytest.approx((0.4677, 0.9111), abs=1e-4)


def test_unequal_chances_by_hand():
    """Found with chance ½ counts 2, not found with chance ¼ counts 4: 2 ÷ 6."""
    assert estimate(findings((0.5, True), (0.25, False)), 6).rate == pytest.approx(1 / 3)


def test_what_was_seen_is_certain():
    made = estimate(findings((0.9, True), (0.9, True), (0.9, False)), 4)
    assert (made.low, made.high) == (pytest.approx(0.5, abs=0.2), 0.75)
    assert made.low >= 2 / 4 - 1e-9


def test_the_whole_population_looked_at_leaves_nothing_to_estimate():
    made = estimate(findings((1.0, True), (1.0, False)), 2)
    assert made.whole
    assert (made.rate, made.low, made.high) == (0.5, None, None)
    assert made.in_words == "All 2 were looked at: 1 was found. Nothing had to be estimated."


def test_what_is_not_looked_at_yet_is_said_and_makes_the_answer_less_sure():
    half = estimate(findings(*[(0.2, True)] * 5, *[(0.2, None)] * 5), 50)
    whole = estimate(findings(*[(0.2, True)] * 10), 50)
    assert half.in_words.endswith("5 of the 10 drawn are still to be looked at.")
    assert half.low < whole.low
    assert half.high == whole.high == 1.0


def test_one_look_says_next_to_nothing_and_none_says_so():
    assert estimate(findings((0.1, True)), 10).hundreds == (10, 100)
    assert estimate(findings((0.1, None)), 10).in_words == "None of the 1 drawn has been looked at yet."
    assert estimate([], 0).in_words == "There was nothing to draw from."


@pytest.mark.parametrize(
    ("population", "size", "rate"),
    [
        (58, 12, lambda weight: 0.8),
        (58, 12, lambda weight: 0.95 - 0.09 * weight),
        (58, 12, lambda weight: 0.4 + 0.07 * weight),
        (120, 20, lambda weight: 0.9),
        (30, 15, lambda weight: 0.95 - 0.09 * weight),
    ],
)
def test_the_true_rate_is_inside_the_interval_19_times_out_of_20(population, size, rate):
    """Where risk is behind what is not found, too. 300 draws: 92 in 100 is two standard errors under 95."""
    heavy = {f"A{n}": (1, 1, 2, 3, 4, 6, 8)[n % 7] for n in range(population)}
    truth = {id_: (n * 37 % 101) / 101 < rate(heavy[id_]) for n, id_ in enumerate(heavy)}
    share = sum(truth.values()) / population
    inside, middle = 0, 0.0
    for seed in range(300):
        drawn = draw(heavy, size, str(seed))
        made = estimate(findings(*((float(chance), truth[id_]) for id_, chance in drawn.items())), population)
        inside += made.low - 1e-9 <= share <= made.high + 1e-9
        middle += made.rate / 300
    assert inside >= 0.92 * 300
    assert middle == pytest.approx(share, abs=0.04)


@given(st.lists(st.tuples(st.floats(0.01, 1), st.sampled_from([True, False, None])), max_size=30), st.integers(0, 30))
def test_an_interval_holds_its_estimate(pairs, more):
    made = estimate(findings(*pairs), len(pairs) + more)
    if made.low is not None:
        assert 0 <= made.low <= made.high <= 1
        assert made.in_words
    if made.rate is not None:
        assert 0 <= made.rate <= 1


def test_samples_are_told_newest_first():
    book = Book()
    book.add("dip_samples", DipSample("S1", date(2026, 1, 1), "chair", "a", 1, ("A1:1", "A2:1")))
    book.add("dip_samples", DipSample("S2", TODAY, "chair", "b", 1, ("A1:1", "A2:1")))
    book.add("dip_findings", DipFinding("S1-1", "S1", "A1", 0.5, Found.NOT_FOUND))
    second, first = told(book.register())
    assert (second.sample.id, first.sample.id) == ("S2", "S1")
    assert [one.id for one in first.not_found] == ["S1-1"]
    assert first.waiting == ()
