"""The steps of verification inside a transaction: a claim is judged and looked at again, by one person or a meeting."""

from datetime import date
from typing import Any

from tracker.commands import _proof, _steps
from tracker.commands._register import around_actions, in_order, same_body
from tracker.commands._values import free_id, kept, maybe_prose, prose
from tracker.rules.dates import in_words, months_later
from tracker.rules.errors import BadValueError, EmptyValueError, UnknownError, VerificationBlockedError
from tracker.rules.records import CheckBack, Verification
from tracker.rules.sign_off import verify_blockers
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Outcome, Status
from tracker.store.database import Work


def assure(
    work: Work,
    today: date,
    action_id: str,
    reason: str,
    *,
    although: str | None = None,
    day: date | None = None,
    seen: int | None = None,
) -> Verification:
    """Find that a claim is borne out, and set its check-backs. `although` says why, where the evidence is weaker than
    this kind of change needs."""
    row, when, around = _judged(work, today, action_id, "verify", "be verified", day, seen)
    claimed_on, despite = row.claimed_on, _proof.check(work, row, around.register, although)
    _steps.move(work, row, Status.ASSURED, when)
    for months in around.thresholds_of(row.review_id).check_back_months:
        id_ = free_id(work, CheckBack, f"{row.id}-C{months}", ".")
        work.add(CheckBack(id_, row.id, months, months_later(when, months)))
    return _found(work, row, Outcome.ASSURED, prose("By what", reason), when, claimed_on, despite)


def return_claim(
    work: Work, today: date, action_id: str, reason: str, *, day: date | None = None, seen: int | None = None
) -> Verification:
    """Give a claim back to its owner, and say what is missing."""
    row, when, _ = _judged(work, today, action_id, "return", "be returned", day, seen)
    claimed_on = row.claimed_on
    _steps.move(work, row, Status.RETURNED, when, claimed_on=None, claimed_by=None)
    return _found(work, row, Outcome.RETURNED, prose("What is missing", reason), when, claimed_on, None)


def check_back(
    work: Work,
    today: date,
    action_id: str,
    months: int,
    outcome: CheckOutcome,
    note: str | None = None,
    *,
    day: date | None = None,
    seen: int | None = None,
) -> CheckBack:
    """Say whether the change is still there; if not, the action is reopened, and a note says why."""
    row = _steps.action_to_change(work, action_id, today, seen=seen)
    _steps.may_check_back(work, row, today, "be checked")
    waiting = sorted(work.all(CheckBack, action_id=row.id, outcome=None), key=in_order)
    check = next((c for c in waiting if c.months == months), None)
    if check is None:
        left = [f"{c.months}" for c in waiting]
        raise UnknownError(f"check-back of {row.id} still to be made at so many months:", months, left)
    words = maybe_prose("What did you find", note)
    if outcome == CheckOutcome.FAILED and words is None:
        raise EmptyValueError("What did you find")
    when = day or today
    work.change(check, outcome=CheckOutcome(outcome), note=words, checked_on=when, checked_by=work.signature.by)
    work.flush()
    if outcome == CheckOutcome.FAILED:
        _steps.reopen(work, row, when)
    return kept(work, CheckBack, check)


def _judged(
    work: Work, today: date, action_id: str, verb: str, in_words_: str, day: date | None, seen: int | None
) -> tuple[Any, date, Standing]:
    row = _steps.action_to_change(work, action_id, today, seen=seen)
    work.allow(verb, row.owner_id)
    around = around_actions(work, [row.id], today)
    blockers = verify_blockers(
        around.register.files[row.id],
        work.roles,
        work.signature.by,
        around.register.board_agencies,
        same_body=same_body(around, row.owner_id),
    )
    if blockers:
        raise VerificationBlockedError(row.id, blockers, in_words_)
    when = day or today
    if row.claimed_on and when < row.claimed_on:
        raise BadValueError("Date", in_words(when), f"is before the claim, of {in_words(row.claimed_on)}")
    return row, when, around


def _found(
    work: Work, row: Any, outcome: Outcome, reason: str, day: date, claimed_on: date | None, although: str | None
) -> Verification:
    id_ = work.next_id(Verification, f"{row.id}-V")
    found = Verification(id_, row.id, outcome, reason, day, work.signature.by, claimed_on, although)
    work.add(found)
    return found
