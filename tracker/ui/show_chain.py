"""Whether the trail is still what was recorded: its end, the heads that were signed off, and the check of all of it."""

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
    """The section: the check, a head from paper, and the heads that were signed off."""
    section("Is it still what was recorded?")
    note(
        "Every entry is chained to the one before it: a change to any of them, even in the store itself, breaks the "
        "chain. Each workbook that leaves and each backup carries the end of the chain, so a chain that was rewritten "
        "as a whole shows too. Whatever the register says is held against what the trail tells."
    )
    there = present_head(at.engine)
    if there is not None:
        st.markdown(f"The trail ends at entry **no.\u00a0{there.number:,}**  \n`{grouped(there.hash)}`")
    typed = st.text_input(
        "The end of the trail, as a paper has it",
        key="chain:paper",
        placeholder="1234: 0f3a99c1 5b7d…",
        help="The number, a colon, and at least the first two groups of figures and letters. May be left empty.",
        width=480,
    ).strip()
    if st.button("Check the chain"):
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
        paper = " The paper's is one of them." if papers else ""
        st.success(
            f"**It holds.** The chain of {verdict.entries:,} entries is unbroken, and ends in "
            f"{plain(grouped(verdict.head)[:17])} … "
            f"{plural(verdict.heads, 'signed-off end is', 'signed-off ends are')} on it.{paper} "
            f"All {verdict.compared:,} rows of the register are what it tells.",
            icon=":material/check:",
        )
        return
    found = (
        "Something was changed past the tracker"
        if verdict.first_broken is None
        else f"It is broken at entry {verdict.first_broken:,}"
    )
    st.error(
        f"**{found}.** {plain(_capital(verdict.why or ''))}. Tell the business manager, and keep the last backup.",
        icon=":material/block:",
    )


def _signed_off(at: Frame, found: Sequence[Head]) -> None:
    if not found:
        note("No end of the trail was signed off yet: it is done with each workbook that leaves, and with each backup.")
        return
    with st.expander(f"Ends that were signed off: {len(found):,}"):
        if len(found) > MOST_HEADS:
            note(f"The latest {MOST_HEADS} of {len(found):,}.")
        rows(
            [
                (_when(at, h), titled(plain(h.stands_on), f"`{grouped(h.hash)}`"), _who(at, h))
                for h in found[:MOST_HEADS]
            ],
            ("When", "Where it stands", "Who"),
            alt="Ends of the trail that were signed off, newest first",
            key="rows_heads",
        )


def _when(at: Frame, head: Head) -> str:
    local = head.at.astimezone(zone_of(at.now))
    return f"{in_words(local.date())}  \n{soft(f'{local:%H:%M}')}"


def _who(at: Frame, head: Head) -> str:
    return titled(plain(_capital(name_of(at.now.register, head.by))), f"no.\u00a0{head.number:,}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
