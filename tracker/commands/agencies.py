"""Agencies and their groups. Boards and trusts are renamed, merged and closed; what they were asked stays theirs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.commands._agencies import living
from tracker.commands._values import (
    day_of,
    free_id,
    given,
    kept,
    line,
    lines,
    maybe_line,
    maybe_prose,
    past_day,
    slug,
)
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, SignOffBlockedError, UnknownError
from tracker.rules.records import Agency, Group, Membership
from tracker.rules.words import Door
from tracker.store.database import Work, changing


def add(
    engine: Engine,
    *,
    name: str,
    sector: str,
    short_name: str | None = None,
    other_names: Sequence[str] = (),
    parent_id: str | None = None,
    is_board: bool = False,
    source: str | None = None,
    note: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Agency:
    """Add an agency. Its id is made of its name and never changes, whatever it is called later."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        full = line("Name", name)
        _unused(work, full)
        agency = Agency(
            id=free_id(work, Agency, slug(full, "agency")),
            name=full,
            short_name=maybe_line("Short name", short_name, limit=60) or full[:60],
            sector=line("Sector", sector, limit=60),
            other_names=lines("Other names", other_names),
            parent_id=living(work, parent_id, day_of(at)).id if parent_id else None,
            is_board=is_board,
            source=maybe_line("Source", source),
            note=maybe_prose("Note", note),
        )
        work.add(agency)
        return agency


