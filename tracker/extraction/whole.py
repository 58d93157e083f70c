"""A report from its bytes to its candidates. Runs in the child process: see `read.py`."""

import gc
import re
from dataclasses import replace

from tracker.extraction.errors import NotReadError
from tracker.extraction.facts import facts
from tracker.extraction.finding.addressed import addressed
from tracker.extraction.finding.find import recommendations
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.gaps import gaps
from tracker.extraction.finding.parts import parts
from tracker.extraction.narrative import FINDERS
from tracker.extraction.narrative.single_agency import is_single_agency, reviews_own
from tracker.extraction.narrative.telling import headings_over
from tracker.extraction.quoting import as_printed, marks
from tracker.extraction.readers import READERS
from tracker.extraction.reading.bare import with_bare_markers
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Candidate, Place, ReadReport
from tracker.rules.words import BlockKind, CandidateKind

NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]?")
PARAGRAPH = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}\.?")
MOST = 5_000
"""Candidates of one report. The longest inquiries make some four hundred recommendations."""


def whole(content: bytes, ending: str) -> ReadReport:
    """A report, read. Raises NotReadError. Nothing here makes rings of values, so nobody need look for any meanwhile:
    going over all lines and blocks again and again costs a tenth of the reading."""
    looking = gc.isenabled()
    gc.disable()
    try:
        return _whole(content, ending)
    finally:
        if looking:
            gc.enable()


def _whole(content: bytes, ending: str) -> ReadReport:
    source = with_bare_markers(READERS[ending](content, ending))
    listed = recommendations(source)
    whose = reviews_own([(one.ref, whose_own(source, one)) for one in listed])
    found = tuple(candidate(source, number, one, whose[number]) for number, one in enumerate(listed))
    told = [one for find in FINDERS for one in find(source, found)]
    if len(found) + len(told) > MOST:
        raise NotReadError("too_long")
    every = tuple(replace(one, number=number) for number, one in enumerate([*found, *told]))
    warnings = source.warnings + gaps(source, listed)
    title, subject, publisher, author, published = facts(source)
    return ReadReport(title, source.pages, source.blocks, every, warnings, subject, publisher, author, published)


def whose_own(source: Source, found: Found) -> str | None:
    """The agency whose own recommendation it is by the headings that it stands under, empty where they do not say;
    None for the review's."""
    block = source.blocks[found.passages[0].block]
    for head in block.heads:  # a table of agencies' own says so in its column: "IMR recommendation"
        if "ecommend" in head and (whose := is_single_agency((head,))) is not None:
            return whose
    whose = is_single_agency(found.headings)
    return whose or is_single_agency(headings_over(source, block.number)) or whose


def candidate(source: Source, number: int, found: Found, whose: str | None) -> Candidate:
    """A recommendation with its parts and addressees: the review's, or one agency's own, `whose` is then the agency."""
    kind = CandidateKind.RECOMMENDATION if whose is None else CandidateKind.SINGLE_AGENCY
    first, last = source.blocks[found.passages[0].block], source.blocks[found.passages[-1].block]
    asked = addressed(source, found)
    if whose == "" and found.cells and asked:  # a table of agencies' own names the agency in its row
        whose = asked[0]
    words = tuple(one for one in found.passages if one.end > one.start)  # a label alone on its line says nothing
    paragraph = paragraph_of(source, source.blocks[words[0].block] if words else first)
    return Candidate(
        number, kind, as_printed(source, found.passages), words, found.reason,
        ref=found.ref, title=found.title, parts=parts(source, found), addressed_to=asked,
        place=Place(first.page, paragraph), last_page=last.last_page, also=found.also,
        marks=marks(source, found.passages), doubts=found.doubts, agency=whose or None,
    )  # fmt: skip


def paragraph_of(source: Source, block: Block) -> str | None:
    """The number of the paragraph in which something stands: its own, or of the last numbered one on the same page or
    under the same heading; None where the report does not number its paragraphs."""
    if NUMBERED.fullmatch(block.marker):
        return block.marker.strip("().")
    for one in reversed(source.blocks[max(0, block.number - 40) : block.number]):
        if one.kind == BlockKind.HEADING:
            return None
        if PARAGRAPH.fullmatch(one.marker):
            return one.marker.strip("().")
    return None
