"""Personal links on both databases: to whom one is given, what it opens, what ends it, and that no secret is kept."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tracker.access.limits import BY_LINK
from tracker.access.tokens import hashed
from tracker.commands import actions, people, personal_links, sessions, settings, updates
from tracker.commands.personal_links import LinkOpensNothingError
from tracker.queries import history
from tracker.queries.presence import who_is
from tracker.queries.secret_links import links, opened_by
from tracker.queries.standing import change_number
from tracker.queries.verifying import verify
from tracker.rules.errors import BadValueError, NotAllowedError, UnknownError, UnknownPersonError
from tracker.rules.personal_links import NoLinkError, PersonalLinks
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Way
from tracker.store.database import only_for
from tracker.store.sessions import sessions as kept


@pytest.fixture(autouse=True)
def people_sign_in(monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")


def turn(book, on=True, **more):
    return settings.set_personal_links(book.engine, setting=PersonalLinks(on, **more), **book.signed())


def give(book, person="police-lead", agency="police", by="manager"):
    return personal_links.give(book.engine, agency_id=agency, person_id=person, **book.signed(by))


def come(book, link, person="police-lead"):
    more = {"address": "10.1.2.3", "browser": "Firefox"}
    return personal_links.come_in(book.engine, link=link, **more, **book.signed(person, door=Door.LINK))


def given(book, **more):
    turn(book)
    return give(book, **more)


def who(book, secret, at=None):
    return who_is(book.engine, secret, at=at or book.now)


def role(book, person, role, agency=None, take=False):
    verb = people.take_role if take else people.give_role
    more = {"leave_open_reason": "Nobody yet."} if take and role == Role.LEAD else {}
    verb(book.engine, person_id=person, role=role, agency_id=agency, **more, **book.signed())


def test_links_are_off_until_the_board_turns_them_on(ledger):
    with pytest.raises(NoLinkError, match="has not turned personal links on"):
        give(ledger)
    assert opened_by(ledger.engine, given(ledger), at=ledger.now).agency.id == "police"


@pytest.mark.parametrize(
    ("variables", "why"),
    [({"TRACKER_SIGN_IN": "machine"}, "nobody signs in here"), ({"TRACKER_PUBLIC_URL": ""}, "set TRACKER_PUBLIC_URL")],
)
def test_a_tracker_that_nobody_else_reaches_gives_none(ledger, monkeypatch, variables, why):
    turn(ledger)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoLinkError, match=why):
        give(ledger)


@pytest.mark.parametrize(
    ("person", "agency", "why"),
    [
        ("health-lead", "police", "own lead or their deputy"),
        ("reader", "police", "own lead or their deputy"),
        ("member", "police", "own lead or their deputy"),  # of the police, but not its lead
    ],
)
def test_nobody_gets_a_link_to_what_they_do_not_lead(ledger, person, agency, why):
    turn(ledger)
    with pytest.raises(NoLinkError, match=why):
        give(ledger, person, agency)


@pytest.mark.parametrize("more", [Role.ADMINISTRATOR, Role.SUBGROUP, Role.SCRUTINEER, Role.AUDITOR])
def test_whoever_holds_more_than_a_lead_signs_in(ledger, more):
    book = ledger
    secret = come(book, given(book))
    role(book, "police-lead", more)
    with pytest.raises(NoLinkError, match="and a link must open no more than one agency’s page"):
        give(book)
    assert who(book, secret) is None  # and who is in by one is out at the next click
    role(book, "police-lead", more, take=True)
    assert who(book, secret) is not None


def test_a_board_member_and_a_deputy_may_have_one(ledger):
    book = ledger
    role(book, "reader", Role.LEAD, "police")
    people.give_role(book.engine, person_id="reader", role=Role.LEAD, agency_id="police", deputy=True, **book.signed())
    found = who(book, come(book, given(book, person="reader"), "reader"))
    assert [(r.role, r.agency_id) for r in found.roles] == [(Role.LEAD, "police")]  # what they may read besides waits


def test_only_the_business_manager_gives_one(ledger):
    turn(ledger)
    for by in ("police-lead", "chair", "scrutineer", "reader"):
        with pytest.raises(NotAllowedError):
            give(ledger, by=by)


def test_a_session_by_link_is_the_lead_of_one_agency_for_four_hours_at_most(ledger):
    role(ledger, "police-lead", Role.LEAD, "health")
    secret = come(ledger, given(ledger))
    found = who(ledger, secret)
    assert (found.person.id, found.way, found.agency_id) == ("police-lead", Way.LINK, "police")
    assert [(r.role, r.agency_id) for r in found.roles] == [(Role.LEAD, "police")]
    end = ledger.now + BY_LINK
    step = timedelta(minutes=50)
    while ledger.now + step < end:
        ledger.now += step
        seen = who(ledger, secret)
        sessions.touch(
            ledger.engine, session=seen.session, seen_at=seen.seen_at, by="police-lead", at=ledger.now, door=Door.LINK
        )
    assert who(ledger, secret, end - timedelta(seconds=1)) is not None
    assert who(ledger, secret, end) is None


def test_the_session_ends_with_the_link(ledger):
    book = ledger
    turn(book, days=1)
    link = give(book)
    end = book.now + timedelta(days=1)
    book.now = end - timedelta(minutes=30)
    secret = come(book, link)
    assert who(book, secret, end - timedelta(seconds=1)) is not None
    assert who(book, secret, end) is None
    assert opened_by(book.engine, link, at=end) is None
    book.now = end
    with pytest.raises(LinkOpensNothingError):
        come(book, link)


def test_the_write_door_itself_keeps_a_session_by_link_to_its_agency(ledger):
    """Whatever a page might ask for: the store gives the signer no other right than that of this one agency's lead."""
    role(ledger, "police-lead", Role.LEAD, "health")
    ours, theirs = ledger.plan("police"), ledger.plan("health")
    turn(ledger)
    inside = only_for(ledger.engine, "police")
    updates.say(inside, action_id=ours.id, narrative="Begun.", **ledger.signed("police-lead", door=Door.LINK))
    with pytest.raises(NotAllowedError):
        updates.say(inside, action_id=theirs.id, narrative="Begun.", **ledger.signed("police-lead"))
    updates.say(ledger.engine, action_id=theirs.id, narrative="Begun.", **ledger.signed("police-lead"))
    role(ledger, "police-lead", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError):
        people.add(inside, name="Somebody", **ledger.signed("police-lead"))
    with pytest.raises(NotAllowedError):  # and once they hold more, nothing at all
        actions.claim(inside, action_id=ours.id, narrative="Done.", **ledger.signed("police-lead"))


