"""A report: what an owner says of one action in one go: what was done, where it stands, and the evidence for it."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _evidence, _steps
from tracker.commands._values import day_of
from tracker.rules.errors import EmptyValueError
from tracker.rules.records import Update
from tracker.rules.words import Door, EvidenceKind, OwnRating, Rung, Status
from tracker.store.database import changing


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
                held = _evidence.holding(
                    EvidenceKind(evidence),
                    statement=statement, link=link, file_name=file_name, file_hash=file_hash, file_size=file_size,
                )  # fmt: skip
                _evidence.attach(
                    work, today, action_id, held, title=title, rung=rung, about=about, restricted=restricted
                )
        if status == Status.CLAIMED:
            _steps.claim(work, today, action_id, narrative, own_rating=own_rating, seen=seen)
        else:
            _steps.say(work, today, action_id, narrative, status=status, own_rating=own_rating, seen=seen)
        work.flush()
        said: list[Update] = [work.record(row) for row in work.all(Update, action_id=action_id)]
        return max(said, key=lambda update: (len(update.id), update.id))
