"""What belongs on an agenda, one function a kind: each finds its items and says why."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tracker.rules.agenda_look import Find, Look, subject
from tracker.rules.agenda_since import figures
from tracker.rules.agenda_words import asked_in_words, joined, lateness, of_action, of_recommendation, quoted, titled
from tracker.rules.brag import RANK
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.deadlines import days_late, days_late_original, last_assured_on
from tracker.rules.lifecycle import OPEN, OPEN_STATUSES, VERIFIED
from tracker.rules.meetings import meetings_of, next_meeting, when
from tracker.rules.records import ActionFile, Extension, Meeting, NotDoing
from tracker.rules.recurrence import in_full, recurrences
from tracker.rules.register import by
from tracker.rules.standing import Standing
from tracker.rules.words import AgendaKind, Brag, CheckOutcome, Found

TROUBLE = frozenset({Brag.RED, Brag.AMBER})
MOST_LESSONS = 200
"""More lessons than that come back to no meeting: the surest of the board's."""


def changed(look: Look) -> Iterator[Find]:
    """One item: what moved since the last meeting, in figures."""
    then = f"What has changed since {in_words(look.last.held_on)}?" if look.last else "How does everything stand?"
    why = figures(look.now, look.since, look.has_action, look.has_recommendation)
    yield Find(AgendaKind.CHANGED, look.meeting.id, look.meeting.id, then, why, ())


def returned_lessons(look: Look) -> Iterator[Find]:
    """Recommendations whose lesson came back after an earlier one was ended, until a meeting has taken it: the old one,
    how it was ended, on what evidence and in which meeting."""
    register = look.register
    taken = _taken(look, AgendaKind.RECURRENCE)
    found = by((one for one in recurrences(look.now, look.near) if look.has_recommendation(one.recommendation)),
        lambda one: one.recommendation)  # fmt: skip
    for id_ in [id_ for id_ in found if id_ not in taken][:MOST_LESSONS]:
        some = found[id_]
        title = titled(of_recommendation(register, id_), "why did this lesson come back?")
        why = joined(*dict.fromkeys(in_full(register, one) for one in some[:2]))
        yield Find(AgendaKind.RECURRENCE, id_, id_, title, why, (-some[0].score, id_))


def _taken(look: Look, kind: AgendaKind) -> frozenset[str]:
    """What earlier meetings of this board have dealt with under a kind."""
    register, found = look.register, set[str]()
    for meeting in meetings_of(register, look.meeting.board_id):
        if when(meeting) < when(look.meeting):
            decided = {decision.item_id for decision in register.decisions_of.get(meeting.id, ())}
            items = (one for one in register.agenda_of.get(meeting.id, ()) if one.kind == kind and not one.deferred_on)
            found |= {one.about for one in items if one.about and (meeting.ended_on or one.id in decided or one.note)}
    return frozenset(found)


def stuck(look: Look) -> Iterator[Find]:
    """Actions in trouble at the last two meetings, on the agenda of at least one, and nothing has changed since."""
    if look.last is None or look.before_last is None or look.since is None:
        return
    earlier = look.on_agenda(look.before_last)
    for id_ in sorted(earlier | look.on_agenda(look.last)):
        file = look.register.files.get(id_)
        if file and look.has_action(id_) and _is_stuck(look, look.since, file, look.before_last, id_ in earlier):
            title = titled(of_action(look.register, id_), "stuck at two meetings running; what now?")
            days = list_in_words([in_words(one.held_on) for one in (look.before_last, look.last)])
            late = lateness(file, look.now.today) or look.now.action_ratings[id_].reason
            why = joined(f"nothing has changed since the meetings of {days}", late)
            yield Find(AgendaKind.STUCK, id_, id_, title, why, _latest(look, file))


def _is_stuck(look: Look, since: Standing, file: ActionFile, first: Meeting, was_on: bool) -> bool:
    action, then = file.action, since.register.actions.get(file.action.id)
    if then is None or (then.status, then.due) != (action.status, action.due):
        return False
    in_trouble = all(where.action_ratings[action.id].brag in TROUBLE for where in (look.now, since))
    if not in_trouble or look.now.statuses[action.id] not in OPEN_STATUSES or _waiting(file):
        return False
    moved = any(one.agreed_on and one.agreed_on > first.held_on for one in file.extensions)
    began = action.status_on is not None and action.status_on > first.held_on
    was_late = action.due is not None and action.due < first.held_on
    return not (moved or began) and (was_on or was_late)


