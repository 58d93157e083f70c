"""Photograph the pages of the illustrative register into docs/pictures; `--all FOLDER` takes all of them.

make screenshots
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

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
}
SHOTS = [(name, "light", 1440) for name in PAGES] + [("overview", "dark", 1440), ("overdue", "light", 400)]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", metavar="FOLDER", help="every page in both themes and both widths, into FOLDER")
    asked.add_argument("--only", default="", help="with --all: only pages whose name holds this")
    asked.add_argument("--url", help="a server that runs already, instead of one of our own")
    asked.add_argument("--as", dest="person", default="business-manager", help="who looks")
    told = asked.parse_args()
    folder = Path(told.all) if told.all else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    shots, tallest = SHOTS, 1700  # in the manual the top of a page is enough
    if told.all:
        tallest = 4000
        shots = [(n, t, w) for n in PAGES if told.only in n for t in ("light", "dark") for w in (1440, 400)]
    if told.url:
        photograph(told.url, shots, folder, tallest)
        return
    with tempfile.TemporaryDirectory(prefix="tracker-pictures-") as home:
        process, url = serve(home, told.person)
        try:
            photograph(url, shots, folder, tallest)
        finally:
            process.terminate()
            process.wait(20)


def serve(home: str, person: str) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "tracker", "serve", "--demo", "--no-browser", "--port", str(port), "--as", person]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TRACKER_HOME": home}, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).read()
            return process, url
        except OSError:
            time.sleep(0.3)
    sys.exit("The server did not start.")


def photograph(url: str, shots: list[tuple[str, str, int]], folder: Path, tallest: int = 1700) -> None:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
        for name, theme, width in shots:
            context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme, locale="en-GB")
            page = context.new_page()
            page.goto(url + PAGES[name])
            page.wait_for_selector("h1")
            page.wait_for_timeout(2500)
            tall = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight") + 80
            page.set_viewport_size({"width": width, "height": min(max(tall, 700), tallest)})
            page.wait_for_timeout(1200)
            path = folder / f"{name}-{theme}-{width}.png"
            page.screenshot(path=path)
            print(path.name, flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
