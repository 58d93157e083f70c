"""`tracker send` and `tracker sent`: each agency's workbook with a covering e-mail, as files or by mail, recorded."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked, leaving
from tracker.cli.frame import RefusedError, WrongUsageError, note, tell, tell_json
from tracker.cli.options import Demo, IdentityReason, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, signer
from tracker.cli.users import By
from tracker.cli.workbooks import write_whole
from tracker.rules.brag import SHAPE
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import TrackerError, shown
from tracker.rules.sending import NotKnownError, Outgoing, in_the_way, owes, state_of
from tracker.rules.words import Door, SendingWay

if TYPE_CHECKING:
    from tracker.commands.sendings import Made
    from tracker.rules.records import PersonRole, Sending

Agencies = Annotated[
    list[str] | None,
    typer.Option("--agency", metavar="AGENCY", help="This agency, by id or name; may be given several times."),
]
Sendings = Annotated[list[str], typer.Argument(metavar="NUMBER …", help="Export numbers, such as W12.")]


def send(
    agency: Agencies = None,
    everybody: Annotated[bool, typer.Option("--all", help="Every agency that owes something.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR or FILE.zip", help="Where workbooks and e-mails are written."),
    ] = None,
    mail: Annotated[bool, typer.Option("--mail", help="Send by e-mail at once, over TRACKER_SMTP_URL.")] = False,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="DATE", help="The day by which agencies are asked to reply.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also to whom one went today, or of whom it is not known whether it left.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go to whom, and make nothing.")] = False,
    identity_reason: IdentityReason = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Make each agency's workbook with a covering e-mail to its lead and deputies: as files to send, or by e-mail."""
    from tracker.queries import sendings as looking

    if bool(agency) == everybody:
        raise WrongUsageError("Say for whom: --agency AGENCY, as often as needed, or --all.")
    if not dry_run and (out is None) != mail:
        raise WrongUsageError("Say how: --out DIR or FILE.zip to send them yourself, or --mail.")
    day = asked.day(reply_by, "--reply-by") if reply_by else None
    place = existing(demo)
    if mail and not dry_run:
        ask_for_a_server(place)
    who = signer(place, by)
    roles = roles_in(place, who.id)
    register = _register(place)
    if everybody:
        ids = [
            line.agency_id for line in looking.desk(place.engine, roles=roles, who=who.name) if not line.owes.nothing
        ]
    else:
        found = (asked.agency(register, name) for name in agency or ())
        ids = list(dict.fromkeys(register.answers_for(id_) for id_ in found if id_))
    going = looking.outgoing(place.engine, ids, roles=roles, who=who.name)
    left_out = _left_out(place, going, again=again) if mail else {}
    going = tuple(one for one in going if one.agency_id not in left_out)
    for why in left_out.values():
        note(paragraph(why))
    if dry_run:
        _tell([_row(one, None, "") for one in going], as_json, left_out)
        return
    for one in going:
        leaving.let_out(place, one.standing, one.agency_id, identity_reason, by)
    if not going:
        _tell([], as_json, left_out)
        return
    made = {"reply_by": day, "illustrative": place.settings.demo, "by": who.id, "door": Door.COMMAND_LINE}
    if mail:
        _by_mail(place, going, made, again=again, as_json=as_json, left_out=left_out)
    elif out is not None:
        _as_files(place, going, made, out, as_json=as_json)


