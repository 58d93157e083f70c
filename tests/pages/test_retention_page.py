"""The Retention page: what is due, asking and agreeing by two people, legal holds, and for how long."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import Ledger, fresh_sqlite
from tests.pages.test_write_pages import press, seen, sound
from tests.retention.closed import WHY, ask, closed_review
from tracker.commands import holds, redactions
from tracker.rules.evidence import DISPOSED
from tracker.rules.words import HoldKind
from tracker.store.vault import Vault

APP = Path(__file__).parents[2] / "app.py"
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
def vault(tmp_path):
    return Vault(tmp_path / "evidence")


@pytest.fixture
def go(board, monkeypatch):
    def to(person, /, page="retention", **address):
        monkeypatch.setenv("TRACKER_AS", person)
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app.switch_page(f"pages/{page}.py")
        for name, value in address.items():
            app.query_params[name] = value
        return sound(app.run())

    return to


def place(board, reason="The coroner wrote."):
    return holds.place(
        board.engine, kind=HoldKind.INQUEST, reason=reason, review_id="SOTON-K", **board.signed("manager")
    )


def fill(page, key, words):
    next(area for area in page.text_area if key in str(area.key)).set_value(words)
    return page


def tick(page):
    next(box for box in page.checkbox if "sure" in str(box.key)).check()
    return sound(page.run())


@pytest.mark.parametrize("view", ["due", "asked", "holds", "years"])
def test_with_nothing_there_each_view_says_what_to_do(board, go, view):
    page = go("manager", view=view)
    said = {
        "due": "Close its recommendations", "asked": "Nobody has asked for a disposal yet",
        "holds": "No legal hold was ever placed", "years": "It was never set",
    }  # fmt: skip
    assert said[view] in seen(page)
    title = "No legal hold stands" if view == "holds" else "Nothing is due for disposal"
    assert page.title[0].value == title


def test_one_asks_and_another_agrees_and_what_is_due_is_gone(board, vault, go):
    file, said = closed_review(board, vault)
    page = go("manager", review="SOTON-K")
    assert page.title[0].value == "2 pieces of evidence of 1 review are due for disposal"
    assert "closed 3 May 2017; kept 8 years; due since 3 May 2025" in seen(page).replace("Closed", "closed")
    page = press(tick(fill(page, "reason", WHY)), "Ask for the disposal of 2 pieces")
    assert "**Asked:** D1" in page.success[0].value
    assert "You cannot agree to it" in seen(go("manager", view="asked", disposal="D1"))
    page = press(tick(go("chair", view="asked", disposal="D1")), "Dispose of 2 pieces")
    assert "**Disposed of.** D1: 2 pieces of evidence, 1 file removed." in page.success[0].value
    assert vault.get(file.file_hash) is None
    assert board.register().evidence[said.id].statement == DISPOSED
    assert "disposed of on" in seen(go("chair", page="recommendation", id="SOTON-K:1"))
    assert "Copies that may hold it: 0" in [head.value for head in go("chair", view="asked", disposal="D1").header]


def test_a_request_is_refused_with_its_reason(board, vault, go):
    closed_review(board, vault)
    ask(board)
    page = fill(go("scrutineer", view="asked", disposal="D1"), "no", "The archive asked.")
    assert "**Refused.** D1" in press(page, "Refuse it").success[0].value
    assert "The archive asked" in seen(go("manager", view="asked"))


def test_a_hold_is_placed_stops_what_is_due_says_so_and_is_lifted(board, vault, go):
    closed_review(board, vault)
    page = go("manager", view="holds", do="place")
    next(box for box in page.selectbox if "which" in str(box.key)).set_value("SOTON-K")
    next(one for one in page.radio if "kind" in str(one.key)).set_value(HoldKind.INQUEST)
    page = press(fill(page, "reason", "The coroner wrote."), "Place the hold")
    assert "**Placed:** H1" in page.success[0].value
    page = go("manager", review="SOTON-K")
    assert page.title[0].value == "Nothing is due for disposal"
    assert "legal hold for an inquest" in seen(page) and "The coroner wrote" in seen(page)
    for place_ in ({"page": "reviews"}, {"page": "recommendation", "id": "SOTON-K:1"}):
        assert "Legal hold" in seen(go("police-lead", **place_))
        assert "The coroner wrote" not in seen(go("police-lead", **place_))
    page = go("manager", view="holds", do="lift", hold="H1")
    page = press(tick(fill(page, "reason", "The inquest is over.")), "Lift the hold")
    assert "**Lifted:** H1" in page.success[0].value
    assert go("manager").title[0].value.startswith("2 pieces")


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("view", ["due", "asked", "holds", "years"])
def test_everybody_may_look_and_few_see_why_a_hold_stands(board, vault, go, person, view):
    closed_review(board, vault)
    ask(board)
    place(board)
    page = go(person, view=view, review="SOTON-K", disposal="D1")
    knows = person in ("manager", "chair", "scrutineer")
    assert ("The coroner wrote" in seen(page)) is (knows and view != "years")
    assert "interviewed in full" not in seen(page) or person != "reader"


def test_a_redaction_of_what_is_held_asks_why_all_the_same(board, vault, go):
    _, said = closed_review(board, vault)
    asked = redactions.ask(
        board.engine, entity="evidence", entity_id=said.id, field="statement", words="officer on duty",
        reason="It names somebody.", **board.signed("chair"),
    )  # fmt: skip
    place(board)
    page = press(tick(go("manager", page="history", redact="settle", redaction=asked.id)), "Take it out for good")
    assert "say why it has to go all the same" in page.error[0].value
    page = fill(page, "although", "The coroner has a copy.")
    assert "**Taken out.**" in press(page, "Take it out for good").success[0].value
    assert board.register().redactions[asked.id].although == "The coroner has a copy."
    assert "Although a legal hold stood: The coroner has a copy." in seen(
        go("manager", page="history", redact="settle")
    )


def test_the_years_are_set(board, go):
    page = go("manager", view="years")
    next(one for one in page.number_input if "years" in str(one.key)).set_value(25)
    assert "**Set.**" in press(page, "Set the years").success[0].value
    assert "25 years" in str(go("reader", view="years").table[0].value)
