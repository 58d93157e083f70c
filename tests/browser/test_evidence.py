"""Evidence in a real browser: refused and sent again, restricted, replaced, taken out, and usable by everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import files
from tests.browser.conftest import drawn
from tests.browser.test_three_people import LEAD, MANAGER, SCRUTINEER, open_action, store  # noqa: F401  (fixture)
from tracker.queries.history import entries
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Status

AGENCY = "southampton-childrens-services"


def latest(store, action):  # noqa: F811
    return current(store, sight=WHOLE).files[action].evidence[-1]


def test_a_lead_sends_a_file_and_a_newer_version_of_it_and_few_may_open_them(visit, store):  # noqa: F811
    action = open_action(store, AGENCY, Status.IN_PROGRESS)
    lead = visit(LEAD)
    page = lead.open(f"/my_agency?action={action}")
    page.get_by_role("textbox", name="What has changed").fill("Twenty files were audited.")
    page.get_by_role("textbox", name="What has changed").blur()
    page.get_by_text("A file", exact=True).first.click()
    page.get_by_role("textbox", name="What is it?").fill("Audit of 20 files")
    page.get_by_role("textbox", name="What is it?").blur()
    lead.drawn()
    choose(page, "What does it show?", "Audit")
    lead.drawn()
    about = page.get_by_test_id("stDateInput").filter(has_text="What date is it about")
    about.get_by_role("spinbutton").first.click()
    page.keyboard.type("31102026")
    lead.drawn()
    page.get_by_text("Only your agency, those who verify and the business manager").first.click()
    upload(page, "audit.pdf", files.png())
    page.get_by_role("button", name="Send this update").click()
    page.get_by_text("it is called .pdf, but is a picture (PNG)").wait_for()
    assert page.get_by_role("textbox", name="What is it?").input_value() == "Audit of 20 files"
    upload(page, "audit two.pdf", files.pdf())
    page.get_by_role("button", name="Send this update").click()
    page.get_by_text("is on the record at").first.wait_for()
    first = latest(store, action)
    assert (first.title, first.file_name, first.restricted) == ("Audit of 20 files", "audit two.pdf", True)

    page = lead.open(f"/my_agency?action={action}")
    page.get_by_text("Evidence sent so far").click()
    choose(page, "Change a piece of evidence", "Audit of 20")
    lead.drawn()
    page.get_by_text("Send a newer version").click()
    page.get_by_text("What do you send?").wait_for()
    lead.drawn()
    page.get_by_text("A file", exact=True).last.click()
    page.get_by_text("It stays restricted").wait_for()
    upload(page, "audit three.pdf", files.pdf(b"Thirty files"))
    page.get_by_role("textbox", name="Why is there a newer version?").fill("Ten more files were read.")
    page.get_by_role("button", name="Send this version").click()
    page.get_by_text("is the version that counts now").wait_for()
    second = latest(store, action)
    assert (second.replaces_id, second.restricted) == (first.id, True)
    assert lead.complaints == []

    for name, status in ((LEAD, 200), (SCRUTINEER, 200), (MANAGER, 200), ("Board member", 403)):
        visitor = visit(name)
        for one in (first, second):
            answer = visitor.page.request.get(f"{visitor.served.url}/evidence/{one.id}")
            assert answer.status == status, name
            assert answer.headers["x-content-type-options"] == "nosniff"
    told = entries(store, verb="download", entity_ids=frozenset({first.id, second.id}), sight=WHOLE)
    assert len(told) == 6
    assert {e.reason for e in entries(store, verb="replace_evidence", limit=3, sight=WHOLE)} >= {
        "Ten more files were read."
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 400])
def test_the_forms_for_evidence_can_be_used_by_everybody(visit, store, theme, width):  # noqa: F811
    sent = current(store, sight=WHOLE).evidence.values()
    action = next(e.action_id for e in sent if e.replaces_id and not e.restricted)
    page = visit(MANAGER, theme=theme, width=width).open(f"/my_agency?desk=owed&action={action}")
    page.get_by_text("A file", exact=True).first.click()
    page.get_by_text("Evidence sent so far").click()
    choose(page, "Change a piece of evidence", "three")
    page.get_by_text("Send a newer version").click()
    page.get_by_text("The older version counts no more").wait_for()
    page.wait_for_timeout(800)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == [], found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def choose(page, label, start):
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    box.click()
    box.press_sequentially(start)
    page.get_by_role("option", name=re.compile(start, re.IGNORECASE)).first.wait_for()
    box.press("Enter")
    drawn(page)


def upload(page, name, content):
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": content}
    )
    page.get_by_text(name).first.wait_for()
    drawn(page)