def sent(
    numbers: Sendings,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day they went, if not today.")] = None,
    refused: Annotated[
        str | None, typer.Option("--not-sent", metavar="WHY", help="Say instead that they did not go, and why.")
    ] = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Say that workbooks went to their agencies, or that they did not: what the tracker cannot know by itself."""
    from tracker.commands import sendings

    day = asked.past_day(on)
    if day and refused:
        raise WrongUsageError("--on is about workbooks that went: leave it out.")
    place = existing(demo)
    signed: Any = {"by": signer(place, by).id, "door": Door.COMMAND_LINE}
    for id_ in numbers:
        if refused is not None:
            one = sendings.refused(place.engine, sending_id=id_.upper(), why=refused, at=clock.now(), **signed)
            tell(f"On the record: {one.id} was not sent.")
        else:
            one = sendings.sent(place.engine, sending_id=id_.upper(), on=day, at=clock.now(), **signed)
            tell(f"On the record: {one.id} was sent on {in_words(one.sent_on or clock.today())}.")


def ask_for_a_server(place: Place, option: str = "--mail") -> None:
    """Raise RefusedError where no e-mail can be sent from here, with what to set."""
    if place.settings.demo:
        raise RefusedError(f"The demonstration sends no e-mail: its people are invented. Leave {option} out.")
    if place.settings.complaints:
        raise RefusedError(" ".join(place.settings.complaints))
    if place.settings.mail_server is None:
        raise RefusedError("No mail server is set: set TRACKER_SMTP_URL and TRACKER_MAIL_FROM, or use --out.")


def _left_out(place: Place, going: Sequence[Outgoing], *, again: bool) -> dict[str, str]:
    """Who gets no e-mail, and why, in a sentence."""
    from tracker.rules.sending import AlreadySentError, NobodyToSendToError

    sendings = _register(place).sendings.values()
    found = {}
    for one in going:
        before = None if again else in_the_way(reversed(list(sendings)), one.agency_id, today=one.standing.today)
        if not any(who.email for who in one.contacts):
            found[one.agency_id] = str(NobodyToSendToError(one.agency_name))
        elif before:
            found[one.agency_id] = f"{AlreadySentError(one.agency_name, before)} (--again)"
    return found


def _as_files(place: Place, going: Sequence[Outgoing], facts: Mapping[str, Any], out: Path, *, as_json: bool) -> None:
    from tracker.commands import sendings
    from tracker.notices.bundle import READ_ME, folder, folders_named, note_for, write_zip

    at = clock.now()
    sender = place.settings.mail_from
    _writable(out)
    made = sendings.make(
        place.engine, outgoing=going, way=SendingWay.BY_HAND, at=at,
        reply_to=sender.address if sender else None, **facts,
    )  # fmt: skip
    about: Any = {"reply_by": facts["reply_by"], "illustrative": facts["illustrative"]}
    folders = [folder(one.of, one.enclosed, sender=sender, at=at, **about) for one in made]
    words = note_for([(one.of, one.enclosed) for one in made], **about)
    if out.suffix.lower() == ".zip":
        package = BytesIO()
        write_zip(package, folders, note=words, at=at)
        write_whole(out, package.getvalue())
    else:
        for name, files in folders_named(folders):
            folder_at(out / name)
            for file_name, content in files:
                write_whole(out / name / file_name, content)
        write_whole(out / READ_ME, words)
    _tell([_row(one.of, one.sending, "") for one in made], as_json, {})
    if not as_json:
        ids = " ".join(one.sending.id for one in made)
        tell(f"Written: {shown(out, 300)}. Once they are on their way, say so: tracker sent {ids}")


def _writable(out: Path) -> None:
    """Ask before anything is made whether there is a place for it."""
    folder_at(out.parent if out.suffix.lower() == ".zip" else out)


def folder_at(path: Path) -> None:
    """Make a folder that files go into. Raises RefusedError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(f"The folder {shown(path, 300)} cannot be made: {error.strerror or error}.") from error


def _by_mail(
    place: Place, going: Sequence[Outgoing], facts: Mapping[str, Any], *, again: bool, as_json: bool,
    left_out: Mapping[str, str],
) -> None:  # fmt: skip
    from tracker.commands import sendings
    from tracker.notices.message import compose
    from tracker.notices.post import Post

    server, sender = place.settings.mail_server, place.settings.mail_from
    assert server is not None and sender is not None, "both are asked for before"
    rows: list[dict[str, Any]] = []
    wrong: list[str] = []
    with Post(server) as post:

        def hand_over(made: "Made") -> Mapping[str, str]:
            about: Any = {"reply_by": facts["reply_by"], "illustrative": facts["illustrative"]}
            return post.hand_over(compose(made.of, made.enclosed, sender=sender, at=clock.now(), **about))

        for number, one in enumerate(going, start=1):
            note(f"{number} of {len(going)}: {shown(one.agency_name)}")
            try:
                done = sendings.send(
                    place.engine, outgoing=one, hand_over=hand_over, reply_to=sender.address, again=again,
                    at=clock.now(), **facts,
                )  # fmt: skip
            except NotKnownError as error:
                wrong.append(one.agency_name)
                cut_short = [s for s in _register(place).sendings.values() if s.agency_id == one.agency_id][-1]
                rows.append(_row(one, cut_short, str(error)))
            except TrackerError as error:
                wrong.append(one.agency_name)
                rows.append(_row(one, None, str(error)) | {"state": "left_out"})
            else:
                if not done.sent_on:
                    wrong.append(one.agency_name)
                rows.append(_row(one, done, done.refused or ""))
    _tell(rows, as_json, left_out)
    if wrong:
        raise RefusedError(f"Not known to have left: the e-mail to {list_in_words([shown(name) for name in wrong])}.")


def _row(one: Outgoing, sending: "Sending | None", why: str) -> dict[str, Any]:
    """What is said of one agency: the same for people and as JSON."""
    owed = owes(one.standing, one.agency_id)
    return {
        "agency": one.agency_id,
        "name": one.agency_name,
        "actions": owed.actions,
        "overdue": owed.late,
        "asks": owed.holes,
        "worst": owed.worst.value if owed.worst else None,
        "to": [{"name": who.name, "email": who.email, "deputy": who.deputy} for who in one.contacts],
        "sending": sending.id if sending else None,
        "file": sending.file_name if sending else None,
        "state": state_of(sending).value if sending else None,
        "why": why or None,
    }


def _tell(rows: Sequence[Mapping[str, Any]], as_json: bool, left_out: Mapping[str, str]) -> None:
    if as_json:
        without = [{"agency": id_, "state": "left_out", "why": why} for id_, why in left_out.items()]
        tell_json([*rows, *without])
        return
    if not rows:
        tell("Nothing to send.")
        return
    cells = [
        [
            row["sending"] or "–",
            row["name"],
            _owed(row),
            "\n".join(_to(who) for who in row["to"]) or "nobody",
            _state(row),
        ]
        for row in rows
    ]
    tell(table(["No.", "Agency", "Owes", "To", "State"], cells, fold=1))
    tell(f"{plural(len(rows), 'agency', 'agencies')}.")


def _owed(row: Mapping[str, Any]) -> str:
    from tracker.rules.words import Brag

    late = f", {row['overdue']} overdue" if row["overdue"] else ""
    asks = f"\n{plural(row['asks'], 'ask')}" if row["asks"] else ""
    shape = f"{SHAPE[Brag(row['worst'])]} " if row["worst"] else ""
    return f"{shape}{plural(row['actions'], 'action')}{late}{asks}"


def _to(who: Mapping[str, Any]) -> str:
    return f"{shown(who['name'])} <{who['email']}>" if who["email"] else f"{shown(who['name'])}, no address"


def _state(row: Mapping[str, Any]) -> str:
    said = {"made": "made", "sent": "sent", "refused": "not taken", "unknown": "not known", "left_out": "left out"}
    return said.get(row["state"] or "", "not made")


def roles_in(place: Place, person_id: str) -> "tuple[PersonRole, ...]":
    """The roles that somebody holds."""
    return tuple(role for role in _register(place).person_roles.values() if role.person_id == person_id)


def _register(place: Place) -> Any:
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    return current(place.engine, sight=WHOLE)
