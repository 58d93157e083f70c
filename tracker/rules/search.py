"""What is searched, and what somebody looks for: the texts of the register by kind, and words as they were typed.

A text is a function of one record alone, so that a hit can be held against the register of whoever looks: it counts
only where that register holds the very same text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.rules.evidence import why_no_file
from tracker.rules.records import Evidence
from tracker.rules.register import Register


class Kind(StrEnum):
    """What a text is of. The order is that of the list on the page."""

    RECOMMENDATION = "recommendation"
    PART = "part"
    LEARNING = "learning_point"
    PROMISE = "promise"
    ACTION = "action"
    UPDATE = "update"
    EVIDENCE = "evidence"
    VERIFICATION = "verification"
    CHECK_BACK = "check_back"
    EXTENSION = "extension"
    NOT_DOING = "not_doing"
    DECISION = "decision"
    MEASURE = "measure"
    REVIEW = "review"
    THEME = "theme"

    @property
    def label(self) -> str:
        """The word of the page: "Not doing"."""
        return "Not-doing entry" if self is Kind.NOT_DOING else self.value.replace("_", " ").capitalize()


class Key(NamedTuple):
    """A text: of what, and of which page of its file. Page 0 is what the register itself says."""

    kind: Kind
    id: str
    page: int = 0


class Text(NamedTuple):
    """What is looked through: a reference, a title, and the words."""

    ref: str
    title: str
    words: str


def _joined(*pieces: str | None) -> str:
    return " · ".join(piece for piece in pieces if piece)


TEXTS: dict[Kind, tuple[str, Callable[[Any], Text]]] = {
    Kind.RECOMMENDATION: ("recommendations", lambda r: Text(r.id, r.title, _joined(r.text, r.response_reason))),
    Kind.PART: ("parts", lambda p: Text("", "", _joined(p.text, p.context_reason))),
    Kind.LEARNING: ("learning_points", lambda p: Text(p.paragraph, p.title, p.summary)),
    Kind.PROMISE: ("promises", lambda p: Text(p.paragraph, "", _joined(p.about, p.why))),
    Kind.ACTION: ("actions", lambda a: Text(a.id, a.title, _joined(a.intended_outcome, a.lead))),
    Kind.UPDATE: ("updates", lambda u: Text("", "", u.narrative)),
    Kind.EVIDENCE: ("evidence", lambda e: Text("", e.title, _joined(e.statement, e.file_name, e.link))),
    Kind.VERIFICATION: ("verifications", lambda v: Text("", "", _joined(v.reason, v.although))),
    Kind.CHECK_BACK: ("check_backs", lambda c: Text("", "", c.note or "")),
    Kind.EXTENSION: ("extensions", lambda e: Text("", "", _joined(e.reason, e.refusal_reason))),
    Kind.NOT_DOING: ("not_doing", lambda n: Text("", "", n.reason)),
    Kind.DECISION: ("decisions", lambda d: Text(d.minute, "", d.text)),
    Kind.MEASURE: ("measures", lambda m: Text("", m.what, m.source or "")),
    Kind.REVIEW: ("reviews", lambda r: Text(r.id, r.title, _joined(r.subject, r.author))),
    Kind.THEME: ("themes", lambda t: Text("", t.name, t.definition)),
}


def texts(register: Register, pages: Callable[[str], tuple[str, ...]]) -> Iterator[tuple[Key, Text]]:
    """Every text of a register. `pages` gives the pages of a kept file by its hash; none where it was not read."""
    for kind, (table, make) in TEXTS.items():
        for id_, record in getattr(register, table).items():
            if (kind is not Kind.PART or not _is_whole(register, record)) and any(text := make(record)):
                yield Key(kind, id_), text
    for evidence in register.evidence.values():
        if evidence.file_hash and why_no_file(evidence) is None:
            for number, page in enumerate(pages(evidence.file_hash), 1):
                if page:
                    yield Key(Kind.EVIDENCE, evidence.id, number), Text("", "", page)


def holds(register: Register, key: Key, text: Text) -> bool:
    """Whether a register, as somebody sees it, holds this very text. Of masked evidence it holds no page and no word:
    the name of its file is hidden, and without that no file may be opened."""
    record = getattr(register, TEXTS[key.kind][0]).get(key.id)
    if record is None:
        return False
    if key.page:
        return isinstance(record, Evidence) and bool(record.file_name) and why_no_file(record) is None
    return TEXTS[key.kind][1](record) == text


def _is_whole(register: Register, part: Any) -> bool:
    """A recommendation without parts has one part that says the same: it is found once."""
    return len(register.parts_of.get(part.recommendation_id, ())) == 1


# ---- what a text is about


@dataclass(frozen=True, slots=True)
class About:
    """What a text belongs to: where it is shown, whose it is, and the day it is of."""

    recommendation_ids: tuple[str, ...] = ()
    action_id: str | None = None
    meeting_id: str | None = None
    review_ids: tuple[str, ...] = ()
    agency_ids: tuple[str, ...] = ()
    day: date | None = None


DAYS = {
    Kind.UPDATE: "said_on", Kind.VERIFICATION: "verified_on", Kind.CHECK_BACK: "checked_on",
    Kind.EXTENSION: "asked_on", Kind.NOT_DOING: "entered_on", Kind.MEASURE: "baseline_on", Kind.REVIEW: "published_on",
}  # fmt: skip
"""Which field says of which day a thing is."""


def about(register: Register, key: Key) -> About:
    """What a text of this register is about, for links and filters."""
    record = getattr(register, TEXTS[key.kind][0])[key.id]
    day = getattr(record, DAYS[key.kind]) if key.kind in DAYS else None
    action_id = record.id if key.kind is Kind.ACTION else getattr(record, "action_id", None)
    if key.kind is Kind.DECISION:
        action_id = record.about if record.about in register.actions else None
    if action_id:
        return _of_action(register, action_id, day or _own_day(key.kind, record), record)
    rec_id = record.id if key.kind is Kind.RECOMMENDATION else getattr(record, "recommendation_id", None)
    if key.kind is Kind.NOT_DOING and record.ask_id in register.asks:
        rec_id = register.parts[register.asks[record.ask_id].part_id].recommendation_id
    if key.kind is Kind.DECISION:
        rec_id = record.about if record.about in register.recommendations else None
    review_id = record.id if key.kind is Kind.REVIEW else getattr(record, "review_id", None)
    meeting_id = getattr(record, "meeting_id", None)
    if meeting := register.meetings.get(meeting_id or ""):
        day = meeting.held_on
    if rec := register.recommendations.get(rec_id or ""):
        review_id = rec.review_id
    if review := register.reviews.get(review_id or ""):
        day = day or review.published_on
    agencies = register.owners_of(rec.id) if rec else ()
    if rec and rec.agency_id:
        agencies = (*agencies, rec.agency_id)
    return About((rec.id,) if rec else (), None, meeting_id, (review_id,) if review_id else (), agencies, day)


def _own_day(kind: Kind, record: Any) -> date | None:
    if kind is Kind.ACTION:
        return record.created_on  # type: ignore[no-any-return]
    return (record.about or record.submitted_on) if kind is Kind.EVIDENCE else None


def _of_action(register: Register, action_id: str, day: date | None, record: Any) -> About:
    action = register.actions[action_id]
    recs = register.recommendations_of_action.get(action_id, ())
    reviews = dict.fromkeys([action.review_id, *(register.recommendations[id_].review_id for id_ in recs)])
    meeting_id = getattr(record, "meeting_id", None)
    if meeting := register.meetings.get(meeting_id or ""):
        day = meeting.held_on
    return About(recs, action_id, meeting_id, tuple(reviews), (action.owner_id,) if action.owner_id else (), day)


# ---- what somebody looks for


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to find, or (`without`) that must not be there. `begins` finds every word that begins so;
    `near` are the words found in place of one that nobody wrote."""

    words: str
    phrase: bool = False
    without: bool = False
    begins: bool = False
    near: tuple[str, ...] = ()


