"""Somebody who has never seen the tracker, before an empty store: to the first workbook out, by what the screen says.

Every field and every press counts itself; docs/measured.md has the figures.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.first_steps import first_steps
from tracker.rules.sight import WHOLE
from tracker.rules.words import Role
from tracker.store.engine import engine_for

REPORT = """Anytown Safeguarding Children Partnership

Local Child Safeguarding Practice Review: Child Z

1. Introduction

1.1 This review was asked for by the Partnership.

5. Recommendations

Recommendation 1

Anytown Constabulary should train every response officer in what domestic abuse does to a child.

Recommendation 2

Anytown Homes should tell the Partnership by audit within six months how many families were moved.
"""
AGENCIES = """Anytown Constabulary; Asha Patel; asha.patel@police.example
Anytown Homes; Ben Ali; ben.ali@homes.example"""
PATIENCE = 150_000
"""Milliseconds: the whole way is one test, and no machine is to be too slow for it."""


class Newcomer:
    """One person with a browser, who counts what they press and what they fill in."""

    def __init__(self, visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.presses = self.fields = 0
        self.page.set_default_timeout(PATIENCE)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.presses += 1

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.fields += 1

    def pick(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("radiogroup", name=question)
        group.get_by_text(answer, exact=True).click()
        self.fields += 1

    def fill(self, label: str, words: str) -> None:
        box = self.page.get_by_role("textbox", name=label)
        box.fill(words)
        box.blur()
        self.fields += 1

    def day(self, label: str, figures: str) -> None:
        """A date, typed as DDMMYYYY."""
        box = self.page.get_by_test_id("stDateInput").filter(has_text=label)
        box.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(figures)
        expect(box.get_by_role("spinbutton").last).to_have_attribute("aria-valuenow", figures[-4:], timeout=PATIENCE)
        self.page.keyboard.press("Tab")
        self.fields += 1

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def empty(tmp_path):
    """A server on a store that does not exist yet."""
    with serving(tmp_path / "home") as served:
        yield served


def test_from_an_empty_store_to_a_workbook_that_went_out(visit, empty, tmp_path):
    report = tmp_path / "child-z.txt"
    report.write_text(REPORT, encoding="utf-8")
    me = Newcomer(visit(served=empty))
    page = me.page
    me.visitor.open("/")
    me.heading("Getting started: 0 of 5 steps done")

    me.press("Set up your board")
    me.fill("What is your board called?", "Anytown Safeguarding Children Partnership")
    me.fill("Your name", "Ann Bell")
    me.press("Set up the board")
    me.sees("This is the register of Anytown Safeguarding Children Partnership")
    me.heading("1 of 5 first steps done")

    me.press("Read its report")
    me.heading("Read a report")
    page.locator("input[type=file]").set_input_files(report)
    me.fields += 1
    me.sees(report.name)
    me.press("Read it")
    me.heading("2 recommendations read, 2 to decide")
    for left in ("1 to decide", "all decided"):
        page.keyboard.press("t")
        me.presses += 1
        me.heading(f"2 recommendations read, {left}")
    page.get_by_role("radiogroup", name="What do you want to see?").get_by_text("Put in", exact=True).click()
    me.presses += 1
    me.fill("Code", "any-z")
    me.choose("Kind", "Local child safeguarding practice review")
    me.pick("How public is it?", "Published")
    me.press("Put in this review")
    me.sees("2 items in ANY-Z")
    me.sees("Getting started, step 3 of 5")

    page.get_by_role("link", name="Say who is asked").click()
    me.presses += 1
    me.heading("3. Agencies and who leads them")
    listed = page.get_by_role("textbox", name="One to a line")
    expect(listed).to_have_value("Anytown Constabulary\nAnytown Homes", timeout=PATIENCE)
    me.fill("One to a line", AGENCIES)
    me.press("Put in 2 agencies")
    me.sees("Put in. 2 agencies")
    me.press("Ask 2 agencies")
    me.sees("Asked. 2 asks")

    me.heading("4. Owners and dates")
    me.sees("2 without an action")
    for title, left in (("Train every response officer", "1 without an action"), ("Count the moves", None)):
        me.fill("What will be done?", title)
        me.day("By when?", "30092099")
        me.press("Plan this action")
        me.sees(left or "Everything that is asked of an agency has an action")
    me.heading("4 of 5 first steps done")

    page.get_by_role("link", name="Next: first workbooks out").click()
    me.presses += 1
    me.press("Send the workbooks out")
    me.heading("To the agencies")
    me.pick("Who gets a workbook?", "Every agency that owes something: 2")
    made = page.get_by_role("link", name="Make the messages: 2 agencies")
    with page.expect_download() as begun:
        made.click()
    me.presses += 1
    assert begun.value.suggested_filename.endswith(".zip")
    page.reload()
    me.pick("Which workbooks?", "All of them: 2")
    me.pick("Did they go?", "They went")
    me.press("Put it on the record")
    me.sees("On the record for 2 workbooks")

    me.visitor.open("/")
    expect(page.get_by_role("heading", name="Getting started")).to_have_count(0, timeout=PATIENCE)
    me.visitor.open("/start")
    me.heading("Every first step is done")
    assert me.visitor.complaints == []
    engine = engine_for(f"sqlite:///{empty.home / 'register.sqlite'}")
    register = current(engine, sight=WHOLE)
    assert all(step.done for step in first_steps(register))
    assert {r.role for r in register.person_roles.values()} == {Role.ADMINISTRATOR, Role.LEAD}
    assert verify(engine).ok
    engine.dispose()
    print(f"{me.presses} presses, {me.fields} fields")
