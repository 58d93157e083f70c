"""Every row of a store carried into another, whatever kind of database either is."""

from contextlib import closing
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from tests.factories_store import BOTH, Ledger, fresh_postgres, fresh_sqlite
from tracker.rules.words import Status
from tracker.store import carried_rows
from tracker.store.carried_rows import CannotCarryError, carry, filled, held
from tracker.store.engine import reading
from tracker.store.tables import (
    FileTextRow,
    MeasureRow,
    SignInAttemptRow,
    TextVectorRow,
    TrailRow,
    TrailValueRow,
    WebSessionRow,
)

AT = datetime(2026, 3, 29, 1, 30, 59, 123456, tzinfo=UTC)


@pytest.fixture(params=BOTH)
def kind(request):
    """Which database the empty store is."""
    return request.param


@pytest.fixture
def empty(kind, request, tmp_path):
    """A fresh, upgraded, empty store to carry into."""
    folder = tmp_path / "new"
    folder.mkdir()
    engine = fresh_sqlite(folder) if kind == "sqlite" else fresh_postgres(request.getfixturevalue("pg_database"))
    yield engine
    engine.dispose()


@pytest.fixture(params=BOTH)
def full(request, tmp_path):
    """A small board with something in every kind of column."""
    if request.param == "sqlite":
        engine = fresh_sqlite(tmp_path, furnished=True)
    else:
        engine = fresh_postgres(request.getfixturevalue("pg_database"), furnished=True)
    ledger = Ledger(engine)
    ledger.to(ledger.plan(title="Train — “everybody” in Caerdydd\tand\\N \\. beyond\r\n🕊").id, Status.EMBEDDED)
    with engine.execution_options(write=True).begin() as connection:
        for row, values in EVERY_KIND:
            connection.execute(row.__table__.insert(), values)
    yield engine
    engine.dispose()


@pytest.fixture
def moved(tmp_path, pg_database):
    """A small board on SQLite, and an empty PostgreSQL store."""
    full, empty = fresh_sqlite(tmp_path, furnished=True), fresh_postgres(pg_database)
    with full.execution_options(write=True).begin() as connection:
        for row, values in EVERY_KIND:
            connection.execute(row.__table__.insert(), values)
    yield full, empty
    full.dispose()
    empty.dispose()


EVERY_KIND = (
    (TextVectorRow, {"hash": "a" * 64, "encoder": "e", "vector": bytes(range(256)) + b"\\x00"}),
    (FileTextRow, {"hash": "a" * 64, "pages": ("One\npage", "", "\\N"), "why": ""}),
    (SignInAttemptRow, {"id": 41, "account": "a", "address": "", "at": AT, "came_in": True}),
    (
        MeasureRow,
        {
            "id": "m",
            "version": 3,
            "recommendation_id": "SOTON-K:1",
            "what": "w",
            "unit": "u",
            "direction": "up",
            "baseline": 0.1 + 0.2,
            "baseline_on": date(1, 1, 1),
            "target": 1e300,
        },
    ),
    (
        WebSessionRow,
        {"token_hash": "t", "person_id": "manager", "way": "password", "began_at": AT, "seen_at": AT, "ends_at": AT},
    ),
)


def _carried(source, target, **more):
    with reading(source) as old, target.execution_options(write=True).begin() as new:
        return carry(old, new, **more)


def _rows(engine):
    """Every row of a store, read through the tables' own types, in one order."""
    with reading(engine) as connection:
        return {
            table.name: sorted((tuple(map(_in_utc, row)) for row in connection.execute(sa.select(table))), key=repr)
            for table in TrailRow.metadata.sorted_tables
        }


def _in_utc(value):
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


def test_every_row_arrives_as_it_was(full, empty):
    before = _rows(full)
    assert sum(1 for rows in before.values() if rows) > 20

    carried = _carried(full, empty)

    assert _rows(empty) == before == _rows(full)
    assert {name: one.rows for name, one in carried.items()} == {name: len(rows) for name, rows in before.items()}
    with reading(empty) as connection:
        assert held(connection) == carried


