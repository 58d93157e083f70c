"""What a meeting decides. Every decision is the change itself: one transaction makes it, signed with its own verb, and
writes the minute with the next number; or neither.

A decision belongs to a meeting that has come and not ended, and perhaps to an item of its agenda. `text` is the
minute's sentence; without one it is made from the decision. What is decided is a fact of the meeting's day and counts
from its entry.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _not_doing, _steps, _verifying
from tracker.commands._escalating import letter_of
from tracker.commands._sitting import action_in_words, deciding, known, sentences, subject_in_words
from tracker.commands._values import line, prose
from tracker.rules.dates import in_words, plural
from tracker.rules.records import Action, Agency, Decision, Part
from tracker.rules.words import CheckOutcome, DecisionKind, Door, LadderRung, NotDoingKind


def note(
    engine: Engine,
    *,
    meeting_id: str,
    text: str,
    about: str | None = None,
    item_id: str | None = None,
    minute: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Minute something that changes nothing else. It is about a thing of the register, else about what its item is
    about, else about the meeting. `minute` is a number of the board's own, where its minutes have one already."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        of_item = sitting.item.about if sitting.item else None
        thing = known(sitting.work, line("About", about)) if about else of_item or sitting.meeting.id
        words = prose("Decision", text)
        return sitting.minute(DecisionKind.NOTE, thing, words, number=minute)


def assure(
    engine: Engine,
    *,
    meeting_id: str,
    action_id: str,
    reason: str,
    although: str | None = None,
    item_id: str | None = None,
    text: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Find that the evidence bears a claim out. `although` says why, where it is weaker than such a change needs."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        found = sitting.do("verify", reason, lambda: _verifying.assure(
            work, sitting.today, action_id, reason, although=although, day=sitting.day, seen=seen,
        ))  # fmt: skip
        weak = f"Although: {found.although}" if found.although else None
        said = sentences(f"Assured: {action_in_words(work, action_id)}", reason, weak)
        return sitting.minute(DecisionKind.ASSURE, action_id, said, text=text, made=found.id)


def return_claim(
    engine: Engine,
    *,
    meeting_id: str,
    action_id: str,
    reason: str,
    item_id: str | None = None,
    text: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Give a claim back to its owner, and say what is missing."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        found = sitting.do("return", reason, lambda: _verifying.return_claim(
            work, sitting.today, action_id, reason, day=sitting.day, seen=seen,
        ))  # fmt: skip
        said = sentences(f"Returned: {action_in_words(work, action_id)}", reason)
        return sitting.minute(DecisionKind.RETURN, action_id, said, text=text, made=found.id)


def agree_extension(
    engine: Engine,
    *,
    meeting_id: str,
    extension_id: str,
    item_id: str | None = None,
    text: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Agree a new date: the action is due then, and its original date stays."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        row = sitting.do("agree_extension", None, lambda: _steps.agree_extension(
            work, sitting.today, extension_id, day=sitting.day,
        ))  # fmt: skip
        moved = f"{action_in_words(work, row.action_id)} is due on {in_words(row.to_due)}"
        before = f", not on {in_words(row.from_due)}" if row.from_due else ""
        said = sentences(f"New date agreed: {moved}{before}", row.reason)
        return sitting.minute(DecisionKind.AGREE_EXTENSION, row.action_id, said, text=text, made=row.id)


def refuse_extension(
    engine: Engine,
    *,
    meeting_id: str,
    extension_id: str,
    reason: str,
    item_id: str | None = None,
    text: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Refuse a new date, with the reason: the action is due when it was."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        row = sitting.do("refuse_extension", reason, lambda: _steps.refuse_extension(
            work, sitting.today, extension_id, reason, day=sitting.day,
        ))  # fmt: skip
        kept_ = f" stays due on {in_words(row.from_due)}" if row.from_due else ""
        said = sentences(f"New date refused: {action_in_words(work, row.action_id)}{kept_}", reason)
        return sitting.minute(DecisionKind.REFUSE_EXTENSION, row.action_id, said, text=text, made=row.id)


def check_back(
    engine: Engine,
    *,
    meeting_id: str,
    action_id: str,
    months: int,
    outcome: CheckOutcome,
    note: str | None = None,
    item_id: str | None = None,
    text: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Say whether the change is still there so many months after assurance. If it is not, the action is reopened."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        found = sitting.do("check_back", note, lambda: _verifying.check_back(
            work, sitting.today, action_id, months, outcome, note, day=sitting.day, seen=seen,
        ))  # fmt: skip
        there = "the change is still there" if outcome == CheckOutcome.PASSED else "the change did not last: reopened"
        what = action_in_words(work, action_id)
        said = sentences(f"Checked back after {plural(months, 'month')}: {what}, {there}", note)
        return sitting.minute(DecisionKind.CHECK_BACK, action_id, said, text=text, made=found.id)


def escalate(
    engine: Engine,
    *,
    meeting_id: str,
    agency_id: str,
    rung: LadderRung,
    reason: str,
    listed: Sequence[str],
    letter: str,
    to: Sequence[str] = (),
    item_id: str | None = None,
    text: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Take what an agency owes (`listed`: ids of its actions and asks) to the next rung of people, by a letter to them
    that is sent by hand and recorded as a message of that rung."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        why = prose("Why", reason)
        letter_ = letter_of(work, sitting.today, agency_id, LadderRung(rung), listed, letter, to, day=sitting.day)
        owed = f"{plural(len(letter_.listed), 'thing')} that {work.get(Agency, agency_id).short_name} owes"
        said = sentences(f"Escalated to {_people(letter_.rung)}: {owed}", why)
        decision = sitting.minute(DecisionKind.ESCALATE, agency_id, said, text=text, made=letter_.id)
        with _steps.signing(work, "escalate", reason=why):
            work.allow("escalate", agency_id)
            work.add(replace(letter_, decision_id=decision.id))
        return decision


def not_doing(
    engine: Engine,
    *,
    meeting_id: str,
    kind: NotDoingKind,
    reason: str,
    until: date | None = None,
    recommendation_id: str | None = None,
    ask_id: str | None = None,
    action_id: str | None = None,
    item_id: str | None = None,
    text: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Enter one recommendation, ask or action as not being done, until a day or for good."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        if action_id and seen is not None:
            work.get(Action, action_id, seen=seen)
        entry = sitting.do("not_doing", reason, lambda: _not_doing.enter(
            work, sitting.today, kind=kind, reason=reason, until=until, recommendation_id=recommendation_id,
            ask_id=ask_id, action_id=action_id, day=sitting.day,
        ))  # fmt: skip
        subject = str(action_id or ask_id or recommendation_id)
        last = f", until {in_words(until)}" if until else ""
        said = sentences(f"Not doing: {subject_in_words(work, subject)}; {entry.kind.label.lower()}{last}", reason)
        return sitting.minute(DecisionKind.NOT_DOING, subject, said, text=text, made=entry.id)


def raise_action(
    engine: Engine,
    *,
    meeting_id: str,
    part_ids: Sequence[str],
    owner_id: str | None,
    title: str,
    due: date | None = None,
    lead: str | None = None,
    intended_outcome: str | None = None,
    item_id: str | None = None,
    text: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Plan what an agency will do for one or more parts. The agency is asked for them, if it was not; the first date is
    the original one and stays for ever."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work = sitting.work
        action = sitting.do("plan_action", None, lambda: _steps.plan(
            work, sitting.today, part_ids=part_ids, owner_id=owner_id, title=title, due=due, lead=lead,
            intended_outcome=intended_outcome, right="raise_action", day=sitting.day,
        ))  # fmt: skip
        when = f", due on {in_words(due)}" if due else ", without a date yet"
        said = sentences(f"Action raised: {action_in_words(work, action.id)}{when}")
        about = work.pointed_at(Part, part_ids[0]).recommendation_id
        return sitting.minute(DecisionKind.RAISE_ACTION, about, said, text=text, made=action.id)


def _people(rung: LadderRung) -> str:
    """Who stands on a rung, as in the middle of a sentence: "the chair of the board"."""
    who = f"{rung.label[:1].lower()}{rung.label[1:]}"
    return who if who.startswith("the ") else f"the {who}"
