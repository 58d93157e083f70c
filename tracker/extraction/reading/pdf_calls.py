"""Calls to pdfium that are made for every line. ctypes checks each argument of a call against its declared type, which
takes three times as long as the call itself; these calls are declared without, so handles must be `c_void_p`, numbers
whole, and all else `byref`. They hold the interpreter's lock: each takes less than a microsecond.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw


def _quick(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    quick: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(address)
    return quick


class Held(ctypes.c_void_p):
    """A handle that a call gives, ready to be given to the next one. (A plain `c_void_p` comes back as a number.)"""


def handle(pointer: Any) -> ctypes.c_void_p:
    """A page, or the words of one, as these calls take it."""
    return ctypes.cast(pointer, ctypes.c_void_p)


count_runs = _quick(raw.FPDFText_CountRects)
get_run = _quick(raw.FPDFText_GetRect)
get_box = _quick(raw.FPDFText_GetLooseCharBox)
get_font = _quick(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
get_origin = _quick(raw.FPDFText_GetCharOrigin)
get_size = _quick(raw.FPDFText_GetFontSize, ctypes.c_double)
get_matrix = _quick(raw.FPDFText_GetMatrix)
get_colour = _quick(raw.FPDFText_GetFillColor)
get_text_object = _quick(raw.FPDFText_GetTextObject, Held)
get_mode = _quick(raw.FPDFTextObj_GetTextRenderMode)
get_object = _quick(raw.FPDFPage_GetObject, Held)
get_type = _quick(raw.FPDFPageObj_GetType)
get_bounds = _quick(raw.FPDFPageObj_GetBounds)
count_segments = _quick(raw.FPDFPath_CountSegments)
get_draw_mode = _quick(raw.FPDFPath_GetDrawMode)
get_fill = _quick(raw.FPDFPageObj_GetFillColor)
get_segment = _quick(raw.FPDFPath_GetPathSegment, Held)
get_point = _quick(raw.FPDFPathSegment_GetPoint)
get_segment_type = _quick(raw.FPDFPathSegment_GetType)
get_close = _quick(raw.FPDFPathSegment_GetClose)
