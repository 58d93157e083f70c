"""Words taken out of the store: found in every text of the register, on the trail, and on people's desks.

What may be changed is free text. Ids, dates, words of a vocabulary and hashes stay: entries are chained to them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.rules.evidence import DISPOSED
from tracker.rules.redaction import without, without_told
from tracker.store.chain import digest
from tracker.store.columns import Kept, WordList, WordText, plainly
from tracker.store.convert import canonical, columns_of
from tracker.store.desk import LISTS
from tracker.store.tables import (
    ENTITIES,
    DraftRow,
    Entity,
    EvidenceRow,
    RedactionWordsRow,
    ReviewRow,
    TrailHeadRow,
    TrailRow,
    TrailValueRow,
    UploadRow,
)

BATCH = 5_000
IN_ONE = 500
TIME_IS_OVER = str(canonical(DISPOSED))
NO_TEXT = {
    "agency": {"sector"}, "board": {"timezone"}, "decision": {"about", "made"}, "evidence": {"replaces_id"},
    "part": {"label"}, "person_identity": {"issuer", "subject"}, "person_role": {"source"}, "recommendation": {"ref"},
    "redaction": {"entity", "entity_id", "field", "values"}, "disposal": {"evidence", "values"}, "setting": {"value"},
    "sending": {"to"}, "workbook_import": {"layout"}, "meeting": {"begins"}, "agenda_item": {"about"},
    "chase": {"listed"}, "dip_sample": {"seed", "population"}, "recommendation_theme": {"cues"},
    "learning_point_theme": {"cues"},
}  # fmt: skip
"""Text that is no free text: a code, an id or a part of one."""
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
_values: sa.Table = TrailValueRow.__table__  # type: ignore[attr-defined]
_heads: sa.Table = TrailHeadRow.__table__  # type: ignore[attr-defined]
_words: sa.Table = RedactionWordsRow.__table__  # type: ignore[attr-defined]
_drafts: sa.Table = DraftRow.__table__  # type: ignore[attr-defined]
_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]
_evidence: sa.Table = EvidenceRow.__table__  # type: ignore[attr-defined]
_reviews: sa.Table = ReviewRow.__table__  # type: ignore[attr-defined]


class Held(NamedTuple):
    """A text that holds the words: of a row of the register, by kind, id and field."""

    entity: Entity
    id: str
    field: str
    text: Any
    """One text, or a list of them."""


class ToldValue(NamedTuple):
    """A value of the trail that holds the words, and the entry that told it first, of what."""

    id: int
    number: int
    entity: str
    entity_id: str
    salt: str
    value: str
    left: str


class OnTrail(NamedTuple):
    """What the trail holds of the words: values that can be emptied, and the ids, which cannot."""

    values: tuple[ToldValue, ...]
    ids: tuple[tuple[str, str], ...]


def _is_free(entity: Entity, column: "sa.Column[Any]") -> bool:
    name = column.key
    kind = column.type
    plain = kind.impl if isinstance(kind, sa.types.TypeDecorator) else kind
    is_text = isinstance(kind, WordList) or (isinstance(plain, sa.String) and not isinstance(kind, WordText))
    is_code = name == "id" or name.endswith(("_by", "_hash")) or name in NO_TEXT.get(entity.name, ())
    return is_text and not column.foreign_keys and not is_code


TEXTS: dict[str, tuple[str, ...]] = {
    entity.name: tuple(column.key for column in columns_of(entity.record) if _is_free(entity, column))
    for entity in ENTITIES
}
"""The fields of each kind of thing that hold free text."""


def in_rows(connection: sa.Connection, pattern: re.Pattern[str]) -> Iterator[Held]:
    """Every text of the register, as it stands, that holds the words."""
    for entity in ENTITIES:
        table: sa.Table = entity.row.__table__  # type: ignore[attr-defined]
        names = TEXTS[entity.name]
        if not names:
            continue
        query = sa.select(table.c.id, *(table.c[name] for name in names)).order_by(plainly(table.c.id))
        for row in connection.execute(query, execution_options={"yield_per": BATCH}):
            for name, text in zip(names, row[1:], strict=True):
                if text and taken_out(pattern, text) != text:
                    yield Held(entity, row[0], name, text)


def taken_out(pattern: re.Pattern[str], text: Any) -> Any:
    """What is left of a text, or of each text of a list."""
    return tuple(without(pattern, one) for one in text) if isinstance(text, tuple) else without(pattern, text)


def rows_of(session: Session, entity: Entity, ids: Sequence[str]) -> Iterator[Kept]:
    """The rows of these ids, to change; many of them with few questions."""
    for start in range(0, len(ids), IN_ONE):
        row: Any = entity.row
        yield from session.scalars(sa.select(row).where(row.id.in_(ids[start : start + IN_ONE])))


def on_trail(connection: sa.Connection, pattern: re.Pattern[str]) -> OnTrail:
    """Every value of the trail that holds the words, in order of id; and the things whose very id holds them."""
    found: dict[int, tuple[str, str]] = {}
    every = sa.select(_values.c.id, _values.c.salt, _values.c.value).order_by(_values.c.id)
    for id_, salt, value in connection.execute(every, execution_options={"yield_per": BATCH}):
        if "\\" in value or pattern.search(value):
            found[id_] = (salt, value)
    ids = connection.execute(sa.select(_trail.c.entity, _trail.c.entity_id).distinct())
    named = tuple((entity, id_) for entity, id_ in ids if pattern.search(id_))
    return OnTrail(tuple(_free(connection, found, pattern)) if found else (), named)


def _free(
    connection: sa.Connection, found: dict[int, tuple[str, str]], pattern: re.Pattern[str]
) -> Iterator[ToldValue]:
    """Of the values found, those that are free text: reasons, which are plain text even where they look like a figure
    or like JSON, and the fields that hold it."""
    columns = (_trail.c.number, _trail.c.entity, _trail.c.entity_id, _trail.c.field)
    references = (_trail.c.before_value, _trail.c.after_value, _trail.c.reason_value)
    seen = set[int]()
    query = sa.select(*columns, *references).order_by(_trail.c.number)
    for number, entity, entity_id, name, before, after, reason in connection.execute(
        query, execution_options={"yield_per": BATCH}
    ):
        free = name in TEXTS.get(entity, ())
        for id_, rest in ((reason, without), (before, without_told), (after, without_told)):
            if id_ not in found or id_ in seen or not (free or id_ == reason):
                continue
            seen.add(id_)
            salt, value = found[id_]
            if (left := rest(pattern, value)) != value:
                yield ToldValue(id_, number, entity, entity_id, salt, value, left)


def told_of(connection: sa.Connection, entity: str, fields: Mapping[str, frozenset[str]]) -> tuple[ToldValue, ...]:
    """Every value that the trail ever told of these fields of these things, by id, with what stands there once their
    time is over."""
    found: dict[int, ToldValue] = {}
    ids = sorted(fields)
    for start in range(0, len(ids), IN_ONE):
        query = sa.select(
            _trail.c.number, _trail.c.entity_id, _trail.c.field, _trail.c.before_value, _trail.c.after_value
        ).where(_trail.c.entity == entity, _trail.c.entity_id.in_(ids[start : start + IN_ONE]))
        told = {
            value: (number, id_)
            for number, id_, field, *both in connection.execute(query.order_by(_trail.c.number.desc()))
            for value in both
            if value is not None and field in fields[id_]
        }
        numbers = sorted(told)
        for some in (numbers[at : at + IN_ONE] for at in range(0, len(numbers), IN_ONE)):
            kept = sa.select(_values.c.id, _values.c.salt, _values.c.value).where(_values.c.id.in_(some))
            for value, salt, text in connection.execute(kept):
                if text != TIME_IS_OVER:
                    found[value] = ToldValue(value, told[value][0], entity, told[value][1], salt, text, TIME_IS_OVER)
    return tuple(found[id_] for id_ in sorted(found))


def empty_values(connection: sa.Connection, values: Sequence[ToldValue], redaction_id: str) -> tuple[str, ...]:
    """Leave of each value what is left of it, without its salt; what was done to each, as `id:digest before:digest
    after`, for the redaction's own record."""
    if values:
        connection.execute(
            _values.update()
            .where(_values.c.id == sa.bindparam("which"))
            .values(salt="", value=sa.bindparam("left"), redacted_by=redaction_id),
            [{"which": value.id, "left": value.left} for value in values],
        )
    return tuple(f"{v.id}:{digest(v.salt, v.value)}:{digest('', v.left)}" for v in values)


