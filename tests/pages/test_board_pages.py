"""Pages where there are several boards: whose things they show, acting for one of them, and a line a board."""

from datetime import date

import pytest

from tests.pages.test_write_pages import board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tracker.commands import actions, asks, boards, people, recommendations, reviews
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Publication, Role
from tracker.ui.pages import PAGES

OURS, THEIRS = ("Child K", "Train officers", "Speak up"), ("Child Northern", "Ask every child", "Write it down")
ADDRESS = {"recommendation": {"id": "SOTON-K:1"}}


@pytest.fixture
def two(board):  # noqa: F811
    """Southampton with an action, Northants with a review of its own, and ben, its business manager."""
    engine = board.engine
    board.plan(title="Train officers", due=date(2026, 1, 20))
    boards.add(engine, name="Northants", **board.signed())
    people.add(engine, name="Ben", **board.signed())
    people.give_role(engine, person_id="ben", role=Role.ADMINISTRATOR, board_id="northants", **board.signed())
    reviews.add(
        engine, code="NOR-1", board_id="northants", kind="SCR", subject="Child Northern", title="Child Northern",
        state=Publication.PUBLISHED, **board.signed("ben"),
    )  # fmt: skip
    made = recommendations.add(
        engine, review_id="NOR-1", ref="1", title="Ask every child", text="Train everybody. Audit the training.",
        **board.signed("ben"),
    )  # fmt: skip
    part = next(p.id for p in board.register().parts.values() if p.recommendation_id == made.id)
    asks.ask(engine, part_ids=[part], agency_id="police", **board.signed("ben"))
    actions.plan(
        engine, part_ids=[part], owner_id="police", title="Write it down", due=date(2026, 1, 20), **board.signed("ben")
    )  # fmt: skip
    return board


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_no_page_draws_anything_of_another_board(two, open_page, page):  # noqa: F811
    words = seen(open_page(page.file, "ben", **ADDRESS.get(page.file, {})))
    assert [piece for piece in OURS if piece in words] == []


def test_the_overview_has_a_line_a_board_and_opens_each(two, open_page):  # noqa: F811
    words = seen(open_page("overview", "manager"))
    assert "Board by board" in words
    assert "board=northants" in words and "board=southampton" in words
    assert "Child Northern" in words and "Child K" in words


def test_who_acts_for_one_board_sees_that_one_and_is_told_so(two, open_page):  # noqa: F811
    words = seen(open_page("overview", "manager", board="northants"))
    assert "You act for **Northants** only" in words
    assert "Child Northern" in words and "Child K" not in words and "Board by board" not in words


@pytest.mark.parametrize("asked", ["southampton", "nowhere"])
def test_a_board_in_the_address_that_is_not_theirs_changes_nothing(two, open_page, asked):  # noqa: F811
    words = seen(open_page("overview", "ben", board=asked))
    assert "You act for" not in words and "Child K" not in words


def test_other_boards_recommendations_are_held_beside_ones_own_and_nothing_else_of_theirs(two, open_page):  # noqa: F811
    words = seen(open_page("themes", "ben", view="elsewhere"))
    assert "Southampton, Child K" in words and "Train and audit" in words and "Ask every child" in words
    assert "Train officers" not in words


def test_a_role_is_given_for_a_board_on_the_page_of_people(two, open_page):  # noqa: F811
    app = open_page("reviews", "manager", tab="people", person="reader", do="give")
    field(app, "selectbox", "Role").select(Role.AUDITOR)
    field(app, "selectbox", "Board").select("northants")
    press(app, "Give this role")
    held = current(two.engine, sight=WHOLE).person_roles["reader/auditor@northants"]
    assert held.board_id == "northants"
