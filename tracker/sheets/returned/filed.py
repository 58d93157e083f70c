"""New evidence in a row: what it is, the day that it is about, and a link to it."""

from datetime import date
from typing import NamedTuple

from tracker.rules.records import ActionFile
from tracker.rules.redaction import brings_back
from tracker.sheets.plan import Edit, Problem
from tracker.sheets.returned.cells import Bad, broken, parse_link, parse_past_day, parse_text
from tracker.sheets.returned.desk import Desk
from tracker.sheets.returned.rows import Line
from tracker.sheets.returned.three_ways import TAKEN_OUT
from tracker.sheets.text import as_text, prose

LONGEST_TITLE = 300


class Said(NamedTuple):
    """What a row says of new evidence: its words (the link itself where there are none), its day and its link."""

    words: str
    about: date | None
    link: str | None


def evidence_said(desk: Desk, line: Line) -> Said | list[Problem] | None:
    """The evidence of a row, or everything that is wrong with it; None where there is none."""
    problems: list[Problem] = []
    cells = {field: desk.cell(line.row, field) for field in ("evidence_what", "evidence_about", "evidence_link")}
    if all(cell is None for cell in cells.values()):
        return None
    values: dict[str, str | date | None] = dict.fromkeys(cells)
    for field, cell in cells.items():
        if cell is None:
            continue
        value: str | date | Bad = broken(cell) or (
            parse_past_day(cell, today=desk.today)
            if field == "evidence_about"
            else parse_link(cell)
            if field == "evidence_link"
            else parse_text(cell, field)
        )
        if isinstance(value, Bad):
            problems.append(desk.problem(line.number, field, cell, value.why))
        else:
            values[field] = value
    words, about, link = values.values()
    if problems:
        return problems
    if isinstance(words, str) and link and len(words) > LONGEST_TITLE:
        why = f"is {len(words):,} characters long: at most {LONGEST_TITLE} can stand beside a link"
        return [desk.problem(line.number, "evidence_what", cells["evidence_what"], why)]
    if not words and not link:
        desk.notices.append(f"Row {line.number} gives a day that evidence is about, but no evidence.")
        return None
    return Said(str(words or link), about if isinstance(about, date) else None, str(link) if link else None)


def add_evidence(desk: Desk, line: Line, file: ActionFile) -> list[Edit | Problem]:
    """The evidence that a row adds to its action; nothing where the very same is filed there already."""
    said = evidence_said(desk, line)
    if said is None:
        return []
    if isinstance(said, list):
        return [*said]
    if any(e.link == said.link if said.link else prose(as_text(e.statement)) == said.words for e in file.evidence):
        desk.already += 1
        return []
    field = "evidence_what" if desk.cell(line.row, "evidence_what") is not None else "evidence_link"
    cell = desk.cell(line.row, field)
    if any(brings_back(said.words, text) for e in file.evidence for text in (e.statement, e.title)):
        return [desk.problem(line.number, field, cell, TAKEN_OUT)]
    place = (desk.table.sheet.name, line.number, desk.heading(field))
    return [
        Edit(
            file.action.id, "evidence", None, said.words, *place,
            evidence_about=said.about, evidence_link=said.link,
        )
    ]  # fmt: skip
