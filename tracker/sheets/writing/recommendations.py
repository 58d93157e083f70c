"""The sheet of recommendations: as printed, by whom accepted, and how each stands. For reading only."""

from tracker.rules.records import Recommendation
from tracker.rules.standing import Standing
from tracker.sheets.layouts.return_workbook import rating_words
from tracker.sheets.text import for_cell
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.heights import height
from tracker.sheets.writing.quick import QuickWorksheet, style_of
from tracker.sheets.writing.scope import Scope

HEADINGS = (
    ("Review", 11),
    ("Ref", 7),
    ("Rating", 12),
    ("Reason for the rating", 24),
    ("Title", 26),
    ("Recommendation as printed", 72),
    ("Addressed to, as written", 22),
    ("Asked", 30),
    ("Actions", 8),
    ("Themes", 24),
    ("Level", 13),
    ("Source", 12),
)
PRINTED = 8
RATING = 2


def write_recommendations(sheet: QuickWorksheet, formats: Formats, standing: Standing, scope: Scope) -> None:
    """One row a recommendation, in printed order, each review after the other."""
    sheet.set_row(0, 32)
    for place, (heading, width) in enumerate(HEADINGS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, formats.reading_head)
    sheet.freeze_panes(1, 2)
    sheet.print_area(0, 0, max(1, len(scope.recommendations)), PRINTED - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(scope.recommendations) + 2}"})
    if scope.recommendations:
        sheet.autofilter(0, 0, len(scope.recommendations), len(HEADINGS) - 1)
    reading = style_of(formats.reading)
    for row, recommendation in enumerate(scope.recommendations, start=1):
        brag = standing.recommendation_ratings[recommendation.id].brag
        cells = [for_cell(text, recommendation.id) for text in _cells(standing, recommendation)]
        styles = [reading] * len(HEADINGS)
        styles[RATING] = style_of(formats.rating[brag])
        sheet.put_row(row, height(cells, [width for _, width in HEADINGS]), cells, styles)


def _cells(standing: Standing, recommendation: Recommendation) -> tuple[str | None, ...]:
    register = standing.register
    rating = standing.recommendation_ratings[recommendation.id]
    themes = (link for link in register.links_of.get(recommendation.id, ()) if link.confirmed)
    return (
        recommendation.review_id,
        recommendation.ref,
        rating_words(rating),
        rating.reason,
        recommendation.title,
        recommendation.text,
        "; ".join(recommendation.addressed_to),
        "; ".join(register.agency_name(id_) for id_ in register.owners_of(recommendation.id)),
        str(len(register.files_of_recommendation(recommendation.id))),
        "; ".join(register.themes[link.theme_id].name for link in themes),
        recommendation.level.label,
        f"paragraph {recommendation.paragraph}" if recommendation.paragraph else None,
    )
