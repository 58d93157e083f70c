"""Asks: which agency is asked for which part. An ask without an action is a hole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._agencies import living, members_on
from tracker.commands._values import day_of, kept
from tracker.rules.dates import in_words
from tracker.rules.errors import EmptyValueError, SignOffBlockedError
from tracker.rules.records import Ask
from tracker.rules.words import Door
from tracker.store.database import Work, changing


def ask(
    engine: Engine,
    *,
    part_ids: Sequence[str],
    agency_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Ask, ...]:
    """Ask one agency for parts. What it is asked for already stays as it is; what was withdrawn is asked again."""
    with changing(engine, by=by, verb="ask", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        living(work, agency_id, day_of(at))
        return _ask(work, part_ids, [agency_id], None)


def ask_several(
    engine: Engine,
    *,
    wanted: Mapping[str, Sequence[str]],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Ask, ...]:
    """Ask several agencies at once: the parts for each agency's id. All of them are asked, or none."""
    if not wanted:
        raise EmptyValueError("Which agencies")
    with changing(engine, by=by, verb="ask", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        today = day_of(at)
        found: list[Ask] = []
        for agency_id, part_ids in wanted.items():
            found += _ask(work, part_ids, [living(work, agency_id, today).id], None)
        return tuple(found)


def ask_group(
    engine: Engine,
    *,
    part_ids: Sequence[str],
    group_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Ask, ...]:
    """Ask each agency that is a member of the group that day. Who joins later is not added by itself."""
    with changing(engine, by=by, verb="ask", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        return _ask(work, part_ids, members_on(work, group_id, day_of(at)), group_id)


def accept(
    engine: Engine,
    *,
    ask_id: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Ask:
    """Record that the agency accepts to be the owner of what it was asked for."""
    with changing(engine, by=by, verb="accept", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Ask, ask_id, seen=seen)
        if row.withdrawn_on:
            raise SignOffBlockedError(row.id, (f"it was withdrawn on {in_words(row.withdrawn_on)}",), "be accepted")
        work.change(row, accepted_on=day_of(at, on), accepted_by=by)
        return kept(work, Ask, row)


def withdraw(
    engine: Engine,
    *,
    ask_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Ask:
    """Ask an agency no longer, and say why. Actions that it planned for the part stay."""
    if not reason.strip():
        raise EmptyValueError("Why is it asked no longer")
    with changing(engine, by=by, verb="withdraw", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        row = work.get(Ask, ask_id, seen=seen)
        if row.withdrawn_on:
            raise SignOffBlockedError(row.id, (f"it was withdrawn on {in_words(row.withdrawn_on)}",), "be withdrawn")
        work.change(row, withdrawn_on=day_of(at), withdrawn_by=by)
        return kept(work, Ask, row)


def _ask(work: Work, part_ids: Sequence[str], agency_ids: Sequence[str], group_id: str | None) -> tuple[Ask, ...]:
    if not part_ids:
        raise EmptyValueError("For which parts")
    found = []
    for part_id in dict.fromkeys(part_ids):
        part = _steps.tracked_part(work, part_id, "be asked of anybody")
        found += [_steps.ask(work, part.id, agency_id, group_id) for agency_id in agency_ids]
    return tuple(found)
