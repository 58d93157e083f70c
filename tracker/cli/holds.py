"""`tracker holds`: legal holds over a review or over everything: which stand, place one, lift one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.frame import WrongUsageError, group, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import shown
from tracker.rules.holds import in_a_sentence
from tracker.rules.words import Door, HoldKind

if TYPE_CHECKING:
    from tracker.rules.records import LegalHold

app = group("Legal holds: what an inquiry, an inquest or a court may yet ask for is not disposed of.")


@app.command("list")
def list_(demo: Demo = False, as_json: Json = False) -> None:
    """Every legal hold, those that stand first. Why one stands is shown to those who may know."""
    from tracker.queries import retention

    place = existing(demo)
    found = retention.holds(place.engine, sight=sight(place, None))
    rows = sorted(found, key=lambda hold: hold.lifted_on is not None)
    if as_json:
        tell_json([_row(hold) for hold in rows])
        return
    if not rows:
        tell("No legal hold was ever placed.")
    for hold in rows:
        lifted = f" Lifted on {in_words(hold.lifted_on)}: {hold.lifted_reason}" if hold.lifted_on else ""
        tell(paragraph(f"{shown(in_a_sentence(hold).rstrip('.'), 600)}.{shown(lifted, 600)}"))


@app.command()
def place(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="inquiry, inquest, litigation or other.")],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why. It stays on the trail for good.")],
    review: Annotated[
        str | None,
        typer.Option("--review", metavar="CODE", help="Over this review; left out, over everything."),
    ] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Place a legal hold: nothing under it is disposed of, and to redact it takes a reason of its own."""
    from tracker.commands import holds

    if kind not in list(HoldKind):
        raise WrongUsageError(f"‘{shown(kind)}’ is no kind of hold: write {list_in_words(list(HoldKind), 'or')}.")
    where = existing(demo)
    made = holds.place(
        where.engine, kind=HoldKind(kind), reason=reason, review_id=review,
        by=signer(where, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    _answer(made, as_json, f"Placed: {in_a_sentence(made).rstrip('.')}.")


@app.command()
def lift(
    which: Annotated[str, typer.Argument(metavar="HOLD", help="Its number, such as H1.")],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why. It stays on the trail for good.")],
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Lift a legal hold. What was due meanwhile may then be disposed of, by two people as always."""
    from tracker.commands import holds

    where = existing(demo)
    done = holds.lift(
        where.engine, hold_id=which, reason=reason,
        by=signer(where, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    _answer(done, as_json, f"Lifted: {done.id}.")


def _answer(hold: "LegalHold", as_json: bool, said: str) -> None:
    if as_json:
        tell_json(_row(hold))
    else:
        tell(paragraph(shown(said, 800)))


def _row(hold: "LegalHold") -> dict[str, Any]:
    return {
        "id": hold.id, "review": hold.review_id, "kind": hold.kind.value, "reason": hold.reason,
        "placed_on": hold.placed_on.isoformat(), "placed_by": hold.placed_by,
        "lifted_on": hold.lifted_on.isoformat() if hold.lifted_on else None, "lifted_by": hold.lifted_by,
        "lifted_reason": hold.lifted_reason,
    }  # fmt: skip
