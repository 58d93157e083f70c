"""Taking words out inside a transaction: of rows, of the trail, of desks and of the files that wait there."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tracker.extraction.read import NotReadableError
from tracker.extraction.read import read as read_report
from tracker.rules.errors import FileRefusedError
from tracker.rules.files import ending
from tracker.rules.records import Evidence, Review
from tracker.rules.redaction import FILE, without_told
from tracker.sheets.grid import Limits
from tracker.sheets.reading.read import read
from tracker.store import file_texts, redacting, vectors
from tracker.store.database import Work
from tracker.store.desk import REPORT, WORKBOOK
from tracker.store.tables import BY_NAME
from tracker.store.vault import Vault


def take_out(work: Work, pattern: re.Pattern[str], redaction_id: str, vault: Vault) -> tuple[str, ...]:
    """Take the words out of rows, trail and desks; what was done to each value of the trail, and the files that go."""
    connection = work.session.connection()
    by_kind: dict[str, dict[str, set[str]]] = {}
    for held in redacting.in_rows(connection, pattern):
        by_kind.setdefault(held.entity.name, {}).setdefault(held.id, set()).add(held.field)
    work.session.info["hide"] = lambda told: without_told(pattern, told)
    for name, fields in by_kind.items():
        for row in redacting.rows_of(work.session, BY_NAME[name], list(fields)):
            left: dict[str, Any] = {f: redacting.taken_out(pattern, getattr(row, f)) for f in fields[row.id]}
            work.change(row, **left)
    work.flush()
    del work.session.info["hide"]
    done = redacting.empty_values(connection, redacting.on_trail(connection, pattern).values, redaction_id)
    redacting.empty_desks(connection, pattern)
    vectors.forget_all(connection)  # of no text that held the words is it known where it lay
    file_texts.take_out(connection, pattern)
    return (*done, *_waiting_files(work, pattern, vault))


def _waiting_files(work: Work, pattern: re.Pattern[str], vault: Vault) -> list[str]:
    """Take waiting workbooks and reports that hold the words, or that cannot be read, off every desk; those that
    nothing else keeps go altogether."""
    connection = work.session.connection()
    gone = []
    for hash_, name, purpose in redacting.waiting_files(connection):
        content = vault.get(hash_)
        if content is not None and not HOLDS[purpose](content, name, pattern):
            continue
        redacting.drop_waiting(connection, hash_)
        if not work.all(Evidence, file_hash=hash_) and not work.all(Review, document_hash=hash_):
            gone.append(f"{FILE}{hash_}")
    return gone


def _holds(content: bytes, name: str, pattern: re.Pattern[str]) -> bool:
    try:
        book = read(content, name, Limits(megabytes=1 + len(content) // 1_000_000))
    except FileRefusedError:
        return True
    return any(pattern.search(str(cell)) for sheet in book.sheets for _, row in sheet.rows for cell in row.values())


def _tells(content: bytes, name: str, pattern: re.Pattern[str]) -> bool:
    try:
        report = read_report(content, ending(name))
    except NotReadableError:
        return True
    return pattern.search(" ".join(f"{block.marker} {block.text}" for block in report.blocks)) is not None


HOLDS: Mapping[str, Callable[[bytes, str, re.Pattern[str]], bool]] = {WORKBOOK: _holds, REPORT: _tells}
"""Whether a file that waits holds words, or cannot be read, by what it waits for."""
