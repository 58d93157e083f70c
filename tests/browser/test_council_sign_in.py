"""Coming in through the council's own sign-in, in a real browser, with a real provider on this machine."""

import json
import urllib.request

import pytest

from tests.browser.conftest import Visitor, serving
from tests.server.providers import CLIENT, SECRET, real_provider

pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # within the provider


@pytest.fixture
def council():
    with real_provider() as address:
        yield address


@pytest.fixture
def tracker(tmp_path, council):
    """A server of its own where people come in through the council's sign-in only."""
    settings = {
        "TRACKER_SIGN_IN": "directory",
        "TRACKER_DIRECTORY_ISSUER": council,
        "TRACKER_DIRECTORY_CLIENT_ID": CLIENT,
        "TRACKER_DIRECTORY_CLIENT_SECRET": SECRET,
        "TRACKER_DIRECTORY_NAME": "Anytown Council",
        "TRACKER_DIRECTORY_ROLES": "Tracker.QA=subgroup, Tracker.Manager=administrator",
    }
    with serving(tmp_path / "home", **settings) as served:
        yield served


@pytest.fixture
def context(chromium, tracker):
    """A browser of its own, closed before the server is."""
    made = chromium.new_context(locale="en-GB")
    yield made
    made.close()


def knows(council, subject, **claims):
    request = urllib.request.Request(
        f"{council}/users/{subject}", data=json.dumps(claims).encode(), method="PUT",
        headers={"Content-Type": "application/json"},
    )  # fmt: skip
    urllib.request.urlopen(request, timeout=10).read()


def through(page, council, subject):
    """Sign in over there."""
    page.get_by_role("link", name="Sign in with Anytown Council").click()
    page.wait_for_url(f"{council}/**")
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").first.click()


def test_a_deep_link_survives_the_way_there_and_back(context, tracker, council):
    knows(council, "s-1", name="Asha Patel", roles=["Tracker.QA"])
    visitor = Visitor(context, tracker)
    page = visitor.page
    page.goto(f"{tracker.url}/recommendation?id=SOTON-K%3A10.2.5")
    assert "/sign-in?next=" in page.url
    through(page, council, "s-1")
    page.wait_for_url(f"{tracker.url}/recommendation?id=SOTON-K%3A10.2.5")
    visitor.drawn()
    assert "10.2.5" in visitor.title or "10.2.5" in page.locator("main, [data-testid=stMain]").first.inner_text()
    assert "Asha Patel" in page.locator("body").inner_text()
    cookies = {cookie["name"]: cookie for cookie in context.cookies(tracker.url)}
    session = next(
        cookie for name, cookie in cookies.items() if name.startswith("tracker_") and "directory" not in name
    )
    assert session["httpOnly"] and session["sameSite"] == "Lax"
    second = context.new_page()
    second.goto(f"{tracker.url}/overdue")
    second.wait_for_selector("h1")
    assert "/sign-in" not in second.url
    visitor.open("/overdue")
    assert "Asha Patel" in page.locator("body").inner_text()


def test_who_has_no_role_here_is_told_so_and_may_try_again(context, tracker, council):
    knows(council, "s-2", name="Nobody Known", roles=["Else"])
    page = context.new_page()
    page.goto(f"{tracker.url}/overdue")
    through(page, council, "s-2")
    page.wait_for_url(f"{tracker.url}/sign-in/directory/back**")
    assert "nobody has given you a role in this register" in page.inner_text("main")
    knows(council, "s-2", name="Nobody Known", roles=["Tracker.QA"])
    page.get_by_role("link", name="Begin again").click()
    page.wait_for_url(f"{council}/**")
    page.locator("input[name=sub]").fill("s-2")
    page.get_by_role("button", name="Authorize").first.click()
    page.wait_for_url(f"{tracker.url}/overdue")


def test_who_turns_back_over_there_is_not_signed_in(context, tracker, council):
    page = context.new_page()
    page.goto(tracker.url)
    page.get_by_role("link", name="Sign in with Anytown Council").click()
    page.wait_for_url(f"{council}/**")
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(f"{tracker.url}/sign-in/directory/back**")
    assert "did not let you through" in page.inner_text("main")
    page.goto(f"{tracker.url}/overdue")
    assert "/sign-in?next=" in page.url
