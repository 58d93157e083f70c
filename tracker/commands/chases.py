"""Chases: one message to one owner listing all they owe, recorded with the answer or the silence.

By e-mail, each goes through three steps, each in a transaction of its own: it is on the record before the mail server
hears of it, then it is *handed over*, then that it was taken or *refused* is recorded. Where the tracker is stopped
between the first and the last, nobody knows whether it left: that is shown, and it is never sent again by itself.
A message made as a file counts as sent on its day, unless somebody says that it stayed here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.access.addresses import owed_address
from tracker.commands import personal_links, sendings
from tracker.commands._chases import may, not_quiet, not_too_often
from tracker.commands._sitting import known
from tracker.commands._values import LONGEST_PRINTED, day_of, kept, line, lines, maybe_prose, prose
from tracker.notices.chase import words
from tracker.rules.chasing_log import HeldError, State, state_of
from tracker.rules.chasing_plan import Planned, nobody
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import (
    AlreadySavedError,
    BadValueError,
    EmptyValueError,
    TrackerError,
    UnknownPersonError,
)
from tracker.rules.personal_links import NoLinkError
from tracker.rules.records import Agency, Chase, Decision
from tracker.rules.sending import Enclosed, NotTakenError, Outgoing
from tracker.rules.words import Door, LadderRung, SendingWay
from tracker.settings import load
from tracker.store import personal_links as links
from tracker.store.database import Work, changing

NUMBERED = "CH"


@dataclass(frozen=True, slots=True)
class Made:
    """A message that was recorded: the record, what it is made of, and the workbook that goes with it."""

    chase: Chase
    of: Planned
    enclosed: Enclosed | None
    link: str | None = field(default=None, repr=False)
    """The address of the personal link that it carries: a secret, and nowhere else."""


def record(
    engine: Engine,
    *,
    agency_id: str,
    text: str,
    rung: LadderRung = LadderRung.LEAD,
    to: Sequence[str] = (),
    listed: Sequence[str] = (),
    decision_id: str | None = None,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record a message or letter that was sent to an agency, word for word: `to` are the names of those it went to,
    `listed` the ids of what it listed, `decision_id` the decision of a meeting that it is."""
    with changing(engine, by=by, verb="chase", at=at, door=door, token=token) as work:
        agency = work.get(Agency, agency_id)
        board_id = may(work, rung, agency.id)
        said = prose("Message", text, limit=LONGEST_PRINTED)
        owed = tuple(known(work, id_) for id_ in dict.fromkeys(listed))
        decision = work.get(Decision, decision_id).id if decision_id else None
        chase: Chase = work.add(
            Chase(
                work.next_id(Chase, NUMBERED), agency.id, day_of(at, on), by, said, rung=rung, to=lines("To", to),
                listed=owed, decision_id=decision, board_id=board_id,
            )
        )  # fmt: skip
        return chase


def make(
    engine: Engine,
    *,
    planned: Sequence[Planned],
    way: SendingWay,
    workbooks: Mapping[str, Outgoing] | None = None,
    reply_to: str | None = None,
    illustrative: bool = False,
    again: bool = False,
    reason: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Made, ...]:
    """Record the message of each agency, all in one transaction. `workbooks` are those that travel along, by agency:
    each is made first, with an export number of its own. The personal link of a message that carries one is given once
    it is on the record, and names it; where none can be given any more, it goes without.

    Raises HeldError where another went too lately, where it is not known whether one left, by e-mail also in quiet
    hours and where nobody can be written to; the last never, the others not for who wants it `again` and says why.
    """
    day_of(at)
    signed = {"by": by, "at": at, "door": door}
    why = line("Why now", reason) if again else None
    with changing(engine, verb="chase", reason=why, **signed) as work:  # type: ignore[arg-type]
        _begin(work, planned, way, again, at)
    enclosed: dict[str, sendings.Made] = {}
    for one in planned:
        if workbooks and (going := workbooks.get(one.agency_id)):
            made = sendings.make(
                engine, outgoing=(going,), way=way, reply_by=one.reply_by, reply_to=reply_to, again=True,
                illustrative=illustrative, **signed,  # type: ignore[arg-type]
            )  # fmt: skip
            enclosed[one.agency_id] = made[0]
    try:
        with changing(engine, verb="chase", reason=why, token=token, **signed) as work:  # type: ignore[arg-type]
            _begin(work, planned, way, again, at)
            recorded = [
                _recorded(work, one, way, enclosed.get(one.agency_id), by, day_of(at), illustrative) for one in planned
            ]
    except TrackerError:
        for book in enclosed.values():  # somebody else's message went meanwhile: these workbooks go nowhere
            sendings.refused(engine, sending_id=book.sending.id, why="the message was not sent", **signed)  # type: ignore[arg-type]
        raise
    return tuple(_with_link(engine, one, **signed) for one in recorded)  # type: ignore[arg-type]


