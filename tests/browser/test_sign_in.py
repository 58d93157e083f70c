"""People who sign in, in a real browser on a real server: the way in, what survives, and what ends it."""

import http.client
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor, serving, until
from tests.browser.test_every_page import IMPORTANT, PATHS
from tests.factories_store import Ledger, fresh_sqlite
from tracker import clock
from tracker.commands import invitations, passwords, sessions
from tracker.rules.words import Door
from tracker.server.preparing import load_first_data

GOOD, NEWER = "seven wet lanterns hum", "nine dry kettles sing"


def signed(by):
    return {"by": by, "at": clock.now(), "door": Door.COMMAND_LINE}


def have_password(book, person):
    link = invitations.invite(book.engine, person_id=person, **signed("manager"))
    passwords.set_by_link(book.engine, link=link, new=GOOD, **signed(person))


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """A small board of its own, whose manager and police lead have passwords."""
    home = tmp_path_factory.mktemp("signing")
    engine = fresh_sqlite(home, furnished=True)
    load_first_data(engine, lambda _: None)
    book = Ledger(engine)
    for person in ("manager", "police-lead"):
        have_password(book, person)
    yield book
    engine.dispose()


@pytest.fixture(scope="module")
def served(board):
    with serving(Path(board.engine.url.database).parent, TRACKER_SIGN_IN="accounts") as running:
        yield running


@pytest.fixture
def come(chromium, served):
    """Open a browser of one's own: come(width=1440, theme="light", script=True)."""
    contexts = []

    def make(*, width=1440, theme="light", script=True) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 1000}, color_scheme=theme, locale="en-GB", java_script_enabled=script
        )
        contexts.append(context)
        return Visitor(context, served)

    yield make
    for context in contexts:
        context.close()


