"""`tracker sample` and `tracker measures`: draw a dip sample and say what samples found; say where measures stand."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import WrongUsageError, tell, tell_json
from tracker.cli.looking import standing_of, tell_heading
from tracker.cli.options import AsAt, Demo, Json, Review
from tracker.cli.paper import paragraph, table
from tracker.cli.places import existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.impact import Where
    from tracker.rules.sampling import Told

USUAL = 10
Agencies = Annotated[
    list[str] | None,
    typer.Option("--agency", metavar="AGENCY", help="Only of this agency; may be given several times."),
]


def sample(
    size: Annotated[int | None, typer.Option("--size", metavar="N", help="How many to draw; 10 unless told.")] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="S", help="Draw from this seed; one is made unless told.")
    ] = None,
    agency: Agencies = None,
    review: Review = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="What it is about.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Draw nothing: say what every sample found.")] = False,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Draw closed actions at random, risky ones more often, and record the draw; or list what samples found."""
    from tracker.queries.samples import samples as looking

    if list_:
        if size is not None or seed is not None or agency or about or review:
            raise WrongUsageError("--list draws nothing: leave the other options out.")
        place = existing(demo)
        found = looking(place.engine, sight=sight(place, by))
        _tell(found, as_json)
        return
    from tracker.commands import samples

    place = existing(demo)
    who = signer(place, by)
    look = sight(place, who.id)
    _, standing, _ = standing_of(demo, None)
    drawn = samples.draw(
        place.engine,
        size=USUAL if size is None else size,
        seed=seed,
        agency_ids=[id_ for name in agency or () if (id_ := asked.agency(standing.register, name))],
        review_id=asked.review(standing.register, review),
        about=about,
        by=who.id,
        at=clock.now(),
        door=Door.COMMAND_LINE,
    )
    made = [one for one in looking(place.engine, sight=look) if one.sample.id == drawn.id]
    _tell(made, as_json)


def measures(as_at: AsAt = None, review: Review = None, demo: Demo = False, as_json: Json = False) -> None:
    """Where every measure of a recommendation stands, and which closed recommendations have none."""
    from tracker.rules.impact import closed_without_measure, of

    place, standing, _ = standing_of(demo, as_at)
    register = standing.register
    code = asked.review(register, review)
    recs = [rec for rec in register.recommendations.values() if code in (None, rec.review_id)]
    found = [one for rec in recs for one in of(standing, rec.id)]
    without = [rec.id for rec in closed_without_measure(standing) if code in (None, rec.review_id)]
    if as_json:
        tell_json({"measures": [_measure_row(one) for one in found], "closed_without_measure": without})
        return
    tell_heading(place, standing, register.reviews[code].title if code else "every review")
    rows = [[one.measure.recommendation_id, one.measure.what, _said(one)] for one in found]
    if rows:
        tell(table(["Recommendation", "What is measured", "Where it stands"], rows))
        tell()
    else:
        tell("Nothing is measured yet.")
    tell(paragraph(f"Closed with no measure: {', '.join(without) or 'none'}."))


def _said(one: "Where") -> str:
    return f"{one.in_words} ({one.silence})" if one.silence else one.in_words


def _tell(found: "list[Told] | tuple[Told, ...]", as_json: bool) -> None:
    if as_json:
        tell_json([_row(one) for one in found])
        return
    if not found:
        tell("No dip sample has been drawn yet.")
        return
    from tracker.rules.sampling import how_drawn

    for one in found:
        tell(paragraph(f"{one.sample.id}, {in_words(one.sample.drawn_on)}: {one.sample.about or 'every agency'}"))
        tell(paragraph(one.estimate.in_words))
        rows = [[f.action_id, f.found.label if f.found else "to look at", f.note or ""] for f in one.findings]
        tell(table(["Action", "Found", "What was found"], rows))
        tell(paragraph(how_drawn(one.sample)))
        tell()


def _row(one: "Told") -> dict[str, Any]:
    """A sample as other programs read it."""
    sample_, made = one.sample, one.estimate
    return {
        "sample": sample_.id,
        "drawn_on": sample_.drawn_on.isoformat(),
        "drawn_by": sample_.drawn_by,
        "about": sample_.about,
        "seed": sample_.seed,
        "size": sample_.size,
        "population": list(sample_.population),
        "looked_at": made.looked_at,
        "found": made.found,
        "rate": made.rate,
        "low": made.low,
        "high": made.high,
        "in_words": made.in_words,
        "actions": [
            {
                "finding": f.id,
                "action": f.action_id,
                "chance": f.chance,
                "found": f.found.value if f.found else None,
                "note": f.note,
                "looked_on": f.looked_on.isoformat() if f.looked_on else None,
                "looked_by": f.looked_by,
            }
            for f in one.findings
        ],
    }


def _measure_row(one: "Where") -> dict[str, Any]:
    measure = one.measure
    return {
        "measure": measure.id,
        "recommendation": measure.recommendation_id,
        "what": measure.what,
        "unit": measure.unit,
        "direction": measure.direction.value,
        "baseline": measure.baseline,
        "baseline_on": measure.baseline_on.isoformat() if measure.baseline_on else None,
        "target": measure.target,
        "target_on": measure.target_on.isoformat() if measure.target_on else None,
        "source": measure.source,
        "ended_on": measure.ended_on.isoformat() if measure.ended_on else None,
        "way": one.way,
        "met": one.met,
        "in_words": one.in_words,
        "readings": [
            {"reading": r.id, "on": r.read_on.isoformat(), "value": r.value, "source": r.source} for r in one.readings
        ],
    }