def empty_desks(connection: sa.Connection, pattern: re.Pattern[str]) -> int:
    """Take the words out of drafts, of the names of waiting files and of where heads stand; how many texts it were."""
    done = 0
    told = ((_drafts, "text", without_told), (_uploads, "name", without), (_heads, "stands_on", without))
    for table, name, rest in told:
        keys = list(table.primary_key)
        for row in connection.execute(sa.select(*keys, table.c[name])).all():
            left = rest(pattern, row[-1])
            if left != row[-1]:
                same = [key == value for key, value in zip(keys, row[:-1], strict=True)]
                done += connection.execute(table.update().where(*same).values({name: left})).rowcount
    return done


def waiting_files(connection: sa.Connection) -> tuple[tuple[str, str, str], ...]:
    """Each file that waits on a desk: its hash, its name and what it waits for."""
    asked = sa.select(_uploads.c.hash, _uploads.c.name, _uploads.c.purpose).distinct()
    return tuple(sorted((row[0], row[1], row[2]) for row in connection.execute(asked)))


def drop_waiting(connection: sa.Connection, hash_: str) -> None:
    """Take a waiting file off every desk that it lies on, with what somebody had decided about it."""
    connection.execute(_uploads.delete().where(_uploads.c.hash == hash_))
    connection.execute(_drafts.delete().where(_drafts.c.place == f"{LISTS}{hash_}"))


