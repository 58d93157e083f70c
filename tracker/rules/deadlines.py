"""Lateness on both dates, slippage and freshness. Days are whole calendar days, over when the next begins.

Three different questions, three kinds of function:

* *How late is it, as an open thing?* `days_late` and `days_late_original`: zero for what is not open.
* *How late was it finished?* `finished_late`: for what is assured, up to the day of the claim.
* *How far has its date moved?* `slippage`: whatever became of it.

Lateness stops on the day of the claim that is later assured, and provisionally on the day of the pending claim. A claim
that was returned or withdrawn never stopped it; a claim whose change did not last (reopened) no longer does.
"""

from datetime import date
from typing import NamedTuple

from tracker.rules.lifecycle import OPEN, OPEN_STATUSES, VERIFIED, open_entry, status_on
from tracker.rules.records import Action, ActionFile
from tracker.rules.words import CheckOutcome, Outcome, OwnRating, Status


class Slippage(NamedTuple):
    """How far a date has moved: whole days from the original to the current date (a date brought forward counts as
    none), and how many agreed moves it took."""

    days: int
    moves: int


def is_open(action: Action) -> bool:
    """Not assured, embedded or not doing, by the stored status. Rules that know the day ask `open_on`."""
    return action.status in OPEN


def open_on(file: ActionFile, *, today: date) -> bool:
    """Open today: also when its not-doing entry has expired and nobody has recorded its return yet."""
    return status_on(file, today=today) in OPEN


def original_date(action: Action) -> date | None:
    """The original due date; where none was kept, the current one is all there is."""
    return action.original_due or action.due


def claim_day(file: ActionFile) -> date | None:
    """The day of the claim that stands: the pending one, or the one that was assured. None if no claim stands.

    Where the day of an assured claim was not kept, the day of its verification, else the day of the status."""
    action, status = file.action, file.action.status
    if status == Status.NOT_DOING:  # it may come back: what counted before counts again
        entry = open_entry(file)
        status = entry.former_status or status if entry else status
    if status == Status.CLAIMED:
        return action.claimed_on or action.status_on
    if status in VERIFIED:
        return action.claimed_on or last_assured_on(file) or action.status_on
    return None


def days_late(file: ActionFile, *, today: date) -> int:
    """Whole days past the *current* due date, for an open action; zero if undated, not yet due or no longer open.

    A pending claim stops the count on its day: claimed ten days late, it stays ten days late while it waits."""
    return _days_open_past(file, file.action.due, today)


def days_late_original(file: ActionFile, *, today: date) -> int:
    """Whole days past the *original* due date, for an open action; the same rules as `days_late`."""
    return _days_open_past(file, original_date(file.action), today)


def finished_late(file: ActionFile, *, original: bool = False) -> int:
    """Whole days past the current (or original) due date on the day of the claim that was assured; zero if in time,
    undated or not assured."""
    due = original_date(file.action) if original else file.action.due
    claimed = claim_day(file)
    if file.action.status not in VERIFIED or due is None or claimed is None:
        return 0
    return max(0, (claimed - due).days)


def is_overdue(file: ActionFile, today: date) -> bool:
    """Open, not claimed, and its current due date is over. This is what `overdue` counts and lists."""
    due = file.action.due
    return due is not None and due < today and status_on(file, today=today) in OPEN_STATUSES


def is_late_on_original(file: ActionFile, today: date) -> bool:
    """Open, its original due date is over, and no claim was pending on or before that date. This is what
    `late_on_original` counts: an extension does not take an action off this list, nor does a claim made too late."""
    return days_late_original(file, today=today) > 0


def due_within(file: ActionFile, days: int, today: date) -> bool:
    """Open, not claimed, and due between today and `days` days from now, both included."""
    due = file.action.due
    return due is not None and 0 <= (due - today).days <= days and status_on(file, today=today) in OPEN_STATUSES


def slippage(file: ActionFile) -> Slippage:
    """How far the date has moved and in how many moves, whatever became of the action."""
    action = file.action
    days = (action.due - action.original_due).days if action.due and action.original_due else 0
    return Slippage(max(0, days), file.moves)


def last_word_on(file: ActionFile) -> date | None:
    """The day on which the owner last said anything: its latest update or its standing claim, else when the action was
    agreed. None if not even that is known."""
    said, claimed = file.last_said_on, claim_day(file)
    return max(said, claimed) if said and claimed else said or claimed


def days_silent(file: ActionFile, *, today: date) -> int | None:
    """Whole days since the owner's last word; None if no word and no beginning is known."""
    said = last_word_on(file)
    return None if said is None else max(0, (today - said).days)


def own_rating_now(file: ActionFile) -> OwnRating | None:
    """What the owner now says of its own action. A rating given before the claim that stands is superseded by it."""
    claimed = claim_day(file)
    said = (u.own_rating for u in reversed(file.updates) if u.own_rating and (claimed is None or u.said_on >= claimed))
    return next(said, None)


def last_assured_on(file: ActionFile) -> date | None:
    """The day of the latest verification that assured, if there was one."""
    return max((v.verified_on for v in file.verifications if v.outcome == Outcome.ASSURED), default=None)


def claims_judged(file: ActionFile) -> int:
    """How many claims were ever put to verification: those judged and the one waiting now; none that was withdrawn."""
    return len(file.verifications) + (file.action.status == Status.CLAIMED)


def claims_overturned(file: ActionFile) -> int:
    """How many claims were ever returned, or assured and then undone by a failed check-back. Each claim counts once."""
    if not file.verifications and not file.check_backs:
        return 0
    returned = sum(1 for v in file.verifications if v.outcome == Outcome.RETURNED)
    assured = sorted(v.verified_on for v in file.verifications if v.outcome == Outcome.ASSURED)
    failed = [c.checked_on or c.due for c in file.check_backs if c.outcome == CheckOutcome.FAILED]
    return returned + len({sum(1 for day in assured if day <= failure) for failure in failed})


def _days_open_past(file: ActionFile, due: date | None, today: date) -> int:
    if due is None or due >= today:
        return 0
    if not open_on(file, today=today):
        return 0
    return max(0, (min(today, claim_day(file) or today) - due).days)
