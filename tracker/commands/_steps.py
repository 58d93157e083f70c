"""The steps of an action inside a transaction. A command makes one of them; a workbook or a meeting makes many at once.

Each asks for the right to do it and for the rules itself, so that no way in can forget to.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from tracker.commands._agencies import living
from tracker.commands._register import around_actions, file_of, same_body
from tracker.commands._values import kept, line, maybe_line, maybe_prose, prose, sane_day
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import (
    AlreadyExistsError,
    BadValueError,
    DateMovedError,
    EmptyValueError,
    SignOffBlockedError,
    VerificationBlockedError,
)
from tracker.rules.lifecycle import OPEN, VERB_OF, check_move, in_force, open_entry
from tracker.rules.permissions import allowed
from tracker.rules.records import (
    Action,
    ActionPart,
    Ask,
    CheckBack,
    Extension,
    NotDoing,
    Part,
    Recommendation,
    Review,
    Update,
)
from tracker.rules.sign_off import check_back_blockers, claim_blockers, extension_blockers
from tracker.rules.words import DateExactness, OwnRating, Publication, Role, Status
from tracker.store.database import SYSTEM, Work

LAST_DAY_OVER = "Its last day is over"


@contextmanager
def signing(work: Work, verb: str, **others: Any) -> Iterator[None]:
    """Sign what is done inside with another verb of the same transaction, as a workbook of claims and updates does."""
    work.flush()
    signature = work.signature
    outer = {name: getattr(signature, name) for name in ("verb", *others)}
    for name, value in {"verb": verb, **others}.items():
        setattr(signature, name, value)
    yield
    work.flush()
    for name, value in outer.items():
        setattr(signature, name, value)


def action_to_change(work: Work, action_id: str, today: date, *, seen: int | None = None) -> Any:
    """The row of an action. One whose not-doing entry has run out is back in its former status first.

    That return is the rule's doing, not the signer's, and the trail says so.
    """
    row = work.get(Action, action_id, seen=seen)
    if row.status == Status.NOT_DOING:
        entry = open_entry(file_of(work, action_id, today))
        if entry is not None and not in_force(entry, today=today):
            with signing(work, "bring_back", by=SYSTEM, role=Role.SYSTEM, reason=LAST_DAY_OVER):
                bring_back(work, entry.id, today, ended_by=SYSTEM)
    return row


def move(work: Work, row: Any, wanted: Status, day: date, *, former: Status | None = None, **more: Any) -> None:
    """Move an action along its life, or raise MoveNotAllowedError."""
    check_move(row.id, row.status, wanted, former)
    work.change(row, status=wanted, status_on=day, **more)


# ---- planning


def plan(
    work: Work,
    today: date,
    *,
    part_ids: Sequence[str],
    owner_id: str | None,
    title: str,
    due: date | None = None,
    due_text: str | None = None,
    due_exact: DateExactness | None = None,
    lead: str | None = None,
    intended_outcome: str | None = None,
    right: str = "plan_action",
    day: date | None = None,
) -> Action:
    """Write a new action for one or more parts. Its review is that of the first part. `right` is what its signer needs;
    it is agreed on `day`, if not today."""
    work.allow(right, owner_id)
    part_rows = [tracked_part(work, part_id, "take a new action") for part_id in dict.fromkeys(part_ids)]
    if not part_rows:
        raise EmptyValueError("For which parts")
    not_of_both(work, part_rows)
    if owner_id is not None:
        living(work, owner_id, today)
    review_id = work.get(Recommendation, part_rows[0].recommendation_id).review_id
    exact = DateExactness(due_exact) if due_exact and due else DateExactness.DAY if due else DateExactness.NONE
    action = Action(
        id=work.next_id(Action, f"{review_id}-A", 3),
        review_id=review_id,
        title=line("What will be done", title),
        owner_id=owner_id,
        lead=maybe_line("Who leads it", lead),
        intended_outcome=maybe_prose("What will be different for children", intended_outcome),
        original_due=due_day(work, review_id, due, "By when") if due else None,
        due=due,
        due_text=maybe_line("Due date as written", due_text),
        due_exact=exact,
        status_on=day or today,
        created_on=day or today,
    )
    work.add(action)
    for row in part_rows:
        work.add(ActionPart(f"{action.id}|{row.id}", action.id, row.id))
    work.flush()
    ask_owner(work, today, owner_id, [row.id for row in part_rows], asking=right == "raise_action")
    return action


def not_of_both(work: Work, part_rows: Sequence[Any]) -> None:
    """Raise where one action would answer a review that is not published and another one: everybody who sees the other
    would see the action, whose id or parts name the first. What the signer may not see is not told here either."""
    ids = dict.fromkeys(work.pointed_at(Recommendation, row.recommendation_id).review_id for row in part_rows)
    reviews = [row for row in (work.pointed_at(Review, id_) for id_ in ids) if work.may_see(row)]
    hidden = [row.id for row in reviews if row.state != Publication.PUBLISHED]
    if hidden and len(reviews) > 1:
        why = f"{list_in_words(hidden)} {'is' if len(hidden) == 1 else 'are'} not published: plan an action for each"
        raise SignOffBlockedError("One action", (why,), f"answer parts of {list_in_words([r.id for r in reviews])}")


def ask(work: Work, part_id: str, agency_id: str, group_id: str | None = None) -> Ask:
    """Ask an agency for a part. What it is asked for already stays as it is; what was withdrawn is asked again."""
    row = work.find(Ask, f"{part_id}|{agency_id}")
    if row is None:
        made: Ask = work.add(Ask(f"{part_id}|{agency_id}", part_id, agency_id, group_id))
        work.flush()
        return made
    if row.withdrawn_on:
        work.change(row, withdrawn_on=None, withdrawn_by=None, group_id=group_id)
    return kept(work, Ask, row)


def ask_owner(work: Work, today: date, owner_id: str | None, part_ids: Sequence[str], *, asking: bool = False) -> None:
    """Let the grid show an action: its owner is asked for the parts it answers, if nobody of that body was asked yet.

    Only where the signer may ask, or a meeting asks: an agency that plans more than it was asked for does not ask
    itself.
    """
    if owner_id is None or not (asking or allowed(work.roles, "edit_register")):
        return
    body = around_actions(work, [], today).body[owner_id]
    for part_id in part_ids:
        if not any(ask.agency_id in body for ask in work.all(Ask, part_id=part_id, withdrawn_on=None)):
            ask(work, part_id, owner_id)


def due_day(work: Work, review_id: str, due: date, field: str) -> date:
    """A due date that can be: of our times, and not before the review was published."""
    review: Review = work.record(work.pointed_at(Review, review_id))
    if review.not_before and sane_day(field, due) < review.not_before:
        raise BadValueError(
            field, in_words(due), f"is before the review: nothing of it can be due before {in_words(review.not_before)}"
        )
    return sane_day(field, due)


def edit(
    work: Work,
    today: date,
    action_id: str,
    *,
    title: str | None = None,
    owner_id: str | None = None,
    lead: str | None = None,
    intended_outcome: str | None = None,
    seen: int | None = None,
) -> Any:
    """Change what an action says. None leaves a field alone, an empty text empties it. Returns the row."""
    row = action_to_change(work, action_id, today, seen=seen)
    work.allow("edit_action", row.owner_id)
    values: dict[str, Any] = {}
    if title is not None:
        values["title"] = line("What will be done", title)
    if lead is not None:
        values["lead"] = maybe_line("Who leads it", lead)
    if intended_outcome is not None:
        values["intended_outcome"] = maybe_prose("What will be different for children", intended_outcome)
    if owner_id is not None and (owner_id or None) != row.owner_id:
        values["owner_id"] = _new_owner(work, row, owner_id or None, today)
    work.change(row, **values)
    return row


def _new_owner(work: Work, row: Any, owner_id: str | None, today: date) -> str | None:
    if row.status not in OPEN or row.status == Status.CLAIMED:
        what = Status(row.status).label.lower()
        raise SignOffBlockedError(row.id, (f"it is {what}: whose claim it was must not change",), "change its owner")
    if owner_id is not None:
        living(work, owner_id, today)
    work.allow("edit_action", owner_id)
    ask_owner(work, today, owner_id, [link.part_id for link in work.every(ActionPart, action_id=row.id)])
    return owner_id


def set_first_date(
    work: Work,
    today: date,
    action_id: str,
    due: date,
    *,
    due_text: str | None = None,
    due_exact: DateExactness = DateExactness.DAY,
    seen: int | None = None,
) -> Any:
    """Give an action that has none its original date. DateMovedError where there is one: it moves by extension."""
    row = action_to_change(work, action_id, today, seen=seen)
    work.allow("edit_action", row.owner_id)
    if row.due is not None:
        raise DateMovedError(row.id, row.due)
    day = due_day(work, row.review_id, due, "When will it be done")
    work.change(row, original_due=day, due=day, due_exact=due_exact)
    if due_text is not None:
        work.change(row, due_text=maybe_line("Due date as written", due_text))
    return row


# ---- doing


def start(work: Work, today: date, action_id: str, *, day: date | None = None, seen: int | None = None) -> Any:
    """Begin, or begin again after a return or a reopening."""
    row = action_to_change(work, action_id, today, seen=seen)
    work.allow("update", row.owner_id)
    if VERB_OF.get((Status(row.status), Status.IN_PROGRESS)) == "update":
        move(work, row, Status.IN_PROGRESS, day or today)
    else:  # a claim is withdrawn and a not-doing entry ended by their own commands
        raise_not_by_update(row, Status.IN_PROGRESS)
    return row


def say(
    work: Work,
    today: date,
    action_id: str,
    narrative: str,
    *,
    status: Status | None = None,
    own_rating: OwnRating | None = None,
    day: date | None = None,
    seen: int | None = None,
) -> Update:
    """Write an update; with status in_progress, begin or begin again."""
    row = action_to_change(work, action_id, today, seen=seen)
    work.allow("update", row.owner_id)
    if status is not None and status != row.status:
        if status != Status.IN_PROGRESS:
            raise_not_by_update(row, status)
        start(work, today, action_id, day=day)
    return _add_update(work, row, day or today, prose("What has changed", narrative), own_rating)


def raise_not_by_update(row: Any, wanted: Status) -> None:
    """Raise the sentence for a move that an update does not make."""
    check_move(row.id, row.status, wanted)
    verb = VERB_OF[Status(row.status), wanted].replace("_", " ")
    raise BadValueError("Status", wanted.label, f"is not reached by an update from {row.status.label.lower()}: {verb}")


def claim(
    work: Work,
    today: date,
    action_id: str,
    narrative: str,
    *,
    own_rating: OwnRating | None = None,
    day: date | None = None,
    seen: int | None = None,
) -> Any:
    """Say that an action is complete, and what was done. Returns the row."""
    row = action_to_change(work, action_id, today, seen=seen)
    work.allow("claim", row.owner_id)
    if blockers := claim_blockers(file_of(work, action_id, today)):
        raise SignOffBlockedError(row.id, blockers, "be claimed")
    move(work, row, Status.CLAIMED, day or today, claimed_on=day or today, claimed_by=work.signature.by)
    _add_update(work, row, day or today, prose("What has changed", narrative), own_rating)
    return row


def withdraw_claim(work: Work, today: date, action_id: str, reason: str, *, seen: int | None = None) -> Any:
    """Take a claim back. What the owner says of it becomes an update."""
    row = action_to_change(work, action_id, today, seen=seen)
    work.allow("withdraw_claim", row.owner_id)
    if row.status != Status.CLAIMED:
        raise SignOffBlockedError(row.id, (f"it is {row.status.label.lower()}: there is no claim",), "be withdrawn")
    move(work, row, Status.IN_PROGRESS, today, claimed_on=None, claimed_by=None)
    _add_update(work, row, today, prose("Why do you take the claim back", reason), None)
    return row


def _add_update(work: Work, row: Any, day: date, narrative: str, own_rating: OwnRating | None) -> Update:
    by = work.signature.by
    id_ = work.next_id(Update, f"{row.id}-U")
    rating = OwnRating(own_rating) if own_rating else None
    update: Update = work.add(Update(id_, row.id, day, by, narrative, Status(row.status), rating))
    work.flush()
    return update


# ---- dates that move


def ask_extension(
    work: Work,
    today: date,
    action_id: str,
    to_due: date,
    reason: str,
    *,
    asked_by: str | None = None,
    day: date | None = None,
) -> Extension:
    """Ask for another due date. Raises where there is no date yet, where nothing is owed, where one request waits."""
    row = action_to_change(work, action_id, today)
    work.allow("ask_extension", row.owner_id)
    _may_move(row)
    if to_due == row.due:
        raise BadValueError("Which date do you ask for", in_words(to_due), "is the date it has already")
    if waiting := waiting_extension(work, row.id):
        raise AlreadyExistsError("request for a new date waiting", waiting.id)
    extension = Extension(
        id=work.next_id(Extension, f"{row.id}-X"),
        action_id=row.id,
        from_due=row.due,
        to_due=due_day(work, row.review_id, to_due, "Which date do you ask for"),
        reason=prose("Why", reason),
        asked_on=day or today,
        asked_by=asked_by or work.signature.by,
    )
    work.add(extension)
    work.flush()
    return extension


def agree_extension(work: Work, today: date, extension_id: str, *, day: date | None = None) -> Any:
    """Agree a new date and move the action to it. The original date stays. Returns the extension's row."""
    row, action = _to_settle(work, today, extension_id, "agree_extension", "be agreed")
    _may_move(action)
    when = _not_before(day or today, row.asked_on, "the request")
    work.change(row, agreed_on=when, agreed_by=work.signature.by)
    work.change(action, due=row.to_due, due_exact=DateExactness.DAY, due_text=None)
    return row


