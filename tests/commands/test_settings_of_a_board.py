"""What one board sets for itself: by whom, for whom it counts, on which day, and what the trail says of it."""

from datetime import date

import pytest

from tests.factories_store import ledger  # noqa: F401  (fixture)
from tests.retention.closed import closed_review
from tracker.commands import boards, disposals, people, recommendations, reviews, settings
from tracker.queries import chasing, history, retention, trends
from tracker.queries.standing import standing
from tracker.rules.chasing import Chasing
from tracker.rules.errors import BadValueError, NotAllowedError, SignOffBlockedError, UnknownError
from tracker.rules.proof import LeastRungs
from tracker.rules.retention import Retention
from tracker.rules.sight import WHOLE, whole_of
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Brag, Publication, Role, Rung, Status
from tracker.store.database import for_board
from tracker.store.vault import Vault

A, B = "southampton", "northants"


@pytest.fixture
def two(ledger):  # noqa: F811
    """Two boards, each with a manager of its own, and Northants with a review of its own."""
    boards.add(ledger.engine, name="Northants", **ledger.signed())
    for name, board in (("Ann", A), ("Ben", B)):
        people.add(ledger.engine, name=name, **ledger.signed())
        people.give_role(
            ledger.engine, person_id=name.lower(), role=Role.ADMINISTRATOR, board_id=board, **ledger.signed()
        )  # fmt: skip
    reviews.add(
        ledger.engine, code="NORTH", board_id=B, kind="SCR", subject="Child N", title="Child N",
        state=Publication.PUBLISHED, **ledger.signed("ben"),
    )  # fmt: skip
    recommendations.add(ledger.engine, review_id="NORTH", ref="1", title="Train", text="Train.", **ledger.signed("ben"))
    return ledger


def soon(book, days, who, engine=None):
    return settings.set_thresholds(
        engine or book.engine, thresholds=Thresholds(due_soon_days=days), reason="Minute 4.", **book.signed(who)
    )


def test_a_boards_manager_sets_their_own_and_a_manager_of_all_the_general_ones(two):
    assert soon(two, 60, "ann").id == f"thresholds@{A}"
    assert soon(two, 20, "manager").id == "thresholds"
    assert soon(two, 50, "manager", for_board(two.engine, B)).id == f"thresholds@{B}"
    found = standing(two.engine, sight=WHOLE)
    assert found.thresholds_of("SOTON-K").due_soon_days == 60 and found.thresholds_of("NORTH").due_soon_days == 50
    assert found.thresholds.due_soon_days == 20


def test_another_boards_are_neither_set_nor_taken_away_nor_seen(two):
    soon(two, 60, "ann")
    with pytest.raises(NotAllowedError):
        soon(two, 5, "ben", for_board(two.engine, A))
    for facts in ({"board_id": A}, {}):
        with pytest.raises(UnknownError):
            settings.follow_general(two.engine, kind="thresholds", **facts, **two.signed("ben"))
    theirs = standing(two.engine, sight=whole_of(frozenset({B})))
    assert f"thresholds@{A}" not in theirs.register.settings
    assert standing(two.engine, sight=WHOLE).thresholds_of("SOTON-K").due_soon_days == 60


def test_who_manages_two_boards_says_for_which(two):
    people.give_role(two.engine, person_id="ann", role=Role.ADMINISTRATOR, board_id=B, **two.signed())
    with pytest.raises(BadValueError, match="choose for which board you act"):
        soon(two, 60, "ann")
    assert soon(two, 60, "ann", for_board(two.engine, B)).board_id == B


def test_a_rating_is_that_of_the_board_as_in_force_on_the_day(two):
    first, second, third = (date(2026, 5, day) for day in (4, 5, 6))
    two.on(first)
    action = two.plan("police", ["SOTON-K:1/a"], due=date(2026, 6, 15)).id
    two.to(action, Status.IN_PROGRESS)
    two.on(second)
    soon(two, 60, "ann")
    two.on(third)
    settings.follow_general(two.engine, kind="thresholds", reason="Minute 9.", **two.signed("ann"))
    days = (first, second, third)
    ratings = [standing(two.engine, day, sight=WHOLE).action_ratings[action] for day in days]
    assert [rating.brag for rating in ratings] == [Brag.GREEN, Brag.AMBER, Brag.GREEN]
    ribbon = trends.ribbon(two.engine, standing(two.engine, third, sight=WHOLE), "SOTON-K:1", sight=WHOLE)
    part_a = {stretch.since: stretch.rating.brag for stretch in ribbon if stretch.part_id == "SOTON-K:1/a"}
    assert part_a[second] == Brag.AMBER and part_a[third] != Brag.AMBER
    with pytest.raises(UnknownError):
        settings.follow_general(two.engine, kind="thresholds", **two.signed("ann"))


