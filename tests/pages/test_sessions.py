"""What a page asks before it is drawn: whether somebody is signed in, and still is."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import Ledger, fresh_sqlite
from tracker import clock
from tracker.commands import people, sessions
from tracker.queries import history
from tracker.queries.drafts import kept
from tracker.queries.presence import who_is
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Way
from tracker.ui import who
from tracker.ui.pages import PAGES

ROOT = Path(__file__).parents[2]
SCRIPT = f"""
from tracker.ui.pages import PAGES, Page
from tracker.ui.shell import render

class Elsewhere(Page):
    path = property(lambda self: "{ROOT}/pages/" + self.file + ".py")

render("{ROOT}/app.py", [Elsewhere(**vars(page)) for page in PAGES])
"""
"""What app.py does, in a folder without pages/: beside one, a second run under AppTest would draw the bare page."""


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    for name in ("TRACKER_DATABASE_URL", "TRACKER_DEMO", "TRACKER_AS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture
def signed_in(board, monkeypatch):
    """Sign somebody in, in the browser of this test; gives the secret of the session."""

    def begin(person, way=Way.PASSWORD):
        signed = {"by": person, "at": clock.now(), "door": Door.BROWSER}
        secret = sessions.begin(board.engine, way=way, address=None, browser=None, **signed)
        monkeypatch.setattr(who, "claimed_secret", lambda settings: secret)
        return secret

    return begin


def opened(page=None, **address):
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.run()
    if page:
        app.switch_page(str(ROOT / page))
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def words(app):
    kinds = (app.title, app.header, app.markdown, app.caption, app.error, app.warning, app.success)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def is_over(app):
    assert not app.exception
    drawn = [element.value for element in app.title]
    controls = [*app.button, *app.text_area, *app.selectbox, *app.table, *app.header]
    return drawn == ["You are signed out"] and not controls and "register no." not in words(app)


def end(board, person):
    sessions.end_all(board.engine, person_id=person, by=person, at=clock.now(), door=Door.BROWSER)


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_no_page_shows_anything_to_somebody_whose_session_is_over(board, signed_in, page):
    signed_in("manager")
    app = opened(page)
    assert app.title and not is_over(app)
    assert "Manager · [Your account](account) · [Sign out](sign-out)" in words(app)
    end(board, "manager")
    assert is_over(app.run())


def test_without_a_cookie_and_with_one_that_is_made_up_there_is_nothing(board, monkeypatch):
    assert is_over(opened())
    monkeypatch.setattr(who, "claimed_secret", lambda settings: "x" * 43)
    assert is_over(opened("pages/history.py"))


def test_the_way_back_holds_the_parameters(board):
    app = opened("pages/recommendation.py", id="SOTON-K:1", as_at="2026-01-06")
    assert is_over(app)
    assert "sign-in?next=%2Frecommendation%3Fid%3DSOTON-K%253A1%26as_at%3D2026-01-06" in words(app)


def test_a_session_is_over_when_idle_and_when_its_person_is_disabled(board, signed_in, monkeypatch):
    signed_in("reader")
    app = opened()
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(minutes=59))
    assert not is_over(app.run())  # which keeps it alive
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(minutes=118))
    assert not is_over(app.run())
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(minutes=179))
    assert is_over(app.run())
    monkeypatch.setattr(clock, "now", now)
    signed_in("reader")
    app = opened()
    assert not is_over(app)
    people.disable(board.engine, person_id="reader", by="manager", at=clock.now(), door=Door.BROWSER)
    assert is_over(app.run())


def test_a_button_pressed_after_the_end_does_nothing(board, signed_in):
    action = board.plan(due=date(2026, 12, 20)).id
    signed_in("police-lead")
    app = opened("pages/my_agency.py", action=action)
    next(area for area in app.text_area if area.label.startswith("**What has changed")).set_value("We began.")
    app.run()
    (draft,) = (kept(board.engine, person_id="police-lead", place=place) for place in places(board))
    assert draft.text == "We began."
    next(area for area in app.text_area if area.label.startswith("**What has changed")).set_value("Written by nobody.")
    end(board, "police-lead")
    before = history.entries(board.engine, sight=WHOLE, limit=1)[0].number
    next(button for button in app.button if button.label.startswith("Send this update")).click()
    assert is_over(app.run())
    assert history.entries(board.engine, sight=WHOLE, limit=1)[0].number == before
    assert [kept(board.engine, person_id="police-lead", place=place) for place in places(board)] == [draft]


def places(book):
    with book.engine.connect() as connection:
        return [place for (place,) in connection.exec_driver_sql("SELECT place FROM draft")]


def test_a_session_of_another_way_lets_nobody_in(board, signed_in):
    signed_in("manager", way=Way.MACHINE)
    assert is_over(opened())


def test_where_nobody_signs_in_a_choice_is_a_session_and_its_end_makes_nobody_of_one(board, signed_in, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    app = opened()
    assert "You are Manager" in words(app)  # the sole administrator, without choosing
    assert "Your account" not in words(app)
    secret = signed_in("reader", way=Way.MACHINE)
    app = opened()
    assert "You are Reader" in words(app)
    assert who_is(board.engine, secret, at=clock.now()).person.id == "reader"
    end(board, "reader")
    assert "You have not said who you are" in words(app.run())


def nothing_but_no_role(app):
    assert not app.exception
    drawn = [element.value for element in app.title]
    rest = [*app.button, *app.text_area, *app.text_input, *app.selectbox, *app.table, *app.subheader, *app.expander]
    said = "Nobody has given you a role here yet. Ask the business manager." in words(app)
    return drawn == ["No role yet"] and said and not rest and "register no." not in words(app)


def test_whoever_loses_their_last_role_sees_nothing_more_from_the_next_click(board, signed_in):
    signed_in("reader")
    app = opened("pages/overdue.py")
    assert not nothing_but_no_role(app)
    take = {"person_id": "reader", "role": Role.READER, "by": "manager", "at": clock.now(), "door": Door.BROWSER}
    people.take_role(board.engine, **take)
    assert nothing_but_no_role(app.run())
    assert "Reader · [Your account](account) · [Sign out](sign-out)" in words(app)


def test_so_it_is_for_somebody_without_a_role_who_is_chosen_where_nobody_signs_in(board, signed_in, monkeypatch):
    people.add(board.engine, name="Hal", by="manager", at=clock.now(), door=Door.BROWSER)
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    signed_in("hal", way=Way.MACHINE)
    assert nothing_but_no_role(opened("pages/history.py"))
    monkeypatch.setattr(who, "claimed_secret", lambda settings: None)
    monkeypatch.setenv("TRACKER_AS", "hal")
    assert nothing_but_no_role(opened("pages/history.py"))


def test_what_one_person_typed_is_not_there_for_the_next_who_signs_in_in_the_same_tab(board, signed_in):
    action = board.plan(due=date(2026, 12, 20)).id
    signed_in("police-lead")
    app = opened("pages/my_agency.py", action=action)
    app.session_state["of police-lead"] = "a secret"
    assert "of police-lead" in app.run().session_state
    signed_in("manager")
    app.run()
    assert not app.exception
    assert "of police-lead" not in app.session_state
    assert "Manager" in words(app)


def test_nonsense_in_a_setting_draws_nothing(board, signed_in, monkeypatch):
    signed_in("manager")
    app = opened()
    assert not is_over(app)
    monkeypatch.setenv("TRACKER_SIGN_IN", "none")
    assert is_over(app.run())
