"""Whether the evidence that the register names is where it is kept, whole; and what lies there that nothing names."""

import re
from collections import defaultdict
from typing import NamedTuple

import sqlalchemy as sa

from tracker.rules.papers_look import Look
from tracker.rules.records import Disposal, Evidence, Redaction, Review, Setting
from tracker.rules.retention import disposed
from tracker.store.convert import read_all
from tracker.store.engine import reading
from tracker.store.tables import TrailValueRow, UploadRow
from tracker.store.vault import Vault

_values: sa.Table = TrailValueRow.__table__  # type: ignore[attr-defined]
_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]
_APPLIED = re.compile(r"sha256 ([0-9a-f]{64})")
FILE_FIELDS = (None, "file_hash", "document_hash")


class Lost(NamedTuple):
    """A file that the register names and the place does not hold as it was: who names it, and what is wrong."""

    hash: str
    named_by: tuple[str, ...]
    why: str


class Check(NamedTuple):
    """What the place holds beside what the register names."""

    named: int
    """How many files the register names."""
    missing: tuple[Lost, ...]
    orphans: tuple[str, ...]
    """Hashes of whole files that nothing names: such as one whose form was never sent."""
    strange: tuple[str, ...]
    """What else lies in the place, as paths: nothing that the tracker put there."""

    @property
    def ok(self) -> bool:
        """Whether every file that is named is there, as it was."""
        return not self.missing


def check(engine: sa.Engine, vault: Vault) -> Check:
    """Read every file of the vault and hold it against the register: its evidence, the documents of its reviews, the
    look of its papers, and the workbooks that wait. A workbook that was applied may be there; it need not be."""
    names, applied = named(engine)
    held = vault.holdings()
    missing = [
        Lost(hash_, tuple(by), "it is not as it was" if hash_ in held.changed else "it is not there")
        for hash_, by in names.items()
        if hash_ not in held.whole
    ]
    orphans = held.whole - set(names) - applied
    strange = (*held.strange, *(hash_ for hash_ in held.changed if hash_ not in names))
    return Check(len(names), tuple(sorted(missing)), tuple(sorted(orphans)), tuple(sorted(strange)))


def named(engine: sa.Engine) -> tuple[dict[str, list[str]], frozenset[str]]:
    """By hash, what names a file; and the hashes of workbooks that were applied. A file that was taken out by a
    redaction, or disposed of, is named no longer."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with reading(engine) as connection:
        gone = {
            (one.entity, one.entity_id)
            for one in read_all(connection, Redaction)
            if one.agreed_on and one.field in FILE_FIELDS
        }
        gone |= {("evidence", id_) for id_ in disposed(read_all(connection, Disposal))}
        for evidence in read_all(connection, Evidence):
            if evidence.file_hash and ("evidence", evidence.id) not in gone:
                found[evidence.file_hash].append(evidence.id)
        for review in read_all(connection, Review):
            if review.document_hash and ("review", review.id) not in gone:
                found[review.document_hash].append(review.id)
        settings = {setting.id: setting for setting in read_all(connection, Setting)}
        for hash_ in Look.from_settings(settings).hashes:
            found[hash_].append("the look of the board’s papers")
        for hash_ in connection.scalars(sa.select(_uploads.c.hash).distinct()):
            found[hash_].append("a workbook that waits")
        reasons = sa.select(_values.c.value).where(_values.c.value.like("Workbook %, sha256 %"))
        applied = {  # as `commands.workbooks.apply` signs
            hash_ for reason in connection.scalars(reasons) for hash_ in _APPLIED.findall(reason)
        }
    return dict(found), frozenset(applied)
