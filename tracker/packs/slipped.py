"""Slippage in a paper: the first date beside the current one, lateness on both, and every move with who and why."""

from collections.abc import Sequence
from datetime import date

from tracker.packs.saying import action, day, moves, owner_of, rated, who
from tracker.rules import slippage
from tracker.rules.dates import plural
from tracker.rules.deadlines import days_late, days_late_original, original_date
from tracker.rules.paper import Block, Heading, Says, Table
from tracker.rules.records import ActionFile
from tracker.rules.slippage import Move, side_by_side
from tracker.rules.standing import Standing


def section(now: Standing, files: Sequence[ActionFile] | None = None) -> tuple[Block, ...]:
    """The sentence with both latenesses, and each action that is late on either date or was ever given another."""
    table = both(now, side_by_side(now) if files is None else files)
    said = Says(slippage.in_all(now).in_words)
    if not table.rows:
        return (Heading("Late, on both dates"), said)
    words = "The original date never changes. Each move says from when to when, who asked, who agreed and why."
    return (Heading("Late, on both dates"), said, Says(words, quiet=True), table)


def both(now: Standing, files: Sequence[ActionFile]) -> Table:
    """Original and current date side by side with the days late on each, and every move between them."""
    today = now.today
    rows = tuple(
        (
            action(now.register, file.action.id),
            owner_of(now, file),
            rated(now.action_ratings[file.action.id]),
            on(original_date(file.action), days_late_original(file, today=today)),
            on(file.action.due, days_late(file, today=today)),
            moves(now.register, file),
        )
        for file in files
    )
    heads = ("Action", "Owner", "Rating", "Original date", "Current date", "Every move of the date")
    alt = "Actions with their original and current dates, the days late on each, and every move between them"
    return Table(heads, rows, alt, "Both dates", (3, 1.5, 2.5, 1.5, 1.5, 4))


def on(due: date | None, late: int) -> str:
    """A date, and how late the action is on it."""
    if due is None:
        return "no date"
    return f"{day(due)}\n{plural(late, 'day')} late" if late else f"{day(due)}\nnot late"


def moves_table(now: Standing, some: Sequence[tuple[ActionFile, Move]]) -> Table:
    """Moves of dates, a row each."""
    rows = tuple(
        (
            f"{action(now.register, file.action.id)}\n{owner_of(now, file)}",
            day(one.from_due),
            day(one.to_due),
            one.reason,
            f"{who(now.register, one.asked_by)}, {day(one.asked_on)}",
            f"{who(now.register, one.agreed_by)}, {day(one.agreed_on)}"
            + ("\nafter the date had passed" if one.already_late else ""),
        )
        for file, one in some
    )
    heads = ("Action, and its owner", "From", "To", "Reason", "Asked by", "Agreed by")
    return Table(heads, rows, "Every move of a due date", "Moves", (3, 1.2, 1.2, 3, 1.5, 2))
