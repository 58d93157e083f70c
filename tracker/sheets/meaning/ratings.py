"""How well an action goes by a stranger's rating: a colour's name or letter, the words of a scale, a percentage.

Decided here: of two colours the worse counts ("Amber/Green" is amber), save where the words say which is past ("Amber
(was Red)") or comes after ("Red to Amber"). A percentage is read as the four steps of many boards: 100 blue, from 75
green, from 50 amber, less red, 0 not begun and so grey; `rated` says so, for it tells how far, not how well. A dot
without a colour, "RAG" itself and anything in doubt give nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.rules.words import Brag
from tracker.sheets.meaning.spelling import plain
from tracker.sheets.meaning.statuses import not_doing_words, percent_in, status_of

COLOURS = {
    "red": Brag.RED, "amber": Brag.AMBER, "yellow": Brag.AMBER, "orange": Brag.AMBER, "green": Brag.GREEN,
    "blue": Brag.BLUE, "grey": Brag.GREY, "gray": Brag.GREY, "coch": Brag.RED, "oren": Brag.AMBER, "melyn": Brag.AMBER,
    "gwyrdd": Brag.GREEN, "glas": Brag.BLUE,
}  # fmt: skip
LETTERS = {"r": Brag.RED, "a": Brag.AMBER, "g": Brag.GREEN, "b": Brag.BLUE}
SIGNS = {
    "🔴": Brag.RED, "🟥": Brag.RED, "🟠": Brag.AMBER, "🟧": Brag.AMBER, "🟡": Brag.AMBER, "🟨": Brag.AMBER,
    "🟢": Brag.GREEN, "🟩": Brag.GREEN, "🔵": Brag.BLUE, "🟦": Brag.BLUE,
}  # fmt: skip
WORST_FIRST = (Brag.RED, Brag.AMBER, Brag.GREY, Brag.GREEN, Brag.BLUE)
NAME = "|".join(COLOURS)
LABEL = re.compile(r"^\s*(?:(?:b?rag|rating|rated|status|current|overall)\b[\s:=\-–]*)+")
ALL_THREE = re.compile(r"red\W+amber\W+green|b\W*r\W*a\W*g|blue\W+red\W+amber\W+green")
LETTERS_ONLY = re.compile(r"\W*([ragb])(?:\s*[/\-–>&,+]+\s*([ragb])|([ragb]))?\W*")
LETTER_AND_WORDS = re.compile(r"([ragb])\s*[-–:(=]\s*([^()]+)\)?")
COLOUR_FIRST = re.compile(
    rf"[\W_]*(?:(?:light|dark|bright|strong|solid)\s+)?({NAME})\b(?:\s*(?:rated|rating|status|rag))?(?=\s*(?:$|"
    rf"[^\w\s]|\d|to\b|was\b|and\b|or\b|is\b|as\b|"
    rf"with\b|due\b|for\b|until\b|complete|on track|off track|not\b|some\b|good\b|progress|previously|formerly|"
    rf"because|overall|since|at\b|by\b|{NAME}))"
)
PAST = re.compile(
    rf"\b(?:was|previously|formerly|were|last (?:time|quarter|month)|before|from)\W*(?:\w+\W+)?({NAME})\b"
)
MOVED = re.compile(rf"\b(?:{NAME})\s*(?:to|->|=>|>)\s*({NAME})\b")
RATED = re.compile(
    rf"\b(?:b?rag|rated|rating)(?:\s*(?:rated|rating|status))?(?:\s*(?:is|as|:|=|-|now|currently))*\s+({NAME})\b"
)
ANY_COLOUR = re.compile(rf"\b({NAME})\b")
SCALE = (
    (Brag.RED, re.compile(
        r"off[- ]track(?! but)|not on track(?: to \w+)?|not on target|not on course|overdue|(?:significant|major|"
        r"serious|critical) (?:issues?|concerns?|risks?|"
        r"delays?|problems?)|no progress|poor(?: progress)?|little progress|critical|missed|breached|failed|failing|"
        r"not achieved|not delivered|not met|not "
        r"complete[d]?|unlikely to (?:be )?\w+|will not (?:be )?(?:met|achieved|delivered)|high risk|inadequate|"
        r"in trouble|stalled|"
        r"behind (?:schedule )?with no \w+|deadline missed|past due|late")),
    (Brag.AMBER, re.compile(
        r"some (?:issues?|concerns?|delays?|slippage|risks?|progress|problems?)|minor (?:issues?|delays?|concerns?)|"
        r"at risk|slipp(?:age|ed|ing)|delayed|behind(?: schedule)?|"
        r"limited progress|partial(?:ly)?(?: \w+)?|part(?:ly)? (?:complete[d]?|met|achieved)|slow progress|"
        r"off track but \w+[\w ]*|moderate(?: risk| progress)?|"
        r"medium(?: risk)?|requires improvement|issues?|mostly on track|nearly on track|caution|cause for concern")),
    (Brag.GREY, re.compile(r"not (?:yet )?(?:started|begun|commenced|due)|to be started|to commence|yet to (?:start|"
        r"begin|commence)|unplanned|unrated|not rated")),
    (Brag.GREEN, re.compile(
        r"on[- ]track(?: to \w+)?|on target|on schedule|on course|good progress|progressing well|going well|"
        r"excellent progress|ahead of (?:schedule|target)|"
        r"good|low risk|satisfactory progress|progressing as planned|as planned|steady progress")),
)  # fmt: skip
FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating, and what was decided in reading it, to stand after the value of the cell."""

    brag: Brag | None
    flag: str | None = None


