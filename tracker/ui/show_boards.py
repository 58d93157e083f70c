"""Across boards: a line a board on the overview, and on the themes page what other boards have published."""

import streamlit as st

from tracker.queries.boards import elsewhere, overview
from tracker.rules.across import BoardFigures
from tracker.rules.words import Brag
from tracker.ui.frame import Frame
from tracker.ui.look import link, note, plain, section
from tracker.ui.tables import grid

MOST = 30
HEADS = ("Recommendations", "Overdue", "At risk", "Assured", "Late actions", "Claimed", "Verified")


def by_board(at: Frame) -> None:
    """How each board stands, for whoever sees several and acts for none of them now."""
    if not at.boards or at.board_id:
        return
    section("Board by board")
    found = overview(at.engine, at.today if at.is_past else None, sight=at.sight)
    note("Choose a board to see its own pages, and to act for it.")
    names = [link(plain(one.board.name), "overview", board=one.board.id, as_at=at.same_day["as_at"]) for one in found]
    grid(names, HEADS, [_line(one) for one in found], alt="How each board stands", key="boards")


def _line(one: BoardFigures) -> tuple[str, ...]:
    of = one.counts
    said = (of.total, getattr(of, Brag.RED.value), getattr(of, Brag.AMBER.value), getattr(of, Brag.BLUE.value))
    return tuple(f"{n:,}" for n in (*said, one.overdue, one.claimed, one.verified))


def published_elsewhere(at: Frame) -> None:
    """What other boards have published that asks for much the same: the text and whose it is, no more of theirs."""
    found = elsewhere(at.engine, sight=at.sight)
    note("Your recommendations beside what other boards have published. What became of theirs is theirs to tell.")
    if not found.overlaps:
        st.markdown("No published recommendation of another board asks for the same as one of yours.")
        return
    for pair in found.overlaps[:MOST]:
        mine, theirs = (found.register.recommendations[id_] for id_ in found.other(pair))
        review = found.register.reviews[theirs.review_id]
        board = found.register.boards[review.board_id]
        own = at.link(f"**{plain(mine.id)} {plain(mine.title)}**", "recommendation", id=mine.id)
        when = f", {at.day(review.published_on)}" if review.published_on else ""
        st.markdown(
            f"{own}  \n{plain(board.name)}, {plain(review.title)}{when}: "
            f"{plain(theirs.ref)} {plain(theirs.title)}. {plain(pair.why)}"
        )
