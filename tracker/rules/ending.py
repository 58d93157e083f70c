"""How a recommendation was ended by a day: closed, assured, claimed, or entered as not being done; on what evidence,
and in which meeting. Read from what is filed under its actions, so that what was reopened later still counts as ended
on the day in question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tracker.rules.dates import in_words
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import ActionFile, Ask, Decision, Evidence, NotDoing
from tracker.rules.register import Register, by
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Ended, Outcome, Rung, Status

RUNGS = tuple(Rung)
ENDED_WORDS = {
    Ended.CLOSED: "was closed on",
    Ended.ASSURED: "was assured on",
    Ended.CLAIMED: "was claimed complete on",
    Ended.NOT_DOING: "was entered as not being done on",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a recommendation was ended: `on` which day, the strongest piece of evidence sent by that day, if any, the
    decision of a meeting that did it, if a meeting did. `in_part` where only part of it was entered as not done;
    `record` is the id of the verification or entry that ended the last of it, where there is one."""

    how: Ended
    on: date
    evidence: Evidence | None = None
    decision: Decision | None = None
    entry: NotDoing | None = None
    in_part: bool = False
    record: str | None = None

    @property
    def rung(self) -> Rung | None:
        """The rung of the strongest evidence; None where it was ended on nothing but a word."""
        return self.evidence.rung if self.evidence else None

    def in_words(self) -> str:
        """As after its reference: "was assured on 3 May 2016"."""
        part = "in part " if self.in_part else ""
        return f"{ENDED_WORDS[self.how].replace('entered', f'{part}entered')} {in_words(self.on)}"


@dataclass(frozen=True, slots=True)
class _State:
    """How one action or ask was ended, by which record."""

    how: Ended
    on: date
    record: str | None = None


