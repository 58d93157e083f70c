"""Recommendations that stand in a table: in a column of their own, or each in a form of label and words."""

import re
from dataclasses import replace
from itertools import pairwise

from tracker.extraction.finding import forms
from tracker.extraction.finding.columns import PREVIOUS, PROGRESS, Columns, columns, value
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.rows import BULLET, Table, alone, led, spans, tables
from tracker.extraction.finding.several import several
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

NOTHING = {"", "-", "–", "n/a", "none", "na", "nil", "tbc", "not applicable", "no recommendation", "no recommendations"}
FEW = 3
BARE = re.compile(r"\s*(\d{1,3})\s+(?=[A-Z“\"‘])")
BAND = re.compile(r"\brecommendations\b", re.IGNORECASE)
ENDS = (".", "!", "?", ":", ";", ")", "”", "’", '"')
SURE = 0.93
UNSURE = 0.6


def find(source: Source) -> list[Found]:
    """The recommendations of every table that holds any, in the order of the report."""
    found = list[Found]()
    for table in tables(source):
        if not any(PREVIOUS.search(words) for words in (*table.headings[-1:], table.caption, *table.heads)):
            found += _in(source, table)
    return found


def _in(source: Source, table: Table) -> list[Found]:
    heads = table.heads
    body = [row for row in table.rows if alone(row) is None or (len(row.cells) == len(heads) and _filled(row, heads))]
    chosen = columns(heads, [row.cells for row in body], under=_under(table))
    if PROGRESS.search(" ".join(table.headings[-1:])) and not _under(table) and _elsewhere(source, table):
        return []
    if chosen and chosen.surely:
        return _Reading(table, chosen).all()
    labelled = forms.find(table)
    if labelled or chosen is None:
        return labelled or [one for part in _parts(table) for one in _in(source, part)]
    return _Reading(table, chosen).all()


def _parts(table: Table) -> list[Table]:
    """What stands below bands that say "Recommendations", of a table that has such bands."""
    bands = [at for at, row in enumerate(table.rows) if len(row.cells) == 1 or alone(row) == 0]
    parts = list[Table]()
    for at, after in pairwise([*bands, len(table.rows)]):
        name = table.rows[at].text
        if BAND.search(name) and len(name.split()) <= FEW * 2 and after > at + 1:
            parts.append(Table(table.rows[at + 1 : after], (*table.headings, name), ""))
    return parts


def _filled(row: Block, heads: tuple[str, ...]) -> bool:
    """Whether the only filled cell of a row stands under a heading and is no band across the table."""
    number = alone(row)
    return number is not None and len(heads) > 1 and (number > 0 or len(row.cells[number].split()) > 10)


def _under(table: Table) -> bool:
    """Whether a table stands under the heading "Recommendations"."""
    near = [*table.headings[-1:], table.caption]
    return any("recommendation" in words.casefold() and not PROGRESS.search(words) for words in near)


def _elsewhere(source: Source, table: Table) -> bool:
    """Whether recommendations have a heading of their own in another place."""
    return any(
        block.kind == BlockKind.HEADING
        and "recommendation" in block.text.casefold()
        and block.text not in table.headings
        for block in source.blocks
        if block.number not in source.contents
    )


