"""What moved between two days: two standings held against each other. Pure; says itself in lines of words.

    moved = between(now, then)
    moved.in_words()        # "SOTON-K:10.2.5 became overdue: 12 days late", worst first
    moved.figures           # the same figures on both days, with their difference

For the board's own screens and papers: titles and reasons are what the board and its agencies wrote. Nothing in it is
printed text or a pseudonym.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from tracker.rules.brag import ORDER, RANK
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.moves import Claim, DateMoved, Figure, Lateness, Move, Rerated, Stepped
from tracker.rules.records import (
    Action,
    CheckBack,
    Evidence,
    Extension,
    NotDoing,
    Recommendation,
    Verification,
)
from tracker.rules.register import Register
from tracker.rules.standing import Counts, Standing
from tracker.rules.words import Brag, CheckOutcome, Level, Outcome, Rung, Status, Word

R = TypeVar("R", Action, Recommendation)
ENDED = frozenset({Status.NOT_DOING}) | VERIFIED


@dataclass(frozen=True, eq=False)
class Moved:
    """Everything that moved from `then` to `now`. Each list is worked out when first asked for."""

    now: Standing
    then: Standing

    @property
    def since(self) -> date:
        """The earlier day."""
        return self.then.today

    @property
    def until(self) -> date:
        """The later day."""
        return self.now.today

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of both days side by side."""
        return tuple(Figure(name, of(self.then), of(self.now)) for name, of in FIGURES.items())

    @cached_property
    def rerated(self) -> tuple[Rerated, ...]:
        """Recommendations that have another rating, or are new: what got worse first, then by how bad it is now."""
        before, after = self.then.recommendation_ratings, self.now.recommendation_ratings
        found = [
            Rerated(id_, before.get(id_), rating)
            for id_, rating in after.items()
            if id_ not in before or before[id_].brag != rating.brag
        ]
        return tuple(sorted(found, key=lambda one: (not one.is_worse, RANK[one.now.brag], one.was is None)))

    @cached_property
    def flow(self) -> Mapping[tuple[Brag | None, Brag | None], int]:
        """How many recommendations of the overview level went from which rating to which; None is not there."""
        then, now = self.then, self.now
        found: Counter[tuple[Brag | None, Brag | None]] = Counter()
        for id_ in {**then.register.recommendations, **now.register.recommendations}:
            found[_rating(then, id_), _rating(now, id_)] += 1
        return {step: n for step, n in found.items() if step != (None, None)}

    @cached_property
    def stepped(self) -> tuple[Stepped, ...]:
        """Actions whose status is another."""
        before = self.then.statuses
        return tuple(
            Stepped(self.now.register.actions[id_], before[id_], status)
            for id_, status in self.now.statuses.items()
            if id_ in before and before[id_] != status
        )

    @cached_property
    def dates_moved(self) -> tuple[DateMoved, ...]:
        """Actions that are due on another day, the longest move first."""
        found = []
        for id_, file in self.now.register.files.items():
            old = self.then.register.files.get(id_)
            if old is None:
                continue
            agreed = {e.id for e in old.extensions if e.agreed_on}
            by = tuple(self._move(e) for e in file.extensions if e.agreed_on and e.id not in agreed)
            if by or old.action.due != file.action.due:
                found.append(DateMoved(file.action, old.action.due, file.action.due, by))
        return tuple(sorted(found, key=lambda one: (-(one.days or 0), one.action.id)))

    def _move(self, extension: Extension) -> Move:
        asked_by, agreed_by = self.name(extension.asked_by), self.name(extension.agreed_by)
        return Move(extension.to_due, extension.reason, asked_by, agreed_by, extension.agreed_on)

    def name(self, person_id: str | None) -> str:
        """Somebody's name."""
        person = self.now.register.people.get(person_id or "")
        return person.name if person else person_id or "nobody"

    @cached_property
    def late(self) -> Lateness:
        """Late on the current date."""
        return self._lateness(lambda s: [f.action.id for f in s.overdue])

    @cached_property
    def late_on_original(self) -> Lateness:
        """Late on the original date."""
        return self._lateness(lambda s: [f.action.id for f in s.late_on_original])

    def _lateness(self, of: Callable[[Standing], list[str]]) -> Lateness:
        was, is_ = of(self.then), of(self.now)
        before, after = frozenset(was), frozenset(is_)
        return Lateness(tuple(i for i in is_ if i not in before), tuple(i for i in was if i not in after))

    def why_not_late(self, action_id: str) -> str:
        """Why an action that was late then is late no longer: how it ended, or what became of its date."""
        action = self.now.register.actions.get(action_id)
        if action is None:
            return "no longer in the register"
        status = self.now.statuses[action_id]
        if status in ENDED or status == Status.CLAIMED:
            return _low(status)
        return f"now due {in_words(action.due)}" if action.due else "left with no date"

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims made in between, whether or not they were judged since."""
        found = []
        for id_, file in self.now.register.files.items():
            old = self.then.register.files.get(id_)
            judged = {v.id for v in old.verifications} if old else set[str]()
            waited = old is not None and old.action.status == Status.CLAIMED
            waited_since = old.action.claimed_on if old and waited else None
            for verdict in file.verifications:
                if verdict.id in judged:
                    continue
                if waited and verdict.claimed_on in (None, waited_since):  # about the claim that waited then
                    waited = False
                else:
                    found.append(Claim(file.action, verdict.claimed_on, waits=False))
            now_waits = file.action.status == Status.CLAIMED
            if now_waits and not (waited and waited_since == file.action.claimed_on):
                found.append(Claim(file.action, file.action.claimed_on, waits=True))
        return tuple(found)

    @cached_property
    def verdicts(self) -> tuple[Verification, ...]:
        """Claims that were assured or returned in between; returned ones first."""
        then = self.then.register.verifications
        found = [v for id_, v in self.now.register.verifications.items() if id_ not in then]
        return tuple(sorted(found, key=lambda v: v.outcome != Outcome.RETURNED))

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Evidence sent in between that still counts, the strongest rung first."""
        then, order = self.then.register.evidence, list(Rung)
        found = [e for id_, e in self.now.register.evidence.items() if id_ not in then and e.withdrawn_on is None]
        return tuple(sorted(found, key=lambda e: -order.index(e.rung)))

    @cached_property
    def check_backs(self) -> tuple[CheckBack, ...]:
        """Check-backs made in between; those that failed first."""
        then = self.then.register.check_backs
        found = [
            c
            for id_, c in self.now.register.check_backs.items()
            if c.outcome and not (id_ in then and then[id_].outcome)
        ]
        return tuple(sorted(found, key=lambda c: c.outcome != CheckOutcome.FAILED))

    @cached_property
    def not_doing(self) -> tuple[NotDoing, ...]:
        """New entries of the not-doing register."""
        then = self.then.register.not_doing
        return tuple(entry for id_, entry in self.now.register.not_doing.items() if id_ not in then)

    @cached_property
    def brought_back(self) -> tuple[NotDoing, ...]:
        """Entries of the not-doing register that held then and hold no longer: ended, or run out."""
        held = {entry.id for entry in self.now.not_doing.values()}
        return tuple(entry for entry in self.then.not_doing.values() if entry.id not in held)

    @cached_property
    def closed(self) -> tuple[Recommendation, ...]:
        """Recommendations closed in between."""
        then = self.then.register.recommendations
        return tuple(
            rec
            for id_, rec in self.now.register.recommendations.items()
            if rec.closed_on and not (id_ in then and then[id_].closed_on)
        )

    @cached_property
    def reopened(self) -> tuple[Recommendation, ...]:
        """Recommendations that were closed then and are open now."""
        then = self.then.register.recommendations
        return tuple(
            rec
            for id_, rec in self.now.register.recommendations.items()
            if not rec.closed_on and id_ in then and then[id_].closed_on
        )

    @cached_property
    def new_recommendations(self) -> tuple[Recommendation, ...]:
        """Put in since."""
        return _added(self.now.register.recommendations, self.then.register.recommendations)

    @cached_property
    def gone_recommendations(self) -> tuple[Recommendation, ...]:
        """Taken out since."""
        return _added(self.then.register.recommendations, self.now.register.recommendations)

    @cached_property
    def new_actions(self) -> tuple[Action, ...]:
        """Planned since."""
        return _added(self.now.register.actions, self.then.register.actions)

    @cached_property
    def gone_actions(self) -> tuple[Action, ...]:
        """Taken out since."""
        return _added(self.then.register.actions, self.now.register.actions)

    @property
    def nothing(self) -> bool:
        """Whether nothing at all moved."""
        return not any(True for _ in self._lines())

    def counted(self) -> str:
        """What was put on the record, counted: "2 claims assured, 1 claim returned and 3 dates moved"; or "nothing"."""
        assured = sum(v.outcome == Outcome.ASSURED for v in self.verdicts)
        found = (
            (len(self.new_recommendations), "new recommendation", None),
            (len(self.closed), "recommendation closed", "recommendations closed"),
            (len(self.new_actions), "new action", None),
            (len(self.claims), "claim made", "claims made"),
            (assured, "claim assured", "claims assured"),
            (len(self.verdicts) - assured, "claim returned", "claims returned"),
            (len(self.check_backs), "check-back", None),
            (len(self.evidence), "piece of evidence", "pieces of evidence"),
            (len(self.dates_moved), "date moved", "dates moved"),
            (len(self.not_doing), "entry as not doing", "entries as not doing"),
        )
        return list_in_words([plural(n, one, many) for n, one, many in found if n]) or "nothing"

    def headline(self) -> str:
        """The finding in one line: how many got worse and better, and what is newly late."""
        worse = sum(one.is_worse for one in self.rerated if self._is_overview(one.id))
        better = sum(one.is_better for one in self.rerated if self._is_overview(one.id))
        late = len(self.late.newly)
        rated = f"{plural(worse, 'recommendation')} got worse, {better or 'none'} better" if worse or better else ""
        if not rated and not late:
            return "No recommendation changed its rating" if self.then.register.recommendations else "A new register"
        newly = f"{plural(late, 'action')} {'is' if late == 1 else 'are'} newly late" if late else ""
        return "; ".join(part for part in (rated, newly) if part)

    def _is_overview(self, id_: str) -> bool:
        rec = self.now.register.recommendations.get(id_)
        return rec is not None and rec.level == Level.OVERVIEW

    def in_words(self) -> tuple[str, ...]:
        """Everything that moved, a line each, the worst first."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        now, then = self.now.register, self.then.register
        worse = [one for one in self.rerated if one.is_worse]
        yield from (one.in_words for one in worse)
        yield from (f"{id_} is newly late: {_title(now, id_)}" for id_ in self.late.newly)
        yield from (
            f"{id_} is newly late on its original date: {_title(now, id_)}"
            for id_ in self.late_on_original.newly
            if id_ not in self.late.newly
        )
        for v in self.verdicts:
            yield f"{v.action_id} was {_low(v.outcome)} on {in_words(v.verified_on)}"
        for c in self.check_backs:
            if c.outcome:
                yield f"{c.action_id}: the check-back after {plural(c.months, 'month')} {_low(c.outcome)}"
        yield from (one.in_words for one in self.claims)
        yield from (one.in_words for one in self.dates_moved)
        for entry in self.not_doing:
            until = f" until {in_words(entry.until)}" if entry.until else ""
            yield f"{_about(entry)} was entered as not doing ({_low(entry.kind)}){until}"
        yield from (f"{_about(entry)} is back from the not-doing register" for entry in self.brought_back)
        yield from (f"{rec.id} was closed: {rec.title}" for rec in self.closed)
        yield from (f"{rec.id} is open again: {rec.title}" for rec in self.reopened)
        yield from (one.in_words for one in self.rerated if not one.is_worse)
        yield from (f"{id_} is no longer late: {self.why_not_late(id_)}" for id_ in self.late.no_longer)
        yield from (one.in_words for one in self.stepped)
        yield from (f"{e.action_id} has new evidence: {_low(e.rung)}" for e in self.evidence)
        yield from (f"{action.id} is new: {action.title}" for action in self.new_actions)
        yield from (f"{action.id} is gone: {_title(then, action.id)}" for action in self.gone_actions)
        yield from (f"{rec.id} is gone: {rec.title}" for rec in self.gone_recommendations)


def between(now: Standing, then: Standing) -> Moved:
    """What moved from an earlier standing to a later one. Both as the same person sees the register."""
    return Moved(now, then)


def _of(brag: Brag) -> Callable[[Standing], int]:
    return lambda standing: _counted(standing.counts(), brag)


def _counted(counts: Counts, brag: Brag) -> int:
    return int(getattr(counts, brag.value))


FIGURES: Mapping[str, Callable[[Standing], int]] = {
    "Recommendations": lambda s: s.counts().total,
    **{f"Recommendations {brag.label.lower()}": _of(brag) for brag in ORDER},
    "Actions": lambda s: s.action_counts().total,
    "Actions past the current date": lambda s: len(s.overdue),
    "Actions late on the original date": lambda s: len(s.late_on_original),
    "Asks with no action": lambda s: len(s.holes),
    "Claims waiting": lambda s: len(s.claimed),
    "Actions verified": lambda s: len(s.verified),
    "Claims overturned so far": lambda s: s.overturned,
}
"""The figures that are compared, by their name; recommendations are those of the overview level."""


def _rating(standing: Standing, id_: str) -> Brag | None:
    rec = standing.register.recommendations.get(id_)
    return standing.recommendation_ratings[id_].brag if rec and rec.level == Level.OVERVIEW else None


def _added(one: Mapping[str, R], other: Mapping[str, R]) -> tuple[R, ...]:
    return tuple(record for id_, record in one.items() if id_ not in other)


def _about(entry: NotDoing) -> str:
    return str(entry.recommendation_id or entry.action_id or entry.ask_id)


def _title(register: Register, id_: str) -> str:
    return register.actions[id_].title if id_ in register.actions else id_


def _low(word: Word) -> str:
    return word.label.lower()