def sign_in(visitor, name, password=GOOD, *, to="/"):
    """Ask for an address, and sign in on the way there."""
    page = visitor.page
    page.goto(f"{visitor.served.url}{to}")
    assert urlsplit(page.url).path == "/sign-in"
    page.get_by_label("E-mail address or name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    return page


def here(page):
    parts = urlsplit(page.url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


DEEP = "/recommendation?id=SOTON-K%3A1"


def test_a_deep_link_a_refresh_and_a_second_tab_survive_signing_in(come):
    visitor = come()
    page = sign_in(visitor, "manager", to=DEEP)
    visitor.drawn()
    assert here(page) == DEEP
    assert "Train and audit" in page.inner_text("body")
    assert "Manager · Your account · Sign out" in page.inner_text("body").replace("\n", " ")
    page.reload()
    assert "Train and audit" in visitor.drawn().inner_text("body")
    visitor.page = page.context.new_page()
    assert "Train and audit" in visitor.open(DEEP).inner_text("body")
    assert not visitor.complaints
    assert not visitor.strangers


def test_signing_in_works_without_a_script(come, served):
    visitor = come(script=False)
    page = sign_in(visitor, "manager", "not the password", to="/overdue")
    assert "do not belong together" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("E-mail address or name").input_value() == "manager"
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    assert here(page) == "/overdue"
    (cookie,) = (c for c in page.context.cookies() if c["name"] == f"tracker_{urlsplit(served.url).port}")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["expires"] == -1
    page.goto(f"{served.url}/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    assert page.get_by_role("status").inner_text() == "You are signed out."
    page.goto(f"{served.url}/overdue")
    assert urlsplit(page.url).path == "/sign-in"


def test_a_session_ended_on_the_server_ends_at_the_next_click_and_signing_in_leads_back(come, board):
    visitor = come()
    page = sign_in(visitor, "manager", to="/recommendations?review=SOTON-K")
    visitor.drawn()
    assert "Train and audit" in page.inner_text("body")
    sessions.end_all(board.engine, person_id="manager", **signed("manager"))
    page.get_by_role("link", name="Overdue").first.click()
    page.get_by_role("heading", name="You are signed out").wait_for()
    said = visitor.drawn().inner_text("body")
    assert "Train and audit" not in said
    assert "register no." not in said
    assert page.get_by_role("link", name="Recommendations").count() == 0
    page.get_by_role("link", name="Sign in again").click()
    page.get_by_label("E-mail address or name").fill("manager")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    visitor.drawn()
    assert here(page) == "/overdue"
    assert not visitor.complaints


def test_an_address_with_parameters_is_come_back_to_after_the_session_ended(come, board):
    visitor = come()
    page = sign_in(visitor, "manager", to=DEEP)
    visitor.drawn()
    sessions.end_all(board.engine, person_id="manager", **signed("manager"))
    page.go_back()
    page.go_forward()
    page.reload()  # loaded anew, it is the sign-in at once, with where one was behind it
    assert urlsplit(page.url).path == "/sign-in"
    page.get_by_label("E-mail address or name").fill("manager")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    visitor.drawn()
    assert here(page) == DEEP


def test_what_is_typed_after_the_end_is_not_written(come, board):
    action = board.plan(due=clock.today()).id
    visitor = come()
    page = sign_in(visitor, "police-lead", to=f"/my_agency?action={action}")
    visitor.drawn()
    field = page.get_by_role("textbox", name="What has changed")
    kept, lost = f"Kept of {action}.", f"Written by nobody about {action}."
    field.fill(kept)
    field.blur()
    until(lambda: kept in drafts(board))
    sessions.end_all(board.engine, person_id="police-lead", **signed("police-lead"))
    field.fill(lost)
    field.blur()
    page.get_by_role("heading", name="You are signed out").wait_for()
    assert kept in drafts(board) and lost not in drafts(board)


def drafts(book):
    with book.engine.connect() as connection:
        return list(connection.scalars(sa.text("SELECT text FROM draft")))


def test_the_link_in_the_page_signs_out_for_good(come):
    visitor = come()
    page = sign_in(visitor, "manager")
    visitor.drawn()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("status").wait_for()
    assert page.get_by_role("status").inner_text() == "You are signed out."
    page.go_back()
    page.wait_for_load_state()
    page.reload()
    assert urlsplit(page.url).path == "/sign-in"


def test_an_invitation_sets_a_password_once_and_lets_in(come, board, served):
    link = invitations.invite(board.engine, person_id="chair", **signed("manager"))
    visitor = come()
    page = visitor.page
    page.goto(f"{served.url}/join/{link}")
    assert "Welcome, Chair" in page.inner_text("body")
    page.get_by_label("New password", exact=True).fill("password1234")
    page.get_by_label("The new password again").fill("password1234")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_text("first that anybody would try").wait_for()
    page.get_by_label("New password", exact=True).fill(NEWER)
    page.get_by_label("The new password again").fill(NEWER)
    page.get_by_role("button", name="Set the password").click()
    visitor.drawn()
    assert here(page) == "/"
    assert not visitor.strangers
    second = come().page
    second.goto(f"{served.url}/join/{link}")
    assert "was used already" in second.inner_text("body")


def test_the_account_page_ends_another_session_and_changes_the_password(come, board, served):
    have_password(board, "reader")
    first, second = come(), come()
    sign_in(first, "reader")
    sign_in(second, "reader")
    first.drawn()
    page = first.page
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("heading", name="Where you are signed in").wait_for()
    assert page.get_by_role("listitem").count() == 2
    page.get_by_role("button", name=re.compile("Sign this one out: Chrome on Linux")).click()
    assert page.get_by_role("listitem").count() == 1
    second.page.goto(f"{served.url}/overdue")
    assert urlsplit(second.page.url).path == "/sign-in"
    page.get_by_label("Current password").fill(GOOD)
    page.get_by_label("New password", exact=True).fill(NEWER)
    page.get_by_label("The new password again").fill(NEWER)
    page.get_by_role("button", name="Change the password").click()
    assert "Your password is changed" in page.get_by_role("status").inner_text()
    sign_in(second, "reader", NEWER, to="/overdue")
    second.drawn()


def test_no_websocket_without_a_cookie(served):
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=30)
    told = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version": "13", "Origin": served.url}  # fmt: skip
    connection.request("GET", "/_stcore/stream", headers=told)
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_drawn_for_somebody_who_is_signed_in_with_no_complaint(come, path):
    visitor = come()
    to = path.replace("NORTHANTS-AK:10", "NORTHANTS-AK%3A10")
    page = sign_in(visitor, "manager", to=to)
    visitor.drawn()
    assert "could not be drawn" not in page.inner_text("body")
    assert page.get_by_role("link", name="Sign out").count() == 1
    assert not visitor.complaints
    assert not visitor.strangers
    found = Axe().run(page, **IMPORTANT)
    assert found.violations_count == 0, found.generate_report()


def test_what_a_page_loads_only_when_asked_keeps_to_the_policy_too(come):
    visitor = come()
    page = sign_in(visitor, "manager", to="/history")
    visitor.drawn()
    page.get_by_text("The entries themselves").click()
    page.get_by_test_id("stDataFrame").wait_for()
    page.goto(f"{visitor.served.url}/reviews?tab=reviews&do=document&review=SOTON-K")
    visitor.drawn()
    file = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 of a review"}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("report.pdf").first.wait_for()
    page.goto(f"{visitor.served.url}/reviews?tab=people&do=add")
    visitor.drawn()
    page.get_by_role("textbox").first.click()
    assert not visitor.complaints
    assert not visitor.strangers


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 400), ("dark", 400)])
def test_the_pages_of_signing_in_are_accessible_fit_and_ask_nothing_of_others(come, board, served, theme, width):
    link = invitations.reset(board.engine, person_id="scrutineer", **signed("manager"))
    visitor = come(theme=theme, width=width)
    page = visitor.page

    def sound():
        assert visitor.sideways <= 1, page.url
        found = Axe().run(page, **IMPORTANT)
        assert found.violations_count == 0, found.generate_report()

    page.goto(f"{served.url}/sign-in")
    sound()
    page.get_by_role("button", name="Sign in").click()  # empty: the browser itself says what is missing
    assert urlsplit(page.url).path == "/sign-in"
    page.get_by_label("E-mail address or name").fill("nobody at all")
    page.get_by_label("Password").fill("x")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    sound()
    for address in (f"/join/{link}", "/join/unknown"):
        page.goto(f"{served.url}{address}")
        sound()
    sign_in(visitor, "manager", to="/account").wait_for_url("**/account")
    sound()
    page.goto(f"{served.url}/sign-out")
    sound()
    assert not visitor.strangers
    assert [c for c in visitor.complaints if "status of 4" not in c] == []
