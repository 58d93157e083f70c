"""The outline of a report: which blocks are headings, how they are numbered, and which stand under which."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.extraction.finding.kept import kept
from tracker.extraction.finding.wording import unfinished
from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

Path = tuple[int, ...]
NUMBER = re.compile(r"(?P<open>[(\[]?)(?P<path>\d{1,4}(?:\.\d{1,3}){0,5})\s?(?P<close>[.):\]]{0,2})")
WORDED = re.compile(r"(?i)(?:section|chapter|part)\s+(\d{1,3})\b[:.]?")
CHAPTER = re.compile(r"(?i)(?:section|chapter|part)\s+(\d{1,3})\s*(?:[:.–—-]\s*|\s)")
LONGEST = 180
BACK_MATTER = re.compile(
    r"(?i)(?:appendi(?:x|ces)|annex(?:es|e)?|glossary|references|bibliography|acknowledge?ments?|abbreviations|"
    r"acronyms|"
    r"(?:concluding|closing|final) (?:remarks|comments|thoughts|statement|reflections|summary)|conclusions?|next steps|"
    r"terms of reference|endnotes|footnotes|statements? of|signature|contact|further (?:reading|information)|"
    r"about (?:us|the author)|"
    r"methodology|list of (?:tables|figures)|action plans?|implementation|summary(?! of rec)|contents|principles|"
    r"biograph|membership|distribution|copyright|postscript|epilogue|afterword|responses?)\b"
)
APPENDIX = re.compile(r"(?i)(?:appendix|annex)\s+[\dA-Z]+\b")
RECOMMENDATIONS = re.compile(
    r"(?:(?i:our|the|key|final|summary of|(?:single|multi|individual)[- ]agency|agency|imr|overview(?: report)?|local|"
    r"national|regional|strategic|further|additional)\s+){0,3}(?i:recommendations)(?:\s+(?:for|to)\b.*)?$"
)
LEADING = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})[.):]?\s+(?=[A-Z])")
ASKING = re.compile(r"\b(?:should|must|shall)\b")
ASKS_HOW = re.compile(r"(?:How|Why|What|Who|When|Where)\s")
"""As headings begin that are questions: "5 How the review was carried out"."""
SHORTEST = 4
WIDEST_GAP = 3
SENTENCE_END = re.compile(r"[.;:,!?]['’”\")]?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its path, and how it is dressed, so that "1." and "(1)" are not taken for one list."""

    path: Path
    style: str

    @property
    def text(self) -> str:
        """As printed, without what dresses it."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: the block, its words, its printed number's path (empty where it has none), its level from 1."""

    block: int
    words: str
    path: Path
    level: int


def number(block: Block) -> Number | None:
    """The number that is printed before a block."""
    found = NUMBER.fullmatch(block.marker.strip())
    if not found:
        worded = WORDED.fullmatch(block.marker.strip())
        return Number((int(worded[1]),), "worded") if worded else None
    path = tuple(map(int, found["path"].split(".")))
    return Number(path, "dotted" if len(path) > 1 else found["open"] + found["close"])


def is_head(block: Block) -> bool:
    """Whether a block is a heading: it was set as one, or it is a short numbered line that is no sentence."""
    words = block.text.strip()
    if block.kind == BlockKind.HEADING:
        return bool(words) and not (words[-1] in ":.;" and ASKING.search(words))
    if block.kind not in (BlockKind.TEXT, BlockKind.ITEM) or not words or len(words) > LONGEST // 2:
        return False
    if not block.marker and block.kind == BlockKind.TEXT:
        if BACK_MATTER.match(words) and (words.isupper() or APPENDIX.match(words)):
            return True
        if (BACK_MATTER.match(words) or RECOMMENDATIONS.match(words)) and len(words.split()) <= SHORTEST:
            return not SENTENCE_END.search(words)
    numbered = number(block)
    if not numbered and not block.marker and (inside := LEADING.match(words)):
        words = words[inside.end() :]
    elif not numbered:
        return False
    if SENTENCE_END.search(words) or not words[0].isupper():
        return False
    if len(words.split()) <= 12 and ASKS_HOW.match(words):
        return True
    return len(words.split()) <= 12 and not re.search(r"\b(?:should|must|is|are|was|were|has|have|will)\b", words)


