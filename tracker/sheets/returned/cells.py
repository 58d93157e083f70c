"""What one cell means. A parser gives the value, or a `Bad` that says why not; who calls it knows where the cell is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Literal, TypeVar
from unicodedata import category
from urllib.parse import urlsplit

from tracker.rules.dates import MONTHS, in_words, list_in_words
from tracker.rules.records import Agency
from tracker.rules.register import Register
from tracker.rules.words import OwnRating, Status, Word
from tracker.sheets.grid import Cell, ErrorValue, Formula
from tracker.sheets.text import DAY_ZERO, SERIALS, SURROGATE, as_text, one_line, prose
from tracker.sheets.writing.lists import STATUSES

W = TypeVar("W", bound=Word)

FURTHEST_YEARS = 20
EARLIEST = date(1990, 1, 1)
LIMITS = {
    "title": 300,
    "lead": 300,
    "intended_outcome": 10_000,
    "progress": 10_000,
    "due_reason": 10_000,
    "evidence_what": 10_000,
    "evidence_link": 2_000,
}
ON_ONE_LINE = frozenset({"title", "lead", "evidence_link"})
CLOSE_ENOUGH = 0.6
LONGEST_COMPARED = 80

NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d+)$")
NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?([A-Za-z]+)\.?,?[\s\-]+(\d+)$")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0{2}:0{2}(?::0{2}(?:\.0+)?)?)?$")
LEADING_WORDS = re.compile(r"^(?:recommendation|rec|r|no|number)\b[\s.:]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell cannot be taken, to stand after its value: "is not a date I know: …"."""

    why: str
    kind: Literal["bad", "not_allowed"] = "bad"


def broken(cell: Cell) -> Bad | None:
    """What is wrong with a cell whatever it should hold: a formula, an error, a character that cannot be kept."""
    if isinstance(cell, Formula):
        return Bad("is a formula: write what it comes to")
    if isinstance(cell, ErrorValue):
        return Bad("is an error of the spreadsheet: write what it should be")
    if isinstance(cell, str) and SURROGATE.search(cell):
        return Bad("holds half a character, which cannot be kept: delete it and type it again")
    return None


def parse_text(cell: Cell, field: str) -> str | Bad:
    """Text that is not too long for its field, as the register keeps it: what is kept is what comes back."""
    text = one_line(as_text(cell)) if field in ON_ONE_LINE else prose(as_text(cell))
    limit = LIMITS[field]
    if len(text) > limit:
        return Bad(f"is {len(text):,} characters long: at most {limit:,} can be kept")
    if not text.isprintable() and any(category(letter) == "Cc" and letter not in "\n\t" for letter in text):
        return Bad("holds a character that is not text: type it again")
    return text


def parse_day(cell: Cell, *, today: date, not_before: date | None = None) -> date | Bad:
    """A day: a real date, or text in British or ISO order. A doubtful one is asked back, never guessed."""
    if isinstance(cell, date):
        day: date | Bad = cell
    elif isinstance(cell, int | float):
        day = _number(cell)
    else:
        day = _day_of_text(as_text(cell))
    return day if isinstance(day, Bad) else _plausible(day, today, not_before)


def parse_past_day(cell: Cell, *, today: date) -> date | Bad:
    """A day that has been: what evidence is about."""
    day = parse_day(cell, today=today)
    return (
        Bad("is still to come: evidence is about a day that has been") if isinstance(day, date) and day > today else day
    )


def parse_link(cell: Cell) -> str | Bad:
    """An address of the web."""
    link = parse_text(cell, "evidence_link")
    if isinstance(link, Bad):
        return link
    try:
        parts = urlsplit(link)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and " " not in link
    except ValueError:
        sound = False
    return link if sound else Bad("is not an address of the web: it begins with https:// or http://")


def _number(cell: float) -> Bad:
    """A number is never taken for a day: it may be one, and it may be a slip."""
    if cell in SERIALS:
        day = as_text(DAY_ZERO + timedelta(days=int(cell)))
        return Bad(f"is a number, not a date: if it means {day}, write it so")
    return Bad("is a number, not a date: write it as 30/04/2026")


def _day_of_text(text: str) -> date | Bad:
    if found := ISO.match(text):
        return _made(int(found[1]), int(found[2]), int(found[3]), found[1])
    if found := NUMERIC.match(text):
        return _made(int(found[3]), int(found[2]), int(found[1]), found[3])
    if found := NAMED.match(text):
        name = found[2].lower()
        months = [n for n, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.lower().startswith(name)]
        months = [9] if name == "sept" else months
        if months:
            return _made(int(found[3]), months[0], int(found[1]), found[3])
    return Bad("is not a date I know: write it as 30/04/2026")


def _made(year: int, month: int, day: int, year_text: str) -> date | Bad:
    if len(year_text) != 4:
        return Bad("needs the year in four figures: write it as 30/04/2026")
    if not 1 <= month <= 12:
        return Bad(f"cannot be: there is no month {month}; write the day first, as 30/04/2026")
    if year < EARLIEST.year:
        return Bad(f"cannot be right: its year is {year_text}")
    try:
        return date(year, month, day)
    except ValueError:
        return Bad(f"cannot be: there is no {day} {MONTHS[month - 1]} {year}")


def _plausible(day: date, today: date, not_before: date | None) -> date | Bad:
    if day < EARLIEST:
        return Bad(f"cannot be right: its year is {day.year:04}")
    if not_before and day < not_before:
        return Bad(f"is before the review: nothing of it can be due before {in_words(not_before)}")
    if day > today + timedelta(days=round(FURTHEST_YEARS * 365.25)):
        return Bad(f"is more than {FURTHEST_YEARS} years ahead: is the year right?")
    return day


