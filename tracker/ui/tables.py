"""Tables that wrap, print, zoom and are read aloud, and the cells they share: a rating, both dates, facts."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from tracker.rules.dates import plural
from tracker.rules.deadlines import days_late, days_late_original, original_date
from tracker.rules.lifecycle import OPEN_STATUSES
from tracker.rules.records import ActionFile
from tracker.rules.words import Brag, Status
from tracker.ui.frame import Frame
from tracker.ui.look import chip, plain, soft

Row = Sequence[str]


def table(rows: Sequence[Row], columns: Sequence[str], *, alt: str) -> None:
    """Rows of Markdown cells under their heads. Nothing is drawn for no rows: say so in words instead."""
    if rows:
        st.table(pd.DataFrame(list(rows), columns=list(columns)), border="horizontal", alt=alt)


def rows(rows: Sequence[Row], columns: Sequence[str], *, alt: str, key: str = "rows") -> None:
    """A list of records: chip · name with a quiet line · one or two short columns. On a phone each row is a block.

    Every cell says itself ("1 of 4 assured"), since a phone shows no heads. `key` begins with "rows"."""
    with st.container(key=key):
        table(rows, columns, alt=alt)


def blocks(rows: Sequence[Row], columns: Sequence[str], *, alt: str, key: str) -> None:
    """A table of several columns of words. On a phone, where they would be too narrow to read, each row is a block and
    each cell begins with its head."""
    place = f"blocks_{key}"
    with st.container(key=place):
        table(rows, columns, alt=alt)
    heads = "".join(
        f'.st-key-{place} td:nth-child({number}) p:first-child::before {{content:"{head}: "; font-weight:600}}'
        for number, head in enumerate(columns[1:], start=2)
    )
    st.html(f"<style>@media (max-width:640px) {{{heads}}}</style>")


def facts(pairs: Mapping[str, str], *, alt: str) -> None:
    """Names and values, such as what was agreed about one thing. Empty values are left out."""
    st.table({name: value for name, value in pairs.items() if value}, border="horizontal", alt=alt)


def grid(names: Sequence[str], columns: Sequence[str], cells: Sequence[Row], *, alt: str, key: str) -> None:
    """A table with named rows and even columns, for a wide screen; on a phone a list says the same."""
    with st.container(key=f"wide_even_{key}"):
        frame = pd.DataFrame([list(row) for row in cells], index=[f"**{n}**" for n in names], columns=list(columns))
        st.table(frame, border="horizontal", alt=alt)
    with st.container(key=f"narrow_{key}"):
        for name, row in zip(names, cells, strict=True):
            said = [f"{column}\u00a0{cell}" for column, cell in zip(columns, row, strict=True) if cell]
            st.markdown(f"**{name}**  \n" + (" · ".join(said) or soft("nobody asked")))


def both_dates(at: Frame, file: ActionFile) -> str:
    """An action's dates: the current one in bold, the original beneath where it is another."""
    action = file.action
    status = at.standing.statuses[action.id]
    if status == Status.NOT_DOING:
        return soft("not doing")
    original = original_date(action)
    word = "due" if status in OPEN_STATUSES else "was due"
    said = f"{word} **{at.day(action.due)}**" if action.due else "**no date**"
    return said + (f"  \n{soft('original ' + at.day(original))}" if original and original != action.due else "")


def lateness(at: Frame, file: ActionFile, *, original: bool) -> str:
    """ "84 days late" over the date it is measured from; on the original date with the number of moves."""
    late = (days_late_original if original else days_late)(file, today=at.today)
    when = original_date(file.action) if original else file.action.due
    moves = f", {plural(file.moves, 'move')}" if original and file.moves else ""
    claimed = "claimed " if at.standing.statuses[file.action.id] == Status.CLAIMED else ""
    said = f"{claimed}**{plural(late, 'day').replace(' ', chr(160))} late**" if late else "not late"
    return f"{said}  \n{soft(at.day(when) + moves)}"


def recommendation_links(at: Frame, file: ActionFile) -> str:
    """The recommendations an action answers, as links: "Child K 10.2.5, Child Ak 10"."""
    found = at.register.recommendations_of_action.get(file.action.id, ())
    records = [at.register.recommendations[id_] for id_ in found]
    return ", ".join(at.link(f"**{plain(r.ref)}**", "recommendation", id=r.id) for r in records)


def rating_chip(at: Frame, file: ActionFile, size: str = "word") -> str:
    """The chip of an action."""
    return chip(at.standing.action_ratings[file.action.id].brag, size)


def chips(pairs: Sequence[tuple[Brag, int]]) -> str:
    """Counts as chips: "■ 3 ▲ 2"; a dash for none."""
    return " ".join(chip(brag, str(number)) for brag, number in pairs if number) or soft("–")
