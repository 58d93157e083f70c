"""The command that compares two dates: what moved from the end of one day to the end of another."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import asked
from tracker.cli.frame import tell, tell_json
from tracker.cli.looking import tell_heading
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import existing, sight
from tracker.rules.dates import in_words

if TYPE_CHECKING:
    from tracker.rules.between import Moved
    from tracker.rules.moves import Lateness, Rerated

From = Annotated[str, typer.Argument(metavar="FROM", help="The earlier day, such as 2026-09-30.")]
To = Annotated[str | None, typer.Argument(metavar="[TO]", help="The later day; today where none is given.")]


def compare(since: From, until: To = None, demo: Demo = False, as_json: Json = False) -> None:
    """What moved between two days: ratings, lateness, claims, dates, evidence; and the figures of both."""
    first, last = asked.past_day(since), asked.past_day(until)
    place = existing(demo)
    from tracker.queries.between import between

    assert first is not None
    moved = between(place.engine, first, last, sight=sight(place))
    if as_json:
        tell_json(document(moved))
        return
    tell_heading(place, moved.now, f"compared with {in_words(moved.since)}")
    tell(paragraph(f"{moved.headline()}."))
    tell()
    rows = [
        [one.name, f"{one.then:,}", f"{one.now:,}", f"{one.difference:+,}" if one.difference else "–"]
        for one in moved.figures
    ]
    tell(table(["", in_words(moved.since), in_words(moved.until), "Difference"], rows, fold=0))
    tell()
    for words in moved.in_words() or ("Nothing moved.",):
        tell(paragraph(f"{words}."))


def document(moved: "Moved") -> dict[str, Any]:
    """The document of `tracker compare --json`."""
    return {
        "from": moved.since.isoformat(),
        "to": moved.until.isoformat(),
        "figures": [asdict(one) | {"difference": one.difference} for one in moved.figures],
        "ratings": [_rerated(one) for one in moved.rerated],
        "statuses": [{"action": s.action.id, "from": s.was.value, "to": s.now.value} for s in moved.stepped],
        "dates_moved": [
            {
                "action": one.action.id,
                "from": _day(one.was),
                "to": _day(one.now),
                "original_due": _day(one.action.original_due),
                "days": one.days,
                "moves": [
                    asdict(move) | {"to_due": _day(move.to_due), "agreed_on": _day(move.agreed_on)} for move in one.by
                ],
            }
            for one in moved.dates_moved
        ],
        "late": _lateness(moved.late),
        "late_on_original": _lateness(moved.late_on_original),
        "claims": [{"action": c.action.id, "claimed_on": _day(c.claimed_on), "waits": c.waits} for c in moved.claims],
        "verdicts": [
            {"action": v.action_id, "outcome": v.outcome.value, "on": _day(v.verified_on), "reason": v.reason}
            for v in moved.verdicts
        ],
        "check_backs": [
            {"action": c.action_id, "months": c.months, "outcome": c.outcome.value if c.outcome else None}
            for c in moved.check_backs
        ],
        "evidence": [{"id": e.id, "action": e.action_id, "rung": e.rung.value} for e in moved.evidence],
        "not_doing": [entry.id for entry in moved.not_doing],
        "brought_back": [entry.id for entry in moved.brought_back],
        "closed": [rec.id for rec in moved.closed],
        "reopened": [rec.id for rec in moved.reopened],
        "new_recommendations": [rec.id for rec in moved.new_recommendations],
        "gone_recommendations": [rec.id for rec in moved.gone_recommendations],
        "new_actions": [action.id for action in moved.new_actions],
        "gone_actions": [action.id for action in moved.gone_actions],
    }


def _rerated(one: "Rerated") -> dict[str, Any]:
    was = one.was.brag.value if one.was else None
    return {"recommendation": one.id, "from": was, "to": one.now.brag.value, "reason": one.now.reason}


def _lateness(late: "Lateness") -> dict[str, list[str]]:
    return {"newly": list(late.newly), "no_longer": list(late.no_longer)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
