"""The three tutorials of docs/, done step by step in a browser: each step they tell is taken here, and photographed.

A step that no longer works stops the walk with the page it stopped on, so that a tutorial cannot tell what is not so.
It writes into the illustrative register that it is given. Called by tools/screenshots.py.

    python tools/tutorials.py --url http://127.0.0.1:8501 [--only manager|lead|subgroup]
"""

import argparse
import io
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Locator, Page, TimeoutError, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.setup import find_browser  # noqa: E402  (the folder above must be known first)

WAIT = 60_000
DONE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]');
}"""
TALLEST = 1500


class Walk:
    """One person's way through the tutorial: a browser window, and where its pictures go."""

    def __init__(self, browser: Browser, url: str, folder: Path, who: str) -> None:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light", locale="en-GB")
        context.set_default_timeout(WAIT)
        self.page: Page = context.new_page()
        self.url, self.folder = url, folder
        self.page.goto(f"{url}/who")
        self.page.get_by_role("button", name=who).first.click()
        self.page.wait_for_load_state()

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.drawn()

    def drawn(self) -> Page:
        """Wait until Streamlit has drawn everything, and charts and fonts are there too."""
        self.page.wait_for_selector("h1")
        self.page.wait_for_timeout(700)  # a script that is about to run does not say so yet
        self.page.wait_for_function(DONE)
        self.page.wait_for_timeout(700)
        return self.page

    def press(self, name: str | re.Pattern[str], *, exact: bool = False) -> Page:
        """Press a button, or what is drawn as one: a tab, an answer, a link."""
        page = self.page
        self.first(
            page.get_by_role("button", name=name, exact=exact),
            page.get_by_role("radio", name=name, exact=exact),
            page.get_by_role("link", name=name, exact=exact),
        ).click()
        return self.drawn()

    def choose(self, label: str, option: str) -> Page:
        """Choose in a list."""
        box = self.page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).or_(
            self.page.get_by_role("option", name=option)
        ).first.click()
        return self.drawn()

    def write(self, label: str, words: str) -> Page:
        """Type into a field and leave it."""
        field = self.page.get_by_role("textbox", name=label).first
        field.fill(words)
        field.blur()
        return self.drawn()

    def day(self, label: str, days: int) -> Page:
        """Type a day, so many days from today."""
        figures = f"{date.today() + timedelta(days=days):%d%m%Y}"
        field = self.page.get_by_test_id("stDateInput").filter(has_text=label).first
        field.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(figures)
        self.page.keyboard.press("Escape")
        return self.drawn()

    def first(self, *found: Locator) -> Locator:
        """The first of some that is there."""
        both = found[0]
        for one in found[1:]:
            both = both.or_(one)
        return both.first

    def says(self, words: str) -> None:
        """Wait until the page says something; stop with what it says if it does not."""
        try:
            self.page.get_by_text(words).first.wait_for()
        except TimeoutError:
            sys.exit(f"{self.page.url} does not say ‘{words}’ but:\n{self.page.inner_text('body')}")

    def picture(self, name: str, *, at: str | None = None) -> None:
        """Photograph the page, from its top or from where it says something."""
        page = self.drawn()
        tall = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight") + 80
        page.set_viewport_size({"width": 1200, "height": min(max(tall, 600), TALLEST)})
        if at:
            page.get_by_text(at).first.evaluate("e => e.scrollIntoView({block: 'start'})")
        self.drawn()
        page.screenshot(path=self.folder / f"{name}.png")
        print(f"{name}.png", flush=True)
        page.set_viewport_size({"width": 1200, "height": 900})


def manager(browser: Browser, url: str, folder: Path) -> None:
    """docs/for-the-business-manager.md"""
    walk = Walk(browser, url, folder, "Business manager")
    page = walk.open("/report")
    walk.press("Try it on an invented report")
    page.wait_for_url(re.compile("upload="))
    walk.picture("tutorial-manager-1-report")
    walk.press("Take all 5")
    walk.press("Put in", exact=True)
    walk.write("Code", "SOTON-Z")
    walk.choose("Kind", "Serious case review")
    page.get_by_role("radiogroup").get_by_text("Published", exact=True).click()
    walk.drawn()
    walk.picture("tutorial-manager-2-put-in")
    walk.press("Put in this review")
    walk.says("is on the record at")

    walk.open("/reviews?tab=recommendations&review=SOTON-Z&id=SOTON-Z:4")
    walk.press("Plan an action")
    page.get_by_text("One agency", exact=True).click()
    walk.drawn()
    plan_an_action(walk)

    walk.open("/workbook?view=out")
    walk.picture("tutorial-manager-4-send-out")
    sent = workbook_of(walk, "Hampshire Constabulary")
    walk.open("/workbook")
    page.locator("input[type=file]").set_input_files(
        {"name": "returned.xlsx", "mimeType": "application/zip", "buffer": filled_in(sent)}
    )
    page.get_by_text("returned.xlsx").first.wait_for()
    walk.press("Show what they would change")
    walk.says("1 change")
    walk.picture("tutorial-manager-5-bring-in")
    walk.press("Apply 1 change")
    walk.says("is on the record at")

    walk.open("/chase?view=now&agency=northants-childrens-trust")
    walk.picture("tutorial-manager-6-chase", at="A look before it goes")

    walk.open("/meeting")
    walk.press("Quality-assurance subgroup")
    walk.picture("tutorial-manager-7-agenda")
    walk.press("Paper", exact=True)
    walk.picture("tutorial-manager-8-paper")


