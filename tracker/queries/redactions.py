"""Redactions: how many there were, what one of them would touch, and every copy that left or was kept before it."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from tracker.queries.register import trail
from tracker.queries.remember import forget
from tracker.queries.telling import thing
from tracker.rules.dates import list_in_words, plural
from tracker.rules.permissions import allowed
from tracker.rules.records import PersonRole, Redaction
from tracker.rules.redaction import longer_words, pattern_of
from tracker.rules.sight import Sight
from tracker.store import redacting, sweeping
from tracker.store.convert import read_all
from tracker.store.engine import reading
from tracker.store.heads import SIGNED_OFF, signed_off
from tracker.store.tables import DisposalRow, RedactionRow

_redactions: sa.Table = RedactionRow.__table__  # type: ignore[attr-defined]
_disposals: sa.Table = DisposalRow.__table__  # type: ignore[attr-defined]
_counted: dict[str, int] = {}
COPIES = ("workbook", "backup")
COPIES_OF_FILES = (*COPIES, "evidence_place")
"""The kinds of things on the trail's access entries that may hold any words of the register."""


@dataclass(frozen=True)
class Touched:
    """What agreeing to a redaction would change: texts of the register by kind of thing, and values of the trail.
    `ids` are things whose very id holds the words, which cannot be changed; `longer` words that hold them are left."""

    texts: tuple[tuple[str, int], ...]
    values: int
    ids: tuple[str, ...]
    longer: tuple[tuple[str, int], ...]
    files: tuple[str, ...] = ()
    """Where a file goes: what holds it, and every other piece of evidence with the very same one."""

    @property
    def in_words(self) -> str:
        """What agreeing would change, in sentences."""
        number = plural(sum(count for _, count in self.texts), "text")
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.texts)
        texts = f"{number} of the register" + (f" ({kinds})" if kinds else "")
        said = [f"It changes {texts} and {plural(self.values, 'value')} of the trail."]
        if self.files:
            said = [f"The file of {list_in_words(self.files)} goes for good."]
        if self.longer:
            said.append(f"Longer words that hold it stay: {list_in_words([word for word, _ in self.longer])}.")
        if self.ids:
            said.append(f"It also stands in the ids {list_in_words(self.ids)}, which cannot be changed.")
        return " ".join(said)


class Copy(NamedTuple):
    """One copy that left the register or was kept: on which entry of the trail, when, by whom, and what."""

    number: int
    at: datetime
    by: str
    kind: str
    what: str


def count(engine: sa.Engine) -> int:
    """How many redactions and disposals were agreed: part of what everything remembered rests on. A new one, agreed
    anywhere, makes this process forget what it had worked out before."""
    with reading(engine) as connection:
        found = sum(
            connection.execute(sa.select(sa.func.count()).where(table.c.agreed_on.is_not(None))).scalar() or 0
            for table in (_redactions, _disposals)
        )
    store = engine.url.render_as_string()
    if _counted.get(store, found) != found:
        forget()
    _counted[store] = found
    return found


def listed(engine: sa.Engine, *, sight: Sight) -> tuple[Redaction, ...]:
    """Every redaction that was ever asked for of something that somebody of this sight may see, the newest first."""
    gone = _gone(engine, sight)
    with reading(engine) as connection:
        found: list[Redaction] = read_all(connection, Redaction)
    seen = (one for one in found if one.entity_id not in gone.get(one.entity, ()))
    return tuple(sorted(seen, key=lambda r: (len(r.id), r.id), reverse=True))


def _gone(engine: sa.Engine, sight: Sight) -> Mapping[str, Container[str]]:
    """What somebody may not see, by kind: what hangs on hidden reviews, and the evidence whose words are hidden."""
    from tracker.queries.screen import screen_of  # it looks at how things stand, which rests on `count`

    screen = screen_of(engine, sight)
    return {**screen.gone, "evidence": screen.gone.get("evidence", frozenset[str]()) | screen.hidden.evidence}


def unfinished(engine: sa.Engine) -> tuple[str, ...]:
    """Redactions that were agreed and cut short before the files were written anew."""
    with reading(engine) as connection:
        return sweeping.unfinished(connection)


def removed_files(engine: sa.Engine) -> dict[str, str]:
    """Every file that was taken out: its hash, and the redaction that did it."""
    with reading(engine) as connection:
        return sweeping.removed_files(connection)


def waiting_words(engine: sa.Engine, redaction: Redaction, roles: tuple[PersonRole, ...], person_id: str) -> str | None:
    """The words that wait to be taken out, for those who may agree to it and for whoever asked; else None."""
    if redaction.asked_by != person_id and not allowed(roles, "agree_redaction"):
        return None
    with reading(engine) as connection:
        return redacting.words_of(connection, redaction.id)


