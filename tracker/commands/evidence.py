"""Evidence: a file, a link or a statement for an action, with the date it is about; nothing is ever taken away."""

import os.path
import re
import unicodedata
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import Engine

from tracker.commands import _evidence
from tracker.commands._values import day_of, kept, line, prose
from tracker.rules.dates import list_in_words
from tracker.rules.errors import BadValueError, FileRefusedError, SignOffBlockedError
from tracker.rules.records import Action, Evidence
from tracker.rules.words import Door, EvidenceKind, Rung
from tracker.store.database import changing

LONGEST_NAME = 150
KINDS = (
    "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "md", "rtf", "eml", "msg",
    "png", "jpg", "jpeg", "gif", "webp", "heic",
)  # fmt: skip
"""The kinds of file that may be sent as evidence, by the ending of their name. No programs, no archives."""
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
"""How a program begins, whatever its name ends in."""


def attach_file(
    engine: Engine,
    *,
    action_id: str,
    title: str,
    rung: Rung,
    about: date | None,
    file_name: str,
    file_hash: str,
    file_size: int,
    restricted: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Attach a file that the vault keeps already under its hash. Its name is for people only and is made harmless."""
    name = evidence_name(file_name)
    if not re.fullmatch(r"[0-9a-f]{64}", file_hash):
        raise FileRefusedError(name, "the tracker does not hold it: send it again")
    if file_size <= 0:
        raise FileRefusedError(name, "it is empty")
    with changing(engine, by=by, verb="add_evidence", at=at, door=door, token=token) as work:
        return _evidence.attach(
            work, day_of(at), action_id, EvidenceKind.FILE, title or name, rung, about, restricted,
            file_name=name, file_hash=file_hash, file_size=file_size,
        )  # fmt: skip


def attach_link(
    engine: Engine,
    *,
    action_id: str,
    title: str,
    rung: Rung,
    about: date | None,
    link: str,
    restricted: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Attach the address of a page. It begins with http:// or https://; the tracker never opens it."""
    address = clean_link(link)
    with changing(engine, by=by, verb="add_evidence", at=at, door=door, token=token) as work:
        return _evidence.attach(
            work, day_of(at), action_id, EvidenceKind.LINK, title or address[:300], rung, about, restricted,
            link=address,
        )  # fmt: skip


def attach_statement(
    engine: Engine,
    *,
    action_id: str,
    statement: str,
    title: str | None = None,
    rung: Rung = Rung.ASSERTION,
    about: date | None = None,
    restricted: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Attach words as evidence: the lowest rung of the ladder unless they are the voice of somebody."""
    with changing(engine, by=by, verb="add_evidence", at=at, door=door, token=token) as work:
        return _evidence.attach_statement(
            work, day_of(at), action_id, statement, title=title, rung=rung, about=about, restricted=restricted
        )


def withdraw(
    engine: Engine,
    *,
    evidence_id: str,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Say that a piece of evidence no longer counts, and why. It stays where it is, marked as withdrawn."""
    with changing(engine, by=by, verb="withdraw_evidence", at=at, door=door, reason=reason, token=token) as work:
        row = work.get(Evidence, evidence_id)
        work.allow("withdraw_evidence", work.get(Action, row.action_id).owner_id)
        if row.withdrawn_on:
            raise SignOffBlockedError(row.id, ("it was withdrawn already",), "be withdrawn")
        work.change(row, withdrawn_on=day_of(at), withdrawn_by=by, withdrawn_reason=prose("Why", reason))
        return kept(work, Evidence, row)


def evidence_name(name: str) -> str:
    """The harmless name of a file that may be evidence, or FileRefusedError: its ending is one of KINDS."""
    clean = clean_name(name)
    if os.path.splitext(clean)[1][1:].lower() not in KINDS:
        raise FileRefusedError(
            clean, f"evidence may be a file of these kinds: {list_in_words(KINDS, 'or')}. Send a link to anything else"
        )
    return clean


def no_program(name: str, content: bytes) -> None:
    """Raise FileRefusedError where a file is a program under another name. For whoever puts it into the vault."""
    if content.startswith(PROGRAMS):
        raise FileRefusedError(clean_name(name), "it is a program: send the document itself, or a link to it")


def clean_name(name: str) -> str:
    """A file's name without its path and without anything that is no plain character, at most 150 characters long."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    stem, kind = os.path.splitext(" ".join(plain.split()).strip(". "))
    kind = kind[:20]
    return (stem[: LONGEST_NAME - len(kind)] + kind) or "file"


def clean_link(link: str) -> str:
    """An address of the web, or BadValueError."""
    address = line("The link", link, limit=2_000)
    try:
        parts = urlsplit(address)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and " " not in address
    except ValueError:
        sound = False
    if not sound:
        raise BadValueError("The link", address, "is not an address of the web: it begins with https:// or http://")
    return address
