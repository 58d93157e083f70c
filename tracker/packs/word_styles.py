"""The styles of a Word paper. A board's own template keeps its own; what it lacks is added, so that every heading,
list, table and chip has a style that Word's users can change in one place."""

import re
from typing import Any

from tracker.packs.word_xml import (
    GAP,
    NAMESPACES,
    PRINTED,
    RATING,
    SMALL,
    STRONG,
    TABLE,
    TABLE_HEAD,
    TABLE_TEXT,
    WARNING,
    Styles,
    W,
)
from tracker.rules.colours import ACCENT, CHIPS, INK, QUIET, RULE
from tracker.rules.paper import Paper
from tracker.rules.words import Brag

TEXT_FACE, TITLE_FACE = "Calibri", "Cambria"
LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour[1:]}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _face(face: str) -> str:
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def _space(before: float, after: float, line: int = 264) -> str:
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{line}" w:lineRule="auto"/>'
    )


def _edges(**sides: str) -> str:
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f"<w:{side} {sides[side]}/>" for side in order if side in sides)


HAIR = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"'
LINE = f'w:val="single" w:sz="8" w:space="0" w:color="{INK[1:]}"'
BAR = f'w:val="single" w:sz="12" w:space="8" w:color="{RULE[1:]}"'
BOLD = "<w:b/><w:bCs/>"
LETTERS = re.compile(r'<(w:szC?s?) w:val="(\d+)"')
ROOM = re.compile(r'w:(before|after)="(\d+)"')
SMALLEST: dict[str, int] = {"tight": 14, "handout": 21}
"""Half-points below which no letters are made smaller, by what the paper is for: a handout has small titles only."""
TITLES = "<w:keepNext/><w:keepLines/>"

# name: (kind, id, based on, paragraph properties, run properties). Word asks for this order within each.
OURS: dict[str, tuple[str, str, str, str, str]] = {
    "normal": ("paragraph", "Normal", "", _space(0, 6), _face(TEXT_FACE) + _colour(INK) + _size(10.5)),
    "title": (
        "paragraph", "Title", "Normal", "<w:keepNext/>" + _space(6, 4, 240),
        _face(TITLE_FACE) + BOLD + _colour(INK) + _size(24),
    ),
    "subtitle": ("paragraph", "Subtitle", "Normal", _space(0, 8), _colour(QUIET) + _size(13)),
    "heading 1": (
        "paragraph", "Heading1", "Normal", TITLES + _space(20, 6, 240) + '<w:outlineLvl w:val="0"/>',
        _face(TITLE_FACE) + BOLD + _colour(INK) + _size(16),
    ),
    "heading 2": (
        "paragraph", "Heading2", "Normal", TITLES + _space(14, 4, 240) + '<w:outlineLvl w:val="1"/>',
        _face(TITLE_FACE) + BOLD + _colour(INK) + _size(13),
    ),
    "heading 3": (
        "paragraph", "Heading3", "Normal", TITLES + _space(10, 4, 240) + '<w:outlineLvl w:val="2"/>',
        _face(TITLE_FACE) + BOLD + _colour(INK) + _size(11),
    ),
    "list bullet": ("paragraph", "ListBullet", "Normal", _space(0, 4), ""),
    "list number": ("paragraph", "ListNumber", "Normal", _space(0, 4), ""),
    "header": ("paragraph", "Header", "Normal", _space(0, 0, 240), _colour(QUIET) + _size(9)),
    "footer": ("paragraph", "Footer", "Normal", _space(0, 0, 240), _colour(QUIET) + _size(9)),
    SMALL: ("paragraph", "PaperSmallPrint", "Normal", _space(0, 6), _colour(QUIET) + _size(9)),
    PRINTED: (
        "paragraph", "PaperPrintedWords", "Normal",
        f"<w:pBdr>{_edges(left=BAR)}</w:pBdr>" + _space(4, 8, 276) + '<w:ind w:left="284"/>',
        _face(TITLE_FACE) + _size(11),
    ),
    WARNING: ("paragraph", "PaperIllustrative", "Normal", _space(0, 6), BOLD + _colour(ACCENT)),
    TABLE_TEXT: ("paragraph", "PaperTableText", "Normal", _space(2, 2, 252), _size(9.5)),
    TABLE_HEAD: ("paragraph", "PaperTableHead", "PaperTableText", "<w:keepNext/>" + _space(2, 2, 240), BOLD),
    GAP: ("paragraph", "PaperGap", "Normal", _space(0, 0, 240), _size(6)),
    STRONG: ("character", "PaperStrong", "", "", BOLD),
    TABLE: ("table", "PaperTable", "", "", ""),
    **{
        RATING.format(brag.value): (
            "character", f"Rating{brag.name.title()}", "", "",
            BOLD + _colour(CHIPS[brag][0]) + f'<w:shd w:val="clear" w:color="auto" w:fill="{CHIPS[brag][1][1:]}"/>',
        )
        for brag in Brag
    },
}  # fmt: skip
CELLS = (
    f"<w:tblPr><w:tblBorders>{_edges(bottom=HAIR, insideH=HAIR)}</w:tblBorders>"
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{_edges(bottom=LINE)}</w:tcBorders></w:tcPr></w:tblStylePr>'
)


