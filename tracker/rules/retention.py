"""Retention: from when on the evidence of a closed review may go, what a disposal takes, and what is in its way.

A review is closed for this purpose once every recommendation of it is, on the day of the last. So many years after,
the files and words of its evidence fall due. That there was evidence, of which rung, about which date, restricted or
not, by whom, and what was verified with it, stays for good: no figure of any day changes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.rules.boards import Boards, within
from tracker.rules.by_board import in_force, own
from tracker.rules.dates import in_words, list_in_words, months_later, plural
from tracker.rules.errors import BadValueError
from tracker.rules.evidence import DISPOSED, repeats_what_it_holds
from tracker.rules.holds import holding, in_a_sentence
from tracker.rules.lifecycle import SETTLED
from tracker.rules.records import Disposal, Evidence, LegalHold, Setting
from tracker.rules.register import Register

SETTING_ID = "retention"
USUAL_YEARS = 8
LONGEST_YEARS = 100
TAKEN = ("title", "statement", "link", "file_name")
"""What goes of a piece of evidence: of these, what it holds; its title only where that repeats what goes."""
WHO_AGREES = "Somebody else who may agree has to: the business manager, the subgroup or the scrutineer."
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Retention:
    """How many years after its review was closed evidence is kept."""

    years: int = USUAL_YEARS

    def __post_init__(self) -> None:
        sound = isinstance(self.years, int) and not isinstance(self.years, bool)
        if not sound or not 1 <= self.years <= LONGEST_YEARS:
            raise BadValueError(YEARS, self.years, f"is not a whole number of years from 1 to {LONGEST_YEARS}")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Setting], board_id: str | None = None) -> "Retention":
        """The rule in force: a board's own, else the register's setting "retention", or the usual one. Raises
        BadValueError if damaged."""
        setting = in_force(settings, SETTING_ID, board_id)
        return cls.from_json(setting.value) if setting else cls()

    @classmethod
    def from_json(cls, text: str) -> "Retention":
        """The rule written as JSON by `to_json`."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict) or set(values) - {"years"}:
            raise BadValueError(YEARS, text, "cannot be read: set them again")
        return cls(**values)

    def to_json(self) -> str:
        """As kept in the setting's value."""
        return json.dumps({"years": self.years})


YEARS = "The years that evidence is kept"


def rules_of(register: Register, rule: Retention) -> dict[str, Retention]:
    """The rule for each review, by its id: its board's own, else `rule`, the register's."""
    mine = {id_: Retention.from_json(one.value) for id_, one in own(register.settings, SETTING_ID).items()}
    return {review.id: mine.get(review.board_id, rule) for review in register.reviews.values()}


class State(StrEnum):
    """How far a piece of evidence is from its disposal."""

    GONE = "gone"
    OPEN = "open"
    NOT_YET = "not_yet"
    HELD = "held"
    SHARED = "shared"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Fate:
    """What is to become of one piece of evidence, with the reason in words. `due_on`: the day from which it may go,
    where its reviews are closed."""

    evidence: Evidence
    reviews: tuple[str, ...]
    state: State
    reason: str
    due_on: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether it may be disposed of now."""
        return self.state == State.DUE


@dataclass(frozen=True, slots=True)
class Kept:
    """One review: when it was closed, from when its evidence may go, the holds over it, and each piece's fate."""

    review_id: str
    reason: str
    closed_on: date | None
    due_on: date | None
    holds: tuple[LegalHold, ...]
    fates: tuple[Fate, ...]

    @property
    def due(self) -> tuple[Evidence, ...]:
        """The evidence that may go now."""
        return tuple(fate.evidence for fate in self.fates if fate.is_due)


def closed_on(register: Register, review_id: str) -> date | None:
    """The day on which the last recommendation of a review was closed; None while one is open, or where none is."""
    days = [rec.closed_on for rec in register.recommendations_of_review.get(review_id, ())]
    return max(day for day in days if day) if days and all(days) else None


