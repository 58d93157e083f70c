"""Personal links and calendars over real HTTP: what they open, what they never do, and everything that was tried."""

import logging
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.notices.mailbox import mail_server
from tests.server import test_gate as gate
from tests.server.test_gate import GOOD, begin, cookie, cookie_of, password, signed, submit
from tracker import clock
from tracker.access.tokens import hashed
from tracker.commands import chases, evidence, feeds, people, personal_links, sessions, settings, updates
from tracker.notices.chase import compose
from tracker.notices.post import Post
from tracker.queries import chasing
from tracker.queries.history import entries
from tracker.queries.presence import who_is
from tracker.queries.secret_links import links, opened_by
from tracker.rules.chasing import Chasing
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.records import PersonRole
from tracker.rules.sending import NotKnownError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role
from tracker.settings import MailServer, Sender
from tracker.store.attempts import PER_ADDRESS, tries
from tracker.store.database import only_for

MADE_UP = "x" * 43
board, served, server = gate.board, gate.served, gate.server
"""The fixtures of the gate: a small board, and the real server in front of it."""


@pytest.fixture
def link(board):
    settings.set_personal_links(board.engine, setting=PersonalLinks(True), **signed("manager"))
    return give(board)


def give(book, person="police-lead", agency="police"):
    return personal_links.give(book.engine, agency_id=agency, person_id=person, **signed("manager"))


def come(server, link, **more):
    """Press the button; what the browser then sends."""
    answer = server.post(f"/owed/{link}", {}, **more)
    assert (answer.status, answer.headers["location"]) == (303, "/my_agency"), answer.text
    return cookie(server, cookie_of(answer)[1])


@pytest.fixture
def mailed(board, link):
    """The police owe a late action; their lead can be written to, and no hour is quiet."""
    people.edit(board.engine, person_id="police-lead", email="asha@police.example", **signed("manager"))
    board.now = clock.now()
    board.plan(title="Tell the sergeants", due=clock.today() - timedelta(days=3))
    awake = Chasing(quiet_from=None, quiet_until=None, quiet_weekends=False)
    settings.set_chasing(board.engine, chasing=awake, **signed("manager"))
    with mail_server() as box:
        yield box


def chase(board, box):
    """Send the police the message about what they owe, over real SMTP: what is on the record."""
    manager = {"roles": (PersonRole("m", "manager", Role.ADMINISTRATOR),), "who": "Manager"}
    found = chasing.plan(board.engine, **manager, at=clock.now())
    planned = next(one for one in found if one.agency_id == "police")
    sender = Sender("The Board", "board@example.org")
    with Post(MailServer("127.0.0.1", box.port, "off")) as post:

        def hand_over(made):
            return post.hand_over(
                compose(made.of, chase_id=made.chase.id, sender=sender, at=clock.now(), link=made.link)
            )

        return chases.send(board.engine, planned=planned, hand_over=hand_over, **signed("manager"))


# ---- personal links: what they open


def test_an_update_is_sent_through_the_link_of_a_message_that_was_received(server, board, mailed):
    sent = chase(board, mailed)
    (message,) = mailed.messages
    text = message.get_body(("plain",)).get_content()
    (secret,) = re.findall(rf"https://{re.escape(gate.PUBLIC)}/owed/([\w-]{{43}})\b", text)
    assert f'/owed/{secret}"' in message.get_body(("html",)).get_content()
    page = server.get(f"/owed/{secret}")
    assert page.status == 200 and "What Police owes" in page.text
    session = come(server, secret)["cookie"].split("=", 1)[1]
    there = who_is(board.engine, session, at=clock.now())
    assert (there.person.id, there.by_link) == ("police-lead", True)
    updates.say(
        only_for(board.engine, "police"), action_id=sent.listed[0], narrative="The sergeants were told.",
        by=there.person.id, at=clock.now(), door=Door.LINK,
    )  # fmt: skip
    (entry,) = chasing.log(board.engine, sight=WHOLE)
    assert entry.answered_on == clock.today()


