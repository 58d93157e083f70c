"""`tracker thresholds`: when the ratings warn, for every board or for one; which boards have their own."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.frame import WrongUsageError, group, tell, tell_json
from tracker.cli.options import AsAt, Demo, Json
from tracker.cli.paper import table
from tracker.cli.places import Place, existing, sight, signer
from tracker.rules.by_board import own
from tracker.rules.dates import list_in_words
from tracker.rules.thresholds import CHECK_BACKS, LABELS, SETTING_ID, Thresholds
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.register import Register

app = group("When the ratings warn: for every board, or for one.")
By = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who does this, by id or name.")]
Why = Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why, and where it was decided.")]


@app.command("show")
def show(as_at: AsAt = None, by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """The thresholds in force, and those of each board that has its own."""
    from tracker.cli import asked
    from tracker.queries.standing import standing

    day = asked.past_day(as_at)
    place = existing(demo)
    register = standing(place.engine, day, sight=sight(place, by)).register
    general = Thresholds.from_settings(register.settings)
    theirs = {id_: Thresholds.from_json(one.value) for id_, one in own(register.settings, SETTING_ID).items()}
    if as_json:
        tell_json({"general": _row(general), "boards": {id_: _row(theirs[id_]) for id_ in sorted(theirs)}})
        return
    columns = [("Every board" if not theirs else "Every other board", general)]
    columns += [(register.boards[id_].name, one) for id_, one in theirs.items()]
    rows = [[words, *(str(getattr(one, name)) for _, one in columns)] for name, words in LABELS.items()]
    rows.append([CHECK_BACKS, *(list_in_words([str(m) for m in one.check_back_months]) for _, one in columns)])
    tell(table(["", *(name for name, _ in columns)], rows, fold=0))


@app.command("set")
def set_(
    reason: Why,
    due_soon: Annotated[int | None, typer.Option("--due-soon", metavar="DAYS", help=LABELS["due_soon_days"])] = None,
    stale: Annotated[int | None, typer.Option("--stale", metavar="DAYS", help=LABELS["stale_days"])] = None,
    ahead: Annotated[int | None, typer.Option("--ahead", metavar="DAYS", help=LABELS["look_ahead_days"])] = None,
    check_back: Annotated[
        list[int] | None, typer.Option("--check-back", metavar="MONTHS", help=f"{CHECK_BACKS}; may be said again.")
    ] = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Set them, from now on; what is not said stays as it is. Of your board where you manage one; of all where you
    manage all, or of one of them with --board. Any past day is still rated by the thresholds of that day."""
    from tracker.commands import settings
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    who = signer(place, by).id
    said: dict[str, Any] = {"due_soon_days": due_soon, "stale_days": stale, "look_ahead_days": ahead}
    said["check_back_months"] = tuple(check_back) if check_back else None
    said = {name: value for name, value in said.items() if value is not None}
    if not said:
        raise WrongUsageError("Say at least one of --due-soon, --stale, --ahead and --check-back.")
    register = current(place.engine, sight=WHOLE)
    now = Thresholds.from_settings(register.settings, _board(place, register, who))
    made = settings.set_thresholds(
        place.engine, thresholds=Thresholds(**{name: getattr(now, name) for name in now.__slots__} | said),
        reason=reason, by=who, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    if as_json:
        tell_json({"board": made.board_id, **_row(Thresholds.from_json(made.value))})
    else:
        tell(f"Set, from now on, for {whose(register, made.board_id)}.")


@app.command("general")
def general(reason: Why, by: By = None, demo: Demo = False) -> None:
    """Take away what one board had set: from now on the general thresholds hold there."""
    from tracker.commands import settings

    place = existing(demo)
    gone = settings.follow_general(
        place.engine, kind=SETTING_ID, reason=reason, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    tell(f"Done: from now on the general thresholds hold for {gone.board_id}.")


def whose(register: "Register", board_id: str | None) -> str:
    """For whom a setting holds, in words."""
    return register.boards[board_id].name if board_id else "every board that has none of its own"


def _board(place: Place, register: "Register", person_id: str) -> str | None:
    """The board whose thresholds this person is about to set; the command itself asks whether they may."""
    from tracker.rules.boards import boards_of

    if place.board:
        return place.board.id
    boards = boards_of(register.roles_of.get(person_id, ()), "set_thresholds")
    return next(iter(boards)) if boards is not None and len(boards) == 1 else None


def _row(one: Thresholds) -> dict[str, Any]:
    return {name: getattr(one, name) for name in LABELS} | {"check_back_months": list(one.check_back_months)}
