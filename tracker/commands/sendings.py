"""Sendings: a workbook made for each agency, handed over, and what became of it.

By mail, each goes through three steps, each in a transaction of its own: *made* is on the record before the mail server
hears of it, then it is *handed over*, then *sent* or *refused* is recorded. Where the tracker is stopped between the
first and the last, nobody knows whether the message left: that is shown, and it is never sent again by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Engine

from tracker.commands import heads
from tracker.commands._values import day_of, kept, line
from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import AlreadySavedError, BadValueError, ChangedMeanwhileError
from tracker.rules.file_names import workbook_name
from tracker.rules.records import Agency, Review, Sending
from tracker.rules.sending import (
    AlreadySentError,
    Enclosed,
    NobodyToSendToError,
    NotTakenError,
    Outgoing,
    ReplyByError,
    boards_of,
    in_the_way,
)
from tracker.rules.words import Door, SendingWay
from tracker.sheets.writing.workbook import addressed_to, write
from tracker.store.database import Work, changing

NUMBERED = "W"


class Made(NamedTuple):
    """A workbook that was made and recorded: the record, what it was made of, and the file."""

    sending: Sending
    of: Outgoing
    enclosed: Enclosed


def make(
    engine: Engine,
    *,
    outgoing: Sequence[Outgoing],
    way: SendingWay,
    reply_by: date | None = None,
    reply_to: str | None = None,
    illustrative: bool = False,
    again: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Made, ...]:
    """Make the workbook of each agency, and record them all in one transaction: each has its export number on its
    cover, and a head of the trail signed off on it.

    By mail, raises AlreadySentError where one went to the agency today or it is not known whether one left, unless
    `again`; and NobodyToSendToError where nobody there has an address.
    """
    today = day_of(at)
    if reply_by and reply_by < today:
        raise ReplyByError(reply_by)
    with changing(engine, by=by, verb="send_workbooks", at=at, door=door) as work:
        first = _begin(work, outgoing, way, again, today)
        board_id = work.board("send_workbooks")
    made = []
    for place, one in enumerate(outgoing):
        id_ = f"{NUMBERED}{first + place}"
        short = one.standing.register.agencies[one.agency_id].short_name
        name = workbook_name(short, id_, today, illustrative=illustrative)
        head = heads.sign_off(engine, stands_on=f"The cover of ‘{name}’", by=by, at=at, door=door)
        content = write(
            one.standing,
            agency_id=one.agency_id,
            number=one.number,
            board_name=list_in_words(boards_of(one.standing, one.agency_id)),
            illustrative=illustrative,
            at=at,
            head=head.in_words,
            addressed=addressed_to(one.standing, one.agency_id, reply_by=reply_by, reply_to=reply_to, sending_id=id_),
        )
        to = tuple(who.person_id for who in one.contacts if who.email or way == SendingWay.BY_HAND)
        hash_ = sha256(content).hexdigest()
        sending = Sending(id_, one.agency_id, way, to, one.number, name, hash_, today, by, board_id=board_id)
        made.append(Made(sending, one, Enclosed(id_, name, content)))
    with changing(engine, by=by, verb="send_workbooks", at=at, door=door, token=token) as work:
        if _begin(work, outgoing, way, again, today) != first:
            raise ChangedMeanwhileError("The list of workbooks", "somebody else", "a moment ago")
        for each in made:
            work.add(each.sending)
            work.note_access("workbook", line("Name", each.sending.file_name, limit=200))
    return tuple(made)


def send(
    engine: Engine,
    *,
    outgoing: Outgoing,
    hand_over: Callable[[Made], Mapping[str, str]],
    reply_by: date | None = None,
    reply_to: str | None = None,
    illustrative: bool = False,
    again: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Sending:
    """Make one agency's workbook, hand it to the mail server, and record what became of it.

    `hand_over` gives the addresses that were not taken, with why; it raises NotTakenError where none was, which is
    recorded and not raised. Whatever else it raises leaves the sending as one of which nobody knows whether it left.
    """
    (made,) = make(
        engine, outgoing=(outgoing,), way=SendingWay.BY_MAIL, reply_by=reply_by, reply_to=reply_to,
        illustrative=illustrative, again=again, by=by, at=at, door=door, token=token,
    )  # fmt: skip
    signed = {"by": by, "at": at, "door": door}
    try:
        left_out = hand_over(made)
    except NotTakenError as error:
        return refused(engine, sending_id=made.sending.id, why=error.why, **signed)  # type: ignore[arg-type]
    of = len(made.sending.to)
    whys = list_in_words(
        sorted(set(left_out.values()))
    )  # no address: the record is read by more people than may see it
    but = f"{len(left_out)} of {plural(of, 'address', 'addresses')} not taken: {whys}" if left_out else None
    return sent(engine, sending_id=made.sending.id, but=but, **signed)  # type: ignore[arg-type]


def sent(
    engine: Engine,
    *,
    sending_id: str,
    on: date | None = None,
    but: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Sending:
    """Record that a workbook went: the mail server took it, or somebody says that they sent it. `but` says which of its
    addresses the mail server did not take."""
    with changing(engine, by=by, verb="workbook_sent", at=at, door=door, token=token) as work:
        row = work.get(Sending, sending_id, seen=seen)
        work.allow("send_workbooks", row.agency_id)
        if row.sent_on:
            raise AlreadySavedError(f"That {row.id} was sent")
        day = day_of(at, on)
        if day < row.made_on:
            raise BadValueError("Date", day.isoformat(), "is before the day on which the workbook was made")
        work.change(row, sent_on=day, sent_by=by, refused=line("Refused", but, limit=1000) if but else None)
        return kept(work, Sending, row)


def refused(
    engine: Engine,
    *,
    sending_id: str,
    why: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Sending:
    """Record that a workbook did not go, and why: the mail server refused it, or somebody found that it never left."""
    with changing(engine, by=by, verb="workbook_refused", at=at, door=door, token=token) as work:
        row = work.get(Sending, sending_id, seen=seen)
        work.allow("send_workbooks", row.agency_id)
        day_of(at)
        if row.sent_on:
            raise AlreadySavedError(f"That {row.id} was sent")
        work.change(row, refused=line("Why", why, limit=1000))
        return kept(work, Sending, row)


def _begin(work: Work, outgoing: Sequence[Outgoing], way: SendingWay, again: bool, today: date) -> int:
    """Ask for the right, and whether anything stands in the way; the first number that is free."""
    work.allow("send_workbooks")
    for one in outgoing:
        agency = work.get(Agency, one.agency_id)
        for id_ in one.standing.register.reviews if work.is_bound else ():
            work.get(Review, id_)  # whoever made it: a board's workbook holds nothing of another's
        if way != SendingWay.BY_MAIL:
            continue
        if not any(who.email for who in one.contacts):
            raise NobodyToSendToError(agency.name)
        before = [work.record(row) for row in work.all(Sending, agency_id=one.agency_id) if work.may_see(row)]
        if not again and (found := in_the_way(before, one.agency_id, today=today)):
            raise AlreadySentError(agency.name, found)
    numbers = [int(rest) for id_ in work.ids(Sending) if (rest := id_.removeprefix(NUMBERED)).isdecimal()]
    return max(numbers, default=0) + 1
