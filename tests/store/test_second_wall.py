"""PostgreSQL's own wall between boards: what the database lets a transaction see and change, whatever is asked of it.

Two boards, each with a review and what hangs on it; the database is signed in to as a role that owns it and is no
superuser.
"""

from contextlib import suppress
from datetime import date, timedelta

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url

from tests.factories_store import Ledger, fresh_postgres, fresh_sqlite
from tracker.commands import (
    actions,
    asks,
    boards,
    chases,
    evidence,
    meetings,
    people,
    recommendations,
    reviews,
    updates,
)
from tracker.queries.register import current
from tracker.rules.errors import NotAllowedError, TrackerError
from tracker.rules.records import Action, Evidence, Recommendation
from tracker.rules.sight import WHOLE
from tracker.rules.words import Publication, Role, Rung
from tracker.store import second_wall
from tracker.store.database import changing
from tracker.store.engine import engine_for, reading
from tracker.store.tables import BY_RECORD, ActionRow, TrailRow

A, B = "southampton", "northants"
SECRET = "zx-of-northants"
"""A word that stands in every text of the second board."""
EVERYWHERE = sorted(TrailRow.metadata.tables)


def furnish(book: Ledger) -> None:
    """A second board, a manager of each, and of the second one thing of many kinds."""
    engine = book.engine
    boards.add(engine, name="Northants", **book.signed("system"))
    for board in (A, B):
        person = people.add(engine, name=f"Manager of {board}", **book.signed("system"))
        people.give_role(engine, person_id=person.id, role=Role.ADMINISTRATOR, board_id=board, **book.signed("system"))

    def by_them():
        return book.signed(f"manager-of-{B}")

    reviews.add(
        engine, code="OPEN", board_id=B, kind="LCSPR", subject=SECRET, title=SECRET, state=Publication.PUBLISHED,
        **by_them(),
    )  # fmt: skip
    recommendations.add(engine, review_id="OPEN", ref="1", title=SECRET, text=f"Do {SECRET}.", **by_them())
    asks.ask(engine, part_ids=["OPEN:1/"], agency_id="police", **by_them())
    action = actions.plan(
        engine, part_ids=["OPEN:1/"], owner_id="police", title=SECRET, due=date(2026, 2, 1), **by_them()
    )
    updates.say(engine, action_id=action.id, narrative=SECRET, **by_them())
    evidence.attach_statement(
        engine, action_id=action.id, title=SECRET, statement=SECRET, rung=Rung.DOCUMENT, **by_them()
    )
    meetings.hold(engine, board_id=B, held_on=book.now.date() + timedelta(days=9), title=SECRET, **by_them())
    chases.record(engine, agency_id="police", text=SECRET, listed=[action.id], **by_them())
    book.plan(title="Train")


@pytest.fixture(scope="module")
def furnished(pg_database):
    book = Ledger(fresh_postgres(pg_database, furnished=True))
    furnish(book)
    yield book
    book.engine.dispose()


@pytest.fixture
def divided(furnished):
    """Two boards; what a test does in them stays, so it changes nothing that another counts."""
    return furnished


def as_of_a(book, verb="edit_action"):
    """A transaction that the first board's manager signs."""
    return changing(book.engine, verb=verb, **book.signed(f"manager-of-{A}"))


def texts(connection, table):
    """Everything that a table shows, as one text."""
    return " ".join(connection.scalars(sa.text(f"SELECT t::text FROM {table} t")))


def counted(book):
    """How many rows each table has, as the tracker itself sees them."""
    with reading(book.engine) as connection:
        return {one: connection.scalar(sa.text(f"SELECT count(*) FROM {one}")) for one in second_wall.WALLED}


def test_every_table_is_on_one_side_of_the_wall_by_name():
    assert set(second_wall.WALLED) | second_wall.OPEN == set(EVERYWHERE)
    assert not set(second_wall.WALLED) & second_wall.OPEN


