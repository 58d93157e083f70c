"""`tracker chase` and `tracker chases`: one message to every owner listing all it owes, as files or by mail, recorded;
and what became of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.chased import log_rows, row, tell_log, tell_rows
from tracker.cli.frame import RefusedError, WrongUsageError, note, tell_json
from tracker.cli.options import AsAt, Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import Place, existing, sight, signer
from tracker.cli.sendings import Agencies, ask_for_a_server, folder_at, roles_in
from tracker.cli.users import By
from tracker.cli.workbooks import write_whole
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import TrackerError, shown
from tracker.rules.sending import NotKnownError
from tracker.rules.words import Door, SendingWay

if TYPE_CHECKING:
    from tracker.commands.chases import Made
    from tracker.queries.chasing import Entry
    from tracker.rules.chasing_plan import Planned


AGAIN = "Asked for on the command line."


def chase(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the messages are written, one .eml an owner.")
    ] = None,
    mail: Annotated[bool, typer.Option("--send", help="Send by e-mail at once, over TRACKER_SMTP_URL.")] = False,
    agency: Agencies = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who would get what, write, send and record nothing.")
    ] = False,
    letters: Annotated[
        bool, typer.Option("--letters", help="Draft the letters to the next rung that are due, record nothing.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also to whom one went lately, and by e-mail in quiet hours.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="WHY", help="Why again, for the trail.")] = None,
    as_at: AsAt = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Ask every agency for all it owes, in one message each: as files to send yourself, or by e-mail. Of a past day the
    files say what would have been said then, and nothing is recorded."""
    from tracker.queries import chasing as looking

    _ask_how(out, mail=mail, dry_run=dry_run, letters=letters)
    day = asked.past_day(as_at)
    if mail and day and day < clock.today():
        raise WrongUsageError("What would have been said on a past day is not sent: use --out or --dry-run.")
    place = existing(demo)
    if mail:
        ask_for_a_server(place, "--send")
    who = signer(place, by)
    asker: Any = {"roles": roles_in(place, who.id), "who": who.name, "at": clock.now(), "as_at": day}
    planned = _of(place, (looking.letters if letters else looking.plan)(place.engine, **asker), agency)
    is_past = day is not None and day < clock.today()
    if dry_run:
        would = [row(one, "held" if _why(one, mail, again) else "planned", one.why_not) for one in planned]
        tell_rows(would, as_json)
        return
    going = [one for one in planned if not _why(one, mail, again)]
    held = [row(one, "held", _why(one, mail, again)) for one in planned if _why(one, mail, again)]
    about: dict[str, Any] = {
        "again": again, "reason": (reason or AGAIN) if again else None, "illustrative": place.settings.demo,
        "by": who.id, "door": Door.COMMAND_LINE,
    }  # fmt: skip
    if mail:
        _by_mail(place, going, held, about, as_json=as_json)
    elif out is not None and (letters or is_past):
        _drafts(place, going, held, out, as_json=as_json, day=day if is_past else None)
    elif out is not None:
        _as_files(place, going, held, about, out, as_json=as_json)


