"""The pages of a Word paper: upright or wide, with what stands at the head and the foot of each."""

from copy import deepcopy
from typing import Any

from tracker.packs.word_xml import NAMESPACES, WARNING, Styles, W, field, paragraph, text
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.paper import Paper
from tracker.rules.paper_shape import foot, plain

A4 = (11906, 16838)
MARGINS = {"top": 1247, "bottom": 1247, "left": 1021, "right": 1021, "header": 567, "footer": 567, "gutter": 0}
NARROW = {"top": 680, "bottom": 794, "left": 680, "right": 680, "header": 340, "footer": 340}
LEAST_WIDTH = 3000
LONGEST_HEAD = 110
SMALL_LETTERS = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def governing(document: Any, marker: Any | None) -> Any:
    """The section that the paper lies in: the one that ends next after its place."""
    body = document.element.body
    if marker is not None:
        for after in marker.itersiblings():
            found = after.find(f".//{_w('sectPr')}") if after.tag != _w("sectPr") else after
            if found is not None:
                return found
    return body.sectPr if body.sectPr is not None else body.get_or_add_sectPr()


def set_a4(section: Any, *, narrow: bool = False) -> None:
    """A4 with our margins, for a document of our own; narrow ones for a paper that is meant for one page or two."""
    from docx.oxml import parse_xml

    for old in list(section):
        section.remove(old)
    margins = " ".join(f'w:{side}="{size}"' for side, size in (MARGINS | NARROW if narrow else MARGINS).items())
    for made in (f'<w:pgSz {NAMESPACES} w:w="{A4[0]}" w:h="{A4[1]}"/>', f"<w:pgMar {NAMESPACES} {margins}/>"):
        section.append(parse_xml(made))


def is_wide(section: Any) -> bool:
    """Whether its pages lie wide."""
    width, height = _size(section)
    return width > height


def room(section: Any, *, turned: bool = False) -> int:
    """The width between the margins, in twentieths of a point."""
    width, height = _size(section)
    margins = section.find(_w("pgMar"))
    sides = sum(_number(margins, side, 1440) for side in ("left", "right", "gutter")) if margins is not None else 2880
    return max(LEAST_WIDTH, (height if turned else width) - sides)


def copied(section: Any, *, turned: bool, first: bool) -> Any:
    """A section like it, perhaps turned. Only the first has a first page of its own and begins to count."""
    made = deepcopy(section)
    if turned:
        turn(made)
    if not first:
        goes_on(made)
    for one in made.findall(_w("type")):
        made.remove(one)
    return made


def goes_on(section: Any) -> None:
    """Let it go on counting, with no first page of its own: it follows another part of the paper."""
    for name in ("titlePg", "pgNumType"):
        for one in section.findall(_w(name)):
            section.remove(one)


def turn(section: Any) -> None:
    """Lay its pages the other way."""
    width, height = _size(section)
    size = section.find(_w("pgSz"))
    size.set(_w("w"), str(height))
    size.set(_w("h"), str(width))
    size.set(_w("orient"), "landscape" if height > width else "portrait")


def head_and_foot(document: Any, section: Any, paper: Paper, board: str, styles: Styles) -> None:
    """Title and board above; as at, the trail's head and the page below. A template keeps its own head, and its own
    foot with our lines under it."""
    from docx.section import Section

    ours = Section(section, document.part)
    body = document.element.body
    has_head = next(body.iter(_w("headerReference")), None) is not None
    feet = {reference.get(f"{{{R}}}id") for reference in body.iter(_w("footerReference"))}
    if not has_head:
        words = " · ".join(one for one in (_one_line(paper.title), _one_line(board)) if one)
        _fill(ours.header._element, paragraph(styles, "header", text(words)))
    for part in (document.part.related_parts[id_] for id_ in sorted(feet)):
        numbered = "PAGE" in "".join(_instructions(part.element))
        _fill(part.element, _foot(paper, styles, page=not numbered), after=True)
    if not feet:
        _fill(ours.footer._element, _foot(paper, styles))
    if not feet and not has_head:
        ours.different_first_page_header_footer = True
        _fill(ours.first_page_header._element, paragraph(styles, "header", ""))
        _fill(ours.first_page_footer._element, _foot(paper, styles))


def _foot(paper: Paper, styles: Styles, *, page: bool = True) -> str:
    words = foot(paper)
    warning = paragraph(styles, WARNING, text(ILLUSTRATIVE, SMALL_LETTERS)) if paper.illustrative else ""
    pages = f"{text('Page ')}{field('PAGE')}{text(' of ')}{field('NUMPAGES')}" if page else ""
    between = text(" · ") if words and pages else ""
    return warning + paragraph(styles, "footer", text(words) + between + pages)


def _fill(element: Any, inside: str, *, after: bool = False) -> None:
    """Put paragraphs into a head or a foot, in place of what python-docx put there or after what a board did."""
    from docx.oxml import parse_xml

    if not after:
        for old in list(element):
            element.remove(old)
    for one in list(parse_xml(f"<w:hdr {NAMESPACES}>{inside}</w:hdr>")):
        element.append(one)


def _instructions(element: Any) -> list[str]:
    written = [one.text or "" for one in element.iter(_w("instrText"))]
    return written + [one.get(_w("instr")) or "" for one in element.iter(_w("fldSimple"))]


def _size(section: Any) -> tuple[int, int]:
    size = section.find(_w("pgSz"))
    if size is None:
        from docx.oxml import parse_xml

        size = parse_xml(f'<w:pgSz {NAMESPACES} w:w="{A4[0]}" w:h="{A4[1]}"/>')
        section.insert(len(section.findall(_w("headerReference")) + section.findall(_w("footerReference"))), size)
    return _number(size, "w", A4[0]), _number(size, "h", A4[1])


def _number(element: Any, name: str, otherwise: int) -> int:
    """A measure as a whole number of twentieths of a point; templates hold fractions, and sometimes nonsense."""
    try:
        return int(float(element.get(_w(name)) or otherwise))
    except ValueError:
        return otherwise


def _one_line(words: str) -> str:
    words = " ".join(plain(words).split())
    return words if len(words) <= LONGEST_HEAD else words[: LONGEST_HEAD - 1] + "…"
