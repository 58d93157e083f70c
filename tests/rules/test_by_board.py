"""Settings of one board: by which numbers an action is rated, and how that is said where boards differ."""

from datetime import date, timedelta

import pytest

from tests.rules.factories import TODAY, Book
from tracker.rules.by_board import id_of, in_force, kind_of, only_board, own
from tracker.rules.chasing import Chasing
from tracker.rules.proof import LeastRungs, least_of
from tracker.rules.records import Board, Setting
from tracker.rules.retention import Retention, rules_of
from tracker.rules.sight import Sight, seen
from tracker.rules.standing import build
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Brag, Rung, Status


def mine(book: Book, kind: str, board: str, text: str) -> None:
    book.add("settings", Setting(id_of(kind, board), text, board))


@pytest.fixture
def two() -> Book:
    """Two boards, each with a review and an action due in 40 days, spoken of today."""
    book = Book()
    for code, board in (("R1", "north"), ("R2", "south")):
        book.add("boards", Board(board, board.capitalize()))
        book.edit("reviews", book.review(code, published=date(2020, 1, 1)), board_id=board)
        book.recommendation(f"{code}:1", {"a": ["police"]})
        book.action(f"{code}-A1", "police", [f"{code}:1/a"], due=TODAY + timedelta(days=40), status=Status.IN_PROGRESS)
        book.edit("actions", f"{code}-A1", review_id=code)
    return book


def brags(standing):
    return {id_: rating.brag for id_, rating in standing.action_ratings.items()}


def test_an_action_is_rated_by_its_boards_thresholds_else_by_the_registers(two):
    assert brags(two.standing()) == {"R1-A1": Brag.GREEN, "R2-A1": Brag.GREEN}
    mine(two, "thresholds", "north", '{"due_soon_days": 60}')
    assert brags(two.standing()) == {"R1-A1": Brag.AMBER, "R2-A1": Brag.GREEN}
    two.thresholds('{"due_soon_days": 50}')
    assert brags(two.standing()) == {"R1-A1": Brag.AMBER, "R2-A1": Brag.AMBER}
    assert two.standing().thresholds == Thresholds(due_soon_days=50)


def test_lists_look_as_far_ahead_and_wait_as_long_as_each_board_says(two):
    mine(two, "thresholds", "north", '{"look_ahead_days": 60, "stale_days": 5}')
    now = two.standing()
    assert [file.action.id for file in now.due_soon] == ["R1-A1"]
    assert (now.days("look_ahead_days"), now.days("due_soon_days")) == ("28 or 60 days", "28 days")
    assert (now.furthest("look_ahead_days"), now.furthest("due_soon_days")) == (60, 28)
    later = build(two.register(), today=TODAY + timedelta(days=10))
    assert [file.action.id for file in later.stale] == ["R1-A1"]
    assert {id_: one.stale for id_, one in later.by_agency().items()} == {"police": 1}


def test_who_sees_one_board_reads_its_own_numbers_and_nothing_of_the_others(two):
    mine(two, "thresholds", "north", '{"look_ahead_days": 60}')
    mine(two, "thresholds", "south", '{"look_ahead_days": 7}')
    for board, days in (("north", "60 days"), ("south", "7 days")):
        register = seen(two.register(), Sight(unpublished=True, restricted=True, boards=frozenset({board})))
        standing = build(register, today=TODAY)
        assert set(register.settings) == {f"thresholds@{board}"}
        assert standing.days("look_ahead_days") == days and only_board(register) == board


def test_every_kind_of_setting_falls_back_to_the_general_one(two):
    assert rules_of(two.register(), Retention(9)) == {"R1": Retention(9), "R2": Retention(9)}
    mine(two, "retention", "north", Retention(20).to_json())
    mine(two, "assurance", "north", LeastRungs(policy=Rung.AUDIT).to_json())
    mine(two, "chasing", "north", Chasing(days_between=3).to_json())
    register = two.register()
    settings = register.settings
    assert rules_of(register, Retention(9)) == {"R1": Retention(20), "R2": Retention(9)}
    assert (least_of(register, "R1").policy, least_of(register, "R2")) == (Rung.AUDIT, LeastRungs())
    assert Chasing.from_settings(settings, "north").days_between == 3
    assert Chasing.from_settings(settings, "south") == Chasing.from_settings(settings) == Chasing()
    assert set(own(settings, "chasing")) == {"north"} and only_board(register) is None
    assert in_force(settings, "chasing", "south") is None and kind_of("chasing@north") == "chasing"
