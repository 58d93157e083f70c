"""Downloads: who took what out of the tracker, and what was shown in the room of a meeting. An access stands on the
same chain and changes no record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.records import Action, Evidence, Meeting, Recommendation
from tracker.rules.words import Door
from tracker.sheets.leaving import Place
from tracker.store.database import Work, changing
from tracker.store.looking_through import sound_reason
from tracker.store.names import names


def note(
    engine: Engine,
    *,
    entity: str,
    id_: str,
    agency_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
) -> None:
    """Note that somebody takes a thing: an "evidence" by its id, a "review" document, a "workbook" or a "paper"
    by its file name."""
    with changing(engine, by=by, verb="download", at=at, door=door) as work:
        work.allow("read", agency_id)
        day_of(at)
        work.note_access(line("What", entity, limit=40), line("Name", id_, limit=200))


def show_in_room(
    engine: Engine,
    *,
    evidence_id: str,
    meeting_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Note that somebody shows a piece of evidence to everybody in the room of a meeting; the evidence.

    Raises NotAllowedError for whoever may not, or may not see it themselves, and UnknownError where there is no such
    evidence or meeting."""
    with changing(engine, by=by, verb="show_in_room", at=at, door=door, token=token) as work:
        evidence: Evidence = work.record(work.get(Evidence, evidence_id))
        owner = work.get(Action, evidence.action_id).owner_id
        work.allow("show_in_room", owner)
        if evidence.restricted:
            work.allow("see_restricted", owner)
        day_of(at)
        meeting = work.get(Meeting, meeting_id)
        work.signature.reason = f"Shown in the room: {meeting.title}"
        work.note_access("evidence", evidence.id)
        return evidence


def let_out(
    engine: Engine,
    *,
    places: Sequence[Place],
    why: str,
    by: str,
    at: datetime,
    door: Door,
) -> None:
    """Let a workbook leave although it may identify somebody: why, and which kinds in which actions, on the trail.

    Raises NotAllowedError for whoever may not, EmptyValueError without a reason, and IdentifyingReasonError where
    the reason itself names somebody.
    """
    with changing(engine, by=by, verb="go_on", at=at, door=door) as work:
        work.allow("go_on")
        day_of(at)
        reason = sound_reason(why, names(work.session.connection()))
        for place in places:
            work.signature.reason = f"{reason} (let out: {place.holds})"
            work.note_access(_entity(work, place.id), place.id)


def _entity(work: Work, id_: str) -> str:
    """What a place is about: an action, a recommendation, or a heading of a paper."""
    if work.find(Action, id_) is not None:
        return "action"
    return "recommendation" if work.find(Recommendation, id_) is not None else "paper"
