"""The ground that every fault is tried on: a small register, somebody who saves into it without end, and what is looked
at afterwards.

One save is a report of one agency: an update and a file of evidence that both say its number, in one transaction; the
file is in the vault before. So a save is half done where only one of them is there.
"""

import contextlib
import hashlib
import os
import re
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NoReturn

import sqlalchemy as sa

from tests.factories_store import Ledger, fresh_sqlite
from tracker import clock
from tracker.commands import report
from tracker.queries.register import as_at_number, current, last_change
from tracker.queries.verifying import verify
from tracker.rules.errors import TrackerError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, EvidenceKind, Rung
from tracker.store.engine import engine_for
from tracker.store.vault import Vault

ACTION, OTHER = "SOTON-K-A001", "SOTON-K-A002"
_NUMBER = re.compile(r"no\. (\d+)$")


@dataclass
class Tally:
    """What one kind of fault came to."""

    name: str
    tried: int = 0
    lost: int = 0
    half: int = 0
    remarks: list[str] = field(default_factory=list)

    def found(self, lost: list[str], half: list[str]) -> None:
        """Add what was found after one trial."""
        self.tried += 1
        self.lost += len(lost)
        self.half += len(half)
        self.remarks += [f"lost: {one}" for one in lost] + [f"half done: {one}" for one in half]

    def row(self) -> str:
        """As a line of the table."""
        return f"| {self.name} | {self.tried} | {self.lost} | {self.half} |"


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tf-template-"))
    engine = fresh_sqlite(folder, furnished=True)
    book = Ledger(engine)
    book.plan(title="Train")
    book.plan("health", title="Audit")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return folder


@dataclass(frozen=True)
class Ground:
    """One register in a folder of its own."""

    home: Path
    url: str

    @classmethod
    def at(cls, home: Path) -> "Ground":
        """A fresh one."""
        shutil.copy(_template() / "register.sqlite", home / "register.sqlite")
        return cls(home, f"sqlite:///{home / 'register.sqlite'}")

    @property
    def vault(self) -> Vault:
        """Its evidence."""
        return Vault(self.home / "evidence")

    def save(self, engine: sa.Engine, number: int, action: str = ACTION) -> None:
        """One whole save."""
        content = f"The file of no. {number}\n".encode() * 400
        name = self.vault.put(content)
        report.send(
            engine, action_id=action, narrative=f"Sampled, no. {number}", evidence=EvidenceKind.FILE,
            title=f"Sample no. {number}", rung=Rung.DIP_SAMPLE, about=clock.today(), file_name="sample.txt",
            file_hash=name, file_size=len(content), by="manager", at=clock.now(), door=Door.BROWSER,
        )  # fmt: skip

    def save_for_ever(self, say: Callable[[str], None], first: int = 1, action: str = ACTION) -> NoReturn:
        """Save until killed, and say each number when it is acknowledged."""
        engine, number = engine_for(self.url), first
        while True:
            self.save(engine, number, action)
            say(f"{number}\n")
            number += 1

    def looked_at(self, acknowledged: set[int], action: str = ACTION) -> tuple[list[str], list[str]]:
        """What is lost of what was acknowledged, and what is half done."""
        engine = engine_for(self.url)
        try:
            return self._looked_at(engine, acknowledged, action)
        finally:
            engine.dispose()

    def _looked_at(self, engine: sa.Engine, acknowledged: set[int], action: str) -> tuple[list[str], list[str]]:
        half = []
        if self.url.startswith("sqlite"):
            with contextlib.closing(sqlite3.connect(self.home / "register.sqlite")) as raw:
                (said,) = raw.execute("PRAGMA integrity_check").fetchone()
                half += [] if said == "ok" else [f"the file itself: {said}"]
        verdict = verify(engine)  # which also holds every row against the trail
        half += [] if verdict.ok else [f"the trail: {verdict.why}"]
        register = current(engine, sight=WHOLE)
        if as_at_number(engine, last_change(engine), sight=WHOLE).updates != register.updates:
            half.append("the trail tells other updates than the register")
        said = {_number(one.narrative) for one in register.files[action].updates}
        shown = {_number(one.title) for one in register.files[action].evidence}
        half += [f"no. {number} without its {'file' if number in said else 'words'}" for number in (said ^ shown) - {0}]
        for file in register.files.values():
            for one in file.evidence:
                content = self.vault.get(one.file_hash) if one.file_hash else None
                if content is None or hashlib.sha256(content).hexdigest() != one.file_hash:
                    half.append(f"{one.id}: its file is not whole")
        half += [f"the file {name[:8]} is not whole" for name in self.vault.holdings().changed]
        return [f"no. {number}" for number in sorted(acknowledged - (said & shown))], half


def _number(text: str) -> int:
    found = _NUMBER.search(text)
    return int(found[1]) if found else 0


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    """A fresh register, for one trial."""
    with tempfile.TemporaryDirectory(prefix="tf-") as name:
        yield Ground.at(Path(name))


@dataclass
class Child:
    """A process of its own, made by fork so that it need not begin again; what it says comes through a pipe."""

    pid: int
    pipe: int
    heard: bytes = b""

    @classmethod
    def doing(cls, work: Callable[[Callable[[str], None]], object]) -> "Child":
        """Begin; `work` is given what to say things with. A refusal ends it with 1 and its sentence, anything else
        with 70."""
        read, write = os.pipe()
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            os.close(write)
            return cls(pid, read)
        status = 70
        try:
            work(lambda words: os.write(write, words.encode()) and None)
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 70
        except TrackerError as error:
            os.write(write, f"REFUSED {error}\n".encode())
            status = 1
        except BaseException:
            os.write(write, f"BROKE {traceback.format_exc()}\n".encode())
        finally:
            os._exit(status)

    def hear(self, seconds: float) -> None:
        """Listen for so long, or until it ends."""
        ready, _, _ = select.select([self.pipe], [], [], seconds)
        if ready:
            self.heard += os.read(self.pipe, 65536)

    def kill(self) -> None:
        """Kill it as a power cut would, and take what it had said."""
        os.kill(self.pid, signal.SIGKILL)
        self.end()

    def end(self) -> int:
        """Wait for its end; its status, negative for a signal."""
        while more := os.read(self.pipe, 65536):
            self.heard += more
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    @property
    def said(self) -> str:
        """What it said."""
        return self.heard.decode("utf-8", "replace")

    @property
    def acknowledged(self) -> set[int]:
        """The numbers that it said."""
        return {int(line) for line in self.said.splitlines() if line.isdecimal()}