def shape_of(paper: Paper) -> str | None:
    """What a paper is meant for, as `settle` asks for it: one page, a sheet of two, or as many as it takes."""
    return "tight" if paper.tight else "handout" if paper.handout else None


def settle(document: Any, *, own_template: bool, shape: str | None = None) -> Styles:
    """Give the document every style that a paper asks for; its own stay if it is a board's template, else ours stand
    in their place, smaller for a paper that is meant for one page or two. The ids by name."""
    sheet = document.styles.element
    found = _by_name(sheet)
    for name, style in OURS.items():
        if name in found and own_template:
            continue
        if name in found:
            sheet.remove(found[name])
        taken = {one.get(f"{{{W}}}styleId") for one in sheet.findall(f"{{{W}}}style")}
        based = _id(found, style[2]) if own_template else style[2]
        if own_template and name.startswith(("title", "heading")):  # in the face of the rest of theirs
            style = (*style[:4], style[4].replace(_face(TITLE_FACE), ""))
        if shape and not own_template:
            style = (*style[:3], _smaller(style[3], SMALLEST[shape]), _smaller(style[4], SMALLEST[shape]))
        sheet.append(_made(name, style, taken, based))
    _say_the_language(sheet)
    return Styles({name: str(one.get(f"{{{W}}}styleId")) for name, one in _by_name(sheet).items()})


def _smaller(properties: str, smallest: int) -> str:
    """Smaller letters, down to `smallest` half-points, and less room above and below."""

    def fewer(found: re.Match[str]) -> str:
        size = int(found[2])
        return f'<{found[1]} w:val="{min(size, max(smallest, size * 3 // 4))}"'

    properties = LETTERS.sub(fewer, properties)
    return ROOM.sub(lambda found: f'w:{found[1]}="{int(found[2]) // 2}"', properties)


def _by_name(sheet: Any) -> dict[str, Any]:
    styles: dict[str, Any] = {}
    for one in sheet.findall(f"{{{W}}}style"):
        name = one.find(f"{{{W}}}name")
        if name is not None and one.get(f"{{{W}}}styleId"):
            styles.setdefault(str(name.get(f"{{{W}}}val")).lower(), one)
    default = next(
        (
            one
            for one in sheet.findall(f"{{{W}}}style")
            if one.get(f"{{{W}}}default") == "1" and one.get(f"{{{W}}}type") == "paragraph"
        ),
        None,
    )
    if default is not None:
        styles.setdefault("normal", default)
    return styles


def _id(found: dict[str, Any], wanted: str) -> str:
    """The id that the template itself uses for one of our bases."""
    if wanted == "Normal" and "normal" in found:
        return str(found["normal"].get(f"{{{W}}}styleId"))
    return wanted


def _made(name: str, style: tuple[str, str, str, str, str], taken: set[Any], based: str) -> Any:
    from docx.oxml import parse_xml

    kind, id_, _, paragraph, run = style
    while id_ in taken:
        id_ += "P"
    default = ' w:default="1"' if name == "normal" else ""
    shown = (
        name.title()
        if name.startswith(("heading", "list")) is False and name in ("title", "subtitle", "normal")
        else name
    )
    parts = [f'<w:name w:val="{shown}"/>']
    if based:
        parts.append(f'<w:basedOn w:val="{based}"/>')
    if name.startswith("heading"):
        parts.append('<w:next w:val="Normal"/>')
    parts.append("<w:qFormat/>")
    if paragraph:
        parts.append(f"<w:pPr>{paragraph}</w:pPr>")
    if run:
        parts.append(f"<w:rPr>{run}</w:rPr>")
    if kind == "table":
        parts.append(CELLS)
    return parse_xml(f'<w:style {NAMESPACES} w:type="{kind}" w:styleId="{id_}"{default}>{"".join(parts)}</w:style>')


def _say_the_language(sheet: Any) -> None:
    """British English, unless a run says otherwise."""
    from docx.oxml import parse_xml

    for lang in list(sheet.iter(f"{{{W}}}lang")):
        lang.getparent().remove(lang)
    defaults = sheet.find(f"{{{W}}}docDefaults")
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {NAMESPACES}/>")
        sheet.insert(0, defaults)
    outer = defaults.find(f"{{{W}}}rPrDefault")
    if outer is None:
        outer = parse_xml(f"<w:rPrDefault {NAMESPACES}/>")
        defaults.insert(0, outer)
    inner = outer.find(f"{{{W}}}rPr")
    if inner is None:
        inner = parse_xml(f"<w:rPr {NAMESPACES}/>")
        outer.append(inner)
    inner.append(parse_xml(LANGUAGE.replace("<w:lang", f"<w:lang {NAMESPACES}")))
