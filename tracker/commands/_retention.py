"""What retention looks at inside a transaction: a review with the evidence of its actions, every review that these
serve, the holds, and whatever else holds the same files; and how the words of evidence are taken out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from tracker.rules import retention as rules
from tracker.rules.boards import boards_of
from tracker.rules.records import (
    Action,
    ActionPart,
    Disposal,
    Evidence,
    LegalHold,
    Part,
    Recommendation,
    Review,
    Setting,
)
from tracker.rules.redaction import FILE
from tracker.rules.register import Register
from tracker.rules.retention import Fate, Retention
from tracker.rules.veil import Hidden, veiled
from tracker.store import file_texts, redacting
from tracker.store.convert import canonical
from tracker.store.database import Work
from tracker.store.tables import UploadRow

_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]


def fates_of(work: Work, review_id: str, today: date) -> dict[str, Fate]:
    """What is to become of the evidence that serves a review, by its id, in the words of what the signer may see."""
    whole = _around(work, review_id)
    rule = Retention.from_settings(whole.settings)
    every = rules.fates(whole, rule, today=today, needed=_needed(work, whole, whole=True))
    if hidden := frozenset(id_ for id_ in whole.reviews if not work.may_see(work.pointed_at(Review, id_))):
        seen = veiled(whole, Hidden(hidden))
        mine = rules.fates(seen, rule, today=today, needed=_needed(work, seen))
        every = rules.as_seen(whole, boards_of(work.roles), every, mine)
    return {id_: fate for id_, fate in every.items() if review_id in fate.reviews}


def _around(work: Work, review_id: str) -> Register:
    """The small register that the rules judge: nothing that a piece of this review's evidence serves is left out."""
    work.flush()
    actions = _actions_of(work, review_id)
    for id_ in list(actions):
        for evidence in work.all(Evidence, action_id=id_):
            same = work.all(Evidence, file_hash=evidence.file_hash) if evidence.file_hash else []
            actions |= {one.action_id: None for one in same}
    links = [link for id_ in actions for link in work.every(ActionPart, action_id=id_)]
    parts = {link.part_id: work.pointed_at(Part, link.part_id) for link in links}
    owners = {row.recommendation_id: work.pointed_at(Recommendation, row.recommendation_id) for row in parts.values()}
    rows = {id_: work.pointed_at(Action, id_) for id_ in actions}
    reviews = {review_id, *(row.review_id for row in (*owners.values(), *rows.values()))}
    recs = [row for id_ in sorted(reviews) for row in work.all(Recommendation, review_id=id_)]
    return Register(
        reviews=_table(work, (work.pointed_at(Review, id_) for id_ in sorted(reviews))),
        recommendations=_table(work, recs),
        parts=_table(work, parts.values()),
        actions=_table(work, rows.values()),
        action_parts=_table(work, links),
        evidence=_table(work, (one for id_ in actions for one in work.all(Evidence, action_id=id_))),
        legal_holds=_table(work, work.all(LegalHold, lifted_on=None)),
        disposals=_table(work, work.all(Disposal)),
        settings=_table(work, work.all(Setting)),
    )


def _actions_of(work: Work, review_id: str) -> dict[str, None]:
    """The actions that serve a review: its own, and those that answer its recommendations."""
    found = {row.id: None for row in work.all(Action, review_id=review_id)}
    for rec in work.all(Recommendation, review_id=review_id):
        for part in work.all(Part, recommendation_id=rec.id):
            found |= {link.action_id: None for link in work.all(ActionPart, part_id=part.id)}
    return found


def _needed(work: Work, register: Register, *, whole: bool = False) -> dict[str, str]:
    """The files of this evidence that something besides evidence holds, by hash, with what; of reviews only those that
    the signer may see, or the `whole` of them."""
    hashes = {one.file_hash for one in register.evidence.values() if one.file_hash}
    found = {}
    for hash_ in hashes:
        if rows := [row for row in work.all(Review, document_hash=hash_) if whole or work.may_see(row)]:
            found[hash_] = f"the document of {rows[0].id}"
        waits = sa.select(_uploads.c.hash).where(_uploads.c.hash == hash_).limit(1)
        if work.session.connection().execute(waits).first():
            found[hash_] = "a file that waits to be brought in"
    return found


def _table(work: Work, rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: work.record(row) for row in rows}


def take_out(work: Work, evidence_ids: Iterable[str], disposal_id: str) -> tuple[str, ...]:
    """Take the words of this evidence out of its rows and of the trail; what was done to each value of the trail, and
    the files that go: those that no other evidence holds."""
    connection = work.session.connection()
    ids = tuple(evidence_ids)
    told, left = set[str | None](), dict[str, dict[str, str]]()
    for id_ in ids:
        row = work.pointed_at(Evidence, id_)
        left[id_] = rules.what_goes(work.record(row))
        told |= {canonical(getattr(row, name)) for name in left[id_]}
    work.session.info["hide"] = lambda value: redacting.TIME_IS_OVER if value in told else value
    for id_, values in left.items():
        work.change(work.pointed_at(Evidence, id_), **values)
    work.flush()
    del work.session.info["hide"]
    fields = {id_: frozenset(values) for id_, values in left.items()}
    done = redacting.empty_values(connection, redacting.told_of(connection, "evidence", fields), disposal_id)
    gone = _files_that_go(work, ids)
    for hash_ in gone:
        file_texts.drop(connection, hash_)
    return (*done, *(f"{FILE}{hash_}" for hash_ in gone))


def _files_that_go(work: Work, ids: tuple[str, ...]) -> list[str]:
    """The files that are held by this evidence, or by what was disposed of before, and by nothing else."""
    before = rules.disposed(work.record(row) for row in work.all(Disposal))
    hashes = dict.fromkeys(work.pointed_at(Evidence, id_).file_hash for id_ in ids)
    return [
        hash_
        for hash_ in hashes
        if hash_ and all(one.id in ids or one.id in before for one in work.all(Evidence, file_hash=hash_))
    ]
