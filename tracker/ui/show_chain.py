"""Whether the record is still what was recorded: its last line, where that was printed, and the check of all of it."""

from collections.abc import Sequence

import streamlit as st

from tracker import clock
from tracker.queries.standing import zone_of
from tracker.queries.verifying import PaperHead, Verdict, heads, paper_head, present_head, verify
from tracker.rules.dates import in_words, plural
from tracker.store.chain import grouped
from tracker.store.heads import Head
from tracker.ui.forms import attempt, name_of
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import rows

PATIENCE = 1.0
"""Seconds after which a check says how far it is."""
MOST_HEADS = 20


def draw(at: Frame) -> None:
    """The section: the check, a last line from paper, and the last lines that were signed off."""
    section("Has anybody changed the record behind the tracker’s back?")
    note(
        "Every entry rests on the one before it, so a change to any of them shows, even one that was made in the "
        "files of the server. Each workbook, pack and backup that leaves carries the last line of the record on its "
        "paper: a record that was rewritten as a whole no longer matches it. What the register says is held against "
        "the record too."
    )
    there = present_head(at.engine)
    if there is not None:
        st.markdown(f"The last line of the record now: entry **no.\u00a0{there.number:,}**  \n`{grouped(there.hash)}`")
    typed = st.text_input(
        "The last line of a printed workbook or pack: number and letters",
        key="chain:paper",
        placeholder="1234: 0f3a99c1 5b7d…",
        help="The number, a colon, and at least the first two groups of figures and letters. May be left empty.",
        width=480,
    ).strip()
    if st.button("Check the whole record"):
        papers = attempt("Not checked", lambda: [paper_head(typed)] if typed else [])
        if papers is not None:
            _say(_checked(at, papers), papers)
    _signed_off(at, heads(at.engine))


def _checked(at: Frame, papers: Sequence[PaperHead]) -> Verdict:
    """The check, with a bar once it takes longer than a moment."""
    began, bar = clock.now(), st.empty()

    def say(words: str, share: float) -> None:
        if (clock.now() - began).total_seconds() > PATIENCE:
            bar.progress(min(share, 1.0), text=f"{words} …")

    with st.spinner("Checking …"):
        verdict = verify(at.engine, papers=papers, say=say)
    bar.empty()
    return verdict


def _say(verdict: Verdict, papers: Sequence[PaperHead]) -> None:
    if verdict.ok:
        on_it = plural(verdict.heads, "printed last line matches", "printed last lines match")
        paper = " The paper’s is one of them." if papers else ""
        st.success(
            f"**It holds.** All {verdict.entries:,} entries are as they were recorded; the last one begins "
            f"{plain(grouped(verdict.head)[:17])}. {on_it} it.{paper} "
            f"All {verdict.compared:,} rows of the register are what it tells.",
            icon=":material/check:",
        )
        return
    if verdict.itself:
        _not_the_paper(verdict)
        return
    found = (
        "Something was changed past the tracker"
        if verdict.first_broken is None
        else f"It is broken at entry {verdict.first_broken:,}"
    )
    paper = f" The paper does not match at entry {verdict.off_paper:,} either." if verdict.off_paper else ""
    st.error(
        f"**{found}.** {plain(_capital(verdict.why or ''))}. "
        f"{paper} Keep the last backup, and tell the chair and whoever runs the server.",
        icon=":material/block:",
    )


def _not_the_paper(verdict: Verdict) -> None:
    number = verdict.off_paper or 0
    differs = (
        f"The paper does not match it at entry {number:,}"
        if number <= verdict.entries
        else f"The paper says entry {number:,}, and the record ends at entry {verdict.entries:,}"
    )
    st.error(
        f"**The record itself holds. {differs}.** First check what you typed, letter by letter. If it is as printed, "
        "the record was rewritten after the paper was made: keep the paper and the last backup, and tell the chair and "
        "whoever runs the server.",
        icon=":material/block:",
    )


def _signed_off(at: Frame, found: Sequence[Head]) -> None:
    if not found:
        note("No last line was printed yet: it is done on each workbook that leaves, and on each backup.")
        return
    with st.expander(f"Where the last line was printed: {len(found):,}"):
        if len(found) > MOST_HEADS:
            note(f"The latest {MOST_HEADS} of {len(found):,}.")
        rows(
            [
                (_when(at, h), titled(plain(h.stands_on), f"`{grouped(h.hash)}`"), _who(at, h))
                for h in found[:MOST_HEADS]
            ],
            ("When", "Where it stands", "Who"),
            alt="Where the last line of the record was printed, newest first",
            key="rows_heads",
        )


def _when(at: Frame, head: Head) -> str:
    local = head.at.astimezone(zone_of(at.now))
    return f"{in_words(local.date())}  \n{soft(f'{local:%H:%M}')}"


def _who(at: Frame, head: Head) -> str:
    return titled(plain(_capital(name_of(at.now.register, head.by))), f"no.\u00a0{head.number:,}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
