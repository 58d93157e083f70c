"""`python -m benchmarks.meeting`: a meeting of 40 items in meeting mode, gone through by keyboard in a real browser.

Key presses for each decision, beside the typed words; for each step the time from the key until all is drawn; and the
time of the server alone, which is one whole run of the page's script in this process for the same steps.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from benchmarks.framed import framed
from tests.browser import forty
from tests.browser.conftest import Visitor, serving
from tests.conftest import CHROMIUM_ARGUMENTS
from tools.setup import find_browser
from tracker import clock
from tracker.demo import build
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for
from tracker.store.vault import Vault
from tracker.street import street

STEPS = ("next", "choose", "decide")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        home = Path(folder) / "home"
        print("Making the illustrative register …", flush=True)
        made(home)
        in_browser(home, Path(folder) / "browser")
        on_server(home, Path(folder) / "server")


def made(home: Path) -> None:
    (home / "demo").mkdir(parents=True)
    engine = engine_for(f"sqlite:///{home / 'demo' / 'register.sqlite'}")
    build(engine, Vault(home / "demo" / "evidence"), street() / "data", today=clock.today(), say=lambda _: None)
    engine.dispose()


def in_browser(home: Path, into: Path) -> None:
    engine = forty.copied(home, into)
    meeting = forty.meeting_of_forty(engine)
    items = current(engine, sight=WHOLE).agenda_of[meeting.id]
    with serving(into, "--demo") as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM_ARGUMENTS))
        visitor = Visitor(browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB"), served)
        visitor.become(forty.MANAGER_NAME)
        keys = forty.play(visitor, meeting, forty.choices(items))
        browser.close()
    decided = len(current(engine, sight=WHOLE).decisions_of[meeting.id])
    engine.dispose()
    middle, most = statistics.median(keys.pressed), max(keys.pressed)
    usual = statistics.mean(keys.pressed)
    print(f"\n{len(items)} items, {decided} minutes; keys for each: median {middle:g}, mean {usual:.1f}, most {most}")
    told("in the browser, key to drawn", keys.steps)


def on_server(home: Path, into: Path) -> None:
    engine = forty.copied(home, into)
    meeting = forty.meeting_of_forty(engine)
    items = current(engine, sight=WHOLE).agenda_of[meeting.id]
    os.environ |= {"TRACKER_HOME": str(into), "TRACKER_DEMO": "1", "TRACKER_AS": forty.MANAGER}
    os.environ.pop("TRACKER_DATABASE_URL", None)
    app = framed("meeting")
    app.query_params["meeting"], app.query_params["view"] = meeting.id, "room"
    steps = []
    for number, (_, sentence) in enumerate(forty.choices(items), start=1):
        app.query_params["item"] = str(number)
        steps.append(("next", timed(app)))
        button(app, "Minute only").click()
        steps.append(("choose", timed(app)))
        next(area for area in app.text_area if "What do we minute" in area.label).set_value(sentence)
        button(app, "Minute it").click()
        steps.append(("decide", timed(app)))
    assert len(current(engine, sight=WHOLE).decisions_of[meeting.id]) == len(items)
    engine.dispose()
    told("on the server, one run of the script", steps)


def button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


def timed(app: AppTest) -> float:
    began = time.perf_counter()
    app.run()
    took = time.perf_counter() - began
    assert not app.exception, [one.value for one in app.exception]
    return took


def told(where: str, steps: list[tuple[str, float]]) -> None:
    print(f"\n{where:38}{'steps':>6}{'median':>10}{'95th':>10}{'longest':>10}")
    for name in (*STEPS, "all"):
        times = sorted(took for step, took in steps if name in (step, "all"))
        ends = statistics.quantiles(times, n=20, method="inclusive")
        print(f"{name:38}{len(times):>6}{statistics.median(times) * 1000:>7.0f} ms{ends[-1] * 1000:>7.0f} ms"
              f"{times[-1] * 1000:>7.0f} ms", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
