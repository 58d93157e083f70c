"""How strong the evidence of a claim must be: the least rung for each kind of change, and when evidence is old.

A policy that was written shows itself; a change of practice is not shown by the policy, nor by the training on it.
The rungs are register data, dated by the trail: "as at" uses those of then.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.rules.by_board import in_force
from tracker.rules.dates import in_words, months_between, plural
from tracker.rules.errors import BadValueError
from tracker.rules.records import ActionFile, Evidence, Setting
from tracker.rules.register import Register
from tracker.rules.words import ChangeKind, Rung

SETTING_ID = "assurance"
LONGEST_MONTHS = 120
OLD_MONTHS = "Months before the claim after which evidence is old"
UNREADABLE = "What evidence each kind of change needs"
RANK = {rung: place for place, rung in enumerate(Rung)}
NAMED = {
    Rung.ASSERTION: "the agency’s word",
    Rung.DOCUMENT: "a document",
    Rung.TRAINING_RECORD: "a training record",
    Rung.DIP_SAMPLE: "a dip sample",
    Rung.AUDIT: "an audit",
    Rung.OUTCOME_DATA: "outcome data",
    Rung.VOICE: "what children, families or practitioners say",
}
CHANGED = {
    ChangeKind.POLICY: "a policy or procedure",
    ChangeKind.TRAINING: "training",
    ChangeKind.STRUCTURE: "a service, post or system",
    ChangeKind.PRACTICE: "a change of practice",
}


@dataclass(frozen=True, slots=True)
class LeastRungs:
    """The weakest evidence on which each kind of change can be assured, and how old evidence may be."""

    policy: Rung = Rung.DOCUMENT
    training: Rung = Rung.TRAINING_RECORD
    structure: Rung = Rung.DOCUMENT
    practice: Rung = Rung.DIP_SAMPLE
    old_months: int = 12
    """Evidence about a day more than so many months before the claim is old."""

    def __post_init__(self) -> None:
        for kind in ChangeKind:
            rung = getattr(self, kind.value)
            if not isinstance(rung, Rung):
                raise BadValueError(kind.label, rung, "is not a rung of the evidence ladder")
        months = self.old_months
        if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= LONGEST_MONTHS:
            raise BadValueError(OLD_MONTHS, months, f"is not a whole number of months from 1 to {LONGEST_MONTHS}")

    def of(self, kind: ChangeKind) -> Rung:
        """The least rung for one kind of change."""
        return Rung(getattr(self, ChangeKind(kind).value))

    @classmethod
    def from_settings(cls, settings: Mapping[str, Setting], board_id: str | None = None) -> "LeastRungs":
        """Those in force: a board's own, else the register's setting "assurance", the usual ones where it is silent.

        Raises BadValueError, in words, if the setting is damaged.
        """
        setting = in_force(settings, SETTING_ID, board_id)
        return _read(setting.value) if setting else cls()

    @classmethod
    def from_json(cls, text: str) -> "LeastRungs":
        """What `to_json` wrote; what is left out is as usual."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            raise BadValueError(UNREADABLE, text, "cannot be read: set it again") from None
        if not isinstance(values, dict):
            raise BadValueError(UNREADABLE, text, "cannot be read: set it again")
        if unknown := sorted(set(values) - {field.name for field in fields(cls)}):
            raise BadValueError(UNREADABLE, unknown[0], "is not a kind of change that this tracker knows")
        known = {rung.value: rung for rung in Rung}
        said: dict[str, Any] = {n: known.get(v, v) if isinstance(v, str) else v for n, v in values.items()}
        return cls(**said)

    def to_json(self) -> str:
        """As kept in the setting's value: canonical, so that the same rungs are the same text."""
        rungs = {kind.value: self.of(kind).value for kind in ChangeKind}
        return json.dumps(rungs | {"old_months": self.old_months}, sort_keys=True)


@lru_cache(maxsize=256)
def _read(text: str) -> LeastRungs:
    return LeastRungs.from_json(text)


def least_of(register: Register, review_id: str) -> LeastRungs:
    """Those for what is done about a review: its board's own, else the register's."""
    review = register.reviews.get(review_id)
    return LeastRungs.from_settings(register.settings, review.board_id if review else None)


def kinds(file: ActionFile, register: Register) -> tuple[ChangeKind, ...]:
    """The kinds of change that an action's recommendations ask for, as far as somebody has said, each once."""
    recs = (register.recommendations.get(id_) for id_ in register.recommendations_of_action.get(file.action.id, ()))
    return tuple(dict.fromkeys(rec.change for rec in recs if rec and rec.change))


def strictest(file: ActionFile, register: Register, least: LeastRungs) -> ChangeKind | None:
    """Of those kinds the one that needs the strongest evidence; None where nobody has said any."""
    found = kinds(file, register)
    return max(found, key=lambda kind: (RANK[least.of(kind)], list(ChangeKind).index(kind)), default=None)


def needed(file: ActionFile, register: Register, least: LeastRungs) -> Rung | None:
    """The least rung that this action's evidence must stand on; None where no kind of change is known."""
    kind = strictest(file, register, least)
    return least.of(kind) if kind else None


def weak(file: ActionFile, register: Register, least: LeastRungs) -> str | None:
    """Why the evidence that counts is under what the action needs, in words; None if it is enough, or if nobody has
    said what kind of change its recommendations ask for."""
    kind = strictest(file, register, least)
    if kind is None:
        return None
    best, wanted = file.strongest_rung, least.of(kind)
    if best and RANK[best] >= RANK[wanted]:
        return None
    has = f"its best evidence is {NAMED[best]}" if best else "it has no evidence"
    return f"{has}, and {CHANGED[kind]} needs {NAMED[wanted]} at least"


def old(file: ActionFile, least: LeastRungs, register: Register | None = None, *, today: date) -> str | None:
    """Why the evidence is about a day too long before the claim (or today, where none is pending), in words; None if it
    is recent, or if there is none. Told the register, only evidence that reaches the rung needed is asked."""
    wanted = needed(file, register, least) if register else None
    enough = [e for e in file.current_evidence if wanted is None or RANK[e.rung] >= RANK[wanted]]
    asked: list[Evidence] = enough or list(file.current_evidence)
    if not asked:
        return None
    newest = max((e.about for e in asked if e.about), default=None)
    if newest is None:
        return "no piece of its evidence says which day it is about"
    claimed = file.action.claimed_on or today
    months = months_between(newest, claimed)
    if newest >= claimed or months < least.old_months:
        return None
    before = "before the claim" if file.action.claimed_on else "ago"
    return f"its newest evidence that counts is about {in_words(newest)}, {plural(months, 'month')} {before}"
