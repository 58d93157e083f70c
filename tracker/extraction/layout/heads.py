"""Which rows at the top of a table are headings of its columns. Asked by the readers of every format."""

import re
from collections.abc import Sequence

Row = Sequence[str]
LONG = 70
MOST = 2

USUAL = re.compile(
    r"""(?:the|key|main|review|agreed|proposed|intended|recommended|specific|priority|action|recommendation|success|
        target|completion|lead|responsible|desired|expected|planned|current|possible|required|summary|brief|sub|\W)*
    (?:ref(?:erence)?s?|no|nos|number|item|id|recommendations?(?:\s+to)?|recs?|actions?|action\W*(?:for|by)|learning
       (?:points?)?|findings?|themes?|issues?|area|title|descriptions?|details?|leads?|owners?|respons(?:e|ible)\w*|
       agency|agencies|organi[sz]ations?|who|whom|by\W+whom|by\W+when|when|what|how|why|dates?|deadlines?|timescales?|
       time\W?frames?|status|rag|progress|updates?|comments?|evidence|outcomes?|impact|measures?|monitoring|priority|
       addressee|addressed|accepted|rationale|page|paragraph|section|source|response|milestones?|partners?|officer|
       completed?|text|date\W*due|due|key)\b""",
    re.IGNORECASE | re.VERBOSE,
)
LABEL = re.compile(r"(?:recommendation|action|finding)?\s*(?:no\.?|number)?\s*[A-Z]?\d[\d.]*[.:)]?", re.IGNORECASE)
SAID = re.compile(r"(?<!\bno)(?<!\bref)(?<!\brec)(?<!\bresp)[.;!]$|\b(?:should|must|will|shall)\b", re.IGNORECASE)


def headings(rows: Sequence[Row], bold: Sequence[bool] = ()) -> int:
    """How many of the first rows are headings: 0, 1 or 2. `bold` says of each row whether all of it is."""
    count = 0
    for number, row in enumerate(rows[:MOST]):
        if number + 1 >= len(rows) or not _heading(row, rows[number + 1 :], bold[number:] if bold else ()):
            break
        count += 1
        if number == 0 and all(row) and _usual(row) > len(row) / 2 and not _second(row, rows[1]):
            break
    return count


def one(rows: Sequence[Row], column: int) -> str:
    """What the heading rows say of a column: the lowest of them that says anything, after what stands above it."""
    said = list[str]()
    for row in rows:
        if column < len(row) and row[column] and row[column] not in said:
            said.append(row[column])
    return " ".join(said)


def _heading(row: Row, below: Sequence[Row], bold: Sequence[bool]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) < 2 or any(len(cell) > LONG or SAID.search(cell) for cell in filled):
        return False
    if LABEL.fullmatch(filled[0]):
        return False
    usual = _usual(filled)
    if usual * 2 >= len(filled) and usual >= 2:
        return len(row) > 2 or usual == 2
    return bool(bold) and bold[0] and not all(bold[1:]) and any(len(cell) > 0 for cell in below[0])


def _usual(row: Row) -> int:
    return sum(bool(USUAL.match(cell.strip())) for cell in row)


def _second(row: Row, below: Row) -> bool:
    """Whether the row below goes on with the headings: short words, none of them a number, fewer of them."""
    filled = [cell.strip() for cell in below if cell.strip()]
    return (
        0 < len(filled) < len(row)
        and all(len(cell) <= 30 and not SAID.search(cell) and not any(map(str.isdigit, cell)) for cell in filled)
        and _usual(filled) == len(filled) > 1
    )
