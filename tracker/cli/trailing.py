"""`tracker trail`: every change that was ever made, in words or as entries; and whether the chain still holds."""

import json
from datetime import UTC
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.frame import tell, tell_json
from tracker.cli.looking import tell_heading
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import existing
from tracker.rules.dates import plural

if TYPE_CHECKING:
    from tracker.rules.records import TrailEntry

DETAILS = 4


def trail(
    verify: Annotated[bool, typer.Option("--verify", help="Walk the whole chain and say whether it holds.")] = False,
    last: Annotated[
        int | None, typer.Option("--last", min=1, max=1_000_000_000, help="Only the last so many entries.")
    ] = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Every change that was ever made: who, when, what and why. --verify checks that nothing was altered."""
    from tracker.queries import history, verifying

    place = existing(demo)
    if verify:
        _tell_verdict(verifying.verify(place.engine), as_json)
        return
    entries = history.entries(place.engine, limit=last if as_json else last or 200)[::-1]
    if as_json:
        tell_json([_trail_row(entry) for entry in entries])
        return
    from tracker.queries.sentences import sentences
    from tracker.queries.standing import standing as look
    from tracker.queries.standing import zone_of

    standing = look(place.engine)
    zone = zone_of(standing)
    tell_heading(place, standing, "the trail, oldest first")
    for told in sentences(standing.register, entries):
        numbers = f"{told.first_number}" + (f"–{told.last_number}" if told.last_number > told.first_number else "")
        when = told.at.astimezone(zone).strftime("%d/%m/%Y %H:%M")
        tell(paragraph(f"{numbers}  {when}  {told.who} ({told.role}), {told.verb}: {told.subject}"))
        for detail in told.details[:DETAILS]:
            tell(paragraph(detail, "    "))
        if len(told.details) > DETAILS:
            tell(f"    … and {len(told.details) - DETAILS} more")
        if told.why:
            tell(paragraph(f"Why: {told.why}", "    "))


def _trail_row(entry: "TrailEntry") -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by,
        "role": entry.role,
        "verb": entry.verb,
        "entity": entry.entity,
        "id": entry.entity_id,
        "field": entry.field,
        "before": _told(entry.before),
        "after": _told(entry.after),
        "reason": entry.reason,
        "door": entry.door,
        "hash": entry.hash,
    }


def _told(value: str | None) -> Any:
    """What the trail's canonical JSON text says; text that is none (something redacted) stands as it is."""
    try:
        return None if value is None else json.loads(value)
    except ValueError:
        return value


def _tell_verdict(verdict: Any, as_json: bool) -> None:
    if as_json:
        tell_json(
            {
                "ok": verdict.ok,
                "entries": verdict.entries,
                "head": verdict.head,
                "first_broken": verdict.first_broken,
                "why": verdict.why,
            }
        )
    elif verdict.ok:
        tell(paragraph(f"The trail holds: {plural(verdict.entries, 'entry', 'entries')}, each as it was recorded."))
        tell(f"Its last hash is {verdict.head}.")
    else:
        tell(paragraph(f"The trail is broken at entry {verdict.first_broken}: {verdict.why}."))
    if not verdict.ok:
        raise typer.Exit(1)
