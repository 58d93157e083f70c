"""`python -m benchmarks.papers`: what the meeting's paper costs in each format, against the Overview.

For the illustrative register and for 2,000 actions. Each format and the Overview run in a process of their own, on a
register whose standing is there already, as a server has it: the time of the first one, the median of those after it
(the Overview keeps what it worked out; a paper is made anew), and the most memory the process ever held; beside a
process that holds the standing and does nothing more. RUNS and KEPT (a folder in which the stores are kept between
runs) may be set.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.framed import framed
from benchmarks.pages import store
from tracker import clock
from tracker.demo.builder import build
from tracker.packs.brief import Asked
from tracker.queries import papers
from tracker.queries.standing import standing
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade
from tracker.store.vault import Vault
from tracker.street import street

RUNS = int(os.environ.get("RUNS", "9"))
RECOMMENDATIONS = 500
"""Of four actions each."""
NOTHING, VALUE, OVERVIEW = "the standing alone", "what it says", "Overview"
MEGABYTE = 1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        for name, url in (
            ("the illustrative register", illustrative(Path(folder))),
            (f"{RECOMMENDATIONS * 4:,} actions", store(Path(folder), RECOMMENDATIONS)),
        ):
            print(f"\n{name}\n{'':22}{'first':>10}{'median':>10}{'÷ Overview':>12}{'most memory':>14}{'file':>11}")
            found = {what: in_a_process(url, what) for what in (NOTHING, OVERVIEW, VALUE, *papers.ENDINGS)}
            for what, told in found.items():
                ratio = told["seconds"] / found[OVERVIEW]["seconds"]
                size = f"{told['bytes'] / 1024:,.0f} kB" if told["bytes"] else ""
                times = f"{told['first'] * 1000:>7,.0f} ms{told['seconds'] * 1000:>7,.0f} ms"
                print(f"{what:22}{times}{ratio:>12.2f}{told['megabytes']:>11,.0f} MB{size:>11}")


def illustrative(folder: Path) -> str:
    """The address of an illustrative register."""
    path = Path(os.environ.get("KEPT") or folder) / "demo" / "register.sqlite"
    url = f"sqlite:///{path}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        print("Building the illustrative register …", file=sys.stderr, flush=True)
        engine = engine_for(url)
        upgrade(engine)
        build(engine, Vault(folder / "evidence"), street() / "data", today=clock.today(), say=lambda words: None)
        engine.dispose()
    return url


def in_a_process(url: str, what: str) -> dict[str, float]:
    """What one of them costs, told by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.papers", url, what], check=True, capture_output=True, text=True
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def one(url: str, what: str) -> None:
    """Make one of them again and again, and tell its cost as JSON."""
    home = Path(url.removeprefix("sqlite:///")).parent
    demo = home.name == "demo"
    os.environ |= {"TRACKER_DATABASE_URL": url, "TRACKER_DEMO": f"{demo:d}"}
    os.environ["TRACKER_HOME"] = str(home.parent if demo else home)
    if not demo:
        os.environ["TRACKER_AS"] = "manager"
    engine = engine_for(url)
    now = standing(engine, sight=WHOLE)
    _ = now.counts(), now.by_agency(), now.overdue, now.late_on_original
    page = framed("overview") if what == OVERVIEW else None
    look = papers.look(engine, Vault(Path(tempfile.gettempdir())))
    size, times = 0, []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        if page is not None:
            page = page.run()
            assert not page.exception and page.metric, "that is not the Overview"
        elif what != NOTHING:
            made = papers.paper(engine, "meeting", Asked(day=clock.today()), sight=WHOLE)
            size = len(papers.drawn(made, look, what)) if what in papers.ENDINGS else 0
        times.append(time.perf_counter() - started)
    print(
        json.dumps(
            {"first": times[0], "seconds": statistics.median(times[1:]), "megabytes": most_memory(), "bytes": size}
        )
    )


def most_memory() -> float:
    """The most memory that this process, or the one it sets a PDF in, ever held, in MB. On Linux asked of the kernel:
    the other way to ask counts what the process that started it held."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return max(children, int(line.split()[1]) / 1024)
    return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


if __name__ == "__main__":
    one(*sys.argv[1:]) if len(sys.argv) > 1 else main()
