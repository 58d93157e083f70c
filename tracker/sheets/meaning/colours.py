"""The rating that the colour of a cell says, by what eyes call it: red, amber, green, blue, grey, or none of these."""

import re
from colorsys import rgb_to_hls

from tracker.rules.words import Brag

RGB = re.compile(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
NEARLY_WHITE, NEARLY_BLACK = 0.89, 0.2
GREYS = (0.045, 0.2)
FAINT, STRONG = 0.06, 0.25
TAN = 0.32
HUES = ((16, Brag.RED), (69, Brag.AMBER), (172, Brag.GREEN), (258, Brag.BLUE), (318, None), (360, Brag.RED))


def rating_of_colour(rrggbb: str) -> Brag | None:
    """The rating of a fill colour of the rating column. Yellow and orange are amber, pale tints are their colour.

    White, black, tan and purple are none; a clear grey is grey, as boards shade what has not begun. Ask only for cells
    of the rating column: elsewhere a fill is decoration.
    """
    found = RGB.fullmatch(rrggbb.strip())
    if not found:
        return None
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    hue, light, strength = rgb_to_hls(red, green, blue)
    spread = max(red, green, blue) - min(red, green, blue)
    if light < NEARLY_BLACK and spread < STRONG:
        return None
    if spread < GREYS[0] and strength < GREYS[1]:
        return Brag.GREY if NEARLY_BLACK < light < NEARLY_WHITE else None
    brag = next(brag for limit, brag in HUES if hue * 360 <= limit)
    if strength < STRONG or (brag == Brag.AMBER and strength < TAN) or spread < FAINT:
        return None
    return brag
