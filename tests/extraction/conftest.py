"""Whatever a test of this folder reads is held to the law in passing: `tests/extraction/law.py`."""

from functools import wraps

from tests.extraction.law import hold_report, hold_source
from tracker.extraction import readers, whole
from tracker.extraction.reading import pdf, plain, web, word

MOST = 300_000
"""Bytes of a file, and characters of its words, that are held to it: what is made to be large says nothing more."""
MOST_BLOCKS = 1_500


def _is_short(blocks):
    return len(blocks) <= MOST_BLOCKS and sum(len(one.text) for one in blocks) <= MOST


def _held_source(read):
    @wraps(read)
    def held(content, ending, *more):
        source = read(content, ending, *more)
        if len(content) <= MOST and _is_short(source.blocks):
            hold_source(source, content, ending)
        return source

    return held


def _held_report(read):
    @wraps(read)
    def held(content, ending):
        report = read(content, ending)
        if len(content) <= MOST and _is_short(report.blocks):
            hold_report(report)
        return report

    return held


for module in (pdf, plain, web, word):  # before any test has taken one of them by its name
    module.read = _held_source(module.read)
readers.READERS.update({ending: module.read for ending, module in (
    ("txt", plain), ("md", plain), ("pdf", pdf), ("docx", word), ("html", web), ("htm", web)
)})  # fmt: skip
whole.whole = _held_report(whole.whole)
