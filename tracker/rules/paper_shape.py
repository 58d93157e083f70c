"""How a paper lies on its pages: what stands on a wide page, how wide a column is, which words stand at every foot.
Word, PDF and Excel ask here, so that the three break alike."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.rules.brag import SHAPE
from tracker.rules.dates import NO_BREAK_SPACE
from tracker.rules.paper import Block, Cell, Facts, Heading, Lines, Listing, Paper, Rated, Says, Strips, Table
from tracker.rules.words import Brag

UPRIGHT, MOST_COLUMNS = 125.0, 9
"""The letters that fit beside each other on an upright page, and the most columns: what needs more lies wide."""
MOSTLY = 0.4
"""Where so much of what has tables must lie wide, all of the paper does: turned for every second page it tires."""
NARROWEST, WIDEST = 4.0, 48.0
LONGEST_WHOLE = 900
"""A row of more letters than this may be parted by the end of a page: kept whole it would leave half a page empty, or
not fit on one at all."""
DEEPEST = 3
UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"))
NOTHING = "None"
"""What the only row of a table without rows says."""
FOOT = re.compile(r"^as at\b|^register\b|^(?!.*\bmade\b).*\btrail\b", re.I)
"""The facts that stand at every foot: the same whenever the paper is made."""
BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks on pages of one kind, upright or wide."""

    wide: bool
    blocks: tuple[Block, ...]


def plain(text: str) -> str:
    """Text as paper can hold it: line ends of one kind, tabs as a space, and a mark wherever a character cannot be
    printed (control characters, halves of characters)."""
    if text.isascii() and text.isprintable():
        return text
    text = BREAKS.sub("\n", text).replace("\t", " ")
    return UNPRINTABLE.sub("\ufffd", text)


def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in directions if way in ("L", "R", "AL")), False)


def chip(brag: Brag) -> str:
    """What a chip says: shape and word, never parted by the end of a line."""
    return f"{SHAPE[brag]}{NO_BREAK_SPACE}{brag.label.replace(' ', NO_BREAK_SPACE)}"


def foot(paper: Paper) -> str:
    """What stands at the foot of every page: as at when, and the trail's head, as the paper's facts say them."""
    return " · ".join(
        plain(f"{name} {value}").replace("\n", " ") for name, value in paper.facts if FOOT.search(name.strip())
    )


def stretches(paper: Paper) -> tuple[Stretch, ...]:
    """The paper in the order of its pages. A section (from one heading of the first level to the next) lies wide as a
    whole if one of its tables must. The first of them holds the title too."""
    if paper.tight or paper.handout:
        return (Stretch(False, in_order(paper.blocks)),)
    found: list[Stretch] = []
    sections = [(section, _tables_wide(section)) for section in _sections(in_order(paper.blocks))]
    with_tables = [any(wide) for _, wide in sections if wide]
    whole = sum(with_tables) > MOSTLY * len(with_tables) and len(with_tables) > 1
    for section, tables in sections:
        wide = whole or any(tables)
        if found and found[-1].wide == wide:
            found[-1] = Stretch(wide, (*found[-1].blocks, *section))
        else:
            found.append(Stretch(wide, section))
    return tuple(found) or (Stretch(False, ()),)


def is_wide(table: Table) -> bool:
    """Whether a table needs more room than an upright page has."""
    columns = len(table.heads)
    return columns > MOST_COLUMNS or sum(_natural(table, place) for place in range(columns)) > UPRIGHT


def shares(table: Table) -> tuple[float, ...]:
    """The share of the width of each column, together 1: as the paper says, else by what stands in the column."""
    given = table.widths if len(table.widths) == len(table.heads) and all(w > 0 for w in table.widths) else ()
    widths = given or tuple(_natural(table, place) for place in range(len(table.heads)))
    whole = sum(widths)
    return tuple(width / whole for width in widths)


def letters(cells: Sequence[Cell]) -> int:
    """How many letters a row holds."""
    return sum(len(cell.words) + 12 if isinstance(cell, Rated) else len(cell) for cell in cells)


def may_part(cells: Sequence[Cell]) -> bool:
    """Whether a row is too long to be kept on one page."""
    return letters(cells) > LONGEST_WHOLE or any(_words(cell).count("\n") > 12 for cell in cells)


def evenly(row: Sequence[Cell], columns: int) -> tuple[Cell, ...]:
    """A row of exactly so many cells."""
    return (*row[:columns], *("" for _ in range(columns - len(row))))


def in_order(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without those that say nothing at all, and with no level of heading skipped: a reader who listens
    goes from heading to heading."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        match block:
            case Heading(words, wanted):
                if not seen(words):
                    continue
                level = max(1, min(wanted, level + 1, DEEPEST))
                block = block if wanted == level else Heading(words, level)
            case Says(words, rated=None) if not seen(words):
                continue
            case Listing(()) | Facts(()) | Strips(()) | Lines(_, ()) | Table(()):
                continue
            case _:
                pass
        found.append(block)
    return tuple(found)


def seen(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(unicodedata.category(letter) not in UNSEEN for letter in plain(text))


def _tables_wide(blocks: Sequence[Block]) -> list[bool]:
    return [is_wide(block) for block in blocks if isinstance(block, Table)]


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and section:
            yield tuple(section)
            section = []
        section.append(block)
    if section:
        yield tuple(section)


def _natural(table: Table, place: int) -> float:
    """About how much room a column needs: its usual line, and its longest word."""
    cells = [_words(row[place])[:2000] for row in table.rows if place < len(row)] or [""]
    lines = sorted(max((len(line) for line in cell.split("\n")), default=0) for cell in cells)
    usual = lines[-(-(len(lines) - 1) * 9 // 10)]
    longest = max((len(word) for cell in (*cells[:300], table.heads[place]) for word in cell.split()), default=0)
    wanted = max(NARROWEST, float(usual) ** 0.8, min(longest, 14), len(table.heads[place]) * 0.7)
    return float(min(WIDEST, wanted)) + 2


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell.brag.label}\n{cell.words}"
