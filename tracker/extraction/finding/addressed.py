"""Whom a recommendation is addressed to, in its own words.

First the cell of its row that says so ("Action for"); else whoever is told to act in its sentences, and those who are
to be asked in turn ("require all agencies to …"); else the heading above it ("Recommendations for the Police").
"""

import re
from collections.abc import Iterable

from tracker.extraction.finding.actors import folded, is_actor, is_person, parted, without_article
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.told import told
from tracker.extraction.source import Source
from tracker.rules.verbs import BASE
from tracker.rules.words import BlockKind

_WHO = re.compile(
    r"\baction (?:for|by|owner)|for action|\blead(?:s|ing)?\b(?!-)|\bowners?\b|responsib|accountab|"
    r"addressed to|addressee|"
    r"\bby whom|\bwho\b|\bwhom\b|\bagenc(?:y|ies)\b|\borgani[sz]ations?\b|directed (?:to|at)|recipient|"
    r"\bfor:?$|\bto:?$",
    re.IGNORECASE,
)
_NOT_WHO = re.compile(
    r"\bdate\b|\bdeadline|\bwhen\b|\brecommendation|\bresponse\b|\bleads? to\b|\bprogress\b", re.IGNORECASE
)
_OVER = re.compile(
    r"\b(?:recommendations?|actions?|learning)\s+(?:for|to)\s+(?:the\s+attention\s+of\s+)?(.+)", re.IGNORECASE
)
_TO = re.compile(r"(?:To|For)\s+(?:the\s+)?(?=[A-Z])")
_LEADS = re.compile(r"\b(?:should|must|shall|needs? to|(?:is|are) to|to)\s*:\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")
_MEANING = re.compile(r",?\s*\b(?:i\.?e\.?|e\.?g\.?)[\s,].*", re.DOTALL)
_CELL = re.compile(r"\s*(?:[,;/\n•|]|\.\s|\.$|(?<=\))\s+and\s)\s*")
_TO_WHOM = re.compile(r"\((?:[Aa]ction\s*:?\s*)?[Tt]o:?\s+([^()]{3,100})\)[\s.]*$")
"""At the end of what is recommended: "(To the governor)"."""
_DASH = re.compile(r"\s[-–—]\s.*", re.DOTALL)
_AMONG = re.compile(r"\b(?:including|such as)\s+(.+)", re.DOTALL)
_LONG = 9
"""Words from which on an entry of a cell is a sentence and no name."""
_EVERYBODY = frozenset(
    ("agency", "partner", "organisation", "service", "body", "practitioner", "professional", "staff")
)


def addressed(source: Source, found: Found) -> tuple[str, ...]:
    """Each addressee as written, in the order in which they are named; none where nobody is."""
    if in_cells := [name for head, cell in found.cells.items() if _says_who(head) for name in from_cell(cell)]:
        return _once(in_cells)
    if found.headings and _LEADS.search(found.headings[-1]) and (led_in := from_heading(found.headings[-1])):
        return _once(led_in)
    texts = list[str]()
    for one in found.passages:
        block = source.blocks[one.block]
        led = "• " if texts and block.kind == BlockKind.ITEM else ""
        texts.append(f"{led}{block.text[one.start : one.end]}")
    if (at_end := _TO_WHOM.search(texts[-1][-120:])) and (named := parted(at_end[1], named=True)):
        return _once(named)
    if in_words := told(texts):
        return _once(in_words)
    for heading in (found.title, *reversed(found.headings)):
        if over := from_heading(heading):
            return _once(over)
    return ()


def from_cell(cell: str) -> list[str]:
    """The names in a cell of a column such as "Action for", "Lead" or "Owner"."""
    held = _BRACKETED.sub(lambda one: one[0].translate(_HIDDEN), cell)
    if len(held.split()) > _LONG and (among := _AMONG.search(held)) and not re.search(r"[;/\n]", held):
        return [_shown(name) for name in parted(among[1].rstrip(" ."), named=True)]
    made = list[str]()
    for entry in _CELL.split(_apart(_MEANING.sub("", held))):
        name = _DASH.sub("", entry).strip(" .,:;-–")
        if not name or len(name.split()) > _LONG + 3 or not re.search(r"[A-Za-z]{2}", name):
            continue
        each = parted(name, named=True)
        made += [_shown(one) for one in (each if len(each) > 1 else [name])]
    return made


def _apart(cell: str) -> str:
    """A cell in which names follow one another with nothing between ("Health Visitors Early Years workforce"), parted
    after people in the plural, where a capital follows."""
    return _RUN_ON.sub(
        lambda one: f"{one[0]}\n" if is_person(one[0]) and one[0].endswith(("s", "workforce")) else one[0], cell
    )


_RUN_ON = re.compile(r"\b[A-Za-z]{4,20}\b(?=\s+[A-Z]\S*\s+\S)")
_HIDDEN = str.maketrans({",": "\x01", ";": "\x02", "/": "\x03", " ": "\x04", ".": "\x05", "\n": "\x04"})
_BACK = str.maketrans({"\x01": ",", "\x02": ";", "\x03": "/", "\x04": " ", "\x05": "."})


def _shown(name: str) -> str:
    """A name with what stands in its brackets, which never parts it."""
    return without_article(name.translate(_BACK))


def from_heading(heading: str) -> list[str]:
    """Whom a heading names: "Recommendations for the Police:", or a body's name and nothing else; or the line that
    leads its list: "The Police should:"."""
    if _LEADS.search(heading):
        return told([heading.rstrip(" :") + " act."])
    if over := _OVER.search(heading):
        name = over[1].strip(" :.–-")
        return parted(name, named=True) or (
            [without_article(name)] if name[:1].isupper() and len(name.split()) < _LONG else []
        )
    name = _TO.sub("", heading.strip(" :.–-"))
    words = name.split()
    if not words or len(words) > _LONG - 3 or words[0].lower() in BASE or not is_actor(name):
        return []
    return parted(name)


def _says_who(head: str) -> bool:
    return bool(_WHO.search(head.strip(" ?:"))) and not _NOT_WHO.search(head)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once: "every provider board", then "boards", is one; "all agencies" is never part of a longer name."""
    kept = list[str]()
    for name in names:
        words = folded(name) or frozenset((name.lower(),))
        broad = name.lower().startswith("all ") and len(words) == 1
        own = broad or name.isupper()
        repeats = any(words == folded(one) or (words < folded(one) and not own) for one in kept)
        if name and not repeats:
            kept.append(name)
    return tuple(kept)