def rating_of(text: str, scale: Mapping[str, Brag] | None = None) -> Brag | None:
    """The rating that a text gives; with the workbook's own key (`scale_in`) its letters and numbers too."""
    return rated(text, scale).brag


def rated(text: str, scale: Mapping[str, Brag] | None = None) -> Rated:
    """The rating that a text gives, and what was decided in reading it."""
    low = plain(text.replace("→", "->")).strip()
    key = " ".join(re.findall(r"[\w%]+", low))
    if scale and key in scale:
        return Rated(scale[key], None if key in COLOURS or key in LETTERS else "is read by the key of the workbook")
    signs = [brag for sign, brag in SIGNS.items() if sign in text]
    if signs:
        return Rated(_worst(signs))
    low = LABEL.sub("", low) if LABEL.sub("", low) else low
    if not low or ALL_THREE.match(low) or not_doing_words(low):
        return Rated(None)
    if found := LETTERS_ONLY.fullmatch(low):
        return _of_colours([LETTERS[letter] for letter in found.groups() if letter], low)
    if (found := LETTER_AND_WORDS.fullmatch(low)) and (_of_words(found[2]).brag or status_of(found[2])):
        return Rated(LETTERS[found[1]])
    percent = percent_in(low)
    if percent is not None:
        return Rated(_of_percent(percent), "is a percentage: it says how far it is, not how well it goes")
    return _of_name(low) or _of_words(low)


def _of_name(low: str) -> Rated | None:
    if found := RATED.search(low):
        return Rated(COLOURS[found[1]])
    if not COLOUR_FIRST.match(low):
        return None
    if moved := list(MOVED.finditer(low)):
        return Rated(COLOURS[moved[-1][1]], "is read as the rating it moved to")
    present = PAST.sub(" ", low)
    names = [COLOURS[found[1]] for found in ANY_COLOUR.finditer(" ".join(present.split()[:4]))]
    return _of_colours(names, low) if names else None


def _of_words(low: str) -> Rated:
    """The words of a scale: a label of a few words, or the first of several statements."""
    label = " ".join(re.split(r"[.;\n(]|\s[-–]\s", low, maxsplit=1)[0].split()).strip(" :,-")
    if not label or len(label.split()) > FEW_WORDS:
        return Rated(None)
    for brag, words in SCALE:
        if words.fullmatch(label):
            return Rated(brag)
    if status_of(label) == "claimed" and len(label.split()) <= 4:
        return Rated(Brag.BLUE)
    return Rated(None)


def _of_colours(brags: list[Brag], low: str) -> Rated:
    worst = _worst(brags)
    if len(set(brags)) > 1:
        return Rated(worst, f"names two ratings, and the worse of them, {_NAMES[worst]}, is taken")
    return Rated(worst)


def _worst(brags: list[Brag]) -> Brag:
    return min(brags, key=WORST_FIRST.index)


def _of_percent(percent: int) -> Brag:
    steps = ((100, Brag.BLUE), (75, Brag.GREEN), (50, Brag.AMBER), (1, Brag.RED))
    return next((brag for least, brag in steps if percent >= least), Brag.GREY)


_NAMES = {Brag.RED: "red", Brag.AMBER: "amber", Brag.GREY: "grey", Brag.GREEN: "green", Brag.BLUE: "blue"}