_TYPED = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
_WORD = re.compile(r"\w")
MOST_TERMS = 12
"""So many words or phrases are looked for; what is typed beyond them is left out."""


def typed(words: str) -> tuple[Term, ...]:
    """What was typed: words, "a phrase", begin*, -not. What holds no letter and no figure is left out."""
    found = []
    for match in _TYPED.finditer(re.sub("[“”„]", '"', words.replace("\0", " "))):
        minus, phrase, minus_word, word = match.groups()
        said = phrase if phrase is not None else word.strip("\"'‘’.,;:!?()")
        if _WORD.search(said):
            begins = phrase is None and said.endswith("*")
            found.append(Term(said.rstrip("*").strip(), phrase is not None, bool(minus or minus_word), begins))
    return tuple(found[:MOST_TERMS])


@dataclass(frozen=True, slots=True)
class Only:
    """What is kept of what was found. Days are those that a text is of, both ends included; a text that is of no day
    is left out where a day is asked for."""

    kinds: frozenset[Kind] = frozenset()
    review_id: str | None = None
    agency_id: str | None = None
    since: date | None = None
    until: date | None = None

    def keeps(self, register: Register, key: Key, of: About) -> bool:
        """Whether a text passes. An agency answers for those that it succeeded."""
        if self.kinds and key.kind not in self.kinds:
            return False
        if self.review_id and self.review_id not in of.review_ids:
            return False
        if self.agency_id:
            wanted = register.answers_for(self.agency_id)
            if all(register.answers_for(id_) != wanted for id_ in of.agency_ids):
                return False
        if self.since and (of.day is None or of.day < self.since):
            return False
        return not (self.until and (of.day is None or of.day > self.until))