def test_the_wall_stands_around_every_table_that_is_named(divided):
    with reading(divided.engine) as connection:
        assert second_wall.why_not(connection) is None


def test_raw_sql_in_a_bound_transaction_sees_nothing_of_another_board(divided):
    """Every table, with no filter at all. Where a word is that the tracker itself sees, the bound one does not."""
    whole, bound = {}, {}
    with reading(divided.engine) as connection:
        for table in second_wall.WALLED:
            whole[table] = texts(connection, table)
    with as_of_a(divided) as work:
        connection = work.session.connection()
        for table in second_wall.WALLED:
            bound[table] = texts(connection, table)
        assert work.all(Action) and {row.review_id for row in work.all(Action)} == {"SOTON-K"}
        assert {row.review_id for row in work.all(Recommendation)} == {"SOTON-K"}
    told = {table for table, said in whole.items() if SECRET in said}
    assert {"review", "recommendation", "action", "action_update", "evidence", "meeting", "chase"} <= told
    assert "trail_value" in told
    assert not [table for table, said in bound.items() if SECRET in said]
    assert not [table for table, said in bound.items() if "OPEN" in said]
    assert "SOTON-K" in bound["action"] and "Train" in bound["action"]


def test_raw_sql_in_a_bound_transaction_changes_and_takes_out_nothing_of_another_board(divided):
    """UPDATE and DELETE of every row of every table, with the reading wall lifted: the writing wall alone must hold.
    What is the signer's own is changed, and comes back when the transaction is undone."""
    tables = [one for one in second_wall.WALLED if one not in ("trail", "trail_value")]
    touched = {}
    keys = {one: next(iter(TrailRow.metadata.tables[one].primary_key)).name for one in tables}
    with suppress(_Undone), as_of_a(divided) as work:
        work.allow("edit_register")
        connection = work.session.connection()
        with second_wall.everywhere(work.session):
            for table in tables:
                for statement in (f"UPDATE {table} SET {keys[table]} = {keys[table]}", f"DELETE FROM {table}"):
                    with connection.begin_nested() as savepoint:
                        found = connection.scalars(sa.text(f"{statement} RETURNING {table}::text"))
                        touched[statement] = " ".join(found)
                        savepoint.rollback()
        raise _Undone
    assert not [statement for statement, rows in touched.items() if SECRET in rows or "OPEN" in rows or B in rows]
    assert "Train" in touched["UPDATE action SET id = id"], (
        "the signer's own is changed: the wall is not one around all"
    )
    assert "Train" in touched["DELETE FROM action"]


class _Undone(Exception):
    """Ends a transaction that nothing is to remain of."""


PUT_IN = {
    "review": "INSERT INTO review (id, version, board_id, kind, subject, title, state)"
    " VALUES ('ZX', 1, 'northants', 'LCSPR', 's', 't', 'draft')",
    "recommendation": "INSERT INTO recommendation (id, version, review_id, ref, position, level, title, text,"
    " addressed_to) VALUES ('OPEN:9', 1, 'OPEN', '9', 9, 'overview', 't', 't', '[]')",
    "part": "INSERT INTO part (id, version, recommendation_id, label, position, text)"
    " VALUES ('OPEN:1/z', 1, 'OPEN:1', 'z', 9, 't')",
    "action_update": "INSERT INTO action_update (id, version, action_id, said_on, said_by, narrative)"
    " VALUES ('U99', 1, 'OPEN-A001', '2026-01-01', 'x', 't')",
    "meeting": "INSERT INTO meeting (id, version, board_id, held_on, title, present, apologies)"
    " VALUES ('M99', 1, 'northants', '2026-01-01', 't', '[]', '[]')",
    "person_role": "INSERT INTO person_role (id, version, person_id, role, deputy, board_id)"
    " VALUES ('manager/reader@northants', 1, 'manager', 'reader', false, 'northants')",
    "setting": "INSERT INTO setting (id, version, value) VALUES ('zx', 1, '{}')",
}


