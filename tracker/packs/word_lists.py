"""Lists in Word: a numbering for each, so that every numbered one begins at 1, in a template too."""

from typing import Any

from tracker.packs.word_xml import NAMESPACES, W


def numbering(document: Any, *, numbered: bool) -> int:
    """The number of a new list, which begins at 1."""
    from docx.oxml import parse_xml

    root = _numbering_part(document).element
    names = (("num", "numId"), ("abstractNum", "abstractNumId"))
    known = [int(one.get(f"{{{W}}}{key}")) for tag, key in names for one in root.findall(f"{{{W}}}{tag}")]
    new = max([4000, *known]) + 1
    kind, mark = ("decimal", "%1.") if numbered else ("bullet", "•")
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl>'
    )
    abstract = (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{new}"><w:multiLevelType w:val="singleLevel"/>'
        f"{level}</w:abstractNum>"
    )
    first = root.find(f"{{{W}}}num")
    if first is None:
        root.append(parse_xml(abstract))
    else:
        first.addprevious(parse_xml(abstract))
    after = root.findall(f"{{{W}}}num")
    made = parse_xml(f'<w:num {NAMESPACES} w:numId="{new}"><w:abstractNumId w:val="{new}"/></w:num>')
    if after:
        after[-1].addnext(made)
    else:
        root.append(made)
    return new


def _numbering_part(document: Any) -> Any:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        root = parse_xml(f"<w:numbering {NAMESPACES}/>")
        part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part
