"""A report in a real browser: brought in, read beside its pages, decided by keyboard, put in; and a second time."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import forty
from tests.browser.conftest import serving
from tests.browser.test_every_page import IMPORTANT
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE

MANAGER, LEAD = "Business manager", "Police"
TITLE = "Serious Case Review: Child Q"
TEXT = """Southampton Local Safeguarding Children Board

Serious Case Review: Child Q

Author: A. Reviewer

1. Introduction

1.1 This review was asked for by the Board. It was recommended at the strategy meeting that the child be seen.

4. What was learned

4.2 Learning point 1: Nobody asked the child what a day at home was like.

5. Recommendations

Recommendation 1

The Board should require all agencies to show by audit within six months of publication that children are seen alone.

Recommendation 2

Hampshire Constabulary should:

a) train every response officer in what domestic abuse does to a child; and

b) report to the Board each quarter how many referrals were made within one day.

Recommendation 3

The Board should consider the use of its escalation procedure.

6. Glossary

MARAC: a meeting about people at high risk.
"""


@pytest.fixture
def own(demo, tmp_path):
    """A server on a copy of the illustrative register that nobody else writes in: (served, engine)."""
    engine = forty.copied(demo.home, tmp_path / "home")
    with serving(tmp_path / "home", "--demo") as served:
        yield served, engine
    engine.dispose()


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "child-q.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def brought_in(visitor, report):
    page = visitor.open("/report")
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_text(report.name).first.wait_for()
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url(re.compile("upload="))
    return visitor.drawn()


def press(page, key, until):
    page.keyboard.press(key)
    page.wait_for_function(forty.shows(until))


def heading(visitor, words):
    visitor.page.get_by_role("heading", name=words).first.wait_for()


def test_a_report_is_read_decided_by_keyboard_and_put_in(visit, own, report):
    served, engine = own
    manager = visit(MANAGER, served=served)
    page = brought_in(manager, report)
    assert manager.title == "3 recommendations read, 3 to decide"
    assert page.locator("mark").first.inner_text().startswith("The Board should require all agencies")
    assert "within six months of publication" in page.inner_text("body")
    press(page, "t", "3 recommendations read, 2 to decide")
    press(page, "t", "3 recommendations read, 1 to decide")
    press(page, "l", "3 recommendations read, all decided")
    press(page, "Control+z", "3 recommendations read, 1 to decide")
    page.reload()
    manager.drawn()
    assert manager.title == "3 recommendations read, 1 to decide"  # what was decided outlives the tab
    page = manager.open(f"/report?{page.url.partition('?')[2].split('&item')[0]}&item=c2")
    press(page, "e", "Keep these changes")
    page.get_by_role("textbox", name="Short title").fill("Use the escalation procedure")
    page.get_by_role("button", name="Keep these changes").click()
    heading(manager, "3 Use the escalation procedure")
    press(page, "t", "all decided")
    page.get_by_role("radio", name="Put in").or_(page.get_by_role("button", name="Put in", exact=True)).first.click()
    page.get_by_role("textbox", name="Code").fill("soton-q")
    page.get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name="Serious case review", exact=True).click()
    page.get_by_role("radiogroup").get_by_text("Published", exact=True).click()
    page.get_by_role("button", name="Put in this review").click()
    page.get_by_test_id("stAlert").first.wait_for()
    manager.drawn()
    assert "in SOTON-Q" in page.get_by_test_id("stAlert").first.inner_text()
    register = current(engine, sight=WHOLE)
    review = register.reviews["SOTON-Q"]
    assert review.document_hash and review.title == TITLE
    made = register.recommendations_of_review["SOTON-Q"]
    assert [one.ref for one in made] == ["1", "2", "3"]
    assert made[2].title == "Use the escalation procedure"
    assert [part.label for part in register.parts_of["SOTON-Q:2"]] == ["a", "b"]
    asked = {ask.agency_id for ask in register.asks.values() if ask.part_id == "SOTON-Q:2/a"}
    assert asked == {"hampshire-constabulary"}
    assert not [link for link in register.theme_links.values() if link.recommendation_id.startswith("SOTON-Q:")]
    assert verify(engine).ok

    page = brought_in(manager, report)
    page.get_by_text("In the register already").wait_for()
    page.get_by_role("button", name=re.compile("Leave out the")).click()
    heading(manager, "3 recommendations read, all decided")
    assert manager.complaints == []


def test_what_cannot_be_read_says_why_and_nothing_is_kept(visit, own, tmp_path):
    served, _ = own
    manager = visit(MANAGER, served=served)
    bad = tmp_path / "report.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing that a reader could follow")
    page = manager.open("/report")
    page.locator("input[type=file]").set_input_files(bad)
    page.get_by_text(bad.name).first.wait_for()
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Not read.").wait_for()
    assert "damaged" in page.inner_text("body")
    assert "On your desk" not in page.inner_text("body")
    assert manager.complaints == []


def test_an_agency_lead_reads_no_report_in_and_opens_nobody_elses(visit, own, report):
    served, _ = own
    manager = visit(MANAGER, served=served)
    address = brought_in(manager, report).url.removeprefix(served.url)
    lead = visit(LEAD, served=served)
    page = lead.open(address)
    said = page.inner_text("body")
    assert "children are seen alone" not in said and "Not here." in said
    assert page.get_by_role("button", name="Read it").count() == 0


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 400)])
def test_the_page_with_a_report_is_accessible_and_fits(visit, own, report, theme, width):
    served, _ = own
    manager = visit(MANAGER, served=served, theme=theme, width=width)
    page = brought_in(manager, report)
    for view in ("", "&view=in"):
        page = manager.open(page.url.removeprefix(served.url) + view)
        found = Axe().run(page, **IMPORTANT)
        assert found.violations_count == 0, found.generate_report()
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert manager.complaints == [] and manager.strangers == []
