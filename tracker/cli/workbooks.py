"""`tracker export` and `tracker import`: the register, or one agency's part of it, as a workbook out and in."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked, leaving, planned, settling
from tracker.cli.frame import RefusedError, WrongUsageError, tell, tell_json
from tracker.cli.options import Agency, AsAt, Demo, IdentityReason, Json, Review
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import shown
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.register import Register
    from tracker.sheets.plan import Plan, Question

MOST_SHOWN = 40
Settled = Annotated[
    list[str] | None, typer.Option(metavar="AS WRITTEN=MEANT", help="What somebody's own plan means by it.")
]


def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help="The workbook to write.")],
    agency: Agency = None,
    as_at: AsAt = None,
    published: Annotated[
        bool, typer.Option("--published", help="Only what anybody may read: published reviews, and nobody's words.")
    ] = False,
    identity_reason: IdentityReason = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Write the whole register, or what one agency owes and was asked, as a workbook to read, fill in and send back."""
    from tracker.commands import downloads, heads
    from tracker.queries.standing import change_number, standing
    from tracker.rules.sight import WHOLE, whole_of
    from tracker.sheets.writing.workbook import write
    from tracker.store.database import SYSTEM

    if out.suffix.lower() != ".xlsx":
        raise RefusedError(f"‘{shown(out.name)}’ is no name for a workbook: end it in .xlsx.")
    if published and agency:
        raise WrongUsageError("--published is about every agency at once: leave --agency out.")
    day = asked.past_day(as_at)
    place = existing(demo)
    mine = sight(place, by)
    everything = whole_of(frozenset((place.board.id,))) if place.board else WHOLE
    look = standing(place.engine, day, sight=everything if published else mine)
    about: dict[str, Any] = {
        "number": change_number(place.engine, day),
        "board_name": _board_name(look.register),
        "illustrative": place.settings.demo,
        "at": clock.now(),
    }
    agency_id = asked.agency(look.register, agency)
    if not published:
        leaving.let_out(place, look, agency_id, identity_reason, by)
    name = shown(out.name, 200)
    signed: Any = {"at": clock.now(), "door": Door.COMMAND_LINE}
    downloads.note(place.engine, entity="workbook", id_=name, by=mine.person_id or SYSTEM, **signed)
    if published:
        content = leaving.published_view(look, about)
    else:
        head = heads.sign_off(place.engine, stands_on=f"The cover of ‘{name}’", by=SYSTEM, **signed)
        content = write(look, agency_id=agency_id, head=head.in_words, **about)
    write_whole(out, content)
    tell(f"Written: {shown(out, 300)} ({plural(len(content) // 1024 + 1, 'kilobyte')}).")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The workbook that came back.")],
    review: Review = None,
    by: By = None,
    skip_problems: Annotated[
        bool, typer.Option("--skip-problems", help="Leave out what has a problem or a conflict, and apply the rest.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    column: Settled = None,
    owner: Settled = None,
    recommendation: Settled = None,
    remember: Annotated[
        bool, typer.Option("--remember", help="Keep how the columns were read, for the next file of this layout.")
    ] = False,
    identity_reason: IdentityReason = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Read a workbook that came back, or any board's action plan; say what differs; apply all of it, or nothing.

    Where the reading is unsure of somebody's own plan, settle it: --column "By when=due", --owner "CSC=soton-csc",
    --recommendation "Rec 3=SOTON-K:10.2.3"; nothing after the = means: none of them.
    """
    from tracker.queries.names import looked_for
    from tracker.queries.standing import change_number, standing
    from tracker.sheets.identify import looked_through
    from tracker.store.database import going_on

    place = existing(demo)
    number = change_number(place.engine)
    mine = sight(place, by)
    look = standing(place.engine, sight=mine)
    code = asked.review(look.register, review)
    if remember and not dry_run:
        planned.may_remember(look.register, signer(place, by).id)
    settled = settling.answers(look.register, column, owner, recommendation)
    plan = planned.plan_of_file(place, look, file, code, mine, settled)
    settling.check_headings(plan, settled)
    if identity_reason is None:
        plan = looked_through(plan, looked_for(place.engine))
    refused = not dry_run and not skip_problems and not plan.clean
    if not dry_run and not refused and plan.changes:
        from tracker.commands import workbooks

        who = signer(place, by)
        workbooks.apply(
            place.engine if identity_reason is None else going_on(place.engine, identity_reason),
            plan,
            file_hash=plan.file_hash,
            skip_problems=skip_problems,
            by=who.id,
            at=clock.now(),
            door=Door.WORKBOOK,
            token=f"import {plan.file_hash} {number}",  # the same file twice at once, as by two schedulers: once
        )
    if remember and not dry_run and not refused:
        _remember(place, plan, by)
    if as_json:
        tell_json(plan.to_json())
    else:
        _tell_plan(plan, applied=not dry_run and not refused)
    if refused:
        raise RefusedError(_why_refused(plan))


def _remember(place: Place, plan: "Plan", by: str | None) -> None:
    """Keep how another board's plan was read. A return workbook needs no remembering."""
    from tracker.commands import layouts

    if plan.layout_id is None:
        return
    columns: dict[str, str | None] = {heading: name for name, heading in plan.columns.items()}
    layouts.settle(
        place.engine,
        layout_id=plan.layout_id,
        headings=plan.headings,
        columns=columns | dict.fromkeys(plan.unmapped),
        by=signer(place, by).id,
        at=clock.now(),
        door=Door.COMMAND_LINE,
    )


def write_whole(out: Path, content: bytes, what: str = "The workbook") -> None:
    """Write a file whole or not at all. Raises a sentence where the folder cannot be written or the disk is full."""
    part = out.with_name(f".{out.name[:100]}.{os.getpid()}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        why = (error.strerror or str(error)).rstrip(".")
        raise RefusedError(f"{what} could not be written to {shown(out, 300)}: {why}.") from error


def _board_name(register: "Register") -> str:
    return list_in_words([board.name for board in register.boards.values()])


def _tell_plan(plan: "Plan", *, applied: bool) -> None:
    if plan.nothing_to_do:
        tell("Nothing to do: the workbook says what the register says.")
        return
    rows = [
        [_place(edit), edit.ref, f"{_words(edit.field)}: {_said(edit.before)} → {_said(edit.after)}"]
        for edit in plan.edits
    ]
    rows += [[_place(new), new.ref or "–", f"New action: {new.action}"] for new in plan.additions]
    if rows:
        tell("Changed:" if applied else "To change:")
        tell(table(["Where", "What", "Change"], rows[:MOST_SHOWN]))
        if len(rows) > MOST_SHOWN:
            tell(f"… and {plural(len(rows) - MOST_SHOWN, 'more change')}.")
    for conflict in plan.conflicts[:MOST_SHOWN]:
        tell(
            paragraph(
                f"{_place(conflict)}, {conflict.ref}, {_words(conflict.field)}: it was {_said(conflict.sent)}, "
                f"the workbook says {_said(conflict.returned)}, and the register now says {_said(conflict.now)}."
            )
        )
    for problem in plan.problems[:MOST_SHOWN]:
        tell(paragraph(f"{problem.in_words}."))
    for question in plan.questions[:MOST_SHOWN]:
        tell(paragraph(_asked(question)))
    for notice in plan.notices:
        tell(paragraph(notice))
    tell(f"{plural(plan.changes, 'change')}, {plan.unchanged:,} unchanged.")


def _asked(question: "Question") -> str:
    """What is not sure, and how to settle it."""
    taken = f"taken as {question.chosen}" if question.chosen else "not placed"
    choices = f" (perhaps {list_in_words(question.choices[:3], 'or')})" if question.choices else ""
    return (
        f"Not sure: the {question.kind} ‘{shown(question.text)}’ is {taken}{choices}. Settle it with --{question.kind}."
    )


def _place(item: Any) -> str:
    return f"{item.sheet}, row {item.row}" if item.row else str(item.sheet)


def _words(field: str) -> str:
    return field.replace("_", " ").capitalize()


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    return str(getattr(value, "label", None) or (in_words(value) if isinstance(value, date) else f"‘{shown(value)}’"))


def _why_refused(plan: "Plan") -> str:
    found = [
        words
        for number, words in (
            (len(plan.problems), plural(len(plan.problems), "problem")),
            (len(plan.conflicts), plural(len(plan.conflicts), "conflict")),
        )
        if number
    ]
    return f"Nothing was changed: the workbook has {list_in_words(found)}. Put them right, or add --skip-problems."
