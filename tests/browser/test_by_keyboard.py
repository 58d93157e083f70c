"""The main jobs of the three people with a keyboard alone: Tab, Enter, Space and arrows. No mouse is touched.

Each walk also holds that every stop shows that it is reached and is in view (WCAG 2.4.7, 2.4.11). They work on a copy
of the illustrative register, so that they can be walked again.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import forty
from tests.browser.conftest import serving
from tests.browser.test_every_page import MEETING
from tests.browser.walking import Walk
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, DecisionKind, Rung, Status

MANAGER, LEAD = "Business manager", "Children's services lead"
CHAIR = "Chair of the quality-assurance subgroup"
AGENCY = "southampton-childrens-services"


@pytest.fixture
def own(demo, tmp_path):
    """A server on a copy of the illustrative register: (served, engine)."""
    home = tmp_path / "home"
    engine = forty.copied(demo.home, home)
    with serving(home, "--demo") as served:
        yield served, engine
    engine.dispose()


def test_a_lead_says_what_was_done_and_claims_it_with_evidence(visit, own):
    served, engine = own
    actions = current(engine, sight=WHOLE).actions.values()
    asked = {
        e.action_id for e in current(engine, sight=WHOLE).extensions.values() if not e.agreed_on and not e.refused_on
    }
    mine = [a for a in actions if a.owner_id == AGENCY and a.status == Status.IN_PROGRESS]
    action = next(a for a in mine if a.id not in asked)
    lead = visit(LEAD, served=served)
    page = lead.open("/my_agency")
    walk = Walk(lead)
    walk.to("link", action.title)
    walk.press("Enter")
    page.wait_for_url(f"**action={action.id}**")
    walk.drawn()
    walk.to("textbox", "What has changed")
    walk.press("Control+A")  # another test may have left words in it
    walk.type("Every team samples ten records a month.")
    walk.to("radio", "As it is")
    walk.taken_in()
    walk.press("ArrowDown")
    expect(page.get_by_role("radio", name="Claimed")).to_be_checked()
    walk.taken_in()
    walk.to("radio", "A file")
    walk.press("ArrowRight", "ArrowRight", "Space")  # among three, the last
    page.get_by_role("textbox", name="The statement").wait_for()
    walk.drawn()
    walk.to("textbox", "The statement")
    walk.type("The head of service saw ten records of each team.")
    walk.to("textbox", "What is it?")
    walk.type("Ten records of each team")
    walk.to("combobox", "What does it show?")
    walk.taken_in()
    walk.choose("Dip sample")
    expect(page.get_by_role("combobox", name="What does it show?")).to_have_value(re.compile("Dip sample"))
    walk.taken_in()
    walk.to("spinbutton", "day, What date is it about?")
    walk.type("31102025")
    about = page.get_by_test_id("stDateInput").filter(has_text="What date is it about")
    expect(about.get_by_role("spinbutton").last).to_have_attribute("aria-valuenow", "2025")
    walk.taken_in()
    expect(page.get_by_role("radio", name="Claimed")).to_be_checked()
    walk.to("button", "Send this update")
    walk.press("Enter")
    walk.reads("is on the record at")
    after = current(engine, sight=WHOLE)
    assert after.actions[action.id].status == Status.CLAIMED
    assert after.files[action.id].updates[-1].narrative == "Every team samples ten records a month."
    assert after.files[action.id].evidence[-1].rung == Rung.DIP_SAMPLE
    assert not walk.wrong, walk.wrong
    assert lead.complaints == []


def test_a_manager_agrees_a_date_and_chases(visit, own):
    served, engine = own
    register = current(engine, sight=WHOLE)
    asked = next(
        (file, one)
        for file in register.files.values()
        for one in file.extensions
        if not one.agreed_on and not one.refused_on
    )
    file, extension = asked
    manager = visit(MANAGER, served=served)
    page = manager.open("/my_agency?desk=verify")
    walk = Walk(manager)
    walk.to("link", file.action.title)
    walk.press("Enter")
    page.wait_for_url(f"**action={file.action.id}**")
    walk.drawn()
    walk.to("radio", "Agree this date")
    walk.press("Space")
    page.get_by_role("button", name="Agree the date").wait_for()
    walk.drawn()
    walk.to("button", "Agree the date")
    walk.press("Enter")
    walk.reads("is on the record at")
    assert current(engine, sight=WHOLE).actions[file.action.id].due == extension.to_due

    walk.to("link", "Chase")
    walk.press("Enter")
    page.wait_for_url("**/chase**")
    walk.drawn()
    walk.to("radio", "Every agency that may be asked now")
    walk.press("Space")
    page.get_by_role("link", name="Make the messages").wait_for()
    walk.drawn()
    before = len(current(engine, sight=WHOLE).chases)
    walk.to("link", "Make the messages")
    with page.expect_download() as taken:
        walk.press("Enter")
    assert taken.value.suggested_filename.endswith(".zip")
    assert len(current(engine, sight=WHOLE).chases) > before
    assert not walk.wrong, walk.wrong


def test_a_subgroup_member_decides_in_the_room(visit, own):
    served, engine = own
    chair = visit(CHAIR, served=served)
    page = chair.open(f"/meeting?meeting={MEETING}")
    walk = Walk(chair)
    walk.to("link", "Go into the room")
    walk.press("Enter")
    page.wait_for_url("**view=room**")
    walk.reads("item 1 of")
    walk.drawn()
    items = current(engine, sight=WHOLE).agenda_of[MEETING]
    for number, item in enumerate(items, start=1):
        if item.kind == AgendaKind.CLAIM and page.get_by_role("button", name="Assure").count():
            break
        walk.press("ArrowRight")
        walk.reads(f"item {number + 1} of")
        walk.drawn()
    walk.to("checkbox", "Keys of one letter or figure")
    walk.press("Space")
    walk.drawn()
    expect(page.get_by_role("button", name="Note", exact=True)).to_have_text("Note")  # no key beside it any more
    walk.press("a")  # would leave for the agenda
    walk.to("button", "Assure")
    walk.press("Enter")
    page.wait_for_function(forty.IN_FIELD)  # the cursor is put into the form
    walk.drawn()
    walk.type("The sample of 20 files shows it.")
    if page.get_by_role("textbox", name="Why assure it although").count():
        walk.to("textbox", "Why assure it although")
        walk.type("Nothing stronger can be had for such a change.")
    walk.to("button", "Record: assured")
    walk.press("Enter")
    walk.reads(f"recorded by {CHAIR}")
    assert "view=room" in page.url
    made = current(engine, sight=WHOLE).decisions_of[MEETING][-1]
    assert (made.item_id, made.kind) == (item.id, DecisionKind.ASSURE)
    assert not walk.wrong, walk.wrong
    assert chair.complaints == []
