"""One-time links: an invitation for somebody new, a reset for somebody who forgot. Nobody is sent anything: whoever
made the link hands it over."""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from tracker.access.tokens import fresh, hashed
from tracker.commands._values import day_of
from tracker.rules.errors import UnknownPersonError
from tracker.rules.records import Person
from tracker.rules.words import Door, LinkKind
from tracker.store import accounts
from tracker.store.database import Work, changing

LASTS = {LinkKind.INVITATION: timedelta(days=7), LinkKind.RESET: timedelta(hours=24)}


def invite(engine: Engine, *, person_id: str, by: str, at: datetime, door: Door) -> str:
    """Make the link with which a person sets their first password, within seven days. Older links of theirs end.

    Gives the secret that stands at the end of the link; it is kept nowhere.
    """
    with changing(engine, by=by, verb="invite", at=at, door=door) as work:
        return _made(work, person_id, LinkKind.INVITATION, at)


def reset(engine: Engine, *, person_id: str, by: str, at: datetime, door: Door) -> str:
    """Make the link with which a person sets a new password, within a day. The old one works until they have.

    Gives the secret that stands at the end of the link; it is kept nowhere. Older links of theirs end.
    """
    with changing(engine, by=by, verb="reset_password", at=at, door=door) as work:
        return _made(work, person_id, LinkKind.RESET, at)


def _made(work: Work, person_id: str, kind: LinkKind, at: datetime) -> str:
    work.allow("manage_people")
    day_of(at)
    person = work.get(Person, person_id)
    work.manage(person.id)
    if person.disabled_on is not None:
        raise UnknownPersonError(person_id)
    secret = fresh()
    accounts.put_link(
        work.session.connection(),
        token_hash=hashed(secret),
        person_id=person.id,
        kind=kind,
        at=at,
        by=work.signature.by,
        ends_at=at + LASTS[kind],
    )
    work.note_access("person", person.id)
    return secret
