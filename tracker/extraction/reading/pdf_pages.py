"""The pages of a PDF as lines with where they stand. Asks pdfium no more than it must: the text of a page once, and of
each line its runs and one letter; asking letter by letter would cost more than reading the page.
"""

import ctypes
import re
from typing import Any

import pypdfium2.raw as raw

from tracker.extraction.layout.geometry import View
from tracker.extraction.layout.letters import tidy
from tracker.extraction.layout.line import Line, Page, Piece
from tracker.extraction.layout.pieces import WIDE, joined
from tracker.extraction.layout.tables import likely
from tracker.extraction.reading.pdf_calls import count_runs, get_box, get_origin, get_run, handle
from tracker.extraction.reading.pdf_dots import dotted, draws
from tracker.extraction.reading.pdf_fonts import Fonts
from tracker.extraction.reading.pdf_rules import rules
from tracker.extraction.reading.pdf_text import MOST_LETTERS, Span, spans_of

LETTERS_A_RUN = 5
"""With fewer, each letter or word is a run of its own, and the runs of a line are not asked one by one."""
BROAD = 0.62
"""How much room a letter of a line takes on average, by its size, where a wide gap may be among them."""
NEXT = 2.0
"""How far the next line of a paragraph stands below one at most, by the size of its letters."""
FULL = 0.55
"""How much of the page's width a line takes that may go on in the next."""
SAMPLE = 4
"""How many lines of a page are looked at letter by letter where its runs tell nothing."""
GAP = re.compile(r"\s+")
ABOVE, BELOW = 0.85, 0.22
"""How far a line reaches above and below the foot of its letters, by their size."""
NARROW, RAISED = 2.0, 0.2
"""How wide a footnote's mark is at most, and how far above the foot of the letters it ends, by their size."""
MARK = re.compile(
    r"[\d*†‡§](?<=[^\s\d].)(?:(?<=\d)\d{0,2}(?:,\s?\d{1,3})*|(?<=\D)[*†‡§]*)(?!\w)"  # begins as it does to be quick
)
UNIT = re.compile(r"(?:\b[ckm]?m|\bCO|\bH|\d)$")
QUARTER = 1.5707963267948966


