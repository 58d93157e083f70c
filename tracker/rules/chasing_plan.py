"""Who would get which message now, and whose next letter is due: one message an owner, never one a date."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.rules.brag import RANK
from tracker.rules.chasing import Chasing
from tracker.rules.chasing_log import in_the_way, next_rung, of_agency, rung_after, silence, waiting
from tracker.rules.chasing_owed import Guard, Owed, others_open, what_is_owed
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.personal_links import PersonalLinks, why_no_link
from tracker.rules.records import LadderContact
from tracker.rules.register import Register
from tracker.rules.sending import Contact, board_ids_of, boards_of, contacts, desks, why_no_mail
from tracker.rules.standing import Standing
from tracker.rules.words import Brag, LadderRung


@dataclass(frozen=True, slots=True)
class Planned:
    """One message that would go to one agency, or one letter to a rung above it: all that its words are made of."""

    agency_id: str
    agency_name: str
    short_name: str
    rung: LadderRung
    to: tuple[Contact, ...]
    owed: tuple[Owed, ...]
    others: int
    """Open actions besides, of which it is not asked now."""
    boards: tuple[str, ...]
    today: date
    reply_by: date
    before: tuple[tuple[LadderRung, date], ...] = ()
    """The messages that went before it and stayed without an answer."""
    held: str | None = None
    """Why it does not go now in any way, in words."""
    held_by_mail: str | None = None
    """Why it does not go by e-mail now, in words: it may still be made as a file."""
    unseen: int = 0
    """How many more things are owed of which its addressees may not be told."""
    with_workbook: bool = False
    """Whether its return workbook travels with it."""
    next: LadderRung | None = None
    """The rung whose letter is due now, beside this message."""
    link_for: str | None = None
    """The one person it goes to, where it carries their personal link."""

    @property
    def reached(self) -> tuple[Contact, ...]:
        """Those whom an e-mail reaches."""
        return tuple(who for who in self.to if who.email)

    @property
    def late(self) -> int:
        """How many of its lines are rated overdue: what the message marks so."""
        return sum(line.brag == Brag.RED for line in self.owed)

    @property
    def worst(self) -> Brag:
        """The worst rating among its lines."""
        return min((line.brag for line in self.owed), key=RANK.__getitem__, default=Brag.NONE)

    @property
    def listed(self) -> tuple[str, ...]:
        """The ids of what it lists, as the record keeps them."""
        return tuple(line.about for line in self.owed)

    @property
    def why_not(self) -> str | None:
        """Why it does not go by e-mail now, in words; None where it does."""
        return self.held or self.held_by_mail

    @property
    def in_words(self) -> str:
        """ "5 things, 2 overdue"."""
        late = f", {self.late:,} overdue" if self.late else ""
        return f"{plural(len(self.owed), 'thing')}{late}"


Seen = Callable[[str, LadderRung], Standing]


def plan(
    standing: Standing,
    chasing: Chasing,
    *,
    now: datetime | None = None,
    names: Iterable[str] = (),
    seen: Seen | None = None,
) -> tuple[Planned, ...]:
    """The message to the lead of every agency that owes something pressing, the worst first; of a body renamed or
    merged, to whoever answers now.

    `standing` is the whole register's; `seen` gives what those may see whom a message of an agency and rung goes to.
    `now` is the board's own clock; without it no hour is quiet, as for a past day.
    """
    guard = Guard(standing.register, names)
    made = (
        _planned(standing, chasing, id_, LadderRung.LEAD, guard, now, seen or (lambda *_: standing))
        for id_ in desks(standing)
    )
    return _worst_first(each for each in made if each.owed)


def letters(
    standing: Standing,
    chasing: Chasing,
    *,
    now: datetime | None = None,
    names: Iterable[str] = (),
    seen: Seen | None = None,
) -> tuple[Planned, ...]:
    """The letters to the next rung that are due, the worst first: drafted, and sent by a person only."""
    guard = Guard(standing.register, names)
    due = ((id_, next_rung(standing, id_, chasing)) for id_ in desks(standing))
    made = (
        _planned(standing, chasing, id_, rung, guard, now, seen or (lambda *_: standing)) for id_, rung in due if rung
    )
    return _worst_first(each for each in made if each.owed)


def letter(
    standing: Standing, chasing: Chasing, agency_id: str, rung: LadderRung, *, names: Iterable[str] = (),
    seen: Seen | None = None,
) -> Planned:  # fmt: skip
    """The letter about one agency to a rung, whether or not it is due: for a person who wants it now."""
    return _planned(
        standing, chasing, agency_id, rung, Guard(standing.register, names), None, seen or (lambda *_: standing)
    )


def with_link(planned: Planned, standing: Standing, setting: PersonalLinks) -> Planned:
    """The message, saying whose personal link it carries. A link is one person's: only a message to a lead, that goes
    to nobody else, carries one."""
    if not setting.on or planned.rung != LadderRung.LEAD or len(planned.to) != 1 or not planned.reached:
        return planned
    who = planned.to[0].person_id
    roles = tuple(standing.register.roles_of.get(who, ()))
    return planned if why_no_link(roles, planned.agency_id) else replace(planned, link_for=who)


def addressed(standing: Standing, agency_id: str, rung: LadderRung) -> tuple[Contact, ...]:
    """Whom a message goes to: the leads and deputies of an agency, or the contacts kept for a higher rung of it."""
    if rung == LadderRung.LEAD:
        return contacts(standing, agency_id)
    return tuple(_as_contact(one) for one in _kept(standing, agency_id, rung))


def _planned(
    standing: Standing, chasing: Chasing, agency_id: str, rung: LadderRung, guard: Guard, now: datetime | None,
    seen: Seen,
) -> Planned:  # fmt: skip
    register, today = standing.register, standing.today
    theirs = seen(agency_id, rung)
    owed = what_is_owed(theirs, agency_id, guard)
    silent = silence(standing, agency_id)
    agency = register.agencies[agency_id]
    is_lead = rung == LadderRung.LEAD
    made = Planned(
        agency_id, agency.name, agency.short_name, rung, addressed(standing, agency_id, rung), owed,
        others_open(theirs, agency_id, owed), boards_of(theirs, agency_id), today, chasing.reply_by(today),
        tuple((one.rung, one.sent_on) for one in silent),
        unseen=max(0, len(what_is_owed(standing, agency_id, guard)) - len(owed)) if theirs is not standing else 0,
        with_workbook=is_lead and agency.chase_with_workbook,
        next=rung_after(silent, chasing, today=today) if is_lead else None,
    )  # fmt: skip
    held = in_the_way(of_agency(standing, agency_id), rung, chasing, today=today)
    if held is None and is_lead and made.next is None and (until := waiting(silent, chasing, today=today)):
        held = f"an answer to the last message may still come, until {in_words(until)}"
    return replace(made, held=held, held_by_mail=_by_mail(made, chasing, now))


def _by_mail(made: Planned, chasing: Chasing, now: datetime | None) -> str | None:
    if not made.reached:
        return nobody(made.to)
    return chasing.quiet(now) if now else None


def nobody(to: Sequence[Contact]) -> str:
    """Why nobody can be written to, in words."""
    if not to:
        return "there is nobody to write to: no name is kept"
    whys = list_in_words([f"{who.name}: {who.why_not}" for who in to])
    return f"there is nobody to write to ({whys})"


def _kept(standing: Standing, agency_id: str, rung: LadderRung) -> Iterator[LadderContact]:
    register = standing.register
    for one in register.ladder_contacts.values():
        if one.rung == rung and (
            _of_its_board(register, standing, agency_id, one)
            if rung == LadderRung.CHAIR
            else standing.same_body(agency_id, one.agency_id)
        ):
            yield one


def _of_its_board(register: Register, standing: Standing, agency_id: str, chair: LadderContact) -> bool:
    """Whether a chair is of a board to which the agency answers; one that names no board is of every one."""
    if chair.agency_id is None:
        return True
    boards = (register.boards[id_].agency_id for id_ in board_ids_of(standing, agency_id))
    return any(standing.same_body(chair.agency_id, id_) for id_ in boards)


def _as_contact(one: LadderContact) -> Contact:
    why = why_no_mail(one.email)
    return Contact(one.id, one.name, email=None if why else one.email, why_not=why)


def _worst_first(made: Iterable[Planned]) -> tuple[Planned, ...]:
    return tuple(sorted(made, key=lambda one: (RANK[one.worst], -one.late, -len(one.owed), one.agency_name)))
