"""Whole invented reports, in the manner of real ones, from their bytes to their recommendations.

Each file in `lists/` is a report, and after "=== expected" a line for each recommendation: its reference, its first
words, its last words. Nothing else may be found.
"""

from pathlib import Path

import pytest

from tracker.extraction.quoting import quoted
from tracker.extraction.source import Source
from tracker.extraction.whole import whole
from tracker.rules.words import CandidateKind

REPORTS = sorted((Path(__file__).parent / "lists").iterdir())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_lists_of_a_report_are_found_whole_and_nothing_else(path):
    text, _, after = path.read_text(encoding="utf-8").partition("=== expected\n")
    expected = [line.split(" | ") for line in after.splitlines()]
    report = whole(text.encode(), path.suffix[1:])
    found = report.of_kind(CandidateKind.RECOMMENDATION)
    assert [one.ref or "-" for one in found] == [ref for ref, _, _ in expected]
    for one, (_, begin, end) in zip(found, expected, strict=True):
        words = quoted(Source(report.blocks), one.passages)
        assert words.startswith(begin)
        assert words.endswith(end)
