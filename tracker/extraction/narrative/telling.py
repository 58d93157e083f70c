"""A report's running text in units: a numbered paragraph, a paragraph that goes on over a page, an item of a list; each
with the paragraph number and the headings that it stands under.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tracker.extraction.narrative import agencies
from tracker.extraction.narrative.agency_words import OVER, OVERVIEW, SAID_OF
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Candidate, Passage
from tracker.rules.words import BlockKind

DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,4})\.?")
PLAIN_NUMBER = re.compile(r"\(?(\d{1,3})[.)]?")
LEADING = re.compile(r"(?:[-•*]\s+)?(\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,2}[.)])\.?\s+(?=\S)")
LABEL = re.compile(r"(?:recommendation|rec\.?|r)\s*(?:no\.?\s*)?(\d[\d.]*|(?<=n )[A-Z])\s*[.:–-]?", re.IGNORECASE)
LEADERS = ("." * 6, " ." * 6, "………")
"""The dots of a line of contents."""
ENDED = (".", "!", "?", ":", ";", ".”", ".’", '."', ".'", "?”", ".)")
ENDS_WITHIN = re.compile(r"[a-z][.!?]\s+\S")
LONGEST_HEADING = 110


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of running text. `pieces` says from which character on it is which block's text; of a heading, `heading`
    is True and the text is the heading's."""

    number: int
    text: str
    pieces: tuple[tuple[int, int], ...]
    paragraph: str | None
    headings: tuple[str, ...]
    page: int | None
    heading: bool = False
    marker: str = ""
    item: bool = False
    depth: int = 0
    """Of a heading its level, of an item of a list how deep it stands."""

    def passages(self, start: int, end: int) -> tuple[Passage, ...]:
        """The passages of its text from `start` up to and without `end`."""
        found = list[Passage]()
        for place, (begin, block) in enumerate(self.pieces):
            after = self.pieces[place + 1][0] - 1 if place + 1 < len(self.pieces) else len(self.text)
            if begin < end and after > start and max(start, begin) < min(end, after):
                found.append(Passage(block, max(start, begin) - begin, min(end, after) - begin))
        return tuple(found)

    @property
    def blocks(self) -> tuple[int, ...]:
        """The numbers of the blocks that it is made of."""
        return tuple(block for _, block in self.pieces)


_READ: list[tuple[Source, tuple[Unit, ...]]] = []


def units(source: Source) -> tuple[Unit, ...]:
    """The running text of a report, without its contents, footnotes and tables. Kept for the next finder that asks."""
    if not _READ or _READ[0][0] is not source:
        _READ[:] = [(source, _units(source))]
    return _READ[0][1]


def _units(source: Source) -> tuple[Unit, ...]:
    numbered = any(block.marker and DOTTED.fullmatch(block.marker) for block in source.blocks)
    found = list[Unit]()
    pieces: tuple[tuple[int, int], ...]
    stack = list[tuple[int, str]]()
    above: tuple[str, ...] = ()
    bands = list[int]()
    """The levels of the headings above that announce agencies' own recommendations."""
    paragraph: str | None = None
    for block in source.blocks:
        if (
            block.number in source.contents
            or block.kind in (BlockKind.NOTE, BlockKind.ROW)
            or ((" ." in block.text or "..." in block.text or "…" in block.text) and _is_entry(block.text))
        ):
            continue
        number = own_number(block, dotted_only=numbered)
        band = bool(bands) and _names_agency(block)
        if band or _heads(block, number):
            label = LABEL.fullmatch(f"{block.marker} {block.text}".strip(" :."))
            if label:
                paragraph = label.group(1).rstrip(".")
            else:
                paragraph = number or (None if stack and block.level and block.level <= stack[0][0] else paragraph)
                level = number.count(".") + 1 if number else block.level or (bands[-1] if band else 1)
                if bands and level == bands[-1] and agencies.in_headings((block.text,)):
                    level += 1  # an agency's name, printed as large as "Single agency recommendations" above it
                while stack and stack[-1][0] >= level:
                    stack.pop()
                stack.append((level, block.text))
                bands = [one for one in bands if one < level]
                if OVER.search(block.text) and SAID_OF.search(block.text) and not OVERVIEW.search(block.text):
                    bands.append(level)
                above = tuple(text for _, text in stack)
            pieces = ((0, block.number),)
            found.append(
                Unit(
                    len(found), block.text, pieces, paragraph, above, block.page, True, block.marker, False, block.level
                )
            )
            continue
        label = LABEL.fullmatch(block.marker) if block.marker else None
        if number or label:
            paragraph = number or (label.group(1).rstrip(".") if label else None)
        if not block.text:
            continue
        item = block.kind == BlockKind.ITEM and not number and not label
        if found and not number and not label and not block.marker and not item and _goes_on(found[-1], block):
            last = found.pop()
            text, pieces = f"{last.text} {block.text}", (*last.pieces, (len(last.text) + 1, block.number))
            found.append(
                Unit(last.number, text, pieces, last.paragraph, last.headings, last.page, False, last.marker, last.item,
                     last.depth)
            )  # fmt: skip
            continue
        pieces = ((0, block.number),)
        found.append(
            Unit(len(found), block.text, pieces, paragraph, above, block.page, False, block.marker, item, block.level)
        )
    return tuple(found)