def test_a_link_of_a_message_names_it_and_stands_neither_on_the_record_nor_on_the_trail(server, board, mailed, link):
    sent = chase(board, mailed)
    secret = secret_in(mailed)
    assert "/owed/" not in sent.text and secret not in sent.text
    with board.engine.connect() as connection:
        rows = sa.text("SELECT chase_id FROM personal_link WHERE token_hash = :h")
        assert connection.scalar(rows, {"h": hashed(secret)}) == sent.id
        dump = "\n".join(connection.connection.driver_connection.iterdump())
    assert secret not in dump
    assert opened_by(board.engine, link, at=clock.now()) is None, "the one given before opens nothing any more"


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_message_that_did_not_go_takes_its_link_back(server, board, mailed, by_hand):
    if by_hand:
        mailed.dies = 1
        with pytest.raises(NotKnownError):
            chase(board, mailed)
        secret = secret_in(mailed)
        assert opened_by(board.engine, secret, at=clock.now()), "it may have arrived"
        chases.stayed(board.engine, chase_id="CH1", why="It never arrived.", **signed("manager"))
        assert opened_by(board.engine, secret, at=clock.now()) is None
    else:
        mailed.unknown.add("asha@police.example")
        assert chase(board, mailed).refused
    assert not any(one.live for one in links(board.engine, roles=(), person_id="police-lead", at=clock.now()))
    assert any(one.verb == "take_link_back" for one in entries(board.engine, sight=WHOLE, limit=None))


def test_a_message_to_two_people_carries_no_link(server, board, mailed):
    deputy = {"person_id": people.add(board.engine, name="Ben", email="ben@police.example", **signed("manager")).id}
    people.give_role(board.engine, **deputy, role=Role.LEAD, agency_id="police", deputy=True, **signed("manager"))
    chase(board, mailed)
    assert "/owed/" not in mailed.messages[0].as_string() and len(mailed.envelopes[0][1]) == 2


def test_a_message_goes_without_a_link_where_the_board_has_turned_them_off(server, board, mailed):
    settings.set_personal_links(board.engine, setting=PersonalLinks(False), **signed("manager"))
    chase(board, mailed)
    assert "/owed/" not in mailed.messages[0].as_string()


def secret_in(box):
    return re.search(r"/owed/([\w-]{43})", box.messages[-1].get_body(("plain",)).get_content())[1]


def test_looking_at_a_link_lets_nobody_in_and_uses_nothing_up(server, board, link):
    for _ in range(3):  # a mail filter follows every link
        for answer in (server.get(f"/owed/{link}"), server.ask("HEAD", f"/owed/{link}")):
            assert answer.status == 200
            assert "set-cookie" not in answer.headers
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["referrer-policy"] == "strict-origin"
    page = server.get(f"/owed/{link}").text
    assert "What Police owes" in page and "<button" in page and "<script" not in page
    with board.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM web_session")) == 0
        assert connection.scalar(sa.text("SELECT used_at FROM personal_link")) is None
        assert connection.scalar(sa.select(sa.func.count()).select_from(tries)) == 0


def test_the_button_opens_one_page_and_nothing_else(server, board, link):
    with_ = come(server, link)
    assert server.get("/my_agency", **with_).text == "content of the register"
    for path in ("/my_agency?agency=police", "/_stcore/health", "/static/js/index.js", "/media/mark.svg"):
        assert server.get(path, **with_).status == 200, path
    assert server.ask("PUT", "/_stcore/upload_file/s/f", **with_).status == 200  # a file of evidence on its way
    for path in ("/", "/overview", "/recommendations", "/recommendation?id=SOTON-K:1", "/overdue", "/themes",
                 "/workbook", "/reviews", "/history", "/account", "/who", "/export/published.xlsx",
                 "/export/agencies.zip", "/_stcore/metrics", "/nothing",
                 "/my_agency/../history", "/MY_AGENCY", "/my_agency%2f..%2fhistory",
                 "//my_agency", "/evidence/E1", "/export/register.xlsx/../published.xlsx"):  # fmt: skip
        answer = server.get(path, **with_)
        assert answer.status in (400, 403, 404), (path, answer.status)
        assert "content of the register" not in answer.text, path
    for path in ("/account/password", "/account/sessions", "/calendar", "/who", "/export/published.xlsx"):
        assert server.post(path, {}, **with_).status == 403, path
    assert server.get("/sign-in", **with_).status == 200  # the way to more is there
    assert server.get("/healthz", **with_).status == 200


