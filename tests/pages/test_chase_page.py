"""The page Chase: who would get what, a look at it, sending by mail, letters, the log, settings, contacts."""

from datetime import timedelta

import pytest

from tests.notices.mailbox import mail_server
from tests.pages.test_write_pages import board, open_page, press, seen, sound  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import chases, contacts, people, settings
from tracker.queries.chasing import chasing_of
from tracker.queries.register import current
from tracker.queries.secret_links import links
from tracker.queries.standing import standing
from tracker.rules.chasing import Chasing
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.sight import WHOLE
from tracker.rules.words import LadderRung

NEVER_QUIET = Chasing(quiet_from=None, quiet_until=None, quiet_weekends=False)


@pytest.fixture
def desk(board, open_page, monkeypatch):  # noqa: F811
    """The police owe a late action and can be written to; health was asked and its lead has no address."""
    board.now = clock.now()
    people.edit(board.engine, person_id="police-lead", email="asha@police.example", **board.signed())
    board.plan(title="Tell the sergeants", due=clock.today() - timedelta(days=3))
    settings.set_chasing(board.engine, chasing=NEVER_QUIET, **board.signed())
    for name in ("TRACKER_SMTP_URL", "TRACKER_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)

    return lambda person="manager", **address: open_page("chase", person, **address)


def kept(board):  # noqa: F811
    return list(current(board.engine, sight=WHOLE).chases.values())


def test_the_table_says_who_would_get_what_and_who_cannot_be_reached(desk):
    page = desk()
    words = seen(page)
    assert page.title[0].value == "3 agencies owe something pressing"
    for said in ("Overdue", "Police lead", "may go", "Health lead", "no e-mail address is held", "nobody"):
        assert said in words, said
    assert not page.button


def test_a_message_is_shown_as_it_will_look(desk):
    words = seen(desk(agency="police"))
    assert "Subject: Action plan" in words
    page = desk(agency="police")
    shown = "".join(block.proto.body for block in page.get("html"))
    assert "Tell the sergeants" in shown and "<table" in shown
    assert "Dear Police lead," in "".join(text.value for text in page.get("text"))


def test_a_link_is_told_of_before_it_is_made(desk, board, monkeypatch):  # noqa: F811
    settings.set_personal_links(board.engine, setting=PersonalLinks(True), **board.signed())
    assert "with a personal link" not in seen(desk())  # nobody signs in here
    monkeypatch.setattr("tracker.queries.chasing.why_no_links", lambda: None)
    board.plan(title="Tell them again", due=clock.today() - timedelta(days=4))
    words = seen(desk(agency="police"))
    assert "with a personal link" in words and "never on the record" in words
    assert not links(board.engine, roles=(), person_id="police-lead", at=clock.now())


def test_by_mail_each_goes_once_and_the_log_tells_of_it(desk, board, monkeypatch):  # noqa: F811
    with mail_server() as box:
        monkeypatch.setenv("TRACKER_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
        page = desk()
        sound(page.radio(key="chase#0:whom").set_value("all").run())
        assert next(b for b in page.button if b.label.startswith("Send")).disabled
        sound(next(box for box in page.checkbox if "1 message to 1 person" in box.label).check().run())
        page = press(page, "Send 1 message to 1 person")
        assert "**1 message sent.**" in seen(page) and "CH1 went today already" in seen(page)
        assert len(box.messages) == 1
        sound(page.radio(key="chase#1:whom").set_value("some").run())
        sound(page.multiselect(key="chase#1:some").set_value(["police"]).run())
        assert "None of these can be sent by e-mail now" in seen(page)
        again = next(box for box in page.checkbox if "All the same to Police" in box.label)
        sound(again.check().run())
        sound(next(box for box in page.checkbox if "1 message to 1 person" in box.label).check().run())
        assert next(b for b in page.button if b.label.startswith("Send")).disabled  # without a reason
        sound(page.text_input(key="chase#1:reason").set_value("The chair asked.").run())
        press(page, "Send 1 message to 1 person")
        assert len(box.messages) == 2
    words = seen(desk(view="log"))
    assert "CH2" in words and "no answer yet" in words and "by e-mail" in words


def test_the_letter_that_is_due_is_drafted_and_recorded_as_sent(desk, board):  # noqa: F811
    board.now = clock.now() - timedelta(days=20)
    chases.record(board.engine, agency_id="police", text="You owe us.", **board.signed())
    board.now = clock.now()
    contacts.add(board.engine, rung=LadderRung.BOARD_MEMBER, name="Ben Lowe", agency_id="police", **board.signed())
    page = desk(view="letters", agency="police")
    assert page.title[0].value == "1 letter is due" and "Ben Lowe" in seen(page)
    press(page, "Record this letter as sent")
    done = kept(board)[-1]
    assert (done.rung, done.to, bool(done.listed)) == (LadderRung.BOARD_MEMBER, ("Ben Lowe",), True)
    assert "has had no answer in 20 days" in done.text
    assert desk(view="letters").title[0].value == "No letter is due"


def test_what_the_tracker_cannot_know_is_said_by_hand(desk, board):  # noqa: F811
    chases.record(board.engine, agency_id="police", text="You owe us.", **board.signed())
    page = desk(view="log")
    sound(page.selectbox(key="became#0:which").set_value("CH1").run())
    sound(page.radio(key="became#0:how").set_value("answered").run())
    sound(page.text_area(key="became#0:answer").set_value("They rang.").run())
    page = press(page, "Put it on the record")
    assert "every one answered" in page.title[0].value and kept(board)[0].answer == "They rang."


def test_settings_and_contacts_are_kept_in_forms(desk, board):  # noqa: F811
    page = desk(view="settings")
    key = "chasing-settings#0"
    page.number_input(key=f"{key}:days_between").set_value(10)
    page.text_input(key=f"{key}:from").set_value("17:30")
    page.text_input(key=f"{key}:until").set_value("09:00")
    page.multiselect(key=f"{key}:ladder").set_value([LadderRung.CHAIR])
    press(page, "Set these")
    now = chasing_of(standing(board.engine, sight=WHOLE))
    assert (now.days_between, now.quiet_from, now.ladder) == (10, "17:30", (LadderRung.LEAD, LadderRung.CHAIR))
    page = desk(view="contacts", do="add")
    sound(page.radio(key="contact:new#0:rung").set_value(LadderRung.CHAIR).run())
    sound(page.text_input(key="contact:new#0:name").set_value("Ann Bell").run())
    page = press(page, "Add this contact")
    assert "**Added.** Ann Bell" in seen(page)
    page = desk(view="contacts", do="workbook", agency="police")
    page.checkbox(key="along:police#0:along").check()
    press(page, "Save")
    assert current(board.engine, sight=WHOLE).agencies["police"].chase_with_workbook


def test_a_lead_reads_what_was_written_to_their_own_agency_and_no_more(desk, board):  # noqa: F811
    for agency in ("police", "health"):
        chases.record(board.engine, agency_id=agency, text=f"Dear {agency}.", **board.signed())
    words = seen(desk("police-lead"))
    assert "Dear police." in words and "Dear health." not in words
    assert not desk("police-lead", view="settings").number_input
    assert "The board has asked nobody here" in seen(desk("board-lead"))
    assert "Letters" in str([list(each.options) for each in desk("chair").get("button_group")])
