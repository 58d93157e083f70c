"""Each of the three people does their work in a real browser, on a real server, and the store holds what they did."""

import io
import sqlite3
from contextlib import closing, contextmanager

import openpyxl
import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from tests.browser.conftest import until
from tracker.queries.history import entries
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Status
from tracker.store.engine import engine_for
from tracker.store.tables import DraftRow

MANAGER, LEAD, SCRUTINEER = "Business manager", "Children's services lead", "Independent scrutineer"
AGENCY = "southampton-childrens-services"


@pytest.fixture
def store(demo):
    engine = engine_for(f"sqlite:///{demo.home / 'demo' / 'register.sqlite'}")
    yield engine
    engine.dispose()


@contextmanager
def writing(register):
    """Hold a register as somebody does who is writing to it: whoever else wants to write waits until the block ends."""
    with closing(sqlite3.connect(register, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        yield
        held.execute("ROLLBACK")


def open_action(store, agency_id, status):
    """An action of an agency that stands at a status, by its id."""
    found = [
        a.id for a in current(store, sight=WHOLE).actions.values() if a.owner_id == agency_id and a.status == status
    ]
    return found[0]


# ---- the agency lead


def test_a_lead_says_what_was_done_once_however_often_the_button_is_pressed(visit, store):
    action = open_action(store, AGENCY, Status.IN_PROGRESS)
    before = [u for u in current(store, sight=WHOLE).updates.values() if u.action_id == action]
    lead = visit(LEAD)
    page = lead.open(f"/my_agency?action={action}")
    assert "open action" in lead.title
    page.get_by_role("textbox", name="What has changed").fill("Every team now samples ten records a month.")
    page.get_by_role("textbox", name="What has changed").blur()
    page.get_by_text("Green", exact=False).first.click()
    page.get_by_text("A statement", exact=True).click()
    page.get_by_role("textbox", name="The statement").fill("The head of service saw ten records of each team.")
    page.get_by_role("textbox", name="What is it?").fill("Ten records of each team")
    page.get_by_role("combobox", name="What does it show?").click()
    page.get_by_role("option", name="Dip sample").click()
    lead.drawn()
    about = page.get_by_test_id("stDateInput").filter(has_text="What date is it about")
    about.get_by_role("spinbutton").first.click()
    page.keyboard.type("31102025")
    expect(about.get_by_role("spinbutton").last).to_have_attribute("aria-valuenow", "2025")
    page.get_by_role("button", name="Send this update").dblclick()
    page.get_by_text("is on the record at").first.wait_for()
    after = [u for u in current(store, sight=WHOLE).updates.values() if u.action_id == action]
    assert len(after) == len(before) + 1
    assert after[-1].narrative == "Every team now samples ten records a month."
    told = entries(store, entity_ids=frozenset({after[-1].id}), sight=WHOLE)
    assert {(e.role, e.door) for e in told} == {("lead", "browser")}


@pytest.mark.parametrize("meanwhile", ["nothing", "presses again", "changes a field"])
def test_what_was_saved_while_the_page_moved_on_is_said_all_the_same(visit, store, demo, meanwhile):
    action = open_action(store, AGENCY, Status.IN_PROGRESS)
    words = f"The teams met in October, and {meanwhile} came of it."
    page = visit(LEAD).open(f"/my_agency?action={action}")
    page.get_by_role("textbox", name="What has changed").fill(words)
    page.get_by_role("textbox", name="What has changed").blur()
    page.get_by_text("Amber", exact=False).first.click()
    send = page.get_by_role("button", name="Send this update")
    with writing(demo.home / "demo" / "register.sqlite"):
        send.click()
        page.get_by_text("Saving …").first.wait_for()  # it has reached the store
        if meanwhile == "presses again":
            send.click()
        elif meanwhile == "changes a field":
            page.get_by_text("Green", exact=False).first.click()
        page.wait_for_timeout(1000)  # both runs have reached the store, or wait for the first to
    page.get_by_text("is on the record at").first.wait_for()
    expect(page.get_by_role("textbox", name="What has changed")).to_have_value("")
    kept = [u for u in current(store, sight=WHOLE).updates.values() if u.narrative == words]
    assert len(kept) == 1


def drafts(store):
    """What anybody was writing and has not sent."""
    with store.connect() as connection:
        return connection.execute(sa.select(DraftRow.__table__.c.text)).scalars().all()


def test_what_a_lead_was_typing_outlives_the_tab(visit, store):
    action = open_action(store, AGENCY, Status.IN_PROGRESS)
    lead = visit(LEAD)
    page = lead.open(f"/my_agency?action={action}")
    page.get_by_role("textbox", name="What has changed").fill("Half a sentence that")
    page.get_by_role("textbox", name="What has changed").blur()
    until(lambda: "Half a sentence that" in drafts(store))
    page.close()
    lead.page = lead.served and page.context.new_page()
    page = lead.open(f"/my_agency?action={action}")
    assert page.get_by_role("textbox", name="What has changed").input_value() == "Half a sentence that"
    assert "We kept" in page.inner_text("body")


def test_a_lead_finds_no_form_for_another_agencys_action(visit, store):
    other = next(a.id for a in current(store, sight=WHOLE).actions.values() if a.owner_id not in (AGENCY, None))
    lead = visit(LEAD)
    page = lead.open(f"/my_agency?action={other}")
    assert page.get_by_role("button", name="Send this update").count() == 0
    page = lead.open(f"/my_agency?agency=hampshire-police&action={other}")
    assert page.get_by_role("button", name="Send this update").count() == 0


def test_a_lead_who_is_no_verifier_is_told_so(visit):
    lead = visit(LEAD)
    page = lead.open("/my_agency?desk=verify")
    assert page.get_by_role("button", name="Assure this action").count() == 0


# ---- the quality-assurance subgroup


def test_a_scrutineer_returns_a_claim_with_a_reason(visit, store):
    claims = sorted(a.id for a in current(store, sight=WHOLE).actions.values() if a.status == Status.CLAIMED)
    scrutineer = visit(SCRUTINEER)
    page = scrutineer.open(f"/my_agency?desk=verify&action={claims[0]}")
    page.get_by_text("Returned: something is missing").click()
    page.get_by_role("textbox", name="What is missing?").fill("The sample is of one team only.")
    page.get_by_role("button", name="Return this claim").click()
    page.get_by_text("is on the record at").first.wait_for()
    assert current(store, sight=WHOLE).actions[claims[0]].status == Status.RETURNED
    assert scrutineer.complaints == []


def test_a_closed_door_says_what_is_in_the_way_of_closing(visit):
    page = visit(MANAGER).open("/recommendation?id=NORTHANTS-AK:10")
    assert "In the way of closing" in page.inner_text("body")
    assert page.get_by_role("button", name="Close this recommendation").is_disabled()


# ---- the business manager


def test_a_manager_reads_any_past_day_from_the_address(visit):
    manager = visit(MANAGER)
    page = manager.open("/?as_at=2026-01-31")
    assert "31 January 2026" in page.inner_text("body")
    assert "how the register stood then" in page.inner_text("body")


def test_a_filter_lives_in_the_address_and_says_itself(visit):
    manager = visit(MANAGER)
    page = manager.open("/recommendations?review=SOTON-K&rating=red")
    said = page.inner_text("body")
    assert "Child K" in said and "overdue" in said.lower()
    assert "NORTHANTS" not in said


@pytest.mark.parametrize(
    "address",
    [
        "/recommendation?id=NOPE:1",
        "/recommendation",
        "/recommendations?review=<script>alert(1)</script>&rating=purple&page=999",
        "/?as_at=31/02/2025",
        "/?as_at=9999-99-99",
        "/my_agency?agency=../../etc&action=%00",
        "/themes?theme=nonsense",
        "/workbook?upload=0000",
        "/history?id=%F0%9F%92%A3",
    ],
)
def test_nonsense_in_the_address_gets_a_sentence(visit, address):
    manager = visit(MANAGER)
    body = manager.open(address).inner_text("body")
    assert "could not be drawn" not in body and "Traceback" not in body
    assert manager.title


def test_one_changed_cell_of_a_workbook_is_one_change(visit, store):
    manager = visit(MANAGER)
    page = manager.open("/workbook?view=out")
    link = page.get_by_role("link", name="Download the whole register")
    sent = page.request.get(f"{manager.served.url}/{link.get_attribute('href').lstrip('/')}")
    page = manager.open("/workbook")
    assert sent.ok and "attachment" in sent.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(sent.body()))
    sheet, row, column, action = find_cell(book, "Lead")
    sheet.cell(row, column).value = "Assistant director, safeguarding"
    changed = io.BytesIO()
    book.save(changed)
    upload(page, "returned.xlsx", changed.getvalue())
    page.get_by_text("1 change", exact=True).first.wait_for()
    assert "upload=" in page.url
    page.reload()  # what was brought in outlives a refresh
    page.get_by_role("button", name="Apply 1 change").dblclick()
    page.get_by_text("is on the record at").first.wait_for()
    assert current(store, sight=WHOLE).actions[action].lead == "Assistant director, safeguarding"
    told = [e for e in entries(store, entity="action", limit=5, sight=WHOLE) if e.field == "lead"]
    assert told[0].door == "workbook" and told[0].entity_id == action
    assert verify(store).ok


def test_a_file_that_is_no_workbook_gets_a_sentence_and_nothing_changes(visit, store):
    number = entries(store, changes_only=True, limit=1, sight=WHOLE)[0].number
    page = visit(MANAGER).open("/workbook")
    upload(page, "minutes.xlsx", b"these are the minutes, saved under another name")
    page.get_by_text("was not read").wait_for()
    assert entries(store, changes_only=True, limit=1, sight=WHOLE)[0].number == number


def test_exports_and_evidence_answer_only_as_far_as_the_person_may(visit, store):
    restricted = next(e for e in current(store, sight=WHOLE).evidence.values() if e.restricted and e.file_hash)
    for name, status in ((MANAGER, 200), ("Board member", 403)):
        visitor = visit(name)
        answer = visitor.page.request.get(f"{visitor.served.url}/evidence/{restricted.id}")
        assert answer.status == status, name
    assert visitor.page.request.get(f"{visitor.served.url}/evidence/..%2F..%2Fregister.sqlite").status in (400, 404)


def find_cell(book, heading):
    """The first cell under a heading of the actions sheet: sheet, row, column, and the action's id in that row."""
    for sheet in book:
        for row in sheet.iter_rows(max_row=12):
            named = {str(cell.value).rstrip(" *"): cell.column for cell in row if cell.value}
            if heading in named and "Action" in named:
                at = row[0].row + 1
                return sheet, at, named[heading], sheet.cell(at, named["Action"]).value
    raise AssertionError(f"no column {heading}")


def upload(page, name, content):
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/zip", "buffer": content})
    page.get_by_text(name).first.wait_for()
    page.get_by_role("button", name="Show what they would change").click()
