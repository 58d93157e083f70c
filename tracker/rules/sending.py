"""A workbook goes to an agency: what it owes, whom it is addressed to, what they may see, how the sending stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce

from tracker.rules.boards import Boards, both
from tracker.rules.brag import HOLE, RANK
from tracker.rules.dates import in_words, plural
from tracker.rules.errors import TrackerError, shown
from tracker.rules.lifecycle import SETTLED
from tracker.rules.records import ActionFile, Sending
from tracker.rules.register import Register
from tracker.rules.sight import LEAST, Sight, hidden, sight_of
from tracker.rules.standing import Standing
from tracker.rules.words import Brag, SendingWay

FORBIDDEN = frozenset(' ,;:<>()[]"\\')
LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom an agency's workbook is addressed to. `email` is None where none is held that can be written to,
    and `why_not` says why."""

    person_id: str
    name: str
    deputy: bool = False
    email: str | None = None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Owes:
    """What an agency owes in short: open actions, how many of them are past their date, asks with no action, and the
    worst rating among them."""

    actions: int
    late: int
    holes: int
    worst: Brag | None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to ask for."""
        return not (self.actions or self.holes)

    @property
    def in_words(self) -> str:
        """ "5 actions, 2 overdue; 1 ask with no action yet"."""
        late = f", {self.late:,} overdue" if self.late else ""
        holes = f"{plural(self.holes, 'ask')} with no action yet" if self.holes else ""
        actions = f"{plural(self.actions, 'action')}{late}" if self.actions or not holes else ""
        return "; ".join(words for words in (actions, holes) if words)


class State(StrEnum):
    """How one sending stands."""

    MADE = "made"
    """Made to be sent by hand; nobody has said that it went."""
    UNKNOWN = "unknown"
    """Handed to the mail server, or about to be, when the tracker stopped: nobody knows whether it left."""
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, eq=False)
class Outgoing:
    """One agency's part of the register, as those see it who get it, at a number of the register: all that its workbook
    and its message are made of."""

    agency_id: str
    standing: Standing
    number: int
    contacts: tuple[Contact, ...]

    @property
    def agency_name(self) -> str:
        """The agency's name."""
        return self.standing.register.agency_name(self.agency_id)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The workbook that goes out, with its export number."""

    sending_id: str
    file_name: str
    content: bytes


class AlreadySentError(TrackerError):
    """A workbook went to the agency today, or it is not known whether one left: a second one needs to be asked for."""

    def __init__(self, agency_name: str, sending: Sending) -> None:
        what = (
            f"{sending.id} went there today already"
            if state_of(sending) == State.SENT
            else f"it is not known whether {sending.id}, of {in_words(sending.made_on)}, left"
        )
        super().__init__(
            f"No second workbook was sent to {shown(agency_name)}: {what}. Ask for another one if you mean it."
        )


class NobodyToSendToError(TrackerError):
    """An agency has no lead or deputy whose e-mail address is known."""

    def __init__(self, agency_name: str) -> None:
        super().__init__(
            f"There is nobody to send to at {shown(agency_name)}: give it a lead with an e-mail address, "
            "or hand the workbook over yourself."
        )


class NotTakenError(TrackerError):
    """The mail server answered, and did not take the message: it has certainly not left."""

    def __init__(self, why: str) -> None:
        self.why = why.rstrip(".")
        super().__init__(f"The mail server did not take it: {why.rstrip('.')}.")


class NotKnownError(TrackerError):
    """The mail server was lost in the middle of a message: nobody knows whether it left, so it is not sent again."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"It is not known whether the message left ({why.rstrip('.')}). It is not sent again by itself."
        )


class ReplyByError(TrackerError):
    """The day by which agencies are asked to reply is over."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{in_words(day)} is over: ask for a reply by a day that is still to come.")


def desks(standing: Standing) -> tuple[str, ...]:
    """The agencies that answer today for anything at all, in register order: of a body renamed or merged, the last."""
    register = standing.register
    busy = {action.owner_id for action in register.actions.values() if action.owner_id}
    busy |= {ask.agency_id for ask in standing.holes}
    answering = {register.answers_for(id_) for id_ in busy if id_ in register.agencies}
    return tuple(id_ for id_ in register.agencies if id_ in answering)


def contacts(standing: Standing, agency_id: str) -> tuple[Contact, ...]:
    """Whom a workbook is addressed to: the leads of an agency and of the bodies it succeeded, then their deputies. What
    is of several boards goes to those who answer to all, where there is anybody; the others get their board's."""
    register = standing.register
    body = standing.body.get(agency_id, frozenset((agency_id,)))
    roles = [role for id_ in (agency_id, *sorted(body - {agency_id})) for role in register.contacts_of.get(id_, ())]
    if any(role.board_id for role in roles):
        here = {review.board_id for review in register.reviews.values()}
        roles = [role for role in roles if role.board_id is None or here <= {role.board_id}] or roles
    found: dict[str, Contact] = {}
    for role in sorted(roles, key=lambda role: role.deputy):
        person = register.people[role.person_id]
        why = why_no_mail(person.email)
        email = None if why else person.email
        found.setdefault(person.id, Contact(person.id, person.name, role.deputy, email, why))
    return tuple(found.values())


