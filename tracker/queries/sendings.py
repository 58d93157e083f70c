"""Workbooks that go to agencies: who owes what and gets it where, what was sent, what came back; for whoever sends."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.queries.standing import moment, standing_at
from tracker.rules.boards import Boards, boards_of
from tracker.rules.brag import ORDER
from tracker.rules.errors import NotAllowedError, UnknownError
from tracker.rules.permissions import VERBS, why_not
from tracker.rules.records import PersonRole, Sending, WorkbookImport
from tracker.rules.sending import (
    Contact,
    Outgoing,
    Owes,
    State,
    contacts,
    desks,
    in_the_way,
    owes,
    sight_of_contacts,
    state_of,
)
from tracker.rules.sight import whole_of
from tracker.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Line:
    """One agency on the table of sendings."""

    agency_id: str
    name: str
    owes: Owes
    contacts: tuple[Contact, ...]
    unseen: int
    """How many of its open actions and asks its people may not see, since they hang on a review that is not published:
    they are left out of what it gets."""
    last: Sending | None
    """The last workbook that was made for it."""
    sent: Sending | None
    """The last one of which it is known that it went."""
    back: WorkbookImport | None
    """The first of its files that was applied since."""
    held: Sending | None
    """The sending that keeps another one from leaving by itself."""

    @property
    def reachable(self) -> tuple[Contact, ...]:
        """Those whom an e-mail reaches."""
        return tuple(who for who in self.contacts if who.email)

    @property
    def waiting(self) -> bool:
        """Whether a workbook went and nothing has come back yet."""
        return self.sent is not None and self.back is None

    @property
    def why_not_by_mail(self) -> str | None:
        """Why nothing can be sent to it by e-mail, in words; None where it can."""
        if self.reachable:
            return None
        if not self.contacts:
            return "it has no lead"
        return "; ".join(f"{who.name}: {who.why_not}" for who in self.contacts)


def desk(engine: sa.Engine, *, roles: tuple[PersonRole, ...], who: str) -> tuple[Line, ...]:
    """Every agency that answers for something or was ever sent a workbook, worst first.

    Raises NotAllowedError for whoever may not send workbooks."""
    boards = _ask(roles, who)
    whole = standing_at(engine, moment(engine, sight=whole_of(boards)))
    register = whole.register
    sent_to = {register.answers_for(one.agency_id) for one in register.sendings.values()}
    wanted = [id_ for id_ in register.agencies if id_ in sent_to or id_ in desks(whole)]
    lines = [_line(engine, whole, id_, boards) for id_ in wanted]
    rank = {brag: place for place, brag in enumerate(ORDER)}
    lines.sort(key=lambda line: (line.owes.nothing, rank[line.owes.worst] if line.owes.worst else len(rank), line.name))
    return tuple(line for line in lines if not line.owes.nothing or line.last)


def outgoing(
    engine: sa.Engine, agency_ids: Collection[str], *, roles: tuple[PersonRole, ...], who: str
) -> tuple[Outgoing, ...]:
    """What each of these agencies gets, as those see it whom it is addressed to. Raises UnknownError for an agency that
    is not there, NotAllowedError for whoever may not send workbooks."""
    boards = _ask(roles, who)
    now = moment(engine, sight=whole_of(boards))
    whole = standing_at(engine, now)
    for id_ in agency_ids:
        if id_ not in whole.register.agencies:
            raise UnknownError("agency", id_, whole.register.agencies)
    return tuple(
        Outgoing(id_, _seen_there(engine, whole, id_, boards), now.number, contacts(whole, id_)) for id_ in agency_ids
    )


def _line(engine: sa.Engine, whole: Standing, agency_id: str, boards: Boards) -> Line:
    register = whole.register
    all_owed, gets = owes(whole, agency_id), owes(_seen_there(engine, whole, agency_id, boards), agency_id)
    body = whole.body.get(agency_id, frozenset((agency_id,)))
    mine = [one for one in register.sendings.values() if one.agency_id in body]
    went = next((one for one in reversed(mine) if state_of(one) == State.SENT), None)
    return Line(
        agency_id,
        register.agency_name(agency_id),
        gets,
        contacts(whole, agency_id),
        all_owed.actions + all_owed.holes - gets.actions - gets.holes,
        mine[-1] if mine else None,
        went,
        _came_back(register.workbook_imports.values(), went, body),
        in_the_way(reversed(mine), agency_id, today=whole.today),
    )


def _came_back(
    imports: Collection[WorkbookImport], went: Sending | None, body: Collection[str]
) -> WorkbookImport | None:
    """The file that answers a sending: one with its number, else the agency's first one applied after it went."""
    if went is None or went.sent_on is None:
        return None
    there = [one for one in imports if one.taken_back_on is None]
    by_number = (one for one in there if one.sending_id == went.id)
    later = (one for one in there if not one.sending_id and one.agency_id in body and one.applied_on >= went.sent_on)
    return next(by_number, None) or next(later, None)


def _seen_there(engine: sa.Engine, whole: Standing, agency_id: str, boards: Boards) -> Standing:
    """The register as those see it to whom this agency's workbook is addressed."""
    sight = sight_of_contacts(whole.register, [who.person_id for who in contacts(whole, agency_id)], boards)
    return standing_at(engine, moment(engine, sight=sight))


def _ask(roles: tuple[PersonRole, ...], who: str) -> Boards:
    """Ask for the right; the boards for which it is theirs."""
    if why := why_not(roles, "send_workbooks"):
        raise NotAllowedError(who, VERBS["send_workbooks"].words, why)
    return boards_of(roles, "send_workbooks")