@pytest.mark.parametrize("table", PUT_IN)
def test_raw_sql_in_a_bound_transaction_puts_nothing_into_another_board(divided, table):
    before = counted(divided)
    with pytest.raises(NotAllowedError), as_of_a(divided) as work:
        work.allow("edit_register")
        with second_wall.everywhere(work.session):
            work.session.connection().execute(sa.text(PUT_IN[table]))
    assert counted(divided) == before
    with divided.engine.connect() as connection:  # the same statement is sound: the tracker itself may
        connection.execute(sa.text(PUT_IN[table]))
        connection.rollback()


def test_a_row_is_not_carried_over_to_another_board(divided):
    with pytest.raises(NotAllowedError), as_of_a(divided) as work:
        work.allow("edit_register")
        work.session.connection().execute(
            sa.text("UPDATE recommendation SET review_id = 'OPEN' WHERE id = 'SOTON-K:2'")
        )
    assert divided.register().recommendations["SOTON-K:2"].review_id == "SOTON-K"


def test_a_command_that_forgot_to_ask_changes_nothing_of_another_board(divided, monkeypatch):
    """With the tracker's own wall taken away, the database's stands."""
    from tracker.store.walling import Wall

    theirs = next(row.id for row in divided.register().actions.values() if row.review_id == "OPEN")
    monkeypatch.setattr(Wall, "_judge", lambda *_: None)
    with pytest.raises(TrackerError), as_of_a(divided) as work:
        work.allow("edit_action")
        row = work.find(Action, theirs)
        work.change(row, title="Taken over")
    with pytest.raises(NotAllowedError), as_of_a(divided) as work:
        work.allow("edit_action")
        work.add(Evidence("OPEN-E9", theirs, "statement", "t", Rung.DOCUMENT, statement="t"))
    assert divided.action(theirs).title == SECRET


def test_what_is_everybodys_is_read_by_all_and_changed_only_for_every_board(divided):
    with suppress(_Undone), as_of_a(divided, "set_thresholds") as work:
        assert {row.id for row in work.all(BY_RECORD_BOARD)} == {A, B}
        work.allow("edit_register")
        touched = work.session.connection().execute(sa.text("UPDATE board SET name = 'Taken over'"))
        assert touched.rowcount == 0
        raise _Undone
    assert {one.name for one in divided.register().boards.values()} == {"Southampton", "Northants"}


BY_RECORD_BOARD = next(record for record, entity in BY_RECORD.items() if entity.name == "board")


def test_what_must_be_known_of_every_board_is_looked_at_by_name_and_then_no_more(divided):
    with as_of_a(divided) as work:
        seen = sa.text("SELECT count(*) FROM review WHERE board_id = 'northants'")
        connection = work.session.connection()
        assert connection.scalar(seen) == 0
        assert "OPEN" in work.ids(next(r for r, e in BY_RECORD.items() if e.name == "review"))
        assert {row.review_id for row in work.every(Action)} == {"SOTON-K", "OPEN"}
        with pytest.raises(ZeroDivisionError), second_wall.everywhere(work.session):
            assert connection.scalar(seen) == 1
            raise ZeroDivisionError
        assert connection.scalar(seen) == 0
        work.look_everywhere()
        assert connection.scalar(seen) == 1


def test_the_wall_is_of_one_transaction_and_leaves_nothing_on_its_connection(divided):
    with as_of_a(divided) as work:
        assert work.session.connection().scalar(sa.text("SELECT count(*) FROM review")) == 1
    with reading(divided.engine) as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM review")) == 2
    assert {one.board_id for one in current(divided.engine, sight=WHOLE).reviews.values()} == {A, B}


