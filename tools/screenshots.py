"""Photograph the pages of the illustrative register into docs/pictures.

make screenshots

`--all FOLDER` takes every page and form that the browser tests open, in both themes and at both widths, to be looked
at: each is loaded once. `--only WORDS` takes those whose address holds the words.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools import tutorials  # noqa: E402
from tools.setup import find_browser  # noqa: E402  (the folder above must be known first)

PAGES = {
    "overview": "/",
    "recommendations": "/recommendations",
    "recommendation": "/recommendation?id=NORTHANTS-AK:10",
    "overdue": "/overdue",
    "themes": "/themes",
    "my-agency": "/my_agency",
    "workbook": "/workbook",
    "reviews": "/reviews",
    "history": "/history",
    "agenda": "/meeting?meeting={meeting}",
    "room": "/meeting?meeting={meeting}&view=room&item=4",
    "chase": "/chase",
    "verification": "/verification",
    "compare": "/compare?view=months",
    "report": "/report{report}",
}
PAPER = "/export/paper.pdf?paper=meeting&meeting={meeting}"
"""`{meeting}` is the next meeting: the illustrative register's days move with today."""
DONE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]');
}"""
IN_THE_MANUAL = (
    "overview", "overdue", "recommendation", "themes", "room", "agenda", "chase", "verification", "compare", "report",
)  # fmt: skip
SHOTS = [(name, "light", 1440) for name in IN_THE_MANUAL]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", metavar="FOLDER", help="every page and form in both themes and widths, into FOLDER")
    asked.add_argument("--only", default="", help="with --all: only pages whose address holds this")
    asked.add_argument("--url", help="a server that runs already, instead of one of our own")
    asked.add_argument("--as", dest="person", default="business-manager", help="who looks")
    told = asked.parse_args()
    folder = Path(told.all) if told.all else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    photographs = partial(everything, only=told.only) if told.all else photograph
    if told.url:
        photographs(told.url, folder)
        return
    with tempfile.TemporaryDirectory(prefix="tracker-pictures-") as home:
        process, url = serve(home, told.person)
        try:
            meeting = photographs(url, folder)
            if not told.all:
                draw_paper(url + PAPER.format(meeting=meeting), folder / "paper.png")
        finally:
            process.terminate()
            process.wait(20)
        if told.all:
            return
        process, url = serve(home)  # the tutorials choose who they are, and change what they are shown
        try:
            walk_through(url, folder)
        finally:
            process.terminate()
            process.wait(20)


def walk_through(url: str, folder: Path) -> None:
    """The tutorials, done step by step: tools/tutorials.py."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=tutorials.OPTIONS)
        tutorials.take(browser, url, folder)
        browser.close()


def serve(home: str, person: str | None = None) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "tracker", "serve", "--demo", "--no-browser", "--port", str(port)]
    command += ["--as", person] if person else []
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TRACKER_HOME": home}, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).read()
            return process, url
        except OSError:
            time.sleep(0.3)
    sys.exit("The server did not start.")


def draw_paper(address: str, path: Path, page: int = 0) -> None:
    """One page of the meeting's paper, as the PDF has it."""
    with urllib.request.urlopen(address, timeout=120) as answer:
        drawn = pypdfium2.PdfDocument(answer.read())[page].render(scale=1.5).to_pil()
    drawn.save(path, optimize=True)
    print(path.name, flush=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window, and without scroll bars."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
        yield browser
        browser.close()


def everything(url: str, folder: Path, only: str = "") -> str:
    """Every page and form that the browser tests open: four pictures of each load; which meeting they show."""
    from tests.browser.test_every_page import MEETING, PATHS  # here: it brings pytest and axe along

    with chromium() as browser:
        page = browser.new_context(locale="en-GB").new_page()
        for path in (path for path in PATHS if only in path):
            page.goto(url + path)
            name = re.sub(r"[^\w=.-]+", "_", path.strip("/")) or "overview"
            for theme, width in ((theme, width) for theme in ("light", "dark") for width in (1440, 400)):
                page.emulate_media(color_scheme=theme)
                page.set_viewport_size({"width": width, "height": 1000})
                take(page, folder / f"{name}-{theme}-{width}.png", width, 4000)
    return MEETING


def photograph(url: str, folder: Path) -> str:
    """Take the pictures of the manual; which meeting they show."""
    with chromium() as browser:
        meeting = next_meeting(browser.new_page(), url)
        report = invented_report(browser.new_page(), url)
        for name, theme, width in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme, locale="en-GB")
            page = context.new_page()
            page.goto(url + PAGES[name].format(meeting=meeting, report=report))
            take(page, folder / f"{name}-{theme}-{width}.png", width, 1700)  # the top of a page is enough
            context.close()
    return meeting


def take(page: Page, path: Path, width: int, tallest: int) -> None:
    """One picture, as tall as the page is, up to a height."""
    drawn(page)
    tall = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight") + 80
    page.set_viewport_size({"width": width, "height": min(max(tall, 700), tallest)})
    drawn(page)
    page.screenshot(path=path)
    print(path.name, flush=True)


def drawn(page: Page) -> None:
    """Wait until Streamlit has drawn everything, and the charts and fonts are there too."""
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_timeout(700)  # a script that is about to run does not say so yet
    page.wait_for_function(DONE, timeout=60_000)
    page.wait_for_timeout(1200)


def invented_report(page: Page, url: str) -> str:
    """What the address of the page is once the invented report lies on the desk, shown at its second recommendation."""
    page.goto(url + "/report")
    drawn(page)
    page.get_by_role("button", name="Try it on an invented report").click()
    page.wait_for_url(re.compile("upload="), timeout=60_000)
    return f"?{page.url.partition('?')[2]}&item=c1"


def next_meeting(page: Page, url: str) -> str:
    """The id of the first meeting that the page of meetings names."""
    page.goto(url + "/meeting")
    named = page.locator("a[href*='meeting=M-']").first
    named.wait_for()
    return re.search(r"meeting=(M-[\w-]+)", str(named.get_attribute("href")))[1]


if __name__ == "__main__":
    main()
