"""A real server on the illustrative register, and a browser for each of the three people."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).parents[2]
WAIT = 60_000  # milliseconds: a shared machine pauses now and then


@dataclass(frozen=True)
class Served:
    """A running tracker: its address, its home and its process."""

    url: str
    home: Path
    pid: int = 0


@contextmanager
def serving(home: Path, *options: str, **settings: str):
    """Run `tracker serve` until the block ends; fails with what the server said if it does not come up."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    env |= {"TRACKER_HOME": str(home), "PYTHONUNBUFFERED": "1", **settings}
    command = [sys.executable, "-m", "tracker", "serve", "--no-browser", "--port", str(port), *options]
    log = home / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1500):
            if process.poll() is not None:
                raise AssertionError(f"the server stopped: {log.read_text()}")
            try:
                urllib.request.urlopen(f"{url}/healthz", timeout=2).read()
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise AssertionError(f"the server did not answer: {log.read_text()}")
        yield Served(url, home, process.pid)
    finally:
        process.terminate()
        process.wait(20)
    assert "Traceback" not in log.read_text(), log.read_text()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """The servers on an illustrative register that this run has started."""
    with ExitStack() as running:
        yield Servers(tmp_path_factory, running)


@pytest.fixture
def demo(servers, request) -> Served:
    """One server on one illustrative register for all browser tests. A test that is tried once more gets a new one:
    what its first try did must not stand in its way."""
    return servers.one(new=getattr(request.node, "execution_count", 1) > 1)


def drawn(page):
    """Wait until Streamlit has finished drawing a page; gives the page."""
    page.wait_for_selector("h1")
    page.wait_for_function(
        "() => { const app = document.querySelector('[data-testid=stApp]');"
        " return app && app.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-testid=stSkeleton]') }"
    )
    page.wait_for_timeout(300)
    return page


def until(found, *, seconds: int = WAIT // 1000):
    """Wait until a look at the store finds something true, and give it. For what a browser saves and does not say."""
    for _ in range(seconds * 10):
        if answer := found():
            return answer
        time.sleep(0.1)
    raise AssertionError("what was waited for did not come to be")


class Servers:
    """Servers on an illustrative register, each in a home of its own, until the run ends."""

    def __init__(self, homes: pytest.TempPathFactory, running: ExitStack) -> None:
        self.homes = homes
        self.running = running
        self.last: Served | None = None

    def one(self, *, new: bool = False) -> Served:
        """The server started last, or a new one on a new register."""
        if new or self.last is None:
            self.last = self.running.enter_context(serving(self.homes.mktemp("home"), "--demo"))
        return self.last


class Visitor:
    """A browser window of one person, that remembers what went wrong in it."""

    def __init__(self, context, served: Served) -> None:
        self.served = served
        self.page = context.new_page()
        self.page.set_default_timeout(WAIT)
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._see)

    def _hear(self, message) -> None:
        # A deep link makes Streamlit's own client look for its server beneath the page first; that 404 is its way.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def _see(self, request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.served.url):
            self.strangers.append(request.url)

    def become(self, name: str) -> None:
        """Say who you are, on the page for it."""
        self.page.goto(f"{self.served.url}/who")
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def open(self, path: str = "/"):
        """Open a page of the tracker and wait until it is drawn."""
        self.page.goto(f"{self.served.url}{path}")
        return self.drawn()

    def drawn(self):
        """Wait until Streamlit has finished drawing."""
        return drawn(self.page)

    @property
    def sideways(self) -> int:
        """Pixels by which the page is wider than the window; 0 or 1 where it fits."""
        self.page.wait_for_function("() => document.scrollingElement")  # none while another page is on its way
        return self.page.evaluate("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")

    @property
    def title(self) -> str:
        return self.page.locator("h1").first.inner_text()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Say in the report of a test that failed what its pages showed: nobody can look at them afterwards."""
    report = (yield).get_result()
    make = getattr(item, "funcargs", {}).get("visit")
    if report.when != "call" or not report.failed or make is None:
        return
    for number, visitor in enumerate(make.visitors, 1):
        try:
            said = visitor.page.evaluate("() => document.body.innerText")
        except PlaywrightError as error:
            said = str(error)
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        told = "\n".join([visitor.page.url, *lines[-120:], *visitor.complaints])
        report.sections.append((f"what page {number} showed", told))
        print(f"Page {number} of {item.nodeid} showed, when it failed:\n{told}", file=sys.stderr)


@pytest.fixture
def visit(chromium, demo):
    """Make a visitor: visit(name=None, width=1440, theme="light", served=demo)."""
    contexts = []

    def make(name: str | None = None, *, width: int = 1440, theme: str = "light", served: Served = demo) -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme, locale="en-GB")
        contexts.append(context)
        visitor = Visitor(context, served)
        make.visitors.append(visitor)
        if name:
            visitor.become(name)
        return visitor

    make.visitors = []
    yield make
    for context in contexts:
        context.close()