def test_the_workbook_by_a_link_is_its_own_agencys_whoever_else_they_lead(server, board, link):
    people.give_role(board.engine, person_id="police-lead", role=Role.LEAD, agency_id="health", **signed("manager"))
    with_ = come(server, link)
    assert server.get("/export/register.xlsx?agency=police", **with_).status == 200
    for query in ("", "?agency=health", "?agency=", "?agency=POLICE", "?agency=health&agency=health",
                  "?agency=police&agency=health"):  # fmt: skip
        answer = server.get(f"/export/register.xlsx{query}", **with_)
        assert answer.status == 403, query
        assert "one agency’s page only" in answer.text
    own = cookie(server, begin(board, "police-lead"))
    assert server.get("/export/register.xlsx?agency=health", **own).status == 200


def test_evidence_is_not_taken_out_by_a_link(server, board, link):
    action = board.plan("police")
    stated = evidence.attach_statement(board.engine, action_id=action.id, statement="Yes.", **signed("police-lead"))
    answer = server.get(f"/evidence/{stated.id}", **come(server, link))
    assert answer.status == 403
    assert "sign in" in answer.text


# ---- personal links: attacks


def test_a_secret_that_somebody_planted_is_no_session(server, board, link):
    planted = cookie(server, "planted-by-somebody-else")
    mine = come(server, link, **planted)
    assert mine != planted
    assert server.get("/my_agency", **planted).status == 303
    again = come(server, link, **mine)  # a second tab: the cookie is shared, so both go on
    assert again != mine
    assert server.get("/my_agency", **mine).status == 303
    assert server.get("/my_agency", **again).status == 200


def test_two_browsers_may_use_one_link_and_leaving_one_leaves_the_other(server, board, link):
    one, two = come(server, link), come(server, link)
    assert server.post("/sign-out", {}, **one).status == 303
    assert server.get("/my_agency", **one).status == 303
    assert server.get("/my_agency", **two).status == 200


def test_a_link_of_another_agency_by_changing_the_address(server, board, link):
    other = give(board, "health-lead", "health")
    with_ = come(server, link)
    assert server.get("/my_agency?agency=health", **with_).text == "content of the register"  # the page itself refuses
    changed = link[:-1] + ("A" if link[-1] != "A" else "B")
    for wrong in (changed, link[:-1], link + "A", hashed(link), link.swapcase()):
        assert server.get(f"/owed/{wrong}").status == 404, wrong
    there = who_is(board.engine, come(server, other)["cookie"].partition("=")[2], at=clock.now())
    assert there.agency_id == "health"


def test_every_link_that_opens_nothing_gets_the_same_answer(server, board, link, monkeypatch):
    taken = give(board, "health-lead", "health")
    personal_links.revoke(board.engine, link=hashed(taken), **signed("manager"))
    answers = [server.get(f"/owed/{secret}") for secret in (MADE_UP, taken)]
    answers += [server.post(f"/owed/{secret}", {}) for secret in (MADE_UP, taken)]
    now = clock.now
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: now() + timedelta(days=14))
        answers += [server.get(f"/owed/{link}"), server.post(f"/owed/{link}", {})]
    people.disable(board.engine, person_id="police-lead", leave_open_reason="Gone.", **signed("manager"))
    answers += [server.get(f"/owed/{link}"), server.post(f"/owed/{link}", {})]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert "olice" not in answers[0].text


