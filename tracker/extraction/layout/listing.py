"""Which paragraphs are a list of contents: lines that end in the number of a page, or name the headings to come."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.extraction.layout.line import Line
from tracker.extraction.layout.paragraphs import Paragraph
from tracker.extraction.layout.titles import Title, key

HEADING = re.compile(r"(?:table of |list of |page )?(?:contents|figures|tables|appendices)(?: page)?:?", re.IGNORECASE)
LEADER = re.compile(r"(.*?\S)\s*(?:\.{3,}|…+|(?:\. ){3,})[\s.]*(?:\d{1,4}|[ivxlc]{1,6})", re.IGNORECASE)
NUMBER = re.compile(r"(?:page )?(?:\d{1,4}|[ivxlc]{1,6})", re.IGNORECASE)
ENDS = re.compile(r"\s(?:\d{1,4}|[ivxlc]{1,6})$")
LAST = frozenset("0123456789ivxlcIVXLC")
MOST_MISSES = 2


def entry(line: Line) -> str | None:
    """The title of a line that ends in the number of a page behind dots or a gap; None for other lines."""
    text = line.text
    if text[-1] not in LAST:
        return None
    if "..." in text or "…" in text or ". . ." in text:
        found = LEADER.fullmatch(text) if len(text) < 400 else None
        return found.group(1) if found else None
    if len(line.pieces) > 1 and NUMBER.fullmatch(line.pieces[-1].text) and line.edge and line.right > line.edge - 60:
        return " ".join(piece.text for piece in line.pieces[:-1])
    return None


def _may_be(one: Paragraph) -> bool:
    """Whether the last line of a paragraph ends as an entry does."""
    return one.row is None and not one.note and one.lines[-1].text[-1] in LAST


def listed(titles: Sequence[Title]) -> tuple[set[int], set[str]]:
    """The places of the paragraphs that are contents, and the titles that they name, as keys."""
    found, names = set[int](), set[str]()
    later = Counter[str]()
    at = 0
    while at < len(titles):
        headed = len(titles[at].text) < 40 and bool(HEADING.fullmatch(titles[at].text))
        if not headed and not _may_be(titles[at].one):
            at += 1
            continue
        end, told = _run(titles, at + headed, headed=headed)
        if headed and len(told) < 2:
            later = later or Counter(key(one.text) for one in titles if 0 < len(one.text) < 200)
            end, told = _named(titles, at + 1, later)
        if len(told) >= (2 if headed else 3):
            found |= set(range(at, end))
            names |= {key(one) for one in told}
        at = max(end if told else at, at + 1)
    return found, {one for one in names if len(one) > 3}


def _run(titles: Sequence[Title], start: int, *, headed: bool) -> tuple[int, list[str]]:
    """Where a run of entries ends, and their titles. Lines that wrap may stand between."""
    told, end, misses = list[str](), start, 0
    for at in range(start, len(titles)):
        one = titles[at].one
        title = entry(one.lines[-1]) if one.row is None and not one.note and len(one.lines) <= 4 else None
        if title is None and headed and told and ENDS.search(titles[at].text[-8:]) and len(one.lines) <= 2:
            title = ENDS.sub("", titles[at].text)
        if title is not None:
            told.append(" ".join([*(line.text for line in one.lines[:-1]), title]))
            end, misses = at + 1, 0
        elif (
            (told or headed)
            and misses < MOST_MISSES
            and len(titles[at].text) < 160
            and not titles[at].text.endswith((".", ";"))
        ):
            misses += 1
        else:
            break
    return end, told


def _named(titles: Sequence[Title], start: int, later: Counter[str]) -> tuple[int, list[str]]:
    """A list of contents without numbers of pages: what it names comes again as headings."""
    told, end, misses = list[str](), start, 0
    for at in range(start, min(len(titles), start + 200)):
        text = titles[at].text
        if text and later[key(text)] > 1 and key(text) not in map(key, told):
            told.append(text)
            end, misses = at + 1, 0
        elif misses < MOST_MISSES and len(text) < 120 and not text.endswith("."):
            misses += 1
        else:
            break
    return end, told
