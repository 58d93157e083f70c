"""What evidence files say, read so that it can be searched. Worked out from the files: no part of the register."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Engine

from tracker.commands._values import day_of
from tracker.extraction.pages import NoTextError, clean, pages
from tracker.rules.errors import FileRefusedError, NotAllowedError
from tracker.rules.evidence import why_no_file
from tracker.rules.files import ending
from tracker.rules.records import Evidence
from tracker.rules.words import Door
from tracker.sheets.grid import Limits
from tracker.sheets.reading.read import read
from tracker.store import file_texts, sweeping
from tracker.store.convert import read_all
from tracker.store.database import SYSTEM
from tracker.store.engine import reading
from tracker.store.vault import Vault

TABLES = frozenset({"xlsx", "ods", "csv"})
LONGEST_SHEET = 400_000
NOT_HELD = "its file is not where evidence is kept"


def read_files(
    engine: Engine,
    *,
    vault: Vault,
    by: str,
    at: datetime,
    door: Door,
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Read every evidence file that was not read yet, as long as `go_on` says so; how many were. Each is opened by a
    child process. Only the tracker does this, by itself: nothing is put on the trail. A file that cannot be read is
    kept with the reason, and not tried again; one that is not there is tried the next time."""
    if by != SYSTEM:
        raise NotAllowedError(by, "read files", "the tracker does it by itself")
    day_of(at)
    with reading(engine) as connection:
        known, removed = file_texts.known(connection), sweeping.removed_files(connection)
        evidence = read_all(connection, Evidence)
    wanted = {
        one.file_hash: one.file_name or ""
        for one in evidence
        if one.file_hash and why_no_file(one) is None and one.file_hash not in known and one.file_hash not in removed
    }
    done = 0
    for hash_, name in wanted.items():
        if not go_on():
            break
        content = vault.get(hash_)
        if content is None:
            continue
        try:
            found, why = _pages(content, name), ""
        except (NoTextError, FileRefusedError) as reason:
            found, why = (), str(reason)
        done += _kept(engine, hash_, found, why)
    return done


def _kept(engine: sa.Engine, hash_: str, found: tuple[str, ...], why: str) -> int:
    with reading(engine) as connection:  # a redaction may have been agreed while the file was read
        if hash_ in sweeping.removed_files(connection):
            return 0
    file_texts.keep(engine, hash_, found, why)
    return 1


def _pages(content: bytes, name: str) -> tuple[str, ...]:
    """A document's pages; of a workbook, each sheet that is not hidden."""
    if ending(name) not in TABLES:
        return pages(content, ending(name))
    sheets = [one for one in read(content, name, Limits()).sheets if not one.hidden]
    return tuple(
        clean("\n".join(" · ".join(str(cell) for cell in row.values() if cell is not None) for _, row in one.rows))[
            :LONGEST_SHEET
        ]
        for one in sheets
    )