@kept
def heads(source: Source) -> tuple[Head, ...]:
    """The headings of a report in order, without those of its contents and pure labels."""
    found = []
    for block in source.blocks:
        if block.number in source.contents or not is_head(block):
            continue
        words, numbered = block.text.strip(), number(block)
        path = numbered.path if numbered else ()
        if not path and not block.marker and (inside := LEADING.match(words)):
            path, words = tuple(map(int, inside[1].split("."))), words[inside.end() :]
        elif not path and (inside := CHAPTER.match(words)) and inside.end() < len(words):
            path, words = (int(inside[1]),), words[inside.end() :]
        found.append(Head(block.number, words, path, block.level or max(1, len(path))))
    return tuple(found)


def ends(section: Head, head: Head, earlier: Callable[[Path], bool], inside: Path = ()) -> bool:
    """Whether a heading ends the section that another one opened. `earlier` says of a number whether a heading
    before the section has it, `inside` is the number of the last heading in it."""
    if section.path and head.path:
        if head.path[: len(section.path)] == section.path:
            return False
        if (head.path < section.path and len(head.path) == 1) or _next(inside) == head.path != _next(section.path):
            return head.level < section.level  # a list that is numbered anew within the section
        return True
    if BACK_MATTER.match(head.words):
        return True
    if section.path:
        return head.level < section.level
    if head.path and (head.path[-1] == 1 or _next(inside) == head.path or not earlier(_before(head.path))):
        return head.level < section.level
    return head.level <= section.level


def _next(path: Path) -> Path:
    return (*path[:-1], path[-1] + 1) if path else ()


def _before(path: Path) -> Path:
    return (*path[:-1], path[-1] - 1)


def counts_on(source: Source, opened: Head, head: Head, stop: int) -> bool:
    """Whether a list of single numbers goes on beneath a subheading: it stands among recommendations, whatever its
    words."""
    after = first_single(source, head.block + 1, stop)
    before = last_single(source, opened.block, head.block)
    return after is not None and before is not None and after == before + 1 and not head.path


def single(block: Block) -> int | None:
    """The single number that counts an item, "7."; None where it has none."""
    found = number(block) if block.kind == BlockKind.ITEM else None
    return found.path[0] if found and len(found.path) == 1 else None


@kept
def _singles(source: Source) -> tuple[tuple[int, int], ...]:
    """The items that a single number counts, in order: the block's number, and the one printed. Headings are many, and
    each asks for the nearest item: it looks it up here, not through the whole report."""
    return tuple((block.number, found) for block in source.blocks if (found := single(block)))


def first_single(source: Source, start: int, stop: int) -> int | None:
    """The first single number that counts an item from one block up to, not with, another; None where there is none."""
    every = _singles(source)
    at = bisect_left(every, (start,))
    return every[at][1] if at < len(every) and every[at][0] < stop else None


def last_single(source: Source, start: int, stop: int) -> int | None:
    """The last one there; None where there is none."""
    every = _singles(source)
    at = bisect_left(every, (stop,)) - 1
    return every[at][1] if at >= 0 and every[at][0] >= start else None


def through(members: list[tuple[Block, Number]], start: int | None) -> Iterator[tuple[Block, Number]]:
    """The members of a group that are numbered through; a list that begins anew within one of them is passed over."""
    values = [numbered.path[-1] for _, numbered in members]
    expected = values[0]
    if start is not None and values[0] not in (1, start):
        expected = start if start in values else values[0]
    for at, (member, value) in enumerate(zip(members, values, strict=True)):
        ahead = expected in values[at + 1 :]
        if value == expected or (expected < value <= expected + WIDEST_GAP and not ahead):
            yield member
            expected = value + 1
        elif value == 1 and not ahead and not unfinished(members[at - 1][0].text):
            return
