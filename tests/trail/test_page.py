"""The History page: the check of the chain, the ends that were signed off, and taking words out by two people."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import Ledger, fresh_sqlite
from tests.pages.test_write_pages import press, seen, sound
from tracker.commands import downloads, heads, redactions, sessions, updates
from tracker.queries import redactions as looking
from tracker.queries.verifying import verify
from tracker.rules.redaction import MARK
from tracker.rules.sight import WHOLE
from tracker.rules.words import Status, Way

APP = Path(__file__).parents[2] / "app.py"
CHECK = "Check the whole record"
SECRET = "Zebedee Quux"
EVERYBODY = ("manager", "chair", "scrutineer", "police-lead", "reader")


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    for name in ("TRACKER_DATABASE_URL", "TRACKER_DEMO", "TRACKER_AS"):
        monkeypatch.delenv(name, raising=False)
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture
def history(board, monkeypatch):
    def go(person, /, **address):
        monkeypatch.setenv("TRACKER_AS", person)
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app.switch_page("pages/history.py")
        for name, value in address.items():
            app.query_params[name] = value
        return sound(app.run())

    return go


@pytest.fixture
def told(board):
    """An update that names a child."""
    action = board.plan()
    updates.say(
        board.engine, action_id=action.id, narrative=f"We met {SECRET}.", status=Status.IN_PROGRESS,
        **board.signed("police-lead"),
    )  # fmt: skip
    return f"{action.id}-U1"


def asked(board, update):
    return redactions.ask(
        board.engine, entity="action_update", entity_id=update, field="narrative", words=SECRET, reason="A child.",
        **board.signed("chair"),
    )  # fmt: skip


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_may_check_and_see_the_ends_that_were_signed_off(board, history, person):
    head = heads.sign_off(board.engine, stands_on="The <b>paper</b> of May", **board.signed())
    page = history(person)
    assert head.hash[:8] in seen(page)
    assert "The \\<b\\>paper\\</b\\> of May" in seen(page)
    (said,) = press(page, CHECK).success
    assert "**It holds.**" in said.value and "1 printed last line matches it" in said.value


def test_a_head_from_paper_is_held_against_the_chain(board, history):
    head = heads.sign_off(board.engine, stands_on="A paper", **board.signed())
    page = history("reader")
    page.text_input(key="chain:paper").set_value(f"{head.number}: {head.hash[:8]} {head.hash[8:16]}")
    assert "The paper’s is one of them." in press(page, CHECK).success[0].value
    page.text_input(key="chain:paper").set_value("nonsense")
    (said,) = press(page, CHECK).error
    assert "Not checked" in said.value


def test_a_paper_that_does_not_match_accuses_nobody_while_the_record_holds(board, history):
    head = heads.sign_off(board.engine, stands_on="A paper", **board.signed())
    page = history("reader")
    page.text_input(key="chain:paper").set_value(f"{head.number}: {'0' * 16}")
    (said,) = press(page, CHECK).error
    assert f"The record itself holds. The paper does not match it at entry {head.number}." in said.value
    assert "First check what you typed" in said.value and "broken" not in said.value
    page.text_input(key="chain:paper").set_value(f"{head.number + 7}: {'0' * 16}")
    (said,) = press(page, CHECK).error
    assert f"The paper says entry {head.number + 7}, and the record ends at entry {head.number}" in said.value


def test_a_record_that_was_changed_is_said_before_a_paper_that_does_not_match(board, history):
    head = heads.sign_off(board.engine, stands_on="A paper", **board.signed())
    with board.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE agency SET name = 'Constables' WHERE id = 'police'")
    page = history("reader")
    page.text_input(key="chain:paper").set_value(f"{head.number}: {'0' * 16}")
    (said,) = press(page, CHECK).error
    assert "**Something was changed past the tracker.**" in said.value
    assert f"The paper does not match at entry {head.number} either." in said.value


def test_a_row_that_was_changed_by_hand_is_said_in_words(board, history):
    with board.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE agency SET name = 'Constables' WHERE id = 'police'")
    (said,) = press(history("reader"), CHECK).error
    assert "**Something was changed past the tracker.** The name of agency police" in said.value


def test_one_asks_on_the_page_and_another_takes_it_out(board, history, told):
    page = history("chair", redact="ask")
    place = next(box for box in page.selectbox if "Where does it stand?" in box.label)
    (option,) = [o for o in place.options if SECRET in o]
    place.select(option)
    next(box for box in page.text_input if "The words to take out" in box.label).set_value(SECRET)
    next(box for box in page.text_area if "Why?" in box.label).set_value("It names a child.")
    said = seen(press(page, "Ask for its removal"))
    assert "**Asked:** R1, that the words in the narrative of action update" in said
    assert "Somebody else who may agree has to: the business manager, the subgroup or the scrutineer" in said
    (waiting,) = looking.listed(board.engine, sight=WHOLE)
    page = history("manager", redact="settle", redaction=waiting.id)
    assert f"The words: **{SECRET}**" in seen(page)
    assert "It changes 1 text of the register" in seen(page)
    button = next(b for b in page.button if b.label == "Take it out for good")
    assert button.disabled
    page.checkbox[0].check().run()
    assert "**Taken out.**" in seen(press(page, "Take it out for good"))
    assert board.register().updates[told].narrative == f"We met {MARK}."
    assert SECRET not in seen(history("manager"))
    assert verify(board.engine).ok


def test_who_asked_cannot_settle_it_and_is_told_why(board, history, told):
    one = asked(board, told)
    page = history("chair", redact="settle", redaction=one.id)
    assert "always takes two people" in seen(page)
    assert not any(b.label == "Take it out for good" for b in page.button)


def test_it_can_be_refused_with_a_reason(board, history, told):
    one = asked(board, told)
    page = history("scrutineer", redact="settle", redaction=one.id)
    next(box for box in page.text_area if "Or why not?" in box.label).set_value("It is a street.")
    assert "**Refused.**" in seen(press(page, "Refuse it"))
    assert board.register().updates[told].narrative == f"We met {SECRET}."


@pytest.mark.parametrize("person", ["reader", "police-lead"])
def test_who_may_not_settle_sees_that_one_waits_and_not_its_words(board, history, told, person):
    one = asked(board, told)
    page = history(person, redact="settle", redaction=one.id, verb="download")
    assert "waiting" in seen(page)
    assert SECRET not in seen(page)
    assert "You may not agree or refuse a redaction here" in seen(page)


def test_a_reader_may_not_ask_and_is_told_so(board, history, told):
    assert "You may not ask for a redaction here" in seen(history("reader", redact="ask"))


def test_the_copies_that_left_are_listed_and_who_took_them_only_for_few(board, history, told):
    downloads.note(board.engine, entity="workbook", id_="Plan.xlsx", **board.signed("reader"))
    one = asked(board, told)
    page = history("manager", redact="settle", redaction=one.id, verb="ask_redaction")
    assert "Copies that may hold it: 1" in seen(page) and "Plan.xlsx" in seen(page) and "Reader" in seen(page)
    page = history("scrutineer", redact="settle", redaction=one.id, verb="ask_redaction")
    assert "Plan.xlsx" in seen(page) and "Reader" not in seen(page)


@pytest.mark.parametrize("nonsense", ["R99", "'; DROP TABLE", "💥"])
def test_nonsense_in_the_address_is_no_mistake(board, history, told, nonsense):
    asked(board, told)
    sound(history("manager", redact="settle", redaction=nonsense))
    sound(history("manager", redact=nonsense))


def test_sign_ins_do_not_drown_the_changes(board, history):
    for _ in range(40):
        sessions.begin(board.engine, way=Way.PASSWORD, address=None, browser=None, **board.signed("reader"))
    for person in ("manager", "reader"):
        page = history(person)
        assert "Changed last on" in page.title[0].value and "Signed in" not in seen(page)
    page = history("manager", show="accesses")
    assert page.title[0].value == "Who came in and what was taken out"
    assert "**Signed in**" in seen(page) and "**Added**" not in seen(page)
    assert "**Signed in**" in seen(history("manager", show="all"))
    assert "**Signed in**" in seen(history("manager", verb="sign_in"))
    assert "**Signed in**" not in seen(history("reader", show="all"))