def claims(look: Look) -> Iterator[Find]:
    """Claims that wait to be verified, with what they rest on."""
    for file in look.now.claimed:
        if look.has_action(file.action.id):
            rung = file.strongest_rung
            proof = f"strongest evidence: {rung.label.lower()}" if rung else "no evidence on file"
            why = joined(
                look.now.action_ratings[file.action.id].reason,
                f"{proof} ({plural(len(file.current_evidence), 'piece')})" if rung else proof,
                lateness(file, look.now.today),
            )
            title = titled(of_action(look.register, file.action.id), "does the evidence bear out the claim?")
            waits = (file.action.claimed_on or look.now.today).toordinal()
            yield Find(AgendaKind.CLAIM, file.action.id, file.action.id, title, why, (waits, *_latest(look, file)))


def extensions(look: Look) -> Iterator[Find]:
    """New dates asked for that nobody has agreed or refused."""
    for file in look.register.files.values():
        one = _waiting(file)
        if one and look.has_action(file.action.id) and look.now.statuses[file.action.id] in OPEN:
            title = titled(of_action(look.register, file.action.id), f"agree {in_words(one.to_due)} as the new date?")
            before = f"moved {times(file.moves)} before" if file.moves else "never moved before"
            person = look.register.people.get(one.asked_by)
            asked = f"{person.name if person else one.asked_by} asked on {in_words(one.asked_on)}: {quoted(one.reason)}"
            now_due = f"due {in_words(file.action.due)}" if file.action.due else None
            why = joined(now_due, before, asked, lateness(file, look.now.today))
            yield Find(AgendaKind.EXTENSION, file.action.id, one.id, title, why, _latest(look, file))


def _waiting(file: ActionFile) -> Extension | None:
    return next((one for one in file.extensions if not one.agreed_on and not one.refused_on), None)


def check_backs(look: Look) -> Iterator[Find]:
    """Assured actions at which somebody should look again by the day of the meeting: of each, the earliest check."""
    due = (one for one in look.register.check_backs.values() if one.outcome is None and one.due <= look.day)
    for id_, checks in by(due, lambda one: one.action_id).items():
        if look.has_action(id_) and look.now.statuses[id_] in VERIFIED:
            first, *others = sorted(checks, key=lambda one: one.due)
            file = look.register.files[id_]
            assured, rung = last_assured_on(file), file.strongest_rung
            on = f"assured on {in_words(assured)}" if assured else "assured"
            days = (look.now.today - first.due).days
            late = f", {plural(days, 'day')} ago" if days > 0 else ""
            too = [f"the one after {plural(one.months, 'month')} was due on {in_words(one.due)}" for one in others]
            proof = rung.label.lower() if rung else "no evidence on file"
            why = joined(f"{on} ({proof})", f"due {in_words(first.due)}{late}", *too)
            title = titled(
                of_action(look.register, id_), f"is the change still there after {plural(first.months, 'month')}?"
            )
            yield Find(AgendaKind.CHECK_BACK, id_, first.id, title, why, (first.due.toordinal(), first.id))


def not_found(look: Look) -> Iterator[Find]:
    """Closed actions of which a dip sample found nothing, until a meeting has decided."""
    for one in look.register.dip_findings.values():
        still = one.found == Found.NOT_FOUND and look.now.statuses.get(one.action_id) in VERIFIED
        if still and look.has_action(one.action_id) and not _decided(look, one.id, one.action_id, one.looked_on):
            on = f" on {in_words(one.looked_on)}" if one.looked_on else ""
            rated = look.now.action_ratings[one.action_id].reason
            why = joined(f"looked for{on} and not found", quoted(one.note), rated)
            title = titled(of_action(look.register, one.action_id), "not found in a dip sample; reopen it?")
            order = ((one.looked_on or look.day).toordinal(), one.id)
            yield Find(AgendaKind.NOT_FOUND, one.action_id, one.id, title, why, order)


