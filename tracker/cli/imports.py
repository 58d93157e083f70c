"""`tracker imports` and `tracker take-back`: what workbooks brought in, and how it is taken back."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.frame import tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, plural
from tracker.rules.errors import shown
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.queries.imports import Done, Listed

MOST_SHOWN = 60
CAN = {"whole": "whole", "in_part": "in part", "not_at_all": "no", "done": "taken back"}


def imports(
    which: Annotated[
        str | None, typer.Argument(metavar="[IMPORT]", help="One import, such as I0001: what it did, cell by cell.")
    ] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """List the workbooks that were applied, or what one of them did, and what of it can be taken back."""
    from tracker.queries import imports as brought_in

    place = existing(demo)
    mine = sight(place, by)
    if which is None:
        listed = brought_in.imports(place.engine, sight=mine)
        if as_json:
            tell_json([_import(one) for one in listed])
        else:
            _tell_imports(listed)
        return
    cells = brought_in.what_it_did(place.engine, which.strip().upper(), sight=mine)
    if as_json:
        tell_json([_cell(one) for one in cells])
    else:
        _tell_cells(cells)


def take_back(
    which: Annotated[str, typer.Argument(metavar="IMPORT", help="Its number, such as I0001.")],
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why. It stays on the trail for good.")],
    cell: Annotated[
        list[str] | None,
        typer.Option("--cell", metavar="CELL", help="Only this cell, as tracker imports IMPORT names it. Repeatable."),
    ] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Take back what a workbook changed: all of it, unless cells are named. Refused where something was done since."""
    from tracker.commands import taking_back

    place = existing(demo)
    done = taking_back.take_back(
        place.engine, import_id=which.strip().upper(), cells=cell or None, reason=reason,
        by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    if as_json:
        tell_json({"cells": list(done.cells), "whole": done.whole})
    else:
        rest = "Everything is as it was before it." if done.whole else "The rest of it stays."
        tell(f"Taken back: {plural(len(done.cells), 'cell')}. {rest}")


def _tell_imports(listed: "tuple[Listed, ...]") -> None:
    if not listed:
        tell("No workbook was applied yet that you may see.")
        return
    rows = [
        [one.record.id, in_words(one.record.applied_on), one.who, one.changes, CAN[one.can],
         shown(one.record.file_name or "a workbook without a name")]
        for one in listed
    ]  # fmt: skip
    tell(table(["Import", "When", "Who", "Cells", "Take back", "File"], rows))


def _tell_cells(cells: "tuple[Done, ...]") -> None:
    rows = [[one.id, one.field, f"{_said(one.before)} → {_said(one.after)}", _state(one)] for one in cells[:MOST_SHOWN]]
    tell(table(["Cell", "What", "Change", "Take back"], rows, fold=2))
    if len(cells) > MOST_SHOWN:
        tell(f"… and {plural(len(cells) - MOST_SHOWN, 'more cell')}: --json has them all.")
    for one in cells[:MOST_SHOWN]:
        if one.blocked:
            tell(paragraph(f"{one.id}: {one.blocked}"))


def _said(value: str | None) -> str:
    return "nothing" if value is None else f"‘{shown(value)}’"


def _state(one: "Done") -> str:
    return "done" if one.back else "no" if one.blocked else "yes"


def _import(one: "Listed") -> dict[str, Any]:
    record = one.record
    taken = record.taken_back_on
    return {
        "id": record.id, "file": record.file_name, "hash": record.file_hash, "layout": record.layout,
        "applied_on": record.applied_on.isoformat(), "applied_by": record.applied_by, "agency": record.agency_id,
        "sending": record.sending_id, "cells": one.changes, "take_back": one.can, "why": one.why,
        "taken_back_on": taken.isoformat() if taken else None, "taken_back_by": record.taken_back_by,
    }  # fmt: skip


def _cell(one: "Done") -> dict[str, Any]:
    state = "back" if one.back else "stays" if one.blocked else "can_be_taken_back"
    return {
        "id": one.id, "action": one.action, "title": one.title, "field": one.field, "before": one.before,
        "after": one.after, "kind": one.kind, "state": state, "touched": one.touched, "blocked": one.blocked,
    }  # fmt: skip
