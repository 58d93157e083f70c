"""A paper as PDF: A4, tagged (PDF/UA-1), fonts inside, text to select. Typst sets it, from data alone, with no network
and with our own fonts; a paper that says when it was made is an archive copy (PDF/A-2a) too.

A character that no font of ours holds stands as □, and the paper says so at its end.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from tracker.packs import fonts
from tracker.packs.laid_out import charts_alone, whole
from tracker.packs.typesetting import SettingError, set_page
from tracker.rules.dates import plural
from tracker.rules.errors import FileRefusedError
from tracker.rules.logo import Logo, looked_at
from tracker.rules.paper import Lines, Paper, PaperLook, Says, Strips, texts
from tracker.rules.paper_shape import plain

TAGGED = "ua-1"
ARCHIVE = "a-2a"
NO_GLYPH = "could not be displayed"
NO_PICTURE = "decode"
DAMAGED_LOGO = "the picture is damaged: save it anew"
PIXELS_AN_INCH = 220
Printable = Callable[[str], str]


def write(paper: Paper, look: PaperLook) -> bytes:
    """The paper as one PDF. Raises FileRefusedError for a logo that is no sound picture."""
    logo = looked_at(look.logo) if look.logo else None
    paper = _with_note(paper, look)
    standards = [TAGGED, ARCHIVE] if paper.made else [TAGGED]
    (made,) = _set(lambda printable: whole(paper, look.board, logo, printable), logo, pdf_standards=standards)
    return made


def pictures(charts: Sequence[Strips | Lines]) -> list[bytes]:
    """Each chart as a PNG, drawn as in the PDF."""
    if not charts:
        return []
    return _set(lambda printable: charts_alone(charts, printable), None, format="png", ppi=PIXELS_AN_INCH)


def check_logo(content: bytes, name: str = "logo") -> Logo:
    """The logo, tried on a page. Raises FileRefusedError if it cannot be drawn."""
    logo = looked_at(content, name)
    try:
        _set(lambda printable: whole(Paper("Logo", "", (), ()), "", logo, printable), logo, pdf_standards=[TAGGED])
    except FileRefusedError:
        raise FileRefusedError(name, DAMAGED_LOGO) from None
    return logo


def _set(content: Callable[[Printable], dict[str, Any]], logo: Logo | None, **how: Any) -> list[bytes]:
    try:
        return set_page(content(fonts.drawable), **how)
    except SettingError as error:
        if logo and NO_PICTURE in str(error):
            raise FileRefusedError("logo", DAMAGED_LOGO) from None
        if NO_GLYPH not in str(error):
            raise
    return set_page(content(fonts.surely), **how)


def _with_note(paper: Paper, look: PaperLook) -> Paper:
    """The paper, with a last line that says how many characters could not be drawn."""
    said = [paper.title, paper.subtitle, look.board, *(text for pair in paper.facts for text in pair)]
    missing = sum(
        sum(a != b for a, b in zip(text, fonts.drawable(text), strict=True))
        for text in map(plain, (*said, *texts(paper.blocks)))
        if not text.isascii()
    )
    if not missing:
        return paper
    note = f"{plural(missing, 'character')} of this paper cannot be drawn with its fonts and stand as {fonts.MISSING}: "
    return replace(
        paper,
        blocks=(*paper.blocks, Says(note + "the Word and Excel papers hold them as they were written.", quiet=True)),
    )
