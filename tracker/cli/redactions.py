"""`tracker redactions`: ask that words or a file be taken out for good, agree or refuse, and list what was done."""

import sys
from datetime import UTC
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.frame import WrongUsageError, group, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import shown
from tracker.rules.permissions import allowed
from tracker.rules.records import PersonRole
from tracker.rules.redaction import FILE, WHO_AGREES, what_goes
from tracker.rules.sight import Sight
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.queries.redactions import Copy, Touched
    from tracker.rules.records import Redaction

Looker = tuple[Sight, tuple[PersonRole, ...]]

app = group("What identifies somebody, taken out for good: one person asks, another agrees.")

Which = Annotated[str, typer.Argument(metavar="REDACTION", help="Its number, such as R1.")]
Why = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why. It stays on the trail for good.")]


@app.command("list")
def list_(demo: Demo = False, as_json: Json = False) -> None:
    """Every redaction you may see: what was asked, what agreeing would touch or did, the copies that left before."""
    from tracker.queries import redactions

    place = existing(demo)
    _sweep(place)
    looker = _looker(place, None)
    found = redactions.listed(place.engine, sight=looker[0])
    rows = [(one, _touched(place, one, looker), _copies(place, one, looker)) for one in found]
    if as_json:
        tell_json([_row(*row) for row in rows])
        return
    if not rows:
        tell("Nothing was ever asked to be taken out.")
    for one, touched, copies in rows:
        _tell(one, touched, copies)
    if waiting := redactions.unfinished(place.engine):
        why = "the old bytes are not yet gone from the files: somebody reads them, or the disk is full. Run this again"
        tell(paragraph(f"{list_in_words(waiting)}: {why}."))


