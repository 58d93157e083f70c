"""Samples that are not yet read as a reader reads them, and why: each is taken out when it is mended."""

KNOWN_TO_FAIL: dict[str, str] = {
    "label-with-title-wrapped": "Page header between paragraphs of a recommendation is kept",
    "needs-table-txt": "A header row of a table in tabs, before a band, is taken for a heading",
    "nested-limbs-wrapped": "A page’s number stands in the list: its limbs are taken a level too low",
    "ombudsman-wrapped": "A page header is taken for a heading between lead-in and bullets",
    "select-committee-html": "A number followed by bold words is no reference",
    "select-committee-pdf": "Bold words in a paragraph make it a heading",
    "select-committee-two": "“(Paragraph 7)” at the end in lighter type is cut off",
    "select-committee-txt": "A number followed by bold words is no reference",
}
"""Sample → why, in a line."""
