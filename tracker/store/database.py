"""`changing`, the only write door, and what a command may do in it."""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tracker import journal
from tracker.clock import LONDON
from tracker.rules.boards import acting_at, boards_of
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import (
    AlreadySavedError,
    BadValueError,
    ChangedMeanwhileError,
    NotAllowedError,
    UnknownError,
    UnknownPersonError,
)
from tracker.rules.permissions import VERBS, acting_role, why_not
from tracker.rules.personal_links import lead_roles, why_no_link
from tracker.rules.records import PersonRole, WorkbookImport
from tracker.rules.words import Door, Role
from tracker.store import second_wall
from tracker.store.audit import Signature, append, watch
from tracker.store.columns import Kept, plainly
from tracker.store.convert import as_record, canonical
from tracker.store.engine import is_text, one_writer, unavailable
from tracker.store.looking_through import Guard
from tracker.store.seeing import Seeing
from tracker.store.tables import BY_RECORD, FormTokenRow, PersonRoleRow, PersonRow, TrailRow
from tracker.store.walling import Wall

R = TypeVar("R")
SYSTEM = "system"
REASON = "identity_reason"
ONLY = "only_agency"
BOARD = "acting_for_board"
_WALLED = "42501"  # what PostgreSQL says of a row that its row-level security does not let in
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]