def plan_an_action(walk: Walk) -> None:
    """The form of a new action, filled in and sent."""
    walk.choose("Which agency?", "Hampshire Constabulary")
    walk.write("What will be done?", "Every use of the escalation procedure is counted, and ten a year are read.")
    walk.day("By when", 128)
    walk.picture("tutorial-manager-3-plan")
    walk.press("Plan this action")
    walk.says("is on the record at")


def workbook_of(walk: Walk, agency: str) -> bytes:
    """The workbook of an agency, as the page hands it out."""
    walk.choose("Or one agency", agency)
    link = walk.page.get_by_role("link", name=re.compile("Download .*workbook|Download this agency|Download its")).first
    sent = walk.page.request.get(f"{walk.url}/{str(link.get_attribute('href')).lstrip('/')}")
    return sent.body()


def filled_in(sent: bytes) -> bytes:
    """A workbook with one more cell, as an agency fills it in."""
    book = openpyxl.load_workbook(io.BytesIO(sent))
    sheet = book["Actions"]
    heads = next(row for row in sheet.iter_rows() if {"Action", "Lead"} <= {str(c.value).rstrip(" *") for c in row})
    columns = {str(cell.value).rstrip(" *"): cell.column for cell in heads}
    rows = range(heads[0].row + 1, sheet.max_row + 1)
    row = next(one for one in rows if sheet.cell(one, columns["Action"]).value)
    sheet.cell(row, columns["Lead"]).value = "Superintendent, public protection"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def lead(browser: Browser, url: str, folder: Path) -> None:
    """docs/for-an-agency-lead.md"""
    walk = Walk(browser, url, folder, "Children's services lead")
    page = walk.open("/my_agency")
    walk.picture("tutorial-lead-1-owed")
    walk.press(re.compile("^Monthly reflective"))
    walk.write("What has changed", "Nine of eleven teams now have supervision each month. Two have no manager yet.")
    page.get_by_text("As it is: in progress").click()
    page.get_by_text("Amber", exact=False).first.click()
    walk.drawn()
    page.get_by_text("A statement", exact=True).click()
    walk.drawn()
    walk.write("The statement", "The head of service read the supervision records of all eleven teams.")
    walk.write("What is it?", "Supervision records of eleven teams")
    walk.choose("What does it show?", "Dip sample")
    walk.day("What date is it about", -10)
    walk.picture("tutorial-lead-2-update")
    walk.press("Send this update")
    walk.says("is on the record at")
    walk.picture("tutorial-lead-3-sent")

    page.get_by_text("Ask for another date").first.click()
    walk.drawn()
    walk.day("Which date do you ask for", 67)
    walk.write("Why?", "Both managers begin in January; until then the service manager supervises.")
    walk.picture("tutorial-lead-4-date", at="Ask for another date")
    walk.press("Ask for this date")
    walk.says("is on the record at")

    walk.open("/my_agency?agency=southampton-childrens-services&action=SOTON-K-A043")
    walk.write(
        "What has changed", "Every duty manager has had the session; two deaths since were reported the same day."
    )
    page.get_by_text("Claimed: we say it is done").click()
    walk.drawn()
    walk.picture("tutorial-lead-5-claim")


def subgroup(browser: Browser, url: str, folder: Path) -> None:
    """docs/for-the-subgroup.md"""
    walk = Walk(browser, url, folder, "Independent scrutineer")
    page = walk.open("/verification")
    walk.press(re.compile("^Brief all staff"))
    walk.picture("tutorial-subgroup-1-claim")
    page.get_by_text("Returned: something is missing").click()
    walk.drawn()
    walk.write("What is missing?", "The questions were put on one ward only. Put them on every ward.")
    walk.picture("tutorial-subgroup-2-return", at="What do you find?")
    walk.press("Return this claim")
    walk.says("is on the record at")

    walk.open("/verification?view=samples")
    walk.press("Draw this sample")
    walk.drawn()
    walk.picture("tutorial-subgroup-3-sample")

    chair = Walk(browser, url, folder, "Chair of the quality-assurance subgroup")
    page = chair.open("/meeting")
    chair.press("Quality-assurance subgroup")
    chair.press("In the room", exact=True)
    chair.press(re.compile("^Next|arrow_forward"))
    chair.press(re.compile("^Next|arrow_forward"))
    chair.picture("tutorial-subgroup-4-room")
    decide = page.get_by_role("button", name="Return, with the reason").first
    page.keyboard.press(decide.inner_text().split()[-1])
    page.wait_for_function("() => ['TEXTAREA', 'INPUT'].includes(document.activeElement?.tagName)")
    page.keyboard.type("The register was read in one term only: bring the spring term too.")
    page.keyboard.press("Control+Enter")
    chair.says("recorded by Chair")
    chair.picture("tutorial-subgroup-5-decided")
    meeting = re.search(r"meeting=(M-[\w-]+)", page.url)[1]
    chair.open(f"/meeting?meeting={meeting}&view=minutes")
    chair.picture("tutorial-subgroup-6-minutes")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", required=True)
    asked.add_argument("--only", choices=["manager", "lead", "subgroup"])
    asked.add_argument("--folder", default=str(ROOT / "docs" / "pictures"))
    told = asked.parse_args()
    with sync_playwright() as playwright:
        take(
            playwright.chromium.launch(executable_path=find_browser(), args=OPTIONS),
            told.url,
            Path(told.folder),
            told.only,
        )


OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


def take(browser: Browser, url: str, folder: Path, only: str | None = None) -> None:
    """Walk through the three tutorials, or one of them."""
    for walk in (manager, lead, subgroup):
        if only in (None, walk.__name__):
            walk(browser, url, folder)


if __name__ == "__main__":
    main()
