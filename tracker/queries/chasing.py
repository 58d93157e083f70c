"""Who would be asked now for what they owe, whose next letter is due, and what became of every message that went."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from tracker.access.addresses import why_no_links
from tracker.queries.leaving import leaving
from tracker.queries.names import looked_for
from tracker.queries.standing import Moment, moment, standing_at, zone_of
from tracker.rules import chasing_plan
from tracker.rules.boards import Boards, boards_of
from tracker.rules.by_board import only_board
from tracker.rules.chasing import Chasing
from tracker.rules.chasing_log import State, answered_on, state_of
from tracker.rules.chasing_plan import Planned
from tracker.rules.errors import NotAllowedError, UnknownError
from tracker.rules.permissions import VERBS, allowed, why_not
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.records import Chase, PersonRole
from tracker.rules.sending import Outgoing, contacts, sight_of_contacts
from tracker.rules.sight import LEAST, Sight, whole_of
from tracker.rules.standing import Standing
from tracker.rules.words import LadderRung


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of the log: the record, and what became of it by the day asked for."""

    chase: Chase
    agency_name: str
    state: State
    answered_on: date | None
    days: int
    """Days from the message to its answer, or of silence until now."""
    after: Chase | None
    """The letter to a higher rung that followed while it was silent."""

    @property
    def silent(self) -> bool:
        """Whether it left and nothing has come back."""
        return self.state == State.SENT and self.answered_on is None


def plan(
    engine: sa.Engine, *, roles: tuple[PersonRole, ...], who: str, at: datetime, as_at: date | None = None
) -> tuple[Planned, ...]:
    """The message that each agency would get now, the worst first; `as_at` a past day, what it would have been by then.

    It says whose personal link it would carry, and makes none. Raises NotAllowedError for whoever may not chase."""
    boards = _ask(roles, who, "chase")
    whole, seen, now = _asked(engine, at, as_at, boards)
    found = chasing_plan.plan(whole, chasing_of(whole), now=now, names=looked_for(engine), seen=seen)
    if now is None or why_no_links():
        return found
    setting = PersonalLinks.from_settings(whole.register.settings)
    return tuple(chasing_plan.with_link(one, whole, setting) for one in found)


def letters(
    engine: sa.Engine, *, roles: tuple[PersonRole, ...], who: str, at: datetime, as_at: date | None = None
) -> tuple[Planned, ...]:
    """The letters to the next rung that are due. Raises NotAllowedError for whoever may not escalate."""
    boards = _ask(roles, who, "escalate")
    whole, seen, now = _asked(engine, at, as_at, boards)
    return chasing_plan.letters(whole, chasing_of(whole), now=now, names=looked_for(engine), seen=seen)


def letter(
    engine: sa.Engine, agency_id: str, rung: LadderRung, *, roles: tuple[PersonRole, ...], who: str, at: datetime
) -> Planned:
    """The letter about one agency to a rung, due or not, as a meeting may decide it. Raises UnknownError for an agency
    that is not there, NotAllowedError for whoever may not escalate."""
    boards = _ask(roles, who, "escalate")
    whole, seen, _ = _asked(engine, at, None, boards)
    if agency_id not in whole.register.agencies:
        raise UnknownError("agency", agency_id, whole.register.agencies)
    answering = whole.register.answers_for(agency_id)
    names = looked_for(engine)
    return chasing_plan.letter(whole, chasing_of(whole), answering, rung, names=names, seen=seen)


def workbooks(
    engine: sa.Engine, planned: Collection[Planned], *, roles: tuple[PersonRole, ...], who: str
) -> tuple[dict[str, Outgoing], dict[str, int]]:
    """The workbooks that travel with these messages, by agency, for those agencies whose setting says so; and how many
    places keep another one back, since they may identify somebody. Raises NotAllowedError for whoever may not send
    workbooks."""
    wanted = [one.agency_id for one in planned if one.with_workbook]
    if not wanted:
        return {}, {}
    boards = _ask(roles, who, "send_workbooks")
    now = moment(engine, sight=whole_of(boards))
    whole = standing_at(engine, now)
    going: dict[str, Outgoing] = {}
    held: dict[str, int] = {}
    for id_ in wanted:
        one = Outgoing(id_, _seen_by_lead(engine, whole, now, boards)(id_), now.number, contacts(whole, id_))
        if found := leaving(engine, one.standing, id_):
            held[id_] = len(found)
        else:
            going[id_] = one
    return going, held


