"""What `tracker chase` and `tracker chases` tell of a message: the same for people and as JSON."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.frame import tell, tell_json
from tracker.cli.paper import table
from tracker.rules.brag import SHAPE
from tracker.rules.dates import in_words, plural
from tracker.rules.errors import shown

if TYPE_CHECKING:
    from tracker.queries.chasing import Entry
    from tracker.rules.chasing_owed import Owed
    from tracker.rules.chasing_plan import Planned
    from tracker.rules.records import Chase


def row(
    one: "Planned", state: str, why: str | None, chase: "Chase | None" = None, file: str | None = None
) -> dict[str, Any]:
    """One agency's message: `state` is planned, held, written, drafted, sent, refused or unknown."""
    return {
        "agency": one.agency_id,
        "name": one.agency_name,
        "short_name": one.short_name,
        "rung": one.rung.value,
        "to": [{"name": who.name, "email": who.email, "deputy": who.deputy} for who in one.to],
        "owed": [_owed(line) for line in one.owed],
        "overdue": one.late,
        "reply_by": one.reply_by.isoformat(),
        "personal_link": one.link_for is not None,
        "next": one.next.value if one.next else None,
        "chase": chase.id if chase else None,
        "file": file,
        "state": state,
        "why": why,
    }


def tell_rows(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    """What a run did or would do, agency by agency."""
    if as_json:
        tell_json(list(rows))
        return
    if not rows:
        tell("Nobody owes anything pressing: there is nothing to send.")
        return
    cells = [[each["chase"] or "–", each["short_name"], _things(each), _to(each), _state(each)] for each in rows]
    tell(table(["No.", "Agency", "Owes", "To", "State"], cells))
    made = sum(each["state"] in ("written", "sent", "drafted") for each in rows)
    held = sum(each["state"] == "held" for each in rows)
    planned = sum(each["state"] == "planned" for each in rows)
    parts = [(made, "made"), (planned, "would go"), (held, "held")]
    tell("; ".join(f"{plural(number, 'message')} {word}" for number, word in parts if number) + ".")
    if due := sum(each["next"] is not None for each in rows):
        tell(f"{plural(due, 'letter')} to the next rung: tracker chase --letters --out DIR")


def log_rows(found: Sequence["Entry"]) -> list[dict[str, Any]]:
    """The log as JSON, the latest first."""
    return [
        {
            "chase": one.chase.id,
            "agency": one.chase.agency_id,
            "name": one.agency_name,
            "rung": one.chase.rung.value,
            "to": list(one.chase.to),
            "on": one.chase.sent_on.isoformat(),
            "by": one.chase.sent_by,
            "way": one.chase.way.value,
            "listed": list(one.chase.listed),
            "workbook": one.chase.sending_id,
            "state": one.state.value,
            "refused": one.chase.refused,
            "answered": one.answered_on.isoformat() if one.answered_on else None,
            "answer": one.chase.answer,
            "days": one.days,
            "followed_by": one.after.id if one.after else None,
        }
        for one in found
    ]


def tell_log(found: Sequence["Entry"]) -> None:
    """The log for people."""
    if not found:
        tell("No message went yet.")
        return
    cells = [
        [
            one.chase.id,
            in_words(one.chase.sent_on),
            one.agency_name,
            f"{one.chase.rung.label}\n{', '.join(map(shown, one.chase.to)) or 'nobody named'}",
            plural(len(one.chase.listed), "thing") if one.chase.listed else "in its words",
            became(one),
        ]
        for one in found
    ]
    tell(table(["No.", "Sent", "Agency", "To", "Listed", "Became"], cells, fold=3))
    tell(f"{plural(len(found), 'message')}, {sum(one.silent for one in found):,} without an answer.")


def became(one: "Entry") -> str:
    """What became of a message, in words."""
    if one.state == "refused":
        return f"not sent: {shown(one.chase.refused or '')}"
    if one.answered_on:
        return f"answered on {in_words(one.answered_on)}"
    if one.state == "unknown":
        return "not known whether it left"
    silent = f"silent for {plural(one.days, 'day')}" if one.days else "no answer yet"
    return f"{silent}, then {one.after.id}" if one.after else silent


def _owed(line: "Owed") -> dict[str, Any]:
    return {
        "id": line.about,
        "references": list(line.references),
        "title": line.title,
        "rating": line.brag.value,
        "why": list(line.why),
        "due": line.due.isoformat() if line.due else None,
        "original_due": line.original.isoformat() if line.original else None,
        "days_late": line.days_late,
        "days_late_original": line.days_late_original,
        "hole": line.is_hole,
    }


def _things(each: Mapping[str, Any]) -> str:
    from tracker.rules.words import Brag

    worst = SHAPE[Brag(each["owed"][0]["rating"])] if each["owed"] else ""
    late = f", {each['overdue']} overdue" if each["overdue"] else ""
    return f"{worst} {plural(len(each['owed']), 'thing')}{late}"


def _to(each: Mapping[str, Any]) -> str:
    said = [f"{shown(who['name'])}\n{who['email']}" if who["email"] else f"{shown(who['name'])}, no address"
            for who in each["to"]]  # fmt: skip
    said += ["with a personal link"] if each["personal_link"] else []
    return "\n".join(said) or "nobody"


def _state(each: Mapping[str, Any]) -> str:
    words = {"refused": "not taken", "unknown": "not known"}.get(each["state"], each["state"])
    return f"{words}: {each['why']}" if each["why"] else str(words)
