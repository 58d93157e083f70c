"""The return desk in a real browser: out and back with a conflict, taken back; a stranger's plan; used by everybody."""

import io
import re
import zipfile

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_every_page import IMPORTANT
from tests.browser.test_evidence import choose
from tests.browser.test_three_people import MANAGER, find_cell, open_action, store  # noqa: F401  (a fixture)
from tracker import clock
from tracker.commands import actions
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Status

AGENCY = "southampton-childrens-services"
LEAD_ROLE = "Principal officer"


def signed():
    return {"by": "business-manager", "at": clock.now(), "door": Door.BROWSER}


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled_in(content, action, **cells):
    """The workbook with these cells of an action changed, by the words of their headings."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, first, _, _ = find_cell(book, "Lead")
    headings = {str(cell.value): cell.column for cell in sheet[first - 1] if cell.value}
    row = next(r for r in range(first, sheet.max_row + 1) if sheet.cell(r, headings["Action"]).value == action)
    for heading, value in cells.items():
        sheet.cell(row, headings[heading.replace("_", " ")]).value = value
    return saved(book)


def strangers_plan(*actions_, owner="The boys in blue"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["County action plan"])
    sheet.append(["Recommendation", "What needs to happen", "Who will do it", "By when", "Stage"])
    for number, action in enumerate(actions_):
        sheet.append(["10.2.1", action, owner if number % 2 == 0 else "Hampshire Constabulary", "31/03/2027", "One"])
    return saved(book)


def bring_in(visitor, name, content):
    page = visitor.open("/workbook?view=in")
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_text(name).first.wait_for()
    page.get_by_role("button", name="Show what they would change").click()
    page.wait_for_url("**upload=**")
    page.get_by_role("button", name="Put it aside").wait_for()
    return visitor.drawn()


def downloaded(page, served, agency):
    answer = page.request.get(f"{served.url}/export/register.xlsx?agency={agency}")
    assert answer.ok
    return answer.body()


def test_a_workbook_goes_out_comes_back_is_decided_applied_and_taken_back(visit, store):  # noqa: F811
    action = open_action(store, AGENCY, Status.IN_PROGRESS)
    agency = current(store, sight=WHOLE).agency_name(AGENCY)
    manager = visit(MANAGER)
    page = manager.open("/workbook?view=out")
    page.get_by_text("Only some of them").click()
    choose(page, "Which ones?", agency)
    page.keyboard.press("Escape")
    link = page.get_by_role("link", name="Make the messages: 1 agency")
    made = page.request.get(f"{manager.served.url}/{link.get_attribute('href').lstrip('/')}")
    messages = zipfile.ZipFile(io.BytesIO(made.body()))
    (sent,) = [name for name in messages.namelist() if name.endswith(".xlsx")]
    actions.edit(store, action_id=action, lead="Head of learning", **signed())

    back = filled_in(messages.read(sent), action, Lead=LEAD_ROLE, Intended_outcome="Nobody waits.")
    page = bring_in(manager, "back by e-mail.xlsx", back)
    assert manager.title == "1 change and 1 conflict"
    assert "Workbook W" in page.inner_text("body") and "Head of learning in the register" in page.inner_text("body")
    assert page.get_by_role("button", name="Apply 1 change").is_disabled()
    page.get_by_text(f"{LEAD_ROLE} in the file").click()
    page.get_by_role("button", name="Apply 2 changes").wait_for()
    page.reload()  # what was decided is kept with the file
    manager.drawn()
    assert page.get_by_role("radio", name=f"{LEAD_ROLE} in the file").is_checked()
    page.get_by_role("button", name="Apply 2 changes").dblclick()
    page.get_by_text("is on the record at").first.wait_for()
    applied = current(store, sight=WHOLE).actions[action]
    assert (applied.lead, applied.intended_outcome) == (LEAD_ROLE, "Nobody waits.")

    page.get_by_role("link", name="See what it did, or take it back").click()
    page.get_by_text("How much?").wait_for()
    manager.drawn()
    assert manager.title == "back by e-mail.xlsx changed 2 cells"
    page.get_by_text("I mean all of it").click()
    page.get_by_role("textbox", name="Why is it taken back?").fill("The wrong agency's file.")
    page.get_by_role("textbox", name="Why is it taken back?").blur()
    page.get_by_role("button", name="Take it all back").click()
    page.get_by_text("2 cells are as before").wait_for()
    assert current(store, sight=WHOLE).actions[action].lead == "Head of learning"
    assert verify(store).ok
    assert manager.complaints == []


def test_a_strangers_plan_is_settled_and_applied_in_two_tabs_once(visit, store):  # noqa: F811
    manager = visit(MANAGER)
    page = bring_in(manager, "county.xlsx", strangers_plan("Ring the bell", "Open the door"))
    assert manager.title.startswith("2 new actions") and "question" in manager.title
    choose(page, re.compile("Who is ‘The boys in blue’"), "Hampshire Constabulary")
    page.get_by_text("What you settled: 1 answer").wait_for()
    page.reload()
    manager.drawn()
    assert "problem" not in manager.title
    page.get_by_text("What you settled: 1 answer").click()
    page.get_by_role("button", name="Remember ‘The boys in blue’").click()
    page.get_by_text("from now on, in every file").wait_for()
    assert "The boys in blue" in current(store, sight=WHOLE).agencies["hampshire-constabulary"].other_names
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Apply 2 changes").click()
    other.get_by_text("2 actions added").wait_for()
    page.get_by_role("button", name="Apply 2 changes").click()
    page.get_by_text("That file is not on your desk").wait_for()
    made = [
        a.owner_id
        for a in current(store, sight=WHOLE).actions.values()
        if a.title in ("Ring the bell", "Open the door")
    ]
    assert made == ["hampshire-constabulary"] * 2
    assert manager.complaints == []


def test_a_file_on_somebodys_desk_is_theirs_alone(visit):
    page = bring_in(visit(MANAGER), "private.xlsx", strangers_plan("Only the manager sees this"))
    address = page.url.removeprefix(visit().served.url)
    for name in ("Police lead", "Board member", "Internal auditor"):
        other = visit(name)
        assert "not on your desk" in other.open(address).inner_text("body"), name
        assert "Only the manager" not in other.page.inner_text("body")


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 400), ("dark", 400)])
def test_a_file_on_the_desk_can_be_read_and_decided_by_everybody(visit, store, theme, width):  # noqa: F811
    manager = visit(MANAGER, theme=theme, width=width)
    action = open_action(store, AGENCY, Status.IN_PROGRESS)
    content = downloaded(manager.page, manager.served, AGENCY)
    actions.edit(store, action_id=action, lead=f"Head of {theme} {width}", **signed())
    back = filled_in(content, action, Lead="x" * 300, Due_date="soon", Status="Assured", Progress="Long words. " * 60)
    bring_in(manager, f"{theme} {width}.xlsx", back)
    assert manager.title == "1 change, 1 conflict and 2 problems"
    looked_at(manager)
    plan = strangers_plan(*(f"{theme} {width} number {n}" for n in range(60)), owner=f"Nobody {theme} {width}")
    bring_in(manager, f"plan {theme} {width}.xlsx", plan)
    assert "question" in manager.title
    looked_at(manager)


def looked_at(visitor):
    page = visitor.page
    assert visitor.sideways <= 1
    found = Axe().run(page, **IMPORTANT)
    assert found.violations_count == 0, found.generate_report()
    assert visitor.complaints == []
