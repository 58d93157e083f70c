"""A report as read, on its way out of the child process: JSON there and back. What the child says may be anything, so
whatever is not exactly of the right kind is refused with ValueError, TypeError or KeyError."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from tracker.rules.candidates import Block, Candidate, CandidatePart, Mark, Passage, Place, ReadReport
from tracker.rules.words import BlockKind, CandidateKind


def said(report: ReadReport) -> dict[str, Any]:
    """A report as JSON: values as lists in the order of their fields."""
    found = {one.name: getattr(report, one.name) for one in fields(report)}
    return found | {
        "blocks": [_values(one) for one in report.blocks],
        "candidates": [_candidate(one) for one in report.candidates],
    }


def heard(said: dict[str, Any]) -> ReadReport:
    """The report that a child said."""
    blocks = tuple(_block(one) for one in said["blocks"])
    candidates = tuple(_heard(one, blocks) for one in said["candidates"])
    texts = {name: str(said[name]) for name in ("title", "subject", "publisher", "author", "published_text")}
    return ReadReport(
        pages=_maybe(int, said["pages"]), blocks=blocks, candidates=candidates, warnings=_words(said["warnings"]),
        **texts,
    )  # fmt: skip


def _values(one: Any) -> list[Any]:
    return [getattr(one, name) for name in one.__slots__]


def _candidate(one: Candidate) -> list[Any]:
    nested = ("passages", "parts", "also", "marks")
    return [
        [_values(item) for item in getattr(one, name)] if name in nested
        else _values(one.place) if name == "place" else getattr(one, name)
        for name in one.__slots__
    ]  # fmt: skip


def _block(said: list[Any]) -> Block:
    number, kind, text, marker, level, page, last_page, bold, cells, heads, table = said
    return Block(
        int(number), BlockKind(kind), str(text), str(marker), int(level), _maybe(int, page), _maybe(int, last_page),
        bool(bold), _words(cells), _words(heads), _maybe(int, table),
    )  # fmt: skip


def _heard(said: list[Any], blocks: tuple[Block, ...]) -> Candidate:
    one = dict(zip(Candidate.__slots__, said, strict=True))
    passages = tuple(Passage(int(block), int(start), int(end)) for block, start, end in one["passages"])
    if any(not (0 <= p.block < len(blocks) and 0 <= p.start <= p.end <= len(blocks[p.block].text)) for p in passages):
        raise ValueError("a passage of no block")
    return Candidate(
        int(one["number"]), CandidateKind(one["kind"]), str(one["text"]), passages, str(one["reason"]),
        ref=_maybe(str, one["ref"]), title=str(one["title"]),
        parts=tuple(CandidatePart(str(label), str(text)) for label, text in one["parts"]),
        addressed_to=_words(one["addressed_to"]), place=_place(one["place"]), last_page=_maybe(int, one["last_page"]),
        also=tuple(_place(place) for place in one["also"]), marks=tuple(_mark(mark) for mark in one["marks"]),
        about=str(one["about"]), agency=_maybe(str, one["agency"]), kept_by=_maybe(str, one["kept_by"]),
        doubts=_words(one["doubts"]),
    )  # fmt: skip


def _place(said: list[Any]) -> Place:
    page, paragraph = said
    return Place(_maybe(int, page), _maybe(str, paragraph))


def _mark(said: list[Any]) -> Mark:
    page, *edges = said
    left, top, right, bottom = (min(1.0, max(0.0, float(edge))) for edge in edges)
    return Mark(int(page), left, top, right, bottom)


def _words(said: list[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in said)


def _maybe(kind: Callable[[Any], Any], said: Any) -> Any:
    return None if said is None else kind(said)
