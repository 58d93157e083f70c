from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import TODAY, Book, action_file
from tests.rules.strategies import days, files
from tracker.rules.brag import (
    LETTER,
    ORDER,
    RANK,
    SHAPE,
    Answer,
    failed_check_back,
    rag_disagreement,
    rate_action,
    rate_hole,
    rate_part,
    rate_recommendation,
    worst,
)
from tracker.rules.deadlines import days_silent, due_within, is_overdue
from tracker.rules.lifecycle import OPEN, VERIFIED, status_on
from tracker.rules.records import Rating
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Brag, CheckOutcome, Outcome, OwnRating, Rung, Status

USUAL = Thresholds()
FAR = TODAY + timedelta(days=200)


def ago(n):
    return TODAY - timedelta(days=n)


def rated(today=TODAY, thresholds=USUAL, **facts):
    return rate_action(action_file(**facts), thresholds, today=today)


FAILED = {
    "verifications": [(ago(200), Outcome.ASSURED)],
    "check_backs": [(6, ago(20), CheckOutcome.FAILED)],
    "due": FAR,
}

CASES = [
    # blue comes before everything but not doing
    (
        {
            "status": Status.ASSURED,
            "due": ago(90),
            "verifications": [(date(2026, 5, 3), Outcome.ASSURED)],
            "rungs": [Rung.DIP_SAMPLE],
        },
        Brag.BLUE,
        "assured on 3 May 2026 (dip sample)",
    ),
    ({"status": Status.ASSURED, "owner": None}, Brag.BLUE, "assured (no evidence on file)"),
    (
        {"status": Status.EMBEDDED, "status_on": date(2026, 9, 1)},
        Brag.BLUE,
        "embedded on 1 September 2026 (no evidence on file)",
    ),
    # then grey
    ({"owner": None, "due": ago(90)}, Brag.GREY, "no owner"),
    ({"due": None}, Brag.GREY, "no due date"),
    ({"due": None, "due_text": "ongoing"}, Brag.GREY, "no due date: the plan says ‘ongoing’"),
    ({"owner": None, "due": None}, Brag.GREY, "no owner and no due date"),
    ({"due": None, "status": Status.REOPENED}, Brag.GREY, "no due date"),
    # then red
    ({"due": date(2026, 10, 17)}, Brag.RED, "34 days past its current date, 17 October 2026"),
    ({"due": ago(1), "status": Status.PLANNED}, Brag.RED, "1 day past its current date, 19 November 2026"),
    (
        {"due": ago(34), "original": ago(154), "moves": 3},
        Brag.RED,
        "34 days past its current date, 17 October 2026; moved 3 times, 154 days past its original date",
    ),
    (
        {"due": ago(34), "status": Status.RETURNED, "verifications": [(ago(10), Outcome.RETURNED)]},
        Brag.RED,
        "34 days past its current date, 17 October 2026; claim returned on 10 November 2026: looked at it",
    ),
    (FAILED | {"status": Status.REOPENED}, Brag.RED, "the check-back of 31 October 2026 failed"),
    (FAILED | {"status": Status.IN_PROGRESS}, Brag.RED, "the check-back of 31 October 2026 failed"),
    ({"status": Status.REOPENED, "status_on": ago(20)}, Brag.RED, "reopened on 31 October 2026, not yet put right"),
    # then amber
    ({"due": TODAY}, Brag.AMBER, "due today"),
    ({"due": ago(-1)}, Brag.AMBER, "due tomorrow"),
    ({"due": ago(-12)}, Brag.AMBER, "due in 12 days"),
    ({"due": ago(-28)}, Brag.AMBER, "due in 28 days"),
    ({"status": Status.RETURNED}, Brag.AMBER, "claim returned"),
    (
        {"due": FAR, "original": FAR - timedelta(days=120), "moves": 3},
        Brag.AMBER,
        "moved 3 times, now due 120 days after its original date",
    ),
    ({"due": FAR, "original": FAR - timedelta(days=9)}, Brag.AMBER, "now due 9 days after its original date"),
    ({"created": ago(104)}, Brag.AMBER, "no update for 104 days"),
    ({"created": ago(300), "updates": [(ago(90), None)]}, Brag.AMBER, "no update for 90 days"),
    ({"updates": [(ago(3), OwnRating.AMBER)]}, Brag.AMBER, "its owner rates it amber"),
    ({"updates": [(ago(9), OwnRating.RED), (ago(3), None)]}, Brag.AMBER, "its owner rates it red"),
    ({"due": ago(-12), "created": ago(104), "updates": []}, Brag.AMBER, "due in 12 days; no update for 104 days"),
    (
        {"due": ago(-12), "original": ago(108), "moves": 3, "created": ago(104)},
        Brag.AMBER,
        "due in 12 days; moved 3 times, now due 120 days after its original date",
    ),
    # then green
    ({"due": ago(-29)}, Brag.GREEN, "due in 29 days, on 19 December 2026"),
    ({"updates": [(ago(9), OwnRating.RED), (ago(3), OwnRating.GREEN)]}, Brag.GREEN, "due in 222 days, on 30 June 2027"),
    ({"created": ago(300), "updates": [(ago(89), None)]}, Brag.GREEN, "due in 222 days, on 30 June 2027"),
    (
        {"status": Status.CLAIMED, "claimed_on": ago(3), "due": ago(1)},
        Brag.GREEN,
        "claimed on 17 November 2026, waiting for verification",
    ),
    (
        FAILED | {"status": Status.CLAIMED, "claimed_on": ago(3)},
        Brag.GREEN,
        "claimed on 17 November 2026, waiting for verification",
    ),
]