def chases(
    agency: Agencies = None,
    as_at: AsAt = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """The log: every message that went, when, to whom, on which rung, what it listed, and whether it was answered."""
    from tracker.queries import chasing as looking

    place = existing(demo)
    eyes = sight(place, by)
    found: Sequence[Entry] = looking.log(
        place.engine, asked.past_day(as_at), sight=eyes, agency_ids=_ids(place, agency)
    )
    if as_json:
        tell_json(log_rows(found))
    else:
        tell_log(found)


def _ask_how(out: Path | None, *, mail: bool, dry_run: bool, letters: bool) -> None:
    if letters and mail:
        raise WrongUsageError("A letter to the next rung is looked over by a person first: use --letters with --out.")
    if not dry_run and (out is None) != mail:
        raise WrongUsageError("Say how: --out DIR for one .eml an owner, --send by e-mail, or --dry-run.")


def _why(one: "Planned", mail: bool, again: bool) -> str | None:
    """Why an agency gets none in this run, in words."""
    if mail and not one.reached:
        return one.held_by_mail
    if again:
        return None
    return one.why_not if mail else one.held


def _of(place: Place, planned: Iterable["Planned"], names: Sequence[str] | None) -> list["Planned"]:
    wanted = _ids(place, names)
    return [one for one in planned if wanted is None or one.agency_id in wanted]


def _ids(place: Place, names: Sequence[str] | None) -> Collection[str] | None:
    """The agencies that were named, each as the one that answers for it now; None where all are meant."""
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    if not names:
        return None
    register = current(place.engine, sight=WHOLE)
    found = (asked.agency(register, name) for name in names)
    return {register.answers_for(id_) for id_ in found if id_}


def _as_files(
    place: Place, going: Sequence["Planned"], held: Sequence[Mapping[str, Any]], about: Mapping[str, Any], out: Path, *,
    as_json: bool,
) -> None:  # fmt: skip
    from tracker.commands import chases as commands
    from tracker.notices.chase import compose, file_name
    from tracker.notices.envelope import as_file

    folder_at(out)
    at, sender = clock.now(), place.settings.mail_from
    books = _workbooks(place, going, about["by"])
    made = commands.make(
        place.engine, planned=going, way=SendingWay.BY_HAND, workbooks=books, at=at,
        reply_to=sender.address if sender else None, **about,
    )  # fmt: skip
    rows = []
    for one in made:
        shape: Any = {"chase_id": one.chase.id, "illustrative": about["illustrative"]}
        name = file_name(one.of, **shape)
        message = compose(one.of, sender=sender, at=at, enclosed=one.enclosed, link=one.link, **shape)
        write_whole(out / name, as_file(message))
        rows.append(row(one.of, "written", one.of.held_by_mail, one.chase, name))
    tell_rows([*rows, *held], as_json)
    if made and not as_json:
        note(paragraph(f"Written and on the record: {shown(out, 300)}. Open each message, look it over and send it."))


def _drafts(
    place: Place, going: Sequence["Planned"], held: Sequence[Mapping[str, Any]], out: Path, *, as_json: bool,
    day: date | None,
) -> None:  # fmt: skip
    from tracker.notices.chase import DRAFT, compose, file_name
    from tracker.notices.envelope import as_file

    folder_at(out)
    at, sender = clock.now(), place.settings.mail_from
    rows = []
    for one in going:
        shape: Any = {"chase_id": DRAFT, "illustrative": place.settings.demo}
        name = file_name(one, **shape)
        write_whole(out / name, as_file(compose(one, sender=sender, at=at, **shape)))
        rows.append(row(one, "drafted", one.held_by_mail, None, name))
    tell_rows([*rows, *held], as_json)
    then = f" This is what would have been said on {in_words(day)}." if day else ""
    note(paragraph(f"Nothing was recorded.{then}"))


def _by_mail(
    place: Place, going: Sequence["Planned"], held: Sequence[Mapping[str, Any]], about: Mapping[str, Any], *,
    as_json: bool,
) -> None:  # fmt: skip
    from tracker.commands import chases as commands
    from tracker.notices.chase import compose
    from tracker.notices.post import Post
    from tracker.rules.chasing_log import State, state_of

    server, sender = place.settings.mail_server, place.settings.mail_from
    assert server is not None and sender is not None, "both are asked for before"
    books = _workbooks(place, going, about["by"])
    rows: list[dict[str, Any]] = []
    wrong: list[str] = []
    with ExitStack() as open_:
        post = open_.enter_context(Post(server)) if going else None

        def hand_over(made: "Made") -> Mapping[str, str]:
            assert post is not None, "there is one where there is something to send"
            message = compose(
                made.of, chase_id=made.chase.id, sender=sender, at=clock.now(), enclosed=made.enclosed,
                link=made.link, illustrative=about["illustrative"],
            )  # fmt: skip
            return post.hand_over(message)

        for number, one in enumerate(going, start=1):
            note(f"{number} of {len(going)}: {shown(one.agency_name)}")
            try:
                done = commands.send(
                    place.engine, planned=one, hand_over=hand_over, workbook=books.get(one.agency_id),
                    reply_to=sender.address, at=clock.now(), **about,
                )  # fmt: skip
            except TrackerError as error:
                wrong.append(one.agency_name)
                rows.append(row(one, "unknown" if isinstance(error, NotKnownError) else "held", str(error)))
            else:
                rows.append(row(one, state_of(done).value, done.refused, done))
                wrong += [one.agency_name] if state_of(done) != State.SENT else []
    tell_rows([*rows, *held], as_json)
    if wrong:
        raise RefusedError(f"Not known to have left: the message to {list_in_words([shown(name) for name in wrong])}.")


def _workbooks(place: Place, going: Sequence["Planned"], by: str) -> Mapping[str, Any]:
    """The workbooks that travel along; a line for each that stays here."""
    from tracker.queries.chasing import workbooks

    books, stay = workbooks(place.engine, going, roles=roles_in(place, by), who=by)
    names = {one.agency_id: one.agency_name for one in going}
    for id_, places in stay.items():
        words = f"{names[id_]} gets no workbook: in {plural(places, 'place')} it may identify somebody."
        note(paragraph(f"{words} Send it with tracker send, with a reason."))
    return books
