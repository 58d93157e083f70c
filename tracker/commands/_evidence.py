"""The steps of evidence inside a transaction: a command makes one, a report or a workbook makes it with others."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tracker.commands._steps import action_to_change
from tracker.commands._values import line, past_day, prose
from tracker.rules.errors import BadValueError, FileRefusedError
from tracker.rules.evidence import DISPOSAL
from tracker.rules.files import evidence_name
from tracker.rules.records import Evidence
from tracker.rules.words import EvidenceKind, Rung
from tracker.store.database import Work
from tracker.store.second_wall import everywhere
from tracker.store.sweeping import removed_files


def attach(
    work: Work,
    today: date,
    action_id: str,
    held: dict[str, Any],
    *,
    title: str | None,
    rung: Rung,
    about: date | None,
    restricted: bool,
) -> Evidence:
    """Attach a piece of evidence; `held` is what `holding` made."""
    row = action_to_change(work, action_id, today)
    work.allow("add_evidence", row.owner_id)
    return put(work, today, row.id, held, title=title, rung=rung, about=about, restricted=restricted)


def put(
    work: Work,
    today: date,
    action_id: str,
    held: dict[str, Any],
    *,
    title: str | None,
    rung: Rung,
    about: date | None,
    restricted: bool,
    replaces_id: str | None = None,
) -> Evidence:
    """Write a piece of evidence. Whoever calls has asked for the right.

    Raises FileRefusedError for the very file that a redaction took out. One that was disposed of may be needed again,
    by another review or another board: it comes in as a new piece, and what was disposed of stays so.
    """
    _not_taken_out(work, held)
    evidence = Evidence(
        id=work.next_id(Evidence, f"{action_id}-E"),
        action_id=action_id,
        title=line("What is it", title or _first_words(held)),
        rung=Rung(rung),
        about=past_day("What date is it about", about, today) if about else None,
        restricted=restricted,
        submitted_on=today,
        submitted_by=work.signature.by,
        replaces_id=replaces_id,
        **held,
    )
    work.add(evidence)
    work.flush()
    return evidence


def holding(
    kind: EvidenceKind,
    *,
    statement: str = "",
    link: str = "",
    file_name: str = "",
    file_hash: str = "",
    file_size: int = 0,
) -> dict[str, Any]:
    """What a piece of evidence holds, made sound: words, the address of a page, or a file that
    `Vault.receive` has looked at, measured and kept."""
    if kind == EvidenceKind.STATEMENT:
        return {"kind": kind, "statement": prose("The statement", statement)}
    if kind == EvidenceKind.LINK:
        return {"kind": kind, "link": clean_link(link)}
    name = evidence_name(file_name)
    if not re.fullmatch(r"[0-9a-f]{64}", file_hash) or file_size <= 0:
        raise FileRefusedError(name, "there is no file, or it is empty: send it again")
    return {"kind": kind, "file_name": name, "file_hash": file_hash, "file_size": file_size}


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


def _first_words(held: dict[str, Any]) -> str:
    said = str(held.get("file_name") or held.get("link") or held["statement"].splitlines()[0][:120])
    return said[:300]


def _not_taken_out(work: Work, held: dict[str, Any]) -> None:
    hash_ = held.get("file_hash")
    with everywhere(work.session):
        gone = removed_files(work.session.connection()) if hash_ else {}
    if hash_ and (by := gone.get(hash_)) and not by.startswith(DISPOSAL):
        why = f"this very file was taken out by redaction {by}: send one without what identifies somebody"
        raise FileRefusedError(held.get("file_name"), why)