class Reader:
    """Reads the pages of one open document, one at a time."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.fonts = Fonts()
        self.drawn = draws(document)
        self.words: Any = None
        self.sides = [ctypes.c_double() for _ in range(4)]
        self.by_side = [ctypes.byref(side) for side in self.sides]
        self.rect = raw.FS_RECTF()
        self.by_rect = ctypes.byref(self.rect)
        self.letters = (ctypes.c_ushort * (MOST_LETTERS + 2))()

    def page(self, number: int) -> Page | None:
        """A page by its number from 1, or None where it cannot be opened."""
        page = raw.FPDF_LoadPage(self.document, number - 1)
        if not page:
            return None
        try:
            words = raw.FPDFText_LoadPage(page)
            if not words:
                return None
            try:
                self.words = words
                return self._read(page, handle(words), number)
            finally:
                raw.FPDFText_ClosePage(words)
        finally:
            raw.FPDF_ClosePage(page)

    def _read(self, page: Any, words: Any, number: int) -> Page:
        raw.FPDF_GetPageBoundingBox(page, self.by_rect)
        shown, turned = self.rect, raw.FPDFPage_GetRotation(page)
        spans = spans_of(self.words, self.letters)
        view = View(shown.left, shown.bottom, shown.right, shown.top, turned, self._tilt(words, spans, turned))
        lines = joined(self._lines(words, view, number, spans))
        made = Page(number, *view.size, lines, view)
        if likely(lines):
            made.rules = rules(page, view)
        if self.drawn:
            made.lines = dotted(page, view, lines)
        return made

    def _tilt(self, words: Any, spans: list[Span], turned: int) -> int:
        """How many quarters a page must be turned further so that its words can be read."""
        asked = {len(spans) // 4, len(spans) // 2, len(spans) * 3 // 4} if spans else set()
        tilts = {(-round(raw.FPDFText_GetCharAngle(self.words, spans[one][1]) / QUARTER) - turned) % 4 for one in asked}
        return tilts.pop() if len(tilts) == 1 else 0

    def _lines(self, words: Any, view: View, number: int, spans: list[Span]) -> list[Line]:
        """The lines that stand on what is shown of the page."""
        of, look = self.fonts.of, self.fonts.look
        (run_left, run_top, run_right, run_bottom), (by_left, by_top, by_right, by_bottom) = self.sides, self.by_side
        upright, (wide, high), west, north = view.upright, view.size, view.left, view.top
        made, unknown = list[Line](), list[tuple[int, Line, str, int]]()
        size, font, bold, within, above = 0.0, 0, False, False, 0.0
        for text, start, end in spans:
            length = end - start
            count = count_runs(words, start, length)
            middle = start
            if count > 1:
                half = length // 2
                while text[half : half + 1].isspace():
                    half += 1
                middle += half
            if count <= 0 or not get_origin(words, middle, by_left, by_top):
                continue
            base = north - run_top.value if upright else view.box(*[run_left.value, run_top.value] * 2)[1]
            small = text[0].islower()
            within = within and base - above < NEXT * size
            above = base
            if not (small and within):  # a line that goes on below a full one is set as that is
                size, font, bold = of(words, middle)
            gaps, raised = list[float](), list[float]()
            if known := count <= 2 + length // LETTERS_A_RUN:
                get_run(words, 0, by_left, by_top, by_right, by_bottom)
                if upright:
                    left, right = run_left.value - west, run_right.value - west
                else:
                    left, _, right, _ = view.box(*(self.sides[side].value for side in (0, 3, 2, 1)))
                gap, narrow = WIDE * size, NARROW * size
                for one in range(1, count):
                    get_run(words, one, by_left, by_top, by_right, by_bottom)
                    if upright:
                        begins, ends = run_left.value - west, run_right.value - west
                    else:
                        begins, _, ends, _ = view.box(*(self.sides[side].value for side in (0, 3, 2, 1)))
                    if begins - right > gap:
                        gaps.append(begins)
                    if ends - begins < narrow and upright and north - run_bottom.value < base - RAISED * size:
                        raised.append(begins)
                    if begins < left:
                        left = begins
                    if ends > right:
                        right = ends
            else:
                left, right = self._sides(words, view, start)[0], self._sides(words, view, end - 1)[1]
            if base <= 0 or base - ABOVE * size >= high or left >= wide or right <= 0:
                continue
            line = Line(number, tidy(text), left, base - ABOVE * size, right, base + BELOW * size, size, bold, font)
            if raised:
                line.text = self._without_marks(words, view, text, start, raised)
            if not small and not (within and abs(made[-1].left - left) < 3 and right - left > FULL * wide):
                line.colour, outlined = look(words, middle)  # it may be a heading
                line.bold = bold or outlined
            within = right - left > FULL * wide and (line.bold == bold)
            if gaps or right - left > BROAD * size * length:
                line.pieces = self._pieces(words, view, text, start, size, gaps)
            elif not known:
                unknown.append((length, line, text, start))
            made.append(line)
        self._look_closer(words, view, unknown)
        return made

    def _without_marks(self, words: Any, view: View, text: str, start: int, raised: list[float]) -> str:
        """The text of a line without the raised numbers and signs that refer to footnotes."""
        kept, at = "", 0
        for mark in MARK.finditer(text):
            left = self._sides(words, view, start + mark.start())[0]
            if any(abs(left - one) < 1.5 for one in raised) and not UNIT.search(text[: mark.start()]):
                kept, at = kept + text[at : mark.start()], mark.end()
        return tidy(kept + text[at:])

    def _look_closer(self, words: Any, view: View, unknown: list[tuple[int, Line, str, int]]) -> None:
        """Finds the pieces of lines whose runs tell nothing, if the longest have any: two columns, or a table."""
        longest = sorted(unknown, key=lambda one: -one[0])
        for at, (_, line, text, start) in enumerate(longest):
            line.pieces = self._pieces(words, view, text, start, line.size)
            if at == SAMPLE and not any(one.pieces for _, one, _, _ in longest[:at]):
                return

    def _sides(self, words: Any, view: View, letter: int) -> tuple[float, float]:
        get_box(words, letter, self.by_rect)
        rect = self.rect
        if view.upright:
            return rect.left - view.left, rect.right - view.left
        box = view.box(rect.left, rect.bottom, rect.right, rect.top)
        return box[0], box[2]

    def _pieces(self, words: Any, view: View, text: str, start: int, size: float,
                gaps: list[float] | None = None) -> tuple[Piece, ...]:  # fmt: skip
        """The pieces of a line, by the letters on both sides of white space: that before `gaps`, if they are known."""
        made = list[Piece]()
        begun, left = 0, -1.0
        by_rect, rect, upright, wide = self.by_rect, self.rect, view.upright, WIDE * size
        between = [gap.span() for gap in GAP.finditer(text)]
        at = self._first(words, view, start, between, gaps[0] - 0.5 * size) if gaps else 0
        for before, after in between[at:]:
            if upright:
                get_box(words, start + after, by_rect)
                begins = rect.left
                get_box(words, start + before - 1, by_rect)
                if not gaps and begins - rect.right <= wide:
                    continue
                begins, ends = begins - view.left, rect.right - view.left
            else:
                begins = self._sides(words, view, start + after)[0]
                ends = self._sides(words, view, start + before - 1)[1]
            if gaps and begins < gaps[0] - 0.5 * size:
                continue
            if begins - ends > wide:
                left = left if begun else self._sides(words, view, start)[0]
                made.append(Piece(tidy(text[begun:before]), left, ends))
                begun, left = after, begins
            if gaps:
                gaps = [one for one in gaps if one > begins + 0.5 * size]
                if not gaps:
                    break
        if not made:
            return ()
        return (*made, Piece(tidy(text[begun:]), left, self._sides(words, view, start + len(text) - 1)[1]))

    def _first(self, words: Any, view: View, start: int, between: list[tuple[int, int]], place: float) -> int:
        """The number of the first blank behind which words begin at a place or right of it, as they go to the right."""
        low, high = 0, len(between)
        while low < high:
            middle = (low + high) // 2
            if self._sides(words, view, start + between[middle][1])[0] < place:
                low = middle + 1
            else:
                high = middle
        return low