def review_reason(register: Register, review_id: str, rule: Retention, today: date) -> str:
    """How a review stands: "closed 3 May 2018; kept 8 years; due since 3 May 2026"."""
    recs = register.recommendations_of_review.get(review_id, ())
    if not recs:
        return "never closed: it has no recommendation"
    still = [rec.ref for rec in recs if rec.closed_on is None]
    if still:
        named = list_in_words(still) if len(still) <= MOST_NAMED else f"{len(still):,}"
        return f"open: {named} of its {plural(len(recs), 'recommendation')} not closed"
    closed = closed_on(register, review_id)
    assert closed is not None, "none is open"
    return _years_told(closed, rule, today)


def _due_on(closed: date, rule: Retention) -> date:
    return months_later(closed, 12 * rule.years)


def _years_told(closed: date, rule: Retention, today: date) -> str:
    due = _due_on(closed, rule)
    since = "since" if due <= today else "on"
    return f"closed {in_words(closed)}; kept {plural(rule.years, 'year')}; due {since} {in_words(due)}"


def reviews_of_action(register: Register, action_id: str) -> tuple[str, ...]:
    """Every review that an action serves: its own, and those of the recommendations that it answers."""
    found = {register.actions[action_id].review_id: None}
    for id_ in register.recommendations_of_action.get(action_id, ()):
        found[register.recommendations[id_].review_id] = None
    return tuple(found)


def fates(
    register: Register, rule: Retention, *, today: date, needed: Mapping[str, str] | None = None
) -> dict[str, Fate]:
    """What is to become of every piece of evidence, by its id. `needed` are files that something else holds, by hash,
    with what: a review's own document, a file that waits."""
    gone = disposed(register.disposals.values())
    holds = tuple(register.legal_holds.values())
    closings = {id_: closed_on(register, id_) for id_ in register.reviews}
    rules = rules_of(register, rule)
    judged = {
        one.id: _judged(register, rules, one, gone.get(one.id), holds, closings, today)
        for one in register.evidence.values()
    }
    sharers: dict[str, list[Fate]] = defaultdict(list)
    for fate in judged.values():
        if fate.evidence.file_hash:
            sharers[fate.evidence.file_hash].append(fate)
    return {id_: _shared(fate, sharers, needed or {}) for id_, fate in judged.items()}


def _judged(
    register: Register,
    rules: Mapping[str, Retention],
    evidence: Evidence,
    by: Disposal | None,
    holds: Iterable[LegalHold],
    closings: Mapping[str, date | None],
    today: date,
) -> Fate:
    reviews = reviews_of_action(register, evidence.action_id)
    if by is not None:
        return Fate(evidence, reviews, State.GONE, why_disposed(by))
    if still := [id_ for id_ in reviews if closings.get(id_) is None]:
        told = "; ".join(
            f"{id_} is {review_reason(register, id_, rules.get(id_, Retention()), today)}" for id_ in still
        )
        return Fate(evidence, reviews, State.OPEN, told)
    status = register.actions[evidence.action_id].status
    if status not in SETTLED:
        told = f"its action is {status.label.lower()}, though its review was closed"
        return Fate(evidence, reviews, State.OPEN, told)
    due_on, last, rule = max(
        ((_due_on(day, rules[id_]), day, rules[id_]) for id_ in reviews if (day := closings[id_])),
        key=lambda found: found[0],
    )
    told = _years_told(last, rule, today)
    if over := holding(holds, reviews):
        return Fate(evidence, reviews, State.HELD, f"{'; '.join(map(in_a_sentence, over))} ({told})", due_on)
    return Fate(evidence, reviews, State.DUE if due_on <= today else State.NOT_YET, told, due_on)


def _shared(fate: Fate, sharers: Mapping[str, list[Fate]], needed: Mapping[str, str]) -> Fate:
    """The same, unless the very same file is needed elsewhere."""
    hash_ = fate.evidence.file_hash
    if not fate.is_due or not hash_:
        return fate
    others = [one for one in sharers[hash_] if one.state not in (State.DUE, State.GONE)]
    if hash_ in needed:
        told = f"its file is also {needed[hash_]}"
    elif others:
        named = list_in_words([one.evidence.id for one in others[:MOST_NAMED]])
        told = f"its file is also that of {named}, not due yet"
    else:
        return fate
    return Fate(fate.evidence, fate.reviews, State.SHARED, f"{told} ({fate.reason})", fate.due_on)


UNSEEN = "something else that you may not see may need it longer"
GONE_UNSEEN = "it was disposed of"


