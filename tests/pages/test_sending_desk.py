"""The desk that workbooks go out from: who owes what, where it goes, what was sent, and what was refused."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.notices.mailbox import mail_server
from tests.pages.test_write_pages import board, field, press, seen, sound  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import people, sendings
from tracker.queries.register import current
from tracker.queries.sendings import outgoing
from tracker.rules.sending import State, state_of
from tracker.rules.sight import WHOLE
from tracker.rules.words import SendingWay

PAGE = """
from tracker.ui import desk_sending
from tracker.ui.frame import open_page
desk_sending.board(open_page())
"""


@pytest.fixture
def desk(board, monkeypatch):  # noqa: F811
    """The police owe an action and their lead can be written to; health owes one and its lead has no address."""
    board.now = clock.now()
    people.edit(board.engine, person_id="police-lead", email="asha@police.example", **board.signed())
    for owner in ("police", "health"):
        board.plan(owner_id=owner, due=clock.today() + timedelta(days=-3))
    for name in ("TRACKER_SMTP_URL", "TRACKER_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)

    def go(person="manager"):
        monkeypatch.setenv("TRACKER_AS", person)
        return sound(AppTest.from_string(PAGE, default_timeout=60).run())

    return go


def states(board):  # noqa: F811
    found = current(board.engine, sight=WHOLE).sendings.values()
    return {one.id: (one.agency_id, state_of(one)) for one in found}


def choose(page, *agencies):
    sound(page.radio(key="sending#0:whom").set_value("some" if agencies else "all").run())
    if agencies:
        sound(page.multiselect(key="sending#0:some").set_value(list(agencies)).run())
    return page


def test_the_table_says_who_owes_what_where_it_goes_and_that_nothing_went(desk):
    page = desk()
    words = seen(page)
    for said in ("Overdue", "**Police**", "1 action, 1 overdue", "Police lead", "never sent", "Health lead"):
        assert said in words
    assert "2 agencies cannot be reached by e-mail" in words and "no e-mail address is held" in words
    assert not page.button


def test_the_messages_are_a_link_to_the_zip_for_those_who_were_chosen(desk, board):  # noqa: F811
    page = choose(desk(), "police")
    (link,) = page.get("link_button")
    assert link.proto.label == "Make the messages: 1 agency"
    assert parse_qs(urlsplit(link.proto.url).query) == {"agency": ["police"]}
    assert "TRACKER_SMTP_URL" in seen(page)


def test_by_mail_it_says_how_many_people_get_it_and_what_was_refused(desk, board, monkeypatch):  # noqa: F811
    with mail_server() as box:
        monkeypatch.setenv("TRACKER_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
        box.unknown = {"asha@police.example"}
        page = choose(desk())
        sure = next(box for box in page.checkbox if "1 e-mail to 1 person" in box.label)
        assert next(b for b in page.button if b.label.startswith("Send")).disabled
        sound(sure.check().run())
        page = press(page, "Send 1 e-mail to 1 person")
        assert "**0 e-mails sent.**" in seen(page) and "**Not sent:** Police, the mail server does not know" in seen(
            page
        )
        assert states(board) == {"W1": ("police", State.REFUSED)}
        box.unknown = set()
        page = choose(desk())
        sound(next(box for box in page.checkbox if "1 e-mail" in box.label).check().run())
        page = press(page, "Send 1 e-mail to 1 person")
        assert "**1 e-mail sent.**" in seen(page) and "W2 sent" in seen(page) and "not back yet" in seen(page)
        assert len(box.messages) == 1
        page = choose(desk())
        assert "None of these can be sent by e-mail now" in seen(page)
        assert any("Once more to Police" in box.label for box in page.checkbox)


def test_a_mail_server_that_is_not_there_is_a_sentence_and_makes_nothing(desk, board, monkeypatch):  # noqa: F811
    with mail_server() as box:
        pass
    monkeypatch.setenv("TRACKER_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
    monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
    page = choose(desk())
    sound(next(box for box in page.checkbox if "1 e-mail" in box.label).check().run())
    assert "cannot be reached" in seen(press(page, "Send 1 e-mail to 1 person"))
    assert states(board) == {}


def test_somebody_says_what_became_of_what_they_sent_themselves(desk, board):  # noqa: F811
    roles = current(board.engine, sight=WHOLE).roles_of["manager"]
    going = outgoing(board.engine, ["police", "health"], roles=roles, who="Manager")
    sendings.make(board.engine, outgoing=going, way=SendingWay.BY_HAND, **board.signed())
    page = desk()
    assert "nobody has said that it went" in seen(page)
    sound(page.radio(key="settle#0:much").set_value("some").run())
    sound(page.multiselect(key="settle#0:which").set_value(["W1"]).run())
    sound(page.radio(key="settle#0:how").set_value("went").run())
    page = press(page, "Put it on the record")
    assert "**On the record** for 1 workbook" in seen(page)
    assert states(board) == {"W1": ("police", State.SENT), "W2": ("health", State.MADE)}
    sound(page.radio(key="settle#1:much").set_value("all").run())
    sound(page.radio(key="settle#1:how").set_value("went").run())
    assert "for 1 workbook" in seen(press(page, "Put it on the record"))
    assert states(board)["W2"] == ("health", State.SENT)


def test_who_may_not_send_is_told_so_and_sees_nobodys_address(desk):
    page = desk("police-lead")
    assert "You may not send agencies their workbooks here" in seen(page)
    assert "asha@" not in seen(page) and not page.table