def send(
    engine: Engine,
    *,
    planned: Planned,
    hand_over: Callable[[Made], Mapping[str, str]],
    workbook: Outgoing | None = None,
    reply_to: str | None = None,
    illustrative: bool = False,
    again: bool = False,
    reason: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record one message, hand it to the mail server, and record what became of it.

    `hand_over` gives the addresses that were not taken, with why; it raises NotTakenError where none was, which is
    recorded and not raised. Whatever else it raises leaves the message as one of which nobody knows whether it left.
    """
    (made,) = make(
        engine, planned=(planned,), way=SendingWay.BY_MAIL, workbooks={planned.agency_id: workbook} if workbook else {},
        reply_to=reply_to, illustrative=illustrative, again=again, reason=reason, by=by, at=at, door=door, token=token,
    )  # fmt: skip
    signed = {"by": by, "at": at, "door": door}
    try:
        left_out = hand_over(made)
    except NotTakenError as error:
        return stayed(engine, chase_id=made.chase.id, why=error.why, **signed)  # type: ignore[arg-type]
    whys = list_in_words(sorted(set(left_out.values())))  # no address: more people read the record than may see it
    of = plural(len(made.of.reached), "address", "addresses")
    but = f"{len(left_out)} of {of} not taken: {whys}" if left_out else None
    return went(engine, chase_id=made.chase.id, but=but, **signed)  # type: ignore[arg-type]


def went(
    engine: Engine,
    *,
    chase_id: str,
    on: date | None = None,
    but: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record that a message went: the mail server took it, or somebody says that they sent it. `but` says which of its
    addresses the mail server did not take."""
    with changing(engine, by=by, verb="chase_sent", at=at, door=door, token=token) as work:
        row = work.get(Chase, chase_id, seen=seen)
        may(work, row.rung, row.agency_id)
        if row.handed_over_on:
            raise AlreadySavedError(f"That {row.id} was sent")
        day = _not_before(day_of(at, on), row.sent_on)
        work.change(row, handed_over_on=day, refused=line("Refused", but, limit=1000) if but else None)
        sent, sending_id = kept(work, Chase, row), row.sending_id
    if sending_id:
        _of_its_workbook(sendings.sent, engine, sending_id=sending_id, on=on, by=by, at=at, door=door)
    return sent


def stayed(
    engine: Engine,
    *,
    chase_id: str,
    why: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record that a message did not go, and why: the mail server refused it, or somebody found that it never left. It
    counts no more: neither as a message nor as silence. A personal link that it carries is taken back."""
    with changing(engine, by=by, verb="chase_refused", at=at, door=door, token=token) as work:
        row = work.get(Chase, chase_id, seen=seen)
        may(work, row.rung, row.agency_id)
        day_of(at)
        if row.handed_over_on:
            raise AlreadySavedError(f"That {row.id} was sent")
        if row.answered_on:
            raise BadValueError("Message", row.id, "was answered, so it was sent")
        work.change(row, refused=line("Why", why, limit=1000))
        kept_back, sending_id = kept(work, Chase, row), row.sending_id
    if sending_id:
        why_not = "its message did not go"
        _of_its_workbook(sendings.refused, engine, sending_id=sending_id, why=why_not, by=by, at=at, door=door)
    if kept_back.rung == LadderRung.LEAD:  # letters never carry one
        _link_back(engine, chase_id, by=by, at=at, door=door)
    return kept_back


def answered(
    engine: Engine,
    *,
    chase_id: str,
    on: date | None = None,
    answer: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record the day on which an agency answered a message, and what it said. What it does in the tracker about what
    the message lists is an answer by itself."""
    with changing(engine, by=by, verb="chase_answered", at=at, door=door, token=token) as work:
        row = work.get(Chase, chase_id, seen=seen)
        may(work, row.rung, row.agency_id)
        day = _not_before(day_of(at, on), row.sent_on)
        if state_of(work.record(row)) == State.REFUSED:
            raise BadValueError("Message", row.id, "did not go, so nobody can have answered it")
        work.change(row, answered_on=day, answer=maybe_prose("Answer", answer))
        return kept(work, Chase, row)


def _begin(work: Work, planned: Sequence[Planned], way: SendingWay, again: bool, at: datetime) -> None:
    """Ask for the right, and whether anything stands in the way."""
    if len({(one.agency_id, one.rung) for one in planned}) < len(planned):
        raise ValueError("one message an agency and rung")
    for one in planned:
        agency = work.get(Agency, one.agency_id)
        board_id = may(work, one.rung, agency.id)
        for id_ in one.listed if work.is_bound else ():
            known(work, id_)  # whoever made the plan: a board's message lists nothing of another's
        if not one.owed:
            raise EmptyValueError(f"What {agency.name} owes")
        if way == SendingWay.BY_MAIL and not one.reached:
            raise HeldError(agency.name, nobody(one.to), "Give it somebody with an address, or make the file.")
        if again:
            continue
        not_too_often(work, agency, one.rung, at, board_id)
        if way == SendingWay.BY_MAIL:
            not_quiet(work, agency, at, board_id)


def _recorded(
    work: Work, one: Planned, way: SendingWay, book: sendings.Made | None, by: str, day: date, illustrative: bool
) -> Made:
    id_ = work.next_id(Chase, NUMBERED)
    to = one.reached if way == SendingWay.BY_MAIL else one.to
    said = words(one, id_, enclosed=book is not None, illustrative=illustrative)
    chase: Chase = work.add(
        Chase(
            id_, one.agency_id, day, by, prose("Message", said, limit=LONGEST_PRINTED), rung=one.rung,
            to=lines("To", (who.name for who in to)), listed=one.listed, way=way,
            sending_id=book.sending.id if book else None, board_id=may(work, one.rung, one.agency_id),
        )
    )  # fmt: skip
    return Made(chase, one, book.enclosed if book else None)


def _with_link(engine: Engine, made: Made, *, by: str, at: datetime, door: Door) -> Made:
    """The message with the link that it carries; without, where its person lost the right to one meanwhile."""
    if made.of.link_for is None:
        return made
    whose = {"agency_id": made.of.agency_id, "person_id": made.of.link_for, "chase_id": made.chase.id}
    try:
        secret = personal_links.give(engine, **whose, by=by, at=at, door=door)
    except (NoLinkError, UnknownPersonError):
        return replace(made, of=replace(made.of, link_for=None))
    return replace(made, link=owed_address(load(), secret))


def _link_back(engine: Engine, chase_id: str, *, by: str, at: datetime, door: Door) -> None:
    """Take back the link that a message carries which did not go; there is nothing to do for one without."""
    with changing(engine, by=by, verb="take_link_back", at=at, door=door) as work:
        work.allow("give_link")
        for whose in links.revoke_of(work.session.connection(), at, by, chase_id):
            work.note_access("person", whose)


def _not_before(day: date, sent_on: date) -> date:
    if day < sent_on:
        raise BadValueError("Date", in_words(day), f"is before the message, of {in_words(sent_on)}")
    return day


def _of_its_workbook(command: Callable[..., object], engine: Engine, **facts: object) -> None:
    """The same for the workbook that travelled along, unless somebody has settled that already."""
    try:
        command(engine, **facts)
    except AlreadySavedError:
        return
