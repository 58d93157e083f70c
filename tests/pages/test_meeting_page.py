"""The meeting's views for every role: who decides, who reads only; and a past day shows no form."""

from datetime import date

import pytest

from tests.pages.test_write_pages import DUE, board, open_page, press, seen  # noqa: F401  (fixtures)
from tracker.commands import agendas, decisions, meetings
from tracker.queries.agendas import suggested
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, DecisionKind, Status

EVERYBODY = ("manager", "chair", "scrutineer", "police-lead", "board-lead", "reader")
DECIDE = ("manager", "chair")
DAY = date(2026, 2, 3)
VIEWS = ("agenda", "room", "minutes", "paper")
FORMS = (
    "Minute",
    "Note",
    "Assure",
    "Return",
    "Escalate",
    "End the",
    "Save who",
    "Change this",
    "Add",
    "Put it",
    "Make",
)


@pytest.fixture
def meeting(board):  # noqa: F811
    """A meeting of today with a claim and a word of its own on the agenda, and one minute."""
    board.to(board.plan(due=DUE).id, Status.CLAIMED)
    board.on(DAY)
    made = meetings.hold(
        board.engine, board_id="southampton", held_on=DAY, title="Subgroup", begins="10:00",
        **board.signed("chair"),
    )  # fmt: skip
    agendas.make(
        board.engine, meeting_id=made.id, items=suggested(board.engine, made.id, sight=WHOLE), **board.signed("chair")
    )
    agendas.add(board.engine, meeting_id=made.id, title="Any other business?", **board.signed("chair"))
    decisions.note(board.engine, meeting_id=made.id, text="We thank the police.", **board.signed("chair"))
    return made


def forms(page):
    return [one.label for one in page.button if one.label.startswith(FORMS)]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("person", EVERYBODY)
def test_every_view_opens_and_only_those_who_decide_find_a_form(open_page, meeting, person, view):  # noqa: F811
    page = open_page("meeting", person, meeting=meeting.id, view=view)
    assert page.title[0].value
    if person not in DECIDE:
        assert forms(page) == []
    elif view != "paper":
        assert forms(page)
    if view == "minutes":
        assert "We thank the police." in seen(page)


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_list_of_meetings_opens_for_everybody(open_page, meeting, person):  # noqa: F811
    page = open_page("meeting", person)
    assert page.title[0].value
    assert bool([b for b in page.button if b.label.startswith("Enter")]) == (person in DECIDE)


@pytest.mark.parametrize("view", VIEWS)
def test_a_past_day_shows_no_form(open_page, meeting, view):  # noqa: F811
    page = open_page("meeting", "manager", meeting=meeting.id, view=view, as_at=DAY.isoformat())
    assert "Subgroup" in seen(page)
    assert forms(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_meeting_that_nobody_knows_gets_a_sentence(open_page, meeting, view):  # noqa: F811
    page = open_page("meeting", "manager", meeting="M-1999", view=view, item="٣")
    assert "No such meeting" in seen(page)


def test_an_item_about_no_action_says_its_reason_once(open_page, board, meeting):  # noqa: F811
    items = current(board.engine, sight=WHOLE).agenda_of[meeting.id]
    first = next(n for n, one in enumerate(items, start=1) if one.kind == AgendaKind.CHANGED)
    why = (items[first - 1].why or "").split(";")[0]
    said = seen(open_page("meeting", "manager", meeting=meeting.id, view="room", item=str(first)))
    assert why and said.count(why) == 1


def test_what_somebody_else_settled_meanwhile_keeps_the_form_and_says_so(open_page, board, meeting):  # noqa: F811
    claim = next(
        one for one in current(board.engine, sight=WHOLE).agenda_of[meeting.id] if one.kind == AgendaKind.CLAIM
    )
    page = press(open_page("meeting", "chair", meeting=meeting.id, view="room", item=claim.id), "Assure")
    decisions.return_claim(
        board.engine, meeting_id=meeting.id, action_id=claim.about, item_id=claim.id, reason="Too few files.",
        **board.signed("manager"),
    )  # fmt: skip
    said = seen(page.run())
    assert "Somebody was first" in said and "Too few files." in said and "recorded by Manager" in said
    assert "Not assured" in seen(press(page, "Record: assured"))
    assert [one.kind for one in current(board.engine, sight=WHOLE).decisions_of[meeting.id]] == [
        DecisionKind.NOTE, DecisionKind.RETURN
    ]  # fmt: skip
