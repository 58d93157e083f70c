"""Stores for tests, and a small board in them. Every state is reached by real commands.

    from tests.factories_store import ledger, store  # noqa: F401  (fixtures)

    def test_something(ledger):
        action = ledger.plan("police", due=date(2026, 6, 1))
        ledger.to(action.id, Status.CLAIMED)

`store` is a fresh, upgraded, empty engine: each test runs on SQLite and on PostgreSQL. `ledger` is a store with a
board, a review SOTON-K with two recommendations, and people. Its clock moves on by a minute at each command. For SQLite
alone: `sqlite_store` and `sqlite_ledger`.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, Engine, make_url

from tracker.commands import actions, agencies, asks, boards, people, recommendations, reviews, updates, verification
from tracker.commands import not_doing as not_doing_register
from tracker.queries.register import current
from tracker.rules.records import Action
from tracker.rules.sight import WHOLE
from tracker.rules.words import CheckOutcome, Door, NotDoingKind, Publication, Role, Status
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
PARTS = (("a", "Train everybody."), ("b", "Audit the training."))


@cache
def _template(furnished: bool) -> Path:
    """A SQLite file to copy, upgraded and perhaps furnished: making it takes longer than most tests."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = engine_for(f"sqlite:///{folder / 'template.sqlite'}")
    _prepare(engine, furnished)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return folder / "template.sqlite"


@cache
def _pg_template(pg_database: Callable[[], str], furnished: bool) -> str:
    url = owned(pg_database())
    engine = engine_for(url)
    _prepare(engine, furnished)
    engine.dispose()
    return url


def _prepare(engine: Engine, furnished: bool) -> None:
    upgrade(engine)
    if furnished:
        Ledger(engine).furnish()


def fresh_sqlite(folder: Path, *, furnished: bool = False) -> Engine:
    """A fresh, upgraded SQLite store in a folder; furnished, with what `Ledger` tells."""
    shutil.copy(_template(furnished), folder / "register.sqlite")
    return engine_for(f"sqlite:///{folder / 'register.sqlite'}")


def fresh_postgres(pg_database: Callable[[], str], *, furnished: bool = False) -> Engine:
    """A fresh, upgraded PostgreSQL store; furnished, with what `Ledger` tells."""
    template = make_url(_pg_template(pg_database, furnished))
    name = f"copy_{next(_numbers)}"
    with psycopg.connect(as_superuser(template), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template.database} OWNER {OWNER}")
    return engine_for(template.set(database=name).render_as_string(hide_password=False))


def owned(url: str) -> str:
    """The address of a database as a role that owns it and nothing else, as docs/postgresql.md says: row-level security
    binds no superuser."""
    address = make_url(url)
    with psycopg.connect(as_superuser(address), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (OWNER,)).fetchone():
            connection.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        connection.execute(f"ALTER DATABASE {address.database} OWNER TO {OWNER}")
    return address.set(username=OWNER, password=None).render_as_string(hide_password=False)


def as_superuser(address: URL, database: str = "postgres") -> str:
    """A database of the same server, the server's own where none is named, for psycopg and as its superuser."""
    whole = address.set(drivername="postgresql", database=database, username="postgres")
    return whole.render_as_string(hide_password=False)


OWNER = "tracker_owner"


_numbers = count(1)
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def _fresh(request, folder: Path, furnished: bool) -> Engine:
    if request.param == "sqlite":
        return fresh_sqlite(folder, furnished=furnished)
    return fresh_postgres(request.getfixturevalue("pg_database"), furnished=furnished)


