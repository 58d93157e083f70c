"""Evidence: a file, a link or a statement for an action, with the date it is about; nothing is ever taken away."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _evidence
from tracker.commands._register import file_of
from tracker.commands._values import day_of, kept, past_day, prose
from tracker.rules import evidence as rules
from tracker.rules.evidence import EvidenceBlockedError
from tracker.rules.records import Action, Evidence
from tracker.rules.words import Door, EvidenceKind, Rung
from tracker.store.database import changing


def attach_file(
    engine: Engine,
    *,
    action_id: str,
    title: str,
    rung: Rung,
    about: date | None,
    file_name: str,
    file_hash: str,
    file_size: int,
    restricted: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Attach a file that the vault has received already, by the hash, size and name it gave. See `Vault.receive`."""
    held = _evidence.holding(EvidenceKind.FILE, file_name=file_name, file_hash=file_hash, file_size=file_size)
    with changing(engine, by=by, verb="add_evidence", at=at, door=door, token=token) as work:
        return _evidence.attach(
            work, day_of(at), action_id, held, title=title, rung=rung, about=about, restricted=restricted
        )


def attach_link(
    engine: Engine,
    *,
    action_id: str,
    title: str,
    rung: Rung,
    about: date | None,
    link: str,
    restricted: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Attach the address of a page. It begins with http:// or https://; the tracker never opens it."""
    held = _evidence.holding(EvidenceKind.LINK, link=link)
    with changing(engine, by=by, verb="add_evidence", at=at, door=door, token=token) as work:
        return _evidence.attach(
            work, day_of(at), action_id, held, title=title, rung=rung, about=about, restricted=restricted
        )


def attach_statement(
    engine: Engine,
    *,
    action_id: str,
    statement: str,
    title: str | None = None,
    rung: Rung = Rung.ASSERTION,
    about: date | None = None,
    restricted: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Attach words as evidence: the lowest rung of the ladder unless they are the voice of somebody."""
    held = _evidence.holding(EvidenceKind.STATEMENT, statement=statement)
    with changing(engine, by=by, verb="add_evidence", at=at, door=door, token=token) as work:
        return _evidence.attach(
            work, day_of(at), action_id, held, title=title, rung=rung, about=about, restricted=restricted
        )


def replace(
    engine: Engine,
    *,
    evidence_id: str,
    reason: str,
    kind: EvidenceKind,
    title: str | None = None,
    rung: Rung | None = None,
    about: date | None = None,
    restricted: bool = False,
    statement: str = "",
    link: str = "",
    file_name: str = "",
    file_hash: str = "",
    file_size: int = 0,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Put a newer version in the place of a piece of evidence. What is not given stays as it was; what was restricted
    stays restricted. The older one counts no more and stays listed with its hash.

    Raises EvidenceBlockedError for one that was withdrawn, or replaced already.
    """
    held = _evidence.holding(
        EvidenceKind(kind),
        statement=statement, link=link, file_name=file_name, file_hash=file_hash, file_size=file_size,
    )  # fmt: skip
    why = prose("Why", reason)
    with changing(engine, by=by, verb="replace_evidence", at=at, door=door, reason=why, token=token) as work:
        row, today = work.get(Evidence, evidence_id), day_of(at)
        work.allow("replace_evidence", work.get(Action, row.action_id).owner_id)
        if blockers := rules.replace_blockers(file_of(work, row.action_id, today), work.record(row)):
            raise EvidenceBlockedError(work.record(row), "be replaced", blockers)
        return _evidence.put(
            work, today, row.action_id, held,
            title=title or row.title, rung=rung or Rung(row.rung), about=about or row.about,
            restricted=restricted or row.restricted, replaces_id=row.id,
        )  # fmt: skip


def restrict(
    engine: Engine,
    *,
    evidence_id: str,
    restricted: bool,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Restrict a piece of evidence to its agency, those who verify and the business manager; or lift that: with all
    its versions. Raises EvidenceBlockedError where it is so already.
    """
    why = prose("Why", reason)
    with changing(engine, by=by, verb="restrict_evidence", at=at, door=door, reason=why, token=token) as work:
        row = work.get(Evidence, evidence_id, seen=seen)
        work.allow("restrict_evidence", work.get(Action, row.action_id).owner_id)
        file, evidence = file_of(work, row.action_id, day_of(at)), work.record(row)
        if blockers := rules.restrict_blockers(file, evidence, restricted):
            raise EvidenceBlockedError(evidence, "be restricted" if restricted else "be opened again", blockers)
        for version in rules.to_restrict(file, evidence, restricted):
            work.change(work.get(Evidence, version.id), restricted=restricted)
        return kept(work, Evidence, row)


def correct(
    engine: Engine,
    *,
    evidence_id: str,
    reason: str,
    rung: Rung | None = None,
    about: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Correct the rung of a piece of evidence or the date it is about. None leaves either as it is.

    Raises EvidenceBlockedError once the claim was verified with it.
    """
    why = prose("Why", reason)
    with changing(engine, by=by, verb="correct_evidence", at=at, door=door, reason=why, token=token) as work:
        row, today = work.get(Evidence, evidence_id, seen=seen), day_of(at)
        work.allow("add_evidence", work.get(Action, row.action_id).owner_id)
        if blockers := rules.correct_blockers(file_of(work, row.action_id, today), work.record(row)):
            raise EvidenceBlockedError(work.record(row), "be corrected", blockers)
        day = past_day("What date is it about", about, today) if about else row.about
        if not work.change(row, rung=Rung(rung or row.rung), about=day):
            raise EvidenceBlockedError(work.record(row), "be corrected", ("nothing of it would be different",))
        return kept(work, Evidence, row)


def withdraw(
    engine: Engine,
    *,
    evidence_id: str,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Evidence:
    """Say that a piece of evidence no longer counts, and why. It stays where it is, marked as withdrawn."""
    why = prose("Why", reason)
    with changing(engine, by=by, verb="withdraw_evidence", at=at, door=door, reason=why, token=token) as work:
        row = work.get(Evidence, evidence_id)
        work.allow("withdraw_evidence", work.get(Action, row.action_id).owner_id)
        if blockers := rules.withdraw_blockers(work.record(row)):
            raise EvidenceBlockedError(work.record(row), "be withdrawn", blockers)
        work.change(row, withdrawn_on=day_of(at), withdrawn_by=by, withdrawn_reason=why)
        return kept(work, Evidence, row)