def as_seen(register: Register, boards: Boards, whole: Mapping[str, Fate], mine: Mapping[str, Fate]) -> dict[str, Fate]:
    """What is to become of evidence, told to somebody of some boards from whom something is hidden: of the `whole`
    register, in the words of what they see, which is `mine`. Of the rest they learn no more than that it counts. What
    serves another board's review too is for people of both to dispose of."""
    others = frozenset(id_ for id_, review in register.reviews.items() if not within(review.board_id, boards))
    return {id_: _as_seen(whole[id_], seen, others) for id_, seen in mine.items() if id_ in whole}


def _as_seen(fate: Fate, seen: Fate, others: frozenset[str]) -> Fate:
    if fate.state == State.GONE and seen.state != State.GONE:
        return replace(seen, state=State.GONE, reason=GONE_UNSEEN, due_on=None)
    if seen.is_due and (not fate.is_due or others.intersection(fate.reviews)):
        return replace(seen, state=State.SHARED, reason=UNSEEN, due_on=None)
    return seen


def by_review(register: Register, rule: Retention, told: Mapping[str, Fate], *, today: date) -> tuple[Kept, ...]:
    """Every review with the fate of its evidence, that with evidence due first, then the earliest due."""
    under: dict[str, list[Fate]] = defaultdict(list)
    for fate in told.values():
        for id_ in fate.reviews:
            under[id_].append(fate)
    found, rules = [], rules_of(register, rule)
    for id_ in register.reviews:
        closed, rule = closed_on(register, id_), rules[id_]
        due_on = _due_on(closed, rule) if closed else None
        over = holding(register.legal_holds.values(), (id_,))
        reason = review_reason(register, id_, rule, today)
        found.append(Kept(id_, reason, closed, due_on, over, tuple(under[id_])))
    return tuple(sorted(found, key=lambda kept: (not kept.due, kept.due_on or date.max, kept.review_id)))


def disposed(disposals: Iterable[Disposal]) -> dict[str, Disposal]:
    """Every piece of evidence that was disposed of: its id, and the disposal that did it."""
    return {id_: one for one in disposals if one.agreed_on for id_ in one.evidence}


def why_disposed(disposal: Disposal) -> str:
    """What is said of evidence that is gone, in the middle of a sentence."""
    when = f" on {in_words(disposal.agreed_on)}" if disposal.agreed_on else ""
    return f"it was disposed of{when} by {disposal.id}, {plural(disposal.years, 'year')} after its review was closed"


def what_goes(evidence: Evidence) -> dict[str, str]:
    """The fields of a piece of evidence that hold its words, with what they leave: its title too, where nobody gave it
    one and it is the first words of what it holds."""
    names = [name for name in TAKEN if getattr(evidence, name) not in (None, "", DISPOSED)]
    return {name: DISPOSED for name in names if name != "title" or repeats_what_it_holds(evidence)}


def disposal_blockers(disposal: Disposal, person_id: str, fates_now: Mapping[str, Fate]) -> tuple[str, ...]:
    """Everything in the way of this person agreeing to a disposal: it is settled, it is their own request, or something
    of it is not due any more."""
    blockers = []
    if disposal.agreed_on:
        blockers.append(f"it was agreed on {in_words(disposal.agreed_on)}")
    if disposal.refused_on:
        blockers.append(f"it was refused on {in_words(disposal.refused_on)}")
    if disposal.asked_by == person_id:
        blockers.append("whoever asked for a disposal cannot also settle it: it always takes two people")
    if not (disposal.agreed_on or disposal.refused_on):
        blockers += not_due(disposal.evidence, fates_now)
    return tuple(blockers)


def not_due(evidence_ids: Iterable[str], fates_now: Mapping[str, Fate]) -> list[str]:
    """What of a list of evidence may not go now, each reason once."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for id_ in evidence_ids:
        fate = fates_now.get(id_)
        if fate is None:
            by_reason["it is not there"].append(id_)
        elif not fate.is_due:
            by_reason[fate.reason].append(id_)
    return [f"{_some(ids)} may not go: {reason}" for reason, ids in by_reason.items()]


def _some(ids: list[str]) -> str:
    return list_in_words(ids) if len(ids) <= MOST_NAMED else f"{ids[0]} and {len(ids) - 1:,} more"
