"""Invented reports of every kind of layout, in every format: written down as values, made into files by `made`."""

from tests.extraction.samples import adults, endings, labels, lcspr, learning, national, needs, redress, safety, scr
from tests.extraction.samples.made import Sample

FAMILIES = (scr, lcspr, adults, learning, national, safety, redress, needs, endings, labels)
"""A family of layouts is a module with its REPORTS, and one name here."""
SAMPLES = tuple(Sample(report, kind) for family in FAMILIES for report in family.REPORTS for kind in report.formats)