def touched(engine: sa.Engine, redaction: Redaction, *, sight: Sight, roles: tuple[PersonRole, ...]) -> Touched:
    """What agreeing to a waiting redaction would change, as far as somebody of this sight and in these roles sees it;
    the ids and the longer words are for whoever asked and for those who may agree."""
    gone = _gone(engine, sight)
    close = redaction.asked_by == sight.person_id or allowed(roles, "agree_redaction")

    def seen(entity: str, id_: str) -> bool:
        return id_ not in gone.get(entity, ())

    with reading(engine) as connection:
        if redaction.field is None:
            same = (id_ for id_ in _same_file(connection, redaction) if close and seen("evidence", id_))
            return Touched((), 0, (), (), (redaction.entity_id, *same))
        words = redacting.words_of(connection, redaction.id)
        if words is None:
            return Touched((), 0, (), ())
        pattern = pattern_of(words)
        held = [one for one in redacting.in_rows(connection, pattern) if seen(one.entity.name, one.id)]
        on_trail = redacting.on_trail(connection, pattern)
        texts = (text for kind, id_, text in redacting.all_texts(connection) if seen(kind, id_))
        longer = longer_words(words, texts) if close else []
    kinds = Counter(thing(one.entity.name) for one in held)
    values = sum(seen(value.entity, value.entity_id) for value in on_trail.values)
    ids = dict.fromkeys(id_ for kind, id_ in on_trail.ids if close and seen(kind, id_))
    return Touched(tuple(kinds.most_common()), values, tuple(ids), tuple(longer))


def copies(engine: sa.Engine, redaction: Redaction, *, sight: Sight) -> tuple[Copy, ...]:
    """Every copy that left or was kept since the words, or the file, first came in, up to the day they were taken out:
    workbooks, backups, papers with a signed-off head; of a file also downloads and the places evidence was copied to.
    By whom is for whoever sees that of other things too."""
    with reading(engine) as connection:
        first = _first_told(connection, redaction)
        if first is None:
            return ()
        last = _settled_at(connection, redaction)
        ids = {redaction.entity_id, *_same_file(connection, redaction)} if redaction.field is None else set()
        kinds = COPIES if redaction.field else COPIES_OF_FILES
        return copies_between(connection, first, last, redaction.entity, frozenset(ids), sight, kinds=kinds)


def copies_between(
    connection: sa.Connection,
    first: int,
    last: int,
    entity: str,
    ids: frozenset[str],
    sight: Sight,
    *,
    kinds: tuple[str, ...] = COPIES_OF_FILES,
) -> tuple[Copy, ...]:
    """Every copy on the trail from one entry to another: workbooks, backups, papers, where files were carried to, and
    what of these things was downloaded. By whom is for those who see accesses. What people took out who serve other
    boards only held nothing of this one, and is not told."""
    left = sa.select(trail.c.number, trail.c.at, trail.c.by, trail.c.entity, trail.c.entity_id).where(
        trail.c.kind == "access",
        trail.c.number.between(first, last),
        trail.c.verb.not_in(SIGNED_OFF[:1]),
        sa.or_(trail.c.entity.in_(kinds), sa.and_(trail.c.entity == entity, trail.c.entity_id.in_(ids))),
    )
    found = [Copy(*row) for row in connection.execute(left)]
    found += [
        Copy(head.number, head.at, head.by, "paper", head.stands_on)
        for head in signed_off(connection)
        if first <= head.number <= last and head.by != "system" and not any(c.number == head.number for c in found)
    ]
    if sight.boards is not None:
        others = _of_other_boards(connection, sight.boards)
        found = [one for one in found if one.by not in others or one.kind not in ("workbook", "paper")]
    told = sight.accesses and sight.boards is None  # of other boards' people nobody is told that they took something
    return tuple(one if told else one._replace(by="") for one in sorted(found))


def _of_other_boards(connection: sa.Connection, boards: frozenset[str]) -> set[str]:
    """The people who serve other boards and none of these."""
    roles = read_all(connection, PersonRole)
    here = {role.person_id for role in roles if role.board_id is None or role.board_id in boards}
    return {role.person_id for role in roles} - here


def _first_told(connection: sa.Connection, redaction: Redaction) -> int | None:
    """The entry that first told what a redaction takes out."""
    if redaction.field is None:
        field = "file_hash" if redaction.entity == "evidence" else "document_hash"
        of_it = (trail.c.entity == redaction.entity, trail.c.entity_id == redaction.entity_id, trail.c.field == field)
        number: int | None = connection.execute(sa.select(sa.func.min(trail.c.number)).where(*of_it)).scalar()
        return number
    if redaction.agreed_on is None:
        words = redacting.words_of(connection, redaction.id)
        told = redacting.on_trail(connection, pattern_of(words)).values if words else ()
        return min((value.number for value in told), default=None)
    ids = [int(head) for value in redaction.values if (head := value.partition(":")[0]).isdecimal()]
    if not ids:
        return None
    holds = [trail.c[f"{name}_value"] == min(ids) for name in ("before", "after", "reason")]
    first: int | None = connection.execute(sa.select(sa.func.min(trail.c.number)).where(sa.or_(*holds))).scalar()
    return first


def _settled_at(connection: sa.Connection, redaction: Redaction) -> int:
    """The entry by which the words were gone; the last one while they are there."""
    query = sa.select(sa.func.max(trail.c.number))
    if redaction.agreed_on is not None:
        query = query.where(
            trail.c.entity == "redaction", trail.c.entity_id == redaction.id, trail.c.field == "agreed_on"
        )
    return connection.execute(query).scalar() or 0


def _same_file(connection: sa.Connection, redaction: Redaction) -> tuple[str, ...]:
    """Other pieces of evidence that hold the very same file."""
    return redacting.holders_of_the_file(connection, redaction.entity, redaction.entity_id)
