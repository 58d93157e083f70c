"""The head of every e-mail that goes out, and what may hang on it. Pure: values in, a message out.

Nothing that somebody typed can add a line to the head: addresses are checked, names and subjects are put on one line,
and the standard library's own policy refuses what is left.
"""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from tracker.rules.dates import MONTHS
from tracker.rules.errors import shown
from tracker.rules.sending import Contact, Enclosed
from tracker.settings import Sender

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
LONGEST_NAME = 120
LONGEST_SUBJECT = 250


def begun(
    subject: str, to: Iterable[Contact], *, sender: Sender | None, at: datetime, id_: str, name: str
) -> EmailMessage:
    """A message with its head and nothing else yet. `id_` is its number in the register, kept under X-Tracker-`name`.
    Without a `sender` it is from nobody yet: whoever opens it sends it as themselves."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(subject, LONGEST_SUBJECT)
    if sender:
        message["From"] = message["Reply-To"] = _address(sender.name, sender.address)
    reached = [who for who in to if who.email]
    if reached:
        message["To"] = [_address(who.name, who.email or "") for who in reached]
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(id_, sender.address.partition("@")[2] if sender else "tracker")
    message[f"X-Tracker-{name}"] = id_
    return message


def enclose(message: EmailMessage, enclosed: Enclosed) -> None:
    """Hang a workbook on a message."""
    main, sub = XLSX
    name = one_line(enclosed.file_name, 200)
    message.add_attachment(enclosed.content, maintype=main, subtype=sub, filename=name)


def as_file(message: EmailMessage) -> bytes:
    """The message as a file that a mail program opens ready to be sent: that is what X-Unsent asks for."""
    copy = deepcopy(message)
    copy["X-Unsent"] = "1"
    return copy.as_bytes()


def one_line(text: str, limit: int = LONGEST_NAME) -> str:
    """Somebody's words as they may stand in the head of a message: one printable line."""
    return " ".join(shown(text, limit).split())


def day_and_month(day: date) -> str:
    """ "4 December"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def _address(name: str, address: str) -> Address:
    user, _, host = address.partition("@")
    return Address(one_line(name), user, host)