@pytest.mark.parametrize(("facts", "brag", "reason"), CASES, ids=[case[2][:40] for case in CASES])
def test_an_action_is_rated_with_its_reason(facts, brag, reason):
    assert rated(**facts) == Rating(brag, reason)


def test_not_doing_is_counted_apart_until_its_time_is_over():
    book = Book()
    book.action("A1", "police", [], due=ago(30))
    book.not_doing(action="A1", until=date(2027, 5, 3))
    file = book.register().files["A1"]
    assert rate_action(file, USUAL, today=TODAY) == Rating(
        Brag.NONE, "in the not-doing register: risk accepted, until 3 May 2027"
    )
    assert rate_action(file, USUAL, today=date(2027, 5, 4)).brag == Brag.RED


def test_a_failed_check_back_is_red_until_somebody_claims_again_and_a_returned_claim_puts_nothing_right():
    """
    assured → check-back fails → claimed → returned → claimed → assured
    """
    story = dict(FAILED)
    assert rated(**story, status=Status.REOPENED).brag == Brag.RED
    assert rated(**story, status=Status.CLAIMED, claimed_on=ago(9)).brag == Brag.GREEN
    story["verifications"] = [*story["verifications"], (ago(5), Outcome.RETURNED)]
    assert rated(**story, status=Status.RETURNED).reason.startswith("the check-back of 31 October 2026 failed; claim")
    assert rated(**story, status=Status.IN_PROGRESS).brag == Brag.RED
    story["verifications"] = [*story["verifications"], (ago(2), Outcome.ASSURED)]
    assert rated(**story, status=Status.ASSURED).brag == Brag.BLUE
    assert failed_check_back(action_file(**story, status=Status.IN_PROGRESS), today=TODAY) is None


@given(files(), days)
def test_red_means_late_or_a_failed_check_back_and_late_means_red(file, today):
    rating = rate_action(file, USUAL, today=today)
    planned = bool(file.action.owner_id and file.action.due)
    broken = failed_check_back(file, today=today) or status_on(file, today=today) == Status.REOPENED
    assert (rating.brag == Brag.RED) == (planned and bool(is_overdue(file, today) or broken))


