"""`tracker trail`: every change that was ever made, in words or as entries; whether it still holds, and its end."""

import sys
from datetime import UTC
from typing import TYPE_CHECKING, Annotated

import typer

from tracker import clock
from tracker.cli.frame import WrongUsageError, note, tell, tell_json
from tracker.cli.looking import tell_heading
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, plural
from tracker.rules.errors import BadValueError, shown
from tracker.rules.words import Door

if TYPE_CHECKING:
    from tracker.cli.places import Place
    from tracker.queries.verifying import Verdict

DETAILS = 4
EVERY = 2
"""Seconds between two words about how far a long check is."""


def trail(
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Hold the trail against itself, its signed-off ends and the register."),
    ] = False,
    head: Annotated[
        list[str] | None,
        typer.Option("--head", metavar="NUMBER:HASH", help="With --verify: an end of the trail as a paper has it."),
    ] = None,
    sign_off: Annotated[
        bool, typer.Option("--sign-off", help="Sign off the end of the trail and print it, for a paper.")
    ] = False,
    where: Annotated[
        str | None, typer.Option("--where", metavar="WORDS", help="With --sign-off: the paper that it will stand on.")
    ] = None,
    by: By = None,
    last: Annotated[
        int | None, typer.Option("--last", min=1, max=1_000_000_000, help="Only the last so many entries.")
    ] = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Every change that was ever made: who, when, what and why. --verify checks that nothing was altered."""
    from tracker.queries import history

    if (head and not verify) or (where and not sign_off) or (verify and sign_off):
        raise WrongUsageError(
            "Use --head with --verify, --where with --sign-off, and --verify and --sign-off one by one."
        )
    place = existing(demo)
    if verify:
        _verify(place, head or [], as_json)
        return
    if sign_off:
        _sign_off(place, where, by, as_json)
        return
    from tracker.queries.documents import trail_row

    mine = sight(place)
    entries = history.entries(place.engine, sight=mine, limit=last if as_json else last or 200)[::-1]
    since = entries[0].number if entries and len(entries) == (last if as_json else last or 200) else None
    if missing := history.left_out(place.engine, sight=mine, from_number=since).in_words:
        note(missing)
    if as_json:
        tell_json([trail_row(entry) for entry in entries])
        return
    from tracker.queries.sentences import sentences
    from tracker.queries.standing import standing as look
    from tracker.queries.standing import zone_of

    standing = look(place.engine, sight=mine)
    zone = zone_of(standing)
    tell_heading(place, standing, "the trail, oldest first")
    for told in sentences(standing.register, entries):
        numbers = f"{told.first_number}" + (f"–{told.last_number}" if told.last_number > told.first_number else "")
        when = told.at.astimezone(zone).strftime("%d/%m/%Y %H:%M")
        tell(paragraph(f"{numbers}  {when}  {told.who} ({told.role}), {told.verb}: {told.subject}"))
        for detail in told.details[:DETAILS]:
            tell(paragraph(detail, "    "))
        if len(told.details) > DETAILS:
            tell(f"    … and {len(told.details) - DETAILS} more")
        if told.why:
            tell(paragraph(f"Why: {told.why}", "    "))


def _verify(place: "Place", papers: list[str], as_json: bool) -> None:
    from tracker.queries.verifying import paper_head, verify

    try:
        heads = [paper_head(text) for text in papers]
    except BadValueError as error:
        raise WrongUsageError(str(error)) from None
    began, said = clock.now(), 0

    def say(words: str, share: float) -> None:
        nonlocal said
        seconds = int((clock.now() - began).total_seconds())
        if not as_json and seconds >= said + EVERY and sys.stderr.isatty():
            said = seconds
            note(f"{words}: {share:.0%}")

    _tell_verdict(verify(place.engine, papers=heads, say=say), as_json)


def _sign_off(place: "Place", where: str | None, by: str | None, as_json: bool) -> None:
    from tracker.commands import heads
    from tracker.store.chain import grouped

    who = signer(place, by)
    head = heads.sign_off(place.engine, stands_on=where or "A paper", by=who.id, at=clock.now(), door=Door.COMMAND_LINE)
    if as_json:
        told = {**head._asdict(), "at": head.at.astimezone(UTC).isoformat()}
        tell_json(told)
        return
    tell(f"Signed off for: {shown(head.stands_on, 400)}")
    tell(f"Entry {head.number:,} of {in_words(clock.local_day(head.at))}")
    tell(grouped(head.hash))
    tell(f"To hold the trail against it later: tracker trail --verify --head {head.number}:{head.hash}")


def _tell_verdict(verdict: "Verdict", as_json: bool) -> None:
    if as_json:
        tell_json(
            {
                "ok": verdict.ok,
                "entries": verdict.entries,
                "head": verdict.head,
                "first_broken": verdict.first_broken,
                "why": verdict.why,
                "compared": verdict.compared,
                "heads": verdict.heads,
            }
        )
    elif verdict.ok:
        tell(paragraph(f"The trail holds: {plural(verdict.entries, 'entry', 'entries')}, each as it was recorded."))
        tell(
            paragraph(
                f"The register is what the trail tells: {plural(verdict.compared, 'row')} compared. "
                f"{plural(verdict.heads, 'signed-off end')} found on it."
            )
        )
        tell(f"Its last hash is {verdict.head}.")
    elif verdict.itself:
        tell(
            paragraph(
                f"The paper does not match: {verdict.why}. First check what you typed. If it is as printed, the record "
                "was rewritten after the paper was made: keep the paper and the last backup."
            )
        )
    elif verdict.first_broken is None:
        tell(paragraph(f"Something was changed past the tracker: {verdict.why}."))
    else:
        tell(paragraph(f"The trail is broken at entry {verdict.first_broken}: {verdict.why}."))
    if not verdict.ok:
        raise typer.Exit(1)