class Work:
    """One transaction: what a command may do in it. Rows never leave it; records go in and come out."""

    def __init__(
        self,
        session: Session,
        signature: Signature,
        roles: tuple[PersonRole, ...],
        guard: Guard | None = None,
        *,
        named: bool = True,
        acting: str | None = None,
    ) -> None:
        self.session = session
        self.signature = signature
        self.roles = roles
        self._guard = guard
        self._numbers: dict[tuple[type[Any], str], int] = {}
        self._seeing = Seeing(session, roles, signature.by if named else None, acting)
        self.wall = Wall(session, roles)
        if self.wall.is_bound and second_wall.stands(session.connection()):
            self.wall.bind(self._seeing.boards, self._seeing.named)

    def allow(self, verb: str, agency_id: str | None = None) -> None:
        """Ask whether the signer may do this for this agency; the first role that may is the one on the trail.

        Raises NotAllowedError with the reason in words.
        """
        if why := why_not(self.roles, verb, agency_id):
            who, door = journal.mark(self.signature.by), self.signature.door.value
            journal.say("not_allowed", journal.WARNING, verb=verb, door=door, who=who)
            person = self.session.get(PersonRow, self.signature.by)
            raise NotAllowedError(person.name if person else self.signature.by, VERBS[verb].words, why)
        self.signature.role = acting_role(self.roles, verb, agency_id)
        self.wall.asked(verb, agency_id)

    def board(self, verb: str, agency_id: str | None = None) -> str | None:
        """The board for which the signer does this, as what is made of it says: theirs; None where they do it for every
        board. Raises BadValueError where they may do it for several and have not said for which."""
        boards = boards_of(self.roles, verb, agency_id)
        if boards is None:
            return None
        if len(boards) != 1:
            raise BadValueError("Board", list_in_words(sorted(boards)), "are several: choose for which board you act")
        return next(iter(boards))

    def manage(self, person_id: str) -> None:
        """Ask whether the signer may manage this very person: nobody does who is of one board, and they of another too.
        Raises NotAllowedError."""
        self.wall.person(person_id)

    @property
    def is_bound(self) -> bool:
        """Whether any of the signer's roles holds for one board only."""
        return self.wall.is_bound

    def get(self, record: type[Any], id_: str, *, seen: int | None = None) -> Any:
        """The row of an id that somebody gave, to change. Raises UnknownError where there is none, and where the signer
        may not see it; ChangedMeanwhileError if its version is not `seen`."""
        with second_wall.everywhere(self.session):
            row = self.find(record, id_)
            if row is not None and not self._seeing.may_see(row):
                row = None
        if row is None:
            raise UnknownError(BY_RECORD[record].name.replace("_", " "), id_, self._known(record, id_))
        if seen is not None and row.version != seen:
            raise self.changed_meanwhile(id_)
        return row

    def changed_meanwhile(self, id_: str) -> ChangedMeanwhileError:
        """The error for a thing that somebody changed meanwhile: who, when, and what."""
        with second_wall.everywhere(self.session):
            return self._changed_meanwhile(id_)

    def _changed_meanwhile(self, id_: str) -> ChangedMeanwhileError:
        connection = self.session.connection()
        last = connection.execute(
            sa.select(_trail.c.by, _trail.c.at)
            .where(_trail.c.entity_id == id_)
            .order_by(_trail.c.number.desc())
            .limit(1)
        ).one()
        same = connection.scalars(
            sa.select(_trail.c.field).where(_trail.c.entity_id == id_, _trail.c.at == last.at).order_by(_trail.c.number)
        )
        person = self.session.get(PersonRow, last.by)
        when = last.at.astimezone(LONDON)
        words = f"on {in_words(when.date())} at {when:%H:%M}"
        fields = [field.replace("_", " ") for field in same if field]
        return ChangedMeanwhileError(id_, person.name if person else last.by, words, fields)

    def find(self, record: type[Any], id_: str) -> Any | None:
        """The row of an id, or None, whoever may see it. Nothing has an id that is not text."""
        if not is_text(id_):
            return None
        with second_wall.everywhere(self.session):
            return self.session.get(BY_RECORD[record].row, id_)

    def may_see(self, row: Kept) -> bool:
        """Whether the signer may see a row that was found by another way than its id."""
        return self._seeing.may_see(row)

    def may_see_thing(self, record: type[Any], id_: str) -> bool:
        """The same of an id of a kind. What is no longer there is for those from whom nothing is hidden."""
        row = self.find(record, id_)
        return self._seeing.may_see(row) if row is not None else not self._seeing.hides

    def _known(self, record: type[Any], id_: str) -> list[str]:
        """The ids that a refusal may hint at: none that the signer may not see."""
        every = self.ids(record)
        if not self._seeing.hides:
            return every
        near = (one for one in get_close_matches(id_, every, n=20) if not self._seeing.is_called_hidden(one))
        return [one for one in near if self._seeing.may_see(self.find(record, one))]

    def pointed_at(self, record: type[Any], id_: str) -> Any:
        """The row that another row points at, whether or not the signer may see it: for what follows by itself."""
        row = self.find(record, id_)
        assert row is not None, "the store holds what its rows point at"
        return row

    def all(self, record: type[Any], **equal: Any) -> list[Any]:
        """The rows whose columns equal the given values, in order of id. PostgreSQL shows somebody of one board theirs
        only: who needs those of every board asks `every`."""
        row = BY_RECORD[record].row
        found = self.session.scalars(sa.select(row).filter_by(**equal).order_by(plainly(_ids(row))))
        return list(found)

    def every(self, record: type[Any], **equal: Any) -> list[Any]:
        """The same of every board: for what has to be known of all, such as whether a file is held elsewhere."""
        with second_wall.everywhere(self.session):
            return self.all(record, **equal)

    def look_everywhere(self) -> None:
        """Look at every board's for the rest of the transaction: for what goes through everything, such as a redaction.
        What may be changed stays as it is."""
        second_wall.to_the_end(self.session)

    def record(self, row: Kept) -> Any:
        """A row as its frozen record, pending changes included."""
        return as_record(row)

    def ids(self, record: type[Any]) -> list[str]:
        """Every id of a kind."""
        row = BY_RECORD[record].row
        with second_wall.everywhere(self.session):
            return list(self.session.scalars(sa.select(_ids(row))))

    def add(self, record: R) -> R:
        """Put a new record into its table."""
        entity = BY_RECORD[type(record)]
        names = type(record).__dataclass_fields__  # type: ignore[attr-defined]
        self.session.add(entity.row(**{name: _sound(name, getattr(record, name)) for name in names}))
        return record

    def change(self, row: Kept, **values: Any) -> bool:
        """Set fields of a row; True if anything differs now. Equal values are left alone and leave no trail."""
        differing = {k: v for k, v in values.items() if canonical(getattr(row, k)) != canonical(v)}
        for name, value in differing.items():
            setattr(row, name, _sound(name, value))
        return bool(differing)

    def put_back(self, row: Kept, **values: Any) -> bool:
        """The same with values that stood there before: the identity guard was asked about them then."""
        if self._guard:
            self._guard.were_there(row, values)
        return self.change(row, **values)

    def remove(self, row: Kept) -> None:
        """Take a row out; the trail keeps what it held."""
        self.session.delete(row)

    def next_id(self, record: type[Any], prefix: str, digits: int = 1) -> str:
        """The first free id of the form prefix + number, such as SOTON-K-A014. Numbers are never used twice, not even
        that of something which an import brought in and which was taken back."""
        with second_wall.everywhere(self.session):
            return self._next_id(record, prefix, digits)

    def _next_id(self, record: type[Any], prefix: str, digits: int) -> str:
        number = self._numbers.get((record, prefix))
        if number is None:
            self.session.flush()
            row = BY_RECORD[record].row
            taken = self.session.scalars(sa.select(_ids(row)).where(_ids(row).startswith(prefix, autoescape=True)))
            numbers = [int(id_[len(prefix) :]) for id_ in taken if id_[len(prefix) :].isdecimal()]
            number = max(numbers, default=0)
        number += 1
        while self._were_imports and self._was_there(record, f"{prefix}{number:0{digits}d}"):
            number += 1
        self._numbers[record, prefix] = number
        return f"{prefix}{number:0{digits}d}"

    @cached_property
    def _were_imports(self) -> bool:
        """Whether anything can have been taken back at all: only what an import brought in ever is."""
        found = sa.select(_ids(BY_RECORD[WorkbookImport].row)).limit(1)
        with second_wall.everywhere(self.session):
            return self.session.connection().execute(found).first() is not None

    def _was_there(self, record: type[Any], id_: str) -> bool:
        told = (_trail.c.entity == BY_RECORD[record].name, _trail.c.entity_id == id_)
        return self.session.connection().execute(sa.select(_trail.c.number).where(*told).limit(1)).first() is not None

    def once_there(self, ids: Collection[str]) -> set[str]:
        """Which of these ids the trail knows: they are, or were until somebody took them out."""
        wanted, found = sorted(ids), set[str]()
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            told = (
                sa.select(_trail.c.entity_id).where(_trail.c.entity_id.in_(some), _trail.c.kind == "change").distinct()
            )
            with second_wall.everywhere(self.session):
                found.update(self.session.connection().scalars(told))
        return found

    def note_access(self, entity: str, id_: str) -> None:
        """Write an access event on the chain, such as a download: it changes nothing in the register."""
        append(self.session, [(entity, id_, None, None, None)], kind="access")

    def look_through(self, records: Iterable[Any]) -> None:
        """Have the identity guard look at all the text of these records, for they are about to be made public."""
        if self._guard:
            for record in records:
                self._guard.look_at(record)

    def flush(self) -> None:
        """Write what is pending now, so that later look-ups in this transaction see it."""
        self.session.flush()


