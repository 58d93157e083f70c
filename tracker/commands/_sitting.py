"""What the commands of a meeting share: a meeting that still runs, its agenda in order, a decision with its number."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Engine

from tracker.commands._register import in_order
from tracker.commands._steps import signing
from tracker.commands._values import day_of, line, maybe_prose, prose
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, SignOffBlockedError, UnknownError
from tracker.rules.records import Action, Agency, AgendaItem, Ask, Decision, Meeting, Part, Recommendation, Review
from tracker.rules.words import DecisionKind, Door
from tracker.store.database import Work, changing
from tracker.store.tables import ENTITIES

R = TypeVar("R")
LONGEST_MINUTE = 60
_NUMBERED = re.compile(r"(\d{4}/\d{2}[a-z]*)-(\d+)", re.ASCII)


def running(work: Work, meeting_id: str, verb_in_words: str, *, seen: int | None = None) -> Any:
    """The row of a meeting that has not ended, for somebody who may record it."""
    work.allow("record_meeting")
    row = work.get(Meeting, meeting_id, seen=seen)
    if row.ended_on:
        why = f"it ended on {in_words(row.ended_on)}: resume it first"
        raise SignOffBlockedError(called(row), (why,), verb_in_words)
    return row


def has_come(row: Any, today: date, verb_in_words: str) -> None:
    """Raise where a meeting is still to come: what it decides is not known before its day."""
    if row.held_on > today:
        why = f"it is held on {in_words(row.held_on)}, and today is {in_words(today)}"
        raise SignOffBlockedError(called(row), (why,), verb_in_words)


def called(row: Any) -> str:
    """A meeting in words: "Subgroup of 20 January 2026"."""
    return f"{row.title} of {in_words(row.held_on)}"


def known(work: Work, id_: str) -> str:
    """The id of something in the register, of any kind, that the signer may see. Raises UnknownError for another."""
    for entity in ENTITIES:
        row = work.find(entity.record, id_)
        if row is not None and work.may_see(row):
            return id_
    raise UnknownError("thing", id_)


# ---- the agenda


def item_of(work: Work, item_id: str, verb_in_words: str, *, seen: int | None = None) -> tuple[Any, Any]:
    """An item of an agenda and its meeting, which has not ended."""
    work.allow("record_meeting")
    row = work.get(AgendaItem, item_id, seen=seen)
    return row, running(work, row.meeting_id, verb_in_words)


def agenda(work: Work, meeting_id: str) -> list[Any]:
    """Every item of a meeting in its order, what was put off included."""
    work.flush()
    return sorted(work.all(AgendaItem, meeting_id=meeting_id), key=lambda row: (row.position, *in_order(row)))


# ---- decisions


@dataclass(frozen=True)
class Sitting:
    """A meeting that decides, inside one transaction. `day` is the day of the meeting, on which what it decides is a
    fact; it counts from its entry."""

    work: Work
    meeting: Any
    item: Any | None
    today: date

    @property
    def day(self) -> date:
        """The meeting's day."""
        found: date = self.meeting.held_on
        return found

    def do(self, verb: str, reason: str | None, change: Callable[[], R]) -> R:
        """Make the change that the decision is, signed with its own verb and reason."""
        with signing(self.work, verb, reason=reason):
            return change()

    def minute(
        self,
        kind: DecisionKind,
        about: str,
        said: str,
        *,
        text: str | None = None,
        made: str | None = None,
        number: str | None = None,
    ) -> Decision:
        """Write the decision with the next minute number. `said` is the sentence where nobody wrote another `text`."""
        work = self.work
        work.allow("record_meeting")
        decision = Decision(
            id=work.next_id(Decision, f"{self.meeting.id}-D"),
            meeting_id=self.meeting.id,
            minute=self._number(number),
            about=about,
            text=maybe_prose("Decision", text) or prose("Decision", said),
            decided_by=work.signature.by,
            kind=kind,
            item_id=self.item.id if self.item else None,
            made=made,
        )
        work.add(decision)
        work.flush()
        return decision

    def _number(self, own: str | None) -> str:
        if not own:
            return next_minute(self.work, self.meeting)
        number = line("Minute", own, limit=LONGEST_MINUTE)
        if self.work.all(Decision, meeting_id=self.meeting.id, minute=number):
            raise AlreadyExistsError(f"minute of {self.meeting.title}", number)
        return number


