"""What a letter of a PDF is set in: how large, which font, and whether it is bold. Each font is asked about once."""

import math
import re
from ctypes import byref, c_int, c_uint, cast, create_string_buffer
from typing import Any

import pypdfium2.raw as raw

from tracker.extraction.reading.pdf_calls import get_colour, get_font, get_matrix, get_mode, get_size, get_text_object

BOLD = re.compile(rb"bold|black|heavy|demi(?!italic)|[-,]bd\b|\.b\b", re.IGNORECASE)
NAMED_PLAIN = re.compile(rb"regular|roman|book|light|italic|oblique|medium", re.IGNORECASE)
HEAVY = 650
FORCED = 1 << 18
LONGEST_NAME = 200
OUTLINED = raw.FPDF_TEXTRENDERMODE_FILL_STROKE


class Fonts:
    """The fonts of one document, by their names."""

    def __init__(self) -> None:
        self.known: dict[bytes, tuple[int, bool]] = {}
        self.name = create_string_buffer(LONGEST_NAME)
        self.flags = c_int()
        self.by_flags = byref(self.flags)
        self.colours = [c_uint() for _ in range(4)]
        self.by_colours = [byref(one) for one in self.colours]
        self.matrix = raw.FS_MATRIX()
        self.by_matrix = byref(self.matrix)

    def of(self, words: Any, letter: int) -> tuple[float, int, bool]:
        """The size of a letter, the number of its font, and whether that is bold."""
        get_font(words, letter, self.name, LONGEST_NAME, self.by_flags)
        name = self.name.value
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = (len(self.known) + 1, self._bold(words, letter))
        get_matrix(words, letter, self.by_matrix)
        matrix = self.matrix
        size: float = get_size(words, letter)
        return size * (abs(matrix.d) if not matrix.c else math.hypot(matrix.c, matrix.d)), *found

    def look(self, words: Any, letter: int) -> tuple[int, bool]:
        """The colour of a letter, and whether it is made bold by drawing round it."""
        get_colour(words, letter, *self.by_colours)
        red, green, blue, _ = self.colours
        thing = get_text_object(words, letter)
        outlined = bool(thing) and get_mode(thing) == OUTLINED
        return red.value << 16 | green.value << 8 | blue.value, outlined

    def _bold(self, words: Any, letter: int) -> bool:
        name = self.name.value
        if BOLD.search(name) or self.flags.value & FORCED:
            return True
        weight = raw.FPDFText_GetFontWeight(cast(words, raw.FPDF_TEXTPAGE), letter)
        return weight >= HEAVY and not NAMED_PLAIN.search(name)
