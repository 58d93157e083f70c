"""What the styles of a Word document say of a paragraph: whether it is a heading, and which list numbers it."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.sheets.reading.xml_stream import local

HEADINGS = ("heading", "title", "caption", "subtitle")
LONGEST_LINE = 20


@dataclass(slots=True)
class Style:
    """One style of paragraphs."""

    name: str = ""
    parent: str = ""
    number: str = ""
    level: int = 0
    outlined: bool = False


@dataclass(slots=True)
class WordStyles:
    """The styles of a document by the name that paragraphs use."""

    styles: dict[str, Style] = field(default_factory=dict)

    def is_heading(self, style: str) -> bool:
        """Whether a paragraph of this style heads what follows."""
        return any(s.outlined or s.name.lower().startswith(HEADINGS) for s in self._line(style))

    def number(self, style: str) -> tuple[str, int]:
        """The list that numbers paragraphs of this style, and the level in it; "" for none."""
        return next(((s.number, s.level) for s in self._line(style) if s.number), ("", 0))

    def _line(self, style: str) -> list[Style]:
        """A style and those it is based on."""
        line: list[Style] = []
        while style in self.styles and len(line) < LONGEST_LINE:
            line.append(self.styles[style])
            style = line[-1].parent
        return line


def word_styles(root: Element | None) -> WordStyles:
    """The styles of a document, out of its part about styles."""
    found = WordStyles()
    for element in root if root is not None else ():
        if local(element.tag) != "style":
            continue
        style = Style()
        for child in element.iter():
            name, value = local(child.tag), attribute(child, "val")
            if name == "name":
                style.name = value
            elif name == "basedOn":
                style.parent = value
            elif name == "outlineLvl":
                style.outlined = value.isdigit() and int(value) < 9
            elif name == "numId":
                style.number = value
            elif name == "ilvl" and value.isdigit():
                style.level = min(8, int(value))
        found.styles[attribute(element, "styleId")] = style
    return found


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without its namespace; nothing where it is not there."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
