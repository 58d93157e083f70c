"""`tracker retention`: what is due for disposal and why the rest is not; ask that it go, agree or refuse; how long."""

from datetime import UTC
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.frame import RefusedError, group, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import Place, existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import shown
from tracker.rules.holds import in_a_sentence
from tracker.rules.redaction import FILE
from tracker.rules.retention import SETTING_ID, WHO_AGREES, Retention
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.records import Disposal
    from tracker.rules.retention import Kept
    from tracker.rules.sight import Sight

app = group("Evidence whose time is over goes by rule: one person asks, another agrees.")

Which = Annotated[str, typer.Argument(metavar="DISPOSAL", help="Its number, such as D1.")]
Why = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why. It stays on the trail for good.")]


@app.command("list")
def list_(demo: Demo = False, as_json: Json = False) -> None:
    """Every review with what is due of its evidence, or why nothing is; and every disposal that was asked for."""
    from tracker.queries import redactions, retention
    from tracker.store.sweeping import sweep
    from tracker.store.vault import vault_at

    place = existing(demo)
    sweep(place.engine, vault_at(place.settings))
    mine = sight(place, None)
    found, asked = retention.kept(place.engine, sight=mine), retention.disposals(place.engine, sight=mine)
    if as_json:
        rows = [_disposal(place, one, mine) for one in asked]
        tell_json({"reviews": [_review(one) for one in found], "disposals": rows})
        return
    due = sum(len(one.due) for one in found)
    tell(f"{plural(due, 'piece')} of evidence due for disposal." if due else "Nothing is due for disposal.")
    for kept in found:
        _tell_review(kept)
    for one in asked:
        asked_by = f"Asked on {in_words(one.asked_on)} by {shown(one.asked_by)}: {shown(one.reason, 400)}"
        tell(paragraph(f"{one.id}  {_state(one)}: {plural(len(one.evidence), 'piece')} of {one.review_id}. {asked_by}"))
    if waiting := redactions.unfinished(place.engine):
        why = "the old bytes are not yet gone from the files: somebody reads them, or the disk is full. Run this again"
        tell(paragraph(f"{list_in_words(waiting)}: {why}."))