def edit(
    engine: Engine,
    *,
    agency_id: str,
    name: str | None = None,
    short_name: str | None = None,
    sector: str | None = None,
    other_names: Sequence[str] | None = None,
    parent_id: str | None = None,
    note: str | None = None,
    chase_with_workbook: bool | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Agency:
    """Change an agency. When it is renamed, its old name is kept among its other names, so that it is still found.
    With `chase_with_workbook` its return workbook travels with every message about what it owes."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        row = work.get(Agency, agency_id, seen=seen)
        others = lines("Other names", row.other_names if other_names is None else other_names)
        if name is not None and (full := line("Name", name)) != row.name:
            _unused(work, full, besides=row.id)
            others = tuple(dict.fromkeys(n for n in (*others, row.name) if n != full))
            work.change(row, name=full)
        work.change(row, other_names=others)
        if short_name is not None:
            work.change(row, short_name=line("Short name", short_name, limit=60))
        if sector is not None:
            work.change(row, sector=line("Sector", sector, limit=60))
        if parent_id is not None:
            work.change(row, parent_id=_parent(work, row, parent_id) if parent_id else None)
        if note is not None:
            work.change(row, note=maybe_prose("Note", note))
        if chase_with_workbook is not None:
            work.change(row, chase_with_workbook=chase_with_workbook)
        return kept(work, Agency, row)


def merge(
    engine: Engine,
    *,
    agency_id: str,
    into_id: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Agency:
    """Close an agency on a day and name its successor.

    Its asks and actions stay where they are, under the old name: the record does not rewrite who was asked. The
    successor answers them (the rules take both as one body in time). In its groups the successor takes its place.
    """
    with changing(engine, by=by, verb="merge", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day = day_of(at, on)
        row = work.get(Agency, agency_id, seen=seen)
        heir = living(work, into_id, day)
        _no_circle(work, row, heir, "successor_id")
        if row.closed_on:
            raise SignOffBlockedError(row.name, (f"it was closed on {in_words(row.closed_on)}",), "be merged")
        for member in _memberships(work, row.id, day):
            work.change(member, left_on=day)
            if not _memberships(work, heir.id, day, member.group_id):
                _join(work, member.group_id, heir.id, day)
        work.change(row, successor_id=heir.id, closed_on=day)
        return kept(work, Agency, row)


def close(
    engine: Engine,
    *,
    agency_id: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Agency:
    """Close an agency on a day: nobody can ask it for anything new, it leaves its groups, what it owes stays open."""
    with changing(engine, by=by, verb="close", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day = day_of(at, on)
        row = work.get(Agency, agency_id, seen=seen)
        if row.closed_on:
            raise SignOffBlockedError(row.name, (f"it was closed on {in_words(row.closed_on)}",), "be closed")
        for member in _memberships(work, row.id, day):
            work.change(member, left_on=day)
        work.change(row, closed_on=day)
        return kept(work, Agency, row)


def add_group(
    engine: Engine,
    *,
    name: str,
    member_ids: Sequence[str] = (),
    as_written: Sequence[str] = (),
    note: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Group:
    """Add a group of agencies, members from today on. `as_written` are the phrases by which reviews address it."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        title = line("Name", name)
        group = Group(
            id=free_id(work, Group, slug(title, "group")),
            name=title,
            as_written=lines("As reviews write it", as_written),
            note=maybe_prose("Note", note),
        )
        work.add(group)
        for agency_id in dict.fromkeys(member_ids):
            _join(work, group.id, living(work, agency_id, day_of(at)).id, day_of(at))
        return group


def edit_group(
    engine: Engine,
    *,
    group_id: str,
    name: str | None = None,
    as_written: Sequence[str] | None = None,
    note: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Group:
    """Change a group's name, phrases or note."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Group, group_id, seen=seen)
        phrases = lines("As reviews write it", as_written) if as_written is not None else None
        work.change(row, **given(name=line("Name", name) if name is not None else None, as_written=phrases))
        if note is not None:
            work.change(row, note=maybe_prose("Note", note))
        return kept(work, Group, row)


def join(
    engine: Engine,
    *,
    group_id: str,
    agency_id: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Membership:
    """Make an agency a member of a group from a day on. Asks that were made before are not made again."""
    with changing(engine, by=by, verb="join", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day = day_of(at, on)
        group = work.get(Group, group_id)
        agency = living(work, agency_id, day)
        if _memberships(work, agency.id, day, group.id):
            raise AlreadyExistsError(f"member of {group.name}", agency.name)
        return _join(work, group.id, agency.id, day)


def leave(
    engine: Engine,
    *,
    group_id: str,
    agency_id: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Membership:
    """End an agency's time in a group: on that day it is no member any more. What it was asked for stays asked."""
    with changing(engine, by=by, verb="leave", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day = day_of(at, on)
        found = _memberships(work, agency_id, day, group_id)
        if not found:
            group = work.get(Group, group_id)
            members = [m.agency_id for m in work.all(Membership, group_id=group.id, left_on=None)]
            raise UnknownError(f"member of {group.name}", agency_id, members)
        if found[0].joined_on and day < found[0].joined_on:
            raise BadValueError("Date", in_words(day), f"is before it joined, on {in_words(found[0].joined_on)}")
        work.change(found[0], left_on=past_day("Date", day, day_of(at)))
        return kept(work, Membership, found[0])


def _join(work: Work, group_id: str, agency_id: str, day: date) -> Membership:
    id_ = free_id(work, Membership, f"{group_id}|{agency_id}", "|")
    membership: Membership = work.add(Membership(id_, group_id, agency_id, day))
    return membership


def _memberships(work: Work, agency_id: str, day: date, group_id: str | None = None) -> list[Any]:
    wanted = {"agency_id": agency_id} | ({"group_id": group_id} if group_id else {})
    return [m for m in work.all(Membership, **wanted) if m.left_on is None or m.left_on > day]


def _unused(work: Work, name: str, besides: str | None = None) -> None:
    same = name.casefold()
    if any(agency.name.casefold() == same and agency.id != besides for agency in work.all(Agency)):
        raise AlreadyExistsError("agency", name)


def _parent(work: Work, row: Any, parent_id: str) -> str:
    parent = work.get(Agency, parent_id)
    _no_circle(work, row, parent, "parent_id")
    found: str = parent.id
    return found


def _no_circle(work: Work, row: Any, above: Any, link: str) -> None:
    seen: set[str] = set()
    while above is not None and above.id not in seen:
        if above.id == row.id:
            raise BadValueError("Agency", row.name, "cannot be above or after itself")
        seen.add(above.id)
        next_id = getattr(above, link)
        above = work.get(Agency, next_id) if next_id else None
