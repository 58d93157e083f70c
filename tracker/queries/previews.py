"""A piece of evidence opened in place: a page of it as a picture, its text, or a table. Never the file itself.

Documents and pictures are opened by a child process (`tracker.extraction.preview`), tables by the return desk's guarded
reader (`tracker.sheets.reading`). What cannot be shown says why, in a sentence; nothing here raises for a bad file.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

import sqlalchemy as sa

from tracker.extraction.preview.look import CHILDREN, Block, NotShownError, look
from tracker.queries.standing import moment, standing_at
from tracker.rules.dates import plural
from tracker.rules.errors import FileRefusedError, StoreUnavailableError, UnknownError
from tracker.rules.evidence import why_no_file
from tracker.rules.files import KINDS, ending
from tracker.rules.records import Evidence
from tracker.rules.redaction import files_taken_out, why_taken_out
from tracker.rules.sight import Sight
from tracker.rules.veil import RESTRICTED_TO
from tracker.rules.words import EvidenceKind
from tracker.sheets.grid import Cell, ErrorValue, Formula, Limits, Sheet, column_letters
from tracker.sheets.reading.read import read

TABLES = frozenset({"xlsx", "ods", "csv"})
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 30, 12, 300
KEPT = 24
"""So many pages are kept, so that going back and forth in a meeting opens no file twice. A page is 3 MB at most."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of a piece of evidence. `kind` is "picture", "text", "table" or "none"; `note` says what is seen,
    such as "page 3 of 31", or why nothing can be."""

    evidence_id: str
    title: str
    kind: str
    note: str
    pages: int = 1
    page: int = 1
    picture: bytes = b""
    media: str = ""
    text: str = ""
    """The text on a page that is shown as a picture: for those who do not see it."""
    blocks: tuple[Block, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see."""
        return self.kind != "none"


_kept: "OrderedDict[Hashable, Preview]" = OrderedDict()
_lock = Lock()


def preview(
    engine: sa.Engine,
    get: Callable[[str], bytes | None],
    evidence_id: str,
    *,
    sight: Sight,
    page: int = 1,
    zoom: int = 1,
) -> Preview:
    """One page of a piece of evidence, for somebody of this sight. `get` gives the bytes of a hash (`Vault.get`).

    Raises UnknownError where there is no such evidence for them. The caller notes the look on the trail.
    """
    when = moment(engine, sight=sight)
    register = standing_at(engine, when).register
    found = register.evidence.get(evidence_id)
    if found is None:
        raise UnknownError("evidence", evidence_id, register.evidence)
    if found.id in when.hidden.evidence:
        return _none(found, f"It cannot be shown: {RESTRICTED_TO}.")
    if found.kind == EvidenceKind.STATEMENT and not found.withdrawn_on:
        return Preview(found.id, found.title, "text", "a statement", blocks=(Block("text", found.statement or ""),))
    if found.kind == EvidenceKind.LINK and not found.withdrawn_on:
        return _none(found, f"It is a link, which is not opened here: {found.link}")
    if why := why_no_file(found):
        return _none(found, f"It cannot be shown: {why}.")
    if gone := files_taken_out(register.redactions.values()).get(found.file_hash or ""):
        return _none(found, f"It cannot be shown: {why_taken_out(gone)}.")
    key = (found.file_hash, ending(found.file_name or ""), page, zoom)
    with _lock:
        ready = _kept.get(key)
    if ready is None:
        try:
            content = get(found.file_hash or "")
        except StoreUnavailableError as why:  # the rest of the page needs no file
            return _none(found, f"It cannot be shown now. {why}")
        if content is None:
            return _none(found, "It cannot be shown: its file is not where evidence is kept.")
        ready = _opened(found, content, page, zoom)
        with _lock:
            if ready.is_shown:  # what could not be opened a moment ago may be now
                _kept[key] = ready
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return replace(ready, evidence_id=found.id, title=found.title)


def forget() -> None:
    """Drop the pages that are kept; for tests and benchmarks."""
    with _lock:
        _kept.clear()


def _none(evidence: Evidence, words: str) -> Preview:
    return Preview(evidence.id, evidence.title, "none", words)


def _opened(evidence: Evidence, content: bytes, page: int, zoom: int) -> Preview:
    kind = ending(evidence.file_name or "")
    try:
        if kind in TABLES:
            return _table(evidence, content, page)
        if kind not in CHILDREN:
            what = KINDS.get(kind, "a file of another kind")
            raise NotShownError(f"it is {what}, and the tracker does not open that")
        seen = look(content, kind, page=page, zoom=zoom)
    except NotShownError as why:
        return _none(evidence, f"This file cannot be shown here: {why}. Download it to open it.")
    except FileRefusedError as why:
        return _none(evidence, f"This file cannot be shown here. {why} Or download it to open it.")
    more = "; there is more in the file" if seen.more else ""
    if seen.picture:
        note = f"page {seen.page} of {seen.pages}" if kind == "pdf" else "a picture"
        return Preview(evidence.id, evidence.title, "picture", note, seen.pages, seen.page, seen.picture, seen.media,
                       seen.text)  # fmt: skip
    return Preview(evidence.id, evidence.title, "text", f"the text of {KINDS[kind]}{more}", blocks=seen.blocks)


def _table(evidence: Evidence, content: bytes, page: int) -> Preview:
    sheets = [one for one in read(content, evidence.file_name or "file", Limits()).sheets if not one.hidden]
    if not any(one.rows for one in sheets):
        raise NotShownError("there is nothing in it")
    number = min(max(1, page), len(sheets))
    sheet = sheets[number - 1]
    heads, rows = _grid(sheet)
    which = f"sheet {number} of {len(sheets)}, ‘{sheet.name}’" if len(sheets) > 1 else f"‘{sheet.name}’"
    first = f"the first {len(rows)} of {plural(len(sheet.rows), 'row')}" if len(sheet.rows) > len(rows) else "every row"
    widest = max((max(row, default=-1) + 1 for _, row in sheet.rows), default=0)
    columns = f", the first {MOST_COLUMNS} of {widest} columns" if widest > MOST_COLUMNS else ""
    return Preview(
        evidence.id, evidence.title, "table", f"{which}: {first}{columns}", len(sheets), number, heads=heads, rows=rows
    )


def _grid(sheet: Sheet) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The first rows of a sheet, with the letters of their columns."""
    some = sheet.rows[:MOST_ROWS]
    columns = sorted({column for _, row in some for column in row if column < MOST_COLUMNS})
    rows = tuple((str(number), *(_text(row.get(column)) for column in columns)) for number, row in some)
    return ("Row", *(column_letters(column) for column in columns)), rows


def _text(cell: Cell | None) -> str:
    match cell:
        case Formula():
            return _text(cell.stored)
        case ErrorValue():
            return cell.text
        case date():
            return cell.isoformat()
        case None:
            return ""
    text = f"{cell:g}" if isinstance(cell, float) else str(cell)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