def refuse_extension(work: Work, today: date, extension_id: str, reason: str, *, day: date | None = None) -> Any:
    """Refuse a new date, with the reason. Returns the extension's row."""
    row, _ = _to_settle(work, today, extension_id, "refuse_extension", "be refused")
    when = _not_before(day or today, row.asked_on, "the request")
    work.change(row, refused_on=when, refused_by=work.signature.by, refusal_reason=prose("Why not", reason))
    return row


def waiting_extension(work: Work, action_id: str) -> Any | None:
    """The row of the request for a new date that nobody has settled yet, if there is one."""
    return next(iter(work.all(Extension, action_id=action_id, agreed_on=None, refused_on=None)), None)


def _to_settle(work: Work, today: date, extension_id: str, verb: str, in_words_: str) -> tuple[Any, Any]:
    row = work.get(Extension, extension_id)
    action = action_to_change(work, row.action_id, today)
    work.allow(verb, action.owner_id)
    around = around_actions(work, [action.id], today)
    blockers = extension_blockers(
        work.record(row),
        around.register.files[action.id],
        work.roles,
        work.signature.by,
        same_body=same_body(around, action.owner_id),
    )
    if blockers:
        raise VerificationBlockedError(extension_id, blockers, in_words_)
    return row, action


def _may_move(row: Any) -> None:
    if row.status not in OPEN:
        raise SignOffBlockedError(row.id, (f"it is {Status(row.status).label.lower()}",), "get another date")
    if row.due is None:
        raise SignOffBlockedError(row.id, ("it has no date yet: give it its first one",), "get another date")


