"""A fresh register: whose it is, who keeps it, and the agencies with their leads; on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime

import pytest

from tracker.commands import actions, asks, beginning, first_data, recommendations, reviews
from tracker.queries.register import current
from tracker.rules.agency_lines import agency_lines
from tracker.rules.errors import EmptyValueError, UnknownError
from tracker.rules.first_steps import first_steps, next_step, unasked, unplanned
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Publication, Role
from tracker.store.database import SYSTEM
from tracker.street import street

ME = "business-manager"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIGNED = {"by": ME, "at": NOW, "door": Door.BROWSER}


@pytest.fixture
def fresh(store):
    """A register as `tracker serve` makes it for the first time."""
    first_data.load(store, street() / "data", by=SYSTEM, at=NOW, door=Door.COMMAND_LINE)
    return store


def read(store):
    return current(store, sight=WHOLE)


def step(store):
    found = next_step(first_steps(read(store)))
    return found.key if found else None


def set_up(store, **more):
    facts = {"board": "Anytown Safeguarding Partnership", "name": "Ann Bell", **SIGNED, **more}
    return beginning.set_up(store, **facts)


def review(store, board_id):
    return reviews.add(
        store, code="ANY-A", board_id=board_id, kind="LCSPR", subject="Child A", title="Child A",
        state=Publication.PUBLISHED, **SIGNED,
    )  # fmt: skip


def test_the_steps_are_done_when_the_register_says_so(fresh):
    assert step(fresh) == "board"
    board = set_up(fresh)
    assert step(fresh) == "review"
    review(fresh, board.id)
    assert step(fresh) == "review", "a review without a recommendation is nothing to go on with"
    for ref, to in (("1", ("Anytown Police",)), ("2", ("the Board",)), ("3", ())):
        recommendations.add(fresh, review_id="ANY-A", ref=ref, title=ref, text=ref, addressed_to=to, **SIGNED)
    assert step(fresh) == "agencies"
    beginning.add_agencies(fresh, agencies=agency_lines("Anytown Police; Asha Patel; asha@any.example"), **SIGNED)
    addressed = {one.words: one.agency_id for one in unasked(read(fresh))}
    assert addressed == {"Anytown Police": "anytown-police", "Board": board.agency_id, "": None}
    asks.ask_several(fresh, wanted={"anytown-police": ["ANY-A:1/"]}, **SIGNED)
    assert step(fresh) == "owners"
    waiting = unplanned(read(fresh))
    assert [ask.agency_id for ask in waiting] == ["anytown-police"]
    actions.plan(
        fresh, part_ids=[waiting[0].part_id], owner_id="anytown-police", title="Train", due=date(2026, 9, 1), **SIGNED
    )
    assert step(fresh) == "workbooks" and not unplanned(read(fresh))


def test_a_board_that_is_here_already_is_not_put_in_twice(fresh):
    before = len(read(fresh).boards)
    board = set_up(fresh, board="southampton local safeguarding children board", email="ann@any.example")
    assert board.id == "southampton-lscb" and len(read(fresh).boards) == before
    assert (read(fresh).people[ME].name, read(fresh).people[ME].email) == ("Ann Bell", "ann@any.example")
    assert step(fresh) == "review"


@pytest.mark.parametrize("missing", ["board", "name"])
def test_neither_a_board_nor_a_person_is_without_a_name(fresh, missing):
    with pytest.raises(EmptyValueError):
        set_up(fresh, **{missing: " "})
    assert read(fresh).people[ME].name == "Business manager" and step(fresh) == "board"


def test_agencies_are_added_once_and_those_that_are_here_get_their_lead(fresh):
    before = read(fresh)
    text = "Hampshire Constabulary; Asha Patel; asha@any.example\nAnytown Homes; Asha Patel; ASHA@any.example"
    known = {a.name for a in before.agencies.values()}
    for _ in range(2):
        beginning.add_agencies(fresh, agencies=agency_lines(text), **SIGNED)
    after = read(fresh)
    assert {a.name for a in after.agencies.values()} == known | {"Hampshire Constabulary", "Anytown Homes"}
    leads = [r for r in after.person_roles.values() if r.role == Role.LEAD]
    assert {r.person_id for r in leads} == {"asha-patel"} and len(leads) == 2


def test_several_are_asked_together_or_nobody(fresh):
    part = next(iter(read(fresh).parts))
    before = len(read(fresh).asks)
    with pytest.raises(UnknownError):
        asks.ask_several(fresh, wanted={"southampton-scp": [part], "nobody": [part]}, **SIGNED)
    assert len(read(fresh).asks) == before
    with pytest.raises(EmptyValueError):
        asks.ask_several(fresh, wanted={}, **SIGNED)
