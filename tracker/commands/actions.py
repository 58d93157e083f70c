"""Actions: plan them, edit what they say, begin, claim that they are complete, take a claim back."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._agencies import members_on
from tracker.commands._values import day_of, kept, prose
from tracker.rules.errors import SignOffBlockedError, UnknownError
from tracker.rules.records import Action, ActionPart, Part
from tracker.rules.words import DateExactness, Door, OwnRating
from tracker.store.database import changing


def plan(
    engine: Engine,
    *,
    part_ids: Sequence[str],
    owner_id: str | None,
    title: str,
    due: date | None = None,
    due_text: str | None = None,
    due_exact: DateExactness | None = None,
    lead: str | None = None,
    intended_outcome: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Plan what one agency will do for one or more parts. The first due date is the original one and stays for ever.

    The action belongs to the review of its first part. `due_text` is the date as somebody wrote it.
    """
    with changing(engine, by=by, verb="plan_action", at=at, door=door, token=token) as work:
        return _steps.plan(
            work,
            day_of(at),
            part_ids=part_ids,
            owner_id=owner_id,
            title=title,
            due=due,
            due_text=due_text,
            due_exact=due_exact,
            lead=lead,
            intended_outcome=intended_outcome,
        )


def plan_for_group(
    engine: Engine,
    *,
    part_ids: Sequence[str],
    group_id: str,
    title: str,
    due: date | None = None,
    due_text: str | None = None,
    due_exact: DateExactness | None = None,
    intended_outcome: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Action, ...]:
    """Plan the same action for each agency that is a member of the group that day. Who joins later is not added."""
    with changing(engine, by=by, verb="plan_action", at=at, door=door, token=token) as work:
        today = day_of(at)
        return tuple(
            _steps.plan(
                work,
                today,
                part_ids=part_ids,
                owner_id=agency_id,
                title=title,
                due=due,
                due_text=due_text,
                due_exact=due_exact,
                intended_outcome=intended_outcome,
            )
            for agency_id in members_on(work, group_id, today)
        )


def edit(
    engine: Engine,
    *,
    action_id: str,
    title: str | None = None,
    owner_id: str | None = None,
    lead: str | None = None,
    intended_outcome: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Change an action's title, owner, lead or intended outcome. Dates move by extension only."""
    with changing(engine, by=by, verb="edit_action", at=at, door=door, token=token) as work:
        row = _steps.edit(
            work,
            day_of(at),
            action_id,
            title=title,
            owner_id=owner_id,
            lead=lead,
            intended_outcome=intended_outcome,
            seen=seen,
        )
        return kept(work, Action, row)


def set_first_date(
    engine: Engine,
    *,
    action_id: str,
    due: date,
    due_text: str | None = None,
    due_exact: DateExactness = DateExactness.DAY,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Give an action without a date its first one. Where there is one already, DateMovedError: ask for an extension."""
    with changing(engine, by=by, verb="set_first_date", at=at, door=door, token=token) as work:
        row = _steps.set_first_date(work, day_of(at), action_id, due, due_text=due_text, due_exact=due_exact, seen=seen)
        return kept(work, Action, row)


def link_parts(
    engine: Engine,
    *,
    action_id: str,
    part_ids: Sequence[str],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[ActionPart, ...]:
    """Let an action answer more parts, of any recommendation. Links that are there already stay as they are."""
    with changing(engine, by=by, verb="link_parts", at=at, door=door, token=token) as work:
        row = _steps.action_to_change(work, action_id, day_of(at))
        work.allow("edit_action", row.owner_id)
        parts = [
            _steps.tracked_part(work, part_id, "be answered by another action") for part_id in dict.fromkeys(part_ids)
        ]
        linked = [work.pointed_at(Part, link.part_id) for link in work.every(ActionPart, action_id=row.id)]
        if not {part.id for part in parts} <= {part.id for part in linked}:
            _steps.not_of_both(work, [*linked, *parts])
        for part in parts:
            if not work.every(ActionPart, action_id=row.id, part_id=part.id):
                work.add(ActionPart(f"{row.id}|{part.id}", row.id, part.id))
        work.flush()
        _steps.ask_owner(work, day_of(at), row.owner_id, part_ids)
        return tuple(work.record(link) for link in work.every(ActionPart, action_id=row.id) if work.may_see(link))


def unlink_part(
    engine: Engine,
    *,
    action_id: str,
    part_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> ActionPart:
    """Say that an action does not answer a part after all. The last part of an action stays."""
    with changing(engine, by=by, verb="unlink_part", at=at, door=door, token=token) as work:
        row = _steps.action_to_change(work, action_id, day_of(at))
        work.allow("edit_action", row.owner_id)
        links = work.every(ActionPart, action_id=row.id)
        visible = [link for link in links if work.may_see(link)]
        link = next((link for link in visible if link.part_id == part_id), None)
        if link is None:
            raise UnknownError("part of this action", part_id, [other.part_id for other in visible])
        if len(links) == 1:
            raise SignOffBlockedError(row.id, ("it is the only part that it answers",), "leave this part")
        gone: ActionPart = work.record(link)
        work.remove(link)
        return gone


def start(
    engine: Engine,
    *,
    action_id: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Begin a planned action, or begin again after a return or a reopening, without more words."""
    with changing(engine, by=by, verb="start", at=at, door=door, token=token) as work:
        row = _steps.start(work, day_of(at), action_id, day=day_of(at, on), seen=seen)
        return kept(work, Action, row)


def claim(
    engine: Engine,
    *,
    action_id: str,
    narrative: str,
    own_rating: OwnRating | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Claim that an action is complete, and say in an update what was done. Somebody else verifies it."""
    with changing(engine, by=by, verb="claim", at=at, door=door, token=token) as work:
        row = _steps.claim(work, day_of(at), action_id, narrative, own_rating=own_rating, day=day_of(at, on), seen=seen)
        return kept(work, Action, row)


def withdraw_claim(
    engine: Engine,
    *,
    action_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Take a claim back before it is judged; the reason becomes an update."""
    with changing(engine, by=by, verb="withdraw_claim", at=at, door=door, reason=reason, token=token) as work:
        row = _steps.withdraw_claim(work, day_of(at), action_id, reason, seen=seen)
        return kept(work, Action, row)


def reopen(
    engine: Engine,
    *,
    action_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Action:
    """Reopen an assured or embedded action without waiting for a check-back, as after an inspection.

    Asks for what a check-back asks for; a closed recommendation that it answers is open again.
    """
    reason = prose("Reason", reason)
    with changing(engine, by=by, verb="reopen", at=at, door=door, reason=reason, token=token) as work:
        row = _steps.action_to_change(work, action_id, day_of(at), seen=seen)
        _steps.may_check_back(work, row, day_of(at), "be reopened")
        _steps.reopen(work, row, day_of(at))
        return kept(work, Action, row)
