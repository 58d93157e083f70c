"""Where an action stands by a stranger's words. The most that an owner may say is that it is done: claimed.

What is doubtful is less: "nearly complete" is in progress, "to be completed by March" is planned; words that say
neither give nothing. Of a long text the first statement counts, unless the last says clearly otherwise. What will not
be done has no status here: `not_doing_words` tells, and a person decides it.
"""

import re
from datetime import date

from tracker.rules.words import Status
from tracker.sheets.meaning.days import DAYS
from tracker.sheets.meaning.doing import (
    AGREED,
    ALONE,
    BEGUN,
    DONE,
    DONE_WORDS,
    NEARLY_DONE,
    NOT_BEGUN,
    NOT_DOING,
    NOT_DONE,
    TO_BE_DONE,
    WHOLLY_DONE,
)
from tracker.sheets.meaning.periods import PERIODS
from tracker.sheets.meaning.spans import spans_in
from tracker.sheets.meaning.spelling import plain

PERCENT = re.compile(
    r"^\W*(?:approx\w*|about|circa|c\.)?\s*(\d{1,3})(?:\.0+)?\s*(?:%|per ?cent)\W*(?:complete|completed|done|"
    r"achieved|delivered|progress)?\W*$"
)
ANY_PERCENT = re.compile(r"(?<![\d.])(\d{1,3})\s*(?:%|per ?cent)")
STEP = {"0": 0, "25": 25, "50": 50, "75": 75, "100": 100, "0.25": 25, "0.5": 50, "0.75": 75}
LABEL = re.compile(
    r"^\s*(?:(?:status|progress|update|position|current position|rag|brag|rating|action|rag status|"
    r"rag rating)(?:\s*[:=]\s*|\s+-\s+))+"
)
COLOUR = re.compile(r"^\s*[(\[]?(?:red|amber|green|blue|yellow|grey|gray|r|a|g|b)[)\]]?\s*(?:[-:/,.(|=]|$)+\s*")
DATE = re.compile(
    r"^\s*[(\[]?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec)"
    r"[a-z]*\.?,?\s*'?\d{2,4}|q[1-4](?:\s+\d{4}(?:[/-]\d\d)?)?|(?:19|20)\d\d)[)\]]?(?:\s+update)?\s*[-:,;.]*\s*"
)
DATES_WITHIN = re.compile(r"(?<=\d)[/.](?=\d)")
STATEMENTS = re.compile(r"(?<=[a-z)\]!?%0-9])[.!?]+(?:\s+|$)|[\n;•]+|(?<=\w)\s+[-–]\s+(?=\w)")
TICKS = ("✓", "✔", "☑", "✅")
COMMAND = re.compile(r"^\s*(?:fully )?complete (?!and\b|with\b|but\b|as\b|by\b|on\b|in\b|for\b|see\b|since\b|from\b|"
    r"subject\b|except\b|to (?:date|standard)\b|"
                     r"jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|\d|\W)\w+")  # fmt: skip
PURELY_DONE = re.compile(
    rf"(?:(?:now|fully|all|action|actions|is|are|has been|have been|been)\s+)*(?:{DONE_WORDS})(?:\s+\S*\d\S*)*"
)
WHOLE = frozenset(
    ["action", "actions", "recommendation", "recommendations", "this", "it", "these", "requirement", "proposal"]
)
FEW_WORDS = 7
LATEST = date(2100, 1, 1)
FIRST_WORDS = 9


def status_of(text: str) -> Status | None:
    """The status that a text gives, never above claimed; None where it gives none or is in doubt."""
    low = _low(text)
    if text.strip()[:1] in TICKS and len(text.strip()) <= 2:
        return Status.CLAIMED
    if not low:
        return None
    if low in STEP or PERCENT.match(low):
        return _of_percent(percent_in(low) or 0)
    statements = [_bare(s) for s in STATEMENTS.split(low) if _bare(s)]
    if not statements or not_doing_words(text):
        return None
    if newest := _newest(low):
        return _said(newest)
    if len(low.split()) <= FEW_WORDS:
        return _of_few(statements)
    return _of_many(statements)


def not_doing_words(text: str) -> bool:
    """Whether a text says that something will not be done: rejected, superseded, no longer required."""
    statements = [_bare(s) for s in STATEMENTS.split(_low(text)) if _bare(s)]
    return bool(statements) and any(_given_up(statement) for statement in (statements[0], statements[-1]))


def percent_in(text: str) -> int | None:
    """How much is done by a text that is a percentage, or one of the four steps of a quarter each."""
    low = _low(text)
    if low in STEP:
        return STEP[low]
    found = PERCENT.match(low)
    return int(found[1]) if found and int(found[1]) <= 100 else None


def _low(text: str) -> str:
    low = plain(text).replace("\r", "\n").strip()
    low = LABEL.sub("", low)
    return low.strip()


