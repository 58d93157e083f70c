"""`python -m benchmarks.felt`: how fast the dashboard feels, in a real Chromium, beside an empty Streamlit page.

An illustrative register served by `tracker serve --demo`, and an empty page served by `streamlit run`, side by side in
the same run. Times are the browser's own clock, from the moment it asks:

* paint: the first content on the screen; read: the script has run, and all its words are there; drawn: nothing is
  stale and nothing waits, charts and tables included.
* first: the first to ask the server for it; cold: a browser that was never here; warm: the same browser once more.
  Each opening has the empty page opened just before it, so that a machine with other work tells as much of both.
* to: from the page before, by the menu, as people go. The empty page's is a rerun by a press of its one button.
* saved: from the press of the button until "is on the record" can be read.

RUNS is how many times each is done (default 7); PAGES, some of the pages only; SAVES, how often something
is saved; KEPT, a folder in which the register is kept between runs (the saves stay in it).
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import free_port
from tests.conftest import CHROMIUM_ARGUMENTS
from tools.setup import find_browser
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Status
from tracker.store.engine import engine_for
from tracker.ui.pages import FIRST, PAGES

ROOT = Path(__file__).parents[1]
RUNS = int(os.environ.get("RUNS", "7"))
SAVES = int(os.environ.get("SAVES", str(RUNS * 2)))
WANTED = tuple(os.environ.get("PAGES", "").split(",")) if os.environ.get("PAGES") else ()
WAIT = 60_000  # milliseconds
MANAGER, LEAD, AGENCY = "Business manager", "Children's services lead", "southampton-childrens-services"
EMPTY = "import streamlit as st\n\nst.title('An empty page')\nst.button('Again')\n"
IN_MENU = tuple(page for page in PAGES if page.in_menu)

WATCH = """
(() => {
  const ran = () => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning' && document.querySelector('h1');
  };
  const settled = () => {
    return ran() && !document.querySelector('[data-testid=stSkeleton]')
      && !document.querySelector('[data-stale=true]');
  };
  const felt = window.felt = { drawn: null, read: null, begun: 0 };
  let since = null;
  felt.again = () => { felt.begun = performance.now(); felt.left = false; since = null; felt.drawn = null; };
  felt.left = true;
  new MutationObserver(() => { felt.left = true; since = null; }).observe(
    document, { subtree: true, attributes: true, attributeFilter: ['data-test-script-state'] });
  const look = () => {
    if (felt.read === null && ran()) felt.read = performance.now();
    const still = settled();
    if (!still) { felt.left = true; since = null; }
    else if (felt.left && felt.drawn === null) {
      if (since === null) since = performance.now();
      else if (performance.now() - since > 120) felt.drawn = since - felt.begun;
    }
    setTimeout(look, 4);
  };
  look();
})()
"""
"""Runs in the page from its first moment: since when it has been drawn, and has stayed so for 120 ms."""


PRESS_UNTIL_HEARD = """element => {
  const press = () => {
    window.felt.again();
    element.click();
    setTimeout(() => { if (!window.felt.left && element.isConnected) press(); }, 3000);
  };
  press();
}"""
"""Press; and again after 3 s where nothing came of it: Streamlit's client hears nothing while it connects."""


@dataclass
class Times:
    """Milliseconds of one kind of thing, each time that it was done."""

    all: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.all)

    @property
    def most(self) -> float:
        """The 95th of a hundred; of so few, nearly the longest."""
        return statistics.quantiles(self.all, n=20, method="inclusive")[-1] if len(self.all) > 1 else self.all[0]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-felt-") as folder:
        home = Path(os.environ.get("KEPT") or Path(folder) / "home")
        print("Making the illustrative register …", flush=True)
        subprocess.run(
            [sys.executable, "-m", "tracker", "init", "--demo"], env=_ours(home), check=True, capture_output=True
        )
        (Path(folder) / "empty.py").write_text(EMPTY)
        with (
            tracker_served(home) as (ours, started),
            empty_served(Path(folder)) as (empty, _),
            sync_playwright() as playwright,
        ):
            print(
                f"From `tracker serve --demo` to the first answer of /healthz: {started * 1000:,.0f} ms\n", flush=True
            )
            browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_ARGUMENTS))
            openings(browser, ours, empty)
            again = pressed(browser, empty)
            by_menu(browser, ours, again)
            saves(browser, ours, home, again)
            browser.close()


