"""A small store of each schema that was released, as that release's own code made it, and how it is read back.

    python -m tests.store.released          # makes what is missing, from the history of this repository

A store is kept as the SQL that makes it, compressed. It is never made anew by later code: what a later version writes
is not what people have. After a release, add its line to `MADE_BY` and run the command.
"""

import gzip
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from tracker.store.engine import engine_for
from tracker.store.upgrade import configuration

HERE = Path(__file__).parent
MADE_BY = {
    "0001": "e3117d95e3127b455dd650b208314f99860a5a3e",
    "0002": "3ecf065951f5f71614e4f8bb8543a50de89438b8",
    "0003": "1e71f4e57b557358cb5708127e17571e17f51c1c",
    "0004": "31fa113537dd5ef43c92635e8195df4f7c10487c",
    "0005": "31fa113537dd5ef43c92635e8195df4f7c10487c",
    "0006": "31fa113537dd5ef43c92635e8195df4f7c10487c",
}
"""Revision → the last commit of it. 0004 and 0005 have none of their own: made by 0006 and taken back."""
RELEASED = sorted(MADE_BY)


def kept(revision):
    return HERE / f"{revision}.sql.gz"


def in_sqlite(revision, path):
    """The store of a release as a SQLite file, and its engine."""
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(gzip.decompress(kept(revision).read_bytes()).decode("utf-8"))
    return engine_for(f"sqlite:///{path}")


def in_postgres(revision, url, folder):
    """The same rows in a PostgreSQL database that was brought to the same revision."""
    engine, source = engine_for(url), in_sqlite(revision, folder / "source.sqlite")
    with engine.begin() as connection:
        command.upgrade(configuration(connection), revision)
    tables = sa.MetaData()
    tables.reflect(engine)
    with source.connect() as old, engine.begin() as new:
        new.exec_driver_sql("SET session_replication_role = replica")  # rows as they stand: triggers and order apart
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = old.exec_driver_sql(f'SELECT * FROM "{table.name}"').mappings().all()
            if rows:
                new.execute(table.insert(), [{c.name: _as(c.type, row[c.name]) for c in table.columns} for row in rows])
    source.dispose()
    return engine


def _as(kind, value):
    """A value that SQLite keeps as text or number, as PostgreSQL has it."""
    if value is None:
        return None
    if isinstance(kind, sa.Boolean):
        return bool(value)
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    return value
