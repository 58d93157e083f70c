"""What the styles of an Excel workbook say of its cells: which show a day, and which colour they have."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element

from tracker.sheets.reading.colours import PALETTE, THEME, by_number, tinted, written
from tracker.sheets.reading.room import Room, TooMuchError
from tracker.sheets.reading.xml_stream import MADE_TO_HARM, Depth, local, parse, whole

DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NOT_A_DATE_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
MOST_STYLES = 200_000
ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
SLOTS = ("dk1", "lt1", "dk2", "lt2", *ACCENTS)


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell styles by their number as cells write it."""

    dates: frozenset[str] = frozenset()
    colours: Mapping[str, str] | None = None


def styles(stream: IO[bytes], room: Room, theme: Sequence[str] | None = None) -> Styles:
    """Which cell styles show a day; with the colours of a theme, also the colour of each."""
    codes: dict[str, str] = {}
    formats: list[tuple[str, str]] = []
    fills: list[dict[str, str]] = []
    palette: list[str] = []
    inside: list[str] = []
    depth = Depth()

    def start(tag: str, attributes: dict[str, str]) -> None:
        depth.down()
        tag = local(tag)
        inside.append(tag)
        within = inside[-2] if len(inside) > 1 else ""
        if tag == "xf" and within == "cellXfs":
            formats.append((attributes.get("numFmtId", "0"), attributes.get("fillId", "0")))
        elif tag == "numFmt" and within == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "fill" and within == "fills":
            fills.append({})
        elif fills and inside[-4:-2] == ["fills", "fill"] and within == "patternFill" and tag == "fgColor":
            fills[-1] |= attributes
        elif tag == "patternFill" and inside[-3:-1] == ["fills", "fill"]:
            fills[-1]["pattern"] = attributes.get("patternType", "none")
        elif tag == "rgbColor" and within == "indexedColors":
            palette.append(written(attributes.get("rgb")))
        if len(formats) + len(codes) + len(fills) + len(palette) > MOST_STYLES:
            raise TooMuchError(MADE_TO_HARM)

    def end(tag: str) -> None:
        depth.up()
        inside.pop()

    parse(stream, start, end, holding=(), room=room)
    dates = frozenset(str(place) for place, (number, _) in enumerate(formats) if shows_day(number, codes))
    if theme is None:
        return Styles(dates)
    found = [_colour(fill, theme, palette or PALETTE) for fill in fills]
    colours = {}
    for place, (_, fill) in enumerate(formats):
        if (at := whole(fill)) < len(found) and found[at] not in {"", "FFFFFF"}:
            colours[str(place)] = found[at]
    return Styles(dates, colours)


def shows_day(number: str, codes: Mapping[str, str]) -> bool:
    """Whether a number format, built in or of the workbook's own, shows a day."""
    return is_date_format(codes[number]) if number in codes else whole(number) in DATE_FORMATS


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day: "dd/mm/yyyy" does, "0.00" and "General" do not."""
    bare = NOT_A_DATE_PART.sub("", code.split(";")[0]).lower()
    return bare != "general" and any(letter in bare for letter in "dmy")


def theme_colours(root: Element) -> Sequence[str]:
    """The colours of a theme in the order in which cells number them: light before dark."""
    found = dict(zip(SLOTS, (THEME[1], THEME[0], THEME[3], THEME[2], *THEME[4:]), strict=True))
    scheme = next((element for element in root.iter() if local(str(element.tag)) == "clrScheme"), None)
    for slot in scheme if scheme is not None else ():
        for colour in list(slot)[:1]:
            value = written(colour.get("val")) or written(colour.get("lastClr"))
            if value and (name := local(str(slot.tag))) in found:
                found[name] = value
    order = ("lt1", "dk1", "lt2", "dk2", *ACCENTS)
    return tuple(found[name] for name in order)


def _colour(fill: Mapping[str, str], theme: Sequence[str], palette: Sequence[str]) -> str:
    if fill.get("pattern") != "solid":
        return ""
    if "rgb" in fill:
        colour = written(fill["rgb"])
    elif "theme" in fill:
        colour = by_number(whole(fill["theme"]), theme)
    elif "indexed" in fill:
        colour = by_number(whole(fill["indexed"]), palette)
    else:
        return ""
    return tinted(colour, float(fill.get("tint", "0")))
