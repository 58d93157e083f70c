"""The published view as a workbook: one sheet of recommendations as printed, with how each stands. For reading only."""

from datetime import datetime
from io import BytesIO

import xlsxwriter

from tracker.clock import LONDON
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.published import LEFT_OUT, dates, rating
from tracker.rules.records import Part, Recommendation
from tracker.rules.standing import Standing
from tracker.sheets.layouts.return_workbook import rating_words
from tracker.sheets.text import for_cell, tidy
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.heights import height
from tracker.sheets.writing.quick import QuickWorksheet, style_of
from tracker.sheets.writing.workbook import A4, OPTIONS

HEADINGS = (
    ("Review", 24),
    ("Ref", 7),
    ("Title", 26),
    ("Recommendation as printed", 72),
    ("Parts", 44),
    ("Who answers", 30),
    ("Rating", 12),
    ("Reason for the rating", 28),
    ("Due", 18),
    ("Themes", 24),
)
PLACE_OF_RATING = 6
SHEET = "Recommendations"


def write_published(
    standing: Standing, *, number: int, board_name: str, illustrative: bool = False, at: datetime
) -> bytes:
    """The workbook as bytes, of a standing built on `rules.published.published`: what that leaves out is not here."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties(
        {"title": "Recommendations as published", "author": board_name, "created": at.replace(tzinfo=None)}
    )
    book.set_custom_property("Tracker register number", number)
    formats = Formats(book)
    sheet = book.add_worksheet(SHEET, QuickWorksheet)
    for place, (_, width) in enumerate(HEADINGS):
        sheet.set_column(place, place, width)
    first = _write_head(sheet, formats, standing, number, board_name, illustrative, at)
    last = _write_rows(sheet, formats, standing, first)
    sheet.freeze_panes(first, 2)
    sheet.repeat_rows(first - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, max(first, last), len(HEADINGS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 2}"})
    sheet.set_footer(f"&L&9Recommendations as published: as at {in_words(standing.today)}&R&9Page &P of &N")
    sheet.hide_gridlines(2)
    book.close()
    return out.getvalue()


def _write_head(
    sheet: QuickWorksheet,
    formats: Formats,
    standing: Standing,
    number: int,
    board_name: str,
    illustrative: bool,
    at: datetime,
) -> int:
    """What this is, as at when, and what is left out of it; then the headings. The number of the first row below."""
    local = at.astimezone(LONDON)
    lines = [
        (board_name, formats.quiet_line),
        ("Recommendations as published", formats.title),
        *([(f"{ILLUSTRATIVE}.", formats.warning)] if illustrative else []),
        (f"As at {in_words(standing.today)}, register number {number:,}.", formats.line),
        (f"Written on {in_words(local.date())} at {local:%H:%M}.", formats.line),
        (f"Left out by rule: {list_in_words(LEFT_OUT)}.", formats.line),
    ]
    for row, (words, style) in enumerate(lines):
        if style is formats.title:
            sheet.set_row(row, 32)
        sheet.write_string(row, 0, tidy(words), style)
    heads = len(lines) + 1
    sheet.set_row(heads, 32)
    for place, (heading, _) in enumerate(HEADINGS):
        sheet.write_string(heads, place, heading, formats.reading_head)
    return heads + 1


def _write_rows(sheet: QuickWorksheet, formats: Formats, standing: Standing, first: int) -> int:
    register = standing.register
    styles: list[int | None] = [style_of(formats.reading)] * len(HEADINGS)
    row = first
    for review_id in register.reviews:
        for recommendation in register.recommendations_of_review.get(review_id, ()):
            cells = [for_cell(text, recommendation.id) for text in _cells(standing, recommendation)]
            brag = standing.recommendation_ratings[recommendation.id].brag
            styles[PLACE_OF_RATING] = style_of(formats.rating[brag])
            sheet.put_row(row, height(cells, [width for _, width in HEADINGS]), cells, styles)
            row += 1
    if row > first:
        sheet.autofilter(first - 1, 0, row - 1, len(HEADINGS) - 1)
    return row - 1


def _cells(standing: Standing, recommendation: Recommendation) -> tuple[str, ...]:
    register = standing.register
    review = register.reviews[recommendation.review_id]
    found = rating(standing, recommendation.id)
    parts = register.parts_of.get(recommendation.id, ())
    return (
        review.title,
        recommendation.ref,
        recommendation.title,
        recommendation.text,
        "\n".join(_part(standing, part) for part in parts if part.label),
        "; ".join(register.agency_name(id_) for id_ in register.owners_of(recommendation.id)),
        rating_words(found),
        found.reason,
        dates(standing, recommendation.id),
        "; ".join(register.themes[link.theme_id].name for link in register.links_of.get(recommendation.id, ())),
    )


def _part(standing: Standing, part: Part) -> str:
    """A part as printed, after its label, with how it stands."""
    text = " ".join(part.text.split())
    label = f"({part.label}) "
    has_it = text.lstrip("(").lower().startswith((f"{part.label.lower()})", f"{part.label.lower()}."))
    stands = standing.part_ratings.get(part.id)
    return f"{'' if has_it else label}{text}{f' – {stands.brag.label}' if stands else ''}"
