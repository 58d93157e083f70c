"""Invented reports in a line each: "# 8 Title" heads, "8.2.1 …" is a numbered paragraph, "- …" an item, "[3] …" a
recommendation, anything else a paragraph."""

import re

from tracker.extraction.quoting import as_printed
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Candidate, Passage, Place
from tracker.rules.words import BlockKind, CandidateKind

LINE = re.compile(
    r"(?:(?P<head>#+) (?:(?P<number>\d[\d.]*) )?|(?P<item>-) |\[(?P<ref>[\w.]+)\] |(?P<para>\d+(?:\.\d+)+) )?"
    r"(?P<text>.*)"
)


def report(told: str, *, pages: bool = False) -> tuple[Source, tuple[Candidate, ...]]:
    """A report and its recommendations."""
    blocks, found = [], []
    for line in filter(None, (one.strip() for one in told.strip().splitlines())):
        one = LINE.fullmatch(line)
        number, page = len(blocks), (1 + len(blocks) // 3 if pages else None)
        kind = BlockKind.HEADING if one["head"] else BlockKind.ITEM if one["item"] else BlockKind.TEXT
        marker = (
            one["number"]
            or one["para"]
            or ("•" if one["item"] else "")
            or (f"Recommendation {one['ref']}" if one["ref"] else "")
        )
        blocks.append(Block(number, kind, one["text"], marker, len(one["head"] or ""), page, page))
        if one["ref"]:
            passages = (Passage(number, 0, len(one["text"])),)
            found.append(
                Candidate(
                    len(found),
                    CandidateKind.RECOMMENDATION,
                    one["text"],
                    passages,
                    "",
                    ref=one["ref"],
                    place=Place(page),
                )
            )
    return Source(tuple(blocks)), tuple(found)


def read(find, told: str):
    """What a finder finds in an invented report, after the law was held: each quotes its passages."""
    source, recommendations = report(told)
    found = find(source, recommendations)
    for one in found:
        assert one.text == as_printed(source, one.passages)
        assert one.text.strip() == one.text != "" and one.reason.endswith(".")
    return found
