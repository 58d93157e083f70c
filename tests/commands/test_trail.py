"""The trail cannot be forgotten, unsigned, passed by, or changed afterwards."""

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories_store import NOON
from tracker.commands import actions, agencies, downloads
from tracker.queries import history
from tracker.queries.standing import change_number
from tracker.queries.verifying import verify
from tracker.rules.errors import TrackerError, UnknownPersonError
from tracker.rules.records import Agency
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store import audit
from tracker.store.audit import UnsignedWriteError
from tracker.store.database import changing
from tracker.store.tables import AgencyRow, TrailRow, TrailValueRow

SIGNED = {"by": "system", "at": NOON, "door": Door.COMMAND_LINE}


def count(engine, row=TrailRow):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(row.__table__))


def test_if_the_trail_breaks_the_change_is_undone_too(ledger, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the trail is broken")

    monkeypatch.setattr(audit, "append", broken)
    with pytest.raises(RuntimeError, match="the trail is broken"):
        agencies.edit(ledger.engine, agency_id="police", name="Constabulary", **ledger.signed())
    monkeypatch.undo()
    assert ledger.register().agencies["police"].name == "Police"


def test_if_the_change_breaks_its_trail_is_undone_too(ledger):
    before = count(ledger.engine), count(ledger.engine, TrailValueRow)
    with (
        pytest.raises(ZeroDivisionError),
        changing(ledger.engine, verb="edit", **SIGNED) as work,
    ):
        work.allow("edit_register")
        work.change(work.get(Agency, "police"), name="Constabulary")
        work.flush()
        1 / 0  # noqa: B018  (the mistake)
    assert (count(ledger.engine), count(ledger.engine, TrailValueRow)) == before
    assert verify(ledger.engine).ok


def test_a_write_whose_right_was_not_asked_for_is_refused(store):
    with pytest.raises(UnsignedWriteError), changing(store, verb="add", **SIGNED) as work:
        work.add(Agency("a", "A", "A", "other"))
    assert count(store, AgencyRow) == 0


def test_a_session_without_a_signature_cannot_write(store):
    with pytest.raises(UnsignedWriteError), Session(store) as session, session.begin():
        session.add(AgencyRow(id="a", name="A", short_name="A", sector="other"))
    assert count(store, AgencyRow) == 0


@pytest.mark.parametrize(
    "statement",
    [sa.update(AgencyRow).values(name="All the same"), sa.delete(AgencyRow), sa.insert(AgencyRow)],
    ids=["update", "delete", "insert"],
)
def test_a_bulk_write_is_refused(ledger, statement):
    with pytest.raises(UnsignedWriteError), changing(ledger.engine, verb="edit", **SIGNED) as work:
        work.allow("edit_register")
        work.session.execute(statement)
    assert ledger.register().agencies["police"].name == "Police"


@pytest.mark.parametrize("table", ["trail", "trail_value"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_trail(ledger, table, statement):
    words = statement.format(table, "verb" if table == "trail" else "value")
    with pytest.raises(DBAPIError, match="append-only"), ledger.engine.begin() as connection:
        connection.exec_driver_sql(words)
    assert verify(ledger.engine).ok


def test_one_entry_for_each_field_that_changed_with_before_and_after(ledger):
    action = ledger.plan(lead="Sgt Smith")
    before = count(ledger.engine)
    actions.edit(
        ledger.engine, action_id=action.id, title="Train all", lead="Sgt Smith", **ledger.signed("police-lead")
    )
    (told,) = history.entries(ledger.engine, entity="action", entity_ids=[action.id], limit=1, sight=WHOLE)
    assert count(ledger.engine) == before + 1
    assert (told.field, json.loads(told.before), json.loads(told.after)) == ("title", "Train", "Train all")
    assert (told.by, told.role, told.verb, told.door) == ("police-lead", "lead", "edit_action", "browser")


def test_nothing_changed_leaves_nothing_on_the_trail(ledger):
    before = count(ledger.engine)
    agencies.edit(ledger.engine, agency_id="police", name="Police", **ledger.signed())
    assert count(ledger.engine) == before


def test_a_download_stands_on_the_chain_and_changes_nothing(ledger):
    before, number = count(ledger.engine), change_number(ledger.engine)
    downloads.note(ledger.engine, entity="evidence", id_="SOTON-K-A001-E1", **ledger.signed("reader"))
    assert count(ledger.engine) == before + 1
    assert change_number(ledger.engine) == number
    assert verify(ledger.engine).ok


@pytest.mark.parametrize("who", ["nobody", "", "\ud800", "a\0b"])
def test_somebody_unknown_can_sign_nothing(ledger, who):
    before = count(ledger.engine)
    with pytest.raises(UnknownPersonError):
        agencies.edit(ledger.engine, agency_id="police", name="X", **ledger.signed(who))
    assert count(ledger.engine) == before


@pytest.mark.parametrize("text", ["half a \ud83d character", "a\0b", "bell\a"])
def test_what_is_not_text_is_refused_and_nothing_is_kept(ledger, text):
    before = count(ledger.engine)
    for facts in ({"action_id": text, "title": "x"}, {"action_id": ledger.plan().id, "title": text}):
        with pytest.raises(TrackerError) as refused:
            actions.edit(ledger.engine, **facts, **ledger.signed())
        assert str(refused.value).isprintable()
    assert count(ledger.engine) > before  # the plan alone