def _not_before(day: date, earliest: date, what: str) -> date:
    if day < earliest:
        raise BadValueError("Date", in_words(day), f"is before {what}, of {in_words(earliest)}")
    return day


# ---- assurance undone, and coming back


def reopen(work: Work, row: Any, day: date) -> None:
    """Reopen an assured or embedded action, with the closed recommendations it answers. Check-backs not yet made go:
    there is nothing assured to check any more."""
    move(work, row, Status.REOPENED, day, claimed_on=None, claimed_by=None)
    for check in work.all(CheckBack, action_id=row.id, outcome=None):
        work.remove(check)
    reopen_recommendations_of(work, row.id)


def may_check_back(work: Work, row: Any, today: date, in_words_: str) -> None:
    """Raise VerificationBlockedError unless the signer may look back at this assured action."""
    work.allow("check_back", row.owner_id)
    around = around_actions(work, [row.id], today)
    blockers = check_back_blockers(
        around.register.files[row.id],
        work.roles,
        work.signature.by,
        around.register.board_agencies,
        same_body=same_body(around, row.owner_id),
    )
    if blockers:
        raise VerificationBlockedError(row.id, blockers, in_words_)


def reopen_recommendations_of(work: Work, action_id: str) -> None:
    """What was closed is closed no longer when one of its actions is owed again."""
    for link in work.every(ActionPart, action_id=action_id):
        reopen_recommendation(work, work.pointed_at(Part, link.part_id).recommendation_id)