@app.command()
def ask(
    review: Annotated[str, typer.Argument(metavar="REVIEW", help="The code of a closed review, such as SOTON-K.")],
    count: Annotated[int, typer.Option("--count", metavar="N", help="How many pieces are due, as the list says.")],
    reason: Why,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Ask that all evidence of a review that is due be disposed of. The count confirms that you looked at the list."""
    from tracker.commands import disposals
    from tracker.queries import retention

    place = existing(demo)
    who = signer(place, by).id
    mine = sight(place, who)
    due = next((one.due for one in retention.kept(place.engine, sight=mine) if one.review_id == review), ())
    if due and len(due) != count:
        raise RefusedError(
            f"{plural(len(due), 'piece')} of evidence of {shown(review)} {'is' if len(due) == 1 else 'are'} due, "
            f"not {count:,}: look at tracker retention list again."
        )
    made = disposals.ask(
        place.engine, review_id=review, evidence=[one.id for one in due], reason=reason,
        by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    said = (
        f"Asked: {made.id}, that {plural(len(made.evidence), 'piece')} of evidence of {made.review_id} go. {WHO_AGREES}"
    )
    _answer(place, made, as_json, said, mine)


@app.command()
def agree(which: Which, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """Agree to a disposal that somebody else asked for, and do it. It cannot be undone."""
    from tracker.commands import disposals
    from tracker.store.vault import vault_at

    place = existing(demo)
    who = signer(place, by).id
    done = disposals.agree(
        place.engine, disposal_id=which, vault=vault_at(place.settings),
        by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    said = f"Done: {done.disposal.id}. {plural(len(done.disposal.evidence), 'piece')} of evidence disposed of."
    if not done.swept:
        said += " The old bytes are not yet gone from the files: run tracker retention list when nobody is reading."
    _answer(place, done.disposal, as_json, said, sight(place, who))


@app.command()
def refuse(which: Which, reason: Why, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """Refuse a disposal, or take back one's own request."""
    from tracker.commands import disposals

    place = existing(demo)
    who = signer(place, by).id
    done = disposals.refuse(
        place.engine, disposal_id=which, reason=reason,
        by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    _answer(place, done, as_json, f"Refused: {done.id}. Nothing was changed.", sight(place, who))


@app.command("set")
def set_(
    years: Annotated[int, typer.Argument(metavar="YEARS", help="Whole years after a review was closed.")],
    reason: Why,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Set for how many years evidence is kept, from now on: of your board where you manage one; of all where you manage
    all, or of one of them with --board. What is gone stays gone."""
    from tracker.commands import settings

    place = existing(demo)
    made = settings.set_retention(
        place.engine, retention=Retention(years), reason=reason,
        by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    if as_json:
        tell_json({"years": years} | ({"board": made.board_id} if made.board_id else {}))
    else:
        of = f" of {made.board_id}" if made.board_id else ""
        tell(f"Set: evidence{of} is kept for {plural(years, 'year')} after its review was closed.")


@app.command("general")
def general(reason: Why, by: By = None, demo: Demo = False) -> None:
    """Take away the years that one board had set: from now on the general ones hold there."""
    from tracker.commands import settings

    place = existing(demo)
    gone = settings.follow_general(
        place.engine, kind=SETTING_ID, reason=reason, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    tell(f"Done: from now on the general years hold for {gone.board_id}.")


def _answer(place: Place, one: "Disposal", as_json: bool, said: str, mine: "Sight") -> None:
    if as_json:
        tell_json(_disposal(place, one, mine))
        return
    tell(paragraph(said))
    if one.agreed_on:
        copies = _disposal(place, one, mine)["copies"]
        tell(f"{plural(len(copies), 'copy', 'copies')} left or was kept before and may still hold it." if copies
             else "No copy left before.")  # fmt: skip


def _tell_review(kept: "Kept") -> None:
    tell(paragraph(f"{kept.review_id}  {shown(kept.reason, 400)}"))
    for hold in kept.holds:
        tell(paragraph(f"{shown(in_a_sentence(hold), 600)}", "    "))
    if kept.due:
        tell(f"    {plural(len(kept.due), 'piece')} due:")
    for fate in kept.fates:
        if fate.is_due:
            tell(paragraph(f"{fate.evidence.id}  {shown(fate.evidence.title, 100)}", "    "))


def _state(one: "Disposal") -> str:
    if one.agreed_on:
        return f"disposed of on {in_words(one.agreed_on)} by agreement of {shown(one.agreed_by)}"
    return f"refused on {in_words(one.refused_on)}" if one.refused_on else "waiting"


def _review(kept: "Kept") -> dict[str, Any]:
    return {
        "review": kept.review_id, "reason": kept.reason,
        "closed_on": kept.closed_on.isoformat() if kept.closed_on else None,
        "due_on": kept.due_on.isoformat() if kept.due_on else None,
        "due": len(kept.due), "holds": [hold.id for hold in kept.holds],
        "evidence": [
            {"id": f.evidence.id, "title": f.evidence.title, "state": f.state.value, "reason": f.reason,
             "due_on": f.due_on.isoformat() if f.due_on else None}
            for f in kept.fates
        ],
    }  # fmt: skip


def _disposal(place: Place, one: "Disposal", mine: "Sight") -> dict[str, Any]:
    from tracker.queries import retention

    files = [value.removeprefix(FILE) for value in one.values if value.startswith(FILE)]
    copies = retention.copies(place.engine, one, sight=mine)
    return {
        "id": one.id, "review": one.review_id, "years": one.years, "evidence": list(one.evidence),
        "reason": one.reason, "asked_on": one.asked_on.isoformat(), "asked_by": one.asked_by,
        "agreed_on": one.agreed_on.isoformat() if one.agreed_on else None, "agreed_by": one.agreed_by,
        "refused_on": one.refused_on.isoformat() if one.refused_on else None, "refused_by": one.refused_by,
        "refusal_reason": one.refusal_reason, "values": len(one.values) - len(files), "files": files,
        "copies": [{**copy._asdict(), "at": copy.at.astimezone(UTC).isoformat()} for copy in copies],
    }  # fmt: skip
