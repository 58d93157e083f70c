"""Reports that came in: read once, and what the register already knows of them, their agencies and their themes.

A report lies on the desk of whoever brought it in (`tracker.queries.drafts`) until its recommendations are put in.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock

import sqlalchemy as sa

from tracker.extraction.preview.look import Looked, NotShownError, look
from tracker.extraction.read import KINDS, NotReadableError, read
from tracker.queries.standing import moment, standing_at
from tracker.rules.boards import THE_BOARD
from tracker.rules.candidates import Mark, ReadReport
from tracker.rules.errors import FileRefusedError
from tracker.rules.files import ending
from tracker.rules.folding import folded
from tracker.rules.records import Board
from tracker.rules.register import Register
from tracker.rules.same_report import Comparison, compare
from tracker.rules.sight import Sight
from tracker.rules.working_list import Item, Items
from tracker.sheets.meaning.owners import Owners
from tracker.themes.suggest import Suggested, suggest

__all__ = ["KINDS", "Helped", "board_of", "helped", "page_of", "read_report", "same_as"]
KEPT = 6
"""So many reports are kept as read: the largest takes some 30 MB."""
KEPT_PAGES = 24

_kept: "OrderedDict[tuple[str, str], ReadReport]" = OrderedDict()
_pages: "OrderedDict[Hashable, Looked]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Helped:
    """What the tracker suggests about one item; a person decides. `agencies` are ids, `groups` ids of agency groups,
    `unknown` the addressees that name nobody the register knows."""

    agencies: tuple[str, ...]
    groups: tuple[str, ...]
    unknown: tuple[str, ...]
    themes: tuple[Suggested, ...]
    known_groups: frozenset[str]
    """The ids of every group of the register, to tell them from agencies."""


def read_report(get: Callable[[str], bytes | None], file_hash: str, name: str) -> ReadReport:
    """The report of a hash, read; kept in memory. `get` gives its bytes (`Vault.get`). Raises FileRefusedError.

    It asks for no right: the caller has brought the file in, or is shown nothing but what is in it.
    """
    kind = ending(name)
    with _lock:
        ready = _kept.get((file_hash, kind))
    if ready is not None:
        return ready
    content = get(file_hash)
    if content is None:
        raise FileRefusedError(name, "it is not where evidence is kept: send it again")
    try:
        ready = read(content, kind)
    except NotReadableError as why:
        raise FileRefusedError(name, str(why)) from None
    with _lock:
        _kept[file_hash, kind] = ready
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return ready


def page_of(
    get: Callable[[str], bytes | None],
    file_hash: str,
    name: str,
    page: int,
    marks: tuple[Mark, ...] = (),
    zoom: int = 1,
) -> Looked | None:
    """One page of a report as printed, with marks upon it; None where it cannot be shown. Kept for going back."""
    key = (file_hash, ending(name), page, zoom, marks)
    with _lock:
        if (ready := _pages.get(key)) is not None:
            _pages.move_to_end(key)
            return ready
    content = get(file_hash)
    try:
        seen = look(content or b"", ending(name), page=page, zoom=zoom, marks=marks)
    except NotShownError:
        return None
    with _lock:
        _pages[key] = seen
        while len(_pages) > KEPT_PAGES:
            _pages.popitem(last=False)
    return seen


def forget() -> None:
    """Drop the reports that are kept; for tests and benchmarks."""
    with _lock:
        _kept.clear()
        _pages.clear()


def same_as(engine: sa.Engine, items: Items, file_hash: str, *, sight: Sight) -> Comparison | None:
    """The review that a report is already, for somebody of this sight, with every difference; None where it is new."""
    return compare(items, standing_at(engine, moment(engine, sight=sight)).register, file_hash)


def board_of(register: Register, report: ReadReport, asked: str | None) -> Board | None:
    """Whose review a report is: the board asked for, the only one, or the one whose place its publisher names."""
    if asked is not None and asked in register.boards:
        return register.boards[asked]
    if len(register.boards) == 1:
        return next(iter(register.boards.values()))
    said = _name(f"{report.publisher} {report.title}").split()
    named = [board for board in register.boards.values() if (own := _name(board.name).split()) and own[0] in said]
    return named[0] if len(named) == 1 else None


def helped(register: Register, items: Items, board: Board | None) -> Mapping[str, Helped]:
    """Which agencies and themes each item seems to mean, by its id. `board` is whose review it is, once that is known:
    a report that says “the Board” means that one."""
    owners, themes = Owners(register), tuple(register.themes.values())
    return {item.id: _helped(register, owners, item, board, suggest(item.text, themes)) for item in items}


def _helped(
    register: Register, owners: Owners, item: Item, board: Board | None, themes: tuple[Suggested, ...]
) -> Helped:
    agencies, groups, unknown = dict[str, None](), dict[str, None](), list[str]()
    for words in item.addressed_to:
        name = _name(words)
        if board is not None and board.agency_id and name in THE_BOARD:
            agencies[board.agency_id] = None
            continue
        if found := _groups(register, name, board):
            groups |= dict.fromkeys(found)
            continue
        meant = owners.find(words, review=_latest(register, board))
        agencies |= dict.fromkeys(_answering(register, id_) for id_ in meant.agency_ids)
        if not meant.agency_ids:
            unknown.append(words)
    return Helped(tuple(agencies), tuple(groups), tuple(unknown), themes, frozenset(register.groups))


def _answering(register: Register, agency_id: str) -> str:
    """Who answers for an agency that a report names: of a closed one its successor's, as far as it is known."""
    agency, seen = register.agencies[agency_id], set[str]()
    while agency.closed_on and agency.successor_id and agency.id not in seen:
        seen.add(agency.id)
        agency = register.agencies[agency.successor_id]
    return agency.id


def _groups(register: Register, name: str, board: Board | None) -> list[str]:
    """The groups of agencies that are called so; of several, those that this board has asked before."""
    found = [
        group.id for group in register.groups.values()
        if name in {_name(words) for words in (group.name, *group.as_written)}
    ]  # fmt: skip
    if len(found) < 2:
        return found
    return [id_ for id_ in found if board is not None and id_ in _asked_by(register, board)][:1]


def _asked_by(register: Register, board: Board) -> set[str]:
    """The groups that reviews of a board ask."""
    parts = {id_: part.recommendation_id for id_, part in register.parts.items()}
    return {
        ask.group_id for ask in register.asks.values()
        if ask.group_id
        and register.reviews[register.recommendations[parts[ask.part_id]].review_id].board_id == board.id
    }  # fmt: skip


def _latest(register: Register, board: Board | None) -> str | None:
    """A review of the same board, whose agencies are meant before those of another place."""
    return next((r.id for r in reversed(list(register.reviews.values())) if board and r.board_id == board.id), None)


def _name(words: str) -> str:
    return " ".join(folded(words)[0].lower().split()).removeprefix("the ")
