"""A report that is in the register already: every recommendation of either side, and what to do with it."""

from dataclasses import replace

import streamlit as st

from tracker.rules.dates import first_words, plural
from tracker.rules.same_report import Comparison, Line, known
from tracker.rules.words import Answer, Likeness
from tracker.rules.working_list import Items
from tracker.store.desk import Upload
from tracker.ui import desk_report, tables
from tracker.ui.frame import Frame
from tracker.ui.look import link, note, plain, section, titled

SHAPE = {Likeness.SAME: "=", Likeness.OTHER_WORDS: "≈", Likeness.NEW: "+", Likeness.NOT_READ: "–"}
COLOUR = {Likeness.SAME: "gray", Likeness.OTHER_WORDS: "orange", Likeness.NEW: "green", Likeness.NOT_READ: "gray"}


def banner(at: Frame, upload: Upload, items: Items, found: Comparison) -> None:
    """That the report is here already, how it differs, and the way to leave out all that stands here."""
    counts = {likeness: len(found.of(likeness)) for likeness in Likeness}
    st.warning(
        f"**In the register already:** {plain(found.review.title)} ({plain(found.review.id)}), because "
        f"{plain(found.why)}. "
        f"{plural(counts[Likeness.SAME], 'recommendation')} the same, {counts[Likeness.OTHER_WORDS]} in other words, "
        f"{counts[Likeness.NEW]} not in the register, {counts[Likeness.NOT_READ]} not found in this file. "
        "What you take is added to that review; nothing is put in twice.",
        icon=":material/content_copy:",
    )
    here = known(items, at.register, found)
    open_ = [item for item in items if item.id in here and item.answer != Answer.LEFT_OUT]
    if open_:
        which = f"{plural(len(open_), 'item')} that {'is' if len(open_) == 1 else 'are'} here already"
        st.button(
            f"Leave out the {which}", key="report:leave_known", on_click=_leave,
            args=(at, upload, items, here),
        )  # fmt: skip


def draw(at: Frame, upload: Upload, found: Comparison) -> None:
    """The comparison, line by line."""
    section(f"This file beside {plain(found.review.id)}")
    tables.rows([_row(at, upload, line) for line in found.lines], ("", "In this file", "In the register"),
                alt="The recommendations of the file beside those of the register", key="rows_same")  # fmt: skip
    note("The register's words are never replaced from here: correct them under Reviews and agencies, with a reason.")


def _row(at: Frame, upload: Upload, line: Line) -> tuple[str, str, str]:
    state = f":{COLOUR[line.likeness]}-badge[{SHAPE[line.likeness]} {line.likeness.label}]"
    ours = theirs = "nothing"
    if line.item:
        way = at.link(f"**{plain(line.item.ref)}**", "report", upload=upload.hash, kind=line.item.kind.value,
                      item=line.item.id)  # fmt: skip
        ours = titled(way, plain(first_words(line.item.text, 160)))
    if line.recommendation:
        one = line.recommendation
        theirs = titled(link(f"**{plain(one.ref)}**", "recommendation", id=one.id), plain(first_words(one.text, 160)))
    return state, ours, theirs


def _leave(at: Frame, upload: Upload, items: Items, here: frozenset[str]) -> None:
    desk_report.step(at, upload, items, lambda now: tuple(
        replace(item, answer=Answer.LEFT_OUT, why="It is in the register already.") if item.id in here else item
        for item in now
    ))  # fmt: skip
