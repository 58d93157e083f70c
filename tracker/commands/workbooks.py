"""Workbooks: what a returned file changes, done in one transaction or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import Engine

from tracker.commands import _evidence, _steps
from tracker.commands._agencies import heir
from tracker.commands._register import file_of
from tracker.commands._values import day_of
from tracker.rules.errors import NotAllowedError, SignOffBlockedError
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.permissions import allowed
from tracker.rules.records import Action, Agency, Extension, Part, Recommendation, Sending, WorkbookImport
from tracker.rules.words import Brag, DateExactness, Door, EvidenceKind, OwnRating, Role, Rung, Status
from tracker.sheets.decide import Choice, Key, decided, row_key
from tracker.sheets.layouts.return_workbook import RETURN_WORKBOOK
from tracker.sheets.other.in_full import fitted
from tracker.sheets.plan import Addition, Edit, Plan
from tracker.sheets.text import same
from tracker.store.database import Work, changing

COLUMNS = {"title": "title", "owner": "owner_id", "lead": "lead", "intended_outcome": "intended_outcome", "due": "due"}
LONGEST_LIST = 5


class Applied(NamedTuple):
    """What was done: the ids of new actions, of the actions that an edit touched, and of the import itself."""

    added: tuple[str, ...]
    edited: tuple[str, ...]
    import_id: str | None = None
    """By which it can be taken back; None where nothing was changed."""


def apply(
    engine: Engine,
    plan: Plan,
    *,
    file_hash: str,
    decisions: Mapping[Key, Choice] | None = None,
    skip_problems: bool = False,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Applied:
    """Do what a plan says: all of it in one transaction, each step with its own right and rules.

    `decisions` say which word stands in a conflict, and what is left out: see `tracker.sheets.decide`. Problems, and
    conflicts that nobody decided, refuse the whole file, unless they are to be skipped; of another board's plan, a row
    with a problem is then left out whole. A cell whose value in the register has changed since the plan was made
    raises ChangedMeanwhileError. A new due date is a request for an extension, which is agreed at once where the signer
    may agree it: the agency asked, by its workbook.
    """
    plan = decided(plan, decisions or {})
    in_the_way = [problem.in_words for problem in plan.problems]
    in_the_way += [f"{c.ref}, {c.column}: both the file and the register changed" for c in plan.conflicts]
    in_the_way += [_no_recommendation(new) for new in plan.additions if new.ref is None]
    plan = replace(plan, additions=_sound(plan))
    if in_the_way and not skip_problems:
        more = len(in_the_way) - LONGEST_LIST
        shown = [*in_the_way[:LONGEST_LIST], *([f"and {more} more"] if more > 0 else [])]
        raise SignOffBlockedError(plan.file_name or "The workbook", shown, "be brought in")
    reason = f"Workbook {plan.file_name or 'without a name'}, sha256 {file_hash}"
    with changing(engine, by=by, verb="import_workbook", at=at, door=door, reason=reason, token=token) as work:
        today = day_of(at)
        plan = replace(plan, additions=tuple(replace(a, owner=heir(work, a.owner, today)) for a in plan.additions))
        _may_import(work, plan)
        import_id = _keep_import(work, today, plan, file_hash)
        by_action = sorted(plan.edits, key=lambda edit: edit.ref)
        for action_id, edits in groupby(by_action, key=lambda edit: edit.ref):
            _edit(work, today, action_id, {edit.field: edit for edit in edits}, plan.file_name)
        added = tuple(_add(work, today, addition, plan.file_name) for addition in plan.additions)
        return Applied(added, tuple(dict.fromkeys(edit.ref for edit in by_action)), import_id)


def _sound(plan: Plan) -> tuple[Addition, ...]:
    """The new actions that can be made: they have a recommendation and, in another board's plan, no problem beside
    them in their row."""
    ours = plan.layout == RETURN_WORKBOOK.name
    sick = frozenset() if ours else {row_key(problem) for problem in plan.problems}
    return tuple(new for new in plan.additions if new.ref is not None and row_key(new) not in sick)


def _no_recommendation(new: Addition) -> str:
    return f"{f'Row {new.row}' if new.row else new.action[:60]}: no recommendation is known for this action"


def _may_import(work: Work, plan: Plan) -> None:
    """The right to bring in a workbook: of the whole register, or of each agency that the file touches."""
    with suppress(NotAllowedError):
        work.allow("import_workbook")
        return
    owners = {work.get(Action, edit.ref).owner_id for edit in plan.edits} | {a.owner for a in plan.additions}
    for owner in sorted(owners, key=str) or [next((role.agency_id for role in work.roles if role.agency_id), None)]:
        work.allow("import_own_workbook", owner)


def _keep_import(work: Work, today: date, plan: Plan, file_hash: str) -> str | None:
    """Record that the file was brought in. The entries of the trail that follow are what it wrote: it can be taken back
    by them."""
    if not plan.changes:
        return None
    id_ = work.next_id(WorkbookImport, "I", 4)
    work.add(
        WorkbookImport(
            id=id_,
            file_name=plan.file_name,
            file_hash=file_hash,
            layout=plan.layout,
            applied_on=today,
            applied_by=work.signature.by,
            agency_id=_whose(work, plan),
            sending_id=_known(work, Sending, plan.sending_id),
            board_id=_board(work),
        )
    )
    work.flush()
    return id_


def _board(work: Work) -> str | None:
    """The board for which it is brought in."""
    if not work.is_bound:
        return None
    (verb, agency_id), *_ = work.wall.asked_for
    return work.board(verb, agency_id)


def _whose(work: Work, plan: Plan) -> str | None:
    """Whose workbook it was: the lead's agency where a lead brings it in, who may touch that agency's actions only;
    else the one that its cover names."""
    if work.signature.role != Role.LEAD:
        return _known(work, Agency, plan.agency_id)
    edited: Iterator[str | None] = (work.get(Action, edit.ref).owner_id for edit in plan.edits)
    return next(chain(edited, (addition.owner for addition in plan.additions)), None)


def _known(work: Work, record: type[Any], id_: str | None) -> str | None:
    row = work.find(record, id_) if id_ is not None else None
    return id_ if row is not None and work.may_see(row) else None


def _edit(work: Work, today: date, action_id: str, edits: Mapping[str, Edit], file_name: str) -> None:
    row = _steps.action_to_change(work, action_id, today)
    if any(_has_moved(work, today, row, edit) for edit in edits.values()):
        raise work.changed_meanwhile(action_id)
    words = {field: edits[field].after for field in ("title", "owner", "lead", "intended_outcome") if field in edits}
    if words:
        with _steps.signing(work, "edit_action"):
            texts: dict[str, Any] = {
                "owner_id" if field == "owner" else field: _text(value) for field, value in words.items()
            }
            _steps.edit(work, today, action_id, **texts)
    if "due" in edits and isinstance(due := edits["due"].after, date):
        _date(work, today, row, due, edits["due"].reason or f"No reason was given in the workbook {file_name}")
    if "evidence" in edits:
        new = edits["evidence"]
        _file(work, today, action_id, str(new.after), new.evidence_about, new.evidence_link)
    status, rating, progress = (edits[f].after if f in edits else None for f in ("status", "own_rating", "progress"))
    _say(
        work,
        today,
        action_id,
        status=Status(status) if isinstance(status, str) else None,
        rating=OwnRating(rating) if isinstance(rating, str) else None,
        progress=progress if isinstance(progress, str) else None,
        file_name=file_name,
    )


def _has_moved(work: Work, today: date, row: Any, edit: Edit) -> bool:
    """Whether the register says something else by now than when the plan was made."""
    if edit.field == "evidence":
        filed = file_of(work, row.id, today).evidence
        return any((e.link if edit.evidence_link else e.statement) == (edit.evidence_link or edit.after) for e in filed)
    return not same(edit.before, _now(work, today, row, edit.field))


def _now(work: Work, today: date, row: Any, field: str) -> Any:
    """What the register says in this transaction where a workbook's cell says something else."""
    if field in COLUMNS:
        return getattr(row, COLUMNS[field])
    if field == "status":
        return row.status
    file = file_of(work, row.id, today)
    if field == "own_rating":
        return file.own_rating
    return file.updates[-1].narrative if file.updates else None


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _date(work: Work, today: date, row: Any, due: date, reason: str) -> None:
    """A first date, or a request for another one; agreed at once where the signer may."""
    if row.due is None:
        with _steps.signing(work, "set_first_date"):
            _steps.set_first_date(work, today, row.id, due)
        return
    waiting = _steps.waiting_extension(work, row.id)
    agrees = allowed(work.roles, "agree_extension", row.owner_id)
    extension: Extension | None = None
    if waiting is None:
        with _steps.signing(work, "ask_extension"):
            asked_by = row.owner_id if agrees else None
            extension = _steps.ask_extension(work, today, row.id, due, reason, asked_by=asked_by)
    elif waiting.to_due == due:
        extension = work.record(waiting)
    else:
        raise SignOffBlockedError(row.id, (f"the request {waiting.id} for another date waits",), "get a new date")
    if agrees and extension is not None:
        with _steps.signing(work, "agree_extension"):
            _steps.agree_extension(work, today, extension.id)


