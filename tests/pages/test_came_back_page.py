"""A lesson that came back, opened as those who may decide in a meeting and those who may not."""

import pytest

from tests.pages.test_write_pages import board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import agendas, meetings, recommendations, reviews, themes
from tracker.queries.agendas import suggested
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, DecisionKind, Publication, Status

OLD, NEW = "SOTON-K:1", "SOTON-L:1"


@pytest.fixture
def returned(board):  # noqa: F811
    """Child L asks again for what was assured for Child K; a meeting is held today."""
    parts = ("SOTON-K:1/a", "SOTON-K:1/b")
    board.mine = board.to(board.plan(part_ids=parts).id, Status.ASSURED).id
    board.to(board.plan("health", part_ids=parts).id, Status.ASSURED)
    board.on(clock.today())
    reviews.add(
        board.engine, code="SOTON-L", board_id="southampton", kind="LCSPR", subject="Child L", title="Child L",
        published_on=clock.today(), state=Publication.PUBLISHED, **board.signed(),
    )  # fmt: skip
    text = "Train everybody. Audit the training once more."
    recommendations.add(board.engine, review_id="SOTON-L", ref="1", title="Train", text=text, **board.signed())
    themes.add_theme(board.engine, name="Training", definition="It is taught.", cue_words=["train"], **board.signed())
    for id_ in (OLD, NEW):
        themes.confirm(board.engine, recommendation_id=id_, theme_id="training", **board.signed())
    board.meeting = meetings.hold(
        board.engine, board_id="southampton", held_on=clock.today(), title="Subgroup", **board.signed("chair")
    ).id
    return board


def test_it_is_listed_with_how_it_was_ended_and_as_a_suggestion(returned, open_page):  # noqa: F811
    text = seen(open_page("themes", "reader", view="back"))
    assert "1 recommendation asks again for what was ended before; none decided by a meeting" in text
    page = open_page("themes", "reader", view="back", again=NEW, earlier=OLD)
    assert "You may not record a meeting" in seen(page)
    assert not [b for b in page.button if b.label.startswith("Record")]


def test_a_meeting_decides_on_the_page_and_the_action_is_owed_again(returned, open_page):  # noqa: F811
    page = open_page("themes", "chair", view="back", again=NEW, earlier=OLD)
    press(page, "Record: the same lesson")
    assert "**Not recorded.**" in page.error[0].value
    field(page, "text_area", "Why is it the same lesson").set_value("Nobody was trained.")
    field(page, "multiselect", "What is owed again").set_value([returned.mine])
    press(page, "Record: the same lesson")
    assert returned.action(returned.mine).status == Status.REOPENED
    (made,) = returned.register().decisions.values()
    assert (made.kind, made.about, made.made) == (DecisionKind.SAME_LESSON, NEW, OLD)
    assert "1 decided by a meeting" in seen(page)


def test_the_room_shows_the_earlier_one_and_decides(returned, open_page):  # noqa: F811
    items = [s for s in suggested(returned.engine, returned.meeting, sight=WHOLE) if s.kind == AgendaKind.RECURRENCE]
    (item,) = agendas.make(returned.engine, meeting_id=returned.meeting, items=items, **returned.signed("chair"))
    page = open_page("meeting", "chair", meeting=returned.meeting, view="room", item="1")
    assert "Asked for before" in [h.value for h in (*page.header, *page.subheader)]
    press(page, "The same lesson")
    field(page, "text_area", "Why is it the same lesson").set_value("Nobody was trained.")
    press(page, "Record: the same lesson")
    (made,) = returned.register().decisions.values()
    assert (made.item_id, made.made) == (item.id, OLD)
    assert returned.action(returned.mine).status == Status.ASSURED


def test_either_recommendation_names_the_other(returned, open_page):  # noqa: F811
    assert "It asks again for Child K" in seen(open_page("recommendation", "reader", id=NEW))
    assert "asked for it again" in seen(open_page("recommendation", "reader", id=OLD))
