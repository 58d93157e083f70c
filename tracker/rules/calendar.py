"""What stands in somebody's calendar: what is due for them, meetings, check-backs, entries that run out.

An entry says references, agencies and rating words: no title, no narrative, no pseudonym, nothing printed. A calendar
is read by programs of other firms and lies on phones, so a review that is not published is in none, not even its named
reader's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from tracker.rules.dates import in_words, list_in_words
from tracker.rules.lifecycle import OPEN
from tracker.rules.permissions import allowed
from tracker.rules.records import ActionFile, Meeting, NotDoing, PersonRole
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Role

MEETINGS_KEPT = timedelta(days=90)
"""So long a meeting that is over stays in a calendar."""
LASTS = timedelta(minutes=90)
NUMBER = re.compile(r"(.+)-A\d+", re.ASCII)
"""An action's own number: the code of the review that it was first planned for, and a count."""
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar. `kind` and `id` say which record it is; `version` counts that record's changes. Without
    `begins` it takes the whole day."""

    kind: str
    id: str
    version: int
    day: date
    summary: str
    description: str = ""
    begins: time | None = None
    place: str | None = None
    page: str | None = None
    """The page of the tracker that shows it, without the address of the server."""

    @property
    def key(self) -> str:
        """What tells it from every other entry, and stays."""
        return f"{self.kind}-{self.id}"


def entries(standing: Standing, roles: tuple[PersonRole, ...]) -> tuple[Entry, ...]:
    """What stands in the calendar of somebody with these roles, by day. `standing` is as everybody may see it: without
    what is restricted, and without reviews that are not published."""
    if not allowed(roles, "read"):
        return ()
    found = [*_meetings(standing), *_due(standing, roles)]
    if allowed(roles, "check_back"):
        found += [*_check_backs(standing), *_running_out(standing)]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.key)))


def _due(standing: Standing, roles: tuple[PersonRole, ...]) -> Iterator[Entry]:
    led = {role.agency_id for role in roles if role.role == Role.LEAD and role.agency_id}
    own = frozenset[str]().union(*(standing.body.get(id_, frozenset((id_,))) for id_ in led)) if led else led
    for id_, file in standing.register.files.items():
        action = file.action
        if action.owner_id not in own or action.due is None or standing.statuses[id_] not in OPEN:
            continue
        if not _may_be_called(standing, file):
            continue
        rating = standing.action_ratings[id_].brag.label.lower()
        moved = action.original_due and action.original_due != action.due
        said = [f"Rated {rating}.", _serves(standing, file)]
        said += [f"Original date: {in_words(action.original_due)}."] if moved and action.original_due else []
        whose = standing.register.agency_name(action.owner_id)
        yield Entry(
            "action", id_, action.version, action.due, f"{id_} due, {whose}", " ".join(filter(None, said)),
            page=f"/my_agency?action={id_}",
        )  # fmt: skip


def _serves(standing: Standing, file: ActionFile) -> str:
    parts = (standing.register.parts.get(id_) for id_ in file.part_ids)
    refs = dict.fromkeys(part.recommendation_id for part in parts if part)
    return f"For {list_in_words(list(refs))}." if refs else ""


def _may_be_called(standing: Standing, file: ActionFile) -> bool:
    """Whether an action's own number may be said: it begins with the code of its review, which may not be published,
    where the action serves a published one as well."""
    review_id, number = file.action.review_id, NUMBER.fullmatch(file.action.id)
    return review_id in standing.register.reviews and (number is None or number[1] == review_id)


def _check_backs(standing: Standing) -> Iterator[Entry]:
    for check in standing.register.check_backs.values():
        file = standing.register.files.get(check.action_id)
        if check.outcome is not None or file is None or _is_settled_elsewhere(standing, check.action_id):
            continue
        if not _may_be_called(standing, file):
            continue
        whose = standing.register.agency_name(file.action.owner_id) if file.action.owner_id else "no owner"
        yield Entry(
            "check_back", check.id, check.version, check.due,
            f"{check.action_id}: check-back after {check.months} months, {whose}", _serves(standing, file),
            page=f"/my_agency?desk=verify&action={check.action_id}",
        )  # fmt: skip


def _is_settled_elsewhere(standing: Standing, action_id: str) -> bool:
    """Whether an open check-back asks for nothing now: one before it failed, or the action is not being done."""
    file = standing.register.files[action_id]
    failed = any(check.outcome == CheckOutcome.FAILED for check in file.check_backs)
    return standing.statuses[action_id] in OPEN if failed else standing.statuses[action_id] == "not_doing"


def _running_out(standing: Standing) -> Iterator[Entry]:
    for entry in standing.register.not_doing.values():
        if entry.until is None or entry.ended_on is not None:
            continue
        about = standing.register.files.get(entry.action_id or "")
        if about is not None and not _may_be_called(standing, about):
            continue
        yield Entry(
            "not_doing", entry.id, entry.version, entry.until,
            f"{_about(standing, entry)}: not-doing entry runs out",
            "After this day it counts as open again.",
        )  # fmt: skip


def _about(standing: Standing, entry: NotDoing) -> str:
    ask = standing.register.asks.get(entry.ask_id or "")
    if ask is not None:
        part = standing.register.parts[ask.part_id]
        letter = f" part {part.label}" if part.label else ""
        return f"{part.recommendation_id}{letter}, {standing.register.agency_name(ask.agency_id)}"
    return entry.action_id or entry.recommendation_id or entry.id


def _meetings(standing: Standing) -> Iterator[Entry]:
    for meeting in standing.register.meetings.values():
        if meeting.held_on < standing.today - MEETINGS_KEPT:
            continue
        board = standing.register.boards.get(meeting.board_id)
        yield Entry(
            "meeting", meeting.id, meeting.version, meeting.held_on,
            f"Meeting, {board.name}" if board else "Meeting",
            begins=_begins(meeting), place=meeting.place,
        )  # fmt: skip


def _begins(meeting: Meeting) -> time | None:
    found = CLOCK.fullmatch((meeting.begins or "").strip())
    return time(int(found[1]), int(found[2])) if found else None