def parse_word(cell: Cell, words: Iterable[W], kind: str) -> W | Bad:
    """One of a list of words, by its label or value, in any case."""
    text = as_text(cell).casefold()
    words = list(words)
    for word in words:
        if text in (word.value, word.label.casefold()):
            return word
    choices = list_in_words([word.label for word in words], "or")
    return Bad(f"is no {kind} I know: choose {choices}")


def parse_status(cell: Cell) -> Status | Bad:
    """A status that an owner may say."""
    word = parse_word(cell, Status, "status")
    if isinstance(word, Bad):
        return parse_word(cell, STATUSES, "status")
    if word == Status.NOT_DOING:
        why = "is decided, with a reason: it is entered in the not-doing register, not here"
        return Bad(why, "not_allowed")
    if word not in STATUSES:
        why = "is for somebody other than the owner to say, from the evidence: the most you can say is Claimed"
        return Bad(why, "not_allowed")
    return word


def parse_own_rating(cell: Cell) -> OwnRating | Bad:
    """The owner's own rating."""
    return parse_word(cell, reversed(OwnRating), "own rating")


class AgencyNames:
    """Every name of every agency: full, short and other names. A name of several agencies is asked back."""

    def __init__(self, register: Register) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._agencies = register.agencies
        self._known: dict[str, str | Bad] = {}
        for agency in register.agencies.values():
            for name in (agency.id, agency.name, agency.short_name, *agency.other_names):
                self._ids[_folded(name)].add(agency.id)

    def find(self, cell: Cell) -> str | Bad:
        """The id of the agency of this name."""
        text = as_text(cell)
        if text not in self._known:
            self._known[text] = self._find(_folded(text))
        return self._known[text]

    def _find(self, name: str) -> str | Bad:
        ids = self._ids.get(name, set())
        if len(ids) > 1:  # a full name wins over somebody else's short or other name
            ids = {id_ for id_ in ids if _folded(self._agencies[id_].name) == name} or ids
        if len(ids) == 1:
            return next(iter(ids))
        if ids:
            return Bad(f"could be {_names(self._agencies[id_] for id_ in sorted(ids))}: write the name in full")
        close = get_close_matches(name[:LONGEST_COMPARED], list(self._ids), n=3, cutoff=CLOSE_ENOUGH)
        found = {id_: self._agencies[id_] for match in close for id_ in sorted(self._ids[match])}
        hint = f": did you mean {_names(found.values())}?" if found else ": choose one from the list"
        return Bad(f"is no agency in the register{hint}")


class References:
    """Every recommendation, by its review and reference as people write them."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._by_ref: dict[str, list[str]] = defaultdict(list)
        self._by_id = {id_.casefold(): id_ for id_ in register.recommendations}
        self._codes = {code.casefold(): code for code in register.reviews}
        for recommendation in register.recommendations.values():
            self._by_ref[recommendation.ref.casefold()].append(recommendation.id)

    def find(self, reference: Cell | None, review: Cell | None) -> str | Bad:
        """The id of the recommendation: by CODE:REF, by review and reference, or by a reference that only one has."""
        text = as_text(reference)
        code = as_text(review)
        if not text:
            return Bad("is empty: say which recommendation the action is for")
        if code and code.casefold() not in self._codes:
            known = list_in_words(list(self._codes.values())[:5], "or")
            return Bad(f"belongs to a review ‘{code[:LONGEST_COMPARED]}’ that is not in the register: choose {known}")
        bare = LEADING_WORDS.sub("", text).strip().casefold()
        for wanted in (text.casefold(), f"{code}:{bare}".casefold(), f"{code}:{text}".casefold()):
            if wanted in self._by_id and (not code or wanted.startswith(f"{code.casefold()}:")):
                return self._by_id[wanted]
        if code:
            return self._unknown(bare, [id_ for id_ in self._by_id.values() if id_.startswith(f"{code}:")], code)
        found = self._by_ref.get(bare, [])
        if len(found) == 1:
            return found[0]
        if found:
            reviews = [self._register.recommendations[id_].review_id for id_ in found]
            return Bad(f"stands in {list_in_words(reviews[:5])}: name the review in the column ‘Review’")
        return self._unknown(bare, list(self._by_id.values()), None)

    def _unknown(self, text: str, ids: Sequence[str], code: str | None) -> Bad:
        refs = [id_.partition(":")[2] for id_ in ids] if code else list(ids)
        close = get_close_matches(text[:LONGEST_COMPARED], refs[:2000], n=3, cutoff=CLOSE_ENOUGH)
        hint = f": did you mean {list_in_words(close, 'or')}?" if close else ""
        place = f"of {code}" if code else "in the register"
        return Bad(f"is no recommendation {place}{hint}")

    def parts(self, cell: Cell | None, recommendation_id: str) -> tuple[str, ...] | Bad:
        """The ids of the parts that a cell names by their labels; none, if it names none."""
        known = {p.label.casefold(): p.id for p in self._register.parts_of.get(recommendation_id, ())}
        labels = [
            label for label in re.split(r"[,;\s()]+", as_text(cell).casefold()) if label not in ("", "and", "part")
        ]
        for label in labels:
            if label not in known:
                names = list_in_words([name for name in known if name][:20], "or")
                choose = f": it has {names}" if names else ": it has no lettered parts, so leave this empty"
                return Bad(f"is no part of {recommendation_id}{choose}")
        return tuple(dict.fromkeys(known[label] for label in labels))


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _names(agencies: Iterable[Agency]) -> str:
    return list_in_words([agency.name for agency in agencies], "or")