def test_a_link_taken_back_shuts_the_door_at_the_next_click(server, board, link):
    with_ = come(server, link)
    personal_links.revoke(board.engine, link=hashed(link), **signed("manager"))
    answer = server.get("/my_agency", **with_)
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in?next=%2Fmy_agency")


def test_a_link_never_makes_less_of_somebody_who_is_signed_in(server, board, link):
    mine = cookie(server, begin(board, "police-lead"))
    answer = server.post(f"/owed/{link}", {}, **mine)
    assert (answer.status, answer.headers["location"]) == (303, "/my_agency?agency=police")
    assert "set-cookie" not in answer.headers
    assert server.get("/account", **mine).status == 200


def test_somebody_else_who_is_signed_in_is_told_and_then_signed_out(server, board, link):
    manager = cookie(server, begin(board, "manager"))
    assert "signed in here as Manager: opening the page signs you out" in server.get(f"/owed/{link}", **manager).text
    come(server, link, **manager)
    assert server.get("/account", **manager).status == 303


def test_signing_in_properly_replaces_the_link(server, board, link):
    password(board, "police-lead")
    with_ = come(server, link)
    answer = submit(server, "police-lead", GOOD, **with_)
    assert server.get("/account", **cookie(server, cookie_of(answer)[1])).status == 200
    assert server.get("/my_agency", **with_).status == 303


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example.org"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_press_the_button(server, board, link, headers):
    answer = server.post(f"/owed/{link}", {}, headers=headers)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_guessing_is_slow_and_the_sign_in_is_not_stopped_by_it(server, board, link):
    password(board, "reader")
    for n in range(PER_ADDRESS):
        assert server.get(f"/owed/{n:043}").status == 404
    answer = server.get(f"/owed/{link}")
    assert answer.status == 429
    assert 800 < int(answer.headers["retry-after"]) <= 901
    assert server.post(f"/owed/{link}", {}).status == 429
    assert submit(server, "reader", GOOD).status == 303
    with board.engine.connect() as connection:
        assert MADE_UP not in repr(list(connection.execute(sa.select(tries))))


def test_on_a_machine_of_ones_own_no_link_opens_anything(server, board, link, monkeypatch):
    with_ = come(server, link)
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    monkeypatch.delenv("TRACKER_PUBLIC_URL")
    assert server.get(f"/owed/{link}").status == 404
    assert server.post(f"/owed/{link}", {}).status == 404
    assert who_is(board.engine, with_["cookie"].partition("=")[2], at=clock.now()) is not None
    assert "(chosen now)" not in server.get("/who", **with_).text


def test_no_secret_is_in_any_log_nor_in_a_way_back(server, board, link, caplog, monkeypatch):
    secret = feeds.make(board.engine, **signed("police-lead"))
    with caplog.at_level(logging.DEBUG):
        come(server, link)
        server.get(f"/owed/{MADE_UP}")
        server.get(f"/calendar/{secret}.ics")
        server.get(f"/calendar/{MADE_UP}.ics")
        for path in (f"/calendar/{secret}/", f"/calendar/{secret}", f"/owed/{link}/", f"/owed/{link}?x"):
            assert link not in server.get(path).headers.get("location", ""), path
            assert secret not in server.get(path).headers.get("location", ""), path
        monkeypatch.setattr("tracker.server.owed.opened_by", lambda *_, **__: 1 / 0)
        monkeypatch.setattr("tracker.server.calendars.whose_calendar", lambda *_, **__: 1 / 0)
        for path in (f"/owed/{link}", f"/calendar/{secret}.ics"):
            answer = server.get(path)
            assert answer.status == 500
            assert link not in answer.text and secret not in answer.text
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("tracker"))
    assert "wrong_secret " in told and "network=127.0.0.0/24" in told
    assert told.count("broke ") == 2
    assert "route=/owed/{secret:str}" in told and "route=/calendar/{secret:str}" in told
    for hidden in (link, secret, MADE_UP):
        assert hidden not in told


# ---- calendars


@pytest.fixture
def feed(board):
    return feeds.make(board.engine, **signed("police-lead"))