def test_the_trail_says_that_they_came_by_a_link_and_that_what_they_did_came_by_it(ledger):
    action = ledger.plan("police")
    come(ledger, given(ledger))
    signed = ledger.signed("police-lead", door=Door.LINK)
    updates.say(only_for(ledger.engine, "police"), action_id=action.id, narrative="Begun.", **signed)
    told = history.entries(ledger.engine, sight=WHOLE, by="police-lead", limit=None)
    assert {(e.verb, e.door) for e in told} == {("open_link", "link"), ("update", "link")}
    assert "give_link" in {e.verb for e in history.entries(ledger.engine, sight=WHOLE, by="manager", limit=None)}


def revoked(book, link):
    personal_links.revoke(book.engine, link=hashed(link), **book.signed())


ENDS = {
    "taken back by the manager": revoked,
    "taken back by its person": lambda b, link: personal_links.revoke(
        b.engine, link=hashed(link), **b.signed("police-lead")
    ),
    "another one was given": lambda b, link: give(b),
    "its person was disabled": lambda b, link: people.disable(
        b.engine, person_id="police-lead", leave_open_reason="Gone.", **b.signed()
    ),
    "its person leads no more": lambda b, link: role(b, "police-lead", Role.LEAD, "police", take=True),
    "the board turned links off": lambda b, link: turn(b, on=False),
}


