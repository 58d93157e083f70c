"""Make the stores of the releases that are not here yet: each by the code of its own commit, in a folder of its own."""

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.store.released import MADE_BY, kept

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sqlite3, sys
from pathlib import Path
from tests.factories_store import WAYS, Ledger, fresh_sqlite
folder, revision = Path(sys.argv[1]), sys.argv[2]
book = Ledger(fresh_sqlite(folder, furnished=True))
for status in sorted(WAYS):
    made = book.plan(title=f"Brought to {status}", part_ids=("SOTON-K:1/a", "SOTON-K:1/b"))
    book.to(made.id, status)
book.plan(owner_id="health", due=None, title="With an unusual mark: é, \\u201c \\u2028, and a 'quote'")
from alembic import command
from tracker.store.upgrade import configuration, revision_of
if revision_of(book.engine) != revision:
    with book.engine.execution_options(write=True).connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            command.downgrade(configuration(connection), revision)
assert revision_of(book.engine) == revision, revision_of(book.engine)
book.engine.dispose()
raw = sqlite3.connect(folder / "register.sqlite")
(folder / "register.sql").write_text("\\n".join(raw.iterdump()), encoding="utf-8")
"""


def make(revision, commit):
    with tempfile.TemporaryDirectory() as name:
        folder, code = Path(name), Path(name) / "code"
        code.mkdir()
        archive = subprocess.run(["git", "-C", ROOT, "archive", commit], capture_output=True, check=True).stdout
        subprocess.run(["tar", "x", "-C", code], input=archive, check=True)
        env = {**os.environ, "PYTHONPATH": str(code)}
        subprocess.run([sys.executable, "-c", PROGRAM, folder, revision], cwd=code, env=env, check=True)
        kept(revision).write_bytes(gzip.compress((folder / "register.sql").read_bytes(), 9, mtime=0))
        print(f"Made {kept(revision).name}: {kept(revision).stat().st_size:,} bytes.")


def main():
    for revision, commit in MADE_BY.items():
        if not kept(revision).exists():
            make(revision, commit)


if __name__ == "__main__":
    main()