def test_there_and_back_gives_the_same_file(full, empty, tmp_path):
    back = tmp_path / "back"
    back.mkdir()
    again = fresh_sqlite(back)

    _carried(full, empty)
    _carried(empty, again)

    assert _rows(again) == _rows(full)
    with closing(again.raw_connection()) as raw:
        kept = raw.execute("SELECT at FROM sign_in_attempt").fetchone()
    assert kept == ("2026-03-29 01:30:59.123456",)
    again.dispose()


def test_a_sum_shows_what_a_count_does_not(moved):
    full, empty = moved
    carried = _carried(full, empty)
    with empty.execution_options(write=True).begin() as connection:
        connection.execute(sa.text("UPDATE sign_in_attempt SET came_in = NOT came_in"))

    with reading(empty) as connection:
        found = held(connection)

    assert {name for name in found if found[name] != carried[name]} == {"sign_in_attempt"}
    assert found["sign_in_attempt"].rows == carried["sign_in_attempt"].rows


def test_new_rows_are_numbered_after_those_that_were_carried(full, empty):
    _carried(full, empty)
    with empty.execution_options(write=True).begin() as connection:
        table = SignInAttemptRow.__table__
        number = connection.execute(table.insert().values(account="b", address="", at=AT, came_in=False))
        assert number.inserted_primary_key == (42,)


def test_a_table_that_is_worked_out_again_may_be_left_out(moved):
    full, empty = moved
    carried = _carried(full, empty, without=carried_rows.WORKED_OUT_AGAIN)

    assert "text_vector" not in carried
    with reading(empty) as connection:
        assert "text_vector" not in filled(connection)
        assert "file_text" in filled(connection)


def test_a_new_store_holds_nothing_and_a_used_one_says_where(moved):
    full, empty = moved
    with reading(empty) as connection:
        assert filled(connection) == ()
    with reading(full) as connection:
        assert {"agency", "trail", "trail_value"} <= set(filled(connection))


def test_many_rows_go_over_a_few_at_a_time(moved, monkeypatch):
    full, empty = moved
    monkeypatch.setattr(carried_rows, "AT_ONCE", 7)
    heard = []

    carried = _carried(full, empty, say=lambda name, rows: heard.append((name, rows)))

    of_the_trail = [rows for name, rows in heard if name == "trail"]
    assert of_the_trail[:2] == [7, 14]
    assert of_the_trail[-1] == carried["trail"].rows
    with reading(empty) as connection:
        assert held(connection) == carried


def test_what_a_database_cannot_hold_gets_a_sentence_and_nothing_is_carried(tmp_path, pg_database):
    full, empty = fresh_sqlite(tmp_path, furnished=True), fresh_postgres(pg_database)
    with full.execution_options(write=True).begin() as connection:
        connection.execute(sa.text("UPDATE person SET name = 'Some' || char(0) || 'body' WHERE id = 'reader'"))

    with pytest.raises(CannotCarryError, match="The name of person ‘reader’ cannot be kept: it holds what is not text"):
        _carried(full, empty)

    with reading(empty) as connection:
        assert filled(connection) == ()


def test_an_id_that_is_too_long_for_the_database_gets_a_sentence(tmp_path, pg_database):
    full, empty = fresh_sqlite(tmp_path), fresh_postgres(pg_database)
    with full.execution_options(write=True).begin() as connection:
        connection.execute(sa.text("INSERT INTO setting (id, version, value) VALUES (:id, 1, 'x')"), {"id": "x" * 300})

    with pytest.raises(CannotCarryError, match="A row of the table setting cannot be kept: value too long"):
        _carried(full, empty)


@pytest.mark.parametrize(
    ("column", "value"), [("published_on", "'the third of March'"), ("subject", "CAST(x'ff61' AS TEXT)")]
)
def test_a_damaged_store_gets_a_sentence(tmp_path, pg_database, column, value):
    full, empty = fresh_sqlite(tmp_path, furnished=True), fresh_postgres(pg_database)
    with full.execution_options(write=True).begin() as connection:
        connection.execute(sa.text(f"UPDATE review SET {column} = {value}"))

    with pytest.raises(CannotCarryError, match="The table review cannot be read: "):
        _carried(full, empty)


def test_the_trail_stays_closed(full, empty):
    _carried(full, empty)
    for table in (TrailRow.__table__, TrailValueRow.__table__):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), empty.begin() as connection:
            connection.execute(table.delete())
