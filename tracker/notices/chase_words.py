"""What a message and each letter say around the list: to whom, what went before, what is asked, and how to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.notices.envelope import one_line
from tracker.rules.chasing import WEEKDAYS
from tracker.rules.chasing_plan import Planned
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.words import LadderRung

DRAFT = "draft"
"""The number of a message that is not on the record yet."""
CALLED = {
    LadderRung.LEAD: "the agency’s lead",
    LadderRung.BOARD_MEMBER: "its board member",
    LadderRung.CHAIR: "the chair of the board",
    LadderRung.CHIEF_OFFICER: "its chief officer",
}
"""Who an earlier message went to, in a sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words around the list, each on one line; empty where there is nothing to say."""

    mark: str
    dear: str
    opening: str
    before: str
    others: str
    ask: str
    how: tuple[str, ...]
    board: str
    foot: str
    link: str | None = None


def said(planned: Planned, chase_id: str, *, enclosed: bool, link: str | None, illustrative: bool) -> Said:
    """The words of a message, by the rung that it goes to."""
    board = list_in_words([one_line(name) for name in planned.boards]) or "The board"
    by = f"{WEEKDAYS[planned.reply_by.weekday()]} {in_words(planned.reply_by)}"
    is_lead = planned.rung == LadderRung.LEAD
    return Said(
        mark=f"{ILLUSTRATIVE}." if illustrative else "",
        dear=f"Dear {_names(planned)}",
        opening=_opening(planned, board),
        before=_before(planned),
        others=_others(planned) if is_lead else "",
        ask=_asks(planned, by),
        how=_how(enclosed, link) if is_lead else (),
        board=board,
        foot=f"{'Draft' if chase_id == DRAFT else f'Message {chase_id}'}, as at {in_words(planned.today)}.",
        link=link,
    )


def _names(planned: Planned) -> str:
    leads = [one_line(who.name) for who in planned.to if not who.deputy]
    names = leads or [one_line(who.name) for who in planned.to]
    if names:
        return list_in_words(names)
    name = one_line(planned.agency_name)
    return f"colleagues at {name}" if planned.rung == LadderRung.LEAD else planned.rung.value.replace("_", " ")


def _opening(planned: Planned, board: str) -> str:
    name = one_line(planned.agency_name)
    things, late = plural(len(planned.owed), "thing"), ""
    if planned.late:
        late = f", {planned.late:,} of them overdue" if len(planned.owed) > 1 else ", and it is overdue"
    owes = f"{things} in the action plan of {board}{late}"
    match planned.rung:
        case LadderRung.LEAD:
            return f"As at {in_words(planned.today)}, {name} owes {owes}."
        case LadderRung.BOARD_MEMBER:
            return f"You speak for {name} on {board}. As at {in_words(planned.today)} it owes {owes}."
        case LadderRung.CHAIR:
            return (
                f"I write to you as chair. As at {in_words(planned.today)}, {name} owes {owes}, and has not answered."
            )
    return (
        f"I write to you as chief officer of {name}. As at {in_words(planned.today)} it owes {owes}, and the board has "
        "had no answer."
    )


def _before(planned: Planned) -> str:
    """What went before and stayed without an answer; to the lead, no more than that we wrote."""
    if not planned.before:
        return ""
    if planned.rung == LadderRung.LEAD:
        days = [in_words(day) for _, day in planned.before]
        return f"We wrote on {list_in_words(days)} and have not heard from you since."
    told = [
        f"to {CALLED[rung]} on {list_in_words([in_words(day) for day in days])}"
        for rung, days in _by_rung(planned.before)
    ]
    first = min(day for _, day in planned.before)
    silent = plural((planned.today - first).days, "day")
    wrote = times(len(planned.before)) if len(planned.before) > 1 else ""
    return f"The board wrote {f'{wrote}, ' if wrote else ''}{list_in_words(told)}, and has had no answer in {silent}."


def _by_rung(before: Sequence[tuple[LadderRung, date]]) -> list[tuple[LadderRung, list[date]]]:
    found: dict[LadderRung, list[date]] = {}
    for rung, day in before:
        found.setdefault(rung, []).append(day)
    return [(rung, found[rung]) for rung in LadderRung if rung in found]


def _others(planned: Planned) -> str:
    if not planned.others:
        return ""
    is_are = "is not" if planned.others == 1 else "are not"
    return f"{plural(planned.others, 'more action')} of yours {is_are} yet pressing."


def _asks(planned: Planned, by: str) -> str:
    match planned.rung:
        case LadderRung.LEAD:
            return (
                f"Please answer by {by}, for each of these: say what was done, claim it with what shows it, or ask for "
                "a new date with the reason. What has no action yet needs one, with a date."
            )
        case LadderRung.BOARD_MEMBER:
            return f"Please see to it that the agency answers by {by}, or tell the board what stands in the way."
        case LadderRung.CHAIR:
            return f"Please take it up with the agency, and tell us by {by} what the board is to do next."
    return f"Please let the board have an answer by {by}, and say who in your organisation will see it through."


def _how(enclosed: bool, link: str | None) -> tuple[str, ...]:
    found = []
    if enclosed:
        found.append(
            "Your workbook is attached: fill in the columns with a dark heading and reply to this message with it."
        )
    else:
        found.append("You can answer in the tracker, or by replying to this message.")
    if link:
        found.append(f"You need no account: this page is yours alone, so do not pass it on: {link}")
    return tuple(found)
