"""As at a past day means as the register stood then: rebuilt from the trail, and unmoved by what came later."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.queries import register as looking
from tracker.queries.history import entries
from tracker.queries.register import in_order
from tracker.queries.verifying import verify
from tracker.rules.records import Agency, Board, Recommendation, Review
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Level
from tracker.store.database import changing
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

JANUARY, MARCH = datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request, tmp_path):
    url = (
        f"sqlite:///{tmp_path / 'r.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("pg_database")()
    )
    engine = engine_for(url)
    upgrade(engine)
    with write(engine, JANUARY, reason="the first data") as work:
        work.add(Agency("board", "The board", "Board", "board", is_board=True))
        work.add(Board("b", "The board", "board"))
        work.add(Review("R", "b", "SCR", "Child A", "A review"))
        work.add(Recommendation("R:1", "R", "1", 1, Level.OVERVIEW, "Old title", "Do it", addressed_to=("all", "“us”")))
    yield engine
    engine.dispose()


OPENED = {  # what somebody with the database in their hands can do first
    "sqlite": [
        f"DROP TRIGGER {table}_refuses_{verb}" for table in ("trail", "trail_value") for verb in ("update", "delete")
    ],
    "postgresql": [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in ("trail", "trail_value")],
}


def write(engine, at, *, reason=None, verb="edit_register"):
    class Signed:
        def __enter__(self):
            self.door = changing(engine, by="system", verb=verb, at=at, door=Door.COMMAND_LINE, reason=reason)
            work = self.door.__enter__()
            work.allow(verb)
            return work

        def __exit__(self, *details):
            return self.door.__exit__(*details)

    return Signed()


def test_the_trail_alone_rebuilds_what_the_tables_hold(store):
    assert_same(looking.as_at_number(store, 10**9, sight=WHOLE), looking.current(store, sight=WHOLE))


def test_a_later_change_does_not_move_the_past(store):
    before = looking.as_at(store, date(2026, 2, 1), sight=WHOLE)
    with write(store, MARCH) as work:
        work.change(work.get(Recommendation, "R:1"), title="New title")
        work.add(Agency("police", "Police", "Police", "police"))
    after = looking.as_at(store, date(2026, 2, 1), sight=WHOLE)
    assert_same(before, after)
    assert after.recommendations["R:1"].title == "Old title"
    assert looking.as_at(store, date(2026, 3, 5), sight=WHOLE).recommendations["R:1"].title == "New title"


def test_before_the_first_entry_there_is_nothing(store):
    assert not looking.as_at(store, date(2026, 1, 4), sight=WHOLE).reviews


def test_what_was_removed_still_stood_before(store):
    with write(store, MARCH) as work:
        work.remove(work.get(Recommendation, "R:1"))
    assert "R:1" in looking.as_at(store, date(2026, 2, 1), sight=WHOLE).recommendations
    assert "R:1" not in looking.as_at(store, date(2026, 3, 6), sight=WHOLE).recommendations
    assert_same(looking.as_at_number(store, 10**9, sight=WHOLE), looking.current(store, sight=WHOLE))


def test_the_end_of_a_day_is_midnight_where_the_board_sits(store):
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 July in London
    with write(store, late) as work:
        work.change(work.get(Recommendation, "R:1"), title="In summer")
    assert looking.as_at(store, date(2026, 6, 30), sight=WHOLE).recommendations["R:1"].title == "Old title"
    assert looking.as_at(store, date(2026, 7, 1), sight=WHOLE).recommendations["R:1"].title == "In summer"


def test_an_access_event_is_on_the_chain_but_is_no_change_of_the_register(store):
    number = looking.last_change(store)
    with write(store, MARCH, verb="read") as work:
        work.note_access("evidence", "E1")
    assert looking.last_change(store) == number
    assert entries(store, limit=1, sight=WHOLE)[0].verb == "read"
    assert verify(store).ok


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=text, addressed=st.lists(text, max_size=3), paragraph=st.none() | text)
def test_any_text_comes_back_from_the_trail_as_it_went_in(store, title, addressed, paragraph):
    with write(store, MARCH) as work:
        row = work.get(Recommendation, "R:1")
        work.change(row, title=title, addressed_to=tuple(addressed), paragraph=paragraph)
    assert_same(looking.as_at_number(store, 10**9, sight=WHOLE), looking.current(store, sight=WHOLE))
    assert verify(store).ok


def test_numbered_ids_are_in_the_order_of_their_numbers():
    assert sorted(["A-U10", "A-U2", "A-U1"], key=in_order) == ["A-U1", "A-U2", "A-U10"]


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        ("UPDATE trail SET by = 'somebody else' WHERE number = 3", "not what was recorded"),
        ("DELETE FROM trail WHERE number = 3", "is missing"),
        ("UPDATE trail_value SET value = '\"forged\"' WHERE id = (SELECT max(id) FROM trail_value)", "not the one"),
        ("DELETE FROM trail_value WHERE id = (SELECT max(id) FROM trail_value)", "taken away"),
    ],
)
def test_a_tampered_trail_shows(store, tamper, why):
    with store.begin() as connection:
        for statement in OPENED[store.dialect.name]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(tamper)
    verdict = verify(store)
    assert not verdict.ok and verdict.first_broken and why in verdict.why


def assert_same(one, other):
    from dataclasses import fields, replace

    for table in fields(one):
        plain = [
            {id_: replace(record, version=1) for id_, record in getattr(register, table.name).items()}
            for register in (one, other)
        ]
        assert plain[0] == plain[1], table.name
        assert list(plain[0]) == list(plain[1]), f"order of {table.name}"