class _Reading:
    """Goes down a table whose columns are known."""

    def __init__(self, table: Table, chosen: Columns) -> None:
        self.table, self.chosen = table, chosen
        self.heads = table.heads
        self.rows = {row.number: row for row in table.rows}
        self.found: list[Found] = []
        self.ends = list[bool]()
        self.band = ""
        self.waiting = ""
        self.bare = False

    def all(self) -> list[Found]:
        texts = [row.cells[at] for row in self.table.rows for at in self.chosen.asked if at < len(row.cells)]
        self.bare = self.chosen.reference is None and _bare(texts)
        numbered = self.bare or _one_count(texts) or self.chosen.reference is not None
        for row in self.table.rows:
            only = alone(row)
            under = len(row.cells) == len(self.heads) and only in self.chosen.asked
            if only is not None and not under and (len(row.cells) == 1 or only == 0):
                self._band(row)
                continue
            for column in self.chosen.asked:
                if column < len(row.cells):
                    self._row(row, column, numbered=numbered)
        return self.found

    def _band(self, row: Block) -> None:
        text = row.text.strip()
        ref, start, way = led(text)
        if way == "named" and len(text[start:].split()) >= FEW and "recommendation" in text[:start].casefold():
            start += len(row.text) - len(row.text.lstrip())
            self._add(row, start, len(row.text), ref, {})
        else:
            self.band = text

    def _row(self, row: Block, column: int, *, numbered: bool) -> None:
        start, end = spans(row)[column]
        text = row.text[start:end]
        at = self.chosen.reference
        printed = row.cells[at] if at is not None and at < len(row.cells) else ""
        others = self._others(row)
        if text.strip().casefold().rstrip(".") in NOTHING or tuple(row.cells) == tuple(self.heads):
            if text.strip() or not printed.strip() or not self.found or self.found[-1].ref == value(printed):
                self._more(others)
            else:
                self.waiting = printed  # its words stand in the next row, on the next page
            return
        printed, self.waiting = printed.strip() or self.waiting, ""
        if self._same_again(row, text, printed):
            self._more(others)
            return
        if self.found and self._goes_on(text, printed):
            last = self.found[-1]
            self.found[-1] = replace(last, passages=(*last.passages, Passage(row.number, start, end)))
            self.ends[-1] = text.rstrip().endswith(ENDS)
            self._more(others)
            return
        if self.chosen.reference is None and (cuts := several(text, self.chosen.heading, counted=numbered)):
            for number, first, until in cuts:
                self._add(row, start + first, start + until, number, others)
            return
        ref, skip, way = led(text)
        if not way and self.bare and (leading := BARE.match(text)):
            ref, skip, way = leading.group(1), leading.end(), "number"
        own = value(printed) if printed.strip() else None
        if (way in ("number", "limb") and not (numbered or own == ref)) or (
            own and way and ref.casefold() != own.casefold() and way not in ("named", "letter")
        ):
            ref, skip = "", 0
        if not skip and (bullet := BULLET.match(text)) and not BULLET.search(text, bullet.end()):
            skip = bullet.end()
        self._add(row, start + skip, end, own or ref or None, others)

    def _add(self, row: Block, start: int, end: int, ref: str | None, others: dict[str, str]) -> None:
        text = row.text[start:end]
        if len(text.split()) < FEW:
            return
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        heading = self.chosen.heading
        reason = (
            f"It stands in a table, in the column “{heading}”" if heading else "It stands in a table of recommendations"
        )
        reason += f", and is numbered {ref}." if ref else "."
        doubts = () if self.chosen.surely else ("No column of the table is headed “Recommendation”.",)
        headings = (*self.table.headings, *([self.band] if self.band else []))
        self.found.append(
            Found(
                (Passage(row.number, start, end),), reason, ref, headings=headings, cells=others, doubts=doubts,
                certainty=SURE if self.chosen.surely else UNSURE,
            )
        )  # fmt: skip
        self.ends.append(text.rstrip().endswith(ENDS))

    def _others(self, row: Block) -> dict[str, str]:
        """The row's other cells by their headings."""
        kept: dict[str, str] = {}
        for number, cell in enumerate(row.cells):
            if number not in self.chosen.asked and number != self.chosen.reference and cell.strip():
                head = self.heads[number] if number < len(self.heads) else ""
                kept[head] = f"{kept[head]} {cell}" if head in kept else cell
        return kept

    def _same_again(self, row: Block, text: str, printed: str) -> bool:
        """Whether a merged cell is given again on the next row of its recommendation."""
        if not self.found:
            return False
        last = self.found[-1]
        before = self.rows[last.passages[0].block]
        same = [cell for at, cell in enumerate(before.cells) if at in self.chosen.asked]
        return row is not before and text in same and (not printed.strip() or value(printed) == last.ref)

    def _goes_on(self, text: str, printed: str) -> bool:
        """Whether a row without a reference goes on with the recommendation before."""
        if self.chosen.reference is None or printed.strip() or not self.found[-1].ref:
            return False
        return text.lstrip()[:1].islower() or (not self.ends[-1] and not led(text)[2] and bool(text[:1].islower()))

    def _more(self, others: dict[str, str]) -> None:
        """What further rows of a recommendation say belongs to it."""
        if self.found:
            self.found[-1] = replace(self.found[-1], cells=forms.merged(self.found[-1].cells, others))


def _bare(texts: list[str]) -> bool:
    """Whether a number without a sign behind it leads each cell, and they count on by one."""
    found = [BARE.match(text) for text in texts if text.strip()]
    counts = [int(one.group(1)) for one in found if one]
    return len(counts) == len(found) > 1 and all(after == before + 1 for before, after in pairwise(counts))


def _one_count(texts: list[str]) -> bool:
    """Whether numbers that lead the cells count on from 1 or a letter from a."""
    refs = [ref for text in texts if text.strip() for ref, _, way in [led(text)] if way in ("number", "limb")]
    if len(refs) < 2:
        return bool(refs) and len([text for text in texts if text.strip()]) == 1 and refs[0] in ("1", "a")
    return len(set(refs)) == len(refs)
