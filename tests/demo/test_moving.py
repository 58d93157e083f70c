"""The illustrative register, with everything that happens in three years of it, carried to PostgreSQL and back."""

import pytest

from tests.factories_store import fresh_postgres, fresh_sqlite
from tracker.queries.verifying import verify
from tracker.store.carried_rows import filled, held
from tracker.store.engine import reading
from tracker.store.moving import moved


@pytest.mark.postgres
def test_the_whole_register_goes_to_postgresql_and_back(demo, pg_database, tmp_path):
    there, back = fresh_postgres(pg_database), fresh_sqlite(tmp_path)

    with moved(demo.engine, there) as (_, first):
        pass
    with moved(there, back) as (_, second):
        pass

    assert first == second
    views = []
    for engine in (demo.engine, there, back):
        with reading(engine) as connection:
            views.append(held(connection))
    assert views[0] == views[1] == views[2]
    with reading(there) as connection:
        assert len(filled(connection)) > 25
    assert verify(there).ok
    assert verify(back).head == verify(demo.engine).head
    there.dispose()
    back.dispose()