@pytest.mark.parametrize("why", ENDS)
def test_a_link_ends_with_whoever_is_in_by_it_and_nothing_brings_it_back(ledger, why):
    link = given(ledger)
    secret = come(ledger, link)
    ENDS[why](ledger, link)
    assert who(ledger, secret) is None
    assert opened_by(ledger.engine, link, at=ledger.now) is None
    if "disabled" in why:
        people.enable(ledger.engine, person_id="police-lead", **ledger.signed())
    if "leads no more" in why:
        role(ledger, "police-lead", Role.LEAD, "police")
    if "off" in why:
        turn(ledger)
    assert opened_by(ledger.engine, link, at=ledger.now) is None
    assert who(ledger, secret) is None
    with pytest.raises(LinkOpensNothingError):
        come(ledger, link)


def test_a_disabled_person_gets_none_and_nobody_takes_back_what_is_anothers(ledger):
    book = ledger
    link = given(book)
    for by in ("health-lead", "chair"):
        with pytest.raises(NotAllowedError):
            personal_links.revoke(book.engine, link=hashed(link), **book.signed(by))
    with pytest.raises(NotAllowedError):  # who may not take links back is not told which there are
        personal_links.revoke(book.engine, link="0" * 64, **book.signed("health-lead"))
    with pytest.raises(UnknownError):
        personal_links.revoke(book.engine, link="0" * 64, **book.signed())
    people.disable(book.engine, person_id="police-lead", leave_open_reason="Gone.", **book.signed())
    with pytest.raises(UnknownPersonError):
        give(book)


def test_a_link_is_its_persons_and_lets_nobody_else_in(ledger):
    link = given(ledger)
    for person in ("health-lead", "manager"):
        with pytest.raises(LinkOpensNothingError):
            come(ledger, link, person)


def test_a_session_that_only_says_that_it_came_by_a_link_lets_nobody_in(ledger):
    turn(ledger)
    made_up = sessions.begin(ledger.engine, way=Way.LINK, address=None, browser=None, **ledger.signed("police-lead"))
    assert who(ledger, made_up) is None


def test_no_secret_is_in_the_store_or_on_the_trail(ledger):
    link = given(ledger)
    secret = come(ledger, link)
    with ledger.engine.connect() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        everything = repr([list(connection.execute(sa.select(table))) for table in tables.sorted_tables])
    assert hashed(link) in everything
    assert link not in everything and secret not in everything
    assert link not in repr(ledger.register())
    assert verify(ledger.engine).ok


def test_giving_and_opening_change_no_figure(ledger):
    turn(ledger)
    before = change_number(ledger.engine)
    come(ledger, give(ledger))
    assert change_number(ledger.engine) == before


def test_a_list_shows_everybodys_to_the_manager_and_ones_own_to_others(ledger):
    book = ledger
    given(book)
    give(book, "health-lead", "health")

    def seen(person):
        roles = tuple(r for r in book.register().person_roles.values() if r.person_id == person)
        return {one.person_id for one in links(book.engine, roles=roles, person_id=person, at=book.now)}

    assert seen("manager") == {"police-lead", "health-lead"}
    assert seen("police-lead") == {"police-lead"}
    assert seen("chair") == set()


def test_the_session_row_says_which_link_and_which_agency(ledger):
    link = given(ledger)
    come(ledger, link)
    with ledger.engine.connect() as connection:
        (row,) = connection.execute(sa.select(kept.c.agency_id, kept.c.link, kept.c.way))
    assert tuple(row) == ("police", hashed(link), Way.LINK)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"on": 1}', '{"days": 0}', '{"days": 61}', '{"days": true}', '{"x": 1}']
)
def test_a_damaged_setting_is_a_sentence(text):
    with pytest.raises(BadValueError):
        PersonalLinks.from_json(text)


def test_the_setting_round_trips():
    setting = PersonalLinks(True, 7)
    assert PersonalLinks.from_json(setting.to_json()) == setting
    assert PersonalLinks.from_settings({}) == PersonalLinks(False, 14)