# ---- opening a page at its address


KINDS, MOMENTS = ("cold", "warm"), ("paint", "read", "drawn")
Moments = dict[tuple[str, str], Times]


def openings(browser: Browser, url: str, empty: str) -> None:
    """Each page of the menu, beside the empty one."""
    heading = ["first"]
    for kind in KINDS:
        heading += [f"{kind}: paint", "read", "drawn", "95th", "÷ empty"]
    print(f"{'opened at its address':22}" + "".join(f"{word:>11}" for word in heading))
    opened(browser, empty)
    both: list[Moments] = []
    for one in IN_MENU:
        if not WANTED or one.file in WANTED:
            address = f"{url}/" if one is FIRST else f"{url}/{one.url}"
            first = opened(browser, address)
            page, beside = _side_by_side(browser, address, empty)
            _opening(one.title, first, page, beside)
            both.append(beside)
    together = {key: Times([ms for one in both for ms in one[key].all]) for key in both[0]}
    _opening("an empty page", None, together, together)


def _opening(title: str, first: float | None, page: Moments, empty: Moments) -> None:
    cells = ["" if first is None else f"{first:,.0f} ms"]
    for kind in KINDS:
        cells += [f"{page[kind, moment].median:,.0f} ms" for moment in MOMENTS]
        drawn = page[kind, "drawn"]
        cells += [f"{drawn.most:,.0f} ms", f"{drawn.median / empty[kind, 'drawn'].median:.2f}"]
    print(f"{title:22}" + "".join(f"{cell:>11}" for cell in cells), flush=True)


def _side_by_side(browser: Browser, url: str, empty: str) -> tuple[Moments, Moments]:
    found: tuple[Moments, Moments] = tuple({(k, m): Times() for k in KINDS for m in MOMENTS} for _ in range(2))  # type: ignore[assignment]  # two
    for _ in range(RUNS):
        context = fresh(browser)
        for kind in KINDS:
            for which, address in ((1, empty), (0, url)):
                page = context.new_page()
                for moment, ms in at_address(page, address).items():
                    found[which][kind, moment].all.append(ms)
                page.close()
        context.close()
    return found


def pressed(browser: Browser, empty: str) -> Times:
    """The empty page, run again by a press of its button."""
    context = fresh(browser)
    page = context.new_page()
    at_address(page, empty)
    again = page.get_by_role("button", name="Again")
    took = Times([acted(page, again) for _ in range(RUNS * 3)])
    context.close()
    return took


def opened(browser: Browser, url: str) -> float:
    """One opening by a browser that was never here: until drawn."""
    context = fresh(browser)
    drawn = at_address(context.new_page(), url)["drawn"]
    context.close()
    return drawn


