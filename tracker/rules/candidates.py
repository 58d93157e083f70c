"""What reading a report yields: its blocks of text, and the candidates that a person accepts, edits or rejects.

A candidate is no record until a person accepts it. Each quotes its source exactly: `text` is the words of its passages,
in their order, each paragraph or item on a line of its own with the bullet or letter that is printed before it; each
passage is a run of characters of one block; and a block's text is what is printed, but for what printing did to it (a
word parted at the end of a line, ligatures, page headers in between).
"""

from dataclasses import dataclass

from tracker.rules.words import BlockKind, CandidateKind

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on a page as printed, in fractions of the page's width and height, from its upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report in reading order: a heading, a paragraph, an item of a list, a row of a table.

    `marker` is what numbers or leads it as printed ("10.2.5", "Recommendation 7", "a)", "•"), which `text` does not
    repeat; for automatic numbers of Word it is the number that Word shows. `level` is a heading's level from 1, or an
    item's depth from 0. A row of a table has `cells` and no text of its own but the cells' with a blank between.
    `page` and `last_page` count from 1 and are None where the format has no pages.
    """

    number: int
    kind: BlockKind
    text: str
    marker: str = ""
    level: int = 0
    page: int | None = None
    last_page: int | None = None
    bold: bool = False
    cells: Words = ()
    heads: Words = ()
    """A row's column headings, in the order of its cells; empty where the table has none."""
    table: int | None = None
    """Which table a row belongs to, counted from 1. A table that goes on over a page is one table."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of characters of one block's text: from `start` up to and without `end`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the report something stands: the page, the paragraph as it is numbered there, or both unknown."""

    page: int | None = None
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class CandidatePart:
    """A top-level bullet or limb: its label as printed or counted, and its text with what is nested in it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a report asks for, teaches, promises or refers to, as read, with why it was taken."""

    number: int
    """Its place among all candidates of this report, from 0: reading the same file again gives the same."""
    kind: CandidateKind
    text: str
    passages: tuple[Passage, ...]
    reason: str
    ref: str | None = None
    title: str = ""
    parts: tuple[CandidatePart, ...] = ()
    """Empty where the whole text is one ask."""
    addressed_to: Words = ()
    place: Place = Place()
    last_page: int | None = None
    also: tuple[Place, ...] = ()
    """Where else the report says the same."""
    marks: tuple[Mark, ...] = ()
    """The source passage on the pages as printed; empty where the format has no pages."""
    about: str = ""
    """What a learning point, a promise or a cross-reference is about, in short."""
    agency: str | None = None
    """Whose own recommendation it is, as written; of single-agency recommendations."""
    kept_by: str | None = None
    """The reference of the recommendation that keeps a promise, or None: nothing was found that does."""
    doubts: Words = ()
    """What speaks against it, each a sentence: for the person who decides."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as read. `warnings` are sentences about the whole: no text on some pages, numbers that are missing."""

    title: str
    pages: int | None
    blocks: tuple[Block, ...]
    candidates: tuple[Candidate, ...]
    warnings: Words = ()
    subject: str = ""
    """The pseudonym it uses, such as "Child K", where it says one."""
    publisher: str = ""
    author: str = ""
    published_text: str = ""
    """The date of the report, as printed."""

    def of_kind(self, kind: CandidateKind) -> tuple[Candidate, ...]:
        """The candidates of a kind, in the order of the report."""
        return tuple(one for one in self.candidates if one.kind == kind)
