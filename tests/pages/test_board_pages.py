"""Pages where there are several boards: whose things they show, acting for one of them, and a line a board."""

from datetime import date

import pytest

from tests.pages.test_write_pages import board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tests.retention.closed import SAID, closed_review
from tracker.commands import actions, asks, boards, people, recommendations, reviews
from tracker.queries.boards import elsewhere
from tracker.queries.register import current
from tracker.queries.sights import sight_for
from tracker.rules.sight import WHOLE
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Publication, Role, Status
from tracker.store.vault import Vault
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


@pytest.fixture
def closed_before(two, tmp_path):
    """Southampton closed both its recommendations in 2017; Northants published the same request years later."""
    two.to("SOTON-K-A001", Status.ASSURED)
    closed_review(two, Vault(tmp_path / "evidence"))
    reviews.edit(two.engine, review_id="NOR-1", published_on=date(2025, 2, 3), **two.signed("ben"))
    return two


def test_a_lesson_that_another_board_had_closed_is_marked_as_theirs_with_what_is_published(closed_before, open_page):  # noqa: F811
    words = seen(open_page("themes", "ben", view="back"))
    assert "Another board’s" in words and "Train and audit" in words and "Southampton, Child K, 2015" in words
    for theirs in ("2017", "closed on", "Train officers", "Audit of ten files", SAID, "manager", "Police"):
        assert theirs not in words
    assert "Another board’s" in seen(open_page("recommendation", "ben", id="NOR-1:1"))
    both = seen(open_page("themes", "ben", view="back", again="NOR-1:1", earlier="SOTON-K:1"))
    assert both.count("Train everybody.") == 2 and "2017" not in both and "Another board’s" in both


def test_what_is_not_published_or_not_closed_or_not_earlier_did_not_come_back(closed_before, open_page):  # noqa: F811
    def returned():
        return elsewhere(closed_before.engine, sight=sight_for(closed_before.engine, "ben")).returned

    assert {(one.recommendation, one.earlier) for one in returned()} == {("NOR-1:1", "SOTON-K:1")}
    assert all(one.ending is None for one in returned())
    reviews.edit(closed_before.engine, review_id="NOR-1", published_on=date(2014, 2, 3), **closed_before.signed("ben"))
    assert returned() == ()
    reviews.edit(closed_before.engine, review_id="NOR-1", published_on=date(2025, 2, 3), **closed_before.signed("ben"))
    reviews.set_state(
        closed_before.engine, review_id="SOTON-K", state=Publication.WITHDRAWN, reason="The family asked.",
        **closed_before.signed(),
    )  # fmt: skip
    assert returned() == ()
    assert "Another board’s" not in seen(open_page("themes", "ben", view="back"))


def test_who_sees_every_board_has_it_among_their_own_with_all_of_it(closed_before, open_page):  # noqa: F811
    words = seen(open_page("themes", "manager", view="back"))
    assert "Another board’s" not in words and "Asked before by other boards" not in words and "2017" in words


def test_thresholds_are_shown_and_set_for_the_board_that_one_acts_for(two, open_page):  # noqa: F811
    words = seen(open_page("reviews", "manager", tab="thresholds"))
    assert "These hold for every board, and none has set its own." in words
    app = open_page("reviews", "ben", tab="thresholds")
    assert "**Northants** has set none of its own: the general ones hold." in seen(app)
    field(app, "number_input", "Days before the due date").set_value(60)
    press(app, "Set these thresholds")
    settings = current(two.engine, sight=WHOLE).settings
    assert Thresholds.from_settings(settings, "northants").due_soon_days == 60
    assert Thresholds.from_settings(settings) == Thresholds()
    words = seen(open_page("reviews", "manager", tab="thresholds"))
    assert "Northants" in words and "board=northants" in words and "28 days" in words
    app = open_page("reviews", "manager", tab="thresholds", board="northants")
    assert "**Northants** has set its own." in seen(app) and "60 days" in seen(app)
    press(app, "Follow the general ones")
    assert Thresholds.from_settings(current(two.engine, sight=WHOLE).settings, "northants") == Thresholds()


@pytest.mark.parametrize(
    ("page", "address", "verb"),
    [
        ("retention", {"view": "years"}, "Set the years"),
        ("verification", {"view": "needed"}, "Set this"),
        ("chase", {"view": "settings"}, "Set these"),
    ],
)
def test_every_other_setting_of_a_board_is_set_by_its_own_manager(two, open_page, page, address, verb):  # noqa: F811
    app = open_page(page, "ben", **address)
    assert "**Northants** has set none of its own: the general ones hold." in seen(app)
    press(app, verb)
    made = [one for one in current(two.engine, sight=WHOLE).settings.values() if one.board_id]
    assert [one.board_id for one in made] == ["northants"]
    press(open_page(page, "ben", **address), "Follow the general ones")
    assert [one for one in current(two.engine, sight=WHOLE).settings.values() if one.board_id] == []