def reopen_recommendation(work: Work, recommendation_id: str) -> None:
    """Take back the closing of a recommendation, if it was closed."""
    work.change(work.pointed_at(Recommendation, recommendation_id), closed_on=None, closed_by=None)


def bring_back(work: Work, entry_id: str, day: date, *, ended_by: str) -> Any:
    """End a not-doing entry: an action returns to its former status, a closed recommendation is open again."""
    entry = work.pointed_at(NotDoing, entry_id)
    work.change(entry, ended_on=day, ended_by=ended_by)
    if entry.action_id:
        action = work.pointed_at(Action, entry.action_id)
        former = Status(entry.former_status or Status.PLANNED)
        move(work, action, former, day, former=former)
        if former in OPEN:
            reopen_recommendations_of(work, action.id)
    elif entry.ask_id:
        part = work.pointed_at(Part, work.pointed_at(Ask, entry.ask_id).part_id)
        reopen_recommendation(work, part.recommendation_id)
    elif entry.recommendation_id:
        reopen_recommendation(work, entry.recommendation_id)
    return entry


# ---- parts


def open_recommendation(work: Work, recommendation_id: str, verb_in_words: str) -> Any:
    """The row of a recommendation that is not closed, or SignOffBlockedError."""
    row = work.get(Recommendation, recommendation_id)
    if row.closed_on:
        blockers = (f"it was closed on {in_words(row.closed_on)}: reopen it first",)
        raise SignOffBlockedError(row.id, blockers, verb_in_words)
    return row


def tracked_part(work: Work, part_id: str, verb_in_words: str) -> Any:
    row = work.get(Part, part_id)
    open_recommendation(work, row.recommendation_id, verb_in_words)
    if row.context_reason is not None:
        raise SignOffBlockedError(f"Part {row.label or row.id}", ("it is context, not tracked",), verb_in_words)
    return row
