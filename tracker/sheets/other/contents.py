"""What the cells under a heading say about which field they are: dates, percentages, refs, agencies, long sentences.

A vote is added to what the heading says. It never makes a column by itself: without a word in its heading, a column is
asked about.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from tracker.sheets.grid import Cell
from tracker.sheets.meaning.ratings import rating_of
from tracker.sheets.meaning.statuses import status_of
from tracker.sheets.other.columns import Column, value_of, words_of

MONTHS = (
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|spring|summer|autumn|winter"
)
DATED = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    rf"|\b(?:{MONTHS})\b[\s,'’-]*(?:/\s*(?:{MONTHS})\s*)?\d{{2,4}}\b|\bq[1-4]\b|"
    r"\b(?:19|20)\d\d\b|^(?:immediate\w*|asap|tbc|tba|ongoing|on-going|continuous|as a matter of urgency)\b|"
    r"within \w+ (?:day|week|month|year)s?|\bend of\b|\bevery \w+ (?:month|year)",
    re.IGNORECASE,
)
REF = re.compile(
    r"(?:[a-z][a-z-]*:)?(?:r|rec|recommendation|no|ref)?[\s.#-]*\d{1,3}(?:[.\-/]\d{1,3})*\s?[a-z]?[.)]?"
    r"|[a-z]{1,3}[-./]?\d{1,3}(?:\.\d+)*[a-z]?",
    re.I,
)
PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s?%")
PERCENT_HEAD = re.compile(r"%|\bper ?cent|\bpct\b|\bprogress\b", re.IGNORECASE)
LETTER = re.compile(r"\(?[a-z]\)?", re.IGNORECASE)
BODY = re.compile(
    r"\b(police|constabulary|council|nhs|trust|ccg|icb|probation|social care|children'?s services"
    r"|partnership|board|health|"
    r"ambulance|fire|housing|education|schools?|all agencies|adult services|public health|gp|hospital|csc|asc|lscb|sab|"
    r"cafcass|prison|county|borough|ltd|charity|voluntary|commission\w*|subgroup|sub-group)\b",
    re.IGNORECASE)  # fmt: skip
ROLE = re.compile(
    r"\b(head of|director|manager|officer|nurse|doctor|dr|lead|chief|superintendent|inspector|dci|ds"
    r"|dcs|chair|coordinator|"
    r"co-ordinator|practitioner|matron|principal|executive|consultant|adviser|advisor|deputy"
    r"|assistant)\b", re.IGNORECASE)  # fmt: skip
VERB = re.compile(
    r"(?:[\d.()a-z]{1,4}[.)]\s*)?(to \w+|ensure|review|develop|audit|provide|deliver|implement|create"
    r"|establish|undertake|"
    r"update|produce|introduce|strengthen|agree|complete|carry|write|publish|train|commission|remind"
    r"|add|set|work|include|"
    r"promote|raise|embed|monitor|share|improve|seek|circulate|revise|hold|arrange|consider|issue"
    r"|report|design|amend)\b",
    re.IGNORECASE)  # fmt: skip
SHOULD = re.compile(r"\b(should|must|needs? to|recommend\w*|it is)\b", re.IGNORECASE)
TOLD = re.compile(
    r"\b(has been|have been|was|were|completed?|delivered|underway|in progress|awaiting|on track|agreed"
    r"|published|ongoing|"
    r"now|still|started|begun|drafted|circulated)\b", re.IGNORECASE)  # fmt: skip
SHOWN = re.compile(
    r"\b(minutes|audit|report|certificate|records?|log|policy|link|https?|dataset|data|sample|survey|file)\b", re.I
)
HAPPENED_HEAD = re.compile(r"^\W*(outcomes?|results?|impact|effect|what changed)\b", re.IGNORECASE)
HAPPENED = re.compile(
    r"\b(\w{3,}ed|sent|bought|held|made|written|given|begun|met|built|taken|done|put|told|seen|found|won|ran|was|were|"
    r"has been|have been)\b", re.IGNORECASE)  # fmt: skip
WISHED = re.compile(
    r"\b(are|is|be|will|can|should|would|feel|know|more|better|fewer|less|every|all|improved|increased|reduced|needs?)\b",
    re.IGNORECASE)  # fmt: skip
AIMED = re.compile(r"\b(objectives?|priorit(?:y|ies)|aims?|goals?|outcomes?|areas?|issues?|themes?)\b", re.IGNORECASE)
TOPIC = 32
MOSTLY, HALF = 0.6, 0.45
NAMES_ASKED, MOST_WORDS = 10, 8
LONG, SHORT, A_FEW_WORDS, NAME = 60, 22, 12, 90
STEPS = {0.0, 25.0, 50.0, 75.0, 100.0}
Votes = dict[str, float]


def votes(column: Column, is_agency: Callable[[str], bool]) -> Votes:
    """For each field, how far the cells speak for it (above zero) or against it."""
    cells = [value for cell in column.sample if (value := value_of(cell)) is not None]
    found: Votes = {}

    def vote(weight: float, *fields: str) -> None:
        for field in fields:
            found[field] = found.get(field, 0.0) + weight

    if not cells:
        if column.coloured:
            vote(0.45, "rating")
        return found
    texts = [words_of(cell) for cell in cells]
    count = len(cells)
    length = sum(map(len, texts)) / count

    def share(pattern: "re.Pattern[str]", whole: bool = False) -> float:
        return sum(1 for text in texts if (pattern.fullmatch if whole else pattern.search)(text)) / count

    dated = sum(1 for cell, text in zip(cells, texts, strict=True) if _is_dated(cell, text)) / count
    if dated >= MOSTLY and length < LONG:
        vote(0.3, "due", "completed", "said_on", "review_date", "start")
        vote(-0.45, "action", "recommendation", "owner", "lead", "ref", "part", "theme", "rating", "measure")
        vote(-0.25, "status", "progress", "evidence", "intended_outcome", "priority")
    elif dated < 0.2:
        vote(-0.25, "due", "completed")
        vote(-0.5, "said_on", "review_date", "start")
    percent = _percents(cells, texts, column.heading)
    if percent >= MOSTLY:
        vote(0.35, "progress")
        vote(-0.4, "action", "recommendation", "owner", "lead", "due", "completed", "evidence", "theme")
    elif dated < MOSTLY and share(REF, whole=True) >= MOSTLY:
        vote(0.25, "ref", "action_ref")
        vote(-0.45, "recommendation", "action", "owner", "lead", "due", "status", "progress", "evidence", "theme")
    elif share(LETTER, whole=True) >= MOSTLY:
        vote(0.2, "part", "rating", "status")
        vote(-0.45, "recommendation", "action", "owner", "lead", "due", "progress", "evidence", "ref")
    names = [text for text in texts if len(text) <= LONG and len(text.split()) <= MOST_WORDS][:NAMES_ASKED]
    known = sum(1 for text in names if is_agency(text)) / len(names) if len(names) > count / 3 and dated < HALF else 0.0
    if length < NAME and (known >= HALF or share(BODY) >= MOSTLY):
        vote(0.35 if known >= HALF else 0.2, "owner")
        vote(-0.3, "action", "recommendation", "progress", "due", "status", "ref")
    if length < NAME and share(ROLE) >= HALF:
        vote(0.2, "lead")
        vote(0.05, "owner")
        vote(-0.2, "action", "recommendation", "due", "status")
    if length < LONG:
        stated = sum(1 for text in texts if status_of(text) is not None) / count
        if stated < 0.3 and length >= A_FEW_WORDS and dated < MOSTLY:
            vote(-0.2, "status")
            vote(0.05, "progress")
        if stated >= MOSTLY and percent < MOSTLY:
            vote(0.25, "status")
            vote(0.1, "progress", "rating")
            vote(-0.3, "action", "recommendation", "owner", "lead", "evidence", "ref")
        if sum(1 for text in texts if rating_of(text) is not None) / count >= MOSTLY and percent < MOSTLY:
            vote(0.25, "rating")
            vote(-0.3, "action", "recommendation", "owner", "lead", "evidence", "ref", "due")
    if AIMED.search(column.heading) and length < TOPIC and share(SHOULD) < 0.2 and share(VERB) < 0.2:
        vote(1.0, "theme")  # "1. Neglect" is what it is about; an objective that is asked is a sentence
        vote(-0.5, "recommendation")
    if length >= LONG:
        vote(0.08, "action", "recommendation", "progress")
        vote(-0.4, "ref", "part", "due", "completed", "rating", "owner", "lead", "theme", "priority")
        vote(-0.25, "status")
    elif length < SHORT:
        vote(-0.2, "action", "recommendation", "intended_outcome")
    if share(VERB) >= 0.4 and length >= SHORT:
        vote(0.12, "action")
    if share(SHOULD) >= 0.4 and length >= SHORT:
        vote(0.15, "recommendation")
    if share(TOLD) >= 0.4 and length >= SHORT:
        vote(0.12, "progress")
    if HAPPENED_HEAD.search(column.heading) and sum(map(_happened, texts)) >= count * MOSTLY:
        vote(0.6, "progress")  # an outcome that is told after the fact
        vote(-0.4, "intended_outcome", "evidence", "measure")
    if share(SHOWN) >= 0.4 and length >= SHORT:
        vote(0.08, "evidence")
    return found


def _happened(text: str) -> bool:
    """Whether a text tells what happened: "Letter sent", not "Children are heard"."""
    return bool(HAPPENED.search(text)) and not WISHED.search(text)


def is_percents(column: Column) -> bool:
    """Whether most cells of a column are percentages."""
    cells = [value for cell in column.sample if (value := value_of(cell)) is not None]
    return bool(cells) and _percents(cells, [words_of(cell) for cell in cells], column.heading) >= MOSTLY


def _is_dated(cell: Cell, text: str) -> bool:
    return isinstance(cell, date) or (len(text) < NAME and bool(DATED.search(text)))


def _percents(cells: Sequence[Cell], texts: Sequence[str], head: str = "") -> float:
    """The share that is a percentage: written as one, a step of a quarter, or a part of one."""
    numbers = [float(c) for c in cells if isinstance(c, int | float) and not isinstance(c, bool)]
    if len(numbers) == len(cells) and (set(numbers) <= STEPS or all(0 <= n <= 1 for n in numbers)):
        return 1.0 if not _counts_up(numbers) and (set(numbers) - {0.0, 1.0} or PERCENT_HEAD.search(head)) else 0.0
    return sum(1 for text in texts if PERCENT.fullmatch(text) or text in ("25", "50", "75", "100")) / len(texts)


def _counts_up(numbers: list[float]) -> bool:
    return len(numbers) > 1 and numbers == [float(n) for n in range(int(numbers[0]), int(numbers[0]) + len(numbers))]