def test_who_says_nothing_of_boards_gets_an_error_and_not_an_empty_register(divided):
    address = make_url(str(divided.engine.url.render_as_string(hide_password=False)))
    with psycopg.connect(address.set(drivername="postgresql").render_as_string(hide_password=False)) as raw:
        with pytest.raises(psycopg.errors.UndefinedObject, match=r"tracker\.reads"):
            raw.execute("SELECT * FROM review")
        raw.rollback()
        raw.execute("SET tracker.reads = 'northants'")
        assert [one for (one,) in raw.execute("SELECT id FROM review")] == ["OPEN"]


def test_what_a_transaction_writes_is_written_after_what_it_hangs_on_and_taken_out_before_it(divided):
    """The wall asks at each row: in whatever order a command adds and removes, no row is refused for its own parent."""
    from tracker.rules.records import Ask, Part
    from tracker.rules.words import Level

    ids = [f"SOTON-K:Z{n}" for n in range(6)]
    with as_of_a(divided) as work:
        work.allow("edit_register")
        for n, id_ in enumerate(ids):
            work.add(Ask(f"{id_}/|police", f"{id_}/", "police"))
            work.add(Part(f"{id_}/", id_, "", 1, "Do it."))
            work.add(Recommendation(id_, "SOTON-K", f"Z{n}", 50 + n, Level.OVERVIEW, "Z", "Do it."))
    assert set(ids) <= divided.register().recommendations.keys()
    with as_of_a(divided) as work:
        work.allow("edit_register")
        for id_ in ids:
            work.remove(work.get(Recommendation, id_))
            work.remove(work.get(Part, f"{id_}/"))
            work.remove(work.get(Ask, f"{id_}/|police"))
    assert not set(ids) & divided.register().recommendations.keys()


def test_an_action_that_serves_two_boards_is_seen_and_changed_by_both(divided):
    engine, book = divided.engine, divided
    shared = book.plan(title="For both")
    with changing(engine, verb="edit_action", **book.signed("system")) as work:
        from tracker.rules.records import ActionPart

        work.allow("edit_action")
        work.add(ActionPart(f"{shared.id}|OPEN:1/", shared.id, "OPEN:1/"))
    for board in (A, B):
        with changing(engine, verb="edit_action", **book.signed(f"manager-of-{board}")) as work:
            work.allow("edit_action")
            assert shared.id in work.session.connection().scalars(sa.text("SELECT id FROM action")).all()
            work.change(work.get(Action, shared.id), title=f"For both, says {board}")
    with changing(engine, verb="edit_action", **book.signed(f"manager-of-{B}")) as work:
        links = work.session.connection().scalars(
            sa.text("SELECT part_id FROM action_part WHERE action_id = :id"), {"id": shared.id}
        )
        assert set(links) == {"OPEN:1/"}, "the other board's part is not told"


def test_a_superuser_is_above_the_wall_and_that_is_said(pg_database, divided):
    above = engine_for(make_url(pg_database()).set(database=divided.engine.url.database).render_as_string())
    with changing(above, verb="edit_action", **divided.signed(f"manager-of-{A}")) as work:
        connection = work.session.connection()
        assert "superuser" in (second_wall.why_not(connection) or "")
        assert connection.scalar(sa.text("SELECT count(*) FROM review")) == 2
    above.dispose()


def test_a_wall_that_was_taken_down_is_told_by_table(pg_database):
    engine = fresh_postgres(pg_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE action DISABLE ROW LEVEL SECURITY")
        connection.exec_driver_sql("ALTER TABLE meeting NO FORCE ROW LEVEL SECURITY")
    with reading(engine) as connection:
        said = second_wall.why_not(connection)
    engine.dispose()
    assert said is not None and said.endswith("action, meeting")


def test_sqlite_has_no_such_wall_and_nothing_is_asked_of_it(tmp_path):
    engine = fresh_sqlite(tmp_path, furnished=True)
    book = Ledger(engine)
    furnish(book)
    with as_of_a(book) as work:
        assert {row.review_id for row in work.session.scalars(sa.select(ActionRow))} == {"SOTON-K", "OPEN"}
    with reading(engine) as connection:
        assert second_wall.why_not(connection) is None
    engine.dispose()
