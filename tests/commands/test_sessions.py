"""Sessions, passwords and one-time links on both databases: who gets in, for how long, and what ends it."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tracker.access import passwords as passwords_room
from tracker.access.limits import Limits
from tracker.access.passwords import WeakPasswordError
from tracker.commands import invitations, passwords, people, sessions
from tracker.commands.passwords import TooManyTriesError, WrongCurrentError, WrongPasswordError
from tracker.queries import history
from tracker.queries.presence import has_password, opened_by, sessions_of, who_is
from tracker.queries.standing import change_number
from tracker.queries.verifying import verify
from tracker.rules.errors import NotAllowedError, UnknownError, UnknownPersonError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, LinkKind, Role, Way
from tracker.store.accounts import LinkOverError, links
from tracker.store.accounts import passwords as kept_passwords
from tracker.store.attempts import tries
from tracker.store.sessions import sessions as kept

GOOD, NEWER = "seven wet lanterns hum", "nine dry kettles sing"
HERE = "10.1.2.3"
FAST = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"


def begin(book, person, *, way=Way.PASSWORD, at=None, **more):
    return sessions.begin(book.engine, way=way, address=HERE, browser="Firefox", **more, **book.signed(person, at=at))


def sign_in(book, name, password, *, address=HERE, at=None):
    signed = book.signed("system", at=at)
    return passwords.sign_in(book.engine, name=name, password=password, address=address, browser="Firefox", **signed)


def have_password(book, person, password=GOOD):
    link = invitations.invite(book.engine, person_id=person, **book.signed("manager"))
    passwords.set_by_link(book.engine, link=link, new=password, **book.signed(person))


def who(book, secret, *, at=None, limits=None):
    found = who_is(book.engine, secret, at=at or book.now, limits=limits)
    return found.person.id if found else None


def column(book, table, name):
    with book.engine.connect() as connection:
        return list(connection.scalars(sa.select(table.c[name])))


# ---- a session


def test_a_session_is_a_person_with_their_roles_until_it_ends(ledger):
    secret = begin(ledger, "police-lead")
    found = who_is(ledger.engine, secret, at=ledger.now)
    assert (found.person.name, found.way) == ("Police lead", Way.PASSWORD)
    assert [(role.role, role.agency_id) for role in found.roles] == [(Role.LEAD, "police")]
    people.give_role(ledger.engine, person_id="police-lead", role=Role.SUBGROUP, **ledger.signed("manager"))
    assert len(who_is(ledger.engine, secret, at=ledger.now).roles) == 2
    sessions.end(ledger.engine, session=found.session, **ledger.signed("police-lead"))
    assert who(ledger, secret) is None
    sessions.end(ledger.engine, session=found.session, **ledger.signed("police-lead"))  # twice is no mistake


@pytest.mark.parametrize("secret", [None, "", "x", "' OR 1=1", "\0", "\ud800", "x" * 100_000])
def test_a_made_up_secret_is_nobody(ledger, secret):
    begin(ledger, "manager")
    assert who_is(ledger.engine, secret, at=ledger.now) is None


def test_the_store_holds_no_secret(ledger):
    book = ledger
    secret = begin(book, "manager")
    link = invitations.invite(book.engine, person_id="reader", **book.signed("manager"))
    have_password(book, "manager")
    for table in (kept, links, kept_passwords, tries):
        with book.engine.connect() as connection:
            everything = str(connection.execute(sa.select(table)).all())
        assert secret not in everything
        assert link not in everything
        assert GOOD not in everything
    told = str(history.entries(book.engine, sight=WHOLE, limit=None))
    assert secret not in told and link not in told and GOOD not in told


def test_a_session_ends_by_itself_when_idle_and_after_its_longest(ledger):
    secret = begin(ledger, "manager", longest=timedelta(hours=10))
    began, step = ledger.now, timedelta(minutes=59)
    assert who(ledger, secret, at=began + step) == "manager"
    assert who(ledger, secret, at=began + timedelta(minutes=60)) is None
    at = began
    for _ in range(10):  # used again and again, until ten hours are over
        found = who_is(ledger.engine, secret, at=at + step)
        at += step
        assert found is not None
        sessions.touch(
            ledger.engine, session=found.session, seen_at=found.seen_at, by="manager", at=at, door=Door.BROWSER
        )
    assert at < began + timedelta(hours=10)
    assert who(ledger, secret, at=began + timedelta(hours=10)) is None


def test_settings_that_are_stricter_now_hold_for_sessions_that_began_before(ledger):
    book = ledger
    secret = begin(book, "manager")
    later = book.now + timedelta(minutes=20)
    assert who(book, secret, at=later, limits=Limits(idle=timedelta(minutes=15))) is None
    assert who(book, secret, at=later, limits=Limits(longest=timedelta(minutes=15))) is None
    assert who(book, secret, at=later, limits=Limits(ways=frozenset({Way.DIRECTORY}))) is None
    assert who(book, secret, at=later) == "manager"


def test_who_chose_a_name_on_their_own_machine_is_not_asked_again_for_a_year(ledger):
    secret = begin(ledger, "manager", way=Way.MACHINE)
    assert who(ledger, secret, at=ledger.now + timedelta(days=364)) == "manager"
    assert who(ledger, secret, at=ledger.now + timedelta(days=365)) is None


def test_being_there_is_written_at_most_once_a_minute(ledger):
    book = ledger
    secret = begin(book, "manager")
    found = who_is(book.engine, secret, at=book.now)
    for seconds, expected in ((30, 0), (59, 0), (60, 60), (5, 60)):
        at = found.seen_at + timedelta(seconds=seconds)
        sessions.touch(
            book.engine, session=found.session, seen_at=found.seen_at, by="manager", at=at, door=Door.BROWSER
        )
        assert who_is(book.engine, secret, at=at).seen_at == found.seen_at + timedelta(seconds=expected)


def test_disabling_somebody_ends_all_that_lets_them_in_and_enabling_brings_nothing_back(ledger):
    secret = begin(ledger, "reader")
    link = invitations.invite(ledger.engine, person_id="reader", **ledger.signed("manager"))
    people.disable(ledger.engine, person_id="reader", **ledger.signed("manager"))
    assert who(ledger, secret) is None
    with pytest.raises(UnknownPersonError):
        begin(ledger, "reader")
    people.enable(ledger.engine, person_id="reader", **ledger.signed("manager"))
    assert who(ledger, secret) is None
    with pytest.raises(LinkOverError, match="no longer valid"):
        opened_by(ledger.engine, link, at=ledger.now)


def test_a_person_disabled_by_any_other_hand_is_nobody_at_once(ledger):
    secret = begin(ledger, "reader")
    with ledger.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE person SET disabled_on = '2026-01-05' WHERE id = 'reader'")
    assert who(ledger, secret) is None


def test_one_ends_ones_own_sessions_and_the_manager_anybodys(ledger):
    mine, other = begin(ledger, "reader"), begin(ledger, "chair")
    theirs = who_is(ledger.engine, other, at=ledger.now).session
    with pytest.raises(NotAllowedError):
        sessions.end(ledger.engine, session=theirs, **ledger.signed("reader"))
    with pytest.raises(NotAllowedError):
        sessions.end_all(ledger.engine, person_id="chair", **ledger.signed("reader"))
    with pytest.raises(UnknownError):
        sessions.end(ledger.engine, session="f" * 64, **ledger.signed("reader"))
    with pytest.raises(UnknownError):
        sessions.end_all(ledger.engine, person_id="nobody", **ledger.signed("manager"))
    assert (who(ledger, mine), who(ledger, other)) == ("reader", "chair")
    assert sessions.end_all(ledger.engine, person_id="chair", **ledger.signed("manager")) == 1
    second = begin(ledger, "reader")
    stays = who_is(ledger.engine, second, at=ledger.now).session
    assert sessions.end_all(ledger.engine, person_id="reader", but=stays, **ledger.signed("reader")) == 1
    assert (who(ledger, mine), who(ledger, other), who(ledger, second)) == (None, None, "reader")
    assert [one.session for one in sessions_of(ledger.engine, person_id="reader", at=ledger.now, limits=Limits())] == [
        stays
    ]


def test_coming_in_and_going_stand_on_the_trail_and_change_nothing_of_the_register(ledger):
    before = change_number(ledger.engine)
    have_password(ledger, "reader")
    secret = sign_in(ledger, "reader", GOOD)
    passwords.change(ledger.engine, current=GOOD, new=NEWER, session=None, address=HERE, **ledger.signed("reader"))
    secret = begin(ledger, "reader")
    sessions.end(ledger.engine, session=who_is(ledger.engine, secret, at=ledger.now).session, **ledger.signed("reader"))
    begin(ledger, "reader")
    sessions.end_all(ledger.engine, person_id="reader", **ledger.signed("manager"))
    invitations.reset(ledger.engine, person_id="reader", **ledger.signed("manager"))
    assert change_number(ledger.engine) == before
    told = [(e.verb, e.by, e.role) for e in history.entries(ledger.engine, sight=WHOLE, entity="person", limit=9)]
    assert told == [
        ("reset_password", "manager", "administrator"),
        ("end_sessions", "manager", "administrator"),
        ("sign_in", "reader", "reader"),
        ("sign_out", "reader", "reader"),
        ("sign_in", "reader", "reader"),
        ("set_password", "reader", "reader"),
        ("sign_in", "reader", "reader"),
        ("set_password", "reader", "reader"),
        ("invite", "manager", "administrator"),
    ]
    assert verify(ledger.engine).ok


def test_somebody_without_a_role_may_come_in_and_go(ledger):
    book = ledger
    people.add(book.engine, name="Hal", **book.signed("manager"))
    secret = begin(book, "hal")
    assert who_is(book.engine, secret, at=book.now).roles == ()
    sessions.end_all(book.engine, person_id="hal", **book.signed("hal"))
    assert who(book, secret) is None


def test_what_a_browser_says_of_itself_is_kept_short_and_printable(ledger):
    book = ledger
    sessions.begin(
        book.engine, way=Way.PASSWORD, address="1" * 900, browser="Fire\r\nfox\0\ud800" * 900, **book.signed("manager")
    )
    (one,) = sessions_of(book.engine, person_id="manager", at=book.now, limits=Limits())
    assert (len(one.address), len(one.browser)) == (300, 300)
    assert one.browser.isprintable()


# ---- passwords


def test_a_person_signs_in_by_address_or_id_in_any_case(ledger):
    people.edit(ledger.engine, person_id="chair", email="Chair.Person@Example.org", **ledger.signed("manager"))
    have_password(ledger, "chair")
    for name in ("chair", "CHAIR", " chair ", "chair.person@example.org", "CHAIR.PERSON@EXAMPLE.ORG"):
        assert who(ledger, sign_in(ledger, name, GOOD)) == "chair"


def test_two_people_of_one_address_sign_in_by_their_id(ledger):
    book = ledger
    for person in ("chair", "member"):
        people.edit(book.engine, person_id=person, email="team@example.org", **book.signed("manager"))
        have_password(book, person)
    with pytest.raises(WrongPasswordError):
        sign_in(book, "team@example.org", GOOD)
    assert who(book, sign_in(book, "member", GOOD)) == "member"


def test_what_was_wrong_is_never_said(ledger):
    book = ledger
    have_password(book, "chair")
    have_password(book, "reader")
    people.disable(book.engine, person_id="reader", **book.signed("manager"))
    said = set()
    for name, password in (
        ("chair", "wrong"), ("nobody", GOOD), ("", GOOD), ("chair", ""), ("manager", GOOD), ("reader", GOOD),
        ("system", GOOD), ("chair", GOOD + "x" * 200), ("\0", "\ud800"), ("x" * 5000, GOOD),
    ):  # fmt: skip
        with pytest.raises(WrongPasswordError) as refused:
            sign_in(book, name, password, address=f"10.9.9.{len(said)}")
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_password_is_worked_through_once_whether_somebody_is_there_or_not(ledger, monkeypatch):
    """What takes the time is the one look at an Argon2id hash: a name that nobody has gets it too."""
    book = ledger
    have_password(book, "chair")
    looked: list[str] = []
    real = passwords_room._hasher().verify_and_update

    class Counted:
        def verify_and_update(self, password, kept):
            looked.append(kept.split("$")[1] + kept.split("$")[3])
            return real(password, kept)

        def hash(self, password):
            return hasher.hash(password)

    hasher = passwords_room._hasher()
    passwords_room._nobodys()
    monkeypatch.setattr(passwords_room, "_hasher", Counted)
    for name in ("chair", "nobody-at-all"):
        with pytest.raises(WrongPasswordError):
            sign_in(book, name, "seven wet lanterns", address=f"10.0.0.{len(looked)}")
    assert len(looked) == 2 and looked[0] == looked[1]


def test_changing_a_password_ends_every_other_session(ledger):
    have_password(ledger, "chair")
    mine, other = sign_in(ledger, "chair", GOOD), sign_in(ledger, "chair", GOOD)
    session = who_is(ledger.engine, mine, at=ledger.now).session
    change = {"session": session, "address": HERE}
    with pytest.raises(WrongCurrentError):
        passwords.change(ledger.engine, current="no", new=NEWER, **change, **ledger.signed("chair"))
    with pytest.raises(WeakPasswordError):
        passwords.change(ledger.engine, current=GOOD, new="chairchair12", **change, **ledger.signed("chair"))
    assert (who(ledger, mine), who(ledger, other)) == ("chair", "chair")
    passwords.change(ledger.engine, current=GOOD, new=NEWER, **change, **ledger.signed("chair"))
    assert (who(ledger, mine), who(ledger, other)) == ("chair", None)
    with pytest.raises(WrongPasswordError):
        sign_in(ledger, "chair", GOOD)
    assert who(ledger, sign_in(ledger, "chair", NEWER)) == "chair"


def test_a_hash_that_has_aged_is_replaced_when_its_owner_signs_in(ledger):
    from argon2 import PasswordHasher

    book = ledger
    have_password(book, "chair")
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    with book.engine.execution_options(write=True).begin() as connection:
        connection.execute(kept_passwords.update().values(hash=weak))
    sign_in(book, "chair", GOOD)
    assert "m=65536" in column(book, kept_passwords, "hash")[0]
    sign_in(book, "chair", GOOD)


# ---- throttling


@pytest.fixture
def quick(monkeypatch):
    """Passwords that are looked at in no time: how many are looked at is counted."""
    looked = []

    def is_right(password, hash):
        looked.append(password)
        return (password == GOOD and hash is not None), None

    monkeypatch.setattr("tracker.access.passwords.is_right", is_right)
    return looked


def wrong(book, name="chair", *, address=HERE, at=None):
    with pytest.raises(WrongPasswordError):
        sign_in(book, name, "no", address=address, at=at)


def test_five_wrong_tries_and_the_sixth_waits_even_with_the_right_password(ledger, quick):
    have_password(ledger, "chair")
    at = ledger.now
    for _ in range(5):
        wrong(ledger, at=at)
    with pytest.raises(TooManyTriesError, match="Wait 15 minutes") as refused:
        sign_in(ledger, "chair", GOOD, at=at)
    assert refused.value.wait == timedelta(minutes=15)
    with pytest.raises(TooManyTriesError, match="Wait 1 minute,"):
        sign_in(ledger, "chair", GOOD, at=at + timedelta(minutes=14, seconds=30))
    assert len(quick) == 5
    assert who(ledger, sign_in(ledger, "chair", GOOD, at=at + timedelta(minutes=15))) == "chair"


def test_being_kept_out_does_not_tell_which_names_belong_to_one_person(ledger, quick):
    book = ledger
    people.edit(book.engine, person_id="chair", email="chair@example.org", **book.signed("manager"))
    have_password(book, "chair")
    at = book.now

    def told(names):
        said = []
        for name in names:
            with pytest.raises((WrongPasswordError, TooManyTriesError)) as refused:
                sign_in(book, name, "no", at=at)
            said.append(str(refused.value))
        return said

    known, unknown = ("chair", "chair@example.org"), ("nobody", "nobody@example.org")
    both = [told([one, one.upper(), f" {one}", one, one, one, other, one, other]) for one, other in (known, unknown)]
    assert both[0] == both[1]
    assert both[0][4:] == [str(WrongPasswordError()), said := both[0][5], str(WrongPasswordError()), said,
                           str(WrongPasswordError())]  # fmt: skip
    assert "Wait 15 minutes" in said


def test_a_person_has_two_names_and_no_more_tries_than_both_have(ledger, quick):
    book = ledger
    people.edit(book.engine, person_id="chair", email="chair@example.org", **book.signed("manager"))
    have_password(book, "chair")
    at, before = book.now, len(quick)
    for name in ("chair", "CHAIR", "chair@example.org", " Chair@example.org", "Chair ") * 8:
        with pytest.raises((WrongPasswordError, TooManyTriesError)):
            sign_in(book, name, "no", at=at)
    assert len(quick) - before == 10


def test_success_clears_what_was_counted_against_this_account_here(ledger, quick):
    book = ledger
    have_password(book, "chair")
    at = book.now
    for _ in range(3):
        for _ in range(4):
            wrong(book, at=at)
        sign_in(book, "chair", GOOD, at=at)


def test_one_account_from_many_addresses_and_many_accounts_from_one(ledger, quick):
    have_password(ledger, "chair")
    have_password(ledger, "member")
    at = ledger.now
    sign_in(ledger, "chair", GOOD, address="10.0.0.99", at=at)
    for n in range(20):
        wrong(ledger, address=f"10.7.{n}.1", at=at)
    with pytest.raises(TooManyTriesError):
        sign_in(ledger, "chair", GOOD, address="10.8.0.1", at=at)
    # who came in from an address within 90 days is not locked out there by what others try
    for days in (1, 60, 149):  # each time it counts anew
        when = at + timedelta(days=days)
        for n in range(20):
            wrong(ledger, address=f"10.5.{n}.{days}", at=when)
        for n in range(30):
            wrong(ledger, f"somebody-{n}", address="10.0.0.99", at=when)
        assert who(ledger, sign_in(ledger, "chair", GOOD, address="10.0.0.99", at=when)) == "chair"
        with pytest.raises(TooManyTriesError):
            sign_in(ledger, "member", GOOD, address="10.0.0.99", at=when)
        for _ in range(5):
            wrong(ledger, address="10.0.0.99", at=when)
        with pytest.raises(TooManyTriesError):
            sign_in(ledger, "chair", GOOD, address="10.0.0.99", at=when)
    late = at + timedelta(days=149 + 90, seconds=1)
    for n in range(20):
        wrong(ledger, address=f"10.5.{n}.200", at=late)
    with pytest.raises(TooManyTriesError):
        sign_in(ledger, "chair", GOOD, address="10.0.0.99", at=late)
    for n in range(30):
        wrong(ledger, f"somebody-{n}", address="10.6.0.1", at=at)
    with pytest.raises(TooManyTriesError):
        sign_in(ledger, "member", GOOD, address="10.6.0.1", at=at)


def test_a_household_of_ipv6_is_one_address(ledger, quick):
    book = ledger
    for n in range(5):
        wrong(book, address=f"2001:db8:1:2::{n + 1:x}", at=book.now)
    with pytest.raises(TooManyTriesError):
        sign_in(book, "chair", GOOD, address="2001:db8:1:2:ffff::1", at=book.now)
    wrong(book, address="2001:db8:1:3::1", at=book.now)
    for _ in range(5):
        wrong(book, address="::ffff:10.5.5.5", at=book.now)
    with pytest.raises(TooManyTriesError):
        sign_in(book, "chair", GOOD, address="10.5.5.5", at=book.now)


def test_thirty_guesses_at_once_are_five(ledger, quick):
    have_password(ledger, "chair")
    before, outcomes, start = len(quick), [], threading.Barrier(30)
    at = ledger.now

    def guess(n):
        start.wait()
        try:
            passwords.sign_in(
                ledger.engine, name="chair", password=f"guess {n}", address=HERE, browser=None,
                by="system", at=at, door=Door.BROWSER,
            )  # fmt: skip
        except (WrongPasswordError, TooManyTriesError) as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=guess, args=(n,)) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(WrongPasswordError) == 5
    assert outcomes.count(TooManyTriesError) == 25
    assert len(quick) - before == 5


def test_tries_are_forgotten_after_a_day_and_hold_nothing_that_was_typed(ledger, quick):
    book = ledger
    at = book.now
    wrong(book, "my actual password", at=at)
    assert all(len(account) == 64 and "password" not in account for account in column(book, tries, "account"))
    wrong(book, "somebody", at=at + timedelta(days=1, seconds=1))
    assert len(column(book, tries, "account")) == 1


def test_a_wrong_current_password_counts_as_a_try(ledger, quick):
    book = ledger
    have_password(book, "chair")
    signed = book.signed("chair")
    for _ in range(5):
        with pytest.raises(WrongCurrentError):
            passwords.change(book.engine, current="no", new=NEWER, session=None, address=HERE, **signed)
    with pytest.raises(TooManyTriesError):
        passwords.change(book.engine, current=GOOD, new=NEWER, session=None, address=HERE, **signed)
    with pytest.raises(TooManyTriesError):
        sign_in(book, "chair", GOOD, at=signed["at"])


# ---- one-time links


def test_a_link_sets_a_password_once(ledger):
    link = invitations.invite(ledger.engine, person_id="reader", **ledger.signed("manager"))
    for _ in range(3):  # looking at it uses nothing up
        opened = opened_by(ledger.engine, link, at=ledger.now)
        assert (opened.person.id, opened.kind) == ("reader", LinkKind.INVITATION)
    with pytest.raises(WeakPasswordError):
        passwords.set_by_link(ledger.engine, link=link, new="short", **ledger.signed("reader"))
    assert not has_password(ledger.engine, "reader")
    passwords.set_by_link(ledger.engine, link=link, new=GOOD, **ledger.signed("reader"))
    assert who(ledger, sign_in(ledger, "reader", GOOD)) == "reader"
    with pytest.raises(LinkOverError, match="was used already"):
        passwords.set_by_link(ledger.engine, link=link, new=NEWER, **ledger.signed("reader"))
    with pytest.raises(LinkOverError, match="was used already"):
        opened_by(ledger.engine, link, at=ledger.now)


@pytest.mark.parametrize(("make", "lasts"), [("invite", timedelta(days=7)), ("reset", timedelta(hours=24))])
def test_a_link_is_over_in_time_and_when_a_newer_one_is_made(ledger, make, lasts):
    make = getattr(invitations, make)
    link = make(ledger.engine, person_id="reader", **ledger.signed("manager"))
    made = ledger.now
    assert opened_by(ledger.engine, link, at=made + lasts - timedelta(seconds=1)).person.id == "reader"
    with pytest.raises(LinkOverError, match="no longer valid"):
        opened_by(ledger.engine, link, at=made + lasts)
    newer = make(ledger.engine, person_id="reader", **ledger.signed("manager"))
    with pytest.raises(LinkOverError, match="no longer valid"):
        passwords.set_by_link(ledger.engine, link=link, new=GOOD, **ledger.signed("reader"))
    passwords.set_by_link(ledger.engine, link=newer, new=GOOD, **ledger.signed("reader"))


@pytest.mark.parametrize("link", ["", "x", "' OR 1=1", "\0", "../../x", "x" * 5000])
def test_a_made_up_link_opens_nothing(ledger, link):
    with pytest.raises(LinkOverError, match="is not one that the tracker knows"):
        opened_by(ledger.engine, link, at=ledger.now)


def test_a_link_is_for_its_person_only(ledger):
    book = ledger
    link = invitations.invite(book.engine, person_id="reader", **book.signed("manager"))
    with pytest.raises(LinkOverError, match="somebody else's"):
        passwords.set_by_link(book.engine, link=link, new=GOOD, **book.signed("manager"))


def test_links_are_made_by_who_manages_people_for_who_may_come_in(ledger):
    book = ledger
    for make in (invitations.invite, invitations.reset):
        for person in ("reader", "chair", "scrutineer", "police-lead"):
            with pytest.raises(NotAllowedError):
                make(book.engine, person_id="reader", **book.signed(person))
        with pytest.raises(UnknownError):
            make(book.engine, person_id="nobody", **book.signed("manager"))
    people.disable(book.engine, person_id="reader", **book.signed("manager"))
    with pytest.raises(UnknownPersonError):
        invitations.invite(book.engine, person_id="reader", **book.signed("manager"))


def test_a_reset_ends_every_session_and_the_password_before_it_works_until_then(ledger):
    have_password(ledger, "reader")
    secret = sign_in(ledger, "reader", GOOD)
    link = invitations.reset(ledger.engine, person_id="reader", **ledger.signed("manager"))
    assert who(ledger, sign_in(ledger, "reader", GOOD)) == "reader"
    passwords.set_by_link(ledger.engine, link=link, new=NEWER, **ledger.signed("reader"))
    assert who(ledger, secret) is None
    with pytest.raises(WrongPasswordError):
        sign_in(ledger, "reader", GOOD)


def test_one_link_used_by_ten_at_once_sets_one_password(ledger, monkeypatch):
    monkeypatch.setattr("tracker.access.passwords.hash_of", lambda password: FAST + password.encode().hex())
    link = invitations.invite(ledger.engine, person_id="reader", **ledger.signed("manager"))
    at, done, refused, start = ledger.now, [], [], threading.Barrier(10)

    def use(n):
        start.wait()
        try:
            passwords.set_by_link(ledger.engine, link=link, new=f"{GOOD} {n}", by="reader", at=at, door=Door.BROWSER)
            done.append(n)
        except LinkOverError:
            refused.append(n)

    threads = [threading.Thread(target=use, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), len(refused)) == (1, 9)
    assert column(ledger, kept_passwords, "hash") == [FAST + f"{GOOD} {done[0]}".encode().hex()]
