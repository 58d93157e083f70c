"""`tracker user invite`, `reset` and `sign-out`; and how `tracker serve` refuses what would let everybody in."""

import re

import pytest

from tests.cli.test_processes import free_port
from tracker import clock
from tracker.access.limits import Limits
from tracker.commands import passwords, people, sessions
from tracker.queries.presence import has_password, opened_by, who_is
from tracker.rules.records import Agency, Person
from tracker.rules.words import Door, LinkKind, Role, Way
from tracker.store.convert import read_all
from tracker.store.database import SYSTEM
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade

GOOD = "seven wet lanterns hum"
NEW = ("TRACKER_SIGN_IN", "TRACKER_PUBLIC_URL", "TRACKER_SESSION_IDLE", "TRACKER_SESSION_LONGEST", "TRACKER_PROXY")


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    for name in NEW:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def accounts(tracker, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")
    return tracker


def secret_in(text):
    return re.search(r"^https?://\S+/join/([\w-]{43})$", text, re.MULTILINE)[1]


@pytest.mark.parametrize(("command", "kind"), [("invite", LinkKind.INVITATION), ("reset", LinkKind.RESET)])
def test_a_link_is_told_once_with_its_whole_address(accounts, command, kind):
    said = accounts("user", command, "business-manager")
    assert (said.status, said.err) == (0, "")
    assert "https://tracker.example.gov.uk/join/" in said.out
    opened = opened_by(accounts.engine, secret_in(said.out), at=clock.now())
    assert (opened.person.id, opened.kind) == ("business-manager", kind)
    assert secret_in(said.out) not in accounts("trail", "--json").out


def test_a_link_made_before_people_sign_in_says_that_it_does_not_open_yet(tracker):
    said = tracker("user", "invite", "business-manager")
    assert "http://127.0.0.1:8501/join/" in said.out
    assert "once TRACKER_SIGN_IN is set to accounts" in said.err


def test_a_link_for_a_stranger_is_one_sentence(accounts):
    said = accounts("user", "invite", "busines-manager")
    assert (said.status, said.out) == (1, "")
    assert "business-manager" in said.err


def test_only_who_manages_people_makes_links(accounts):
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.COMMAND_LINE}
    people.add(accounts.engine, name="Asha", **signed)
    people.give_role(accounts.engine, person_id="asha", role=Role.READER, **signed)
    for command in ("invite", "reset", "sign-out"):
        said = accounts("user", command, "business-manager", "--by", "asha")
        assert (said.status, said.out) == (1, "")
        assert "may not manage people" in said.err


def test_signing_somebody_out(accounts):
    at = clock.now()
    begin = {"way": Way.PASSWORD, "address": None, "browser": None, "by": "business-manager", "at": at}
    secret = sessions.begin(accounts.engine, **begin, door=Door.BROWSER)
    assert "was signed in 1 time and is signed out" in accounts("user", "sign-out", "business-manager").out
    assert who_is(accounts.engine, secret, at=at, limits=Limits()) is None
    assert "was signed in nowhere" in accounts("user", "sign-out", "business-manager").out


def test_the_first_person_of_an_empty_register_gets_their_link_at_once(empty, monkeypatch):
    empty.home.mkdir()
    engine = engine_for(f"sqlite:///{empty.home / 'register.sqlite'}")
    upgrade(engine)
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    said = empty("user", "add", "Asha Patel", "--email", "asha@example.org")
    assert said.status == 0
    assert "business manager" in said.out
    link = secret_in(said.out)
    signed = {"by": "asha-patel", "at": clock.now(), "door": Door.BROWSER}
    passwords.set_by_link(engine, link=link, new=GOOD, **signed)
    assert has_password(engine, "asha-patel")
    said = empty("user", "add", "Ben", "--role", "reader")
    assert "/join/" not in said.out
    with engine.connect() as connection:
        assert len(read_all(connection, Person)) == 2
    assert SYSTEM not in said.out


# ---- serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::"])
def test_other_machines_are_not_served_before_the_tracker_knows_its_address(empty, monkeypatch, host):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    said = empty("serve", "--host", host, "--no-browser")
    assert (said.status, said.out) == (1, "")
    assert "Set TRACKER_PUBLIC_URL" in said.err
    assert not empty.home.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRACKER_SIGN_IN", "yes"),
        ("TRACKER_PUBLIC_URL", "tracker"),
        ("TRACKER_SESSION_IDLE", "never"),
        ("TRACKER_SESSION_LONGEST", "0"),
        ("TRACKER_PROXY", "*"),
    ],
)
@pytest.mark.parametrize("words", [("serve", "--no-browser"), ("init",)])
def test_nonsense_in_a_setting_is_refused_at_the_start_with_a_sentence(empty, monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    said = empty(*words)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"{name}: ‘{value}’")
    assert said.err.count("\n") == 1
    assert not empty.home.exists()


def test_nobody_is_served_as_somebody_where_people_sign_in(accounts, monkeypatch):
    said = accounts("serve", "--as", "business-manager", "--no-browser")
    assert (said.status, said.out) == (1, "")
    assert "for --as somebody else" in said.err
    monkeypatch.setenv("TRACKER_AS", "business-manager")
    assert "unset one" in accounts("serve", "--no-browser").err


def test_with_accounts_other_machines_are_served_and_the_first_step_is_said(accounts):
    port = free_port()
    running = accounts.process("serve", "--host", "0.0.0.0", "--port", port, "--no-browser", start_new_session=True)
    try:
        assert b"open at https://tracker.example.gov.uk" in running.stdout.readline()
    finally:
        running.terminate()
        _, err = running.communicate(timeout=60)
    assert "tracker user invite business-manager" in err.decode()
    assert running.returncode == 0


def test_who_leads_now_is_told_when_somebody_goes(tracker):
    def user(*words):
        said = tracker("user", *words)
        assert said.status == 0, said.err
        return " ".join(said.out.split())

    agency = next(iter(read_agencies(tracker)))
    for name in ("Ann Lead", "Ben Lead"):
        user("add", name, "--role", "reader")
    user("role", "ann-lead", "lead", "--agency", agency.id)
    assert f"{agency.name} has no lead now." in user("role", "ann-lead", "lead", "--agency", agency.id, "--take")
    user("role", "ann-lead", "lead", "--agency", agency.id)
    assert f"{agency.name} has no lead now." in user("disable", "ann-lead")


def read_agencies(tracker):
    with tracker.engine.connect() as connection:
        return read_all(connection, Agency)