@given(files(), days)
def test_each_rating_means_what_the_design_says(file, today):
    rating = rate_action(file, USUAL, today=today)
    status = status_on(file, today=today)
    assert (rating.brag == Brag.NONE) == (status == Status.NOT_DOING)
    assert (rating.brag == Brag.BLUE) == (status in VERIFIED)
    assert (rating.brag == Brag.GREY) == (status in OPEN and not (file.action.owner_id and file.action.due))
    if rating.brag == Brag.GREEN:
        assert status != Status.RETURNED
        assert not due_within(file, 28, today)
        assert (days_silent(file, today=today) or 0) < 90


@given(files(), days)
def test_a_rating_always_has_a_reason_on_one_line(file, today):
    reason = rate_action(file, USUAL, today=today).reason
    assert reason.strip() == reason
    assert reason
    assert "\n" not in reason
    assert not reason.endswith(".")


@given(files(), days, st.integers(1, 400), st.integers(1, 400))
def test_thresholds_are_honoured(file, today, soon, stale):
    rating = rate_action(file, Thresholds(due_soon_days=soon, stale_days=stale), today=today)
    if rating.brag == Brag.GREEN:
        assert not due_within(file, soon, today)
        assert (days_silent(file, today=today) or 0) < stale


def test_a_board_with_other_thresholds_is_warned_on_other_days():
    facts = {"due": ago(-40), "created": ago(50)}
    assert rated(**facts).brag == Brag.GREEN
    assert rated(**facts, thresholds=Thresholds(due_soon_days=42)).reason == "due in 40 days"
    assert rated(**facts, thresholds=Thresholds(stale_days=50)).reason == "no update for 50 days"


@pytest.mark.parametrize(
    ("own", "brag", "disagrees"),
    [
        (OwnRating.GREEN, Brag.RED, True),
        (OwnRating.GREEN, Brag.AMBER, True),
        (OwnRating.GREEN, Brag.GREY, True),
        (OwnRating.GREEN, Brag.GREEN, False),
        (OwnRating.GREEN, Brag.BLUE, False),
        (OwnRating.AMBER, Brag.RED, True),
        (OwnRating.AMBER, Brag.AMBER, False),
        (OwnRating.RED, Brag.RED, False),
        (OwnRating.RED, Brag.AMBER, True),
        (OwnRating.RED, Brag.NONE, False),
        (None, Brag.RED, False),
    ],
)
def test_where_the_owner_and_the_rule_differ_both_are_said(own, brag, disagrees):
    file = action_file(updates=[(ago(3), own)])
    words = rag_disagreement(file, Rating(brag, "why"))
    assert words == (f"the owner says {own}, the rule says {brag}: why" if disagrees else None)


def test_every_rating_has_a_place_a_shape_and_a_letter_of_its_own():
    assert set(ORDER) == set(SHAPE) == set(LETTER) == set(RANK) == set(Brag)
    assert len(set(SHAPE.values())) == len(set(LETTER.values())) == len(Brag)


R, A, U, G, B, N = (Rating(brag, f"{brag} reason") for brag in ORDER)


