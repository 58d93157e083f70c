"""`tracker board`: the boards of the register, and how each of them stands."""

from typing import Annotated

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import group, tell, tell_json
from tracker.cli.options import AsAt, Demo, Json
from tracker.cli.paper import table
from tracker.cli.places import existing, sight, signer
from tracker.rules.words import Door

app = group("The boards of this register.")
By = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who does this, by id or name.")]


@app.command("add", acts=False)
def add(
    name: Annotated[str, typer.Argument(help="The board's name, as its papers write it.")],
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="AGENCY", help="The board as an agency that owns actions.")
    ] = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Put in a board. Its people are given roles there with: tracker user role WHO ROLE --board BOARD"""
    from tracker.commands import boards
    from tracker.queries.register import current

    place = existing(demo)
    who = signer(place, by).id
    agency_id = asked.agency(current(place.engine, sight=sight(place, who)), agency)
    made = boards.add(
        place.engine, name=name, agency_id=agency_id, by=who, at=clock.now(), door=Door.COMMAND_LINE
    )  # fmt: skip
    tell(f"{made.name} is in the register as {made.id}.")


@app.command("list")
def list_(as_at: AsAt = None, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """How each board stands that you may see: recommendations by rating, what is late, claimed, verified."""
    from tracker.queries.boards import overview

    place = existing(demo)
    day = asked.day(as_at, "--as-at") if as_at else None
    found = overview(place.engine, day, sight=sight(place, by))
    if as_json:
        tell_json(
            [
                {
                    "board": one.board.id, "name": one.board.name, "reviews": one.reviews,
                    "recommendations": {name: getattr(one.counts, name) for name in one.counts.__dataclass_fields__},
                    "overdue": one.overdue, "late_on_original": one.late_on_original, "claimed": one.claimed,
                    "verified": one.verified,
                }
                for one in found
            ]
        )  # fmt: skip
        return
    rows = [
        [
            one.board.name,
            *(
                f"{n:,}"
                for n in (one.counts.total, one.counts.red, one.counts.blue, one.overdue, one.claimed, one.verified)
            ),
        ]
        for one in found
    ]
    heads = ["Board", "Recommendations", "Overdue", "Assured", "Late actions", "Claimed", "Verified"]
    tell(table(heads, rows) if rows else "No board has a review here that you may see.")
