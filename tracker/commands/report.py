"""A report: what an owner says of one action in one go: what was done, where it stands, and the evidence for it."""

import re
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _evidence, _steps
from tracker.commands._values import day_of
from tracker.commands.evidence import clean_link, evidence_name
from tracker.rules.errors import EmptyValueError, FileRefusedError
from tracker.rules.records import Update
from tracker.rules.words import Door, EvidenceKind, OwnRating, Rung, Status
from tracker.store.database import Work, changing


def send(
    engine: Engine,
    *,
    action_id: str,
    narrative: str,
    status: Status | None = None,
    own_rating: OwnRating | None = None,
    evidence: EvidenceKind | None = None,
    title: str = "",
    rung: Rung | None = None,
    about: date | None = None,
    restricted: bool = False,
    statement: str = "",
    link: str = "",
    file_name: str = "",
    file_hash: str = "",
    file_size: int = 0,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Update:
    """Say what was done; with status in_progress begin (again), with claimed claim that it is complete. Attaches one
    piece of evidence if `evidence` says of what kind. All of it or none. A file is in the vault already."""
    verb = "claim" if status == Status.CLAIMED else "update"
    with changing(engine, by=by, verb=verb, at=at, door=door, token=token) as work:
        today = day_of(at)
        if evidence is not None:
            with _steps.signing(work, "add_evidence"):
                if rung is None:
                    raise EmptyValueError("What does it show")
                _attach(
                    work, today, action_id, EvidenceKind(evidence), title, rung, about, restricted,
                    statement=statement, link=link, file_name=file_name, file_hash=file_hash, file_size=file_size,
                )  # fmt: skip
        if status == Status.CLAIMED:
            _steps.claim(work, today, action_id, narrative, own_rating=own_rating, seen=seen)
        else:
            _steps.say(work, today, action_id, narrative, status=status, own_rating=own_rating, seen=seen)
        work.flush()
        said: list[Update] = [work.record(row) for row in work.all(Update, action_id=action_id)]
        return max(said, key=lambda update: (len(update.id), update.id))


def _attach(
    work: Work,
    today: date,
    action_id: str,
    kind: EvidenceKind,
    title: str,
    rung: Rung,
    about: date | None,
    restricted: bool,
    *,
    statement: str,
    link: str,
    file_name: str,
    file_hash: str,
    file_size: int,
) -> None:
    if kind == EvidenceKind.STATEMENT:
        _evidence.attach_statement(
            work, today, action_id, statement, title=title or None, rung=rung, about=about, restricted=restricted
        )
    elif kind == EvidenceKind.LINK:
        address = clean_link(link)
        _evidence.attach(work, today, action_id, kind, title or address[:300], rung, about, restricted, link=address)
    else:
        name = evidence_name(file_name)
        if not re.fullmatch(r"[0-9a-f]{64}", file_hash) or file_size <= 0:
            raise FileRefusedError(name, "there is no file, or it is empty: choose it again")
        _evidence.attach(
            work, today, action_id, kind, title or name, rung, about, restricted,
            file_name=name, file_hash=file_hash, file_size=file_size,
        )  # fmt: skip