@pytest.mark.parametrize(
    ("answer", "brag", "reason"),
    [
        (Answer((R, G, G, B), asks=4), Brag.RED, "1 of 4 actions overdue: red reason"),
        (Answer((R, R, G, B), asks=4), Brag.RED, "2 of 4 actions overdue"),
        (Answer((R, R, R), asks=2), Brag.RED, "all 3 actions overdue"),
        (Answer((R, R), asks=2), Brag.RED, "both actions overdue"),
        (Answer((R,), asks=2, holes=1), Brag.RED, "red reason"),
        (Answer((A, U), asks=2), Brag.AMBER, "1 of 2 actions at risk: amber reason"),
        (Answer((G, G, G, G), asks=6, holes=2), Brag.GREY, "2 of 6 asks have no action"),
        (Answer((U, G), asks=2), Brag.GREY, "1 of 2 actions unplanned: grey reason"),
        (
            Answer((U, G), asks=3, holes=1),
            Brag.GREY,
            "1 of 3 asks have no action; 1 of 2 actions unplanned: grey reason",
        ),
        (Answer((), asks=1, holes=1), Brag.GREY, "asked, nothing agreed"),
        (Answer((G,), asks=1), Brag.GREEN, "green reason"),
        (Answer((G, B, N), asks=3), Brag.GREEN, "1 of 2 actions assured, the rest on track"),
        (Answer((G, G), asks=2), Brag.GREEN, "both actions on track"),
        (Answer((B, B), asks=2), Brag.BLUE, "both actions assured"),
        (Answer((B, N), asks=2), Brag.BLUE, "blue reason"),
        (Answer((N,), asks=1), Brag.NONE, "not_doing reason"),
        (Answer((N, N), asks=2), Brag.NONE, "all of it is in the not-doing register"),
        (Answer((R,), asks=1, not_doing="in the not-doing register"), Brag.NONE, "in the not-doing register"),
        (Answer((), nobody_asked="nobody has been asked yet", unasked=1), Brag.GREY, "nobody has been asked yet"),
        (Answer((B,), nobody_asked="nobody has been asked yet"), Brag.GREY, "nobody has been asked yet"),
    ],
)
def test_a_part_and_a_recommendation_are_as_their_worst(answer, brag, reason):
    assert rate_part(answer) == Rating(brag, reason)
    assert rate_recommendation(answer) == Rating(brag, reason)


def test_parts_that_nobody_was_asked_for_are_grey_and_say_so():
    assert rate_part(Answer(unasked=1)) == Rating(Brag.GREY, "nobody has been asked for this part")
    assert rate_recommendation(Answer((G,), asks=1, unasked=2, parts=3)) == Rating(
        Brag.GREY, "2 parts nobody has been asked for"
    )
    assert rate_recommendation(Answer(parts=0)).reason == "every part of it is context, so nothing of it is tracked"


ratings = st.lists(st.sampled_from(ORDER).map(lambda brag: Rating(brag, "why")), max_size=6)


@given(ratings, st.sampled_from(ORDER), st.integers(0, 3))
def test_one_more_action_never_improves_what_is_rated(some, brag, holes):
    before = rate_recommendation(Answer(tuple(some), asks=6, holes=holes)).brag
    after = rate_recommendation(Answer((*some, Rating(brag, "why")), asks=6, holes=holes)).brag
    assert RANK[after] <= RANK[before]


@given(ratings, st.integers(0, 3), st.data())
def test_an_action_that_gets_worse_never_improves_the_whole(some, holes, data):
    live = [rating for rating in some if rating.brag != Brag.NONE]
    if not live:
        return
    at = data.draw(st.integers(0, len(live) - 1))
    worse = data.draw(st.sampled_from(ORDER[: RANK[live[at].brag] + 1]))
    changed = [*live[:at], Rating(worse, "why"), *live[at + 1 :]]
    before = rate_recommendation(Answer(tuple(live), asks=6, holes=holes)).brag
    after = rate_recommendation(Answer(tuple(changed), asks=6, holes=holes)).brag
    assert RANK[after] <= RANK[before]


@given(ratings, st.integers(0, 3), st.integers(0, 2))
def test_a_whole_always_has_a_reason(some, holes, unasked):
    answer = Answer(tuple(some), asks=3, holes=holes, unasked=unasked, parts=3)
    assert rate_part(answer).reason
    assert rate_recommendation(answer).reason


def test_the_worst_of_none_is_none_and_a_hole_is_grey():
    assert worst([]) is None
    assert worst([B, R, A]) == R
    assert worst([N, B]) == B
    assert rate_hole().brag == Brag.GREY
