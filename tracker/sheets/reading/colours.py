"""Colours as spreadsheets name them, as RRGGBB: written out, by number in the old palette, by the theme with a tint."""

import re
from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls

HEX = re.compile("[0-9A-Fa-f]{6}")
BASIC = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
PALETTE = (
    *BASIC,
    *BASIC,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
)
THEME = (
    *("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D"),
    *("9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"),
)
"""The colours of a workbook that brings no theme of its own, in the order in which cells number them."""


def written(text: str | None) -> str:
    """RRGGBB out of AARRGGBB, #rrggbb or rrggbb; nothing where it is no colour."""
    bare = (text or "").strip().lstrip("#")
    bare = bare[2:] if len(bare) == 8 else bare
    return bare.upper() if HEX.fullmatch(bare) else ""


def by_number(number: int, palette: Sequence[str] = PALETTE) -> str:
    """A colour of the palette; nothing for the numbers that mean the screen's own colours."""
    return palette[number] if 0 <= number < len(palette) else ""


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (up to 1) or darker (down to -1)."""
    if not colour or not tint or not -1 <= tint <= 1:
        return colour
    hue, light, full = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, min(1.0, light), full))