def test_only_what_a_board_may_have_of_its_own_can_be_given_back(two):
    with pytest.raises(BadValueError, match="thresholds, assurance, chasing and retention are"):
        settings.follow_general(two.engine, kind="papers", **two.signed("ann"))
    with pytest.raises(BadValueError, match="choose for which board you act"):
        settings.follow_general(two.engine, kind="thresholds", **two.signed("manager"))


def test_check_backs_are_set_by_the_boards_own_months(two):
    settings.set_thresholds(two.engine, thresholds=Thresholds(check_back_months=(3, 9)), **two.signed("ann"))
    action = two.plan("police", ["SOTON-K:1/a"]).id
    two.to(action, Status.ASSURED)
    found = {c.months for c in two.register().check_backs.values() if c.action_id == action}
    assert found == {3, 9}


def test_the_evidence_a_claim_needs_is_the_boards_own(two):
    settings.set_assurance(two.engine, least=LeastRungs(policy=Rung.AUDIT), **two.signed("ben"))
    register = two.register()
    assert LeastRungs.from_settings(register.settings, B).policy == Rung.AUDIT
    assert LeastRungs.from_settings(register.settings, A) == LeastRungs()


def test_messages_of_a_board_keep_its_own_days_between_two(two):
    settings.set_chasing(two.engine, chasing=Chasing(days_between=3), **two.signed("ann"))
    of = {board: chasing.chasing_of(standing(two.engine, sight=whole_of(frozenset({board})))) for board in (A, B)}
    assert (of[A].days_between, of[B]) == (3, Chasing())


def test_evidence_is_kept_for_the_years_of_its_own_board(two, tmp_path):
    closed_review(two, Vault(tmp_path / "evidence"))

    def of_k(sight=WHOLE):
        return next(one for one in retention.kept(two.engine, sight=sight) if one.review_id == "SOTON-K")

    assert len(of_k().due) == 2
    settings.set_retention(two.engine, retention=Retention(1), **two.signed("ben"))
    assert of_k().reason.startswith("closed 3 May 2017; kept 8 years")
    settings.set_retention(two.engine, retention=Retention(7), reason="Policy.", **two.signed("ann"))
    asked = disposals.ask(
        two.engine, review_id="SOTON-K", evidence=[one.id for one in of_k().due], reason="Over.", **two.signed("ann")
    )
    assert (asked.years, of_k().reason) == (7, "closed 3 May 2017; kept 7 years; due since 3 May 2024")
    settings.set_retention(two.engine, retention=Retention(25), reason="Policy.", **two.signed("ann"))
    for sight in (WHOLE, whole_of(frozenset({A}))):
        assert of_k(sight).due == () and "kept 25 years" in of_k(sight).reason
    with pytest.raises(SignOffBlockedError, match="kept 25 years"):
        disposals.agree(two.engine, disposal_id=asked.id, vault=Vault(tmp_path / "evidence"), **two.signed("manager"))


def test_the_trail_says_whose_it_is_to_its_own_board_and_to_no_other(two):
    soon(two, 60, "ann")
    told = {sight: [e for e in history.entries(two.engine, sight=sight) if e.entity == "setting"]
            for sight in (WHOLE, whole_of(frozenset({A})), whole_of(frozenset({B})))}  # fmt: skip
    assert [len(entries) > 0 for entries in told.values()] == [True, True, False]
    assert {e.entity_id for e in told[WHOLE]} == {f"thresholds@{A}"}


def test_one_store_with_one_board_is_as_ever(ledger):  # noqa: F811
    assert soon(ledger, 60, "manager").id == "thresholds"
    found = standing(ledger.engine, sight=WHOLE)
    assert found.own_thresholds == {} and found.days("due_soon_days") == "60 days"
