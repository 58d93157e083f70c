"""The message to one owner about all they owe, and the letters to the rungs above: text and HTML, ready to be sent.

They give references, our short titles, dates and rating words, and nothing else of the register. What is recorded of a
message is `words`, without the personal link that may stand in the message itself: the record is no place for a secret.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.message import EmailMessage

from tracker.notices.bundle import read_me
from tracker.notices.chase_html import page
from tracker.notices.chase_words import DRAFT, Said, said
from tracker.notices.envelope import begun, day_and_month, enclose, one_line
from tracker.rules.brag import SHAPE
from tracker.rules.chasing_owed import Owed
from tracker.rules.chasing_plan import Planned
from tracker.rules.dates import in_words, plural
from tracker.rules.file_names import safe
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.sending import Enclosed
from tracker.rules.words import LadderRung
from tracker.settings import Sender

__all__ = ["DRAFT", "compose", "file_name", "html", "note_for", "subject", "words"]


def compose(
    planned: Planned,
    *,
    chase_id: str,
    sender: Sender | None,
    at: datetime,
    enclosed: Enclosed | None = None,
    link: str | None = None,
    illustrative: bool = False,
) -> EmailMessage:
    """The message, as text and as HTML, with the agency's workbook where it is `enclosed`, and a personal `link` to its
    page where one is given. Without a `sender` it is from nobody yet. Raises ValueError for nothing that the register
    can hold."""
    message = begun(subject(planned), planned.to, sender=sender, at=at, id_=chase_id, name="Chase")
    about = said(planned, chase_id, enclosed=enclosed is not None, link=link, illustrative=illustrative)
    message.set_content(_text(planned, about), cte="quoted-printable")
    message.add_alternative(page(planned, about), subtype="html", cte="quoted-printable")
    if enclosed:
        enclose(message, enclosed)
    return message


def words(planned: Planned, chase_id: str, *, enclosed: bool = False, illustrative: bool = False) -> str:
    """The message in plain words, as the record keeps it: without a personal link."""
    return _text(planned, said(planned, chase_id, enclosed=enclosed, link=None, illustrative=illustrative))


def html(planned: Planned, chase_id: str, *, enclosed: bool = False, illustrative: bool = False) -> str:
    """The message as HTML, without a personal link: for a look at it before it goes."""
    return page(planned, said(planned, chase_id, enclosed=enclosed, link=None, illustrative=illustrative))


def subject(planned: Planned) -> str:
    """ "Action plan: 4 things from Hampshire Constabulary, 2 overdue, please reply by 4 December". Numbers and the
    agency only: a subject is read over shoulders."""
    late = f", {planned.late:,} overdue" if planned.late else ""
    start = "Action plan" if planned.rung == LadderRung.LEAD else "Action plan, no answer"
    things = plural(len(planned.owed), "thing")
    by = day_and_month(planned.reply_by)
    return one_line(f"{start}: {things} from {one_line(planned.agency_name)}{late}, please reply by {by}", 250)


def file_name(planned: Planned, chase_id: str, *, illustrative: bool = False) -> str:
    """The file of one message: "Chase, Hants Police, CH12, 2026-11-20.eml"."""
    what = "Chase" if planned.rung == LadderRung.LEAD else f"Letter to the {planned.rung.value.replace('_', ' ')}"
    mark = "Illustrative " if illustrative else ""
    return f"{mark}{what}, {safe(planned.short_name)}, {safe(chase_id)}, {planned.today.isoformat()}.eml"


def note_for(made: Sequence[tuple[Planned, str]], held: Iterable[Planned], *, illustrative: bool = False) -> bytes:
    """The note at the top of a zip: what to do with the messages, whose address is not known, who gets none and why."""
    lines = [f"{ILLUSTRATIVE}.", ""] if illustrative else []
    lines += [
        f"{plural(len(made), 'message')}, one an agency, each on the record of the tracker as sent today.",
        "Open each e-mail, look it over and send it. Of one that you do not send, say so in the tracker.",
        "",
    ]
    for planned, id_ in made:
        to = ", ".join(f"{one_line(who.name)} <{who.email}>" for who in planned.reached)
        lines.append(f"{id_}  {one_line(planned.agency_name)}: {to or 'NO ADDRESS KNOWN: put one in'}")
    without = [f"{one_line(one.agency_name)}: {one_line(one.held or '', 300)}" for one in held]
    lines += ["", "No message:", *without] if without else []
    return read_me(lines)


def _text(planned: Planned, about: Said) -> str:
    lines = [f"{about.mark}", ""] if about.mark else []
    lines += [f"{about.dear},", "", about.opening, ""]
    if about.before:
        lines += [about.before, ""]
    for number, line in enumerate(planned.owed, start=1):
        lines += [f"{number:>3}. {_title(line)}", *(f"     {words}" for words in _under(line)), ""]
    lines += [words for each in (about.others, about.ask, *about.how) if each for words in (each, "")]
    lines += [about.board, "", about.foot]
    return "\n".join(lines) + "\n"


def _title(line: Owed) -> str:
    title = f", {one_line(line.title)}" if line.title else ""
    return f"{SHAPE[line.brag]} {line.brag.label}: {one_line(line.reference)}{title}"


def _under(line: Owed) -> list[str]:
    found = ["; ".join(line.why)]
    if line.due:
        moved = f", originally {in_words(line.original)}" if line.original and line.original != line.due else ""
        if moved and line.days_late_original:
            moved += f" ({plural(line.days_late_original, 'day')} late on that date)"
        found.append(f"due {in_words(line.due)}{moved}")
    if not line.is_hole and line.references:
        found.append(f"for {'; '.join(one_line(ref) for ref in line.references)}")
    return found
