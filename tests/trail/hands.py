"""Somebody with the database in their hands: what they can do to it by hand, past the tracker."""

import atexit
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url

from tests.factories_store import Ledger, as_superuser, fresh_postgres, fresh_sqlite
from tracker.commands import downloads, evidence, heads, redactions, updates
from tracker.rules.words import Status
from tracker.store.chain import COVERED, START, chained, digest
from tracker.store.closed import ON_SQLITE
from tracker.store.engine import engine_for
from tracker.store.tables import TrailRow
from tracker.store.vault import Vault

SECRET = "Zebedee Quux"


def lived_in(book: Ledger, folder) -> None:
    """A small register with a past: actions, a claim, a redaction, a signed-off head, and changes after it."""
    action = book.plan(title="Train everybody", lead="Sgt Smith")
    updates.say(
        book.engine, action_id=action.id, narrative=f"We met {SECRET} today.", status=Status.IN_PROGRESS,
        **book.signed("manager"),
    )  # fmt: skip
    evidence.attach_statement(book.engine, action_id=action.id, statement="We did.", **book.signed("police-lead"))
    asked = redactions.ask(
        book.engine, entity="action_update", entity_id=f"{action.id}-U1", field="narrative", words=SECRET,
        reason="It names a child.", **book.signed("chair"),
    )  # fmt: skip
    redactions.agree(book.engine, redaction_id=asked.id, vault=Vault(folder / "evidence"), **book.signed("manager"))
    heads.sign_off(book.engine, stands_on="The paper of 5 January", **book.signed("manager"))
    downloads.note(book.engine, entity="workbook", id_="Action plan.xlsx", **book.signed("reader"))
    book.plan(title="Audit the training", owner_id="health", part_ids=("SOTON-K:1/b",))


def _folder():
    folder = Path(tempfile.mkdtemp(prefix="tracker-past-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _sqlite_with_a_past():
    folder = _folder()
    engine = fresh_sqlite(folder, furnished=True)
    lived_in(Ledger(engine), folder)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return folder / "register.sqlite"


@cache
def _postgres_with_a_past(pg_database):
    engine = fresh_postgres(pg_database, furnished=True)
    lived_in(Ledger(engine), _folder())
    engine.dispose()
    return engine.url


_copies = iter(range(1, 10_000))


def copy_of_the_past(request, folder):
    """A store of its own with the same past, on the kind of database that the test asks for."""
    if request.param == "sqlite":
        past = _sqlite_with_a_past()
        (folder / "register.sqlite").write_bytes(past.read_bytes())
        return engine_for(f"sqlite:///{folder / 'register.sqlite'}")
    past = _postgres_with_a_past(request.getfixturevalue("pg_database"))
    name = f"past_{next(_copies)}"
    with psycopg.connect(as_superuser(past), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {past.database} OWNER {past.username}")
    return engine_for(past.set(database=name).render_as_string(hide_password=False))


class Hands:
    """The database by hand: triggers off, statements done, triggers on again, as if nothing had been."""

    def __init__(self, engine):
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    def do(self, *statements, closed_again=True):
        """Do some statements behind the triggers' backs."""
        self.engine.dispose()
        if self.is_sqlite:
            with closing(sqlite3.connect(self.engine.url.database)) as raw:
                for name in ON_SQLITE:
                    raw.execute(f"DROP TRIGGER IF EXISTS {name}")
                for statement in statements:
                    raw.execute(statement)
                for made in ON_SQLITE.values() if closed_again else ():
                    raw.execute(made)
                raw.commit()
            return
        url = make_url(self.engine.url)
        with psycopg.connect(as_superuser(url, url.database)) as raw:
            for table in ("trail", "trail_value"):
                raw.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            raw.execute("SET CONSTRAINTS ALL DEFERRED")
            for statement in statements:
                raw.execute(statement)
            raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("trail", "trail_value") if closed_again else ():
                raw.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")

    def ask(self, statement):
        """The rows that a question gives."""
        with self.engine.connect() as connection:
            return connection.execute(sa.text(statement)).all()

    def one(self, statement):
        """The one value that a question gives."""
        return self.ask(statement)[0][0]

    def number(self, where):
        """The first entry that meets a condition."""
        return self.one(f"SELECT min(number) FROM trail WHERE {where}")

    @property
    def last(self):
        return self.one("SELECT max(number) FROM trail")

    def digests_redone(self):
        """Statements that make every digest and every hash fit what stands there now, and the end with them."""
        with self.engine.connect() as connection:
            table = TrailRow.__table__
            entries = connection.execute(sa.select(table).order_by(table.c.number)).mappings().all()
            kept = {row[0]: row for row in self.ask("SELECT id, salt, value, redacted_by FROM trail_value")}
        done, head = [], START
        for row in entries:
            entry = dict(row)
            for name in ("before", "after", "reason"):
                value = kept.get(entry[f"{name}_value"])
                if value is not None and value[3] is None:
                    entry[f"{name}_digest"] = digest(value[1], value[2])
            head = chained(head, {name: entry[name] for name in COVERED})
            if head != entry["hash"]:
                said = ", ".join(f"{n}_digest = {_quoted(entry[f'{n}_digest'])}" for n in ("before", "after", "reason"))
                done.append(f"UPDATE trail SET {said}, hash = '{head}' WHERE number = {entry['number']}")
        done.append(f"UPDATE trail_end SET number = {entries[-1]['number']}, hash = '{head}'")
        return done


def _quoted(text):
    return "NULL" if text is None else f"'{text}'"


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
