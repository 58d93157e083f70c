"""After a redaction or a disposal: the files it took out are removed, and no old bytes of the words are left in the
database's files.

A deleted text stays in a database's file until its place is used again. Sweeping writes the file anew. It may be done
again and again: a redaction stays marked as unfinished until it was.
"""

import time

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.rules.errors import StoreUnavailableError
from tracker.rules.evidence import DISPOSAL
from tracker.rules.redaction import FILE
from tracker.store.columns import plainly
from tracker.store.tables import DisposalRow, EvidenceRow, RedactionRow, RedactionWordsRow, ReviewRow, UploadRow
from tracker.store.vault import Vault

TRIES, PAUSE = 20, 0.25
_words: sa.Table = RedactionWordsRow.__table__  # type: ignore[attr-defined]
_redactions: sa.Table = RedactionRow.__table__  # type: ignore[attr-defined]
_disposals: sa.Table = DisposalRow.__table__  # type: ignore[attr-defined]
_evidence: sa.Table = EvidenceRow.__table__  # type: ignore[attr-defined]
_reviews: sa.Table = ReviewRow.__table__  # type: ignore[attr-defined]
_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]


def unfinished(connection: sa.Connection) -> tuple[str, ...]:
    """The redactions and disposals that were agreed and whose old bytes may still be there."""
    query = sa.select(_words.c.redaction_id).where(_words.c.words == "").order_by(plainly(_words.c.redaction_id))
    return tuple(connection.scalars(query))


def removed_files(connection: sa.Connection) -> dict[str, str]:
    """Every file that a redaction or a disposal took out: its hash, and which of them. Not one that was disposed of and
    is evidence again."""
    found = {
        value.removeprefix(FILE): id_
        for table in (_disposals, _redactions)
        for id_, values in connection.execute(
            sa.select(table.c.id, table.c["values"]).where(table.c.agreed_on.is_not(None)).order_by(plainly(table.c.id))
        )
        for value in values
        if value.startswith(FILE)
    }
    if not any(by.startswith(DISPOSAL) for by in found.values()):
        return found
    again = _evidence_again(connection)
    return {hash_: by for hash_, by in found.items() if hash_ not in again or not by.startswith(DISPOSAL)}


def _evidence_again(connection: sa.Connection) -> set[str]:
    """The files of evidence that was not disposed of."""
    query = sa.select(_disposals.c.evidence).where(_disposals.c.agreed_on.is_not(None))
    gone = {id_ for ids in connection.scalars(query) for id_ in ids}
    rows = connection.execute(
        sa.select(_evidence.c.id, _evidence.c.file_hash).where(_evidence.c.file_hash.is_not(None))
    )
    return {hash_ for id_, hash_ in rows if id_ not in gone}


def sweep(engine: sa.Engine, vault: Vault) -> bool:
    """Finish every redaction that was agreed: remove its files, write the database anew. False where that cannot be
    done now, because the disk is full or somebody's reading keeps the old bytes alive: it is finished the next time."""
    try:
        with engine.connect() as connection:
            waiting, files = unfinished(connection), removed_files(connection)
            needed = _needed_again(connection)
        if not waiting:
            return True
        for hash_, by in files.items():
            if hash_ not in needed or not by.startswith(DISPOSAL):
                vault.remove(hash_)
        done = _written_anew(engine)
        if done:
            with engine.execution_options(write=True).begin() as connection:
                connection.execute(_words.delete().where(_words.c.redaction_id.in_(waiting), _words.c.words == ""))
        return done
    except (DBAPIError, StoreUnavailableError):
        return False


def _needed_again(connection: sa.Connection) -> set[str]:
    """The files that reviews hold as their document, or that wait to be brought in: the very same as went with evidence
    of another review, perhaps another board's, may have come in since."""
    found = connection.scalars(sa.select(_reviews.c.document_hash).where(_reviews.c.document_hash.is_not(None)))
    return {*found, *connection.scalars(sa.select(_uploads.c.hash))}


def _written_anew(engine: sa.Engine) -> bool:
    """Rewrite the database's files without anything that was deleted or replaced."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (FULL)")
        return True
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("VACUUM")
        for _ in range(TRIES):
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if not busy:
                return True
            time.sleep(PAUSE)
    return False