@pytest.fixture(params=BOTH)
def store(request, tmp_path):
    """A fresh, upgraded store: once as SQLite, once as PostgreSQL."""
    engine = _fresh(request, tmp_path, False)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_store(tmp_path):
    """A fresh, upgraded SQLite store: for tests that need no second kind of database."""
    engine = fresh_sqlite(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture(params=BOTH)
def ledger(request, tmp_path):
    """A small board: once on SQLite, once on PostgreSQL."""
    engine = _fresh(request, tmp_path, True)
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture
def sqlite_ledger(tmp_path):
    """A small board on SQLite only."""
    engine = fresh_sqlite(tmp_path, furnished=True)
    yield Ledger(engine)
    engine.dispose()


class Ledger:
    """A board, agencies (board, police, health, schools), a group "everyone", one review and its people.

    People: manager (administrator), chair (subgroup, of health), member (subgroup, of police), scrutineer, police-lead,
    health-lead, board-lead, reader.
    Recommendations: SOTON-K:1 with parts a and b, asked of police and health; SOTON-K:2, whole, asked of everyone.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.now = NOON + timedelta(hours=1)

    def furnish(self) -> None:
        """Put all of it into an empty store."""
        engine, self.now = self.engine, NOON
        system = self.signed("system")
        for name, sector in (("Board", "board"), ("Police", "police"), ("Health", "health"), ("Schools", "education")):
            agencies.add(engine, name=name, sector=sector, is_board=name == "Board", **system)
        boards.add(engine, name="Southampton", agency_id="board", **system)
        agencies.add_group(engine, name="Everyone", member_ids=["police", "health", "schools"], **system)
        for name, *roles in (
            ("Manager", (Role.ADMINISTRATOR, None)),
            ("Chair", (Role.SUBGROUP, "health")),
            ("Member", (Role.SUBGROUP, "police")),
            ("Scrutineer", (Role.SCRUTINEER, None)),
            ("Police lead", (Role.LEAD, "police")),
            ("Health lead", (Role.LEAD, "health")),
            ("Board lead", (Role.LEAD, "board")),
            ("Reader", (Role.READER, None)),
        ):
            person = people.add(engine, name=name, **system)
            for role, agency_id in roles:
                people.give_role(engine, person_id=person.id, role=role, agency_id=agency_id, **system)
        manager = self.signed("manager")
        reviews.add(
            engine, code="SOTON-K", board_id="southampton", kind="SCR", subject="Child K", title="Child K",
            published_on=date(2015, 3, 1), state=Publication.PUBLISHED, **manager,
        )  # fmt: skip
        recommendations.add(
            engine, review_id="SOTON-K", ref="1", title="Train and audit", text="Train everybody. Audit the training.",
            parts=PARTS, **manager,
        )  # fmt: skip
        recommendations.add(engine, review_id="SOTON-K", ref="2", title="Speak up", text="Speak up.", **manager)
        for agency_id in ("police", "health"):
            asks.ask(engine, part_ids=["SOTON-K:1/a", "SOTON-K:1/b"], agency_id=agency_id, **manager)
        asks.ask_group(engine, part_ids=["SOTON-K:2/"], group_id="everyone", **manager)

    def signed(self, by: str = "manager", *, at: datetime | None = None, door: Door = Door.BROWSER):
        """The signature for the next command, a minute after the one before."""
        self.now += timedelta(minutes=1)
        return {"by": by, "at": at or self.now, "door": door}

    def on(self, day: date) -> None:
        """Let the clock stand at noon of a day."""
        self.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def register(self):
        """The register as it stands."""
        return current(self.engine, sight=WHOLE)

    def action(self, action_id: str) -> Action:
        """An action as it stands."""
        return self.register().actions[action_id]

    def plan(self, owner_id="police", part_ids=("SOTON-K:1/a",), title="Train", due=date(2026, 6, 1), **more) -> Action:
        """A planned action."""
        return actions.plan(
            self.engine, part_ids=part_ids, owner_id=owner_id, title=title, due=due, **more, **self.signed()
        )

    def to(self, action_id: str, status: Status) -> Action:
        """The same action, brought from planned to a status by the people who may. Raises for one that has no way."""
        if status not in WAYS:
            raise ValueError(f"no way is known to {status}")
        for step in WAYS[status]:
            step(self, action_id)
        return self.action(action_id)


def _start(ledger, id_):
    updates.say(
        ledger.engine, action_id=id_, narrative="We have begun.", status=Status.IN_PROGRESS, **ledger.signed("manager")
    )


def _claim(ledger, id_):
    owner = ledger.action(id_).owner_id
    actions.claim(ledger.engine, action_id=id_, narrative="It is done.", **ledger.signed(f"{owner}-lead"))


def _return(ledger, id_):
    verification.return_claim(ledger.engine, action_id=id_, reason="No evidence.", **ledger.signed("scrutineer"))


def _assure(ledger, id_):
    verification.assure(ledger.engine, action_id=id_, reason="The audit shows it.", **ledger.signed("scrutineer"))


def _check(months, outcome):
    def step(ledger, id_):
        verification.check_back(
            ledger.engine,
            action_id=id_,
            months=months,
            outcome=outcome,
            note="We looked.",
            **ledger.signed("scrutineer"),
        )

    return step


def _embed(ledger, id_):
    verification.embed(ledger.engine, action_id=id_, **ledger.signed("scrutineer"))


def _not_doing(ledger, id_):
    not_doing_register.enter(
        ledger.engine,
        kind=NotDoingKind.SUPERSEDED,
        reason="A new law does it.",
        action_id=id_,
        **ledger.signed("chair"),
    )


CLAIMED = (_start, _claim)
WAYS = {
    Status.PLANNED: (),
    Status.IN_PROGRESS: (_start,),
    Status.CLAIMED: CLAIMED,
    Status.RETURNED: (*CLAIMED, _return),
    Status.ASSURED: (*CLAIMED, _assure),
    Status.EMBEDDED: (*CLAIMED, _assure, _check(6, CheckOutcome.PASSED), _check(12, CheckOutcome.PASSED), _embed),
    Status.REOPENED: (*CLAIMED, _assure, _check(6, CheckOutcome.FAILED)),
    Status.NOT_DOING: (_not_doing,),
}
