"""`tracker meetings`, `hold`, `agenda` and `minutes`: what the subgroup takes, and what it decided."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import RefusedError, tell, tell_json
from tracker.cli.options import Demo, IdentityReason, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.meetings import SUBGROUP_MINUTES, Slot, minutes_together, timetable
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.agenda import Suggested
    from tracker.rules.minutes import MinutedItem, Minutes, Sat
    from tracker.rules.records import AgendaItem, Decision, Meeting
    from tracker.rules.register import Register

Date = Annotated[str, typer.Argument(metavar="MEETING-DATE", help="Its day, such as 2026-11-20, or the meeting’s id.")]
Board = Annotated[
    str | None, typer.Option("--board", metavar="BOARD", help="Which board’s meeting, where several met that day.")
]
TITLE = "Quality-assurance subgroup"


def meetings(board: Board = None, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the meetings, the latest first: how much each had to take, decided and put off."""
    from tracker.queries import agendas

    place = existing(demo)
    mine = sight(place, by)
    board_id = asked.board(_register(place, mine), board)
    found = agendas.meetings(place.engine, board_id=board_id, sight=mine)
    if as_json:
        tell_json([_sat(one) for one in found])
        return
    if not found:
        tell("No meeting is on the record yet.")
        return
    rows = [
        [one.meeting.id, in_words(one.meeting.held_on), one.items, one.decisions, one.put_off,
         one.meeting.title + (", ended" if one.meeting.ended_on else "")]
        for one in found
    ]  # fmt: skip
    tell(table(["Meeting", "Day", "Items", "Decisions", "Put off", "What"], rows))


def hold(
    on: Annotated[str, typer.Argument(metavar="MEETING-DATE", help="Its day, such as 2026-11-20.")],
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="What the meeting is called.")] = TITLE,
    board: Annotated[
        str | None, typer.Option("--board", metavar="BOARD", help="Which board’s, where there are several.")
    ] = None,
    begins: Annotated[str | None, typer.Option("--begins", metavar="TIME", help="When, such as 10:00.")] = None,
    where: Annotated[str | None, typer.Option("--where", metavar="PLACE", help="Where it is held.")] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Enter a meeting, past or planned."""
    from tracker.commands import meetings as commands
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    register = _register(place, WHOLE)
    held_on = asked.day(on, "The meeting")
    board_id = asked.board(register, board)
    if board_id is None:
        if len(register.boards) != 1:
            known = list_in_words(list(register.boards), "or")
            raise RefusedError(f"Say which --board holds it: {known}." if known else "There is no board yet.")
        board_id = next(iter(register.boards))
    made = commands.hold(
        place.engine, board_id=board_id, held_on=held_on, title=title, begins=begins, place=where,
        by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    if as_json:
        tell_json(_meeting(made))
    else:
        what = f"{made.title} of {in_words(made.held_on)} is entered as {made.id}."
        tell(f"{what} For its agenda: tracker agenda {made.id}")


def agenda(
    on: Date,
    board: Board = None,
    make: Annotated[
        bool, typer.Option("--make", help="Put on the agenda what the tracker suggests and is not there yet.")
    ] = False,
    identity_reason: IdentityReason = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Print a meeting's agenda and what the tracker suggests for it: why, and for how long."""
    from tracker.commands import agendas as commands
    from tracker.queries import agendas
    from tracker.rules.agenda import not_yet
    from tracker.store.database import going_on

    place = existing(demo)
    mine = sight(place, by)
    meeting = asked.meeting(_register(place, mine), on, board)
    wanted = agendas.suggested(place.engine, meeting.id, sight=mine)
    if make:
        commands.make(
            place.engine if identity_reason is None else going_on(place.engine, identity_reason),
            meeting_id=meeting.id, items=wanted, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE,
        )  # fmt: skip
    items = list(_register(place, mine).agenda_of.get(meeting.id, ()))
    more = list(not_yet(wanted, items))
    if as_json:
        tell_json(_agenda(meeting, items, more))
    else:
        _tell_agenda(meeting, items, more)


