"""Which agency answers on a day, and who the members of a group are on that day."""

from datetime import date
from typing import Any

from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError
from tracker.rules.records import Agency, Group, Membership
from tracker.store.database import Work


def open_on(agency: Any, day: date) -> bool:
    """Whether an agency is not closed on a day."""
    return agency.closed_on is None or agency.closed_on > day


def living(work: Work, agency_id: str, day: date) -> Any:
    """The row of an agency that can be asked for something. BadValueError, with the successor, if it is closed."""
    row = work.get(Agency, agency_id)
    if not open_on(row, day):
        heir = answering(work, agency_id, day)
        instead = f": choose {heir.name}" if heir else ""
        raise BadValueError("Agency", row.name, f"was closed on {in_words(row.closed_on)}{instead}")
    return row


def answering(work: Work, agency_id: str, day: date) -> Any | None:
    """The row of the agency that answers on a day: itself, or its first successor that is not closed, or None."""
    row = work.get(Agency, agency_id)
    seen = {row.id}
    while not open_on(row, day):
        if row.successor_id is None or row.successor_id in seen:
            return None
        seen.add(row.successor_id)
        row = work.get(Agency, row.successor_id)
    return row


def heir(work: Work, agency_id: str | None, day: date) -> str | None:
    """The id of the agency that answers on a day: of a closed one its successor's; its own where nobody is known."""
    found = answering(work, agency_id, day) if agency_id else None
    return found.id if found else agency_id


def members_on(work: Work, group_id: str, day: date) -> tuple[str, ...]:
    """Who is a member of a group on a day; a closed agency is stood for by its successor. Raises if there is nobody."""
    group = work.get(Group, group_id)
    found: dict[str, None] = {}
    for member in work.all(Membership, group_id=group_id):
        if (member.joined_on is None or member.joined_on <= day) and (member.left_on is None or day < member.left_on):
            agency = answering(work, member.agency_id, day)
            if agency is not None:
                found[agency.id] = None
    if not found:
        raise BadValueError("Group", group.name, f"has no member on {in_words(day)}")
    return tuple(found)
