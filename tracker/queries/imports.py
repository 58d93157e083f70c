"""What workbooks brought in: each import, what it did cell by cell, and whether that can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.queries.register import last_change
from tracker.queries.remember import remember
from tracker.queries.screen import Screen, screen_of
from tracker.queries.sights import hidden_now
from tracker.rules.brought_in import Cell, State
from tracker.rules.dates import in_words
from tracker.rules.errors import UnknownError, shown
from tracker.rules.import_cells import cells
from tracker.rules.records import Agency, Person, WorkbookImport
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import bodies
from tracker.rules.taking_back import FIELDS, summary
from tracker.rules.taking_back import in_words as why_not
from tracker.rules.veil import NOT_SHOWN, RESTRICTED_TITLE
from tracker.store.brought_in import brought_in
from tracker.store.convert import read_all
from tracker.store.engine import reading


class Listed(NamedTuple):
    """One import: its record, who applied it, whose workbook it was, how many cells it filled, how much of it can be
    taken back (whole, in_part, not_at_all, done), and the sentence that says so."""

    record: WorkbookImport
    who: str
    agency: str | None
    changes: int
    can: str
    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """One cell of an import in words: of which action, what stood there and what the file said, whether the cell is as
    it was before already (`back`), who touched it since, and why it cannot be taken back, if so."""

    id: str
    action: str
    title: str
    field: str
    before: str | None
    after: str | None
    kind: str
    """`added` for a new action or a piece of evidence, else `changed`."""
    back: bool = False
    touched: str | None = None
    blocked: str | None = None


def imports(engine: sa.Engine, *, sight: Sight, most: int | None = None, only: str | None = None) -> tuple[Listed, ...]:
    """The imports that somebody of this sight may see, newest first, at most so many, or only that of an id. Who may
    see the board's business sees all; an agency's people those of their agency, and what they brought in themselves."""
    screen = screen_of(engine, sight)
    with reading(engine) as connection:
        name, agencies = _names(connection), _agencies(connection)
        mine = _may_see(agencies, sight, screen)
        records = [one for one in read_all(connection, WorkbookImport) if mine(one) and only in (None, one.id)]
    found: list[Listed] = []
    for record in sorted(records, key=lambda one: (len(one.id), one.id), reverse=True):
        if most is not None and len(found) >= most:
            break
        looked = _looked(engine, record)
        seen = [cell for cell in looked.cells if _is_seen(screen, cell)]
        if looked.cells and not seen:
            continue
        can, why = summary(seen)
        whose = agencies[record.agency_id].name if record.agency_id in agencies else None
        found.append(Listed(_shown(screen, record), name(record.applied_by), whose, len(seen), can, why))
    return tuple(found)


def what_it_did(engine: sa.Engine, import_id: str, *, sight: Sight) -> tuple[Done, ...]:
    """Every cell that an import filled, action by action. Raises UnknownError for one that is not there for this sight.

    What hangs on a review that this person may not see is left out; restricted evidence is masked."""
    screen, hides = screen_of(engine, sight), hidden_now(engine, sight)
    with reading(engine) as connection:
        name, agencies = _names(connection), _agencies(connection)
        mine = _may_see(agencies, sight, screen)
        known = {one.id: one for one in read_all(connection, WorkbookImport) if mine(one)}
    if import_id not in known:
        raise UnknownError("import", import_id, known)
    looked = _looked(engine, known[import_id])
    every = [cell for cell in looked.cells if _is_seen(screen, cell)]
    if looked.cells and not every:
        raise UnknownError("import", import_id)
    return tuple(_done(cell, looked.titles, agencies, name, cell.id in hides.evidence) for cell in every)


class _Looked(NamedTuple):
    cells: tuple[Cell, ...]
    titles: Mapping[str, str]


def _looked(engine: sa.Engine, record: WorkbookImport) -> _Looked:
    """The cells of an import with what its actions are called now, judged once for each state of the register."""

    def make() -> _Looked:
        with reading(engine) as connection:
            brought = brought_in(connection, record)
        return _Looked(cells(*brought), {id_: action.title for id_, action in brought.now.actions.items()})

    return remember(("import", engine.url.render_as_string(), last_change(engine), record.id), make, small=True)


def _done(
    cell: Cell, titles: Mapping[str, str], agencies: Mapping[str, Agency], name: Callable[[str], str], masked: bool
) -> Done:
    since = [one for one in cell.in_the_way if one.touch is not None]
    blocked = why_not(cell, name)
    return Done(
        id=cell.id,
        action=cell.action_id,
        title=titles.get(cell.action_id, str(cell.after) if cell.field == "action" else ""),
        field=FIELDS[cell.field],
        before=_words(cell, cell.before, agencies),
        after=RESTRICTED_TITLE if masked else _words(cell, cell.after, agencies),
        kind="added" if cell.added else "changed",
        back=cell.state == State.BACK,
        touched="; ".join(one.in_words(name) for one in since) or None,
        blocked=f"It stays: {blocked}." if blocked else None,
    )


def _words(cell: Cell, value: Any, agencies: Mapping[str, Agency]) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return in_words(value)
    if cell.field == "owner" and value in agencies:
        return str(agencies[value].name)
    return str(getattr(value, "label", value))


def _is_seen(screen: Screen, cell: Cell) -> bool:
    return cell.action_id not in screen.gone.get("action", ())


def _shown(screen: Screen, record: WorkbookImport) -> WorkbookImport:
    """The record, without the name of a file that names what this person may not see."""
    if screen.naming is None or not screen.naming.search(record.file_name):
        return record
    return WorkbookImport(**{name: getattr(record, name) for name in record.__slots__} | {"file_name": NOT_SHOWN})


def _may_see(agencies: Mapping[str, Agency], sight: Sight, screen: Screen) -> Callable[[WorkbookImport], bool]:
    """Who looks at which imports: of their boards. Everybody else finds what was changed in the history, thing by
    thing."""
    gone = screen.gone.get("workbook_import", frozenset())
    every = [one for one in (sight.each or (sight,)) if one.restricted or one.accesses]
    boards = [one.boards for one in every]
    if None in boards:
        return lambda record: record.id not in gone
    there = frozenset[str | None]().union(*(one for one in boards if one is not None))
    body = bodies(Register(agencies=agencies))
    own = frozenset[str]().union(*(body.get(id_, frozenset((id_,))) for id_ in sight.agencies))
    who = sight.person_id
    return lambda record: (
        record.id not in gone
        and (record.board_id in there or record.agency_id in own or (who is not None and record.applied_by == who))
    )


def _names(connection: sa.Connection) -> Callable[[str], str]:
    people = {person.id: person.name for person in read_all(connection, Person)}
    return lambda id_: shown(people.get(id_) or ("The tracker itself" if id_ == "system" else id_))


def _agencies(connection: sa.Connection) -> dict[str, Agency]:
    return {agency.id: agency for agency in read_all(connection, Agency)}
