"""Tokens with which programs read the register: made by the business manager in a role, revoked, counted.

The secret is given once, to whoever made it; the store and the trail never hold it.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from tracker import journal
from tracker.access.network import network_of
from tracker.access.tokens import fresh, hashed
from tracker.clock import local_day
from tracker.commands._values import day_of, line, slug
from tracker.rules.boards import why_not_for
from tracker.rules.errors import BadValueError, EmptyValueError, UnknownError
from tracker.rules.records import Agency
from tracker.rules.words import Door, Role
from tracker.store import api_tokens as kept
from tracker.store import attempts
from tracker.store.database import changing
from tracker.store.sessions import writing

A_YEAR, LONGEST = 365, 1_096
"""Days for which a token works: unless something else is said, and at most (three years)."""
MOST_AT_ONCE = 10
"""So many shares of a minute's requests does a process take at a time: one write for many requests."""


def make(
    engine: Engine,
    *,
    name: str,
    role: Role,
    agency_id: str | None = None,
    days: int = A_YEAR,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> str:
    """Make a token that reads the register in a `role` (a lead's, for one agency) for so many days, and give its
    secret; it is kept nowhere. It never sees more than its maker sees, and ends with them. That of somebody who manages
    the people of one board reads that board only."""
    if role == Role.SYSTEM:
        raise BadValueError("Role", Role.SYSTEM.label, "is nobody's role but the tracker's own")
    if role == Role.LEAD and not agency_id:
        raise EmptyValueError("Agency")
    if role != Role.LEAD and agency_id:
        raise BadValueError("Agency", agency_id, "goes with the role of a lead only")
    if not 1 <= days <= LONGEST:
        raise BadValueError("Days", str(days), f"is not from 1 to {LONGEST:,}")
    secret = fresh()
    with changing(engine, by=by, verb="make_token", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        day_of(at)
        called = line("Name", name, limit=100)
        board_id = work.board("manage_people")
        work.look_everywhere()
        if why := why_not_for(Role(role), board_id):
            raise BadValueError("Role", Role(role).label, why)
        id_ = kept.put(
            work.session.connection(),
            id_=slug(called, "token") + (f"@{board_id}" if board_id else ""),
            name=called,
            role=Role(role),
            agency_id=work.get(Agency, agency_id).id if agency_id else None,
            token_hash=hashed(secret),
            at=at,
            by=by,
            ends_at=at + timedelta(days=days),
            board_id=board_id,
        )
        work.note_access("api_token", id_)
    return secret


def revoke(engine: Engine, *, token_id: str, by: str, at: datetime, door: Door, token: str | None = None) -> str:
    """Revoke a token: it opens nothing from now on. Its name; revoking it twice is no mistake. Raises UnknownError,
    of another board's token as of none."""
    with changing(engine, by=by, verb="revoke_token", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        work.look_everywhere()
        connection = work.session.connection()
        mine = [one for one in kept.listed(connection) if one.is_kept_by(work.roles)]
        found = next((one for one in mine if one.id == token_id), None)
        if found is None:
            raise UnknownError("API token", token_id, [one.id for one in mine])
        if kept.revoke(connection, at, by, kept.tokens.c.id == token_id):
            work.note_access("api_token", token_id)
    return found.name


def was_used(engine: Engine, *, token_id: str, by: str, at: datetime, door: Door) -> None:
    """Keep the day on which a token was used; not each use, and not on the trail."""
    with writing(engine) as connection:
        kept.was_used(connection, token_id, local_day(at))


def take(engine: Engine, *, token_id: str, most: int, by: str, at: datetime, door: Door) -> int:
    """Count requests of a token in this minute, for all processes together: how many whoever asks may answer now
    without asking again, none where the minute's `most` are taken. What is not used by the end of it is lost."""
    window = at.replace(second=0, microsecond=0)
    with writing(engine) as connection:
        for number in dict.fromkeys((max(1, most // MOST_AT_ONCE), 1)):
            if kept.take(connection, token_id, window=window, number=number, most=most):
                return number
    return 0


def wrong(engine: Engine, *, address: str | None, by: str, at: datetime, door: Door) -> None:
    """Count that somebody at this `address` asked with a token that opens nothing. What they sent is kept nowhere."""
    network = network_of(address)
    journal.say("wrong_secret", journal.WARNING, network=journal.part_of(address))
    attempts.wrong_secret(engine, network, at, what=attempts.API_TOKEN)
