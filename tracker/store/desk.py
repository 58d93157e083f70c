"""The desk: drafts and files that wait for a decision. No part of the register: no trail, no versions, no records."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from tracker.rules.errors import UnknownPersonError
from tracker.store.columns import plainly
from tracker.store.engine import unavailable
from tracker.store.tables import DraftRow, PersonRow, UploadRow

_drafts: sa.Table = DraftRow.__table__  # type: ignore[attr-defined]
_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]
_people: sa.Table = PersonRow.__table__  # type: ignore[attr-defined]


WORKBOOK, REPORT = "workbook", "report"
"""What a file waits for: its cells to be decided, or its recommendations to be taken in."""
LISTS = "report/"
"""How the place of a draft begins that is the working list of a report: its hash follows."""


class Upload(NamedTuple):
    """A file on the desk, by the hash under which the vault keeps it."""

    hash: str
    name: str
    person_id: str
    size: int
    kept_at: datetime
    purpose: str = WORKBOOK


def keep_draft(engine: sa.Engine, person_id: str, place: str, text: str, at: datetime) -> None:
    """Keep a draft; an older one of the same person at the same place is replaced."""
    _put(engine, _drafts, {"person_id": person_id, "place": place, "text": text, "kept_at": at})


def drop_draft(engine: sa.Engine, person_id: str, place: str) -> None:
    """Forget a draft, if there is one."""
    with _writing(engine, person_id) as connection:
        connection.execute(_drafts.delete().where(_drafts.c.person_id == person_id, _drafts.c.place == place))


def draft(connection: sa.Connection, person_id: str, place: str) -> str | None:
    """What a person was writing at a place, if anything was kept."""
    found = sa.select(_drafts.c.text).where(_drafts.c.person_id == person_id, _drafts.c.place == place)
    text: str | None = connection.execute(found).scalar()
    return text


def keep_upload(
    engine: sa.Engine, hash: str, name: str, person_id: str, size: int, at: datetime, purpose: str = WORKBOOK
) -> None:
    """Keep that a file came in; the same file again for the same is the same entry."""
    values = {"hash": hash, "name": name, "person_id": person_id, "size": size, "kept_at": at, "purpose": purpose}
    _put(engine, _uploads, values)


def drop_upload(engine: sa.Engine, hash: str, person_id: str, purpose: str = WORKBOOK) -> None:
    """Take somebody's own file off the desk, if it is there."""
    mine = (_uploads.c.hash == hash, _uploads.c.person_id == person_id, _uploads.c.purpose == purpose)
    with _writing(engine, person_id) as connection:
        connection.execute(_uploads.delete().where(*mine))


def uploads(connection: sa.Connection, person_id: str, purpose: str = WORKBOOK) -> tuple[Upload, ...]:
    """The files that a person has on the desk for this, newest first."""
    mine = (_uploads.c.person_id == person_id, _uploads.c.purpose == purpose)
    wanted = sa.select(_uploads).where(*mine).order_by(_uploads.c.kept_at.desc(), plainly(_uploads.c.hash))
    return tuple(Upload(*row) for row in connection.execute(wanted))


def _put(engine: sa.Engine, table: sa.Table, values: dict[str, Any]) -> None:
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    changed = {name: value for name, value in values.items() if name not in keys}
    with _writing(engine, values["person_id"]) as connection:
        connection.execute(insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=changed))


@contextmanager
def _writing(engine: sa.Engine, person_id: str) -> Iterator[sa.Connection]:
    """A transaction for somebody's own desk. Raises UnknownPersonError for whoever may not come in any more."""
    able = sa.select(_people.c.id).where(_people.c.id == person_id, _people.c.disabled_on.is_(None))
    try:
        with engine.execution_options(write=True).begin() as connection:
            if connection.execute(able).first() is None:
                raise UnknownPersonError(person_id)
            yield connection
    except DBAPIError as error:
        raise unavailable(engine, error) from error