def log(
    engine: sa.Engine, as_at: date | None = None, *, sight: Sight, agency_ids: Collection[str] | None = None
) -> tuple[Entry, ...]:
    """Every message that went, the latest first, as somebody of this sight may read it: when, to whom, which rung, what
    it listed, answered or silent; of some agencies and the bodies they succeeded only, where told."""
    whole = standing_at(engine, moment(engine, as_at, sight=whole_of(sight.boards)))
    shown = standing_at(engine, moment(engine, as_at, sight=sight)).register
    found = []
    theirs = (one for one in whole.register.chases.values() if one.id in shown.chases)
    every = sorted(theirs, key=lambda one: (one.sent_on, _number(one.id)))
    higher = [one for one in every if one.rung != LadderRung.LEAD]  # few: what follows asks them for each message
    for chase in every:
        of_theirs = agency_ids is None or any(whole.same_body(id_, chase.agency_id) for id_ in agency_ids)
        if not of_theirs:
            continue
        answered = answered_on(chase, whole)
        later = (
            one
            for one in higher
            if one.sent_on >= chase.sent_on
            and _rank(one) > _rank(chase)
            and whole.same_body(one.agency_id, chase.agency_id)
        )
        found.append(
            Entry(
                shown.chases[chase.id], shown.agency_name(chase.agency_id), state_of(chase), answered,
                ((answered or whole.today) - chase.sent_on).days, None if answered else next(later, None),
            )
        )  # fmt: skip
    return tuple(reversed(found))


def chasing_of(standing: Standing) -> Chasing:
    """The settings of chasing in force on the standing's day."""
    return Chasing.from_settings(standing.register.settings, only_board(standing.register))


def _asked(
    engine: sa.Engine, at: datetime, as_at: date | None, boards: Boards
) -> tuple[Standing, Callable[[str, LadderRung], Standing], datetime | None]:
    """The whole standing of the boards for which the messages would go, how each message's addressees see it, and the
    board's clock; of a past day no clock."""
    when = moment(engine, as_at, sight=whole_of(boards))
    whole = standing_at(engine, when)
    today = standing_at(engine, moment(engine, sight=whole_of(boards)))
    is_past = when.day < today.today
    by_lead = _seen_by_lead(engine, whole, when, boards)
    everybodys = replace(LEAST, boards=boards)

    def seen(agency_id: str, rung: LadderRung) -> Standing:
        if rung == LadderRung.LEAD:
            return by_lead(agency_id)
        return standing_at(engine, moment(engine, when.day if is_past else None, sight=everybodys))

    return whole, seen, None if is_past else at.astimezone(zone_of(whole))


def _seen_by_lead(engine: sa.Engine, whole: Standing, when: Moment, boards: Boards) -> Callable[[str], Standing]:
    """The register as those see it today to whom a message of an agency goes."""

    def seen(agency_id: str) -> Standing:
        sight = sight_of_contacts(whole.register, [who.person_id for who in contacts(whole, agency_id)], boards)
        return standing_at(engine, moment(engine, when.day, sight=sight))

    return seen


def _rank(chase: Chase) -> int:
    return list(LadderRung).index(chase.rung)


def _number(id_: str) -> int:
    return int(digits) if (digits := "".join(c for c in id_ if c.isdecimal())) else 0


def _ask(roles: tuple[PersonRole, ...], who: str, verb: str) -> Boards:
    """Ask for the right; the boards for which it is theirs."""
    if not allowed(roles, verb):
        raise NotAllowedError(who, VERBS[verb].words, why_not(roles, verb) or "")
    return boards_of(roles, verb)
