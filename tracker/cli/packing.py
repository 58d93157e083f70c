"""`tracker pack`: a paper for a meeting, an agency, a recommendation, a year, a theme or a review. `tracker papers`:
what papers look like."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked, leaving
from tracker.cli.frame import RefusedError, WrongUsageError, group, tell
from tracker.cli.options import AsAt, Demo, IdentityReason
from tracker.cli.places import Place, existing, sight, signer
from tracker.cli.users import By
from tracker.cli.wished import Wish, asked_for
from tracker.cli.workbooks import write_whole
from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import FileRefusedError, shown
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.rules.paper import Paper, PaperLook
    from tracker.rules.papers_look import Look
    from tracker.store.vault import Vault

app = group("What the board’s papers look like: its name, its logo, its Word template.")


def pack(
    meeting: Annotated[
        str | None, typer.Argument(metavar="MEETING-DATE", help="The day of the meeting, entered or not; or its id.")
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write: .docx, .pdf or .xlsx.")],
    as_at: AsAt = None,
    board: Annotated[
        str | None, typer.Option("--board", metavar="BOARD", help="Only this board’s reviews and meetings: id or name.")
    ] = None,
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="AGENCY", help="Instead: the sheet of this agency.")
    ] = None,
    recommendation: Annotated[
        str | None,
        typer.Option("--recommendation", metavar="CODE:REF", help="Instead: this recommendation’s golden thread."),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="Instead: the yearly report’s chapter, such as 2026 or 2026-04-01:2027-03-31.",
        ),
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="THEME", help="Instead: this theme on two pages, by id or name.")
    ] = None,
    briefing: Annotated[
        str | None,
        typer.Option("--briefing", metavar="REVIEW-OR-THEME", help="Instead: a seven-minute briefing on it."),
    ] = None,
    identity_reason: IdentityReason = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Make the subgroup’s paper for a meeting, or another paper, as a Word document, a PDF or a workbook.

    Without --as-at: as at the day the meeting was ended, or the last day of the year, where that is over; else today.
    """
    from tracker.queries import papers
    from tracker.queries.standing import standing

    ending = out.suffix.lower().removeprefix(".")
    if ending not in papers.ENDINGS:
        raise RefusedError(f"‘{shown(out.name)}’ is no name for a paper: end it in .docx, .pdf or .xlsx.")
    wish = Wish(board, meeting, agency, recommendation, year, theme, briefing)
    wish.check()
    day = asked.past_day(as_at)
    place = existing(demo)
    mine = sight(place, by)
    kind, about = asked_for(standing(place.engine, sight=mine).register, wish)
    made = papers.paper(place.engine, kind, about, sight=mine, as_at=day)
    leaving.let_out_found(place, papers.leaving(place.engine, made), identity_reason, by, "paper")
    content = papers.drawn(_signed(place, made, mine.person_id, out), _look(place), ending)
    write_whole(out, content, "The paper")
    tell(f"Written: {shown(out, 300)} ({plural(len(content) // 1024 + 1, 'kilobyte')}).")


def _signed(place: Place, made: "Paper", person_id: str | None, out: Path) -> "Paper":
    """The paper with who made it and the end of the trail; noted on the trail first."""
    from tracker.commands import downloads, heads
    from tracker.queries import papers
    from tracker.store.database import SYSTEM

    at, name = clock.now(), shown(out.name, 200)
    downloads.note(
        place.engine, entity="paper", id_=name, by=person_id or SYSTEM, at=at, door=Door.COMMAND_LINE
    )  # fmt: skip
    head = heads.sign_off(
        place.engine, stands_on=f"The first page of ‘{name}’", by=SYSTEM, at=clock.now(), door=Door.COMMAND_LINE
    )
    return papers.signed(place.engine, made, by=person_id, at=at, trail_now=head.in_words)


# ---- what they look like


@app.command("look")
def look(
    name: Annotated[str | None, typer.Option("--name", help="The name that stands on them.")] = None,
    logo: Annotated[
        Path | None, typer.Option("--logo", metavar="FILE", readable=False, help="The logo: a PNG or a JPEG.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE.docx", readable=False, help="The board’s own Word document to fill."),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="WHAT", help="Take off: name, logo or template.")
    ] = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Set the board’s name, logo or Word template, or take one off. Without any: say what is set."""
    from tracker.commands import papers
    from tracker.queries.register import current
    from tracker.rules.papers_look import LOGOS, SETTING_ID, TEMPLATES, Look

    place = existing(demo)
    settings = current(place.engine, sight=sight(place, by)).settings
    found = Look.from_settings(settings)
    if not (name or logo or template or remove):
        _tell_look(found)
        return
    signed_by = signer(place, by).id
    gone: dict[str, None] = {}
    for what in remove or ():
        if what not in ("name", "logo", "template"):
            raise WrongUsageError(f"--remove: ‘{shown(what)}’ is none of name, logo and template.")
        gone |= {"board": None} if what == "name" else {what: None, f"{what}_name": None}
    new: dict[str, Any] = {"board": name} if name else {}
    new |= _received(place, "logo", logo, LOGOS) | _received(place, "template", template, TEMPLATES)
    if set(gone) & set(new):
        raise WrongUsageError("The same thing cannot be set and taken off at once.")
    made = replace(found, **gone, **new)
    seen = settings[SETTING_ID].version if SETTING_ID in settings else None
    papers.set_look(
        place.engine, look=made, seen=seen, by=signed_by, at=clock.now(), door=Door.COMMAND_LINE
    )  # fmt: skip
    _tell_look(made)


def _received(place: Place, what: str, file: Path | None, endings: tuple[str, ...]) -> dict[str, Any]:
    from tracker.packs.pdf import check_logo
    from tracker.packs.word import check_template

    if file is None:
        return {}
    if file.suffix.lower().removeprefix(".") not in endings:
        kinds = list_in_words([f".{ending}" for ending in endings], "or")
        raise FileRefusedError(file.name, f"a {what} is a file that ends in {kinds}")
    limit = place.settings.upload_limit
    try:
        content = file.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).rstrip(".")
        raise RefusedError(f"{shown(file, 300)} cannot be read: {why}.") from error
    (check_logo if what == "logo" else check_template)(content, file.name)
    kept = _vault(place).receive(file.name, content, limit=limit)
    return {what: kept.hash, f"{what}_name": kept.name}


def _tell_look(look: "Look") -> None:
    tell(f"Name: {look.board or 'the boards’ own names'}.")
    tell(f"Logo: {look.logo_name or 'none'}.")
    tell(f"Word template: {look.template_name or 'the tracker’s own'}.")


def _look(place: Place) -> "PaperLook":
    from tracker.queries import papers

    return papers.look(place.engine, _vault(place))


def _vault(place: Place) -> "Vault":
    from tracker.store.vault import vault_at

    return vault_at(place.settings)
