"""Recommendations that each have a form: "Recommendation 1 | …", "Accepted? | Yes", "Response | …"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from tracker.extraction.finding.columns import value
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.rows import Table, alone, led, spans
from tracker.rules.candidates import Block, Passage

LABEL = re.compile(
    r"(?:the\s+)?(?:[\w’'-]+\s+){0,2}?recommendation(?:\s+text|\s+details?|\s+made)?"
    r"(?:\s*(?:no\b\.?|number|\#)?\s*(?P<ref>[A-Z]{0,4}[-./]?\d{1,3}(?:[./]\d{1,3})*[a-z]?)"
    r"(?:\W{1,4}(?:priority|category|grade|rating|level)\b\W*\w*|\W{1,4}(?:high|medium|low|critical)(?:\s+priority)?)?)?\s*(?:is)?\W*",
    re.IGNORECASE,
)
SHORT = re.compile(r"(?P<ref>R(?:ec)?\.?\s?\d{1,3}(?:\.\d{1,3})*)\W*", re.IGNORECASE)
NUMBER = re.compile(r"(?:recommendation|rec)\W*(?:no|number|ref(?:erence)?|#|id)\b\W*", re.IGNORECASE)
FEW = 4
LONGEST = 80
SURE = 0.95


def find(table: Table) -> list[Found]:
    """The recommendations of a table that gives them with their label beside or above them."""
    found = list[Found]()
    ref: str | None = None
    waiting = False
    for row in table.rows:
        only = alone(row)
        if only is not None:
            said = _label(row.cells[only])
            words = row.cells[only]
            number, start, way = led(words)
            if said:
                ref, waiting = said[1] or ref, True
            elif way in ("named", "letter") and len(words[start:].split()) >= FEW:
                found.append(_found(table, row, only, start, number))
                ref, waiting = None, False
            elif waiting and len(words.split()) >= FEW:
                found.append(_found(table, row, only, 0, ref))
                ref, waiting = None, False
            continue
        filled = [number for number, cell in enumerate(row.cells) if cell.strip()]
        if not filled:
            continue
        first, second = filled[0], filled[1]
        label = row.cells[first].strip()
        if len(label) <= LONGEST and NUMBER.fullmatch(label) and (number_said := value(row.cells[second])):
            ref = number_said
        elif (said := _label(label)) and len(row.cells[second].split()) >= FEW:
            own = said[1] or ref
            words = row.cells[second]
            number, start, way = led(words)
            if way in ("named", "letter", "path", "number") and (own is None or own == number):
                own = own or number
            else:
                start = 0
            made = _found(table, row, second, start, own)
            beside = {_head(table, row, n): row.cells[n] for n in filled[2:]}
            found.append(replace(made, cells=beside))
            ref, waiting = None, False
        elif found and not waiting and len(filled) == 2 and len(label.split()) <= 8:
            found[-1] = replace(found[-1], cells=merged(found[-1].cells, {label.rstrip(" :"): row.cells[second]}))
    return found if len(found) > 1 or any(one.ref or len(table.rows) > 1 for one in found) else []


def merged(cells: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Cells by their headings; what is said again is there once."""
    kept = dict(cells)
    for head, cell in more.items():
        before = kept.get(head, "")
        if not before:
            kept[head] = cell
        elif cell not in before.split("; "):
            kept[head] = f"{before}; {cell}"
    return kept


def _label(words: str) -> tuple[str, str | None] | None:
    """A label and the reference in it, if a cell holds nothing but a label."""
    if len(words) > LONGEST:
        return None
    found = LABEL.fullmatch(words.strip()) or SHORT.fullmatch(words.strip())
    return (words, found.group("ref")) if found and "recommendations" not in words.casefold() else None


def _head(table: Table, row: Block, number: int) -> str:
    heads = row.heads or table.heads
    return heads[number] if number < len(heads) else ""


def _found(table: Table, row: Block, column: int, skip: int, ref: str | None) -> Found:
    start, end = spans(row)[column]
    reason = f"It stands in a table, and is labelled Recommendation {ref}." if ref else "It is labelled so in a table."
    return Found((Passage(row.number, start + skip, end),), reason, ref, headings=table.headings, certainty=SURE)