@dataclass(frozen=True, eq=False)
class Endings:
    """How every recommendation of a standing was ended, by any day up to its own."""

    standing: Standing
    _known: dict[tuple[str, date], Ending | None] = field(default_factory=dict)
    _firsts: dict[str, date | None] = field(default_factory=dict)

    @property
    def register(self) -> Register:
        """The register it is read from."""
        return self.standing.register

    def ended(self, recommendation_id: str, day: date) -> Ending | None:
        """How a recommendation was ended by the end of a day; None where something of it was still owed."""
        now = self._on(recommendation_id, self.standing.today)
        if now and now.on <= day and not now.in_part:
            return now  # nothing of it was opened since
        first = self._first(recommendation_id)
        return self._on(recommendation_id, day) if first and first <= day else None

    def _on(self, id_: str, day: date) -> Ending | None:
        key = (id_, day)
        if key not in self._known:
            self._known[key] = self._ended(id_, day)
        return self._known[key]

    def _first(self, id_: str) -> date | None:
        """The first day on which anything of a recommendation was ended or claimed; None where nothing ever was."""
        if id_ not in self._firsts:
            days = [self.register.recommendations[id_].closed_on]
            days += [one.entered_on for one in self._entries_of.get(id_, ())]
            for part in self.register.parts_of.get(id_, ()):
                for ask in self.register.asks_of.get(part.id, ()):
                    days += [one.entered_on for one in self._entries_of_ask.get(ask.id, ())]
            for file in self.register.files_of_recommendation(id_):
                days += [one.entered_on for one in file.not_doing]
                days += [day for one in file.verifications for day in (one.claimed_on, one.verified_on)]
                days += [file.action.claimed_on, file.action.status_on if file.action.status in VERIFIED else None]
            self._firsts[id_] = min((day for day in days if day), default=None)
        return self._firsts[id_]

    def latest(self, recommendation_id: str) -> Ending | None:
        """How it is ended now; where it was reopened, how it was ended last."""
        now = self.ended(recommendation_id, self.standing.today)
        if now is not None:
            return now
        days = {
            day
            for file in self.register.files_of_recommendation(recommendation_id)
            if file.verifications or file.not_doing
            for day in (
                *(one.verified_on for one in file.verifications if one.outcome == Outcome.ASSURED),
                *(one.entered_on for one in file.not_doing),
            )
        } | {one.entered_on for one in self._entries_of.get(recommendation_id, ())}
        tried = (self.ended(recommendation_id, day) for day in sorted(days, reverse=True) if day < self.standing.today)
        return next((one for one in tried if one is not None), None)

    def _ended(self, id_: str, day: date) -> Ending | None:
        rec = self.register.recommendations[id_]
        files = self.register.files_of_recommendation(id_)
        states = [self._action(file, day) for file in files]
        if rec.closed_on and rec.closed_on <= day:
            last = max((one for one in states if one), key=lambda one: one.on, default=None)
            return self._made(id_, Ended.CLOSED, rec.closed_on, last.record if last else None)
        if entry := _covering(self._entries_of.get(id_, ()), day):
            return self._made(id_, Ended.NOT_DOING, entry.entered_on, entry.id)
        asks = [
            ask
            for part in self.standing.tracked_parts.get(id_, ())
            for ask in self.register.asks_of.get(part.id, ())
            if ask.accepted_on is None or ask.accepted_on <= day
        ]
        answers = [self._ask(ask, day) for ask in asks]
        if answers and all(answers):
            return self._whole(id_, [one for one in answers if one])
        dropped = [one for one in (*states, *answers) if one and one.how == Ended.NOT_DOING]
        if not dropped:
            return None
        one = max(dropped, key=lambda state: state.on)
        return self._made(id_, Ended.NOT_DOING, one.on, one.record, in_part=True)

    def _whole(self, id_: str, states: Sequence[_State]) -> Ending:
        """All that was asked is ended: as its weakest claim, and on the day of the last of them."""
        last = max(states, key=lambda one: one.on)
        return self._made(id_, _weakest(states), last.on, last.record)

    def _made(self, id_: str, how: Ended, on: date, record: str | None, *, in_part: bool = False) -> Ending:
        """The ending with what was on record on its day."""
        evidence = [one for file in self.register.files_of_recommendation(id_) for one in file.evidence]
        entry = self.register.not_doing.get(record or "") if how == Ended.NOT_DOING else None
        return Ending(how, on, strongest(evidence, on), self._decisions.get(record or ""), entry, in_part, record)

    def _ask(self, ask: Ask, day: date) -> _State | None:
        """Every action that answers an ask and was there by the day is ended; or the ask itself is not being done."""
        if entry := _covering(self._entries_of_ask.get(ask.id, ()), day):
            return _State(Ended.NOT_DOING, entry.entered_on, entry.id)
        files = self.standing.files_of_ask.get(ask.id, ())
        states = [(self._action(file, day), file.action.created_on) for file in files]
        there = [state for state, _ in states if state]
        if not there or any(state is None and (made is None or made <= day) for state, made in states):
            return None
        last = max(there, key=lambda one: one.on)
        return _State(_weakest(there), last.on, last.record)

    def _action(self, file: ActionFile, day: date) -> _State | None:
        action = file.action
        if entry := _covering(file.not_doing, day):
            return _State(Ended.NOT_DOING, entry.entered_on, entry.id)
        judged = [one for one in file.verifications if one.verified_on <= day]
        found = max(judged, key=lambda one: one.verified_on, default=None)
        if found and found.outcome == Outcome.ASSURED:
            undone = any(
                one.outcome == CheckOutcome.FAILED and one.checked_on and found.verified_on <= one.checked_on <= day
                for one in file.check_backs
            )
            if not undone:
                return _State(Ended.ASSURED, found.verified_on, found.id)
        if not file.verifications and action.status in VERIFIED and action.status_on and action.status_on <= day:
            return _State(Ended.ASSURED, action.status_on)
        if action.status == Status.CLAIMED and action.claimed_on and action.claimed_on <= day:
            return _State(Ended.CLAIMED, action.claimed_on)
        waiting = [v.claimed_on for v in file.verifications if v.claimed_on and v.claimed_on <= day < v.verified_on]
        return _State(Ended.CLAIMED, max(waiting)) if waiting else None

    @cached_property
    def _decisions(self) -> Mapping[str, Decision]:
        return {one.made: one for one in self.register.decisions.values() if one.made}

    @cached_property
    def _entries_of(self) -> Mapping[str, list[NotDoing]]:
        return by(
            (n for n in self.register.not_doing.values() if n.recommendation_id), lambda n: str(n.recommendation_id)
        )

    @cached_property
    def _entries_of_ask(self) -> Mapping[str, list[NotDoing]]:
        return by((n for n in self.register.not_doing.values() if n.ask_id), lambda n: str(n.ask_id))


def _weakest(states: Iterable[_State]) -> Ended:
    hows = {one.how for one in states}
    return next(how for how in (Ended.CLAIMED, Ended.ASSURED, Ended.NOT_DOING) if how in hows)


def on_what(register: Register, ending: Ending) -> str:
    """On what evidence and in which meeting it was ended: "the strongest evidence then: audit of 3 May 2016; decided by
    the meeting of 9 May 2016"."""
    if ending.evidence:
        open_day = None if ending.evidence.restricted else ending.evidence.about  # papers say the same to all
        about = f" of {in_words(open_day)}" if open_day else ""
        proof = f"the strongest evidence then: {ending.evidence.rung.label.lower()}{about}"
    else:
        proof = "no evidence was on record then"
    held = register.meetings.get(ending.decision.meeting_id) if ending.decision else None
    return f"{proof}; decided by the meeting of {in_words(held.held_on)}" if held else proof


def strongest(evidence: Iterable[Evidence], day: date) -> Evidence | None:
    """The piece on the highest rung that was sent by a day and not withdrawn by it, the latest where two are level."""
    there = [
        one
        for one in evidence
        if (one.submitted_on is None or one.submitted_on <= day)
        and (one.withdrawn_on is None or one.withdrawn_on > day)
    ]
    return max(there, key=lambda one: (RUNGS.index(one.rung), one.about or date.min, one.id), default=None)


def _covering(entries: Iterable[NotDoing], day: date) -> NotDoing | None:
    """The entry that was in force at the end of a day."""
    return next(
        (
            one
            for one in entries
            if one.entered_on <= day
            and (one.ended_on is None or one.ended_on > day)
            and (one.until is None or one.until >= day)
        ),
        None,
    )