def _is_entry(text: str) -> bool:
    return any(leader in text for leader in LEADERS)


def headings_over(source: Source, block: int) -> tuple[str, ...]:
    """The headings that a block stands under, from the outermost, also a row of a table."""
    every = units(source)
    place = bisect_right(every, block, key=lambda unit: unit.pieces[0][1]) - 1
    return every[place].headings if place >= 0 else ()


def labels(unit: Unit) -> bool:
    """Whether a heading is nothing but the label of a recommendation."""
    return bool(LABEL.fullmatch(f"{unit.marker} {unit.text}".strip(" :.")))


def own_number(block: Block, *, dotted_only: bool) -> str | None:
    """The paragraph number that a block carries, in its marker or at the beginning of a heading."""
    if block.marker and (found := DOTTED.fullmatch(block.marker)):
        return found.group(1)
    if not dotted_only and block.kind != BlockKind.ROW and (found := PLAIN_NUMBER.fullmatch(block.marker)):
        return found.group(1)
    if block.kind == BlockKind.HEADING or block.text.isupper():
        if found := PLAIN_NUMBER.fullmatch(block.marker):
            return found.group(1)
        if not block.marker and (found := LEADING.match(block.text)):
            return found.group(1).rstrip(".)")
    return None


def _heads(block: Block, number: str | None) -> bool:
    """Also what a reader took for a short paragraph: a title with a number and no full stop, a label alone."""
    if block.kind == BlockKind.HEADING or (not block.marker and LABEL.fullmatch(block.text.strip(" :."))):
        return True
    short = 0 < len(block.text) <= LONGEST_HEADING and not block.text.endswith((*ENDED, ","))
    if not short or block.kind != BlockKind.TEXT or ENDS_WITHIN.search(block.text):
        return False
    if not block.marker:
        return block.text.isupper() and len(block.text) > 3
    return bool(number) or (block.text.isupper() and bool(PLAIN_NUMBER.fullmatch(block.marker)))


def _names_agency(block: Block) -> bool:
    """Whether a short paragraph is an agency's name and nothing else: the heading of its list, not printed as one."""
    short = block.kind == BlockKind.TEXT and not block.marker and len(block.text) <= LONGEST_HEADING
    return short and not block.text.endswith(ENDED) and bool(agencies.in_headings((block.text,)))


def _goes_on(last: Unit, block: Block) -> bool:
    """Whether a paragraph without a number goes on with what stands before: that broke off, or leads to a quotation."""
    if last.heading:
        return False
    if last.text.endswith(":"):
        return block.text.startswith(("“", "‘", '"', "'", "*“"))
    return not last.text.endswith(ENDED) and len(last.text) > 60


def items_after(every: tuple[Unit, ...], place: int) -> list[Unit]:
    """The items of the list that a paragraph leads to, without what is nested in them."""
    items = list[Unit]()
    for one in every[place + 1 :]:
        if not one.item:
            break
        if one.depth <= (items[0].depth if items else one.depth):
            items.append(one)
    return items


def inside(unit: Unit, start: int, end: int, taken: dict[int, list[tuple[int, int, Candidate]]]) -> Candidate | None:
    """The recommendation that a piece of a unit belongs to, if it does."""
    if not any(block in taken for _, block in unit.pieces):
        return None
    for one in unit.passages(start, end):
        for begin, after, candidate in taken.get(one.block, ()):
            if begin < one.end and after > one.start:
                return candidate
    return None


def taken_by(recommendations: tuple[Candidate, ...]) -> dict[int, list[tuple[int, int, Candidate]]]:
    """Which characters of which block are already somebody's: by block, from, up to, whose."""
    found: dict[int, list[tuple[int, int, Candidate]]] = {}
    for candidate in recommendations:
        for one in candidate.passages:
            found.setdefault(one.block, []).append((one.start, one.end, candidate))
    return found
