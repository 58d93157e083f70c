"""Before a workbook leaves: where it may identify somebody, and who may take it all the same. What is public."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.server.test_routes import (  # noqa: F401  (fixtures)
    COUNCIL,
    MANAGER,
    PART,
    POLICE,
    as_,
    downloads,
    engine,
    home,
    made,
    served,
    server,
)
from tracker import clock
from tracker.commands import actions, names
from tracker.queries import history
from tracker.queries.leaving import leaving
from tracker.queries.standing import standing
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store.database import going_on

BOOK = "/export/register.xlsx"


@pytest.fixture
def held(server, engine):  # noqa: F811  (fixtures)
    """A register with a postcode in one action of the police, let through when it was planned."""
    through = going_on(engine, "It was agreed so")
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    planned = actions.plan(through, part_ids=[PART], owner_id=POLICE, title="Visit SO14 7LT <b>weekly", **signed)
    return planned.id


def reasons(engine):  # noqa: F811
    return [
        (e.by, e.entity_id, e.reason) for e in history.entries(engine, sight=WHOLE, verb="go_on", newest_first=False)
    ][1:]


def test_a_workbook_that_may_identify_somebody_does_not_leave_and_says_where(server, engine, held, as_):  # noqa: F811
    answer = server.get(BOOK, **as_(MANAGER))
    assert answer.status == 409
    assert "In 1 place this workbook may identify a child or a family" in answer.text
    assert f'<a href="/my_agency?desk=owed&amp;action={held}">{held}</a>' in answer.text
    police = standing(engine, sight=WHOLE).register.agency_name(POLICE)
    assert f"{police}. A postcode in the action to take" in answer.text
    assert "An update that was sent cannot be edited" in answer.text
    assert "SO14 7LT" not in answer.text
    assert 'name="why"' in answer.text
    assert downloads(engine) == []


def test_with_a_reason_it_leaves_and_the_trail_says_why(server, engine, held, as_):  # noqa: F811
    answer = server.post(f"{BOOK}?agency={POLICE}", {"why": "For the court"}, **as_("cy-subgroup"))
    assert answer.status == 200, answer.text
    assert "It has left" in answer.text and "Your reason is on the record" in answer.text
    assert "Back to the workbook page" in answer.text and downloads(engine) == []
    address = answer.headers["refresh"].removeprefix("1; url=")
    book = server.get(address, **as_("cy-subgroup"))
    assert "Actions" in load_workbook(BytesIO(book.body)).sheetnames
    assert reasons(engine) == [("cy-subgroup", held, "For the court (let out: a postcode in the action to take)")]
    assert len(downloads(engine)) == 1
    assert verify(engine).ok
    assert server.get(f"{BOOK}?agency={POLICE}", **as_("cy-subgroup")).status == 409


def test_a_reason_lets_one_person_take_it_out_and_nobody_else(server, engine, held, as_):  # noqa: F811
    address = server.post(BOOK, {"why": "For the court"}, **as_(MANAGER)).headers["refresh"].removeprefix("1; url=")
    assert server.get(address, **as_("cy-subgroup")).status == 409
    engine.dispose()
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM trail WHERE verb = 'go_on'").scalar() == 2
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    through = going_on(engine, "Agreed so")
    actions.plan(through, part_ids=[PART], owner_id=POLICE, title="Ring 943 476 5919", **signed)
    assert server.get(address, **as_(MANAGER)).status == 409


def test_a_place_is_named_by_its_title_where_that_holds_nothing(server, engine, held, as_):  # noqa: F811
    names.add(engine, name="Audit It", by=MANAGER, at=clock.now(), door=Door.COMMAND_LINE)
    found = leaving(engine, standing(engine, sight=WHOLE))
    answer = server.get(BOOK, **as_(MANAGER))
    for place in found:
        assert place.id in answer.text
    assert "Audit it" not in answer.text


@pytest.mark.parametrize(
    ("why", "words"), [("", "Why it must stay is empty"), ("They live in SO14 7LT", "holds a postcode")]
)
def test_a_reason_that_is_none_or_names_somebody_is_asked_for_again(server, engine, held, why, words, as_):  # noqa: F811
    answer = server.post(BOOK, {"why": why}, **as_(MANAGER))
    assert answer.status == 409
    assert words in answer.text
    assert (reasons(engine), downloads(engine)) == ([], [])


@pytest.mark.parametrize("who", ["asha-police", "flo-b-reader", "ed-auditor"])
def test_whoever_may_not_let_it_leave_is_told_whom_to_ask(server, engine, held, who, as_):  # noqa: F811
    answer = server.get(BOOK, **as_(who))
    assert (answer.status, "<form" in answer.text) == (409, False)
    assert "ring the business manager" in answer.text
    assert server.post(BOOK, {"why": "I want it"}, **as_(who)).status == 403
    assert downloads(engine) == []


def test_a_form_from_elsewhere_lets_nothing_leave(server, engine, held, as_):  # noqa: F811
    answer = server.post(BOOK, {"why": "x"}, **as_(MANAGER), headers={"Origin": "https://evil.example.org"})
    assert answer.status == 403
    assert server.post(BOOK, {"why": "x" * 50_000}, **as_(MANAGER)).status == 413
    assert (reasons(engine), downloads(engine)) == ([], [])


def test_another_agencys_workbook_leaves_at_once(server, engine, held, as_):  # noqa: F811
    assert server.get(f"{BOOK}?agency={COUNCIL}", **as_("ben-council")).status == 200


def test_the_list_is_fifty_long_at_most(server, engine, held, as_):  # noqa: F811
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    through = going_on(engine, "Agreed so")
    for n in range(55):  # one more is held already
        actions.plan(through, part_ids=[PART], owner_id=POLICE, title=f"Visit {n}: SO14 7LT", **signed)
    answer = server.get(BOOK, **as_(MANAGER))
    assert answer.text.count("<li>") == 50
    assert "And 6 more places like these." in answer.text


def test_a_register_is_looked_through_once_until_it_or_the_list_of_names_changes(engine, held, monkeypatch):  # noqa: F811
    from tracker.queries import leaving as room

    asked = []
    real = room.places
    monkeypatch.setattr(room, "places", lambda register, known: asked.append(known) or real(register, known))
    for _ in range(3):
        assert len(leaving(engine, standing(engine, sight=WHOLE))) == 1
    names.add(engine, name="Audit It", by=MANAGER, at=clock.now(), door=Door.COMMAND_LINE)
    assert len(leaving(engine, standing(engine, sight=WHOLE))) == 2
    assert asked == [(), ("Audit It",)]


# ---- the published view


def test_the_published_view_is_for_everybody_who_may_read_and_is_noted(server, engine, held, as_):  # noqa: F811
    answer = server.get("/export/published.xlsx", **as_("flo-b-reader"))
    assert answer.status == 200, answer.text
    assert "Recommendations as published" in answer.headers["content-disposition"]
    cells = [str(c.value) for row in load_workbook(BytesIO(answer.body)).active.iter_rows() for c in row if c.value]
    assert any("police" in cell.lower() for cell in cells)
    assert not any("Visit" in cell or "SO14" in cell or "Audit it" in cell for cell in cells)
    ((by, entity, what),) = downloads(engine)
    assert (by, entity) == ("flo-b-reader", "workbook")
    assert what.startswith("Recommendations as published, ")
    assert server.get("/export/published.xlsx", **as_("hal-nothing")).status == 403
    assert server.get("/export/published.xlsx?as_at=soon", **as_(MANAGER)).status == 400