def _bare(statement: str) -> str:
    """A statement without the date and the rating that stand before it."""
    bare = re.sub(r"^[\s.)(*•\-–]*(?:\d{1,2}[.)]\s*)?(?=[a-z])", "", DATE.sub("", LABEL.sub("", statement)))
    return COLOUR.sub("", LABEL.sub("", bare)).strip(" \t-–:,()[]")


def _given_up(statement: str) -> bool:
    """Whether a statement says so of the action: a short one anywhere, a long one at its beginning."""
    words = statement.split()
    found = NOT_DOING.search(" ".join(words[:FIRST_WORDS]))
    if not found:
        return False
    before = found.string[: found.start()].split()
    return len(words) <= FEW_WORDS or not before or bool(set(before) & WHOLE and len(before) <= 4)


def _newest(low: str) -> str | None:
    """The statement of the latest day in a log of dated statements, whichever way the log runs."""
    days: dict[date, str] = {}
    for statement in STATEMENTS.split(low):
        dated = DATE.match(statement)
        spans = spans_in(dated[0], (*DAYS, *PERIODS), LATEST)[0] if dated else []
        if spans and spans[-1].day and _said(_bare(statement)):
            days[spans[-1].day] = _bare(statement)
    return days[max(days)] if len(days) > 1 else None


def _of_percent(percent: int) -> Status | None:
    if percent > 100:
        return None
    return Status.CLAIMED if percent == 100 else Status.IN_PROGRESS if percent else Status.PLANNED


def _of_few(statements: list[str]) -> Status | None:
    """A label of a few words: whatever it says, with its doubts before its claims."""
    said = [status for status in map(_said, statements) if status]
    if not said:
        return None
    doubts = any(NOT_DONE.search(s) or NEARLY_DONE.search(s) for s in statements[1:])
    mixed = len(set(said)) > 1 and not PURELY_DONE.fullmatch(statements[0])
    return Status.IN_PROGRESS if said[0] == Status.CLAIMED and (doubts or mixed) else said[0]


def _said(statement: str) -> Status | None:
    if NOT_DOING.search(statement):
        return None
    percent = ANY_PERCENT.search(statement)
    if percent and int(percent[1]) < 100:
        return _of_percent(int(percent[1]))
    if NOT_BEGUN.search(statement):
        return Status.PLANNED
    if NEARLY_DONE.search(statement):
        return Status.IN_PROGRESS
    if TO_BE_DONE.search(statement):
        return Status.IN_PROGRESS if BEGUN.search(TO_BE_DONE.sub("", statement)) else Status.PLANNED
    if NOT_DONE.search(statement):
        return Status.IN_PROGRESS
    if DONE.search(statement) and not COMMAND.match(statement):
        first_done, first_begun = DONE.search(statement), BEGUN.search(statement)
        begun_first = first_done and first_begun and first_begun.start() < first_done.start()
        return Status.IN_PROGRESS if begun_first else Status.CLAIMED
    if BEGUN.search(statement):
        return Status.IN_PROGRESS
    if AGREED.search(statement):
        return Status.PLANNED
    return next((Status(word) for word, pattern in ALONE.items() if pattern.fullmatch(statement)), None)


def _of_many(statements: list[str]) -> Status | None:
    """A long text: its first statement by how it begins; its last only where that is short and clear."""
    first, last = _opening(statements[0]), None
    if len(statements) > 1 and len(statements[-1].split()) <= FEW_WORDS:
        last = _said(statements[-1])
    doubts = any(NOT_DONE.search(s) or NEARLY_DONE.search(s) or NOT_BEGUN.search(s) for s in statements[1:])
    short_first = len(statements[0].split()) <= 3
    if first == Status.CLAIMED and (doubts or (last not in (None, Status.CLAIMED) and not short_first)):
        return Status.IN_PROGRESS
    if last == Status.CLAIMED and not doubts and not NOT_DOING.search(statements[-1]):
        return Status.CLAIMED
    if first:
        return first
    return Status.IN_PROGRESS if last else None


def _opening(statement: str) -> Status | None:
    """What a statement says that begins with its status, or is a sentence about the whole."""
    words = statement.split()
    if len(words) <= FEW_WORDS:
        return _said(statement)
    beginning = " ".join(words[:FIRST_WORDS])
    doubtful = NOT_DONE.search(beginning) or NEARLY_DONE.search(beginning) or NOT_BEGUN.search(beginning)
    for pattern in (DONE, BEGUN, AGREED):
        if pattern.match(beginning) and not doubtful and not COMMAND.match(beginning):
            return _said(" ".join(words[:4])) or _said(beginning)
    if doubtful or WHOLLY_DONE.search(beginning) or BEGUN.search(beginning) or TO_BE_DONE.search(beginning):
        return _said(statement) if doubtful or len(words) <= 2 * FIRST_WORDS else _said(beginning)
    return None
