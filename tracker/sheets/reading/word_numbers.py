"""The numbers that Word puts before paragraphs: they stand nowhere in the text, but people read and quote them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.sheets.reading.word_styles import attribute
from tracker.sheets.reading.xml_stream import local, whole

BULLET = "•"
LONGEST_NUMBER = 40
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(slots=True)
class Level:
    """One level of a list: how it counts, from what, and how the number is written."""

    format: str = "decimal"
    start: int = 1
    pattern: str = ""


@dataclass(slots=True)
class WordNumbers:
    """The lists of a document, and how far each has counted."""

    lists: Mapping[str, str] = field(default_factory=dict)
    """The pattern of each list, by the list."""
    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list: "1. ", "b) ", "• "; nothing for a list called 0."""
        if number in {"", "0"}:
            return ""
        pattern = self.lists.get(number, number)
        counts = self.counts.setdefault(pattern, {})
        level = self.levels.get((pattern, depth), Level(pattern=f"%{depth + 1}."))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.format == "none":
            return ""
        if level.format == "bullet":
            return f"{BULLET} "
        shown = level.pattern or f"%{depth + 1}."
        for place in range(9):
            if f"%{place + 1}" in shown:
                counted = self.levels.get((pattern, place), Level())
                shown = shown.replace(f"%{place + 1}", _counted(counts.get(place, counted.start), counted.format))
        return f"{shown[:LONGEST_NUMBER].strip()} "


def word_numbers(root: Element | None) -> WordNumbers:
    """The lists of a document, out of its part about numbering."""
    lists: dict[str, str] = {}
    levels: dict[tuple[str, int], Level] = {}
    for element in root if root is not None else ():
        name = local(element.tag)
        if name == "abstractNum":
            for child in element:
                if local(child.tag) == "lvl":
                    pattern = attribute(element, "abstractNumId")
                    levels[pattern, whole(attribute(child, "ilvl") or "0")] = _level(child)
        elif name == "num":
            pattern = next((attribute(c, "val") for c in element if local(c.tag) == "abstractNumId"), "")
            lists[attribute(element, "numId")] = pattern
    return WordNumbers(lists, levels)


def _level(element: Element) -> Level:
    level = Level()
    for child in element:
        name, value = local(child.tag), attribute(child, "val")
        if name == "numFmt":
            level.format = value
        elif name == "start":
            level.start = whole(value or "1")
        elif name == "lvlText":
            level.pattern = value
    return level


def _counted(number: int, format: str) -> str:
    if format in {"lowerLetter", "upperLetter"}:
        letter = chr(97 + (number - 1) % 26) * (1 + min(8, (number - 1) // 26)) if number > 0 else "0"
        return letter.upper() if format == "upperLetter" else letter
    if format in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = ""
        for size, letters in ROMAN:
            roman += letters * (number // size)
            number %= size
        return roman.upper() if format == "upperRoman" else roman
    return f"{number:02}" if format == "decimalZero" else str(number)