def minutes(on: Date, board: Board = None, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """Print the minutes of a meeting: who was there, what was said, decided and put off."""
    from tracker.queries import agendas

    place = existing(demo)
    mine = sight(place, by)
    meeting = asked.meeting(_register(place, mine), on, board)
    found = agendas.minutes(place.engine, meeting.id, sight=mine)
    if as_json:
        tell_json(_minutes(found))
    else:
        _tell_minutes(found)


def _register(place: Any, mine: Any) -> "Register":
    from tracker.queries.standing import standing

    return standing(place.engine, sight=mine).register


def _tell_agenda(meeting: "Meeting", items: "list[AgendaItem]", more: "list[Suggested]") -> None:
    tell(paragraph(_heading(meeting)))
    shown: list[AgendaItem | Suggested] = [*items, *more]
    if not shown:
        tell("Nothing is on its agenda.")
        return
    rows = []
    for item, slot in zip(shown, timetable(meeting, shown), strict=True):
        when = f"{slot.starts} to {slot.ends}" if slot.starts else f"{item.minutes or '–'} min"
        off = getattr(item, "deferred_reason", None)
        state = "put off" if off else "suggested" if item in more else when
        rows.append([state, f"{item.title} {off or item.why or ''}"])
    tell(table(["When", "What is asked, and why"], rows))
    tell()
    together = minutes_together(shown)
    tell(paragraph(f"{plural(together, 'minute')} together, of the {SUBGROUP_MINUTES} that the subgroup has."))
    if more:
        tell(paragraph(f"{plural(len(more), 'item')} suggested and not on the agenda yet: --make puts them on it."))


def _tell_minutes(found: "Minutes") -> None:
    tell(paragraph(_heading(found.meeting)))
    tell(paragraph(f"Present: {list_in_words(found.present) or 'not noted'}."))
    tell(paragraph(f"Apologies: {list_in_words(found.apologies) or 'none noted'}."))
    for one in found.items:
        tell()
        tell(paragraph(f"{one.number}. {one.item.title}"))
        _tell_item(one)
    for one in found.put_off:
        tell()
        tell(paragraph(f"Put off: {one.item.title} {one.item.deferred_reason}"))
        _tell_item(one)
    if found.others:
        tell()
        tell("Other decisions")
        for decision in found.others:
            tell(paragraph(f"{decision.minute}  {decision.text}", "   "))


def _tell_item(one: "MinutedItem") -> None:
    if one.item.note:
        tell(paragraph(one.item.note, "   "))
    for decision in one.decisions:
        tell(paragraph(f"{decision.minute}  {decision.text}", "   "))


def _heading(meeting: "Meeting") -> str:
    at = f", {meeting.begins}" if meeting.begins else ""
    where = f", {meeting.place}" if meeting.place else ""
    return f"{meeting.title}, {in_words(meeting.held_on)}{at}{where}"


def _meeting(meeting: "Meeting") -> dict[str, Any]:
    return {
        "id": meeting.id, "board": meeting.board_id, "held_on": meeting.held_on.isoformat(), "title": meeting.title,
        "begins": meeting.begins, "place": meeting.place, "present": list(meeting.present),
        "apologies": list(meeting.apologies), "ended_on": meeting.ended_on.isoformat() if meeting.ended_on else None,
    }  # fmt: skip


def _sat(one: "Sat") -> dict[str, Any]:
    counts = {"items": one.items, "decided": one.decided, "decisions": one.decisions, "put_off": one.put_off}
    return _meeting(one.meeting) | counts


def _agenda(meeting: "Meeting", items: "list[AgendaItem]", more: "list[Suggested]") -> dict[str, Any]:
    slots = timetable(meeting, items)
    return {
        "meeting": _meeting(meeting),
        "minutes": minutes_together(items),
        "items": [_item(item, slot) for item, slot in zip(items, slots, strict=True)],
        "suggested": [
            {"kind": one.kind.value, "title": one.title, "about": one.about, "why": one.why, "minutes": one.minutes}
            for one in more
        ],
    }


def _item(item: "AgendaItem", slot: Slot) -> dict[str, Any]:
    return {
        "id": item.id, "kind": item.kind.value, "title": item.title, "about": item.about, "why": item.why,
        "minutes": item.minutes, "from": slot.starts, "to": slot.ends, "note": item.note,
        "deferred_on": item.deferred_on.isoformat() if item.deferred_on else None,
        "deferred_reason": item.deferred_reason,
    }  # fmt: skip


def _minutes(found: "Minutes") -> dict[str, Any]:
    return {
        "meeting": _meeting(found.meeting),
        "items": [_item(one.item, one.slot) | {"decisions": _decisions(one.decisions)} for one in found.items],
        "put_off": [_item(one.item, one.slot) | {"decisions": _decisions(one.decisions)} for one in found.put_off],
        "other_decisions": _decisions(found.others),
        "next": found.next.held_on.isoformat() if found.next else None,
    }


def _decisions(some: "tuple[Decision, ...]") -> list[dict[str, Any]]:
    return [
        {"id": one.id, "minute": one.minute, "kind": one.kind.value, "about": one.about, "made": one.made,
         "text": one.text, "by": one.decided_by}
        for one in some
    ]  # fmt: skip
