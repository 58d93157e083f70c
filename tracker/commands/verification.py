"""Verification: someone other than the owner holds a claim against its evidence, and looks again later."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps, _verifying
from tracker.commands._register import around_actions, same_body
from tracker.commands._values import day_of, kept
from tracker.rules.errors import VerificationBlockedError
from tracker.rules.records import Action, CheckBack, Verification
from tracker.rules.sign_off import embed_blockers
from tracker.rules.words import CheckOutcome, Door, Status
from tracker.store.database import changing


def assure(
    engine: Engine,
    *,
    action_id: str,
    reason: str,
    although: str | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Verification:
    """Find that a claim is borne out, and say by what. Sets the check-backs: 6 and 12 months, or as the board set.

    `although` says why it is assured where the evidence is weaker than this kind of change needs."""
    with changing(engine, by=by, verb="verify", at=at, door=door, reason=reason, token=token) as work:
        day = day_of(at, on)
        return _verifying.assure(work, day_of(at), action_id, reason, although=although, day=day, seen=seen)


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
        return _verifying.return_claim(work, day_of(at), action_id, reason, day=day_of(at, on), seen=seen)


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
        return _verifying.check_back(work, day_of(at), action_id, months, outcome, note, day=day_of(at, on))


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
            thresholds=around.thresholds_of(row.review_id),
            same_body=same_body(around, row.owner_id),
        )
        if blockers:
            raise VerificationBlockedError(row.id, blockers, "be marked as embedded")
        _steps.move(work, row, Status.EMBEDDED, day_of(at, on))
        return kept(work, Action, row)
