"""The steps of evidence inside a transaction: a command makes one, a report or a workbook makes it with others."""

from datetime import date
from typing import Any

from tracker.commands._steps import action_to_change
from tracker.commands._values import line, past_day, prose
from tracker.rules.records import Evidence
from tracker.rules.words import EvidenceKind, Rung
from tracker.store.database import Work


def attach_statement(
    work: Work,
    today: date,
    action_id: str,
    statement: str,
    *,
    title: str | None = None,
    rung: Rung = Rung.ASSERTION,
    about: date | None = None,
    restricted: bool = False,
) -> Evidence:
    """Attach words as evidence."""
    words = prose("The statement", statement)
    return attach(
        work, today, action_id, EvidenceKind.STATEMENT, title or words.splitlines()[0][:120], rung, about, restricted,
        statement=words,
    )  # fmt: skip


def attach(
    work: Work,
    today: date,
    action_id: str,
    kind: EvidenceKind,
    title: str,
    rung: Rung,
    about: date | None,
    restricted: bool,
    **more: Any,
) -> Evidence:
    """Attach a piece of evidence of any kind."""
    row = action_to_change(work, action_id, today)
    work.allow("add_evidence", row.owner_id)
    evidence = Evidence(
        id=work.next_id(Evidence, f"{row.id}-E"),
        action_id=row.id,
        kind=kind,
        title=line("What is it", title),
        rung=Rung(rung),
        about=past_day("What date is it about", about, today) if about else None,
        restricted=restricted,
        submitted_on=today,
        submitted_by=work.signature.by,
        **more,
    )
    work.add(evidence)
    work.flush()
    return evidence
