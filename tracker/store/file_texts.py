"""What kept files say, by content hash: for searching. No part of the register; worked out again when it is gone."""

import re
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from tracker.store.engine import unavailable
from tracker.store.tables import EvidenceRow, FileTextRow

_texts: sa.Table = FileTextRow.__table__  # type: ignore[attr-defined]
_evidence: sa.Table = EvidenceRow.__table__  # type: ignore[attr-defined]
TAKEN_OUT = "it holds words that a redaction took out"
NOT_READ_BEFORE = "words were taken out of the register before it was read"
SOME = 200


def known(connection: sa.Connection) -> frozenset[str]:
    """The hashes of the files that were read, or that could not be."""
    return frozenset(connection.scalars(sa.select(_texts.c.hash)))


def unreadable(connection: sa.Connection) -> dict[str, str]:
    """Why a file says nothing, by its hash: the end of a sentence."""
    return {
        row[0]: row[1] for row in connection.execute(sa.select(_texts.c.hash, _texts.c.why).where(_texts.c.why != ""))
    }


def pages_of(connection: sa.Connection, hashes: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The pages of these files, as far as they were read."""
    found: dict[str, tuple[str, ...]] = {}
    every = sorted(hashes)
    for start in range(0, len(every), SOME):
        asked = sa.select(_texts.c.hash, _texts.c.pages).where(_texts.c.hash.in_(every[start : start + SOME]))
        found |= {row[0]: tuple(row[1]) for row in connection.execute(asked)}
    return found


def keep(engine: sa.Engine, hash_: str, pages: tuple[str, ...], why: str = "") -> None:
    """Keep what a file says, unless it was read in the meantime, here or by another server of the same store. Raises
    StoreUnavailableError."""
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    kept = insert(_texts).values(hash=hash_, pages=pages, why=why)
    try:
        with engine.execution_options(write=True).begin() as connection:
            connection.execute(kept.on_conflict_do_nothing(index_elements=["hash"]))
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def drop(connection: sa.Connection, hash_: str) -> None:
    """Forget what a file says: the file itself goes."""
    connection.execute(_texts.delete().where(_texts.c.hash == hash_))


def take_out(connection: sa.Connection, pattern: re.Pattern[str]) -> int:
    """Forget what files say that hold these words, and do not read them again: the file itself may stay, but nobody
    finds it by what was taken out. Nor are files read later that nobody had read by then, for the words are forgotten
    with the redaction and could not be looked for. How many."""
    held = connection.execute(sa.select(_texts.c.hash, _texts.c.pages).where(_texts.c.why == "")).all()
    gone = [hash_ for hash_, pages in held if pattern.search("\n".join(pages))]
    for hash_ in gone:
        connection.execute(_texts.update().where(_texts.c.hash == hash_).values(pages=(), why=TAKEN_OUT))
    hashes = sa.select(_evidence.c.file_hash).where(_evidence.c.file_hash.is_not(None)).distinct()
    unread = sorted(set(connection.scalars(hashes)) - known(connection))
    if unread:
        rows = [{"hash": hash_, "pages": (), "why": NOT_READ_BEFORE} for hash_ in unread]
        connection.execute(_texts.insert(), rows)
    return len(gone) + len(unread)
