"""The map as one table of plain HTML: a name for each row that stays in sight, each cell a link to its rows.

HTML of our own, since a cell of `st.table` costs the browser a Markdown reader each, and 27 themes by 30 reviews are
810. A shape and a word say how strong the evidence is; the ground only repeats it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from tracker.rules.dates import NO_BREAK_SPACE, plural
from tracker.rules.proof import RANK
from tracker.rules.theme_map import Cell
from tracker.rules.theme_places import Shown
from tracker.rules.words import Rung

SHORT = {
    Rung.ASSERTION: "Assertion",
    Rung.DOCUMENT: "Document",
    Rung.TRAINING_RECORD: "Training",
    Rung.DIP_SAMPLE: "Dip sample",
    Rung.AUDIT: "Audit",
    Rung.OUTCOME_DATA: "Outcome data",
    Rung.VOICE: "Voice",
}
WORD = {
    Shown.ASSURED: "Assured, no evidence",
    Shown.CLAIMED: "To verify",
    Shown.NOTHING_YET: "Nothing yet",
    Shown.HOLE: "Hole",
    Shown.NOT_DOING: "Not doing",
    Shown.NOBODY_ASKED: "Nobody asked",
    Shown.LEARNING: "Learning only",
    Shown.SUGGESTED: "Suggested",
    Shown.EMPTY: "–",
}
MARK = {
    Shown.CLAIMED: "◐",
    Shown.HOLE: "□",
    Shown.NOT_DOING: "–",
    Shown.NOBODY_ASKED: "∅",
    Shown.LEARNING: "¶",
    Shown.SUGGESTED: "?",
}
FULL, NONE = "▮", "▯"
ROOMY, A_SHEET = 6, 10
"""So many columns have their cells in words; and so many fit on a sheet of paper."""


@dataclass(frozen=True)
class Line:
    """A name at the head of a row or column: its words and the address it leads to; `key` finds its cells."""

    key: str | None
    name: str
    href: str | None = None
    strong: bool = False


def ladder(rung: Rung | None) -> str:
    """The rungs of evidence as seven steps, filled up to this one."""
    filled = 0 if rung is None else RANK[rung] + 1
    return FULL * filled + NONE * (len(RANK) - filled)


def mark(shown: Shown, rung: Rung | None) -> str:
    """The shape of a state: the ladder where there is one, else a sign of its own."""
    return MARK.get(shown) or ladder(rung)


def word(shown: Shown, rung: Rung | None) -> str:
    """The word of a state: the rung where something is assured."""
    return SHORT[rung] if shown == Shown.ASSURED and rung else WORD[shown]


def said(cell: Cell) -> str:
    """A cell in words: "Audit. 3 of 5 requests assured, 1 hole, 2 to verify; 1 learning point"."""
    if cell.shown == Shown.EMPTY:
        return "Nothing asked"
    parts = [f"{cell.assured} of {plural(cell.requests, 'request')} assured"] if cell.requests else []
    for number, words in (
        (cell.part_assured - cell.assured, "assured in part"),
        (cell.claimed, "to verify"),
        (cell.nothing_yet, "with nothing assured yet"),
        (cell.not_doing, "not doing"),
        (cell.nobody_asked, "asked of nobody"),
    ):
        parts += [f"{number} {words}"] if number else []
    parts += [plural(cell.holes, "hole")] if cell.holes else []
    parts += [f"{plural(cell.learning, 'learning point')} with no recommendation"] if cell.learning else []
    parts += [f"{cell.suggested} more suggested, not confirmed"] if cell.suggested else []
    return f"{word(cell.shown, cell.best)}: {', '.join(parts)}"


def draw(
    rows: Sequence[Line],
    columns: Sequence[Line],
    cell: Callable[[str | None, str | None], Cell],
    address: Callable[[str | None, str | None], str],
    *,
    corner: str,
    caption: str,
    chosen: tuple[str | None, str | None] | None = None,
) -> None:
    """Draw the table, under what it says as a whole."""
    st.html(f'<p class="map-said">{escape(caption)}</p>{html(rows, columns, cell, address, corner, caption, chosen)}')


def html(
    rows: Sequence[Line],
    columns: Sequence[Line],
    cell: Callable[[str | None, str | None], Cell],
    address: Callable[[str | None, str | None], str],
    corner: str = "",
    caption: str = "",
    chosen: tuple[str | None, str | None] | None = None,
) -> str:
    """The table, which scrolls within itself; on paper one of many columns is cut into sheets, sums first on each."""
    whole = _table(rows, columns, cell, address, corner, caption, chosen)
    if len(columns) <= A_SHEET:
        return f'<div class="map-scroll">{whole}</div>'
    sums, rest = columns[:1], columns[1:]
    sheets = [rest[n : n + A_SHEET] for n in range(0, len(rest), A_SHEET)]
    on_paper = "".join(_table(rows, [*sums, *some], cell, address, corner, caption, None) for some in sheets)
    return f'<div class="map-scroll on-screen">{whole}</div><div class="on-paper">{on_paper}</div>'


def _table(
    rows: Sequence[Line],
    columns: Sequence[Line],
    cell: Callable[[str | None, str | None], Cell],
    address: Callable[[str | None, str | None], str],
    corner: str,
    caption: str,
    chosen: tuple[str | None, str | None] | None,
) -> str:
    roomy = len(columns) <= ROOMY
    heads = "".join(f'<th scope="col">{_name(line)}</th>' for line in columns)
    body = []
    for row in rows:
        cells = []
        for column in columns:
            here = chosen == (row.key, column.key)
            cells.append(_cell(cell(row.key, column.key), address(row.key, column.key), roomy, here))
        strong = ' class="sum"' if row.strong else ""
        body.append(f'<tr{strong}><th scope="row">{_name(row)}</th>{"".join(cells)}</tr>')
    size = "roomy" if roomy else "tight"
    return (
        f'<table class="map {size}" aria-label="{escape(caption)}">'
        f'<thead><tr><th scope="col">{escape(corner)}</th>'
        f"{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _name(line: Line) -> str:
    name = escape(line.name)
    return f'<a href="{escape(line.href)}">{name}</a>' if line.href else name


def _cell(cell: Cell, href: str, roomy: bool, here: bool) -> str:
    if cell.shown == Shown.EMPTY:
        return '<td class="empty"><span title="Nothing asked">–</span></td>'
    level = 1 + RANK[cell.best] if cell.shown == Shown.ASSURED and cell.best else 0
    kind = "hole" if cell.shown == Shown.HOLE else f"r{level}"
    share = f' style="--share:{100 * cell.assured // cell.requests}%"' if level and cell.assured else ""
    first = f"<b>{mark(cell.shown, cell.best)}</b> {escape(word(cell.shown, cell.best)).replace(' ', NO_BREAK_SPACE)}"
    told = " · ".join(_beside(cell, roomy))
    now = ' aria-current="true"' if here else ""
    return (
        f'<td class="{kind}"{share}><a href="{escape(href)}" title="{escape(said(cell))}"{now}>{first}</a>'
        f"{f'<small>{told}</small>' if told else ''}</td>"
    )


def _beside(cell: Cell, roomy: bool) -> list[str]:
    """What stands under the first line of a cell: the counts that it does not say by itself."""
    found = []
    if cell.requests and not (cell.requests == cell.holes == 1):
        found.append(f"{cell.assured} of {cell.requests} assured" if roomy else f"{cell.assured}/{cell.requests}")
    numbers = (
        (cell.holes if cell.shown != Shown.HOLE or cell.holes > 1 else 0, "□", "hole", "holes"),
        (
            cell.nobody_asked if cell.shown != Shown.NOBODY_ASKED or cell.nobody_asked > 1 else 0,
            "∅",
            "asked of nobody",
            "asked of nobody",
        ),
        (cell.learning, "¶", "learning point", "learning points"),
        (cell.suggested if cell.shown != Shown.SUGGESTED or cell.suggested > 1 else 0, "?", "suggested", "suggested"),
    )
    for number, sign, one, many in numbers:
        if number:
            words = f" {one if number == 1 else many}" if roomy else ""
            found.append(f"{sign}{NO_BREAK_SPACE}{number}{words}".replace(" ", NO_BREAK_SPACE))
    return found
