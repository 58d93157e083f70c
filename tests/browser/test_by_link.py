"""A personal link in a real browser on a real server: opened, used to send an update and evidence, and shut again."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import test_sign_in as sign_in_page
from tests.browser.conftest import serving
from tests.browser.test_every_page import IMPORTANT
from tests.browser.test_sign_in import signed
from tracker import clock
from tracker.access.tokens import hashed
from tracker.commands import feeds, personal_links, settings
from tracker.rules.personal_links import PersonalLinks

board, come = sign_in_page.board, sign_in_page.come


@pytest.fixture(scope="module")
def served(board):
    with serving(Path(board.engine.url.database).parent, TRACKER_SIGN_IN="accounts") as running:
        yield running


@pytest.fixture
def link(board, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")
    settings.set_personal_links(board.engine, setting=PersonalLinks(True), **signed("manager"))
    return personal_links.give(board.engine, agency_id="police", person_id="police-lead", **signed("manager"))


def sound(page):
    found = Axe().run(page, **IMPORTANT)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1440, 400])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_of_a_link_is_plain_fits_and_has_no_barrier(come, served, link, width, theme):
    page = come(width=width, theme=theme, script=True).page
    page.goto(f"{served.url}/owed/{link}")
    assert page.get_by_role("heading", name="What Police owes").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.context.cookies() == []
    sound(page)


def test_an_update_is_sent_through_a_link_and_nothing_else_opens(come, served, board, link):
    action = board.plan(title="Train officers", due=clock.today()).id
    visitor = come()
    page = visitor.page
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{served.url}/owed/{link}")
    page.get_by_role("button", name="Open the page").click()
    visitor.drawn()
    assert urlsplit(page.url).path == "/my_agency"
    assert "Police lead, by a personal link" in page.inner_text("body")
    sound(page)
    assert page.get_by_role("link", name="Recommendations").count() == 0  # no menu
    sent = [(one.url, one.all_headers().get("referer", "")) for one in asked]  # as they went over the wire
    assert sent and not [one for one in sent if link in one[1]]
    page.get_by_role("link", name="Train officers").click()
    visitor.drawn()
    field = page.get_by_role("textbox", name="What has changed")
    field.fill("Forty officers were trained.")
    page.get_by_role("button", name="Send this update").click()
    page.get_by_text("is on the record at").first.wait_for()
    said = [one.narrative for one in board.register().updates.values() if one.action_id == action]
    assert said == ["Forty officers were trained."]
    with page.expect_download() as download:
        page.goto(f"{served.url}/my_agency")
        visitor.drawn()
        page.get_by_role("link", name="Download this agency's sheet").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    for path in ("/", "/history", "/account", "/export/register.xlsx", "/who"):
        page.goto(f"{served.url}{path}")
        words = page.inner_text("body")
        assert "register no." not in words, path
        assert "one page only" in words or "one agency’s page only" in words, path
    second = page.context.new_page()  # a second tab of the same browser
    second.goto(f"{served.url}/my_agency")
    second.get_by_text("by a personal link").wait_for()
    personal_links.revoke(board.engine, link=hashed(link), **signed("manager"))
    page.goto(f"{served.url}/my_agency")
    assert urlsplit(page.url).path == "/sign-in"
    second.get_by_role("link", name="Train officers").click()
    second.get_by_role("heading", name="You are signed out").wait_for()
    page.goto(f"{served.url}/owed/{link}")
    assert "This link opens nothing" in page.inner_text("body")


def test_streamlits_own_menu_cannot_be_made_to_open_another_page(come, served, board, link):
    """What the browser's own history, or a hand-made message to the WebSocket, asks for: the page is asked again."""
    visitor = come()
    page = visitor.page
    page.goto(f"{served.url}/owed/{link}")
    page.get_by_role("button", name="Open the page").click()
    visitor.drawn()
    for path in ("/history", "/recommendations", "/"):
        page.evaluate("path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)
        page.get_by_role("heading", name="Not by this link").wait_for()
        assert "register no." not in page.inner_text("body")
        page.evaluate("() => { history.pushState({}, '', '/my_agency'); dispatchEvent(new PopStateEvent('popstate')) }")
        page.get_by_role("heading", name="Not by this link").wait_for(state="hidden")


def test_leaving_ends_the_session_and_not_the_link(come, served, link):
    visitor = come()
    page = visitor.page
    for _ in range(2):
        page.goto(f"{served.url}/owed/{link}")
        page.get_by_role("button", name="Open the page").click()
        visitor.drawn()
        page.get_by_role("link", name="Leave").click()
        page.get_by_role("status").wait_for()
        page.goto(f"{served.url}/my_agency")
        assert urlsplit(page.url).path == "/sign-in"


def test_a_calendar_is_made_read_and_taken_back_in_the_account(come, served, board):
    visitor = come(script=False)
    page = sign_in_page.sign_in(visitor, "police-lead", to="/account")
    page.get_by_role("button", name="Make an address for my calendar").click()
    address = page.get_by_label("The address of your calendar").input_value()
    path = urlsplit(address).path
    assert path.startswith("/calendar/") and path.endswith(".ics")
    answer = page.request.get(f"{served.url}{path}")
    assert answer.status == 200 and "BEGIN:VCALENDAR" in answer.text()
    page.get_by_role("link", name="Done").click()
    assert "last read on" in page.inner_text("body")
    page.get_by_role("button", name="Take it back").click()
    assert "no calendar reads it any more" in page.get_by_role("status").inner_text()
    assert page.request.get(f"{served.url}{path}").status == 404
    assert feeds.revoke(board.engine, person_id="police-lead", **signed("manager")) is False
