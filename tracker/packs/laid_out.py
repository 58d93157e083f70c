"""A paper as plain data for the page that sets it: texts made printable, charts as places between 0 and 1. What the
page is told is only ever set as text, so nothing in a paper can be markup."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from tracker.rules import paper_chart
from tracker.rules.brag import SHAPE
from tracker.rules.colours import ACCENT, CHIPS, INK, MARKS, NEUTRAL, QUIET, RULE
from tracker.rules.dates import NO_BREAK_SPACE
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.logo import Logo
from tracker.rules.paper import (
    Block,
    Cell,
    Facts,
    Heading,
    Lines,
    Listing,
    NewPage,
    Paper,
    Rated,
    Says,
    Strips,
    Table,
)
from tracker.rules.paper_shape import NOTHING, chip, evenly, foot, may_part, plain, shares, stretches
from tracker.rules.words import Brag

Printable = Callable[[str], str]
LONG_WORD = re.compile(r"[^\s\u200b-]{25,}")
PIECE = 12
ZERO_WIDTH_SPACE = "\u200b"
LOGO_ALT = "Logo of {}"
LONGEST_HEAD, SHORT_HEAD = 90, 56
LONGEST_NAME, LEAST_NAMES, LETTER = 34, 30.0, 1.75
"""Letters of a name that is given a column, the millimetres of that column at least, and of one letter."""
COLOURS = {
    "ink": INK, "quiet": QUIET, "rule": RULE, "accent": ACCENT, "neutral": NEUTRAL,
    "marks": {brag.value: colour for brag, colour in MARKS.items()},
}  # fmt: skip


def whole(paper: Paper, board: str, logo: Logo | None, printable: Printable) -> dict[str, Any]:
    """The whole paper, for `paper.typ`."""

    def said(text: str) -> str:
        return LONG_WORD.sub(_with_breaks, printable(plain(text)))

    def one_line(text: str, most: int = LONGEST_HEAD) -> str:
        words = " ".join(printable(plain(text)).split())
        return words if len(words) <= most else words[: most - 1] + "…"

    return {
        "only-charts": False,
        "tight": paper.tight,
        "handout": paper.handout,
        "colours": COLOURS,
        "title": said(paper.title) or "Paper",
        "short-title": one_line(paper.title, SHORT_HEAD),
        "short-board": one_line(board, SHORT_HEAD),
        "subtitle": said(paper.subtitle),
        "board": said(board),
        "illustrative": ILLUSTRATIVE if paper.illustrative else None,
        **_pairs(paper.facts, said, "facts"),
        "foot": printable(foot(paper)),
        "made": _moment(paper),
        "logo": _logo(logo, one_line(board)),
        "stretches": [
            {"wide": stretch.wide, "blocks": [_block(block, said) for block in paper_chart.pictures(stretch.blocks)]}
            for stretch in stretches(paper)
        ],
    }


def charts_alone(charts: Sequence[Strips | Lines], printable: Printable) -> dict[str, Any]:
    """The charts, each on a page of its own, to be made into pictures."""
    return {
        "only-charts": True,
        "colours": COLOURS,
        "charts": [_block(chart, lambda text: printable(plain(text))) for chart in charts],
    }


def _block(block: Block, said: Printable) -> dict[str, Any]:
    match block:
        case Heading(words, level):
            return {"kind": "heading", "words": said(words), "level": level}
        case Says(words, quiet, printed, rated):
            rating = _chip(rated) if rated else None
            return {"kind": "says", "words": said(words), "quiet": quiet, "printed": printed, "chip": rating}
        case Listing(items, numbered):
            return {"kind": "listing", "items": [said(item) for item in items], "numbered": numbered}
        case Facts(pairs):
            return {"kind": "facts", **_pairs(pairs, said, "pairs")}
        case Table():
            return _table(block, said)
        case Strips():
            return _strips(block, said)
        case Lines():
            return _lines(block, said)
        case NewPage():
            return {"kind": "new_page"}


def _pairs(pairs: Sequence[tuple[str, str]], said: Printable, key: str) -> dict[str, Any]:
    """Names and values, and the room for the names: as much as the longest of the short ones needs."""
    longest = max((len(name) for name, _ in pairs if len(name) <= LONGEST_NAME), default=0)
    return {
        key: [[said(name), said(value), len(name) <= LONGEST_NAME and "\n" not in name] for name, value in pairs],
        "names": max(LEAST_NAMES, longest * LETTER + 4),
    }


def _table(table: Table, said: Printable) -> dict[str, Any]:
    columns = len(table.heads)
    return {
        "kind": "table",
        "heads": [said(head) for head in table.heads],
        "shares": shares(table),
        "rows": [
            {"parts": may_part(row), "cells": [_cell(cell, said) for cell in evenly(row, columns)]}
            for row in table.rows
        ],
        "nothing": NOTHING,
    }


def _cell(cell: Cell, said: Printable) -> dict[str, Any]:
    if isinstance(cell, Rated):
        return {"chip": _chip(cell.brag), "words": said(cell.words)}
    return {"chip": None, "words": said(cell)}


def _chip(brag: Brag) -> dict[str, Any]:
    ink, ground = CHIPS[brag]
    return {"words": chip(brag), "ink": ink, "ground": ground, "plain": brag == Brag.NONE}


def _strips(block: Strips, said: Printable) -> dict[str, Any]:
    rows = [
        {
            "label": said(label),
            "segments": [
                {
                    "brag": one.brag.value, "words": f"{SHAPE[one.brag]}{NO_BREAK_SPACE}{one.number:,}",
                    "begins": one.begins, "ends": one.ends,
                }
                for one in pieces
            ],
        }
        for label, pieces in paper_chart.segments(block)
    ]  # fmt: skip
    return {"kind": "strips", "rows": rows, "alt": said(block.alt) or "Chart"}


def _lines(block: Lines, said: Printable) -> dict[str, Any]:
    plot = paper_chart.plot(block)
    lines = [
        {
            "brag": line.brag.value if line.brag else None,
            "pieces": line.pieces,
            "words": " ".join(filter(None, (SHAPE[line.brag] if line.brag else "", said(line.label), line.last))),
            "words-at": line.words_at,
        }
        for line in plot.lines
    ]
    aim = [plot.aim[0], said(plot.aim[1]), plot.aim[2]] if plot.aim else None
    upwards = [[at, said(words)] for at, words in plot.upwards]
    return {
        "kind": "lines", "lines": lines, "across": plot.across, "high": plot.high, "upwards": upwards, "aim": aim,
        "alt": said(block.alt) or "Chart",
    }  # fmt: skip


def _logo(logo: Logo | None, board: str) -> dict[str, Any] | None:
    if logo is None:
        return None
    width, _ = logo.millimetres
    return {"bytes": list(logo.content), "format": logo.kind, "width": width, "alt": LOGO_ALT.format(board)}


def _moment(paper: Paper) -> dict[str, int] | None:
    if paper.made is None:
        return None
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(paper.made, name) for name in names}


def _with_breaks(found: re.Match[str]) -> str:
    word = found[0]
    return ZERO_WIDTH_SPACE.join(word[at : at + PIECE] for at in range(0, len(word), PIECE))
