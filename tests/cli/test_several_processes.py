"""Several trackers on one PostgreSQL, as behind a proxy: real processes, one register.

Where two must do a thing at once, they are made to: the test holds what both wait for, and lets go when both do.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from io import BytesIO

import psycopg
import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Tracker, empty, made, tracker  # noqa: F401  (fixtures)
from tests.cli.test_processes import free_port
from tests.cli.test_users import GOOD, secret_in
from tests.factories_store import fresh_postgres
from tests.notices.mailbox import mail_server
from tests.server.serving import Server
from tracker import clock
from tracker.commands import actions, settings
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.chasing import Chasing
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store import engine as engine_room
from tracker.store import file_texts
from tracker.store.engine import engine_for, reading
from tracker.store.moving import moved

pytestmark = pytest.mark.postgres
PUBLIC = "tracker.example.gov.uk"
POLICE, PART = "hampshire-constabulary", "SOTON-K:10.2.1/"
WRITERS = 727_001  # the lock that whoever writes waits for (tracker/store/engine.py)
AT_ONCE = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def signed(by="business-manager"):
    return {"by": by, "at": clock.now(), "door": Door.COMMAND_LINE}


@pytest.fixture
def shared(tracker, pg_database, monkeypatch):  # noqa: F811 (a fixture)
    """The console command on a register in PostgreSQL, with both reviews as published."""
    engine = fresh_postgres(pg_database)
    with moved(tracker.engine, engine):
        pass
    monkeypatch.setenv("TRACKER_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    shared = Shared(tracker.home)
    yield shared
    shared.close()
    engine.dispose()


class Shared(Tracker):
    """The same commands, on the register that TRACKER_DATABASE_URL says."""

    @property
    def engine(self):
        from tracker import settings

        self.opened.append(engine_for(settings.load().database_url))
        return self.opened[-1]


@contextmanager
def both_waiting(engine, number=2):
    """Hold the writers' lock for the block, and let go once so many wait for it."""
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as holding:
        holding.execute("SELECT pg_advisory_lock(%s)", (WRITERS,))
        yield
        for _ in range(2400):
            if holding.execute(AT_ONCE).fetchone()[0] >= number:
                break
            time.sleep(0.05)
        else:
            raise AssertionError(f"fewer than {number} wait")


def said_by(running):
    out, err = running.communicate(timeout=300)
    return running.returncode, out.decode(), err.decode()


# ---- two servers


@contextmanager
def served(tracker):  # noqa: F811 (no fixture here)
    """A real `tracker serve`, stopped in the end whatever happens."""
    port = free_port()
    running = tracker.process("serve", "--no-browser", "--port", port, start_new_session=True)
    try:
        line = b""
        while b"open at" not in line:
            line = running.stdout.readline()
            assert line, running.stderr.read().decode()
        yield Server(port)
    finally:
        running.kill()
        running.communicate()


@pytest.fixture
def two(shared, monkeypatch):
    """Two servers on one register, where people sign in, behind one name."""
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", f"https://{PUBLIC}")
    with ExitStack() as both:
        yield both.enter_context(served(shared)), both.enter_context(served(shared))


