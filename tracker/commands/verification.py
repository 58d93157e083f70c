"""Verification: someone other than the owner holds a claim against its evidence, and looks again later."""

import calendar
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._register import around_actions, in_order, same_body
from tracker.commands._values import day_of, free_id, kept, maybe_prose, prose
from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError, EmptyValueError, UnknownError, VerificationBlockedError
from tracker.rules.records import Action, CheckBack, Verification
from tracker.rules.sign_off import embed_blockers, verify_blockers
from tracker.rules.words import CheckOutcome, Door, Outcome, Status
from tracker.store.database import Work, changing


def assure(
    engine: Engine,
    *,
    action_id: str,
    reason: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Verification:
    """Find that a claim is borne out, and say by what. Sets the check-backs: 6 and 12 months, or as the board set."""
    with changing(engine, by=by, verb="verify", at=at, door=door, reason=reason, token=token) as work:
        row, day = _judged(work, at, on, action_id, "verify", "be verified", seen)
        _steps.move(work, row, Status.ASSURED, day)
        for months in around_actions(work, [], day_of(at)).thresholds.check_back_months:
            id_ = free_id(work, CheckBack, f"{row.id}-C{months}", ".")
            work.add(CheckBack(id_, row.id, months, months_after(day, months)))
        return _found(work, row, Outcome.ASSURED, prose("By what", reason), day)


def return_claim(
    engine: Engine,
    *,
    action_id: str,
    reason: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Verification:
    """Give a claim back to its owner, and say what is missing."""
    with changing(engine, by=by, verb="return", at=at, door=door, reason=reason, token=token) as work:
        row, day = _judged(work, at, on, action_id, "return", "be returned", seen)
        _steps.move(work, row, Status.RETURNED, day, claimed_on=None, claimed_by=None)
        return _found(work, row, Outcome.RETURNED, prose("What is missing", reason), day)


def check_back(
    engine: Engine,
    *,
    action_id: str,
    months: int,
    outcome: CheckOutcome,
    note: str | None = None,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> CheckBack:
    """Say whether the change is still there. If it is not (with a note saying why), the action is reopened."""
    with changing(engine, by=by, verb="check_back", at=at, door=door, reason=note, token=token) as work:
        row = _steps.action_to_change(work, action_id, day_of(at))
        _steps.may_check_back(work, row, day_of(at), "be checked")
        waiting = sorted(work.all(CheckBack, action_id=row.id, outcome=None), key=in_order)
        check = next((c for c in waiting if c.months == months), None)
        if check is None:
            left = [f"{c.months}" for c in waiting]
            raise UnknownError(f"check-back of {row.id} still to be made at so many months:", months, left)
        words = maybe_prose("What did you find", note)
        if outcome == CheckOutcome.FAILED and words is None:
            raise EmptyValueError("What did you find")
        day = day_of(at, on)
        work.change(check, outcome=CheckOutcome(outcome), note=words, checked_on=day, checked_by=by)
        work.flush()
        if outcome == CheckOutcome.FAILED:
            _steps.reopen(work, row, day)
        return kept(work, CheckBack, check)


def embed(
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
    """Mark an assured action as embedded: its last check-back, at 12 months, was passed."""
    with changing(engine, by=by, verb="embed", at=at, door=door, token=token) as work:
        row = _steps.action_to_change(work, action_id, day_of(at), seen=seen)
        work.allow("embed", row.owner_id)
        around = around_actions(work, [row.id], day_of(at))
        blockers = embed_blockers(
            around.register.files[row.id],
            work.roles,
            by,
            around.register.board_agencies,
            thresholds=around.thresholds,
            same_body=same_body(around, row.owner_id),
        )
        if blockers:
            raise VerificationBlockedError(row.id, blockers, "be marked as embedded")
        _steps.move(work, row, Status.EMBEDDED, day_of(at, on))
        return kept(work, Action, row)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _judged(
    work: Work, at: datetime, on: date | None, action_id: str, verb: str, in_words_: str, seen: int | None
) -> tuple[Any, date]:
    row = _steps.action_to_change(work, action_id, day_of(at), seen=seen)
    work.allow(verb, row.owner_id)
    around = around_actions(work, [row.id], day_of(at))
    blockers = verify_blockers(
        around.register.files[row.id],
        work.roles,
        work.signature.by,
        around.register.board_agencies,
        same_body=same_body(around, row.owner_id),
    )
    if blockers:
        raise VerificationBlockedError(row.id, blockers, in_words_)
    day = day_of(at, on)
    if row.claimed_on and day < row.claimed_on:
        raise BadValueError("Date", in_words(day), f"is before the claim, of {in_words(row.claimed_on)}")
    return row, day


def _found(work: Work, row: Any, outcome: Outcome, reason: str, day: date) -> Verification:
    id_ = work.next_id(Verification, f"{row.id}-V")
    found: Verification = work.add(Verification(id_, row.id, outcome, reason, day, work.signature.by))
    return found