def wipe_as_it_goes(connection: sa.Connection) -> None:
    """Let SQLite overwrite with zeros whatever this transaction deletes or replaces."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def keep_words(connection: sa.Connection, redaction_id: str, words: str) -> None:
    """Keep the words that are to be taken out until somebody settles it."""
    connection.execute(_words.insert(), {"redaction_id": redaction_id, "words": words})


def words_of(connection: sa.Connection, redaction_id: str) -> str | None:
    """The words that wait to be taken out, or None."""
    found: str | None = connection.execute(
        sa.select(_words.c.words).where(_words.c.redaction_id == redaction_id)
    ).scalar()
    return found or None


def forget_words(connection: sa.Connection, redaction_id: str, *, unfinished: bool) -> None:
    """Forget the words. `unfinished` leaves a mark, without them, that old bytes are still to be swept away."""
    connection.execute(_words.delete().where(_words.c.redaction_id == redaction_id))
    if unfinished:
        connection.execute(_words.insert(), {"redaction_id": redaction_id, "words": ""})


def stands_in(connection: sa.Connection, entity: str, id_: str, field: str, pattern: re.Pattern[str]) -> bool:
    """Whether the words stand in a field of one thing, now or on the trail; for "reason", in why it was changed too."""
    of_it = (_trail.c.entity == entity, _trail.c.entity_id == id_)
    told = [
        (sa.select(_values.c.value).join(_trail, _trail.c[f"{name}_value"] == _values.c.id).where(*of_it, *more), rest)
        for name, more, rest in (
            ("before", (_trail.c.field == field,), without_told),
            ("after", (_trail.c.field == field,), without_told),
            ("reason", () if field == "reason" else (sa.false(),), without),
        )
    ]
    return any(rest(pattern, value) != value for query, rest in told for value in connection.scalars(query))


def all_texts(connection: sa.Connection) -> Iterator[tuple[str, str, str]]:
    """Every free text of the register as it stands, with the kind and the id of what it is of."""
    for entity in ENTITIES:
        table: sa.Table = entity.row.__table__  # type: ignore[attr-defined]
        if names := TEXTS[entity.name]:
            query = sa.select(table.c.id, *(table.c[name] for name in names))
            for row in connection.execute(query, execution_options={"yield_per": BATCH}):
                for text in row[1:]:
                    for one in (text if isinstance(text, tuple) else (text,)) if text else ():
                        yield entity.name, row[0], one


def holders_of_the_file(connection: sa.Connection, entity: str, id_: str) -> tuple[str, ...]:
    """The ids of other pieces of evidence whose file is the one that this evidence or review holds."""
    of_it = _reviews.c.document_hash if entity == "review" else _evidence.c.file_hash
    hash_ = connection.execute(sa.select(of_it).where(of_it.table.c.id == id_)).scalar()
    if hash_ is None:
        return ()
    same = sa.select(_evidence.c.id).where(_evidence.c.file_hash == hash_, _evidence.c.id != id_)
    return tuple(connection.scalars(same.order_by(plainly(_evidence.c.id))))