@contextmanager
def deciding(
    engine: Engine,
    meeting_id: str,
    item_id: str | None,
    *,
    by: str,
    at: datetime,
    door: Door,
    token: str | None,
) -> Iterator[Sitting]:
    """A transaction in which a meeting decides one thing: the change and the minute together, or neither."""
    with changing(engine, by=by, verb="decide", at=at, door=door, token=token) as work:
        today = day_of(at)
        row = running(work, meeting_id, "take a decision")
        has_come(row, today, "take a decision")
        yield Sitting(work, row, _item(work, row, item_id), today)


def _item(work: Work, meeting: Any, item_id: str | None) -> Any | None:
    if item_id is None:
        return None
    row = work.get(AgendaItem, item_id)
    if row.meeting_id != meeting.id:
        raise UnknownError(f"item of {called(meeting)}", item_id)
    if row.deferred_on:
        raise SignOffBlockedError(row.title, ("it was put off: take it up again first",), "be decided")
    return row


def next_minute(work: Work, meeting: Any) -> str:
    """The next minute number of a meeting: 2026/11-3. Another meeting of the same board in that month has a letter,
    2026/11b-1, so that a board's numbers are its own; a meeting keeps the one it began with."""
    month = f"{meeting.held_on:%Y/%m}"
    used: dict[str, str] = {}
    highest = 0
    for other in sorted(work.all(Meeting, board_id=meeting.board_id), key=lambda row: row.id != meeting.id):
        for decision in work.all(Decision, meeting_id=other.id):
            found = _NUMBERED.fullmatch(decision.minute)
            if found and found[1].startswith(month):
                used.setdefault(found[1], other.id)
    mine = next((prefix for prefix, id_ in used.items() if id_ == meeting.id), None)
    prefix = mine or next(month + letter for letter in _letters() if month + letter not in used)
    for decision in work.all(Decision, meeting_id=meeting.id):
        found = _NUMBERED.fullmatch(decision.minute)
        if found and found[1] == prefix:
            highest = max(highest, int(found[2]))
    return f"{prefix}-{highest + 1}"


def _letters() -> Iterator[str]:
    """Nothing, b, c … z, zb, zc …: there is always another."""
    last = ""
    while True:
        yield from (last + letter for letter in ("", *"bcdefghijklmnopqrstuvwxy"))
        last += "z"


# ---- in words


def action_in_words(work: Work, action_id: str) -> str:
    """An action as a minute names it: "SOTON-K-A014 ‘Train everybody’ (Police)"."""
    row = work.pointed_at(Action, action_id)
    owner = work.pointed_at(Agency, row.owner_id).short_name if row.owner_id else "no owner"
    return f"{row.id} ‘{row.title}’ ({owner})"


def subject_in_words(work: Work, id_: str) -> str:
    """An action, an ask or a recommendation as a minute names it."""
    if work.find(Action, id_) is not None:
        return action_in_words(work, id_)
    ask = work.find(Ask, id_)
    part = work.pointed_at(Part, ask.part_id) if ask is not None else None
    row = work.pointed_at(Recommendation, part.recommendation_id if part else id_)
    subject = work.pointed_at(Review, row.review_id).subject
    if ask is None or part is None:
        return f"{subject} {row.ref} ‘{row.title}’"
    return f"{subject} {row.ref}{part.label} ({work.pointed_at(Agency, ask.agency_id).short_name})"


def sentences(*said: str | None) -> str:
    """Sentences one after another, each ended."""
    return " ".join(one if one.endswith((".", "!", "?")) else f"{one}." for one in _stripped(said) if one)


def _stripped(said: Sequence[str | None]) -> Iterator[str]:
    return ((one or "").strip() for one in said)
