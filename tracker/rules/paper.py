"""A paper that is handed over, as a value: what it says and in which order. Word, PDF and Excel draw the same value, so
that the three never say different things, and so that a paper made again says the same.

Its words are plain text, never markup. A chart is drawn from the figures that stand in it and is always followed by a
table that says them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from tracker.rules.words import Brag


@dataclass(frozen=True, slots=True)
class Rated:
    """A cell or line that begins with a rating's chip: shape and word, then what else is said."""

    brag: Brag
    words: str = ""


Cell: TypeAlias = str | Rated
"""Lines of a cell are parted by a line break; an empty text is an empty cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title: level 1 for a section, 2 within it. No level is skipped."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Says:
    """A paragraph; each line of `words` is a line. `quiet` is small print; `printed` are the review's own words, set in
    serif so that nobody takes them for ours."""

    words: str
    quiet: bool = False
    printed: bool = False
    rated: Brag | None = None
    """The chip in front of it, if it has one."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of short paragraphs, numbered or not."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, such as what was agreed about one thing."""

    pairs: tuple[tuple[str, str], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads, which are repeated on every page. `widths` are shares, one a column; `name` is the sheet
    that it becomes in a workbook."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alt: str
    name: str
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Strips:
    """A stacked strip for each label: how many of each rating, counts on the segments."""

    rows: tuple[tuple[str, tuple[tuple[Brag, int], ...]], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its words stand at its end. None is a gap."""

    label: str
    values: tuple[float | None, ...]
    brag: Brag | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over the same days, the earliest first. `aim` is a level drawn across, with its words."""

    days: tuple[date, ...]
    lines: tuple[Line, ...]
    alt: str
    unit: str = ""
    aim: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block: TypeAlias = Heading | Says | Listing | Facts | Table | Strips | Lines | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `facts` stand on its first page: as at when, of which state of the register, made by whom."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    illustrative: bool = False
    file_name: str = "Paper"
    """Without its ending, safe for any disk."""
    tight: bool = False
    """Meant for one page: upright, in small type, with narrow margins."""
    handout: bool = False
    """Meant for a sheet of two pages that people read at a table: upright, in usual type, its facts in small print."""
    made: datetime | None = None
    """When it was made, for the document's own properties. Without it none of its formats says a time."""
    board: str = ""
    """The board whose paper it is, where it is of one of several."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table of it, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class PaperLook:
    """What a board's papers look like: its name, its logo (PNG or JPEG) and its own Word template. `named` where
    somebody set the name: it then stands on every paper."""

    board: str
    logo: bytes | None = None
    template: bytes | None = None
    named: bool = False


def texts(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Every text that a paper says, in order, as plain lines: for comparing two makings, and for tests."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(words) | Says(words):
                found.append(words)
            case Listing(items):
                found += items
            case Facts(pairs):
                found += [text for pair in pairs for text in pair]
            case Table(heads, rows):
                found += heads
                found += [said(cell) for row in rows for cell in row]
            case Strips(rows):
                found += [label for label, _ in rows]
                found += [str(number) for _, counts in rows for _, number in counts if number]
            case Lines(_, lines):
                found += [line.label for line in lines]
    return tuple(found)


def said(cell: Cell) -> str:
    """A cell as plain text: the rating's word first."""
    if isinstance(cell, str):
        return cell
    return f"{cell.brag.label}\n{cell.words}" if cell.words else cell.brag.label
