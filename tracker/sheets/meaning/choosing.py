"""Which of the dates of one cell is the one by which something is due: the words before and after each tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from tracker.rules.dates import in_words
from tracker.rules.words import DateExactness
from tracker.sheets.meaning.spans import Span

NEAR = 45
DONE = (
    r"(?:completed?|achieved|done|delivered|closed|implemented|signed off|finished|actioned|concluded|met|embedded|"
    r"fulfilled|discharged|ratified)"
)
REVISED = re.compile(
    r"(?:revis\w+|extend\w*|extension|amended|moved|changed|deferred|slipped|slippage|re-?scheduled|postponed|"
    r"re-?profiled|re-?set|put back|pushed back|carried (?:over|forward)|new (?:target |due |completion )?(?:date|"
    r"deadline)|"
    r"updated|now|->|=>)[^\d;]{0,25}$"
)
FORMER = re.compile(
    r"(?:\bwas|previous(?:ly)?|original(?:ly)?|former(?:ly)?|initial(?:ly)?|instead of|old|rather than|(?:moved|"
    r"revised|"
    r"extended|changed|slipped|deferred) from)\W{0,3}(?:(?:target|due|date|deadline|by|completion|set|for|"
    r"timescale)\W*)*$"
)
NOT_DONE = re.compile(r"\b(?:to|will|be|not|must|should|by|until|target|due|expected|aim)\b")
DONE_BEFORE = re.compile(rf"\b{DONE}\b(?!\s+by\b)[^\d.;\n]{{0,25}}$|\b{DONE}\W+$|\b(?:actual(?: date)?|a:)\W*$")
DONE_AFTER = re.compile(rf"^[\s\-:,(]{{0,4}}(?:now |fully |is |was )?{DONE}\b")
REVIEW_BEFORE = re.compile(
    r"\b(?:reviewed|reviews?|re-?visit(?:ed)?|refresh(?:ed)?|monitored|evaluat\w+|re-?audit(?:ed)?)\b[^\d;\n]{0,25}$"
)
START_BEFORE = re.compile(
    r"(?:\bfrom|\bcommenc\w+|\bstart(?:s|ed|ing)?|\bbegin(?:s|ning)?|\bbegan|\bsince|\bw\.?e\.?f\.?|\bw/c|\beffective)"
    r"\W{1,3}(?:(?:in|on|at|the|date|week|of)\W+)*$"
)
PART_OF_MONTH = re.compile(r"\b(?:beginning|start)\s+of\s*$")
START_AFTER = re.compile(r"^\W{0,3}(?:onwards?|start)\b")
UNSURE = re.compile(
    r"\bt\.?b\.?c\b|\bto be confirmed\b|\blikely\b|\bprovisional|\bprobably\b|\bsubject to\b|\?|"
    r"\bat the earliest\b"
)
REVISED_AFTER = re.compile(r"^\W{0,3}(?:revised|extended|new(?: date)?|amended)\b")
FORMER_AFTER = re.compile(r"^\W{0,3}(?:original|initial|old|previous)(?:\s+(?:date|target|deadline))?\s*(?:[).,;]|$)")
BETWEEN = re.compile(r"^[\s)]*(?:-|to|until|till|and|through|up to)[\s(]*(?:(?:the|end|of|early|mid|late|by)\s+)*$")


class Role(Enum):
    """What a date in a cell is the date of."""

    DUE = "due"
    REVISED = "revised"
    FORMER = "former"
    DONE = "done"
    REVIEW = "review"
    START = "start"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The day that was chosen, and what to say of it after the text of the cell."""

    day: date | None
    exact: DateExactness
    flag: str | None


def role_of(text: str, span: Span, earlier: int = 0) -> Role:
    """What the words around a date make of it; `earlier` is where the date before it ends."""
    before = text[max(earlier, span.start - NEAR) : span.start]
    after = text[span.end : span.end + NEAR]
    if FORMER.search(before) or FORMER_AFTER.match(after):
        return Role.FORMER
    if REVISED.search(before) or REVISED_AFTER.match(after):
        return Role.REVISED
    done = DONE_BEFORE.search(before)
    if done and not NOT_DONE.search(before[max(0, done.start() - 14) :]):
        return Role.DONE
    if REVIEW_BEFORE.search(before):
        return Role.REVIEW
    begins = START_BEFORE.search(before) and not PART_OF_MONTH.search(before)
    if begins or START_AFTER.match(after):
        return Role.START
    return Role.DUE


def choose(text: str, spans: Sequence[Span]) -> Chosen:
    """The due date among those found in a text in lower case."""
    days = [span for span in spans if span.day]
    wrong = next((span.wrong for span in spans if span.wrong), None)
    if not days:
        return Chosen(None, DateExactness.NONE, wrong)
    ends = [0, *(span.end for span in days)]
    roles = [role_of(text, span, end) for span, end in zip(days, ends, strict=False)]
    by_role = {role: [span for span, its in zip(days, roles, strict=True) if its is role] for role in Role}
    if revised := by_role[Role.REVISED]:
        note = "it was revised, and the last revised date is taken" if len(days) > 1 else "it is a revised date"
        return _chosen(revised[-1], note)
    if due := by_role[Role.DUE]:
        if len(due) == len(days) == 1:
            also = "it says too that it is done" if DONE_AFTER.match(text[due[0].end :]) else None
            also = also or ("it is not certain yet" if UNSURE.search(text) else None)
            return _chosen(due[0], also or (f"part of it is left out, which {wrong}" if wrong else None))
        return _of_several(text, days, due)
    if starts := by_role[Role.START]:
        return _chosen(starts[-1], "it says when it begins, not when it is due")
    if reviews := by_role[Role.REVIEW]:
        return _chosen(reviews[-1], "it is the date of a review")
    if by_role[Role.FORMER]:
        return _chosen(by_role[Role.FORMER][-1], "it was the date before, and no other is named")
    return Chosen(None, DateExactness.NONE, "says when it was done, not when it is due")


def _of_several(text: str, days: Sequence[Span], due: Sequence[Span]) -> Chosen:
    latest = max(due, key=lambda span: (span.day or date.min, span.start))
    if len({span.day for span in due}) == 1:
        return _chosen(latest, None if len(due) == len(days) else "other days stand beside it")
    runs = any(
        BETWEEN.match(text[one.end : other.start]) or START_BEFORE.search(text[: one.start])
        for one, other in pairwise(days)
        if other is latest
    )
    note = (
        "it runs over a stretch of time, and the end is taken"
        if runs
        else "several days stand there, and the latest is taken"
    )
    return _chosen(latest, note)


def done_in(text: str, spans: Sequence[Span]) -> Chosen | None:
    """The last date in a text in lower case of which it says that something was done then."""
    days = [span for span in spans if span.day]
    ends = [0, *(span.end for span in days)]
    for span, end in reversed(list(zip(days, ends, strict=False))):
        told_after = DONE_AFTER.match(text[span.end : span.end + NEAR])
        negated = re.search(r"\b(?:not|to be|will|target|due|until)\b", text[max(end, span.start - NEAR) : span.start])
        if role_of(text, span, end) is Role.DONE or (told_after and not negated):
            return _chosen(span, None)
    return None


def _chosen(span: Span, note: str | None) -> Chosen:
    parts = [part for part in (span.said, note) if part]
    if not parts or not span.day:
        return Chosen(span.day, span.exact, None)
    return Chosen(span.day, span.exact, f"is taken as {in_words(span.day)}: {'; '.join(parts)}")
