"""Papers that are handed over: made from the register as it stood at the end of a day, drawn as Word, PDF or Excel."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker import clock
from tracker.packs.brief import Asked, Brief, PaperKind, meeting_of
from tracker.packs.every import kind_of
from tracker.queries.names import looked_for
from tracker.queries.overlapping import near
from tracker.queries.register import trail
from tracker.queries.standing import change_number, standing
from tracker.rules import illustrative
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import BadValueError, UnknownError
from tracker.rules.identity import Finding, findings, kinds_in_words
from tracker.rules.paper import Heading, Paper, PaperLook, Says, Table, said, texts
from tracker.rules.papers_look import Look
from tracker.rules.provenance import LESS, WHOLE_REGISTER, Provenance, made_facts
from tracker.rules.records import Board, Person, Setting
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing
from tracker.rules.veil import Hidden, veiled_standing
from tracker.rules.words import Publication
from tracker.sheets.leaving import Place
from tracker.store.chain import grouped
from tracker.store.convert import read_all
from tracker.store.engine import reading
from tracker.store.vault import Vault

PUBLISHED_ONLY = "reviews that were published by then"
LONGEST_PLACE = 120


class Ending(NamedTuple):
    """A kind of file that a paper can be: what it is called and what a browser is told."""

    label: str
    media_type: str


ENDINGS: Mapping[str, Ending] = MappingProxyType(
    {
        "docx": Ending("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "pdf": Ending("PDF", "application/pdf"),
        "xlsx": Ending("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }
)


def paper(
    engine: sa.Engine,
    kind: str,
    asked: Asked,
    *,
    sight: Sight,
    as_at: date | None = None,
) -> Paper:
    """A paper as somebody of this sight may have it, as the register stood at the end of a day.

    Without `as_at`: the day its meeting was ended, or the last of its year, where that is over; else today.
    A meeting of one of several boards has that board's reviews in its paper, as its agenda has. Whoever makes it
    again for the same day gets the same. `signed` says who made it when. Raises UnknownError and BadValueError.
    """
    what = kind_of(kind)
    asked = _found(engine, what, asked, sight)
    now = standing(engine, as_at or _usual_day(engine, asked, sight), sight=sight)
    if asked.since and asked.until and now.today < asked.since <= asked.until:
        raise BadValueError("Year", in_words(asked.since), f"had not begun by {in_words(now.today)}")
    left_out = _left_out(what, asked, now)
    earlier = what.earlier(now, asked)
    then = _narrowed(standing(engine, min(earlier, now.today), sight=sight), left_out) if earlier else None
    made = what.build(Brief(_narrowed(now, left_out), then, asked, near(engine, now, sight=sight)))
    number = change_number(engine, now.today)
    facts = Provenance(now.today, number, _hash_of(engine, number), _shows(what, asked, now, sight)).facts()
    marked = is_illustrative(engine)
    name = f"Illustrative {made.file_name[:1].lower()}{made.file_name[1:]}" if marked else made.file_name
    return replace(made, facts=facts, illustrative=marked, file_name=name, board=_board(now.register, asked))


def signed(engine: sa.Engine, made: Paper, *, by: str | None, at: datetime, trail_now: str) -> Paper:
    """The paper with who made it, when, and where the trail ended then: all that differs between two makings."""
    with reading(engine) as connection:
        people = {person.id: person.name for person in read_all(connection, Person)}
        board = next(iter(read_all(connection, Board)), None)
    when = at.astimezone(ZoneInfo(board.timezone) if board else clock.LONDON)
    return replace(made, facts=made.facts + made_facts(people.get(by or "", ""), when, trail_now), made=when)


def _usual_day(engine: sa.Engine, asked: Asked, sight: Sight) -> date | None:
    """As at which day a paper is where nobody says: None for today."""
    meeting = meeting_of(standing(engine, sight=sight).register, asked) if asked.day else None
    day = meeting.ended_on if meeting else asked.day or asked.until
    return day if day and day < clock.today() else None


def is_illustrative(engine: sa.Engine) -> bool:
    """Whether the register's actions are invented: then every paper says so, whatever day it is as at."""
    with reading(engine) as connection:
        return any(setting.id == illustrative.SETTING for setting in read_all(connection, Setting))


def look(engine: sa.Engine, vault: Vault) -> PaperLook:
    """What the board's papers look like today. A file that the vault does not hold is left out."""
    with reading(engine) as connection:
        settings = {setting.id: setting for setting in read_all(connection, Setting)}
        boards = [board.name for board in read_all(connection, Board)]
    set_ = Look.from_settings(settings)
    return PaperLook(
        set_.board or list_in_words(boards),
        vault.get(set_.logo) if set_.logo else None,
        vault.get(set_.template) if set_.template else None,
        named=bool(set_.board),
    )