def why_no_mail(address: str | None) -> str | None:
    """Why nothing can be sent to an address, in words; None where it can. Marks that could add a second address, or a
    line to a message's head, make it unfit."""
    if not address:
        return "no e-mail address is held"
    before, _, host = address.partition("@")
    if (
        not (before and host and "." in host.strip("."))
        or host.count("@")
        or len(address) > LONGEST_ADDRESS
        or set(address) & FORBIDDEN
        or not (address.isascii() and address.isprintable())
    ):
        return "the e-mail address held is not one that can be written to"
    return None


def sight_of_contacts(register: Register, people: Iterable[str], boards: Boards = None) -> Sight:
    """What a workbook for these people may hold: what each of them may see, since they all get the same one; what
    everybody may see where nobody is named; of the `boards` only whose workbook it is. No restricted evidence, no
    addresses, no accesses: it needs none."""
    sights = [sight_of(register, id_) for id_ in people]
    boards = reduce(both, (one.boards for one in sights), boards)
    if not sights:
        return replace(LEAST, boards=boards)
    some = [one for one in sights if not one.unpublished]
    reviews = reduce(frozenset.__and__, (one.reviews for one in some)) if some else frozenset[str]()
    return Sight(unpublished=not some, reviews=reviews, boards=boards)


def may_be_addressed(standing: Standing, agency_id: str) -> bool:
    """Whether what this standing shows of an agency may be given to its leads and deputies as it is: it holds no work
    of a review that one of them may not see. What somebody takes out for themselves may hold more."""
    register = standing.register
    theirs = sight_of_contacts(register, [who.person_id for who in contacts(standing, agency_id)])
    unseen = hidden(register, theirs).reviews
    if not unseen:
        return True
    return not any(
        register.recommendations[register.parts[ask.part_id].recommendation_id].review_id in unseen
        for ask in register.asks.values()
        if standing.same_body(agency_id, ask.agency_id)
    ) and not any(
        id_.partition(":")[0] in unseen
        for file in register.files.values()
        if standing.same_body(agency_id, file.action.owner_id)
        for id_ in (f"{file.action.review_id}:", *register.recommendations_of_action[file.action.id])
    )


def open_files(standing: Standing, agency_id: str) -> tuple[ActionFile, ...]:
    """The actions that an agency, or a body it succeeded, still has to do something about: worst first."""
    ratings = standing.action_ratings
    mine = [
        file
        for file in standing.register.files.values()
        if standing.same_body(agency_id, file.action.owner_id) and standing.statuses[file.action.id] not in SETTLED
    ]
    return tuple(sorted(mine, key=lambda f: (RANK[ratings[f.action.id].brag], f.action.due or date.max, f.action.id)))


def owes(standing: Standing, agency_id: str) -> Owes:
    """What an agency owes, in short."""
    files = open_files(standing, agency_id)
    brags = [standing.action_ratings[file.action.id].brag for file in files]
    holes = sum(standing.same_body(agency_id, ask.agency_id) for ask in standing.holes)
    worst = [*brags, *([HOLE.brag] if holes else [])]
    return Owes(len(files), brags.count(Brag.RED), holes, min(worst, key=RANK.__getitem__) if worst else None)


def board_ids_of(standing: Standing, agency_id: str) -> tuple[str, ...]:
    """The boards to which an agency answers: those of the reviews it was asked in; all of them, if of none."""
    register = standing.register
    parts = [part_id for file in open_files(standing, agency_id) for part_id in file.part_ids]
    parts += [ask.part_id for ask in standing.holes if standing.same_body(agency_id, ask.agency_id)]
    recommendations = {register.parts[id_].recommendation_id for id_ in parts}
    reviews = {register.recommendations[id_].review_id for id_ in recommendations}
    wanted = {register.reviews[id_].board_id for id_ in reviews} or register.boards.keys()
    return tuple(id_ for id_ in register.boards if id_ in wanted)


def boards_of(standing: Standing, agency_id: str) -> tuple[str, ...]:
    """The names of the boards to which an agency answers."""
    return tuple(standing.register.boards[id_].name for id_ in board_ids_of(standing, agency_id))


def state_of(sending: Sending) -> State:
    """How a sending stands. One by mail that was neither sent nor refused was cut short."""
    if sending.sent_on:
        return State.SENT
    if sending.refused:
        return State.REFUSED
    return State.UNKNOWN if sending.way == SendingWay.BY_MAIL else State.MADE


def in_the_way(sendings: Iterable[Sending], agency_id: str, *, today: date) -> Sending | None:
    """The sending that keeps a second one from leaving by itself: one sent today, or one of which nobody knows."""
    for sending in sendings:
        if sending.agency_id == agency_id:
            state = state_of(sending)
            if state == State.UNKNOWN or (state == State.SENT and sending.sent_on == today):
                return sending
    return None