def _say(
    work: Work,
    today: date,
    action_id: str,
    *,
    status: Status | None,
    rating: OwnRating | None,
    progress: str | None,
    file_name: str,
) -> None:
    """What the owner says in status, own rating and progress: one update, one claim, or one withdrawn claim."""
    if status is None and rating is None and progress is None:
        return
    said = " and ".join(word.label.lower() for word in (status, rating) if word)
    narrative = progress or f"{said.capitalize()}, as written in the workbook {file_name}."
    now = _steps.action_to_change(work, action_id, today).status
    if status == Status.CLAIMED and now != Status.CLAIMED:
        with _steps.signing(work, "claim"):
            _steps.claim(work, today, action_id, narrative, own_rating=rating)
    elif status == Status.IN_PROGRESS and now == Status.CLAIMED:
        with _steps.signing(work, "withdraw_claim"):
            _steps.withdraw_claim(work, today, action_id, narrative)
        if rating:
            _say(work, today, action_id, status=None, rating=rating, progress=None, file_name=file_name)
    else:
        with _steps.signing(work, "update"):
            _steps.say(work, today, action_id, narrative, status=status, own_rating=rating)


def _add(work: Work, today: date, addition: Addition, file_name: str) -> str:
    """A new action of one recommendation, with what the row says was done already. It can be claimed, never assured.
    Words too long for their place stand in full at the head of its first update."""
    addition, updates = fitted(addition)
    with _steps.signing(work, "plan_action"):
        action = _steps.plan(
            work,
            today,
            part_ids=addition.part_ids or _parts_of(work, str(addition.ref)),
            owner_id=addition.owner,
            title=addition.action,
            due=addition.due,
            due_text=addition.due_text,
            due_exact=addition.due_exact if addition.due_exact != DateExactness.NONE else None,
            lead=addition.lead,
            intended_outcome=addition.intended_outcome,
        )
    if addition.evidence:
        _file(work, today, action.id, addition.evidence, addition.evidence_about, addition.evidence_link)
    begun = addition.status not in (None, Status.PLANNED, Status.NOT_DOING)
    status = Status.IN_PROGRESS if begun else None
    done = addition.owner is not None and (addition.status == Status.CLAIMED or addition.status in VERIFIED)
    if done:
        with _steps.signing(work, "start"):
            _steps.start(work, today, action.id)
        status = Status.CLAIMED
    for before in updates[:-1]:
        _say(work, today, action.id, status=None, rating=None, progress=before, file_name=file_name)
    _say(
        work,
        today,
        action.id,
        status=status,
        rating=_own(addition.rating),
        progress=updates[-1] if updates else None,
        file_name=file_name,
    )
    return action.id


def _file(work: Work, today: date, action_id: str, said: str, about: date | None, link: str | None) -> None:
    """Evidence as somebody wrote it into a row: a link with what is said of it as its title, or a statement. Written
    by the owner it is an assertion, until somebody who may judge it puts it on another rung."""
    kind = EvidenceKind.LINK if link else EvidenceKind.STATEMENT
    held = _evidence.holding(kind, link=link or "", statement="" if link else said)
    title = said if link and said != link else None
    with _steps.signing(work, "add_evidence"):
        _evidence.attach(work, today, action_id, held, title=title, rung=Rung.ASSERTION, about=about, restricted=False)


def _own(rating: Brag | OwnRating | None) -> OwnRating | None:
    """A board's rating as the owner's own: blue and grey say how far an action is, not how its owner sees it."""
    return OwnRating(rating.value) if rating is not None and rating.value in set(OwnRating) else None


def _parts_of(work: Work, recommendation_id: str) -> Sequence[str]:
    recommendation = work.get(Recommendation, recommendation_id)
    parts = work.all(Part, recommendation_id=recommendation.id, context_reason=None)
    return [part.id for part in sorted(parts, key=lambda part: part.position)]
