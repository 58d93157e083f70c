"""What an agency owes so pressingly that it is asked for it: references, our short titles, dates and rating words.

Nothing else may ever stand in a message: no printed text, no pseudonym, no narrative, no evidence. A title that holds
any of it, or anything that may identify somebody, is left out, and its reference stands alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.rules.brag import HOLE, RANK, failed_check_back
from tracker.rules.dates import first_words, list_in_words, plural
from tracker.rules.deadlines import days_late, days_late_original, days_silent, is_overdue, original_date
from tracker.rules.folding import folded
from tracker.rules.identity import findings
from tracker.rules.names_in_text import WORD
from tracker.rules.records import ActionFile, Ask
from tracker.rules.register import Register
from tracker.rules.sending import open_files
from tracker.rules.standing import Standing
from tracker.rules.words import Brag, Status

LONGEST_TITLE = 100
RUN = 8
"""So many words in a row that stand in what the review printed are the review's words, not ours."""
SHORT = 3
"""A printed part of no more words than this may stand within a title: nobody owns "train all staff"."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One line of a message: an action, or an ask with no action. `about` is the id of it in the register."""

    about: str
    references: tuple[str, ...]
    """Of the recommendations it answers: "SOTON-K 10.2.5", with the part's label where there is one."""
    title: str | None
    """Our short title; None where it may not stand in a message."""
    brag: Brag
    why: tuple[str, ...]
    """What is pressing about it, in our own words: "overdue", "claim returned"."""
    due: date | None = None
    original: date | None = None
    days_late: int = 0
    days_late_original: int = 0
    is_hole: bool = False

    @property
    def reference(self) -> str:
        """What it is called: an action by its own number, an ask by what was asked."""
        return self.references[0] if self.is_hole and self.references else self.about


class Guard:
    """Which titles may stand in a message. `names` are the board's own list, `register` the whole register: a review
    that is hidden from a reader is guarded from them too."""

    def __init__(self, register: Register, names: Iterable[str] = ()) -> None:
        subjects = (review.subject for review in register.reviews.values())
        self._names = tuple(sorted({*names, *subjects}))
        self._register = register
        self._printed: dict[str, str] = {}
        self._told: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def title(self, title: str, recommendation_ids: Iterable[str]) -> str | None:
        """A title on one line and short, or None where it may not stand in a message."""
        key = title, tuple(recommendation_ids)
        if key not in self._told:
            self._told[key] = self._looked_at(*key)
        return self._told[key]

    def _looked_at(self, title: str, recommendation_ids: Iterable[str]) -> str | None:
        if findings(title, self._names):
            return None
        words = _words(title)
        printed = [text for id_ in recommendation_ids for text in self._printed_in(id_).split("\n") if text]
        if any(_repeats(words, text) for text in printed):
            return None
        return first_words(title, LONGEST_TITLE)

    def _printed_in(self, recommendation_id: str) -> str:
        """What a review printed of a recommendation, as plain words: its text and its parts, one to a line."""
        if recommendation_id not in self._printed:
            rec = self._register.recommendations[recommendation_id]
            texts = [rec.text, *(part.text for part in self._register.parts_of.get(recommendation_id, ()))]
            self._printed[recommendation_id] = "\n".join(" ".join(_words(text)) for text in texts)
        return self._printed[recommendation_id]


def what_is_owed(standing: Standing, agency_id: str, guard: Guard | None = None) -> tuple[Owed, ...]:
    """All that an agency, with the bodies it succeeded, owes pressingly, worst first: what is overdue, returned or
    reopened, due soon, without a date or without a word for too long; and what it was asked for and has not planned."""
    guard = guard or Guard(standing.register)
    lines = [*_actions(standing, agency_id, guard), *_holes(standing, agency_id, guard)]
    return tuple(sorted(lines, key=lambda o: (RANK[o.brag], -o.days_late, o.is_hole, o.due or date.max, o.about)))


def others_open(standing: Standing, agency_id: str, owed: Iterable[Owed]) -> int:
    """How many open, unclaimed actions an agency has besides those of which it is asked."""
    asked = {line.about for line in owed}
    open_ = (file.action.id for file in open_files(standing, agency_id))
    return sum(id_ not in asked and standing.statuses[id_] != Status.CLAIMED for id_ in open_)


def _actions(standing: Standing, agency_id: str, guard: Guard) -> Iterator[Owed]:
    register, today = standing.register, standing.today
    for file in open_files(standing, agency_id):
        why = _pressing(standing, file)
        if not why:
            continue
        action = file.action
        recommendations = register.recommendations_of_action[action.id]
        yield Owed(
            action.id,
            references_of(register, file.part_ids),
            guard.title(action.title, recommendations),
            standing.action_ratings[action.id].brag,
            why,
            action.due,
            original_date(action),
            days_late(file, today=today),
            days_late_original(file, today=today),
        )


def _holes(standing: Standing, agency_id: str, guard: Guard) -> Iterator[Owed]:
    register = standing.register
    for ask in standing.holes:
        if standing.same_body(agency_id, ask.agency_id):
            rec = register.recommendations[_recommendation_of(register, ask)]
            title = guard.title(rec.title, (rec.id,))
            yield Owed(ask.id, references_of(register, (ask.part_id,)), title, HOLE.brag, (NO_ACTION,), is_hole=True)


NO_ACTION = "no action agreed yet"


def _pressing(standing: Standing, file: ActionFile) -> tuple[str, ...]:
    """Why an open action is asked for, in our own words; nothing where it is not."""
    today, status = standing.today, standing.statuses[file.action.id]
    if status == Status.CLAIMED:
        return ()
    why = []
    if is_overdue(file, today):
        why.append(f"{plural(days_late(file, today=today), 'day')} overdue")
    if status == Status.RETURNED:
        why.append("claim returned")
    if status == Status.REOPENED or failed_check_back(file, today=today):
        why.append("reopened")
    if standing.is_soon(file) and file.action.due:
        days = (file.action.due - today).days
        why.append({0: "due today", 1: "due tomorrow"}.get(days, f"due in {plural(days, 'day')}"))
    if file.action.due is None:
        why.append("no date yet")
    silent = days_silent(file, today=today)
    if silent is not None and standing.is_stale(file):
        why.append(f"no word for {plural(silent, 'day')}")
    return tuple(why)


def references_of(register: Register, part_ids: Iterable[str]) -> tuple[str, ...]:
    """ "SOTON-K 10.2.5", "NORTHANTS-AK 7, part b", "NORTHANTS-AK 6, parts a, b and d": each recommendation once."""
    labels: dict[str, dict[str, None]] = {}
    for part in (register.parts[id_] for id_ in part_ids):
        labels.setdefault(part.recommendation_id, {}).update({part.label: None} if part.label else {})
    found = []
    for id_, some in labels.items():
        rec = register.recommendations[id_]
        parts = f", {'part' if len(some) == 1 else 'parts'} {list_in_words(list(some))}" if some else ""
        found.append(f"{rec.review_id} {rec.ref}{parts}")
    return tuple(found)


def _recommendation_of(register: Register, ask: Ask) -> str:
    return register.parts[ask.part_id].recommendation_id


def _repeats(words: tuple[str, ...], printed: str) -> bool:
    """Whether a title is what was printed, holds all of it, or so many words of it in a row."""
    whole = " ".join(words)
    if whole == printed or (printed.count(" ") + 1 > SHORT and f" {printed} " in f" {whole} "):
        return True
    runs = (f" {' '.join(words[n : n + RUN])} " for n in range(len(words) - RUN + 1))
    return any(run in f" {printed} " for run in runs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in WORD.finditer(folded(text)[0].lower()))
