"""The e-mail that a workbook travels in: one message to one owner, in plain words, with all they owe attached."""

from collections.abc import Sequence
from datetime import date, datetime
from email.message import EmailMessage

from tracker.notices.envelope import begun, day_and_month, enclose, one_line
from tracker.rules.chasing import WEEKDAYS
from tracker.rules.dates import first_words, in_words, list_in_words, plural
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.records import ActionFile
from tracker.rules.sending import Contact, Enclosed, Outgoing, boards_of, open_files, owes
from tracker.rules.standing import Standing
from tracker.rules.words import Brag
from tracker.settings import Sender

MOST_NAMED = 12


def compose(
    outgoing: Outgoing,
    enclosed: Enclosed,
    *,
    sender: Sender | None,
    reply_by: date | None,
    at: datetime,
    illustrative: bool = False,
) -> EmailMessage:
    """The message to the leads and deputies of one agency, with its workbook. Without a `sender` it is from nobody yet:
    whoever opens it sends it as themselves. Raises ValueError for nothing that the register can hold."""
    boards = boards_of(outgoing.standing, outgoing.agency_id)
    board = list_in_words([one_line(name) for name in boards]) or "The board"
    message = begun(
        subject(outgoing, reply_by), outgoing.contacts, sender=sender, at=at, id_=enclosed.sending_id, name="Export"
    )
    words = body(outgoing, enclosed.sending_id, board, sender, reply_by, illustrative=illustrative)
    message.set_content(words, cte="quoted-printable")  # any mail server takes it, whatever the letters
    enclose(message, enclosed)
    return message


def subject(outgoing: Outgoing, reply_by: date | None) -> str:
    """ "Action plan: 5 actions for Hampshire Constabulary, please reply by 4 December". Numbers and the agency only: a
    subject is read over shoulders."""
    owed = owes(outgoing.standing, outgoing.agency_id)
    asked = f"{plural(owed.holes, 'thing')} asked of"
    what = f"{plural(owed.actions, 'action')} for" if owed.actions or not owed.holes else asked
    by = f", please reply by {day_and_month(reply_by)}" if reply_by else ""
    return one_line(f"Action plan: {what} {one_line(outgoing.agency_name)}{by}", 250)


def body(
    outgoing: Outgoing, sending_id: str, board: str, sender: Sender | None, reply_by: date | None, *, illustrative: bool
) -> str:
    """The message in words: how many, which are late, how to fill it in and how to send it back."""
    standing = outgoing.standing
    today = standing.today
    name = one_line(outgoing.agency_name)
    files = open_files(standing, outgoing.agency_id)
    owed = owes(standing, outgoing.agency_id)
    late = [file for file in files if standing.action_ratings[file.action.id].brag == Brag.RED]
    said = [f"{ILLUSTRATIVE}.", ""] if illustrative else []
    said += [f"Dear {_dear(outgoing.contacts, name)},", ""]
    said += [f"The action plan of {board} for {name} is attached. {_how_many(owed.actions, len(late), owed.holes)}", ""]
    if late:
        said += ["Overdue:", *[f"  - {_late(standing, file)}" for file in late[:MOST_NAMED]]]
        said += [f"  - and {len(late) - MOST_NAMED:,} more, in the workbook"] if len(late) > MOST_NAMED else []
        said += [""]
    back = f"by {WEEKDAYS[reply_by.weekday()]} {in_words(reply_by)}" if reply_by else "as soon as you can"
    said += [
        f"Please fill it in and send it back {back}:",
        "",
        "  1. Open the attached workbook at the sheet ‘Actions’. What you owe stands there, the worst first.",
        "  2. The columns with a dark heading are yours: choose the status, say what was done, add what shows it. If a "
        "date must move, write the new date and the reason.",
        "  3. Save it, and reply to this message with the file attached. What you leave empty changes nothing.",
        "",
        "You need no account and no password for this." + _whom_to_ask(sender),
        "",
        board,
        "",
        f"Export number {sending_id}, as at {in_words(today)}.",
    ]
    return "\n".join(said) + "\n"


def _dear(contacts: Sequence[Contact], agency: str) -> str:
    leads = [one_line(who.name) for who in contacts if not who.deputy]
    return list_in_words(leads or [one_line(who.name) for who in contacts]) or f"colleagues at {agency}"


def _how_many(actions: int, late: int, holes: int) -> str:
    said = []
    if actions or not holes:
        overdue = f", of which {late:,} {'is' if late == 1 else 'are'} overdue" if late else ", none of them overdue"
        said.append(f"It holds {plural(actions, 'action')} to do{overdue if actions else ''}.")
    if holes:
        said.append(
            f"You were asked for {plural(holes, 'more thing' if actions else 'thing')} with no action agreed yet."
        )
    return " ".join(said)


def _late(standing: Standing, file: ActionFile) -> str:
    reason = first_words(standing.action_ratings[file.action.id].reason, 120)
    return f"{file.action.id}: {first_words(file.action.title, 100)} ({reason})"


def _whom_to_ask(sender: Sender | None) -> str:
    return f" If anything is unclear, write to {sender.address}." if sender else ""
