"""Letters as people type them: ligatures opened, odd white space made plain, bullets of picture fonts given a name."""

import re

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
PICTURES = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF0E8: "➔", 0xF076: "❖", 0xF071: "❑",
    0xF0A8: "◻", 0xF06E: "■", 0xF06C: "●", 0xF02D: "–", 0xF06F: "□", 0xF0BE: "–", 0xF0FE: "☑", 0xF0D2: "➢",
    0xF09F: "•", 0xF09E: "•", 0xF0B0: "°", 0xF0B3: "≥", 0xF0A3: "≤",
}  # fmt: skip
"""What Symbol and Wingdings print where a text has a private letter."""
DROPPED = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, 0x202A, 0x202C, *range(9), *range(14, 32), 0x7F]
)
LETTERS = {
    **{ord(one): two for one, two in LIGATURES.items()},
    **PICTURES,
    **DROPPED,
    0xFFFE: "-",
    0x2010: "-",
    0x2011: "-",
}
SOFT = "\u00ad"
ODD = re.compile(
    "[" + "".join(re.escape(chr(one)) for one in LETTERS)
    + SOFT + "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)  # fmt: skip
"""Letters that change, and white space that is no plain blank."""
SOFT_INSIDE = re.compile("\u00ad(?=.)")


def tidy(text: str) -> str:
    """A printed line's text: its white space single, its letters plain. A soft hyphen stays only at its end."""
    if "  " not in text and (text.isprintable() if text.isascii() else not ODD.search(text)):
        return text
    text = text.translate(LETTERS)
    if SOFT in text:
        text = SOFT_INSIDE.sub("", text)
    return " ".join(text.split())