def drawn(made: Paper, how: PaperLook, ending: str) -> bytes:
    """A paper as a file of one of `ENDINGS`, under the name that was set, else that of its own board."""
    whose = how if how.named or not made.board else replace(how, board=made.board)
    return _writer(ending)(made, whose)


def leaving(engine: sa.Engine, made: Paper) -> tuple[Place, ...]:
    """Where in a paper something may identify somebody: by the action or recommendation that its row begins with, else
    by the heading under which it stands. A review's own printed words are public and are not asked about."""
    names = looked_for(engine)
    found: dict[str, dict[str, None]] = {}
    looked: dict[str, tuple[Finding, ...]] = {}
    for id_, under, where, text in _texts(made):
        if text not in looked:  # most cells of a table say what another cell says
            looked[text] = findings(text, names)
        if some := looked[text]:
            place = next((word for word in (id_, under) if word and not findings(word, names)), "The paper")
            found.setdefault(place[:LONGEST_PLACE], {})[f"{kinds_in_words(some)} in {where}"] = None
    return tuple(Place(id_, "; ".join(holds)) for id_, holds in found.items())


def _texts(made: Paper) -> Iterator[tuple[str, str, str, str]]:
    """Every text of a paper: of what it tells, under which heading, where there, and the text."""
    under = "The title"
    yield under, under, "the title", made.title
    for block in made.blocks:
        match block:
            case Heading(words):
                under = words
                yield under, "", "a heading", words
            case Says(printed=True):
                continue
            case Table(heads, rows):
                for row in rows:
                    id_ = said(row[0]).partition("\n")[0] if row else ""
                    for head, cell in zip(heads, row, strict=False):
                        yield id_, under, f"‘{head}’ of ‘{block.name}’", said(cell)
            case _:
                for text in texts((block,)):
                    yield "", under, "the text", text


def _writer(ending: str) -> Callable[[Paper, PaperLook], bytes]:
    """Each is loaded only when it is asked for: they cost time."""
    match ending:
        case "docx":
            from tracker.packs.word import write as as_word

            return as_word
        case "pdf":
            from tracker.packs.pdf import write as as_pdf

            return as_pdf
        case "xlsx":
            from tracker.sheets.writing.paper import write as as_workbook

            return as_workbook
    raise UnknownError("kind of file", ending, ENDINGS)


def _found(engine: sa.Engine, what: PaperKind, asked: Asked, sight: Sight) -> Asked:
    """What was asked, with the day of its meeting. Raises UnknownError for a meeting that is not there at all."""
    if what.kind == "meeting":
        if asked.id is None and asked.day is None:
            raise BadValueError("Paper", what.title, f"needs to know of {what.about}")
        known = standing(engine, sight=sight).register
        meeting = meeting_of(known, asked)
        if meeting is not None:
            board_id = asked.board_id or (meeting.board_id if len(known.boards) > 1 else None)
            return replace(asked, day=meeting.held_on, board_id=board_id)
        if asked.id is not None:
            raise UnknownError("meeting", asked.id, known.meetings)
    elif what.kind != "year" and asked.id is None:
        raise BadValueError("Paper", what.title, f"needs to know of {what.about}")
    return asked


def _left_out(what: PaperKind, asked: Asked, now: Standing) -> frozenset[str]:
    """Reviews that are not in this paper, whoever makes it: of other boards; not published by then, if it is for more
    hands than the board's and not about that very review."""
    return frozenset(
        review.id
        for review in now.register.reviews.values()
        if asked.board_id not in (None, review.board_id)
        or (what.public and review.state != Publication.PUBLISHED and review.id != asked.id)
    )


def _narrowed(now: Standing, reviews: frozenset[str]) -> Standing:
    there = reviews & now.register.reviews.keys()
    return veiled_standing(now, Hidden(there)) if there else now


def _shows(what: PaperKind, asked: Asked, now: Standing, sight: Sight) -> str:
    board = _board(now.register, asked)
    if what.public:
        own = now.register.reviews.get(asked.id or "")
        besides = ", and this one" if own and own.state != Publication.PUBLISHED else ""
        return f"{PUBLISHED_ONLY}{f' of {board}' if board else ''}{besides}"
    whole = f"the reviews of {board}" if board else WHOLE_REGISTER
    if not board and sight.boards is not None:
        whole = (
            f"the reviews of {list_in_words([b.name for b in now.register.boards.values() if b.id in sight.boards])}"
        )
    return whole if sight.unpublished and sight.restricted else LESS


def _board(register: Register, asked: Asked) -> str:
    board = register.boards.get(asked.board_id or "")
    return board.name if board else ""


def _hash_of(engine: sa.Engine, number: int) -> str:
    """The trail's hash at an entry, as it stands on paper."""
    if not number:
        return ""
    with reading(engine) as connection:
        found = connection.scalar(sa.select(trail.c.hash).where(trail.c.number == number))
    return grouped(found) if found else ""