def fresh(browser: Browser) -> BrowserContext:
    """A browser with nothing kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(WAIT)
    context.add_init_script(WATCH)
    return context


def at_address(page: Page, url: str) -> dict[str, float]:
    """Open an address: milliseconds until each of the MOMENTS."""
    page.goto(url)
    drawn = _drawn(page)
    paint, read = page.evaluate(
        "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.felt.read]"
    )
    return {"paint": paint, "read": read, "drawn": drawn}


def _drawn(page: Page) -> float:
    page.wait_for_function("() => window.felt && window.felt.drawn !== null")
    took: float = page.evaluate("() => window.felt.drawn")
    return took


def acted(page: Page, what: Any) -> float:
    """Press something that has the page drawn anew: milliseconds from the press until all is drawn."""
    what.evaluate(PRESS_UNTIL_HEARD)
    return _drawn(page)


# ---- from page to page


def by_menu(browser: Browser, url: str, again: Times) -> None:
    """Round the menu, as people go: the browser's page stays, the server's script runs."""
    context = fresh(browser)
    page = context.new_page()
    become(page, url, MANAGER)
    at_address(page, f"{url}/")
    took: dict[str, Times] = {one.title: Times() for one in IN_MENU}
    for _ in range(RUNS):
        for one in (*IN_MENU[1:], IN_MENU[0]):
            took[one.title].all.append(gone_to(page, one.url, first=one is FIRST))
    context.close()
    print(f"\n{'by the menu to':24}{'median':>12}{'95th':>12}{'longest':>12}{'÷ empty':>12}")
    rows = {"an empty page, again": again, **took, "all": Times([ms for one in took.values() for ms in one.all])}
    for title, times in rows.items():
        _row(title, times, again)


def gone_to(page: Page, url: str, *, first: bool) -> float:
    ends = ["/", f"/{url}"] if first else [f"/{url}"]
    links = page.locator("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]").all()
    found = [one for one in links if _path(one) in ends]
    if not found:
        page.locator("[data-testid=stTopNavSection]").first.click()
        found = [one for one in page.locator("[data-testid=stTopNavDropdownLink]").all() if _path(one) in ends]
    return acted(page, found[0])


def _path(link: Any) -> str:
    path: str = link.evaluate("element => new URL(element.href, location).pathname")
    return path


def become(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/who")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


# ---- saving


def saves(browser: Browser, url: str, home: Path, again: Times) -> None:
    """An agency lead says what has changed."""
    engine = engine_for(f"sqlite:///{home / 'demo' / 'register.sqlite'}")
    action = next(
        one.id
        for one in current(engine, sight=WHOLE).actions.values()
        if one.owner_id == AGENCY and one.status == Status.IN_PROGRESS
    )
    engine.dispose()
    context = fresh(browser)
    page = context.new_page()
    become(page, url, LEAD)
    spinner, said = Times(), Times()
    for number in range(SAVES):
        at_address(page, f"{url}/my_agency?action={action}")
        words = page.get_by_role("textbox", name="What has changed")
        words.fill(f"Ten records were sampled, for the {number + 1}th time.")
        words.blur()
        _quiet(page)
        page.get_by_text("Amber", exact=False).first.click()
        _quiet(page)
        page.evaluate(PRESS, "Send this update")
        page.wait_for_function("() => window.said !== undefined")
        said.all.append(page.evaluate("() => window.said"))
        spinner.all.append(page.evaluate("() => window.stirred ?? window.said"))
    context.close()
    print(f"\n{'a save':24}{'median':>12}{'95th':>12}{'longest':>12}{'÷ empty':>12}")
    _row("words that it is at work", spinner, again)
    _row("is on the record", said, again)


PRESS = """name => {
  const button = [...document.querySelectorAll('button')].find(one => one.innerText.trim() === name);
  const begun = performance.now();
  const look = () => {
    const at_work = getComputedStyle(document.querySelector('[data-testid=stApp]'), '::after').opacity === '1'
      && document.querySelector('[data-testid=stApp]').getAttribute('data-test-script-state') === 'running';
    const busy = at_work || document.querySelector('[data-testid=stSpinner]');
    if (busy && window.stirred === undefined) window.stirred = performance.now() - begun;
    if (document.body.innerText.includes('is on the record at')) window.said = performance.now() - begun;
    else setTimeout(look, 4);
  };
  button.click(); look();
}"""


def _quiet(page: Page) -> None:
    page.evaluate("() => { window.felt.drawn = null; window.felt.left = true; window.felt.begun = 0; }")
    _drawn(page)


def _row(title: str, times: Times, again: Times) -> None:
    cells = [f"{ms:,.0f} ms" for ms in (times.median, times.most, max(times.all))]
    cells.append(f"{times.median / again.median:.1f}")
    print(f"{title:24}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


# ---- the two servers


@contextmanager
def tracker_served(home: Path) -> Iterator[tuple[str, float]]:
    """Run `tracker serve --demo`; its address, and the seconds until it was healthy."""
    port = free_port()
    command = [sys.executable, "-m", "tracker", "serve", "--demo", "--no-browser", "--port", str(port)]
    with _running(command, _ours(home), ROOT, port, "/healthz") as served:
        yield served


def _ours(home: Path) -> dict[str, str]:
    usual = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return usual | {"TRACKER_HOME": str(home)}


@contextmanager
def empty_served(folder: Path) -> Iterator[tuple[str, float]]:
    """Run an empty page under Streamlit's own server; its address, and the seconds until it answered."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "empty.py", "--server.headless=true", f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    with _running(command, dict(os.environ), folder, port, "/_stcore/health") as served:
        yield served


@contextmanager
def _running(
    command: Sequence[str], env: dict[str, str], folder: Path, port: int, health: str
) -> Iterator[tuple[str, float]]:
    url = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(url + health):
            assert process.poll() is None, f"{command[2]} ended by itself"
            time.sleep(0.01)
        yield url, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    main()
