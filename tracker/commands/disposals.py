"""Disposals: evidence whose time is over goes, by rule; one person asks and another agrees, as with a redaction."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Engine

from tracker.commands import _retention
from tracker.commands._values import day_of, kept, prose
from tracker.rules.by_board import id_of
from tracker.rules.dates import plural
from tracker.rules.errors import BadValueError, SignOffBlockedError
from tracker.rules.evidence import DISPOSAL
from tracker.rules.records import Disposal, Review, Setting
from tracker.rules.retention import SETTING_ID, Fate, Retention, disposal_blockers, not_due
from tracker.rules.words import Door
from tracker.store import redacting, sweeping
from tracker.store.database import Work, changing
from tracker.store.vault import Vault


class Disposed(NamedTuple):
    """What was done: the disposal's record, and whether the old bytes are gone from files and database already."""

    disposal: Disposal
    swept: bool


def ask(
    engine: Engine,
    *,
    review_id: str,
    evidence: Collection[str],
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Disposal:
    """Ask that the evidence of a closed review whose time is over be disposed of. `evidence` are the ids that whoever
    asks has looked at: all that is due, and nothing else.

    Raises SignOffBlockedError where something of it is not due, or is asked for already; BadValueError where more is
    due than was looked at.
    """
    with changing(engine, by=by, verb="ask_disposal", at=at, door=door, token=token) as work:
        work.look_everywhere()
        work.allow("ask_disposal")
        review = work.get(Review, review_id)
        why = prose("Why", reason)
        asked = tuple(dict.fromkeys(evidence))
        fates = _retention.fates_of(work, review_id, day_of(at))
        blockers = not_due(asked, fates)
        due = [id_ for id_, fate in fates.items() if fate.is_due]
        if not due and not blockers:
            blockers.append("nothing of it is due")
        for other in work.all(Disposal, agreed_on=None, refused_on=None):
            if set(other.evidence) & set(asked):
                blockers.append(f"{other.id} asks for the same and waits")
        if blockers:
            raise SignOffBlockedError(review_id, tuple(blockers), "be disposed of")
        if missing := len(set(due) - set(asked)):
            raise BadValueError(
                "What you looked at",
                plural(len(asked), "piece"),
                f"is not all that is due: {missing:,} more. Look again",
            )
        ids = (id_of(SETTING_ID, review.board_id), SETTING_ID)
        setting = next((row for id_ in ids if (row := work.find(Setting, id_))), None)
        years = (Retention.from_json(setting.value) if setting else Retention()).years
        id_ = work.next_id(Disposal, DISPOSAL)
        made: Disposal = work.add(Disposal(id_, review_id, years, asked, why, asked_on=day_of(at), asked_by=by))
        return made


def agree(
    engine: Engine,
    *,
    disposal_id: str,
    vault: Vault,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Disposed:
    """Agree to a disposal that somebody else asked for, and do it: the files go, and the words of statements, links and
    names of files, from the register and from the trail. It cannot be undone.

    All of it in one transaction. What remains is to remove files and to write the database's own files anew; where that
    is cut short, the next disposal, redaction or look at the list finishes it.
    """
    with changing(engine, by=by, verb="agree_disposal", at=at, door=door, token=token) as work:
        work.look_everywhere()
        work.allow("agree_disposal")
        row = work.get(Disposal, disposal_id)
        _may_settle(work, row, by, _retention.fates_of(work, row.review_id, day_of(at)))
        work.signature.reason = row.reason
        connection = work.session.connection()
        redacting.wipe_as_it_goes(connection)
        done = _retention.take_out(work, row.evidence, row.id)
        redacting.forget_words(connection, row.id, unfinished=True)
        work.change(row, agreed_on=day_of(at), agreed_by=by, values=done)
        settled = kept(work, Disposal, row)
    return Disposed(settled, sweeping.sweep(engine, vault))


def refuse(
    engine: Engine,
    *,
    disposal_id: str,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Disposal:
    """Refuse a disposal that somebody else asked for, and say why. Whoever asked may take it back by this as well."""
    why = prose("Why", reason)
    with changing(engine, by=by, verb="refuse_disposal", at=at, door=door, token=token) as work:
        work.look_everywhere()
        work.allow("agree_disposal")
        row = work.get(Disposal, disposal_id)
        if row.agreed_on or row.refused_on:
            _may_settle(work, row, "", {})
        work.change(row, refused_on=day_of(at), refused_by=by, refusal_reason=why)
        return kept(work, Disposal, row)


def _may_settle(work: Work, row: Disposal, by: str, fates: dict[str, Fate]) -> None:
    if blockers := disposal_blockers(work.record(row), by, fates):  # type: ignore[arg-type]  # a row in all but name
        raise SignOffBlockedError(row.id, blockers, "be settled by you")