def _decided(look: Look, finding_id: str, action_id: str, looked_on: date | None) -> bool:
    register = look.register
    for decision in register.decisions.values():
        item = register.agenda_items.get(decision.item_id or "")
        if decision.about == finding_id or (item and item.about == finding_id):
            return True
        held_on = register.meetings[decision.meeting_id].held_on
        if decision.about == action_id and looked_on and held_on > looked_on:
            return True
    return False


def overdue(look: Look) -> Iterator[Find]:
    """Actions that became overdue since the last meeting; those that it put off while they still are."""
    before = {file.action.id for file in look.since.overdue} if look.since else set[str]()
    for file in look.now.overdue:
        id_ = file.action.id
        if look.has_action(id_) and (id_ not in before or id_ in look.put_off):
            rating = look.now.action_ratings[id_]
            failed = any(one.outcome == CheckOutcome.FAILED for one in file.check_backs)
            why = joined(lateness(file, look.now.today), rating.reason if failed else None)
            title = titled(of_action(look.register, id_), "why is it overdue, and what now?")
            yield Find(AgendaKind.OVERDUE, id_, id_, title, why, _latest(look, file))


def running_out(look: Look) -> Iterator[Find]:
    """Not-doing entries that run out before the next meeting, or ran out since the last one and are back."""
    after = next_meeting(look.register, look.meeting)
    horizon = after.held_on if after else look.day + timedelta(days=look.now.furthest("look_ahead_days"))
    for entry in look.register.open_not_doing.values():
        fresh = entry.until and (look.since is None or entry.until >= look.since.today)
        if entry.until and fresh and entry.until <= horizon:
            what, about = _not_done(look, entry)
            if about and look.has_recommendation(about):
                over = entry.until < look.now.today
                question = "it is back; what now?" if over else f"still not doing it after {in_words(entry.until)}?"
                until = f"{'ran out on' if over else 'until'} {in_words(entry.until)}"
                why = joined(entry.kind.label.lower(), until, quoted(entry.reason))
                order = (entry.until.toordinal(), entry.id)
                yield Find(AgendaKind.NOT_DOING, subject(look.register, entry.id), entry.id, titled(what, question),
                    why, order)  # fmt: skip


def _not_done(look: Look, entry: NotDoing) -> tuple[str, str | None]:
    """What an entry is about in words, and the recommendation behind it."""
    register = look.register
    if entry.action_id:
        mine = [id_ for id_ in register.recommendations_of_action[entry.action_id] if look.has_recommendation(id_)]
        return of_action(register, entry.action_id), next(iter(mine), None)
    if entry.ask_id:
        ask = register.asks[entry.ask_id]
        part = register.parts[ask.part_id]
        who = register.agencies[ask.agency_id].short_name
        return f"{of_recommendation(register, part.recommendation_id, part.label)}, {who}", part.recommendation_id
    return of_recommendation(register, str(entry.recommendation_id)), entry.recommendation_id


def holes(look: Look) -> Iterator[Find]:
    """Recommendations for which somebody was asked and plans nothing: one item each."""
    register = look.register
    found = by(look.now.holes, lambda ask: register.parts[ask.part_id].recommendation_id)
    for number, (id_, asks) in enumerate(found.items()):
        if look.has_recommendation(id_):
            rating = look.now.recommendation_ratings[id_]
            title = titled(of_recommendation(register, id_), "who will do it, and by when?")
            why = joined(f"nothing is agreed yet with {asked_in_words(register, asks)}")
            yield Find(AgendaKind.HOLE, id_, id_, title, why, (RANK[rating.brag], -len(asks), number))


def put_off(look: Look) -> Iterator[Find]:
    """What the last meeting put off and somebody had put on by hand. The other kinds come back by their own rule, for
    as long as it holds."""
    for of, item in look.put_off.items():
        if item.kind == AgendaKind.OTHER:
            yield Find(AgendaKind.OTHER, of, item.about, item.title, item.why or "", (item.position, item.id))


def _latest(look: Look, file: ActionFile) -> tuple[float | str, ...]:
    today = look.now.today
    return (-days_late(file, today=today), -days_late_original(file, today=today), file.action.id)


FINDERS: tuple[Callable[[Look], Iterator[Find]], ...] = (
    changed, returned_lessons, stuck, claims, extensions, check_backs, not_found, overdue, running_out, holes, put_off,
)  # fmt: skip