def test_a_calendar_is_read_without_a_session_and_says_when_nothing_changed(server, board, feed):
    board.plan("police")
    answer = server.get(f"/calendar/{feed}.ics")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in answer.headers
    assert b"SUMMARY:SOTON-K-A001 due\\, Police" in answer.body
    again = server.get(f"/calendar/{feed}.ics", **{"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    head = server.ask("HEAD", f"/calendar/{feed}.ics")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == answer.headers["etag"]
    board.plan("police", title="Another")
    assert server.get(f"/calendar/{feed}.ics", **{"If-None-Match": answer.headers["etag"]}).status == 200


def test_every_calendar_that_is_not_there_gets_the_same_answer(server, board, feed):
    older = feed
    feeds.make(board.engine, **signed("police-lead"))
    taken = feeds.make(board.engine, **signed("health-lead"))
    feeds.revoke(board.engine, person_id="health-lead", **signed("manager"))
    gone = feeds.make(board.engine, **signed("reader"))
    people.disable(board.engine, person_id="reader", **signed("manager"))
    no_role = feeds.make(board.engine, **signed("scrutineer"))
    people.take_role(board.engine, person_id="scrutineer", role=Role.SCRUTINEER, **signed("manager"))
    answers = [server.get(f"/calendar/{one}.ics") for one in (MADE_UP, older, taken, gone, no_role, hashed(older))]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1
    people.enable(board.engine, person_id="reader", **signed("manager"))
    assert server.get(f"/calendar/{gone}.ics").status == 404


def test_an_old_calendar_that_goes_on_asking_is_slowed_and_stops_nobody_elses(server, board, feed):
    for _ in range(PER_ADDRESS):
        assert server.get(f"/calendar/{MADE_UP}.ics").status == 404
    assert server.get(f"/calendar/{MADE_UP}.ics").status == 429
    assert server.get(f"/calendar/{feed}.ics").status == 200


def test_a_calendar_is_no_way_in(server, board, feed):
    assert server.get("/my_agency", **cookie(server, feed)).status == 303
    assert server.get(f"/owed/{feed}").status == 404
    assert server.get(f"/join/{feed}").status == 410


def test_an_address_is_made_in_ones_account_shown_once_and_taken_back(server, board):
    with_ = cookie(server, begin(board, "police-lead"))
    assert "Make an address for my calendar" in server.get("/account", **with_).text
    made = server.post("/calendar", {"do": "make"}, **with_)
    assert made.status == 200
    address = made.text.partition('value="https://')[2].partition('"')[0]
    path = "/" + address.partition("/")[2]
    assert server.get(path).status == 200
    page = server.get("/account", **with_).text
    assert "last read on" in page
    assert path not in page
    assert made.headers["cache-control"] == "no-store"
    assert server.post("/calendar", {"do": "back"}, **with_).headers["location"] == "/account?done=calendar"
    assert server.get(path).status == 404
    assert server.post("/calendar", {"do": "make"}).status == 401


def test_on_a_machine_of_ones_own_the_calendar_is_there_for_whoever_was_chosen(server, board, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    monkeypatch.delenv("TRACKER_PUBLIC_URL")
    with_ = cookie(server, cookie_of(server.post("/who", {"person": "police-lead"}))[1])
    assert "Your calendar" in server.get("/who", **with_).text
    made = server.post("/calendar", {"do": "make"}, **with_)
    address = made.text.partition('value="http://')[2].partition('"')[0]
    assert address.startswith(f"127.0.0.1:{server.port}/calendar/")
    assert server.get("/" + address.partition("/")[2]).status == 200


def test_a_session_by_link_makes_no_calendar_and_is_listed_in_the_account(server, board, link):
    with_ = come(server, link)
    assert server.post("/calendar", {"do": "make"}, **with_).status == 403
    own = cookie(server, begin(board, "police-lead"))
    assert "A personal link" in server.get("/account", **own).text
    sessions.end_all(board.engine, person_id="police-lead", **signed("manager"))
    assert server.get("/my_agency", **with_).status == 303
