"""The one place where the trail is written: a flush hook on every session that may write, so it cannot be forgotten.

For each new, changed or removed row the hook adds one trail entry per field, in the same transaction. A session
without a signature cannot write, and ORM bulk writes, which no hook would see, are refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from tracker.rules.words import Door, Role
from tracker.store.chain import START, chained, digest, salt
from tracker.store.columns import Kept
from tracker.store.convert import canonical
from tracker.store.second_wall import everywhere
from tracker.store.tables import BY_ROW, TrailEndRow, TrailRow, TrailValueRow

Change: TypeAlias = tuple[str, str, str | None, str | None, str | None]
NOT_TOLD = frozenset({"version"})
_FIELDS = {
    row: tuple(column.key for column in row.__table__.columns if column.key not in NOT_TOLD)  # type: ignore[attr-defined]
    for row in BY_ROW
}
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
_values: sa.Table = TrailValueRow.__table__  # type: ignore[attr-defined]
_end: sa.Table = TrailEndRow.__table__  # type: ignore[attr-defined]


@dataclass
class Signature:
    """Who changes what, in which role, why, when and through which door: on every entry of one transaction."""

    by: str
    verb: str
    at: datetime
    door: Door
    reason: str | None = None
    role: Role | None = None


class UnsignedWriteError(RuntimeError):
    """A programming mistake: something tried to write without a signature, or past the flush hook."""


def watch(session: Session) -> None:
    """Hang the hook on a session. Reads the chain's head once; call inside the write transaction."""
    event.listen(session, "before_flush", _write_trail)
    event.listen(session, "do_orm_execute", _refuse_bulk)


def _refuse_unsigned(session: Session, _context: Any, _instances: Any) -> None:
    if "signature" not in session.info and any(
        isinstance(row, Kept) for row in (*session.new, *session.dirty, *session.deleted)
    ):
        raise UnsignedWriteError("a session of one's own cannot write to the register: use changing()")


event.listen(Session, "before_flush", _refuse_unsigned)  # every session of the process, watched or not


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise UnsignedWriteError("bulk writes would leave no trail: add or change rows one by one")


def _write_trail(session: Session, _context: Any, _instances: Any) -> None:
    changes = [change for row in session.new for change in _told(row, made=True)]
    changes += [change for row in session.dirty for change in _edits(row)]
    changes += [change for row in session.deleted for change in _told(row, made=False)]
    if changes:
        append(session, changes)


def _entity(row: Any) -> tuple[str, tuple[str, ...]]:
    entity = BY_ROW.get(type(row))
    if entity is None:
        raise UnsignedWriteError(f"{type(row).__name__} is no row of the register")
    return entity.name, _FIELDS[type(row)]


def _told(row: Kept, *, made: bool) -> list[Change]:
    entity, names = _entity(row)
    values = [(name, canonical(getattr(row, name))) for name in names]
    return [
        (entity, row.id, name, None if made else value, value if made else None)
        for name, value in values
        if value is not None
    ]


def _edits(row: Kept) -> list[Change]:
    entity, names = _entity(row)
    found: list[Change] = []
    attributes = sa.inspect(row).attrs
    for name in names:
        history = attributes[name].load_history()
        if history.added:
            before = canonical(history.deleted[0]) if history.deleted else None
            after = canonical(history.added[0])
            if before != after:
                found.append((entity, row.id, name, before, after))
    return found


def append(
    session: Session,
    changes: list[Change],
    *,
    kind: str = "change",
) -> None:
    """Add entries to the end of the chain, each signed by the session's signature, and keep where the chain now ends.

    In a redaction `hide` (in the session's info) is what no value may hold any more: the entry that says that a text
    was changed does not bring back what it said before. A reason is plain text, and was looked at when it was given.
    """
    signature: Signature | None = session.info.get("signature")
    if signature is None or signature.role is None:
        raise UnsignedWriteError("a write needs a signature whose right was asked for")
    connection = session.connection()
    number, head, value_id = session.info.get("head") or _head(session)
    hide: Callable[[str], str] | None = session.info.get("hide")
    entries: list[dict[str, Any]] = []
    kept: list[dict[str, Any]] = []

    def keep(value: str | None, hide: Callable[[str], str] | None = hide) -> tuple[str | None, int | None]:
        nonlocal value_id
        if value is None:
            return None, None
        value_id += 1
        value = hide(value) if hide else value
        grain = salt()
        kept.append({"id": value_id, "salt": grain, "value": value})
        return digest(grain, value), value_id

    reason_digest, reason_value = keep(signature.reason, None)
    for entity, id_, field, before, after in changes:
        number += 1
        before_digest, before_value = keep(before)
        after_digest, after_value = keep(after)
        entry = {
            "number": number,
            "at": signature.at,
            "by": signature.by,
            "role": signature.role.value,
            "verb": signature.verb,
            "kind": kind,
            "entity": entity,
            "entity_id": id_,
            "field": field,
            "before_digest": before_digest,
            "after_digest": after_digest,
            "reason_digest": reason_digest,
            "before_value": before_value,
            "after_value": after_value,
            "reason_value": reason_value,
            "door": signature.door.value,
        }
        head = entry["hash"] = chained(head, entry)
        entries.append(entry)
    if kept:
        connection.execute(_values.insert(), kept)
    connection.execute(_trail.insert(), entries)
    _keep_end(connection, number, head)
    session.info["head"] = (number, head, value_id)


def _keep_end(connection: sa.Connection, number: int, head: str) -> None:
    if not connection.execute(_end.update().where(_end.c.id == 1).values(number=number, hash=head)).rowcount:
        connection.execute(_end.insert(), {"id": 1, "number": number, "hash": head})


def _head(session: Session) -> tuple[int, str, int]:
    connection = session.connection()
    with everywhere(session):
        last = connection.execute(
            sa.select(_trail.c.number, _trail.c.hash).order_by(_trail.c.number.desc()).limit(1)
        ).first()
        value = connection.execute(sa.select(sa.func.max(_values.c.id))).scalar()
    return (last.number, last.hash, value or 0) if last else (0, START, value or 0)
