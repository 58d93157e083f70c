"""A review that is not published: who has to agree before it goes out of sight, and who is told that it is missing."""

import pytest

from tests.pages.test_write_pages import board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tests.secret_things import DRAFT, SECRETS, unpublished
from tracker.commands import asks, people, recommendations, reviews
from tracker.queries.register import current
from tracker.queries.sights import sight_for
from tracker.queries.unseen import asked_unseen
from tracker.rules.sight import WHOLE
from tracker.rules.words import Publication, Role


def button(page, label):
    return next(b for b in page.button if b.label == label)


@pytest.fixture
def only_a_draft(board):  # noqa: F811
    """A draft review that asked the schools for the only thing they were ever asked for."""
    signed = board.signed()
    reviews.add(
        board.engine, code=DRAFT, board_id="southampton", kind="SCR", subject="Child Secretum", title="Secretum",
        **signed,
    )  # fmt: skip
    recommendations.add(
        board.engine, review_id=DRAFT, ref="1", title="Secretum one", text="Do secretum.", **board.signed()
    )
    (part,) = [p for p in board.register().parts.values() if p.recommendation_id == f"{DRAFT}:1"]
    people.give_role(board.engine, person_id="reader", role=Role.LEAD, agency_id="schools", **board.signed())
    asks.ask(board.engine, part_ids=[part.id], agency_id="schools", **board.signed())


def test_withholding_a_published_review_says_who_loses_sight_and_needs_a_yes(open_page, board):  # noqa: F811
    page = open_page("reviews", "manager", tab="reviews", do="state", review="SOTON-K")
    field(page, "radio", "From now on").set_value(Publication.WITHHELD).run()
    field(page, "text_input", "Why").set_value("The court asked for it.").run()
    assert button(page, "Set the publication state").disabled
    (sure,) = page.checkbox
    assert "Only the business manager and 0 named readers will see its" in sure.label
    assert "agency leads and deputies lose sight of theirs" in sure.label
    sure.check().run()
    press(page, "Set the publication state")
    assert current(board.engine, sight=WHOLE).reviews["SOTON-K"].state == Publication.WITHHELD
    assert "[Name its readers](reviews?tab=reviews&do=readers&review=SOTON-K)" in page.success[0].value


def test_publishing_a_draft_asks_for_no_such_yes(open_page, board):  # noqa: F811
    unpublished(board)
    page = open_page("reviews", "manager", tab="reviews", do="state", review=DRAFT)
    field(page, "radio", "From now on").set_value(Publication.PUBLISHED).run()
    assert not page.checkbox
    press(page, "Set the publication state")
    assert "Name its readers" not in page.success[0].value


def test_a_lead_who_is_not_named_is_told_that_something_is_missing_and_not_what(open_page, only_a_draft):  # noqa: F811
    page = open_page("my_agency", "reader", agency="schools")
    words = seen(page)
    assert "no open action that you may see" in page.title[0].value
    assert "ask the business manager to name you as its reader" in words
    assert "Nothing is asked of this agency" not in words
    for secret in (*SECRETS, "Secretum", DRAFT):
        assert secret not in words


def test_once_named_the_lead_is_told_no_more(open_page, board, only_a_draft):  # noqa: F811
    reviews.name_reader(board.engine, review_id=DRAFT, person_id="reader", **board.signed())
    page = open_page("my_agency", "reader", agency="schools")
    assert "that you may see" not in page.title[0].value
    assert "You do not see everything" not in seen(page)
    assert "Secretum" in seen(page)


def test_only_who_answers_for_the_agency_is_told(board, only_a_draft):  # noqa: F811
    told = {
        person: asked_unseen(board.engine, "schools", sight=sight_for(board.engine, person))
        for person in ("reader", "manager", "chair", "police-lead", "health-lead", None)
    }
    assert [person for person, yes in told.items() if yes] == ["reader"]
    assert not asked_unseen(board.engine, "police", sight=sight_for(board.engine, "reader"))


def test_giving_a_lead_says_which_review_they_have_to_be_named_for(open_page, board):  # noqa: F811
    unpublished(board)
    page = open_page("reviews", "manager", tab="people", do="give", person="reader")
    field(page, "selectbox", "Role").set_value("deputy")
    field(page, "selectbox", "Agency").set_value("police")
    press(page, "Give this role")
    said = page.success[0].value
    assert "**Given.** Deputy of an agency’s lead, Police." in said
    assert f"name them as reader too ([Child Secretum](reviews?tab=reviews&do=readers&review={DRAFT}))" in said
    page = open_page("reviews", "manager", tab="people", do="give", person="reader")
    field(page, "selectbox", "Role").set_value(Role.LEAD)
    field(page, "selectbox", "Agency").set_value("schools")
    press(page, "Give this role")
    assert "reader too" not in page.success[0].value