def titles(server, cookie):
    answer = server.get(f"/export/register.xlsx?agency={POLICE}", host=PUBLIC, cookie=cookie)
    assert answer.status == 200, answer.text
    book = load_workbook(BytesIO(answer.body), read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    return {cell for cell in cells if cell.startswith("Title ")}


def test_a_session_and_what_is_saved_count_at_both(shared, two):
    one, other = two
    link = secret_in(shared("user", "invite", "business-manager").out)
    form = {"password": GOOD, "again": GOOD}
    cookie = one.post(f"/join/{link}", form, host=PUBLIC).headers["set-cookie"].partition(";")[0]

    # signed in at one is signed in at both
    assert [server.get("/account", host=PUBLIC, cookie=cookie).status for server in two] == [200, 200]
    assert other.post(f"/join/{link}", form, host=PUBLIC).status == 410  # the link was used, wherever

    # what anybody saves the next click shows at both, whatever they kept in memory
    for number in range(2):
        assert [titles(server, cookie) for server in two] == [{f"Title {n}" for n in range(number)}] * 2
        shared.plan(PART, POLICE, due_in=30, title=f"Title {number}")
    assert [titles(server, cookie) for server in two] == [{"Title 0", "Title 1"}] * 2

    # signed out at one is signed out of both
    assert other.post("/sign-out", {}, host=PUBLIC, cookie=cookie).status == 303
    for server in two:
        answer = server.get("/account", host=PUBLIC, cookie=cookie)
        assert (answer.status, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")
    assert verify(shared.engine).ok


# ---- two commands at once


@pytest.fixture
def owing(shared):
    """The police owe an action, and have a lead with an address; no hour is quiet."""
    shared.plan(PART, POLICE, due_in=-9)
    lead = ("--role", "lead", "--agency", POLICE, "--email", "asha@police.example")
    assert shared("user", "add", "Asha Patel", *lead).status == 0
    quiet = Chasing(quiet_from=None, quiet_until=None, quiet_weekends=False)
    settings.set_chasing(shared.engine, chasing=quiet, **signed())
    return shared


def test_a_message_that_two_send_at_once_goes_once(owing, monkeypatch):
    with mail_server() as box:
        monkeypatch.setenv("TRACKER_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
        with both_waiting(owing.engine):
            running = [owing.process("chase", "--send", "--agency", POLICE) for _ in range(2)]
        said = [said_by(one) for one in running]

    assert len(box.messages) == 1, said
    assert len(current(owing.engine, sight=WHOLE).chases) == 1
    assert "Traceback" not in "".join(err for _, _, err in said)
    assert verify(owing.engine).ok


def test_messages_that_two_write_at_once_are_written_once(owing, tmp_path):
    with both_waiting(owing.engine):
        running = [owing.process("chase", "--agency", POLICE, "--out", tmp_path / name) for name in ("one", "other")]
    said = [said_by(one) for one in running]

    assert len(list(tmp_path.glob("*/*.eml"))) == 1, said
    assert len(current(owing.engine, sight=WHOLE).chases) == 1
    assert "Traceback" not in "".join(err for _, _, err in said)


def test_two_registers_made_at_once_are_one(empty, pg_url, monkeypatch):  # noqa: F811 (a fixture)
    monkeypatch.setenv("TRACKER_DATABASE_URL", pg_url)
    engine = engine_for(pg_url)
    with both_waiting(engine):
        running = [empty.process("init") for _ in range(2)]
    said = [said_by(one) for one in running]

    assert [status for status, _, _ in said] == [0, 0], said
    register = current(engine, sight=WHOLE)
    assert (len(register.reviews), list(register.people)) == (2, ["business-manager"])
    assert verify(engine).ok
    engine.dispose()


def test_nobody_waits_for_ever_for_somebody_who_does_not_end(shared, monkeypatch):
    monkeypatch.setattr(engine_room, "_WRITERS_PATIENCE", 1)
    url = shared.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as holding:
        holding.execute("SELECT pg_advisory_lock(%s)", (WRITERS,))
        with pytest.raises(StoreUnavailableError, match="somebody else has been saving in it for a long time"):
            shared.plan(PART, POLICE, due_in=30)
    shared.plan(PART, POLICE, due_in=30)


def test_many_savings_at_once_all_count(shared):
    engine = shared.engine
    running = [
        shared.process("user", "add", f"Person {number}", "--role", "reader", "--by", "business-manager")
        for number in range(4)
    ]
    with ThreadPoolExecutor(2) as pool:
        plans = [
            pool.submit(
                actions.plan, engine, part_ids=[PART], owner_id=POLICE, title=f"Title {n}",
                due=clock.today() + timedelta(days=9), **signed(),
            )
            for n in range(10)
        ]  # fmt: skip
        ids = {plan.result().id for plan in plans}
    assert [said_by(one)[0] for one in running] == [0] * 4

    register = current(engine, sight=WHOLE)
    assert len(ids) == 10 and ids <= set(register.actions)
    assert {f"Person {n}" for n in range(4)} <= {person.name for person in register.people.values()}
    assert verify(engine).ok


# ---- what is worked out behind


def test_a_file_that_two_servers_read_at_once_is_kept_once(shared):
    engine, texts = shared.engine, file_texts.FileTextRow.__table__
    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as first:
            first.execute(texts.insert(), {"hash": "a" * 64, "pages": ("One",), "why": ""})
            second = pool.submit(file_texts.keep, engine, "a" * 64, ("Two",))
            url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
            with psycopg.connect(url, autocommit=True) as looking:
                while not looking.execute(AT_ONCE).fetchone()[0]:
                    assert not second.done()
                    time.sleep(0.01)
        second.result()
    with reading(engine) as connection:
        assert file_texts.pages_of(connection, ["a" * 64]) == {"a" * 64: ("One",)}
