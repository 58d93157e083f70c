"""An action's life: which moves are allowed, as one table (DESIGN §3).

The picture in docs/lifecycle.md is drawn from it."""

from collections.abc import Iterable
from datetime import date

from tracker.rules.errors import MoveNotAllowedError
from tracker.rules.records import ActionFile, NotDoing
from tracker.rules.words import Status

VERB_OF: dict[tuple[Status, Status], str] = {
    (Status.PLANNED, Status.IN_PROGRESS): "update",
    (Status.IN_PROGRESS, Status.CLAIMED): "claim",
    (Status.CLAIMED, Status.IN_PROGRESS): "withdraw_claim",
    (Status.CLAIMED, Status.ASSURED): "verify",
    (Status.CLAIMED, Status.RETURNED): "return",
    (Status.RETURNED, Status.IN_PROGRESS): "update",
    (Status.ASSURED, Status.EMBEDDED): "embed",
    (Status.ASSURED, Status.REOPENED): "check_back",
    (Status.EMBEDDED, Status.REOPENED): "check_back",
    (Status.REOPENED, Status.IN_PROGRESS): "update",
    **{(status, Status.NOT_DOING): "not_doing" for status in Status if status != Status.NOT_DOING},
    **{(Status.NOT_DOING, status): "bring_back" for status in Status if status != Status.NOT_DOING},
}
"""Every move with the verb (of `permissions.VERBS`) that makes it."""

MOVES: dict[Status, frozenset[Status]] = {
    status: frozenset(after for before, after in VERB_OF if before == status) for status in Status
}
"""From each status, where an action may go. From not doing, back to its former status only: see `moves_from`."""

VERIFIED = frozenset({Status.ASSURED, Status.EMBEDDED})
"""Somebody other than the owner found that it was done."""

OPEN_STATUSES = frozenset({Status.PLANNED, Status.IN_PROGRESS, Status.RETURNED, Status.REOPENED})
"""The owner still owes something: open and not claimed."""

OPEN = OPEN_STATUSES | {Status.CLAIMED}
"""Not finished: everything but assured, embedded and not doing."""

SETTLED = VERIFIED | {Status.NOT_DOING}
"""Nothing more is owed: what closing a recommendation asks of every action."""


def moves_from(status: Status, former: Status | None = None) -> frozenset[Status]:
    """Where an action may go from here. From not doing, back to `former` only (to planned where no former is known)."""
    if status == Status.NOT_DOING:
        return frozenset({Status(former) if former and former != Status.NOT_DOING else Status.PLANNED})
    return MOVES[Status(status)]


def check_move(id: str, now: Status, wanted: Status, former: Status | None = None) -> None:
    """Nothing if action `id` may make the move; else raises MoveNotAllowedError, which names the moves it may make."""
    allowed = moves_from(now, former)
    if wanted not in allowed:
        raise MoveNotAllowedError(id, now, wanted, _in_order(allowed))


def who_moves(status: Status, former: Status | None = None) -> dict[Status, str]:
    """The moves from here, each with the verb that makes it: {claimed: "claim", not_doing: "not_doing"}."""
    return {wanted: VERB_OF[Status(status), wanted] for wanted in _in_order(moves_from(status, former))}


def in_force(entry: NotDoing, *, today: date) -> bool:
    """Whether a not-doing entry still holds: nobody ended it, and its last day (`until`, included) is not over."""
    return entry.ended_on is None and (entry.until is None or today <= entry.until)


def open_entry(file: ActionFile) -> NotDoing | None:
    """The action's latest not-doing entry that nobody ended, expired or not."""
    return next((n for n in reversed(file.not_doing) if n.ended_on is None), None)


def status_on(file: ActionFile, *, today: date) -> Status:
    """The status that counts today: the stored one, but an action whose not-doing entry has expired is back in its
    former status from the next day on, whether or not anybody has recorded its return yet."""
    status = Status(file.action.status)
    if status != Status.NOT_DOING:
        return status
    entry = open_entry(file)
    if entry is None or in_force(entry, today=today):
        return status
    return next(iter(moves_from(status, entry.former_status)))


def mermaid() -> str:
    """The table as a Mermaid state diagram. Not doing is drawn once, with a note, since every status leads to it."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {status.value} : {status.label}" for status in Status]
    lines.append(f"    [*] --> {Status.PLANNED.value}")
    lines += [
        f"    {before.value} --> {after.value} : {VERB_OF[before, after].replace('_', ' ')}"
        for before in Status
        for after in _in_order(MOVES[before])
        if Status.NOT_DOING not in (before, after)
    ]
    note = "From anywhere, with a reason; back to its former status by decision or when its time is over"
    lines.append(f"    note right of {Status.NOT_DOING.value} : {note}")
    return "\n".join(lines) + "\n"


def _in_order(statuses: Iterable[Status]) -> list[Status]:
    return sorted(statuses, key=list(Status).index)
