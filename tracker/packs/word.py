"""A paper as a Word document to be worked on: real headings, lists and tables, in our look or in a board's own
template."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from tracker.packs import pdf, word_about, word_lists, word_pages, word_styles, word_template
from tracker.packs.word_xml import (
    SMALL,
    WARNING,
    Styles,
    facts,
    facts_block,
    gap,
    listing,
    paragraph,
    picture,
    says,
    table,
    text,
)
from tracker.rules import paper_chart
from tracker.rules.errors import FileRefusedError
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.logo import Logo, looked_at
from tracker.rules.paper import (
    Block,
    Facts,
    Heading,
    Lines,
    Listing,
    NewPage,
    Paper,
    PaperLook,
    Says,
    Strips,
    Table,
)
from tracker.rules.paper_shape import Stretch, stretches

WIDEST_CHART = 172.0
TWIPS = 56.693
"""Twentieths of a point in a millimetre."""
HERE = ("the-paper", "here")
LOGO_ALT = "Logo of {}"
TEMPLATE = "template"


def write(paper: Paper, look: PaperLook) -> bytes:
    """The paper as one .docx. Raises FileRefusedError for a template or a logo that cannot be used, in words."""
    return _written(paper, look, TEMPLATE)


def check_template(content: bytes, name: str = TEMPLATE) -> None:
    """Refuse a template that papers could not be made with, by making one. Raises FileRefusedError."""
    trial = (
        Heading("Trial"),
        Says("Trial", printed=True),
        Listing(("one",), numbered=True),
        Table(("Trial",) * 12, (("one",) * 12,), "Trial", "Trial"),
    )
    _written(Paper("Trial", "", (("As at", "today"),), trial), PaperLook("Trial", template=content), name)


def _written(paper: Paper, look: PaperLook, name: str) -> bytes:
    import docx
    from lxml.etree import LxmlError

    logo = looked_at(look.logo) if look.logo else None
    if look.template is None:
        document, marker = docx.Document(), None
        document.element.body.clear_content()
        return _filled(document, marker, paper, look.board, logo, own_template=False)
    document = word_template.opened(look.template, name)
    try:
        marker = word_template.place_in(document, name)
        return _filled(document, marker, paper, look.board, logo, own_template=True)
    except (LxmlError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError):
        raise FileRefusedError(name, f"{word_template.ODD}: {word_template.ANEW}") from None


def _filled(
    document: Any, marker: Any | None, paper: Paper, board: str, logo: Logo | None, *, own_template: bool
) -> bytes:
    styles = word_styles.settle(document, own_template=own_template, shape=word_styles.shape_of(paper))
    section = word_pages.governing(document, marker)
    if not own_template:
        word_pages.set_a4(section, narrow=paper.tight or paper.handout)
    if own_template and _has_picture(document):
        logo = None  # theirs is in it already
    word_pages.head_and_foot(document, section, paper, board, styles)
    writer = _Writer(document, styles, paper, word_pages.is_wide(section))
    _put_in(document, marker, section, "".join(writer.parts(section, board, logo, marker)), writer)
    word_about.describe(document, paper, board, own_template=own_template)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _put_in(document: Any, marker: Any | None, section: Any, made: str, writer: "_Writer") -> None:
    """Put the paper, as text, where its place is. The document is read anew, whole: elements moved into it one by one
    would take seconds for 2,000 rows."""
    from docx.oxml import parse_xml
    from lxml.etree import ProcessingInstruction, tostring

    for turned in (False, True):
        for first in (False, True):
            copy = word_pages.copied(section, turned=turned, first=first)
            made = made.replace(_section_mark(turned=turned, first=first), tostring(copy, encoding="unicode"))
    if writer.sections > 1:
        word_pages.goes_on(section)
    if writer.turns_the_last:
        word_pages.turn(section)
    place = ProcessingInstruction(*HERE)
    if marker is None:
        document.element.body.insert(0, place)
    else:
        marker.getparent().replace(marker, place)
    before, after = tostring(document.element, encoding="unicode").split(f"<?{HERE[0]} {HERE[1]}?>", 1)
    document.part._element = parse_xml(f"{before}{made}{after}".encode())


def _section_mark(*, turned: bool, first: bool) -> str:
    return f'<w:sectPr turned="{int(turned)}" first="{int(first)}"/>'


class _Writer:
    """The parts of one paper, in order, as text."""

    def __init__(self, document: Any, styles: Styles, paper: Paper, lies_wide: bool) -> None:
        self.document, self.styles, self.paper, self.lies_wide = document, styles, paper, lies_wide
        self.sections = 1
        self.turns_the_last = False
        self._pictures = 5000
        self._runs = [Stretch(run.wide, tuple(paper_chart.pictures(run.blocks))) for run in stretches(paper)]
        charts = [block for run in self._runs for block in run.blocks if isinstance(block, Strips | Lines)]
        self._drawn = dict(zip(map(id, charts), pdf.pictures(charts), strict=True))

    def parts(self, section: Any, board: str, logo: Logo | None, marker: Any | None) -> Iterator[str]:
        """The whole paper. A turn of the page ends a section; what follows the last one is told to the caller."""
        runs = self._runs
        turned = [run.wide and not self.lies_wide for run in runs]
        if marker is not None and turned[0] and marker.getprevious() is not None:
            yield self._ends(turned=False)
        for place, run in enumerate(runs):
            width = word_pages.room(section, turned=turned[place])
            if place == 0:
                yield from self._cover(board, logo, width)
            yield from self._blocks(run, width)
            last = place == len(runs) - 1
            if not last or (turned[place] and marker is not None):
                yield self._ends(turned=turned[place])
        self.turns_the_last = marker is None and turned[-1]

    def _ends(self, *, turned: bool) -> str:
        first, self.sections = self.sections == 1, self.sections + 1
        return paragraph(self.styles, "paper gap", "", _section_mark(turned=turned, first=first))

    def _cover(self, board: str, logo: Logo | None, width: int) -> Iterator[str]:
        styles, paper = self.styles, self.paper
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        mark = (
            "<w:r><w:tab/></w:r>" + self._picture(logo.content, logo.millimetres, LOGO_ALT.format(board))
            if logo
            else ""
        )
        if board.strip() or mark:
            yield paragraph(styles, SMALL, text(board) + mark, tab)
        yield paragraph(styles, "title", text(paper.title))
        if paper.subtitle:
            yield paragraph(styles, "subtitle", text(paper.subtitle))
        if paper.illustrative:
            yield paragraph(styles, WARNING, text(f"{ILLUSTRATIVE}."))
        if paper.facts and paper.handout:
            yield paragraph(styles, SMALL, text(" · ".join(f"{name} {value}" for name, value in paper.facts)))
        elif paper.facts:
            yield facts(styles, paper.facts, "What this paper is", width) + gap(styles)

    def _blocks(self, run: Stretch, width: int) -> Iterator[str]:
        begins_page = False
        for block in run.blocks:
            if isinstance(block, NewPage):
                begins_page = True
                continue
            if begins_page:
                yield paragraph(self.styles, "paper gap", '<w:r><w:br w:type="page"/></w:r>')
                begins_page = False
            yield self._block(block, width)

    def _block(self, block: Block, width: int) -> str:
        styles = self.styles
        match block:
            case Heading(words, level):
                return paragraph(styles, f"heading {level}", text(words))
            case Says():
                return says(styles, block)
            case Listing():
                return listing(styles, block, word_lists.numbering(self.document, numbered=block.numbered))
            case Facts():
                return facts_block(styles, block, width) + gap(styles)
            case Table():
                return table(styles, block, width) + gap(styles)
            case Strips() | Lines():
                return self._chart(block, width)
            case NewPage():
                return ""

    def _chart(self, block: Strips | Lines, width: int) -> str:
        content = self._drawn[id(block)]
        drawn = looked_at(content, "chart")
        across = min(WIDEST_CHART, width / TWIPS)
        size = (across, across * drawn.height / drawn.width)
        return paragraph(self.styles, "normal", self._picture(content, size, block.alt))

    def _picture(self, content: bytes, size: tuple[float, float], alt: str) -> str:
        relation, _ = self.document.part.get_or_add_image(BytesIO(content))
        self._pictures += 1
        return picture(relation, self._pictures, size, alt or "Chart")


def _has_picture(document: Any) -> bool:
    parts: Sequence[Any] = [document.part, *document.part.related_parts.values()]
    return any(relation.reltype.endswith("/image") for part in parts for relation in part.rels.values())