def going_on(engine: sa.Engine, reason: str) -> sa.Engine:
    """The same store for a command that has been refused once: words that may identify somebody are let through for
    this reason, if the signer may do that."""
    return engine.execution_options(**{REASON: reason})


def only_for(engine: sa.Engine, agency_id: str) -> sa.Engine:
    """The same store for somebody who came in by a personal link: whatever they sign, they sign as the lead of that one
    agency, and not at all once they may have no link to it any more."""
    return engine.execution_options(**{ONLY: agency_id})


def for_board(engine: sa.Engine, board_id: str | None) -> sa.Engine:
    """The same store for somebody who acts for one board: whatever they sign, they sign as what they are there. None:
    for every board at which they are anything."""
    return engine.execution_options(**{BOARD: board_id}) if board_id else engine


@contextmanager
def changing(
    engine: sa.Engine,
    *,
    by: str,
    verb: str,
    at: datetime,
    door: Door,
    reason: str | None = None,
    token: str | None = None,
) -> Iterator[Work]:
    """The only write door: one transaction, signed, with its trail, or nothing at all.

    `token` is a form's own number: the same form saved twice raises AlreadySavedError and changes nothing.
    New free text that may identify somebody raises IdentifyingError, unless the engine is `going_on`; the tracker's own
    words are not asked.
    """
    signature, begun = Signature(by=by, verb=verb, at=at, door=door, reason=reason), time.perf_counter()
    try:
        with Session(engine.execution_options(write=True), autoflush=False) as session, session.begin():
            one_writer(session.connection())
            options = engine.get_execution_options()
            roles = _roles(session, by, options.get(ONLY), options.get(BOARD))
            if token:
                _use(session, token, at)
            session.info["signature"] = signature
            watch(session)
            guard = Guard(session) if by != SYSTEM else None
            work = Work(session, signature, roles, guard, named=ONLY not in options, acting=options.get(BOARD))
            yield work
            if guard:
                guard.close(signature, roles, options.get(REASON))
            work.wall.close()
    except StaleDataError as error:
        raise ChangedMeanwhileError("This record", "somebody else", "a moment ago") from error
    except IntegrityError:
        raise  # a command that lets the database find its mistake is a bug, and bugs stay visible
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _WALLED:
            who, why = signature.by, "it belongs to another board than yours"
            raise NotAllowedError(who, VERBS[verb].words if verb in VERBS else verb.replace("_", " "), why) from error
        raise unavailable(engine, error) from error
    journal.say("saved", journal.INFO, verb=verb, door=door.value, ms=round((time.perf_counter() - begun) * 1000, 1))


def _roles(session: Session, by: str, only: str | None, board_id: str | None) -> tuple[PersonRole, ...]:
    if by == SYSTEM:
        return (PersonRole("system", SYSTEM, Role.SYSTEM),)
    person = session.get(PersonRow, by) if is_text(by) else None
    if person is None or person.disabled_on is not None:
        raise UnknownPersonError(by)
    rows = session.scalars(sa.select(PersonRoleRow).filter_by(person_id=by).order_by(plainly(_ids(PersonRoleRow))))
    roles = tuple(as_record(row) for row in rows)
    if board_id is not None:
        roles = acting_at(roles, board_id)
    if only is None:
        return roles
    return () if why_no_link(roles, only) else lead_roles(roles, only)


def _use(session: Session, token: str, at: datetime) -> None:
    table: sa.Table = FormTokenRow.__table__  # type: ignore[attr-defined]
    try:
        session.connection().execute(table.insert(), {"token": token, "used_at": at})
    except IntegrityError as error:
        raise AlreadySavedError() from error


def _sound(name: str, value: Any) -> Any:
    """Text that every store can keep. Half a character (a lone surrogate) or a NUL is refused with a sentence."""
    if isinstance(value, str) and not is_text(value):
        raise BadValueError(name.replace("_", " "), value, "it holds a character that is not text: type it again")
    return value


def _ids(row: type[Kept]) -> "sa.Column[str]":
    table: sa.Table = row.__table__  # type: ignore[attr-defined]
    return table.c.id
