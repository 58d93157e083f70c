"""Bullets that are drawn and not written, as browsers print them: round things before a line of words."""

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as raw

from tracker.extraction.layout.geometry import View
from tracker.extraction.layout.line import Line, Piece
from tracker.extraction.layout.rulings import Box
from tracker.extraction.reading.pdf_calls import count_segments, get_bounds
from tracker.extraction.reading.pdf_rules import PATH, shapes

BROWSERS = ("Skia/PDF", "Qt ", "cairo")
"""What writes the pages that people print from a browser."""
LEAST, LARGEST, ROUND = 1.5, 9.0, 0.6
"""Points: how wide a bullet is, and how much its height may differ."""
CORNERS = 8
"""A round thing has more lines than that."""
FAR = 3.0
"""How far before the words a bullet stands at most, by the size of their letters."""
MOST = 3_000
MOST_DOTS = 400


def draws(document: Any) -> bool:
    """Whether a document is one that a browser printed."""
    room = ctypes.create_string_buffer(200)
    length = raw.FPDF_GetMetaText(document, b"Producer", room, 200)
    return room.raw[: min(length, 200)].decode("utf-16-le", "replace").startswith(BROWSERS)


def dotted(page: Any, view: View, lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those behind a drawn bullet with one."""
    found = list(lines)
    for dot in _dots(page, view):
        middle = (dot.top + dot.bottom) / 2
        beside = [
            (line.left - dot.right, at) for at, line in enumerate(found)
            if line.top < middle < line.bottom and 0 < line.left - dot.right < FAR * line.size
            and dot.bottom - dot.top < 0.7 * line.size
        ]  # fmt: skip
        if beside:
            at = min(beside)[1]
            line = found[at]
            after = line.pieces or (Piece(line.text, line.left, line.right),)
            pieces = (Piece("•", dot.left, dot.right), *after)
            found[at] = replace(line, text=f"• {line.text}", left=dot.left, pieces=pieces)
    return found


def _dots(page: Any, view: View) -> list[Box]:
    found = list[Box]()
    edges = [ctypes.c_float() for _ in range(4)]
    into = [ctypes.byref(edge) for edge in edges]
    for thing, kind in shapes(page, MOST):
        if kind != PATH or not get_bounds(thing, *into):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        wide, high = right - left, top - bottom
        if LEAST < wide < LARGEST and abs(wide - high) < ROUND and count_segments(thing) > CORNERS:
            found.append(Box(*view.box(left, bottom, right, top)))
    return found if len(found) <= MOST_DOTS else []