@app.command()
def ask(
    entity: Annotated[str, typer.Argument(metavar="KIND", help="Its kind: action_update, evidence, review …")],
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id, as the trail has it.")],
    reason: Why,
    field: Annotated[
        str | None, typer.Option("--field", metavar="FIELD", help="Where the words stand; left out, it is the file.")
    ] = None,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar="WORDS", help="The words; left out, they are read from standard input."),
    ] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Ask that words be taken out of the whole register, or, with no field, that a file be removed."""
    from tracker.commands import redactions

    if words is not None and field is None:
        raise WrongUsageError(
            "You chose a file and typed words: say with --field where the words stand, or leave --words out to remove "
            "the whole file."
        )
    if field is not None and words is None:
        words = sys.stdin.readline()
    place = existing(demo)
    who = signer(place, by).id
    made = redactions.ask(
        place.engine, entity=entity, entity_id=id_, field=field, words=words, reason=reason,
        by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    said = f"Asked: {made.id}, that {shown(what_goes(made), 400)} go. {WHO_AGREES} tracker redactions agree {made.id}"
    _answer(place, made, as_json, said, who)


@app.command()
def agree(
    which: Which,
    although: Annotated[
        str | None,
        typer.Option("--although", metavar="WORDS", help="Why all the same, where a legal hold stands over it."),
    ] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Agree to a redaction that somebody else asked for, and do it. It cannot be undone."""
    from tracker.commands import redactions
    from tracker.store.vault import vault_at

    place = existing(demo)
    who = signer(place, by).id
    done = redactions.agree(
        place.engine, redaction_id=which, vault=vault_at(place.settings), although=although,
        by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    said = f"Done: {done.redaction.id}. {_how_much(done.redaction)}."
    if not done.swept:
        said += " The old bytes are not yet gone from the files: run tracker redactions list when nobody is reading."
    _answer(place, done.redaction, as_json, said, who)


@app.command()
def refuse(which: Which, reason: Why, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """Refuse a redaction that somebody else asked for."""
    from tracker.commands import redactions

    place = existing(demo)
    who = signer(place, by).id
    done = redactions.refuse(
        place.engine, redaction_id=which, reason=reason,
        by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    _answer(place, done, as_json, f"Refused: {done.id}. Nothing was changed.", who)


def _answer(place: Place, one: "Redaction", as_json: bool, said: str, who: str) -> None:
    looker = _looker(place, who)
    copies = _copies(place, one, looker)
    if as_json:
        tell_json(_row(one, _touched(place, one, looker), copies))
        return
    tell(paragraph(said))
    if one.agreed_on:
        _tell_copies(copies)


def _how_much(one: "Redaction") -> str:
    files = sum(value.startswith(FILE) for value in one.values)
    return f"{plural(len(one.values) - files, 'value')} of the trail and {plural(files, 'file')} taken out"


def _sweep(place: Place) -> None:
    """Finish what was cut short, if anything was."""
    from tracker.store.sweeping import sweep
    from tracker.store.vault import vault_at

    sweep(place.engine, vault_at(place.settings))


def _looker(place: Place, who: str | None) -> Looker:
    """What whoever gave the command may see, and the roles they hold."""
    from tracker.store.convert import read_all
    from tracker.store.engine import reading

    mine = sight(place, who)
    with reading(place.engine) as connection:
        return mine, tuple(role for role in read_all(connection, PersonRole) if role.person_id == mine.person_id)


def _touched(place: Place, one: "Redaction", looker: Looker) -> "Touched | None":
    from tracker.queries import redactions

    if one.agreed_on or one.refused_on:
        return None
    return redactions.touched(place.engine, one, sight=looker[0], roles=looker[1])


def _copies(place: Place, one: "Redaction", looker: Looker) -> "tuple[Copy, ...] | None":
    """The copies, for those who deal with them: who may agree, and who sees what left; None for everybody else."""
    from tracker.queries import redactions

    if not (looker[0].accesses or allowed(looker[1], "agree_redaction")):
        return None
    return redactions.copies(place.engine, one, sight=looker[0])


def _row(one: "Redaction", touched: "Touched | None", copies: "tuple[Copy, ...] | None") -> dict[str, Any]:
    files = [value.removeprefix(FILE) for value in one.values if value.startswith(FILE)]
    return {
        "id": one.id, "entity": one.entity, "entity_id": one.entity_id, "field": one.field, "reason": one.reason,
        "asked_on": one.asked_on.isoformat(), "asked_by": one.asked_by,
        "agreed_on": one.agreed_on.isoformat() if one.agreed_on else None, "agreed_by": one.agreed_by,
        "refused_on": one.refused_on.isoformat() if one.refused_on else None, "refused_by": one.refused_by,
        "refusal_reason": one.refusal_reason, "although": one.although,
        "values": len(one.values) - len(files), "files": files,
        "touches": touched and {
            "texts": dict(touched.texts), "values": touched.values, "ids": list(touched.ids),
            "longer_words": dict(touched.longer), "same_file": list(touched.files),
        },
        "copies": [{**c._asdict(), "at": c.at.astimezone(UTC).isoformat()} for c in copies or ()],
    }  # fmt: skip


def _tell(one: "Redaction", touched: "Touched | None", copies: "tuple[Copy, ...] | None") -> None:
    what = f"words in the {one.field.replace('_', ' ')}" if one.field else "the file"
    tell(paragraph(f"{one.id}  {what} of {one.entity.replace('_', ' ')} {shown(one.entity_id)}"))
    tell(paragraph(f"Asked on {in_words(one.asked_on)} by {shown(one.asked_by)}: {shown(one.reason, 400)}", "    "))
    if one.agreed_on:
        tell(paragraph(f"Agreed on {in_words(one.agreed_on)} by {shown(one.agreed_by)}: {_how_much(one)}.", "    "))
        if one.although:
            tell(paragraph(f"Although a legal hold stood over it: {shown(one.although, 400)}", "    "))
        _tell_copies(copies)
    elif one.refused_on:
        tell(paragraph(f"Refused on {in_words(one.refused_on)} by {shown(one.refused_by)}: "
                       f"{shown(one.refusal_reason, 400)}", "    "))  # fmt: skip
    elif touched is not None:
        tell(paragraph(f"Waiting. {touched.in_words}", "    "))


def _tell_copies(copies: "tuple[Copy, ...] | None") -> None:
    if copies is None:
        return
    if not copies:
        tell("    No copy left before.")
        return
    tell(f"    {plural(len(copies), 'copy', 'copies')} left or was kept before and may still hold it:")
    rows = [
        (f"{c.number:,}", in_words(clock.local_day(c.at)), shown(c.by), c.kind.replace("_", " "), shown(c.what, 120))
        for c in copies
    ]
    tell(table(["Entry", "When", "By", "What", "Name"], rows))
