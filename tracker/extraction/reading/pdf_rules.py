"""The lines and boxes that are drawn on a page of a PDF: the rules of its tables, and the one above its footnotes."""

from collections.abc import Iterable, Sequence
from ctypes import byref, c_float, c_int, c_uint, c_void_p, cast
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from tracker.extraction.layout.geometry import View
from tracker.extraction.layout.rulings import Box, Rulings
from tracker.extraction.reading.pdf_calls import (
    count_segments,
    get_bounds,
    get_close,
    get_draw_mode,
    get_fill,
    get_object,
    get_point,
    get_segment,
    get_segment_type,
    get_type,
    handle,
)

THIN = 3.0
"""Points: a filled rectangle up to this thick is a line."""
SHORT = 6.0
MOST = 20_000
"""Things on a page beyond which it is a map or a drawing, and is not looked at."""
CORNERS = 6
LEAST, HIGH = 60.0, 12.0
"""Points: a path of many lines that is smaller holds no table."""
DEEP = 3
TEXT, PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
PLAIN = (1, 0, 0, 1, 0, 0)


def rules(page: Any, view: View) -> Rulings:
    """All that is drawn upright and level on a page of pdfium. Nothing of a page that is one large drawing."""
    pencil = _Pencil(view)
    pencil.look(shapes(page, MOST))
    return Rulings(tuple(pencil.across), tuple(pencil.down), tuple(pencil.boxes))


def shapes(page: Any, most: int) -> list[tuple[c_void_p, int]]:
    """All that is on a page but its words, and the kind of each. Nothing of a page with more than `most` things."""
    count = pdfium.FPDFPage_CountObjects(page)
    things: list[c_void_p] = list(map(get_object, repeat(handle(page)), range(count))) if count <= most else []
    return [(thing, kind) for thing, kind in zip(things, map(get_type, things), strict=True) if kind != TEXT]


class _Pencil:
    """Goes over the things on a page and writes down those that rule it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.across: list[Box] = []
        self.down: list[Box] = []
        self.boxes: list[Box] = []
        self.left = MOST
        self.mode, self.stroked = c_int(), c_int()
        self.by_modes = byref(self.mode), byref(self.stroked)
        self.fill = [c_uint() for _ in range(4)]
        self.by_fill = [byref(one) for one in self.fill]

    def look(self, things: Iterable[tuple[c_void_p, int]], around: tuple[float, ...] = PLAIN, deep: int = 0) -> None:
        edges = [c_float() for _ in range(4)]
        into = [byref(edge) for edge in edges]
        view, upright = self.view, self.view.upright and around == PLAIN
        west, north = view.left, view.top
        for held, kind in things:
            if kind == PATH:
                self.left -= 1
                if get_bounds(held, *into):
                    left, bottom, right, top = edges[0].value, edges[1].value, edges[2].value, edges[3].value
                    if upright and (right - left <= THIN or top - bottom <= THIN):
                        if top - bottom <= THIN:
                            if right - left >= SHORT:
                                self.across.append(Box(left - west, north - top, right - west, north - bottom))
                        elif top - bottom >= SHORT:
                            self.down.append(Box(left - west, north - top, right - west, north - bottom))
                    elif right - left >= SHORT or top - bottom >= SHORT:
                        self.path(held, (left, bottom, right, top), around)
                continue
            thing = cast(held, pdfium.FPDF_PAGEOBJECT)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and deep < DEEP:
                count = min(pdfium.FPDFFormObj_CountObjects(thing), max(self.left, 0))
                inner = [cast(pdfium.FPDFFormObj_GetObject(thing, number), c_void_p) for number in range(count)]
                self.look([(one, get_type(one)) for one in inner], _after(_matrix(thing), around), deep + 1)
            if self.left <= 0:
                return

    def path(self, held: c_void_p, edges: Sequence[float], around: tuple[float, ...]) -> None:
        left, bottom, right, top = edges
        if around != PLAIN:
            (left, bottom), (right, top) = _moved(around, left, bottom), _moved(around, right, top)
            left, bottom, right, top = min(left, right), min(bottom, top), max(left, right), max(bottom, top)
        if right - left <= THIN or top - bottom <= THIN:
            self.line(left, bottom, right, top)
            return
        count = count_segments(held)
        if count > CORNERS:
            if right - left >= LEAST and top - bottom >= HIGH:
                thing = cast(held, pdfium.FPDF_PAGEOBJECT)
                self.segments(held, min(count, self.left), _after(_matrix(thing), around))
        elif count > 3:
            self.box(held, left, bottom, right, top)

    def line(self, left: float, bottom: float, right: float, top: float) -> None:
        """Writes down a line, if it is long enough to be one."""
        box = Box(*self.view.box(left, bottom, right, top))
        if box.bottom - box.top <= THIN:
            if box.right - box.left >= SHORT:
                self.across.append(box)
        elif box.right - box.left <= THIN and box.bottom - box.top >= SHORT:
            self.down.append(box)

    def stroke(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """One of the lines of a path, if it is upright or level."""
        (x, y), (other_x, other_y) = start, end
        if abs(x - other_x) <= 1 or abs(y - other_y) <= 1:
            self.line(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    def box(self, held: c_void_p, left: float, bottom: float, right: float, top: float) -> None:
        page = self.view
        if right - left > 0.9 * (page.right - page.left) and top - bottom > 0.9 * (page.top - page.bottom):
            return  # the paper
        get_draw_mode(held, *self.by_modes)
        if self.stroked.value:
            for corners in ((left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top),
                            (right, bottom, right, top)):  # fmt: skip
                self.line(*corners)
        elif self.mode.value:
            get_fill(held, *self.by_fill)
            red, green, blue, alpha = self.fill
            if alpha.value:
                place = page.box(left, bottom, right, top)
                self.boxes.append(Box(*place, (red.value, green.value, blue.value)))

    def segments(self, held: c_void_p, count: int, matrix: tuple[float, ...]) -> None:
        x, y = c_float(), c_float()
        by_x, by_y = byref(x), byref(y)
        start = here = (0.0, 0.0)
        self.left -= count
        for number in range(count):
            segment = get_segment(held, number)
            get_point(segment, by_x, by_y)
            there = _moved(matrix, x.value, y.value)
            kind = get_segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = there
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self.stroke(here, there)
            here = there
            if get_close(segment):
                self.stroke(here, start)


def _matrix(thing: Any) -> tuple[float, ...]:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _moved(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _after(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    (a, b), (c, d) = (
        (first[0] * then[0] + first[1] * then[2], first[0] * then[1] + first[1] * then[3]),
        (first[2] * then[0] + first[3] * then[2], first[2] * then[1] + first[3] * then[3]),
    )
    return (a, b, c, d, *_moved(then, first[4], first[5]))
